"""Chinese names in all the Latin spellings that passports, registers and lists give them, and in translation.

A person has a surname and a given name, each with its Mandarin reading (pinyin, Wade-Giles) and the spellings of Hong Kong,
Taiwan and South-East Asia. An organisation is cut into words; a word that the lexicon knows has its English names and its
pinyin, any other piece is a name of its own and is spelled by its readings.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from sekisho.screening.names import (
    chinese_persons,
    east_forms,
    east_lexicon,
    east_marks,
    east_segments,
    han,
    latin,
    meanings,
    transcription,
)
from sekisho.screening.names.forms import Form, Relation, Role, Token

if TYPE_CHECKING:
    from sekisho.sources.records import PartyKind


_MOST_UNKNOWN = 10  # forms of a piece that no lexicon knows
# Blanks that a list sets between Chinese characters part nothing.
_BLANK_BETWEEN_HAN = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")


def tokens(text: str, *, kind: PartyKind = "unknown", country: str = "") -> tuple[Token, ...]:
    """The tokens of a name in Han characters, read as Chinese; `country` is the party's ISO 3166-1 alpha-2 code.

    Where the country is another than China, Hong Kong, Macau, Taiwan, Singapore or Malaysia, or none, Korean and Japanese
    readings stand beside the Chinese ones at a cost; for KR, KP and JP they come first. Text that is not Han (Latin, digits)
    is kept as it is.
    """
    return _tokens(text, kind, country)


@lru_cache(4096)
def _tokens(text: str, kind: str, country: str) -> tuple[Token, ...]:
    if country == "JP":
        from sekisho.screening.names import japanese

        return japanese.tokens(text, kind=kind, country=country)  # type: ignore[arg-type]
    if country in ("KR", "KP"):
        from sekisho.screening.names import korean

        return korean.tokens(text, kind=kind, country=country)  # type: ignore[arg-type]
    if country not in east_forms.CHINESE and east_marks.korean(han.fold(text)):
        from sekisho.screening.names import korean

        return korean.tokens(text, kind="organisation", country="KP")
    folded = _BLANK_BETWEEN_HAN.sub("", han.fold(text).strip())
    compact = "".join(folded.split())
    if transcription.has_dot(compact) and kind in ("person", "unknown"):
        foreign = _foreign_person(compact)
        if foreign:
            return foreign
    if country not in east_forms.CHINESE and kind in ("person", "unknown"):
        from sekisho.screening.names import japanese

        if japanese.surely_person(compact, kind == "person"):
            return japanese.tokens(text, kind="person", country=country)
    if kind == "person" or (kind == "unknown" and chinese_persons.looks_like_person(compact)):
        compact = compact.strip("()[]【】〔〕《》〈〉“”\"'.,;、。")
        found = chinese_persons.person(compact, as_written(text, compact), country)
        if found:
            return chinese_persons.or_brand(found) if kind == "unknown" and len(compact) == 2 else found
    return _organisation(folded, as_written(text, folded), country)


def _foreign_person(compact: str) -> tuple[Token, ...]:
    """A foreign person whose names are parted by middle dots, each written by its sound; () where a part is none."""
    out: list[Token] = []
    lexicon = east_lexicon.lexicon("zh")
    for part in transcription.split_name(compact):
        forms = transcription.han_forms(part)
        if not forms or any(part[at : at + 2] in lexicon for at in range(len(part) - 1)):
            return ()
        out.append(
            Token(
                part, east_forms.best([*forms, *east_forms.dearer(east_forms.mandarin_forms(part)[:1], 2.0)])
            )
        )
    return tuple(out)


def as_written(text: str, folded: str) -> str:
    """The text as it was written, if its characters still stand at the places of the folded ones; else the folded text."""
    for written in (text, text.strip(), "".join(text.split()), "".join(text.split()).strip("()（）[]「」")):
        if len(written) == len(folded) and han.fold(written) == folded:
            return written
    return folded


def _organisation(folded: str, written: str, country: str) -> tuple[Token, ...]:
    language: east_lexicon.Language = "zh"
    if country not in east_forms.CHINESE and east_marks.japanese(folded):
        language = "ja"
    out: list[Token] = []
    for segment in east_segments.segments(folded, language):
        piece = folded[segment.start : segment.end]
        shown = written[segment.start : segment.end]
        token = _segment_token(piece, shown, segment.kind, language, country)
        if token is not None:
            out.append(token)
    return tuple(out)


@lru_cache(32768)
def _segment_token(piece: str, shown: str, kind: str, language: str, country: str) -> Token | None:
    if language == "ja":
        from sekisho.screening.names import japanese

        return japanese.segment_token(piece, shown, kind, country)
    return segment_token(piece, shown, kind, country)


def segment_token(piece: str, shown: str, kind: str, country: str) -> Token | None:
    """The token of one segment of an organisation's name that is read as Chinese."""
    plain = plain_token(piece, shown, kind)
    if plain is not None:
        return plain
    if kind == "word":
        word = east_lexicon.lookup("zh", piece)
        if word is not None:
            return east_forms.token(shown, _word_forms(piece, word, country), role_of(word))
    text = shown if len(shown) == len(piece) else piece
    spelled = east_forms.mandarin_forms(text, country)
    forms = _with_foreign_sounds(piece, spelled, country)
    if country not in east_forms.CHINESE:
        forms = [
            *forms[:6],
            *east_forms.dearer(east_forms.hangul_forms(east_forms.hanja(text))[:1], 3.0, Relation.HANJA),
            *east_forms.dearer(
                east_forms.hangul_forms(east_forms.hanja(text, "KP"), "KP")[:1], 3.2, Relation.HANJA
            ),
        ]
    forms = [*forms, *_southern_pinyin(spelled), *meanings.forms(piece)]
    return east_forms.token(shown, east_forms.best(forms, _MOST_UNKNOWN))


