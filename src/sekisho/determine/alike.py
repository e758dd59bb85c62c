"""One transaction to many places: a place to which the law asks nothing new shares the determination of one before it.

A place of the route enters a determination only through tests of places (`place: {at, in}`), each of which asks whether the
place lies in a group on the day of a clock. While a determination runs, all such questions are noted with their answers. A
further place that answers every one of them alike would have led through the very same steps, so it has the very same
outcome. (The tests hold this against determinations one by one.) Where the law reads a destination in another way than by
such tests, every place is determined by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from attrs import evolve

from sekisho.law.compiled import Law
from sekisho.logic import conditions as c
from sekisho.logic.evaluate import Evaluator
from sekisho.logic.formulas import parse
from sekisho.logic.objects import Case
from sekisho.logic.truth import Truth
from sekisho.logic.values import Path

from .duties import DutyBook
from .engine import Determination, Engine
from .places import place_in
from .world import LawWorld, functions_of

ENDS: Final = frozenset({"to", "final"})
"""The attributes of a route that a destination may stand in."""
Asked = dict[tuple[c.GroupExpr, date | None], Truth]


def place_path(id: str) -> Path:
    """A place as a path: a subdivision lies under its country."""
    return Path("place", tuple(id.split("-")))


def sent_to(case: Case, id: str, ends: Iterable[str]) -> Case:
    """The transaction with a place at some ends of its route ("to", "final"); all else stays as it is stated."""
    facts = {**case.root.facts, **dict.fromkeys(ends, place_path(id))}
    root = evolve(case.root, facts=facts)
    return evolve(case, root=root)


def by_place(
    engine: Engine,
    case: Case,
    ids: Iterable[str],
    ends: Iterable[str],
    *,
    assume: Mapping[str, str] | None = None,
    authorities: Iterable[str] | None = None,
    claim_available: bool = False,
) -> Iterator[tuple[str, Determination]]:
    """Each place with the determination of the transaction sent there; places that the law treats alike share one."""
    law, ends = engine.law, tuple(ends)
    chosen = tuple(engine.codes if authorities is None else authorities)
    alone = reads_otherwise(law)
    known: list[tuple[Asked, Determination]] = []
    for id in ids:
        place = place_path(id)
        found = None if alone else next((d for asked, d in known if _same(law, asked, place)), None)
        if found is None:
            asked, found = _determine(
                engine, sent_to(case, id, ends), place, assume or {}, chosen, claim_available
            )
            known.append((asked, found))
        yield id, found


def _same(law: Law, asked: Asked, place: Path) -> bool:
    return all(place_in(law, group, place, day) is truth for (group, day), truth in asked.items())


class _Noting(LawWorld):
    """A law that notes what it is asked of one place."""

    noted: Asked
    place: Path

    def place_in(self, group: c.GroupExpr, place: Path, day: date | None) -> Truth:
        truth = super().place_in(group, place, day)
        if place == self.place:
            self.noted[group, day] = truth
        return truth


def _determine(
    engine: Engine, case: Case, place: Path, assume: Mapping[str, str], chosen: tuple[str, ...], claim: bool
) -> tuple[Asked, Determination]:
    """A determination with all that was asked of its destination."""
    world = _Noting(engine.law, case, case.known, assume)
    # With no memory of this route, for what is answered from memory is not asked.
    world.evaluator = Evaluator(world, functions=functions_of(engine.law))
    world.noted, world.place = {}, place
    book = DutyBook(world, frozenset(case.claims), claim)
    results = {code: engine.authority(code, case, book) for code in chosen}
    asked = dict(world.noted)
    return asked, Determination(engine, case, case.known, dict(assume), claim, world, book, results)


def reads_otherwise(law: Law) -> bool:
    """Whether some condition or formula of the law reads an end of the route in another way than by a test of places."""
    found: bool | None = law.cache.get("reads ends otherwise")
    if found is None:
        formulas = (derived.formula for derived in law.derived.values() if derived.formula)
        found = any(ENDS & set(parse(formula).names()) for formula in formulas) or any(
            getattr(node, "attribute", None) in ENDS for node in _nodes(law)
        )
        law.cache["reads ends otherwise"] = found
    return found


def _nodes(law: Law) -> Iterator[Any]:
    """Everything that the law is made of, each object once: nothing is looked up by name, so nothing is missed."""
    seen: set[int] = set()
    pending: list[Any] = [getattr(law, one.name) for one in law.__attrs_attrs__ if one.name != "cache"]
    while pending:
        thing = pending.pop()
        if thing is None or isinstance(thing, str | int | float | Path) or id(thing) in seen:
            continue
        seen.add(id(thing))
        if isinstance(thing, Mapping):
            pending.extend((*thing.keys(), *thing.values()))
        elif isinstance(thing, tuple | list | set | frozenset):
            pending.extend(thing)
        elif hasattr(type(thing), "__attrs_attrs__"):
            yield thing
            pending.extend(getattr(thing, one.name, None) for one in type(thing).__attrs_attrs__)


__all__ = ["ENDS", "by_place", "place_path", "reads_otherwise", "sent_to"]
