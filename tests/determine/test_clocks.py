"""A clock that hangs on a missing fact leaves the day open, and what is open never frees."""

from __future__ import annotations

from typing import Any

from sekisho.determine.casework import entry_truth
from sekisho.facts import read_case
from sekisho.logic.truth import FALSE, UNKNOWN
from tests.lawcases import the_engine, the_law


def etcher(claimed: str, **more: Any) -> dict[str, Any]:
    """A dry etcher that was classified on a day as on no list."""
    return {
        "id": "t",
        "on": "2023-08-01",
        "route": {"from": "JP", "to": "CN", "final": "CN"},
        "items": [
            {
                "id": "1",
                "kind": "equipment.semiconductor.etcher",
                "classification": {
                    "jp.table1": {"codes": [], "complete": "true", "as_of": claimed, "by": "engineer"}
                },
            }
        ],
        **more,
    }


def test_a_claim_older_than_the_entry_does_not_close_it_where_the_act_is_open() -> None:
    entry = "jp.table1:7.16.ka.1"
    for more in ({}, {"act": "export"}):
        case = read_case(etcher("2023-01-01", **more), the_law())
        assert entry_truth(the_engine().determine(case), entry) is UNKNOWN
        case = read_case(etcher("2023-07-23", **more), the_law())
        assert entry_truth(the_engine().determine(case), entry) is FALSE
