"""One provision, one entry, one group of places; and a check begun from a case that tests a provision."""

from __future__ import annotations

import json

from sekisho.service import checks
from sekisho.service.access import Permission
from sekisho.service.law import entries, groups, provisions

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
