"""Answers short enough for an assistant to read, in whole words: what is cut off is counted and said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sekisho.law.compiled import Law
from sekisho.service.board import board_of
from sekisho.words import headline, say, text

MOST_REASONS: Final = 6
MOST_CONDUCT: Final = 3
MOST_ROWS: Final = 12
Json = Mapping[str, Any]


def determination(answer: Json, law: Law, lang: str) -> dict[str, Any]:
    """A determination lane by lane: the outcome in its whole words, why with citations, what is open, what changes next."""
    board = board_of(answer, {}, law, lang)
    lanes = [_lane(lane, lang) for group in board["groups"] for lane in group["lanes"]]
    return {
        "id": board["id"],
        "on": board["on"],
        "known": board["known"],
        "sentence": board["sentence"],
        "warnings": board["warnings"],
        "assumed": board["assumed"],
        "authorities": lanes,
        "conflicts": cut(board["conflicts"], MOST_ROWS, lang),
        "filing": cut(board["filing"], MOST_ROWS, lang),
        "not_examined": board["not_examined"],
        "on_whose_word": cut(board["words"], MOST_ROWS, lang),
    }


def _lane(lane: Json, lang: str) -> dict[str, Any]:
    reasons = [
        {
            "label": row["label"],
            "words": row["words"],
            "stands": row["stands"],
            "severity": row["severity"],
            "citation": row["citation"],
            "provision": row["cite"]["provision"],
            "entry": row["entry"],
        }
        for row in lane["reasons"]
    ]
    conduct = [{"words": row["words"], "provision": row["cite"]["provision"]} for row in lane["conduct"]]
    told = {
        "authority": lane["authority"],
        "name": lane["name"],
        "outcome": lane["headline"],
        "at_least": lane["at_least"],
        "at_most": lane["at_most"],
        "decided": lane["decided"],
        "checked": lane["checked"],
        "after_checked": lane["after_checked"],
        "open_because": [
            word for word, held in (("facts are missing", lane["missing_facts"]), ("law is unconfirmed", lane["unconfirmed"]),
                                    ("law is not read", lane["unread"])) if held
        ],
        "reasons": cut(reasons, MOST_REASONS, lang),
        "conduct": cut(conduct, MOST_CONDUCT, lang),
        "policy": [row["words"] for row in lane["policy"]],
        "paths": lane["paths"],
        "ways": cut(lane["ways"], MOST_CONDUCT, lang),
        "branches": lane["branches"],
        "gaps": cut(lane["gaps"], MOST_CONDUCT, lang),
        "changes_ahead": lane["ahead"],
    }  # fmt: skip
    return {key: value for key, value in told.items() if value not in ([], {}, "", None)}


def cut(rows: Sequence[Any], most: int, lang: str) -> list[Any]:
    """The first rows, and how many were left off."""
    if len(rows) <= most:
        return list(rows)
    return [*rows[:most], {"left_off": say("mcp.left-off", lang, len(rows) - most)}]


def question(one: Json, lang: str) -> dict[str, Any]:
    """A question in words: what is asked, of whom, for which provisions, and what follows where that may be shown."""
    found = {
        "fact": one["fact"],
        "ask": text(one.get("ask"), lang),
        "who": one.get("who"),
        "unit": one.get("unit") or None,
        "provisions": list(one.get("provisions") or ())[:5],
        "authorities": one.get("authorities"),
        "warning": text(one.get("warning"), lang) or None,
    }
    if one.get("show_consequences"):
        found["if"] = {value: _consequence(outcome, lang) for value, outcome in (one.get("if") or {}).items()}
    return {key: value for key, value in found.items() if value not in (None, [], {})}


def _consequence(outcome: Any, lang: str) -> Any:
    from sekisho.words.lanes import consequence

    return consequence(outcome, lang)


def change(row: Json, lang: str) -> dict[str, Any]:
    """One change of an answer over time, in words."""
    return {
        "on": row["on"],
        "authority": row["authority"],
        "outcome": headline(row["at_least"], row["at_most"], lang),
        "at_least": row["at_least"],
        "at_most": row["at_most"],
        "first": row["first"],
        "because": [
            {"event": event["event"], "provision": event["provision"], "title": text(event["title"], lang), "by": event["by"]}
            for event in list(row["because"])[:4]
        ],
    }  # fmt: skip


def without(data: Json, keys: Iterable[str]) -> dict[str, Any]:
    """Data without some of its keys."""
    left = set(keys)
    return {key: value for key, value in data.items() if key not in left}
