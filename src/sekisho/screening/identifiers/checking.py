"""The normal form of a number, and whether its check digit is right."""

from __future__ import annotations

from functools import lru_cache

from .digits import bare
from .kinds import kind_of
from .schemes import SCHEMES


@lru_cache(maxsize=65536)
def normalised(kind: str, value: str, country: str = "") -> str:
    """A number as its register writes it: capitals and digits only, with leading zeros where they were dropped.

    `kind` may be the word of a source ("Tax ID No."); `country` an ISO 3166-1 code. Doing it twice changes nothing. An old
    Chinese identity number of 15 digits becomes one of 18, a British company number gets its eight characters, a BIC loses
    the XXX of the head office, a value added tax number of Greece begins with EL.
    """
    scheme = SCHEMES.get(kind_of(kind, value, country))
    if scheme is None:
        return bare(value)
    if scheme.kind == "vat":
        number = bare(value)
        prefix = {"GR": "EL"}.get(country.upper(), country.upper())
        given = number[:2]
        number = number if not prefix or given in {prefix, country.upper()} else prefix + number
        return scheme.normal(number)
    return scheme.normal(value)


@lru_cache(maxsize=65536)
def valid(kind: str, value: str, country: str = "") -> bool | None:
    """Can this be a number of its kind? False: its form or its check digit is wrong. None: no check digit is known.

    None also for a word that is no scheme of ours. The rules: GB 32100, GB 11714 and GB 11643 (China), the ministerial
    order on corporate numbers (Japan), ISO 17442, ISO 13616 and ISO 9362, the order of the Russian tax service on the
    taxpayer number, IMO resolution A.1117(30) on ship and company numbers.
    """
    scheme = SCHEMES.get(kind_of(kind, value, country))
    if scheme is None:
        return None
    number = normalised(kind, value, country)
    if not scheme.form.fullmatch(number):
        return False
    return None if scheme.check is None else scheme.check(number)
