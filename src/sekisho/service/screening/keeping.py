"""Screenings of a workspace: ask the lists, keep question and answer under an id, decide on a hit and note why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, get_args

from sekisho.screening.answer import answer, list_of
from sekisho.screening.decisions import BadDecision, DecisionBook, Verdict, decide
from sekisho.screening.reasons import Query
from sekisho.screening.screener import Screener
from sekisho.service.access import Actor
from sekisho.service.office import Office
from sekisho.service.typed_in.unreadable import Unreadable
from sekisho.store import screenings as rows

from .asking import asked_of, plain, query_from
from .books import StoreBook
from .room import screener_of

PER_PAGE: Final = 30


def told(screener: Screener, query: Query) -> dict[str, Any]:
    """What the lists say of a party: the same data as `sekisho screen --json --limit 50` prints."""
    return answer(screener.screen(query), screener.lists, screener.law, screener.today)


def screen(
    office: Office, actor: Actor, query: Query, *, check: str | None = None, wait: float = 30.0
) -> str:
    """Ask the lists and keep question and answer; its id. Raises NotOpen where the lists are not open yet."""
    screener = screener_of(office, actor.workspace, wait)
    found = told(screener, query)
    with office.database.begin() as tx:
        return rows.add(
            tx, actor.workspace, kind="name", query=asked_of(query), result=found, lists=_days(found),
            hits=len(found["matches"]) + len(found["addresses"]), check=check, by=actor.id or None,
        )  # fmt: skip


def look(office: Office, actor: Actor, query: Query, *, wait: float = 5.0) -> dict[str, Any]:
    """Ask the lists and keep nothing, for what is shown while somebody types. Raises NotOpen."""
    return told(screener_of(office, actor.workspace, wait), query)


def get(office: Office, actor: Actor, id: str) -> rows.Screening:
    """A screening of the workspace. Raises NotThere, also for one of another workspace."""
    with office.database.read() as tx:
        return rows.get(tx, actor.workspace, id)


def today_of(office: Office, actor: Actor, kept: rows.Screening, *, wait: float = 5.0) -> dict[str, Any]:
    """A screening as it was kept, with what was decided since, and whether the lists would say something else today.

    `now`: None while the lists are not open; else the entries that would be met today and were not then, those that would
    not be met any more, and whether a list is newer.
    """
    from .room import NotOpen

    try:
        screener = screener_of(office, actor.workspace, wait)
    except NotOpen:
        return {"screening": kept.result, "now": None}
    live = told(screener, query_from(kept.query))
    by_entry = {match["entry"]: match for match in live["matches"]}
    matches = []
    for match in kept.result["matches"]:
        now = by_entry.get(match["entry"])
        fresh = {} if now is None else {key: now[key] for key in ("degree", "decision") if key in now}
        matches.append({**match, **fresh})
    before = {match["entry"] for match in kept.result["matches"]}
    now_told = {
        "new": [match["name"] for match in live["matches"] if match["entry"] not in before],
        "gone": [match["name"] for match in kept.result["matches"] if match["entry"] not in by_entry],
        "lists_newer": _days(live) != _days(kept.result),
        "on": live["on"],
    }
    return {"screening": {**kept.result, "matches": matches}, "now": now_told}


def decide_hit(
    office: Office,
    actor: Actor,
    id: str,
    entry: str,
    verdict: str,
    *,
    why: str,
    evidence: str = "",
    by: str = "",
) -> str:
    """Write down what a person says of a hit of a kept screening; the name of the listed party.

    The decision rests on what is known of both sides now. Raises Unreadable for a reason that is missing, NotThere, NotOpen.
    """
    if verdict not in get_args(Verdict):
        raise Unreadable("screen.no-verdict")
    why, evidence = plain(why, 2000, "screen.too-long"), plain(evidence, 500, "screen.too-long")
    if not why:
        raise Unreadable("screen.no-why")
    kept = get(office, actor, id)
    screener = screener_of(office, actor.workspace)
    query = query_from(kept.query)
    match = next((one for one in screener.screen(query).matches if "/".join(one.hit.key) == entry), None)
    if match is None or screener.book is None:
        raise Unreadable("screen.no-such-hit")
    said: Verdict = next(one for one in get_args(Verdict) if one == verdict)
    who = plain(by, 120, "screen.too-long") or actor.name or actor.id
    made = decide(query, match.hit.party, said, by=who, why=why, on=office.today(), evidence=evidence)
    try:
        if isinstance(screener.book, StoreBook):
            screener.book.add(made, screening=kept.id, by=actor.id or None)
        else:
            screener.book.add(made)
    except BadDecision:
        raise Unreadable("screen.no-why") from None
    return match.hit.name.text


def listed(office: Office, actor: Actor, *, after: str = "") -> dict[str, Any]:
    """The screenings of the workspace, the newest first."""
    with office.database.read() as tx:
        page = rows.page_of(tx, actor.workspace, limit=PER_PAGE, after=after)
    return {
        "screenings": [
            {"id": one.id, "kind": one.kind, "name": title_of(one.query), "hits": one.hits, "made": one.made.isoformat(timespec="seconds"),
             "by": one.by or ""}
            for one in page.rows
        ],
        "after": page.after,
    }  # fmt: skip


def title_of(query: Mapping[str, Any]) -> str:
    """What was asked, in one line: the name, or the address where there is none."""
    if query.get("name"):
        return str(query["name"])
    addresses = query.get("addresses") or [""]
    return str(addresses[0])


def lists_of(screener: Screener) -> list[dict[str, Any]]:
    """The lists with their age in days; those that are not at hand first, then the oldest."""
    found = []
    for state in screener.lists:
        age = None if state.day is None else (screener.today - state.day).days
        found.append({**list_of(state), "days": age})
    return sorted(found, key=lambda one: (one["days"] is not None, -(one["days"] or 0), one["list"]))


def sum_of_lists(lists: list[dict[str, Any]]) -> dict[str, Any]:
    """How many lists are at hand, how old the oldest is, how many are missing."""
    at_hand = [one for one in lists if one["days"] is not None]
    return {
        "at_hand": len(at_hand),
        "oldest_days": max((one["days"] for one in at_hand), default=None),
        "oldest_day": min((one["day"] for one in at_hand), default=None),
        "missing": [one for one in lists if one["days"] is None],
        "stale": [one["list"] for one in lists if one["age"] == "stale"],
    }


def _days(found: Mapping[str, Any]) -> dict[str, Any]:
    return {one["list"]: one["day"] for one in found["lists"]}


__all__ = [
    "DecisionBook",
    "decide_hit",
    "get",
    "listed",
    "lists_of",
    "look",
    "screen",
    "sum_of_lists",
    "title_of",
    "today_of",
    "told",
]
