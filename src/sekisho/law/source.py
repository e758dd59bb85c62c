"""The files of the law as they were read, before anything is typed."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from attrs import define, field, frozen

from .files import law_files
from .model import Text
from .problems import Collector, Fault
from .yaml_text import Listed, Mapped, read

SECTIONS = (
    "lists",
    "entries",
    "terms",
    "adds",
    "takes",
    "derived",
    "requirements",
    "reliefs",
    "bars",
    "licences",
    "suspensions",
    "tests",
    "attributes",
    "kinds",
    "declarations",
    "places",
    "groups",
    "coverage",
    "procedures",
    "cases",
    "calendars",
    "conflicts",
    "filing",
    "compare",
    "relations",
)
SINGLE = ("instrument", "authority")


@frozen(eq=False)
class Record:
    """One mapping of a section: what it says, in which file and line, in which instrument and authority's
    folder.
    """

    section: str
    data: Mapped
    file: str
    line: int
    index: int
    instrument: str = ""
    authority: str = ""

    @property
    def path(self) -> str:
        """Where the record stands in its file: the section and the id, the code or the number."""
        name = self.data.get("id") or self.data.get("code")
        return f"{self.section}[{name if isinstance(name, str) else self.index}]"

    def line_of(self, key: str) -> int:
        """The line of one of its keys."""
        return self.data.line_of(key)


@define(eq=False)
class Source:
    """Everything that was read: records by section, rows of tables by file, what was wrong."""

    root: Path
    records: dict[str, list[Record]] = field(factory=dict)
    tables: dict[str, tuple[tuple[str, ...], list[dict[str, str]]]] = field(factory=dict)
    problems: Collector = field(factory=Collector)

    def of(self, section: str) -> list[Record]:
        """The records of a section in the order of the files."""
        return self.records.get(section, [])


def read_source(root: Path) -> Source:
    """Every file of a law folder. What cannot be read is named in `problems`, and reading goes on."""
    source = Source(root)
    for path in law_files(root):
        name = f"{root.name}/{path.relative_to(root).as_posix()}"
        try:
            if path.suffix == ".csv":
                source.tables[name] = _rows(path)
            else:
                _take(source, read(path), name)
        except Fault as fault:
            source.problems.note(name, fault)
    return source


def _take(source: Source, content: Any, file: str) -> None:
    if content is None:
        return
    if not isinstance(content, Mapped):
        raise Fault("a law file is a mapping of sections (instrument, entries, requirements, …)", 1)
    folder = file.split("/")
    authority = folder[1].upper() if len(folder) > 2 and len(folder[1]) == 2 else ""
    instrument = content.get("instrument")
    owner = ""
    if isinstance(instrument, Mapped) and isinstance(instrument.get("id"), str):
        owner = instrument["id"]
    for key, value in content.items():
        line = content.line_of(key)
        if key in SINGLE:
            members, lines = [value], [line]
        elif key in SECTIONS:
            if value is None:
                continue
            if not isinstance(value, Listed):
                source.problems.add(file, line, key, "is a list of mappings: - {id: …}")
                continue
            members, lines = value, value.lines
        else:
            source.problems.add(
                file,
                line,
                key,
                f"no such section; sections are {', '.join(SINGLE + SECTIONS)}",
                "unknown-key",
            )
            continue
        for index, (member, at) in enumerate(zip(members, lines, strict=True)):
            if isinstance(member, Mapped):
                record = Record(key, member, file, at, index, owner, authority)
                source.records.setdefault(key, []).append(record)
            else:
                source.problems.add(file, at, f"{key}[{index}]", "is a mapping: {id: …}")


def _rows(path: Path) -> tuple[tuple[str, ...], list[dict[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, strict=True)
            header = tuple(name.strip() for name in reader.fieldnames or ())
            rows = []
            for raw in reader:
                if None in raw or None in raw.values():
                    raise Fault(
                        f"the row has not {len(header)} fields; put texts with commas in quotes",
                        reader.line_num,
                    )
                rows.append({k.strip(): v.strip() for k, v in raw.items()} | {"": str(reader.line_num)})
    except UnicodeDecodeError as error:
        raise Fault(f"not UTF-8 text ({error.reason}); save the file as UTF-8") from None
    except csv.Error as error:
        raise Fault(f"not a table: {error}") from None
    if len(set(header)) != len(header):
        raise Fault("two columns have the same name", 1)
    return header, rows


# --- scalars


def day_of(
    value: Any, record: Record, key: str, problems: Collector, holder: Mapping[str, Any] | None = None
) -> date | None:
    """A day written YYYY-MM-DD, or None with a problem noted."""
    if value is None:
        return None
    try:
        if not isinstance(value, str) or len(value) != 10:
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        line = holder.line_of(key) if isinstance(holder, Mapped) else record.line_of(key)
        problems.add(record.file, line, f"{record.path}.{key}", f"a day is written 2025-05-28, not {value!r}")
        return None


def words_of(value: Any) -> Text:
    """Words by language; a plain text is English."""
    if isinstance(value, str):
        return {"en": value}
    if isinstance(value, dict):
        return {str(k): v for k, v in value.items() if isinstance(v, str)}
    return {}


def plain(value: Any) -> Any:
    """The value as ordinary dicts and lists, without lines."""
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return tuple(plain(inner) for inner in value)
    return value


def texts_of(value: Any) -> tuple[str, ...]:
    """One text or a list of texts as a tuple."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list):
        return tuple(member for member in value if isinstance(member, str))
    return ()


def rows_of(value: Any) -> Iterator[Mapped]:
    """The mappings of a list; a single mapping stands for a list of one."""
    for member in [value] if isinstance(value, dict) else value or ():
        if isinstance(member, Mapped):
            yield member
