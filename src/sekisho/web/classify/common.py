"""What the pages of the classification share: the sheet that is meant, its data, errors in the form."""

from __future__ import annotations

from typing import Any, Final

from sekisho.service.classifying import keeping
from sekisho.service.classifying.examples import EXAMPLES, usable
from sekisho.service.classifying.keeping import BadInput, Kept
from sekisho.service.classifying.pasting import attributes_for
from sekisho.service.classifying.showing import BLANK, rows_of, shown
from sekisho.service.forms.claimed import claim_rows
from sekisho.service.typed_in.kinds import find_kinds, kind_row
from sekisho.service.typed_in.unreadable import Unreadable
from sekisho.store import BadCursor, NotThere
from sekisho.store import classifications as rows
from sekisho.words.attribute_names import attribute_name, attribute_names

from ..asking import Ask, Refused
from ..pages import Page, Pages

pages = Pages()
FIELDS: Final = ("attribute", "value", "paper", "page", "condition", "looked")
STATES: Final = ("true", "unknown", "false")


def kept(ask: Ask, id: str) -> Kept:
    """The sheet of the address. Raises Refused where the workspace has none."""
    try:
        return keeping.get(ask.office, ask.actor, id)
    except NotThere:
        raise Refused(404, "classify.not-there") from None


def seen_of(ask: Ask) -> int:
    """The revision that the sender of a form saw. Raises Refused where the form does not say."""
    words = ask.field("seen")
    if not (words.isascii() and words.isdecimal()) or len(words) > 9:
        raise Refused(400, "page.wrong-400", field="seen")
    return int(words)


def sheet_page(
    ask: Ask,
    one: Kept,
    *,
    error: Unreadable | None = None,
    typed: dict[str, str] | None = None,
    status: int = 200,
) -> Page:
    """The sheet with its candidates; `error` and `typed` of a form that was not taken."""
    office, law = ask.office, ask.office.law
    chosen = {"list_id": _list(ask), "state": ask.get("state") if ask.get("state") in STATES else ""}
    data: dict[str, Any] = {
        "id": one.id,
        "seen": one.seen,
        "changed": one.changed,
        "archived": one.archived,
        "name": one.sheet["name"],
        "sheet": {**{key: one.sheet[key] for key in ("maker", "description", "origin", "hs", "claims")},
                  "notes": [{**BLANK, **row} for row in one.sheet["notes"]],
                  "kinds": [kind_row(kind, law, ask.lang) for kind in one.sheet["kinds"]],
                  "values": rows_of(law, one.sheet)},
        "claims": claim_rows(one.sheet["claims"], law, ask.lang),
        "asked": asked_of(ask, one.sheet["kinds"]),
        "found_kinds": find_kinds(ask.get("kind"), law, ask.lang) if ask.get("kind") else [],
        "kind_words": ask.get("kind"),
        "history": [{**row, "words": did(ask, row["what"])} for row in keeping.history(office, ask.actor, one.id)[:12]],
        "undo": undo_of(ask, one),
        "typed": typed or {"attribute": ask.get("of"), **{name: "" for name in FIELDS[1:]}, "paper": _last_paper(one)},
        "error": None if error is None else {"words": error.words(ask.lang), "field": field_of(error)},
        "on_day": ask.get("on"),
        "cannot_read": "",
    }  # fmt: skip
    try:
        told = shown(
            keeping.classified(office, one.sheet, ask.day("on")), page=ask.number("page", 1, 10_000), **chosen
        )
    except BadInput as bad:
        told = None
        data["cannot_read"] = str(bad)
    return Page(
        {**data, "classification": told},
        one.sheet["name"] or ask.say("classify.sheet"),
        status,
        "classify/sheet.html",
    )


def _list(ask: Ask) -> str:
    name = ask.get("list")
    return name if name in ask.office.law.lists else ""


def asked_of(ask: Ask, kinds: list[str]) -> list[dict[str, Any]]:
    """The parameters that can be put on a sheet, by name, for the list in the form."""
    law = ask.office.law
    if not kinds:
        return []
    found = [
        {"id": one.id, "name": attribute_names(law, one.id)[ask.lang], "unit": one.unit, "type": one.type}
        for one in attributes_for(law, kinds)
    ]
    return sorted(found, key=lambda one: one["name"].casefold())


def undo_of(ask: Ask, one: Kept) -> Any:
    """What an undo would take back; None where there is nothing."""
    with ask.office.database.read() as tx:
        to = keeping.undoes(tx, ask.actor.workspace, one.id, one.seen)
        return None if to is None else did(ask, rows.revision(tx, ask.actor.workspace, one.id, to + 1).what)


def _last_paper(one: Kept) -> str:
    """The paper of the last value: the next one mostly stands on the same."""
    values = one.sheet["values"]
    return str(values[-1].get("paper", "")) if values else ""


def field_of(error: Unreadable) -> str:
    """The field of the form that an error is about."""
    return {"classify.looked-where": "looked", "classify.no-attribute": "attribute"}.get(error.key, "value")


def did(ask: Ask, what: Any) -> str:
    """What was done to a sheet, in words."""
    if not isinstance(what, dict):
        return ask.say(f"classify.did-{what}")
    (key, part), *_ = what.items()
    if key in {"value", "cannot"}:
        part = attribute_name(ask.office.law, str(part), ask.lang)
    return ask.say(f"classify.did-{key}", part)


def start_page(
    ask: Ask, *, typed: dict[str, str], kinds: list[str], error: str = "", status: int = 200
) -> Page:
    """The product sheets of the workspace, the form for a new one with what was typed, and examples."""
    law = ask.office.law
    try:
        found = keeping.sheets(
            ask.office, ask.actor, after=ask.get("after"), archived=ask.get("away") == "yes"
        )
    except BadCursor:
        raise Refused(400, "page.wrong-400", field="after") from None
    data = {
        **found,
        "away": ask.get("away") == "yes",
        "examples": [{"id": one.id, "name": dict(one.name), "kinds": [kind_row(k, law, ask.lang)["name"] for k in one.kinds]}
                     for one in EXAMPLES if usable(law, one)],
        "found_kinds": find_kinds(typed["kind"], law, ask.lang) if typed["kind"] else [],
        "kinds": [kind_row(kind, law, ask.lang) for kind in kinds],
        "typed": typed,
        "error": error,
    }  # fmt: skip
    return Page(data, ask.say("classify.title"), status, "classify/start.html")
