"""Formulas of derived attributes, computed on intervals.

Grammar: numbers, attribute names (letters, digits, `_`, `.` and `-` inside a dotted name such as `us.mrf-k`), `+ - * /`,
parentheses, `min(a, b)`, `max(a, b)`, `first(a, b)`, `most(a, b)`. A minus sign that is an operator stands between blanks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache

from attrs import frozen

from .values import Interval

_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)|([A-Za-z_][\w.]*(?:-[A-Za-z0-9][\w.]*)*)|(.))")

CALLS = frozenset({"min", "max", "first", "most"})


@frozen
class Formula:
    """A parsed formula: `op` is number, name, one of + - * /, or one of CALLS."""

    op: str
    number: Decimal = Decimal(0)
    name: str = ""
    args: tuple[Formula, ...] = ()

    def names(self) -> frozenset[str]:
        """The attributes that the formula reads."""
        own = {self.name} if self.op == "name" else set()
        return frozenset(own.union(*(a.names() for a in self.args)))


@cache
def parse(text: str) -> Formula:
    """Read a formula. Raises ValueError with the place where it cannot go on."""
    tokens = [(m.group(1), m.group(2), m.group(3)) for m in _TOKEN.finditer(text.strip())]
    pos = 0

    def peek() -> str | None:
        return tokens[pos][2] if pos < len(tokens) else None

    def fail(what: str) -> ValueError:
        return ValueError(f"formula {text!r}: {what} at token {pos + 1}")

    def expect(mark: str) -> None:
        nonlocal pos
        if peek() != mark:
            raise fail(f"expected {mark!r}")
        pos += 1

    def atom() -> Formula:
        nonlocal pos
        if pos >= len(tokens):
            raise fail("it ends too early")
        number, name, mark = tokens[pos]
        pos += 1
        if number is not None:
            return Formula("number", number=Decimal(number))
        if name is not None:
            if name in CALLS:
                expect("(")
                args = [total()]
                while peek() == ",":
                    pos += 1
                    args.append(total())
                expect(")")
                return Formula(name, args=tuple(args))
            return Formula("name", name=name)
        if mark == "(":
            inner = total()
            expect(")")
            return inner
        raise fail(f"unexpected {mark!r}")

    def chain(part: Callable[[], Formula], marks: str) -> Formula:
        nonlocal pos
        left = part()
        while (mark := peek()) is not None and mark in marks:
            pos += 1
            left = Formula(mark, args=(left, part()))
        return left

    def product() -> Formula:
        return chain(atom, "*/")

    def total() -> Formula:
        return chain(product, "+-")

    result = total()
    if pos != len(tokens):
        raise fail("unexpected rest")
    return result


def compute(formula: Formula, value_of: Callable[[str], Interval | None]) -> Interval | None:
    """The interval of a formula; None when an operand is missing or unbounded, or a divisor may be zero.

    `first(a, b)` is the first operand that is known. `most(a, b)` is a maximum of which some operands may be missing: at
    least the greatest that is known, and without an upper end while one is missing.
    """
    if formula.op == "number":
        return Interval(formula.number, formula.number)
    if formula.op == "name":
        value = value_of(formula.name)
        return value if value is not None and value.lo is not None and value.hi is not None else None
    if formula.op == "first":
        return next((v for arg in formula.args if (v := compute(arg, value_of)) is not None), None)
    if formula.op == "most":
        known = [v for arg in formula.args if (v := compute(arg, value_of)) is not None and v.lo is not None]
        if not known:
            return None
        high = [v.hi for v in known if v.hi is not None]
        whole = len(high) == len(formula.args)
        return Interval(max(v.lo for v in known if v.lo is not None), max(high) if whole else None)
    ends: list[tuple[Decimal, Decimal]] = []
    for arg in formula.args:
        part = compute(arg, value_of)
        if part is None or part.lo is None or part.hi is None:
            return None
        ends.append((part.lo, part.hi))
    if formula.op in {"min", "max"}:
        pick = min if formula.op == "min" else max
        return Interval(pick(lo for lo, _ in ends), pick(hi for _, hi in ends))
    (a, b), (c, d) = ends
    match formula.op:
        case "+":
            return Interval(a + c, b + d)
        case "-":
            return Interval(a - d, b - c)
        case "*":
            corners = (a * c, a * d, b * c, b * d)
            return Interval(min(corners), max(corners))
        case _:
            if c <= 0 <= d:
                return None
            corners = (a / c, a / d, b / c, b / d)
            return Interval(min(corners), max(corners))
