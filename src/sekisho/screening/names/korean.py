"""Korean names in hangul or hanja, in the Latin spellings of South and North and in translation."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import product
from typing import TYPE_CHECKING

from sekisho.screening.names import (
    chinese_persons,
    east_forms,
    east_lexicon,
    east_marks,
    east_segments,
    east_tables,
    han,
    hangul,
    hangul_loans,
)
from sekisho.screening.names.forms import Form, Relation, Token

if TYPE_CHECKING:
    from sekisho.sources.records import PartyKind

_NORTH = "KP"
# What the northern manner costs by country; where none is known, a name in hangul on a list is a northern one as often as not.
_NORTHERN_COST = {"KP": 0.0, "": 0.2}
# Korean bodies spell their words by sound more often than Chinese ones do (Ryonhap Trading, Paekho Muyok Hoesa).
SOUND_COST = {"word": 1.5, "suffix": 1.5}
NORTHERN_SOUND = 0.9  # northern ones nearly as often


@cache
def _surnames() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    rows = (row.split("\t") + [""] * 3 for row in east_tables.lines("surnames_korean.tsv"))
    return {cells[0]: (tuple(cells[1].split()), tuple(cells[2].split())) for cells in rows}


@cache
def _syllables() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    rows = (row.split("\t") + [""] * 3 for row in east_tables.lines("syllables_korean.tsv"))
    return {cells[0]: (tuple(cells[1].split()), tuple(cells[2].split())) for cells in rows}


def tokens(text: str, *, kind: PartyKind = "unknown", country: str = "") -> tuple[Token, ...]:
    """The tokens of a name in hangul, or in Han characters read as Korean; `country` is KR, KP, another or "" (unknown).

    Kana words are read as Japanese, so that lists which name Korean bodies in Japanese are understood too.
    """
    return _tokens(text, kind, country)


@lru_cache(4096)
def _tokens(text: str, kind: str, country: str) -> tuple[Token, ...]:
    from sekisho.screening.names import chinese

    folded = han.fold(text).strip()
    compact = "".join(folded.split())
    if kind == "person" or (kind == "unknown" and looks_like_person(folded)):
        found = _person(compact, country)
        if found:
            return found
    out: list[Token] = []
    whole = chinese.as_written(text, folded)
    # A list may part a word wrongly; the lexicon finds its words in the joined text as well.
    for part in _parts(folded):
        for segment in east_segments.segments(part, "ko"):
            shown = (
                whole[segment.start : segment.end] if part == folded else part[segment.start : segment.end]
            )
            token = segment_token(part[segment.start : segment.end], segment.kind, country, shown)
            if token is not None:
                out.append(token)
    return tuple(out)


def _parts(folded: str) -> list[str]:
    """The text without the blanks between two Korean words, so that a word parted by mistake is whole again."""
    joined: list[str] = []
    pieces = folded.split(" ")
    for piece in pieces:
        if joined and piece and joined[-1] and han.is_hangul(piece[0]) and han.is_hangul(joined[-1][-1]):
            if _broken(joined[-1], piece):
                joined[-1] += piece
                continue
        joined.append(piece)
    return [" ".join(joined)]


def _broken(left: str, right: str) -> bool:
    """Whether a lexicon word of three syllables or more, or one at the joint, spans the blank between two pieces."""
    table = east_lexicon.lexicon("ko")
    for back in (1, 2, 3):
        for forward in (1, 2, 3):
            if back <= len(left) and forward <= len(right) and left[-back:] + right[:forward] in table:
                if left[-back:] not in table or right[:forward] not in table:
                    return right not in table
    return False


def looks_like_person(folded: str) -> bool:
    """Whether a name of two to four syllables begins with a surname and holds no word of an organisation."""
    compact = "".join(folded.split())
    if not 2 <= len(compact) <= 4:
        return False
    if all(han.is_hangul(sign) for sign in compact):
        if compact[0] not in _surnames() and compact[:2] not in _surnames():
            return False
        table = east_lexicon.lexicon("ko")
        if compact in table or compact[-2:] in east_marks.marks("trade-ko"):
            return False
        # A surname before two syllables that are also a word or a place (김경남) is a person's more often than a firm's.
        return len(compact) == 3 or not any(
            compact[at:end] in table for at in range(len(compact)) for end in range(at + 2, len(compact) + 1)
        )
    return chinese_persons.looks_like_person(compact)


def _person(compact: str, country: str) -> tuple[Token, ...]:
    if not compact:
        return ()
    relation = None
    text = compact
    if not all(han.is_hangul(sign) for sign in compact):
        if not all(han.is_han(sign) or han.is_hangul(sign) for sign in compact):
            return ()
        text = east_forms.hanja(compact, country)
        relation = Relation.HANJA
        if len(text) != len(compact):
            return ()
        # 金 and 女 have two readings; as a surname the first is never right for 金.
        text = ("김" if compact[0] == "金" else text[0]) + text[1:]
    cut = 2 if text[:2] in _surnames() and len(text) > 2 else 1
    surname = surname_forms(text[:cut], country)
    given = given_forms(text[cut:], country) if text[cut:] else ()
    if relation is not None:
        surname = east_forms.best(east_forms.dearer(surname, 0.0, relation))
        given = east_forms.best(east_forms.dearer(given, 0.0, relation))
    out = [east_forms.token(compact[:cut], surname)]
    if given:
        out.append(east_forms.token(compact[cut:], given))
    return tuple(out)


@lru_cache(2048)
def surname_forms(surname: str, country: str = "") -> tuple[Form, ...]:
    """The usual Latin spellings of a surname in hangul; the North's come first for a party of North Korea."""
    usual, north = _surnames().get(surname, ((), ()))
    forms = [Form((text,), Relation.USUAL_SPELLING, round(0.5 * at + (0.6 if country == _NORTH else 0.0), 2))
             for at, text in enumerate(usual)]  # fmt: skip
    price = _NORTHERN_COST.get(country, 0.6)
    forms += [
        Form((text,), Relation.USUAL_SPELLING, round(price + 0.4 * at, 2)) for at, text in enumerate(north)
    ]
    forms += east_forms.dearer(east_forms.hangul_forms(surname, country), 0.5 if forms else 0.0)
    return east_forms.best(forms, 10)


