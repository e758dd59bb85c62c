"""Looking at saved answers: the table, one as it was, two compared, and their files."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, urlencode

from sekisho.service import saved
from sekisho.service.access import Permission
from sekisho.store import BadCursor

from ..asking import Ask, Refused
from ..pages import File, Goto, Page, Shown, json_bytes
from .common import NOT_THERE, kept, pages

READ: Final = Permission.SAVED_READ
A_PAGE: Final = 25


@pages.get("/saved", template="saved/table.html", may=READ)
def table(ask: Ask) -> Page:
    """The saved answers: the outcome then, the outcome now, whether it changed."""
    return table_page(ask)


def table_page(ask: Ask, wrong: str = "") -> Page:
    """The table. `wrong`: what was not right about a choice."""
    try:
        found = saved.listed(
            ask.office, ask.actor, ask.lang, limit=A_PAGE, after=ask.get("after"), title=ask.get("title")
        )
    except BadCursor:
        raise Refused(400, "page.wrong-404", field="after", mend="page.mend-404") from None
    return Page({**found, "wrong": wrong}, ask.say("saved.title"), 422 if wrong else 200)


@pages.get("/saved/compare", template="saved/table.html", may=READ)
def choose(ask: Ask) -> Shown:
    """The two that were chosen in the table, the earlier one first."""
    chosen = ask.all("pick")
    if len(chosen) != 2:
        return table_page(ask, ask.say("saved.choose-two", len(chosen)))
    first, second = sorted(
        (kept(ask, id) for id in chosen), key=lambda one: (one.on or one.made.date(), one.made)
    )
    return Goto(f"/saved/{quote(first.id)}/compare?{urlencode({'b': second.id})}")


@pages.get("/saved/{id}/compare", template="saved/compare.html", may=READ)
def compare(ask: Ask, id: str) -> Page:
    """Two answers beside each other: lane by lane, duty by duty, and because of what they differ."""
    first, second = ask.get("a") or id, ask.get("b")
    if not second:
        raise Refused(400, "saved.choose-two", 1, field="b")
    try:
        found = saved.compare(ask.office, ask.actor, first, second, ask.lang)
    except saved.NoSuchSaved:
        raise Refused(404, NOT_THERE) from None
    return Page({"compared": found}, ask.say("saved.compare-title"))


@pages.get("/saved/{id}/answer", may=READ, json=False)
def answer(ask: Ask, id: str) -> File:
    """The answer as it was saved, whole, with its reasons."""
    return File(json_bytes(kept(ask, id).answer), "application/json", f"determination-{id}.json")


@pages.get("/saved/{id}/file", may=READ, json=False)
def transaction_file(ask: Ask, id: str) -> File:
    """The transaction file as it was."""
    one = kept(ask, id)
    media = "application/json" if one.format == "json" else "application/yaml; charset=utf-8"
    return File(one.document.encode("utf-8"), media, f"transaction-{id}.{one.format}")


@pages.get("/saved/{id}", template="saved/one.html", may=READ)
def one(ask: Ask, id: str) -> Page:
    """One saved answer as it was, with what it would be now."""
    try:
        found = saved.one(ask.office, ask.actor, id, ask.lang)
    except saved.NoSuchSaved:
        raise Refused(404, NOT_THERE) from None
    return Page({"saved": found}, found["title"])
