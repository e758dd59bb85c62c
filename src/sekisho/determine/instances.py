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
    root = world.root.of(requirement.id, day)
    if requirement.scope == "transaction" or not objects:
        yield from _bound(requirement.for_each, root, None, world)
        return
    for item in objects:
        yield from _bound(requirement.for_each, root.inside(item), item, world)


def by_entry(requirement: Requirement, world: LawWorld) -> bool:
    """Are the instances of a requirement those of its items' entries?"""
    each = requirement.for_each
    if each is None or each.over != "entry" or requirement.scope == "transaction":
        return False
    items = world.case.root.lists.get("items")
    return items is not None and bool(items.objects)


def codes_of(requirement: Requirement, item: Obj, world: LawWorld) -> Iterator[tuple[Path, Truth]]:
    """The codes of an item's entries for which a requirement makes instances, and how sure each is met."""
    each, law = requirement.for_each, world.law
    if each is None:
        return
    key = ("heads", requirement.id)
    if key not in law.cache:
        rows = _rows_of(requirement)
        law.cache[key] = law.heads_with_rows(rows.table, rows.reasons) if rows is not None else None
    heads: frozenset[str] | None = law.cache[key]
    for pair in world.classifier.codes(each.lists, each.but, world.root.inside(item)):
        if heads is None or pair[0].segments[0] in heads:
            yield pair


def _bound(each: ForEach | None, scope: Scope, item: Obj | None, world: LawWorld) -> Iterator[Instance]:
    if each is None:
        yield Instance(scope, item, "", TRUE)
    elif each.over == "entry":  # without an item no entry can be named, and none be ruled out
        yield Instance(scope, None, "", UNKNOWN)
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


def naming(scope: Scope, name: str, bound: Obj | Path) -> Scope:
    """The place of an instance that is about a party, a member or an entry."""
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
            yield Instance(naming(scope, each.name, party), item, party.path, role)
    if not complete:
        other = world.evaluator.unknown_member("parties", holder)
        yield Instance(naming(scope, each.name, other), item, other.path, UNKNOWN)


def _members(each: ForEach, scope: Scope, item: Obj | None, world: LawWorld) -> Iterator[Instance]:
    objects, complete, holder = world.evaluator.members(each.over, scope)
    for obj in objects:
        yield Instance(naming(scope, each.name, obj), item, obj.path, TRUE)
    if not complete:
        other = world.evaluator.unknown_member(each.over, holder)
        yield Instance(naming(scope, each.name, other), item, other.path, UNKNOWN)
