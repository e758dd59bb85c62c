"""Both back-ends give the same answer, to random law about random facts and to the law of this checkout."""

from __future__ import annotations

from random import Random

from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from sekisho.determine import Engine
from sekisho.determine.columns import ColumnPlan
from sekisho.determine.world import LawWorld
from sekisho.law.compiled import Law
from sekisho.logic.objects import Case
from tests import lawcases
from tests.randomlaw import world

Key = tuple[str, str, str, str]


def python(law: Law, cases: list[Case], **options: object) -> dict[Key, tuple[int, int]]:
    """The intervals by case, item, authority and layer, from the Python back-end."""
    engine = Engine(law)
    return {
        (case.id, item, authority, layer): span
        for case in cases
        for (authority, item, layer), span in engine.determine(case, **options).statuses().items()  # type: ignore[arg-type]
    }


def columns(law: Law, cases: list[Case], **options: object) -> dict[Key, tuple[int, int]]:
    """The same from the column back-end."""
    found = ColumnPlan(law, **options).statuses(cases)  # type: ignore[arg-type]
    return {row[:4]: row[4:] for row in found.rows()}


# A seed stands for a whole law: there is nothing to make smaller. Thousands of transactions in all.
@settings(max_examples=25, phases=[Phase.explicit, Phase.generate])
@given(st.integers(0, 2**32))
@example(4622)  # a heading of one list, and a claim of another
def test_random_law(seed: int) -> None:
    law, cases = world(seed, 60)
    wanted = python(law, cases)
    found = columns(law, cases)
    assert found.keys() == wanted.keys()
    differing = {key: (wanted[key], found[key]) for key in wanted if wanted[key] != found[key]}
    assert not differing, f"seed {seed}: {dict(list(differing.items())[:5])}"


@settings(max_examples=4, phases=[Phase.explicit, Phase.generate])
@given(st.integers(0, 2**32))
def test_with_assumptions_and_what_is_available(seed: int) -> None:
    law, cases = world(seed, 30)
    assume = {"s0": "suspended", "s0.entries": "in-force", "r1": "in-force", "L:b": "not-in-force"}
    wanted = python(law, cases, assume=assume, claim_available=True)
    assert columns(law, cases, assume=assume, claim_available=True) == wanted


def test_one_authority_of_several() -> None:
    law, cases = world(3, 20)
    wanted = python(law, cases)
    found = columns(law, cases, authorities=["BB"])
    assert found == {key: span for key, span in wanted.items() if key[2] == "BB"}


def test_the_law_of_this_checkout() -> None:
    """A sample of the cases of the law; all of them are tried by the Python back-end."""
    law = lawcases.the_law()
    chosen = Random(1).sample(lawcases.the_cases(), min(120, len(lawcases.the_cases())))
    cases = []
    for number, case in enumerate(chosen):
        made = lawcases.transaction(case)
        made.id = f"{number} {case.id}"
        cases.append(made)
    wanted = python(law, cases)
    found = columns(law, cases)
    differing = {key: (wanted[key], found[key]) for key in wanted if wanted[key] != found[key]}
    assert not differing, dict(list(differing.items())[:5])


@settings(max_examples=6, phases=[Phase.explicit, Phase.generate])
@given(st.integers(0, 2**32), st.booleans())
def test_classification(seed: int, claimed: bool) -> None:
    """By kind first, or in the general way where somebody claims a classification: the same truths."""
    law, cases = world(seed, 40)
    wanted = {}
    for case in cases:
        if not claimed:
            for obj in case.root.walk():
                obj.claims = {}
        the = LawWorld(law, case, case.known, {})
        items = case.root.lists.get("items")
        for item in items.objects if items is not None else ():
            for entry in law.entries.values():
                truth = int(the.classifier.met(entry, the.root.inside(item)).truth)
                if truth:
                    wanted[case.id, item.id, entry.id] = truth
    found = {row[:3]: row[3] for row in ColumnPlan(law).classify(cases).rows()}
    assert found == wanted
