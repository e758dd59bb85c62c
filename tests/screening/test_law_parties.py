"""The parties that the law names itself are searchable with no sync, once each, with the parts of their list."""

from datetime import date

import pytest
from attrs import evolve

from sekisho.determine.parties import whole_of
from sekisho.screening.consequence import consequences
from sekisho.screening.law_parties import LAW, entry_of, list_day, parties_of
from sekisho.sources.records import ListedName, ListedParty
from tests.lawcases import the_law

DAY = date(2026, 11, 21)
TIANJIN = "us-el-0557"


def by_id() -> dict[str, ListedParty]:
    return {party.id: party for party in parties_of(the_law())}


def test_every_named_row_of_every_list_is_there_once() -> None:
    found = [party.id for party in parties_of(the_law())]
    law = the_law()
    wanted = {
        row.id
        for name, rows in law.parties.items()
        if name in law.lists and not whole_of(law, name)
        for row in rows
    }
    assert len(found) == len(set(found)) and set(found) == wanted and len(found) > 6500
    assert not [party for party in parties_of(law) if not party.names]


def test_a_row_carries_the_parts_of_its_list_its_scripts_and_its_days() -> None:
    party = by_id()[TIANJIN]
    assert party.lists == ("us.entity-list", "us.entity-list.fn4")
    assert party.listed_on == date(2015, 1, 29) and party.until is None and party.source == LAW
    general = by_id()["cn-cl-2025-1-01"]
    assert [(name.text, name.kind) for name in general.names] == [
        ("General Dynamics", "primary"),
        ("通用动力公司", "native"),
    ]


def test_a_bare_address_is_one() -> None:
    assert by_id()["us-el-2045"].kind == "address"
    assert by_id()[TIANJIN].kind == "unknown"


def test_a_party_that_left_its_list_says_until_when() -> None:
    gone = [party for party in parties_of(the_law()) if party.until is not None]
    assert gone and all(party.until < DAY for party in gone if party.until is not None)


def test_the_entry_of_a_synced_party_is_the_row_of_its_name_and_country() -> None:
    synced = ListedParty(
        source="us.csl",
        id="x",
        lists=("us.entity-list",),
        names=(ListedName("NATIONAL SUPERCOMPUTING CENTER TIANJIN"),),
        countries=("CN",),
    )
    law = the_law()
    assert entry_of(law, "us.entity-list", synced) == TIANJIN
    assert entry_of(law, "us.entity-list", evolve(synced, countries=("DE",))) == ""
    assert entry_of(law, "us.entity-list", evolve(synced, names=(ListedName("Nobody At All"),))) == ""
    assert entry_of(law, "us.entity-list", by_id()[TIANJIN]) == TIANJIN


def test_each_list_of_the_law_has_the_day_up_to_which_it_speaks() -> None:
    law = the_law()
    for name in law.parties:
        if name in law.lists:
            day = list_day(law, name)
            assert day is not None and date(2026, 1, 1) < day < date(2027, 1, 1), name
    assert list_day(law, "us.sdn") is None


@pytest.mark.parametrize(
    ("list_id", "provision", "way", "severity"),
    [
        ("us.entity-list", "us-ear-744-entity-list.licence", "party", "licence-required"),
        ("us.entity-list", "us-2025-bis-affiliates.entity-list", "owner", "licence-required"),
        ("us.entity-list", "us-ear-744-entity-list.no-exceptions", "party", ""),
        ("us.unverified-list", "us-ear-744-unverified-list.statement", "party", "conduct"),
        ("cn.control-list", "cn-2024-sc-792.control-list", "party", "prohibited"),
        ("cn.watch-list", "cn-2024-sc-792.watch-list", "party", "licence-required"),
        ("jp.foreign-end-user-list", "jp-2025-enduserlist.wmd", "party", "licence-required"),
        ("tw.entity-list", "tw-2025-entity-list.listed", "party", "licence-required"),
        ("us.sdn", "us-boundaries.ofac-sdn", "party", "finding"),
    ],
)
def test_what_a_list_means_stands_with_its_provision(
    list_id: str, provision: str, way: str, severity: str
) -> None:
    found = {(c.provision, c.way): c for c in consequences(the_law(), list_id, DAY)}
    one = found[provision, way]  # type: ignore[index]
    assert one.severity == severity and one.cite and one.title["ja"]


def test_what_is_not_in_force_on_a_day_follows_from_no_list() -> None:
    before = {c.provision for c in consequences(the_law(), "us.entity-list", date(2025, 9, 1))}
    on = {c.provision: c.force for c in consequences(the_law(), "us.entity-list", date(2025, 10, 15))}
    assert "us-2025-bis-affiliates.entity-list" not in before
    assert on["us-2025-bis-affiliates.entity-list"].word == "true"
    stayed = {c.provision for c in consequences(the_law(), "us.entity-list", date(2025, 12, 1))}
    assert "us-2025-bis-affiliates.entity-list" not in stayed
