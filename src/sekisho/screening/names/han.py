"""Han characters made one: traditional, simplified, Japanese and older forms of a character fold into the simplified form.

`fold` is what two names in Han characters are compared by, and the spelling in which the lexicons are looked up. It loses
nothing that tells two names apart in practice: 廣, 広 and 广 are one character in three countries.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from sekisho.screening.names import east_tables

# Forms that are written with two code points or that stand for a whole word.
_LIGATURES = {"㈱": "(株)", "㈲": "(有)", "㍿": "株式会社", "㉿": "(주)", "㈜": "(주)", "々": "々"}


@cache
def _table() -> dict[int, str]:
    folds: dict[int, str] = {}
    for row in east_tables.lines("han_variants.tsv"):
        target, _, variants = row.partition("\t")
        for variant in variants:
            folds[ord(variant)] = target
    return folds


def fold(text: str) -> str:
    """The text with every Han character in one form, full-width letters and digits narrow, in lower case.

    Iteration marks are written out (佐々木 as 佐佐木). Kana and hangul stay as they are, in composed form. Folding twice
    is folding once.
    """
    if text.isascii():
        return text.lower()
    if text >= "㈱" and any(sign in text for sign in _LIGATURES):
        for sign, plain in _LIGATURES.items():
            text = text.replace(sign, plain)
    folded = unicodedata.normalize("NFKC", text).translate(_table())
    if "々" in folded or "〻" in folded:
        folded = _written_out(folded)
    # Lower case last: some capitals decompose; a second pass over composed text settles them.
    return unicodedata.normalize("NFKC", folded.lower()).translate(_table())


def _written_out(text: str) -> str:
    """Iteration marks replaced by the character that they repeat; a mark with nothing before it stays."""
    out: list[str] = []
    for sign in text:
        out.append(out[-1] if sign in "々〻" and out and is_han(out[-1]) else sign)
    return "".join(out)


def is_han(sign: str) -> bool:
    """Whether a character is a Chinese character (a unified ideograph, 〇 or 々)."""
    point = ord(sign)
    return (
        0x4E00 <= point <= 0x9FFF
        or 0x3400 <= point <= 0x4DBF
        or 0x20000 <= point <= 0x3FFFF
        or 0xF900 <= point <= 0xFAFF
        or point in (0x3005, 0x3007)
    )


def is_kana(sign: str) -> bool:
    """Whether a character is hiragana or katakana, the long-vowel sign included."""
    return "ぁ" <= sign <= "ゖ" or "ァ" <= sign <= "ヺ" or sign == "ー"


def is_hangul(sign: str) -> bool:
    """Whether a character is a composed Korean syllable."""
    return "가" <= sign <= "힣"
