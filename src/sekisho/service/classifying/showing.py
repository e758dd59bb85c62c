"""A classification as a page shows it: short rows with the clauses that decide, chosen by list and state, page by page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from sekisho.law.compiled import Law
from sekisho.law.in_words import LANGUAGES
from sekisho.logic.values import SetValue
from sekisho.words.attribute_names import attribute_names

from .candidates import Classification
from .sheets import Sheet

PER_PAGE: Final = 40
MOST_CLAUSES: Final = 3
BLANK: Final = dict.fromkeys(("by", "on", "paper", "page", "condition", "label", "looked"), "")
STATES: Final = ("true", "unknown", "false")


def shown(one: Classification, *, list_id: str = "", state: str = "", page: int = 1) -> dict[str, Any]:
    """The classification of a sheet, one page of its entries. `list_id`, `state`: only those."""
    if not one.sheet["kinds"]:
        told: dict[str, Any] = {**one.told_without_entries(), "kind_missing": True}
        rows: list[dict[str, Any]] = []
    else:
        told = {**one.in_short(), "kind_missing": False}
        rows = told["entries"]
    counts = {name: sum(row["truth"] == name for row in rows) for name in STATES}
    chosen = [
        row
        for row in rows
        if (not list_id or row["list"] == list_id) and (not state or row["truth"] == state)
    ]
    pages = max(1, -(-len(chosen) // PER_PAGE))
    page = min(page, pages)
    first = (page - 1) * PER_PAGE
    return {
        **told,
        "entries": [
            brief(one.entry(one.law.entries[row["code"]])) for row in chosen[first : first + PER_PAGE]
        ],
        "counts": counts,
        "chosen": {"list": list_id, "state": state, "page": page, "pages": pages, "first": first + 1 if chosen else 0,
                   "last": min(first + PER_PAGE, len(chosen)), "whole": len(chosen)},
    }  # fmt: skip


def brief(row: Mapping[str, Any]) -> dict[str, Any]:
    """An entry with the clauses that decide, the nearest first, and how many there are beside them."""
    leaves = [
        clause
        for clause in row["clauses"]
        if clause["decides"] and not clause["group"] and not clause["idle"]
    ]
    own = [clause for clause in leaves if clause["attribute"] != "kind"]
    leaves = own or leaves
    leaves.sort(key=lambda clause: Decimal(clause["gap"]["order"]) if clause["gap"] else Decimal(10**9))
    seen: set[tuple[str, str]] = set()
    leaves = [one for one in leaves if _new(one, seen)]
    kept = {key: value for key, value in row.items() if key not in {"clauses", "near"}}
    return {**kept, "deciding": leaves[:MOST_CLAUSES], "further": max(0, len(leaves) - MOST_CLAUSES)}


def _new(clause: Mapping[str, Any], seen: set[tuple[str, str]]) -> bool:
    """Is a clause none of those that were told already? The same limit may stand in several branches of an entry."""
    key = (clause["text"]["en"], clause["truth"])
    if key in seen:
        return False
    seen.add(key)
    return True


def changed(before: Iterable[Mapping[str, Any]], after: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Which entries stand otherwise than before, those that are met now first."""
    then = {row["code"]: row["truth"] for row in before}
    found = [
        {
            "code": row["code"],
            "display": row["display"],
            "list": row["list"],
            "before": then.get(row["code"]),
            "after": row["truth"],
        }
        for row in after
        if then.get(row["code"]) != row["truth"]
    ]
    return sorted(found, key=lambda one: STATES.index(one["after"]))


def rows_of(law: Law, sheet: Sheet) -> list[dict[str, Any]]:
    """The values of a sheet with the names of their parameters."""
    found = []
    for row in sheet["values"]:
        known = law.vocabulary.get(row["attribute"])
        found.append({**BLANK, **row, "name": attribute_names(law, row["attribute"]), "canonical_words": _words(law, row),
                      "question": dict(known.question) if known is not None else {}})  # fmt: skip
    return found


def _words(law: Law, row: Mapping[str, Any]) -> dict[str, str]:
    """A value in the words of its parameter: the label of a choice, yes or no."""
    from sekisho.law.in_words import value_words

    known = law.vocabulary.get(row["attribute"])
    if known is None or row["given"] == "cannot-be-found-out":
        return dict.fromkeys(LANGUAGES, str(row["canonical"]))
    try:
        value = law.vocabulary.read_value(known, row["given"])
    except ValueError:
        return dict.fromkeys(LANGUAGES, str(row["canonical"]))
    if isinstance(value, SetValue):
        return dict.fromkeys(LANGUAGES, str(value))
    return {lang: value_words(law, row["attribute"], value, lang) for lang in LANGUAGES}
