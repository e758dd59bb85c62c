"""Systems of export control side by side, point by point, each cell with its citation.

The points stand in `law/compare/*.yaml` (`compare: [{id, title, cells: {JP: {en, ja, zh, cite, source}, CN:
…}}]`) and under `compare` of an authority (`{<point>: {en, ja, zh, cite, source}}`). A point that says who `asked`
is a question that companies put to the authorities; it comes after the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from attrs import field, frozen

from .compiled import Law
from .model import Text


@frozen(kw_only=True)
class Cell:
    """What one authority's system has at a point, with where that stands.

    `rests_on`: instruments or provisions of this law that hold it, where they are at hand.
    """

    text: Text
    cite: str = ""
    source: str = ""
    rests_on: tuple[str, ...] = ()


@frozen(kw_only=True)
class Row:
    """One point of the comparison; an authority of which nothing is recorded is missing from `cells`.

    `asked`: where companies asked this, if the point is a question of theirs.
    """

    id: str
    title: Text
    cells: dict[str, Cell] = field(factory=dict)
    asked: Cell | None = None


def compare(law: Law, authorities: Sequence[str]) -> tuple[Row, ...]:
    """The points of comparison of these authorities in the order of the files, then the questions that companies asked."""
    titles: dict[str, Text] = {}
    asked: dict[str, Cell] = {}
    cells: dict[str, dict[str, Cell]] = {}
    for point in law.compare:
        id = str(point.get("id") or "")
        titles[id] = _text(point.get("title"))
        if point.get("asked"):
            asked[id] = _cell(point["asked"])
        given = point.get("cells") or {key: point[key] for key in point if key in law.authorities}
        for authority, cell in given.items():
            cells.setdefault(id, {})[authority] = _cell(cell)
    for authority in law.authorities.values():
        for id, cell in authority.compare.items():
            titles.setdefault(id, {"en": id.replace("-", " ")})
            cells.setdefault(id, {})[authority.id] = _cell(cell)
    rows = (
        Row(
            id=id,
            title=title,
            cells={a: cells[id][a] for a in authorities if a in cells.get(id, {})},
            asked=asked.get(id),
        )
        for id, title in titles.items()
    )
    return tuple(sorted(rows, key=lambda row: row.asked is not None))


def uncited(rows: Iterable[Row]) -> tuple[tuple[str, str], ...]:
    """The cells without a citation, as (point, authority)."""
    return tuple(
        (row.id, authority) for row in rows for authority, cell in row.cells.items() if not cell.cite
    )


def _cell(given: Any) -> Cell:
    if not isinstance(given, dict):
        return Cell(text={"en": str(given or "")})
    return Cell(
        text=_text(given.get("text") or given),
        cite=str(given.get("cite") or ""),
        source=str(given.get("source") or ""),
        rests_on=tuple(str(id) for id in given.get("rests_on") or ()),
    )


def _text(given: Any) -> Text:
    if isinstance(given, dict):
        return {language: str(given[language]) for language in ("en", "ja", "zh") if given.get(language)}
    return {"en": str(given)} if given else {}
