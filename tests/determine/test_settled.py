"""What is kept with the law between transactions changes no answer: a warm engine says what a fresh one says."""

from __future__ import annotations

import os
from datetime import date, timedelta

import pytest
from attrs import evolve

from sekisho.determine import Engine
from sekisho.facts import BadInput
from sekisho.logic.objects import Case
from tests.lawcases import the_cases, the_law, transaction

STRIDE = 300 if os.environ.get("SEKISHO_EVERY_CASE") else 4000
DAYS = (timedelta(days=-400), timedelta(0), timedelta(days=30))


def varied() -> list[Case]:
    """Transactions of the law's cases from all over the files, each also on other days and without its claims."""
    found: list[Case] = []
    for case in the_cases()[11::STRIDE]:
        try:
            base = transaction(case)
        except BadInput:
            continue
        on = base.on or date(2026, 11, 9)
        found += [evolve(base, on=on + shift) for shift in DAYS]
        bare = transaction(case)
        for obj in bare.root.walk():
            obj.claims.clear()
        found.append(bare)
    return found


@pytest.mark.parametrize("part", range(2))
def test_a_warm_engine_says_what_a_fresh_one_says(part: int) -> None:
    law = the_law()
    engine, cases = Engine(law), varied()[part::2]
    assert len(cases) > 15
    for case in cases:
        engine.determine(case)  # from here on everything that can be kept is kept
    warm = [engine.determine(case) for case in cases]
    for case, known in zip(cases, warm, strict=True):
        law.cache.clear()
        fresh = engine.determine(case)
        assert known.statuses() == fresh.statuses(), case.id
        assert known.world.classifier.contradictions == fresh.world.classifier.contradictions
        assert known.world.evaluator.hint_findings == fresh.world.evaluator.hint_findings
