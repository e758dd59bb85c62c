"""Names in Cyrillic letters as tokens, transliterated and, for the general words of undertakings, translated."""

from __future__ import annotations

from functools import cache
from typing import Final

from sekisho.screening.names import patronymics
from sekisho.screening.names.cyrillic_letters import WESTERN, language_of, readings
from sekisho.screening.names.cyrillic_lexicon import (
    CyrillicLexicon,
    Term,
    legal_kind,
    lexicon,
    stem,
    translate,
)
from sekisho.screening.names.folding import fold
from sekisho.screening.names.forms import Form, Relation, Role, Token
from sekisho.screening.names.latin_words import vocabulary
from sekisho.screening.names.legal_forms import ANYWHERE, END
from sekisho.screening.names.making import best, legal, number, plain
from sekisho.screening.names.tsv import rows, word_sets
from sekisho.sources.records import PartyKind

_BLANKS: Final = str.maketrans(dict.fromkeys(',;:"()[]{}<>|!?*=_«»“”„‚\\·•…&+#‐-–—/', " "))
_MOST_KEPT: Final = 40_000

Piece = tuple[str, Token]
_kept: dict[tuple[str, str, bool], tuple[Piece, ...]] = {}


def tokens(text: str, *, kind: PartyKind = "unknown", country: str = "") -> tuple[Token, ...]:
    """The tokens of a text in Cyrillic letters; of a person's name nothing is translated.

    The language shows in the letters, else `country` (ISO 3166-1 alpha-2) is asked, else it is read as Russian.
    """
    language = language_of(text.casefold(), country)
    person = kind == "person"
    if person and language == "ru" and _is_western(text):
        language = WESTERN
    pieces: list[Piece] = []
    for chunk in text.translate(_BLANKS).split():
        key = (chunk, language, person)
        found = _kept.get(key)
        if found is None:
            if len(_kept) >= _MOST_KEPT:
                _kept.clear()
            found = _kept[key] = tuple(_read(chunk, language, person))
        pieces += found
    if person or not pieces:
        return tuple(token for _, token in pieces)
    return tuple(_undertaking(pieces, language))


def _read(chunk: str, language: str, person: bool) -> list[Piece]:
    """The tokens of one written chunk: initials apart, an abbreviation with dots together."""
    small = chunk.casefold().replace("ё", "е")
    core = small.strip(".'’`")
    if not core:
        return []
    parts = [part for part in core.split(".") if part]
    if len(parts) > 1 and all(len(part) == 1 for part in parts):
        joined = "".join(parts)
        if not person and (joined in lexicon().legal or joined in lexicon().words):
            return [(joined, _word(chunk, joined, language, person))]
        return [(part, _initial(part, language)) for part in parts]
    if len(parts) > 1:
        return [(part, _word(part, part, language, person)) for part in map(_bare, parts) if part]
    word = _bare(core)
    return [(word, _word(chunk, _bare(chunk.casefold().strip(".'’`")), language, person))] if word else []


def _bare(word: str) -> str:
    return "".join(letter for letter in word if letter.isalnum())


def _initial(letter: str, language: str) -> Token:
    forms = [
        Form((latin,), Relation.TRANSLITERATION, cost) for latin, cost in readings(letter, language) if latin
    ]
    return Token(letter, best(forms) or (Form((letter,)),), Role.INITIAL)


def _word(written: str, word: str, language: str, person: bool) -> Token:
    if any(letter.isdigit() for letter in word):
        digits = "".join(letter for letter in word if letter.isdecimal())
        rest = "".join(letter for letter in word if not letter.isdecimal())
        if digits and len(rest) <= 2 and word.startswith(digits):
            return number(written, str(int(digits)))
    if not any(letter.isalpha() for letter in word):
        return plain(written, fold(word), Role.NUMBER)
    if word in word_sets()["cyrillic-particle"] and not (person and len(word) == 1):
        return Token(written, best((*translate(word)[:1], *_spelled(word, language)))[:4], Role.PARTICLE)
    if len(word) == 1:
        return _initial(word, language)
    if person:
        role = Role.TITLE if word in word_sets()["cyrillic-title"] else Role.WORD
        return Token(written, best(_spelled(word, language)), role)
    kind, where = legal_kind(word.replace("ё", "е"))
    if kind and where == ANYWHERE:
        return legal(written, kind)
    meant = translate(word.replace("ё", "е"))
    if meant:
        spelled = [Form(f.words, f.relation, f.cost + 0.4) for f in _spelled(word, language)[:3]]
        return Token(written, best((*meant, *spelled)))
    return Token(written, best((*_spelled(word, language), *_base(word, language))))


