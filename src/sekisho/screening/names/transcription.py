"""Foreign names that Chinese or Japanese writes by their sound, brought back near to their Latin spelling.

亚当 is Adam by a table; 阿克西恩特 is nobody's table entry, and sound by sound it reads "aksient" or "axient", which is near enough for a
comparison of letters to find Axient. What comes out is an approximation, never a spelling that anybody used.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from sekisho.screening.names import east_tables, han, kana
from sekisho.screening.names.forms import Form, Relation

_MARKS = "·・•‧．∙"
# Characters that hardly occur in Chinese names and often in transcriptions.
_TELLING = frozenset("斯尔特克德夫弗姆茨赫恩兹姆阿埃伊奥蒂娜娅莎莉丽妮戈贝伯勒瑟奎沃彻扎佩皮迪菲莱塔")


@cache
def _table() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for row in east_tables.lines("foreign_han.tsv"):
        characters, _, latin = row.partition("\t")
        table.setdefault(characters, []).extend(latin.split())
    return {characters: tuple(latin) for characters, latin in table.items()}


@cache
def _longest() -> int:
    return max(len(characters) for characters in _table())


@lru_cache(8192)
def looks_foreign(text: str) -> bool:
    """Whether a folded piece of Han text is a transcription of a foreign name: sounds only, and several that tell."""
    if text in _table():
        return len(text) > 1
    units = _units(text) if len(text) > 2 else []
    if not units:
        return False
    # An established syllable group (泰克 "tech", 沃克 "walker") tells as much as two characters.
    telling = sum(2 if len(unit) > 1 else unit in _TELLING for unit in units)
    return telling * 2 >= len(text) or len(text) >= 5


@lru_cache(8192)
def han_forms(text: str, cost: float = 0.0) -> tuple[Form, ...]:
    """Latin approximations of a folded transcription in Han characters; an established name where the table has it.

    Empty where a character stands for no foreign sound.
    """
    table = _table()
    known = table.get(text)
    if known is not None and len(text) > 1:
        return tuple(
            Form((latin,), Relation.TRANSLITERATION, round(cost + 0.4 * at, 2))
            for at, latin in enumerate(known)
        )
    units = _units(text)
    if not units:
        return ()
    first = [table[unit][0] for unit in units]
    second = [table[unit][min(1, len(table[unit]) - 1)] for unit in units]
    if units[-1] == "尔":
        first[-1], second[-1] = "l", "r"  # at the end more often l: 尼科尔 Nicole
    mixed = [b if at % 2 else a for at, (a, b) in enumerate(zip(first, second, strict=True))]
    spelled = [_smoothed(first), _smoothed(second)]
    spelled.append(spelled[0].replace("k", "c"))
    spelled.append(_smoothed(mixed))
    forms: dict[str, Form] = {}
    for at, latin in enumerate(spelled):
        forms.setdefault(latin, Form((latin,), Relation.TRANSLITERATION, round(cost + 1.0 + 0.3 * at, 2)))
    return tuple(forms.values())


def _units(text: str) -> list[str]:
    """The text cut into the longest entries of the table from the left; empty where a sign stands for no foreign sound."""
    table, units, at = _table(), [], 0
    while at < len(text):
        for length in range(min(_longest(), len(text) - at), 0, -1):
            if text[at : at + length] in table and length < len(text):
                units.append(text[at : at + length])
                at += length
                break
        else:
            return []
    return units


def _smoothed(sounds: list[str]) -> str:
    """The sounds put together; a letter that ends one and begins the next is written once."""
    latin = ""
    for sound in sounds:
        latin += sound[1:] if latin and sound[0] == latin[-1] and sound[0] in "naiumo" else sound
    return latin.replace("ks", "x")


_LOAN = (
    ("shonaru", "tional"), ("shon", "tion"), ("ingu", "ing"), ("sshu", "sh"), ("tsu", "ts"), ("chaa", "ture"), ("jii", "gy"),
)  # fmt: skip


@cache
def _kana_names() -> dict[str, tuple[str, ...]]:
    rows = (row.split("\t") for row in east_tables.lines("foreign_kana.tsv"))
    return {cells[0]: tuple(cells[1].split()) for cells in rows}


def kana_names(text: str) -> tuple[str, ...]:
    """The Latin spellings of a foreign name that Japanese writes in katakana; () where the table has none."""
    return _kana_names().get(text, ())


@lru_cache(8192)
def kana_form(text: str) -> str:
    """A loan word in katakana with the vowels dropped that Japanese adds (マスター "mastar", テスト "test"); "" where nothing changes."""
    latin = kana.romaji(text)
    if not latin or not any(han.is_kana(sign) for sign in text):
        return ""
    plain = latin
    for sound, letters in _LOAN:
        plain = plain.replace(sound, letters)
    plain = re.sub(r"(aa|uu|oo)$", "er", plain)
    plain = re.sub(r"aa", "ar", plain)
    plain = re.sub(r"ii$", "y", plain).replace("ii", "i")
    plain = re.sub(r"(?<=[skgfpbzmr])u(?=[^aeiouy]|$)", "", plain)
    plain = re.sub(r"(?<=[td])o(?=[^aeiouyn]|$)", "", plain)
    plain = re.sub(r"r(?=$|[^aeiouyr])", "l", plain) if "er" not in plain[-2:] else plain
    plain = plain.replace("ou", "o").replace("oo", "o").replace("uu", "u").replace("kk", "ck")
    return plain if plain != kana.shortened(latin) else ""


_LETTERS = {
    "a": "エー エイ", "b": "ビー", "c": "シー", "d": "ディー デー", "e": "イー", "f": "エフ", "g": "ジー",
    "h": "エイチ エッチ", "i": "アイ", "j": "ジェイ ジェー", "k": "ケー ケイ", "l": "エル", "m": "エム",
    "n": "エヌ", "o": "オー", "p": "ピー", "q": "キュー", "r": "アール", "s": "エス", "t": "ティー テー",
    "u": "ユー", "v": "ブイ ヴイ ヴィー", "w": "ダブリュー ダブリュ", "x": "エックス", "y": "ワイ", "z": "ゼット ズィー",
}  # fmt: skip


@cache
def _letter_names() -> dict[str, str]:
    return {name: letter for letter, names in _LETTERS.items() for name in names.split()}


@lru_cache(4096)
def kana_letters(text: str) -> str:
    """The abbreviation whose letters a piece of katakana names one by one (エスエムアイシー "smic"); "" where it names fewer than three."""
    names, told, at = _letter_names(), "", 0
    while at < len(text):
        for length in (5, 4, 3, 2):
            letter = names.get(text[at : at + length])
            if letter:
                told, at = told + letter, at + length
                break
        else:
            return ""
    return told if len(told) > 2 else ""


def split_name(text: str) -> list[str]:
    """The parts of a foreign name that are parted by a middle dot (亚当·布赖)."""
    return [part for part in re.split(f"[{_MARKS}]", text) if part.strip()]


def has_dot(text: str) -> bool:
    """Whether a middle dot parts the name, as in foreign names that are written in Chinese or Japanese."""
    return any(mark in text for mark in _MARKS)
