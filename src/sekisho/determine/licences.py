"""Licences that the exporter puts forward: valid on their clock, not revoked, not barred, covering item, party, quantity."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sekisho.law.model import LicenceKind
from sekisho.logic.objects import Obj
from sekisho.logic.truth import FALSE, TRUE, UNKNOWN, Truth, negate, of_bool
from sekisho.logic.values import Interval, SetValue

from .instances import Instance

if TYPE_CHECKING:
    from .world import LawWorld

SELLERS = frozenset({"exporter", "broker"})
"""Roles of the seller's side: a licence to them covers them anyway."""


def licence_truth(licence: Obj, kind: LicenceKind, instance: Instance, world: LawWorld) -> Truth:
    """Whether a licence put forward serves an instance of a requirement; what is not stated is UNKNOWN."""
    parts = [
        _valid(licence, kind, world),
        negate(_flag(licence.facts.get("revoked"))),
        _covers(licence.facts.get("covers_items"), instance.item.id if instance.item is not None else ""),
        _covers_parties(licence.facts.get("covers_parties"), world),
        _covers_quantity(licence, instance.item),
        world.force_at(kind, instance.scope),
    ]
    if kind.barred_when is not None:
        day = world.force(kind).day
        parts.append(negate(world.evaluator.truth(kind.barred_when, instance.scope.asked_by(kind.id, day))))
    return min(parts)


def _flag(value: object) -> Truth:
    return of_bool(value) if isinstance(value, bool) else UNKNOWN


def _valid(licence: Obj, kind: LicenceKind, world: LawWorld) -> Truth:
    """Valid on the kind's day: between its first and its last day, both included."""
    clock = kind.clock_in_force or "on"
    day = world.case.dates.get(clock, world.case.on)
    start, until = licence.facts.get("valid_from"), licence.facts.get("valid_until")
    if day is None:
        return UNKNOWN
    first = of_bool(day >= start) if isinstance(start, date) else UNKNOWN
    last = of_bool(day <= until) if isinstance(until, date) else UNKNOWN
    return min(first, last)


def _covers(stated: object, id: str) -> Truth:
    if not isinstance(stated, SetValue):
        return UNKNOWN
    return TRUE if id in stated.known else (FALSE if stated.complete else UNKNOWN)


def _covers_parties(stated: object, world: LawWorld) -> Truth:
    """Every party of the buyer's side must be covered; an open list of parties leaves it UNKNOWN."""
    if not isinstance(stated, SetValue):
        return UNKNOWN
    parties, complete, _ = world.evaluator.members("parties", world.root)
    truth = TRUE if complete else UNKNOWN
    for party in parties:
        roles = party.facts.get("role")
        seller = isinstance(roles, SetValue) and roles.known and roles.known <= SELLERS
        if seller and isinstance(roles, SetValue) and roles.complete:
            continue
        covered = _covers(stated, party.id)
        if seller or not isinstance(roles, SetValue) or not roles.known:
            covered = max(covered, UNKNOWN)  # it may turn out not to be of the buyer's side
        truth = min(truth, covered)
    return truth


def _covers_quantity(licence: Obj, item: Obj | None) -> Truth:
    allowed = licence.facts.get("covers_quantity")
    if allowed is None:
        return UNKNOWN
    shipped = item.facts.get("quantity") if item is not None else None
    if isinstance(allowed, str) and isinstance(shipped, str):
        return _text_quantity(shipped, allowed)
    if isinstance(allowed, Interval) and isinstance(shipped, Interval):
        from sekisho.logic.compare import compare_interval

        return compare_interval(shipped, "at_most", allowed)
    return UNKNOWN


def _text_quantity(shipped: str, allowed: str) -> Truth:
    """Quantities as texts (`100 kg`, `1 t`): comparable where one unit converts into the other."""
    from sekisho.logic.compare import compare_interval
    from sekisho.logic.quantities import QuantityError, parse_free_quantity, parse_quantity

    try:
        limit, unit = parse_free_quantity(allowed)
        amount = parse_quantity(shipped, unit)
    except QuantityError:
        return UNKNOWN
    return compare_interval(amount, "at_most", limit)
