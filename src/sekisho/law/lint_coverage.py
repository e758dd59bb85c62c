"""How much of the law is modelled: full, person and pointer, per instrument, per heading of a list, and per
coverage row.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from attrs import frozen

from sekisho.logic.conditions import Person, Unread

from .compiled import Law
from .lint_cycles import any_inside, conditions_of
from .model import Entry, Model, Requirement, Text


@frozen(kw_only=True)
class Share:
    """One line of the table. `of`: "instrument", "heading" or "law" (a coverage row, whose `state` says how
    far).

    `full`, `person`, `pointer`: entries (headings not counted); `duties`: requirements that are read;
    `duty_pointers`: requirements that are not.
    """

    of: Literal["instrument", "heading", "law"]
    id: str
    authority: str
    title: Text
    full: int = 0
    person: int = 0
    pointer: int = 0
    duties: int = 0
    duty_pointers: int = 0
    state: str = ""
    why: str = ""


def coverage_table(law: Law) -> tuple[Share, ...]:
    """The whole table: instruments, then headings of lists, then the coverage rows."""
    return (*_instruments(law), *_headings(law), *_rows(law))


def totals(shares: Iterable[Share]) -> dict[str, int]:
    """The sums over the instruments of a table."""
    lines = [share for share in shares if share.of == "instrument"]
    return {
        name: sum(getattr(line, name) for line in lines)
        for name in ("full", "person", "pointer", "duties", "duty_pointers")
    }


def _instruments(law: Law) -> Iterable[Share]:
    for instrument in law.instruments.values():
        entries = [e for e in law.entries.values() if e.instrument == instrument.id]
        duties = [
            r
            for r in law.requirements.values()
            if r.instrument == instrument.id and not r.id.startswith("coverage.")
        ]
        counts = _counted(law, entries)
        unread = sum(_is_unread(requirement) for requirement in duties)
        if entries or duties:
            yield Share(
                of="instrument",
                id=instrument.id,
                authority=instrument.authority,
                title=instrument.title,
                full=counts["full"],
                person=counts["person"],
                pointer=counts["pointer"],
                duties=len(duties) - unread,
                duty_pointers=unread,
            )


def _headings(law: Law) -> Iterable[Share]:
    by_heading: dict[str, list[Entry]] = {}
    for entry in law.entries.values():
        by_heading.setdefault(heading_of(entry), []).append(entry)
    for id, entries in by_heading.items():
        held = law.entries.get(id)
        counts = _counted(law, entries)
        yield Share(
            of="heading",
            id=id,
            authority=entries[0].authority,
            title=held.title if held is not None else {},
            full=counts["full"],
            person=counts["person"],
            pointer=counts["pointer"],
        )


def _rows(law: Law) -> Iterable[Share]:
    for row in law.coverage.values():
        yield Share(
            of="law", id=row.id, authority=row.authority, title=row.title, state=row.state, why=row.why
        )


def heading_of(entry: Entry) -> str:
    """The heading of an entry: the item of a list that counts in items, else the code without its letters."""
    return f"{entry.code.scheme}:{entry.code.segments[0]}"


def _counted(law: Law, entries: Iterable[Entry]) -> dict[Model, int]:
    counts: dict[Model, int] = {"full": 0, "person": 0, "pointer": 0}
    for entry in entries:
        if not law.is_heading(entry.id):
            counts[entry.model] += 1
    return counts


def _is_unread(requirement: Requirement) -> bool:
    return requirement.certainty == "pointer" or any(
        any_inside(condition, lambda node: isinstance(node, Unread))
        for condition in conditions_of(requirement)
    )


def needs_person(requirement: Requirement) -> bool:
    """True when a person's judgement stands in the requirement's own condition."""
    return any(
        any_inside(condition, lambda node: isinstance(node, Person))
        for condition in conditions_of(requirement)
    )
