"""Licences that exporters put forward, against the instances of requirements: what is not stated is UNKNOWN."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import narwhals as nw

from sekisho.law.model import LicenceKind
from sekisho.logic.columns.facts import fact_at
from sekisho.logic.columns.kleene import Tri, choose, column, conj, disj, neg, whether
from sekisho.logic.columns.numbers import compare_numbers
from sekisho.logic.columns.rows import Place
from sekisho.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from sekisho.logic.values import SetValue

from ..licences import SELLERS, _text_quantity
from .instances import InstanceSet

if TYPE_CHECKING:
    from .world import PlanWorld


def licence(world: PlanWorld, kind: LicenceKind, instances: InstanceSet, not_barred: Tri) -> Tri:
    """The best licence of a kind that is put forward, for each instance. `not_barred`: of the instance."""
    place = instances.place
    members, _ = world.conditions.members("licences", place)
    if members is None:
        return 0
    rows = members.rows
    kinds = fact_at("kind", members, rows)
    if kinds is None or kinds.plain is None or kinds.type != "text":
        return 0
    parts: list[Tri] = [whether(kinds.plain == kind.id.casefold())]
    parts += [_valid(world, kind, members), _not_revoked(members), _items(members, instances)]
    parts += [_parties(world, members), _quantity(members, instances)]
    own: list[Tri] = [world.force_at(kind, place), not_barred]
    if kind.barred_when is not None:
        barred = world.conditions.truth(kind.barred_when, place, world.context(kind))
        own.append(neg(barred))
    parts.append(rows.bring_truth(place.rows, conj(own)))
    here = rows.attach(column(conj(parts)))
    best = place.rows.reduce(rows, {"best": nw.col(here).max()})["best"]
    return nw.col(best).fill_null(0)


def _valid(world: PlanWorld, kind: LicenceKind, members: Place) -> Tri:
    """Valid on the kind's day: between its first and its last day, both included."""
    clock = kind.clock_in_force or "on"
    root = world.conditions.rows
    days: list[date | None] = [m.dates.get(clock, m.on) for m in world.moments.values]
    column_ = root.decide([world.moments.column], nw.Date, lambda m: days[m])
    day = nw.col(members.rows.bring(root, column_))
    parts: list[Tri] = []
    for attribute in ("valid_from", "valid_until"):
        fact = fact_at(attribute, members, members.rows)
        if fact is None or fact.plain is None or fact.type != "date":
            parts.append(1)
        elif attribute == "valid_from":
            parts.append(choose(day >= fact.plain, day < fact.plain))
        else:
            parts.append(choose(day <= fact.plain, day > fact.plain))
    return conj(parts)


def _not_revoked(members: Place) -> Tri:
    fact = fact_at("revoked", members, members.rows)
    if fact is None or fact.plain is None or fact.type != "bool":
        return 1
    return neg(fact.plain.fill_null(1))


def _covers(stated: object, id: str) -> Truth:
    if not isinstance(stated, SetValue):
        return UNKNOWN
    return TRUE if id in stated.known else FALSE if stated.complete else UNKNOWN


def _items(members: Place, instances: InstanceSet) -> Tri:
    fact = fact_at("covers_items", members, members.rows)
    if fact is None or fact.plain is None or fact.type != "interned":
        return 1
    rows, values = members.rows, fact.values
    own = instances.item.column("|id") if instances.item is not None else None
    if own is None or instances.item is None:
        id_column = rows.attach(nw.lit(""))
    else:
        id_column = rows.bring(instances.item.rows, own)

    def answer(stated: int | None, id: str | None) -> int:
        return int(_covers(None if stated is None else values[stated], id or ""))

    return nw.col(rows.decide([rows.attach(fact.plain), id_column], nw.Int8, answer))


def _parties(world: PlanWorld, members: Place) -> Tri:
    """Every party of the buyer's side must be covered; an open list of parties leaves it UNKNOWN."""
    fact = fact_at("covers_parties", members, members.rows)
    if fact is None or fact.plain is None or fact.type != "interned":
        return 1
    rows, values = members.rows, fact.values
    parties, complete = world.conditions.members("parties", members)
    worst: Tri = 2
    if parties is not None:
        here, table = parties.rows, parties.table
        roles = parties.column("role") or here.attach(nw.lit(None, dtype=nw.Int32))
        stated_roles = table.interned.get("role", []) if table is not None else []
        covers = here.bring(rows, rows.attach(fact.plain))
        id_column = parties.column("|id") or here.attach(nw.lit(""))

        def answer(stated: int | None, role: int | None, id: str | None) -> int:
            has = stated_roles[role] if role is not None else None
            seller = isinstance(has, SetValue) and bool(has.known) and has.known <= SELLERS
            if seller and getattr(has, "complete", False):
                return 2
            covered = int(_covers(None if stated is None else values[stated], id or ""))
            if seller or not isinstance(has, SetValue) or not has.known:
                return max(covered, 1)  # it may turn out not to be of the buyer's side
            return covered

        truth = here.decide([covers, roles, id_column], nw.Int8, answer)
        least = rows.reduce(here, {"least": nw.col(truth).min()})["least"]
        worst = nw.col(least).fill_null(2)
    known = conj((worst, disj((1, complete))))
    return nw.when(fact.plain.is_null()).then(column(1)).otherwise(column(known))


def _quantity(members: Place, instances: InstanceSet) -> Tri:
    allowed = fact_at("covers_quantity", members, members.rows)
    if allowed is None or instances.item is None:
        return 1
    shipped = fact_at("quantity", instances.item, members.rows)
    if shipped is None or shipped.type != allowed.type:
        return 1
    if shipped.number is not None and allowed.number is not None and shipped.type == "number":
        return compare_numbers(shipped.number, "at_most", allowed.number)
    own, limit = instances.item.column("quantity|raw"), members.column("covers_quantity|raw")
    if own is None or limit is None:
        return 1
    rows = members.rows
    return nw.col(rows.decide([rows.bring(instances.item.rows, own), limit], nw.Int8, _within))


def _within(shipped: str | None, allowed: str | None) -> int:
    return 1 if shipped is None or allowed is None else int(_text_quantity(shipped, allowed))
