"""The history of a check: the same facts on every day on which the law changed, as a picture and a table."""

from __future__ import annotations

from typing import Any

from sekisho.facts import BadInput
from sekisho.service.access import Permission
from sekisho.service.histories import history as history_of
from sekisho.service.histories import rows_of
from sekisho.service.summary import is_ready

from ..asking import Ask, Refused
from ..pages import Page
from .area import Opened, faults_of, frame, open_check, pages
from .slow import Found, slowly


@pages.get("/check/{id}/history", template="check/history.html", may=Permission.CHECK_READ)
def history(ask: Ask, id: str) -> Page:
    """When the answer changed, when it will, and by which law. `from`, `to`: the days between which it is told."""
    opened = open_check(ask, id)
    start, until = ask.day("from"), ask.day("to")
    if start and until and until < start:
        raise Refused(400, "check.days-reversed", start, until, field="to")
    data: dict[str, Any] = {
        **frame(ask, opened, "history"),
        "missing": is_ready(opened.document),
        "faults": [],
        "asked_from": str(start or ""),
        "asked_to": str(until or ""),
        "history": None,
        "rows": [],
        "pending": None,
        "waiting": opened.address("history", **_asked(ask), wait="1"),
    }
    title = ask.say("check.tab-history")
    if data["missing"]:
        return Page(data, title)
    try:
        found = history_slowly(ask, opened)
    except BadInput as error:
        return Page({**data, "faults": faults_of(error)}, title)
    if found.pending is not None:
        return Page({**data, "pending": found.pending}, title)
    rows = rows_of(ask.office.law, found.answer, ask.lang)
    return Page({**data, "history": found.answer, "rows": rows}, title)


def history_slowly(ask: Ask, opened: Opened, *, whole: bool = False) -> Found:
    """The history of a check, or how far it is. `whole`: whatever days the address asks for. Raises BadInput."""
    case = opened.worked(ask).case
    start, until = (None, None) if whole else (ask.day("from"), ask.day("to"))
    options, office = opened.options, ask.office
    return slowly(
        ask,
        opened,
        ("history", start, until),
        lambda told: history_of(
            office.engine, case, today=office.today(), start=start, until=until, authorities=options.authorities,
            assume=options.assume, told=told,
        ),
    )  # fmt: skip


def _asked(ask: Ask) -> dict[str, str]:
    return {name: ask.get(name) for name in ("from", "to") if ask.get(name)}
