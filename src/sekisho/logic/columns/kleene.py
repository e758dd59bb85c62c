"""Kleene logic over columns: truth travels as Int8 (0 false, 1 unknown, 2 true) and is never null.

Aggregates of data frame engines skip nulls (`any` over [null] is false, `all` is true), so no truth is ever
carried as a nullable boolean. A truth that is the same for every row is a plain `int`, and connectives fold
it away.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import narwhals as nw

Tri: TypeAlias = int | nw.Expr
"""A truth per row: an expression over a frame's columns, or one truth for all rows."""


def column(truth: Tri) -> nw.Expr:
    """A truth as an expression, also where it is the same for all rows."""
    return nw.lit(truth, dtype=nw.Int8) if isinstance(truth, int) else truth


def conj(parts: Iterable[Tri]) -> Tri:
    """Kleene conjunction: the minimum; TRUE for no parts."""
    worst, rest = 2, []
    for part in parts:
        if not isinstance(part, int):
            rest.append(part)
        elif part == 0:
            return 0
        else:
            worst = min(worst, part)
    if not rest:
        return worst
    if worst == 1:
        rest.append(column(1))
    return rest[0] if len(rest) == 1 else nw.min_horizontal(*rest)


def disj(parts: Iterable[Tri]) -> Tri:
    """Kleene disjunction: the maximum; FALSE for no parts."""
    best, rest = 0, []
    for part in parts:
        if not isinstance(part, int):
            rest.append(part)
        elif part == 2:
            return 2
        else:
            best = max(best, part)
    if not rest:
        return best
    if best == 1:
        rest.append(column(1))
    return rest[0] if len(rest) == 1 else nw.max_horizontal(*rest)


def neg(part: Tri) -> Tri:
    """Kleene negation."""
    return 2 - part if isinstance(part, int) else nw.lit(2, dtype=nw.Int8) - part


def choose(true: nw.Expr, false: nw.Expr) -> nw.Expr:
    """TRUE where `true` holds, else FALSE where `false` holds, else UNKNOWN; a null in either decides
    nothing.
    """
    return nw.when(true).then(column(2)).otherwise(nw.when(false).then(column(0)).otherwise(column(1)))


def whether(holds: nw.Expr) -> nw.Expr:
    """TRUE where a boolean is true, FALSE where it is false or null."""
    return nw.when(holds).then(column(2)).otherwise(column(0))


def never(truth: Tri) -> bool:
    """True for a truth that is FALSE on every row, known without looking at them."""
    return isinstance(truth, int) and truth == 0


def surely(truth: Tri) -> Tri:
    """TRUE where a truth is TRUE, else FALSE."""
    if isinstance(truth, int):
        return 2 if truth == 2 else 0
    return whether(truth == 2)
