"""Facts in columns: what an attribute is worth at a place, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals as nw
from attrs import frozen

from ..values import Interval, Money
from .numbers import Number
from .rows import Place, Rows


@frozen
class Fact:
    """The values of an attribute over some rows.

    `type`: "number", "money", "bool", "text", "date" or "interned". `number`: of quantities and money.
    `currency`: of money, null where the fact is missing. `plain`: of the other types; of interned values the
    position in `values`. `status`: Int8, 0 missing, 1 known, 2 cannot be found out; None where the question
    has no sense (a derived value).
    """

    type: str
    number: Number | None = None
    currency: nw.Expr | None = None
    plain: nw.Expr | None = None
    values: Sequence[Any] = ()
    status: nw.Expr | None = None


def fact_at(attribute: str, at: Place, rows: Rows) -> Fact | None:
    """The facts that the objects at a place state, seen from rows at or below it; None where none states one."""
    table = at.table
    if table is None or attribute not in table.types:
        return None
    type_ = table.types[attribute]

    def col(name: str) -> nw.Expr | None:
        here = at.column(name)
        return None if here is None else nw.col(rows.bring(at.rows, here))

    status = col(f"{attribute}|status")
    if type_ in {"number", "money"}:
        lo, hi = col(f"{attribute}|lo"), col(f"{attribute}|hi")
        if lo is None or hi is None:
            return None
        number = Number(lo, hi, col(f"{attribute}|lo_open"), col(f"{attribute}|hi_open"))
        return Fact(type_, number, col(f"{attribute}|currency"), status=status)
    return Fact(type_, plain=col(attribute), values=table.interned.get(attribute, ()), status=status)


def constant(value: Interval | Money) -> Fact:
    """A limit of the law as a fact of every row."""
    if isinstance(value, Money):
        return Fact("money", Number.of(value.amount), nw.lit(value.currency, dtype=nw.String))
    return Fact("number", Number.of(value))
