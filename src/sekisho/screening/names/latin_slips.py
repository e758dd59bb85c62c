"""Words of legal forms with a slip of the pen in them: LIABLIITY, OTVETSTVENOSTYU. Unmended they break the form, and its other words
stand there as if they were the name."""

from __future__ import annotations

from functools import cache
from typing import Final

from rapidfuzz.distance import OSA

from sekisho.screening.names.latin_words import vocabulary
from sekisho.screening.names.legal_forms import as_words, legal_forms

LEAST_SLIPPED: Final = 7  # letters: shorter words lie near too many others


@cache
def _known() -> tuple[frozenset[str], dict[str, tuple[str, ...]]]:
    """The long words of legal forms, and under each of them with a letter left out the words themselves."""
    words = {
        word
        for form in legal_forms()
        if form.script == "Latn"
        for word in as_words(form.spelling)
        if len(word) >= LEAST_SLIPPED and word.isalpha()
    }
    near: dict[str, list[str]] = {}
    for word in sorted(words):
        for key in _keys(word):
            near.setdefault(key, []).append(word)
    return frozenset(words), {key: tuple(found) for key, found in near.items()}


def _keys(word: str) -> set[str]:
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


@cache
def _meant() -> frozenset[str]:
    """Words that are meant as they stand, though they lie near a word of a legal form."""
    tables = vocabulary()
    return frozenset({*tables.general, *tables.names, *tables.legal})


def legal_word(word: str) -> str:
    """The word of a legal form that this one is with one slip in it and the same first letter; "" where it is none."""
    words, near = _known()
    if word in words or word in _meant():
        return ""
    for key in _keys(word):
        for one in near.get(key, ()):
            if one[0] == word[0] and OSA.distance(word, one, score_cutoff=1) == 1:
                return one
    return ""
