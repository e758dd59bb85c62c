"""OFAC's tables and its advanced XML, and the Denied Persons List."""

import gzip
import re
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sekisho.sources.formats import bis_dpl, ofac_csv, ofac_xml
from sekisho.sources.formats.ofac_remarks import read_remarks
from sekisho.sources.formats.us_terms import Statements
from sekisho.sources.records import Identifier, ListedName, ListedParty, PartyRelation, SourceError
from tests.sources.made import american as made
from tests.sources.shared_lists import SHARED

shared = pytest.mark.skipif(not SHARED.is_dir(), reason="there is no folder ../shared here")


def shared_bytes(pattern: str) -> bytes:
    (path,) = SHARED.glob(pattern)
    return gzip.decompress(path.read_bytes())


def tables(*rows: tuple[object, ...], **files: bytes) -> dict[str, bytes]:
    found = {
        "sdn": made.ofac_csv(*rows),
        "alt": made.ofac_csv((rows[0][0], 1, "aka", "AN ALIAS", "")),
        "add": made.ofac_csv((rows[0][0], 1, "1 Road", "Tehran 11369", "Iran", "")),
    }
    return {**found, **files}


def test_a_row_with_aliases_addresses_and_remarks() -> None:
    remarks = (
        "DOB 12 Mar 1962; alt. DOB 1961; POB Qom, Iran; nationality Iran; Gender Male; Passport A1 (Iran) expires "
        "31 May 2024; National ID No. 55 (Iran); Tax ID No. 7707049388 (Russia); Linked To: INVENTED BANK; a.k.a. "
        "'SHORT'; f.k.a. 'OLDER'; Additional Sanctions Information - Subject to Secondary Sanctions; Minister of Works."
    )
    files = tables(
        made.sdn(801, "SAKHTEGI, Ali Reza", "individual", "IRAN] [SDGT", remarks, title="Minister"),
        alt=made.ofac_csv((801, 1, "aka", "SAKHTEGI, Alireza", ""), (801, 2, "fka", "ALI, Reza", "")),
    )
    (party,) = ofac_csv.parse(files).parties
    assert party.key == ("us.ofac-sdn", "801")
    assert party.lists == ("us.sdn",)
    assert party.kind == "person"
    assert party.programmes == ("IRAN", "SDGT")
    assert party.names == (
        ListedName("SAKHTEGI, Ali Reza"),
        ListedName("SAKHTEGI, Alireza", "alias"),
        ListedName("ALI, Reza", "former"),
        ListedName("SHORT", "weak-alias"),
        ListedName("OLDER", "former"),
    )
    assert party.births == ("1962-03-12", "1961")
    assert party.birth_places == ("Qom, Iran",)
    assert party.nationalities == ("IR",)
    assert party.addresses[0].text == "1 Road, Tehran 11369, Iran"
    assert set(party.identifiers) == {
        Identifier("passport", "A1", "IR"),
        Identifier("national-id", "55", "IR"),
        Identifier("inn", "7707049388", "RU"),
    }
    assert party.relations == (PartyRelation("associate", "INVENTED BANK"),)
    assert party.fact("gender") == "Male"
    assert party.fact("title") == "Minister"
    assert party.fact("additional-sanctions-information") == "Subject to Secondary Sanctions"
    assert party.remarks == "Minister of Works"


def test_long_remarks_go_on_in_the_comments() -> None:
    files = tables(
        made.sdn(801, "X", remarks="Unified Social Credit Code (USCC) 9113100033607322XK (China); Registra"),
        sdn_comments=made.ofac_csv((801, "tion Number 1027700198767 (Russia).")),
    )
    (party,) = ofac_csv.parse(files).parties
    assert party.identifiers == (
        Identifier("uscc", "9113100033607322XK", "CN"),
        Identifier("ogrn", "1027700198767", "RU"),
    )