@lru_cache(4096)
def _options(sign: str, country: str) -> tuple[tuple[str, float], ...]:
    usual, north = _syllables().get(sign, ((), ()))
    prices: dict[str, float] = {}
    south_cost = 0.6 if country == _NORTH else 0.0
    north_cost = _NORTHERN_COST.get(country, 0.6)
    for at, text in enumerate(usual):
        prices[text] = min(prices.get(text, 9.0), round(south_cost + 0.4 * at, 2))
    for at, text in enumerate(north or (hangul.syllable(sign, "north"),)):
        prices[text] = min(prices.get(text, 9.0), round(north_cost + 0.4 * at, 2))
    for style, cost in (("revised", 0.4), ("mccune", 0.8)):
        text = hangul.syllable(sign, style)
        prices[text] = min(prices.get(text, 9.0), cost + south_cost)
    return tuple(sorted(prices.items(), key=lambda pair: pair[1])[:4])


def _northern(given: str) -> tuple[str, ...]:
    """A given name in the northern manner. One manner through the whole name is likelier than the sum of its syllables says."""
    return tuple(
        (_syllables().get(sign, ((), ()))[1] or (hangul.syllable(sign, "north"),))[0] for sign in given
    )


@lru_cache(16384)
def given_briefly(given: str) -> tuple[Form, ...]:
    """The three usual ways and the northern way to write a given name of one or two syllables, apart; for names that may be Korean."""
    first, *rest = (_options(sign, "") for sign in given)
    ways = [(first[0][0], *(option[0][0] for option in rest))]
    ways += [(text, *(option[0][0] for option in rest)) for text, _ in first[1:2]]
    ways += [(first[0][0], text) for option in rest for text, _ in option[1:2]]
    ways.append(_northern(given))
    return tuple(
        Form(words, Relation.HANJA, round(0.4 * at, 2)) for at, words in enumerate(dict.fromkeys(ways))
    )


