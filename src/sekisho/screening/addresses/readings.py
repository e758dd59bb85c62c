"""How the name of a place or street may be written in Latin letters, and the keys by which such spellings meet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice, product

from sekisho.screening.names import cyrillic_letters, east_tables, han, hangul, kana, mandarin
from sekisho.screening.names.folding import fold

from .model import Part

MOST_READINGS = 48
_CHINESE = {"CN", "TW", "SG"}
_NUMERALS = {
    "south": "nan", "north": "bei", "east": "dong", "west": "xi", "middle": "zhong", "mid": "zhong", "central": "zhong",
    "1st": "yi", "first": "yi", "2nd": "er", "second": "er", "3rd": "san", "third": "san", "4th": "si", "fourth": "si",
    "5th": "wu", "fifth": "wu", "6th": "liu", "sixth": "liu", "7th": "qi", "seventh": "qi", "8th": "ba", "eighth": "ba",
    "9th": "jiu", "ninth": "jiu", "10th": "shi", "tenth": "shi", "people": "renmin", "peoples": "renmin", "liberation": "jiefang",
}  # fmt: skip
_SIDES = {"nan", "bei", "dong", "xi", "zhong"}
_KOREAN = (
    ("eo", "u"),
    ("eu", "u"),
    ("ae", "e"),
    ("oe", "o"),
    ("oo", "u"),
    ("ch", "j"),
    ("k", "g"),
    ("p", "b"),
    ("t", "d"),
    ("r", "l"),
)
_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
_SLAVIC = (
    ("shch", "sch"), ("yy", "y"), ("iy", "y"), ("ij", "y"), ("kh", "h"), ("ye", "e"), ("yo", "e"), ("j", "y"), ("ya", "ia"),
    ("ja", "ia"), ("yu", "iu"), ("'", ""),
)  # fmt: skip


def letters(text: str) -> str:
    """The Latin letters and digits of a text alone, folded."""
    return "".join(re.findall(r"[a-z0-9]+", fold(text)))


def latin_part(words: Iterable[str], country: str) -> Part:
    """A part that is written in Latin words."""
    given = tuple(words)
    if not given:
        return Part()
    key = letters("".join(given))
    keys = [key]
    if country in _CHINESE:
        words = [_NUMERALS.get(letters(word), letters(word)) for word in given]
        keys.append("".join(words))
        if len(words) > 1 and words[0] in _SIDES:
            keys.append("".join((*words[1:], words[0])))  # West Youyi Road is Youyi West Road
    if country in {"RU", "BY", "UA", "KZ", "KG", "UZ", "AM", "GE", "MD", ""}:
        keys.append(_slavic(key))
    if country == "JP":
        keys.append(kana.shortened(key))
    if country in {"KR", "KP"}:
        keys.append(_korean(key))
    return Part(" ".join(given), _unique(keys))


def native_part(text: str, country: str) -> Part:
    """A part that is written in Han characters, kana or hangul, with its readings in the country's way."""
    text = text.strip(" ,，、・")
    if not text:
        return Part()
    return Part(text, _unique(_read(text, country)))


def _unique(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key in keys if key))


@lru_cache(maxsize=65536)
def _read(text: str, country: str) -> tuple[str, ...]:
    folded = han.fold(text)
    table = _native_names().get(folded, ())
    found = [letters(name) for name in table]
    if any(han.is_hangul(sign) for sign in text):
        found += [letters(hangul.joined(text, style)) for style in ("revised", "mccune")]
        # 로 keeps its r where the sounds are not joined.
        found.append("".join(letters(hangul.joined(sign)) for sign in text))
        return (*found, *(_korean(key) for key in found))
    if country == "JP" or any(han.is_kana(sign) for sign in text):
        found += _combined(folded, "JP")
    else:
        found += _combined(folded.translate(_DIGITS), country)
        if country in {"HK", "MO"}:
            found += _combined(folded, "CN")[:4]
    return tuple(found)


def _combined(text: str, country: str) -> list[str]:
    choices = []
    for piece in re.findall(r"[\u3040-\u30ff]+|.", text):
        options = _options(piece, country)
        if options:
            choices.append(options)
    if not choices:
        return []
    return ["".join(one) for one in islice(product(*choices), MOST_READINGS)]


