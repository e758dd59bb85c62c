"""`sekisho law compare`: systems of export control side by side, point by point, each cell with its
citation.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrs import asdict

from sekisho.words import say, text

from .screen import Pairs, columns, console, print_json

if TYPE_CHECKING:
    from sekisho.law.compare import Cell
    from sekisho.law.compiled import Law


def print_comparison(law: Law, authorities: Sequence[str], lang: str, as_json: bool) -> None:
    """Print the points of comparison; a cell of which nothing is recorded says so."""
    from sekisho.law.compare import compare

    rows = compare(law, authorities)
    if as_json:
        print_json([asdict(row) for row in rows])
        return
    names = [f"{text(law.authorities[name].name, lang)} ({name})" for name in authorities]
    out = console()
    sources: dict[str, int] = {}  # numbered below the tables, where an address need not be broken
    for head, some in (
        ("point", [row for row in rows if row.asked is None]),
        ("question-of-companies", [row for row in rows if row.asked is not None]),
    ):
        if not some:
            continue
        table = columns(say(head, lang), *names)
        table.show_lines = True
        for row in some:
            title = text(row.title, lang)
            if row.asked is not None:
                title = f"{title}\n[{text(row.asked.text, lang)}]{_number(row.asked, sources)}"
            table.add_row(title, *(_shown(row.cells.get(name), sources, lang) for name in authorities))
        out.print(table)
        out.print()
    page = Pairs()
    for source, count in sources.items():
        page.add(f"({count})", source)
    page.print(out)


def _shown(cell: Cell | None, sources: dict[str, int], lang: str) -> str:
    if cell is None:
        return say("not-recorded", lang)
    lines = [text(cell.text, lang), f"[{cell.cite}]{_number(cell, sources)}"]
    if cell.rests_on:
        lines.append(", ".join(cell.rests_on))
    return "\n".join(lines)


def _number(cell: Cell, sources: dict[str, int]) -> str:
    return f" ({sources.setdefault(cell.source, len(sources) + 1)})" if cell.source else ""
