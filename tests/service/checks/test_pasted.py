"""Tables pasted into a check: no row is lost, two values never become one, a list of items decides nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from sekisho.facts.write import Document, get_fact, read_document, set_fact
from sekisho.service import checks
from sekisho.service.access import Actor
from sekisho.service.answering import Recorder
from sekisho.service.forms.applying import faults_of, plain
from sekisho.service.forms.item_tables import preview_items, put_items
from sekisho.service.forms.pasted import Put, notes_about, preview_rows, put_rows, two_value_rows, with_pasted
from sekisho.service.office import Office
from sekisho.service.typed_in import Unreadable
from sekisho.store import Database
from tests.service.offices import TODAY, office_over, somebody

ITEM = 'items["1"]'
TREE = """id: T
on: 2026-11-22
act: export
route: {from: JP, to: CN}
parties: []
items:
  - {id: "1", description: etcher, kind: equipment.semiconductor.etcher.dry.anisotropic}
"""
TABLE = """Parameter\tValue\tUnit\tConditions
Pulsed RF sources\t2
Gas valve switching time\t310\tms\t25 °C
Paint colour\tRAL 7035
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    data = tmp_path_factory.mktemp("pasted")
    database = Database.open(f"sqlite:///{data / 'sekisho.db'}")
    yield office_over(database, data)
    database.close()


@pytest.fixture(scope="module")
def anna(office: Office) -> Actor:
    return somebody(office, "anna")


def who(office: Office) -> Recorder:
    return Recorder(office.law, "en", "Anna", TODAY)


def pasted(office: Office, document: Document, text: str, **words: str) -> Put:
    return put_rows(document, ITEM, preview_rows(office.law, document, ITEM, text), who(office), **words)


def facts(document: Document) -> Any:
    return plain(get_fact(document, f"{ITEM}.facts")) or {}


def test_every_row_becomes_a_value_or_a_note(office: Office) -> None:
    document = read_document(TREE)
    put = pasted(office, document, TABLE, paper="DS 7", page="2")
    assert facts(document) == {"pulsed_rf_sources": "2", "gas_valve_time": "310 ms"}
    assert [(note["label"], note["text"], note["paper"]) for note in put.notes] == [
        ("Paint colour", "RAL 7035", "DS 7, p. 2")
    ]
    assert put.values + len(put.notes) == 3 and put.two == []
    said = {row["fact"]: row["evidence"] for row in document.root["assertions"]}
    assert said[f"{ITEM}.facts.gas_valve_time"] == "DS 7, p. 2, 25 °C"
    assert faults_of(document, who(office)) == {}


def test_two_numbers_are_the_band_that_holds_both_and_a_finding(office: Office) -> None:
    document = read_document(TREE)
    pasted(office, document, "Gas valve switching time\t310 ms\n")
    put = pasted(office, document, "Gas valve switching time\t250 ms\n", paper="DS 8")
    assert facts(document) == {"gas_valve_time": "250..310 ms"}
    said = next(row for row in document.root["assertions"] if row["fact"].endswith("gas_valve_time"))
    assert "310 ms" in said["evidence"] and "250 ms (DS 8)" in said["evidence"]
    options = with_pasted({}, put)
    (found,) = two_value_rows(document, options, office.law, "en")
    assert "250..310 ms" in found["words"]
    set_fact(document, f"{ITEM}.facts.gas_valve_time", "250 ms")
    assert two_value_rows(document, options, office.law, "en") == [], "somebody said which is right"


def test_two_answers_that_are_no_numbers_leave_the_fact_open(office: Office) -> None:
    document = read_document(TREE)
    attribute = next(
        one for one in office.law.vocabulary.attributes.values() if one.of == "item" and one.type == "bool"
    )
    set_fact(document, f"{ITEM}.facts.{attribute.id}", "false")
    row = {"number": 1, "label": "x", "value": "yes", "attribute": attribute.id}
    put = put_rows(document, ITEM, [row], who(office))
    assert attribute.id not in facts(document) and put.two[0]["stated"] is None
    (found,) = two_value_rows(document, with_pasted({}, put), office.law, "ja")
    assert "未確定" in found["words"]


def test_the_same_value_again_changes_nothing(office: Office) -> None:
    document = read_document(TREE)
    pasted(office, document, "Gas valve switching time\t0.31 s\n")
    before = document.text()
    put = pasted(office, document, "Gas valve switching time\t310 ms\n")
    assert document.text() == before and put.two == [] and put.values == 1


def test_a_paste_and_its_notes_are_undone_at_once(office: Office, anna: Actor) -> None:
    check = checks.begin(office, anna, TREE)
    put = Put()

    def edit(document: Document) -> dict[str, Any]:
        nonlocal put
        put = pasted(office, document, TABLE)
        return {"did": "pasted"}

    kept = checks.change(office, anna, check, 1, edit, beside=lambda options: with_pasted(options, put))
    assert notes_about(kept.options, "1", "en")[0]["label"] == "Paint colour"
    assert notes_about(kept.options, "2", "en") == []
    back = checks.undo(office, anna, kept, kept.revision)
    assert back.document == check.document and back.options == check.options == {}


LIST = (
    "No.\t品名\t数量\t単位\t金額\t通貨\t原産国\tHSコード\tECCN\n"
    "1\tエッチング装置\t2\t台\t1,200,000\tUSD\t日本\tJP 8486.20\t3B001.c\n2\tネオジム磁石\t100\tkg\t3万\t\t火星\t\t\n"
)


def test_a_list_of_items_decides_nothing_by_itself(office: Office) -> None:
    rows = preview_items(office.law, LIST, "ja")
    assert [row["fields"] for row in rows] == [
        {"quantity": "2 台", "value": "1200000 USD", "origin": "JP", "hs": {"JP": "848620"}}, {"quantity": "100 kg"},
    ]  # fmt: skip
    assert rows[0]["kinds"] and rows[0]["notes"] == [{"label": "ECCN", "text": "3B001.c", "why": ""}]
    assert {note["text"] for note in rows[1]["notes"]} == {"3万", "火星"}, (
        "what cannot be read is kept as it stands"
    )
    document = read_document(TREE)
    paths, notes = put_items(
        document, rows, {1: rows[0]["kinds"][0]["id"], 2: "no.such-kind"}, who(office), "Invoice 3"
    )
    assert len(paths) == 2 and {note["item"] for note in notes} == {"2", "3"}
    assert get_fact(document, f"{paths[0]}.kind") == rows[0]["kinds"][0]["id"]
    assert get_fact(document, f"{paths[1]}.kind") is None
    assert get_fact(document, f"{paths[0]}.classification") is None, (
        "a code on an invoice is nobody's classification"
    )
    assert faults_of(document, who(office)) == {}


@pytest.mark.parametrize(
    "text", ['Description,Qty,Value\nPump,2,"1,200 EUR"\n', "Description|Qty|Value\nPump|2|1,200 EUR\n"]
)
def test_lists_of_items_with_other_signs_between_columns(office: Office, text: str) -> None:
    (row,) = preview_items(office.law, text, "en")
    assert row["description"] == "Pump" and row["fields"]["quantity"] == "2"


@pytest.mark.parametrize("text", ["", " \n", "a\tb\tc\n1\t2\t3\n", "x\n" * 500, "品名\n"])
def test_what_is_no_list_of_items_is_refused(office: Office, text: str) -> None:
    with pytest.raises(Unreadable):
        preview_items(office.law, text, "en")
