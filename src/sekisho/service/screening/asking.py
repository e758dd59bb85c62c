"""Reads a question to the lists from a form or an API call: a name and what else is known of the party."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, Final, get_args

from sekisho.law.compiled import Law
from sekisho.screening.reasons import Query
from sekisho.service.typed_in.days import read_day_text
from sekisho.service.typed_in.places import read_place_text
from sekisho.service.typed_in.unreadable import Unreadable
from sekisho.sources.records import Identifier, PartyKind

LONGEST_NAME: Final = 400
LONGEST: Final = 1000
MOST: Final = 20
_HIDDEN: Final = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
SCHEMES: Final = ("uscc", "houjin", "lei", "passport", "registration")


def read_query(
    law: Law, *, name: str = "", country: str = "", kind: str = "", born: str = "", numbers: Iterable[str] = (),
    addresses: Iterable[str] = (),
) -> Query:  # fmt: skip
    """The question to the lists. Raises Unreadable, in words of the catalogue, for what cannot be meant.

    Signs that nobody sees (control characters, marks of direction) are blanks: they must not hide a name.
    """
    name = plain(name, LONGEST_NAME, "screen.name-too-long")
    where = [text for one in addresses if (text := plain(one, LONGEST, "screen.too-long"))]
    if not name and not where:
        raise Unreadable("screen.no-name")
    if name and not re.search(r"\w", name):
        raise Unreadable("screen.no-letters", name)
    if kind and kind not in get_args(PartyKind):
        raise Unreadable("screen.no-kind", kind[:40])
    held: PartyKind = next((one for one in get_args(PartyKind) if one == kind), "unknown")
    return Query(
        name=name,
        kind=held,
        country=_country(law, country),
        births=_births(born),
        identifiers=tuple(_numbers(numbers)),
        addresses=tuple(where[:MOST]),
    )


def plain(text: str, longest: int, key: str) -> str:
    """A text on one line without hidden signs. Raises Unreadable where it is too long."""
    found = " ".join(_HIDDEN.sub(" ", unicodedata.normalize("NFC", text)).split())
    if len(found) > longest:
        raise Unreadable(key, longest)
    return found


def _country(law: Law, words: str) -> str:
    words = plain(words, 80, "screen.too-long")
    if not words:
        return ""
    try:
        return read_place_text(words, law).partition("-")[0].upper()
    except Unreadable:
        if re.fullmatch(r"[A-Za-z]{2}", words) and law.is_place(words.upper()):
            return words.upper()
        raise Unreadable("screen.no-country", words) from None


def _births(words: str) -> tuple[str, ...]:
    words = plain(words, 40, "screen.too-long")
    if not words:
        return ()
    try:
        return (read_day_text(words).isoformat(),)  # 1962-03-05, 昭和37年3月5日, 5 March 1962
    except Unreadable as error:
        if error.key == "check.day-two-readings":
            raise
    short = re.fullmatch(
        r"(\d{4})年?(?:\s*[-/.]?\s*(0?[1-9]|1[0-2])月?)?", unicodedata.normalize("NFKC", words)
    )
    day = "" if short is None else short[1] + (f"-{int(short[2]):02}" if short[2] else "")
    if not day:
        raise Unreadable("screen.no-day", words)
    return (day,)


def _numbers(given: Iterable[str]) -> Iterable[Identifier]:
    """`uscc=9144…`, `LEI: 5493…`, or a bare number."""
    for words in list(given)[:MOST]:
        text = plain(words, LONGEST, "screen.too-long")
        if not text:
            continue
        match = re.match(r"([A-Za-z][\w-]{1,30})\s*[=:：]\s*(.+)$", text)
        if match is not None:
            yield Identifier(match[1].casefold(), match[2].strip())
        elif re.search(r"\d", text):
            yield Identifier("registration", text)
        else:
            raise Unreadable("screen.no-number", text[:60])


def asked_of(query: Query) -> dict[str, Any]:
    """A question to the lists as plain data, to be kept."""
    return {
        "name": query.name,
        "kind": query.kind,
        "country": query.country,
        "births": list(query.births),
        "identifiers": [f"{one.kind}={one.value}" for one in query.identifiers],
        "addresses": list(query.addresses),
    }


def query_from(asked: Mapping[str, Any]) -> Query:
    """The question that was kept."""
    numbers = [text.partition("=") for text in asked.get("identifiers", ())]
    return Query(
        name=asked["name"],
        kind=asked["kind"],
        country=asked["country"],
        births=tuple(asked.get("births", ())),
        identifiers=tuple(Identifier(kind, value) for kind, _, value in numbers),
        addresses=tuple(asked.get("addresses", ())),
    )
