"""The sanctions list of the United Kingdom, as CSV (the layout in force since 2026-01-28)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from sekisho.sources.formats import only
from sekisho.sources.formats.collecting import keep
from sekisho.sources.formats.reading import csv_rows, decode
from sekisho.sources.formats.uk_designation import SOURCE, Designation, Document, Name, stated_day
from sekisho.sources.formats.uk_xml import COMPANIES
from sekisho.sources.records import Flaw, ListedParty, ParsedList, SourceError

__all__ = ["SOURCE", "parse"]
_HEAD = 10  # lines above the head of the table: a date, at times a note
_ONE = {
    "unique id": "UniqueID",
    "last updated": "LastUpdated",
    "date designated": "DateDesignated",
    "ofsi group id": "OFSIGroupID",
    "un reference number": "UNReferenceNumber",
    "regime name": "RegimeName",
    "designation type": "IndividualEntityShip",
    "individual, entity, ship": "IndividualEntityShip",
    "designation source": "DesignationSource",
    "sanctions imposed": "SanctionsImposed",
    "other information": "OtherInformation",
    "uk statement of reasons": "UKStatementofReasons",
}
_MANY = {
    "nationality(/ies)": "Nationality",
    "parent company": "ParentCompany",
    "subsidiaries": "Subsidiary",
    "business registration number (s)": "BusinessRegistrationNumber",
    "imo number": "IMONumber",
    "current owner/operator (s)": "CurrentOwnerOperator",
    "previous owner/operator (s)": "PreviousOwnerOperator",
    "current believed flag of ship": "CurrentBelievedFlagOfShip",
    "previous flags": "PreviousFlag",
    "type of ship": "TypeOfShip",
    "type of entity": "TypeOfEntity",
    "position": "Position",
    "gender": "Gender",
    "title": "Title",
}
_NEEDED = ("unique id", "name 6", "name type", "regime name")


def parse(files: Mapping[str, bytes]) -> ParsedList:
    """The same parties as in the XML, with the same ids. A row holds one name and one address: rows of one Unique ID are joined."""
    rows = csv_rows(decode(only(files), "utf-8-sig", "cp1252"))
    heads, made = _head(rows)
    designations: dict[str, Designation] = {}
    flaws: list[Flaw] = []
    last, width = 0, len(heads)
    for last, row in rows:
        width = len(row)
        if "Unique ID" in row:
            raise SourceError(
                f"line {last}: the head stands here again: the file was written twice over. Fetch it again."
            )
        cells = {name: cell.strip() for name, cell in zip(heads, row, strict=False) if name and cell.strip()}
        if len(row) > len(heads) or not cells:
            flaws.append(Flaw(f"line {last}", "it has more columns than the head and is left out"))
            continue
        key = (
            cells.get("unique id") or f"line {last}"
        )  # without an id nothing says which rows belong together
        _take(designations.setdefault(key, Designation()), cells)
    if width < len(heads):
        raise SourceError(
            f"line {last}: {width} of {len(heads)} columns: the file is cut short. Fetch it again."
        )
    parties: dict[str, ListedParty] = {}
    for key, designation in designations.items():
        keep(parties, designation.party(), f"designation {key}", flaws)
    if not parties:
        raise SourceError("the list holds no designation. Fetch it again.")
    return ParsedList(tuple(parties.values()), None, made, tuple(flaws))


def _head(rows: Iterator[tuple[int, list[str]]]) -> tuple[list[str], date | None]:
    """The names of the columns, in small letters, and the day that stands above them."""
    made: date | None = None
    for _ in range(_HEAD):
        _, row = next(rows, (0, []))
        names = [re.sub(r"\s+", " ", cell).strip().lower() for cell in row]
        if all(name in names for name in _NEEDED):
            return names, made
        for cell in row:
            for written in re.findall(
                r"\d{1,2}[/ -](?:\d{1,2}|[A-Za-z]{3,9})[/ -]\d{4}|\d{4}-\d\d-\d\d", cell
            ):
                made = made or stated_day(written)
    raise SourceError(
        f"no line of the first {_HEAD} has the columns {', '.join(_NEEDED)}: this is not the sanctions list of the United Kingdom "
        "(the ConList of OFSI ended on 2026-01-28). Take https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.csv."
    )


def _take(found: Designation, cells: Mapping[str, str]) -> None:
    """What one row adds to its designation."""
    for column, name in _ONE.items():
        if column in cells:
            found.values.setdefault(name, cells[column])
    parts = tuple(cells.get(f"name {number}", "") for number in range(1, 7))
    written = Name(parts, cells.get("name type", ""), cells.get("alias strength", ""))
    if any(parts) and found.is_new("name", written):
        found.names.append(written)
    native = (cells.get("name non-latin script", ""), cells.get("non-latin script language", ""))
    if native[0] and found.is_new("native", native):
        found.native.append(native)
    lines = tuple(cells.get(f"address line {number}", "") for number in range(1, 7))
    address = (lines, cells.get("address postal code", ""), cells.get("address country", ""))
    if (any(lines) or any(address[1:])) and found.is_new("address", address):
        found.addresses.append(address)
    for column, key in _MANY.items():
        if column in cells:
            found.add(key, cells[column], companies=key in COMPANIES)
    for text in re.split(r"[|\n\r;]|\(\d{1,2}\)", cells.get("d.o.b", "")):
        if text.strip() and found.is_new("birth", text.strip()):
            found.births.append(text.strip())
    place = (cells.get("town of birth", ""), cells.get("country of birth", ""))
    if any(place) and found.is_new("place", place):
        found.birth_places.append(place)
    for kind, prefix in (("passport", "passport"), ("national-id", "national identifier")):
        document = Document(
            kind, cells.get(f"{prefix} number", ""), cells.get(f"{prefix} additional information", "")
        )
        if document.number and found.is_new("document", document):
            found.documents.append(document)
