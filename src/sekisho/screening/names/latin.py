"""Names in Latin letters as tokens: words, legal forms, numbers, initials, particles and titles, each with its forms."""

from __future__ import annotations

from typing import Final

from sekisho.screening.names import patronymics
from sekisho.screening.names.folding import fold, second_spelling
from sekisho.screening.names.forms import Form, Relation, Role, Token
from sekisho.screening.names.latin_east import with_eastern_forms
from sekisho.screening.names.latin_words import (
    NUMBER_WORDS,
    ROMAN,
    TENS,
    Forms,
    Phrase,
    Vocabulary,
    small_words,
    vocabulary,
)
from sekisho.screening.names.legal_forms import ANYWHERE, END
from sekisho.screening.names.making import best, legal, number, plain
from sekisho.screening.names.tsv import word_sets
from sekisho.sources.records import PartyKind

_BLANKS: Final = str.maketrans(dict.fromkeys(',;:"()[]{}<>|!?*=_«»“”„‚、，；：（）「」【】\\~^•·…', " "))
_MOST_KEPT: Final = 60_000
_SINGULAR: Final = 0.3
# The second part of Nureddin, Nour Eddine, Nur ud-Din; and what stands before it where the article is apart.
_FAITH: Final = frozenset(
    ["din", "deen", "dine", "eddin", "eddine", "eddeen", "uddin", "uddeen", "aldin", "eldin", "addin"]
)
_FAITH_ARTICLES: Final = frozenset(["al", "el", "ad", "ed", "ud", "ul", "ol"])
_NUMBER_SIGNS: Final = frozenset(("no", "nr", "num", "number", "n", "nos"))
# At the end of the name of a ship or an undertaking: Grace I.
_ROMAN_LETTERS: Final = {"i": "1", "v": "5", "x": "10"}

Piece = tuple[str, Token]