@lru_cache(maxsize=16384)
def _options(piece: str, country: str) -> tuple[str, ...]:
    if han.is_kana(piece[0]):
        return (kana.shortened(letters(kana.romaji(piece))),)
    if not han.is_han(piece[0]):
        return (letters(piece),) if letters(piece) else ()
    readings = east_tables.readings(piece)
    if country == "JP":
        usual = _place_readings().get(piece, ())
        if usual:
            return usual
        found = [
            kana.shortened(letters(kana.romaji(one)) or letters(one)) for one in (*readings.kun, *readings.on)
        ]
        return _unique(found)[:3] or _pinyin(readings)
    if country in {"HK", "MO"}:
        spelled = [
            letters(spelling) for one in readings.cantonese[:1] for spelling in mandarin.hong_kong(one)
        ]
        return _unique(spelled)[:2] or _pinyin(readings)
    if country == "TW":
        pinyin = _pinyin(readings)
        return _unique([*pinyin[:1], *(letters(mandarin.wade_giles(one)) for one in pinyin[:1])])
    return _pinyin(readings)


def _pinyin(readings: east_tables.CharacterReadings) -> tuple[str, ...]:
    return tuple(text.replace("v", "u") for text, cost in readings.mandarin[:2] if cost < 1.5)


def _korean(key: str) -> str:
    """A Korean spelling with the differences between the systems of romanisation taken out: Kangnam is Gangnam."""
    for old, new in _KOREAN:
        key = key.replace(old, new)
    return re.sub(r"(.)\1", r"\1", key)


def _slavic(key: str) -> str:
    for old, new in _SLAVIC:
        key = key.replace(old, new)
    return re.sub(r"(.)\1", r"\1", key)


_CYRILLIC = re.compile(r"[\u0400-\u04ff]+")


def romanised(text: str, country: str) -> str:
    """A text in which every Cyrillic word is written in Latin letters, the rest as it is."""

    def word(match: re.Match[str]) -> str:
        found = cyrillic_letters.readings(match[0].lower(), cyrillic_letters.language_of(match[0], country))
        return found[0][0] if found else match[0]

    return _CYRILLIC.sub(word, text)


@cache
def _place_readings() -> dict[str, tuple[str, ...]]:
    text = (
        files("sekisho.screening.addresses")
        .joinpath("tables/japanese_places.tsv")
        .read_text(encoding="utf-8")
    )
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {han.fold(sign): tuple(readings.split()) for sign, readings in rows}


@cache
def places() -> tuple[tuple[str, str, str, tuple[str, ...]], ...]:
    """The table of places with irregular names: country, level, native name (folded), Latin names."""
    text = files("sekisho.screening.addresses").joinpath("tables/places.tsv").read_text(encoding="utf-8")
    rows = []
    for line in text.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        country, level, names = line.split("\t")
        native, _, latin = names.partition("=")
        rows.append((country, level, han.fold(native), tuple(latin.split("|"))))
    return tuple(rows)


@cache
def _native_names() -> dict[str, tuple[str, ...]]:
    return {native: latin for _, _, native, latin in places()}


@cache
def latin_places() -> dict[str, tuple[tuple[str, str, Part], ...]]:
    """Places by each of their Latin names, letters alone: country, level and the part with all its keys."""
    found: dict[str, list[tuple[str, str, Part]]] = {}
    for country, level, native, latin in places():
        keys = _unique([letters(name) for name in (*latin, native)])
        for key in keys:
            found.setdefault(key, []).append((country, level, Part(latin[0], keys)))
    return {key: tuple(its) for key, its in found.items()}


def known_place(words: Iterable[str] | str, country: str, level: str = "") -> tuple[str, Part] | None:
    """The level and part of a place of the table by a Latin name; None where the table does not hold it in that country."""
    key = letters("".join(words))
    family = {"CN": {"CN", "HK", "MO"}}.get(country, {country})
    for its, at, part in latin_places().get(key, ()):
        if (not country or its in family) and (not level or at == level):
            return at, part
    return None
