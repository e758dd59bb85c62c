"""What is kept with the law between transactions changes no answer: a warm engine says what a fresh one says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sekisho.determine import Engine
from sekisho.facts import read_case
from sekisho.logic.objects import Case
from tests.lawcases import the_law

EXAMPLES = Path(__file__).parents[2] / "examples"
DAYS = (date(2022, 6, 1), date(2023, 7, 31), date(2023, 8, 1), date(2026, 11, 20))
FILES = (
    "gallium-germanium-japan-2023-08-01",
    "graphite-japan-2023-12-01",
    "jp-small-value-spare-part-wuxi",  # a claimed code
    "dysprosium-magnet-japan-ordinary-maker",  # a customs code
)


def varied() -> list[Case]:
    """Transactions on several days, each also without its claims."""
    found: list[Case] = []
    for name in FILES:
        for day in DAYS:
            found.append(read_case(EXAMPLES / f"{name}.yaml", the_law(), on=day))
        bare = read_case(EXAMPLES / f"{name}.yaml", the_law())
        for obj in bare.root.walk():
            obj.claims.clear()
        found.append(bare)
    return found


def test_a_warm_engine_says_what_a_fresh_one_says() -> None:
    law = the_law()
    engine, cases = Engine(law), varied()
    for case in cases:
        engine.determine(case)  # from here on everything that can be kept is kept
    warm = [engine.determine(case) for case in cases]
    for case, known in zip(cases, warm, strict=True):
        law.cache.clear()
        fresh = engine.determine(case)
        assert known.statuses() == fresh.statuses(), (case.id, case.on)
        assert known.world.classifier.contradictions == fresh.world.classifier.contradictions
        assert known.world.evaluator.hint_findings == fresh.world.evaluator.hint_findings
