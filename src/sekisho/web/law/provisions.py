"""One provision, one entry, one group of places; and a check begun from a case that tests a provision."""

from __future__ import annotations

import json
from typing import Any

from sekisho.facts.write import read_document, remove_fact, set_fact
from sekisho.law.model import PartyRow, Provision
from sekisho.service import checks
from sekisho.service.access import Permission
from sekisho.service.answering import Recorder
from sekisho.service.forms import new_member
from sekisho.service.forms.applying import faults_of
from sekisho.service.law import entries, groups, provisions
from sekisho.service.law.reading import find
from sekisho.service.law.trying import beginning

from ..asking import Ask, Refused
from ..pages import Goto, Page, Pages
from .common import pager_address, reading_of, shown

pages = Pages()


@pages.get("/law/p/{provision}", template="law/provision.html", may=Permission.LAW_READ)
def provision(ask: Ask, provision: str) -> Page:
    """A provision with its state on the day, its words, its relations and the cases that test it."""
    reading = reading_of(ask)
    if provision in ask.office.law.entries:
        return _entry(ask, provision)
    found = provisions.provision(reading, provision, page=ask.number("page", 1, 10_000))
    if found is not None and "cases" in found:
        found["cases"]["pager"]["address"] = pager_address(ask)
    return shown(ask, found)


@pages.get("/law/entry/{code}", template="law/entry.html", may=Permission.LAW_READ)
def entry(ask: Ask, code: str) -> Page:
    """An entry of a control list with its limits over time and what is required for it."""
    return _entry(ask, code)


def _entry(ask: Ask, code: str) -> Page:
    found = entries.entry(reading_of(ask), code, page=ask.number("page", 1, 10_000))
    if found is not None:
        found["cases"]["pager"]["address"] = pager_address(ask)
    return shown(ask, found, template="law/entry.html")


@pages.get("/law/group/{id}", template="law/group.html", may=Permission.LAW_READ)
def group(ask: Ask, id: str) -> Page:
    """A group of places with its members on the day."""
    return shown(ask, groups.group(reading_of(ask), id))


@pages.post("/law/p/{provision}/try", may=Permission.CHECK_WRITE)
def try_it(ask: Ask, provision: str) -> Goto:
    """Begin a check with the transaction of a case that tests the provision."""
    reading = reading_of(ask)
    case = provisions.case_of(reading, provision, ask.field("case")[:200])
    if case is None:
        raise Refused(404, "law.no-such-case", mend="law.mend-search")
    title = f"{case.title} ({case.id})"
    made = checks.begin(
        ask.office, ask.actor, json.dumps(case.transaction, ensure_ascii=False), is_json=True, title=title
    )
    return Goto(f"/check/{made.id}")


@pages.post("/law/p/{provision}/begin", may=Permission.CHECK_WRITE)
def begin(ask: Ask, provision: str) -> Goto:
    """Begin a check with what a provision itself names; everything else is open, and what was filled in can be changed."""
    reading = reading_of(ask)
    _, thing = find(ask.office.law, provision)
    if not isinstance(thing, Provision | PartyRow):
        raise Refused(404, "page.wrong-404")
    named = beginning(reading, thing)
    document = read_document(checks.blank(ask.office))
    set_fact(document, "on", named["on"])
    for key in ("from", "to"):
        if key in named:
            set_fact(document, f"route.{key}", named[key])
    if "act" in named:
        set_fact(document, "act", named["act"])
    if named["description"] or "kind" in named:
        values: dict[str, Any] = {"description": named["description"]}
        if "kind" in named:
            values["kind"] = named["kind"]
        if "code" in named:
            list_id, _, code = str(named["code"]).partition(":")
            by = ask.say("law.try-by")
            values["classification"] = {
                list_id: {"codes": [code], "complete": "false", "as_of": named["on"], "by": by}
            }
        new_member(document, "items", values)
    if "party" in named:
        new_member(document, "parties", {**named["party"], "role": "end-user"}, prefix="p")
    if "code" in named and faults_of(
        document, Recorder(ask.office.law, ask.lang, ask.actor.name, ask.office.today())
    ):
        remove_fact(document, 'items["1"].classification')  # the list does not hold it on that day
        del named["code"]
    made = checks.begin(ask.office, ask.actor, document.text(), title=ask.say("law.try-title", provision))
    filled = [
        ask.say(f"law.try-{key}") for key in ("kind", "code", "from", "to", "act", "party") if key in named
    ]
    told = ask.say("law.try-filled", ", ".join(filled)) if filled else ask.say("law.try-nothing")
    return Goto(f"/check/{made.id}", told)