_SOUTHERN = 1.3  # nats
_NASAL = {"in": "ing", "ing": "in", "en": "eng", "eng": "en"}
_ENDS = re.compile(r"(?:i|e)ng?$")


def _southern_pinyin(forms: tuple[Form, ...]) -> list[Form]:
    """The pinyin of a short piece as the south and Taiwan often spell it: no difference between in and ing, en and eng (盈科 Yinke)."""
    apart = next((form for form in forms if form.relation is Relation.PINYIN and len(form.words) == 2), None)
    if apart is None:
        return []
    found = []
    for at, syllable in enumerate(apart.words):
        end = _ENDS.search(syllable)
        if end and end.start():
            other = syllable[: end.start()] + _NASAL[end.group()]
            words = (*apart.words[:at], other, *apart.words[at + 1 :])
            found.append(Form(("".join(words),), Relation.PINYIN, _SOUTHERN))
    return found


# What sounds foreign beside its pinyin: near enough that likenesses of it are sought as well.
_FOREIGN_SOUND = -0.6


def _with_foreign_sounds(piece: str, forms: tuple[Form, ...], country: str) -> list[Form]:
    """The Mandarin forms and, for a foreign party or a piece that looks it, what foreign name the characters may spell."""
    western = country != "" and country not in east_forms.EAST
    if not western and not transcription.looks_foreign(piece):
        return list(forms)
    sounds = transcription.han_forms(piece, 0.0 if western else _FOREIGN_SOUND)
    if not sounds:
        return list(forms)
    return [*east_forms.dearer(forms[:3], 1.5 if western else 0.0), *sounds[:3]]


def plain_token(piece: str, shown: str, kind: str) -> Token | None:
    """The token of a number or of a Latin run; None for any other segment."""
    if kind == "number":
        digits = east_segments.value_of(piece.strip("第号"))
        return Token(shown, number_forms(digits), Role.NUMBER)
    if kind == "latin":
        words = tuple(
            part for part in piece.replace("-", " ").replace("&", " ").replace("'", "").split() if part
        )
        words = tuple(cleaned for word in words if (cleaned := word.strip(".")))
        if not words:
            return None
        return Token(shown, latin_forms(words[0]) if len(words) == 1 else (Form(words, Relation.AS_WRITTEN),))
    return None


@lru_cache(4096)
def latin_forms(word: str) -> tuple[Form, ...]:
    """A folded Latin word inside a name in East Asian script, and what it stands for where it is an abbreviation (SMIC, CETC)."""
    found = latin.tokens(word, kind="organisation")
    if len(found) == 1 and found[0].role is Role.WORD and found[0].forms:
        return found[0].forms
    return (Form((word,), Relation.AS_WRITTEN),)


_ORDINALS = (
    "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip


@lru_cache(1024)
def number_forms(digits: str) -> tuple[Form, ...]:
    """A number as English names write it: 13, 13th, thirteenth."""
    forms = [Form((digits,), Relation.NUMBER, 0.0)]
    if digits.isdigit() and len(digits) <= 4:
        value = int(digits)
        if str(value) != digits:
            forms.append(Form((str(value),), Relation.NUMBER, 0.5))
        ending = "th" if 10 <= value % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
        forms.append(Form((f"{value}{ending}",), Relation.NUMBER, 0.3))
        if 0 < value < len(_ORDINALS):
            forms.append(Form((_ORDINALS[value],), Relation.NUMBER, 0.6))
    return east_forms.best(forms)


_ROLES = {"legal": Role.LEGAL_FORM, "particle": Role.PARTICLE}


def role_of(word: east_lexicon.Word) -> Role:
    """The role of a lexicon word in a name."""
    return _ROLES.get(word.kind, Role.WORD)


# What it costs that a word was spelled by its sound and not translated, by the kind of the word.
SOUND_COST = {"particle": 3.0, "word": 2.5, "place": 0.3, "brand": 0.3, "legal": 3.0, "suffix": 2.0}


@lru_cache(16384)
def _word_forms(piece: str, word: east_lexicon.Word, country: str) -> tuple[Form, ...]:
    forms = [Form(words, Relation.TRANSLATION, cost) for words, cost in word.english]
    if word.kind == "legal":
        return east_forms.best(forms)
    base = piece
    if word.kind == "place" and east_lexicon.lexicon("zh").word(piece) is None:
        base = piece[:-1]
    sound = east_forms.mandarin_forms(base, country, word.reading)
    price = SOUND_COST[word.kind] if forms else 0.0
    if forms and word.kind != "brand":
        sound = tuple(form for form in sound if len(form.words) == 1)[:1]
    keep = 3 if forms else 8
    return east_forms.best([*forms[: east_forms.MOST_FORMS - 2], *east_forms.dearer(sound[:keep], price)])
