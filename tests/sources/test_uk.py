"""The United Kingdom's list: both published files, and that they say the same."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from sekisho.sources.formats import uk_csv, uk_xml
from sekisho.sources.formats.uk_designation import birth, several
from sekisho.sources.records import Identifier, ListedName, PartyRelation, SourceError
from tests.sources.made.uk_files import COLUMNS, FIRM, PERSON, SHIP, many, to_csv, to_xml

PARSERS = [(uk_xml.parse, to_xml), (uk_csv.parse, to_csv)]


def test_the_made_file_has_the_published_columns() -> None:
    assert len(COLUMNS) == 58
    assert COLUMNS[45:48] == ["Subsidiaries", "Parent company", "Business registration number (s)"]


@pytest.mark.parametrize(("parse", "make"), PARSERS)
def test_what_a_designation_says(parse: uk_xml.parse, make: object) -> None:  # type: ignore[valid-type]
    read = parse({"list": make([PERSON, FIRM, SHIP])})  # type: ignore[operator]
    assert read.published == date(2026, 11, 20)
    assert read.flaws == ()
    person, firm, ship = read.parties
    assert (person.source, person.id, person.lists) == ("gb.sanctions", "RUS9001", ("gb.sanctions",))
    assert [party.kind for party in read.parties] == ["person", "organisation", "vessel"]
    assert person.names == (
        ListedName("Ivan Ivanovich IVANOV", "primary"),
        ListedName("Iwan Iwanoff", "alias"),
        ListedName("Vanya", "weak-alias"),
        ListedName("I. Ivanov", "alias"),
        ListedName("Иван Иванович ИВАНОВ", "native", "ru"),
    )
    assert person.births == ("1962", "1963-03-05", "1964-07")
    assert person.birth_places == ("Omsk, Russia",)
    assert person.nationalities == ("RU", "BY")
    assert person.countries == ("RU", "BY")
    assert [address.text for address in person.addresses] == [
        "Flat 1, Omsk, 644000, Russia",
        "Minsk, Belarus",
    ]
    assert person.identifiers == (
        Identifier("passport", "75 1234567", "RU"),
        Identifier("national-id", "123-456", "BY"),
    )
    assert person.fact("position") == "Director; Member of the board"
    assert person.fact("sanctions-imposed") == "Asset freeze|Travel Ban"
    assert person.fact("updated") == "2026-11-05"
    assert person.remarks == "Director of a firm, and owner of it."
    assert person.listed_on == date(2022, 3, 1)
    assert [(name.text, name.kind) for name in firm.names] == [
        ("SAMPLE WORKS, JSC", "primary"),
        ("Sample Zavod", "alias"),
        ("Old Works", "former"),
    ]
    assert firm.relations == (
        PartyRelation("subsidiary", "Sample Holding"),
        PartyRelation("parent", "Sample Trading LLC"),
        PartyRelation("parent", "Sample Marine LLC"),
    )
    assert firm.identifiers == (
        Identifier("inn", "7707083893"),
        Identifier("ogrn", "1027700132195"),
        Identifier("registration", "HRB 12345"),
    )
    assert ship.identifiers == (Identifier("imo", "9187629"),)
    assert ship.relations == (PartyRelation("owned-by", "Sample Marine LLC"),)
    assert ship.fact("previous-owner-operators") == "Old Marine Ltd"
    assert ship.fact("flag") == "Gabon"


def test_both_files_give_the_same_parties() -> None:
    designations = [PERSON, FIRM, SHIP, *many(40)]
    assert (
        uk_xml.parse({"x": to_xml(designations)}).parties == uk_csv.parse({"x": to_csv(designations)}).parties
    )


def test_a_list_of_many_lines() -> None:
    from_xml = uk_xml.parse({"x": to_xml(many(800))})
    from_csv = uk_csv.parse({"x": to_csv(many(800))})
    assert from_xml.parties == from_csv.parties
    assert Counter(party.kind for party in from_csv.parties) == {
        "person": 267,
        "organisation": 267,
        "vessel": 266,
    }


@pytest.mark.parametrize(
    ("first", "made"),
    [
        ("Report Date: 20-Nov-2026", date(2026, 11, 20)),
        ("Last Updated,20/11/2026", date(2026, 11, 20)),
        ('"Report Date: 20 November 2026"', date(2026, 11, 20)),
        ("UK Sanctions List", None),
    ],
)
def test_the_day_above_the_table(first: str, made: date | None) -> None:
    assert uk_csv.parse({"x": to_csv([FIRM], first)}).published == made


def test_heads_of_the_older_layout_are_known() -> None:
    text = to_csv([PERSON, FIRM]).decode("utf-8-sig")
    older = text.replace("Designation Type", '"Individual, Entity, Ship"').replace(
        "Parent company", "Parent Company"
    )
    assert uk_csv.parse({"x": older.encode()}).parties == uk_csv.parse({"x": to_csv([PERSON, FIRM])}).parties


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("dd/mm/1962", "1962"),
        ("00/00/1962", "1962"),
        ("dd/03/1962", "1962-03"),
        ("05/03/1962", "1962-03-05"),
        ("31/02/1962", "1962-02"),
        ("1962", "1962"),
        ("dd/mm/yyyy", ""),
        ("", ""),
    ],
)
def test_births_are_cut_to_what_is_known(written: str, expected: str) -> None:
    assert birth(written) == expected


def test_several_values_in_one_field() -> None:
    assert several("(1) Iran (2) Iraq") == ["Iran", "Iraq"]
    assert several("A|B\nC") == ["A", "B", "C"]
    assert several("A; B", companies=True) == ["A", "B"]
    assert several("A; B") == ["A; B"]
    assert several("Rosneft (1993) Ltd") == ["Rosneft (1993) Ltd"]
    assert several("N/A") == []


@pytest.mark.parametrize(("parse", "make"), PARSERS)
def test_a_designation_without_a_name_is_a_flaw(parse: uk_xml.parse, make: object) -> None:  # type: ignore[valid-type]
    nameless = SHIP | {"UniqueID": "RUS9999", "names": [({6: "-"}, "Primary Name", "")]}
    read = parse({"x": make([FIRM, nameless])})  # type: ignore[operator]
    assert [party.id for party in read.parties] == ["RUS9002"]
    assert len(read.flaws) == 1


@pytest.mark.parametrize(("parse", "make"), PARSERS)
def test_a_designation_without_an_id_is_kept(parse: uk_xml.parse, make: object) -> None:  # type: ignore[valid-type]
    read = parse({"x": make([FIRM, SHIP | {"UniqueID": ""}])})  # type: ignore[operator]
    assert [party.names[0].text for party in read.parties] == ["SAMPLE WORKS, JSC", "SAMPLE STAR"]
    assert read.parties[1].id.startswith("h-")
    assert len(read.flaws) == 1


def test_a_designation_that_stands_twice_keeps_the_names_of_both() -> None:
    other = FIRM | {
        "names": [({6: "SAMPLE WORKS, JSC"}, "Primary Name", ""), ({6: "Another Name"}, "Alias", "")]
    }
    (party,) = uk_xml.parse({"x": to_xml([FIRM, other])}).parties
    assert {"Old Works", "Another Name"} <= {name.text for name in party.names}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"<html><body>Page not found</body></html>", "outermost element is html"),
        (b"<ArrayOfFinancialSanctionsTarget/>", "OFSI ended"),
        (to_csv(many(3)), "no XML"),
        (to_xml([]), "no designation"),
        (to_xml(many(30))[:4000], "cut short"),
        (to_xml(many(2)) * 2, "broken"),
    ],
)
def test_what_is_not_the_xml_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(SourceError, match=says):
        uk_xml.parse({"x": data})


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"<html><body>Page not found</body></html>", "no line of the first"),
        (b"Last Updated,30/05/2025\nName 6,Name 1,Group ID\nX,Y,1\n", "OFSI ended"),
        (to_xml(many(3)), "no line of the first"),
        (to_csv([]), "no designation"),
        (to_csv(many(30))[:-40], "cut short"),
    ],
)
def test_what_is_not_the_csv_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(SourceError, match=says):
        uk_csv.parse({"x": data})
