"""Taiwan's entity list for strategic high-tech commodities (戰略性高科技貨品輸出管制實體名單), as CSV."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from sekisho.sources.formats import only
from sekisho.sources.formats.collecting import both
from sekisho.sources.formats.countries import country_code
from sekisho.sources.formats.reading import csv_rows, decode, partial_day, squeeze, stable_id, unique
from sekisho.sources.formats.written_names import names_of, once
from sekisho.sources.records import (
    Flaw,
    Identifier,
    ListedAddress,
    ListedName,
    ListedParty,
    ParsedList,
    SourceError,
)

SOURCE = "tw.entity-list"
LIST = "tw.entity-list"
_HEAD = 10  # lines in which the headings have to stand
_HEADS = (
    ("number", r"項次|^item"),
    ("aliases", r"別名|alias"),
    ("addresses", r"地址|address"),
    ("identifiers", r"護照|證號|idnumber|passport"),
    ("countries", r"國家|國別|country"),
    ("names", r"名稱|^name"),
)
_BORN = re.compile(r"\b(?:DOB|date of birth|born)\b\s*[:：]?\s*(?P<day>[^;,()]{4,30})", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![A-Za-z])[A-Za-z]{0,4}[- ]?\d[\dA-Za-z./ -]*\d|\d{3,}")


def parse(files: Mapping[str, bytes]) -> ParsedList:
    """The entities of the list, mostly named in English. The running number changes, so the id is a hash of name and countries.

    A cell may hold several values with semicolons between. The list does not say what is a person and what a body.
    """
    text = _decoded(only(files))
    rows = csv_rows(text)
    heads = _head(rows)
    parties: dict[str, ListedParty] = {}
    flaws: list[Flaw] = []
    last, width = 0, max(heads.values()) + 1
    needed = max(heads["names"], heads["countries"]) + 1
    for last, row in rows:
        width = len(row)
        if "項次" in row[0] or row[0].strip().lower() == "item":
            raise SourceError(
                f"line {last}: the head stands here again: the file was written twice over. Fetch it again."
            )
        cells = {key: row[index].strip() if index < len(row) else "" for key, index in heads.items()}
        party = _party(cells)
        if party is None:
            flaws.append(
                Flaw(f"line {last}", f"item {cells.get('number') or '?'} has no name and is left out")
            )
        elif party.id in parties:
            flaws.append(
                Flaw(
                    f"line {last}",
                    f"{party.names[0].text} stands in the list twice; the names of both lines are kept",
                )
            )
            parties[party.id] = both(parties[party.id], party)
        else:
            parties[party.id] = party
    if not parties:
        raise SourceError("the list holds no entity. Fetch it again.")
    if width < needed:
        raise SourceError(
            f"line {last}: {width} of at least {needed} columns: the file is cut short. Fetch it again."
        )
    return ParsedList(tuple(parties.values()), None, None, tuple(flaws))


def _decoded(data: bytes) -> str:
    """As UTF-8, or as Big5 with Microsoft's additions, in which the office saved it before."""
    return decode(data, "utf-8-sig", "cp950", "big5hkscs")


def _head(rows: Iterator[tuple[int, list[str]]]) -> dict[str, int]:
    for _, row in zip(range(_HEAD), rows, strict=False):
        found: dict[str, int] = {}
        for index, cell in enumerate(row[1]):
            plain = re.sub(r"[\s_]+", "", unicodedata.normalize("NFKC", cell)).lower()
            for key, pattern in _HEADS:
                if key not in found and len(plain) < 60 and re.search(pattern, plain):
                    found[key] = index
                    break
        if {"names", "countries"} <= set(found):
            return found
    raise SourceError(
        f"no line of the first {_HEAD} has the headings 名稱 and 國家代碼: this is not Taiwan's entity list. "
        "Take the file that https://www.trade.gov.tw names under SHTC Entity List."
    )


def _party(cells: Mapping[str, str]) -> ListedParty | None:
    found: list[ListedName] = []
    for written in _several(cells["names"]):
        found += names_of(written, "primary" if not found else "alias")
    for written in _several(cells.get("aliases", "")):
        found += names_of(
            written, "weak-alias" if len(written.split()) == 1 and len(written) < 7 else "alias"
        )
    if not found:
        return None
    if found[0].kind == "native":
        found[0] = ListedName(found[0].text, "primary", found[0].lang)
    addresses = [
        ListedAddress(text, country=_ending(text))
        for text in _several(cells.get("addresses", ""))
        if len(text) > 2
    ]
    named = [code for text in re.split(r"[;；,，、/\s]+", cells["countries"]) if (code := country_code(text))]
    named = named or [code for text in _several(cells["countries"]) if (code := country_code(text))]
    documents, births = _documents(_several(cells.get("identifiers", "")))
    countries = unique(named)
    return ListedParty(
        source=SOURCE,
        id=stable_id(
            SOURCE, "".join(mark for mark in found[0].text.casefold() if mark.isalnum()), *sorted(countries)
        ),
        lists=(LIST,),
        names=once(found),
        countries=unique([*countries, *(address.country for address in addresses)]),
        addresses=tuple(addresses),
        identifiers=tuple(documents),
        births=unique(births),
        facts=(("number", cells["number"]),) if cells.get("number") else (),
    )


def _several(cell: str) -> list[str]:
    """The values of a cell: at semicolons and line ends, without "NA" and dashes."""
    parts = (squeeze(part).strip(" ,") for part in re.split(r"[;；\n\r]+", cell[:200_000]))
    return [
        part
        for part in parts
        if any(mark.isalnum() for mark in part) and part.upper() not in {"NA", "N/A", "NONE", "NIL", "無"}
    ]


def _documents(texts: list[str]) -> tuple[list[Identifier], list[str]]:
    """Numbers with what kind they are, and days of birth that stand among them."""
    documents: list[Identifier] = []
    births: list[str] = []
    for text in texts:
        if born := _BORN.search(text):
            births.append(partial_day(born["day"].strip()))
            text = text[: born.start()] + text[born.end() :]
        if number := _NUMBER.search(text):
            words = text.lower()
            kind = (
                "passport"
                if "passport" in words or "護照" in text
                else "national-id"
                if "national" in words
                else "document"
            )
            documents.append(Identifier(kind, squeeze(number[0])))
    return documents, births


def _ending(address: str) -> str:
    """The country that ends an address, or begins it in Chinese."""
    last = re.split(r"[,，]", address.rstrip(" .。"))[-1]
    return country_code(last.strip()) if len(last.strip()) > 2 else ""
