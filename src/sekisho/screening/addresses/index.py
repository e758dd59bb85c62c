"""The addresses of all listed parties, found by building, street and number; bare addresses are hits of their own."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import overload

from attrs import define, field, frozen

from sekisho.sources.records import ListedAddress, ListedParty

from .comparing import WORTH, AddressMatch, compare
from .model import Address, Part
from .reading import read

MOST_HITS = 25
_MOST_CANDIDATES = 120
_COMMON = 4000
"""A key that so many addresses share finds nobody."""


@frozen
class AddressHit:
    """A listed address that meets the one that is asked about.

    `parties` are (source, id) of all parties listed with this building, `bare` says that one of them is a listed address and
    no named party. `worth` is the match's in nats less what is lost by the building being shared; `shared` counts the listed
    and background parties there.
    """

    text: str
    match: AddressMatch
    worth: float
    parties: tuple[tuple[str, str], ...]
    bare: bool
    shared: int
    reasons: tuple[str, ...]


@define
class AddressIndex:
    """Listed addresses under their keys. Make it with `build`, ask it with `search`, keep it with `save` and `load`."""

    addresses: Sequence[Address]
    parties: list[list[tuple[str, str]]]
    bare: list[bool]
    keys: dict[str, list[int]]
    unread: list[str] = field(factory=list)  # bare addresses without a street or building that was read
    known: dict[str, int] = field(
        factory=dict
    )  # how many background parties stand at an address, by its own key

    @classmethod
    def build(
        cls, parties: Iterable[ListedParty], background: Mapping[str, int] | None = None
    ) -> AddressIndex:
        """Index the addresses of listed parties that name a street, a building or a box.

        `background`: addresses of ordinary parties (of formation agents, of towers with a thousand tenants) with how many
        stand there; a hit on one of them is worth less.
        """
        made: dict[tuple[str, str], int] = {}
        addresses: list[Address] = []
        index = cls(addresses, [], [], {})
        for party in parties:
            for text, country in _texts(party):
                text_key = (" ".join(text.lower().split()), country)
                at = made.get(text_key)
                if at is None:
                    address = read(text, country)
                    if not findable(address):
                        bare = party.kind == "address"
                        index.unread += [text] if bare else []
                        if not bare and not _telling(address):
                            continue
                    at = made[text_key] = index._add(addresses, address)
                if party.key not in index.parties[at]:
                    index.parties[at].append(party.key)
                index.bare[at] = index.bare[at] or party.kind == "address"
        for text, count in (background or {}).items():
            for key in own_keys(read(text)):
                index.known[key] = index.known.get(key, 0) + count
        return index

    def _add(self, addresses: list[Address], address: Address) -> int:
        at = len(addresses)
        addresses.append(address)
        self.parties.append([])
        self.bare.append(False)
        for key in keys_of(address):
            self.keys.setdefault(key, []).append(at)
        return at

    def search(self, text: str, country: str = "") -> tuple[AddressHit, ...]:
        """Listed addresses in the same building or the same street, the best first; nothing where the text names neither.

        An address of which neither street nor building could be read is met by the same words alone.
        """
        asked = read(text, country)
        matches = [
            (at, _SAME_WORDS)
            for at in self.keys.get(_words_key(asked), ())
            if not findable(self.addresses[at])
        ]
        if not findable(asked) and not matches:
            return ()
        for at in self._candidates(asked):
            match = compare(asked, self.addresses[at])
            if match.verdict in {"same-building", "same-street"}:
                matches.append((at, match))
        matches.sort(key=lambda pair: (-pair[1].worth, not self.bare[pair[0]], pair[0]))
        together = {
            key for at, match in matches if match.verdict == "same-building" for key in self.parties[at]
        }
        hits = [self._hit(at, match, len(together)) for at, match in matches[:MOST_HITS]]
        return tuple(sorted(hits, key=lambda hit: (-hit.worth, not hit.bare)))

    def _candidates(self, asked: Address) -> list[int]:
        score: Counter[int] = Counter()
        size = max(len(self.addresses), 2)
        for key in keys_of(asked):
            at = self.keys.get(key, ())
            if 0 < len(at) <= _COMMON:
                weight = int(100 * math.log(size / len(at)) + 1)
                for one in at:
                    score[one] += weight
        return [at for at, _ in score.most_common(_MOST_CANDIDATES)]

    def _hit(self, at: int, match: AddressMatch, listed: int) -> AddressHit:
        address = self.addresses[at]
        ordinary = max((self.known.get(key, 0) for key in own_keys(address)), default=0)
        shared = max(listed, len(self.parties[at])) + ordinary
        worth, reasons = match.worth, list(match.reasons)
        if match.verdict == "same-building":
            reasons.insert(0, "a listed address" if self.bare[at] else "the address of a listed party")
            if shared > 1:
                worth -= math.log(shared)
                reasons.append(f"{shared} parties are known at this building")
        return AddressHit(
            address.written, match, worth, tuple(self.parties[at]), self.bare[at], shared, tuple(reasons)
        )

    def save(self, path: Path) -> None:
        """Write the index into one file."""
        import msgspec

        rows = [msgspec.msgpack.encode(_packed(address)) for address in self.addresses]
        kept = _Kept(VERSION, rows, self.parties, self.bare, self.keys, self.unread, self.known)
        path.write_bytes(msgspec.msgpack.encode(_plain(kept)))

    @classmethod
    def load(cls, path: Path) -> AddressIndex:
        """Read an index that `save` wrote. Raises ValueError where the file is none, or of another version: build it anew."""
        import msgspec

        try:
            kept = _Kept(*msgspec.msgpack.decode(path.read_bytes(), type=_SHAPE))
            if kept.version != VERSION:
                raise ValueError(f"version {kept.version}")
            if not len(kept.rows) == len(kept.parties) == len(kept.bare):
                raise ValueError("its parts are of different length")
            return cls(_Rows(kept.rows), kept.parties, kept.bare, kept.keys, kept.unread, kept.known)
        except (msgspec.MsgspecError, TypeError, ValueError) as broken:
            raise ValueError(
                f"{path} is no index of addresses of this version ({broken}): build it anew"
            ) from broken


@frozen
class _Kept:
    """What stands in the file, in this order."""

    version: int
    rows: list[bytes]
    parties: list[list[tuple[str, str]]]
    bare: list[bool]
    keys: dict[str, list[int]]
    unread: list[str]
    known: dict[str, int]


_SHAPE = tuple[
    int, list[bytes], list[list[tuple[str, str]]], list[bool], dict[str, list[int]], list[str], dict[str, int]
]


def _plain(kept: _Kept) -> tuple[object, ...]:
    return kept.version, kept.rows, kept.parties, kept.bare, kept.keys, kept.unread, kept.known


class _Rows(Sequence[Address]):
    """Addresses of a file, each decoded when it is looked at: few of many thousands are."""

    def __init__(self, rows: list[bytes]) -> None:
        self.rows = rows

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, at: int) -> Address: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Address]: ...
    def __getitem__(self, at: int | slice) -> Address | Sequence[Address]:
        if isinstance(at, slice):
            return _Rows(self.rows[at])
        import msgspec

        return _unpacked(msgspec.msgpack.decode(self.rows[at]))


VERSION = 2
_SAME_WORDS = AddressMatch("same-building", WORTH["same-building"], ("the same words",))


def findable(address: Address) -> bool:
    """Does it name a street, a building or a box, by which an address can be found?"""
    return address.precise or bool(address.street)


def _telling(address: Address) -> bool:
    """Does an address without a street that was read say more than a town? Then it is met by the same words."""
    return len(address.line) >= 10 and any(char.isdigit() for char in address.line)


def _words_key(address: Address) -> str:
    return f"t:{address.line}{address.number}{address.room}"


_PARTS = ("region", "city", "district", "street", "building")
_WORDS = ("written", "country", "number", "block", "floor", "room", "postcode", "po_box", "line")


def _packed(address: Address) -> list[object]:
    words = [getattr(address, name) for name in _WORDS]
    parts = [[getattr(address, name).written, *getattr(address, name).keys] for name in _PARTS]
    return [*words, *parts, list(address.rest)]


def _unpacked(row: list[object]) -> Address:
    words = [str(value) for value in row[: len(_WORDS)]]
    parts = []
    for value in row[len(_WORDS) : len(_WORDS) + len(_PARTS)]:
        if not isinstance(value, list):
            raise TypeError("a part of an address is no list")
        parts.append(Part(str(value[0]), tuple(str(key) for key in value[1:])))
    written, country, number, block, floor, room, postcode, po_box, line = words
    region, city, district, street, building = parts
    rest = row[-1]
    return Address(
        written, country, region, city, district, street, number, block, building, floor, room, postcode, po_box,
        tuple(map(str, rest)) if isinstance(rest, list) else (), line,
    )  # fmt: skip


def _texts(party: ListedParty) -> Iterator[tuple[str, str]]:
    """The addresses of a party with their countries; of a bare address listing also what stands as its name."""
    country = party.countries[0] if len(party.countries) == 1 else ""
    for address in party.addresses:
        text = address_text(address)
        if text:
            yield text, address.country or country
    if party.kind == "address":
        for name in party.names:
            if name.kind == "address":
                yield name.text, country or (party.addresses[0].country if party.addresses else "")


def address_text(address: ListedAddress) -> str:
    """A listed address as one text: as published, else its parts put together."""
    parts = (address.street, address.city, address.region, address.postcode)
    return address.text or ", ".join(part for part in parts if part)


def keys_of(address: Address) -> list[str]:
    """The keys under which an address is found: its street, its building, its number in the town, its box and postcode."""
    if not findable(address):
        return [_words_key(address)]
    first = address.number.split("-")[0]
    keys = [f"s:{key}" for key in address.street.keys[:24]]
    keys += [f"s:{key[-cut:]}" for key in address.street.keys[:4] for cut in (8,) if len(key) > 10]
    keys += [f"s:{key}:{first}" for key in address.street.keys[:24] if first]
    keys += [f"b:{key}" for key in address.building.keys[:12]]
    for key in (address.city.keys or address.region.keys)[:3]:
        keys += [f"n:{key}:{address.number}"] if address.number else []
        keys += [f"o:{key}:{address.po_box}"] if address.po_box else []
    if address.po_box:
        keys.append(f"o:{address.country}:{address.po_box}")
    if address.postcode:
        keys.append(f"p:{address.postcode}")
        keys += [f"p:{address.postcode}:{first}"] if first else []
    return list(dict.fromkeys(keys))


def own_keys(address: Address) -> list[str]:
    """The keys of one building: street and number, or name and town."""
    found = [f"{key}:{address.number}" for key in address.street.keys if address.number]
    towns = address.city.keys[:1] or ("",)
    return found + [f"{key}@{town}" for key in address.building.keys for town in towns]