def test_the_parties_that_are_not_blocked_stand_on_lists_of_their_own() -> None:
    rows = [
        made.sdn(1, "PLC MEMBER", "individual", "NS-PLC"),
        made.sdn(2, "BANK", programme="UKRAINE-EO13662] [RUSSIA-EO14024"),
        made.sdn(3, "AVIATION", programme="CMIC-EO13959"),
        made.sdn(4, "BANK OF K", programme="561-Related"),
        made.sdn(5, "CENTRAL BANK", programme="RUSSIA-EO14024"),
        made.sdn(6, "EVADER", programme="FSE-IR"),
    ]
    files = {
        "cons_prim": made.ofac_csv(*rows),
        "cons_alt": made.ofac_csv((1, 1, "aka", "X", "")),
        "cons_add": made.ofac_csv((1, 1, "", "Gaza", "", "")),
    }
    parties = ofac_csv.parse(files).parties
    assert {party.source for party in parties} == {"us.ofac-nonsdn"}
    assert [party.lists[0] for party in parties] == [
        "us.plc",
        "us.ssi",
        "us.cmic",
        "us.capta",
        "us.mbs",
        "us.fse",
    ]


def test_a_list_that_is_shorter_than_its_aliases_is_cut() -> None:
    alt = made.ofac_csv(*((number, 1, "aka", "X", "") for number in range(1, 21)))
    with pytest.raises(SourceError, match=r"alt: 19 of 20 parties.*not in sdn"):
        ofac_csv.parse(tables(made.sdn(1, "ONLY ONE"), alt=alt))


def test_a_missing_mark_of_the_end_is_noted() -> None:
    files = tables(made.sdn(1, "X"))
    files["sdn"] = files["sdn"].rstrip(b"\x1a")
    assert "mark of the end" in ofac_csv.parse(files).flaws[0].what


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("sdn", b"", "sdn: the file holds no row"),
        ("sdn", b"<html>no</html>", "sdn, line 1: 12 cells"),
        ("alt", b'801,1,"aka"', "alt, line 1: 5 cells"),
        ("add", b'"x",1,2,3,4,5', "add, line 1"),
        ("sdn", made.ofac_csv(made.sdn(1, "X"))[:30], "line 1"),
    ],
)
def test_a_broken_table_takes_nothing(name: str, data: bytes, said: str) -> None:
    files = tables(made.sdn(801, "X"))
    with pytest.raises(SourceError, match=said):
        ofac_csv.parse({**files, name: data})


def test_a_table_that_is_missing_or_strange_is_named() -> None:
    files = tables(made.sdn(801, "X"))
    with pytest.raises(SourceError, match="missing: add"):
        ofac_csv.parse({name: data for name, data in files.items() if name != "add"})
    with pytest.raises(SourceError, match="not among them: more"):
        ofac_csv.parse({**files, "more": b"x"})


@pytest.mark.parametrize(
    ("remark", "found"),
    [
        ("Vessel Registration Identification IMO 9187629", Identifier("imo", "9187629")),
        ("Company Number IMO 5055293", Identifier("imo-company", "5055293")),
        ("Identification Number IMO 5342883 (Hong Kong)", Identifier("imo-company", "5342883", "HK")),
        ("MMSI 572469210", Identifier("mmsi", "572469210")),
        ("SWIFT/BIC CBRFRUMM", Identifier("bic", "CBRFRUMM")),
        ("Legal Entity Number 253400V1H6ART1UQ0N98 (Russia)", Identifier("lei", "253400V1H6ART1UQ0N98", "RU")),
        ("Digital Currency Address - XBT 12QtD5BF", Identifier("digital-currency", "XBT:12QtD5BF")),
        ("Website http://lontek.example", Identifier("website", "http://lontek.example")),
        ("Cedula No. V-8348784 (Venezuela)", Identifier("national-id", "V-8348784", "VE")),
        ("V.A.T. Number BG 121024920 (Bulgaria)", Identifier("tax", "BG 121024920", "BG")),
        ("Passport RL 1622378 (Lebanon) issued 01 Nov 2002 expires 31 Oct 2007",
         Identifier("passport", "RL 1622378", "LB")),
        ("Registration Number C 1 (Medellin)", Identifier("registration", "C 1 (Medellin)")),
        ("Government Gazette Number 09804148 (Russia)", Identifier("okpo", "09804148", "RU")),
    ],
)  # fmt: skip
def test_numbers_in_remarks(remark: str, found: Identifier) -> None:
    said = Statements()
    assert read_remarks(f"{remark}.", said) == ""
    assert said.identifiers == [found]


