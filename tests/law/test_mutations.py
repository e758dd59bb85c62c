"""Change the law by one condition, limit or day at a time: most changes make a case fail."""

from __future__ import annotations

import os
from functools import lru_cache

import pytest

from sekisho.determine.casework import authorities_of, unmet
from sekisho.determine.engine import Determination, Engine
from sekisho.law.cases import LawCase
from sekisho.logic.objects import Case
from sekisho.logic.truth import FALSE
from tests.idle import is_idle
from tests.lawcases import the_cases, the_engine, the_law, transaction
from tests.mutants import Mutant, applied, mutants

STRIDE = int(os.environ.get("SEKISHO_MUTATION_STRIDE", "240"))
"""Every STRIDE-th change is tried in the ordinary run; 1 tries all of them."""

OFFSETS = tuple(int(word) for word in os.environ.get("SEKISHO_MUTATION_OFFSETS", "0").split(","))
"""Where each sample begins: `0,80,160` tries three samples that have no change in common."""

ALLOWED = 0.2 if STRIDE == 1 else 0.25
"""The share that may go unnoticed: one in five of all, one in four of the ordinary sample, which guards against a slide."""

MOST_CASES = 120
"""No change is tried against more cases than this, the nearest first."""

Pair = tuple[LawCase, Case]


def touched(determination: Determination) -> set[str]:
    """The provisions that were looked at on the way to an answer: entries, terms, rules in force that may reach it."""
    world, law = determination.world, determination.engine.law
    found = {entry for stated in world.classifier._stated.values() for entry in stated.met}
    found |= {entry.id for _, some in world.classifier._selections.values() for entry, _ in some.left}
    found |= {term for term, _ in world._terms}
    open_terms = {term for (term, _), truth in world._terms.items() if truth is not FALSE}
    for requirement in law.requirements.values():
        standing = world.settled.standings.get(requirement.id)
        asked = requirement.authority in determination.authorities
        if (
            asked
            and standing is not None
            and standing.force.truth is not FALSE
            and requirement.reach in open_terms
        ):
            found.add(requirement.id)
            found |= {relief.id for relief in determination.book.index.reliefs.get(requirement.id, ())}
    found |= {bar.id for relief in list(found) for bar in determination.book.index.bars.get(relief, ())}
    return found


@lru_cache(maxsize=1)
def cases_by_provision() -> dict[str, list[Pair]]:
    """For each provision the cases on whose way it stands."""
    found: dict[str, list[Pair]] = {}
    for case in the_cases():
        facts = transaction(case)
        determination = the_engine().determine(facts, authorities=authorities_of(case, the_law()))
        if authorities_of(case, the_law()) == ():
            for row in case.expect:
                unmet(row, determination)  # only what it asks for is looked at
        for id in touched(determination):
            found.setdefault(id, []).append((case, facts))
    return found


def stem(id: str) -> str:
    """What a provision shares with its neighbours: its instrument, or the heading of its code."""
    return id.rsplit(".", 1)[0]


@lru_cache(maxsize=1)
def cases_by_name() -> dict[str, list[Pair]]:
    """The cases whose expectations name a provision or an entry, by its id and by its stem."""
    found: dict[str, dict[str, Pair]] = {}
    pairs = {pair[0].id: pair for those in cases_by_provision().values() for pair in those}
    for pair in pairs.values():
        for row in pair[0].expect:
            for id in filter(None, (row.get("provision"), row.get("entry"))):
                found.setdefault(str(id), {})[pair[0].id] = pair
                found.setdefault(stem(str(id)), {})[pair[0].id] = pair
    return {id: list(those.values()) for id, those in found.items()}


def near(mutant: Mutant) -> list[Pair]:
    """The cases that a change may touch, those first that name the provision, then its neighbours, then the others."""
    index, named, law = cases_by_provision(), cases_by_name(), the_law()
    ids = {mutant.provision}
    if mutant.provision in law.suspensions:
        ids |= law.suspensions[mutant.provision].of
    if mutant.provision in law.additions:
        ids.add(law.additions[mutant.provision].to)
    if mutant.provision in law.takes:
        take = law.takes[mutant.provision]
        ids |= {take.target} | ({law.additions[take.target].to} if take.target in law.additions else set())
    pairs: dict[str, Pair] = {}
    for pair in (*named.get(mutant.provision, ()), *named.get(stem(mutant.provision), ())):
        pairs[pair[0].id] = pair
    for id in sorted(ids):
        for pair in index.get(id, ()):
            if len(pairs) >= MOST_CASES:
                break
            pairs.setdefault(pair[0].id, pair)
    return list(pairs.values())[:MOST_CASES]


def killed(mutant: Mutant) -> bool:
    law = the_law()
    cases = near(mutant)
    undo = applied(law, mutant)
    try:
        engine = Engine(law)
        for case, facts in cases:
            determination = engine.determine(facts, authorities=authorities_of(case, the_law()))
            for row in case.expect:
                if "asks" not in row and "not_asks" not in row and unmet(row, determination):
                    return True
        return False
    finally:
        undo()


@pytest.mark.parametrize("offset", OFFSETS)
def test_most_changes_of_the_law_make_a_case_fail(offset: int) -> None:
    cases_by_name()
    sample = [mutant for n, mutant in enumerate(mutants(the_law())) if n % STRIDE == offset % STRIDE]
    tried = [mutant for mutant in sample if not is_idle(the_law(), mutant)]
    alive = [mutant for mutant in tried if not killed(mutant)]
    report = "\n".join(f"{m.provision}: {m.what}" for m in alive[:400])
    share = len(alive) / len(tried)
    idle = len(sample) - len(tried)
    print(
        f"from {offset}: {len(tried)} changes tried, {idle} idle, {len(alive)} noticed by no case ({share:.1%})\n{report}"
    )
    assert share <= ALLOWED, report
