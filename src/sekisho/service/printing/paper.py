"""What stands on the paper of a check, in the order in which it is read: the outcome per authority, duties with their
citation, open questions, on whose word, what was not examined, the history, the reasons.

The page for printing and the PDF are made from this alone, so they cannot differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from sekisho.words import say

from ..board import board_of
from ..cards import cards_of
from ..histories import rows_of
from ..reasons import reasons_tree
from ..summary import summary_of

if TYPE_CHECKING:
    from datetime import date

    from sekisho.facts.write import Document
    from sekisho.law.compiled import Law

    from ..worked import Worked

MOST_QUESTIONS: Final = 60
MOST_REASONS: Final = 24
"""So many provisions of one authority are told on paper; the page of the lane has them all."""
MOST_STEPS: Final = 60
"""So many lines of one authority's reasoning are printed; what is left out is counted."""
DEEPEST: Final = 7
Json = Mapping[str, Any]


def paper_of(
    law: Law, document: Document, worked: Worked, history: Json | None, *, title: str, made: date, lang: str
) -> dict[str, Any]:
    """The paper as plain data in one language. `history`: that of `service.histories`; `made`: the day on which it is made."""
    answer = worked.answer()
    board = board_of(answer, worked.failed, law, lang)
    lanes = [lane for group in board["groups"] for lane in group["lanes"]]
    for lane in lanes:
        lane["reasons_left_out"] = max(len(lane["reasons"]) - MOST_REASONS, 0)
        lane["reasons"] = lane["reasons"][:MOST_REASONS]
    asked = cards_of(answer, document, law, lang, most=MOST_QUESTIONS)
    return {
        "id": board["id"],
        "title": title,
        "lang": lang,
        "made": made.isoformat(),
        "on": board["on"],
        "known": board["known"],
        "law": str(answer["law"]["hash"]),
        "engine": answer["engine"],
        "assumed": board["assumed"],
        "warnings": board["warnings"],
        "sentence": board["sentence"],
        "summary": summary_of(document, law, lang),
        "groups": [{**group, "lanes": group["lanes"]} for group in board["groups"]],
        "failed": board["failed"],
        "conflicts": board["conflicts"],
        "filing": board["filing"],
        "findings": board["findings"],
        "questions": asked["cards"],
        "questions_in_all": asked["total"] + asked["unnamed"],
        "words": board["words"],
        "not_examined": board["not_examined"],
        "history": _history(law, history, lang),
        "reasons": [_reasons(worked, lane["authority"], lane["name"], lang) for lane in lanes],
    }


def _history(law: Law, found: Json | None, lang: str) -> dict[str, Any] | None:
    """The history as rows; authorities of which the answer never changed are told on one line each."""
    if found is None:
        return None
    return {
        "from": found["from"].isoformat(),
        "to": found["to"].isoformat(),
        "tried_to": found["tried_to"].isoformat(),
        "rows": [
            {**row, "from": row["from"].isoformat(), "until": row["until"].isoformat()}
            for row in rows_of(law, found, lang)
        ],
    }


def _reasons(worked: Worked, authority: str, name: str, lang: str) -> dict[str, Any]:
    """The nodes that decide or are open, as lines with their depth."""
    lane = worked.traced(authority)
    lines: list[dict[str, Any]] = []
    left_out = 0
    if lane is not None:
        tree = reasons_tree(lane, lang)
        nodes = [*tree["nodes"], *(node for item in tree["items"] for node in item["nodes"])]
        for node in nodes:
            if node["truth"] != "false" and node["what"] == "duty":
                left_out += _lines(node, 0, lines)
    return {"authority": authority, "name": name, "lines": lines, "left_out": left_out}


def _lines(node: Json, depth: int, into: list[dict[str, Any]]) -> int:
    """Put a node and what decides it into the lines; gives how many nodes were left out."""
    if len(into) >= MOST_STEPS or depth > DEEPEST:
        return 1
    cite = node.get("cite") or {}
    into.append(
        {
            "depth": depth,
            "words": str(node["words"]),
            "truth": str(node["truth"]),
            "truth_words": str(node["truth_words"]),
            "found": str(node.get("found") or ""),
            "cite": str(cite.get("words") or node.get("provision") or ""),
            "place": str(cite.get("place") or ""),
        }
    )
    inside = [
        below for below in node["nodes"] if below["truth"] == node["truth"] or below["truth"] == "unknown"
    ]
    return sum(_lines(below, depth + 1, into) for below in inside)


def heading(key: str, lang: str) -> str:
    """The heading of a part of the paper."""
    return say(f"print.{key}", lang)
