"""Every case of the law gives what its source says."""

from __future__ import annotations

import pytest

from sekisho.determine.casework import check
from sekisho.determine.outcome import severity_of
from tests.lawcases import the_engine, the_files, transaction


@pytest.mark.parametrize("file", sorted(the_files()))
def test_cases(file: str) -> None:
    failures = [f for case in the_files()[file] for f in check(case, the_engine())]
    assert not failures, "\n".join(f"{f.case}: expected {f.expected}\n   found {f.found}" for f in failures)


@pytest.mark.parametrize("file", sorted(the_files()))
def test_no_false_freedom(file: str) -> None:
    """The one unforgivable error has a budget of zero: no answer's high end lies below what the source demands."""
    false_freedom = []
    for case in the_files()[file]:
        demands = [row for row in case.expect if "at_least" in row and "authority" in row]
        if not demands:
            continue
        statuses = the_engine().determine(transaction(case)).statuses()
        for row in demands:
            key = (str(row["authority"]), str(row.get("item", "")), str(row.get("layer", "")))
            if key not in statuses or statuses[key][1] < severity_of(str(row["at_least"])):
                false_freedom.append((case.id, row))
    assert not false_freedom
