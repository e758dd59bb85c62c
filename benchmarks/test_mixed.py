"""Many different transactions in turn, as a service meets them: other goods, days and parties each time. Budget: 10 ms each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from benchmarks.beside import Beside

from sekisho.determine import Engine
from sekisho.facts import BadInput, read_case
from sekisho.law.cases import read_cases
from tests.lawcases import LAW

EVERY = 137
"""Each so many-th case of the law is taken: about 300 transactions."""


@pytest.fixture(scope="session")
def transactions(engine: Engine) -> list[dict[str, Any]]:
    """The transactions of a sample of the law's own cases, those that can be read."""
    found = []
    for case in read_cases(LAW)[::EVERY]:
        try:
            read_case(case.transaction, engine.law)
        except BadInput:
            continue
        found.append(case.transaction)
    return found


def test_mixed(transactions: list[dict[str, Any]], engine: Engine, compare: Callable[..., Beside]) -> None:
    cases = [read_case(one, engine.law) for one in transactions]
    compare(
        f"{len(cases)} different transactions in turn",
        lambda: [engine.determine(case) for case in cases],
        lambda: [read_case(one, engine.law) for one in transactions],
        "reading and checking them",
        rounds=3,
    )


def test_mixed_answers(
    transactions: list[dict[str, Any]], engine: Engine, compare: Callable[..., Beside]
) -> None:
    """The whole answer without questions and traces, what a page shows: branches and coming days included."""
    cases = [read_case(one, engine.law) for one in transactions[::12]]
    compare(
        f"{len(cases)} different transactions in turn, answers without questions and traces",
        lambda: [engine.determine(case).to_dict(questions=False, traces=False) for case in cases],
        lambda: [engine.determine(case) for case in cases],
        "determinations alone",
        rounds=1,
    )
