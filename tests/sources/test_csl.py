"""The Consolidated Screening List, as JSON and as a table: what it says, and the traps that were seen in it."""

import csv
import gzip
import json
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sekisho.sources.formats import csl_csv, csl_json
from sekisho.sources.formats.csl_rows import footnotes_of, list_id
from sekisho.sources.formats.us_names import split_name
from sekisho.sources.records import Identifier, ListedParty, PartyRelation, SourceError
from tests.sources.made import american as made
from tests.sources.shared_lists import CSL_LISTS, SHARED

shared = pytest.mark.skipif(not SHARED.is_dir(), reason="there is no folder ../shared here")


def read(*entries: dict[str, object]) -> tuple[ListedParty, ...]:
    return csl_json.parse({"any": made.csl_json(*entries)}).parties


def names(party: ListedParty) -> list[tuple[str, str]]:
    return [(name.text, name.kind) for name in party.names]


def test_an_entry_of_the_entity_list() -> None:
    (party,) = read(
        made.entry(
            "99ed",
            "Invented Electronics 13th Research Institute (IE 13)",
            addresses=[made.place("113 Hezuo Road", "Shijiazhuang", postcode="050051", state="Hebei")],
            alt_names=["Hebei Invented Institute", "HII; CETC X"],
            federal_register_notice="83 FR 37423; 87 FR 77505",
            start_date="2018-08-01",
            license_requirement="For all items subject to the EAR. (See §§ 734.9(e)(2) and 744.11 of the EAR)4",
            license_policy="Presumption of denial",
        )
    )
    assert (party.source, party.fact("csl-id")) == ("us.csl", "99ed")
    assert party.lists == ("us.entity-list", "us.entity-list.fn4")
    assert names(party) == [
        ("Invented Electronics 13th Research Institute (IE 13)", "primary"),
        ("Hebei Invented Institute", "alias"),
        ("HII", "alias"),
        ("CETC X", "alias"),
    ]
    (address,) = party.addresses
    assert address.text == "113 Hezuo Road, Shijiazhuang, Hebei, 050051, CN"
    assert (address.city, address.region, address.postcode, address.country) == (
        "Shijiazhuang",
        "Hebei",
        "050051",
        "CN",
    )
    assert party.countries == ("CN",)
    assert party.listed_on == date(2018, 8, 1)
    assert party.citation == "83 FR 37423; 87 FR 77505"
    assert party.fact("footnote") == "4"
    assert party.fact("licence-policy") == "Presumption of denial"


def test_a_bare_address_is_a_class_of_its_own() -> None:
    (party,) = read(
        made.entry(
            "a1",
            "Address 07",
            addresses=[made.place("Room 1105, 11/F, Hip Kwan Building", "Wan Chai", "HK")],
        )
    )
    assert party.kind == "address"
    assert names(party) == [("Room 1105, 11/F, Hip Kwan Building", "address")]
    assert party.countries == ("HK",)
    assert party.fact("name-as-published") == "Address 07"


def test_a_bare_address_without_address_is_said_aloud() -> None:
    parsed = csl_json.parse({"x": made.csl_json(made.entry("a1", "Address 07"))})
    assert parsed.parties[0].names[0].text == "Address 07"
    assert "gives no address" in parsed.flaws[0].what


