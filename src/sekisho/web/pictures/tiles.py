"""Destinations as tiles on a grid of the world: every place is one tile of one size, with the mark of its outcome.

No scale of colours: the marks are the same hexagons as everywhere, so the picture reads in grey. On a phone the tiles stand by
part of the world, in the order of their codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from sekisho.words import SEVERITIES, headline, say, severity, text

from .drawing import SMALL, TEXT, Drawing, clean
from .marks import mark_body
from .tile_places import AT, COLUMNS, PARTS, ROWS

Json = Mapping[str, Any]
_TALL: Final = 36
_MARK: Final = 16
_LEAST: Final = 22.5
"""The narrowest tile that holds a code of two letters at 12 pixels."""


def tiles_picture(found: Json, name: str, wide: int, lang: str, authority: str = "") -> Drawing:
    """Draw destinations (`service.destinations.destinations`) for a width. `authority`: whose outcome; "" for the gravest of all."""
    drawing = Drawing(name, wide, tiles_summary(found, lang, authority), lang, kind="tiles-picture")
    if drawing.narrow:
        _by_part(drawing, found, authority)
    else:
        size = wide / COLUMNS
        shown = {id: at for id, at in AT.items() if id in found["places"]}
        _frames(drawing, ((column * size, row * _TALL) for column, row in shown.values()), size)
        for id, (column, row) in shown.items():
            _tile(drawing, found, id, column * size, row * _TALL, size, authority)
        drawing.height = ROWS * _TALL + 2
    return drawing


def outcome_of(found: Json, id: str, authority: str = "") -> tuple[str, str, bool] | None:
    """The outcome at a place: least, most, and whether a ban leaves a door; None where nothing leaves for it.

    Over all authorities it is the gravest of their least and the gravest of their most.
    """
    number = found["places"][id]["group"]
    return None if number is None else group_outcome(found["groups"][number], authority)


def group_outcome(group: Json, authority: str = "") -> tuple[str, str, bool]:
    """The outcome of a group of places, of one authority or the gravest of all."""
    outcomes = [group["outcomes"][authority]] if authority else list(group["outcomes"].values())
    low = max(severity(one["at_least"]) for one in outcomes)
    high = max(severity(one["at_most"]) for one in outcomes)
    door = low == high == 5 and all(one["door"] for one in outcomes if severity(one["at_most"]) == high)
    return SEVERITIES[low], SEVERITIES[high], door


def tiles_summary(found: Json, lang: str, authority: str = "") -> str:
    """What the map shows, in one sentence."""
    counts = tally(found, authority)
    words = say("picture.and", lang).join(
        say("picture.places-with", lang, number, headline(*outcome[:2], lang, outcome[2]))
        for outcome, number in counts
    )
    whose = authority or say("picture.all-authorities", lang)
    return say("picture.tiles-summary", lang, sum(number for _, number in counts), whose, words)


def tally(found: Json, authority: str = "") -> list[tuple[tuple[str, str, bool], int]]:
    """How many places, subdivisions included, have which outcome; the gravest first."""
    counts: dict[tuple[str, str, bool], int] = {}
    for id in found["places"]:
        outcome = outcome_of(found, id, authority)
        if outcome is not None:
            counts[outcome] = counts.get(outcome, 0) + 1
    return sorted(counts.items(), key=lambda pair: (-severity(pair[0][1]), -severity(pair[0][0]), pair[0][2]))


def _by_part(drawing: Drawing, found: Json, authority: str) -> None:
    columns = int(drawing.width // _LEAST)
    size = drawing.width / columns
    y = 0.0
    for part, ids in PARTS.items():
        here = [id for id in ids if id in found["places"]]
        if not here:
            continue
        drawing.words(say(f"picture.part-{part}", drawing.lang), 0, y + 16, "t-head", size=TEXT, bold=True)
        y += 24
        at = [(number % columns * size, y + number // columns * _TALL) for number in range(len(here))]
        _frames(drawing, at, size)
        for id, (x, top) in zip(here, at, strict=True):
            _tile(drawing, found, id, x, top, size, authority)
        y += (1 + (len(here) - 1) // columns) * _TALL + 8
    drawing.height = y


def _frames(drawing: Drawing, at: Iterable[tuple[float, float]], size: float) -> None:
    """The edges of all tiles, as one line."""
    edge = f"h{size - 1:.1f}v{_TALL - 1}h-{size - 1:.1f}z"
    drawing.path("".join(f"M{x + 0.5:.1f} {y + 0.5:.1f}{edge}" for x, y in at), "tiles")


def _tile(drawing: Drawing, found: Json, id: str, x: float, y: float, size: float, authority: str) -> None:
    outcome = outcome_of(found, id, authority)
    lang = drawing.lang
    told = (
        say("picture.starts-here", lang)
        if outcome is None
        else headline(outcome[0], outcome[1], lang, outcome[2])
    )
    name = text(found["places"][id]["name"], lang)
    # Nothing hovers over a phone: there the table and the search tell the names.
    title = "" if drawing.narrow else f"<title>{clean(f'{name} ({id}): {told}')}</title>"
    drawing.raw(f"<g>{title}")
    if id in (found["to"], found["final"]):
        drawing.rect(x + 1, y + 1, size - 2, _TALL - 2, "here")
    drawing.words(id, x + size / 2, y + 14, "t-tile", anchor="middle")
    if outcome is not None:
        symbol = _symbol(drawing, outcome[0], outcome[1])
        drawing.raw(f'<use href="#{symbol}" x="{x + (size - _MARK) / 2:.1f}" y="{y + 17}"/>')
    drawing.raw("</g>")


def _symbol(drawing: Drawing, at_least: str, at_most: str) -> str:
    """The mark of an outcome, drawn once in a picture and used for many tiles."""
    low, high = severity(at_least), severity(at_most)
    id = f"{drawing.name}-m{low}{high}"
    if id not in drawing.symbols:
        kind = "mark-open" if low != high else f"mark-{low}"
        drawing.symbols[id] = f'<g id="{id}" class="mark {kind}">{mark_body(low, high)}</g>'
    return id


def in_order(found: Json) -> Iterator[str]:
    """The places of the grid as they are drawn; for the tests that none is left out."""
    return (id for id in AT if id in found["places"])


__all__ = ["SMALL", "group_outcome", "in_order", "outcome_of", "tally", "tiles_picture", "tiles_summary"]
