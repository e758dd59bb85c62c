"""Places against dated groups of places, as paths: a country is above its subdivisions."""

from __future__ import annotations

from datetime import date

from sekisho.law.compiled import Law
from sekisho.logic.conditions import GroupExpr
from sekisho.logic.truth import FALSE, UNKNOWN, Truth
from sekisho.logic.values import Path

from .shelf import Shelf, shelf_of

MOST_KEPT = 50_000
"""How many answers about places, groups and days are kept."""


def place_in(law: Law, group: GroupExpr, place: Path, day: date | None) -> Truth:
    """Whether a place lies in a set of places on a day (specification, section 2, "Places")."""
    kept: Shelf[tuple[int, Path, date | None], tuple[GroupExpr, Truth]] = shelf_of(law, "places", MOST_KEPT)
    key = (id(group), place, day)
    found = kept.get(key)
    if found is None:  # kept with the group, so that its number is nobody else's
        found = kept[key] = group, _in(law, group, place, day)
    return found[1]


def _in(law: Law, group: GroupExpr, place: Path, day: date | None) -> Truth:
    if group.op == "leaf":
        if group.leaf in law.groups:
            return _in_rows(law, group.leaf, place, day)
        return law.relation(place, Path("place", tuple(group.leaf.split("-"))))
    if group.left is None or group.right is None:
        raise ValueError(f"group expression without two sides: {group}")
    left, right = _in(law, group.left, place, day), _in(law, group.right, place, day)
    return max(left, right) if group.op == "+" else min(left, Truth(2 - right))


def _in_rows(law: Law, group: str, place: Path, day: date | None) -> Truth:
    best = FALSE
    for expression, start, until in law.groups[group].rows:
        inside = place_in(law, expression, place, day)
        if day is None:
            inside = inside if start is None and until is None else min(inside, UNKNOWN)
        elif (start is not None and day < start) or (until is not None and day > until):
            continue
        best = max(best, inside)
    return best
