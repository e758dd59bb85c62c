"""The whole of a screening: who is met, how sure, on which lists, what was not searched, and what a person decided."""

from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

from sekisho.screening.answer import answer
from sekisho.screening.decisions import DecisionBook, decide
from sekisho.screening.found import Entry
from sekisho.screening.reasons import Query
from sekisho.screening.screener import Screener, _stronger
from sekisho.sources.records import Identifier
from tests.lawcases import the_law

from .conftest import LEI, TODAY, the_screener


def entries(query: Query, screener: Screener | None = None) -> dict[Entry, str]:
    """What a party is met by, with the degree."""
    found = (screener or the_screener()).screen(query)
    return {entry: match.degree for match in found.matches for entry in match.entries}


@pytest.mark.parametrize(
    ("name", "list_id", "row"),
    [
        ("Harbin Engineering University", "jp.foreign-end-user-list", "jp-eul-2025-04"),
        ("哈尔滨工程大学", "jp.foreign-end-user-list", "jp-eul-2025-04"),
        ("哈爾濱工程大學", "us.entity-list", "us-el-1022"),
        ("HARBIN ENGINERING UNIV.", "us.entity-list", "us-el-1022"),
        ("National Supercomputing Center Tianjin", "us.entity-list", "us-el-0557"),
        ("国家超级计算天津中心", "us.entity-list", "us-el-0557"),
        ("通用动力公司", "cn.control-list", "cn-cl-2025-1-01"),
        ("General Dynamics Corp", "cn.control-list", "cn-cl-2025-1-01"),
        ("株式会社SUBARU", "cn.watch-list", "cn-wl-2026-12-01"),
        ("斯巴鲁株式会社", "cn.watch-list", "cn-wl-2026-12-01"),
    ],
)
def test_the_laws_own_parties_are_met_in_their_scripts(name: str, list_id: str, row: str) -> None:
    assert entries(Query(name))[Entry(list_id, row)] == "possible"


@pytest.mark.parametrize(
    "name", ["Bluewater Bakery GmbH", "早稲田大学", "Emma Johansson", "杭州花朵餐饮有限公司"]
)
def test_a_harmless_name_meets_nobody(name: str) -> None:
    assert the_screener().screen(Query(name)).matches == ()


def test_a_synced_party_without_a_row_of_the_law_tells_its_parts() -> None:
    found = entries(Query("Verdant Quokka Semiconductor Materials", country="CN"))
    assert found == {Entry("us.entity-list", ""): "possible", Entry("us.entity-list.fn4", ""): "possible"}


def test_a_list_that_the_law_does_not_know_is_shown_and_not_handed_on() -> None:
    found = the_screener().screen(Query("Ri Kwang Testok"))
    (match,) = found.matches
    assert match.hit.lists == ("un.consolidated",) and match.entries == ()


def test_a_valid_identifier_confirms() -> None:
    asked = Query("Obsidian Walrus Shipping", identifiers=(Identifier("lei", LEI),))
    assert entries(asked) == {Entry("us.sdn", ""): "confirmed"}
    wrong = evolve(asked, identifiers=(Identifier("lei", LEI[:-1] + "6"),))
    assert entries(wrong) == {Entry("us.sdn", ""): "possible"}


def test_a_bare_address_is_a_hit_of_its_own_whatever_the_name() -> None:
    asked = Query(
        "Bluewater Bakery",
        country="HK",
        addresses=("Flat 7, 3rd floor, 130-132 Des Voeux Rd. Central, Hong Kong",),
    )
    found = the_screener().screen(asked)
    (address,) = found.addresses
    assert address.hit.bare and Entry("us.entity-list", "us-el-2045-hk") in address.entries
    shared = evolve(asked, country="CN", addresses=("88 Zhangjiang Rd, Pudong, Shanghai",))
    (address,) = the_screener().screen(shared).addresses
    assert not address.hit.bare and address.entries == () and "us.entity-list" in address.lists


def test_a_list_that_is_absent_clears_nobody_and_is_named() -> None:
    found = the_screener().screen(Query("Bluewater Bakery", country="DE"))
    why = {one.list: one.why for one in found.unsearched}
    assert why["kr.concern-traders"] == why["gb.sanctions"] == "missing"
    searched = dict(found.searched)
    assert "kr.concern-traders" not in searched and searched["us.sdn"] == TODAY
    assert searched["jp.foreign-end-user-list"] == date(2026, 11, 22)
    assert "un.consolidated" not in searched, "the law does not know it"


