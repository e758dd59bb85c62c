"""Names in Arabic letters (Arabic, Persian, Urdu, Pashto) as tokens."""

from __future__ import annotations

from typing import Final

from sekisho.screening.names.forms import Form, Relation, Token
from sekisho.screening.names.making import best
from sekisho.sources.records import PartyKind

_BASE: Final = str.maketrans(
    {
        "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d",
        "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh",
        "ف": "f", "ق": "q", "ك": "k", "ک": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "u", "ي": "i", "ی": "i",
        "ى": "a", "ة": "a", "ء": "", "ؤ": "u", "ئ": "i", "پ": "p", "چ": "ch", "ژ": "zh", "گ": "g",
    }
)  # fmt: skip


def tokens(text: str, *, kind: PartyKind = "unknown", country: str = "") -> tuple[Token, ...]:
    """The tokens of a text in Arabic letters."""
    out = []
    for chunk in text.split():
        latin = "".join(c for c in chunk.translate(_BASE) if c.isascii() and c.isalnum())
        if latin:
            out.append(Token(chunk, best([Form((latin,), Relation.TRANSLITERATION)])))
    return tuple(out)
