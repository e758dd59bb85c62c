"""The instances of a requirement in one transaction: per item, and per entry, party or member that `for_each` binds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from attrs import define

from sekisho.law.compiled import Law
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

    _place: Scope
    item: Obj | None
    subject: str
    exists: Truth
    entry: Path | None = None
    _naming: str = ""  # the name that the entry gets at its place, which is made when somebody asks there

    @property
    def scope(self) -> Scope:
        """The place where the requirement asks, with the names that it bound."""
        if self._naming and self.entry is not None:
            self._place, self._naming = self._place.naming(self._naming, self.entry), ""
        return self._place


Binding: TypeAlias = tuple[Obj | Path | None, str, Truth]
"""What an instance is about: what `for_each` binds, how that is called, and how sure it exists."""

_ALONE: tuple[Binding, ...] = ((None, "", TRUE),)
_SOME_ENTRY: tuple[Binding, ...] = ((None, "", UNKNOWN),)


def bindings(each: ForEach | None, scope: Scope, world: LawWorld) -> Sequence[Binding]:
    """What the instances of a requirement at a place are about, in the order of the file."""
    if each is None:
        return _ALONE
    if each.over == "entry":  # without an item no entry can be named, and none be ruled out
        return _SOME_ENTRY
    name = "parties" if each.over == "party" else each.over
    members, complete, holder = world.evaluator.members(name, scope)
    if each.over == "party":
        found: list[Binding] = [
            (party, party.path, role)
            for party in members
            if (role := has_role(party, each.roles)) is not FALSE
        ]
    else:
        found = [(obj, obj.path, TRUE) for obj in members]
    if not complete:
        other = world.evaluator.unknown_member(name, holder)
        found.append((other, other.path, UNKNOWN))
    return found


def by_entry(requirement: Requirement, world: LawWorld) -> bool:
    """Are the instances of a requirement those of its items' entries?"""
    each = requirement.for_each
    if each is None or each.over != "entry" or requirement.scope == "transaction":
        return False
    items = world.case.root.lists.get("items")
    return items is not None and bool(items.objects)


def heads_of(requirement: Requirement, law: Law) -> frozenset[str] | None:
    """The first segments of the codes of which a requirement speaks, by an official table; None where it may speak of any."""
    key = ("heads", requirement.id)
    if key not in law.cache:
        rows = _rows_of(requirement)
        law.cache[key] = law.heads_with_rows(rows.table, rows.reasons) if rows is not None else None
    heads: frozenset[str] | None = law.cache[key]
    return heads


def _rows_of(requirement: Requirement) -> EntryRows | None:
    """The rows of an official table without which the requirement says nothing of an entry; None where it has no such part."""
    if any("when" in version.body for version in requirement.versions) or requirement.for_each is None:
        return None
    parts = requirement.when.parts if isinstance(requirement.when, All) else (requirement.when,)
    return next((p for p in parts if isinstance(p, EntryRows) and p.name == requirement.for_each.name), None)


def has_role(party: Obj, roles: tuple[str, ...]) -> Truth:
    """Whether a party has one of the roles; a party without a stated role may have any."""
    stated = party.facts.get("role")
    if not roles:
        return TRUE
    if not isinstance(stated, SetValue):
        return UNKNOWN
    if not stated.known.isdisjoint(roles):
        return TRUE
    return FALSE if stated.complete else UNKNOWN
