"""Does a party stand on a list of parties? Decided once for each distinct name, country, screening and day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals as nw

from sekisho.law.force import force
from sekisho.logic.columns.frames import Table
from sekisho.logic.columns.kleene import Tri
from sekisho.logic.columns.rows import Place
from sekisho.logic.columns.world import Context

from ..parties import Asked, standing

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
        on, known = world.day(day), world.moments.values[moment].known
        asked = Asked(
            name if isinstance(name, str) else None,
            None if country is None else countries[country],
            None if screening is None else screenings[screening],
            on,
            known,
        )
        truth, _ = standing(
            world.law, list_id, asked, lambda row: force(world.law, row, on, known, world.assume)
        )
        return int(truth)

    keys = [
        name or missing,
        country or missing,
        screening or missing,
        at.rows.bring(root, ctx.day),
        at.rows.bring(root, world.moments.column),
    ]
    return nw.col(at.rows.decide(keys, nw.Int8, answer))
