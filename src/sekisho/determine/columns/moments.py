"""The days, rates and declarations of many transactions, each distinct combination once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

import narwhals as nw
from attrs import frozen

from sekisho.law.compiled import Law
from sekisho.law.model import Provision
from sekisho.logic.columns.frames import make
from sekisho.logic.columns.kleene import Tri
from sekisho.logic.columns.rows import Rows, by_value, fresh
from sekisho.logic.objects import Case
from sekisho.logic.truth import Truth

from ..clocks import clock_day

T = TypeVar("T")


@frozen
class Moment:
    """What of a transaction decides about force: its days, its act, and the day as of which the law is known."""

    on: date | None
    dates: Mapping[str, date]
    act: str
    known: date | None

    def day_of(self, law: Law, provision: Provision) -> date | None:
        """The day of a provision's clock: its own, else the authority's for the act, else `on`."""
        return clock_day(law, provision, self.act, self.on, self.dates)


class Distinct:
    """Values of transactions, interned: a column of the transactions' rows with positions in `values`."""

    def __init__(self, rows: Rows, values: Sequence[Any], key: Callable[[Any], Hashable]) -> None:
        """`values`: one per transaction; two with the same `key` are the same."""
        seen: dict[Hashable, int] = {}
        self.values: list[Any] = []
        numbers: list[int] = []
        for value in values:
            number = seen.setdefault(key(value), len(seen))
            if number == len(self.values):
                self.values.append(value)
            numbers.append(number)
        self.rows = rows
        self.column = fresh()
        rows.add(make({self.column: numbers}, {self.column: nw.Int32}))

    def truth(self, answers: Sequence[Truth | int]) -> Tri:
        """A truth per transaction, given that of each distinct value; one truth for all where they agree."""
        if len(set(answers)) == 1:
            return int(answers[0])
        return by_value(nw.col(self.column), answers)


class Days:
    """Days as numbers, so that columns of days can be joined where a day is not stated."""

    def __init__(self) -> None:
        """No day is known yet."""
        self._numbers: dict[date | None, int] = {}
        self._days: list[date | None] = []

    def number(self, day: date | None) -> int:
        """The number of a day."""
        number = self._numbers.setdefault(day, len(self._days))
        if number == len(self._days):
            self._days.append(day)
        return number

    def date(self, number: int) -> date | None:
        """The day of a number."""
        return self._days[number]


def moment_of(case: Case) -> Moment:
    """The moment of a transaction."""
    act = case.root.facts.get("act")
    return Moment(case.on, case.dates, act if isinstance(act, str) else "", case.known)


def moment_key(moment: Moment) -> Hashable:
    """What tells two moments apart."""
    return moment.on, tuple(sorted(moment.dates.items())), moment.act, moment.known


def case_key(case: Case) -> Hashable:
    """What tells the moments of two transactions apart, without making them."""
    act = case.root.facts.get("act")
    dates = tuple(sorted(case.dates.items())) if case.dates else ()
    return case.on, dates, act if isinstance(act, str) else "", case.known
