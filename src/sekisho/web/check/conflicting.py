"""The conflicts of a check: both sides, and the notes that people keep on them."""

from __future__ import annotations

from typing import Any

from sekisho.service.access import Permission
from sekisho.service.answering import NotUnderstood
from sekisho.service.board import board_of
from sekisho.service.conflict_notes import conflict_key, keep_note, left_over, notes_of, with_notes
from sekisho.service.typed_in import Unreadable, read_day_text

from ..asking import Ask
from ..pages import Goto, Page, Shown
from .area import Opened, frame, open_check, pages
from .board import answer_of

NOTED = ("key", "words", "to", "until", "by")


@pages.get("/check/{id}/conflicts", template="check/conflicts.html", may=Permission.CHECK_READ)
def conflicts(ask: Ask, id: str) -> Page:
    """Duties of two laws against each other: both sides, both citations, who has it, and no advice which to obey."""
    return _page(ask, open_check(ask, id))


@pages.post("/check/{id}/conflicts", template="check/conflicts.html", may=Permission.CHECK_ANSWER)
def note(ask: Ask, id: str) -> Shown:
    """Note to whom a conflict is given or what was decided. The conflict itself stays where it is."""
    opened = open_check(ask, id)
    found = _conflicts(ask, opened)
    conflict = next((row for row in found if conflict_key(row) == ask.field("key")), None)
    if conflict is None:
        return Goto(opened.address("conflicts"), ask.say("check.note-gone"))
    typed = {name: ask.field(name) for name in NOTED}
    typed["by"] = typed["by"] or ask.actor.name
    try:
        until = read_day_text(typed["until"]) if typed["until"] else None
        keep_note(ask.office, ask.actor, opened.check, conflict, words=typed["words"], to=typed["to"], until=until,
                  by=typed["by"], lang=ask.lang)  # fmt: skip
    except (NotUnderstood, Unreadable) as error:
        words = error.words(ask.lang) if isinstance(error, Unreadable) else str(error)
        return _page(ask, opened, {"key": typed["key"], "words": words, "typed": typed}, 422)
    return Goto(opened.address("conflicts"), ask.say("check.noted"))


def _conflicts(ask: Ask, opened: Opened) -> list[dict[str, Any]]:
    answer = answer_of(ask, opened, questions=False)
    return list(board_of(answer, {}, ask.office.law, ask.lang)["conflicts"])


def _page(ask: Ask, opened: Opened, problem: dict[str, Any] | None = None, status: int = 200) -> Page:
    answer = answer_of(ask, opened, questions=False)
    found = board_of(answer, {}, ask.office.law, ask.lang)
    notes = notes_of(ask.office, ask.actor, opened.check)
    board = {**found, "conflicts": with_notes(found["conflicts"], notes, ask.lang)}
    data = {
        **frame(ask, opened, "board"),
        "board": board,
        "left_over": left_over(found["conflicts"], notes, ask.lang),
        "problem": problem,
        "by": ask.actor.name,
    }
    return Page(data, ask.say("check.conflicts-title"), status)
