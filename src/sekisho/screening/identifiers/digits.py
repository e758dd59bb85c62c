"""The arithmetic of check digits: weighted sums and remainders, and a number freed from the dress in which people write it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DRESS = re.compile(r"[^0-9A-Z]+")


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """Only the letters A to Z and digits of a number, in capitals.

    Full-width forms and the digits of other scripts (Arabic-Indic, Devanagari) become ASCII; blanks, hyphens, dots and
    slashes fall away.
    """
    if text.isascii():
        return _DRESS.sub("", text.upper())
    wide = unicodedata.normalize("NFKC", text).upper()
    plain = "".join(
        str(unicodedata.digit(char)) if char.isdigit() and not char.isascii() else char for char in wide
    )
    return _DRESS.sub("", plain)


def weighted(text: str, weights: Sequence[int]) -> int:
    """The sum of each character's value (0 to 9, A is 10) times its weight; the shorter of the two ends the sum."""
    return sum(LETTERS.index(char) * weight for char, weight in zip(text, weights, strict=False))


def digit_sum(value: int) -> int:
    """The sum of the digits of a number below 100."""
    return value // 10 + value % 10


def luhn(text: str) -> bool:
    """Luhn's rule: every second digit from the right doubled, the sum of all digits divisible by ten."""
    total = 0
    for place, char in enumerate(reversed(text)):
        total += digit_sum(int(char) * 2) if place % 2 else int(char)
    return total % 10 == 0


def mod_97(text: str) -> int:
    """The remainder modulo 97 of a text in which letters stand for 10 to 35 (ISO/IEC 7064, MOD 97-10)."""
    return int("".join(str(LETTERS.index(char)) for char in text)) % 97


def mod_11_10(text: str) -> bool:
    """ISO/IEC 7064, MOD 11,10: the check digit closes the chain."""
    at = 10
    for char in text[:-1]:
        at = (at + int(char)) % 10 or 10
        at = at * 2 % 11
    return (at + int(text[-1])) % 10 == 1
