"""One transaction, warm: all authorities with the trace of every duty. Budget: under 5 ms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from benchmarks.beside import Beside

from sekisho.determine import Engine, answer
from sekisho.facts import read_case

EXAMPLES = Path(__file__).parent.parent / "examples"
CHOSEN = (
    "gallium-arsenide-wafers-dalian-kumamoto",  # the demo: few facts, thirty duties
    "dysprosium-magnet-japan-ordinary-maker",
    "duv-scanner-overlay-missing",
    "jp-small-value-spare-part-wuxi",  # a part with a claimed code: many entries are looked at
    "thai-trader-japan-military-user",
)


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
    """Determination, every duty with its trace in three languages, as plain data; beside it: reading and checking the file."""
    file = EXAMPLES / f"{name}.yaml"
    case = read_case(file, engine.law)
    with no_other_days():
        compare(
            f"determination with trace: {name}",
            lambda: engine.determine(case).to_dict(questions=False),
            lambda: read_case(file, engine.law),
            "reading and checking the file",
            calls=60,
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
        calls=60,
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
        calls=5,
        rounds=5,
    )
