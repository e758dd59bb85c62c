"""What is not said is not "none": a screening without `hits`, a classification without `codes`, a whole list that does not stand."""

from __future__ import annotations

from typing import Any

import pytest

from sekisho.facts import BadInput, read_case
from sekisho.facts.write import read_document, set_fact
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


def of_listed_owner(**other: Any) -> dict[str, Any]:
    """A sale to a firm that a listed one holds by half, on a day of the affiliates rule."""
    owner = {
        "id": "o", "name": "Owner", "country": "CN", "share": "50 %", "owners": [], "complete": ["owners"],
        "screened": {"on": "2025-10-10", "lists": ["us.entity-list"], "hits": [{"list": "us.entity-list", "entry": "us-el-2530"}]},
    }  # fmt: skip
    buyer = {"id": "b", "role": ["consignee", "end-user"], "name": "Buyer", "country": "CN", "owners": [owner],
             "complete": ["owners"], "screened": {"on": "2025-10-10", "lists": ["us.entity-list"], "hits": []}}  # fmt: skip
    return {
        "on": "2025-10-10", "act": "export", "route": {"from": "US", "to": "CN", "via": [], "final": "CN"},
        "complete": ["parties"], "parties": [buyer | other], "items": [{"id": "1", "kind": "good", "origin": "US"}],
    }  # fmt: skip


def affiliate(made: dict[str, Any]) -> int:
    """The greatest truth of the requirement for affiliates of listed parties: 0 false, 1 unknown, 2 true."""
    found = the_engine().determine(read_case(made, the_law()), authorities=["US"])
    duties = found.authorities["US"].duties
    id = "us-2025-bis-affiliates.entity-list"
    return max((int(d.truth) for d in duties if d.requirement.id == id), default=0)


def test_owners_that_were_left_out_are_not_no_owners() -> None:
    made = of_listed_owner()
    assert affiliate(made) == 2
    del made["parties"][0]["owners"]
    assert affiliate(made) == 1  # `complete: [owners]` alone does not say that there is none
    made["parties"][0]["owners"] = []
    assert affiliate(made) == 0


def test_no_deal_is_without_parties() -> None:
    made = of_listed_owner()
    del made["parties"]
    assert affiliate(made) == 1


def test_who_says_that_there_are_no_owners_writes_the_empty_list() -> None:
    document = read_document("parties:\n  - {id: b, name: Buyer}\n")
    set_fact(document, 'parties["b"].complete.owners', True)
    set_fact(document, "complete.via", True)
    assert document.root["parties"][0]["owners"] == []
    assert document.root["route"]["via"] == []


def test_a_hit_of_an_entry_alone_is_a_hit_on_its_list() -> None:
    screened = {"on": "2025-10-10", "lists": ["us.entity-list"], "hits": [{"entry": "us-el-2530"}]}
    case = read_case(of_listed_owner(screened=screened), the_law())
    (buyer,) = case.root.lists["parties"].objects
    assert buyer.screening is not None
    assert buyer.screening.hits == (("us.entity-list", "us-el-2530"),)


def test_a_hit_of_nothing_is_bad_input() -> None:
    screened = {"on": "2025-10-10", "lists": ["us.entity-list"], "hits": [{"degree": "confirmed"}]}
    with pytest.raises(BadInput, match="a hit without `list`"):
        read_case(of_listed_owner(screened=screened), the_law())


def test_a_way_that_was_left_out_is_not_a_straight_one() -> None:
    def by_way_of_russia(**route: Any) -> int:
        made = of_listed_owner() | {"complete": ["parties", "via"]}
        made["route"] = {"from": "US", "to": "DE", "final": "DE", **route}
        made["items"][0]["classification"] = {
            "us.ccl": {"codes": ["3A991.p"], "complete": True, "as_of": "2025-10-10"}
        }
        found = the_engine().determine(read_case(made, the_law()), authorities=["US"])
        duties = [d for d in found.authorities["US"].duties if d.requirement.id == "us-ear-736.gp8-embargoed"]
        return max((int(d.truth) for d in duties), default=0)

    assert by_way_of_russia(via=["RU"]) == 2
    assert by_way_of_russia() == 1
    assert by_way_of_russia(via=[]) == 0
