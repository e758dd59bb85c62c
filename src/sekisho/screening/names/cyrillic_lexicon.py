"""The general words of undertakings in Russian, Ukrainian, Belarusian, Bulgarian and Serbian, in every case, and their translation."""

from __future__ import annotations

from functools import cache
from typing import Final

from attrs import frozen

from sekisho.screening.names.forms import Form, Relation
from sekisho.screening.names.legal_forms import ANYWHERE, of_script
from sekisho.screening.names.tsv import rows, word_sets

_LONGEST: Final = 4
_COMPANY: Final = frozenset(("company", "companies", "corporation"))
_TOO_LITTLE: Final = frozenset(("united", "general", "state", "group"))
_LEAST_STEM: Final = 3

Stems = tuple[str, ...]


@frozen
class Term:
    """Several words that mean one thing or are one legal form, by their stems."""

    stems: Stems
    legal: str = ""
    where: str = ANYWHERE
    forms: tuple[Form, ...] = ()


@frozen
class CyrillicLexicon:
    """`words` by whole word or stem, `bare` those that may stand without an ending (техник of техника, not металлург of
    металлургия), `terms` by their first stem, `legal` one-word legal forms, `compounds` by first part.
    """

    bare: dict[str, tuple[Form, ...]]
    words: dict[str, tuple[Form, ...]]
    terms: dict[str, tuple[Term, ...]]
    legal: dict[str, tuple[str, str]]
    compounds: dict[str, tuple[str, ...]]


def stems_of(word: str) -> list[str]:
    """The word and what is left of it without an ending of a case or an article, the longest first."""
    return [word, *_cuts(word, _all_endings())]


@cache
def _all_endings() -> frozenset[str]:
    return word_sets()["cyrillic-ending"] | word_sets()["bulgarian-ending"]


def stem(word: str) -> str:
    """The word without the longest ending of a case that it can lose."""
    return ([word, *_cuts(word, word_sets()["cyrillic-ending"])])[-1]


def _cuts(word: str, endings: frozenset[str]) -> list[str]:
    most = min(_LONGEST, len(word) - _LEAST_STEM)
    return [word[:-size] for size in range(1, most + 1) if word[-size:] in endings]


def words_of(text: str) -> tuple[str, ...]:
    """The words of a term as the reader of names cuts them."""
    plain = (
        text.casefold().replace("ё", "е").replace(".", "").replace("'", "").replace("’", "").replace("/", "")
    )
    return tuple(plain.replace("-", " ").split())


def meanings(cell: str, cost: str, usual: float = 0.1) -> tuple[Form, ...]:
    """The renderings of a lexicon's row as forms; each further one costs half a nat more.

    "Company" and "corporation" stand apart as legal forms, so a rendering of several words is without them.
    """
    first = float(cost) if cost else usual
    return tuple(
        Form(without_company(one), Relation.TRANSLATION, first + 0.5 * at)
        for at, one in enumerate(cell.split("|"))
    )


def without_company(rendering: str) -> tuple[str, ...]:
    """The words of a rendering less those that are a legal form in English."""
    words = tuple(rendering.split())
    rest = tuple(word for word in words if word not in _COMPANY)
    return rest if len(rest) > 1 or (rest and rest[0] not in _TOO_LITTLE) else words


@cache
def lexicon() -> CyrillicLexicon:
    """The tables lexicon_cyrillic.tsv and legal_forms.tsv, read once."""
    whole: dict[str, tuple[Form, ...]] = {}
    by_stem: dict[str, tuple[Form, ...]] = {}
    bare: dict[str, tuple[Form, ...]] = {}
    terms: dict[str, list[Term]] = {}
    compounds: dict[str, tuple[str, ...]] = {}
    for native, english, cost in rows("lexicon_cyrillic.tsv", 3):
        if native.endswith("-"):
            compounds[native[:-1]] = tuple(english.split("|")[0].split())
            continue
        words = words_of(native)
        forms = meanings(english, cost)
        if len(words) > 1:
            term = Term(tuple(stem(word) for word in words), forms=forms)
            terms.setdefault(term.stems[0], []).append(term)
            continue
        word = words[0]
        whole[word] = whole.get(word, ()) + forms
        for cut in stems_of(word)[1:]:
            by_stem.setdefault(cut, forms)
            if len(cut) == len(word) - 1:
                bare.setdefault(cut, forms)
    legal: dict[str, tuple[str, str]] = {}
    for form in of_script("Cyrl"):
        words = words_of(form.spelling)
        if len(words) == 1:
            for cut in stems_of(words[0])[: 1 if len(words[0]) < 6 else None]:
                legal.setdefault(cut, (form.kind, form.where))
        else:
            stems = tuple(stem(word) for word in words)
            terms.setdefault(stems[0], []).append(Term(stems, form.kind, form.where))
    ordered = {first: tuple(sorted(found, key=lambda t: -len(t.stems))) for first, found in terms.items()}
    return CyrillicLexicon(bare | whole, by_stem | whole, ordered, legal, compounds)


def legal_kind(word: str) -> tuple[str, str]:
    """The class of a legal form of one word in whichever case, and where it may stand; ("", "end") for other words."""
    known = lexicon()
    if word in known.legal:
        return known.legal[word]
    if len(word) > 6 and word not in known.words:
        for cut in stems_of(word)[1:]:
            if len(cut) > 4 and cut in known.legal:
                return known.legal[cut]
    return "", "end"


def translate(word: str) -> tuple[Form, ...]:
    """What a general word means, in whichever case it stands; () for a word that is in no table."""
    known = lexicon()
    forms = known.bare.get(word)
    if forms:
        return forms
    for cut in stems_of(word)[1:]:
        forms = known.words.get(cut)
        if forms:
            return forms
    return _compound(word, known)


def _compound(word: str, known: CyrillicLexicon) -> tuple[Form, ...]:
    """Газоперерабатывающий: a first part that is known, and a rest that is known."""
    for size in range(min(len(word) - 4, 8), 2, -1):
        first = known.compounds.get(word[:size])
        if not first:
            continue
        for cut in stems_of(word[size:]):
            rest = known.words.get(cut)
            if rest and len(cut) > 4:
                return tuple(
                    Form(words, Relation.TRANSLATION, form.cost + cost)
                    for form in rest[:2]
                    for words, cost in ((first + form.words, 0.4), (("".join(first + form.words),), 0.6))
                )
    return ()
