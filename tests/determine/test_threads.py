"""Eight threads on one engine, all at once and in a mix of days and goods: every answer is that of one thread alone."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

from sekisho.determine import Engine
from sekisho.facts import read_case
from sekisho.law import load_law
from sekisho.law.compiled import Law
from sekisho.logic.objects import Case

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
DAYS = (None, date(2023, 8, 1), date(2025, 1, 31), date(2025, 10, 20), date(2026, 11, 21))


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads change places as often as they can."""
    held = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(held)


def mixed(law: Law) -> list[Case]:
    """Every example on its own day and on one of some others."""
    cases = []
    for number, path in enumerate(EXAMPLES):
        case = read_case(path, law)
        cases += [case, evolve(case, on=DAYS[number % len(DAYS)], dates={})]
    return cases


@pytest.mark.usefixtures("restless")
def test_statuses_of_a_mix_that_eight_threads_work_on_from_the_start() -> None:
    law = load_law()
    alone = [Engine(law).statuses(case) for case in mixed(law)]
    fresh = load_law()  # nothing is kept with it yet: all threads fill it together
    engine = Engine(fresh)
    cases = mixed(fresh)
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(engine.statuses, cases * 3))
    for times in range(3):
        assert together[times * len(cases) : (times + 1) * len(cases)] == alone


@pytest.mark.usefixtures("restless")
def test_one_case_whose_questions_are_asked_while_others_determine_it() -> None:
    law = load_law()
    path = next(path for path in EXAMPLES if path.stem == "dysprosium-magnet-japan-ordinary-maker")
    case = read_case(path, law)
    expected = Engine(law).statuses(case)
    engine = Engine(law)

    def ask(number: int) -> object:
        found = engine.determine(case)
        return json.dumps(found.questions, default=str) if number % 4 == 0 else found.statuses()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(16)))
    questions = {answer for answer in answers if isinstance(answer, str)}
    assert len(questions) == 1  # and they are the same each time
    assert all(answer == expected for answer in answers if not isinstance(answer, str))
