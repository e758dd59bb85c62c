"""Where output goes: a terminal, or a pipe of which nothing is cut off and no line ends in blanks."""

from __future__ import annotations

import json
import os
import shutil
import sys
from typing import IO, TYPE_CHECKING, Any, cast

from attrs import define, field

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

PIPE_WIDTH = 100
WIDEST = 120
GAP = 2


class Trimmed:
    """A stream that takes the blanks from the end of each line, for what is read by a program or kept in
    a file.
    """

    def __init__(self, stream: IO[str]) -> None:
        self.stream = stream
        self.kept = ""

    def write(self, words: str) -> int:
        """Write whole lines; keep the beginning of one."""
        *lines, self.kept = (self.kept + words).split("\n")
        self.stream.write("".join(line.rstrip(" ") + "\n" for line in lines))
        return len(words)

    def flush(self) -> None:
        """Pass on what is written."""
        self.stream.flush()

    def isatty(self) -> bool:
        """It never is a terminal."""
        return False


def console(error: bool = False) -> Console:
    """A console on standard output (or error): colours only on a terminal; 100 columns in a pipe unless
    COLUMNS says more.
    """
    from rich.console import Console

    class Piped(Console):
        """Ends quietly where the reader (head, a pager) has seen enough."""

        def on_broken_pipe(self) -> None:
            raise SystemExit(0)

    stream = sys.stderr if error else sys.stdout
    if stream.isatty():
        width = min(shutil.get_terminal_size((PIPE_WIDTH, 40)).columns, WIDEST)
        return Console(file=stream, width=width, highlight=False, markup=False, emoji=False)
    stated = os.environ.get("COLUMNS", "")
    width = max(int(stated), 40) if stated.isdecimal() else PIPE_WIDTH
    file = cast("IO[str]", Trimmed(stream))
    return Piped(
        file=file,
        width=width,
        highlight=False,
        markup=False,
        emoji=False,
        color_system=None,
        force_terminal=False,
    )


def print_json(value: Any) -> None:
    """Print a value as JSON on standard output, scripts unescaped and days as they are written."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")


@define
class Pairs:
    """Short labels with words beside them: labels never break, words wrap, an address is never broken."""

    rows: list[tuple[str, str]] = field(factory=list)
    indent: int = 0

    def add(self, label: str, words: str) -> None:
        """Add one row; rows without a label belong to the label above."""
        self.rows.append((label, words))

    def print(self, out: Console) -> None:
        """Print the rows with their words in one column."""
        from rich.cells import cell_len
        from rich.text import Text

        from .wrapping import wrapped

        beside = self.indent + max((cell_len(label) for label, _ in self.rows), default=0) + GAP
        for label, words in self.rows:
            for number, line in enumerate(wrapped(words, max(out.width - beside, 20))):
                head = " " * self.indent + (label if not number else "")
                out.print(Text(head + " " * (beside - cell_len(head)), style="dim"), soft_wrap=True, end="")
                out.print(Text(line), soft_wrap=True)


def columns(*heads: str, narrow: tuple[int, ...] = ()) -> Table:
    """An empty table with heads; the columns numbered in `narrow` never wrap."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, GAP, 0, 0), show_edge=False)
    for number, head in enumerate(heads):
        table.add_column(head, no_wrap=number in narrow, overflow="fold")
    return table
