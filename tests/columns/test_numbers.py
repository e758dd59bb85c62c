"""Intervals in columns compare as they do in Python, at every limit and on both its sides."""

from __future__ import annotations

import itertools
from decimal import Decimal
from random import Random
from typing import get_args

import narwhals as nw
import polars as pl
import pytest

from sekisho.logic.columns.kleene import column
from sekisho.logic.columns.numbers import Number, compare_numbers, formula
from sekisho.logic.compare import compare_interval
from sekisho.logic.conditions import Operator
from sekisho.logic.formulas import compute, parse
from sekisho.logic.values import Interval

OPERATORS: tuple[Operator, ...] = tuple(o for o in get_args(Operator) if o != "one_of")
EDGE = [Decimal(x) for x in ("-1", "0", "0.1", "8", "193", "99.9")]
NEAR = [e * (1 + Decimal(d)) for e in EDGE for d in ("0", "1e-13", "-1e-13", "1e-11", "-1e-11", "0.01")]
ENDS: list[Decimal | None] = [None, *NEAR]


def intervals() -> list[Interval]:
    """Points, bands, open and unbounded ends, all around the edges."""
    found = []
    for lo, hi in itertools.product(ENDS, ENDS):
        if lo is not None and hi is not None and lo > hi:
            continue
        opens = [(False, False)] if lo == hi else [(False, False), (True, False), (False, True), (True, True)]
        found += [Interval(lo, hi, a and lo is not None, b and hi is not None) for a, b in opens]
    return found


INTERVALS = intervals()


def columns_of(those: list[Interval], name: str) -> dict[str, list[object]]:
    """Intervals as the columns of a frame."""
    return {
        f"{name}lo": [None if i.lo is None else float(i.lo) for i in those],
        f"{name}hi": [None if i.hi is None else float(i.hi) for i in those],
        f"{name}lo_open": [i.lo_open for i in those],
        f"{name}hi_open": [i.hi_open for i in those],
    }


def number(name: str) -> Number:
    """The interval in the columns of that name."""
    return Number(*(nw.col(f"{name}{end}") for end in ("lo", "hi", "lo_open", "hi_open")))


@pytest.mark.parametrize("op", OPERATORS)
@pytest.mark.parametrize("limit", EDGE)
def test_against_a_limit(op: Operator, limit: Decimal) -> None:
    frame = nw.from_native(pl.DataFrame(columns_of(INTERVALS, "x")), eager_only=True)
    fixed = Interval.point(limit)
    truth = column(compare_numbers(number("x"), op, Number.of(fixed)))
    wanted = [int(compare_interval(i, op, fixed)) for i in INTERVALS]
    assert frame.select(truth.alias("t"))["t"].to_list() == wanted
    assert set(wanted) == {0, 1, 2}


@pytest.mark.parametrize("op", OPERATORS)
def test_against_an_attribute(op: Operator) -> None:
    random = Random(7)
    pairs = [(random.choice(INTERVALS), random.choice(INTERVALS)) for _ in range(4000)]
    data = {**columns_of([x for x, _ in pairs], "x"), **columns_of([y for _, y in pairs], "y")}
    frame = nw.from_native(pl.DataFrame(data), eager_only=True)
    truth = column(compare_numbers(number("x"), op, number("y")))
    assert frame.select(truth.alias("t"))["t"].to_list() == [
        int(compare_interval(x, op, y)) for x, y in pairs
    ]


@pytest.mark.parametrize(
    "text", ["x + y", "x - y * 2", "x * y", "x / y", "x / (y - 7)", "min(x, y) + 1", "max(x, y, 3) / x"]
)
def test_formulas(text: str) -> None:
    random = Random(11)
    pairs = [(random.choice(INTERVALS), random.choice(INTERVALS)) for _ in range(2000)]
    data = {**columns_of([x for x, _ in pairs], "x"), **columns_of([y for _, y in pairs], "y")}
    frame = nw.from_native(pl.DataFrame(data), eager_only=True)
    found = formula(parse(text), number)
    assert found is not None
    rows = frame.select(found.lo.alias("lo"), found.hi.alias("hi")).rows()
    for (x, y), (lo, hi) in zip(pairs, rows, strict=True):
        wanted = compute(parse(text), {"x": x, "y": y}.get)
        if wanted is None or wanted.lo is None or wanted.hi is None:
            assert (lo, hi) == (None, None)
        else:
            assert lo == pytest.approx(float(wanted.lo), rel=1e-9, abs=1e-9)
            assert hi == pytest.approx(float(wanted.hi), rel=1e-9, abs=1e-9)


def test_a_missing_operand_or_a_divisor_that_may_be_zero_is_missing() -> None:
    data = {"xlo": [1.0, None, 1.0], "xhi": [1.0, None, 1.0], "ylo": [0.0, 1.0, -1.0], "yhi": [0.0, 1.0, 1.0]}
    frame = nw.from_native(pl.DataFrame(data), eager_only=True)

    def plain(name: str) -> Number:
        return Number(nw.col(f"{name}lo"), nw.col(f"{name}hi"))

    found = formula(parse("x / y"), plain)
    assert found is not None
    assert frame.select(found.lo.alias("lo"))["lo"].to_list() == [None, None, None]
    assert formula(parse("x + z"), lambda name: plain(name) if name == "x" else None) is None
