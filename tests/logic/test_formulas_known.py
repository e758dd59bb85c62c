"""`first` and `most`: formulas of which an operand may be missing say what the others allow, in both back-ends."""

from __future__ import annotations

import itertools
from decimal import Decimal

import narwhals as nw
import polars as pl
import pytest

from sekisho.logic.columns.numbers import Number, formula
from sekisho.logic.formulas import compute, parse
from sekisho.logic.values import Interval

VALUES = (None, Interval(Decimal(2), Decimal(2)), Interval(Decimal(1), Decimal(5)))


@pytest.mark.parametrize(
    "text", ["first(a, b)", "most(a, b)", "first(a, most(b, c))", "most(2 * a, 3 * b, c)"]
)
def test_both_back_ends(text: str) -> None:
    cases = [dict(zip("abc", values, strict=True)) for values in itertools.product(VALUES, repeat=3)]
    wanted = [compute(parse(text), case.get) for case in cases]
    columns = {f"{n}|{end}": [None if case[n] is None else float(getattr(case[n], end)) for case in cases]
               for n in "abc" for end in ("lo", "hi")}  # fmt: skip
    frame = nw.from_native(pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.Float64)), eager_only=True)
    found = formula(parse(text), lambda name: Number(nw.col(f"{name}|lo"), nw.col(f"{name}|hi")))
    assert found is not None
    rows = frame.select(lo=found.lo, hi=found.hi).rows()
    assert rows == [
        (None, None) if w is None else (w.lo and float(w.lo), w.hi and float(w.hi)) for w in wanted
    ]


def test_what_is_known_decides_and_what_is_missing_leaves_the_upper_end_open() -> None:
    known = {"a": Interval(Decimal(4800), Decimal(4800))}
    assert compute(parse("most(a, b)"), known.get) == Interval(Decimal(4800), None)
    assert compute(parse("first(b, a)"), known.get) == known["a"]
    assert compute(parse("most(b, c)"), known.get) is None
