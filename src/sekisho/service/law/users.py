"""What in the law uses what: requirements over an entry, provisions that name a term, exceptions from a duty.

Worked out once per law and kept with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import define, field

from sekisho.law.compiled import Law, is_under
from sekisho.law.groups import leaves
from sekisho.law.lint_cycles import conditions_of
from sekisho.law.model import Entry
from sekisho.logic.conditions import (
    Classified,
    Condition,
    EntryRows,
    EntryUnder,
    Person,
    PlaceTest,
    SomeEntry,
    TermRef,
    children,
)
from sekisho.logic.values import Path


@define(eq=False)
class Users:
    """Who uses a term, a test, a group, a duty, an exception; and which provisions speak of which codes."""

    by_id: dict[str, dict[str, None]] = field(factory=dict)
    by_head: dict[tuple[str, str], list[tuple[Path, tuple[Path, ...], str]]] = field(factory=dict)
    by_table: dict[str, dict[str, None]] = field(factory=dict)

    def of(self, id: str) -> tuple[str, ...]:
        """The provisions that name an id, in the order of the files."""
        return tuple(self.by_id.get(id, ()))

    def of_entry(self, entry: Entry) -> tuple[tuple[str, bool], ...]:
        """The provisions that speak of an entry, each with whether they name it or one above it closely (not the whole list)."""
        found: dict[str, bool] = {}
        for head in (entry.code.segments[0], "*"):
            for path, but, user in self.by_head.get((entry.code.scheme, head), ()):
                if is_under(entry.code, path) and not any(is_under(entry.code, out) for out in but):
                    found[user] = found.get(user, False) or head != "*"
        return tuple(sorted(found.items(), key=lambda pair: not pair[1]))


def users(law: Law) -> Users:
    """The index of a law."""
    found: Users | None = law.cache.get("users")
    if found is None:
        found = law.cache["users"] = _built(law)
    return found


def _built(law: Law) -> Users:
    made = Users()

    def note(used: str, user: str) -> None:
        if used and used != user:
            made.by_id.setdefault(used, {})[user] = None

    for provision in law.all_provisions():
        user = provision.id
        for name in ("reach", "to", "target", "procedure"):
            note(str(getattr(provision, name, "") or ""), user)
        for name in ("lifts", "bars", "serves"):
            selector = getattr(provision, name, None)
            for used in selector.of if selector is not None else ():
                note(used, user)
        for used in (*getattr(provision, "yields_to", ()), *getattr(provision, "prevails_over", ())):
            note(used, user)
        each = getattr(provision, "for_each", None)
        if each is not None:
            _speaks(made, each.lists, each.but, user)
        for condition in _conditions(provision):
            _gather(made, condition, user, note)
    for group in law.groups.values():
        for expression, _, _ in group.rows:
            for leaf in leaves(expression):
                if leaf in law.groups:
                    note(leaf, group.id)
    for suspension in law.suspensions.values():
        for used in suspension.of:
            note(used, suspension.id)
    return made


def _conditions(provision: Any) -> Iterable[Condition]:
    yield from conditions_of(provision)
    bodies = (version.body.get("policy", ()) for version in provision.versions)
    for rows in (getattr(provision, "policy", ()), *bodies):
        yield from (row.when for row in rows)


def _gather(made: Users, node: Condition, user: str, note: Any) -> None:
    match node:
        case TermRef(term):
            note(term, user)
        case Person(test):
            note(test, user)
        case PlaceTest(_, group, _):
            for leaf in leaves(group):
                note(leaf, user)
        case Classified(paths, but) | EntryUnder(_, paths, but) | SomeEntry(_, paths, but):
            _speaks(made, paths, but, user)
        case EntryRows(table):
            made.by_table.setdefault(table, {})[user] = None
    for child in children(node):
        _gather(made, child, user, note)


def _speaks(made: Users, paths: tuple[Path, ...], but: tuple[Path, ...], user: str) -> None:
    for path in paths:
        made.by_head.setdefault((path.scheme, path.segments[0]), []).append((path, but, user))
