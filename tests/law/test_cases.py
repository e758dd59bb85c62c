"""Every case of the law gives what its source says."""

from __future__ import annotations

import pytest
from tests.lawcases import the_cases, the_engine

from sekisho.determine.casework import check
from sekisho.law.cases import LawCase


@pytest.mark.parametrize("case", the_cases(), ids=lambda case: case.id)
def test_case(case: LawCase) -> None:
    failures = check(case, the_engine())
    assert not failures, "\n".join(f"expected {f.expected}\n   found {f.found}" for f in failures)


def test_a_false_no_licence_required_is_counted_apart() -> None:
    """The one unforgivable error has a budget of zero: no case that expects a duty is answered with a lower high end."""
    from sekisho.determine.outcome import severity_of

    false_freedom = []
    for case in the_cases():
        from tests.lawcases import transaction

        statuses = the_engine().determine(transaction(case)).statuses()
        for row in case.expect:
            if "at_least" not in row or "authority" not in row:
                continue
            key = (str(row["authority"]), str(row.get("item", "")), str(row.get("layer", "")))
            if key in statuses and statuses[key][1] < severity_of(str(row["at_least"])):
                false_freedom.append((case.id, row))
    assert not false_freedom
