"""Saving an answer, running a saved one again, looking at all of them anew. Nothing saved is changed by any of it."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from sekisho.facts import BadInput
from sekisho.service import jobs, saved
from sekisho.service.access import Permission
from sekisho.service.saved.keeping import HOWS

from ..asking import Ask, Refused
from ..check.area import open_check
from ..pages import Goto
from .common import NOT_THERE, pages


@pages.post("/check/{id}/save", may=Permission.SAVED_WRITE)
def save(ask: Ask, id: str) -> Goto:
    """Keep the answer of a check as it stands, under the days and readings of the address."""
    opened = open_check(ask, id)
    try:
        made = saved.save_check(ask.office, ask.actor, opened.check, opened.options, ask.field("note"))
    except BadInput:
        raise Refused(422, "check.faults") from None
    return Goto(f"/saved/{made}", ask.say("saved.saved"))


@pages.post("/saved/{id}/again", may=Permission.SAVED_WRITE)
def again(ask: Ask, id: str) -> Goto:
    """Run a saved transaction again; the new answer stands beside the old one."""
    how = ask.field("how")
    if how not in HOWS:
        raise Refused(400, "page.wrong-400", field="how")
    try:
        made = saved.run_again(ask.office, ask.actor, id, how, ask.field("note"))
    except saved.NoSuchSaved:
        raise Refused(404, NOT_THERE) from None
    except BadInput:
        raise Refused(422, "saved.unread-why") from None
    return Goto(f"/saved/{quote(id)}/compare?{urlencode({'b': made})}", ask.say("saved.ran"))


@pages.post("/saved/look", may=Permission.JOBS_RUN)
def look(ask: Ask) -> Goto:
    """Ask all saved transactions again on today's law, as a job; one that is under way is not begun twice."""
    running = saved.listed(ask.office, ask.actor, ask.lang, limit=1, seconds=0)["job"]
    if running:
        return Goto(f"/jobs/{running}")
    made = jobs.start(ask.office, ask.actor, "look-again", {})
    return Goto(f"/jobs/{made}", ask.say("saved.looks-started"))
