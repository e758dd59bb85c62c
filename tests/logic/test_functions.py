"""The functions that are made of conditions find the truth that the trace tells: of every condition, at every place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sekisho.determine.on_day import asks_persons
from sekisho.determine.world import LawWorld
from sekisho.facts import read_case
from sekisho.law.compiled import Law
from sekisho.logic import conditions as c
from sekisho.logic.objects import Case
from sekisho.logic.scope import Scope
from tests.lawcases import the_law
from tests.randomlaw import world as random_world

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))


def parts(node: c.Condition) -> Iterator[c.Condition]:
    """A condition and all inside it that are asked at the same place."""
    yield node
    if isinstance(node, c.All | c.Any | c.Not):
        for child in c.children(node):
            yield from parts(child)


def conditions(law: Law) -> Iterator[tuple[str, c.Condition]]:
    """What every provision says, in every version, with all parts."""
    for provision in law.all_provisions():
        whens = [getattr(provision, "when", None), *(v.body.get("when") for v in provision.versions)]
        whens += [version.when for version in provision.versions]
        for when in whens:
            if when is not None:
                yield from ((provision.id, part) for part in parts(when))


def differing(law: Law, case: Case, every: int = 1) -> list[tuple[str, str, c.Condition]]:
    """The conditions of which a function finds another truth than the trace, with the place at which it does."""
    plain, traced = (LawWorld(law, case, case.known, {}) for _ in range(2))
    found = []
    for number, (id, node) in enumerate(conditions(law)):
        if number % every:
            continue
        for here in places(plain, case, id, shared=not asks_persons(node)):
            there = Scope(here.obj, case, here.outer, here.names, id, here.day)
            told = traced.evaluator.explain(node, there).truth
            made = plain.evaluator.run(node)(plain.evaluator, here)
            if not made is told is plain.evaluator.walked(node, here):
                found.append((id, here.obj.path, node))
    return found


def places(world: LawWorld, case: Case, id: str, shared: bool) -> Iterator[Scope]:
    """The transaction, its items, its parties, and each item with a bound party; and items as all see them who ask no person."""
    root = world.root.of(id, case.on)
    yield root
    items, parties = (case.root.lists.get(name) for name in ("items", "parties"))
    for item in items.objects if items is not None else ():
        yield root.inside(item)
        if shared:
            yield world.here(world.at(item), case.on)
        for party in parties.objects if parties is not None else ():
            yield root.inside(item).naming("p", party)
    for party in parties.objects if parties is not None else ():
        yield root.inside(party)


@given(st.integers(0, 10_000))
@example(0)
def test_random_conditions(seed: int) -> None:
    law, cases = random_world(seed, 3)
    for case in cases:
        assert not differing(law, case)


@pytest.mark.parametrize("number", range(0, len(EXAMPLES), 7))
def test_conditions_of_the_law(number: int) -> None:
    law = the_law()
    assert not differing(law, read_case(EXAMPLES[number], law), every=17)
