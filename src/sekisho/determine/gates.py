"""A quick no: entries whose kind gate an item surely fails are not evaluated at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import define, field

from sekisho.law.compiled import Law
from sekisho.law.model import Entry
from sekisho.logic.conditions import All, Condition, Under
from sekisho.logic.objects import Obj
from sekisho.logic.values import Path

from .shelf import Shelf

MOST_KINDS = 4_000
"""For how many combinations of kinds it is kept which entries they pass."""
MOST_OPEN = 20_000
"""For how many selections of entries it is kept which of them an item may meet."""

Alternatives = tuple[tuple[int, ...], ...]
"""Per version of an entry the kinds that may pass each of its gates, as bits."""


def kind_gates(when: Condition) -> tuple[Under, ...]:
    """The tests of the kind that must hold for a condition to hold."""
    if isinstance(when, Under) and when.attribute == "kind":
        return (when,)
    if isinstance(when, All):
        return tuple(gate for part in when.parts for gate in kind_gates(part))
    return ()


@define(slots=True, eq=False)
class _Part:
    """The entries at or below some codes, as bits of their numbers."""

    entries: tuple[Entry, ...]
    every: int
    plain: int  # no headings, and none that only a claim meets
    hints: int  # of the plain ones those that name customs codes
    in_order: bool  # do they stand in the order of their numbers?


@define(slots=True, eq=False)
class Gates:
    """The kind gates of all entries of a law: entries with the same gate are asked once."""

    entries: tuple[Entry, ...]
    numbers: dict[str, int]
    groups: dict[Alternatives, int]  # by gate the entries that have it, as bits of their numbers
    plain: int
    hints: int
    heads: dict[tuple[str, str], tuple[Entry, ...]]
    _passing: Shelf[tuple[Path, ...], int] = field(factory=lambda: Shelf(MOST_KINDS))
    _open: Shelf[object, tuple[Entry, ...]] = field(factory=lambda: Shelf(MOST_OPEN))
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
            entries = law.entries_under(paths, but)
            numbers = [self.numbers[entry.id] for entry in entries]
            every = _of_numbers(numbers)
            found = self._parts[paths, but] = _Part(
                entries,
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
    ) -> tuple[Entry, ...]:
        """The entries of a part that an item may meet, in the order of the part."""
        key = (paths, but, kinds, hinted, stated)
        found = self._open.get(key)
        if found is None:
            part = self.part(law, paths, but)
            chosen = part.plain & self.passing(law, kinds) if kinds else part.plain
            if hinted:
                chosen |= part.hints
            chosen |= self._named(stated) & part.every
            if part.in_order:
                found = tuple(self.entries[number] for number in _numbers_of(chosen))
            else:
                found = tuple(e for e in part.entries if chosen >> self.numbers[e.id] & 1)
            self._open[key] = found
        return found

    def _named(self, stated: Iterable[tuple[str, tuple[Path, ...]]]) -> int:
        """The entries that claims name, and those above and below them."""
        return _of_numbers(
            self.numbers[entry.id]
            for scheme, codes in stated
            for code in codes
            for entry in self.heads.get((scheme, code.segments[0]), ())
            if named(entry, codes)
        )


def _gates(law: Law) -> Gates:
    entries = tuple(law.entries.values())
    numbers = {entry.id: number for number, entry in enumerate(entries)}
    groups: dict[Alternatives, list[int]] = {}
    heads: dict[tuple[str, str], list[Entry]] = {}
    plain, hints = [], []
    for number, entry in enumerate(entries):
        groups.setdefault(_alternatives(law, entry), []).append(number)
        heads.setdefault((entry.code.scheme, entry.code.segments[0]), []).append(entry)
        if not entry.by_claim and not law.is_heading(entry.id):
            plain.append(number)  # unclaimed, the rest of the list speaks for those that only a claim meets
        if has_hints(entry):
            hints.append(number)
    return Gates(
        entries,
        numbers,
        {gate: _of_numbers(those) for gate, those in groups.items()},
        _of_numbers(plain),
        _of_numbers(hints),
        {head: tuple(those) for head, those in heads.items()},
    )


def _alternatives(law: Law, entry: Entry) -> Alternatives:
    whens = [v.body.get("when", entry.when) for v in entry.versions] or [entry.when]
    return tuple(dict.fromkeys(tuple(_bits(law, gate.paths) for gate in kind_gates(when)) for when in whens))


def _of_numbers(numbers: Iterable[int]) -> int:
    found = bytearray()
    for number in numbers:
        at = number >> 3
        if at >= len(found):
            found.extend(bytes(at + 1 - len(found)))
        found[at] |= 1 << (number & 7)
    return int.from_bytes(found, "little")


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


def open_entries(law: Law, paths: tuple[Path, ...], but: tuple[Path, ...], item: Obj) -> tuple[Entry, ...]:
    """The entries at or below `paths` that the item may meet: none whose kind gate it surely fails.

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


def named(entry: Entry, codes: Iterable[Path]) -> bool:
    """True where one of the claimed codes is the entry's, or lies above or below it."""
    own = entry.code.segments
    return any(
        own[: len(code.segments)] == code.segments or code.segments[: len(own)] == own for code in codes
    )


def has_hints(entry: Entry) -> bool:
    """True when some version of the entry names customs codes for finding it."""
    return bool(entry.hs_hint) or any("hs_hint" in version.body for version in entry.versions)


def _bits(law: Law, kinds: tuple[Path, ...]) -> int:
    """What lies at or below one of some kinds, as bits; a kind excludes another one where they share none."""
    known: dict[tuple[Path, ...], int] = law.cache.setdefault("bits of kinds", Shelf(MOST_KINDS))
    found = known.get(kinds)
    if found is None:
        found = 0
        for kind in kinds:
            found |= law.kinds.bits(kind)
        known[kinds] = found
    return found
