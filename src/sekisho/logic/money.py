"""Money across currencies: a rate is a dated fact of the transaction, never a constant."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from .objects import Case
from .values import Interval, Money


def rate(of: str, into: str, case: Case) -> Decimal | None:
    """How many units of `into` one unit of `of` is: the newest stated rate not after the transaction's day; None if none is."""
    if of == into:
        return Decimal(1)
    best: tuple[date, Decimal] | None = None
    for known in case.rates:
        if known.day is not None and case.on is not None and known.day > case.on:
            continue
        if (known.of, known.currency) == (of, into):
            number = known.rate
        elif (known.currency, known.of) == (of, into) and known.rate != 0:
            number = 1 / known.rate
        else:
            continue
        day = known.day or date.min
        if best is None or day > best[0]:
            best = (day, number)
    return None if best is None else best[1]


def convert(money: Money, into: str, case: Case) -> Interval | None:
    """The amount in another currency; None without a rate."""
    amount = money.amount
    if amount.lo == 0 and amount.hi == 0:
        return amount  # nothing is nothing in every currency
    factor = rate(money.currency, into, case)
    if factor is None:
        return None
    return Interval(
        None if amount.lo is None else amount.lo * factor,
        None if amount.hi is None else amount.hi * factor,
        amount.lo_open,
        amount.hi_open,
    )
