"""Does a party stand on a list of parties? Decided once for each distinct name, country, screening and day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import narwhals as nw

from sekisho.law.force import force
from sekisho.law.model import PartyRow
from sekisho.logic.columns.frames import Table
from sekisho.logic.columns.kleene import Tri
from sekisho.logic.columns.rows import Place
from sekisho.logic.columns.world import Context
from sekisho.logic.objects import Screening
from sekisho.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from sekisho.logic.values import Path

from ..parties import folded, last_change, rows_by_id, rows_by_name, whole_of

if TYPE_CHECKING:
    from .world import PlanWorld


def listed(world: PlanWorld, list_id: str, at: Place, table: Table, ctx: Context) -> Tri:
    """Whether the parties at a place stand on a list on the day of the provision that asks."""
    root = world.conditions.rows
    missing = at.rows.attach(nw.lit(None, dtype=nw.Int32))
    name, country, screening = (at.column(c) for c in ("name|raw", "country", "screening"))
    countries = table.interned.get("country", [])
    screenings = table.interned.get("screening", [])

    def answer(name: Any, country: int | None, screening: int | None, day: int, moment: int) -> int:
        return int(
            _truth(
                world,
                list_id,
                name if isinstance(name, str) else None,
                None if country is None else countries[country],
                None if screening is None else screenings[screening],
                world.day(day),
                world.moments.values[moment].known,
            )
        )

    keys = [
        name or missing,
        country or missing,
        screening or missing,
        at.rows.bring(root, ctx.day),
        at.rows.bring(root, world.moments.column),
    ]
    return nw.col(at.rows.decide(keys, nw.Int8, answer))


def _truth(
    world: PlanWorld,
    list_id: str,
    name: str | None,
    country: Any,
    screening: Screening | None,
    day: date | None,
    known: date | None,
) -> Truth:
    whole = whole_of(world.law, list_id)
    if whole:
        if _truth(world, whole, name, country, screening, day, known) is FALSE:
            return FALSE
        rows = rows_by_id(world.law, list_id)
        certain = [row.id for row, most in _matches(world, whole, name, country, screening) if most is TRUE]
        if certain:
            mine = (rows[id] for id in certain if id in rows)
            return max((force(world.law, row, day, known, world.assume)[0] for row in mine), default=FALSE)
    matches = _matches(world, list_id, name, country, screening)
    best = max(
        (min(force(world.law, r, day, known, world.assume)[0], most) for r, most in matches), default=FALSE
    )
    if best is TRUE:
        return TRUE
    if screening is not None and any(hit == list_id and not row for hit, row in screening.hits):
        return TRUE
    if best is FALSE and screening is not None and _clean(world, list_id, screening, day, known):
        return FALSE
    return max(best, UNKNOWN)


def _clean(
    world: PlanWorld, list_id: str, screening: Screening, day: date | None, known: date | None
) -> bool:
    """Was a party screened against the list, on or after its last change, without a hit on it?"""
    if list_id not in screening.lists or screening.on is None:
        return False
    if any(hit == list_id for hit, _ in screening.hits):
        return False
    changed = last_change(world.law, list_id, day, known)
    return changed is None or screening.on >= changed


def _matches(
    world: PlanWorld, list_id: str, name: str | None, country: Any, screening: Screening | None
) -> list[tuple[PartyRow, Truth]]:
    law = world.law
    found: list[tuple[PartyRow, Truth]] = []
    for hit, row_id in screening.hits if screening is not None else ():
        row = rows_by_id(law, list_id).get(row_id) if hit == list_id else None
        if row is not None:
            found.append((row, TRUE))
    place = country[0] if isinstance(country, tuple) and country else country
    for row in rows_by_name(law, list_id).get(folded(name), ()) if name is not None else ():
        same = isinstance(place, Path) and bool(row.country)
        same = same and law.relation(place, Path("place", tuple(row.country.split("-")))) is TRUE
        found.append((row, TRUE if same else UNKNOWN))
    return found
