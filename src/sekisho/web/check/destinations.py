"""The destinations of a check: the same transaction to every place, as a table and a map of tiles."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any, Final

from sekisho.facts import BadInput
from sekisho.service.access import Permission
from sekisho.service.destinations import destinations as destinations_of
from sekisho.service.destinations import told_in
from sekisho.service.summary import is_ready
from sekisho.words import headline, text

from ..asking import Ask, Refused
from ..pages import Page
from ..pictures.tiles import outcome_of, tally
from .area import faults_of, frame, open_check, pages
from .slow import slowly

MOVES: Final = ("both", "to", "final")
MOST_FOUND: Final = 12
Json = Mapping[str, Any]


@pages.get("/check/{id}/destinations", template="check/destinations.html", may=Permission.CHECK_READ)
def destinations(ask: Ask, id: str) -> Page:
    """What each authority would say for every place. `move`: which end of the route takes the place; `show`: whose outcome
    the map and the table tell (the gravest of all without it); `place`: a place to look for.
    """
    opened = open_check(ask, id)
    move, show = ask.get("move"), ask.get("show")
    if move and move not in MOVES:
        raise Refused(400, "check.bad-option", "move", f"{move[:20]!r}: {', '.join(MOVES)}", field="move")
    data: dict[str, Any] = {
        **frame(ask, opened, "destinations"),
        "missing": is_ready(opened.document),
        "faults": [],
        "move": move,
        "show": show,
        "looked_for": ask.get("place")[:60],
        "pending": None,
        "destinations": None,
        "groups": [],
        "tally": [],
        "looked_up": [],
        "subdivisions": [],
        "waiting": opened.address("destinations", **_asked(ask), wait="1"),
    }
    title = ask.say("check.tab-destinations")
    if data["missing"]:
        return Page(data, title)
    try:
        case = opened.worked(ask).case
    except BadInput as error:
        return Page({**data, "faults": faults_of(error)}, title)
    options, office = opened.options, ask.office
    found = slowly(
        ask,
        opened,
        ("destinations", move),
        lambda told: destinations_of(
            office.engine, case, move=move, authorities=options.authorities, assume=options.assume, told=told
        ),
    )
    if found.pending is not None:
        return Page({**data, "pending": found.pending}, title)
    answer = found.answer
    if show and show not in answer["authorities"]:
        raise Refused(
            400,
            "check.bad-option",
            "show",
            f"{show[:20]!r}: {', '.join(answer['authorities'])}",
            field="show",
        )
    data |= {
        "destinations": answer,
        "groups": told_in(answer, ask.lang, show),
        "tally": [_counted(outcome, number, ask.lang) for outcome, number in tally(answer, show)],
        "looked_up": [_place(answer, one, show, ask.lang) for one in find(answer, data["looked_for"])],
        "subdivisions": [_place(answer, one, show, ask.lang) for one in answer["places"] if "-" in one],
    }
    return Page(data, title)


def find(found: Json, words: str) -> list[str]:
    """The places whose code or whose name in any language is, begins with, or holds the words; the nearest first."""
    wanted = _plain(words)
    if not wanted:
        return []
    ranked = []
    for id, place in found["places"].items():
        names = [_plain(id), *(_plain(name) for name in place["name"].values())]
        ranks = [0 if n == wanted else 1 if n.startswith(wanted) else 2 for n in names if wanted in n]
        if ranks:
            ranked.append((min(ranks), id))
    return [id for _, id in sorted(ranked)][:MOST_FOUND]


def _plain(words: str) -> str:
    parts = unicodedata.normalize("NFKD", words).casefold()
    return "".join(c for c in parts if not unicodedata.combining(c) or c in "\u3099\u309a").strip()


def _place(found: Json, id: str, show: str, lang: str) -> dict[str, Any]:
    outcome = outcome_of(found, id, show)
    row: dict[str, Any] = {"id": id, "name": text(found["places"][id]["name"], lang), "at_least": None, "at_most": None,
                           "headline": "", "door": False}  # fmt: skip
    if outcome is not None:
        low, high, door = outcome
        row |= {"at_least": low, "at_most": high, "door": door, "headline": headline(low, high, lang, door)}
    return row


def _counted(outcome: tuple[str, str, bool], number: int, lang: str) -> dict[str, Any]:
    low, high, door = outcome
    return {
        "at_least": low,
        "at_most": high,
        "door": door,
        "headline": headline(low, high, lang, door),
        "count": number,
    }


def _asked(ask: Ask) -> dict[str, str]:
    return {name: ask.get(name) for name in ("move", "show", "place") if ask.get(name)}
