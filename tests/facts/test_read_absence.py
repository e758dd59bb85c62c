"""What is not said is not "none": a screening without `hits`, a classification without `codes`."""

from __future__ import annotations

from typing import Any

from sekisho.facts import read_case
from tests.lawcases import the_engine, the_law


def answer(screened: dict[str, Any], claim: dict[str, Any]) -> tuple[tuple[int, int], tuple[int, int]]:
    party = {
        "id": "p",
        "role": ["exporter", "importer", "consignee", "end-user", "purchaser"],
        "name": "Example KK",
        "country": "JP",
        "screened": {"on": "2026-11-20", "lists": ["cn.control-list"], **screened},
    }
    claimed = {"cn.dual-use": {"complete": True, "as_of": "2026-11-20", **claim}}
    made = {
        "on": "2026-11-20",
        "act": "export",
        "route": {"from": "CN", "to": "JP", "via": [], "final": "JP"},
        "complete": ["parties", "via"],
        "parties": [party],
        "items": [{"id": "1", "kind": "material.gallium", "classification": claimed}],
    }
    found = the_engine().determine(read_case(made, the_law()), authorities=["CN"])
    listed = [
        int(d.truth)
        for d in found.authorities["CN"].duties
        if d.requirement.id == "cn-2024-sc-792.control-list"
    ]
    return (max(listed, default=0), len(listed)), found.statuses()["CN", "1", "list"]


def test_a_screening_without_hits_clears_nobody() -> None:
    assert answer({"hits": []}, {})[0] == (0, 0)
    assert answer({}, {})[0][0] == 1


def test_a_classification_without_codes_closes_nothing() -> None:
    assert answer({"hits": []}, {"codes": []})[1] == (1, 1)
    assert answer({"hits": []}, {})[1][1] == 4
