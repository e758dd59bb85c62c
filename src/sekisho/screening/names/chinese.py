"""Chinese names in all the Latin spellings that passports, registers and lists give them, and in translation.

A person has a surname and a given name, each with its Mandarin reading (pinyin, Wade-Giles) and the spellings of Hong Kong,
Taiwan and South-East Asia. An organisation is cut into words; a word that the lexicon knows has its English names and its
pinyin, any other piece is a name of its own and is spelled by its readings.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import product
from typing import TYPE_CHECKING

from sekisho.screening.names import (
    east_forms,
    east_lexicon,
    east_segments,
    east_tables,
    han,
    mandarin,
    transcription,
)
from sekisho.screening.names.forms import Form, Relation, Role, Token

if TYPE_CHECKING:
    from sekisho.sources.records import PartyKind

_CHINESE = frozenset({"CN", "HK", "MO", "TW", "SG", "MY"})
_EAST = _CHINESE | {"JP", "KR", "KP"}


@cache
def _surnames() -> dict[str, list[str]]:
    rows = (row.split("\t") for row in east_tables.lines("surnames_chinese.tsv"))
    return {cells[0]: (cells + [""] * 3)[1:4] for cells in rows}


# Blanks that a list sets between Chinese characters part nothing.
_BLANK_BETWEEN_HAN = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")


def is_surname(text: str) -> bool:
    """Whether a folded text is a Chinese surname that the table knows."""
    return text in _surnames()


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
    if country not in _CHINESE and marked_korean(han.fold(text)):
        from sekisho.screening.names import korean

        return korean.tokens(text, kind="organisation", country="KP")
    folded = _BLANK_BETWEEN_HAN.sub("", han.fold(text).strip())
    compact = "".join(folded.split())
    if transcription.has_dot(compact) and kind in ("person", "unknown"):
        foreign = _foreign_person(compact)
        if foreign:
            return foreign
    if country not in _CHINESE and kind in ("person", "unknown"):
        from sekisho.screening.names import japanese

        if japanese.surely_person(compact, kind == "person"):
            return japanese.tokens(text, kind="person", country=country)
    if kind == "person" or (kind == "unknown" and looks_like_person(compact)):
        compact = compact.strip("()[]【】〔〕《》〈〉“”\"'.,;、。")
        found = _person(compact, as_written(text, compact), country)
        if found:
            return found
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


# What the short name of a firm or a body ends with.
_TRADES = (
    frozenset(
        (
            "公司",
            "集团",
            "科技",
            "技术",
            "银行",
            "大学",
            "学院",
            "医院",
            "工业",
            "贸易",
            "实业",
            "电子",
            "机械",
            "化工",
            "航空",
            "航天",
            "物流",
            "投资",
        ),
    )
    | frozenset(
        (
            "商会",
            "协会",
            "中心",
            "工厂",
            "学校",
            "中学",
            "酒店",
            "药业",
            "矿业",
            "重工",
            "能源",
            "石油",
            "保险",
            "证券",
            "基金",
            "控股",
            "企业",
            "船务",
        ),
    )
    | frozenset(
        (
            "海运",
            "股份",
            "商社",
            "会社",
            "商行",
            "商贸",
            "造船",
            "船厂",
            "半导",
            "通信",
            "通讯",
            "电气",
            "汽车",
            "钢铁",
            "材料",
            "软件",
            "网络",
            "生物",
        ),
    )
)


def looks_like_person(compact: str) -> bool:
    """Whether two to four Han characters begin with a surname and hold no word of an organisation."""
    if not 2 <= len(compact) <= 4 or not all(han.is_han(sign) for sign in compact):
        return False
    if not (compact[0] in _surnames() or compact[:2] in _surnames()):
        return False
    lexicon = east_lexicon.lexicon("zh")
    if compact in lexicon or compact[-2:] in _TRADES:
        return False
    # A surname before two characters that are also a word (陈卫星) is a person's more often than a firm's.
    return len(compact) == 3 or not any(
        (word := lexicon.word(compact[at:end])) is not None and word.kind != "brand"
        for at in range(len(compact))
        for end in range(at + 2, len(compact) + 1)
    )


def _person(compact: str, written: str, country: str) -> tuple[Token, ...]:
    if not compact or not all(han.is_han(sign) for sign in compact):
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
        out.append(Token(given, given_forms(given, country)))
    if country not in _CHINESE and len(compact) < 4 and len(out) == 2:
        return _with_japanese(out, compact)
    return tuple(out)


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
    if country not in _CHINESE:
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
    if country not in _CHINESE:
        hangul = east_forms.hanja(given)
        if hangul and len(given) <= 2:
            from sekisho.screening.names import korean

            # Written apart: the southern and the northern spelling; the engine joins words itself.
            korean_forms = [
                form for form in korean.given_forms(hangul, "") if len(form.words) == len(hangul)
            ][:3]
            korean_forms += [
                form for form in korean.given_forms(hangul, "KP") if len(form.words) == len(hangul)
            ][:1]
            forms = [*east_forms.best(forms, 7), *east_forms.dearer(korean_forms, 3.0, Relation.HANJA)]
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
        if all(spelled):
            price = 0.8 if country else 2.9
            forms.append(Form(tuple(part[0] for part in spelled), Relation.USUAL_SPELLING, price))
    return forms


def _organisation(folded: str, written: str, country: str) -> tuple[Token, ...]:
    language: east_lexicon.Language = "zh"
    if country not in _CHINESE and _marked_japanese(folded):
        language = "ja"
    out: list[Token] = []
    for segment in east_segments.segments(folded, language):
        piece = folded[segment.start : segment.end]
        shown = written[segment.start : segment.end]
        token = _segment_token(piece, shown, segment.kind, language, country)
        if token is not None:
            out.append(token)
    return tuple(out)


# Words that only Japanese names hold, folded.
_JAPANESE_MARKS = (
    *(
        "株式会社",
        "合同会社",
        "有限会社",
        "合资会社",
        "(株)",
        "制作所",
        "商事",
        "工业所",
        "自动车",
        "法人",
        "机构",
        "大学校",
        "兴业",
    ),
    *(
        "电铁",
        "不动产",
        "铁工",
        "酒造",
        "精机",
        "物产",
        "硝子",
        "制铁所",
        "制钢所",
        "造船所",
        "专门学校",
        "自卫队",
        "金库",
        "组合",
    ),
)


_COMPANY_OF_JAPAN = ("株式", "合同", "有限", "合资", "合名", "相互", "持株")


@lru_cache(8192)
def marked_korean(folded: str) -> bool:
    """Whether a folded name tells by itself that it is a Korean body's: Korea or Pyongyang in it, or 会社 without a Japanese form.

    Japan writes 平壌貿易会社 for Pyongyang Trading Company; its own firms are 株式会社, and China has no 会社.
    """
    if "朝鲜族" in folded:
        return False
    if "朝鲜" in folded or "平壤" in folded:
        return True
    before = folded.partition("会社")[0][-2:] if "会社" in folded else "株式"
    return before not in _COMPANY_OF_JAPAN


def _marked_japanese(folded: str) -> bool:
    return any(mark in folded for mark in _JAPANESE_MARKS)


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
    forms = _with_foreign_sounds(piece, east_forms.mandarin_forms(text, country), country)
    if country not in _CHINESE:
        forms = [
            *forms[:6],
            *east_forms.dearer(east_forms.hangul_forms(east_forms.hanja(text))[:1], 3.0, Relation.HANJA),
            *east_forms.dearer(
                east_forms.hangul_forms(east_forms.hanja(text, "KP"), "KP")[:1], 3.2, Relation.HANJA
            ),
        ]
    return east_forms.token(shown, east_forms.best(forms))


def _with_foreign_sounds(piece: str, forms: tuple[Form, ...], country: str) -> list[Form]:
    """The Mandarin forms and, for a foreign party or a piece that looks it, what foreign name the characters may spell."""
    western = country != "" and country not in _EAST
    if not western and not transcription.looks_foreign(piece):
        return list(forms)
    sounds = transcription.han_forms(piece, 0.0 if western else 1.0)
    if not sounds:
        return list(forms)
    return [*east_forms.dearer(forms[:3], 1.5 if western else 0.0), *sounds]


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
        return Token(shown, (Form(words, Relation.AS_WRITTEN),))
    return None


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
