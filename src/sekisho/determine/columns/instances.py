"""The instances of a requirement in many transactions: sets of rows per item, and per entry, party or member."""

from __future__ import annotations

from typing import TYPE_CHECKING

import narwhals as nw
from attrs import define

from sekisho.law.model import ForEach, Requirement
from sekisho.logic.columns.facts import fact_at
from sekisho.logic.columns.kleene import Tri, conj, neg, never, whether
from sekisho.logic.columns.rows import Place, by_value
from sekisho.logic.columns.world import BoundEntry, Names
from sekisho.logic.scope import LIST_KINDS
from sekisho.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from sekisho.logic.values import SetValue

from .world import NO_NAMES

if TYPE_CHECKING:
    from .world import PlanWorld


@define(eq=False)
class InstanceSet:
    """Instances of one sort: the rows on which they stand, how sure it is that each exists, the names that
    are bound.

    `item`: the place of the items, None for instances of the transaction as a whole.
    """

    place: Place
    exists: Tri
    names: Names
    item: Place | None


class Instances:
    """Makes the sets of instances, each sort once for all requirements that ask for it."""

    def __init__(self, world: PlanWorld) -> None:
        """`world` is the law as it bears on the transactions."""
        self.world = world
        root = world.root
        self.items, _ = world.conditions.members("items", root)
        self.no_item: Tri = 2
        if self.items is not None:
            count = root.rows.reduce(self.items.rows, {"count": nw.col("_up").count()})["count"]
            self.no_item = root.rows.settle(whether(nw.col(count).is_null()))
        self._made: dict[object, list[InstanceSet]] = {}

    def of(self, requirement: Requirement) -> list[InstanceSet]:
        """The sets of instances of a requirement."""
        each = requirement.for_each
        # A declaration may close a list on the day of the provision that asks.
        day = self.world.context(requirement).day if each is not None and each.over != "entry" else ""
        key = (requirement.scope, each, day)
        if key not in self._made:
            self._made[key] = [
                made
                for base in self._bases(requirement.scope)
                for made in self._bound(each, base, requirement)
                if not never(made.exists)
            ]
        return self._made[key]

    def _bases(self, scope: str) -> list[InstanceSet]:
        root = self.world.root
        if scope == "transaction" or self.items is None:
            return [InstanceSet(root, 2, NO_NAMES, None)]
        return [
            InstanceSet(self.items, 2, NO_NAMES, self.items),
            InstanceSet(root, self.no_item, NO_NAMES, None),
        ]

    def _bound(self, each: ForEach | None, base: InstanceSet, requirement: Requirement) -> list[InstanceSet]:
        if each is None:
            return [base]
        if each.over == "entry":
            return self._entries(each, base)
        conditions = self.world.conditions
        place = base.place
        over = "parties" if each.over == "party" else each.over
        made = []
        members, _ = conditions.members(over, place)
        if members is not None:
            exists = self._role(each, members) if each.over == "party" else 2
            at = Place("instance", members.rows, None, None, place)
            here = members.rows.bring_truth(place.rows, base.exists)
            made.append(InstanceSet(at, conj((here, exists)), {each.name: members}, base.item))
        closed = conditions.closed(over, place, self.world.context(requirement))
        other = place.unknown_member(LIST_KINDS[over])
        exists = conj((base.exists, 1, neg(closed)))
        made.append(InstanceSet(place, exists, {each.name: other}, base.item))
        return made

    def _entries(self, each: ForEach, base: InstanceSet) -> list[InstanceSet]:
        if base.item is None:
            # Without an item no entry can be named, and none be ruled out.
            return [InstanceSet(base.place, conj((base.exists, 1)), NO_NAMES, None)]
        rows = self.world.classes.codes(each.lists, each.but, base.item)
        if rows is None:
            return []
        at = Place("instance", rows, None, None, base.place)
        names = {each.name: BoundEntry(rows, "_code")}
        return [InstanceSet(at, nw.col("_truth"), names, base.item)]

    def _role(self, each: ForEach, parties: Place) -> Tri:
        if not each.roles:
            return 2
        fact = fact_at("role", parties, parties.rows)
        if fact is None or fact.plain is None:
            return 1
        return parties.rows.settle(by_value(fact.plain, [_has_role(v, each.roles) for v in fact.values]))


def _has_role(stated: object, roles: tuple[str, ...]) -> Truth:
    if not isinstance(stated, SetValue):
        return UNKNOWN
    if stated.known & frozenset(roles):
        return TRUE
    return FALSE if stated.complete else UNKNOWN
