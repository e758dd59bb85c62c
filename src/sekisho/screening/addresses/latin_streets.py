"""Finds the street with its number, and the named building, in one stretch of an address in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Callable

from . import latin_words as w
from .model import NOTHING, Part
from .readings import latin_part, letters

Number = Callable[[str, int], None]
"""Takes a number that was found with its rank: 3 beside the street, 2 with a word for number, 1 alone."""


def numbered(words: list[str], number: Number) -> list[str]:
    """Take out numbers with their own word: No. 9, #9, 9 Hao, d. 5."""
    kept: list[str] = []
    at = 0
    while at < len(words):
        word, after = words[at], words[at + 1] if at + 1 < len(words) else ""
        joined = w.NUMBER_JOINED.fullmatch(word)
        if joined:
            number(joined[1], 2)
        elif word.rstrip(".") in w.NUMBER_BEFORE and w.NUMBER.match(after):
            number(after, 2)
            at += 1
        elif w.NUMBER.match(word) and after.rstrip(".") in w.NUMBER_AFTER:
            number(word, 2)
            at += 1
        elif word not in {"no", "nos"}:
            kept.append(word)
        at += 1
    return kept


def street(words: list[str], country: str, number: Number) -> tuple[list[str], Part]:
    """The street of a stretch, without its kind; the rest of the words. The number beside it is handed on."""
    bare = [letters(word) for word in words]
    for at, word in enumerate(bare):
        after = words[at + 1] if at + 1 < len(words) else ""
        alone = not after or w.NUMBER.match(after) is not None
        if w.JOINED_STREET.match(word) and len(words) > 1:
            return _taken(words, at, at + 1, [word], country, number)
        if country == "CN" and (joined := w.JOINED_CHINESE.match(word)):
            return _taken(words, at, at + 1, [joined[1]], country, number)
        if (
            word in w.STREET_BEFORE
            and not alone
            and (at == 0 or word not in w.STREET_AFTER or _number_at(words, at - 1))
        ):
            end = at + 1
            while end < len(words) and end - at <= 4 and not _number_at(words, end):
                end += 1
            return _taken(words, at, end, words[at + 1 : end], country, number)
        if word in w.STREET_AFTER and at > 0:
            start = at
            while (
                start > 0
                and at - start < 4
                and (not _number_at(words, start - 1) or _ordinal(words[start - 1]))
            ):
                start -= 1
            if start == at or (word in w.NOT_BEFORE_NAMES and not alone and bare[at + 1] not in w.SIDES):
                continue
            end = at + 1
            while end < len(words) and bare[end] in w.SIDES:
                end += 1
            return _taken(words, start, end, [*words[start:at], *words[at + 1 : end]], country, number)
    return words, NOTHING


def _number_at(words: list[str], at: int) -> bool:
    return w.NUMBER.match(words[at]) is not None


def _ordinal(word: str) -> bool:
    return re.fullmatch(r"\d+(?:st|nd|rd|th|-?ya|-?y)", word) is not None


def _taken(
    words: list[str], left: int, right: int, name: list[str], country: str, number: Number
) -> tuple[list[str], Part]:
    part = latin_part(name, country)
    whole = letters("".join(w.WHOLE.get(letters(word), word) for word in words[left:right]))
    part = Part(part.written, tuple(dict.fromkeys((*part.keys, whole))))
    if left > 0 and _number_at(words, left - 1):
        left -= 1
        number(words[left], 3)
    elif right < len(words) and _number_at(words, right):
        number(words[right], 3)
        right += 1
    return [*words[:left], *words[right:]], part


def building(words: list[str], country: str) -> tuple[list[str], Part]:
    """The named building of a stretch (up to five words before Building, Tower, Centre …), and the rest of the words."""
    for at, word in enumerate(words):
        if at == 0 or letters(word) not in w.BUILDINGS:
            continue
        start = at
        while start > 0 and at - start < 5 and not _number_at(words, start - 1):
            start -= 1
        name = [short for one in words[start:at] if (short := w.SHORT.get(letters(one), one))]
        if name:
            return [*words[:start], *words[at + 1 :]], latin_part(name, country)
    return words, NOTHING
