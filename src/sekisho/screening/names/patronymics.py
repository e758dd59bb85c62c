"""Patronymics of Russian, Ukrainian and Belarusian persons, recognised in Latin letters and brought to one spelling.

A patronymic names the father: Nikolaevich, Mykolaiovych and Mikalayevich are one where Nikolai, Mykola and Mikalai are.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from sekisho.screening.names.tsv import rows, word_sets

_VOWELS: Final = frozenset("aeiouy")
_LEAST: Final = 3


def is_patronymic(word: str) -> bool:
    """Whether a folded Latin word has the ending of a patronymic; such a word is often left out of a name."""
    return bool(_cut(word)[1])


def usual(word: str) -> str:
    """The one spelling of a patronymic whose father's name is in the table of given names; "" for any other word."""
    stem, kind = _cut(word)
    if not kind:
        return ""
    father = _fathers().get(stem, "")
    return father + kind if father else ""


def _cut(word: str) -> tuple[str, str]:
    """A patronymic without its ending, and the usual ending; the word and "" for what is none."""
    if len(word) < 7:
        return word, ""
    sets = word_sets()
    if word[-1] == "a":
        endings, kind = sets["patronymic-daughter"], "ovna"
    elif word[-1] in "hcjv" or word.endswith("itsch"):
        endings, kind = sets["patronymic-son"], "ovich"
    else:
        return word, ""
    for size in range(min(7, len(word) - _LEAST), 2, -1):
        if word[-size:] in endings:
            return word[:-size], kind
    return word, ""


@cache
def _fathers() -> dict[str, str]:
    """Stems of the names of men that have patronymics, in all spellings, with the usual spelling."""
    fathers: dict[str, str] = {}
    for usual_name, spellings, cost in rows("given_names.tsv", 3):
        if cost or "_" in usual_name:
            continue
        for spelling in (usual_name, *spellings.split()):
            for stem in _stems(spelling):
                fathers.setdefault(stem, usual_name)
    return fathers


def _stems(name: str) -> list[str]:
    stems = [name]
    if name[-1] in _VOWELS:
        stems.append(name[:-1])
        if len(name) > 4 and name[-2] in _VOWELS:
            stems.append(name[:-2])
    elif len(name) > 3 and name[-2] in _VOWELS:
        # Pavel, Pavlovich.
        stems.append(name[:-2] + name[-1])
    return [stem for stem in stems if len(stem) >= _LEAST]
