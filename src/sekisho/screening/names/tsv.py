"""The tables of names and words that lie beside this package, as rows of text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files


def rows(name: str, columns: int) -> Iterator[tuple[str, ...]]:
    """The rows of a table, each with the same number of columns.

    `name` is a file in the folder `tables`, columns are parted by tabs; a line that begins with "#" or is blank says nothing.
    Missing columns at the end of a line are "".
    """
    text = files(__package__).joinpath("tables", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and line[0] != "#":
            cells = line.split("\t")
            cells += [""] * (columns - len(cells))
            yield tuple(cells)


@cache
def word_sets() -> dict[str, frozenset[str]]:
    """The words of the table small_words.tsv by their class: particles, titles, endings. Read once."""
    return {kind: frozenset(words.split()) for kind, words in rows("small_words.tsv", 2)}
