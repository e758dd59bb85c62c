"""The board of a check, its lanes, its conflicts, its file."""

from __future__ import annotations

from typing import Any

from sekisho.determine.brief import ALIKE
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
from sekisho.service.slowly import Told
from sekisho.service.summary import is_ready, summary_of
from sekisho.service.worked import Worked
from sekisho.words import LANGUAGES

from ..asking import Ask, Refused
from ..pages import File, Page, json_bytes
from .area import Opened, faults_of, frame, open_check, pages
from .slow import slowly

READ = Permission.CHECK_READ
LANE_REASONS = 3
MOST_CARDS = 60
AT_ONCE = 0.2
"""So many seconds the board waits for its questions; then it shows the outcome, and the questions when they are there."""


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


def answer_slowly(ask: Ask, opened: Opened, worked: Worked) -> tuple[dict[str, Any], dict[str, int] | None]:
    """The answer with its questions, or as much as is there while the rest is worked out (then with how far that is)."""
    if not worked.is_whole:
        worked.outcome()  # before the rest begins, for it would wait for that

        def work(told: Told) -> None:
            worked.answer(told=told)

        found = slowly(ask, opened, ("board", id(worked)), work, AT_ONCE)
        if found.pending is not None:
            return worked.so_far(), found.pending
    return worked.answer(), None


def in_short(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer without its duties and questions, which are many: they stand in determination.json."""
    lanes = {
        code: {
            **{key: value for key, value in lane.items() if key != "duties"},
            "items": [
                {key: item[key] for key in ("id", "at_least", "at_most", "decided", "layers", "ways")}
                for item in lane["items"]
            ],
        }
        for code, lane in answer["authorities"].items()
    }
    kept = {key: value for key, value in answer.items() if key != "questions"}
    left_out = [name for name in answer["left_out"] if name not in {ALIKE, "questions"}]
    return {**kept, "authorities": lanes, "left_out": [*left_out, "duties", "questions"]}


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
        "pending": None,
        "whole": opened.address("determination.json"),
        "waiting": opened.address(wait="1"),
        "today": ask.office.today().isoformat(),
    }
    if not data["missing"]:
        try:
            worked = opened.worked(ask)
        except BadInput as error:
            return Page({**data, "faults": faults_of(error)}, opened.check.title, status)
        # An answer that was not taken stands at its question with what was typed; and who asks for questions waits for them.
        asked = problem is not None or any(ask.get(name) for name in ("q", "who", "more"))
        answer, pending = (worked.answer(), None) if asked else answer_slowly(ask, opened, worked)
        found = worked.once(
            ("board", ask.lang, *answer["left_out"]),
            lambda: _short(board_of(answer, worked.failed, law, ask.lang, opened.document)),
        )
        most = ask.number("more", SHOWN, MOST_CARDS)
        notes = notes_of(ask.office, ask.actor, opened.check)
        data |= {
            "board": {**found, "conflicts": with_notes(found["conflicts"], notes, ask.lang)},
            "noted_elsewhere": len(left_over(found["conflicts"], notes, ask.lang)),
            "pending": pending,
            "next": None
            if pending is not None
            else cards_of(answer, opened.document, law, ask.lang, ask.get("who"), most, ask.get("q")),
            "determination": in_short(answer),
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
    lane["reasons"] = telling(lane["reasons"])
    lane["more_gaps"] = max(0, len(lane["gaps"]) - LANE_REASONS)
    lane["gaps"] = lane["gaps"][:LANE_REASONS]
    lane["asked"] = len(lane["asked"])
    for row in lane["reasons"]:
        row["asked"] = row["asked"][:5]
    lane["conduct"] = lane["conduct"][:2]
    lane["ways"] = lane["ways"][:4]


def telling(reasons: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The few reasons that a board tells of a lane, in their order: the first, and the first of each other outcome that a reason has.

    Three bans for places that nobody named yet would hide that goods of the list need a licence wherever they go.
    """
    chosen: list[int] = []
    seen: set[tuple[str, bool]] = set()
    for number, row in enumerate(reasons):
        key = (str(row["severity"]), bool(row["stands"]))
        if key not in seen:
            seen.add(key)
            chosen.append(number)
    chosen += [number for number in range(len(reasons)) if number not in chosen]
    return [reasons[number] for number in sorted(chosen[:LANE_REASONS])]


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


def worked_of(ask: Ask, opened: Opened) -> Worked:
    """The determination of a check, for what needs one. Raises Refused where the document has faults."""
    try:
        return opened.worked(ask)
    except BadInput:
        raise Refused(422, "check.faults") from None


def answer_of(ask: Ask, opened: Opened, *, questions: bool = True) -> dict[str, Any]:
    """The answer of a check, for pages that show nothing without one. Raises Refused where the document has faults."""
    return worked_of(ask, opened).answer(questions=questions)


__all__ = ["answer_of", "board_page", "checks", "worked_of"]