def test_a_person_of_the_treasury_with_numbers() -> None:
    (party,) = read(
        made.entry(
            "52291",
            "SAKHTEGI, Ali Reza",
            made.SDN,
            entity_number="52291",
            type="Individual",
            programs=["NPWMD", "IFSR"],
            citizenships=["IR"],
            nationalities=["IR"],
            dates_of_birth=["1978-12-05", "circa 1979"],
            places_of_birth=["Qom, Iran"],
            ids=[
                {"type": "Passport", "number": "836238033", "country": "KP"},
                {"type": "Tax ID No.", "number": "7707049388", "country": "RU"},
                {
                    "type": "Unified Social Credit Code (USCC)",
                    "number": "9113100033607322XK",
                    "country": "CN",
                },
                {"type": "Vessel Registration Identification", "number": "IMO 9187629", "country": None},
                {"type": "Gender", "number": "Male", "country": None},
                {"type": "Email Address", "number": "a@b.example", "country": None},
                {"type": "Digital Currency Address - XBT", "number": "1Kuf2", "country": None},
                {"type": "Linked To:", "number": "INVENTED BANK", "country": None},
            ],
        )
    )
    assert party.kind == "person"
    assert party.lists == ("us.sdn",)
    assert party.births == ("1978-12-05", "1979")
    assert party.fact("birth-circa") == "circa 1979"
    assert party.nationalities == ("IR",)
    assert party.programmes == ("NPWMD", "IFSR")
    assert set(party.identifiers) == {
        Identifier("passport", "836238033", "KP"),
        Identifier("inn", "7707049388", "RU"),
        Identifier("uscc", "9113100033607322XK", "CN"),
        Identifier("imo", "9187629"),
        Identifier("email", "a@b.example"),
        Identifier("digital-currency", "XBT:1Kuf2"),
    }
    assert party.relations == (PartyRelation("associate", "INVENTED BANK"),)
    assert party.fact("gender") == "Male"


def test_a_ship_has_an_owner_and_a_call_sign() -> None:
    (party,) = read(
        made.entry(
            "7",
            "MADE UP STAR",
            made.SDN,
            type="Vessel",
            call_sign="T2EU4",
            vessel_flag="Iran",
            vessel_owner="INVENTED TANKERS",
            vessel_type="Crude Oil Tanker",
        )
    )
    assert party.kind == "vessel"
    assert party.identifiers == (Identifier("call-sign", "T2EU4"),)
    assert party.relations == (PartyRelation("owned-by", "INVENTED TANKERS"),)
    assert party.countries == ("IR",)


def test_several_addresses_in_one_field_are_several() -> None:
    (party,) = read(
        made.entry(
            "1", "X", addresses=[made.place("1 First Road; and 2 Second Road; 3 Third Road", "Harbin")]
        )
    )
    assert [address.street for address in party.addresses] == [
        "1 First Road",
        "2 Second Road",
        "3 Third Road",
    ]
    assert {address.country for address in party.addresses} == {"CN"}
    assert party.addresses[-1].city == "Harbin"


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("Sino X Company; and any successor, sub-unit, or subsidiary thereof", [("Sino X Company", "primary")]),
        ("Sino X Company, and its sub-units and successors", [("Sino X Company", "primary")]),
        ("Air Forces (aka VKS); and any successor, sub-unit, or subsidiary thereof",
         [("Air Forces", "primary"), ("VKS", "alias")]),
        ("LTS Holding (f.k.a., IPP Ltd.)", [("LTS Holding", "primary"), ("IPP Ltd.", "former")]),
        ("Chi Co., a.k.a. Chi-Chung Co.", [("Chi Co.", "primary"), ("Chi-Chung Co.", "alias")]),
        ("U Ltd [aka G Ltd, aka T Electronics] (Hong Kong Entity)",
         [("U Ltd", "primary"), ("G Ltd", "alias"), ("T Electronics", "alias")]),
        ("Igor M (Russian national)", [("Igor M", "primary")]),
        ("AKA INTEGRAL SERVICES, S. DE R.L.", [("AKA INTEGRAL SERVICES, S. DE R.L.", "primary")]),
        ("Jean Aka Mensah", [("Jean Aka Mensah", "primary")]),
        ("Jean Mensah, aka Jo", [("Jean Mensah", "primary"), ("Jo", "alias")]),
        ("Acme (HK) Co., Ltd.,", [("Acme (HK) Co., Ltd.", "primary")]),
    ],
)  # fmt: skip
def test_names_that_say_more_than_a_name(written: str, read_as: list[tuple[str, str]]) -> None:
    assert [(name.text, name.kind) for name in split_name(written).names] == read_as


