"""The European Union's consolidated list of financial sanctions, as CSV (FSF, version 1.1: 118 columns, semicolons)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sekisho.sources.formats import only
from sekisho.sources.formats.collecting import keep
from sekisho.sources.formats.eu_entity import SOURCE, Entity
from sekisho.sources.formats.reading import csv_rows, day, decode
from sekisho.sources.records import Flaw, ListedParty, ParsedList, SourceError

__all__ = ["SOURCE", "parse"]
_ENTITY = {
    "Entity_LogicalId": "logicalId",
    "Entity_EU_ReferenceNumber": "euReferenceNumber",
    "Entity_UnitedNationId": "unitedNationId",
    "Entity_DesignationDate": "designationDate",
    "Entity_DesignationDetails": "designationDetails",
    "Entity_Remark": "remark",
    "Entity_SubjectType": "subject",
}
_REGULATION = {
    "Entity_Regulation_Programme": "programme",
    "Entity_Regulation_NumberTitle": "numberTitle",
    "Entity_Regulation_PublicationUrl": "publicationUrl",
    "Entity_Regulation_EntryIntoForceDate": "entryIntoForceDate",
}
_GROUPS = {
    "NameAlias_": "names",
    "Address_": "addresses",
    "BirthDate_": "births",
    "Identification_": "identifications",
    "Citizenship_": "citizenships",
}
_NEEDED = ("Entity_EU_ReferenceNumber", "Entity_LogicalId", "NameAlias_WholeName")


def parse(files: Mapping[str, bytes]) -> ParsedList:
    """The same parties as in the XML, with the same ids. A row holds one value: all rows of one entity are joined.

    Columns are found by their names, so that a column more does no harm. The XML says of every name whether it is strong; here
    only a remark on its quality tells, so that a name which is weak in the XML alone is of good quality here.
    """
    rows = csv_rows(decode(only(files), "utf-8-sig"), ";")
    _, head = next(rows, (0, []))
    names = [cell.strip() for cell in head]
    missing = [name for name in _NEEDED if name not in names]
    if missing:
        raise SourceError(
            f"line 1: the columns {', '.join(missing)} are missing: this is not the list of the European Union. "
            "Take csvFullSanctionsList_1_1 of webgate.ec.europa.eu/fsd/fsf."
        )
    entities: dict[str, Entity] = {}
    flaws: list[Flaw] = []
    made: date | None = None
    last, width = 1, len(names)
    for last, row in rows:
        width = len(row)
        if "Entity_LogicalId" in row:
            raise SourceError(
                f"line {last}: the head stands here again: the file was written twice over. Fetch it again."
            )
        cells = {name: cell.strip() for name, cell in zip(names, row, strict=False) if cell.strip()}
        if len(row) > len(names) or not cells:
            flaws.append(Flaw(f"line {last}", "it has more columns than the head and is left out"))
            continue
        # Without a reference nothing says which rows belong together.
        key = cells.get("Entity_LogicalId") or cells.get("Entity_EU_ReferenceNumber") or f"line {last}"
        made = made or day(cells.get("fileGenerationDate", "")[:10])
        _take(entities.setdefault(key, Entity()), cells)
    if width < len(names):
        raise SourceError(
            f"line {last}: {width} of {len(names)} columns: the file is cut short. Fetch it again."
        )
    return ParsedList(_parties(entities, flaws), None, made, tuple(flaws))


def _parties(entities: Mapping[str, Entity], flaws: list[Flaw]) -> tuple[ListedParty, ...]:
    parties: dict[str, ListedParty] = {}
    for key, entity in entities.items():
        keep(parties, entity.party(), f"entity {key}", flaws)
    if not parties:
        raise SourceError(
            "the list holds no entity. The server makes the file anew and fails at times: fetch it again."
        )
    return tuple(parties.values())


def _take(entity: Entity, cells: Mapping[str, str]) -> None:
    """What one row adds to its entity; what every row repeats is taken once."""
    for table, into in ((_ENTITY, entity.attributes), (_REGULATION, entity.regulation)):
        for column, name in table.items():
            if column in cells:
                into.setdefault(name, cells[column])
    if code := cells.get("Entity_SubjectType_ClassificationCode"):
        entity.attributes.setdefault("subject", code)
    for prefix, group in _GROUPS.items():
        row = {
            _attribute(column.removeprefix(prefix)): cell
            for column, cell in cells.items()
            if column.startswith(prefix)
        }
        kept: list[Mapping[str, str]] = getattr(entity, group)
        if row and row not in kept[-50:]:
            kept.append(row)


def _attribute(column: str) -> str:
    """The name that the XML has for a column: "WholeName" is wholeName, "BirthDate" is birthdate."""
    return "birthdate" if column == "BirthDate" else column[:1].lower() + column[1:]
