"""Who said what: every stated fact with person, day and paper, and every change that was ever made."""

from __future__ import annotations

from sekisho.service import checks
from sekisho.service.access import Permission
from sekisho.service.stated import change_rows, stated_rows

from ..asking import Ask
from ..pages import Page
from .area import frame, open_check, pages


@pages.get("/check/{id}/facts", template="check/facts.html", may=Permission.CHECK_READ)
def facts(ask: Ask, id: str) -> Page:
    """Facts: value, who said so, when, on what paper; below, what was changed and when."""
    opened = open_check(ask, id)
    lines = checks.revisions(ask.office, ask.actor, opened.check)
    data = {
        **frame(ask, opened, "facts"),
        "stated": stated_rows(opened.document, ask.office.law, ask.lang),
        "changes": change_rows(lines, ask.office, ask.actor, ask.lang),
    }
    return Page(data, ask.say("check.facts-title"))