@lru_cache(16384)
def given_forms(given: str, country: str = "") -> tuple[Form, ...]:
    """Latin spellings of a given name in hangul: its syllables apart and joined, in the usual spellings of each."""
    if len(given) > 3 or not all(han.is_hangul(sign) for sign in given):
        return east_forms.hangul_forms(given, country)
    options = [_options(sign, country) for sign in given]
    choices = sorted(
        (sum(price for _, price in choice), tuple(text for text, _ in choice)) for choice in product(*options)
    )[:9]
    forms = [Form(words, Relation.USUAL_SPELLING, round(cost, 2)) for cost, words in choices]
    # A name in one word is given for the likeliest spellings only; the engine joins words too.
    forms += [
        Form(("".join(words),), Relation.USUAL_SPELLING, round(cost + 0.5, 2)) for cost, words in choices[:2]
    ]
    north = _northern(given)
    price = _NORTHERN_COST.get(country, 0.6)
    forms += [
        Form(north, Relation.USUAL_SPELLING, price),
        Form(("".join(north),), Relation.USUAL_SPELLING, price + 0.5),
    ]
    revised = hangul.joined(given)
    forms.append(Form((revised,), Relation.REVISED, 0.8))
    forms.append(Form((hangul.joined(given, "mccune"),), Relation.MCCUNE, 1.0))
    return east_forms.best(forms, 12)


def segment_token(piece: str, kind: str, country: str, shown: str = "") -> Token | None:
    """The token of one segment of an organisation's name that is read as Korean."""
    return _segment_token(piece, kind, country, shown or piece)


@lru_cache(32768)
def _segment_token(piece: str, kind: str, country: str, shown: str) -> Token | None:
    from sekisho.screening.names import chinese, japanese

    plain = chinese.plain_token(piece, shown, kind)
    if plain is not None:
        return plain
    if any(han.is_kana(sign) for sign in piece):
        return japanese.segment_token(piece, shown, kind, country)
    word = east_lexicon.lookup("ko", piece) if kind == "word" else None
    reading = piece if all(han.is_hangul(sign) for sign in piece) else east_forms.hanja(piece, country)
    if piece[0] == "金" and len(piece) == 3 and reading:
        reading = "김" + reading[1:]
    sounds = east_forms.hangul_forms(reading, country, Relation.HANJA if reading != piece else None)
    if word is None:
        forms = _unknown_forms(piece, reading, sounds, country)
        return east_forms.token(shown, forms)
    translated = [Form(words, Relation.TRANSLATION, cost) for words, cost in word.english]
    if word.kind != "legal":
        price = SOUND_COST.get(word.kind, chinese.SOUND_COST[word.kind]) if translated else 0.0
        if country == _NORTH:
            price = min(price, NORTHERN_SOUND)
        if translated and word.kind != "brand":
            sounds = tuple(form for form in sounds if len(form.words) == 1)
        translated = [*translated[:6], *east_forms.dearer(sounds[: 3 if translated else 8], price)]
    forms = east_forms.best(translated)
    return east_forms.token(shown, forms, chinese.role_of(word))


def _unknown_forms(piece: str, reading: str, sounds: tuple[Form, ...], country: str) -> tuple[Form, ...]:
    """Forms of a piece that no lexicon knows: by rule, and as a personal name is spelled if it is as short as one."""
    if not reading:
        return east_forms.mandarin_forms(piece)
    usual = east_forms.dearer(given_forms(reading, country), 0.8) if 2 <= len(reading) <= 3 else []
    if reading == piece:
        return _hangul_forms(piece, sounds, usual)
    return east_forms.best(
        [*sounds[:5], *usual[:2], *east_forms.dearer(east_forms.mandarin_forms(piece)[:2], 3.0)]
    )


def _hangul_forms(piece: str, sounds: tuple[Form, ...], usual: list[Form]) -> tuple[Form, ...]:
    """Forms of an unknown piece of hangul: Korean by rule, or what it spells of an abbreviation, a Chinese or a western name."""
    letters = hangul_loans.letters(piece)
    if letters:
        from sekisho.screening.names import chinese

        return east_forms.best([*chinese.latin_forms(letters), *east_forms.dearer(sounds[:3], 1.5)])
    foreign = hangul_loans.looks_foreign(piece)
    spelled = hangul_loans.mandarin_forms(piece, 0.0 if foreign else 1.2)
    if not foreign:
        return east_forms.best([*sounds[: 5 if spelled else 8], *usual, *spelled[:3]])
    western = hangul_loans.western_forms(piece, 0.6 if spelled else 0.0)
    return east_forms.best([*spelled[:4], *western, *east_forms.dearer(sounds[:2], 1.0)])