def test_births_are_cut_to_what_is_known() -> None:
    said = Statements()
    read_remarks("DOB Mar 1962; alt. DOB circa 1951; alt. DOB 1955 to 1957; alt. DOB 1900 to 1960.", said)
    assert said.births == ["1962-03", "1951", "1955", "1956", "1957"]
    assert said.facts["birth-between"] == ["1900 to 1960"]


def test_a_flag_of_registration_is_no_nationality() -> None:
    said = Statements()
    read_remarks("Nationality of Registration Korea, North.", said)
    assert not said.nationalities
    assert said.facts["nationality-of-registration"] == ["Korea, North"]


@given(st.text(alphabet="aDOBPassport.k;'()- 0123456789:中é\"", max_size=120))
def test_no_remark_breaks_the_reader(text: str) -> None:
    read_remarks(text, Statements())


@given(st.binary(max_size=200))
def test_no_bytes_break_the_readers(data: bytes) -> None:
    for reader, files in (
        (ofac_csv, {"sdn": data, "alt": data, "add": data}),
        (ofac_xml, {"x": data}),
        (bis_dpl, {"x": data}),
    ):
        with pytest.raises(SourceError):
            reader.parse(files)


@shared
def test_the_official_sdn_tables() -> None:
    sdn = shared_bytes("us-ofac-sdn-2024-*.csv.gz")
    numbers = set(re.findall(rb"(?m)^\d+", sdn))

    def of_these(data: bytes) -> bytes:
        """Aliases and addresses are of another day in that folder: those of parties that came later are left out."""
        kept = [line for line in data.split(b"\r\n") if line.partition(b",")[0] in numbers]
        return b"\r\n".join([*kept, b"\x1a"])

    alt, add = shared_bytes("us-ofac-sdn-alt-*"), shared_bytes("us-ofac-sdn-add-*")
    with pytest.raises(SourceError, match="of another day"):
        ofac_csv.parse({"sdn": sdn, "alt": alt, "add": add})
    parsed = ofac_csv.parse({"sdn": sdn, "alt": of_these(alt), "add": of_these(add)})
    assert len(parsed.parties) == 14965
    assert not parsed.flaws
    kinds = Counter(party.kind for party in parsed.parties)
    assert kinds == {"organisation": 6884, "person": 6854, "vessel": 851, "aircraft": 376}
    numbers_read = Counter(one.kind for party in parsed.parties for one in party.identifiers)
    assert numbers_read["inn"] > 2500
    assert numbers_read["passport"] > 2000
    assert numbers_read["imo"] > 800
    people = [party for party in parsed.parties if party.kind == "person"]
    assert sum(1 for party in people if party.births) > 0.9 * len(people)
    bare = [a for party in parsed.parties for a in party.addresses if not a.country]
    assert len(bare) < 60


@shared
def test_the_official_list_of_those_not_blocked() -> None:
    files = {
        "cons_prim": shared_bytes("us-ofac-nonsdn-prim-*"),
        "cons_alt": shared_bytes("us-ofac-nonsdn-alt-*"),
        "cons_add": made.ofac_csv((9639, 1, "", "Shati", "", "")),
    }
    lists = Counter(party.lists for party in ofac_csv.parse(files).parties)
    assert lists == {("us.ssi",): 286, ("us.plc",): 78, ("us.cmic",): 68, ("us.mbs",): 9, ("us.capta",): 1}


# --- the advanced XML


def advanced(**changed: str) -> tuple[ListedParty, ...]:
    text = made.ADVANCED
    for old, new in changed.items():
        text = text.replace(old, new)
    return ofac_xml.parse({"x": text.encode()}).parties


