"""Sums over lists of which not everything is known: an interval from what certainly counts to what possibly counts."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import define

from .money import convert
from .scope import HOLDER, Scope
from .truth import FALSE, TRUE
from .values import Interval, Money

if TYPE_CHECKING:
    from .conditions import Total
    from .evaluate import Evaluator

ZERO = Decimal(0)


@define(slots=True)
class _Sum:
    """`lo`: what certainly counts; `hi`: what possibly counts (None: unbounded); `out`: what certainly does not."""

    lo: Decimal = ZERO
    hi: Decimal | None = ZERO
    out: Decimal = ZERO

    def add(self, lo: Decimal, hi: Decimal | None, out: Decimal = ZERO) -> None:
        self.lo += lo
        self.hi = None if self.hi is None or hi is None else self.hi + hi
        self.out += out


def _amount(
    evaluator: Evaluator, attribute: str, scope: Scope, currency: str
) -> tuple[Decimal, Decimal | None]:
    value, _ = evaluator.value(attribute, scope)
    if isinstance(value, Money):
        value = convert(value, currency or value.currency, scope.case)
    if not isinstance(value, Interval):
        return ZERO, None
    return value.lo if value.lo is not None else ZERO, value.hi


def _level(evaluator: Evaluator, node: Total, name: str, scope: Scope, currency: str) -> _Sum:
    """The sum over one list at one level, and below it if the total is deep."""
    result = _Sum()
    objects, complete, _ = evaluator.members(name, scope)
    for obj in objects:
        inner = scope.inside(obj)
        counts = evaluator.truth(node.that, inner)
        lo, hi = _amount(evaluator, evaluator.total_attribute(node.of, obj), inner, currency)
        deep = node.deep and HOLDER.get(name) == obj.kind
        if counts is TRUE:
            result.add(lo, hi)
        elif counts is FALSE:
            if not deep:
                result.add(ZERO, ZERO, lo)
                continue
            below = _level(evaluator, node, name, inner, currency)
            out = ZERO if below.hi is None else max(ZERO, lo - below.hi)
            result.add(below.lo, below.hi, out)
        else:
            if deep:
                below = _level(evaluator, node, name, inner, currency)
                hi = None if hi is None or below.hi is None else max(hi, below.hi)
            result.add(ZERO, hi)
    if not complete:
        result.hi = None
    return result


def total_interval(evaluator: Evaluator, node: Total, scope: Scope, currency: str) -> Interval:
    """The interval of a total (specification, section 3): an amount, or with `of_whole` a share (1 is the whole)."""
    whole = evaluator.value(node.of_whole, scope)[0] if node.of_whole is not None else None
    if isinstance(whole, Money):
        currency = currency or whole.currency
        whole = convert(whole, currency, scope.case)
    total = _Sum()
    for name in node.over:
        part = _level(evaluator, node, name, scope, currency)
        total.add(part.lo, part.hi, part.out)
    if node.of_whole is None:
        return Interval(total.lo, total.hi)
    if not isinstance(whole, Interval):
        return Interval(ZERO, ZERO if total.hi == 0 else None)
    return _share(total, whole)


def _share(total: _Sum, whole: Interval) -> Interval:
    hi = total.hi
    if whole.hi is not None:
        # Parts that add up to more than the whole contradict it; what certainly counts still counts.
        room = max(total.lo, whole.hi - total.out)
        hi = room if hi is None else min(hi, room)
    if total.hi == 0:
        return Interval(ZERO, ZERO)
    one = Decimal(1)
    low = min(total.lo / whole.hi if whole.hi else ZERO, one)
    if hi is None or whole.lo is None or whole.lo <= 0:
        return Interval(low, None)
    return Interval(low, min(hi / whole.lo, one))
