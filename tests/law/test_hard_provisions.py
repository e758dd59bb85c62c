"""The worked transactions of the hard provisions (part 1, section 3), row by row, as the table says the law is."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from sekisho.determine.casework import unmet
from sekisho.facts import read_case
from sekisho.law.cases import put, remove
from sekisho.law.yaml_text import read
from tests.lawcases import the_engine, the_law

DATA = Path(__file__).parent.parent / "data" / "hard" / "part-1.yaml"
TABLE: dict[str, Any] = read(DATA)
ROWS: dict[str, dict[str, Any]] = {row["row"]: row for row in TABLE["rows"]}


def transaction(name: str) -> dict[str, Any]:
    """The transaction of a row, or of a base."""
    if name in TABLE["bases"]:
        return {"id": name, **deepcopy(TABLE["bases"][name])}
    row = ROWS[name]
    made = transaction(row["base"])
    for path in row.get("unset", ()):
        remove(made, path)
    for path, value in row.get("set", {}).items():
        put(made, path, deepcopy(value))
    made["complete"] = [name for name in made["complete"] if name not in row.get("unset_complete", ())]
    return made


@pytest.mark.parametrize("row", ROWS.values(), ids=lambda row: f"{row['row']} {row['what']}")
def test_worked_transaction(row: dict[str, Any]) -> None:
    determination = the_engine().determine(read_case(transaction(row["row"]), the_law()))
    problems = []
    for expectation in row["expect"]:
        if "branches" in expectation:
            branches = determination.to_dict(questions=False)["authorities"][expectation["branches"]][
                "branches"
            ]
            problem = "" if len(branches) >= 2 else f"{len(branches)} branches"
        else:
            problem = unmet(expectation, determination)
        if problem:
            problems.append(f"expected {expectation}, found {problem}")
    assert not problems, "\n".join(problems)


def test_a_party_more_never_loosens() -> None:
    """Rows 29: adding a party narrows the interval and leaves it inside the one before."""
    spans = []
    for name in ("29", "29.1"):
        statuses = the_engine().statuses(read_case(transaction(name), the_law()))
        spans.append(statuses["CN", "", ""])
    (low, high), (then_low, then_high) = spans
    assert low <= then_low <= then_high <= high
