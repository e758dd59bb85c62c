"""What the pages of the screening share: the question in the form, how far the lists are, hits made ready for reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from sekisho.screening.reasons import Query
from sekisho.service.screening.asking import read_query
from sekisho.service.screening.keeping import listed, lists_of, sum_of_lists
from sekisho.service.screening.listing import by_authority
from sekisho.service.screening.room import NotOpen, Opening
from sekisho.service.screening.tokens import aligned
from sekisho.service.typed_in.unreadable import Unreadable
from sekisho.store import BadCursor
from sekisho.words import LANGUAGES, SEVERITIES, severity, text
from sekisho.words.screening_words import say as screening_word

from ..asking import Ask, Refused
from ..pages import Page, Pages

pages = Pages()
FIELDS: Final = (
    "name",
    "country",
    "kind",
    "born",
    "numbers",
    "address",
    "owners",
    "owner_of",
    "owner_country",
    "all_owners",
)
KINDS: Final = ("unknown", "person", "organisation", "vessel")
EXAMPLES: Final = ("北京理工大学", "ハルビン工程大学", "Semiconductor Manufacturing International")
FIELD_OF: Final = {
    "screen.no-country": "country", "screen.no-day": "born", "screen.no-number": "numbers", "screen.no-kind": "kind",
    "screen.too-many-owners": "owners", "screen.owner-of-nobody": "owners", "screen.owner-no-name": "owners",
    "screen.bad-table": "file", "screen.empty-table": "file", "screen.no-file": "file",
}  # fmt: skip
ORDER: Final = {"confirmed": 0, "possible": 1, "refuted": 2}


def typed_of(ask: Ask) -> dict[str, str]:
    """What stands in the form."""
    return {name: ask.field(name) for name in FIELDS}


def query_of(ask: Ask) -> Query:
    """The question of the form. Raises Unreadable."""
    return read_query(
        ask.office.law, name=ask.field("name"), country=ask.field("country"), kind=ask.field("kind"), born=ask.field("born"),
        numbers=ask.field("numbers").splitlines(), addresses=ask.field("address").splitlines(),
    )  # fmt: skip


def opening_of(ask: Ask) -> dict[str, Any]:
    """How far the lists are; begins to open them where nobody has."""
    room = ask.office.lists
    room.begin(ask.office.law, ask.office.today())
    return told_opening(ask, room.opening if room.screener is None else Opening("ready"))


def told_opening(ask: Ask, opening: Opening) -> dict[str, Any]:
    """How far the lists are, in words."""
    if opening.state == "ready":
        words = ask.say("screen.ready")
    elif opening.state == "failed":
        words = ask.say("screen.failed", opening.problem)
    elif opening.whole:
        words = ask.say("screen.opening", f"{opening.done:,}", f"{opening.whole:,}")
    else:
        words = ask.say("screen.opening-begins")
    return {"state": opening.state, "done": opening.done, "whole": opening.whole, "words": words}


def start_page(
    ask: Ask,
    *,
    typed: Mapping[str, str] | None = None,
    error: Unreadable | None = None,
    words: str = "",
    status: int = 200,
) -> Page:
    """The form with what was typed, how old the lists are, and what was asked before."""
    opening = opening_of(ask)
    screener = ask.office.lists.screener
    try:
        found = listed(ask.office, ask.actor, after=ask.get("after"))
    except BadCursor:
        raise Refused(400, "page.wrong-400", field="after") from None
    data = {
        **found,
        "opening": opening,
        "lists": sum_of_lists(lists_of(screener)) if screener is not None else None,
        "kinds": KINDS,
        "examples": EXAMPLES,
        "typed": dict(typed) if typed else dict.fromkeys(FIELDS, ""),
        "error": {"words": error.words(ask.lang), "field": FIELD_OF.get(error.key, "name")}
        if error is not None
        else None,
        "problem": words,
    }
    return Page(data, ask.say("screen.title"), status, "screen/start.html")


def not_open(ask: Ask, error: NotOpen) -> Page:
    """The form once more with what was typed, because the lists are not open yet."""
    words = (
        ask.say("screen.failed", error.opening.problem)
        if error.opening.state == "failed"
        else ask.say("screen.not-open")
    )
    return start_page(ask, typed=typed_of(ask), words=words, status=503)


def read_hits(ask: Ask, found: Mapping[str, Any]) -> dict[str, Any]:
    """The hits of a screening for reading: the words aligned, the consequences by authority, what was not searched named.

    Those that are confirmed stand first, then those to decide, then the others; in each the likeliest first.
    """
    matches = sorted(found["matches"], key=lambda one: (ORDER[one["degree"]], -one["worth"]))
    return {
        "hits": [
            {**hit_of(match), "cite": _listing(ask, str(match["listing"].get("citation") or ""))}
            for match in matches
        ],
        "addresses": [
            {**one, "by_authority": by_authority(one["consequences"])} for one in found["addresses"]
        ],
        "counts": {name: sum(one["degree"] == name for one in matches) for name in ORDER},
        "laws": laws_of(found, matches),
        **searched_of(found),
    }


def laws_of(found: Mapping[str, Any], matches: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """By authority: how many entries were met that are not said to be another party, the gravest that follows if they are the
    same, and how many lists of which age were searched and not searched. Those with entries come first.
    """
    held = {one["list"]: one["authority"] for one in found["lists"]}
    shut = {one["list"] for one in found["unsearched"]}
    rows = []
    for code in dict.fromkeys(held.values()):
        met = [
            one
            for one in matches
            if one["degree"] != "refuted" and any(held.get(row["list"]) == code for row in one["lists"])
        ]
        follows = [
            row
            for one in met
            for row in one["consequences"]
            if row["authority"] == code and row["of"] == "party" and row["severity"] in SEVERITIES
        ]
        days = [
            one["day"]
            for one in found["lists"]
            if one["authority"] == code and one["day"] and one["list"] not in shut
        ]
        rows.append(
            {
                "authority": code,
                "met": len(met),
                "severity": max((row["severity"] for row in follows), key=severity, default=""),
                "searched": len(days),
                "oldest": min(days, default=None),
                "oldest_days": days_between(min(days), found["on"]) if days and found.get("on") else None,
                "not_searched": sum(held[one] == code for one in shut if one in held),
            }
        )
    return sorted(
        rows, key=lambda row: (not row["met"], -severity(row["severity"]) if row["severity"] else 1)
    )


def _listing(ask: Ask, citation: str) -> str:
    """Where a party was listed: the title of an instrument that is held here, else as the source cites it."""
    known = ask.office.law.instruments.get(citation)
    return text(dict(known.title), ask.lang) if known is not None else citation


def hit_of(match: Mapping[str, Any]) -> dict[str, Any]:
    """One hit for reading."""
    words = [{**one, "how": three(one["relation"])} for one in aligned(match)]
    asked = [one for one in words if one["asked"]]
    return {
        "entry": match["entry"],
        "name": match["name"],
        "place": (match["countries"] or [""])[0],
        "tokens": words,
        "met": sum(bool(one["listed"]) for one in asked),
        "of": len(asked),
        "facts": [
            {**one, "name": three(one["fact"]), "says": three(one["verdict"])}
            for one in match["facts"]
            if one["verdict"] != "silent"
        ],
        "settles": [three(one) for one in match["settles"]],
        "by_authority": by_authority(match["consequences"]),
        "match": dict(match),
    }


def three(key: str) -> dict[str, str]:
    """A word of the screening in the three languages."""
    return {lang: screening_word(key, lang) for lang in LANGUAGES}


def searched_of(found: Mapping[str, Any]) -> dict[str, Any]:
    """How many lists were searched, of which day the oldest is, and those of which nothing is known."""
    titles = {one["list"]: one["title"] for one in found["lists"]}
    on = found.get("on")
    shut = {one["list"] for one in found["unsearched"]}
    days = [one["day"] for one in found["lists"] if one["day"] and one["list"] not in shut]
    return {
        "searched": len(days),
        "oldest": min(days, default=None),
        "oldest_days": days_between(min(days), on) if days and on else None,
        "unsearched": [
            {**one, "title": titles.get(one["list"], {"en": one["list"]})} for one in found["unsearched"]
        ],
    }


def days_between(day: str, on: str) -> int:
    """How many days a list is old on a day."""
    return (date.fromisoformat(on[:10]) - date.fromisoformat(day[:10])).days
