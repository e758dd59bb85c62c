"""Days as places on a line, and the labels of an axis of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from attrs import frozen

from .drawing import SMALL, Drawing
from .measure import width

_DAY: Final = timedelta(days=1)
ROW: Final = 16
"""Height of a row of labels under an axis."""


@frozen
class Days:
    """Days from `first` to `last` between two places of a picture."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where a day begins; days outside stand at the ends."""
        inside = min(max(day, self.first), self.last + _DAY)
        share = (inside - self.first).days / max((self.last + _DAY - self.first).days, 1)
        return self.left + share * (self.right - self.left)

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in the picture."""
        return day is not None and self.first <= day <= self.last

    def ticks(self) -> list[tuple[date, str]]:
        """The days at which the axis is labelled: years, or quarters where the time is short, as many as there is room for."""
        days = (self.last - self.first).days
        if days > 540:
            found = [(date(year, 1, 1), str(year)) for year in range(self.first.year, self.last.year + 1)]
        else:
            quarters = (
                date(y, m, 1) for y in range(self.first.year, self.last.year + 1) for m in (1, 4, 7, 10)
            )
            found = [(day, f"{day:%Y-%m}") for day in quarters]
        found = [(day, words) for day, words in found if self.first <= day <= self.last]
        room = (self.right - self.left) / max(len(found), 1)
        step = 1
        while found and room * step < width(found[0][1], SMALL) + 8:
            step += 1
        return found[::step]


def axis(drawing: Drawing, days: Days, y: float) -> float:
    """Draw the axis of time at y with its labels beneath. Gives where the next row begins."""
    drawing.line(days.left, y, days.right, y, "axis")
    taken = 0.0
    for day, words in days.ticks():
        x = days.x(day)
        drawing.line(x, y, x, y + 4, "axis")
        start = min(max(x - width(words, SMALL) / 2, 0), drawing.width - width(words, SMALL))
        if start >= taken:
            drawing.words(words, start, y + ROW, "t-tick")
            taken = start + width(words, SMALL) + 4
    return y + ROW


def dates_below(drawing: Drawing, days: Days, wanted: Iterable[date], y: float) -> float:
    """Label days in rows of their own, each below its place, so that no two overlap. Gives where the last row ends."""
    ends: list[float] = []
    room = width("0000-00-00", SMALL)
    for day in sorted(set(wanted)):
        if not days.holds(day):
            continue
        start = min(max(days.x(day) - room / 2, 0), drawing.width - room)
        row = next((row for row, end in enumerate(ends) if end + 6 <= start), len(ends))
        if row == len(ends):
            ends.append(0)
        ends[row] = start + room
        drawing.words(day.isoformat(), start, y + (row + 1) * ROW, "t-when")
    return y + len(ends) * ROW


def pieces(
    first: date, until: date | None, checked: date | None, days: Days
) -> Iterator[tuple[date, date, bool]]:
    """A stretch of time cut to the picture and at the day of confirmation: (first day, day after the last, is it confirmed)."""
    start, end = max(first, days.first), min(until or days.last, days.last) + _DAY
    if start >= end:
        return
    cut = checked + _DAY if checked is not None else end
    if start < cut < end:
        yield start, cut, True
        yield cut, end, False
    else:
        yield start, end, cut >= end
