"""Overviews: side by side, correspondence of lists, conflicts, coverage, words of the law, what changed."""

from __future__ import annotations

from datetime import date

from sekisho.service.access import Permission
from sekisho.service.law import changes, corresponding, overviews
from sekisho.service.law.instruments import Filter

from ..asking import Ask, Refused
from ..pages import Page, Pages
from .common import LONGEST, day_of, kept, pager_address, reading_of, shown, word_of

pages = Pages()


@pages.get("/law/changes", template="law/changes.html", may=Permission.LAW_READ)
def changed(ask: Ask) -> Page:
    """What changed between two days; a year up to the day where the address names none."""
    return _changed(ask)


@pages.post("/law/changes", template="law/changes.html", may=Permission.LAW_READ)
def changed_of_party(ask: Ask) -> Page:
    """The same for the listings of a party; a party's name is sent and never stands in an address."""
    return _changed(ask, ask.field("party")[:LONGEST])


def _changed(ask: Ask, party: str = "") -> Page:
    reading = reading_of(ask)
    second = day_of(ask, "to") or reading.on
    first = day_of(ask, "from") or _year_before(second)
    chosen = Filter(
        item=word_of(ask, "item") or None,
        party=party or None,
        authorities=authorities_of(ask) or None,
        kind=word_of(ask, "kind") or None,
    )
    found = changes.changed(reading, first, second, chosen, page=ask.number("page", 1, 10_000))
    found["pager"]["address"] = pager_address(ask)
    found["kept"] = kept(ask)
    found["authorities"] = list(ask.office.law.authorities)
    return shown(ask, found, ask.say("law.changes"))


@pages.get("/law/compare", template="law/compare.html", may=Permission.LAW_READ)
def compared(ask: Ask) -> Page:
    """The systems of some authorities point by point."""
    wanted = [code.upper() for code in ask.all("of")][:8]
    return shown(ask, overviews.side_by_side(reading_of(ask), wanted), ask.say("law.compare"))


@pages.get("/law/correspond", template="law/correspond.html", may=Permission.LAW_READ)
def correspond(ask: Ask) -> Page:
    """How other lists number what a code names."""
    return shown(
        ask, corresponding.correspondence(reading_of(ask), word_of(ask, "code")), ask.say("law.correspond")
    )


@pages.get("/law/conflicts", template="law/conflicts.html", may=Permission.LAW_READ)
def conflicts(ask: Ask) -> Page:
    """Duties of several authorities that conflict."""
    return shown(ask, overviews.conflicts(reading_of(ask)), ask.say("law.conflicts"))


@pages.get("/law/coverage", template="law/coverage.html", may=Permission.LAW_READ)
def coverage(ask: Ask) -> Page:
    """How far each law and list is read."""
    return shown(ask, overviews.coverage(reading_of(ask)), ask.say("law.coverage"))


@pages.get("/law/glossary", template="law/glossary.html", may=Permission.LAW_READ)
def glossary(ask: Ask) -> Page:
    """The defined terms of the law in three languages."""
    found = overviews.glossary(
        reading_of(ask),
        authority=word_of(ask, "authority"),
        words=word_of(ask, "words"),
        page=ask.number("page", 1, 10_000),
    )
    found["pager"]["address"] = pager_address(ask)
    return shown(ask, found, ask.say("law.glossary"))


def authorities_of(ask: Ask) -> tuple[str, ...]:
    """The authorities of the address. Raises Refused for one that the law does not know."""
    known = {one.authority for one in ask.office.law.instruments.values()}
    found = tuple(code.upper() for code in ask.all("authority"))
    for code in found:
        if code not in known:
            raise Refused(400, "law.no-authority", code[:20], ", ".join(sorted(known)), field="authority")
    return found


def _year_before(day: date) -> date:
    return date.fromordinal(max(day.toordinal() - 365, 1))