class _Book:
    """What was made of each written word before, for one kind of party; emptied when it grows too large."""

    def __init__(self, *, person: bool, undertaking: bool) -> None:
        self.person = person
        self.undertaking = undertaking
        self.words: Vocabulary = vocabulary()
        self.small = small_words()
        self.phrases = self.words.name_phrases if person else self.words.phrases
        self._kept: dict[str, tuple[Piece, ...]] = {}

    def pieces(self, chunk: str) -> tuple[Piece, ...]:
        found = self._kept.get(chunk)
        if found is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            found = self._kept[chunk] = self._read(chunk)
        return found

    def _read(self, chunk: str) -> tuple[Piece, ...]:
        folded = fold(chunk)
        if folded.isalpha():
            return ((folded, self._word(chunk, folded)),)
        return self._odd(chunk, folded)

    def _odd(self, chunk: str, folded: str) -> tuple[Piece, ...]:
        """A piece of text with marks or digits in it."""
        core = folded.strip(" -.'/&+#%@$№")
        if folded in ("&", "+"):
            return (("and", plain(chunk, "and", Role.PARTICLE)),)
        if not core:
            return ()
        if core.endswith("'s") or core.endswith("s'"):
            core = core.replace("'", "")
        if core.isalpha():
            return ((core, self._word(chunk, core)),)
        joined = core.replace(".", "").replace("'", "").replace("/", "")
        if joined.isalpha():
            if not self.person and (joined in self.words.legal or core in self.words.general):
                return ((joined, self._word(chunk, joined)),)
            if "/" not in core and "." not in core:
                return self._apostrophe(chunk, core, joined)
            letters = core.split(".")
            if "/" not in core and all(len(letter) <= 1 for letter in letters):
                return self._dotted(chunk, joined)
        if not self.person and core in self.words.general:
            return ((core, Token(chunk, self._forms(chunk, core))),)
        parts = [part for part in _parted(core) if part]
        if len(parts) == 1:
            part = parts[0].replace("'", "")
            return ((part, self._word(chunk, part)),) if part else ()
        return tuple((part, self._word(part, part)) for part in parts)

    def _apostrophe(self, chunk: str, core: str, joined: str) -> tuple[Piece, ...]:
        """O'Neil, d'Ivoire, l'Industrie, Ma'ruf: one word; after a French article also the word alone."""
        forms = list(self._forms(chunk, joined))
        before, _, after = core.partition("'")
        if len(before) == 1 and len(after) > 2 and before in "dlsn":
            forms += [Form((after,), Relation.FOLDED, 0.2), *_dearer(self._forms(after, after), 0.2)]
        return ((joined, Token(chunk, best(forms))),)

    def _dotted(self, chunk: str, joined: str) -> tuple[Piece, ...]:
        """U.S.A. is one word; the letters of J.P. are initials in the name of a person."""
        if len(joined) == 1 or (self.person and len(joined) < 4):
            return tuple((letter, plain(letter, letter, Role.INITIAL)) for letter in joined)
        apart = Form(tuple(joined), Relation.FOLDED, 0.7)
        return ((joined, Token(chunk, best((*self._word(chunk, joined).forms, apart)))),)

    def _word(self, written: str, word: str) -> Token:
        if len(word) == 1:
            if word.isdigit():
                return number(written, word)
            if self.person or word not in self.small.particle:
                return plain(written, word, Role.INITIAL)
            return plain(written, word, Role.PARTICLE)
        if not word.isalpha():
            return _with_digits(written, word)
        if word in self.small.particle and not (self.person and word in self.small.doubtful):
            return plain(written, word, Role.PARTICLE)
        if self.person:
            if word in self.small.title and word not in self.small.name:
                return plain(written, word, Role.TITLE)
        else:
            kind, where = self.words.legal.get(word, ("", END))
            if where == ANYWHERE:
                return legal(written, kind)
            digits = NUMBER_WORDS.get(word) or ROMAN.get(word)
            if digits:
                return number(written, digits, Form((word,), Relation.FOLDED, 0.3))
        return Token(written, self._forms(written, word))

    def _forms(self, written: str, word: str) -> Forms:
        """All forms of one word."""
        first = Form((word,), Relation.AS_WRITTEN if written == word else Relation.FOLDED)
        forms = [first]
        if not written.isascii():
            second = second_spelling(written).replace(".", "").replace("'", "")
            if second and second != word and second.isalpha():
                forms.append(Form((second,), Relation.FOLDED, 0.5))
        forms += self.words.names.get(word, ())
        if father := patronymics.usual(word):
            forms.append(Form((father,), Relation.USUAL_SPELLING, 0.3))
        if not self.person:
            forms += self._meanings(word)
        return best(forms)

    def _meanings(self, word: str) -> list[Form]:
        """The general words of undertakings that a word stands for: full words, the singular, the translation."""
        general = self.words.general
        forms = list(general.get(word, ()))
        if not forms and len(word) > 6:
            forms = list(self.words.russian(word))
        singular = _singular(word)
        if singular:
            forms.append(Form((singular,), Relation.FOLDED, _SINGULAR))
            forms += _dearer(general.get(singular, ()), _SINGULAR)
        for form in tuple(forms):
            # One step more: an abbreviation of a word that has a usual synonym (ELEC MFG, "manufacturing" is "production").
            if len(form.words) == 1:
                forms += _dearer(general.get(form.words[0], ()), form.cost)
        return forms


def _dearer(forms: Forms, cost: float) -> list[Form]:
    return [Form(form.words, form.relation, form.cost + cost) for form in forms]


def _parted(core: str) -> list[str]:
    for mark in "./&+#%@$№'":
        core = core.replace(mark, " " if mark != "'" else "")
    return core.replace("-", " ").split()


def _singular(word: str) -> str:
    """The singular of an English plural; "" for what is none. "Siemens" loses its s on both sides alike, at the same cost."""
    if len(word) < 5 or word[-1] != "s" or word[-2] in "siu":
        return ""
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1]


def _with_digits(written: str, word: str) -> Token:
    """13, 13th, no13, C4ISR, 3M: a number where there are only digits and the marks of order."""
    digits = word.lstrip("0") or "0" if word.isdigit() else ""
    if word.isdecimal():
        return number(written, digits if digits.isascii() else str(int(word)))
    for before in ("no", "nr"):
        if word.startswith(before) and word[len(before) :].isdecimal():
            return number(written, str(int(word[len(before) :])))
    for after in ("st", "nd", "rd", "th", "e", "eme", "er", "o", "a"):
        if word.endswith(after) and word[: -len(after)].isdecimal():
            return number(written, str(int(word[: -len(after)])), Form((word,), Relation.FOLDED, 0.3))
    return plain(written, word)


