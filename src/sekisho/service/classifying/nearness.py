"""How near a value lies to a limit of the law, and how near an item is to an entry: measured on the trace of the engine.

Truth is never worked out here, only distance: what must change, and by how much, until the engine says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, localcontext
from typing import Final

from attrs import frozen

from sekisho.logic import conditions as c
from sekisho.logic.scope import Step
from sekisho.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from sekisho.logic.values import Interval

NEAR: Final = Decimal("0.10")
"""A value within a tenth of a limit is near to it."""
_OFFSET: Final = {"degC": Decimal("273.15"), "degF": Decimal("459.67")}
"""Scales whose zero is no nothing: a share of 20 °C says nothing, so only the difference is told."""


@frozen
class Gap:
    """How a value lies to a limit. `side`: below, above, at, or across (a band that holds the limit).

    `share`: of the limit, 0.12 for 12 %; None where a share says nothing (a limit of nought, a temperature, decibels).
    `difference`: in the unit of the law, never negative. `order`: for sorting only.
    """

    side: str
    share: Decimal | None
    difference: Decimal
    order: Decimal

    @property
    def near(self) -> bool:
        """Whether the value lies within a tenth of the limit, on either side."""
        return self.side in {"at", "across"} or (self.share is not None and self.share <= NEAR)


def gap(value: Interval, op: str, limit: Interval, unit: str) -> Gap | None:
    """How a value lies to a limit; None where neither has an end to measure from."""
    ends = [end for end in (limit.lo, limit.hi) if end is not None]
    low, high = value.lo, value.hi
    if not ends or (low is None and high is None):
        return None
    edge = ends[0] if op in {"at_least", "above"} else ends[-1]
    if low is not None and high is not None and low == high == edge:
        return _made("at", Decimal(0), edge, unit)
    if low is not None and low >= edge:
        return _made("above", low - edge, edge, unit)
    if high is not None and high <= edge:
        return _made("below", edge - high, edge, unit)
    return _made("across", Decimal(0), edge, unit)


def _made(side: str, difference: Decimal, edge: Decimal, unit: str) -> Gap:
    with localcontext(prec=28):
        scale = abs(edge + _OFFSET.get(unit, Decimal(0))) or Decimal(1)
        order = difference / scale
        told = edge != 0 and unit not in _OFFSET and not unit.startswith("dB")
        return Gap(side, order if told else None, difference, order)


def reach(step: Step, orders: dict[int, Decimal]) -> Decimal | None:
    """How far an item is from the other side of an entry: a share of the limits on which that hangs; None where something
    else than numbers decides. `orders`: by the identity of a step that compares, the distance of its value.
    """
    if step.truth is UNKNOWN:
        return None
    return _until(step, TRUE if step.truth is FALSE else FALSE, orders)


def _until(step: Step, wanted: Truth, orders: dict[int, Decimal]) -> Decimal | None:
    """How far until a step is, or may be, as wanted. What is open may be so already."""
    if step.truth is wanted or step.truth is UNKNOWN:
        return Decimal(0)
    node = step.node
    inside: Iterable[Step] = step.steps
    match node:
        case c.Compare():
            return orders.get(id(step))
        case c.Not():
            return _until(step.steps[0], TRUE if wanted is FALSE else FALSE, orders) if step.steps else None
        case c.All() | "entry" | "provision":
            if not step.steps:
                return None
            every = wanted is TRUE
        case c.Any() | c.TermRef() | c.Classified():
            every = wanted is FALSE
        case _:
            return None
    found = [_until(one, wanted, orders) for one in inside]
    if every:
        return None if not found or None in found else max(one for one in found if one is not None)
    return min((one for one in found if one is not None), default=None)


def deciding(step: Step) -> list[tuple[Step, int, bool]]:
    """The steps of a trace in the order of the text, with their depth and whether the truth of the whole hangs on them."""
    found: list[tuple[Step, int, bool]] = []

    def walk(one: Step, depth: int, decides: bool) -> None:
        found.append((one, depth, decides))
        for inner in one.steps:
            walk(inner, depth + 1, decides and _carries(one, inner))

    for inner in step.steps:
        walk(inner, 0, inner.truth is step.truth)
    return found


def _carries(outer: Step, inner: Step) -> bool:
    """Does the truth of a step hang on one inside it?"""
    if isinstance(outer.node, c.Not):
        return True
    return inner.truth is outer.truth
