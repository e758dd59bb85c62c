"""What a transaction file becomes, and which word of it lands where."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path as File

import pytest

from sekisho.facts import BadInput, read_case
from sekisho.law.compiled import Law
from sekisho.logic.objects import Answer, Case, Claim, Declaration, Rate, Screening
from sekisho.logic.paths import parse_code, parse_hs, parse_kind, parse_place
from sekisho.logic.truth import TRUE
from sekisho.logic.values import CANNOT, Interval, Money, SetValue

WHOLE = """
id: T-1
on: 2025-06-01
known: 2025-06-02
dates: {contract: 2025-05-01, loading: 2025-06-01}
act: export
route: {from: CN, to: JP, via: [KR], final: JP}
complete: [parties, notices, contract.items]
facts: {military: no}
parties:
  - {id: p1, role: exporter, name: Norway Ltd, country: CN}
  - id: p2
    role: [consignee, end-user]
    country: JP
    facts: {military_user: false}
    owners: [{name: Y, share: 30 %, owners: [{name: Z}]}]
    complete: [owners]
    screened: {on: 2025-05-30, lists: [cn.dual-use], hits: [{list: cn.dual-use, entry: row-1}]}
end_use: {text: …, facts: {wmd: false}}
declarations: [{what: no-notice, by: me, on: 2025-05-30}]
notices: [{by: METI, to: p1, of: wmd, since: 2025-05-01}]
red_flags: [{of: wmd, by: contract, since: 2025-05-01, text: hm}]
contract: {id: C-9, items: [{code: "jp.table1:7(16)", value: 300000 JPY}]}
rates: [{of: USD, in: JPY, rate: 150.5, day: 2025-05-01}]
licences: [{kind: any, number: 0101, valid: {from: 2025-06-01, until: 2025-12-01}, revoked: false,
            covers: {items: ["1"], parties: [p2], quantity: 100 kg}}]
claims: [jp.small]
items:
  - id: "1"
    kind: [material.gallium, wafer]
    origin: CN
    hs: {CN: "8505111000", JP: "850511"}
    quantity: 100 kg
    value: 12000 USD
    classification:
      jp.table1: {codes: [7.16.wo], complete: true, as_of: 2025-05-01, by: me}
      us.ccl: EAR99
    facts: {elements: {only: [Nd, B]}, purity: 99.9 %, wavelength: 0.193 um, form: cannot-be-found-out}
    made_with: [{id: t, role: technology, origin: KR}]
    content: []
assertions:
  - {fact: 'items["1"].facts.purity', by: lab, on: 2025-05-01, evidence: certificate 12}
  - {person: designed, provision: jp.list, for: 'items["1"]', answer: true, by: me}