def test_a_remark_of_nationality_becomes_a_country() -> None:
    (party,) = read(made.entry("1", "Rim Y (DPRK individual)", made.ISN))
    assert party.countries == ("KP",)
    assert party.fact("name-as-published") == "Rim Y (DPRK individual)"


def test_an_affiliate_is_the_party_and_its_parent_a_tie() -> None:
    (party,) = read(
        made.entry("1", "Huawei Technologies Co., Ltd. (Huawei). Affiliated Entity: Huawei Terminal Co.")
    )
    assert names(party) == [("Huawei Terminal Co.", "primary")]
    assert party.relations == (PartyRelation("associate", "Huawei Technologies Co., Ltd. (Huawei)"),)


def test_a_debarred_person_whose_name_was_turned_round() -> None:
    (party,) = read(made.entry("1", "Kreig; a.k.a. Cow Craig; a.k.a. Rhoomas Rhoomes", made.DTC))
    assert ("Kreig Rhoomes", "primary") in names(party)
    assert ("Kreig", "weak-alias") in names(party)


def test_empty_aliases_and_lost_letters() -> None:
    parsed = csl_json.parse({"x": made.csl_json(made.entry("1", "Instit?t X", alt_names=["[]", "", " ; "]))})
    assert names(parsed.parties[0]) == [("Instit?t X", "primary")]
    assert "lost a letter" in parsed.flaws[0].what


@pytest.mark.parametrize(
    ("requirement", "footnotes"),
    [
        ("For all items subject to the EAR, see §§ 734.9(e)1, and 744.11 of the EAR2", ("1",)),
        ("For all items subject to the EAR. (See §§ 734.9(e)(1) and 744.11)", ("1",)),
        (
            "For all items subject to the EAR. (See §§ 734.9(g),3 746.8(a)(3), and 744.21(b) of the EAR)",
            ("3",),
        ),
        ("For all items subject to the EAR. (See §§ 734.9(e)(2) and 744.11 of the EAR)4", ("4",)),
        ("For All Items Subject to the EAR (See §734.9(e), and 744.11 of the EAR)4.", ("4",)),
        ("For all items subject to the EAR (See §§734.4(a)(9), 734.9(e)(3), and 744.11 of the EAR)5", ("5",)),
        ("See §§ 734.9(e)(1) and 734.9(e)(2)", ("1", "4")),
        ("For all items subject to the EAR. (See §744.11 of the EAR).", ()),
    ],
)
def test_the_footnote_by_the_section_that_is_cited(requirement: str, footnotes: tuple[str, ...]) -> None:
    assert footnotes_of(requirement) == footnotes


def test_a_footnote_that_cannot_be_told_is_said() -> None:
    parsed = csl_json.parse(
        {"x": made.csl_json(made.entry("1", "X", license_requirement="See § 734.9(e) of the EAR"))}
    )
    assert parsed.parties[0].fact("footnote") == ""
    assert parsed.parties[0].fact("footnote-unclear")
    assert "without saying which footnote" in parsed.flaws[0].what


@pytest.mark.parametrize(
    ("source", "listed"),
    [
        (made.EL, "us.entity-list"),
        (made.SDN, "us.sdn"),
        ("Capta List (CAP) - Treasury Department", "us.capta"),
        ("Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department", "us.mbs"),
        (
            "Non-SDN Chinese Military-Industrial Complex Companies List (CMIC) - Treasury Department",
            "us.cmic",
        ),
        ("Foreign Sanctions Evaders (FSE) - Treasury Department", "us.fse"),
        ("Palestinian Legislative Council List (PLC) - Treasury Department", "us.plc"),
        ("Military End User (MEU) List - Bureau of Industry and Security", "us.meu-list"),
        ("A new list", ""),
    ],
)
def test_every_list_is_known_by_its_mark(source: str, listed: str) -> None:
    assert list_id(source) == listed


