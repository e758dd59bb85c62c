"""The consolidated list of the United Nations: the original of 2026-02-27 and small files after it."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from sekisho.sources.formats.un_xml import parse
from sekisho.sources.formats.written_names import names_of
from sekisho.sources.records import Identifier, ListedName, SourceError
from tests.sources.made.official_xml import UN_ENTITY, UN_PERSON, un

ORIGINAL = (
    Path(__file__).resolve().parents[3] / "shared" / "data" / "lists" / "un-consolidated-2026-02-27.xml.gz"
)
original = pytest.mark.skipif(not ORIGINAL.parent.exists(), reason="../shared is not here")


@original
def test_every_person_and_entity_of_the_original_is_read() -> None:
    data = gzip.decompress(ORIGINAL.read_bytes())
    read = parse({"consolidated.xml": data})
    assert Counter(party.kind for party in read.parties) == {"person": 730, "organisation": 273}
    assert read.flaws == ()
    assert read.published == date(2026, 2, 27)
    assert len({party.id for party in read.parties}) == 1003
    assert all(re.fullmatch(r"[A-Z][A-Za-z]+[ie]\.\d{3}", party.id) for party in read.parties)
    assert all(party.listed_on for party in read.parties)
    assert {party.lists for party in read.parties} == {("un.consolidated",)}


@original
def test_no_letter_of_a_name_or_alias_of_the_original_is_lost() -> None:
    data = gzip.decompress(ORIGINAL.read_bytes())
    read = {party.id: party for party in parse({"x": data}).parties}
    words = re.compile(r"\w+")
    remarks = {
        "original",
        "script",
        "born",
        "in",
        "on",
        "previously",
        "listed",
        "as",
        "sub",
        "unit",
        "name",
        "birth",
        "COMBAT",
        "NAME",
    }
    lost: Counter[str] = Counter()
    for element in etree.fromstring(data).iter("INDIVIDUAL", "ENTITY"):
        party = read[element.findtext("REFERENCE_NUMBER").strip()]
        known = {word for name in party.names for word in words.findall(name.text)}
        tags = (
            "FIRST_NAME",
            "SECOND_NAME",
            "THIRD_NAME",
            "FOURTH_NAME",
            "NAME_ORIGINAL_SCRIPT",
            "ALIAS_NAME",
        )
        for tag in tags:
            for written in element.iter(tag):
                lost.update(word for word in words.findall(written.text or "") if word not in known | remarks)
    # What is left out: remarks on births, on a false identity and a passport; "b" of an enumeration.
    assert sum(lost.values()) < 60, lost
    assert not {
        word for word, count in lost.items() if word.isupper() and len(word) > 2 and not word.isdigit()
    }


@original
def test_countries_births_and_documents_of_the_original_are_read() -> None:
    read = parse({"x": gzip.decompress(ORIGINAL.read_bytes())})
    persons = [party for party in read.parties if party.kind == "person"]
    assert sum(1 for party in persons if party.births) == 678
    assert all(re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", birth) for party in persons for birth in party.births)
    numbers = [number for party in persons for number in party.identifiers]
    assert len(numbers) > 430
    assert all(any(mark.isdigit() for mark in number.value) for number in numbers)
    assert max(len(number.value) for number in numbers) < 40
    by_id = {party.id: party for party in read.parties}
    komid = by_id["KPe.001"]
    assert komid.countries == ("KP",)
    assert ListedName("KOMID", "alias") in komid.names


def test_what_an_entry_says() -> None:
    person, entity = parse({"list": un()}).parties
    assert person.id == "KPi.900"
    assert person.names == (
        ListedName("IVAN EXAMPLE IVANOV", "primary"),
        ListedName("Иван Иванов", "native"),
        ListedName("Iwan Ivanoff", "alias"),
        ListedName("I. Ivanov", "alias"),
        ListedName("Vanya", "weak-alias"),
        ListedName("Ваня", "weak-alias"),
        ListedName("Old Ivan", "former"),
    )
    assert person.births == ("1960-05-06", "1958", "1959", "1960")
    assert person.fact("births-approximate") == "1958; 1959; 1960"
    assert person.birth_places == ("Omsk, Russian Federation",)
    assert person.nationalities == ("RU",)
    assert person.countries == ("RU", "CN")
    assert person.addresses[0].text == "1 Road, Dandong, China"
    assert person.identifiers == (Identifier("passport", "D0009 12", "RU"),)
    assert person.fact("designation") == "Director; Agent"
    assert person.fact("updated") == "2020-03-04"
    assert person.listed_on == date(2017, 6, 2)
    assert entity.names == (
        ListedName("SAMPLE SHIPPING COMPANY (SSC)", "primary"),
        ListedName("SAMPLE SHIPPING COMPANY", "alias"),
        ListedName("SSC", "weak-alias"),
        ListedName("Old Sample", "former"),
        ListedName("華信船務(香港)有限公司", "native"),
    )
    assert entity.identifiers == (Identifier("imo", "8909575"),)
    assert entity.countries == ("HK",)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("حسن غول (Hassan Ghul; Hassan Gul)", ["حسن غول", "Hassan Ghul", "Hassan Gul"]),
        ("Leader (Hong Kong) Trading Limited", ["Leader (Hong Kong) Trading Limited"]),
        ("Jin Tiesan (金铁三)", ["Jin Tiesan", "金铁三"]),
        ("A Sabet; B Sabet b) C Sabet", ["A Sabet", "B Sabet", "C Sabet"]),
        ("Encep Nurjaman (birth name)", ["Encep Nurjaman"]),
        ("Khirullah Khairkhwa, born in Kandahar on 01 Jan.1967", ["Khirullah Khairkhwa"]),
        ("“KOMID”", ["KOMID"]),
        ("(martyrs)", ["(martyrs)"]),
        ("()", []),
        ("", []),
    ],
)
def test_several_names_in_one_field(written: str, expected: list[str]) -> None:
    assert [name.text for name in names_of(written, "alias")] == expected


def test_nothing_that_has_a_name_is_lost() -> None:
    no_reference = "<ENTITY><DATAID/><FIRST_NAME>X WORKS</FIRST_NAME></ENTITY>"
    no_name = "<ENTITY><DATAID>7</DATAID><FIRST_NAME/></ENTITY>"
    again = UN_ENTITY.replace("Old Sample", "Older Sample")
    read = parse({"x": un(entities=UN_ENTITY + no_reference + no_name + again)})
    assert [party.id for party in read.parties][:2] == ["KPi.900", "KPe.900"]
    assert [name.text for name in read.parties[2].names] == ["X WORKS"]
    assert {"Old Sample", "Older Sample"} <= {name.text for name in read.parties[1].names}
    assert [flaw.where for flaw in read.flaws] == ["entry 3", "entry 4", "entry 5"]
    assert "no reference" in read.flaws[0].what
    assert "left out" in read.flaws[1].what
    assert "twice" in read.flaws[2].what


def test_an_entry_without_a_reference_keeps_its_data_id() -> None:
    read = parse({"x": un(UN_PERSON.replace("KPi.900", ""), "")})
    assert [party.id for party in read.parties] == ["data-6900001"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (un()[:900], "cut short"),
        (un() + un(), "broken"),
        (un("", ""), "no person"),
        (b"<html><body>503 Service Unavailable</body></html>", "outermost element is html"),
        (b"Access denied", "no XML"),
        (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><CONSOLIDATED_LIST/>', "document type"),
        (b"<export/>", "outermost element is export"),
        (b'{"results": []}', "no XML"),
    ],
)
def test_what_is_not_the_list_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(SourceError, match=says):
        parse({"x": data})
