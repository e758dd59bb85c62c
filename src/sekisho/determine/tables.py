"""Values that the law prints in a table, read by the code of an entry."""

from __future__ import annotations

from sekisho.law.compiled import Law
from sekisho.law.model import Lookup
from sekisho.logic.quantities import parse_money, parse_quantity
from sekisho.logic.values import Interval, Money, Path


def table_value(law: Law, lookup: Lookup, entry: Path) -> Interval | Money | None:
    """The cell of the longest row that the entry's code lies under; None where the table has no such row or an empty cell."""
    rows = law.tables[lookup.table].rows
    for length in range(len(entry.segments), 0, -1):
        row = rows.get(str(Path(entry.scheme, entry.segments[:length])))
        if row is not None:
            text = row.get(lookup.column, "").strip()
            if not text:
                return None
            return parse_money(text) if any(ch.isalpha() for ch in text) else parse_quantity(text, "")
    return None
