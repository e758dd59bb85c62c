"""Makes what is written in rows: places, groups, listed parties, procedures, tables."""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import evolve

from sekisho.logic.conditions import ALWAYS

from .compiled import Place, Table
from .duties import DutyMaker
from .groups import parse_group
from .model import Group, PartyRow, Procedure, State, Version
from .problems import Fault
from .source import Record, Source, day_of, plain, rows_of, words_of
from .yaml_text import Mapped

PARTY_COLUMNS = (
    "id",
    "list",
    "name_en",
    "name_native",
    "name_ja",
    "aliases",
    "country",
    "from",
    "until",
    "known_from",
    "state",
    "instrument",
    "category",
    "note",
)


def make_places(source: Source, maker: DutyMaker) -> dict[str, Place]:
    """Countries and subdivisions by id."""
    found: dict[str, Place] = {}
    for record in source.of("places"):
        id = str(record.data.get("id") or "")
        if not id or id in found:
            maker.problems.add(record.file, record.line, record.path, "needs an `id` of its own", "twice")
            continue
        aliases = tuple(plain(row) for row in rows_of(record.data.get("aliases")))
        found[id] = Place(
            id=id, name=words_of(record.data.get("name")), parent=id.rpartition("-")[0], aliases=aliases
        )
    return found


def make_groups(source: Source, maker: DutyMaker) -> dict[str, Group]:
    """Dated groups of places by id."""
    found: dict[str, Group] = {}
    for record in source.of("groups"):
        data, id = record.data, str(record.data.get("id") or "")
        rows = []
        for row in rows_of(data.get("members")):
            text = row.get("place") or row.get("expression")
            if not isinstance(text, str) or ("place" in row) == ("expression" in row):
                maker.problems.add(
                    record.file,
                    row.line,
                    f"{record.path}.members",
                    "a member is {place: KR} or {expression: …}",
                )
                continue
            try:
                rows.append(
                    (parse_group(text), maker.day(record, "from", row), maker.day(record, "until", row))
                )
            except Fault as fault:
                maker.problems.add(record.file, row.line, f"{record.path}.members", str(fault))
        if id in found:
            maker.problems.add(record.file, record.line, record.path, f"{id!r} is declared twice", "twice")
        found[id] = Group(
            id=id,
            authority=maker.authority_of(record),
            rows=tuple(rows),
            title=words_of(data.get("title")),
            cite=str(data.get("cite") or ""),
        )
    return found


def make_procedures(source: Source, maker: DutyMaker) -> dict[str, Procedure]:
    """How licences are asked for: dated, conditional rows by id of the procedure."""
    found: dict[str, Procedure] = {}
    for record in source.of("procedures"):
        id = str(record.data.get("id") or "")
        rows = tuple(_procedure_row(record, row, maker) for row in rows_of(record.data.get("rows")))
        if id in found:
            maker.problems.add(record.file, record.line, record.path, f"{id!r} is declared twice", "twice")
        found[id] = Procedure(
            id=id,
            authority=maker.authority_of(record),
            rows=rows,
            title=words_of(record.data.get("title")),
            cite=str(record.data.get("cite") or ""),
        )
    return found


def _procedure_row(record: Record, row: Mapped, maker: DutyMaker) -> dict[str, Any]:
    version = Version(
        start=maker.day(record, "from", row),
        until=maker.day(record, "until", row),
        known_from=maker.day(record, "known_from", row),
    )
    when = row.get("when")
    return {
        "versions": (version,),
        "when": ALWAYS
        if when is None
        else maker.condition(when, record, "when", ("transaction", "item"), maker.bound, row),
        "documents": tuple(words_of(document) for document in row.get("documents") or ()),
        **{key: words_of(row.get(key)) for key in ("file_with", "time", "validity")},
        "cite": str(row.get("cite") or ""),
        "source": str(row.get("source") or ""),
    }


