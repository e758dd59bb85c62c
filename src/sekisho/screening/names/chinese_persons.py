"""Persons with Chinese names: where the surname ends, and every usual Latin spelling of surname and given name."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import product

from sekisho.screening.names import east_forms, east_lexicon, east_marks, east_tables, han, mandarin
from sekisho.screening.names.forms import Form, Relation, Token

_LONGEST = 8  # characters of a person's name; a longer text is none


@cache
def _surnames() -> dict[str, list[str]]:
    rows = (row.split("\t") for row in east_tables.lines("surnames_chinese.tsv"))
    return {cells[0]: (cells + [""] * 3)[1:4] for cells in rows}


def is_surname(text: str) -> bool:
    """Whether a folded text is a Chinese surname that the table knows."""
    return text in _surnames()


def looks_like_person(compact: str) -> bool:
    """Whether two to four Han characters begin with a surname and hold no word of an organisation."""
    if not 2 <= len(compact) <= 4 or not all(han.is_han(sign) for sign in compact):
        return False
    if not (compact[0] in _surnames() or compact[:2] in _surnames()):
        return False
    lexicon = east_lexicon.lexicon("zh")
    if compact in lexicon or compact[-2:] in east_marks.marks("trade"):
        return False
    # A surname before two characters that are also a word (陈卫星) is a person's more often than a firm's.
    return len(compact) == 3 or not any(
        (word := lexicon.word(compact[at:end])) is not None and word.kind != "brand"
        for at in range(len(compact))
        for end in range(at + 2, len(compact) + 1)
    )


def person(compact: str, written: str, country: str) -> tuple[Token, ...]:
    """The tokens of a person: surname (two, if a married woman keeps both), given name; () where the name is not in Han characters.

    `compact` is the folded name without blanks, `written` the same name as it was written.
    """
    if not 0 < len(compact) <= _LONGEST or not all(han.is_han(sign) for sign in compact):
        return ()
    surnames = _surnames()
    if len(compact) == 1:
        return (east_forms.token(written, surname_forms(compact, country)),)
    cut = 2 if compact[:2] in surnames and len(compact) > 2 else 1
    if cut == 1 and compact[0] not in surnames and len(compact) > 4:
        return ()
    out = [east_forms.token(written[:cut], surname_forms(compact[:cut], country))]
    if cut == 1 and len(compact) == 4 and compact[1] in surnames and compact[0] in surnames:
        # A married woman's name: the husband's surname before her own.
        out.append(east_forms.token(written[1:2], surname_forms(compact[1:2], country)))
        cut = 2
    given = written[cut:]
    if given:
        out.append(east_forms.token(given, given_forms(given, country)))
    if country not in east_forms.CHINESE and len(compact) < 4 and len(out) == 2:
        return _with_japanese(out, compact)
    return tuple(out)


def or_brand(found: tuple[Token, ...]) -> tuple[Token, ...]:
    """Surname and given name of one character each as one token, for a name of unknown kind: 张伟 is Zhang Wei, 明泰 may be Mingtai Co."""
    if len(found) != 2:
        return found
    surname, given = found
    forms = [
        Form((*first.words, *given.forms[0].words), first.relation, first.cost) for first in surname.forms
    ]
    forms += [
        Form((*surname.forms[0].words, *second.words), second.relation, second.cost)
        for second in given.forms[1:]
    ]
    joined = "".join((*surname.forms[0].words, *given.forms[0].words))
    forms.append(Form((joined,), Relation.PINYIN, 0.7))
    return (east_forms.token(surname.written + given.written, east_forms.best(forms, 12)),)


def _with_japanese(out: list[Token], compact: str) -> tuple[Token, ...]:
    """The tokens with a Japanese reading beside the others, where the name may be one."""
    from sekisho.screening.names import japanese

    return tuple(
        Token(token.written, east_forms.best([*token.forms, *east_forms.dearer(forms, 2.5)], 12))
        if forms
        else token
        for token, forms in zip(out, japanese.second_reading(compact), strict=True)
    )


@lru_cache(8192)
def surname_forms(surname: str, country: str = "") -> tuple[Form, ...]:
    """Every usual Latin spelling of a folded surname, with costs for that country."""
    row = _surnames().get(surname)
    if row is None:
        forms = list(east_forms.mandarin_forms(surname, country))
    else:
        forms = _listed_surname(surname, row, country)
    if country not in east_forms.CHINESE:
        forms += east_forms.dearer(_korean_surname(surname), 3.0)
    return east_forms.best(forms, 10)


def _listed_surname(surname: str, row: list[str], country: str) -> list[Form]:
    prices = east_forms.systems(country)
    forms: list[Form] = []
    for at, reading in enumerate(row[0].split("|")):
        relation = Relation.POLYPHONE if at else Relation.PINYIN
        syllables = tuple(reading.split())
        for form in east_forms.mandarin_forms(surname, country, syllables):
            if form.relation is Relation.CANTONESE:
                continue
            changed = relation if form.relation is Relation.PINYIN else form.relation
            forms.append(Form(form.words, changed, form.cost + 2.0 * at))
    for column, relation, price in (
        (1, Relation.CANTONESE, prices[Relation.CANTONESE]),
        (2, Relation.USUAL_SPELLING, 1.0 if country in ("TW", "SG", "MY") else 2.8),
    ):
        for at, spelling in enumerate(row[column].split()):
            forms.append(Form(tuple(spelling.split("-")), relation, round(price + 0.4 * at, 2)))
    return forms


def _korean_surname(surname: str) -> tuple[Form, ...]:
    from sekisho.screening.names import korean

    hangul = "김" if surname == "金" else east_forms.hanja(surname)
    return korean.surname_forms(hangul, "")[:4] if hangul else ()


@lru_cache(16384)
def given_forms(given: str, country: str = "") -> tuple[Form, ...]:
    """Latin spellings of a given name; it may stand in any form of the characters."""
    forms = [*east_forms.mandarin_forms(given, country), *_spellings_abroad(given, country)]
    if country not in east_forms.CHINESE:
        hangul = east_forms.hanja(given)
        if hangul and len(given) <= 2:
            from sekisho.screening.names import korean

            korean_forms = korean.given_briefly(hangul)
            forms = [*east_forms.best(forms, 7), *east_forms.dearer(korean_forms, 3.0)]
    return east_forms.best(forms, 10)


def _spellings_abroad(given: str, country: str) -> list[Form]:
    """Spellings of a given name in Taiwan beside Wade-Giles, and in Singapore and Malaysia; both only where likely enough."""
    forms: list[Form] = []
    rows = [east_forms.character(sign).mandarin for sign in given]
    if country in ("TW", "") and all(rows) and len(given) <= 2:
        options = [mandarin.taiwan(row[0][0])[:2] for row in rows]
        price = 0.3 if country else 2.4
        for choice in product(*options):
            rarer = sum(part != option[0] for part, option in zip(choice, options, strict=True))
            forms.append(Form(choice, Relation.USUAL_SPELLING, round(price + 0.6 * rarer, 2)))
    if country in ("SG", "MY", ""):
        spelled = [mandarin.southern(sign) for sign in han.fold(given)]
        if all(spelled) and len(spelled) <= 2:
            price = 0.8 if country else 2.9
            for at, choice in enumerate(
                product(*spelled) if country else [tuple(part[0] for part in spelled)]
            ):
                forms.append(Form(choice, Relation.USUAL_SPELLING, round(price + 0.3 * at, 2)))
    return forms
