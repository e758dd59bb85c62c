"""Where output goes: a terminal, or a pipe of which nothing is cut off."""

from __future__ import annotations

import json
import os
import shutil
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

PIPE_WIDTH = 100
WIDEST = 120


def console(error: bool = False) -> Console:
    """A console on standard output (or error): colours only on a terminal, 100 columns in a pipe unless COLUMNS says more."""
    from rich.console import Console

    stream = sys.stderr if error else sys.stdout
    if stream.isatty():
        width = min(shutil.get_terminal_size((PIPE_WIDTH, 40)).columns, WIDEST)
    else:
        stated = os.environ.get("COLUMNS", "")
        width = max(int(stated), 40) if stated.isdecimal() else PIPE_WIDTH
    return Console(
        file=stream,
        width=width,
        highlight=False,
        markup=False,
        emoji=False,
        color_system="auto" if stream.isatty() else None,
        force_terminal=None if stream.isatty() else False,
        soft_wrap=False,
    )


def print_json(value: Any) -> None:
    """Print a value as JSON on standard output, scripts unescaped and days as they are written."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")


def pairs(indent: int = 0) -> Table:
    """An empty two-column grid: a short label that never breaks, and words that wrap beside it."""
    from rich.table import Table

    grid = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    if indent:
        grid.add_column(width=indent)
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold", ratio=1)
    return grid


def columns(*heads: str, narrow: tuple[int, ...] = ()) -> Table:
    """An empty table with heads; the columns numbered in `narrow` never wrap."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0), show_edge=False)
    for number, head in enumerate(heads):
        table.add_column(head, no_wrap=number in narrow, overflow="fold")
    return table
