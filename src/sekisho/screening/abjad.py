"""Words in Arabic letters beside listed Latin words: consonants and long vowels as they are written, short vowels left open.

Arabic script writes no short vowels, so a spelling with guessed vowels lies as near to a wrong name as to the right one. Here both
sides are brought to what the letters do say. `spoken` is a Latin word with one letter for each sound; `frame` keeps of that only the
consonants that are always written; `readings` are the ways in which a word in Arabic letters can be read, without its short vowels.
A listed word is near where its frame is one of those of the readings, or one consonant off, and its vowels can stand between them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise, product
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, Levenshtein
from rapidfuzz.process import cdist

from sekisho.screening.names.arabic_letters import fold
from sekisho.screening.sounds import deletions

# One letter per sound. Capitals are sounds of their own: S (sh), C (ch); x is kh. Of the vowels a, i and u are left.
_DIGRAPHS: Final = {
    "schtsch": "SC", "tsch": "C", "dsch": "j", "tch": "C", "sch": "S", "dzh": "j", "dsh": "j", "kh": "x", "gh": "g", "sh": "S",
    "ch": "C", "dj": "j", "zh": "j", "th": "t", "dh": "d", "ph": "f", "ck": "k", "qu": "k", "cq": "k", "ce": "si", "ci": "si",
    "cy": "si", "x": "ks", "ee": "i", "ea": "i", "ie": "i", "oo": "u", "ou": "u", "uw": "u", "aa": "a",
}  # fmt: skip
_SINGLE: Final = str.maketrans({"q": "k", "c": "k", "y": "i", "e": "i", "o": "u", "w": "u", "v": "u"})
_PATTERN: Final = re.compile("|".join(sorted(_DIGRAPHS, key=len, reverse=True)))
_DOUBLED: Final = re.compile(r"(.)\1+")
_DOUBLED_VOWEL: Final = re.compile(r"([aiu])\1+")
_LAST_H: Final = re.compile(r"(?<=[aiu])h$")
_UNFRAMED: Final = str.maketrans({"a": None, "i": None, "u": None, "p": "b"})
# What each letter can be, the likeliest first (p and v, which Arabic lacks, after b and f). Weak letters are vowels here; ain
# stands for none but at the head of a word.
_LETTERS: Final = {
    "ب": "bp", "پ": "p", "ت": "t", "ث": "ts", "ج": "jg", "ح": "h", "خ": "x", "د": "d", "ذ": "dz", "ر": "r", "ز": "z", "س": "s",
    "ش": "SC", "ص": "s", "ض": "dz", "ط": "t", "ظ": "zd", "غ": "g", "ف": "fu", "ق": "kg", "ك": "k", "ل": "l", "م": "m", "ن": "n",
    "ه": "h", "چ": "C", "ژ": "j", "گ": "g", "و": "u", "ي": "i", "ا": "a", "ئ": "i", "ؤ": "u",
}  # fmt: skip
_SUN: Final = frozenset("تثدذرزسشصضطظلن")  # letters into which the article melts
Ways = tuple[tuple[str, float], ...]
_SILENT: Final[Ways] = (("", 0.0),)
_ANY_VOWEL: Final[Ways] = (("a", 0.0), ("i", 0.0), ("u", 0.0))
MOST_PRODUCTS: Final = 96
MOST_READINGS: Final = 16
MOST_NEAR: Final = 48
LONG: Final = 4  # consonants: one of so many may be left out
OTHER_LETTER: Final = 0.3  # nats: a letter read in its less usual way
OTHER_FRAME: Final = 2.4  # nats: a consonant that the other side does not have
OPEN: Final = 0.05  # nats: a short vowel where one can stand
BEYOND: Final = 0.3  # nats: a vowel where none can stand, a third of a written letter that does not fit
NO_VOWEL: Final = 2.0  # nats: letters without a vowel are an abbreviation and no name
SHORT: Final = 0.5  # nats: words of few letters meet by accident
MAX_COST: Final = 4.5
_WEIGHTS: Final = (1, 5, 5)  # a vowel more on the listed side, a written letter not there, another letter


def spoken(word: str) -> str:
    """A folded Latin word with one letter for each sound, doubled letters once, without an h at its end."""
    told = _PATTERN.sub(lambda m: _DIGRAPHS[m.group()], word).translate(_SINGLE)
    return _LAST_H.sub("", _DOUBLED.sub(r"\1", told)) or word


def frame(said: str) -> str:
    """Of a spoken word the consonants that Arabic letters always write; "-" where it has none."""
    return said.translate(_UNFRAMED) or "-"


@lru_cache(maxsize=20_000)
def readings(written: str) -> tuple[tuple[str, float], ...]:
    """How one or several words in Arabic letters can be read together, as one spoken word without short vowels, the likeliest first,
    with costs in nats."""
    places: list[Ways] = []
    for at, chunk in enumerate(written.split()):
        word = "".join(letter for letter in fold(chunk) if letter in _LETTERS or letter == "ع")
        places += _places(word, at > 0)
        if chunk.endswith("ى") and len(word) > 2:
            places[-1] = (("i", 0.0), ("a", 0.0))
    many = 1
    for ways in places:
        many *= len(ways)
    found: dict[str, float] = {}
    for chosen in product(*places) if many <= MOST_PRODUCTS else (tuple(ways[0] for ways in places),):
        said = _DOUBLED_VOWEL.sub(r"\1", "".join(letter for letter, _ in chosen))
        cost = sum(more for _, more in chosen)
        if said and cost < found.get(said, 9.0):
            found[said] = cost
    return tuple(sorted(found.items(), key=lambda item: item[1])[:MOST_READINGS])


def _places(word: str, within: bool) -> list[Ways]:
    """What each letter of a word can be; `within`: it follows on another, so that its article may melt into it (Nureddin)."""
    places: list[Ways] = []
    last = len(word) - 1
    for at, letter in enumerate(word):
        after = word[at + 1] if at < last else ""
        melts = at > 0 and word[at - 1] == "ا" and (at >= 3 or (within and at == 1))
        article = letter == "ا" and after == "ل" and last - at >= 3
        if article and within and at == 0:
            places.append(_SILENT)
        elif article and at >= 2:
            places.append((("", 0.0), ("a", 0.0)))
        elif letter == "ل" and places and melts and last - at >= 2:
            places.append((("l", 0.0), ("", 0.0)) if after in _SUN else (("l", 0.0),))
        elif at == 0 and letter in "اع":
            if after and after in "وي" and last > 1:
                places.append((("", 0.0), ("a", 0.0)))
            else:
                places.append(_SILENT if after == "ا" or within else _ANY_VOWEL)
        elif letter == "ع":
            continue
        elif at == last and letter == "ه" and (last > 1 or within):
            places.append((("a", 0.0), ("i", 0.0)))
        else:
            places.append(tuple((way, OTHER_LETTER * k) for k, way in enumerate(_LETTERS[letter])))
    return places


def keys_of(head: str) -> set[int]:
    """The keys under which a frame is filed and sought: itself, and where it is long enough those with one consonant left out."""
    keys = {crc32(b"f" + head.encode())}
    if len(head) >= LONG:
        keys.update([crc32(b"f" + one.encode()) for one in deletions(head)])
    return keys


def differences(asked: Sequence[tuple[str, float]], said: list[str]) -> NDArray[np.float32]:
    """What it costs to take each of the words `said` for the asked one in its cheapest reading, in nats."""
    heads = [frame(one) for one, _ in asked]
    kinds = list(dict.fromkeys(heads))
    hard = cdist(kinds, [frame(one) for one in said], scorer=OSA.distance, dtype=np.uint8).astype(np.float32)
    apart = cdist(
        [one for one, _ in asked],
        said,
        scorer=Levenshtein.distance,
        scorer_kwargs={"weights": _WEIGHTS},
        dtype=np.uint8,
    ).astype(np.float32)
    places = np.array([_open(one) for one, _ in asked], dtype=np.float32)[:, None]
    cost = 0.2 + BEYOND * apart - (BEYOND - OPEN) * np.minimum(apart, places)
    cost += np.array([own + SHORT * (len(one) < 3) for one, own in asked], dtype=np.float32)[:, None]
    cost += np.array([NO_VOWEL * (one == frame(one)) for one in said], dtype=np.float32)
    cost += OTHER_FRAME * hard[[kinds.index(head) for head in heads]]
    told: NDArray[np.float32] = cost.min(axis=0)
    return told


def _open(said: str) -> int:
    """Places between two consonants, or before what may be a diphthong, where a short vowel can stand."""
    return sum(one not in "aiu" and other != "a" for one, other in pairwise(said))