def test_a_person_in_the_advanced_xml() -> None:
    person = advanced()[0]
    assert person.key == ("us.ofac-sdn", "801")
    assert person.kind == "person"
    assert person.names == (
        ListedName("SAKHTEGI, Ali Reza"),
        ListedName("KOMANDAN", "weak-alias"),
        ListedName("ساختگی علیرضا", "native"),
    )
    assert person.births == ("1962-03",)
    assert person.birth_places == ("Qom, Iran",)
    assert person.nationalities == ("IR",)
    assert person.identifiers == (Identifier("passport", "A1234567", "IR"),)
    assert person.addresses[0].text == "12 Invented Street, Tehran, Iran"
    assert person.programmes == ("IRAN", "SDGT")
    assert person.listed_on == date(2019, 5, 7)
    assert person.fact("gender") == "Male"


def test_ties_are_read_from_both_ends_and_former_ones_are_no_ties() -> None:
    person, company, ship = advanced()
    assert person.relations == (PartyRelation("owns", "INVENTED SHIPPING COMPANY", "802"),)
    assert company.relations == (PartyRelation("owned-by", "SAKHTEGI, Ali Reza", "801"),)
    assert ship.relations == (PartyRelation("associate", "INVENTED SHIPPING COMPANY", "802"),)
    assert ship.fact("former-owned-or-controlled-by") == "SAKHTEGI, Ali Reza"
    assert ship.identifiers == (Identifier("imo", "9187629"),)
    assert ListedName("虚构航运公司", "native", "zh") in company.names
    assert ListedName("OLD SHIPPING", "former") in company.names


def test_features_beside_the_profile_and_issuers_as_elements_are_read_too() -> None:
    """Copies of the file were seen that write them so."""
    parts = re.findall(r"(?s)<Feature ID=.*?</Feature>", made.ADVANCED)
    text = made.ADVANCED
    for part in parts:
        text = text.replace(part, "", 1)
    end = text.index("</Profile>") + len("</Profile>")
    moved = text[:end] + "".join(parts) + text[end:]
    plain = re.sub(r' IssuedBy-CountryID="(\d+)">', r'><IssuedBy CountryID="\1"/>', moved)
    assert plain != moved != made.ADVANCED
    assert ofac_xml.parse({"x": plain.encode()}).parties == advanced()


def test_the_xml_of_those_not_blocked() -> None:
    text = made.ADVANCED.replace(
        '<List ID="1550">SDN List</List>',
        '<List ID="1550">SDN List</List><List ID="7">Non-SDN Palestinian Legislative Council List</List>'
        '<List ID="8">Consolidated List</List><List ID="9">Some New List</List>',
    )
    for profile, number, programme in (
        ("801", "7", "NS-PLC"),
        ("802", "8", "CMIC-EO13959"),
        ("803", "9", "X"),
    ):
        text = text.replace(
            f'ProfileID="{profile}" ListID="1550"', f'ProfileID="{profile}" ListID="{number}"'
        )
        begin = text.index(f'ProfileID="{profile}" ListID')
        text = text[:begin] + text[begin:].replace("IRAN", programme, 1)
    parsed = ofac_xml.parse({"x": text.encode()})
    assert {party.source for party in parsed.parties} == {"us.ofac-nonsdn"}
    assert [party.lists for party in parsed.parties] == [("us.plc",), ("us.cmic",), ("us.unknown-list",)]
    assert "'Some New List' is unknown" in parsed.flaws[0].what


def test_the_day_of_issue_is_that_of_the_file() -> None:
    assert ofac_xml.parse({"x": made.ADVANCED.encode()}).published == date(2026, 11, 20)


