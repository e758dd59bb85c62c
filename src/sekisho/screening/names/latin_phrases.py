"""What the words of a Latin name do together: phrases, numbers of two words, titles, particles, legal forms at the ends."""

from __future__ import annotations

from typing import Final

from sekisho.screening.names.forms import Form, Relation, Role, Token
from sekisho.screening.names.latin_words import NUMBER_WORDS, TENS, Phrase, small_words, vocabulary
from sekisho.screening.names.legal_forms import ANYWHERE, END
from sekisho.screening.names.making import best, legal, number

# The word as it is looked up, and its token.
Piece = tuple[str, Token]

# The second part of Nureddin, Nour Eddine, Nur ud-Din; and what stands before it where the article is apart.
FAITH: Final = frozenset(
    ["din", "deen", "dine", "eddin", "eddine", "eddeen", "uddin", "uddeen", "aldin", "eldin"]
)
_FAITH_ARTICLES: Final = frozenset(["al", "el", "ad", "ed", "ud", "ul", "ol"])
_INSIDE: Final = 0.1
_NUMBER_SIGNS: Final = frozenset(("no", "nr", "num", "number", "n", "nos"))
# At the end of the name of a ship or an undertaking: Grace I.
_ROMAN_LETTERS: Final = {"i": "1", "v": "5", "x": "10"}


def of_the_faith(pieces: list[Piece]) -> list[Piece]:
    """A name and "of the faith" as one token: Ansar Eddine, Ansar al-Din, Ansaruddin."""
    out: list[Piece] = []
    for key, token in pieces:
        apart = key in ("din", "deen", "dine")
        size = 2 if apart and len(out) > 1 and out[-1][0] in _FAITH_ARTICLES else 1
        if key not in FAITH or (apart and size == 1) or len(out) < size or not out[-size][0].isalpha():
            out.append((key, token))
            continue
        first = out[-size][1]
        written = " ".join([*(t.written for _, t in out[-size:]), token.written])
        forms = [
            Form(words, Relation.USUAL_SPELLING, form.cost + cost)
            for form in first.forms[:2]
            if len(form.words) == 1
            for words, cost in (
                ((form.words[0] + "uddin",), 0.0),
                ((form.words[0], "al", "din"), 0.1),
                ((form.words[0] + "eddin",), 0.2),
            )
        ]
        usual = vocabulary().names.get(first.forms[0].words[0] + "uddin", ())
        out[-size:] = [(first.forms[0].words[0] + "uddin", Token(written, best((*forms, *usual))))]
    return out


def join(pieces: list[Piece], phrases: dict[str, tuple[Phrase, ...]]) -> list[Piece]:
    """Pieces with the phrases among them made one."""
    out: list[Piece] = []
    keys = [key for key, _ in pieces]
    at, end = 0, len(keys)
    while at < end:
        for phrase in phrases.get(keys[at], ()):
            size = len(phrase.words)
            if (
                at + size <= end
                and tuple(keys[at : at + size]) == phrase.words
                and _allowed(phrase, at, at + size, end)
            ):
                out.append(
                    (" ".join(phrase.words), _phrase_token(phrase, [t for _, t in pieces[at : at + size]]))
                )
                at += size
                break
        else:
            out.append(pieces[at])
            at += 1
    return out


def _allowed(phrase: Phrase, start: int, stop: int, end: int) -> bool:
    if not phrase.legal or phrase.where == ANYWHERE:
        return True
    if stop == end and start > 0:
        return True
    return phrase.where != END and start == 0 and stop < end


def _phrase_token(phrase: Phrase, parts: list[Token]) -> Token:
    written = " ".join(token.written for token in parts)
    if phrase.legal:
        return legal(written, phrase.legal)
    forms = [Form(phrase.words, Relation.FOLDED), *phrase.forms]
    if len(parts) == len(phrase.words):
        # What a single word may also be stays possible inside the phrase.
        for at, part in enumerate(parts):
            for form in part.forms[1:3]:
                if len(form.words) == 1:
                    words = (*phrase.words[:at], *form.words, *phrase.words[at + 1 :])
                    forms.append(Form(words, form.relation, form.cost + _INSIDE))
    return Token(written, best(forms))