def test_the_parties_of_a_list_that_nobody_knows_are_kept_and_said() -> None:
    parsed = csl_json.parse({"x": made.csl_json(made.entry("1", "X", "A new list"))})
    (party,) = parsed.parties
    assert party.lists == ("us.unknown-list",)
    assert party.fact("list-as-published") == "A new list"
    assert "'A new list' is unknown" in parsed.flaws[0].what


def test_ids_stay_when_rows_are_numbered_anew() -> None:
    """Those of Commerce and State are random or change with the row; OFAC's are its own numbers."""
    works = {"addresses": [made.place("1 Road", "Harbin")], "start_date": "2024-05-01"}
    moved = {**works, "addresses": [made.place("2 Way", "Dalian", "HK")]}
    first = read(made.entry("3f2a", "Invented Works", **works))[0]
    again = read(made.entry("77bc", "INVENTED  WORKS", **moved))[0]
    assert first.id == again.id
    assert (first.fact("csl-id"), again.fact("csl-id")) == ("3f2a", "77bc")
    assert read(made.entry("3f2a", "Invented Works", made.UVL, **works))[0].id != first.id
    later = {**works, "start_date": "2025-05-01"}
    assert read(made.entry("3f2a", "Invented Works", **later))[0].id != first.id
    assert read(made.entry("801", "X", made.SDN, entity_number="801"))[0].id == "801"


def test_rows_of_one_name_and_day_are_told_apart_by_place() -> None:
    rows = [
        made.entry("a", "Invented Works", addresses=[made.place("1 Road", "Harbin", "CN")]),
        made.entry("b", "Invented Works", addresses=[made.place("1 Road", "Hong Kong", "HK")]),
        made.entry("c", "Invented Works", addresses=[made.place("2 Road", "Hong Kong", "HK")]),
        made.entry("d", "Address 01", addresses=[made.place("1 Road", "Istanbul", "TR")]),
        made.entry("e", "Address 01", addresses=[made.place("2 Road", "Istanbul", "TR")]),
    ]
    ids = {party.fact("csl-id"): party.id for party in read(*rows)}
    turned = {party.fact("csl-id"): party.id for party in read(*reversed(rows))}
    assert len(set(ids.values())) == 5
    assert ids == turned


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"<html><body>Service unavailable</body></html>", "broken or cut short"),
        (made.csl_json(made.entry("1", "X"))[:-9], "broken or cut short"),
        (b"[]", "no list 'results'"),
        (b'{"results": []}', "empty"),
        (b'{"results": {"1": 2}}', "no list 'results'"),
        (b'{"results": ["x"]}', "is no entry"),
        (b'{"results": [' + b"[" * 100_000 + b"]" * 100_000 + b"]}", "broken or cut short"),
        (b"\xff\xfe\x00", "broken or cut short"),
    ],
)
def test_what_is_not_the_list_takes_nothing(data: bytes, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        csl_json.parse({"x": data})


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "id",
                        "source",
                        "name",
                        "addresses",
                        "alt_names",
                        "ids",
                        "programs",
                        "start_date",
                        "type",
                    ]
                ),
                inner,
                max_size=6,
            )
        ),
        max_leaves=12,
    )
)
def test_no_json_breaks_the_reader(value: object) -> None:
    rows = [{"source": made.EL, "name": "x", "extra": value}, value]
    with suppress(SourceError):
        csl_json.parse({"x": json.dumps({"results": rows}).encode()})


@given(st.text(max_size=80))
def test_no_name_breaks_the_reader(text: str) -> None:
    found = split_name(text)
    assert all(name.text.strip() == name.text and name.text for name in found.names)


