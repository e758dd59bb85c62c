"""Reads a day as it is written in Japan, China, Taiwan and elsewhere; a day with two readings is refused with both."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final

from .unreadable import Unreadable

_ERAS: Final = (
    # name, letter, the year before its first, first day, last day
    ("令和", "R", 2018, date(2019, 5, 1), None),
    ("平成", "H", 1988, date(1989, 1, 8), date(2019, 4, 30)),
    ("昭和", "S", 1925, date(1926, 12, 25), date(1989, 1, 7)),
)
_ERA: Final = re.compile(
    r"(令和|平成|昭和|[RHS])\s*(元|\d{1,2})\s*[年.\-/]\s*(\d{1,2})\s*[月.\-/]\s*(\d{1,2})\s*日?", re.I
)
_REPUBLIC: Final = re.compile(
    r"(?:中華)?民[国國]\s*(元|\d{1,3})\s*[年.\-/]\s*(\d{1,2})\s*[月.\-/]\s*(\d{1,2})\s*日?"
)
_HAN: Final = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号號]?")
_YEAR_FIRST: Final = re.compile(r"(\d{4})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,2})")
_PACKED: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR_LAST: Final = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4})")
_DAY_NAMED: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s\-]+([a-z]{3,9})\.?,?[\s\-]+(\d{4})", re.I)
_MONTH_NAMED: Final = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.I)
_MONTHS: Final = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
                  "november", "december")  # fmt: skip
_WEEKDAY: Final = re.compile(r"[(（]\s*[^()（）]{1,10}\s*[)）]\s*$")


def read_day_text(words: str) -> date:
    """The day that is meant by `2026-11-21`, `2026/11/21`, `2026年11月21日`, `令和8年11月21日`, `R8.11.21`, `民國115年11月21日`,
    `21 November 2026`.

    Raises Unreadable: for `03/04/2026` with both readings, for a day that no calendar has, and for everything else.
    """
    plain = (
        _WEEKDAY.sub("", unicodedata.normalize("NFKC", words).strip())
        .strip()
        .replace("‐", "-")
        .replace("−", "-")
    )
    if match := _ERA.fullmatch(plain):
        return _of_era(match, words)
    if match := _REPUBLIC.fullmatch(plain):
        return _day(1911 + _year(match[1]), match[2], match[3], words)
    if match := _HAN.fullmatch(plain) or _PACKED.fullmatch(plain):
        return _day(match[1], match[2], match[3], words)
    if match := _YEAR_FIRST.fullmatch(plain):
        return _day(match[1], match[3], match[4], words)
    if match := _YEAR_LAST.fullmatch(plain):
        return _either(match[4], match[1], match[3], words)
    if match := _DAY_NAMED.fullmatch(plain):
        return _day(match[3], _month(match[2], words), match[1], words)
    if match := _MONTH_NAMED.fullmatch(plain):
        return _day(match[3], _month(match[1], words), match[2], words)
    raise Unreadable("check.day-unknown", words.strip())


def _of_era(match: re.Match[str], words: str) -> date:
    for name, letter, before, first, last in _ERAS:
        if match[1] == name or match[1].upper() == letter:
            found = _day(before + _year(match[2]), match[3], match[4], words)
            if found < first or (last is not None and found > last):
                raise Unreadable("check.day-not-in-era", words.strip(), name, first, last or "…")
            return found
    raise Unreadable("check.day-unknown", words.strip())


def _year(words: str) -> int:
    return 1 if words == "元" else int(words)


def _month(name: str, words: str) -> int:
    met = [n for n, month in enumerate(_MONTHS, 1) if month == name.lower() or month[:3] == name.lower()
           or (name.lower() == "sept" and n == 9)]  # fmt: skip
    if len(met) != 1:
        raise Unreadable("check.day-unknown", words.strip())
    return met[0]


def _either(year: str, first: str, second: str, words: str) -> date:
    """Day and month in an order that nobody said: one reading is taken, two are named."""
    found = [day for a, b in ((first, second), (second, first)) if (day := _valid(year, a, b)) is not None]
    if not found:
        raise Unreadable("check.day-none", words.strip())
    if len(set(found)) > 1:
        raise Unreadable("check.day-two-readings", words.strip(), *found)
    return found[0]


def _day(year: int | str, month: int | str, day: int | str, words: str) -> date:
    found = _valid(year, month, day)
    if found is None:
        raise Unreadable("check.day-none", words.strip())
    return found


def _valid(year: int | str, month: int | str, day: int | str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
