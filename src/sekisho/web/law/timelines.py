"""The timeline of measures and countermeasures: the picture, and the same as a table."""

from __future__ import annotations

import csv
import io
from datetime import date

from attrs import evolve

from sekisho.service.access import Permission
from sekisho.service.law.timeline import Wanted, timeline

from ..asking import Ask
from ..pages import File, Page, Pages
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


@pages.get("/law/timeline.csv", may=Permission.LAW_READ, json=False)
def as_table(ask: Ask) -> File:
    """The measures of the timeline as a table for a spreadsheet, all pages of it, with what each answers and the sources."""
    reading = reading_of(ask)
    wanted, _ = _wanted(ask, "")
    found = timeline(ask.office.law, ask.lang, evolve(wanted, page=0), reading.on, reading.settled, size=None)
    out = io.StringIO()
    table = csv.writer(out)
    heads = ("published", "authority", "id", "title", "citation", "native", "kind", "state", "law.from", "law.until", "checked",
             "relations", "sources")  # fmt: skip
    table.writerow([ask.say("state-on", reading.on) if head == "state" else ask.say(head) for head in heads])
    for row in found["rows"]:
        told = [
            f"{one['word']} {one['id']}: {one['claim']} {one['source']}".strip() for one in row["relations"]
        ]
        table.writerow(
            _plain(cell)
            for cell in (
                row["published"], row["authority"], row["id"], row["name"], row["citation"], row["native"],
                ask.say(f"law.kind-{row['kind']}"), ask.say(f"law.state-{row['state']}"), row["from"], row["until"],
                row["checked"], "\n".join(told), "\n".join(source["url"] for source in row["sources"]),
            )
        )  # fmt: skip
    name = f"sekisho-timeline-{reading.on}.csv"
    return File(b"\xef\xbb\xbf" + out.getvalue().encode(), "text/csv; charset=utf-8", name)


def _plain(cell: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    words = "" if cell is None else str(cell)
    return f"'{words}" if words.startswith(("=", "+", "-", "@", "\t")) else words


def _page(ask: Ask, party: str = "") -> Page:
    reading = reading_of(ask)
    wanted, latest = _wanted(ask, party)
    found = timeline(ask.office.law, ask.lang, wanted, reading.on, reading.settled)
    found["pager"]["address"] = pager_address(ask)
    return shown(
        ask,
        {
            "dated": reading.dated(*wanted.authorities),
            **found,
            "known": reading.known,
            "filters": {"authorities": list(wanted.authorities), "item": wanted.item, "party": wanted.party,
                        "year": _year(ask) or None, "all": wanted.all, "of": wanted.selected},
            "authorities": list(ask.office.law.authorities),
            "years": list(YEARS),
            "since": wanted.since if latest else None,
            "names": {code: dict(one.name) for code, one in ask.office.law.authorities.items()},
            "kept": kept(ask),
        },
        ask.say("law.timeline"),
    )  # fmt: skip


def _wanted(ask: Ask, party: str) -> tuple[Wanted, bool]:
    """What the address asks for, and whether it asks for nothing, so that the latest years are meant."""
    year = _year(ask)
    since = day_of(ask, "since") or (date(year, 1, 1) if year >= 1900 else None)
    until = day_of(ask, "until") or (date(year, 12, 31) if year >= 1900 else None)
    authorities, item, chosen = authorities_of(ask), word_of(ask, "item"), word_of(ask, "of")
    latest = not (since or until or authorities or item or party or chosen or ask.get("all"))
    if latest:
        since = date(reading_of(ask).on.year - LATEST, 1, 1)
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
    return wanted, latest


def _year(ask: Ask) -> int:
    return ask.number("year", 0, 2199) if ask.get("year") else 0
