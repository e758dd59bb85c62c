"""The European Union's list: both published files, and that they say the same."""

from __future__ import annotations

from datetime import date

import pytest

from sekisho.sources.formats import eu_csv, eu_xml
from sekisho.sources.records import Identifier, ListedAddress, ListedName, ListedParty, SourceError
from tests.sources.made.eu_files import BANK, COLUMNS, PERSON, many, to_csv, to_xml

PARSERS = [(eu_xml.parse, to_xml), (eu_csv.parse, to_csv)]


def both(entities: list[dict[str, object]]) -> tuple[tuple[ListedParty, ...], tuple[ListedParty, ...]]:
    return eu_xml.parse({"x": to_xml(entities)}).parties, eu_csv.parse({"x": to_csv(entities)}).parties


def test_the_made_file_has_the_published_columns() -> None:
    assert len(COLUMNS) == 118
    starts = (
        "Entity_LogicalId",
        "NameAlias_LastName",
        "Address_City",
        "BirthDate_BirthDate",
        "Identification_Number",
    )
    assert [COLUMNS.index(name) for name in (*starts, "Citizenship_Region")] == [1, 16, 34, 54, 78, 105]


@pytest.mark.parametrize(("parse", "make"), PARSERS)
def test_what_an_entity_says(parse: eu_xml.parse, make: object) -> None:  # type: ignore[valid-type]
    read = parse({"list": make([PERSON, BANK])})  # type: ignore[operator]
    assert read.published == date(2026, 11, 20)
    assert read.flaws == ()
    person, bank = read.parties
    assert (person.source, person.id, person.lists, person.kind) == (
        "eu.fsf",
        "EU.27.28",
        ("eu.financial-sanctions",),
        "person",
    )
    assert person.names == (
        ListedName("Иван Иванов", "native", "ru"),
        ListedName("Ivan Ivanov", "primary"),
        ListedName("Iwan I. Iwanow", "alias", "pl"),
        ListedName("Vanya", "weak-alias"),
    )
    assert person.addresses == (
        ListedAddress('Road "1", Dandong, 118000, CHINA', 'Road "1"', "Dandong", "", "118000", "CN"),
    )
    assert person.countries == ("RU", "CN")
    assert person.births == ("1962-03-05", "1963-04", "1958", "1959", "1960")
    assert person.fact("births-approximate") == "1963-04"
    assert person.birth_places == ("Omsk, RUSSIAN FEDERATION",)
    assert person.identifiers == (
        Identifier("passport", "75 1234567", "RU"),
        Identifier("national-id", "456", ""),
    )
    assert person.nationalities == ("RU",)
    assert person.programmes == ("PRK",)
    assert person.listed_on == date(2017, 6, 2)
    assert person.citation == "2017/1509 (OJ L224)"
    assert person.url.endswith("32017R1509")
    assert person.remarks == "(Date of UN designation: 2017-06-02)"
    assert person.fact("un-id") == "KPi.900"
    assert bank.kind == "organisation"
    assert bank.names == (ListedName("Sample Bank; JSC", "primary"), ListedName("Old Bank", "former"))
    assert bank.identifiers == (
        Identifier("bic", "SABRRUMM"),
        Identifier("imo", "9187629"),
        Identifier("inn", "7707083893"),
    )


def test_both_files_give_the_same_parties() -> None:
    from_xml, from_csv = both([PERSON, BANK, *many(60)])
    assert from_xml == from_csv


def test_a_list_of_many_lines_is_joined_by_entity() -> None:
    from_xml, from_csv = both(many(800))
    assert len(from_xml) == 800
    assert from_xml == from_csv
    assert sum(len(party.names) for party in from_csv) == sum(number % 3 + 1 for number in range(800))


def test_rows_of_one_entity_far_apart_are_joined() -> None:
    text = to_csv([PERSON, BANK]).decode("utf-8-sig")
    head, *lines = text.rstrip().split("\r\n")
    moved = "\r\n".join([head, *lines[1:], lines[0]]).encode()
    (first, second) = eu_csv.parse({"x": moved}).parties
    assert {name.text for name in first.names} >= {"Иван Иванов", "Ivan Ivanov"}
    assert second.id == "EU.28.29"


def test_columns_are_found_by_name_in_any_order() -> None:
    rows = [line.split(";") for line in to_csv(many(5)).decode("utf-8-sig").split("\r\n")]
    turned = "\r\n".join(";".join([*reversed(row), "x"]) for row in rows if len(row) > 1)
    assert eu_csv.parse({"x": turned.encode()}).parties == eu_csv.parse({"x": to_csv(many(5))}).parties


@pytest.mark.parametrize(("parse", "make"), PARSERS)
def test_an_entity_without_a_name_is_a_flaw(parse: eu_xml.parse, make: object) -> None:  # type: ignore[valid-type]
    nameless = {
        "LogicalId": "99",
        "EU_ReferenceNumber": "EU.99.99",
        "SubjectType": "person",
        "Citizenship": [{"CountryIso2Code": "RU"}],
    }
    read = parse({"x": make([BANK, nameless])})  # type: ignore[operator]
    assert [party.id for party in read.parties] == ["EU.28.29"]
    assert len(read.flaws) == 1


@pytest.mark.parametrize(("parse", "make"), PARSERS)
def test_an_entity_without_a_reference_is_kept(parse: eu_xml.parse, make: object) -> None:  # type: ignore[valid-type]
    unknown = {"SubjectType": "enterprise", "NameAlias": [{"WholeName": "Example Works"}]}
    read = parse({"x": make([BANK, unknown])})  # type: ignore[operator]
    assert [party.names[0].text for party in read.parties] == ["Sample Bank; JSC", "Example Works"]
    assert read.parties[1].id.startswith("h-")
    assert "no reference" in read.flaws[0].what


@pytest.mark.parametrize(("parse", "make"), PARSERS)
def test_the_same_list_twice_in_one_file(parse: eu_xml.parse, make: object) -> None:  # type: ignore[valid-type]
    data = make([PERSON, BANK])  # type: ignore[operator]
    if parse is eu_xml.parse:
        with pytest.raises(SourceError, match="broken"):
            parse({"x": data + data})
    else:
        rows = data.split(b"\r\n", 1)[1]
        assert parse({"x": data + rows}).parties == parse({"x": data}).parties


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"<html><body>HTTP 500</body></html>", "outermost element is html"),
        (b"500 Internal Server Error", "no XML"),
        (to_csv(many(3)), "no XML"),
        (to_xml([]), "no entity"),
        (to_xml(many(30))[:4000], "cut short"),
        (b'<!DOCTYPE export [<!ENTITY x SYSTEM "file:///etc/passwd">]><export>&x;</export>', "document type"),
    ],
)
def test_what_is_not_the_xml_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(SourceError, match=says):
        eu_xml.parse({"x": data})


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"<html><body>HTTP 500</body></html>", "columns .* are missing"),
        (to_xml(many(3)), "columns .* are missing"),
        (to_csv([]), "no entity"),
        (to_csv(many(30))[:-150], "cut short"),
        (to_csv(many(3)).decode("utf-8-sig").encode("utf-16-be"), "columns|read as"),
        (b"\xff\xfe\x00", "read as|columns"),
    ],
)
def test_what_is_not_the_csv_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(SourceError, match=says):
        eu_csv.parse({"x": data})
