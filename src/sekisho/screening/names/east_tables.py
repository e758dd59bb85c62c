"""The tables of East Asian names: text files beside this module, read when first needed."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

Reading = tuple[str, float]


def lines(name: str) -> list[str]:
    """The rows of a table without blank lines and comments, tabs kept."""
    text = (files("sekisho.screening.names") / "tables" / name).read_text(encoding="utf-8")
    return [row for row in text.split("\n") if row and row[0] != "#"]


def costed(cell: str, *, step: float = 0.7, sep: str | None = None) -> tuple[Reading, ...]:
    """Readings of one cell with their costs in nats: the first is free, a further one costs `step` unless it says "x:2.5"."""
    found: list[Reading] = []
    for piece in cell.split(sep):
        text, _, cost = piece.strip().partition(":")
        if text:
            found.append((text, float(cost) if cost else (step if found else 0.0)))
    return tuple(found)


class CharacterReadings(NamedTuple):
    """How one Han character is read: Mandarin with costs, Cantonese (Jyutping without tone), Korean, Japanese on and kun."""

    mandarin: tuple[Reading, ...] = ()
    cantonese: tuple[str, ...] = ()
    korean: str = ""
    on: tuple[str, ...] = ()
    kun: tuple[str, ...] = ()


_NONE = CharacterReadings()


@cache
def _rows() -> dict[str, str]:
    return {row[0]: row for row in lines("han_readings.tsv")}


@cache
def readings(character: str) -> CharacterReadings:
    """The readings of a character; all empty where none is known."""
    row = _rows().get(character)
    if row is None:
        return _NONE
    cells = row.split("\t") + [""] * 5
    return CharacterReadings(
        mandarin=costed(cells[1]),
        cantonese=tuple(cells[2].split()),
        korean=cells[3],
        on=tuple(cells[4].split()),
        kun=tuple(cells[5].split()),
    )
