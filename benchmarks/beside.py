"""Two things measured beside each other, turn about (A B A B), so that whatever else the machine does meets both alike."""

from __future__ import annotations

import gc
import resource
import statistics
import time
from collections.abc import Callable
from typing import Any

from attrs import frozen


@frozen
class Figure:
    """Medians over the rounds, in milliseconds: on the clock, and of processor time (children included)."""

    wall: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.wall:,.1f} ms ({self.cpu:,.1f} ms of processor time)"


@frozen
class Beside:
    """What was measured, its baseline, and how many times as long it takes (by processor time)."""

    name: str
    ours: Figure
    baseline: Figure
    against: str

    @property
    def ratio(self) -> float:
        """Processor time of ours to that of the baseline."""
        return self.ours.cpu / max(self.baseline.cpu, 1e-6)


def _cpu() -> float:
    """User and system time of this process and of its ended children: other work on the machine hardly shows in it."""
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def _round(run: Callable[[], Any], calls: int) -> tuple[float, float]:
    cpu, wall = _cpu(), time.perf_counter()
    for _ in range(calls):
        run()
    return (time.perf_counter() - wall) * 1000 / calls, (_cpu() - cpu) * 1000 / calls


def beside(
    name: str,
    ours: Callable[[], Any],
    baseline: Callable[[], Any],
    against: str,
    rounds: int = 9,
    calls: int = 1,
) -> Beside:
    """Run both, turn about, and print what came out.

    `calls`: how often a round repeats each, where one run is too short to measure.
    """
    ours(), baseline()  # once to warm up
    found: tuple[list[tuple[float, float]], list[tuple[float, float]]] = ([], [])
    for _ in range(rounds):
        for run, rows in zip((ours, baseline), found, strict=True):
            gc.collect()
            rows.append(_round(run, calls))
    figures = [
        Figure(statistics.median(wall for wall, _ in rows), statistics.median(cpu for _, cpu in rows))
        for rows in found
    ]
    result = Beside(name, figures[0], figures[1], against)
    print(f"\n{name}: {result.ours}; {against}: {result.baseline}; ratio {result.ratio:.2f}")
    return result
