"""OFAC's lists as tables without header: the parties, their aliases, addresses and the rest of long remarks.

The blocked parties stand in sdn, alt, add and sdn_comments, the others in cons_prim, cons_alt, cons_add and cons_comments.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from attrs import define, field

from sekisho.sources.formats.ofac_lists import lists_of
from sekisho.sources.formats.ofac_remarks import read_remarks
from sekisho.sources.formats.reading import country_code, csv_rows, decode, squeeze, unique
from sekisho.sources.formats.us_terms import Statements
from sekisho.sources.records import (
    Flaw,
    ListedAddress,
    ListedName,
    ListedParty,
    NameKind,
    ParsedList,
    PartyKind,
    PartyRelation,
    SourceError,
)

SDN = ("sdn", "alt", "add", "sdn_comments")
NON_SDN = ("cons_prim", "cons_alt", "cons_add", "cons_comments")
STRANGERS = 0.1  # share of aliases or addresses of unknown parties at which the files do not belong together
_KINDS: dict[str, PartyKind] = {"individual": "person", "vessel": "vessel", "aircraft": "aircraft"}
_ALIASES: dict[str, NameKind] = {"aka": "alias", "fka": "former", "nka": "alias"}
_MENDED = "Fetch all files again, on one day; the last good edition stays in use."


@define
class _Tables:
    aliases: dict[str, list[ListedName]] = field(factory=lambda: defaultdict(list))
    addresses: dict[str, list[ListedAddress]] = field(factory=lambda: defaultdict(list))
    remarks: dict[str, list[str]] = field(factory=lambda: defaultdict(list))
    flaws: list[Flaw] = field(factory=list)


def parse(files: Mapping[str, bytes]) -> ParsedList:
    """The files of one of the two lists, by their names; the comments may be absent. Rows are joined by OFAC's number."""
    names = NON_SDN if any(name.startswith("cons") for name in files) else SDN
    absent = [name for name in names[:3] if name not in files]
    unknown = sorted(set(files) - set(names))
    if absent or unknown:
        raise SourceError(
            f"the tables of this list are {', '.join(names)}; missing: {', '.join(absent) or 'none'}, "
            f"not among them: {', '.join(unknown) or 'none'}. Give each file its own name."
        )
    tables = _read_beside(files, names)
    main = list(_rows(files[names[0]], names[0], 12, tables))
    numbers = {cells[0] for _line, cells in main}
    for name, rows in ((names[1], tables.aliases), (names[2], tables.addresses)):
        strangers = sum(1 for number in rows if number not in numbers)
        if strangers > STRANGERS * max(len(rows), 1):
            raise SourceError(
                f"{name}: {strangers:,} of {len(rows):,} parties with rows here are not in {names[0]}, which is "
                f"cut short or of another day. {_MENDED}"
            )
        if strangers:
            what = f"{strangers} parties are not in {names[0]}; their rows were left out"
            tables.flaws.append(Flaw(name, what))
    source = "us.ofac-sdn" if names is SDN else "us.ofac-nonsdn"
    parties = tuple(_party(cells, f"{names[0]}, line {line}", tables, source) for line, cells in main)
    return ParsedList(parties=parties, flaws=tuple(tables.flaws))


def _read_beside(files: Mapping[str, bytes], names: tuple[str, ...]) -> _Tables:
    _main, alt, add, comments = names
    tables = _Tables()
    for _line, cells in _rows(files[alt], alt, 5, tables):
        if cells[3]:
            kind = _ALIASES.get(cells[2].casefold(), "alias")
            tables.aliases[cells[0]].append(ListedName(squeeze(cells[3]), kind))
    for _line, cells in _rows(files[add], add, 6, tables):
        parts = [squeeze(part) for part in cells[2:5]]
        text = ", ".join(filter(None, parts))
        if text:
            tables.addresses[cells[0]].append(
                ListedAddress(text, street=parts[0], city=parts[1], country=country_code(parts[2]))
            )
    if files.get(comments, b"").strip():
        for _line, cells in _rows(files[comments], comments, 2, tables):
            tables.remarks[cells[0]].append(cells[1])
    return tables


def _rows(data: bytes, name: str, columns: int, tables: _Tables) -> Iterator[tuple[int, list[str]]]:
    """Line and cells of every row, blanks for "-0-". The mark of the end, 1A hexadecimal, is expected and left out."""
    text = decode(data, "utf-8-sig", "cp1252")
    ends = text.rstrip().endswith("\x1a")
    if not ends:
        tables.flaws.append(Flaw(name, "the mark of the end (1A) is missing; the file may be cut short"))
    found = False
    for line, cells in csv_rows(text.rstrip("\x1a \r\n")):
        cells = ["" if cell.strip() == "-0-" else cell.strip() for cell in cells]
        if len(cells) < columns or not cells[0].isdigit():
            raise SourceError(
                f"{name}, line {line}: {columns} cells that begin with a number were expected, there are "
                f"{len(cells)} ({', '.join(cells)[:60]!r}). {_MENDED}"
            )
        found = True
        yield line, cells
    if not found:
        raise SourceError(f"{name}: the file holds no row. {_MENDED}")


def _party(cells: list[str], where: str, tables: _Tables, source: str) -> ListedParty:
    number, name, kind, _programme, title = cells[:5]
    call_sign, vessel_type, tonnage, gross, flag, owner, remarks = cells[5:12]
    said = Statements()
    rest = read_remarks("".join([remarks, *tables.remarks[number]]), said)
    for fact, value in (
        ("title", title),
        ("vessel-type", vessel_type),
        ("tonnage", tonnage),
        ("gross-tonnage", gross),
        ("vessel-flag", flag),
    ):
        said.fact(fact, value)
    if call_sign:
        said.add("Vessel Call Sign", call_sign)
    if owner:
        said.relations.append(PartyRelation("owned-by", other=owner))
    if not name:
        tables.flaws.append(Flaw(where, f"the party {number} has no name"))
    first = (ListedName(squeeze(name)),) if name else ()
    addresses = tuple(tables.addresses[number])
    nationalities = unique(said.nationalities)
    countries = [address.country for address in addresses]
    countries += [country_code(flag), *(nation for nation in nationalities if len(nation) == 2)]
    programmes = _programmes(cells[3])
    return ListedParty(
        source=source,
        id=number,
        lists=("us.sdn",) if source == "us.ofac-sdn" else lists_of(programmes),
        kind=_KINDS.get(kind.casefold(), "organisation"),
        names=tuple({n.text: n for n in (*first, *tables.aliases[number], *said.names)}.values()),
        countries=unique(countries),
        addresses=addresses,
        identifiers=tuple(dict.fromkeys(said.identifiers)),
        births=unique(said.births),
        birth_places=unique(said.birth_places),
        nationalities=nationalities,
        programmes=programmes,
        relations=tuple(dict.fromkeys(said.relations)),
        remarks=rest,
        facts=said.all_facts(),
    )


def _programmes(cell: str) -> tuple[str, ...]:
    return unique(re.split(r"\]\s*\[|;\s+", cell.strip("[] ")))