def test_xml_and_tables_give_the_same_ids() -> None:
    (row,) = ofac_csv.parse(tables(made.sdn(801, "SAKHTEGI, Ali Reza", "individual"))).parties
    assert row.key == advanced()[0].key


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (made.ADVANCED[:5000], "broken or cut short"),
        (made.ADVANCED[: made.ADVANCED.index("<SanctionsEntries>")], "broken or cut short"),
        (made.ADVANCED + made.ADVANCED.partition("?>")[2], "broken or cut short"),
        ("<Other/>", "no <Sanctions>"),
        ("<Sanctions/>", "holds no party"),
        (
            re.sub("<SanctionsEntries>.*</SanctionsEntries>", "", made.ADVANCED, flags=re.DOTALL),
            "ends before",
        ),
        ("<!DOCTYPE Sanctions [<!ENTITY a 'b'>]>" + made.ADVANCED.partition("?>")[2], "document type"),
    ],
)
def test_xml_that_is_not_the_list_takes_nothing(data: str, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        ofac_xml.parse({"x": data.encode()})


# --- denied persons


def test_both_layouts_of_the_denied_persons_list() -> None:
    old = (
        '"Name"\t"Street_Address"\t"City"\t"State"\t"Country"\t"Postal_Code"\t"Effective_Date"\t"Expiration_Date"\t'
        '"Standard_Order"\t"Last_Update"\t"Action"\t"FR_Citation"\n'
        '"INVENTED TRADING, INC."\t"1 Road"\t"HOUSTON"\t"TX"\t"US"\t"77001"\t"03/05/2020"\t"03/05/2030"\t"Y"\t'
        '"2020-03-09"\t"ADDED"\t"85 F.R. 1 3/9/20"\n'
        '"INVENTED TRADING, INC."\t"2 Way"\t"DUBAI"\t""\t"AE"\t""\t"03/05/2020"\t"03/05/2030"\t"Y"\t'
        '"2020-03-09"\t"ADDED"\t"85 F.R. 1 3/9/20"\n'
    )
    new = (
        "Name and Address,Type of Denial,Appropriate Federal Register Citations,Effective Date,Expiration Date\n"
        '"INVENTED TRADING, INC., 1 Road, Houston, TX, United States",Standard,85 F.R. 1,03/05/2020,03/05/2030\n'
    )
    (one,) = bis_dpl.parse({"x": old.encode()}).parties
    (other,) = bis_dpl.parse({"x": new.encode()}).parties
    assert one.id == other.id
    assert one.names[0].text == other.names[0].text == "INVENTED TRADING, INC."
    assert [address.country for address in one.addresses] == ["US", "AE"]
    assert other.addresses[0].country == "US"
    assert (
        (one.listed_on, one.until) == (date(2020, 3, 5), date(2030, 3, 5)) == (other.listed_on, other.until)
    )
    assert one.lists == ("us.denied-persons",)


def test_a_denied_persons_list_written_twice_over_or_cut_takes_nothing() -> None:
    head = '"Name"\t"Street_Address"\t"City"\t"State"\t"Country"\t"Postal_Code"\t"Effective_Date"\t"Expiration_Date"\t'
    head += '"Standard_Order"\t"FR_Citation"\n'
    rows = "".join(
        f'"TRADER {n}"\t"1 ROAD"\t"HOUSTON"\t""\t"US"\t""\t"01/02/2020"\t""\t"Y"\t"85 FR {n}"\n'
        for n in range(20)
    )
    assert len(bis_dpl.parse({"x": (head + rows).encode()}).parties) == 20
    with pytest.raises(SourceError, match="20 of 40 rows stand here twice"):
        bis_dpl.parse({"x": (head + rows + rows).encode()})
    with pytest.raises(SourceError, match="line 21: the file is cut short"):
        bis_dpl.parse({"x": (head + rows)[:-3].encode()})


@shared
def test_the_official_denied_persons_list() -> None:
    data = shared_bytes("us-bis-dpl-*")
    parsed = bis_dpl.parse({"x": data})
    assert sum(len(party.addresses) for party in parsed.parties) == 579  # 581 rows, two of them alike
    assert len(parsed.parties) == len({party.id for party in parsed.parties}) == 461
    assert not parsed.flaws
    with pytest.raises(SourceError, match="written twice over"):
        bis_dpl.parse({"x": data + data})
    with pytest.raises(SourceError, match="cut short"):
        bis_dpl.parse({"x": data[:20_000]})
