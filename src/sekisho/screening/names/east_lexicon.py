"""The words of organisations and places in Chinese, Japanese and Korean, with what they are called in English.

Three tables: `words_han.tsv` for what is written in Han characters anywhere, `words_japanese.tsv` for Japanese words with
their romaji, `words_korean.tsv` for hangul; and `trade_names.tsv` for names that neither sound nor meaning gives. Han
characters stand folded (`han.fold`), so one row serves all countries.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from sekisho.screening.names import east_forms, east_tables, han, hangul_loans

Language = Literal["zh", "ja", "ko"]
Spelling = tuple[tuple[str, ...], float]


class Word(NamedTuple):
    """A word of the lexicon. `kind` is word, legal, place, brand, suffix or particle; `english` and `romaji` go from the likeliest on.

    `reading` is the Mandarin reading by syllables where the characters alone would mislead (银行 yin hang).
    """

    kind: str
    english: tuple[Spelling, ...] = ()
    reading: tuple[str, ...] = ()
    romaji: tuple[Spelling, ...] = ()


_KINDS = {"w": "word", "l": "legal", "p": "place", "b": "brand", "s": "suffix", "x": "particle", "": "word"}
_FILES: dict[Language, str] = {"zh": "words_han.tsv", "ja": "words_japanese.tsv", "ko": "words_korean.tsv"}


class Lexicon:
    """One table: which pieces of a text are words. Rows are taken apart when they are first met."""

    def __init__(self, language: Language) -> None:
        self._rows: dict[str, str] = {}
        self._words: dict[str, Word] = {}
        self._longest: dict[str, int] = {}
        rows = [*east_tables.lines(_FILES[language]), *_trade_names(language)]
        if language == "ja":
            # Firms bear surnames; they stand behind the words of the same spelling.
            rows = [*rows, *map(_surname_row, east_tables.lines("surnames_japanese.tsv"))]
        for row in rows:
            word = row[: row.index("\t")]
            if self._rows.setdefault(word, row) is not row:
                continue
            if len(word) > self._longest.get(word[0], 0):
                self._longest[word[0]] = len(word)
        self._language = language
        self._borrowed: dict[str, str] = {}
        if language == "ko":
            self._borrow()

    def _borrow(self) -> None:
        """Korea writes Chinese words by its own sounds of their characters (항천 for 航天), and Chinese places by Mandarin's too (난징)."""
        other = lexicon("zh")
        for han_word in other:
            if len(han_word) < 2 or other.kind_of(han_word) not in ("w", "p"):
                continue
            ways = [east_forms.hanja(han_word), east_forms.hanja(han_word, "KP")]
            if other.kind_of(han_word) == "p":
                ways.append(hangul_loans.place(han_word))
            for way in ways:
                if len(way) > 1 and way not in self._rows and self._borrowed.setdefault(way, han_word):
                    self._longest[way[0]] = max(self._longest.get(way[0], 0), len(way))

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def longest(self, first: str) -> int:
        """The length of the longest word that begins with a character."""
        return self._longest.get(first, 0)

    def __contains__(self, piece: str) -> bool:
        return piece in self._rows

    def word(self, piece: str) -> Word | None:
        """The word, or None where the table has none."""
        found = self._words.get(piece)
        if found is None:
            row = self._rows.get(piece)
            if row is None:
                source = self._borrowed.get(piece)
                return lexicon("zh").word(source) if source else None
            found = self._words[piece] = self._parsed(row)
        return found

    def kind_of(self, piece: str) -> str:
        """The letter of the kind of a word that the table holds."""
        return self._rows[piece].split("\t", 2)[1]

    def _parsed(self, row: str) -> Word:
        cells = (row.split("\t") + [""] * 4)[:5]
        kind = _KINDS[cells[1]]
        if self._language == "ja":
            return Word(kind, _spellings(cells[3]), (), _spellings(cells[2]))
        return Word(kind, _spellings(cells[2]), tuple(cells[3].split()))


def _surname_row(row: str) -> str:
    name, _, readings = row.partition("\t")
    return f"{name}\tb\t{readings.replace(' ', '|')}\t" if len(name) > 1 else f"{name}\ts"


def _trade_names(language: Language) -> Iterator[str]:
    """The rows of the table of trade names for one language, as a lexicon has them."""
    column = ("zh", "ja", "ko").index(language) + 1
    blank = "\t" if language == "ja" else ""
    for row in east_tables.lines("trade_names.tsv"):
        cells = row.split("\t")
        for name in cells[column].split("|"):
            if name:
                yield f"{han.fold(name)}\tb\t{blank}{cells[0]}"


_IDLE = frozenset(("of", "and", "the", "for"))


def _spellings(cell: str) -> tuple[Spelling, ...]:
    """The renderings of a cell; words that only join others ("of", "and") are left out, as no name is told by them."""
    found: dict[tuple[str, ...], float] = {}
    for text, cost in east_tables.costed(cell, step=0.7, sep="|"):
        words = tuple(text.split())
        told = tuple(word for word in words if word not in _IDLE) or words
        found.setdefault(told, cost)
    return tuple(found.items())


@cache
def lexicon(language: Language) -> Lexicon:
    """The table of a language, read once."""
    return Lexicon(language)


_PLACE_SUFFIXES = "市省县区州府道郡"


@cache
def lookup(language: Language, piece: str) -> Word | None:
    """A word as a language knows it: its own table first, then the table of Han words; a place may have 市, 省, 县 … behind it."""
    for table in (lexicon(language), lexicon("zh")):
        found = table.word(piece)
        if found is not None:
            if found.kind != "suffix":
                return found
    if len(piece) > 2 and piece[-1] in _PLACE_SUFFIXES:
        for table in (lexicon(language), lexicon("zh")):
            found = table.word(piece[:-1])
            if found is not None and found.kind == "place":
                return found
    return None


def longest(language: Language, first: str) -> int:
    """The length of the longest word of a language that begins with a character, a place's suffix included."""
    own = lexicon(language).longest(first)
    if han.is_han(first):
        other = lexicon("zh").longest(first)
        own = max(own, other)
    return own + 1 if own else 0
