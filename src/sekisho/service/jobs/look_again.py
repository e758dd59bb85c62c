"""The job that asks all saved transactions again on today's law. The saved answers stay as they were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from sekisho.service.access import Permission
from sekisho.service.office import Office
from sekisho.service.saved.looking import change_of, look, under_of
from sekisho.store import NotThere, Transaction
from sekisho.store import saved as rows

from .kinds import Kind
from .running import Running


def run(office: Office, params: Mapping[str, Any], job: Running) -> dict[str, Any]:
    """Look at every saved transaction under the law of now, and say which answers are not what they were."""
    under = under_of(office)
    job.rest_on(under)
    if "ids" not in job.noted:
        with office.database.read() as tx:
            job.note(ids=list(rows.ids(tx, job.job.workspace)))
    ids = job.noted["ids"]
    job.total(len(ids))
    job.say("jobs-looking-again")
    for number, id in enumerate(ids):
        if number in job.done:
            continue
        try:
            with office.database.read() as tx:
                saved = rows.get(tx, job.job.workspace, id)
        except NotThere:
            job.keep(number, {"id": id, "change": "gone"})
            continue
        job.at(saved.title or id)
        found = look(office, saved)
        change = change_of(saved.summary, found)

        def keep(tx: Transaction, id: str = id, found: dict[str, Any] = found) -> None:
            rows.keep_look(tx, job.job.workspace, id, under, found)

        job.keep(number, {"id": id, "title": saved.title, "change": change}, keep)
    counts: Counter[str] = Counter()
    changed = []
    for _, part in job.parts():
        counts[part["change"]] += 1
        if part["change"] != "same" and part["change"] != "gone":
            changed.append(part)
    return {"files": [], "counts": dict(counts), "changed": changed, "law": office.law.hash}


KINDS: Final = (Kind("look-again", run, Permission.SAVED_READ),)