def test_the_table_says_the_same_as_the_json() -> None:
    row = {
        "_id": "99ed",
        "source": made.EL,
        "name": "Invented Institute",
        "addresses": "113 Hezuo Road, Shijiazhuang, CN; 21 Changsheng Street; and 22 Changsheng Street, CN",
        "alt_names": "Hebei Invented; HII",
        "federal_register_notice": "83 FR 37423",
        "start_date": "2018-08-01",
        "license_requirement": "See § 734.9(g)",
        "ids": "Passport, A1, KP; Gender, Male; Website, x.example; Secondary sanctions risk:, section 1(b); of the order",
    }
    (party,) = csl_csv.parse({"x": made.csl_csv(row)}).parties
    assert party.fact("csl-id") == "99ed"
    assert party.lists == ("us.entity-list", "us.entity-list.fn3")
    assert [name.text for name in party.names] == ["Invented Institute", "Hebei Invented", "HII"]
    assert [address.street for address in party.addresses] == [
        "113 Hezuo Road, Shijiazhuang",
        "21 Changsheng Street",
        "22 Changsheng Street",
    ]
    assert set(party.identifiers) == {Identifier("passport", "A1", "KP"), Identifier("website", "x.example")}
    assert party.fact("secondary-sanctions-risk") == "section 1(b); of the order"
    assert party.listed_on == date(2018, 8, 1)


def test_a_tab_separated_table_is_read_too() -> None:
    text = made.csl_csv({"_id": "1", "source": made.EL, "name": "X"}).decode().replace('","', '"\t"')
    head, _, rest = text.partition("\n")
    data = f"{head.replace(',', chr(9))}\n{rest}".encode()
    assert csl_csv.parse({"x": data}).parties[0].names[0].text == "X"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"a,b,c\n1,2,3\n", "columns"),
        (b"<html>", "columns"),
        (made.csl_csv(), "no row below the header"),
        (made.csl_csv({"_id": "1", "source": made.EL, "name": "X"}) + b'"2","Entity List', "cut short"),
        (b"\xff\xfa", "byte 0"),
    ],
)
def test_a_table_that_is_not_the_list_takes_nothing(data: bytes, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        csl_csv.parse({"x": data})


@shared
def test_the_official_sample_is_read_whole() -> None:
    (path,) = SHARED.glob("us-csl-sample-*.csv")
    parsed = csl_csv.parse({"x": path.read_bytes()})
    rows = list(csv.DictReader(path.read_text("utf-8").splitlines()))
    assert len(parsed.parties) == len(rows) == 13
    assert not parsed.flaws
    assert {party.fact("csl-id") for party in parsed.parties} == {row["_id"] for row in rows}
    assert len({party.id for party in parsed.parties}) == 13
    by_id = {party.id: party for party in parsed.parties}
    assert by_id["52291"].identifiers == (Identifier("passport", "836238033", "KP"),)
    assert by_id["52291"].countries == ("CN", "KP")
    assert by_id["26182"].births == ("1980-02-08",)


@shared
def test_the_footnotes_of_the_whole_list_are_those_that_were_inferred_before() -> None:
    (path,) = SHARED.glob("us-csl-flat-*.csv.gz")
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["list"] == "EL"]
    assert len(rows) == 3420
    differing = [
        row["name"]
        for row in rows
        if ",".join(footnotes_of(row["license_requirement"])) != row["entity_list_footnote_inferred"]
    ]
    assert not differing


@shared
def test_every_name_of_the_whole_list_gives_a_name_and_loses_none() -> None:
    (path,) = SHARED.glob("us-csl-flat-*.csv.gz")
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 25921
    split = [split_name(row["name"]) for row in rows]
    assert all(one.names and one.names[0].kind == "primary" for one in split)
    changed = sum(1 for row, one in zip(rows, split, strict=True) if one.names[0].text != row["name"].strip())
    assert changed < 120
    assert set(CSL_LISTS) >= {row["list"] for row in rows}
