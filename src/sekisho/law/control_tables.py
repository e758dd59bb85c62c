"""Official tables of a control list, as law: the folder that a list names holds them as CSV.

`entries.csv` the entries as a claim may name them, `provisions.csv` the paths below them, `requirements.csv` what each entry
requires (control_rows.py), `country-chart.csv` and `country-groups.csv` groups of places, `exceptions.csv` a table to look up.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import define, evolve

from sekisho.logic.conditions import ALWAYS, Condition, GroupExpr, Unread
from sekisho.logic.values import Path

from .compiled import ControlList, Law, RowTable, Table
from .control_rows import COLUMNS, MODELS, STATES, condition_of, row_of
from .duties import DutyMaker
from .model import Entry, Group, Row, Version
from .problems import Fault
from .source import Source

_CHART_PLACE = "place"


@define
class Tables:
    """The tables of one list: file name without folder and ending, to (file, rows)."""

    of: ControlList
    files: dict[str, tuple[str, list[dict[str, str]]]]

    def rows(self, name: str) -> Iterator[tuple[str, int, dict[str, str]]]:
        """File, line and cells of each row of a table; none where the list has no such table."""
        file, rows = self.files.get(name, ("", []))
        for row in rows:
            yield file, int(row[""]), row


def tables_of(law: Law, source: Source) -> Iterator[Tables]:
    """The tables of every list that names a folder."""
    for control_list in law.lists.values():
        if not control_list.folder:
            continue
        files = {}
        for name, (_, rows) in source.tables.items():
            folder, _, file = name.rpartition("/")
            if folder.endswith(f"/{control_list.folder}"):
                files[file.removesuffix(".csv")] = (name, rows)
        yield Tables(control_list, files)


def add_entries(law: Law, source: Source, maker: DutyMaker) -> None:
    """The entries of the tables that no YAML file models, met by claim alone; and the codes below them."""
    for tables in tables_of(law, source):
        its = tables.of
        for file, line, row in tables.rows("entries"):
            code = Path(its.id, tuple(row["code"].split(".")))
            if str(code) in law.entries:
                continue
            instrument = maker.instruments.get(its.instrument)
            title = {lang: row[f"name_{lang}"] for lang in ("en", "ja", "zh") if row.get(f"name_{lang}")}
            law.entries[str(code)] = Entry(
                id=str(code), instrument=its.instrument, authority=its.authority, versions=(Version(),), title=title,
                cite=instrument.citation if instrument else its.id, rank=instrument.rank if instrument else "notice",
                checked=instrument.checked if instrument else None, file=file, line=line, code=code, display=row["code"],
                when=Unread(f"{row['code']} {title.get('en', '')}".strip()), model="pointer", by_claim=True,
            )  # fmt: skip
        codes = frozenset(row["path"] for _, _, row in tables.rows("provisions"))
        if codes:
            law.lists[its.id] = evolve(its, codes=codes)


def add_groups(law: Law, source: Source, maker: DutyMaker) -> None:
    """The columns of a country chart and the country groups, as groups of places."""
    for tables in tables_of(law, source):
        its = tables.of
        prefix = its.authority.casefold()
        found: dict[str, list[tuple[GroupExpr, Any, Any]]] = {}
        for _, _, row in tables.rows("country-chart"):
            leaf = GroupExpr("leaf", leaf=row[_CHART_PLACE])
            for column, mark in row.items():
                if column and column not in {_CHART_PLACE, "name", "footnotes", "note"}:
                    members = found.setdefault(f"{prefix}.chart.{column}", [])
                    if mark == "X":
                        members.append((leaf, None, None))
        for file, line, row in tables.rows("country-groups"):
            days = [_day(row, key, file, line, maker) for key in ("from", "until")]
            leaf = GroupExpr("leaf", leaf=row["place"])
            found.setdefault(f"{prefix}.{row['group']}", []).append((leaf, *days))
        for id, rows in found.items():
            if id in law.groups:
                maker.problems.add("law", 0, f"groups[{id}]", "stands in a table and in a YAML file", "twice")
            name = id.rpartition(".")[2]
            law.groups[id] = Group(
                id=id, authority=its.authority, rows=tuple(rows), cite=its.id,
                title={lang: f"{its.title.get(lang, its.id)}: {name}" for lang in ("en", "ja", "zh")},
            )  # fmt: skip


def _day(row: dict[str, str], key: str, file: str, line: int, maker: DutyMaker) -> Any:
    from datetime import date

    try:
        return date.fromisoformat(row[key]) if row.get(key) else None
    except ValueError:
        maker.problems.add(
            file, line, f"row {row.get('place')}.{key}", f"a day is written 2025-05-28, not {row[key]!r}"
        )
        return None


def add_tables(law: Law, source: Source) -> None:
    """Tables that derived attributes look up by the entry's code (`us.exceptions`)."""
    for tables in tables_of(law, source):
        for name in ("exceptions",):
            if name in tables.files:
                file, rows = tables.files[name]
                id = f"{tables.of.authority.casefold()}.{name}"
                columns = tuple(c for c in rows[0] if c and c != "code") if rows else ()
                cells = {row["code"]: {c: row[c] for c in columns} for row in rows}
                law.tables[id] = Table(id=id, key="code", columns=columns, rows=cells, file=file)


