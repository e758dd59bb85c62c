"""What the pages of the law share: the days of the address, addresses of other pages, what is not there."""

from __future__ import annotations

from datetime import date
from types import ModuleType
from typing import Any
from urllib.parse import quote, urlencode

from sekisho.service.law.reading import Json, Reading
from sekisho.service.typed_in.days import read_day_text
from sekisho.service.typed_in.unreadable import Unreadable

from ..asking import Ask, Refused
from ..pages import Page, Pages

FIRST_YEAR, LAST_YEAR = 1900, 2199
LONGEST = 200


def joined(*modules: ModuleType) -> Pages:
    """The pages of several modules, in this order."""
    return Pages([route for module in modules for route in module.pages.routes])


def reading_of(ask: Ask) -> Reading:
    """The law in the reader's language on the days of the address; today where it names none."""
    return Reading(ask.office.law, ask.lang, day_of(ask, "on") or ask.office.today(), day_of(ask, "known"))


def day_of(ask: Ask, name: str) -> date | None:
    """A day of the address in any way in which days are typed, or None. Raises Refused for what is no day or has two
    readings, and for years of which no law is known.
    """
    words = word_of(ask, name)
    if not words:
        return None
    try:
        day = read_day_text(words)
    except Unreadable as error:
        raise Refused(400, error.key, *error.parts, field=name) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refused(400, "page.bad-day", day.isoformat(), field=name)
    return day


def word_of(ask: Ask, name: str) -> str:
    """A word of the address. Raises Refused where it is longer than anything that could be found."""
    words = ask.get(name)
    if len(words) > LONGEST:
        raise Refused(400, "law.too-long", LONGEST, field=name)
    return words


def shown(ask: Ask, data: Json | None, title: str = "", template: str = "") -> Page:
    """A page about the law; not found where there is nothing. `days`: what keeps the days of the address in further links."""
    if data is None:
        raise Refused(404, "law.nothing-here", mend="law.mend-search")
    return Page(
        {**data, "days": days_kept(ask), "path_of": ask.request.url.path.removesuffix(".json")},
        title or str(data.get("name", "")),
        template=template,
    )


def days_kept(ask: Ask) -> str:
    """The days of the address as a query ("" where it names none), so that a link from the page stays on them."""
    held = {name: str(day) for name in ("on", "known") if (day := day_of(ask, name)) is not None}
    return f"?{urlencode(held)}" if held else ""


def kept(ask: Ask) -> str:
    """What a link to another measure keeps of the address."""
    held = [
        (k, v) for k, v in ask.request.query_params.multi_items() if k not in ("of", "lang", "page") and v
    ]
    return f"&{urlencode(held)}" if held else ""


def pager_address(ask: Ask, name: str = "page") -> str:
    """The address of this page with an open end for the number of a page."""
    kept = [(k, v) for k, v in ask.request.query_params.multi_items() if k not in (name, "lang")]
    path = ask.request.url.path.removesuffix(".json")
    return f"{path}?{urlencode([*kept, (name, '')])}"


def address_of(ref: Any) -> str:
    """The address of the page of a part of the law; "" where it has none."""
    id = quote(str(ref["id"]), safe=":.()")
    match ref["kind"]:
        case "instrument":
            return f"/law/{quote(str(ref['authority']), safe='')}/{id}"
        case "entry" | "group" | "list":
            return f"/law/{ref['kind']}/{id}"
        case "provision" | "party" | "suspension" | "test":
            return f"/law/p/{id}"
        case _:
            return ""
