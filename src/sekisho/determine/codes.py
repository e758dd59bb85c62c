"""The codes that an item meets or may meet: in order, those that are sure, and what requirements see of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from attrs import define

from sekisho.logic.truth import FALSE, TRUE, Truth
from sekisho.logic.values import Path

from .shelf import Shelf, shelf_of

if TYPE_CHECKING:
    from sekisho.law.compiled import Law
    from sekisho.law.model import Entry

    from .classification import Met

MOST_LOOKED = 1_000
"""Of how many lists of codes it is kept what a requirement sees of them."""

Pair: TypeAlias = tuple[Path, Truth]
"""A code, and how sure it is met."""
Look: TypeAlias = tuple[int, Truth]
"""What a requirement sees of a code, and how sure that is met: codes of one look have the same duty."""


@define(slots=True, eq=False)
class Looked:
    """The codes as a requirement sees them: the first of each look, and all in their order, each with its look."""

    codes: tuple[Path, ...]
    looks: tuple[Look, ...]
    firsts: tuple[tuple[Look, Path, Truth], ...]


@define(slots=True, eq=False)
class Codes:
    """The codes that are not FALSE for an item, in the order of the law. `kept`: the same serve all items that state the same."""

    pairs: Sequence[Pair]
    kept: bool = False
    _certain: tuple[Pair, ...] | None = None
    _heads: tuple[tuple[str, tuple[Pair, ...]], ...] | None = None

    @property
    def certain(self) -> tuple[Pair, ...]:
        """Those that are surely met."""
        if self._certain is None:
            self._certain = tuple(pair for pair in self.pairs if pair[1] is TRUE)
        return self._certain

    def looked(
        self, requirement: str, looks: Callable[[Path], int], heads: frozenset[str] | None, law: Law
    ) -> Looked:
        """The codes as a requirement sees them; `heads`: it speaks of these first segments only."""
        if not self.kept:
            return self._look(looks, heads)
        shelf: Shelf[tuple[int, str], tuple[Codes, Looked]] = shelf_of(law, "looked", MOST_LOOKED)
        found = shelf.get((id(self), requirement))
        if found is None:  # kept with the codes, so that their number is nobody else's
            found = shelf[id(self), requirement] = self, self._look(looks, heads)
        return found[1]

    def _look(self, looks: Callable[[Path], int], heads: frozenset[str] | None) -> Looked:
        known: dict[Look, Look] = {}
        firsts: list[tuple[Look, Path, Truth]] = []
        seen: list[Look] = []
        pairs = self.pairs if heads is None else self._of(heads)
        for code, exists in pairs:
            look = looks(code), exists
            first = known.get(look)
            if first is None:
                first = known[look] = look
                firsts.append((look, code, exists))
            seen.append(first)
        return Looked(tuple(code for code, _ in pairs), tuple(seen), tuple(firsts))

    def _of(self, heads: frozenset[str]) -> list[Pair]:
        """The codes with some first segments."""
        if self._heads is None:
            runs: list[tuple[str, list[Pair]]] = []
            for pair in self.pairs:
                head = pair[0].segments[0]
                if not runs or runs[-1][0] != head:
                    runs.append((head, []))
                runs[-1][1].append(pair)
            self._heads = tuple((head, tuple(those)) for head, those in runs)
        return [pair for head, those in self._heads if head in heads for pair in those]


@define(slots=True, eq=False)
class Sheet:
    """The codes of a selection of entries with gaps for those that have to be judged: `gaps` are (place, entry)."""

    pairs: tuple[Pair, ...]
    gaps: tuple[tuple[int, Entry], ...]
    whole: Codes | None  # where there are no gaps
    _places: dict[Path, int] | None = None

    @classmethod
    def of(cls, left: Sequence[tuple[Entry, Met | None]], law: Law) -> Sheet:
        """The sheet of a selection: headings are what their children are."""
        pairs: list[Pair] = []
        gaps: list[tuple[int, Entry]] = []
        for entry, met in left:
            if law.is_heading(entry.id):
                continue
            if met is None:
                gaps.append((len(pairs), entry))
            elif met.truth is not FALSE:
                pairs.append((entry.code, met.truth))
        return cls(tuple(pairs), tuple(gaps), None if gaps else Codes(tuple(pairs), kept=True))

    def filled(self, truth: Callable[[Entry], Truth], named: dict[Path, Truth], above: set[Path]) -> Codes:
        """The codes in their order: first those that claims name, then the others but those above a claimed one."""
        if self.whole is not None and not named and not above:
            return self.whole
        found = [pair for pair in named.items() if pair[1] is not FALSE]
        out = named.keys() | above
        cuts: list[tuple[int, Entry | None]] = list(self.gaps)
        if out:
            places = self._places
            if places is None:
                places = self._places = {code: place for place, (code, _) in enumerate(self.pairs)}
            # A cut without an entry leaves one code out; the entry at a gap stands before the code of that place.
            cuts += [(places[code], None) for code in out if code in places]
            cuts.sort(key=lambda cut: (cut[0], cut[1] is None))
        at = 0
        for place, entry in cuts:
            found += self.pairs[at:place]
            at = place
            if entry is None:
                at += 1
            elif entry.code not in out and (answer := truth(entry)) is not FALSE:
                found.append((entry.code, answer))
        found += self.pairs[at:]
        return Codes(tuple(found))
