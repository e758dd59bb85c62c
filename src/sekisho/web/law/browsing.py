"""The law by authority and instrument."""

from __future__ import annotations

from sekisho.service.access import Permission
from sekisho.service.law import browsing

from ..asking import Ask
from ..pages import Page, Pages
from .common import pager_address, reading_of, shown, word_of
from .searching import warm

pages = Pages()


@pages.get("/law", template="law/front.html", may=Permission.LAW_READ)
def front(ask: Ask) -> Page:
    """The authorities, the lists, the ways into the law."""
    found = browsing.front(reading_of(ask))
    warm(ask)
    return shown(ask, found, ask.say("nav.law"))


@pages.get("/law/list/{id}", template="law/list.html", may=Permission.LAW_READ)
def control_list(ask: Ask, id: str) -> Page:
    """The headings of a control list."""
    found = browsing.control_list(reading_of(ask), id, page=ask.number("page", 1, 10_000))
    if found is not None:
        found["pager"]["address"] = pager_address(ask)
    return shown(ask, found)


@pages.get("/law/{authority}", template="law/authority.html", may=Permission.LAW_READ)
def authority(ask: Ask, authority: str) -> Page:
    """The instruments of one authority with their state on the day."""
    year = ask.number("year", 0, 2199) if ask.get("year") else None
    found = browsing.authority(
        reading_of(ask),
        authority,
        kind=word_of(ask, "kind"),
        state=word_of(ask, "state"),
        year=year,
        page=ask.number("page", 1, 10_000),
    )
    if found is not None:
        found["pager"]["address"] = pager_address(ask)
    return shown(ask, found)


@pages.get("/law/{authority}/{instrument}", template="law/instrument.html", may=Permission.LAW_READ)
def instrument(ask: Ask, authority: str, instrument: str) -> Page:
    """One instrument: its days, sources, relations, and what stands in it."""
    found = browsing.instrument(
        reading_of(ask), instrument, kind=word_of(ask, "kind"), page=ask.number("page", 1, 10_000)
    )
    if found is not None:
        found["pager"]["address"] = pager_address(ask)
        if found["authority"] != authority:
            found = None
    return shown(ask, found)
