"""What saved transactions would answer now: looked at quickly, kept under the day, the law and the engine, never saved as an answer."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

import sekisho
from sekisho.facts import BadInput
from sekisho.law.compiled import Law
from sekisho.law.days import Event, events_of
from sekisho.service.histories import moved_to
from sekisho.service.office import Office
from sekisho.service.summaries import Summary, change_between, changed_lanes, summary_of
from sekisho.store import saved as rows

from .keeping import _how, determined

if TYPE_CHECKING:
    from sekisho.logic.objects import Case

LOG: Final = logging.getLogger("sekisho.saved")
AHEAD: Final = timedelta(days=90)
"""So far ahead it is looked whether the law that is known turns an answer."""
_FORM: Final = 2  # raise it where a look holds something else than before
_DAYS: Final = "days on which something happens"


def under_of(office: Office) -> str:
    """Under what a look is kept: another day, another law or another engine needs another look."""
    return f"{_FORM}|{office.today().isoformat()}|{office.law.hash}|{sekisho.__version__}"


def look(office: Office, saved: rows.Saved) -> dict[str, Any]:
    """What a saved transaction answers now: the summary, or why it cannot be read any more.

    Where Sekisho itself fails on it, that is said too: one transaction must not hide all the others.
    """
    try:
        return _looked(office, saved)
    except BadInput as bad:
        return {"faults": [str(problem) for problem in bad.problems]}
    except Exception as fault:
        LOG.exception("saved answer %s could not be looked at", saved.id)
        return {"faults": [type(fault).__name__], "failed": True}


def change_of(before: Summary, found: Mapping[str, Any]) -> str:
    """What a look says of a saved answer: "same", "outcome", "reasons", "unread" or "failed"."""
    if "faults" in found:
        return "failed" if found.get("failed") else "unread"
    return change_between(before, found["summary"])


def _looked(office: Office, saved: rows.Saved) -> dict[str, Any]:
    found = determined(office, saved, "now")
    case = found.case
    summary: Summary = summary_of(found)
    return {
        "on": _iso(case.on),
        "summary": summary,
        "turns": _turns(office, saved, case, summary),
        "declared": [
            {"what": one.what, "by": one.by, "on": _iso(one.on), "until": _iso(one.until)}
            for one in case.declarations
        ],
    }


def _turns(office: Office, saved: rows.Saved, case: Case, summary: Summary) -> list[dict[str, Any]]:
    """The coming days on which law that is known today makes another answer of it, with the authorities."""
    if case.on is None:
        return []
    turns = []
    for day in days_ahead(office.law, max(case.on, office.today()), office.today() + AHEAD):
        then = evolve(moved_to(case, day), known=None)
        other = summary_of(office.engine.determine(then, **_how(saved)))
        changed = changed_lanes(summary, other)
        if changed:
            turns.append({"on": day.isoformat(), "changed": changed})
            summary = other
    return turns


def days_ahead(law: Law, after: date, until: date) -> list[date]:
    """The days in a stretch on which something happens in the law as it is known."""
    return [day for day in happenings(law) if after < day <= until]


def happenings(law: Law) -> dict[date, list[Event]]:
    """What happens in the law, by day; worked out once and kept with the law."""
    found: dict[date, list[Event]] | None = law.cache.get(_DAYS)
    if found is None:
        found = law.cache[_DAYS] = events_of(law)
    return found


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def look_at(
    office: Office, workspace: str, ids: Iterable[str], *, seconds: float | None = None
) -> dict[str, dict[str, Any]]:
    """What saved transactions answer now, by id: what was looked at before, and what can be in the time.

    `seconds`: how long it may take; what is left out then is for a job. None: until all are done.
    """
    wanted = list(ids)
    under = under_of(office)
    with office.database.read() as tx:
        found = rows.looks(tx, workspace, wanted, under)
    end = None if seconds is None else time.monotonic() + seconds
    for id in wanted:
        if id in found:
            continue
        if end is not None and time.monotonic() > end:
            break
        with office.database.read() as tx:
            saved = rows.get(tx, workspace, id)
        found[id] = look(office, saved)
        with office.database.begin() as tx:
            rows.keep_look(tx, workspace, id, under, found[id])
    return found
