"""Kinds of item as a graph: one thing has several names (a gallium arsenide wafer is under gallium and under
wafer).

A fact's kind at or below the law's is TRUE. Two kinds without a common descendant exclude each other: FALSE.
Otherwise the
fact may yet turn out to be the law's kind: UNKNOWN.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from .paths import under
from .truth import FALSE, TRUE, UNKNOWN, Truth
from .values import Path


class KindError(ValueError):
    """A kind that does not exist, or kinds that do not hang together. `near`: ids that may have been
    meant."""

    def __init__(self, message: str, near: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.near = tuple(near)


class KindGraph:
    """The kinds with everything below each; a relation is two looks at bits."""

    def __init__(self, kinds: Iterable[tuple[str, Iterable[str]]]) -> None:
        """`kinds`: pairs of id and `also` (further parents); the path prefix is a parent too.

        Raises KindError, naming every parent that is not declared, every double id and every circle.
        """
        rows = [(id, tuple(also)) for id, also in kinds]
        self._number: dict[str, int] = {}
        faults = []
        for id, _ in rows:
            if id in self._number:
                faults.append(f"the kind {id} is declared twice")
            self._number.setdefault(id, len(self._number))
        self.parents: Mapping[str, tuple[str, ...]] = {id: _parents(id, also) for id, also in rows}
        for id, parents in self.parents.items():
            faults += [
                f"the kind {id} stands under {p}, which is not declared"
                for p in parents
                if p not in self._number
            ]
        if faults:
            raise KindError("; ".join(faults))
        self._below = self._close()

    def _close(self) -> dict[str, int]:
        """Per kind the bits of itself and of all its descendants."""
        above: dict[str, set[str]] = {}
        for id in self._number:
            self._climb(id, above, ())
        below = {id: 1 << number for id, number in self._number.items()}
        for id, ancestors in above.items():
            for ancestor in ancestors:
                below[ancestor] |= 1 << self._number[id]
        return below

    def _climb(self, id: str, above: dict[str, set[str]], way: tuple[str, ...]) -> set[str]:
        if id in way:
            raise KindError(f"kinds in a circle: {' under '.join((*way[way.index(id) :], id))}")
        if id not in above:
            found: set[str] = set()
            for parent in self.parents[id]:
                found |= {parent} | self._climb(parent, above, (*way, id))
            above[id] = found
        return above[id]

    def __contains__(self, id: object) -> bool:
        return id in self._number

    def __iter__(self) -> Iterator[str]:
        return iter(self._number)

    def __len__(self) -> int:
        return len(self._number)

    def check(self, kind: Path | str) -> str:
        """The id of a kind that exists. Raises KindError with near matches."""
        id = kind if isinstance(kind, str) else ".".join(kind.segments)
        if id in self._number:
            return id
        near = (
            get_close_matches(id, self._number, 3, 0.6)
            or [k for k in self._number if id.split(".")[-1] in k.split(".")][:3]
        )
        hint = f"; near: {', '.join(near)}" if near else ""
        raise KindError(f"there is no kind of item {id!r}{hint}", near)

    def relation(self, fact: Path | str, law: Path | str) -> Truth:
        """How the kind of a fact stands to a kind of the law. Raises KindError where one of them does not
        exist."""
        one, other = self.check(fact), self.check(law)
        below = self._below[other]
        if below >> self._number[one] & 1:
            return TRUE
        return UNKNOWN if self._below[one] & below else FALSE

    def bits(self, kind: Path | str) -> int:
        """A kind with all below it as bits: two kinds that share one do not exclude each other. Raises KindError."""
        return self._below[self.check(kind)]

    def under(self, facts: Sequence[Path], paths: Iterable[Path], but: Iterable[Path] = ()) -> Truth:
        """Whether an item of these kinds lies under one of `paths` and under none of `but`: the maximum over
        its kinds."""
        return under(facts, paths, but, self.relation)

    def descendants(self, kind: Path | str) -> tuple[str, ...]:
        """The kind itself and all below it, in the order of the vocabulary."""
        bits = self._below[self.check(kind)]
        return tuple(id for id, number in self._number.items() if bits >> number & 1)

    def ancestors(self, kind: Path | str) -> tuple[str, ...]:
        """The kind itself and all above it, in the order of the vocabulary."""
        bit = 1 << self._number[self.check(kind)]
        return tuple(id for id in self._number if self._below[id] & bit)


def _parents(id: str, also: Iterable[str]) -> tuple[str, ...]:
    prefix = id.rpartition(".")[0]
    return tuple(dict.fromkeys(([prefix] if prefix else []) + list(also)))
