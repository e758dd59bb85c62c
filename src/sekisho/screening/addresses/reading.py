"""Reads an address in whatever script and order it is written."""

from __future__ import annotations

from functools import lru_cache

from attrs import evolve

from sekisho.screening.names import han

from .east import read_chinese, read_japanese, read_korean
from .latin import read_latin
from .model import Address
from .readings import letters, romanised

LONGEST = 600
"""An address has no more characters; what is longer is cut."""


@lru_cache(maxsize=8192)
def read(text: str, country: str = "") -> Address:
    """The parts of an address written in Latin, Chinese, Japanese, Korean or Russian order.

    `country` is an ISO 3166-1 code, "" where unknown; a country that the address names itself is preferred for Hong Kong,
    Macao and Taiwan. Reads any text without failing: what it does not understand stays in `rest` and `line`.
    """
    written = " ".join(text.split())[:LONGEST] if "\n" not in text else text[:LONGEST]
    country = country.upper()[:2]
    signs = [sign for sign in written if not sign.isascii()]
    eastern = sum(1 for sign in signs if han.is_han(sign) or han.is_kana(sign) or han.is_hangul(sign))
    if eastern * 3 < sum(1 for sign in written if sign.isalpha()) or not eastern:
        return read_latin(written, romanised(written, country), country)
    if any(han.is_hangul(sign) for sign in signs) and country in {"", "KR", "KP"}:
        read_as = read_korean(written, written, country)
    elif country == "JP" or (not country and _japanese(written)):
        read_as = read_japanese(written, written, country)
    else:
        read_as = read_chinese(written, written, country)
    keys = [
        part.keys[0]
        for part in (read_as.region, read_as.city, read_as.district, read_as.street, read_as.building)
        if part.keys
    ]
    return evolve(read_as, line="".join((*keys, letters(read_as.number))))


_OF_JAPAN = ("丁目", "番地", "東京都", "〒", "県", "大阪府", "京都府", "北海道")


def _japanese(text: str) -> bool:
    return any(han.is_kana(sign) for sign in text) or any(word in text for word in _OF_JAPAN)
