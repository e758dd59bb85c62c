"""The Latin forms of a piece of Han text by its readings: Mandarin, Cantonese, Korean and Japanese, each with its cost.

Which language comes first is told by the country of the party; without one the Chinese readings come first.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import product

from sekisho.screening.names import east_tables, han, hangul, kana, mandarin
from sekisho.screening.names.forms import Form, Relation, Role, Token

MOST_FORMS = 8
_LONG = 24  # characters; a longer text is no name, and its other readings would take long
# Where names in Han characters are Chinese names, and all countries that write them (ISO 3166-1 alpha-2).
CHINESE = frozenset({"CN", "HK", "MO", "TW", "SG", "MY"})
EAST = CHINESE | {"JP", "KR", "KP"}
_CANTONESE = frozenset({"HK", "MO"})
_TAIWAN = frozenset({"TW"})
_HUAQIAO = frozenset({"SG", "MY", "ID", "TH", "PH"})


@cache
def systems(country: str) -> dict[Relation, float]:
    """What each way of writing a Chinese name costs in nats for a party of that country (ISO 3166-1 alpha-2, "" unknown)."""
    if country in _CANTONESE:
        return {
            Relation.CANTONESE: 0.2,
            Relation.PINYIN: 0.0,
            Relation.WADE_GILES: 2.5,
            Relation.POLYPHONE: 1.0,
        }
    if country in _TAIWAN:
        return {
            Relation.CANTONESE: 3.5,
            Relation.PINYIN: 0.3,
            Relation.WADE_GILES: 0.0,
            Relation.POLYPHONE: 1.0,
        }
    if country in _HUAQIAO:
        return {
            Relation.CANTONESE: 1.5,
            Relation.PINYIN: 0.0,
            Relation.WADE_GILES: 2.0,
            Relation.POLYPHONE: 1.0,
        }
    return {Relation.CANTONESE: 2.5, Relation.PINYIN: 0.0, Relation.WADE_GILES: 2.0, Relation.POLYPHONE: 0.5}


def best(forms: Iterable[Form], limit: int = MOST_FORMS) -> tuple[Form, ...]:
    """The forms in the order of their costs, each spelling once, no more than `limit`."""
    cheapest: dict[tuple[str, ...], Form] = {}
    for form in forms:
        if form.words and all(form.words):
            held = cheapest.get(form.words)
            if held is None or form.cost < held.cost:
                cheapest[form.words] = form
    return tuple(sorted(cheapest.values(), key=lambda form: form.cost)[:limit])


def token(written: str, forms: Iterable[Form], role: Role = Role.WORD) -> Token:
    """A token with its forms; a piece that nobody can read is its own form, so that it is never lost."""
    found = tuple(forms)
    return Token(written, found or (Form((han.fold(written),), Relation.AS_WRITTEN),), role)


def character(sign: str) -> east_tables.CharacterReadings:
    """The readings of a character as it is written, else of the form that it folds into."""
    found = east_tables.readings(sign)
    return found if found.mandarin or found.on or found.korean else east_tables.readings(han.fold(sign)[:1])


def _spread(
    syllables: tuple[str, ...], relation: Relation, cost: float, apart: float, *, joined: float = 0.0
) -> list[Form]:
    """A reading written as one word, as words of two syllables, and syllable by syllable."""
    forms = [Form(("".join(syllables),), relation, round(cost + joined, 2))]
    if len(syllables) > 1:
        forms.append(Form(syllables, relation, round(cost + apart, 2)))
    if len(syllables) == 4:
        halves = ("".join(syllables[:2]), "".join(syllables[2:]))
        forms.append(Form(halves, relation, round(cost + 0.7, 2)))
    return forms


@lru_cache(32768)
def mandarin_forms(text: str, country: str = "", reading: tuple[str, ...] = ()) -> tuple[Form, ...]:
    """Forms of Han text in Mandarin and Cantonese; `reading` gives the syllables where they are known."""
    rows = [character(sign) for sign in text]
    first = reading or tuple(row.mandarin[0][0] if row.mandarin else "" for row in rows)
    if not all(first):
        first = tuple(part for part in first if part)
    if not first:
        return ()
    prices = systems(country)
    pinyin = prices[Relation.PINYIN]
    plain = tuple(mandarin.passport(part)[0] for part in first)
    if len(text) > _LONG:
        return (Form(("".join(plain),), Relation.PINYIN, pinyin),)
    forms = _spread(plain, Relation.PINYIN, pinyin, 0.9)
    if plain != first:
        forms += [
            Form(("".join(mandarin.passport(part)[min(at, len(mandarin.passport(part)) - 1)] for part in first),),
                 Relation.PINYIN, pinyin + 0.3 + at)
            for at in (1, 2)
        ]  # fmt: skip
    wade = tuple(mandarin.wade_giles(part) for part in first)
    if wade != plain:
        price = prices[Relation.WADE_GILES]
        forms += [
            Form(wade, Relation.WADE_GILES, price),
            Form(("".join(wade),), Relation.WADE_GILES, price + 0.8),
        ]
    if not reading and len(first) == len(text):
        forms += _other_readings(plain, rows, pinyin + prices[Relation.POLYPHONE])
    cantonese = [mandarin.hong_kong(row.cantonese[0]) for row in rows if row.cantonese]
    if cantonese and len(cantonese) == len(text):
        price = prices[Relation.CANTONESE]
        usual = tuple(part[0] for part in cantonese)
        forms += [
            Form(usual, Relation.CANTONESE, price),
            Form(("".join(usual),), Relation.CANTONESE, price + 1.0),
        ]
        for at, part in enumerate(cantonese):
            if len(part) > 1:
                forms.append(Form((*usual[:at], part[1], *usual[at + 1 :]), Relation.CANTONESE, price + 0.7))
    return best(forms)


def _other_readings(
    plain: tuple[str, ...], rows: list[east_tables.CharacterReadings], price: float
) -> list[Form]:
    """Forms with one character read in another Mandarin way."""
    forms: list[Form] = []
    for at, row in enumerate(rows):
        for other, cost in row.mandarin[1:3]:
            changed = (*plain[:at], mandarin.passport(other)[0], *plain[at + 1 :])
            forms.append(Form(("".join(changed),), Relation.POLYPHONE, round(price + cost, 2)))
            if len(changed) > 1:
                forms.append(Form(changed, Relation.POLYPHONE, round(price + cost + 0.9, 2)))
    return forms


@lru_cache(8192)
def hanja(text: str, country: str = "") -> str:
    """Han text in hangul by the usual Korean readings; "" where a character has none.

    The South drops or softens an initial ㄹ and an initial ㄴ before i and y (樂園 낙원, 李 이), the North keeps them (락원, 리).
    """
    out: list[str] = []
    for sign in text:
        if han.is_hangul(sign):
            out.append(sign)
            continue
        korean = character(sign).korean
        if not korean:
            return ""
        liquid = next((reading for reading in korean if hangul.initial(reading) == "r"), "")
        if (country == "KP" or out) and liquid:
            out.append(liquid)
        elif country == "KP" or out:
            out.append(korean[0])
        else:
            out.append(hangul.softened(korean[0]))
    return "".join(out)


_STYLE_RELATION = {"revised": Relation.REVISED, "mccune": Relation.MCCUNE, "north": Relation.USUAL_SPELLING}


@lru_cache(32768)
def hangul_forms(text: str, country: str = "", relation: Relation | None = None) -> tuple[Form, ...]:
    """Forms of a hangul word by rule: Revised for the South, McCune-Reischauer and the northern manner for the North."""
    north = country == "KP"
    prices = {
        "revised": 1.5 if north else 0.0,
        "mccune": 0.5 if north else 1.5,
        "north": 0.0 if north else 2.0,
    }
    forms: list[Form] = []
    for style, price in prices.items():
        kind = relation or _STYLE_RELATION[style]
        parts = tuple(part for part in (hangul.syllable(sign, style) for sign in text) if part)
        if not parts:
            continue
        forms.append(Form((hangul.joined(text, style),), kind, price))
        forms.append(Form(("".join(parts),), kind, round(price + 0.3, 2)))
        if len(parts) > 1:
            forms.append(Form(parts, kind, price + 0.9))
    if north:
        forms += _northern_variants(hangul.joined(text, "north"), relation or Relation.USUAL_SPELLING)
    return best(forms)


_VOICED = {"k": "g", "t": "d", "p": "b"}


def _northern_variants(latin: str, relation: Relation) -> list[Form]:
    """How lists vary the northern manner: a voiced beginning (Daehung), sh before i (Shinhung), e for ye (Hesong)."""
    forms: list[Form] = []
    if latin[:1] in _VOICED and latin[1:2] not in ("h", "k", "t", "p"):
        forms.append(Form((_VOICED[latin[0]] + latin[1:],), relation, 0.7))
    if "si" in latin:
        forms.append(Form((latin.replace("si", "shi"),), relation, 1.0))
    if "hye" in latin:
        forms.append(Form((latin.replace("hye", "he"),), relation, 1.0))
    return forms


@lru_cache(16384)
def on_forms(text: str) -> tuple[Form, ...]:
    """Forms of Han text by Japanese on-readings, the fallback where no table knows the word."""
    rows = [character(sign).on for sign in text]
    if not rows or not all(rows):
        return ()
    forms: list[Form] = []
    options = [row[:2] for row in rows] if len(rows) <= 3 else [row[:1] for row in rows]
    for at, choice in enumerate(product(*options)):
        extra = sum(0.8 for part, row in zip(choice, rows, strict=True) if part != row[0])
        latin = "".join(_assimilated(choice))
        for spelling, cost in kana.spellings(latin)[: 3 if at == 0 else 1]:
            forms.append(Form((spelling,), Relation.KANJI_READING, round(1.0 + extra + cost, 2)))
    return best(forms)


def _assimilated(parts: tuple[str, ...]) -> list[str]:
    """On-readings as they meet: gaku + kou is gakkou, ichi + kou is ikkou, butsu + san is bussan."""
    out: list[str] = []
    for at, part in enumerate(parts):
        following = parts[at + 1] if at + 1 < len(parts) else ""
        if following and part.endswith(("tsu", "chi")) and len(part) > 3 and following[0] in "kstp":
            part = part[:-3] + following[0]
        elif following and part.endswith("ku") and len(part) > 2 and following[0] == "k":
            part = part[:-2] + "k"
        out.append(part)
    return out


def dearer(forms: Iterable[Form], cost: float, relation: Relation | None = None) -> list[Form]:
    """The same forms at a higher cost, by another relation if one is given."""
    return [Form(form.words, relation or form.relation, round(form.cost + cost, 2)) for form in forms]
