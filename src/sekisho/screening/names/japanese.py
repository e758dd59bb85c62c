"""Japanese names in kanji and kana: romaji in its usual spellings, the readings of kanji, and translation."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import product
from typing import TYPE_CHECKING

from sekisho.screening.names import (
    chinese,
    chinese_persons,
    east_forms,
    east_lexicon,
    east_marks,
    east_segments,
    east_tables,
    han,
    kana,
    transcription,
)
from sekisho.screening.names.forms import Form, Relation, Token

if TYPE_CHECKING:
    from sekisho.sources.records import PartyKind

_LONGEST = 24  # signs of a person's name in kana; a longer text is none
_KOREAN = frozenset({"KP", "KR"})


@cache
def _names(table: str) -> dict[str, tuple[str, ...]]:
    rows = (row.split("\t") for row in east_tables.lines(table))
    return {cells[0]: tuple(cells[1].split()) for cells in rows if len(cells) > 1}


def surnames() -> dict[str, tuple[str, ...]]:
    """Japanese surnames, folded, with their readings in romaji (long vowels written out), the usual one first."""
    return _names("surnames_japanese.tsv")


def given_names() -> dict[str, tuple[str, ...]]:
    """Japanese given names, folded, with their readings in romaji, the usual one first."""
    return _names("given_japanese.tsv")


def tokens(text: str, *, kind: PartyKind = "unknown", country: str = "") -> tuple[Token, ...]:
    """The tokens of a name in kanji and kana, read as Japanese; `country` is the party's ISO 3166-1 alpha-2 code.

    A Chinese or Korean party that is written the Japanese way keeps its own readings of the characters: Japan names 平壌貿易
    in kanji, and the world knows it as Pyongyang Trading.
    """
    return _tokens(text, kind, country)


@lru_cache(4096)
def _tokens(text: str, kind: str, country: str) -> tuple[Token, ...]:
    folded = han.fold(text).strip()
    if country == "" and east_marks.korean(folded):
        country = "KP"
    compact = "".join(folded.split())
    if country not in east_forms.CHINESE | _KOREAN and (
        kind == "person" or (kind == "unknown" and _looks_like_person(compact))
    ):
        found = _person(folded, chinese.as_written(text, folded))
        if found:
            return found
    written = chinese.as_written(text, folded)
    out: list[Token] = []
    for segment in east_segments.segments(
        folded, "ko" if country in _KOREAN and not _has_kana(folded) else "ja"
    ):
        piece = folded[segment.start : segment.end]
        token = segment_token(piece, written[segment.start : segment.end], segment.kind, country)
        if token is not None:
            out.append(token)
    return tuple(out)


def _has_kana(text: str) -> bool:
    return any(han.is_kana(sign) for sign in text)


def _looks_like_person(compact: str) -> bool:
    if not 2 <= len(compact) <= 8:
        return False
    table = east_lexicon.lexicon("ja")
    return _cut_person(compact) is not None and not any(
        (word := table.word(compact[at:end])) is not None and word.kind not in ("brand", "suffix")
        for at in range(len(compact))
        for end in range(at + 3, len(compact) + 1)
    )


@lru_cache(4096)
def surely_person(compact: str, person: bool) -> bool:
    """Whether a folded name of three to six Han characters is hardly anything but a Japanese person.

    It begins with a known surname of two characters or more that is no Chinese surname; a name of three characters moreover does
    not begin with a Chinese surname, and one of five or six ends with a known given name unless it is said to be a `person`.
    """
    if (
        not 3 <= len(compact) <= 6
        or not all(han.is_han(sign) for sign in compact)
        or chinese_persons.is_surname(compact[:2])
    ):
        return False
    if compact[:2] not in surnames() and compact[:3] not in surnames():
        return False
    if not person and _holds_a_word(compact):
        return False
    if len(compact) == 3:
        return not chinese_persons.is_surname(compact[0]) or compact[1:] in surnames()
    return person or len(compact) == 4 or any(compact[cut:] in given_names() for cut in (2, 3))


def _holds_a_word(compact: str) -> bool:
    table = east_lexicon.lexicon("zh")
    return any(
        compact[at:end] in table for at in range(2, len(compact)) for end in range(at + 2, len(compact) + 1)
    )


@lru_cache(8192)
def second_reading(compact: str) -> tuple[tuple[Form, ...], tuple[Form, ...]]:
    """Surname and given name of a name that is taken for Chinese and may be Japanese (林健二, 石破茂); empty where it hardly is."""
    for cut in (2, 1):
        if compact[:cut] in surnames() and compact[cut:] in given_names():
            return name_forms(compact[:cut], "surname")[:2], name_forms(compact[cut:], "given")[:2]
    if compact[0] in surnames() and not chinese_persons.is_surname(compact[0]):
        return name_forms(compact[0], "surname")[:2], name_forms(compact[1:], "given")[:2]
    return (), ()


def _cut_person(compact: str) -> int | None:
    """Where the surname ends: the longest surname that leaves a given name, a known one if possible."""
    known, given = surnames(), given_names()
    fallback = None
    for cut in range(min(4, len(compact) - 1), 0, -1):
        if compact[:cut] in known:
            if compact[cut:] in given or all(han.is_kana(sign) for sign in compact[cut:]):
                return cut
            fallback = fallback or cut
    return fallback


_PART = re.compile(r"[^\s・,、]+")


def _person(folded: str, written: str) -> tuple[Token, ...]:
    spans = [match.span() for match in _PART.finditer(folded)]
    if len(spans) == 1:
        start, end = spans[0]
        compact = folded[start:end]
        cut = _cut_person(compact)
        if len(compact) > _LONGEST:
            return ()
        if cut is None and not all(han.is_kana(sign) for sign in compact) and 2 <= len(compact) <= 6:
            cut = 1 if len(compact) == 2 else 2
        if cut is not None:
            spans = [(start, start + cut), (start + cut, end)]
    parts = [(folded[start:end], written[start:end]) for start, end in spans]
    if len(parts) != 2 or all(han.is_kana(sign) for sign in folded[spans[0][0] : spans[0][1]]):
        return _words(parts)
    (surname, surname_written), (given, given_written) = parts
    return (
        east_forms.token(surname_written, name_forms(surname, "surname")),
        east_forms.token(given_written, name_forms(given, "given")),
    )


def _words(parts: list[tuple[str, str]]) -> tuple[Token, ...]:
    return tuple(east_forms.token(written, name_forms(part, "given")) for part, written in parts)


@lru_cache(16384)
def name_forms(text: str, table: str) -> tuple[Form, ...]:
    """Latin spellings of a surname ("surname") or given name ("given") in kanji or kana."""
    if _has_kana(text) and not any(han.is_han(sign) for sign in text):
        return _unknown_forms(text)
    readings = (surnames() if table == "surname" else given_names()).get(text, ())
    forms: list[Form] = []
    for at, reading in enumerate(readings):
        forms += _romaji_forms(reading, 0.9 * at, Relation.KANJI_READING)[: 4 if not at else 2]
    if not forms:
        forms = [
            *east_forms.dearer(_pieced(text, table), 0.5),
            *east_forms.dearer(east_forms.on_forms(text)[:3], 1.0),
        ]
    return east_forms.best([*forms, *east_forms.dearer(east_forms.mandarin_forms(text)[:1], 4.0)])


@cache
def _kanji() -> dict[str, list[list[str]]]:
    rows = ((row + "\t\t\t\t").split("\t")[:5] for row in east_tables.lines("kanji_japanese.tsv"))
    return {cells[0]: [cell.split() for cell in cells[1:]] for cells in rows}


def _kanji_options(sign: str, column: int) -> list[str]:
    """Readings of one character of a name: by its place there, else its kun-reading, else its on-reading."""
    if han.is_kana(sign):
        return [kana.romaji(sign)]
    row = _kanji().get(sign)
    if row is not None and row[column]:
        return row[column][:2]
    readings = east_forms.character(sign)
    return [*readings.kun[:1], *readings.on[:1]][:2]


@lru_cache(16384)
def _pieced(text: str, table: str) -> tuple[Form, ...]:
    """A name that no table knows, from the usual readings of its characters in names; the first are free."""
    if len(text) > 4:
        return ()
    base = 0 if table == "surname" else 2
    options = [_kanji_options(sign, base + (1 if at else 0)) for at, sign in enumerate(text)]
    if table == "given" and "之" in text[1:-1]:
        options[text.index("之", 1)] = ["no"]  # 蔵之介, 幸之助
    if not all(options):
        return ()
    forms: list[Form] = []
    for choice in product(*(option if len(text) < 3 else option[:1] for option in options)):
        cost = 0.7 * sum(part != option[0] for part, option in zip(choice, options, strict=True))
        forms += _romaji_forms("".join(choice), cost, Relation.KANJI_READING)[:2]
    return east_forms.best(forms, 5)


@lru_cache(16384)
def _romaji_forms(latin: str, cost: float, relation: Relation) -> tuple[Form, ...]:
    if not latin:
        return ()
    return tuple(Form((text,), relation, round(cost + price, 2)) for text, price in kana.spellings(latin))


def segment_token(piece: str, shown: str, kind: str, country: str) -> Token | None:
    """The token of one segment of an organisation's name that is written the Japanese way."""
    return _segment_token(piece, shown, kind, country)


