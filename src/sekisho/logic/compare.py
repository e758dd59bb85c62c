"""Values against limits, with the law's strictness (specification, section 2)."""

from __future__ import annotations

from decimal import Decimal

from .conditions import Operator
from .truth import FALSE, TRUE, UNKNOWN, Truth, either, of_bool
from .values import CANNOT, Interval, Scalar, SetValue, Value

TOLERANCE = Decimal("5e-13")


def _slack(limit: Decimal) -> Decimal:
    return abs(limit) * TOLERANCE


def _floor(x: Interval, op: Operator, limit: Interval) -> Truth:
    """`at_least` and `above`: is x certainly over every, or certainly not over any, value that the limit may have?"""
    strict = op == "above"
    if x.lo is not None and limit.hi is not None:
        slack = _slack(limit.hi)
        if strict:
            if x.lo > limit.hi + slack or ((x.lo_open or limit.hi_open) and x.lo >= limit.hi):
                return TRUE
        elif x.lo >= limit.hi - slack:
            return TRUE
    if x.hi is not None and limit.lo is not None:
        slack = _slack(limit.lo)
        if strict:
            if x.hi <= limit.lo + slack:
                return FALSE
        elif x.hi < limit.lo - slack or ((x.hi_open or limit.lo_open) and x.hi <= limit.lo):
            return FALSE
    return UNKNOWN


def _flip(x: Interval) -> Interval:
    return Interval(
        None if x.hi is None else -x.hi, None if x.lo is None else -x.lo, lo_open=x.hi_open, hi_open=x.lo_open
    )


def compare_interval(x: Interval, op: Operator, limit: Interval) -> Truth:
    """An interval against a limit that is a point or an interval itself."""
    match op:
        case "at_least" | "above":
            return _floor(x, op, limit)
        case "at_most":
            return _floor(_flip(x), "at_least", _flip(limit))
        case "below":
            return _floor(_flip(x), "above", _flip(limit))
        case _:
            return min(_floor(x, "at_least", limit), _floor(_flip(x), "at_least", _flip(limit)))


def compare_set(value: SetValue, members: tuple[str, ...], quantifier: str) -> Truth:
    """A set against the members that the law names (some, every, none, only)."""
    wanted = frozenset(members)
    if quantifier in {"some", "none"}:
        some = TRUE if value.known & wanted else (FALSE if value.complete else UNKNOWN)
        return some if quantifier == "some" else Truth(2 - some)
    if quantifier == "every":
        return TRUE if wanted <= value.known else (FALSE if value.complete else UNKNOWN)
    if value.known - wanted:
        return FALSE
    return TRUE if value.complete else UNKNOWN


def compare(value: Value, op: Operator, limit: Scalar) -> Truth:
    """Any scalar fact against one limit of the same type; a missing fact is UNKNOWN.

    Raises TypeError for a fact and a limit of different types: the vocabulary should have refused it.
    """
    if value is None or value is CANNOT:
        return UNKNOWN
    if isinstance(value, Interval) and isinstance(limit, Interval):
        return compare_interval(value, op, limit)
    if isinstance(value, SetValue):
        return compare_set(value, (str(limit),), "some")
    if isinstance(value, tuple):
        return either(of_bool(str(path) == str(limit)) for path in value)
    if isinstance(value, str) and isinstance(limit, str):
        return of_bool(value.strip().casefold() == limit.strip().casefold())
    if op == "equals":
        return of_bool(value == limit)
    if type(value) is not type(limit):
        raise TypeError(f"cannot compare {value!r} with {limit!r}")
    match op:
        case "at_least":
            return of_bool(value >= limit)  # type: ignore[operator]  # dates: same type was checked above
        case "at_most":
            return of_bool(value <= limit)  # type: ignore[operator]
        case "above":
            return of_bool(value > limit)  # type: ignore[operator]
        case _:
            return of_bool(value < limit)  # type: ignore[operator]
