"""How words are compared when somebody searches: one form of each character, cut into tokens that an index can hold.

Full-width and half-width, capitals and small letters, accents, katakana and hiragana, traditional, simplified and Japanese
characters are the same. Letters and digits make words; of Chinese, Japanese and Korean text every two neighbouring
characters make a token, for there are no blanks between words. The last character of a run stands alone too, so that one
character is found as the beginning of a token wherever it stands.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from sekisho.screening.names import han, kana


@lru_cache(16384)
def fold_sign(sign: str) -> str:
    """One character in the form in which it is compared; several where it stands for several."""
    if sign.isascii():
        return sign.lower()
    folded = kana.hiragana(han.fold(sign))
    return "".join(_bare(one) for one in folded)


def fold(text: str) -> str:
    """A text in the form in which it is compared."""
    return "".join(map(fold_sign, text))


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the place of the one that it came from."""
    folded: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        one = fold_sign(sign)
        folded.append(one)
        places += [place] * len(one)
    return "".join(folded), places


def runs(folded: str) -> Iterator[tuple[str, bool]]:
    """The words of a folded text in order, each with whether it is a run of East Asian characters."""
    held, east = "", False
    for sign in folded:
        kind = _east(sign)
        if not kind and not sign.isalnum():
            if held:
                yield held, east
            held = ""
            continue
        if held and kind != east:
            yield held, east
            held = ""
        held, east = held + sign, kind
    if held:
        yield held, east


def tokens(text: str) -> list[str]:
    """What the index holds of a text."""
    found: list[str] = []
    for word, east in runs(fold(text)):
        if east:
            found += [word[at : at + 2] for at in range(len(word))]
        else:
            found.append(word)
    return found


def _east(sign: str) -> bool:
    return han.is_han(sign) or han.is_kana(sign) or han.is_hangul(sign)


def _bare(sign: str) -> str:
    """A Latin letter without its accent; everything else as it is."""
    if "À" <= sign <= "ɏ" or "Ḁ" <= sign <= "ỿ":
        return unicodedata.normalize("NFD", sign)[0]
    return sign
