"""How wide words come out, and where a line of them may break, in every script, without a browser to ask."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_NARROW: Final = dict.fromkeys("ijlI|'!", 0.30) | dict.fromkeys('.,:; ft()[]{}/\\-·r"', 0.41)
_WIDE: Final = (
    dict.fromkeys("mwW@%—–…", 1.0) | {"M": 0.88} | dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ&+=<>~≥≤±→←", 0.80)
)
_OTHER: Final = 0.64
"""Widths in parts of the type size, those of a wide face (DejaVu Sans), so that narrower faces leave room and none overlaps."""
_NO_BREAK_BEFORE: Final = frozenset(
    "、。，．・：；？！）」』】〉》〕］｝ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々〜～%％,.;:!?)]}”’…"
)
_NO_BREAK_AFTER: Final = frozenset("（「『【〈《〔［｛([{“‘")
_WORDS: Final = re.compile(r"\s+")


@lru_cache(maxsize=20_000)
def _of(char: str) -> float:
    if char in _NARROW:
        return _NARROW[char]
    if char in _WIDE:
        return _WIDE[char]
    if unicodedata.combining(char) or unicodedata.category(char) in {"Cf", "Mn"}:
        return 0.0
    if unicodedata.east_asian_width(char) in "WFA" and not char.isascii():
        return 1.0
    return _OTHER


def width(words: str, size: float) -> float:
    """How wide words come out at a type size, in pixels; rather too wide than too narrow."""
    return sum(map(_of, words)) * size


def wrap(words: str, size: float, room: float) -> list[str]:
    """Words in lines no wider than `room` where they can be broken.

    Lines break at blanks and between characters of East Asian scripts, by their rules for brackets and stops. A code, a
    date, a number with its unit (a no-break space) is never broken, unless it alone is wider than the room.
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(words):
        if not line:
            line = piece.lstrip()
        elif width((line + piece).rstrip(), size) <= room:
            line += piece
        else:
            lines.append(line.rstrip())
            line = piece.lstrip()
        while width(line.rstrip(), size) > room and len(line) > 1:
            cut = _fit(line, size, room)
            lines.append(line[:cut])
            line = line[cut:]
    if line.strip():
        lines.append(line.rstrip())
    return lines


def _fit(words: str, size: float, room: float) -> int:
    """How many characters of an overlong word fit: to the last mark within it if there is one, else as many as go in."""
    most = 1
    while most < len(words) and width(words[: most + 1], size) <= room:
        most += 1
    for cut in range(most, most // 2, -1):
        if words[cut - 1] in "-./:_":
            return cut
    return most


def _pieces(words: str) -> list[str]:
    """The parts between which a line may break."""
    found: list[str] = []
    for word in re.findall(r"[^\S\u00a0]*(?:[^\s]|\u00a0)+", words):
        blank = word[: len(word) - len(word.lstrip(" \t\n"))] and " "
        part = blank
        word = word.lstrip(" \t\n")
        for here, char in enumerate(word):
            if part.strip() and here and _may_break(word[here - 1], char):
                found.append(part)
                part = ""
            part += char
        found.append(part)
    return found


def _may_break(before: str, after: str) -> bool:
    if after in _NO_BREAK_BEFORE or before in _NO_BREAK_AFTER or "\u00a0" in (before, after):
        return False
    return _east(before) or _east(after)


def _east(char: str) -> bool:
    return not char.isascii() and unicodedata.east_asian_width(char) in "WF"
