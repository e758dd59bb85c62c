"""The names of persons and the general words of undertakings in Arabic letters, with what they are in Latin ones."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final

from attrs import frozen

from sekisho.screening.names.arabic_letters import fold
from sekisho.screening.names.cyrillic_lexicon import meanings
from sekisho.screening.names.forms import Form, Relation
from sekisho.screening.names.latin_words import vocabulary
from sekisho.screening.names.legal_forms import ANYWHERE, of_script
from sekisho.screening.names.making import best
from sekisho.screening.names.tsv import rows

# Words that begin with the letters of the article and have none.
NO_ARTICLE: Final = (
    "الكتر",
    "الومين",
    "المان",
    "الماس",
    "الياف",
    "الياس",
    "الهام",
    "البرز",
    "الكس",
    "الفا",
    "اليا",
    "الغا",
    "الات",
)
# What is left of a word of an undertaking without the ending of its gender or number.
_SUFFIXES: Final = ("هاي", "يات", "يه", "ات", "ها", "ين", "ون", "ان", "ه", "ي")


@frozen
class ArabicTerm:
    words: tuple[str, ...]
    legal: str = ""
    where: str = ANYWHERE
    forms: tuple[Form, ...] = ()


@frozen
class ArabicLexicon:
    """`names` of persons, `words` and `terms` of undertakings, one-word legal forms; keys are folded, words bare of the article."""

    names: dict[str, tuple[Form, ...]]
    words: dict[str, tuple[Form, ...]]
    legal: dict[str, tuple[str, str]]
    terms: dict[str, tuple[ArabicTerm, ...]]


@cache
def lexicon() -> ArabicLexicon:
    usual = vocabulary().names
    names: dict[str, tuple[Form, ...]] = {}
    for native, latin in rows("names_arabic.tsv", 2):
        forms = []
        for at, one in enumerate(latin.split()):
            forms.append(Form(tuple(one.split("_")), Relation.USUAL_SPELLING, 0.3 * at))
            forms += [Form(f.words, f.relation, f.cost + 0.3 * at) for f in usual.get(one, ())[:1]]
        names.setdefault(fold(native).replace(" ", ""), best(forms))
    words: dict[str, tuple[Form, ...]] = {}
    terms: dict[str, list[ArabicTerm]] = {}
    for native, english, cost in rows("lexicon_arabic.tsv", 3):
        meant = meanings(english, cost)
        key = tuple(bare(word) for word in fold(native).split())
        if len(key) == 1:
            words.setdefault(key[0], meant)
        else:
            terms.setdefault(key[0], []).append(ArabicTerm(key, forms=meant))
    legal_words: dict[str, tuple[str, str]] = {}
    for form in of_script("Arab"):
        key = tuple(bare(word) for word in fold(form.spelling).replace(".", "").split())
        if len(key) == 1:
            legal_words.setdefault(key[0], (form.kind, form.where))
        else:
            terms.setdefault(key[0], []).append(ArabicTerm(key, form.kind, form.where))
    ordered = {first: tuple(sorted(found, key=lambda t: -len(t.words))) for first, found in terms.items()}
    return ArabicLexicon(names, words, legal_words, ordered)


@cache
def natives() -> dict[str, frozenset[str]]:
    """By usual spelling in one Latin word, the names in Arabic letters that are spelt so."""
    found: dict[str, set[str]] = {}
    for native, forms in lexicon().names.items():
        for form in forms:
            if len(form.words) == 1:
                found.setdefault(form.words[0], set()).add(native)
    return {latin: frozenset(names) for latin, names in found.items()}


def other_names(written: str) -> Callable[[str], bool]:
    """Of a word in Arabic letters that is a known name: whether a Latin word is the usual spelling of other names and never of it.
    Hassan is no spelling of Hussein, however few letters part them. Of a word that is no known name nothing is told."""
    name = fold(written)
    if name not in lexicon().names:
        return lambda _: False
    usual = natives()
    return lambda latin: latin in usual and name not in usual[latin]


def bare(word: str) -> str:
    """A folded word without its article: al- alone, after "and", and run together with "for"."""
    if word.startswith("وال") and len(word) > 5:
        return word[3:]
    if word.startswith("ال") and len(word) > 3 and not word.startswith(NO_ARTICLE):
        return word[2:]
    if word.startswith("لل") and len(word) > 4:
        return word[2:]
    return word


def meaning(word: str, known: ArabicLexicon) -> tuple[Form, ...]:
    """What a word of undertakings means, also with an ending that the table does not have."""
    found = known.words.get(word)
    if found or word in known.names:
        return found or ()
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            stem = word[: -len(suffix)]
            for one in (stem, stem + "ه", stem + "ي"):
                found = known.words.get(one)
                if found and one != word:
                    return tuple(Form(f.words, f.relation, f.cost + 0.3) for f in found[:2])
    return ()


def meaning_of_two(word: str) -> tuple[Form, ...]:
    """What two words of undertakings mean that were written without a blank; () where the word cannot be cut so."""
    known = lexicon()
    for size in range(len(word) - 3, 2, -1):
        first, second = known.words.get(word[:size]), known.words.get(word[size:])
        if first and second:
            return best(
                Form(one.words + other.words, Relation.TRANSLATION, one.cost + other.cost + 0.2)
                for one in first[:2]
                for other in second[:2]
            )
    return ()
