"""The law, an engine and the recording of figures, shared by the benchmarks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from benchmarks.beside import Beside, beside
from pytest_benchmark.fixture import BenchmarkFixture

from sekisho.determine import Engine
from sekisho.law.bundle import load_law
from sekisho.law.compiled import Law

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def law() -> Law:
    """The law of this checkout, compiled."""
    return load_law(ROOT / "law")


@pytest.fixture(scope="session")
def engine(law: Law) -> Engine:
    """An engine on it."""
    return Engine(law)


@pytest.fixture
def compare(benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]) -> Callable[..., Beside]:
    """Measures beside a baseline, prints the ratio, and records it with pytest-benchmark."""

    def run(
        name: str, ours: Callable[[], Any], baseline: Callable[[], Any], against: str, **how: int
    ) -> Beside:
        with capsys.disabled():
            result = beside(name, ours, baseline, against, **how)
        benchmark.extra_info.update(ratio=round(result.ratio, 3), against=against)
        benchmark.pedantic(ours, rounds=3, warmup_rounds=0)
        return result

    return run
