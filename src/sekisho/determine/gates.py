"""A quick no: entries whose kind gate an item surely fails are not evaluated at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import define, field

from sekisho.law.compiled import Law
from sekisho.law.entry_index import bits_of
from sekisho.law.model import Entry
from sekisho.logic.objects import Obj
from sekisho.logic.values import Path

from .shelf import Shelf, shelf_of

MOST_KINDS = 4_000
"""For how many combinations of kinds it is kept which entries they pass."""
MOST_OPEN = 20_000
"""For how many selections of entries it is kept which of them an item may meet."""

Alternatives = tuple[tuple[int, ...], ...]
"""Per version of an entry the kinds that may pass each of its gates, as bits."""


@define(slots=True, eq=False)
class _Part:
    """The entries at or below some codes, as bits of their numbers."""

    codes: tuple[str, ...]
    every: int
    plain: int  # no headings, and none that only a claim meets
    hints: int  # of the plain ones those that name customs codes
    in_order: bool  # do they stand in the order of their numbers?


@define(slots=True, eq=False)
class Gates:
    """The kind gates of all entries of a law: entries with the same gate are asked once; what passes none is never read."""

    codes: tuple[str, ...]
    numbers: dict[str, int]
    groups: dict[Alternatives, int]  # by gate the entries that have it, as bits of their numbers
    spoken: int  # none that only a claim meets
    plain: int  # of these no headings
    hints: int
    _passing: Shelf[tuple[Path, ...], int] = field(factory=lambda: Shelf(MOST_KINDS))
    _open: Shelf[object, tuple[str, ...]] = field(factory=lambda: Shelf(MOST_OPEN))
    _parts: dict[tuple[tuple[Path, ...], tuple[Path, ...]], _Part] = field(factory=dict)

    @classmethod
    def of(cls, law: Law) -> Gates:
        """The gates of a law, remembered with it."""
        found = law.cache.get("gates")
        if found is None:
            found = law.cache["gates"] = _gates(law)
        gates: Gates = found
        return gates

    def passing(self, law: Law, kinds: tuple[Path, ...]) -> int:
        """The entries that things of these kinds may pass in some version of them, as bits of their numbers."""
        found = self._passing.get(kinds)
        if found is None:
            own, found = _bits(law, kinds), 0
            for versions, entries in self.groups.items():
                if any(all(own & gate for gate in those) for those in versions):
                    found |= entries
            self._passing[kinds] = found
        return found

    def part(self, law: Law, paths: tuple[Path, ...], but: tuple[Path, ...]) -> _Part:
        """The entries at or below `paths` and below none of `but`."""
        found = self._parts.get((paths, but))
        if found is None:
            codes = law.codes_under(paths, but)
            numbers = [self.numbers[code] for code in codes]
            every = _bits_of(numbers)
            found = self._parts[paths, but] = _Part(
                codes,
                every,
                every & self.plain,
                every & self.plain & self.hints,
                numbers == sorted(numbers),
            )
        return found

    def open(
        self,
        law: Law,
        paths: tuple[Path, ...],
        but: tuple[Path, ...],
        kinds: tuple[Path, ...],
        hinted: bool,
        stated: tuple[tuple[str, tuple[Path, ...]], ...],
    ) -> tuple[str, ...]:
        """The codes of the entries of a part that an item may meet, in the order of the part."""
        key = (paths, but, kinds, hinted, stated)
        found = self._open.get(key)
        if found is None:
            part = self.part(law, paths, but)
            chosen = part.plain & self.passing(law, kinds) if kinds else part.plain
            if hinted:
                chosen |= part.hints
            chosen |= self._named(law, stated) & part.every
            if part.in_order:
                found = tuple(self.codes[number] for number in _numbers_of(chosen))
            else:
                found = tuple(code for code in part.codes if chosen >> self.numbers[code] & 1)
            self._open[key] = found
        return found

    def _named(self, law: Law, stated: Iterable[tuple[str, tuple[Path, ...]]]) -> int:
        """The entries that claims name, and those above and below them."""
        return _bits_of(
            self.numbers[near]
            for scheme, codes in stated
            for code in codes
            for near in law.entry_index.heads.get(f"{scheme}:{code.segments[0]}", ())
            if named(law.entries[near], codes)
        )


def _gates(law: Law) -> Gates:
    index = law.entry_index
    groups: dict[Alternatives, int] = {}
    for versions, entries in index.gates:
        gate = tuple(dict.fromkeys(tuple(_bits(law, kinds) for kinds in those) for those in versions))
        groups[gate] = groups.get(gate, 0) | _number(entries)
    codes = tuple(law.entries)
    numbers = {code: number for number, code in enumerate(codes)}
    headings = _bits_of(numbers[code] for code in index.headings)
    # Unclaimed, the rest of the list speaks for those that only a claim meets.
    spoken = ((1 << len(codes)) - 1) & ~_number(index.by_claim)
    return Gates(codes, numbers, groups, spoken, spoken & ~headings, _number(index.hints))


def _number(bits: bytes) -> int:
    return int.from_bytes(bits, "little")


def _bits_of(numbers: Iterable[int]) -> int:
    return _number(bits_of(numbers))


def _numbers_of(bits: int) -> Iterator[int]:
    for at, byte in enumerate(bits.to_bytes((bits.bit_length() + 7) // 8, "little")):
        while byte:
            low = byte & -byte
            yield (at << 3) + low.bit_length() - 1
            byte ^= low


def may_meet(law: Law, entry: Entry, item: Obj, hinted: bool = True) -> bool:
    """False when the item's kinds rule the entry out in every version of it and no customs code hints at it."""
    kinds = item.facts.get("kind")
    if not isinstance(kinds, tuple) or not kinds:
        return True
    gates = Gates.of(law)
    if gates.passing(law, kinds) >> gates.numbers[entry.id] & 1:
        return True
    codes = item.facts.get("hs") if hinted else None
    return isinstance(codes, tuple) and bool(codes)  # the hints decide, in the full evaluation


