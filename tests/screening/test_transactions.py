"""A party hidden as intermediate consignee, as owner at the third level, as a bare address: found, and handed to the law."""

from typing import Any

import pytest

from sekisho.determine import Engine
from sekisho.facts import read_case
from sekisho.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from sekisho.screening.transactions import parties_in, screen_transaction
from tests.lawcases import the_law

from .conftest import TODAY, the_screener

LICENCE = "us-ear-744-entity-list.licence"


def trade(**more: Any) -> dict[str, Any]:
    """A component from Seattle by way of a German forwarder to a German buyer with German owners."""
    made = {
        "id": "T",
        "on": "2026-11-20",
        "act": "export",
        "route": {"from": "US", "to": "DE", "via": [], "final": "DE"},
        "complete": ["parties", "via", "notices", "red_flags", "contract_items"],
        "parties": [
            {"id": "s", "role": "exporter", "name": "Seller Inc.", "country": "US"},
            {"id": "f", "role": "intermediate", "name": "Flinke Spedition GmbH", "country": "DE"},
            {
                "id": "b",
                "role": ["purchaser", "consignee", "end-user"],
                "name": "Blaue Optik AG",
                "country": "DE",
            },
        ],
        "items": [
            {
                "id": "1",
                "kind": "component",
                "origin": "US",
                "classification": {
                    "us.ccl": {"codes": ["EAR99"], "complete": True, "as_of": "2026-11-20", "by": "maker"}
                },
            }
        ],
    }
    parties = {party["id"]: party for party in made["parties"]}  # type: ignore[attr-defined]
    for id, facts in more.items():
        parties[id].update(facts)
    return made


def duty(made: dict[str, Any], provision: str = LICENCE) -> dict[str, Truth]:
    """By party: the truth of a requirement of the American law, after a screening."""
    screen_transaction(made, the_screener().screen, TODAY)
    determination = Engine(the_law()).determine(read_case(made, the_law()), authorities=["US"])
    found: dict[str, Truth] = {}
    for one in determination.authorities["US"].duties:
        if one.requirement.id == provision:
            found[one.instance.subject] = max(one.truth, found.get(one.instance.subject, FALSE))
    return found


def owned(*names: str) -> list[dict[str, Any]]:
    """A chain of owners, each the whole owner of the one before."""
    first, *rest = names
    chain: dict[str, Any] = {"name": first, "country": "CN", "share": "100 %"}
    return [chain | ({"owners": owned(*rest)} if rest else {})]


def test_every_party_and_every_owner_is_screened() -> None:
    made = trade(
        b={"owners": owned("Erste Holding", "Zweite Holding", "Verdant Quokka Semiconductor Materials")}
    )
    found = screen_transaction(made, the_screener().screen, TODAY)
    paths = [path for path, _ in parties_in(made)]
    assert [party.path for party in found] == paths and len(paths) == 6
    assert paths[-1].count("owners") == 3
    met = {party.path: [m.hit.key for m in party.result.matches] for party in found if party.result.matches}
    assert met == {paths[-1]: [("us.csl", "11")]}


def test_a_listed_intermediate_consignee_opens_the_duty_that_a_clean_one_closes() -> None:
    assert UNKNOWN not in duty(trade()).values() and TRUE not in duty(trade()).values()
    hidden = trade(f={"name": "Verdant Quokka Materials Ltd", "country": "CN"})
    assert UNKNOWN in duty(hidden).values()


def test_a_bare_address_opens_the_duty_whatever_the_name() -> None:
    where = {"country": "HK", "address": "3/F, 130-132 Des Voeux Road Central, Hong Kong"}
    other = {"country": "HK", "address": "1 Bonham Strand, Sheung Wan, Hong Kong"}
    assert UNKNOWN in duty(trade(f=where)).values()
    assert UNKNOWN not in duty(trade(f=other)).values()


def test_a_party_in_hong_kong_without_an_address_is_not_cleared_of_bare_addresses() -> None:
    assert UNKNOWN in duty(trade(f={"country": "HK"})).values()


def test_an_owner_at_the_third_level_reaches_the_affiliates_rule() -> None:
    made = trade(
        b={
            "country": "CN",
            "owners": owned("Erste Holding", "Zweite Holding", "Yangtze Memory Technologies Co., Ltd."),
        }
    )
    made["on"] = "2025-10-15"
    found = duty(made, "us-2025-bis-affiliates.entity-list")
    assert found['parties["b"]'] is TRUE
    other = trade(
        b={
            "country": "CN",
            "owners": owned("Erste Holding", "Zweite Holding", "Dritte Holding"),
            "complete": ["owners"],
        }
    )
    other["on"] = "2025-10-15"
    for owner in (node for path, node in parties_in(other) if "owners" in path):
        owner["complete"] = ["owners"]
        owner.setdefault("owners", [])
    assert 'parties["b"]' not in duty(other, "us-2025-bis-affiliates.entity-list")


@pytest.mark.parametrize(
    "name",
    [
        "Harbin Engineering University",
        "哈尔滨工程大学",
        "ハルビン工程大学",
        "Харбинский инженерный университет",
    ],
)
def test_one_body_in_four_scripts(name: str) -> None:
    found = screen_transaction(trade(b={"name": name, "country": "CN"}), the_screener().screen, TODAY)
    rows = {entry.row for match in found[2].result.matches for entry in match.entries}
    assert {"us-el-1022", "jp-eul-2025-04"} & rows


def test_what_the_file_says_of_a_screening_stays() -> None:
    refuted = {
        "list": "jp.foreign-end-user-list", "entry": "jp-eul-2025-04", "degree": "refuted", "by": "A. Sato", "why": "a namesake",
    }  # fmt: skip
    given = {"on": "2026-11-01", "lists": ["kr.concern-traders"], "hits": [refuted]}
    made = trade(b={"name": "Harbin Engineering University", "country": "CN", "screened": given})
    screen_transaction(made, the_screener().screen, TODAY)
    screened = made["parties"][2]["screened"]
    mine = [
        hit
        for hit in screened["hits"]
        if hit["list"] == "jp.foreign-end-user-list" and hit["entry"] == "jp-eul-2025-04"
    ]
    assert mine == [refuted]
    lists = {row["list"]: row["as_of"] for row in screened["lists"]}
    assert lists["kr.concern-traders"] == "2026-11-01" and lists["us.sdn"] == "2026-11-21"
    read_case(made, the_law())


def test_other_names_and_numbers_of_the_file_are_asked_too() -> None:
    made = trade(
        b={
            "also_known_as": ["国家超级计算天津中心"],
            "identifiers": {"uscc": "91440300708461136T"},
            "born": "1970",
        }
    )
    found = screen_transaction(made, the_screener().screen, TODAY)[2]
    assert "国家超级计算天津中心" in {match.asked for match in found.result.matches}
    read_case(made, the_law())
