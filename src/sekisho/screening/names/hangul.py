"""Hangul in Latin letters: Revised Romanisation, McCune-Reischauer without its signs, and what North Korea writes."""

from __future__ import annotations

from functools import lru_cache

_INITIALS_REVISED = (
    "g",
    "kk",
    "n",
    "d",
    "tt",
    "r",
    "m",
    "b",
    "pp",
    "s",
    "ss",
    "",
    "j",
    "jj",
    "ch",
    "k",
    "t",
    "p",
    "h",
)
_INITIALS_MCCUNE = (
    "k",
    "kk",
    "n",
    "t",
    "tt",
    "r",
    "m",
    "p",
    "pp",
    "s",
    "ss",
    "",
    "ch",
    "tch",
    "ch",
    "k",
    "t",
    "p",
    "h",
)
_INITIALS_NORTH = (
    "k",
    "kk",
    "n",
    "t",
    "tt",
    "r",
    "m",
    "p",
    "pp",
    "s",
    "ss",
    "",
    "j",
    "jj",
    "ch",
    "kh",
    "th",
    "ph",
    "h",
)
_VOICED = {"k": "g", "t": "d", "p": "b", "ch": "j"}
_VOWELS_REVISED = (
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu",
    "ui", "i",
)  # fmt: skip
_VOWELS_MCCUNE = (
    "a", "ae", "ya", "yae", "o", "e", "yo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "u",
    "ui", "i",
)  # fmt: skip
# Finals as they sound before a consonant or at the end, then what moves to an empty initial behind them.
_FINALS = (
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t",
    "t", "k", "t", "p", "t",
)  # fmt: skip
_CARRIED_REVISED = (
    "", "g", "kk", "ks", "n", "nj", "n", "d", "r", "lg", "lm", "lb", "ls", "lt", "lp", "r", "m", "b", "bs", "s", "ss",
    "ng", "j", "ch", "k", "t", "p", "",
)  # fmt: skip
# Vowels that begin with i or y.
_BRIGHT = frozenset({2, 3, 6, 7, 12, 17, 20})
_NASAL = {"k": "ng", "t": "n", "p": "m"}


def _parts(syllable: str) -> tuple[int, int, int]:
    point = ord(syllable) - 0xAC00
    return point // 588, point % 588 // 28, point % 28


def initial(sign: str) -> str:
    """The initial consonant of a syllable in Revised letters, "" for none."""
    return _INITIALS_REVISED[_parts(sign)[0]] if "가" <= sign <= "힣" else ""


def softened(sign: str) -> str:
    """A syllable as the South says it at the head of a word: 락 낙, 리 이, 녀 여."""
    if not "가" <= sign <= "힣":
        return sign
    first, vowel, final = _parts(sign)
    if first == 5:
        first = 11 if vowel in _BRIGHT else 2
    elif first == 2 and vowel in _BRIGHT:
        first = 11
    return chr(0xAC00 + first * 588 + vowel * 28 + final)


@lru_cache(4096)
def syllable(sign: str, style: str = "revised") -> str:
    """One syllable by itself; `style` is "revised", "mccune" or "north". Anything but a syllable gives ""."""
    if not "가" <= sign <= "힣":
        return ""
    initial, vowel, final = _parts(sign)
    if style == "revised":
        return _INITIALS_REVISED[initial] + _VOWELS_REVISED[vowel] + _FINALS[final]
    initials = _INITIALS_MCCUNE if style == "mccune" else _INITIALS_NORTH
    return initials[initial] + _VOWELS_MCCUNE[vowel] + _FINALS[final]


@lru_cache(8192)
def joined(text: str, style: str = "revised") -> str:
    """A word of several syllables with the sound changes between them (한라 "halla", 독립 "dongnip")."""
    out: list[str] = []
    previous = ""  # how the final of the syllable before sounds
    carried = ""
    for at, sign in enumerate(text):
        if not "가" <= sign <= "힣":
            out.append(previous)
            previous = carried = ""
            continue
        initial, vowel, final = _parts(sign)
        onset = _onset(initial, style)
        if initial == 11 and carried and carried != "ng":
            previous, onset = "", carried
        elif previous:
            previous, onset = _met(previous, initial, onset, style)
        if style != "revised" and at and onset in _VOICED and (not previous or previous[-1] in "nmgl"):
            if initial in (0, 3, 7, 12):
                onset = _VOICED[onset]
        vowels = _VOWELS_REVISED if style == "revised" else _VOWELS_MCCUNE
        out.append(previous)
        out.append(onset + vowels[vowel])
        previous, carried = _FINALS[final], _CARRIED_REVISED[final]
    out.append(previous)
    return "".join(out)


def _onset(initial: int, style: str) -> str:
    if style == "revised":
        return _INITIALS_REVISED[initial]
    return (_INITIALS_MCCUNE if style == "mccune" else _INITIALS_NORTH)[initial]


def _met(final: str, initial: int, onset: str, style: str) -> tuple[str, str]:
    """What becomes of a final and the initial behind it when they meet; the North writes them as they stand."""
    if style == "north":
        return ("l", "l") if final == "l" and initial == 5 else (final, onset)
    if final in _NASAL and initial in (2, 6):  # before n and m
        return _NASAL[final], onset
    if initial == 5:  # r
        if final in ("n", "l"):
            return "l", "l"
        if final in _NASAL:
            return _NASAL[final], "n"
        if final in ("m", "ng"):
            return final, "n"
    if final == "l" and initial == 2:
        return "l", "l"
    return final, onset
