"""Finds the numbers of parties in free text: remarks of a list, a letterhead, an address field.

A number is taken without a word before it only where its form and check digit leave little doubt; all others need their
label ("INN", "법인등록번호", "SWIFT").
"""

from __future__ import annotations

import re
import unicodedata

from sekisho.sources.records import Identifier

from .checking import normalised, valid
from .kinds import kind_of
from .schemes import SCHEMES

_GAP = r"[\s:：.,#)）]*(?:no|number|nr|code|cert|registration)?[\s:：.,#()（）№]*"
_NUMBER = r"(?P<number>[0-9A-Za-z](?:[0-9A-Za-z]|[ \-./](?=[0-9A-Za-z])){2,40})"
_DIGITS = r"(?P<number>\d(?:\d|[ \-](?=\d)){4,24})"

_LABELS: tuple[tuple[str, str, str], ...] = (
    ("uscc", r"unified social credit code(?: \(uscc\))?|uscc|统一社会信用代码|統一社會信用代碼", _NUMBER),
    ("cn-organisation", r"organi[sz]ation code|组织机构代码|組織機構代碼", _NUMBER),
    ("houjin", r"法人番号|corporate number|houjin bangou", _DIGITS),
    ("kr-business", r"사업자\s?등록번호|kr business", _DIGITS),
    ("kr-corporation", r"법인\s?등록번호", _DIGITS),
    ("tw-business", r"統一編號|统一编号|統編", _DIGITS),
    ("lei", r"\blei|legal entity identifier", _NUMBER),
    ("inn", r"\binn|инн|taxpayer (?:id|identification)", _DIGITS),
    ("ogrn", r"\bogrn(?:ip)?|огрн(?:ип)?|primary state registration", _DIGITS),
    ("imo-company", r"imo company|company imo|owner imo", _DIGITS),
    ("imo", r"\bimo|vessel registration identification(?: imo)?", _DIGITS),
    ("mmsi", r"\bmmsi|maritime mobile service identity", _DIGITS),
    ("bic", r"\bswift(?:/bic)?|\bbic", _NUMBER),
    ("iban", r"\biban", _NUMBER),
    ("vat", r"\bvat|ust-?idnr|tva intracommunautaire", _NUMBER),
    ("eori", r"\beori", _NUMBER),
    ("duns", r"\bd-?u-?n-?s", _DIGITS),
    ("ein", r"\bein|employer identification", _DIGITS),
    ("passport", r"\bpassport|паспорт|护照(?:号码)?|護照(?:號碼)?|旅券番号|여권번호", _NUMBER),
    ("cn-resident", r"居民身份证(?:号码)?|身份证号码?|身分證", _NUMBER),
    ("gb-company", r"\buk company (?:registration )?number", _NUMBER),
    ("registration", r"company (?:registration )?number", _NUMBER),
)
_LABELLED = tuple(
    (kind, re.compile(rf"(?:{label}){_GAP}{form}", re.IGNORECASE)) for kind, label, form in _LABELS
)
_BARE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("cn-resident", re.compile(r"(?<![0-9A-Za-z])(?P<number>\d{17}[0-9Xx])(?![0-9A-Za-z])")),
    (
        "uscc",
        re.compile(r"(?<![0-9A-Za-z])(?P<number>[0-9A-HJ-NP-RT-UW-Y]{2}\d{6}[0-9A-Z]{10})(?![0-9A-Za-z])"),
    ),
    ("lei", re.compile(r"(?<![0-9A-Za-z])(?P<number>[0-9A-Z]{18}\d{2})(?![0-9A-Za-z])")),
    (
        "iban",
        re.compile(
            r"(?<![0-9A-Za-z])(?P<number>[A-Z]{2}\d{2}(?: ?[0-9A-Z]{4}){2,7}(?: ?[0-9A-Z]{1,3})?)(?![0-9A-Za-z])"
        ),
    ),
    ("kr-business", re.compile(r"(?<![\d-])(?P<number>\d{3}-\d{2}-\d{5})(?![\d-])")),
)


def recognise(text: str) -> tuple[Identifier, ...]:
    """The numbers of parties that stand in a text, each once, in normal form, in the order in which they stand.

    A labelled number is given even if its check digit is wrong (screening says so then); one without a label only if right.
    """
    plain = unicodedata.normalize("NFKC", text)
    found: list[tuple[int, Identifier]] = []
    taken: list[tuple[int, int]] = []
    for kind, pattern in _LABELLED:
        for hit in pattern.finditer(plain):
            value = _cut(kind, hit["number"])
            start = hit.start("number")
            if value and not _overlaps(taken, start, start + len(value)):
                taken.append((start, start + len(value)))
                # Lists write "IMO" before the numbers of ships and of their owners alike: the check digit tells which.
                its = (
                    kind_of("identification number", f"IMO{normalised(kind, value)}")
                    if kind == "imo"
                    else kind
                )
                its = its if its in {"imo", "imo-company"} else kind
                found.append((start, Identifier(its, normalised(its, value))))
    for kind, pattern in _BARE:
        for hit in pattern.finditer(plain):
            start, end = hit.span("number")
            if valid(kind, hit["number"]) and not _overlaps(taken, start, end):
                taken.append((start, end))
                found.append((start, Identifier(kind, normalised(kind, hit["number"]))))
    found.sort(key=lambda pair: pair[0])
    return tuple(dict.fromkeys(identifier for _, identifier in found))


def _overlaps(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(start < last and first < end for first, last in taken)


def _cut(kind: str, number: str) -> str:
    """As much of what follows a label as belongs to the number: words after it are left out.

    Of the beginnings that end at a gap the longest right one is taken, else the longest of the right form.
    """
    ends = [place for place, char in enumerate(number) if char in " -./"] + [len(number)]
    fitting = ""
    for end in reversed(ends):
        piece = number[:end]
        if not any(char.isdigit() for char in piece) and kind != "bic":
            continue
        verdict = valid(kind, piece)
        if verdict:
            return piece
        if verdict is None or _has_form(kind, piece):
            # Without a check digit the first gap ends a number of open form; a fixed form takes what fills it.
            fitting = (
                piece
                if not fitting or kind in {"passport", "eori", "gb-company", "registration"}
                else fitting
            )
    return fitting


def _has_form(kind: str, piece: str) -> bool:
    return SCHEMES[kind].form.fullmatch(normalised(kind, piece)) is not None
