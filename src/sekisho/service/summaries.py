"""The short of a determination: by authority the interval, the duties that stand or may stand, and whether a ban has a door.

It is made from a determination, or from its plain data, with the same result; two of them are the same when nothing
changed that a reader would act on.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from sekisho.determine.outcome import Severity
from sekisho.logic.truth import FALSE, TRUE
from sekisho.words import headline, severity
from sekisho.words.lanes import all_duties, has_door

if TYPE_CHECKING:
    from sekisho.determine import Determination

Summary: TypeAlias = dict[str, dict[str, Any]]
Change: TypeAlias = Literal["same", "outcome", "reasons"]
_ACT = 2
"""From this severity on a duty asks something of somebody."""


def summary_of(found: Determination) -> Summary:
    """The short of a determination; quick, for nothing is told that a list does not show."""
    lanes: Summary = {}
    for code, result in found.authorities.items():
        held = [d for d in result.duties if d.span is not None and d.truth is not FALSE and not d.yields]
        asking = [d for d in held if d.span is not None and d.span.high >= _ACT]
        lanes[code] = {
            "at_least": result.span.low.word,
            "at_most": result.span.high.word,
            "door": has_door(
                (d.truth is TRUE, bool(d.requirement.door))
                for d in held
                if d.span is not None and d.span.high is Severity.PROHIBITED
            ),
            "duties": sorted({d.requirement.id for d in asking if d.truth is TRUE}),
            "open": sorted({d.requirement.id for d in asking if d.truth is not TRUE}),
        }
    return lanes


def summary_of_answer(answer: Mapping[str, Any]) -> Summary:
    """The short of a determination's plain data."""
    lanes: Summary = {}
    for code, lane in answer.get("authorities", {}).items():
        held = [
            duty
            for _, duty in all_duties(lane)
            if duty.get("severity") and duty.get("truth") != "false" and not duty.get("yields_to")
        ]
        asking = [duty for duty in held if severity(duty["severity"]) >= _ACT]
        lanes[code] = {
            "at_least": lane["at_least"],
            "at_most": lane["at_most"],
            "door": has_door(
                (duty["truth"] == "true", bool(duty.get("door")))
                for duty in held
                if duty["severity"] == "prohibited"
            ),
            "duties": sorted({duty["provision"] for duty in asking if duty["truth"] == "true"}),
            "open": sorted({duty["provision"] for duty in asking if duty["truth"] != "true"}),
        }
    return lanes


def change_between(before: Summary, after: Summary) -> Change:
    """Whether an outcome changed, only the duties behind it, or nothing. An authority that came or went is a change."""
    if before.keys() != after.keys():
        return "outcome"
    if any(_span(before[code]) != _span(after[code]) for code in before):
        return "outcome"
    return "reasons" if changed_lanes(before, after) else "same"


def changed_lanes(before: Summary, after: Summary) -> list[str]:
    """The authorities whose lane is not the same, in their order."""
    codes = sorted(before.keys() | after.keys())
    return [code for code in codes if before.get(code) != after.get(code)]


def rows_of(summary: Summary, lang: str) -> list[dict[str, Any]]:
    """The lanes of a summary for a list, the gravest that could be first, each with its headline."""
    rows = [
        {
            "authority": code,
            "at_least": lane["at_least"],
            "at_most": lane["at_most"],
            "door": bool(lane.get("door")),
            "headline": headline(lane["at_least"], lane["at_most"], lang, bool(lane.get("door"))),
        }
        for code, lane in summary.items()
    ]
    return sorted(
        rows, key=lambda row: (-severity(row["at_most"]), -severity(row["at_least"]), row["authority"])
    )


def _span(lane: Mapping[str, Any]) -> tuple[Any, ...]:
    return lane["at_least"], lane["at_most"], bool(lane.get("door"))
