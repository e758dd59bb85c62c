"""Reads and writes quantities and money: `100 kg`, `8..14 um`, `>=8 um`, `<14 um`, `12000 USD`.

A quantity becomes an interval of exact decimals in the canonical unit of its attribute. Nothing is guessed: a
number without
a unit, a comma that may be a decimal point, or an unknown currency is an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final, TypeAlias

from .currencies import CURRENCIES, MEANT, THREE_DECIMALS
from .units import BARE, DIGITS, UnitError, convert, plain_text, unit_name
from .values import Interval, Money

_Reader: TypeAlias = Callable[[str, str], Decimal]  # reads one end of a band; the other end may lend its unit
GREATEST_EXPONENT: Final = 60
_NUMBER: Final = re.compile(
    r"(?P<mantissa>[+-]?(?:\d{1,3}(?:[ _']\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+)"
    r"(?:[eE](?P<exponent>[+-]?\d+)|\s*[x*]\s*10\s*\^\s*(?P<power>[+-]?\d+))?"
)
_CURRENCY: Final = r"([^\W\d_]{2,}|[$€£¥₩円元]|[A-Z]{1,3}\$)?"
_MONEY: Final = re.compile(rf"{_CURRENCY}\s*(.*?)\s*{_CURRENCY}", re.DOTALL)
_TEN: Final = re.compile(r"(?P<sign>[+-]?)10\^(?P<power>[+-]?\d+)")
_BOUND: Final = re.compile(r"(>=|<=|≥|≦|≧|≤|=>|=<|>|<)?\s*(.*)", re.DOTALL)
_SIGNS: Final = {"≥": ">=", "≧": ">=", "=>": ">=", "≤": "<=", "≦": "<=", "=<": "<="}


class QuantityError(ValueError):
    """A quantity or an amount of money that cannot be read; the message says what to write."""


def parse_number(text: str) -> Decimal:
    """A plain number. Raises QuantityError."""
    number, rest = _split(plain_text(text), text)
    if rest:
        raise QuantityError(f"{text!r} is not a number: {rest!r} follows it")
    return number


def parse_quantity(text: str, unit: str) -> Interval:
    """A quantity as an interval in `unit`: a point `9.5 um`, a band `8..14 um`, an open end `>=8 um`, `<14
    um`, `>8..<=14 um`.

    `unit`: the canonical unit as pint writes it; "", "ratio", "number" and "count" take plain numbers,
    ratios also `%` and
    `ppm`. A temperature alone is absolute (`25 degC` is `298.15 K`). Raises QuantityError where the text is
    no quantity, has no
    unit, or has one of another dimension.
    """
    return _interval(text, lambda part, other: _quantity(part, other, unit, text))


def parse_free_quantity(text: str) -> tuple[Interval, str]:
    """A quantity in whatever unit it states, and that unit ("" for a plain number). Raises QuantityError."""
    last = re.split(r"\.\.", plain_text(text))[-1]
    _, unit = _split(_bound(last)[1], text)
    name = unit_name(unit)
    return parse_quantity(text, name), name


def parse_money(text: str) -> Money:
    """An amount of money: `12000 USD`, `USD 12,000.50`, `10000..12000 EUR`, `<1000000 JPY`.

    Raises QuantityError for an unknown or missing currency, a negative amount, and for `12.000 EUR`, which
    may mean twelve.
    """
    plain = plain_text(text)
    match = _MONEY.fullmatch(plain)
    if match is None or not re.search(r"\d", plain):
        raise QuantityError(f"{text!r} is not an amount of money; write it like 12000 USD")
    named = [word for word in (match[1], match[3]) if word]
    if len(named) != 1:
        said = "two currencies" if named else "no currency"
        raise QuantityError(f"{text!r} has {said}; write it like 12000 USD")
    currency = _currency(named[0], text)
    interval = _interval(match[2], lambda part, _: _amount(part, currency, text))
    if interval.lo is not None and interval.lo < 0:
        raise QuantityError(f"{text!r} is negative; write what the thing is worth")
    return Money(interval, currency)


def format_interval(interval: Interval, unit: str = "") -> str:
    """The interval as it may be written in a file: `8..14 um`, `>=8 um`, `9.5 um`; reading it gives the same
    interval."""
    tail = "" if unit in {"", "ratio", "number", "count"} else f" {unit}"
    lo, hi = interval.lo, interval.hi
    if lo is None and hi is None:
        return "any" + tail
    if lo is None or hi is None:
        end, sign = (hi, "<") if lo is None else (lo, ">")
        strict = interval.hi_open if lo is None else interval.lo_open
        return f"{sign}{'' if strict else '='}{format_number(end or Decimal(0))}{tail}"
    if lo == hi and not (interval.lo_open or interval.hi_open):
        return format_number(lo) + tail
    left = ">" if interval.lo_open else ""
    right = "<" if interval.hi_open else ""
    return f"{left}{format_number(lo)}..{right}{format_number(hi)}{tail}"


def format_money(money: Money) -> str:
    """The amount as it may be written in a file: `12000 USD`."""
    return f"{format_interval(money.amount)} {money.currency}"


def format_number(number: Decimal) -> str:
    """The number without zeros at its end, with an exponent only where it is very great or very small."""
    if number == 0:
        return "0"
    if -9 <= number.adjusted() <= 15:
        text = f"{number:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(number.normalize()).replace("E", "e")


def _interval(text: str, reader: _Reader) -> Interval:
    plain = plain_text(text)
    if not plain:
        raise QuantityError("nothing is written; leave the key out where the value is not known")
    ends = plain.split("..")
    if len(ends) > 2 or not ends[0].strip() or not ends[-1].strip():
        raise QuantityError(f"{text!r} is not a band; write 8..14 um, or an open end as >=8 um")
    if len(ends) == 2:
        return _band(ends[0], ends[1], reader, text)
    sign, body = _bound(plain)
    value = reader(body, "")
    if not sign:
        return Interval(value, value)
    if sign.startswith(">"):
        return Interval(value, None, lo_open=sign == ">")
    return Interval(None, value, hi_open=sign == "<")


def _band(left: str, right: str, read: _Reader, text: str) -> Interval:
    (low_sign, low), (high_sign, high) = _bound(left), _bound(right)
    if low_sign.startswith("<") or high_sign.startswith(">"):
        raise QuantityError(f"{text!r} is not a band; write the lower end first, as in >8..<14 um")
    lo, hi = read(low, high), read(high, "")
    if lo > hi or (lo == hi and (low_sign == ">" or high_sign == "<")):
        raise QuantityError(f"the band {text!r} holds no number; write the lower end first")
    return Interval(lo, hi, lo_open=low_sign == ">", hi_open=high_sign == "<")


def _bound(text: str) -> tuple[str, str]:
    match = _BOUND.fullmatch(text.strip())
    sign, body = (match[1] or "", match[2]) if match else ("", text)
    return _SIGNS.get(sign, sign), body.strip()


def _split(plain: str, text: str) -> tuple[Decimal, str]:
    """The number at the start and what follows it."""
    if re.match(r"[+-]?\d{1,3}(,\d+)+", plain):
        raise QuantityError(f"the comma in {text!r} may stand for thousands or decimals; write 1500 or 1.5")
    match = _TEN.match(plain) or _NUMBER.match(plain)
    if match is None:
        raise QuantityError(
            f"{text!r} is not a number with its unit; write it like 9.5 um, 8..14 um or >=8 um"
        )
    parts = match.groupdict()
    mantissa = re.sub(r"[ _']", "", parts.get("mantissa") or (parts.get("sign") or "") + "1")
    exponent = int((parts.get("exponent") or parts.get("power") or "0")[:6])
    rest = plain[match.end() :]
    if re.match(r"[.,\d]|\s*[-~±+]\s*\d", rest):
        raise QuantityError(f"{text!r} is not a number with its unit; a band is written 8..14 um")
    number = Decimal(mantissa)
    if len(number.as_tuple().digits) > DIGITS or abs(exponent) > GREATEST_EXPONENT:
        raise QuantityError(f"{text!r} is beyond what can be measured; check the number")
    return number.scaleb(exponent), rest.strip()


def _quantity(part: str, other: str, unit: str, text: str) -> Decimal:
    number, written = _split(part, text)
    if not written and other:
        written = _split(other, text)[1]
    if not written:
        if unit_name(unit) in BARE:
            return number
        raise QuantityError(f"{text!r} has no unit; write for example {text.strip()} {unit}")
    try:
        return convert(number, written, unit)
    except UnitError as error:
        wanted = f"a unit that converts to {unit}" if unit_name(unit) not in BARE else "a plain number"
        raise QuantityError(f"{text!r}: {error}; write {wanted}") from None


def _amount(part: str, currency: str, text: str) -> Decimal:
    part = part.strip()
    if re.fullmatch(r"[+-]?\d{1,3}(\.\d{3})+", part) and currency not in THREE_DECIMALS:
        plain = part.replace(".", "")
        raise QuantityError(
            f"{text!r} may mean {plain} or {part}; write {plain} {currency} or {part[:-1]} {currency}"
        )
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", part):
        part = part.replace(",", "")
    number, rest = _split(part, text)
    if rest:
        raise QuantityError(
            f"{text!r} is not an amount of money: {rest!r} follows the number; write it like 12000 USD"
        )
    return number


def _currency(word: str, text: str) -> str:
    code = word.upper()
    if code in CURRENCIES:
        return code
    meant = MEANT.get(code)
    hint = f"; write {meant}" if meant else "; write its three letters, such as USD, JPY or CNY"
    raise QuantityError(f"{text!r}: {word!r} is not the code of a currency (ISO 4217){hint}")