_books: dict[str, _Book] = {}


def _book(kind: PartyKind) -> _Book:
    person = kind == "person"
    key = "person" if person else "undertaking" if kind == "organisation" else "any"
    book = _books.get(key)
    if book is None:
        book = _books[key] = _Book(person=person, undertaking=kind == "organisation")
    return book


def tokens(text: str, *, kind: PartyKind = "unknown", country: str = "") -> tuple[Token, ...]:
    """The tokens of a text in Latin letters.

    A hyphenated word is a token for each part; an abbreviation with dots is one token. `country` (ISO 3166-1 alpha-2) is
    taken for the sake of one signature for all scripts.
    """
    book = _book(kind)
    read = book.pieces
    pieces: list[Piece] = []
    for chunk in text.translate(_BLANKS).split():
        pieces += read(chunk)
    if not pieces:
        return ()
    if not _FAITH.isdisjoint(key for key, _ in pieces):
        pieces = _of_the_faith(pieces)
    phrases = book.phrases
    if any(key in phrases for key, _ in pieces):
        pieces = _join(pieces, phrases)
    made = [token for _, token in pieces]
    _numbers(pieces, made)
    if not book.undertaking and 2 <= len(made) <= 5:
        with_eastern_forms([key for key, _ in pieces], made)
    if book.person:
        _persons_small_words(pieces, made)
    else:
        _legal_edges(pieces, made, book)
        if not book.undertaking:
            _leading_title(pieces, made)
        if kind == "vessel" and len(made) > 1 and pieces[0][0] in word_sets()["ship-prefix"]:
            made[0] = Token(made[0].written, made[0].forms, Role.TITLE)
    return tuple(_articles(pieces, made))


def _of_the_faith(pieces: list[Piece]) -> list[Piece]:
    """A name and "of the faith" as one token: Ansar Eddine, Ansar al-Din, Ansaruddin."""
    out: list[Piece] = []
    for key, token in pieces:
        apart = key in ("din", "deen", "dine")
        size = 2 if apart and len(out) > 1 and out[-1][0] in _FAITH_ARTICLES else 1
        if key not in _FAITH or (apart and size == 1) or len(out) < size or not out[-size][0].isalpha():
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


def _join(pieces: list[Piece], phrases: dict[str, tuple[Phrase, ...]]) -> list[Piece]:
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
    return Token(written, best((Form(phrase.words, Relation.FOLDED), *phrase.forms)))


def _numbers(pieces: list[Piece], made: list[Token]) -> None:
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


def _persons_small_words(pieces: list[Piece], made: list[Token]) -> None:
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


def _leading_title(pieces: list[Piece], made: list[Token]) -> None:
    """Of a party of unknown kind only what is always a title, in the first place."""
    key, small = pieces[0][0], small_words()
    if len(made) > 1 and key in small.title and key not in small.name and made[0].role is Role.WORD:
        made[0] = Token(made[0].written, made[0].forms, Role.TITLE)


def _legal_edges(pieces: list[Piece], made: list[Token], book: _Book) -> None:
    """Short legal forms that are one only after the name, or before it (AG, SA, PT); never the whole of a name."""
    known = book.words.legal
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


def _articles(pieces: list[Piece], made: list[Token]) -> list[Token]:
    """A word after an Arabic article is also written into one with it: Al Shabaab, Alshabaab."""
    articles = small_words().article
    for at in range(len(made) - 1):
        key = pieces[at][0]
        if key in articles and (made[at].role is Role.PARTICLE or key in ("al", "el")):
            after = made[at + 1]
            if after.role is Role.WORD and len(after.forms[0].words) == 1:
                joined = Form((key + after.forms[0].words[0],), Relation.FOLDED, 0.7)
                made[at + 1] = Token(after.written, best((*after.forms, joined)))
    return made
