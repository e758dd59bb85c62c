"""One transaction, warm, under all eight authorities. Budget: under 5 ms, the traces within reach."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from benchmarks.beside import Beside

from sekisho.determine import Engine, answer
from sekisho.determine.engine import Determination
from sekisho.facts import read_case
from sekisho.law.compiled import Law
from sekisho.logic.objects import Case
from sekisho.logic.values import Interval

EXAMPLES = Path(__file__).parent.parent / "examples"
CHOSEN = (
    "eight-authorities",  # all eight are touched; American and Chinese parts inside
    "european-supplier-american-list",  # a part without a kind, with a claimed classification
    "three-tools-chinese-logic-fab",  # three items
    "etcher-korea-singapore-2026-11-21",
    "scanner-veldhoven-china-2024-09-07",
    "holmium-korea-2026-11-09",
    "gallium-arsenide-wafers-dalian-kumamoto",  # the demo: few facts, thirty duties
    "dysprosium-magnet-japan-ordinary-maker",
    "duv-scanner-overlay-missing",
    "jp-small-value-spare-part-wuxi",  # a part with a claimed code: many entries are looked at
    "thai-trader-japan-military-user",
)
VARIANTS = 400


def with_reasons(engine: Engine, case: Case) -> Determination:
    """A determination with the trace of the weightiest duty of each authority; those of the others are made when read."""
    found = engine.determine(case)
    for result in found.authorities.values():
        if result.duties:
            found.book.traces(
                max(result.duties, key=lambda duty: (duty.span is not None and duty.span.high, duty.truth))
            )
    return found


def renewed(file: Path, law: Law, number: int) -> Case:
    """The transaction of a file with other figures: nothing that is kept for these very figures serves it."""
    case = read_case(file, law)
    factor = 1 + Decimal(number) / 1_000_000
    for obj in case.root.walk():
        for name, value in obj.facts.items():
            if isinstance(value, Interval):
                lo, hi = (end if end is None else end * factor for end in (value.lo, value.hi))
                obj.facts[name] = evolve(value, lo=lo, hi=hi)
    return case


@contextmanager
def no_other_days() -> Iterator[None]:
    """Without the branches of unconfirmed law and the coming days: these are further determinations of their own."""
    kept = answer.branches, answer.changes_ahead

    def nothing(*_: Any) -> list[dict[str, Any]]:
        return []

    answer.branches = answer.changes_ahead = nothing
    try:
        yield
    finally:
        answer.branches, answer.changes_ahead = kept


@pytest.mark.parametrize("name", CHOSEN)
def test_with_trace(name: str, engine: Engine, compare: Callable[..., Beside]) -> None:
    """Determination without questions; every duty's trace is within reach and made when it is read."""
    file = EXAMPLES / f"{name}.yaml"
    case = read_case(file, engine.law)
    compare(
        f"determination: {name}",
        lambda: engine.determine(case),
        lambda: read_case(file, engine.law),
        "reading and checking the file",
        calls=20,
    )


@pytest.mark.parametrize("name", CHOSEN)
def test_with_trace_of_new_figures(name: str, engine: Engine, compare: Callable[..., Beside]) -> None:
    """The same where the figures of every transaction are new, so that answers kept for the same figures do not serve."""
    file = EXAMPLES / f"{name}.yaml"
    cases = cycle([renewed(file, engine.law, number) for number in range(1, VARIANTS)])
    compare(
        f"determination, new figures each time: {name}",
        lambda: engine.determine(next(cases)),
        lambda: read_case(file, engine.law),
        "reading and checking the file",
        calls=20,
    )


@pytest.mark.parametrize("name", CHOSEN)
def test_reasons(name: str, engine: Engine, compare: Callable[..., Beside]) -> None:
    """Determination, and the trace of each authority's weightiest duty made."""
    file = EXAMPLES / f"{name}.yaml"
    case = read_case(file, engine.law)
    compare(
        f"determination and the main reasons: {name}",
        lambda: with_reasons(engine, case),
        lambda: engine.determine(case),
        "determination alone",
        calls=3,
        rounds=5,
    )


@pytest.mark.parametrize("name", CHOSEN)
def test_told(name: str, engine: Engine, compare: Callable[..., Beside]) -> None:
    """Every duty with its whole trace told in three languages, as plain data, without questions."""
    file = EXAMPLES / f"{name}.yaml"
    case = read_case(file, engine.law)
    with no_other_days():
        compare(
            f"determination, every trace told: {name}",
            lambda: engine.determine(case).to_dict(questions=False),
            lambda: read_case(file, engine.law),
            "reading and checking the file",
            calls=3,
            rounds=5,
        )


@pytest.mark.parametrize("name", CHOSEN)
def test_status(name: str, engine: Engine, compare: Callable[..., Beside]) -> None:
    """The intervals alone."""
    file = EXAMPLES / f"{name}.yaml"
    case = read_case(file, engine.law)
    compare(
        f"statuses: {name}",
        lambda: engine.statuses(case),
        lambda: read_case(file, engine.law),
        "reading and checking the file",
        calls=20,
        rounds=5,
    )


@pytest.mark.parametrize("name", CHOSEN)
def test_whole_answer(name: str, engine: Engine, compare: Callable[..., Beside]) -> None:
    """What `sekisho determine --json` gives: questions, branches and the changes of up to eight coming days as well."""
    case = read_case(EXAMPLES / f"{name}.yaml", engine.law)
    compare(
        f"whole answer: {name}",
        lambda: engine.determine(case).to_dict(),
        lambda: engine.statuses(case),
        "statuses alone",
        rounds=3,
    )
