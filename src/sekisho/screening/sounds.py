"""How a folded Latin word sounds, coarsely: what two spellings of one name share, whichever system spelt them.

`sound` keeps vowels and joins letters that spell one sound (kh, x, ck); `skeleton` keeps classes of consonants only.
Both read lower-case words of a to z and digits; they are tuned on spellings of the same name in several official lists.
"""

from __future__ import annotations

import re
from functools import lru_cache

# One letter per sound. Capitals are sounds that take two letters in most spellings: S (sh), C (ch), J (zh), X (kh).
_DIGRAPHS = {
    "shch": "S",
    "schtsch": "S",
    "tsch": "C",
    "tch": "C",
    "sch": "S",
    "dzh": "j",
    "dsh": "j",
    "dj": "j",
    "zh": "J",
    "sh": "S",
    "ch": "C",
    "kh": "h",
    "gh": "g",
    "ph": "f",
    "th": "t",
    "dh": "d",
    "ts": "c",
    "tz": "c",
    "cz": "C",
    "sz": "S",
    "ck": "k",
    "cc": "k",
    "ce": "si",
    "ci": "si",
    "cy": "si",
    "ks": "x",
    "qu": "k",
    "ee": "i",
    "ea": "i",
    "ie": "i",
    "iy": "i",
    "yi": "i",
    "ij": "i",
    "yy": "i",
    "ey": "i",
    "ei": "i",
    "oo": "u",
    "ou": "u",
    "oe": "o",
    "ue": "u",
    "uw": "u",
    "wu": "u",
    "aa": "a",
    "ae": "a",
    "ah": "a",
    "ya": "ia",
    "yu": "iu",
    "yo": "io",
}
_SINGLE = str.maketrans({"q": "k", "c": "k", "w": "v", "y": "i", "e": "i", "o": "u", "z": "z"})
_PATTERN = re.compile("|".join(sorted(_DIGRAPHS, key=len, reverse=True)))
_DOUBLED = re.compile(r"(.)\1+")
# Classes of consonants; h and vowels fall away. Korean and Chinese spellings swap voiced and voiceless, Arabic g, j and q.
_CLASSES = str.maketrans(
    {
        "a": None, "i": None, "u": None, "e": None, "o": None, "h": None,
        "b": "p", "v": "f", "w": "f", "d": "t", "g": "k", "q": "k",
        "z": "s", "S": "s", "J": "C", "j": "C", "c": "C", "r": "l", "x": "k",
    }
)  # fmt: skip


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """The word as it sounds, vowels in three classes, doubled letters once."""
    told = _PATTERN.sub(lambda m: _DIGRAPHS[m.group()], word).translate(_SINGLE)
    return _DOUBLED.sub(r"\1", told)


def skeleton_of_sound(heard: str) -> str:
    """The classes of a sound's consonants in their order; "-" where it has none."""
    return _DOUBLED.sub(r"\1", heard.translate(_CLASSES)) or "-"


def skeleton(word: str) -> str:
    """The classes of the word's consonants in their order; "-" where it has none."""
    return skeleton_of_sound(sound(word))


def deletions(word: str) -> list[str]:
    """The word with each single letter left out, and the word itself: two words one slip apart share one of these."""
    return [word, *{word[:i] + word[i + 1 :] for i in range(len(word))}]