def test_without_an_address_the_list_with_bare_addresses_clears_nobody_in_their_countries() -> None:
    def shut(query: Query) -> bool:
        return "us.entity-list" in {one.list for one in the_screener().screen(query).unsearched}

    asked = Query("Bluewater Bakery")
    assert shut(asked) and shut(evolve(asked, country="HK"))
    assert not shut(evolve(asked, country="DE"))
    assert not shut(evolve(asked, country="HK", addresses=("1 Bonham Strand, Sheung Wan, Hong Kong",)))


def test_without_a_synced_edition_bare_addresses_clear_nobody_although_an_address_is_given() -> None:
    alone = evolve(the_screener(), lists=tuple(
        evolve(state, sources=("law",)) if state.id == "us.entity-list" else state for state in the_screener().lists
    ))  # fmt: skip
    asked = Query("Bluewater Bakery", country="HK", addresses=("1 Bonham Strand, Sheung Wan, Hong Kong",))
    assert "us.entity-list" in {one.list for one in alone.screen(asked).unsearched}


def test_what_a_person_decided_counts_until_a_fact_changes(tmp_path: Path) -> None:
    book = DecisionBook(tmp_path / "d.jsonl")
    screener = evolve(the_screener(), book=book)
    asked = Query("Verdant Quokka Materials", country="CN")
    (match,) = screener.screen(asked).matches
    book.add(decide(asked, match.hit.party, "other", by="A. Sato", why="a florist", on=TODAY))
    assert set(entries(asked, screener).values()) == {"refuted"}
    moved = evolve(asked, addresses=("88 Zhangjiang Rd, Pudong, Shanghai",))
    again = screener.screen(moved).matches[0]
    assert (
        again.degree == "possible" and again.standing is not None and again.standing.changed == ("address",)
    )
    book.add(decide(moved, match.hit.party, "same", by="A. Sato", why="the same seal", on=TODAY))
    assert set(entries(moved, screener).values()) == {"confirmed"}


def test_the_answer_as_data_holds_reasons_consequences_and_lists() -> None:
    screener = the_screener()
    found = answer(screener.screen(Query("国家超级计算天津中心")), screener.lists, the_law(), TODAY)
    first = found["matches"][0]
    assert {"row": "us-el-0557", "list": "us.entity-list"} in first["entries"]
    assert any(word["relation"] == "translation" for word in first["words"])
    provisions = {c["provision"] for c in first["consequences"]}
    assert {"us-ear-744-entity-list.licence", "us-2025-bis-affiliates.entity-list"} <= provisions
    ages = {one["list"]: one["age"] for one in found["lists"]}
    assert ages["kr.concern-traders"] == "missing" and ages["jp.foreign-end-user-list"] == "current"
    assert all(one["title"].get("en") for one in found["lists"])


def test_a_name_that_many_bear_clears_no_list_that_was_crowded_out() -> None:
    found = the_screener().screen(Query("Huawei"))
    assert len(found.matches) >= 8
    met = {name for match in found.matches for name in match.hit.lists}
    why = {one.list: one.why for one in found.unsearched}
    assert not {name for name, _ in found.searched} - met
    assert "crowded" in why.values() and not {name for name, one in why.items() if one == "crowded"} & met


def test_a_confirmed_source_of_an_entry_wins_over_a_refuted_one() -> None:
    (match,) = the_screener().screen(Query("Obsidian Walrus Shipping")).matches
    refuted, confirmed = evolve(match, degree="refuted"), evolve(match, degree="confirmed")
    for pair in ((refuted, confirmed), (confirmed, refuted)):
        assert _stronger(*pair).degree == "confirmed"
    assert _stronger(match, refuted).degree == "refuted"


def test_an_address_alone_clears_nobody() -> None:
    found = the_screener().screen(
        Query("", country="HK", addresses=("1 Bonham Strand, Sheung Wan, Hong Kong",))
    )
    assert found.searched == found.looked_at == () and "nameless" in {one.why for one in found.unsearched}