@lru_cache(32768)
def _segment_token(piece: str, shown: str, kind: str, country: str) -> Token | None:
    plain = chinese.plain_token(piece, shown, kind)
    if plain is not None:
        return plain
    if not _has_kana(piece):
        if country in east_forms.CHINESE and not (kind == "word" and piece in east_lexicon.lexicon("ja")):
            return chinese.segment_token(piece, shown, kind, country)
        if country in _KOREAN:
            from sekisho.screening.names import korean

            if not (
                kind == "word"
                and piece in east_lexicon.lexicon("ja")
                and piece not in east_lexicon.lexicon("zh")
            ):
                return korean.segment_token(piece, kind, country)
    if kind == "word":
        word = east_lexicon.lookup("ja", piece)
        if word is not None:
            return east_forms.token(shown, _word_forms(piece, word), chinese.role_of(word))
    forms = _unknown_forms(piece)
    return east_forms.token(shown, forms)


@lru_cache(16384)
def _word_forms(piece: str, word: east_lexicon.Word) -> tuple[Form, ...]:
    forms = [Form(words, Relation.TRANSLATION, cost) for words, cost in word.english]
    if word.kind == "legal":
        return east_forms.best(forms)
    price = {"word": 1.5, "place": 0.0, "brand": 0.0}.get(word.kind, 1.5) if forms else 0.0
    own = [Form((text.replace(" ", ""),), Relation.ROMAJI, round(price + cost + extra, 2))
           for words, cost in word.romaji for text, extra in kana.spellings("".join(words))[:3]]  # fmt: skip
    if not own:
        own = _sounds(piece, price)
    return east_forms.best([*forms[:5], *own])


