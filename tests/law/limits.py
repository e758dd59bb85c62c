"""Limits of an official table against the entries of the law: shared by the tests of the groups of category 3."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from sekisho.law.compiled import Law
from sekisho.law.model import Entry
from sekisho.logic import conditions as c
from sekisho.logic.quantities import QuantityError, parse_quantity
from sekisho.logic.values import Path
from tests.law.test_official_tables import SHARED, UNITS, rows_of, same, says

REFERENCE = SHARED / "reference"
LAST_DAY = date(2026, 11, 21)
LIMITS = {"at_least", "at_most", "above", "below"}


def rows(name: str, groups: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of a table that belong to some groups (`3B`)."""
    found = rows_of(REFERENCE / name)
    for row in found:
        first = next(name for name in ("\ufeffeccn", "eccn", "\ufeffcode", "code") if name in row)
        row["code"] = row.pop(first)
    return [row for row in found if row["code"][:2] in groups]


def entries_of(law: Law, listing: str, paragraph: str) -> list[Entry]:
    """The entry of a paragraph of the table with those below it, or the nearest above."""
    path = re.sub(r"\.[a-z0-9]+-[a-z0-9]+$", "", re.sub(r"\s*\(.*| .*", "", paragraph))
    segments = path.split(".")
    for length in range(len(segments), 0, -1):
        found = list(law.entries_under((Path(listing, tuple(segments[:length])),)))
        if found and (length == len(segments) or len(found) == 1):
            return found
    return []


def limits(law: Law, entries: list[Entry], day: date) -> Iterator[c.Compare]:
    """The comparisons that some entries make on a day."""
    for entry in entries:
        for leaf in says(law, entry, day):
            if isinstance(leaf, c.Compare):
                yield leaf


def day_of(row: dict[str, str]) -> date:
    """The last day on which a row of the table was in force."""
    return date.fromisoformat(row["until"]) if row["until"] else LAST_DAY


def equal(law: Law, leaf: c.Compare, row: dict[str, str]) -> bool:
    """Does a comparison say what a row of the table says?"""
    if leaf.op != row["operator"]:
        return False
    known = law.vocabulary.get(leaf.attribute) or law.derived.get(leaf.attribute)
    written = row["unit"].removeprefix("+-").replace("package", "1")
    unit = "" if known is None or known.type == "number" else UNITS.get(written, written) or known.unit
    try:
        value = parse_quantity(
            f"{row['value']} {unit}".strip(), "" if known is None or known.type == "number" else known.unit
        )
    except (QuantityError, ValueError, AttributeError):
        return False
    return same(leaf.value, value)
