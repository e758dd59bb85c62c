"""The words of addresses in Latin letters: kinds of streets, buildings, districts, and the patterns of "
"rooms, floors and codes."""

from __future__ import annotations

import re
from typing import Final


def _split(words: str) -> tuple[str, ...]:
    return tuple(words.split())


STREET_AFTER: Final = frozenset(
    _split(
        "road rd roa street st str avenue ave av blvd boulevard lane ln drive dr highway hwy way terrace crescent parkway "
        "pkwy close lu jie dajie dadao dao xiang hutong expressway path strand ulitsa ul prospekt prosp pereulok per "
        "shosse naberezhnaya nab proezd bulvar ploshchad embankment emb prospect alley row walk gate wharf quay sk "
        "cd strasse straat weg laan sokak sok caddesi cad bulvari ro gil"
        "daero dori marg circle square"
    )
)
"""What stands after the name of a street."""
STREET_BEFORE: Final = frozenset(
    _split(
        "ul ulitsa vul prospekt prosp pr prt prkt pereulok per shosse sh nab naberezhnaya proezd prd bulvar br ploshchad pl "
        "rue calle via rua jalan jl avenida jln lorong soi khiaban place piazza carrera cra cr kra avda av avenue "
        "boulevard blvd cl transversal diagonal corso viale"
    )
)
"""What stands before it."""
NOT_BEFORE_NAMES: Final = frozenset({"st", "str", "way", "square", "circle", "close"})
"""St Petersburg is no street; a square may be a building."""
SIDES: Final = frozenset(_split("central north south east west n s e w middle bei nan dong xi zhong"))
LEVELS: Final = {
    **dict.fromkeys(_split("district dist qu ku gu raion rayon county xian subdistrict rn"), "district"),
    **dict.fromkeys(_split("city shi si town gorod"), "city"),
    **dict.fromkeys(
        _split(
            "province prov sheng oblast obl oblasti state region krai kray prefecture ken fu do to respublika republic resp"
        ),
        "region",
    ),
}
"""What stands after the name of a district, city or region."""
BUILDINGS: Final = frozenset(
    _split(
        "building bldg bldgs tower towers centre center ctr plaza house mansion mansions court arcade garden gardens "
        "complex edifice dasha dasa mall hotel biru"
    )
)
SHORT: Final = {
    "industrial": "ind",
    "indl": "ind",
    "indust": "ind",
    "commercial": "comm",
    "comml": "comm",
    "factory": "fty",
    "international": "intl",
    "the": "",
    "of": "",
    "and": "",
}
"""Words in the names of buildings, each in its shortest usual form; those that say nothing fall away."""
WHOLE: Final = {"rd": "road", "st": "street", "str": "street", "ave": "avenue", "av": "avenue"}
ORDINALS: Final = {
    word: str(number)
    for number, word in enumerate(
        _split(
            "ground first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
            "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        )
    )
}
NUMBER_BEFORE: Final = frozenset({"no", "nos", "number", "d", "dom", "nr", "#", "house", "hse", "numero"})
NUMBER_AFTER: Final = frozenset({"hao", "ban", "banchi", "beonji"})
IN_ITSELF: Final = frozenset(
    _split(
        "beijing shanghai tianjin chongqing tokyo osaka kyoto seoul busan daegu incheon gwangju daejeon ulsan"
    )
)
"""Cities that are their own province or prefecture."""

_NO = r"(?:no|nos|n|nr|num|number)?\s*[.:#°º]?\s*"
_ID = r"([a-z]{0,2}-?\d[\w]*(?:\s*[-/&]\s*[a-z]?\d+[a-z]?)*|[a-z](?![a-z'.]))"
_ROOMS = (
    "rooms?|rms?|units?|suites?|ste|flats?|apartments?|apts?|offices?|ofc|shops?|workshops?|wksp|pom|pomeshchenie|kv|of|ofis|kom|"
    "komnata|fang|daire|stall|bay"
)
ROOM: Final = re.compile(rf"\b(?:{_ROOMS})(?:(?=\d)|[.:\s]\s*|\s*#){_NO}{_ID}(?![\w])")
ROOM_AFTER: Final = re.compile(r"\b([a-z]?-?\d+[a-z]?)\s*-?\s*(?:fang|shi|ho|goshitsu|gou shi)\b")
ROOM_FLOOR: Final = re.compile(r"\b([a-z]?\d+[a-z]?)\s*/\s*(\d{1,3})\s*f\b")
FLOOR_ROOM: Final = re.compile(r"\b(\d{1,3})\s*f\s*-\s*(\d{1,4}[a-z]?)\b")
UNIT: Final = re.compile(r"#\s*(\d{1,3})-(\d{1,4}[a-z]?)\b")
UNIT_SINGAPORE: Final = re.compile(r"#?\s*\b(\d{1,2})-(\d{2,3}[a-z]?)\b")
FLOOR: Final = (
    re.compile(r"\b(\d{1,3})(?:\s*(?:st|nd|rd|th))?\s*-?\s*(?:floor|flr|fl|lou|ceng|f|etazh|et)\b(?!\s*\d)"),
    re.compile(r"\b(\d{1,3}|g|lg|ug)\s*/\s*f\b\.?"),
    re.compile(r"\b(?:floor|level|lvl|fl|flr|et|etazh|kat)\b\.?\s*(?:no\.?\s*)?(\d{1,3}|g)\b"),
    re.compile(rf"\b({'|'.join(ORDINALS)})\s+(?:floor|flr|fl)\b"),
)
BLOCK: Final = (
    re.compile(
        rf"\b(?:block|blk|korp|korpus|stroenie|litera|lit|liter|sec|section)\b\.?\s*{_NO}([a-z](?![\w'])|\d{{1,4}}[a-z]?\b)"
    ),
    re.compile(r"(?<=\d)\s+(?:building|bldg)\b\.?\s*(\d{1,3})\b"),
    # After a name (Elenion Building 5 Dervi Street) the number belongs to the street.
    re.compile(rf"(?:^|,)\s*(?:building|bldg|tower)\b\.?\s*{_NO}([a-z](?![\w'])|\d{{1,4}}[a-z]?\b)"),
    re.compile(r"(?:^|,)\s*(?:str|k|s)\b\.?\s*(\d{1,3}[a-z]?)\b"),
    re.compile(r"\b(?:no\.?|#)\s*(\d{1,3}[a-z]?)\s*(?:building|bldg|block|dong|hao lou|haolou)\b"),
    re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)\s*(?:building|bldg|block)\b"),
)
LANE: Final = re.compile(r"\blane\s*(?:no\.?\s*)?(\d+)\b")
"""Lane 513: in Shanghai and Taiwan houses are numbered within a lane off the street."""
CHOME: Final = re.compile(r"\b(\d{1,2})\s*-?\s*chome\b")
BOX: Final = re.compile(
    r"\b(?:p\.?\s*o\.?\s*)?(?:box|a/ya|abonentsky yashchik)\b\.?\s*(?:no\.?\s*)?(\d+(?:[-/]\d+)*)"
)
POSTCODES: Final = {
    "JP": r"\d{3}-\d{4}|\d{7}",
    "KR": r"\d{5}|\d{3}-\d{3}",
    "US": r"\d{5}(?:-\d{4})?",
    "GB": r"[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}",
    "CA": r"[a-z]\d[a-z]\s*\d[a-z]\d",
    "NL": r"\d{4}\s*[a-z]{2}",
    "TW": r"\d{3}(?:-?\d{2,3})?",
    "IR": r"\d{10}|\d{5}-\d{5}",
    **dict.fromkeys(("HK", "MO", "AE"), r"(?!)"),
    **dict.fromkeys(("AT", "CH", "CY", "BG", "HU", "NO", "DK", "BE", "AU"), r"\d{4}"),
}
ANY_POSTCODE: Final = r"[0-9]{5,6}"
NUMBER: Final = re.compile(r"\d+[a-z]?(?:[-/&]\d+[a-z]?)*$")
NUMBER_JOINED: Final = re.compile(r"(?:no\.?|#|d\.?|n°|nos\.?)(\d+[a-z]?(?:[-/&]\d+[a-z]?)*)")
JOINED_STREET: Final = re.compile(
    r"[a-z]{3,}(?:laan|straat|strasse|weg|gasse|allee|platz|plein|kade|gatan|vagen|gade|vej)$"
)
"""Streets of one word: Eglantierlaan, Hauptstrasse."""
SIDE_JOINED: Final = re.compile(r"^(xi|dong|nan|bei|zhong)(lu|jie)$")
"""Youyi Xilu."""
JOINED_CHINESE: Final = re.compile(r"([a-z]{3,})(?:dadao|dajie)$")
SUFFIX: Final = re.compile(r"^(.{2,})-(ku|gu|shi|si|ken|fu|do|ro|gil|daero|dong|gun|eup|to)$")
