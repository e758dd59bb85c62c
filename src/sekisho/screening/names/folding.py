"""Letters of the Latin alphabet brought to the twenty-six of English: case, accents, joined and special letters."""

from __future__ import annotations

import unicodedata
from typing import Final

# Letters that carry no accent for Unicode and are yet written with an English letter by everybody.
_SPECIAL: Final = str.maketrans(
    {
        "ø": "o", "ł": "l", "ß": "ss", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h",
        "ŋ": "ng", "ə": "a", "ǝ": "a", "ƙ": "k", "ɓ": "b", "ɗ": "d", "ŧ": "t", "ĸ": "k", "ſ": "s", "ɛ": "e", "ɔ": "o",
        "ɣ": "g", "ŀ": "l", "ƒ": "f", "ɨ": "i", "ʉ": "u", "ɖ": "d", "ƶ": "z", "ǥ": "g", "ɩ": "i", "ʊ": "u",
    }
)  # fmt: skip
_APOSTROPHES: Final = str.maketrans(dict.fromkeys("’‘ʼʻ`´ʹʾʿ′‛ˈ＇ʽ´", "'"))
_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－⁃­", "-"))

# The second usual writing of an accented letter: Müller is Muller for some, Mueller for others.
_SECOND: Final = str.maketrans(
    {
        "ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "š": "sh", "č": "ch", "ž": "zh", "ş": "sh", "ș": "sh",
        "ç": "ch", "ć": "ch", "ğ": "gh", "đ": "dj", "ə": "e", "ñ": "ny", "ț": "ts", "ţ": "ts", "ő": "oe", "ű": "ue",
    }
)  # fmt: skip


def fold(text: str) -> str:
    """The text in small letters without accents, with plain apostrophes and hyphens.

    Letters of other alphabets stay as they are, less their accents; what is folded does not change when it is folded again.
    """
    if text.isascii():
        return text.lower()
    for _ in range(5):
        once = _fold_once(text)
        if once == text:
            break
        text = once
    return text


def _fold_once(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES).translate(_DASHES).casefold()
    parts = unicodedata.normalize("NFKD", text.translate(_SPECIAL))
    return "".join([c for c in parts if not unicodedata.combining(c)]).casefold()


def second_spelling(text: str) -> str:
    """The text with the writing in two letters for accented ones (Mueller, Shahin), folded; "" where there is none."""
    if text.isascii():
        return ""
    small = unicodedata.normalize("NFC", text).casefold()
    changed = small.translate(_SECOND)
    return fold(changed) if changed != small else ""
