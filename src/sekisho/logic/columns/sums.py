"""Totals in columns: sums over lists of which not everything is known, as two float columns per row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import narwhals as nw
from attrs import frozen

from .. import conditions as c
from ..scope import HOLDER
from ..values import Interval, Money
from .facts import Fact, constant
from .kleene import Tri, column, conj
from .numbers import Number, compare_numbers
from .rows import Place, Rows
from .world import Context

if TYPE_CHECKING:
    from .conditions import Conditions

_ZERO = nw.lit(0.0)
_NEVER = nw.lit(None, dtype=nw.Float64)
_SNAP = 1e-12  # room left in a whole by float sums, relative to the whole, that is none


@frozen
class _Sum:
    """Columns of some rows: what certainly counts, what possibly counts (null: unbounded), what certainly
    does not.
    """

    lo: nw.Expr
    hi: nw.Expr
    out: nw.Expr


@frozen
class _Into:
    """The currency of a sum: a column on the rows on which the total is asked; None: each in its own."""

    rows: Rows
    column: str


def total(conditions: Conditions, node: c.Total, place: Place, ctx: Context) -> Tri:
    """The truth of a total against all its limits."""
    truths: list[Tri] = []
    for op, limit in node.limits:
        bound = _limit(conditions, limit, place, ctx)
        if bound is None or bound.number is None:
            truths.append(1)
            continue
        interval = _interval(conditions, node, place, ctx, bound.currency)
        truths.append(compare_numbers(interval, op, bound.number))
    return conj(truths)


def _limit(conditions: Conditions, limit: object, place: Place, ctx: Context) -> Fact | None:
    if isinstance(limit, c.AttributeRef):
        return conditions.value(limit.attribute, place, ctx)
    if isinstance(limit, Interval | Money):
        return constant(limit)
    return None


def _interval(
    conditions: Conditions, node: c.Total, place: Place, ctx: Context, currency: nw.Expr | None
) -> Number:
    rows = place.rows
    whole = conditions.value(node.of_whole, place, ctx) if node.of_whole is not None else None
    whole_number = whole.number if whole is not None else None
    if whole is not None and whole_number is not None and whole.currency is not None:
        own = whole.currency
        currency = own if currency is None else nw.when(~currency.is_null()).then(currency).otherwise(own)
        whole_number = whole_number.converted(nw.col(conditions.factor(rows, own, currency)))
    into = None if currency is None else _Into(rows, rows.attach(currency))
    parts = [_level(conditions, node, name, place, ctx, into) for name in node.over]
    lo, hi, out = parts[0].lo, parts[0].hi, parts[0].out
    for part in parts[1:]:
        lo, hi, out = lo + part.lo, hi + part.hi, out + part.out
    lo, hi, out = (nw.col(rows.attach(e)) for e in (lo, hi, out))
    if node.of_whole is None:
        return Number(lo, hi)
    return _share(lo, hi, out, whole_number)


def _share(lo: nw.Expr, hi: nw.Expr, out: nw.Expr, whole: Number | None) -> Number:
    if whole is None:
        return Number(_ZERO, nw.when(hi == 0).then(_ZERO))
    room = nw.when(whole.hi - out > whole.hi.abs() * _SNAP).then(whole.hi - out).otherwise(_ZERO)
    # Parts that add up to more than the whole contradict it; what certainly counts still counts.
    room = nw.max_horizontal(room, lo)
    room = nw.when(whole.hi.is_null()).then(_NEVER).otherwise(room)
    most = nw.min_horizontal(hi, room)  # the lesser of the two that are bounds; null if neither is
    one = nw.lit(1.0)
    low = nw.min_horizontal(nw.when(whole.hi != 0).then(lo / whole.hi).otherwise(_ZERO), one)
    bounded = (whole.lo > 0) & ~most.is_null()
    share = nw.when(bounded).then(nw.min_horizontal(most / whole.lo, one))
    return Number(
        nw.when(hi == 0).then(_ZERO).otherwise(low),
        nw.when(hi == 0).then(_ZERO).otherwise(share),
    )


def _amount(
    conditions: Conditions, attribute: str, members: Place, ctx: Context, into: _Into | None
) -> tuple[nw.Expr, nw.Expr]:
    """The least and the greatest value of each member; 0 and null (unbounded) where it has none."""
    fact = conditions.value(attribute, members, ctx)
    if fact is None or fact.number is None:
        return _ZERO, _NEVER
    number = fact.number
    if fact.currency is not None and into is not None:
        wanted = nw.col(members.rows.bring(into.rows, into.column))
        own = fact.currency
        wanted = nw.when(~wanted.is_null()).then(wanted).otherwise(own)
        number = number.converted(nw.col(conditions.factor(members.rows, own, wanted)))
    return number.lo.fill_null(0.0), number.hi


def _level(
    conditions: Conditions, node: c.Total, name: str, place: Place, ctx: Context, into: _Into | None
) -> _Sum:
    """The sum over one list at one level, and below it if the total is deep."""
    rows = place.rows
    closed = conditions.closed(name, place, ctx)
    members, _ = conditions.members(name, place)
    if members is None:
        return _Sum(_ZERO, nw.when(column(closed) == 2).then(_ZERO), _ZERO)
    counts = nw.col(members.rows.attach(column(conditions.truth(node.that, members, ctx))))
    attribute = "item_value" if members.kind == "contract_item" and node.of == "value" else node.of
    lo, hi = _amount(conditions, attribute, members, ctx, into)
    below = None
    if node.deep and HOLDER.get(name) == members.kind:
        below = _level(conditions, node, name, members, ctx, into)
    part = _counted(counts, lo, hi, below)
    here = members.rows.attach(part.hi)
    sums = rows.reduce(
        members.rows,
        {
            "lo": nw.col(members.rows.attach(part.lo)).sum(),
            "hi": nw.col(here).sum(),
            "open": nw.col(members.rows.attach(nw.col(here).is_null().cast(nw.Int8))).max(),
            "out": nw.col(members.rows.attach(part.out)).sum(),
        },
    )
    bounded = (column(closed) == 2) & (nw.col(sums["open"]).fill_null(0) == 0)
    return _Sum(
        nw.col(sums["lo"]).fill_null(0.0),
        nw.when(bounded).then(nw.col(sums["hi"]).fill_null(0.0)),
        nw.col(sums["out"]).fill_null(0.0),
    )


def _counted(counts: nw.Expr, lo: nw.Expr, hi: nw.Expr, below: _Sum | None) -> _Sum:
    """What each member adds, by whether it counts; nothing below a counted member adds."""
    true, false = counts == 2, counts == 0
    if below is None:
        return _Sum(
            nw.when(true).then(lo).otherwise(_ZERO),
            nw.when(false).then(_ZERO).otherwise(hi),
            nw.when(false).then(lo).otherwise(_ZERO),
        )
    both_known = ~hi.is_null() & ~below.hi.is_null()
    out = nw.max_horizontal(lo - below.hi.fill_null(0.0), _ZERO)
    out = nw.when(below.hi.is_null()).then(_ZERO).otherwise(out)
    maybe = nw.when(both_known).then(nw.max_horizontal(hi, below.hi))
    return _Sum(
        nw.when(true).then(lo).otherwise(nw.when(false).then(below.lo).otherwise(_ZERO)),
        nw.when(true).then(hi).otherwise(nw.when(false).then(below.hi).otherwise(maybe)),
        nw.when(false).then(out).otherwise(_ZERO),
    )