def numbers(pieces: list[Piece], made: list[Token]) -> None:
    """Twenty-Ninth is the number 29; "No." before a number says nothing."""
    for at in range(len(pieces) - 1):
        key = pieces[at][0]
        if key in _NUMBER_SIGNS and made[at + 1].role is Role.NUMBER:
            made[at] = Token(made[at].written, made[at].forms, Role.PARTICLE)
            continue
        tens = TENS.get(key)
        after = NUMBER_WORDS.get(pieces[at + 1][0]) if tens else None
        if tens and after and int(after) < 10:
            made[at] = number(made[at].written, str(tens + int(after)))
            made[at + 1] = Token(made[at + 1].written, made[at + 1].forms[-1:], Role.PARTICLE)


def persons_small_words(pieces: list[Piece], made: list[Token]) -> None:
    """In the name of a person: doubtful particles between words, titles before the name."""
    small = small_words()
    last = len(pieces) - 1
    for at, (key, token) in enumerate(pieces):
        if token.role is not Role.WORD and token.role is not Role.INITIAL:
            continue
        between = 0 < at < last and len(key) > 1 and key in small.doubtful
        if between or (at < last and key in ("al", "el")):
            made[at] = Token(token.written, token.forms, Role.PARTICLE)
        elif at == 0 and last >= 1 and (key in small.first or key in small.name):
            if last >= 2 or key in small.first or token.written.endswith("."):
                made[at] = Token(token.written, token.forms, Role.TITLE)
    if all(token.role is Role.TITLE for token in made):
        made[-1] = Token(made[-1].written, made[-1].forms)


def ends_carry_the_name(pieces: list[Piece], made: list[Token]) -> None:
    """Outside persons' names too Li, Du and Ben at an end are a name, where the, of and al are none."""
    small = small_words()
    for at in {0, len(made) - 1}:
        key, token = pieces[at][0], made[at]
        if token.role is Role.PARTICLE and len(key) > 1 and key in small.doubtful and key not in small.plain:
            made[at] = Token(token.written, token.forms)


def leading_title(pieces: list[Piece], made: list[Token]) -> None:
    """Of a party of unknown kind only what is always a title, in the first place."""
    key, small = pieces[0][0], small_words()
    if len(made) > 1 and key in small.title and key not in small.name and made[0].role is Role.WORD:
        made[0] = Token(made[0].written, made[0].forms, Role.TITLE)


def legal_edges(pieces: list[Piece], made: list[Token], known: dict[str, tuple[str, str]]) -> None:
    """Short legal forms that are one only after the name, or before it (AG, SA, PT); never the whole of a name."""
    at = len(made) - 1
    if at > 0 and (roman := _ROMAN_LETTERS.get(pieces[at][0])):
        made[at] = number(made[at].written, roman, *made[at].forms)
    while at > 0:
        kind, _ = known.get(pieces[at][0], ("", ""))
        if kind and made[at].role is not Role.LEGAL_FORM:
            made[at] = legal(made[at].written, kind)
        elif made[at].role is not Role.LEGAL_FORM:
            break
        at -= 1
    if at > 0 and made[0].role is not Role.LEGAL_FORM:
        kind, where = known.get(pieces[0][0], ("", END))
        if kind and where != END:
            made[0] = legal(made[0].written, kind)


def articles(pieces: list[Piece], made: list[Token]) -> list[Token]:
    """A word after an Arabic article is also written into one with it: Al Shabaab, Alshabaab."""
    known = small_words().article
    for at in range(len(made) - 1):
        key = pieces[at][0]
        if key in known and (made[at].role is Role.PARTICLE or key in ("al", "el")):
            after = made[at + 1]
            if after.role is Role.WORD and len(after.forms[0].words) == 1:
                joined = Form((key + after.forms[0].words[0],), Relation.FOLDED, 0.7)
                made[at + 1] = Token(after.written, best((*after.forms, joined)))
    return made