def _sounds(piece: str, price: float) -> list[Form]:
    if _has_kana(piece):
        return [
            Form(form.words, form.relation, round(form.cost + price + 0.5, 2))
            for form in _unknown_forms(piece)[:3]
        ]
    return east_forms.dearer(east_forms.on_forms(piece)[:3], price)


def _unknown_forms(piece: str) -> tuple[Form, ...]:
    if _has_kana(piece) and not any(han.is_han(sign) for sign in piece):
        letters = transcription.kana_letters(piece)
        if letters:
            sounds = _romaji_forms(kana.romaji(piece), 2.0, Relation.ROMAJI)
            return east_forms.best([*chinese.latin_forms(letters), *sounds[:2]])
        forms = list(_romaji_forms(kana.romaji(piece), 0.0, Relation.ROMAJI)[:5])
        loan = transcription.kana_form(piece)
        if loan:
            forms.append(Form((loan,), Relation.TRANSLITERATION, 0.6))
        for at, latin in enumerate(transcription.kana_names(piece)):
            forms.append(Form(tuple(latin.split()), Relation.TRANSLITERATION, 0.4 * at))
        return east_forms.best(forms)
    if _has_kana(piece):
        return _pieced(piece, "surname") or _romaji_forms(kana.romaji(piece), 1.0, Relation.ROMAJI)
    known = surnames().get(piece, ())
    forms = []
    for at, reading in enumerate(known):
        forms += _romaji_forms(reading, 0.7 * at, Relation.KANJI_READING)[:3]
    forms += east_forms.dearer(east_forms.on_forms(piece)[:3], 0.3 if forms else -0.5)
    forms += east_forms.dearer(_pieced(piece, "surname")[:3], 1.0 if forms and known else 0.6)
    forms += east_forms.dearer(east_forms.mandarin_forms(piece)[:1], 3.0)
    return east_forms.best(forms)