def make_filing(source: Source, maker: DutyMaker) -> tuple[dict[str, Any], ...]:
    """What has to exist before what is asked for: rules with `first`, `then`, a condition, words and their source."""
    found = []
    for record in source.of("filing"):
        data, when = record.data, record.data.get("when")
        condition = ALWAYS if when is None else maker.condition(when, record, "when", ("transaction",))
        found.append(
            {
                "id": str(data.get("id") or ""),
                "first": plain(data.get("first")) or (),
                "then": plain(data.get("then")) or (),
                "when": condition,
                "words": words_of(data.get("words")),
                "cite": str(data.get("cite") or ""),
                "source": str(data.get("source") or ""),
                "file": record.file,
                "line": record.line,
            }
        )
    return tuple(found)


def make_parties(source: Source, maker: DutyMaker) -> dict[str, tuple[PartyRow, ...]]:
    """Listed parties by list, from every `parties/*.csv`; rows of one id are periods of one listing."""
    found: dict[str, dict[str, PartyRow]] = {}
    for name, (header, rows) in source.tables.items():
        if "/parties/" not in name:
            continue
        unknown = [column for column in header if column not in PARTY_COLUMNS]
        missing = [column for column in ("id", "list", "country", "instrument") if column not in header]
        if unknown or missing:
            message = f"columns are {', '.join(PARTY_COLUMNS)}; wrong here: {', '.join(unknown + missing)}"
            maker.problems.add(name, 1, "", message)
        if missing:
            continue
        for row in rows:
            made = _party(row, name, maker)
            rows_of_list = found.setdefault(made.list, {})
            held = rows_of_list.get(made.id)
            rows_of_list[made.id] = evolve(held, versions=held.versions + made.versions) if held else made
    return {list_id: tuple(rows.values()) for list_id, rows in found.items()}


def _party(row: dict[str, str], file: str, maker: DutyMaker) -> PartyRow:
    line = int(row[""])
    path = f"row {row['id']}"
    instrument = maker.instruments.get(row["instrument"])
    if row["instrument"] and instrument is None:
        maker.problems.add(
            file, line, path, f"no law file declares the instrument {row['instrument']!r}", "dangling"
        )

    def day(key: str) -> date | None:
        text = row.get(key)
        if not text:
            return None
        record = Record("parties", Mapped({key: text}), file, line, 0)
        record.data.line, record.data.lines = line, {key: line}
        return day_of(text, record, key, maker.problems)

    state = row.get("state") or "in-force"
    if state not in State.__args__:  # type: ignore[attr-defined]
        maker.problems.add(file, line, path, f"the state {state!r} is not one of {', '.join(State.__args__)}")  # type: ignore[attr-defined]
        state = "unconfirmed"
    published = instrument.published if instrument else None
    start = day("from")
    if start is None and instrument is not None and not row.get("until"):
        versions = instrument.versions
    else:
        versions = (Version(start, day("until"), day("known_from") or published, state),)  # type: ignore[arg-type]
    native = row.get("name_native", "")
    aliases = [alias.strip() for alias in row.get("aliases", "").split("|")]
    names = dict.fromkeys(n for n in [row.get("name_en", ""), native, row.get("name_ja", ""), *aliases] if n)
    folder = file.split("/")[1].upper()
    return PartyRow(
        id=row["id"],
        list=row["list"],
        names=tuple(names),
        native=native,
        country=row["country"],
        versions=versions,
        instrument=row["instrument"],
        authority=instrument.authority if instrument else folder,
        note=row.get("note", ""),
        category=row.get("category", ""),
    )


def make_tables(source: Source, maker: DutyMaker) -> dict[str, Table]:
    """Tables that derived attributes look up, by id: authority's folder and file name (`jp.small-value`)."""
    found: dict[str, Table] = {}
    for name, (header, rows) in source.tables.items():
        parts = name.split("/")
        if "tables" not in parts or not header:
            continue
        id = f"{parts[1]}.{parts[-1].removesuffix('.csv')}"
        by_key: dict[str, dict[str, str]] = {}
        for row in rows:
            key = row[header[0]]
            if key in by_key:
                maker.problems.add(name, int(row[""]), f"row {key}", "the key stands twice", "twice")
            by_key[key] = {column: row[column] for column in header[1:]}
        found[id] = Table(id=id, key=header[0], columns=header[1:], rows=by_key, file=name)
    return found
