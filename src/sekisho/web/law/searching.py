"""The search over the law."""

from __future__ import annotations

import threading

from sekisho.service.access import Permission
from sekisho.service.law.search import SORTS, Asked, opens, search_of

from ..asking import Ask, Refused
from ..pages import Goto, Pages, Shown
from .common import address_of, days_kept, pager_address, reading_of, shown, word_of
from .overviews import authorities_of

pages = Pages()


@pages.get("/law/search", template="law/search.html", may=Permission.LAW_READ)
def search(ask: Ask) -> Shown:
    """What bears a code or holds words; a code typed whole opens its entry."""
    sort = word_of(ask, "kind")
    if sort and sort not in SORTS:
        raise Refused(400, "law.no-kind", sort[:40], field="kind")
    asked = Asked(
        words=word_of(ask, "q"), authorities=authorities_of(ask), sort=sort, page=ask.number("page", 1, 400)
    )
    found = search_of(ask.office).find(reading_of(ask), asked)
    one = opens(found)
    as_json = ask.request.url.path.endswith(".json")
    if one is not None and not as_json and ask.get("stay") != "1" and address_of(one):
        return Goto(address_of(one) + days_kept(ask))
    found["pager"]["address"] = pager_address(ask)
    return shown(ask, found, ask.say("law.search"))


def warm(ask: Ask) -> None:
    """Have the index ready before somebody searches: it is built once, beside the page that is being shown."""
    found = search_of(ask.office)
    if not found.ready:
        threading.Thread(target=found.prepare, name="index of the law", daemon=True).start()
