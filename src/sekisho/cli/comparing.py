"""`sekisho law compare`: systems of export control side by side, point by point, each cell with its
citation.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrs import asdict

from .screen import Pairs, columns, console, print_json
from .words import say, text

if TYPE_CHECKING:
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
    table = columns(say("point", lang), *names)
    table.show_lines = True
    sources: dict[str, int] = {}  # numbered below the table, where an address need not be broken
    for row in rows:
        cells = []
        for name in authorities:
            cell = row.cells.get(name)
            if cell is None:
                cells.append(say("not-recorded", lang))
                continue
            number = f" ({sources.setdefault(cell.source, len(sources) + 1)})" if cell.source else ""
            cells.append(f"{text(cell.text, lang)}\n[{cell.cite}]{number}")
        table.add_row(text(row.title, lang), *cells)
    out.print(table)
    out.print()
    page = Pairs()
    for source, count in sources.items():
        page.add(f"({count})", source)
    page.print(out)
