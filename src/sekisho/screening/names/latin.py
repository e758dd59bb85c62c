"""Names in Latin letters as tokens: words, legal forms, numbers, initials, particles and titles, each with its forms."""

from __future__ import annotations

from typing import Final

from sekisho.screening.names import patronymics
from sekisho.screening.names.folding import fold, second_spelling
from sekisho.screening.names.forms import Form, Relation, Role, Token
from sekisho.screening.names.latin_east import with_eastern_forms
from sekisho.screening.names.latin_phrases import (
    FAITH,
    Piece,
    articles,
    ends_carry_the_name,
    join,
    leading_title,
    legal_edges,
    numbers,
    of_the_faith,
    persons_small_words,
)
from sekisho.screening.names.latin_slips import LEAST_SLIPPED, legal_word
from sekisho.screening.names.latin_words import (
    NUMBER_WORDS,
    ROMAN,
    Forms,
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
            if not self.person and len(folded) >= LEAST_SLIPPED:
                folded = legal_word(folded) or folded
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
    if not FAITH.isdisjoint(key for key, _ in pieces):
        pieces = of_the_faith(pieces)
    phrases = book.phrases
    if any(key in phrases for key, _ in pieces):
        pieces = join(pieces, phrases)
    made = [token for _, token in pieces]
    numbers(pieces, made)
    if not book.undertaking and 2 <= len(made) <= 5:
        with_eastern_forms([key for key, _ in pieces], made)
    if book.person:
        persons_small_words(pieces, made)
    else:
        legal_edges(pieces, made, book.words.legal)
        ends_carry_the_name(pieces, made)
        if not book.undertaking:
            leading_title(pieces, made)
        if kind == "vessel" and len(made) > 1 and pieces[0][0] in word_sets()["ship-prefix"]:
            made[0] = Token(made[0].written, made[0].forms, Role.TITLE)
    return tuple(articles(pieces, made))
