"""Rules about names: ids in their instrument, references that lead somewhere, places that exist."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

from sekisho.logic.conditions import (
    Classified,
    Condition,
    EntryRows,
    EntryUnder,
    Listed,
    PlaceTest,
    SomeEntry,
    children,
)
from sekisho.logic.values import Path

from .compare import compare
from .compiled import Law
from .groups import leaves
from .lint_cycles import conditions_of
from .model import MEASURE, LicenceKind, Provision, Relief, Requirement, Term
from .problems import Problem

AUTHORITIES = ("cn", "eu", "jp", "kr", "nl", "tw", "uk", "us")
"""Authorities whose instruments a relation may name although no file holds them."""


def ids(law: Law) -> Iterable[Problem]:
    """A provision's id begins with its instrument's; terms, licence kinds, tests and suspensions are free."""
    for provision in law.all_provisions():
        owner = provision.instrument
        if isinstance(provision, Term | LicenceKind) or not owner or ":" in provision.id:
            continue
        if provision.id.startswith("coverage.") or provision.id.startswith(f"{owner}."):
            continue
        message = (
            f"the id does not begin with the instrument's: write {owner}.{provision.id.rpartition('.')[2]}"
        )
        yield Problem(provision.file, provision.line, provision.id, message, rule="id")
    measures = {instrument.id for instrument in law.instruments.values() if instrument.kind == MEASURE}
    for provision in law.all_provisions():
        if provision.instrument in measures:
            message = f"stands in a {MEASURE!r}, which is there for the timeline alone; give {provision.instrument} its kind"
            yield Problem(provision.file, provision.line, provision.id, message, rule="measure")
    for instrument in law.instruments.values():
        if instrument.authority not in law.authorities and instrument.id not in measures:
            message = (
                f"no law/{instrument.authority.lower()}/authority.yaml declares {instrument.authority!r}"
            )
            yield Problem(instrument.file, 1, instrument.id, message, rule="dangling")


def references(law: Law) -> Iterable[Problem]:
    """Procedures, lists of parties, instruments of relations, reliefs that prevail: what is named exists."""
    for provision in law.all_provisions():
        procedure = getattr(provision, "procedure", "")
        if procedure and procedure not in law.procedures:
            yield _dangling(provision, f"no file declares the procedure {procedure!r}")
        if isinstance(provision, Relief):
            for id in provision.prevails_over:
                if id not in law.reliefs:
                    yield _dangling(provision, f"prevails over {id!r}, which is no relief")
        if isinstance(provision, Requirement):
            yield from _requirement(law, provision)
        for condition in conditions_of(provision):
            yield from _inside(law, provision, condition)
    for relation in law.relations:
        if relation.target_id not in law.instruments:
            held = law.instruments[relation.source_id]
            outside = relation.target_id.partition("-")[0]
            if outside not in AUTHORITIES:
                message = (
                    f"{relation.type} {relation.target_id!r}: no such instrument; ids begin with an authority"
                )
                yield Problem(held.file, 1, held.id, message, rule="dangling")
            elif outside.upper() in law.authorities:
                message = f"{relation.type} {relation.target_id!r}, which no file declares"
                yield Problem(held.file, 1, held.id, message, "warning", "dangling")
    yield from _compared(law)
    yield from _between(law)
    for row in law.coverage.values():
        if row.is_list and row.of not in law.lists:
            message = f"speaks of the list {row.of!r}, which no `lists:` declares"
            yield Problem("law/coverage", 0, f"coverage[{row.id}]", message, rule="dangling")


def _compared(law: Law) -> Iterable[Problem]:
    """What a cell of the comparison rests on is an instrument, a provision or a procedure of the law."""
    for row in compare(law, tuple(law.authorities)):
        for authority, cell in row.cells.items():
            for id in cell.rests_on:
                if not (id in law.instruments or id in law.procedures or law.provision(id)):
                    message = f"rests on {id!r}, which no file declares"
                    path = f"compare[{row.id}].{authority}"
                    yield Problem("law/compare", 0, path, message, rule="dangling")


def _between(law: Law) -> Iterable[Problem]:
    """Conflicts and orders of filing name requirements."""
    for name, rows, keys in (
        ("conflicts", law.conflicts, ("provisions",)),
        ("filing", law.filing, ("first", "then")),
    ):
        for row in rows:
            for key in keys:
                sides = row.get(key) or ()
                for side in [sides] if isinstance(sides, str) else sides:
                    for id in [side] if isinstance(side, str) else side:
                        if not any(
                            id == known or ("*" in id and fnmatchcase(known, id))
                            for known in law.requirements
                        ):
                            message = f"{key} names {id!r}, which is no requirement"
                            path = f"{name}[{row.get('id')}]"
                            yield Problem(str(row["file"]), int(row["line"]), path, message, rule="dangling")


def _requirement(law: Law, requirement: Requirement) -> Iterable[Problem]:
    if not requirement.reach and requirement.requires not in {"conduct", "finding"}:
        yield _dangling(
            requirement, "has no `reach`: the term that says when this law touches a transaction", "reach"
        )
    if requirement.for_each is not None:
        for path in (*requirement.for_each.lists, *requirement.for_each.but):
            yield from _code(law, requirement, path)


def _inside(law: Law, provision: Provision, condition: Condition) -> Iterable[Problem]:
    match condition:
        case Classified(paths=paths, but=but) | EntryUnder(paths=paths, but=but):
            for path in (*paths, *but):
                yield from _code(law, provision, path)
        case SomeEntry(paths=paths, but=but):
            for path in (*paths, *but):
                yield from _code(law, provision, path)
        case EntryRows(table=table):
            if table not in law.row_tables:
                yield _dangling(provision, f"asks for the rows {table!r}, which no list has")
        case Listed(list=list_id):
            declared = law.lists.get(list_id)
            if list_id not in law.parties and not (declared is not None and declared.parties):
                yield _dangling(provision, f"asks for the list of parties {list_id!r}, which has no rows")
        case PlaceTest(group=group):
            for leaf in leaves(group):
                if leaf not in law.groups and leaf not in law.places:
                    yield _dangling(provision, f"names {leaf!r}, which is neither a place nor a group")
        case _:
            pass
    for child in children(condition):
        yield from _inside(law, provision, child)


def _code(law: Law, provision: Provision, path: Path) -> Iterable[Problem]:
    if path.scheme not in law.lists:
        yield _dangling(provision, f"names the list {path.scheme!r}, which no `lists:` declares")
    elif not law.entries_under((path,)) and not law.tabled(path):
        message = f"names {path}, where no entry stands: only a claimed code can meet it"
        whole = law.lists[path.scheme].whole
        severity = "error" if whole else "warning"
        yield Problem(provision.file, provision.line, provision.id, message, severity, "dangling")


def places(law: Law) -> Iterable[Problem]:
    """The members of groups are places or groups, and no group contains itself."""
    for group in law.groups.values():
        for expression, _, _ in group.rows:
            for leaf in leaves(expression):
                if leaf not in law.groups and leaf not in law.places:
                    message = f"names {leaf!r}, which is neither a place nor a group"
                    yield Problem("law/groups", 0, f"groups[{group.id}]", message, rule="dangling")
        if _reaches(law, group.id, group.id, set()):
            yield Problem("law/groups", 0, f"groups[{group.id}]", "contains itself", rule="cycle")
    for place in law.places.values():
        if place.parent and place.parent not in law.places:
            message = f"lies in {place.parent!r}, which is not declared"
            yield Problem("law/places.yaml", 0, f"places[{place.id}]", message, rule="dangling")


def _reaches(law: Law, start: str, goal: str, seen: set[str]) -> bool:
    for expression, _, _ in law.groups[start].rows:
        for leaf in leaves(expression):
            if leaf == goal:
                return True
            if leaf in law.groups and leaf not in seen:
                seen.add(leaf)
                if _reaches(law, leaf, goal, seen):
                    return True
    return False


def _dangling(provision: Provision, message: str, rule: str = "dangling") -> Problem:
    return Problem(provision.file, provision.line, provision.id, message, rule=rule)
