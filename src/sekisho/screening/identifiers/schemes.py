"""The numbering schemes that are known here: what each looks like, which register gives it, and how its digits are checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from attrs import frozen

from . import east_asia, west
from .digits import bare

Check = Callable[[str], bool | None]


@frozen
class Scheme:
    """One kind of number: `form` is what it looks like when bare, `check` tells whether its check digit is right.

    `country` is the ISO 3166-1 code of the register, "" where it is worldwide or where each country has its own
    (`national`). `several` says that one party can rightly have more than one at a time or after another (passports,
    branches), so that two different numbers do not speak against each other.
    """

    kind: str
    title: str
    form: re.Pattern[str]
    country: str = ""
    check: Check | None = None
    normal: Callable[[str], str] = bare
    national: bool = False
    several: bool = False


def _resident(text: str) -> str:
    number = bare(text)
    return east_asia.resident_of_old(number) if re.fullmatch(r"\d{15}", number) else number


def _houjin(text: str) -> str:
    # T and thirteen digits is the number of a registered issuer of tax invoices: the corporate number with a letter before it.
    number = bare(text)
    return number[1:] if re.fullmatch(r"T\d{13}", number) else number


def _imo(text: str) -> str:
    return re.sub(r"^(?:IMO)+(?:NO|NUMBER)?(?=\d)", "", bare(text))


def _bic(text: str) -> str:
    number = bare(text)
    return number[:8] if len(number) == 11 and number.endswith("XXX") else number


def _company_gb(text: str) -> str:
    number = bare(text)
    match = re.fullmatch(r"([A-Z]{0,2})(\d{1,8})", number)
    if match is None:
        return number
    prefix, digits = match.groups()
    return prefix + digits.zfill(8 - len(prefix)) if len(prefix) + len(digits) <= 8 else number


def _duns(text: str) -> str:
    number = bare(text)
    return number.zfill(9) if re.fullmatch(r"\d{7,8}", number) else number


def _inn(text: str) -> str:
    # Regions 01 to 09 begin with a zero, which spreadsheets drop.
    number = bare(text)
    return "0" + number if re.fullmatch(r"\d{9}|\d{11}", number) else number


def _vat(text: str) -> bool | None:
    prefix, rest = text[:2], text[2:]
    if prefix == "FR" and re.fullmatch(r"[0-9A-HJ-NP-Z]{2}\d{9}", rest):
        return None if rest[2:5] == "000" else west.french_vat(rest)  # Monaco's numbers follow no rule
    rule = west.VAT.get(prefix)
    if rule is None:
        return None
    form, check = rule
    return re.fullmatch(form, rest) is not None and check(rest)


def _vat_normal(text: str) -> str:
    number = bare(text)
    if number.startswith("GR"):
        return "EL" + number[2:]
    return re.sub(r"^BE(\d{9})$", r"BE0\1", number)


def _scheme(kind: str, title: str, form: str, country: str = "", check: Check | None = None) -> Scheme:
    return Scheme(kind, title, re.compile(form), country, check)


_ALL = (
    _scheme("uscc", "unified social credit code (China)", r"[0-9A-Z]{18}", "CN", east_asia.uscc),
    _scheme(
        "cn-organisation",
        "organisation code (China)",
        r"[0-9A-Z]{8}[0-9X]",
        "CN",
        east_asia.organisation_code,
    ),
    Scheme(
        "cn-resident",
        "resident identity number (China)",
        re.compile(r"\d{17}[0-9X]"),
        "CN",
        east_asia.resident,
        _resident,
    ),
    Scheme("houjin", "corporate number (Japan)", re.compile(r"[1-9]\d{12}"), "JP", east_asia.houjin, _houjin),
    Scheme(
        "kr-business",
        "business registration number (Korea)",
        re.compile(r"\d{10}"),
        "KR",
        east_asia.korean_business,
        several=True,
    ),
    _scheme(
        "kr-corporation",
        "corporate registration number (Korea)",
        r"\d{13}",
        "KR",
        east_asia.korean_corporation,
    ),
    _scheme("tw-business", "unified business number (Taiwan)", r"\d{8}", "TW", east_asia.taiwan),
    Scheme("inn", "taxpayer number (Russia)", re.compile(r"\d{10}|\d{12}"), "RU", west.inn, _inn),
    _scheme("ogrn", "state register number (Russia)", r"[1235]\d{12}|[34]\d{14}", "RU", west.ogrn),
    _scheme("lei", "legal entity identifier", r"[0-9A-Z]{18}\d{2}", "", west.lei),
    Scheme("imo", "IMO ship number", re.compile(r"\d{7}"), "", west.imo_ship, _imo),
    Scheme("imo-company", "IMO company number", re.compile(r"\d{7}"), "", west.imo_company, _imo),
    Scheme("mmsi", "maritime mobile service identity", re.compile(r"\d{9}"), several=True),
    Scheme(
        "bic",
        "business identifier code",
        re.compile(r"[0-9A-Z]{4}[A-Z]{2}[0-9A-Z]{2}(?:[0-9A-Z]{3})?"),
        normal=_bic,
        several=True,
    ),
    Scheme(
        "iban",
        "bank account number",
        re.compile(r"[A-Z]{2}\d{2}[0-9A-Z]{11,30}"),
        check=west.iban,
        several=True,
    ),
    Scheme(
        "gb-company", "company number (United Kingdom)", re.compile(r"[0-9A-Z]{8}"), "GB", normal=_company_gb
    ),
    Scheme(
        "vat",
        "value added tax number",
        re.compile(r"[A-Z]{2}[0-9A-Z]{2,13}"),
        check=_vat,
        normal=_vat_normal,
        several=True,
    ),
    Scheme("eori", "economic operators number", re.compile(r"[A-Z]{2}[0-9A-Z]{1,15}"), several=True),
    Scheme("duns", "D-U-N-S number", re.compile(r"\d{9}"), normal=_duns, several=True),
    Scheme("ein", "employer identification number (United States)", re.compile(r"\d{9}"), "US"),
    Scheme("passport", "passport", re.compile(r"[0-9A-Z]{4,20}"), national=True, several=True),
    Scheme("national-id", "national identity number", re.compile(r"[0-9A-Z]{4,25}"), national=True),
    Scheme("tax", "tax number", re.compile(r"[0-9A-Z]{4,25}"), national=True, several=True),
    Scheme("registration", "registration number", re.compile(r"[0-9A-Z]{2,30}"), national=True, several=True),
)

SCHEMES: Mapping[str, Scheme] = {scheme.kind: scheme for scheme in _ALL}
"""Every scheme by its kind."""
