"""What stands on the paper of a check, in the order in which it is read: the outcome per authority, duties with their
citation, open questions, on whose word, what was not examined, the history, the reasons.

The page for printing and the PDF are made from this alone, so they cannot differ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from sekisho.words import SEVERITIES, say, severity
from sekisho.words.lanes import all_duties, reason

from ..board import board_of
from ..cards import cards_of
from ..conflict_notes import left_over, with_notes
from ..histories import rows_of
from ..lanes import cited
from ..reasons import Value, found_words, step_words
from ..stated import value_at
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
    law: Law, document: Document, worked: Worked, history: Json | None, *, title: str, made: date, lang: str,
    notes: Sequence[Json] = (),
) -> dict[str, Any]:  # fmt: skip
    """The paper as plain data in one language. `history`: that of `service.histories`; `made`: the day on which it is made;
    `notes`: those on conflicts that the record of the check holds.
    """
    answer = worked.answer()
    board = board_of(answer, worked.failed, law, lang, document)
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
        "conflicts": with_notes(board["conflicts"], notes, lang),
        "notes": [note["line"] for note in left_over(board["conflicts"], notes, lang)],
        "filing": board["filing"],
        "findings": board["findings"],
        "questions": asked["cards"],
        "questions_in_all": asked["total"] + asked["unnamed"],
        "words": board["words"],
        "not_examined": board["not_examined"],
        "history": _history(law, history, lang),
        "reasons": [
            _reasons(
                worked,
                lane["authority"],
                lane["name"],
                lang,
                lambda path: value_at(document, path, law, lang),
            )
            for lane in lanes
        ],
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


def _reasons(worked: Worked, authority: str, name: str, lang: str, value: Value) -> dict[str, Any]:
    """What decides and what is open, as lines with their depth: what stands first, the gravest first. `value`: what the
    transaction states at a fact.
    """
    lane = worked.traced(authority)
    lines: list[dict[str, Any]] = []
    told: set[int] = set()
    left_out = 0
    duties = (
        [duty for _, duty in all_duties(lane) if duty.get("truth") != "false"] if lane is not None else []
    )
    for duty in sorted(duties, key=_rank):
        cite = cited(duty, lang)
        if len(lines) >= MOST_STEPS:
            left_out += 1
            continue
        lines.append(
            {
                "depth": 0,
                "words": reason(duty, lang),
                "truth": str(duty["truth"]),
                "truth_words": say(str(duty["truth"]), lang),
                "found": "",
                "cite": cite["words"] if cite["words"] != cite["provision"] else "",
                "place": cite["place"],
            }
        )
        left_out += sum(
            _step(step, 1, str(duty["truth"]), lang, lines, told, value) for step in duty.get("why") or ()
        )
    return {"authority": authority, "name": name, "lines": lines, "left_out": left_out}


def _rank(duty: Json) -> tuple[bool, int]:
    word = str(duty.get("severity") or "")
    return duty.get("truth") != "true", -severity(word) if word in SEVERITIES else 1


def _step(
    step: Json, depth: int, decides: str, lang: str, lines: list[dict[str, Any]], told: set[int], value: Value
) -> int:
    """Put a step and what is below it into the lines, where it decides or is open and was not told before. Gives how many
    steps were left out.
    """
    truth = str(step.get("truth"))
    if truth not in (decides, "unknown") or id(step) in told:
        return 0
    if len(lines) >= MOST_STEPS or depth > DEEPEST:
        return 1
    told.add(id(step))
    words = step_words(step, lang)
    lines.append(
        {
            "depth": depth,
            "words": words,
            "truth": truth,
            "truth_words": say(truth, lang),
            "found": found_words(step, lang, words, value),
            "cite": "",  # the words name the provision; its address is of no use on paper
            "place": "",
        }
    )
    return sum(_step(below, depth + 1, truth, lang, lines, told, value) for below in step.get("steps") or ())
