"""Listed addresses are found by building and street; bare ones are hits of their own; sharing lowers the worth."""

from __future__ import annotations

import csv
import gzip
import time
from pathlib import Path

import pytest

from sekisho.screening.addresses import AddressIndex
from sekisho.sources.formats.countries import country_code
from sekisho.sources.records import ListedAddress, ListedName, ListedParty

OFAC = Path(__file__).parents[3] / "shared" / "data" / "lists" / "us-ofac-sdn-add-2025-12-24.csv.gz"


def bare(id: str, street: str, country: str = "HK") -> ListedParty:
    """A row "Address 01 …" of the Entity List: the street is its name."""
    return ListedParty(
        "us.csl",
        id,
        ("us.entity-list",),
        "address",
        names=(ListedName(street, "address"),),
        countries=(country,),
        addresses=(ListedAddress(street, country=country),),
    )


def firm(id: str, address: str, country: str = "") -> ListedParty:
    return ListedParty(
        "us.ofac",
        id,
        ("us.sdn",),
        "organisation",
        (ListedName(f"Firm {id}"),),
        addresses=(ListedAddress(address, country=country),),
    )


LISTED = (
    bare("Address 01", "Room 1502, Easey Commercial Building, 253-261 Hennessy Road, Wan Chai, Hong Kong"),
    bare("Address 02", "Unit 04, 7/F, Bright Way Tower, No. 33 Mong Kok Road, Kowloon, Hong Kong"),
    firm("1", "No. 9, Gaoxin South 1st Road, Nanshan District, Shenzhen, China", "CN"),
    firm("2", "ul. Vavilova D. 24, Moscow 119334, Russia", "RU"),
    firm("3", "P.O. Box 61342, Jebel Ali, Dubai, United Arab Emirates", "AE"),
)


@pytest.fixture(scope="module")
def index() -> AddressIndex:
    return AddressIndex.build(LISTED)


def test_a_bare_address_is_a_hit_of_its_own(index: AddressIndex) -> None:
    (hit,) = index.search("Flat 604, 6/F, Easey Comm. Bldg., 253 - 261 Hennessy Rd., Hong Kong")
    assert hit.bare
    assert hit.parties == (("us.csl", "Address 01"),)
    assert hit.match.verdict == "same-building"
    assert hit.reasons[0] == "a listed address"
    assert any("another room" in reason for reason in hit.reasons)


def test_it_is_found_in_chinese(index: AddressIndex) -> None:
    (hit,) = index.search("香港灣仔軒尼詩道253-261號1502室")
    assert hit.parties == (("us.csl", "Address 01"),)
    assert any("the same room 1502" in reason for reason in hit.reasons)


@pytest.mark.parametrize(
    ("text", "country", "id"),
    [
        ("广东省深圳市南山区高新南一路9号B座", "", "1"),
        ("9 Gao Xin Nan Yi Road, Shenzhen", "CN", "1"),
        ("г. Москва, ул. Вавилова, д. 24, оф. 3", "RU", "2"),
        ("PO Box 61342, Dubai", "AE", "3"),
    ],
)
def test_the_address_of_a_listed_party(index: AddressIndex, text: str, country: str, id: str) -> None:
    hits = index.search(text, country)
    assert [hit.parties for hit in hits] == [(("us.ofac", id),)]
    assert not hits[0].bare and hits[0].match.verdict == "same-building"


def test_the_street_alone_is_a_weaker_hit(index: AddressIndex) -> None:
    (hit,) = index.search("ul. Vavilova 26, Moscow", "RU")
    assert hit.match.verdict == "same-street" and hit.worth < 3


@pytest.mark.parametrize(
    "text", ["", "Shenzhen", "China", "9 Other Road, Shenzhen, China", "Room 1502", "????", "東京都"]
)
def test_no_hit(index: AddressIndex, text: str) -> None:
    assert index.search(text) == ()


def test_a_shared_building_is_worth_less() -> None:
    text = "Trust Company Complex, Ajeltake Road, Majuro, Marshall Islands"
    one = AddressIndex.build([firm("1", text, "MH")]).search(text, "MH")
    many = AddressIndex.build([firm(str(n), text, "MH") for n in range(40)]).search(text, "MH")
    agents = AddressIndex.build([firm("1", text, "MH")], {text: 5000}).search(text, "MH")
    assert one[0].worth > many[0].worth > agents[0].worth
    assert many[0].shared == 40 and agents[0].shared == 5001
    assert "40 parties are known at this building" in many[0].reasons


def test_a_bare_address_that_cannot_be_read_is_said_and_met_by_its_words() -> None:
    index = AddressIndex.build([bare("Address 09", "Behind the Mosque, Old Bazaar", "AF")])
    assert (
        index.unread
        == ["Behind the Mosque, Old Bazaar", "Behind the Mosque, Old Bazaar"][: len(index.unread)]
    )
    assert index.unread
    (hit,) = index.search("behind the mosque, old bazaar", "AF")
    assert hit.bare and hit.reasons[1:] == ("the same words",)


def test_saved_and_loaded_it_answers_the_same(index: AddressIndex, tmp_path: Path) -> None:
    index.save(tmp_path / "addresses.bin")
    loaded = AddressIndex.load(tmp_path / "addresses.bin")
    for text in (
        "253-261 Hennessy Road, Hong Kong",
        "广东省深圳市南山区高新南一路9号",
        "PO Box 61342, Dubai, UAE",
    ):
        assert loaded.search(text) == index.search(text) != ()


@pytest.mark.parametrize("content", [b"", b"nonsense", b"\x81\xa7version\x63", b"\x80"])
def test_a_broken_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "addresses.bin"
    path.write_bytes(content)
    with pytest.raises(ValueError, match="build it anew"):
        AddressIndex.load(path)


@pytest.mark.skipif(not OFAC.exists(), reason="the shared lists are not here")
def test_real_addresses_are_found_again_and_fast() -> None:
    parties = []
    with gzip.open(OFAC, "rt", encoding="utf-8", errors="replace") as file:
        for row in csv.reader(file):
            cells = ["" if cell.strip() == "-0-" else cell.strip() for cell in row[2:5]]
            if len(cells) == 3 and cells[0]:
                parties.append(
                    firm("/".join(row[:2]), ", ".join(c for c in cells if c), country_code(cells[2]))
                )
    began = time.process_time()
    index = AddressIndex.build(parties)
    assert time.process_time() - began < 20, "about 1.5 s for 13,750 addresses when it was written"
    asked = [address for address in index.addresses if address.precise][::20]
    assert len(asked) > 300
    began = time.process_time()
    missed = [
        one.written
        for one in asked
        if not any(hit.match.verdict == "same-building" for hit in index.search(one.written, one.country))
    ]
    assert not missed
    assert len(asked) / (time.process_time() - began) > 200, "about 1,800 a second when it was written"
