"""What the lists said: of a name, of a table, of the owners of a party; decisions on hits."""

from __future__ import annotations

from typing import Any

from sekisho.service.access import Permission
from sekisho.service.screening import keeping
from sekisho.service.screening.asking import query_from
from sekisho.service.screening.files import as_csv, as_xlsx
from sekisho.service.screening.owning import keep_owners
from sekisho.service.screening.room import NotOpen
from sekisho.service.typed_in.unreadable import Unreadable
from sekisho.store import NotThere
from sekisho.store.screenings import Screening

from ..asking import Ask, Refused
from ..pages import File, Goto, Page, Shown
from .common import days_between, pages, read_hits, searched_of
from .drawings import drawn

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN_ROWS = 100


def kept(ask: Ask, id: str, kind: str = "") -> Screening:
    """The screening of the address. Raises Refused where the workspace has none."""
    try:
        found = keeping.get(ask.office, ask.actor, id)
    except NotThere:
        raise Refused(404, "screen.no-such") from None
    if kind and found.kind != kind:
        raise Refused(404, "screen.no-such")
    return found


@pages.get("/screen/{id}", template="screen/result.html", may=Permission.SCREEN_READ)
def result(ask: Ask, id: str) -> Page:
    """What the lists said of a name, a table or the owners of a party, with what was decided since."""
    one = kept(ask, id)
    if one.kind == "file":
        return _file(ask, one)
    if one.kind == "owners":
        return _owners(ask, one)
    return name_page(ask, one)


def name_page(
    ask: Ask,
    one: Screening,
    *,
    error: dict[str, str] | None = None,
    typed: dict[str, str] | None = None,
    status: int = 200,
) -> Page:
    """The answer to one name; `error` and `typed` of a decision that was not taken."""
    found = keeping.today_of(ask.office, ask.actor, one)
    data: dict[str, Any] = {
        "id": one.id,
        "made": one.made.isoformat(timespec="seconds"),
        "by": one.by or "",
        "asked": one.query,
        "screening": found["screening"],
        "now": found["now"],
        **read_hits(ask, found["screening"]),
        "ages": [
            {**row, "days": days_between(row["day"], found["screening"]["on"]) if row["day"] else None}
            for row in found["screening"]["lists"]
        ],
        "who": ask.actor.name,
        "error": error,
        "typed": typed or {},
    }
    return Page(data, keeping.title_of(one.query), status, "screen/result.html")


def _file(ask: Ask, one: Screening) -> Page:
    found, day = one.result, str(one.made.date())
    rows = []
    for row in found["doubtful"][:SHOWN_ROWS]:
        read = read_hits(ask, {**row, "lists": found["lists"], "on": day})
        head = {"line": row["line"], "id": row["id"], "name": row.get("name") or row["asked"]["name"]}
        head |= {"what": row["what"], "asked": row["asked"]["name"]}
        rows.append({**head, "hits": read["hits"], "addresses": read["addresses"]})
    data = {
        "id": one.id,
        "made": one.made.isoformat(timespec="seconds"),
        "name": one.query["name"],
        "parties": found["parties"],
        "to_look_at": len({row["line"] for row in found["doubtful"]}),
        "whole": len(found["doubtful"]),
        "rows": rows,
        "lists": found["lists"],
        **searched_of({**found, "on": day}),
    }
    return Page(data, one.query["name"], template="screen/file.html")


def _owners(ask: Ask, one: Screening) -> Page:
    found = one.result
    parties = [{**party, "picture": drawn(ask, party)} for party in found["parties"]]
    screened = [
        {
            "path": row["path"],
            "name": row["name"],
            "asked": row["asked"],
            **read_hits(ask, {**row, "lists": found.get("lists", [])}),
        }
        for row in found["screened"]
    ]
    data = {"id": one.id, "made": one.made.isoformat(timespec="seconds"), "on": found["on"], "name": one.query["name"],
            "check": one.check or "", "parties": parties, "screened": screened}  # fmt: skip
    return Page(data, f"{ask.say('screen.owners')}: {one.query['name']}", template="screen/owners.html")


@pages.get("/screen/{id}/table.csv", may=Permission.SCREEN_READ, json=False)
def table_csv(ask: Ask, id: str) -> File:
    """The doubtful parties of a table as CSV."""
    one = kept(ask, id, "file")
    return File(as_csv(one.result, ask.lang), "text/csv; charset=utf-8", f"screening-{one.made:%Y-%m-%d}.csv")


@pages.get("/screen/{id}/table.xlsx", may=Permission.SCREEN_READ, json=False)
def table_xlsx(ask: Ask, id: str) -> File:
    """The doubtful parties of a table as a workbook, with the age of each list."""
    one = kept(ask, id, "file")
    return File(as_xlsx(one.result, ask.lang), XLSX, f"screening-{one.made:%Y-%m-%d}.xlsx")


@pages.post("/screen/{id}/decide", template="screen/result.html", may=Permission.SCREEN_DECIDE)
def decide(ask: Ask, id: str) -> Shown:
    """Write down whether a hit is the party that was asked for: the same, another, or cannot say; who, why, on what paper."""
    one = kept(ask, id, "name")
    typed = {name: ask.field(name) for name in ("entry", "verdict", "why", "evidence", "who")}
    by = typed["who"] if ask.actor.how == "local" else ask.actor.name
    try:
        name = keeping.decide_hit(
            ask.office,
            ask.actor,
            id,
            typed["entry"],
            typed["verdict"],
            why=typed["why"],
            evidence=typed["evidence"],
            by=by,
        )
    except Unreadable as error:
        told = {
            "entry": typed["entry"],
            "words": error.words(ask.lang),
            "field": "verdict" if error.key == "screen.no-verdict" else "why",
        }
        return name_page(ask, one, error=told, typed=typed, status=422)
    except NotOpen:
        told = {"entry": typed["entry"], "words": ask.say("screen.not-open"), "field": "why"}
        return name_page(ask, one, error=told, typed=typed, status=503)
    return Goto(f"/screen/{id}", ask.say("screen.recorded", name, ask.say(f"screen.{typed['verdict']}")))


@pages.post("/screen/{id}/again", may=Permission.SCREEN_RUN)
def again(ask: Ask, id: str) -> Shown:
    """Ask the same once more of the lists of today; the answer of then stays."""
    one = kept(ask, id)
    try:
        if one.kind == "owners":
            return Goto(
                f"/screen/{keep_owners(ask.office, ask.actor, {**one.query['tree'], 'on': str(ask.office.today())})}"
            )
        if one.kind == "name":
            return Goto(f"/screen/{keeping.screen(ask.office, ask.actor, query_from(one.query))}")
    except NotOpen:
        return Goto(f"/screen/{id}", ask.say("screen.not-open"))
    raise Refused(404, "screen.no-such")
