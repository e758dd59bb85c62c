"""The lists with their age, and one listed party."""

from __future__ import annotations

from sekisho.service.access import Permission
from sekisho.service.screening.keeping import lists_of, sum_of_lists
from sekisho.service.screening.listing import by_authority, party_of
from sekisho.service.screening.room import NotOpen

from ..asking import Ask, Refused
from ..pages import Page
from .common import opening_of, pages


@pages.get("/screen/lists", template="screen/lists.html", may=Permission.SCREEN_READ)
def lists(ask: Ask) -> Page:
    """Every list that the law or a source knows with its age in days; those that are missing stand first."""
    opening = opening_of(ask)
    screener = ask.office.lists.screener
    found = lists_of(screener) if screener is not None else []
    data = {
        "opening": opening,
        "lists": found,
        "short": sum_of_lists(found) if found else None,
        "on": str(ask.office.today()),
    }
    return Page(data, ask.say("screen.lists"))


@pages.get("/screen/party/{source}/{id:path}", template="screen/party.html", may=Permission.SCREEN_READ)
def party(ask: Ask, source: str, id: str) -> Page:
    """One listed party: names, aliases, lists, dates, source, and what standing there means under each law."""
    try:
        screener = ask.office.screener(ask.actor.workspace, wait=10)
    except NotOpen:
        raise Refused(503, "screen.not-open") from None
    found = party_of(screener, source, id)
    if found is None:
        raise Refused(404, "screen.no-party")
    return Page(
        {"party": found, "by_authority": by_authority(found["consequences"])},
        found["names"][0]["text"] if found["names"] else id,
    )
