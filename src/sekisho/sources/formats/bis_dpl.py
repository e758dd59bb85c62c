"""The Denied Persons List of the Bureau of Industry and Security: the tab-separated file and the export as CSV."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from attrs import evolve

from sekisho.sources.formats import only
from sekisho.sources.formats.reading import country_code, csv_rows, day, decode, squeeze, stable_id
from sekisho.sources.formats.us_names import split_name
from sekisho.sources.records import Flaw, ListedAddress, ListedParty, ParsedList, SourceError

SOURCE = "us.denied-persons"
LIST = "us.denied-persons"
_OLD = {"name", "street_address", "country", "effective_date", "expiration_date", "standard_order"}
_NEW = {"name_and_address", "type_of_denial"}
REPEATED = 0.05  # share of rows that repeat another word for word, at which the file is doubled
_MENDED = "Fetch the file again; the last good edition stays in use."


def parse(files: Mapping[str, bytes]) -> ParsedList:
    """Every row of either layout. The list has no ids: they are hashes of the name and the first day."""
    text = decode(only(files), "utf-8-sig", "cp1252")
    rows = csv_rows(text, "\t" if "\t" in text.partition("\n")[0] else ",")
    _line, header = next(rows, (0, []))
    columns = [_plain(name) for name in header]
    if not (set(columns) >= _OLD or set(columns) >= _NEW):
        raise SourceError(
            f"line 1: the columns ({', '.join(columns)[:100]}) are not those of the Denied Persons List. {_MENDED}"
        )
    parties: dict[str, ListedParty] = {}
    seen: set[tuple[str, ...]] = set()
    repeated = total = 0
    flaws: list[Flaw] = []
    for line, cells in rows:
        if len(cells) != len(columns):
            raise SourceError(f"line {line}: {len(cells)} cells instead of {len(columns)}. {_MENDED}")
        row = {name: squeeze(cell) for name, cell in zip(columns, cells, strict=True)}
        total += 1
        repeated += tuple(cells) in seen
        seen.add(tuple(cells))
        party = _party(row, f"line {line}", flaws)
        parties[party.id] = _joined(parties[party.id], party) if party.id in parties else party
    if not parties:
        raise SourceError(f"there is no row below the header. {_MENDED}")
    if repeated > REPEATED * total:
        raise SourceError(
            f"{repeated} of {total} rows stand here twice: the file was written twice over. {_MENDED}"
        )
    return ParsedList(parties=tuple(parties.values()), flaws=tuple(flaws))


def _joined(first: ListedParty, more: ListedParty) -> ListedParty:
    """The list has a row for each address: one name with the same first day is one party."""
    return evolve(
        first,
        addresses=tuple(dict.fromkeys((*first.addresses, *more.addresses))),
        countries=tuple(dict.fromkeys((*first.countries, *more.countries))),
        citation="; ".join(dict.fromkeys(filter(None, (*first.citation.split("; "), more.citation)))),
        until=None if first.until is None or more.until is None else max(first.until, more.until),
    )


def _party(row: Mapping[str, str], where: str, flaws: list[Flaw]) -> ListedParty:
    name = row.get("name", "")
    if "name_and_address" in row:
        name, _, address = row["name_and_address"].partition(",")
        places: tuple[ListedAddress, ...] = _whole(address)
        # "ACME, INC., 1 Main Street": what follows the first comma may still be the name's legal form.
        legal = re.match(
            r"\s*((?:INC|LTD|LLC|L\.L\.C|CO|CORP|S\.A|GMBH|B\.V|PTE\.? LTD)\.?)(?:,|$)",
            address,
            re.IGNORECASE,
        )
        if legal:
            name, places = f"{name}, {legal[1]}", _whole(address[legal.end() :])
    else:
        places = _divided(row)
    names = split_name(name)
    facts = {
        "standard-order": row.get("standard_order", ""),
        "type-of-denial": row.get("type_of_denial", ""),
        "notice": row.get("action", ""),
        "last-update": row.get("last_update", ""),
    }
    if not names.names:
        flaws.append(Flaw(where, "the row has no name"))
    citation = row.get("fr_citation") or row.get("appropriate_federal_register_citations") or ""
    begins = _day(row, ("effective_date", "beginning_date"), where, flaws)
    return ListedParty(
        source=SOURCE,
        id=stable_id(LIST, name, begins.isoformat() if begins else ""),
        lists=(LIST,),
        names=names.names,
        countries=tuple(dict.fromkeys(place.country for place in places if place.country)),
        addresses=places,
        listed_on=begins,
        until=_day(row, ("expiration_date", "ending_date"), where, flaws),
        citation=citation,
        facts=tuple((key, value) for key, value in facts.items() if value),
    )


def _divided(row: Mapping[str, str]) -> tuple[ListedAddress, ...]:
    street, city, region, postcode = (
        row.get(key, "") for key in ("street_address", "city", "state", "postal_code")
    )
    text = ", ".join(filter(None, (street, city, region, postcode, row["country"])))
    return (
        (ListedAddress(text, street, city, region, postcode, country_code(row["country"])),) if text else ()
    )


def _whole(text: str) -> tuple[ListedAddress, ...]:
    text = text.strip(" ,")
    country = country_code(text.rpartition(",")[2])
    return (ListedAddress(text, country=country),) if text else ()


def _day(row: Mapping[str, str], columns: tuple[str, ...], where: str, flaws: list[Flaw]) -> date | None:
    written = next((row[column] for column in columns if row.get(column)), "")
    found = day(written, "mdy")
    if written and not found:
        flaws.append(Flaw(where, f"{columns[0]} {written!r} is no day"))
    return found


def _plain(name: str) -> str:
    return re.sub(r"[^a-z]+", "_", name.strip().casefold()).strip("_")
