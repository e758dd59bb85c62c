"""Numbers in columns: intervals as two float columns, comparison with the law's strictness, formulas.

A null end is unbounded; a missing fact has two null ends, so every comparison with it is UNKNOWN without
further care.
"""

from __future__ import annotations

from collections.abc import Callable

import narwhals as nw
from attrs import frozen

from ..conditions import Operator
from ..formulas import Formula
from ..values import Interval
from .kleene import Tri, choose, conj

TOLERANCE = 5e-13


@frozen
class Number:
    """An interval per row. `lo`, `hi`: Float64, null where unbounded; `*_open`: Boolean, None where no end is
    open.
    """

    lo: nw.Expr
    hi: nw.Expr
    lo_open: nw.Expr | None = None
    hi_open: nw.Expr | None = None

    @classmethod
    def of(cls, value: Interval) -> Number:
        """The same interval on every row."""

        def end(number: object) -> nw.Expr:
            return nw.lit(None if number is None else float(number), dtype=nw.Float64)  # type: ignore[arg-type]

        return cls(
            end(value.lo),
            end(value.hi),
            nw.lit(True) if value.lo_open else None,
            nw.lit(True) if value.hi_open else None,
        )

    def converted(self, factor: nw.Expr) -> Number:
        """The amount in another currency, null without a rate; nothing is nothing in every currency."""
        nothing = (self.lo == 0) & (self.hi == 0)
        lo, hi = (nw.when(nothing).then(end).otherwise(end * factor) for end in (self.lo, self.hi))
        return Number(lo, hi, self.lo_open, self.hi_open)

    def flipped(self) -> Number:
        """The interval with its sign changed."""
        return Number(-self.hi, -self.lo, self.hi_open, self.lo_open)


def _either(a: nw.Expr | None, b: nw.Expr | None) -> nw.Expr | None:
    if a is None or b is None:
        return a if b is None else b
    return a.fill_null(False) | b.fill_null(False)


def _floor(x: Number, op: Operator, limit: Number) -> Tri:
    """`at_least` and `above`: the same rows of the table in the specification as `sekisho.logic.compare`."""
    high_slack, low_slack = limit.hi.abs() * TOLERANCE, limit.lo.abs() * TOLERANCE
    if op == "above":
        true = x.lo > limit.hi + high_slack
        open_end = _either(x.lo_open, limit.hi_open)
        if open_end is not None:
            true = true.fill_null(False) | (open_end & (x.lo >= limit.hi))
        return choose(true, x.hi <= limit.lo + low_slack)
    false = x.hi < limit.lo - low_slack
    open_end = _either(x.hi_open, limit.lo_open)
    if open_end is not None:
        false = false.fill_null(False) | (open_end & (x.hi <= limit.lo))
    return choose(x.lo >= limit.hi - high_slack, false)


def compare_numbers(x: Number, op: Operator, limit: Number) -> Tri:
    """An interval per row against a limit that is an interval itself (specification, section 2)."""
    if op in {"at_least", "above"}:
        return _floor(x, op, limit)
    if op in {"at_most", "below"}:
        return _floor(x.flipped(), "at_least" if op == "at_most" else "above", limit.flipped())
    return conj((_floor(x, "at_least", limit), _floor(x.flipped(), "at_least", limit.flipped())))


def formula(node: Formula, value_of: Callable[[str], Number | None]) -> Number | None:
    """The interval of a formula per row; null where an operand is missing or a divisor may be zero; None:
    everywhere.
    """
    if node.op == "number":
        return Number.of(Interval(node.number, node.number))
    if node.op == "name":
        value = value_of(node.name)
        if value is None:
            return None
        whole = ~value.lo.is_null() & ~value.hi.is_null()
        return Number(nw.when(whole).then(value.lo), nw.when(whole).then(value.hi))
    if node.op in {"first", "most"}:
        return _known(node, value_of)
    parts: list[Number] = []
    for arg in node.args:
        part = formula(arg, value_of)
        if part is None:
            return None
        parts.append(part)
    if node.op in {"min", "max"}:
        # The horizontal aggregates skip nulls; a missing operand makes the result missing.
        pick = nw.min_horizontal if node.op == "min" else nw.max_horizontal
        known = nw.all_horizontal(*(~p.lo.is_null() for p in parts), ignore_nulls=False)
        return Number(
            nw.when(known).then(pick(*(p.lo for p in parts))),
            nw.when(known).then(pick(*(p.hi for p in parts))),
        )
    return _arithmetic(node.op, *parts)


def _known(node: Formula, value_of: Callable[[str], Number | None]) -> Number | None:
    """`first` and `most`: what the known operands say where others are missing."""
    found = [formula(arg, value_of) for arg in node.args]
    parts = [part for part in found if part is not None]
    if not parts:
        return None
    if node.op == "first":
        lo, hi = parts[-1].lo, parts[-1].hi
        for part in reversed(parts[:-1]):
            missing = part.lo.is_null() & part.hi.is_null()
            lo, hi = (
                nw.when(missing).then(lo).otherwise(part.lo),
                nw.when(missing).then(hi).otherwise(part.hi),
            )
        return Number(lo, hi)
    lo = nw.max_horizontal(*(part.lo for part in parts))
    if len(parts) < len(node.args):
        return Number(lo, nw.lit(None, dtype=nw.Float64))
    whole = nw.all_horizontal(*(~part.hi.is_null() for part in parts), ignore_nulls=False)
    return Number(lo, nw.when(whole).then(nw.max_horizontal(*(part.hi for part in parts))))


def _arithmetic(op: str, x: Number, y: Number) -> Number:
    if op == "+":
        return Number(x.lo + y.lo, x.hi + y.hi)
    if op == "-":
        return Number(x.lo - y.hi, x.hi - y.lo)
    if op == "*":
        corners = [a * b for a in (x.lo, x.hi) for b in (y.lo, y.hi)]
    else:
        safe = (y.lo > 0) | (y.hi < 0)
        divisors = [nw.when(safe).then(end) for end in (y.lo, y.hi)]
        corners = [a / b for a in (x.lo, x.hi) for b in divisors]
    return Number(nw.min_horizontal(*corners), nw.max_horizontal(*corners))
