"""The short of a determination says the same whether it is made from the determination or from its data."""

from __future__ import annotations

from pathlib import Path

import pytest

from sekisho.determine import Engine
from sekisho.facts import read_case
from sekisho.law import load_law
from sekisho.service.summaries import change_between, changed_lanes, rows_of, summary_of, summary_of_answer

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))[::4]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(load_law(None))


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_both_ways_agree(engine: Engine, file: Path) -> None:
    found = engine.determine(read_case(file, engine.law))
    quick = summary_of(found)
    assert quick == summary_of_answer(found.to_dict(questions=False, traces=False))
    assert any(lane["duties"] for lane in quick.values()) or all(
        lane["at_least"] in {"not-subject", "no-licence-required"} for lane in quick.values()
    )


def lane(low: str, high: str, *duties: str, door: bool = False) -> dict[str, object]:
    return {"at_least": low, "at_most": high, "door": door, "duties": list(duties), "open": []}


def test_a_change_is_of_the_outcome_of_the_reasons_or_none() -> None:
    before = {
        "JP": lane("licence-required", "licence-required", "jp-1"),
        "CN": lane("not-subject", "prohibited"),
    }
    assert change_between(before, {**before}) == "same"
    other = {**before, "JP": lane("licence-required", "licence-required", "jp-2")}
    assert change_between(before, other) == "reasons"
    assert changed_lanes(before, other) == ["JP"]
    worse = {**before, "CN": lane("not-subject", "licence-required")}
    assert change_between(before, worse) == "outcome"
    assert change_between(before, {"JP": before["JP"]}) == "outcome"
    assert changed_lanes(before, {"JP": before["JP"]}) == ["CN"]
    shut = {"JP": lane("prohibited", "prohibited", "x")}
    assert change_between(shut, {"JP": lane("prohibited", "prohibited", "x", door=True)}) == "outcome"


def test_the_gravest_stands_first_and_the_bracket_stays() -> None:
    rows = rows_of(
        {
            "A": lane("no-licence-required", "no-licence-required"),
            "B": lane("not-subject", "prohibited"),
            "C": lane("licence-required", "licence-required"),
        },
        "en",
    )
    assert [row["authority"] for row in rows] == ["B", "C", "A"]
    assert rows[2]["headline"] == "No licence required (on the facts given)"
