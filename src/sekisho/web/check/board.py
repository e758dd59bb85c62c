"""The board of a check, its lanes, its conflicts, its file."""

from __future__ import annotations

from typing import Any

from sekisho.facts import BadInput
from sekisho.service import checks
from sekisho.service.access import Permission
from sekisho.service.board import authority_name, board_of, lane_of
from sekisho.service.cards import SHOWN, cards_of, letter
from sekisho.service.conflict_notes import left_over, notes_of, with_notes
from sekisho.service.forms.pasted import two_value_rows
from sekisho.service.forms.putting_forward import claims_of, licence_rows, relief_name
from sekisho.service.lanes import asked_of
from sekisho.service.said import said_of
from sekisho.service.summary import is_ready, summary_of
from sekisho.words import LANGUAGES

from ..asking import Ask, Refused
from ..pages import File, Page, json_bytes
from .area import Opened, faults_of, frame, open_check, pages

READ = Permission.CHECK_READ
LANE_REASONS = 3
MOST_CARDS = 60


@pages.get("/check/{id}/determination.json", may=READ, json=False)
def determination(ask: Ask, id: str) -> File:
    """The whole answer with its reasons, as `sekisho determine --json` gives it for the same file."""
    opened = open_check(ask, id)
    try:
        return File(json_bytes(opened.worked(ask).whole()), "application/json")
    except BadInput:
        raise Refused(422, "check.faults") from None


@pages.get("/check/{id}.yaml", may=READ, json=False)
def transaction_file(ask: Ask, id: str) -> File:
    """The transaction file: opened again, it gives the same answer."""
    opened = open_check(ask, id)
    ending = "json" if opened.check.format == "json" else "yaml"
    type_ = "application/json" if ending == "json" else "application/yaml; charset=utf-8"
    return File(opened.check.document.encode("utf-8"), type_, f"{opened.check.id}.{ending}")


@pages.get("/check/{id}", template="check/board.html", may=READ)
def board(ask: Ask, id: str) -> Page:
    """The board: what each authority says, what is open, whom to ask."""
    opened = open_check(ask, id)
    return board_page(ask, opened)


def board_page(ask: Ask, opened: Opened, problem: dict[str, Any] | None = None, status: int = 200) -> Page:
    """The board. `problem`: an answer that was not taken, with what was typed, at its card."""
    law = ask.office.law
    data: dict[str, Any] = {
        **frame(ask, opened, "board"),
        "summary": summary_of(opened.document, law, ask.lang),
        "missing": is_ready(opened.document),
        "faults": [],
        "board": None,
        "next": None,
        "noted_elsewhere": 0,
        "put_forward": {
            "licences": licence_rows(opened.document, law, ask.lang),
            "claims": [relief_name(id, law, ask.lang) for id in claims_of(opened.document)],
        },
        "two_values": two_value_rows(opened.document, opened.check.options, law, ask.lang),
        "said": None,
        "problem": problem,
        "determination": None,
        "today": ask.office.today().isoformat(),
    }
    if not data["missing"]:
        try:
            worked = opened.worked(ask)
        except BadInput as error:
            return Page({**data, "faults": faults_of(error)}, opened.check.title, status)
        answer = worked.answer()
        found = worked.once(
            ("board", ask.lang), lambda: _short(board_of(answer, worked.failed, law, ask.lang))
        )
        most = ask.number("more", SHOWN, MOST_CARDS)
        notes = notes_of(ask.office, ask.actor, opened.check)
        data |= {
            "board": {**found, "conflicts": with_notes(found["conflicts"], notes, ask.lang)},
            "noted_elsewhere": len(left_over(found["conflicts"], notes, ask.lang)),
            "next": cards_of(answer, opened.document, law, ask.lang, ask.get("who"), most, ask.get("q")),
            "determination": answer,
        }
    if ask.get("said").isdecimal():
        data["said"] = said_of(ask.office, ask.actor, opened.check, int(ask.get("said")[:8]), ask.lang)
    return Page(data, opened.check.title or ask.say("check.untitled"), status)


def _short(board: dict[str, Any]) -> dict[str, Any]:
    for group in board["groups"]:
        for lane in group["lanes"]:
            _shorten(lane)
    return board


def _shorten(lane: dict[str, Any]) -> None:
    """A lane of the board tells its first reasons; the page of the lane tells all."""
    lane["more_reasons"] = max(0, len(lane["reasons"]) - LANE_REASONS)
    lane["reasons"] = lane["reasons"][:LANE_REASONS]
    lane["more_gaps"] = max(0, len(lane["gaps"]) - LANE_REASONS)
    lane["gaps"] = lane["gaps"][:LANE_REASONS]
    lane["asked"] = len(lane["asked"])
    for row in lane["reasons"]:
        row["asked"] = row["asked"][:5]
    lane["conduct"] = lane["conduct"][:2]
    lane["ways"] = lane["ways"][:4]


@pages.get("/check/{id}/{authority:authority}", template="check/lane.html", may=READ)
def lane(ask: Ask, id: str, authority: str) -> Page:
    """One authority: every reason, the way to a licence with papers and times, exceptions, readings, coming changes."""
    opened = open_check(ask, id)
    answer = answer_of(ask, opened)
    law = ask.office.law
    if authority not in answer["authorities"]:
        raise Refused(404, "page.wrong-404")
    asked = asked_of(answer).get(authority, {})
    found = lane_of(authority, answer, asked, law, ask.lang)
    own = [
        question for question in answer["questions"] if not asked.keys().isdisjoint(question["provisions"])
    ]
    cards = cards_of({**answer, "questions": own}, opened.document, law, ask.lang, "", SHOWN)
    data = {
        **frame(ask, opened, "board"),
        "lane": found,
        "next": cards,
        "on": answer["on"],
        "known": answer["known"],
        "board": board_of(answer, {}, law, ask.lang)["assumed"],
    }
    return Page(
        data, ask.say("check.lane-title", authority_name(authority, law, ask.lang), found["headline"])
    )


@pages.get("/check/{id}/ask/{who}", template="check/letter.html", may=READ)
def write_letter(ask: Ask, id: str, who: str) -> Page:
    """A text to the person who can answer, in their language: the questions, units, where to look, and nothing else."""
    opened = open_check(ask, id)
    answer = answer_of(ask, opened)
    reader = ask.get("for") if ask.get("for") in LANGUAGES else ask.lang
    most = ask.number("more", 12, MOST_CARDS)
    found = cards_of(answer, opened.document, ask.office.law, reader, who, most)
    names = {
        row["who"]: row["name"]
        for row in cards_of(answer, opened.document, ask.office.law, ask.lang, who, 1)["roles"]
    }
    if who not in names:
        raise Refused(404, "check.letter-none")
    data = {
        **frame(ask, opened, "board"),
        "who": who,
        "who_name": names[who],
        "reader": reader,
        "letter": letter(found["cards"], reader, opened.check.title),
        "count": len(found["cards"]),
        "total": found["chosen"],
    }
    return Page(data, ask.say("check.letter-title", names[who]))


def answer_of(ask: Ask, opened: Opened, *, questions: bool = True) -> dict[str, Any]:
    """The determination of a check, for pages that show nothing without one. Raises Refused where the document has faults."""
    try:
        return opened.worked(ask).answer(questions=questions)
    except BadInput:
        raise Refused(422, "check.faults") from None


__all__ = ["answer_of", "board_page", "checks"]
