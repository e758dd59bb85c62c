"""What changed in the law between two days, as data."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, TypeAlias

from attrs import frozen

from sekisho.logic.truth import FALSE, TRUE, Truth

from .compiled import Law
from .force import body_on, boundaries, force, version_on
from .groups import leaves
from .model import Group, PartyRow, Provision, Term

What: TypeAlias = Literal["begins", "ends", "suspended", "resumes", "uncertain", "words"]
_WORDS = ("when", "policy", "requires", "hs_hint")


@frozen(kw_only=True)
class Change:
    """One provision, listed party or group that is not on the second day as it was on the first.

    `on`: the last day between them on which it changed. `before`, `after`: "true", "unknown" or "false" (its
    force; of a group, its members). `what`: "begins", "ends", "suspended", "resumes", "uncertain" (its state
    is open), "words" (in force on both days with other conditions). `by`: the suspensions that did it.
    """

    on: date
    what: What
    id: str
    instrument: str
    authority: str
    before: str
    after: str
    by: tuple[str, ...] = ()


def changes(law: Law, first: date, second: date, known: date | None = None) -> tuple[Change, ...]:
    """Everything that differs between two days, by day and id. `known`: as known on that day (all)."""
    if second < first:
        first, second = second, first
    found: list[Change] = []
    everything: list[Provision | PartyRow] = [*law.all_provisions(), *law.party_rows.values()]
    for provision in everything:
        change = _of(law, provision, first, second, known)
        if change is not None:
            found.append(change)
    for group in law.groups.values():
        found.extend(_of_group(group, first, second))
    return tuple(sorted(found, key=lambda change: (change.on, change.id)))


def _of(
    law: Law, provision: Provision | PartyRow, first: date, second: date, known: date | None
) -> Change | None:
    days = [day for day in boundaries(law, provision) if first < day <= second]
    if not days:
        return None
    before, _ = force(law, provision, first, known)
    after, _ = force(law, provision, second, known)
    stood, stands = (version_on(provision, day, known) is not None for day in (first, second))
    what = _what(before, after, stood, stands)
    if what is None:
        if (
            after == FALSE
            or isinstance(provision, PartyRow)
            or not _reworded(provision, first, second, known)
        ):
            return None
        what = "words"
    return Change(
        on=days[-1],
        what=what,
        id=provision.id,
        instrument=provision.instrument,
        authority=provision.authority,
        before=before.word,
        after=after.word,
        by=_by(law, provision, first, second) if what in {"suspended", "resumes", "uncertain"} else (),
    )


def _what(before: Truth, after: Truth, stood: bool, stands: bool) -> What | None:
    """What happened, from the force on both days and whether a version was valid then: what never stood does not resume,
    and what has run out is not suspended.
    """
    if before == after:
        return None
    if after == TRUE:
        return "resumes" if stood and before == FALSE else "begins"
    if after == FALSE:
        return "suspended" if stands else "ends"
    return "uncertain"


def _by(law: Law, provision: Provision | PartyRow, first: date, second: date) -> tuple[str, ...]:
    """The suspensions that run between the days; none for a term, for what a word means is not stopped."""
    if isinstance(provision, Term):
        return ()
    return tuple(s.id for s in law.suspensions_of(provision.id) if _touches(s.start, s.until, first, second))


def _reworded(provision: Provision, first: date, second: date, known: date | None) -> bool:
    return any(
        body_on(provision, key, first, known) != body_on(provision, key, second, known)
        for key in _WORDS
        if hasattr(provision, key)
    )


def _touches(start: date, until: date | None, first: date, second: date) -> bool:
    return start <= second and (until is None or until >= first)


def members_on(group: Group, day: date) -> frozenset[str]:
    """The places and groups that the rows of a group name on a day."""
    found: set[str] = set()
    for expression, start, until in group.rows:
        if (start is None or start <= day) and (until is None or day <= until):
            found.update(leaves(expression))
    return frozenset(found)


def _of_group(group: Group, first: date, second: date) -> Iterable[Change]:
    before, after = members_on(group, first), members_on(group, second)
    if before != after:
        days = [start for _, start, _ in group.rows if start is not None and first < start <= second]
        days += [until for _, _, until in group.rows if until is not None and first <= until < second]
        yield Change(
            on=max(days, default=second),
            what="words",
            id=group.id,
            instrument="",
            authority=group.authority,
            before=", ".join(sorted(before)),
            after=", ".join(sorted(after)),
        )