"""


@pytest.fixture
def case(law: Law, tmp_path: File) -> Case:
    file = tmp_path / "t.yaml"
    file.write_text(WHOLE, "utf-8")
    return read_case(file, law)


def test_the_transaction(case: Case) -> None:
    root = case.root
    assert (case.id, case.on, case.known) == ("T-1", date(2025, 6, 1), date(2025, 6, 2))
    assert case.dates == {"contract": date(2025, 5, 1), "loading": date(2025, 6, 1)}
    assert root.facts["act"] == "export"
    assert (root.facts["wmd"], root.facts["military"]) == (False, False)
    assert root.facts["from"] == parse_place("CN")
    assert root.facts["final"] == parse_place("JP")
    assert case.rates == (Rate("USD", "JPY", Decimal("150.5"), date(2025, 5, 1)),)
    assert case.declarations == (Declaration("no-notice", "me", date(2025, 5, 30)),)
    assert case.claims == ("jp.small",)


def test_lists_are_open_unless_they_are_said_to_be_complete(case: Case) -> None:
    assert {name: members.complete for name, members in case.root.lists.items()} == {
        "parties": True, "items": True, "notices": True, "contract_items": True,
        "via": False, "red_flags": False, "licences": False,
    }  # fmt: skip
    party = case.root.lists["parties"].objects[1]
    assert party.lists["owners"].complete
    assert not party.lists["owners"].objects[0].lists["owners"].complete
    item = case.root.lists["items"].objects[0]
    assert not item.lists["content"].complete
    assert "content" not in item.lists["made_with"].objects[0].lists


def test_a_party_and_its_owners(case: Case) -> None:
    exporter, user = case.root.lists["parties"].objects
    assert exporter.facts["role"] == SetValue(frozenset({"exporter"}), complete=True)
    assert exporter.facts["name"] == "Norway Ltd"
    assert user.facts["role"] == SetValue(frozenset({"consignee", "end-user"}), complete=True)
    assert user.screening == Screening(
        date(2025, 5, 30), frozenset({"cn.dual-use"}), (("cn.dual-use", "row-1"),)
    )
    owner = user.lists["owners"].objects[0]
    assert owner.path == 'parties["p2"].owners["1"]'
    assert owner.facts["share"] == Interval.point(30)
    assert owner.outer is user


def test_an_item_and_its_parts(case: Case) -> None:
    item = case.root.lists["items"].objects[0]
    assert item.path == 'items["1"]'
    assert item.facts["kind"] == (parse_kind("material.gallium"), parse_kind("wafer"))
    assert item.facts["hs"] == (parse_hs("8505111000", "CN"), parse_hs("850511"))
    assert item.facts["value"] == Money(Interval.point(12000), "USD")
    assert item.facts["wavelength"] == Interval.point(193)
    assert item.facts["elements"] == SetValue(frozenset({"Nd", "B"}), complete=True)
    assert item.facts["form"] is CANNOT
    codes = (parse_code("jp.table1:7.16.wo"),)
    assert item.claims["jp.table1"] == Claim(codes, True, date(2025, 5, 1), "me")
    assert item.claims["us.ccl"] == Claim((parse_code("us.ccl:EAR99"),))
    assert item.lists["made_with"].objects[0].facts["item_role"] == "technology"


def test_records_licences_and_words(case: Case) -> None:
    lists = case.root.lists
    notice, flag, licence = (lists[name].objects[0].facts for name in ("notices", "red_flags", "licences"))
    assert notice == {"notice_by": "METI", "notice_of": "wmd", "to": "p1", "since": date(2025, 5, 1)}
    assert flag == {"flag_of": "wmd", "flag_by": "contract", "since": date(2025, 5, 1), "text": "hm"}
    assert licence["number"] == "0101"  # text keeps its zero
    assert licence["revoked"] is False
    assert licence["valid_until"] == date(2025, 12, 1)
    assert licence["covers_items"] == SetValue(frozenset({"1"}), complete=True)
    assert licence["covers_quantity"] == "100 kg"
    assert lists["contract_items"].objects[0].facts["code"] == parse_code("jp.table1:7.16")
    assert lists["via"].objects[0].facts["place"] == parse_place("KR")
    assert case.answers == (Answer("designed", "jp.list", 'items["1"]', TRUE, "me"),)
    assert case.words[0]["evidence"] == "certificate 12"


def test_json_a_mapping_and_yaml_say_the_same(law: Law, tmp_path: File) -> None:
    given = {
        "on": date(2025, 6, 1),
        "route": {"via": []},
        "complete": ["via"],
        "parties": [],
        "items": [{"id": 1, "kind": "wafer", "facts": {"wavelength": "193 nm", "purity": None}}],
        "rates": [{"of": "USD", "in": "JPY", "rate": Decimal("150.10")}],
    }
    as_json = tmp_path / "t.json"
    as_json.write_text(json.dumps(given, default=str).replace('"150.10"', "150.10"), "utf-8")
    as_yaml = tmp_path / "t.yml"
    as_yaml.write_text(
        "on: 2025-06-01\nroute: {via: []}\ncomplete: [via]\nparties: []\nrates: [{of: USD, in: JPY, rate: 150.10}]\n"
        "items: [{id: 1, kind: wafer, facts: {wavelength: 193 nm, purity: }}]\n"
    )
    cases = [read_case(source, law) for source in (given, as_json, as_yaml)]
    for case in cases:
        assert [obj.facts for obj in case.root.walk()] == [obj.facts for obj in cases[0].root.walk()]
        assert case.rates == cases[0].rates
        assert case.on == date(2025, 6, 1)
        assert case.root.lists["via"].complete
        assert case.root.lists["via"].objects == ()


def test_days_given_by_the_caller_take_the_place_of_those_in_the_file(law: Law) -> None:
    assert read_case({}, law, on="2025-06-01").on == date(2025, 6, 1)
    case = read_case(
        {"on": "2025-06-01", "known": "2025-06-01"}, law, on=date(2024, 1, 1), known=date(2024, 2, 1)
    )
    assert (case.on, case.known) == (date(2024, 1, 1), date(2024, 2, 1))
    with pytest.raises(BadInput, match="2025-13-01"):
        read_case({}, law, on="2025-13-01")


def test_facts_may_stand_under_facts_as_well(law: Law) -> None:
    case = read_case({"on": "2025-06-01", "items": [{"facts": {"origin": "CN", "kind": "wafer"}}]}, law)
    assert case.root.lists["items"].objects[0].facts == {
        "origin": parse_place("CN"),
        "kind": (parse_kind("wafer"),),
    }


def test_an_answer_finds_its_object_by_id_or_as_the_only_one(law: Law) -> None:
    for target in ({}, {"for": "1"}, {"for": "items['1']"}):
        answer = {"person": "designed", "provision": "jp.list", "answer": "true", **target}
        case = read_case({"on": "2025-06-01", "items": [{"id": "1"}], "assertions": [answer]}, law)
        assert case.answers[0].for_path == 'items["1"]'