def passing_entries(law: Law, item: Obj) -> tuple[Entry, ...]:
    """The entries with words of their own that the item may meet by its kinds alone, in the order of the law.

    Not those that only a claim meets: of what they say nothing is read.
    """
    kinds, gates = item.facts.get("kind"), Gates.of(law)
    passing = gates.passing(law, kinds) if isinstance(kinds, tuple) and kinds else gates.spoken
    return tuple(law.entries[gates.codes[number]] for number in _numbers_of(passing & gates.spoken))


def open_codes(law: Law, paths: tuple[Path, ...], but: tuple[Path, ...], item: Obj) -> tuple[str, ...]:
    """The codes at or below `paths` of the entries that the item may meet: none whose kind gate it surely fails.

    Headings are what their children are, so that they count only where a claim names them, or something above or below.
    """
    kinds, codes = item.facts.get("kind"), item.facts.get("hs")
    claims = item.claims
    stated = tuple(
        {path.scheme: claims[path.scheme].codes for path in paths if path.scheme in claims}.items()
    )
    return Gates.of(law).open(
        law,
        paths,
        but,
        kinds if isinstance(kinds, tuple) else (),
        isinstance(codes, tuple) and bool(codes),
        stated,
    )


def open_entries(law: Law, paths: tuple[Path, ...], but: tuple[Path, ...], item: Obj) -> tuple[Entry, ...]:
    """The entries of these codes."""
    return tuple(map(law.entries.__getitem__, open_codes(law, paths, but, item)))


def lists_of(law: Law, authority: str | None) -> tuple[Path, ...]:
    """The control lists of an authority, whole."""
    kept = shelf_of(law, "lists of authorities", MOST_KINDS)
    found: tuple[Path, ...] | None = kept.get(authority)
    if found is None:
        found = kept[authority] = tuple(
            Path(name, ("*",)) for name, one in law.lists.items() if one.authority == authority
        )
    return found


def named(entry: Entry, codes: Iterable[Path]) -> bool:
    """True where one of the claimed codes is the entry's, or lies above or below it."""
    own = entry.code.segments
    return any(
        own[: len(code.segments)] == code.segments or code.segments[: len(own)] == own for code in codes
    )


def _bits(law: Law, kinds: tuple[Path, ...]) -> int:
    """What lies at or below one of some kinds, as bits; a kind excludes another one where they share none."""
    known: dict[tuple[Path, ...], int] = shelf_of(law, "bits of kinds", MOST_KINDS)
    found = known.get(kinds)
    if found is None:
        found = 0
        for kind in kinds:
            found |= law.kinds.bits(kind)
        known[kinds] = found
    return found
