"""Which scheme a number belongs to, from the word that a source or a user has for it, the country and the number itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from .digits import bare
from .schemes import SCHEMES
from .west import imo_company, imo_ship

_IMO = re.compile(r"IMO(\d{7})")

_WORDS: Mapping[str, str] = {
    "unified social credit code": "uscc",
    "social credit code": "uscc",
    "credit code": "uscc",
    "uscc": "uscc",
    "统一社会信用代码": "uscc",
    "organization code": "cn-organisation",
    "organisation code": "cn-organisation",
    "chinese commercial code": "chinese-commercial-code",
    "resident identity": "cn-resident",
    "corporate number": "houjin",
    "houjin": "houjin",
    "法人番号": "houjin",
    "business registration number": "kr-business",
    "사업자등록번호": "kr-business",
    "corporate registration number": "kr-corporation",
    "법인등록번호": "kr-corporation",
    "kr-corporate": "kr-corporation",
    "統一編號": "tw-business",
    "unified business number": "tw-business",
    "legal entity identifier": "lei",
    "lei": "lei",
    "инн": "inn",
    "inn": "inn",
    "огрнип": "ogrn",
    "огрн": "ogrn",
    "ogrnip": "ogrn",
    "ogrn": "ogrn",
    "primary state registration": "ogrn",
    "imo company": "imo-company",
    "company imo": "imo-company",
    "registered owner imo": "imo-company",
    "imo": "imo",
    "vessel registration identification": "imo",
    "mmsi": "mmsi",
    "swift": "bic",
    "bic": "bic",
    "iban": "iban",
    "vat": "vat",
    "v.a.t.": "vat",
    "eori": "eori",
    "d-u-n-s": "duns",
    "duns": "duns",
    "employer identification": "ein",
    "ein": "ein",
    "passport": "passport",
    "national id": "national-id",
    "national-id": "national-id",
    "identification number": "national-id",
    "cedula": "national-id",
    "company number": "registration",
    "registration": "registration",
    "registered": "registration",
    "tax": "tax",
    "nip": "tax",
}

_BY_COUNTRY: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("registration", "CN"): ("uscc", "cn-organisation"),
    ("tax", "CN"): ("uscc",),
    ("uscc", "CN"): ("uscc", "cn-organisation"),
    ("national-id", "CN"): ("cn-resident", "uscc"),
    ("registration", "JP"): ("houjin",),
    ("tax", "JP"): ("houjin",),
    ("registration", "KR"): ("kr-business", "kr-corporation"),
    ("tax", "KR"): ("kr-business",),
    ("registration", "TW"): ("tw-business",),
    ("tax", "TW"): ("tw-business",),
    ("registration", "RU"): ("ogrn", "inn"),
    ("tax", "RU"): ("inn",),
    ("registration", "GB"): ("gb-company",),
    ("tax", "US"): ("ein",),
}
"""What a general word means in a country: the first scheme of which the number has the form."""


@lru_cache(maxsize=16384)
def kind_of(kind: str, value: str, country: str = "") -> str:
    """The kind of a number under its usual name: a scheme of ours where the word, the country and the form say so.

    Any other word comes back as it is, in lower case.
    """
    word = kind.strip().lower().replace("_", "-")
    found = word if word in SCHEMES else _by_word(word)
    number = bare(value)
    if found not in SCHEMES or SCHEMES[found].national:
        sea = _IMO.fullmatch(number)
        if sea:  # lists write the numbers of ships and of their owners as identification numbers
            return "imo" if imo_ship(sea[1]) or not imo_company(sea[1]) else "imo-company"
    if found == "kr-business" and country not in {"", "KR"}:
        found = (
            "registration"  # every country has business registration numbers; only Korea's are checked here
        )
    for scheme in _BY_COUNTRY.get((found, country.upper()), ()):
        its = SCHEMES[scheme]
        if its.form.fullmatch(its.normal(number)):
            return scheme
    return found


def _by_word(word: str) -> str:
    for known, kind in _WORDS.items():
        if known.isascii() and re.search(rf"(?<![a-z]){re.escape(known)}(?![a-z])", word):
            return kind
        if not known.isascii() and known in word:
            return kind
    return word
