"""Chance, and random values of facts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from random import Random
from typing import TypeVar

from sekisho.logic.quantities import parse_quantity
from sekisho.logic.values import CANNOT, Interval, Money, Path, SetValue, Value
from tests.randomwords import (
    ACTS,
    AMOUNTS,
    CHANNELS,
    CODES,
    COUNTRIES,
    CURRENCIES,
    DAYS,
    ELEMENTS,
    FORMS,
    KINDS,
    LEAVES,
    NAMES,
    NUMBERS,
    PERCENTS,
    ROLES,
    TOPICS,
    WIDTHS,
    path,
    place,
)

T = TypeVar("T")


class Chance:
    """Draws values that facts may have."""

    def __init__(self, random: Random) -> None:
        """`random`: where all choices come from."""
        self.random = random
        self.names: dict[str, str] = {}  # bound names and what they are, while a provision is made
        self.terms: list[tuple[str, str]] = []  # (id, of) that may be used

    # chance

    def one(self, of: Sequence[T]) -> T:
        """One of several."""
        return of[self.random.randrange(len(of))]

    def some(self, of: Sequence[T], most: int = 3, least: int = 1) -> tuple[T, ...]:
        """A few of several, each once."""
        count = min(len(of), self.random.randint(least, most))
        return tuple(self.random.sample(list(of), count))

    def maybe(self, share: float = 0.5) -> bool:
        """True in so many of a hundred."""
        return self.random.random() < share

    # values of facts

    def number(self, attribute: str) -> Interval:
        """A point at or beside a limit, a band, or an interval without an end."""
        texts = WIDTHS if attribute in {"width", "gap"} else PERCENTS
        unit = "nm" if attribute in {"width", "gap"} else "%"
        point = parse_quantity(self.one(texts), unit)
        number = point.lo if point.lo is not None else Decimal(0)
        draw = self.random.random()
        if draw < 0.6:
            return point
        if draw < 0.75:
            return Interval.point(
                number * (1 + Decimal(self.one(("1e-13", "-1e-13", "1e-11", "-1e-11", "0.01", "-0.01"))))
            )
        other = parse_quantity(self.one(texts), unit).lo or Decimal(0)
        lo, hi = min(number, other), max(number, other)
        if lo == hi:
            return Interval.point(lo)
        if draw < 0.85:
            return Interval(lo, hi, self.maybe(0.3), self.maybe(0.3))
        return (
            Interval(lo, None, self.maybe(0.3))
            if self.maybe()
            else Interval(None, hi, False, self.maybe(0.3))
        )

    def money(self, currency: str | None = None) -> Money:
        """An amount, sometimes a band."""
        low = self.one(AMOUNTS)
        high = low if self.maybe(0.8) else max(low, self.one(AMOUNTS))
        return Money(Interval(Decimal(low), Decimal(high)), currency or self.one(CURRENCIES))

    def value(self, attribute: str) -> Value:
        """A value that an attribute may have."""
        if self.maybe(0.03):
            return CANNOT
        match attribute:
            case "act":
                return self.one(ACTS)
            case "form":
                return self.one(FORMS)
            case "name":
                return self.one(NAMES)
            case "quantity":
                return self.one(("100 kg", "5 kg", "100 g", "3 pieces"))
            case "order_value" | "value" | "item_value":
                return self.money()
            case "signed" | "made" | "since":
                return self.one(DAYS)
            case "role":
                return SetValue(frozenset(self.some(ROLES, 2)), self.maybe(0.7))
            case "elements":
                return SetValue(frozenset(self.some(ELEMENTS, 3, 0)), self.maybe(0.6))
            case "kind":
                return tuple(
                    Path("kind", tuple(k.split("."))) for k in self.some(self.one((list(KINDS), LEAVES)), 2)
                )
            case "hs":
                codes = (Path("hs", ("850511",)), Path("hs.CN", ("8505111000",)), Path("hs.JP", ("850511900",)),
                         Path("hs", ("8505",)), Path("hs.CN", ("8112929010",)))  # fmt: skip
                return self.some(codes, 2)
            case "country" | "residence" | "origin" | "from" | "to" | "final":
                return (place(self.one(COUNTRIES)),)
            case "code":
                return (path(self.one(CODES)),)
            case "notice_by":
                return self.one(("metis", "commerce"))
            case "notice_of" | "flag_of":
                return self.one((*TOPICS, "other"))
            case "flag_by":
                return self.one(CHANNELS)
            case _ if attribute in NUMBERS:
                return self.number(attribute)
            case _:
                return self.maybe()