def add_rows(law: Law, source: Source, maker: DutyMaker) -> None:
    """The rows of requirements, checked here and built when an entry is asked for (`Law.rows_of`)."""
    for tables in tables_of(law, source):
        if "requirements" not in tables.files:
            continue
        its = tables.of
        file, rows = tables.files["requirements"]
        id = f"{its.id}-rows"
        by_entry: dict[str, list[dict[str, str]]] = {}
        missing = [column for column in COLUMNS[:6] if rows and column not in rows[0]]
        if missing:
            maker.problems.add(file, 1, "", f"the columns {', '.join(missing)} are missing")
            continue
        for row in rows:
            line = {column: row.get(column, "") for column in COLUMNS}
            by_entry.setdefault(line["eccn"], []).append(line)
            _check(law, its, file, int(row[""]), line, maker)
        law.row_tables = {
            **law.row_tables,
            id: RowTable(id=id, list=its.id, entries={k: tuple(v) for k, v in by_entry.items()}),
        }


def _check(
    law: Law, its: ControlList, file: str, number: int, line: dict[str, str], maker: DutyMaker
) -> None:
    path = f"row {line['eccn']}.{line['n']}"
    try:
        condition = condition_of(line, its.id, f"{its.authority.casefold()}.chart.", law.is_term)
        row_of("", [line], lambda _: ALWAYS, _BARE)
    except Fault as fault:
        maker.problems.add(file, number, path, str(fault), fault.rule)
        return
    _places(law, condition, file, number, path, maker)
    if line["state"] not in STATES or line["model"] not in MODELS:
        message = f"`state` is one of {', '.join(STATES[1:])} or empty, `model` one of {', '.join(MODELS)}"
        maker.problems.add(file, number, path, message)
    if f"{its.id}:{line['eccn']}" not in law.entries:
        maker.problems.add(file, number, path, f"the list {its.id} has no entry {line['eccn']}", "dangling")


def _places(law: Law, condition: Condition, file: str, number: int, path: str, maker: DutyMaker) -> None:
    from sekisho.logic.conditions import PlaceTest, children

    from .groups import leaves

    if isinstance(condition, PlaceTest):
        for leaf in leaves(condition.group):
            if leaf not in law.groups and leaf not in law.places:
                maker.problems.add(
                    file, number, path, f"names {leaf!r}, which is neither a place nor a group", "dangling"
                )
    for child in children(condition):
        _places(law, child, file, number, path, maker)


_BARE = Row(id="", instrument="", authority="", versions=(), reason="")
