"""Arabic letters (Arabic, Persian, Urdu, Pashto) in Latin ones, with the vowels that the script leaves out set in likely places."""

from __future__ import annotations

import unicodedata
from typing import Final

# One spelling for letters that differ by keyboard, hand or habit; vowel signs, the tatweel and zero-width marks go.
_ONE: Final = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ٲ": "ا", "ك": "ك", "ک": "ك", "ڪ": "ك", "ی": "ي", "ى": "ي", "ې": "ي", "ۍ": "ي",
        "ے": "ي", "ۓ": "ي", "ۀ": "ه", "ة": "ه", "ہ": "ه", "ھ": "ه", "ۂ": "ه", "ە": "ه", "ۃ": "ه", "ۆ": "و", "ۇ": "و", "ـ": "",
        "ڤ": "ف", "ڵ": "ل", "ړ": "ر", "ڑ": "ر", "ټ": "ت", "ٹ": "ت", "ډ": "د", "ڈ": "د", "ڼ": "ن", "ں": "ن", "ڕ": "ر",
        "ګ": "گ", "ځ": "ز", "څ": "س", "ښ": "ش", "ږ": "ژ", "ئ": "ئ", "\u200b": "", "\u200c": "", "\u200d": "", "\u200e": "",
        "\u200f": "", "\ufeff": "", "'": "", "’": "", "`": "",
    }
)  # fmt: skip

_CONSONANTS: Final = {
    "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh",
    "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h",
    "پ": "p", "چ": "ch", "ژ": "zh", "گ": "g",
}  # fmt: skip
_PERSIAN: Final = _CONSONANTS | {"ث": "s", "ذ": "z", "ض": "z", "ق": "gh"}
_FRENCH: Final = _CONSONANTS | {"ش": "ch", "ق": "k", "ج": "dj", "ذ": "d", "ث": "t"}
_EGYPTIAN: Final = _CONSONANTS | {"ج": "g", "ق": "k", "ذ": "z", "ث": "s"}

_PERSIAN_LETTERS: Final = frozenset("پچژگکیۀڤ")
_ARABIC_LETTERS: Final = frozenset("ةيكىأإ")
_PERSIAN_COUNTRIES: Final = frozenset(("IR", "AF", "TJ", "PK"))
_VOWELS: Final = frozenset("aiu")


def fold(text: str) -> str:
    """One spelling for all: alef without hamza, one yeh, one kaf, he for ta marbuta, no vowel signs. Folding again changes nothing."""
    text = unicodedata.normalize("NFKC", text)
    bare = "".join(letter for letter in text if unicodedata.category(letter) not in ("Mn", "Cf"))
    return bare.translate(_ONE).casefold()


def is_persian(text: str, country: str = "") -> bool:
    """Whether a text reads as Persian (or Urdu or Pashto) by letters that Arabic lacks, else by the country."""
    letters = set(text)
    if letters & _PERSIAN_LETTERS:
        return True
    return not letters & _ARABIC_LETTERS and country in _PERSIAN_COUNTRIES


def readings(word: str, *, persian: bool) -> list[tuple[str, float]]:
    """A folded word in Latin letters, the likeliest first with costs in nats: one with vowels by the commonest patterns, one bare.

    Short vowels are not written in Arabic; the vowelled reading sets "a" where one must stand, so it is right as a frame of
    consonants and long vowels and a guess for the rest.
    """
    main = _CONSONANTS if not persian else _PERSIAN
    other = _PERSIAN if not persian else _CONSONANTS
    found = [(_vowelled(_units(word, main, "v" if persian else "w")), 0.0)]
    found.append((_vowelled(_units(word, other, "w" if persian else "v")), 0.8))
    found.append((_vowelled(_units(word, _EGYPTIAN if not persian else main, "w"), middle="e"), 1.0))
    found.append((_vowelled(_units(word, _FRENCH, "ou"), middle="e"), 1.3))
    found.append(("".join(latin for latin, _ in _units(word, main, "w")), 1.5))
    return found


def _units(word: str, table: dict[str, str], waw: str) -> list[tuple[str, bool]]:
    """Letters of a word in Latin ones, each with whether it is a vowel."""
    out: list[tuple[str, bool]] = []
    last = len(word) - 1
    long_start = {"اي": "i", "او": "u"}.get(word[:2]) if len(word) > 3 and word[2] not in "اوي" else None
    if long_start:
        out.append((long_start, True))
    for at, letter in enumerate(word):
        if long_start and at < 2:
            continue
        after = word[at + 1] if at < last else ""
        before_vowel = bool(out) and out[-1][1]
        if letter == "ا":
            if not before_vowel:
                out.append(("a", True))
        elif letter == "ع":
            if not before_vowel and (after not in ("ا", "و", "ي") or (at == 0 and after == "و")):
                out.append(("a", True))
        elif letter == "و":
            if at == 0 or before_vowel or after in ("ا", "ي"):
                out.append((waw, False))
            else:
                out.append(("u", True))
        elif letter == "ي":
            if at == 0 or (after in ("ا", "و") and at != last) or (before_vowel and at < last):
                out.append(("y", False))
            else:
                out.append(("i", True))
        elif letter == "ه" and at == last and at > 1:
            if before_vowel and word[at - 1] != "ي":
                out.append(("h", False))
            else:
                out.append(("a", True))
        elif letter == "ئ":
            if not before_vowel or after != "ي":
                out.append(("e" if before_vowel else "i", True))
        elif letter == "ؤ":
            out.append(("u", True))
        elif letter in table:
            out.append((table[letter], False))
        elif letter.isdecimal():
            out.append((str(int(letter)), True))
    return out


def _vowelled(units: list[tuple[str, bool]], middle: str = "a") -> str:
    """A vowel after the first of several consonants, and before the last of three."""
    out: list[str] = []
    size = len(units)
    since_vowel = 0
    for at, (latin, vowel) in enumerate(units):
        out.append(latin)
        if vowel:
            since_vowel = 0
            continue
        since_vowel += 1
        if at + 1 < size and not units[at + 1][1]:
            first = at == 0
            if (
                first
                or since_vowel >= 2
                or (at + 2 == size and size > 2 and at > 0 and not _closes(units, at))
            ):
                out.append("a" if first else middle)
                since_vowel = 0
    return "".join(out)


def _closes(units: list[tuple[str, bool]], at: int) -> bool:
    """Whether two consonants at the end close one syllable, as after a vowel set just before them (shams, nasr)."""
    return at == 1 and not units[0][1]
