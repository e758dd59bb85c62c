"""Names of Chinese and Korean persons as they stand in Latin letters: usual spellings of surnames, Wade-Giles brought to pinyin.

Only a name that looks like one throughout is touched: a known surname, and syllables of these languages for the rest.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from attrs import frozen

from sekisho.screening.names.forms import Form, Relation, Role, Token
from sekisho.screening.names.making import best
from sekisho.screening.names.mandarin import passport, wade_giles
from sekisho.screening.names.tsv import rows, word_sets

_SURNAME: Final = 0.7
_WADE: Final = 0.9
_MOST_PARTS: Final = 3


@frozen
class _East:
    """Further forms of surnames, of Chinese and of Korean syllables by Latin spelling, and every syllable that is known."""

    surnames: dict[str, tuple[Form, ...]]
    wade: dict[str, tuple[Form, ...]]
    korean: dict[str, tuple[Form, ...]]
    korean_surnames: frozenset[str]
    syllables: frozenset[str]


@cache
def _east() -> _East:
    surnames: dict[str, list[Form]] = {}
    for _, readings, hong_kong, south in rows("surnames_chinese.tsv", 4):
        usual = tuple(readings.split("|")[0].split())
        pinyin = "".join(usual)
        for spelling in {
            pinyin,
            *hong_kong.split(),
            *south.split(),
            "".join(wade_giles(part) for part in usual),
        }:
            surnames.setdefault(spelling, [])
            if spelling != pinyin:
                surnames[spelling].append(Form((pinyin,), Relation.USUAL_SPELLING, _SURNAME))
    korean_surnames: set[str] = set()
    for _, south, north in rows("surnames_korean.tsv", 3):
        spellings = south.split() + north.split()
        korean_surnames.update(spellings)
        for spelling in spellings:
            surnames.setdefault(spelling, [])
            if spelling != spellings[0]:
                surnames[spelling].append(Form((spellings[0],), Relation.USUAL_SPELLING, _SURNAME - 0.2))
    wade: dict[str, list[Form]] = {}
    pinyin_syllables = word_sets()["pinyin"]
    for syllable in sorted(pinyin_syllables):
        spelled = wade_giles(syllable)
        if spelled != syllable:
            for at, latin in enumerate(passport(syllable)):
                wade.setdefault(spelled, []).append(Form((latin,), Relation.WADE_GILES, _WADE + 0.5 * at))
    korean: dict[str, list[Form]] = {}
    for _, south, north in rows("syllables_korean.tsv", 3):
        spellings = south.split() + north.split()
        first = Form((spellings[0],), Relation.USUAL_SPELLING, _SURNAME - 0.2)
        for spelling in spellings:
            korean.setdefault(spelling, []).extend([first] if spelling != spellings[0] else [])
    return _East(
        {spelling: best(forms) for spelling, forms in surnames.items()},
        {spelling: tuple(forms[:3]) for spelling, forms in wade.items()},
        {spelling: tuple(forms[:3]) for spelling, forms in korean.items()},
        frozenset(korean_surnames),
        frozenset({*pinyin_syllables, *wade, *korean}),
    )


def with_eastern_forms(keys: Iterable[str], made: list[Token]) -> None:
    """Adds the forms of Chinese and Korean surnames and syllables to the tokens of a name that is one; changes `made`."""
    known = _east()
    words = [(at, key) for at, key in enumerate(keys) if made[at].role is not Role.TITLE]
    if not 2 <= len(words) <= 4 or not any(key in known.surnames for _, key in words):
        return
    if not all(key in known.surnames or _is_eastern(key, known.syllables) for _, key in words):
        return
    ends = (words[0][0], words[-1][0])
    korean = any(key in known.korean_surnames for _, key in (words[0], words[-1]))
    for at, key in words:
        # A surname stands first or last.
        further = (*(known.surnames.get(key, ()) if at in ends else ()), *known.wade.get(key, ()))
        if korean:
            further += known.korean.get(key, ())
        if further:
            token = made[at]
            made[at] = Token(token.written, best((*token.forms, *further)))


def _is_eastern(word: str, syllables: frozenset[str], parts: int = _MOST_PARTS) -> bool:
    """Whether a word can be cut into so many syllables at most."""
    if word in syllables:
        return True
    if parts == 1:
        return False
    return any(
        word[:size] in syllables and _is_eastern(word[size:], syllables, parts - 1)
        for size in range(min(6, len(word) - 1), 0, -1)
    )
