"""What changed in the law between two days, by day and instrument."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sekisho.law.compiled import Law
from sekisho.law.diff import Change, changes
from sekisho.law.force import boundaries

from .instruments import Filter, parties_named
from .reading import Json, Reading, last_at, page_of

GROUPS_A_PAGE = 50
MEMBERS = 8
_KEPT = 24
_DAY = timedelta(days=1)


def found_changes(
    law: Law, first: date, second: date, chosen: Filter, known: date | None = None
) -> list[Change]:
    """Everything that differs between two days and fits a filter; a named party keeps the list to its rows."""
    wanted: set[str] | None = None
    if chosen.party:
        wanted = {row.id for row in parties_named(law, chosen.party)}
    instruments: set[str] | None = None
    if not chosen.party and (chosen.item or chosen.kind):
        instruments = {instrument.id for instrument in chosen.instruments(law)}
    return [
        change
        for change in _all(law, min(first, second), max(first, second), known)
        if (chosen.authorities is None or change.authority in chosen.authorities)
        and (wanted is None or change.id in wanted)
        and (instruments is None or change.instrument in instruments)
    ]


def _all(law: Law, first: date, second: date, known: date | None) -> tuple[Change, ...]:
    """What `sekisho.law.diff` finds, asked with days on which something changed: there are few, so that it can be kept."""
    days = _days(law)
    key = (last_at(days, first), last_at(days, second), known)
    book: dict[Any, tuple[Change, ...]] = law.cache.setdefault("changes between days", {})
    found = book.get(key)
    if found is None:
        for old in list(book)[: max(0, len(book) + 1 - _KEPT)]:
            book.pop(old, None)
        found = book[key] = changes(law, *key)
    return found


def _days(law: Law) -> list[date]:
    """Every day on which something in the law changes."""
    days: list[date] | None = law.cache.get("days of change")
    if days is None:
        things: list[Any] = [*law.all_provisions(), *law.party_rows.values()]
        found = {day for thing in things for day in boundaries(law, thing)}
        for group in law.groups.values():
            for _, start, until in group.rows:
                found |= {start} if start else set()
                found |= {until, until + _DAY} if until else set()
        days = law.cache["days of change"] = sorted(found)
    return days


def together(found: Iterable[Change]) -> list[list[Change]]:
    """The changes of one kind that one instrument made on one day, together, newest day first."""
    groups: dict[tuple[Any, ...], list[Change]] = {}
    for change in found:
        key = (change.on, change.instrument, change.what, change.authority, change.by)
        groups.setdefault(key, []).append(change)
    return sorted(groups.values(), key=lambda those: (-those[0].on.toordinal(), those[0].instrument))


def changed(reading: Reading, first: date, second: date, chosen: Filter, *, page: int = 1) -> Json:
    """The changes between two days for a page: grouped, with the parts of the law that changed as references."""
    first, second = min(first, second), max(first, second)
    found = found_changes(reading.law, first, second, chosen, reading.settled)
    rows, pager = page_of(together(found), page, GROUPS_A_PAGE)
    return {
        "dated": reading.dated(*(chosen.authorities or ())),
        "from": first,
        "to": second,
        "rows": [_row(reading, those) for those in rows],
        "count": len(found),
        "pager": pager,
        "filters": {
            "authorities": list(chosen.authorities or ()),
            "item": chosen.item or "",
            "party": chosen.party or "",
            "kind": chosen.kind or "",
        },
    }


def _row(reading: Reading, those: list[Change]) -> Json:
    one = those[0]
    return {
        "on": one.on,
        "what": one.what,
        "authority": one.authority,
        "instrument": reading.ref(one.instrument) if one.instrument else None,
        "by": [reading.ref(id) for id in one.by],
        "members": [
            {**reading.ref(change.id), "before": change.before, "after": change.after}
            for change in those[:MEMBERS]
        ],
        "count": len(those),
    }
