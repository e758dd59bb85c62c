"""Take away one fact at a time: the answer stays or widens, and where it widens the fact is asked for."""

from __future__ import annotations

import pytest

from sekisho.determine import Determination
from sekisho.determine.casework import authorities_of
from sekisho.determine.questions import open_facts
from sekisho.law.cases import LawCase
from sekisho.logic.objects import Case, Members, Obj
from tests.lawcases import the_engine, the_law, the_sample, transaction

PARTS = 24
MOST_FACTS = 12
"""Of an order of very many lines, which are alike, no more facts than this are taken away."""
Statuses = dict[tuple[str, str, str], tuple[int, int]]


def wider(before: Statuses, after: Statuses) -> list[str]:
    """Where the interval after is not as wide as the one before."""
    return [
        f"{key}: {span} became {after[key]}"
        for key, span in before.items()
        if not (after[key][0] <= span[0] and span[1] <= after[key][1])
    ]


def facts(case: Case) -> list[tuple[Obj, str]]:
    """Every fact of a transaction that can be missing; who somebody is called is not taken from a confirmed hit."""
    return [(obj, name) for obj in case.root.walk() for name in obj.facts if obj.facts[name] is not None]


def _asked(obj: Obj, name: str, result: Determination) -> bool:
    """Is the fact itself asked for, or (of a name or country) a screening of the party that settles the same?"""
    subject = "transaction" if obj.kind == "transaction" else obj.path
    for candidate in open_facts(result):
        missing = candidate.missing
        if missing.attribute == name and missing.subject in {subject, obj.path}:
            return True
        if name in {"name", "country"} and missing.kind == "screening" and missing.subject == obj.path:
            return True
    return False


@pytest.mark.parametrize("part", range(PARTS))
def test_a_missing_fact_never_narrows(part: int) -> None:
    for case in the_sample(320, PARTS)[part]:
        without_each_fact(case)


def without_each_fact(case: LawCase) -> None:
    engine = the_engine()
    whole = transaction(case)
    # The authorities that the case is about: every authority has cases of its own.
    authorities = authorities_of(case, the_law()) or None
    first = engine.determine(whole, authorities=authorities)
    before = first.statuses()
    contradicted = {
        path for path, _ in first.world.classifier.contradictions
    } | first.world.evaluator.hint_findings
    contradicted |= {path for path, _ in first.world.party_lists.contradictions}
    told = facts(whole)
    for obj, name in told[:: len(told) // MOST_FACTS + 1]:
        if obj.kind in {"notice", "red_flag", "licence"}:
            continue  # a record with a part missing is another record
        if obj.path in contradicted:
            continue  # monotony is stated for facts without contradiction
        kept = dict(obj.facts)
        del obj.facts[name]
        result = engine.determine(whole, authorities=authorities)
        after = result.statuses()
        narrowed = wider(before, after)
        asked = True
        if after != before and not narrowed:
            asked = _asked(obj, name, result)
        obj.facts.clear()
        obj.facts.update(kept)
        assert not narrowed, f"{case.id} without {obj.path}.{name}: {narrowed}"
        assert asked, f"{case.id} without {obj.path}.{name} the answer widens and nobody asks"


@pytest.mark.parametrize("part", range(PARTS))
def test_a_member_left_out_of_an_open_list_never_narrows(part: int) -> None:
    for case in the_sample(320, PARTS)[part]:
        without_each_member(case)


def without_each_member(case: LawCase) -> None:
    engine = the_engine()
    whole = transaction(case)
    authorities = authorities_of(case, the_law()) or None
    before = engine.determine(whole, authorities=authorities).statuses()
    for obj in list(whole.root.walk()):
        for name, members in list(obj.lists.items()):
            if name in {"items", "notices", "red_flags", "licences"}:
                continue
            for n in range(len(members.objects)):
                left = members.objects[:n] + members.objects[n + 1 :]
                obj.lists[name] = Members(left, False)
                after = engine.determine(whole, authorities=authorities).statuses()
                obj.lists[name] = members
                assert not wider(before, after), f"{case.id} without {members.objects[n].path}"
