"""The United States' Consolidated Screening List as a table (trade.gov: consolidated.csv or .tsv, 29 columns)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sekisho.sources.formats import only
from sekisho.sources.formats.csl_rows import Entry, Reader, split_address, with_ids
from sekisho.sources.formats.reading import country_code, csv_rows, decode
from sekisho.sources.formats.us_terms import labels
from sekisho.sources.records import Flaw, ListedAddress, ParsedList, SourceError

NEEDED = {"source", "name", "addresses", "alt_names", "license_requirement", "ids"}
_SEPARATED = re.compile(r";\s+")
_COUNTRY_ENDS = re.compile(r"(?:^|,\s*)([A-Z]{2})$")


def parse(files: Mapping[str, bytes]) -> ParsedList:
    """Every row. Values of several are joined by "; " in a cell; an address ends where its country does."""
    text = decode(only(files), "utf-8-sig")
    rows = csv_rows(text, "\t" if "\t" in text.partition("\n")[0] else ",")
    _line, header = next(rows, (0, []))
    columns = [name.strip() for name in header]
    missing = sorted(NEEDED - set(columns))
    if missing:
        raise SourceError(
            f"line 1: the columns {', '.join(missing)} are missing: this is not the Consolidated Screening List. "
            "Fetch the file again; the last good edition stays in use."
        )
    reader = Reader()
    parties = []
    for line, cells in rows:
        if len(cells) != len(columns):
            reader.flaws.append(Flaw(f"line {line}", f"{len(cells)} cells instead of {len(columns)}"))
            if len(cells) < len(columns) // 2:
                raise SourceError(f"line {line}: the row is cut short. Fetch the file again.")
        row = dict(zip(columns, cells, strict=False))
        row["id"] = row.pop("_id", "") or row.get("id", "")
        parties.append(reader.party(_entry(row), f"line {line}"))
    if not parties:
        raise SourceError("there is no row below the header. Fetch the file again.")
    return ParsedList(parties=with_ids(parties), flaws=tuple(reader.flaws))


def _entry(row: Mapping[str, str]) -> Entry:
    return Entry(
        values=row,
        programmes=_values(row, "programs"),
        aliases=[text for text in _values(row, "alt_names") if text != "[]"],
        addresses=[place for text in _addresses(row["addresses"]) for place in text],
        ids=list(_ids(row.get("ids", ""))),
        citizenships=_values(row, "citizenships"),
        nationalities=_values(row, "nationalities"),
        births=_values(row, "dates_of_birth"),
        birth_places=_values(row, "places_of_birth"),
    )


def _values(row: Mapping[str, str], column: str) -> list[str]:
    return [text.strip() for text in _SEPARATED.split(row.get(column) or "") if text.strip()]


def _addresses(cell: str) -> Iterator[tuple[ListedAddress, ...]]:
    """Pieces between "; " belong together until one ends in the two letters of a country."""
    held: list[str] = []
    for piece in filter(None, map(str.strip, _SEPARATED.split(cell))):
        held.append(piece)
        ends = _COUNTRY_ENDS.search(piece)
        if ends and country_code(ends[1]):
            yield _placed("; ".join(held), ends[1])
            held = []
    if held:
        yield split_address("; ".join(held))


def _placed(text: str, code: str) -> tuple[ListedAddress, ...]:
    body = text[: -len(code)].rstrip(" ,")
    if not body:
        return (ListedAddress(code, country=code),)
    return split_address(body, country=code)


def _ids(cell: str) -> Iterator[tuple[str, str, str]]:
    """ "Passport, 836238033, KP; Gender, Male": label, value, country. A piece without a label continues the one before."""
    held: list[str] = []
    for piece in filter(None, map(str.strip, _SEPARATED.split(cell))):
        if held and ", " not in piece:
            held[-1] += f"; {piece}"
        else:
            held.append(piece)
    for piece in held:
        label, _, rest = piece.partition(", ")
        value, _, place = rest.rpartition(", ")
        known = label.strip().casefold() in labels()
        if known and value and country_code(place):
            yield label, value, place
        else:
            yield label, rest, ""
