"""Classification for an assistant: the entries that are met or open, with the clauses that decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sekisho.service.classifying import sheets
from sekisho.service.classifying.candidates import Classification
from sekisho.service.classifying.showing import brief
from sekisho.service.determining import BadOption, a_day
from sekisho.words import text

from .desk import AssistantDesk
from .telling import cut

MOST_ENTRIES: Final = 25
MOST_MISSING: Final = 10


def classification(
    desk: AssistantDesk,
    kinds: Sequence[str],
    values: Mapping[str, str],
    on: str | None,
    lists: Sequence[str],
    lang: str,
) -> dict[str, Any]:
    """How a product stands to the lists. Raises Unreadable, BadOption."""
    law, today = desk.office.law, desk.office.today()
    for name in lists:
        if name not in law.lists or law.lists[name].parties:
            raise BadOption(
                "lists", f"{name[:60]!r} is no control list", "take the ids from search_law or provision"
            )
    sheet = sheets.with_head(law, sheets.empty("", []), kinds=list(kinds))
    for attribute, value in values.items():
        sheet = sheets.with_value(law, sheet, attribute, value, by="assistant", on=today.isoformat())
    found = Classification.of(law, sheet, a_day(on, "on") or today).told()
    rows = [
        brief(row)
        for row in found["entries"]
        if row["truth"] != "false" and (not lists or row["list"] in lists)
    ]
    entries = [
        {
            "code": row["code"],
            "list": row["list"],
            "authority": row["authority"],
            "name": text(row["name"], lang),
            "truth": row["truth"],
            "cite": row["cite"],
            "deciding": [_clause(clause, lang) for clause in row["deciding"]],
        }
        for row in rows
    ]
    missing = [
        {
            "attribute": one["attribute"],
            "question": text(one.get("question"), lang),
            "who": one.get("who"),
            "lists": one["lists"],
        }
        for one in found["missing"]
    ]
    return {
        "on": found["on"],
        "met": sum(row["truth"] == "true" for row in rows),
        "open": sum(row["truth"] == "unknown" for row in rows),
        "entries": cut(entries, MOST_ENTRIES, lang),
        "missing": cut(missing, MOST_MISSING, lang),
        "lists": [
            {
                "list": one["list"],
                "title": text(one["title"], lang),
                "met": one["met"],
                "open": one["open"],
                "rest": one["rest"],
            }
            for one in found["lists"]
        ],
    }


def _clause(clause: Mapping[str, Any], lang: str) -> dict[str, Any]:
    return {
        "attribute": clause["attribute"],
        "limit": text(clause["limit"], lang),
        "truth": clause["truth"],
        "gap": text(clause["gap"].get("words"), lang) if clause.get("gap") else "",
    }
