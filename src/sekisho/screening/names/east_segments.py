"""An organisation's name in East Asian script cut into words, numbers, Latin runs and the pieces that no lexicon knows."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from sekisho.screening.names import east_lexicon, han

SegmentKind = Literal["word", "number", "latin", "unknown"]


class Segment(NamedTuple):
    """A piece of a folded name: where it begins and ends, and what it is."""

    start: int
    end: int
    kind: SegmentKind


_DIGITS = "〇零一二三四五六七八九十百千万"
_NUMBER = re.compile(
    rf"第?([{_DIGITS}]+|[0-9]+(?:[.][0-9]+)?)(?:号(?=.))?(?=(研究[所院]|设计[所院]|[所院厂号局部师团处]|工厂|基地|军|区|实验|中学|医院|自|经|机)?)"
)
_LATIN = re.compile(r"[a-z][a-z0-9&'.\-]*(?:[ \-][a-z0-9&'.\-]+)*")
_BRACKETED = re.compile(r"\((?:株|有|同|名|资|주|유|재|사)\)")
_WORD_COST = 1.0
_SINGLE_COST = 1.25
_UNKNOWN_FIRST = 1.7
_MOST_UNKNOWN = 16
# A further sign of an unknown piece; a loan word in katakana has many signs.
_UNKNOWN_NEXT = {1: 0.9, 2: 0.45, 3: 0.6}
_BREAK = frozenset(
    " \t\n\r\f\v·・•‧.,，、。:：;；()（）[]【】〔〕{}「」『』《》〈〉<>/|\"'“”‘’-–—~&+*#!?！？_"
)


def value_of(numeral: str) -> str:
    """A Chinese or Arabic numeral as digits: 十三 "13", 七七一 "771", 一百零八 "108"."""
    if numeral[0].isascii():
        return numeral
    ones = {sign: at for at, sign in enumerate("零一二三四五六七八九")} | {"〇": 0}
    if not any(sign in "十百千万" for sign in numeral):
        return "".join(str(ones[sign]) for sign in numeral)
    total = section = digit = 0
    for sign in numeral:
        if sign in ones:
            digit = ones[sign]
        elif sign == "万":
            total, section, digit = total + (section + digit) * 10000, 0, 0
        else:
            section, digit = section + (digit or 1) * {"十": 10, "百": 100, "千": 1000}[sign], 0
    return str(total + section + digit)


def _fixed(text: str) -> dict[int, Segment]:
    """Numbers, Latin runs and short legal forms in brackets by where they begin.

    A Han numeral counts only with 第 before it or a unit behind it.
    """
    found: dict[int, Segment] = {}
    for match in _NUMBER.finditer(text):
        numeral = match.group(1)
        han_numeral = not numeral[0].isascii()
        ordinal = match.group(0)[0] == "第"
        if han_numeral and not ordinal and not (match.group(2) and len(numeral) > 1):
            continue
        if (
            not han_numeral
            and match.start()
            and text[match.start() - 1].isascii()
            and text[match.start() - 1].isalpha()
        ):
            continue
        found[match.start()] = Segment(match.start(), match.end(), "number")
    for match in _BRACKETED.finditer(text):
        found[match.start()] = Segment(match.start(), match.end(), "word")
    for match in _LATIN.finditer(text):
        found[match.start()] = Segment(match.start(), match.end(), "latin")
    return found


def segments(text: str, language: east_lexicon.Language) -> list[Segment]:
    """The cheapest way to cut a folded name into known words; what no word covers stays in one piece up to a break or script change.

    Marks and blanks belong to no segment.
    """
    fixed = _fixed(text)
    out: list[Segment] = []
    start, size = 0, len(text)
    while start < size:
        if start in fixed:
            out.append(fixed[start])
            start = fixed[start].end
            continue
        if text[start] in _BREAK or not text[start].isalnum():
            start += 1
            continue
        end = start + 1
        while (
            end < size
            and end not in fixed
            and text[end].isalnum() | (text[end] in "ー")
            and text[end] not in _BREAK
        ):
            end += 1
        out.extend(_cut(text, start, end, language))
        start = end
    return out


def _script(sign: str) -> int:
    return 1 if han.is_han(sign) else 2 if han.is_kana(sign) else 3


def _cut(text: str, start: int, end: int, language: east_lexicon.Language) -> list[Segment]:
    size = end - start
    infinite = float("inf")
    # best[i][unknown]: the cheapest cut of the first i characters whose last piece is a word (0) or unknown (1).
    cost = [[infinite, infinite] for _ in range(size + 1)]
    back: list[list[tuple[int, int]]] = [[(0, 0), (0, 0)] for _ in range(size + 1)]
    cost[0][0] = 0.0
    for at in range(size):
        known, unknown = cost[at]
        base, via = (known, 0) if known <= unknown else (unknown, 1)
        first = text[start + at]
        for length in range(min(east_lexicon.longest(language, first), size - at), 0, -1):
            piece = text[start + at : start + at + length]
            if east_lexicon.lookup(language, piece) is not None:
                price = base + (_WORD_COST if length > 1 else _SINGLE_COST)
                if price < cost[at + length][0]:
                    cost[at + length][0] = price
                    back[at + length][0] = (at, via)
        if at and unknown < infinite and _script(text[start + at - 1]) == _script(first):
            price = unknown + _UNKNOWN_NEXT[_script(first)]
            if price < cost[at + 1][1]:
                cost[at + 1][1] = price
                back[at + 1][1] = (at, 1)
        if base + _UNKNOWN_FIRST < cost[at + 1][1]:
            # A new unknown piece right behind another one only where the script changes.
            if via == 0 or _script(text[start + at - 1]) != _script(first):
                cost[at + 1][1] = base + _UNKNOWN_FIRST
                back[at + 1][1] = (at, via)
    return _walk(cost, back, start, size, text)


def _walk(
    cost: list[list[float]], back: list[list[tuple[int, int]]], start: int, size: int, text: str
) -> list[Segment]:
    out: list[Segment] = []
    at, state = size, 0 if cost[size][0] <= cost[size][1] else 1
    while at > 0:
        before, via = back[at][state]
        if state == 1 and out and out[-1].kind == "unknown" and out[-1].start == start + at:
            if _script(text[start + at - 1]) == _script(text[start + at]):
                last = out.pop()
                out.append(Segment(start + before, last.end, "unknown"))
                at, state = before, via
                continue
        out.append(Segment(start + before, start + at, "unknown" if state else "word"))
        at, state = before, via
    out.reverse()
    return [part for segment in out for part in _shortened(segment)]


def _shortened(segment: Segment) -> list[Segment]:
    """An unknown piece of a name is seldom longer than eight signs; a longer one is cut, so that no text takes long."""
    if segment.kind != "unknown" or segment.end - segment.start <= _MOST_UNKNOWN:
        return [segment]
    return [
        Segment(start, min(start + _MOST_UNKNOWN, segment.end), "unknown")
        for start in range(segment.start, segment.end, _MOST_UNKNOWN)
    ]
