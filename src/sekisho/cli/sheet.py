"""A page about one thing of the law: labelled lines and tables of conditions, printed or as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from attrs import asdict, define, field

from sekisho.words import say

from .screen import Pairs, columns

if TYPE_CHECKING:
    from rich.console import Console

    from sekisho.words.conditions import Row

SHOWN = 14


@define
class Sheet:
    """Lines by label in the order in which they were added; empty ones are left out.

    `raw` is what JSON shows instead.
    """

    title: str
    lang: str
    lines: list[tuple[str, list[str]]] = field(factory=list)
    tables: list[tuple[str, Sequence[Row]]] = field(factory=list)
    raw: dict[str, Any] = field(factory=dict)

    def add(self, key: str, words: str, raw: Any = None, label: str = "") -> None:
        """Add one line under the fixed word of `key`."""
        self.add_all(key, [words] if words else [], words if raw is None else raw, label)

    def add_all(self, key: str, lines: Sequence[str], raw: Any = None, label: str = "") -> None:
        """Add several lines under one label."""
        if not lines:
            return
        self.lines.append((label or say(key, self.lang), list(lines)))
        value = list(lines) if raw is None else raw
        if key in self.raw and isinstance(self.raw[key], list) and isinstance(value, list):
            value = [*self.raw[key], *value]
        self.raw[key] = value

    def add_rows(self, label: str, rows: Sequence[Row]) -> None:
        """Add a condition as a table of what is asked and what it must be."""
        self.tables.append((label, rows))

    def as_json(self) -> dict[str, Any]:
        """The page as plain data."""
        conditions = [{"label": label, "rows": [_plain(row) for row in rows]} for label, rows in self.tables]
        return {
            "title": self.title,
            **{key.replace("-", "_"): value for key, value in self.raw.items()},
            "conditions": conditions,
        }

    def print(self, out: Console) -> None:
        """Print the page: lines first, conditions beneath."""
        from rich.padding import Padding
        from rich.text import Text

        out.print(Text(self.title, style="bold"))
        grid = Pairs()
        for label, lines in self.lines:
            for number, line in enumerate(lines[:SHOWN]):
                grid.add("" if number else label, line)
            if len(lines) > SHOWN:
                grid.add("", say("and-more", self.lang, len(lines) - SHOWN))
        grid.print(out)
        for label, rows in self.tables:
            out.print()
            wide = any(row.asked for row in rows)
            table = columns(label, *([say("asked-as", self.lang)] if wide else []))
            for row in rows:
                words = Padding(Text(row.words, overflow="fold"), (0, 0, 0, 2 * row.depth))
                table.add_row(words, *([Text(row.asked)] if wide else []))
            out.print(table)


def _plain(row: Row) -> dict[str, Any]:
    return {key: value for key, value in asdict(row).items() if key != "refs"}
