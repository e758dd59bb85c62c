"""What saved transactions would answer now: looked at quickly, kept under the day, the law and the engine, never saved as an answer."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any

import sekisho
from sekisho.facts import BadInput
from sekisho.service.office import Office
from sekisho.service.summaries import Summary, summary_of
from sekisho.store import saved as rows

from .keeping import determined


def under_of(office: Office) -> str:
    """Under what a look is kept: another day, another law or another engine needs another look."""
    return f"{office.today().isoformat()}|{office.law.hash}|{sekisho.__version__}"


def look(office: Office, saved: rows.Saved) -> dict[str, Any]:
    """What a saved transaction answers now: the summary, or why it cannot be read any more."""
    try:
        found = determined(office, saved, "now")
    except BadInput as bad:
        return {"faults": [str(problem) for problem in bad.problems]}
    on = found.case.on
    summary: Summary = summary_of(found)
    return {"on": on.isoformat() if on is not None else None, "summary": summary}


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
