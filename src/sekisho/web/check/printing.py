"""A check on paper: the page that is made for printing, and the PDF."""

from __future__ import annotations

from typing import Any

from sekisho.facts import BadInput
from sekisho.service.access import Permission
from sekisho.service.conflict_notes import notes_of
from sekisho.service.printing import MissingFont, paper_of, typeset
from sekisho.service.printing import pdf as sheets
from sekisho.service.summary import is_ready

from ..asking import Ask, Refused
from ..pages import File, Page
from ..pictures.marks import on_paper
from .area import Opened, faults_of, frame, open_check, pages
from .history import history_slowly


@pages.get("/check/{id}.pdf", may=Permission.CHECK_READ, json=False)
def paper_file(ask: Ask, id: str) -> File:
    """The result as a PDF. Refused where this machine has no fonts for what stands on it: boxes are no letters."""
    opened = open_check(ask, id)
    if is_ready(opened.document):
        raise Refused(422, "print.not-ready", mend="print.mend-not-ready")
    try:
        paper, _ = _paper(ask, opened)
        if paper is None:
            raise Refused(503, "check.too-slow")
        body = typeset(paper, *on_paper())
    except BadInput:
        raise Refused(422, "check.faults") from None
    except MissingFont as missing:
        scripts = ", ".join(
            ask.say(f"print.script-{script}").removeprefix("print.script-") for script in missing.scripts
        )
        raise Refused(503, "print.missing-font", scripts, mend="print.mend-font") from None
    return File(body, "application/pdf", f"sekisho-{opened.check.id}-{ask.lang}.pdf")


# It stands before /check/{id}, which would take the ending for a part of the id.
pages.routes.insert(0, pages.routes.pop())


@pages.get("/check/{id}/print", template="check/print.html", may=Permission.CHECK_READ)
def print_page(ask: Ask, id: str) -> Page:
    """The result in the order in which it is read on paper; whoever prints the page gets the same as the PDF."""
    opened = open_check(ask, id)
    data: dict[str, Any] = {
        **frame(ask, opened, "print"),
        "missing": is_ready(opened.document),
        "faults": [],
        "paper": None,
        "sheet": None,
        "lanes": {},
        "pending": None,
        "pdf": opened.address().replace(f"/check/{id}", f"/check/{id}.pdf", 1),
        "waiting": opened.address("print", wait="1"),
    }
    title = f"{opened.check.title or opened.check.id} – {ask.say('check.tab-print')}"
    if data["missing"]:
        return Page(data, title)
    try:
        paper, pending = _paper(ask, opened)
    except BadInput as error:
        return Page({**data, "faults": faults_of(error)}, title)
    if paper is not None:
        lanes = [lane for group in paper["groups"] for lane in group["lanes"]]
        data |= {
            "paper": paper,
            "sheet": sheets.sheet(paper),
            "lanes": {lane["authority"]: (lane["at_least"], lane["at_most"]) for lane in lanes},
        }
    return Page({**data, "pending": pending}, title)


def _paper(ask: Ask, opened: Opened) -> tuple[dict[str, Any] | None, dict[str, int] | None]:
    """The paper of a check, or how far its history is. Raises BadInput."""
    found = history_slowly(ask, opened, whole=True)
    if found.pending is not None:
        return None, found.pending
    worked = opened.worked(ask)
    paper = paper_of(ask.office.law, opened.document, worked, found.answer, title=opened.check.title,
                     made=ask.office.today(), lang=ask.lang,
                     notes=notes_of(ask.office, ask.actor, opened.check))  # fmt: skip
    return paper, None
