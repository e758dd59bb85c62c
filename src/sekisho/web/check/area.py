"""What the pages of a check share: which check, under which options, in which frame."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode

from attrs import frozen

from sekisho.facts import BadInput
from sekisho.facts.write import Document
from sekisho.service import checks
from sekisho.service.answering import Recorder
from sekisho.service.determining import BadOption, Options, make_options
from sekisho.service.readings import reading_words
from sekisho.service.worked import Worked
from sekisho.store.checks import Check

from ..asking import Ask, Refused
from ..pages import Pages

pages: Final = Pages()
TABS: Final = ("board", "facts", "history", "destinations", "reasons", "print")
KEPT: Final = ("on", "known", "assume", "authority")
"""The parameters of the address that go along from tab to tab: a sent link shows the same answer."""


@frozen
class Opened:
    """A check that a page shows: the row, its document, the options of the address."""

    check: Check
    document: Document
    options: Options
    keep: str

    def worked(self, ask: Ask) -> Worked:
        """What the law says of it. Raises BadInput."""
        return checks.worked(ask.office, self.check, self.options)

    def address(self, path: str = "", **more: str) -> str:
        """The address of a page of this check, with the options of this one."""
        query = "&".join(part for part in (self.keep, urlencode(more)) if part)
        return f"/check/{self.check.id}{'/' + path if path else ''}{'?' + query if query else ''}"


def open_check(ask: Ask, id: str) -> Opened:
    """The check of an address. Raises Refused: 404 for one that is not in the reader's workspace, 400 for an option that is none."""
    try:
        check = checks.get(ask.office, ask.actor, id)
    except checks.NoSuchCheck:
        raise Refused(404, "page.wrong-404") from None
    try:
        options = make_options(
            ask.office.law,
            on=ask.get("on"),
            known=ask.get("known"),
            authorities=ask.all("authority"),
            assume=ask.all("assume"),
        )
    except BadOption as error:
        raise Refused(400, "check.bad-option", error.option, str(error), field=error.option) from None
    keep = urlencode(
        [(name, value) for name in KEPT for value in ask.request.query_params.getlist(name) if value]
    )
    return Opened(check, checks.document_of(check), options, keep)


def frame(ask: Ask, opened: Opened, tab: str) -> dict[str, Any]:
    """The head of every page of a check: title, tabs, and what the address changes about the answer."""
    check = opened.check
    options = opened.options
    return {
        "check": {
            "id": check.id,
            "title": check.title or ask.say("check.untitled"),
            "revision": check.revision,
            "changed": check.changed.isoformat(timespec="minutes"),
            "format": check.format,
        },
        "tabs": [
            {
                "tab": one,
                "address": opened.address({"board": "", "reasons": "why"}.get(one, one)),
                "current": one == tab,
            }
            for one in TABS
        ],
        "keep": opened.keep,
        "options": {
            "on": str(options.on or ""),
            "known": str(options.known or ""),
            "authorities": list(options.authorities or ()),
            "assume": dict(options.assume),
            "assumed": [
                reading_words(id, state, ask.office.law, ask.lang) for id, state in options.assume.items()
            ],
        },
        "plain": f"/check/{check.id}",
    }


def recorder(ask: Ask, by: str = "") -> Recorder:
    """Who records: the name that was given, else that of the account."""
    return Recorder(ask.office.law, ask.lang, by or ask.actor.name, ask.office.today())


def seen(ask: Ask, check: Check) -> int:
    """The revision that the sender of a form saw; the present one where the form does not say."""
    words = ask.field("revision")
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 9 else check.revision


def faults_of(error: BadInput) -> list[dict[str, Any]]:
    """What is wrong with a transaction, for a page."""
    return [
        {"path": problem.path, "line": problem.line, "message": problem.message, "mend": problem.mend}
        for problem in error.problems
    ]
