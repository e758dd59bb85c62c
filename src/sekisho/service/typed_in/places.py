"""Reads places in three scripts and as ISO codes, and finds those that a few letters may mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from sekisho.words import LANGUAGES

from .cities import CITIES
from .unreadable import Unreadable

if TYPE_CHECKING:
    from sekisho.law.compiled import Law

_ALSO: Final[Mapping[str, str]] = {
    "prc": "CN", "people's republic of china": "CN", "中华人民共和国": "CN", "中華人民共和国": "CN", "中华": "CN", "中國": "CN",
    "mainland china": "CN", "中国大陆": "CN", "中国本土": "CN", "日本国": "JP", "ジャパン": "JP", "nippon": "JP", "nihon": "JP",
    "にほん": "JP",
    "usa": "US", "u.s.": "US", "u.s.a.": "US", "united states of america": "US", "america": "US", "アメリカ": "US",
    "アメリカ合衆国": "US", "米": "US", "美利坚合众国": "US", "uk": "GB", "u.k.": "GB", "great britain": "GB", "england": "GB",
    "イギリス": "GB", "英国": "GB", "holland": "NL", "オランダ": "NL", "荷兰": "NL", "the netherlands": "NL", "korea": "KR",
    "south korea": "KR", "republic of korea": "KR", "韓国": "KR", "韩国": "KR", "大韓民国": "KR", "north korea": "KP",
    "北朝鮮": "KP", "朝鲜": "KP", "dprk": "KP", "taiwan": "TW", "台湾": "TW", "臺灣": "TW", "台灣": "TW", "hong kong": "HK",
    "hongkong": "HK", "香港": "HK", "macao": "MO", "macau": "MO", "マカオ": "MO", "澳门": "MO", "澳門": "MO", "russia": "RU",
    "ロシア連邦": "RU", "俄罗斯": "RU", "uae": "AE", "アラブ首長国連邦": "AE", "vietnam": "VN", "viet nam": "VN", "ベトナム": "VN",
    "越南": "VN", "czech republic": "CZ", "チェコ共和国": "CZ", "turkey": "TR", "türkiye": "TR", "トルコ": "TR", "シンガポール": "SG",
    "新加坡": "SG", "burma": "MM",
}  # fmt: skip
_ISO3: Final[Mapping[str, str]] = {
    "CHN": "CN", "JPN": "JP", "USA": "US", "NLD": "NL", "KOR": "KR", "TWN": "TW", "GBR": "GB", "DEU": "DE", "FRA": "FR",
    "SGP": "SG", "HKG": "HK", "VNM": "VN", "THA": "TH", "MYS": "MY", "IND": "IN", "IDN": "ID", "RUS": "RU", "IRN": "IR",
    "PRK": "KP", "TUR": "TR", "ARE": "AE", "AUS": "AU", "CAN": "CA", "BEL": "BE", "ITA": "IT", "ISR": "IL", "MEX": "MX",
}  # fmt: skip


def read_place_text(words: str, law: Law) -> str:
    """The id of the place that is meant by `Japan`, `日本`, `jp`, `JPN`, `上海`: a country, territory, or a subdivision that some
    law names apart. A city stands for its country.

    Raises Unreadable with near places.
    """
    met = _exact(words, law)
    # "Shanghai, China": parts that all mean the same place.
    parts = {found for part in re.split("[,、，]", words) if (found := _exact(part, law))}
    if met or len(parts) == 1:
        return met or parts.pop()
    near = [f"{row['name']} ({row['id']})" for row in find_places(words, law, "en", 3)]
    raise Unreadable(
        "check.place-unknown" if not near else "check.place-near", words.strip(), ", ".join(near)
    )


def place_name(id: str, law: Law, lang: str) -> str:
    """The name of a place in a language; its id where the law does not know it."""
    found = law.places.get(id)
    return str(found.name.get(lang) or found.name.get("en") or id) if found is not None else id


def place_row(id: str, law: Law, lang: str) -> dict[str, Any]:
    """A place as a form shows it: its id, its name, and the subdivisions that some law names apart."""
    parts = [inner for inner in law.places if inner.startswith(id + "-")]
    return {"id": id, "name": place_name(id, law, lang), "parts": parts}


def find_places(words: str, law: Law, lang: str, most: int = 12) -> list[dict[str, Any]]:
    """The places that a few letters in any script may mean, the likeliest first."""
    asked = _folded(words)
    if not asked:
        return []
    ranked: dict[str, int] = {}
    for key, id in _names(law).items():
        if key == asked:
            rank = 0
        elif key.startswith(asked):
            rank = 1
        elif asked in key and (len(asked) > 1 or not asked.isascii()):
            rank = 2
        else:
            continue
        ranked[id] = min(rank, ranked.get(id, 9))
    if asked.upper() in law.places:
        ranked[asked.upper()] = -1
    order = sorted(ranked, key=lambda id: (ranked[id], len(id), place_name(id, law, lang)))
    return [place_row(id, law, lang) for id in order[:most]]


def _exact(words: str, law: Law) -> str:
    plain = unicodedata.normalize("NFKC", words).strip()
    if plain.upper() in law.places:
        return plain.upper()
    if plain.upper() in _ISO3:
        return _ISO3[plain.upper()]
    inside = re.fullmatch(r".*\(([A-Z]{2}(?:-[A-Z0-9]{1,3})?)\)", plain)
    if inside and inside[1] in law.places:
        return inside[1]
    return _names(law).get(_folded(plain), "")


def _names(law: Law) -> dict[str, str]:
    """Every written name with its place."""
    found: dict[str, str] | None = law.cache.get("place-names")
    if found is None:
        found = {_folded(name): code for name, code in CITIES.items() if code in law.places}
        found |= {_folded(name): code for name, code in _ALSO.items() if code in law.places}
        found |= {
            _folded(place.name[lang]): id
            for id, place in law.places.items()
            for lang in LANGUAGES
            if place.name.get(lang)
        }
        law.cache["place-names"] = found
    return found


def _folded(words: str) -> str:
    plain = unicodedata.normalize("NFKC", words).strip().casefold().replace("&", "and")
    plain = "".join(
        c
        for c in unicodedata.normalize("NFD", plain)
        if unicodedata.category(c) != "Mn" or c in "\u3099\u309a"
    )
    return re.sub(r"[\s・･.,'’\-＝=]+", " ", unicodedata.normalize("NFC", plain)).strip().removeprefix("the ")
