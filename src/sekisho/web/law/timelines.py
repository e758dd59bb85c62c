"""The timeline of measures and countermeasures: the picture, and the same as a table."""

from __future__ import annotations

from datetime import date

from sekisho.service.access import Permission
from sekisho.service.law.timeline import Wanted, timeline

from ..asking import Ask
from ..pages import Page, Pages
from .common import LONGEST, day_of, kept, pager_address, reading_of, shown, word_of
from .overviews import authorities_of

pages = Pages()
YEARS = range(2018, 2028)
LATEST = 3
"""So many years back the timeline begins where nothing else is asked for."""


@pages.get("/law/timeline", template="law/timeline.html", may=Permission.LAW_READ)
def over_time(ask: Ask) -> Page:
    """Measures by authority over time, with what answers what and who says so."""
    return _page(ask)


@pages.post("/law/timeline", template="law/timeline.html", may=Permission.LAW_READ)
def over_time_of_party(ask: Ask) -> Page:
    """The same for the measures that name a party; a party's name is sent and never stands in an address."""
    return _page(ask, ask.field("party")[:LONGEST])


def _page(ask: Ask, party: str = "") -> Page:
    reading = reading_of(ask)
    year = ask.number("year", 0, 2199) if ask.get("year") else 0
    since = day_of(ask, "since") or (date(year, 1, 1) if year >= 1900 else None)
    until = day_of(ask, "until") or (date(year, 12, 31) if year >= 1900 else None)
    authorities, item, chosen = authorities_of(ask), word_of(ask, "item"), word_of(ask, "of")
    latest = not (since or until or authorities or item or party or chosen or ask.get("all"))
    if latest:
        since = date(reading.on.year - LATEST, 1, 1)
    wanted = Wanted(
        authorities=authorities,
        item=item,
        party=party,
        since=since,
        until=until,
        all=ask.get("all") == "1",
        selected=chosen,
        page=ask.number("page", 1, 10_000) if ask.get("page") else 0,
    )
    found = timeline(ask.office.law, ask.lang, wanted, reading.on, reading.settled)
    found["pager"]["address"] = pager_address(ask)
    return shown(
        ask,
        {
            "dated": reading.dated(*wanted.authorities),
            **found,
            "known": reading.known,
            "filters": {"authorities": list(wanted.authorities), "item": wanted.item, "party": wanted.party,
                        "year": year or None, "all": wanted.all, "of": wanted.selected},
            "authorities": list(ask.office.law.authorities),
            "years": list(YEARS),
            "since": since if latest else None,
            "names": {code: dict(one.name) for code, one in ask.office.law.authorities.items()},
            "kept": kept(ask),
        },
        ask.say("law.timeline"),
    )  # fmt: skip
