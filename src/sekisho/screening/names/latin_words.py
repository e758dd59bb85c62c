"""What is known of Latin words: abbreviations, synonyms, other languages, usual spellings of given names, small words.

Every table is read once, when the first name is asked for, and kept as a dictionary from a folded word to its further forms.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from attrs import frozen

from sekisho.screening.names.cyrillic_letters import LATIN_WAYS
from sekisho.screening.names.cyrillic_lexicon import without_company
from sekisho.screening.names.forms import Form, Relation
from sekisho.screening.names.legal_forms import ANYWHERE, EDGE, END, as_words, legal_forms
from sekisho.screening.names.tsv import rows, word_sets

NUMBER_WORDS: Final = {
    word: str(value)
    for value, words in enumerate(
        (
            "", "first 1st one", "second 2nd two", "third 3rd three", "fourth 4th four", "fifth 5th five", "sixth 6th six",
            "seventh 7th seven", "eighth 8th eight", "ninth 9th nine", "tenth 10th ten", "eleventh 11th eleven",
            "twelfth 12th twelve", "thirteenth 13th thirteen", "fourteenth 14th fourteen", "fifteenth 15th fifteen",
            "sixteenth 16th sixteen", "seventeenth 17th seventeen", "eighteenth 18th eighteen", "nineteenth 19th nineteen",
            "twentieth 20th",
        )
    )
    for word in words.split()
}  # fmt: skip
TENS: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90,
}  # fmt: skip
# Single letters and "xi", "mi", "di" are more often something else.
ROMAN: Final = {
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xii": "12", "xiii": "13", "xiv": "14",
    "xv": "15", "xvi": "16", "xvii": "17", "xviii": "18", "xix": "19", "xx": "20", "xxi": "21",
}  # fmt: skip

Forms = tuple[Form, ...]


@frozen
class SmallWords:
    """Words that carry no name, by what they are; tables/small_words.tsv says which."""

    particle: frozenset[str]
    doubtful: frozenset[str]
    plain: frozenset[str]
    article: frozenset[str]
    title: frozenset[str]
    first: frozenset[str]
    name: frozenset[str]


@cache
def small_words() -> SmallWords:
    """The particles, articles and titles, read once."""
    sets = word_sets()
    return SmallWords(
        particle=sets["particle"],
        doubtful=sets["doubtful"],
        plain=sets["plain"],
        article=sets["article"],
        title=sets["title"],
        first=sets["first"],
        name=sets["name"],
    )


@frozen
class Phrase:
    """Several words that are one token: a legal form, or a name or term that is also written otherwise."""

    words: tuple[str, ...]
    legal: str = ""
    where: str = ANYWHERE
    forms: Forms = ()


@frozen
class Vocabulary:
    """All tables of Latin words: `general` for undertakings, `names` for anybody, phrases by their first word."""

    general: dict[str, Forms]
    names: dict[str, Forms]
    legal: dict[str, tuple[str, str]]
    phrases: dict[str, tuple[Phrase, ...]]
    name_phrases: dict[str, tuple[Phrase, ...]]
    russian_stems: dict[str, Forms]

    def russian(self, word: str) -> Forms:
        """What a Russian word in Latin letters means, in whichever case it stands: mashinostroyeniya, promyshlennosti."""
        for size in range(1, 5):
            found = self.russian_stems.get(word[:-size])
            if found and word[-size:] in word_sets()["russian-ending"]:
                return found
        return ()


def _words(cell: str) -> tuple[str, ...]:
    return tuple(cell.split())


def _add(table: dict[tuple[str, ...], list[Form]], key: tuple[str, ...], form: Form) -> None:
    if key and key != form.words:
        table.setdefault(key, []).append(form)


def _general() -> dict[tuple[str, ...], list[Form]]:
    table: dict[tuple[str, ...], list[Form]] = {}
    sources = (
        ("abbreviations.tsv", Relation.ABBREVIATION, 0.2),
        ("synonyms.tsv", Relation.TRANSLATION, 0.5),
        ("lexicon_latin.tsv", Relation.TRANSLATION, 0.2),
    )
    for file, relation, usual in sources:
        for short, full, cost in rows(file, 3):
            form_cost = float(cost) if cost else usual
            for at, one in enumerate(full.split("|")):
                _add(table, _words(short), Form(without_company(one), relation, form_cost + 0.7 * at))
    return table


def _add_russian(table: dict[tuple[str, ...], list[Form]]) -> dict[str, Forms]:
    """The general words of the Cyrillic lexicon as lists spell them in Latin letters: zavod, nauchno-issledovatelskiy institut.

    Words of fewer than four letters stand in the table of abbreviations, where they are meant. Returns the words without
    the vowels at their end, for the cases.
    """
    stems: dict[str, Forms] = {}
    spelled: dict[str, list[str]] = {}
    for native, english, cost in rows("lexicon_cyrillic.tsv", 3):
        if native.endswith("-"):
            continue
        words = native.replace("ё", "е").replace("'", "").replace("-", " ").split()
        if len(words) == 1 and len(words[0]) < 4:
            continue
        first = float(cost) if cost else 0.1
        forms = tuple(
            Form(without_company(one), Relation.TRANSLATION, first + 0.4 + 0.5 * at)
            for at, one in enumerate(english.split("|")[:2])
        )
        ways = [
            spelled.get(word) or spelled.setdefault(word, [way(word) for way in LATIN_WAYS]) for word in words
        ]
        for key in set(zip(*ways, strict=True)):
            if key not in table:
                for form in forms:
                    _add(table, key, form)
            if len(key) == 1:
                stem = key[0].rstrip("aeiouy")
                if len(stem) >= 5:
                    stems.setdefault(stem, forms)
    return stems


def _names() -> dict[tuple[str, ...], list[Form]]:
    table: dict[tuple[str, ...], list[Form]] = {}
    spelled: dict[str, list[str]] = {}
    for usual, spellings, cost in rows("given_names.tsv", 3):
        form = Form(tuple(usual.split("_")), Relation.USUAL_SPELLING, float(cost) if cost else 0.2)
        if not cost:
            spelled[usual] = [usual, *(one for one in spellings.split() if "_" not in one)]
        for spelling in spellings.split():
            _add(table, tuple(spelling.split("_")), form)
    for key in [key for key in spelled if key.startswith("abdul") and len(key) > 8]:
        _add_servant(table, key, spelled)
    for forms in table.values():
        # One step more: Serhii is Sergei, and Sergei is Serge.
        for form in tuple(forms):
            forms += [
                Form(f.words, f.relation, f.cost + form.cost)
                for f in table.get(form.words, ())
                if f not in forms
            ]
    return table


_SERVANT: Final = (("abdul",), ("abdel",), ("abdol",), ("abd", "al"), ("abd", "el"), ("abd", "ul"), ("abd",))


def _add_servant(table: dict[tuple[str, ...], list[Form]], usual: str, spelled: dict[str, list[str]]) -> None:
    """Abdulrahman in two words and three, with every spelling of the name that follows: Abdel Rehman, Abd al-Rahman."""
    form = Form((usual,), Relation.USUAL_SPELLING, 0.2)
    last = usual.removeprefix("abdul")
    for name in spelled.get(last, [last]):
        for first in _SERVANT:
            key = (*first, name)
            if form not in table.get(key, ()):
                _add(table, key, form)


def _legal() -> tuple[dict[str, tuple[str, str]], list[Phrase]]:
    single: dict[str, tuple[str, str]] = {}
    phrases: list[Phrase] = []
    for form in legal_forms():
        if form.script != "Latn":
            continue
        words = as_words(form.spelling)
        if len(words) == 1:
            single.setdefault(words[0], (form.kind, form.where))
        elif words:
            phrases.append(Phrase(words, form.kind, form.where))
    return single, phrases


def _by_first(phrases: list[Phrase]) -> dict[str, tuple[Phrase, ...]]:
    table: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        table.setdefault(phrase.words[0], []).append(phrase)
    return {first: tuple(sorted(found, key=lambda p: -len(p.words))) for first, found in table.items()}


def _single(table: dict[tuple[str, ...], list[Form]]) -> dict[str, Forms]:
    return {key[0]: tuple(forms) for key, forms in table.items() if len(key) == 1}


def _several(table: dict[tuple[str, ...], list[Form]]) -> list[Phrase]:
    return [Phrase(key, forms=tuple(forms)) for key, forms in table.items() if len(key) > 1]


@cache
def vocabulary() -> Vocabulary:
    """All tables, read once."""
    general, names = _general(), _names()
    russian_stems = _add_russian(general)
    legal, legal_phrases = _legal()
    return Vocabulary(
        general=_single(general),
        names=_single(names),
        legal=legal,
        phrases=_by_first([*legal_phrases, *_several(general), *_several(names)]),
        name_phrases=_by_first(_several(names)),
        russian_stems=russian_stems,
    )


__all__ = ["EDGE", "END", "Phrase", "Vocabulary", "vocabulary"]
