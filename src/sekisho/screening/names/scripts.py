"""Which script a letter belongs to, and the runs of one script in a name."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from typing import Final

EAST: Final = "East"  # Han, kana and hangul in one run, because Japanese and Korean mix them
_NEUTRAL: Final = ""

# First code points of the ranges of Unicode blocks, and their script by ISO 15924.
_RANGES: Final = (
    (0x0041, "Latn"), (0x0370, "Grek"), (0x0400, "Cyrl"), (0x0530, "Armn"), (0x0590, "Hebr"), (0x0600, "Arab"),
    (0x0700, "Syrc"), (0x0750, "Arab"), (0x0780, "Thaa"), (0x07C0, "Nkoo"), (0x0800, "Samr"), (0x0840, "Mand"),
    (0x0860, "Syrc"), (0x0870, "Arab"), (0x0900, "Deva"), (0x0980, "Beng"), (0x0A00, "Guru"), (0x0A80, "Gujr"),  # codespell:ignore beng
    (0x0B00, "Orya"), (0x0B80, "Taml"), (0x0C00, "Telu"), (0x0C80, "Knda"), (0x0D00, "Mlym"), (0x0D80, "Sinh"),
    (0x0E00, "Thai"), (0x0E80, "Laoo"), (0x0F00, "Tibt"), (0x1000, "Mymr"), (0x10A0, "Geor"), (0x1100, "Hang"),
    (0x1200, "Ethi"), (0x13A0, "Cher"), (0x1400, "Cans"), (0x1680, "Zyyy"), (0x1780, "Khmr"), (0x1800, "Mong"),
    (0x18B0, "Zyyy"), (0x1C80, "Cyrl"), (0x1C90, "Geor"), (0x1CC0, "Zyyy"), (0x1D00, "Latn"), (0x1D2B, "Cyrl"),
    (0x1D2C, "Latn"), (0x1DC0, "Zyyy"), (0x1E00, "Latn"), (0x1F00, "Grek"), (0x2000, "Zyyy"), (0x2C60, "Latn"),
    (0x2C80, "Zyyy"), (0x2D00, "Geor"), (0x2D30, "Tfng"), (0x2D80, "Ethi"), (0x2DE0, "Cyrl"), (0x2E00, "Zyyy"),
    (0x2E80, "Hani"), (0x3008, "Zyyy"), (0x3040, "Kana"), (0x3100, "Bopo"), (0x3130, "Hang"), (0x3190, "Zyyy"),
    (0x31F0, "Kana"), (0x3200, "Zyyy"), (0x3400, "Hani"), (0x4DC0, "Zyyy"), (0x4E00, "Hani"), (0xA000, "Yiii"),
    (0xA4D0, "Zyyy"), (0xA640, "Cyrl"), (0xA6A0, "Zyyy"), (0xA720, "Latn"), (0xA800, "Zyyy"), (0xA960, "Hang"),
    (0xA980, "Zyyy"), (0xAB30, "Latn"), (0xAB70, "Zyyy"), (0xAC00, "Hang"), (0xD800, "Zyyy"), (0xF900, "Hani"),
    (0xFB00, "Latn"), (0xFB13, "Armn"), (0xFB1D, "Hebr"), (0xFB50, "Arab"), (0xFE00, "Zyyy"), (0xFE70, "Arab"),
    (0xFF00, "Latn"), (0xFF66, "Kana"), (0xFFA0, "Hang"), (0xFFE0, "Zyyy"), (0x1B000, "Kana"), (0x1B170, "Zyyy"),
    (0x20000, "Hani"), (0x323B0, "Zyyy"),
)  # fmt: skip
_STARTS: Final = [start for start, _ in _RANGES]
_NAMES: Final = [name for _, name in _RANGES]
_OPENING: Final = "([{<（【「『〔《“«„"
_known: dict[str, str] = {}


def script_of(letter: str) -> str:
    """The script of one character by ISO 15924; "" for what has none: digits, blanks, marks, punctuation."""
    found = _known.get(letter)
    if found is None:
        found = _known[letter] = _look_up(letter)
    return found


def _look_up(letter: str) -> str:
    if letter in "々〇〆ー":
        return "Kana" if letter == "ー" else "Hani"
    if not letter.isalpha():
        # A vowel sign belongs to the letter before it, in scripts that write vowels so.
        return _NEUTRAL
    at = bisect_right(_STARTS, ord(letter)) - 1
    name = _NAMES[at] if at >= 0 else "Zyyy"
    return "Latn" if name == "Zyyy" and unicodedata.name(letter, "").startswith("LATIN") else name


def _group(letter: str) -> str:
    script = script_of(letter)
    return EAST if script in ("Hani", "Kana", "Hang", "Bopo") else script


def runs(text: str) -> list[tuple[str, str]]:
    """The name cut into runs of one script, in order: (script or EAST, text).

    Digits and marks go with the letters they touch; a number that touches an East Asian letter goes with it. A text without
    letters is one run of Latin.
    """
    pieces: list[tuple[str, str]] = []
    start, current = 0, _NEUTRAL
    for at, letter in enumerate(text):
        group = _group(letter)
        if group in (_NEUTRAL, current):
            continue
        if current != _NEUTRAL:
            cut = _boundary(text, start, at, into_east=group == EAST)
            pieces.append((current, text[start:cut]))
            start = cut
        current = group
    pieces.append((current or "Latn", text[start:]))
    return pieces


def _boundary(text: str, start: int, at: int, *, into_east: bool) -> int:
    """Where the stretch of digits and marks before position `at` is cut between the letters on both sides."""
    first = at
    while first > start and _group(text[first - 1]) == _NEUTRAL:
        first -= 1
    for cut in range(at, first, -1):
        if text[cut - 1].isspace():
            return cut
    for cut in range(first, at):
        if text[cut] in _OPENING or (into_east and text[cut].isdigit()):
            return cut
    return at


def main_script(text: str) -> str:
    """The script of most letters of a name. A Han character or a syllable of hangul counts as two letters and a half."""
    counts: dict[str, float] = {}
    for letter in text:
        script = script_of(letter)
        if script:
            counts[script] = counts.get(script, 0.0) + (2.5 if script in ("Hani", "Hang") else 1.0)
    return max(counts, key=lambda s: counts[s]) if counts else "Latn"