def _is_western(text: str) -> bool:
    """Whether a given name among the words shows that the whole name is of Western Europe or America."""
    common = word_sets()["cyrillic-common"]
    words = text.translate(_BLANKS).casefold().replace("ё", "е").split()
    return 1 < len(words) < 5 and any(word in _foreign() and word not in common for word in words)


@cache
def _foreign() -> dict[str, tuple[Form, ...]]:
    """Names of other languages as they are written in Cyrillic (Уильям is William)."""
    return {
        native: tuple(
            Form(tuple(one.split("_")), Relation.USUAL_SPELLING, 0.3 * at)
            for at, one in enumerate(latin.split())
        )
        for native, latin in rows("names_cyrillic.tsv", 2)
    }


def _spelled(word: str, language: str) -> list[Form]:
    """A word letter by letter by the systems in use, with the usual spellings of names."""
    names = vocabulary().names
    forms = list(_foreign().get(word.replace("ё", "е"), ()))
    offset = 0.3 if forms else 0.0
    for at, (latin, cost) in enumerate(readings(word, language)):
        folded = fold(latin)
        forms.append(Form((folded,), Relation.TRANSLITERATION, cost + offset))
        if at < 2 and (father := patronymics.usual(folded)):
            forms.append(Form((father,), Relation.USUAL_SPELLING, cost + 0.3))
        if at < 3:
            forms += [Form(f.words, f.relation, f.cost + cost + offset) for f in names.get(folded, ())[:2]]
    return forms


# Endings in which an undertaking has the name of a place or a person, and what stands in another rendering instead.
_BASES: Final = (
    ("ского", "ский"), ("ская", "ский"), ("ское", "ский"), ("ской", "ский"), ("ские", "ский"), ("ских", "ский"),
    ("цкого", "цкий"), ("цкая", "цкий"), ("цкое", "цкий"), ("цкой", "цкий"),
    ("ова", "ов"), ("ева", "ев"), ("ина", "ин"), ("ына", "ын"), ("ського", "ський"), ("ська", "ський"), ("ське", "ський"),
    ("ської", "ський"), ("цька", "цький"), ("цьке", "цький"), ("ого", "ый"), ("его", "ий"),
)  # fmt: skip


def _base(word: str, language: str) -> list[Form]:
    """The masculine nominative of an adjective or surname, and the place from which an adjective is made."""
    forms: list[Form] = []
    base = word
    for ending, other in _BASES:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            base = word[: -len(ending)] + other
            forms.append(Form((readings(base, language)[0][0],), Relation.TRANSLITERATION, 0.5))
            break
    for ending in ("ский", "цкий", "ський", "цький"):
        if base.endswith(ending) and len(base) - len(ending) >= 3:
            place = base[: -len(ending)]
            forms.append(
                Form((readings(place + ending[0] + "к", language)[0][0],), Relation.TRANSLITERATION, 0.7)
            )
            forms.append(Form((readings(place, language)[0][0],), Relation.TRANSLITERATION, 1.0))
    return forms


def _undertaking(pieces: list[Piece], language: str) -> list[Token]:
    """The terms among the words made one token, then the short legal forms before and after the name."""
    known = lexicon()
    keys = [stem(key) for key, _ in pieces]
    out: list[Piece] = []
    at = 0
    while at < len(keys):
        for term in known.terms.get(keys[at], ()):
            size = len(term.stems)
            if tuple(keys[at : at + size]) == term.stems:
                out.append((" ".join(term.stems), _term_token(term, pieces[at : at + size], language)))
                at += size
                break
        else:
            out.append(pieces[at])
            at += 1
    made = [token for _, token in out]
    _edges(out, made, known)
    return made


def _term_token(term: Term, parts: list[Piece], language: str) -> Token:
    written = " ".join(token.written for _, token in parts)
    if term.legal:
        return legal(written, term.legal)
    spelled = tuple(readings(key, language)[0][0] or key for key, _ in parts)
    return Token(written, best((*term.forms, Form(spelled, Relation.TRANSLITERATION, 1.0))))


def _edges(pieces: list[Piece], made: list[Token], known: CyrillicLexicon) -> None:
    """АО, ДП, ТОВ and other short ones are legal forms before or after a name, never the whole of it."""
    if len(made) < 2:
        return
    at = 0
    while at < len(made) - 1 and (made[at].role is Role.LEGAL_FORM or _turn(pieces, made, at, known)):
        at += 1
    _turn(pieces, made, len(made) - 1, known)


def _turn(pieces: list[Piece], made: list[Token], at: int, known: CyrillicLexicon) -> bool:
    kind, _ = known.legal.get(pieces[at][0], ("", END))
    if kind and made[at].role is not Role.LEGAL_FORM:
        made[at] = legal(made[at].written, kind)
        return True
    return False
