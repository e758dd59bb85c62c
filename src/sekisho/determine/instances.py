"""The instances of a requirement in one transaction: per item, and per entry, party or member that `for_each` binds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import define

from sekisho.law.model import ForEach, Requirement
from sekisho.logic.conditions import All, EntryRows
from sekisho.logic.objects import Obj
from sekisho.logic.scope import Scope
from sekisho.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from sekisho.logic.values import Path, SetValue

if TYPE_CHECKING:
    from .world import LawWorld


@define(eq=False, slots=True)
class Instance:
    """One question that a requirement puts: about which item, for which party or entry, and how sure that one exists.

    `exists`: TRUE, or UNKNOWN for an entry that the item may meet and for the unknown member of an open list.
    """

    scope: Scope
    item: Obj | None
    subject: str
    exists: Truth
    entry: Path | None = None


def instances(requirement: Requirement, world: LawWorld) -> Iterator[Instance]:
    """All instances of a requirement, in the order of the file; one for the transaction where it has no items."""
    items = world.case.root.lists.get("items")
    objects = items.objects if items is not None else ()
    day = world.force(requirement).day
    rows = _rows_of(requirement)
    root = world.root.of(requirement.id, day)
    if requirement.scope == "transaction" or not objects:
        yield from _bound(requirement.for_each, root, None, world, rows)
        return
    for item in objects:
        yield from _bound(requirement.for_each, root.inside(item), item, world, rows)


def _bound(
    each: ForEach | None, scope: Scope, item: Obj | None, world: LawWorld, rows: EntryRows | None
) -> Iterator[Instance]:
    if each is None:
        yield Instance(scope, item, "", TRUE)
    elif each.over == "entry":
        if item is None:  # without an item no entry can be named, and none be ruled out
            yield Instance(scope, None, "", UNKNOWN)
            return
        at = world.root.inside(item)
        for code, truth in world.classifier.codes(each.lists, each.but, at):
            if rows and not world.law.has_row(rows.table, code.segments[0], rows.reasons):
                continue
            yield Instance(_naming(scope, each.name, code), item, str(code), truth, code)
    elif each.over == "party":
        yield from _parties(each, scope, item, world)
    else:
        yield from _members(each, scope, item, world)


def _rows_of(requirement: Requirement) -> EntryRows | None:
    """The rows of an official table without which the requirement says nothing of an entry; None where it has no such part."""
    if any("when" in version.body for version in requirement.versions) or requirement.for_each is None:
        return None
    parts = requirement.when.parts if isinstance(requirement.when, All) else (requirement.when,)
    return next((p for p in parts if isinstance(p, EntryRows) and p.name == requirement.for_each.name), None)


def _naming(scope: Scope, name: str, bound: Obj | Path) -> Scope:
    names = {**scope.names, name: bound}
    return Scope(scope.obj, scope.case, scope.outer, names, scope.provision, scope.day)


def has_role(party: Obj, roles: tuple[str, ...]) -> Truth:
    """Whether a party has one of the roles; a party without a stated role may have any."""
    stated = party.facts.get("role")
    if not roles:
        return TRUE
    if not isinstance(stated, SetValue):
        return UNKNOWN
    if stated.known & frozenset(roles):
        return TRUE
    return FALSE if stated.complete else UNKNOWN


def _parties(each: ForEach, scope: Scope, item: Obj | None, world: LawWorld) -> Iterator[Instance]:
    parties, complete, holder = world.evaluator.members("parties", scope)
    for party in parties:
        role = has_role(party, each.roles)
        if role is not FALSE:
            yield Instance(_naming(scope, each.name, party), item, party.path, role)
    if not complete:
        other = world.evaluator.unknown_member("parties", holder)
        yield Instance(_naming(scope, each.name, other), item, other.path, UNKNOWN)


def _members(each: ForEach, scope: Scope, item: Obj | None, world: LawWorld) -> Iterator[Instance]:
    objects, complete, holder = world.evaluator.members(each.over, scope)
    for obj in objects:
        yield Instance(_naming(scope, each.name, obj), item, obj.path, TRUE)
    if not complete:
        other = world.evaluator.unknown_member(each.over, holder)
        yield Instance(_naming(scope, each.name, other), item, other.path, UNKNOWN)
