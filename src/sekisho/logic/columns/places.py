"""Places against dated groups, decided once for each distinct pair of a place and a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import narwhals as nw

from .. import conditions as c
from ..truth import UNKNOWN
from ..values import Path
from .facts import fact_at
from .kleene import Tri, column, conj, disj, neg
from .rows import Place
from .world import Context

if TYPE_CHECKING:
    from .conditions import Conditions


def place_test(conditions: Conditions, node: c.PlaceTest, place: Place, ctx: Context) -> Tri:
    """Some of the named places lies in the group; negated: none of them does."""
    best = disj(
        _via(conditions, node, place, ctx) if at == "via" else _one(conditions, at, node, place, ctx)
        for at in node.at
    )
    return neg(best) if node.negated else best


def _one(conditions: Conditions, attribute: str, node: c.PlaceTest, place: Place, ctx: Context) -> Tri:
    at = place.nearest(conditions.world.kind_of(attribute))
    if at is None:
        return 1
    key = ("place", attribute, node.group, ctx.day)
    if key not in at.memo:
        at.memo[key] = _decided(conditions, attribute, node.group, at, ctx, only_paths=False)
    return place.bring(at, at.memo[key])


def _decided(
    conditions: Conditions, attribute: str, group: c.GroupExpr, at: Place, ctx: Context, only_paths: bool
) -> Tri:
    """The place that an object states in the group, on the day of the provision that asks."""
    fact = fact_at(attribute, at, at.rows)
    if fact is None or fact.plain is None or fact.type != "interned":
        return 1
    world, values = conditions.world, fact.values

    def inside(value: int | None, day: int) -> int:
        stated = values[value] if value is not None else None
        if isinstance(stated, Path):
            stated = (stated,)
        elif not isinstance(stated, tuple) or only_paths:
            return 1
        return int(max((world.place_in(group, p, world.day(day)) for p in stated), default=UNKNOWN))

    day = at.rows.bring(conditions.rows, ctx.day)
    return nw.col(at.rows.decide([at.rows.attach(fact.plain), day], nw.Int8, inside))


def _via(conditions: Conditions, node: c.PlaceTest, place: Place, ctx: Context) -> Tri:
    root = conditions.root
    key = ("via", node.group, ctx.day)
    if key not in root.memo:
        members, _ = conditions.members("via", root)
        known: Tri = 0
        if members is not None:
            inside = _decided(conditions, "place", node.group, members, ctx, only_paths=True)
            here = members.rows.attach(column(inside))
            best = root.rows.reduce(members.rows, {"best": nw.col(here).max()})["best"]
            known = nw.col(best).fill_null(0)
        # An open route may lead anywhere.
        open_end = conj((1, neg(conditions.closed("via", root, ctx))))
        root.memo[key] = root.rows.settle(disj((known, open_end)))
    return place.bring(root, root.memo[key])
