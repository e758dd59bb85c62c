"""Numbers of parties: real ones are right, a changed digit is noticed, and only right and equal numbers are the same."""

from __future__ import annotations

import csv
import gzip
import string
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from sekisho.screening.identifiers import (
    SCHEMES,
    compare,
    country_of,
    kind_of,
    match,
    normalised,
    recognise,
    valid,
)
from sekisho.sources.records import Identifier

SDN = Path(__file__).parents[3] / "shared" / "data" / "lists" / "us-ofac-sdn-2024-05-03.csv.gz"

RIGHT = [
    ("uscc", "91350100M000100Y43"),  # the example of GB 32100
    ("uscc", "914403001922038216"),
    ("cn-organisation", "D2143569X"),  # the example of GB 11714
    ("cn-resident", "11010519491231002X"),  # the examples of GB 11643
    ("cn-resident", "440524188001010014"),
    ("houjin", "8700110005901"),  # the worked example of the National Tax Agency
    ("houjin", "7000012050002"),
    ("lei", "5493001KJTIIGC8Y1R12"),
    ("kr-business", "124-81-00998"),
    ("kr-corporation", "110111-0062432"),  # the example of the rule on registration numbers
    ("inn", "7736050003"),
    ("inn", "500100732259"),
    ("ogrn", "1027700070518"),
    ("ogrn", "304500116000157"),
    ("imo", "9074729"),
    ("imo-company", "0309317"),
    ("tw-business", "04541302"),
    ("iban", "GB82 WEST 1234 5698 7654 32"),
    ("vat", "DE136695976"),
    ("vat", "FR40303265045"),
    ("vat", "IT00743110157"),
    ("vat", "NL004495445B01"),
    ("vat", "BE0428759497"),
    ("vat", "PL8567346215"),
    ("vat", "ATU13585627"),
    ("vat", "DK13585628"),
    ("vat", "FI20774740"),
    ("vat", "LU15027442"),
    ("vat", "SE123456789701"),
    ("vat", "PT501964843"),
    ("vat", "EL094259216"),
    ("vat", "EE100931558"),
    ("vat", "HU12892312"),
    ("vat", "GB980780684"),
]
EVERY_DIGIT = {"uscc", "cn-resident", "lei", "kr-business", "iban"}
"""Schemes that notice every change of one digit: weights that have an inverse, modulo a prime or ten."""


@pytest.mark.parametrize(("kind", "number"), RIGHT)
def test_real_numbers_are_right(kind: str, number: str) -> None:
    assert valid(kind, number) is True


@pytest.mark.parametrize(("kind", "number"), [pair for pair in RIGHT if pair[0] in EVERY_DIGIT])
def test_every_changed_digit_is_noticed(kind: str, number: str) -> None:
    number = normalised(kind, number)
    for place, char in enumerate(number):
        for other in string.digits if char.isdigit() else "":
            changed = number[:place] + other + number[place + 1 :]
            assert (valid(kind, changed) is True) == (other == char), changed


@pytest.mark.parametrize(("kind", "number"), [pair for pair in RIGHT if pair[0] != "kr-corporation"])
def test_a_wrong_last_digit_is_noticed(kind: str, number: str) -> None:
    number = normalised(kind, number)
    last = max(place for place, char in enumerate(number) if char.isdigit())
    last = {"NL": 10, "SE": 11}.get(number[:2], last)  # after the check digit comes the number of a branch
    changed = [number[:last] + digit + number[last + 1 :] for digit in string.digits if digit != number[last]]
    wrong = [one for one in changed if valid(kind, one) is False]
    # Taiwan's sum needs to be divisible by five only, so that one other digit passes; a year of birth may stand elsewhere.
    assert len(wrong) >= (8 if kind == "tw-business" else 9)


def test_houjin_notices_all_but_nine_for_zero() -> None:
    number = "8700110005901"
    for place, char in enumerate(number):
        for other in string.digits:
            changed = number[:place] + other + number[place + 1 :]
            blind = place > 0 and {char, other} == {"0", "9"}
            assert (valid("houjin", changed) is True) == (other == char or blind), changed


def test_a_korean_corporation_that_fails_is_left_open() -> None:
    assert valid("kr-corporation", "110111-0062433") is None


def test_taiwan_takes_the_rule_of_2023() -> None:
    assert valid("tw-business", "04541302") is True  # sum divisible by ten
    # sum 5: by the new rule only
    five = next(n for n in (f"1000000{d}" for d in range(10)) if (1 + int(n[-1])) % 10 == 5)
    assert valid("tw-business", five) is True
    assert valid("tw-business", "10000003") is False


def test_numbers_are_brought_into_the_form_of_their_register() -> None:
    assert normalised("uscc", "９１４４０３００１９２２０３８２１６") == "914403001922038216"
    assert normalised("uscc", "914403 0019-2203821-6") == "914403001922038216"
    assert normalised("houjin", "T8700110005901") == "8700110005901"
    assert normalised("imo", "IMO 9074729") == normalised("imo", "imo no. 9074729") == "9074729"
    assert normalised("registration", "445790", "GB") == "00445790"
    assert normalised("registration", "SC 95237", "GB") == "SC095237"
    assert normalised("bic", "DEUTDEFFXXX") == "DEUTDEFF"
    assert normalised("vat", "GR 094259216") == "EL094259216"
    assert normalised("vat", "0428.759.497", "BE") == "BE0428759497"
    assert normalised("passport", "a 123-4567", "IR") == "A1234567"
    assert normalised("duns", "15-048-3782") == "150483782"
    assert normalised("inn", "105011345") == "0105011345"
    # fifteen digits, as cards were until 1999: the century and the check digit come in
    assert normalised("cn-resident", "110105491231002") == "11010519491231002X"


def test_the_words_of_a_source_lead_to_the_scheme() -> None:
    assert kind_of("Tax ID No.", "7736050003", "RU") == "inn"
    assert kind_of("Registration Number", "1027700070518", "RU") == "ogrn"
    assert kind_of("Unified Social Credit Code (USCC)", "914403001922038216", "CN") == "uscc"
    assert kind_of("Registration ID", "914403001922038216", "CN") == "uscc"
    assert kind_of("Business Registration Number", "1248100998", "KR") == "kr-business"
    assert kind_of("Business Registration Number", "0105558019812", "TH") == "registration"
    assert kind_of("Identification Number", "IMO 9074729", "") == "imo"
    assert kind_of("Identification Number", "IMO 0309317", "") == "imo-company"
    assert kind_of("Fiscal Code", "X", "SM") == "fiscal code"


@pytest.mark.parametrize(
    ("asked", "listed", "verdict"),
    [
        (("uscc", "91440300 1922038216", "CN"), ("uscc", "914403001922038216", ""), "same"),
        (("registration", "914403001922038216", "CN"), ("uscc", "914403001922038216", ""), "same"),
        (("uscc", "914403001922038216", "CN"), ("uscc", "91330100799655058B", "CN"), "different"),
        (("uscc", "914403001922038216", "CN"), ("cn-organisation", "19220382-1", "CN"), "same"),
        (("uscc", "914403001922038216", "CN"), ("cn-organisation", "D2143569X", "CN"), "different"),
        (("uscc", "914403001922038217", "CN"), ("uscc", "914403001922038217", "CN"), "unknown"),
        (("uscc", "914403001922038217", "CN"), ("uscc", "914403001922038216", "CN"), "unknown"),
        (("tax", "7736050003", "RU"), ("inn", "7736050003", "RU"), "same"),
        (("inn", "7736050003", "RU"), ("inn", "7707083893", "RU"), "different"),
        (("inn", "7736050003", "RU"), ("ogrn", "1027700070518", "RU"), "unknown"),
        (("imo", "9074729", ""), ("Vessel Registration Identification", "IMO 9074729", ""), "same"),
        (("passport", "A1234567", "IR"), ("passport", "a-1234567", "IR"), "same"),
        (("passport", "A1234567", "IR"), ("passport", "A1234567", "PK"), "unknown"),
        (("passport", "A1234567", "IR"), ("passport", "B7654321", "IR"), "unknown"),  # passports are renewed
        (("national-id", "1234567890", "IR"), ("national-id", "1234567891", "IR"), "different"),
        (("national-id", "1234567890", "IR"), ("national-id", "1234567891", ""), "unknown"),
        (("registration", "12", "SY"), ("registration", "12", "SY"), "unknown"),
        (("bic", "DEUTDEFF", ""), ("bic", "DEUTDEFFXXX", ""), "same"),
        (("kr-business", "124-81-00998", "KR"), ("kr-business", "220-81-62517", "KR"), "unknown"),
        (("uscc", "", "CN"), ("uscc", "", "CN"), "unknown"),
    ],
)
def test_match(asked: tuple[str, str, str], listed: tuple[str, str, str], verdict: str) -> None:
    assert match(Identifier(*asked), Identifier(*listed)) == verdict


def test_a_wrong_check_digit_is_a_finding() -> None:
    wrong, right = Identifier("uscc", "914403001922038217"), Identifier("uscc", "914403001922038216")
    assert "the given" in compare(wrong, right).finding and "the listed" not in compare(wrong, right).finding
    assert "the listed" in compare(right, wrong).finding
    assert compare(right, right).finding == ""


def test_the_country_that_a_number_tells() -> None:
    assert country_of(Identifier("iban", "DE89370400440532013000")) == "DE"
    assert country_of(Identifier("bic", "BKCHCNBJ")) == "CN"
    assert country_of(Identifier("vat", "EL094259216")) == "GR"
    assert country_of(Identifier("houjin", "7000012050002")) == "JP"
    assert country_of(Identifier("passport", "A1", "IR")) == "IR"


def test_numbers_are_found_in_remarks() -> None:
    text = (
        "Secondary sanctions risk; Unified Social Credit Code (USCC) 914403001922038216 (China); Tax ID No. 7736050003 "
        "(Russia), INN: 7736050003; SWIFT/BIC DEUTDEFF500; Vessel Registration Identification IMO 9074729; MMSI 572469210; "
        "Passport A1234567 (Iran) expires 24 Mar 2020; 법인등록번호: 130111-0006246, 124-81-00998; 法人番号 7000012050002; "
        "LEI 5493001KJTIIGC8Y1R12; 身份证号 11010519491231002X."
    )
    found = {(one.kind, one.value) for one in recognise(text)}
    assert found == {
        ("uscc", "914403001922038216"),
        ("inn", "7736050003"),
        ("bic", "DEUTDEFF500"),
        ("imo", "9074729"),
        ("mmsi", "572469210"),
        ("passport", "A1234567"),
        ("kr-corporation", "1301110006246"),
        ("kr-business", "1248100998"),
        ("houjin", "7000012050002"),
        ("lei", "5493001KJTIIGC8Y1R12"),
        ("cn-resident", "11010519491231002X"),
    }


def test_a_ship_and_its_owner_are_told_apart_by_the_check_digit() -> None:
    found = recognise(
        "Vessel Registration Identification IMO 9074729; Identification Number IMO 5342883; IMO 9074728"
    )
    assert [(one.kind, one.value) for one in found] == [
        ("imo", "9074729"),
        ("imo-company", "5342883"),
        ("imo", "9074728"),
    ]


def test_a_company_number_is_british_only_where_it_says_so() -> None:
    found = recognise("UK company number 445790; Company Number C 122790 (Cyprus)")
    assert [(one.kind, one.value) for one in found] == [
        ("gb-company", "00445790"),
        ("registration", "C122790"),
    ]


def test_without_a_label_only_right_numbers_are_taken() -> None:
    assert [one.kind for one in recognise("914403001922038216")] == ["uscc"]
    assert recognise("914403001922038217") == ()
    assert recognise("Tel 7736050003, fax 1234567, room 9074729, INTERNATIONAL ELECTRON") == ()


def test_a_labelled_wrong_number_is_given_for_screening_to_say() -> None:
    assert recognise("INN 7736050004") == (Identifier("inn", "7736050004"),)
    assert valid("inn", "7736050004") is False


KINDS = st.sampled_from([*SCHEMES, "Tax ID No.", "Some word", "registration number"])
COUNTRIES = st.sampled_from(["", "CN", "JP", "KR", "RU", "GB", "DE", "TW", "US", "GR", "IR"])


@given(KINDS, st.text(max_size=30), COUNTRIES)
@example("imo", "IMONO123", "")
@example("vat", "GR1", "DE")
def test_normalising_twice_changes_nothing(kind: str, value: str, country: str) -> None:
    once = normalised(kind, value, country)
    assert normalised(kind, once, country) == once


@given(KINDS, st.text(alphabet="0123456789XT -.IMOBE", max_size=22), COUNTRIES)
def test_normalising_numbers_twice_changes_nothing(kind: str, value: str, country: str) -> None:
    once = normalised(kind, value, country)
    assert normalised(kind, once, country) == once


@given(st.text(max_size=200))
def test_no_text_breaks_recognition(text: str) -> None:
    for found in recognise(text):
        assert found.value


@given(KINDS, st.text(max_size=20), KINDS, st.text(max_size=20), COUNTRIES, COUNTRIES)
def test_matching_is_symmetric(one: str, left: str, two: str, right: str, here: str, there: str) -> None:
    a, b = Identifier(one, left, here), Identifier(two, right, there)
    assert match(a, b) == match(b, a)


@given(st.text(alphabet="0123456789", min_size=9, max_size=9), st.integers(0, 9), st.integers(1, 9))
def test_korean_numbers_notice_any_digit(body: str, place: int, shift: int) -> None:
    number = next(body + digit for digit in string.digits if valid("kr-business", body + digit))
    changed = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    assert valid("kr-business", changed) is False


@given(
    st.text(alphabet=string.digits + string.ascii_uppercase, min_size=18, max_size=18),
    st.integers(0, 17),
    st.sampled_from(string.digits + string.ascii_uppercase),
)
def test_legal_entity_identifiers_notice_any_character_of_its_class(
    body: str, place: int, other: str
) -> None:
    number = next(body + f"{check:02}" for check in range(2, 99) if valid("lei", body + f"{check:02}"))
    assume(other != number[place] and other.isdigit() == number[place].isdigit())
    assert valid("lei", number[:place] + other + number[place + 1 :]) is False


@pytest.mark.skipif(not SDN.exists(), reason="the shared lists are not here")
def test_the_numbers_of_a_real_list_are_right() -> None:
    """Nearly all numbers that OFAC publishes pass the check digits: the rules are those of the registers."""
    right, wrong = Counter[str](), Counter[str]()
    with gzip.open(SDN, "rt", encoding="utf-8", errors="replace") as file:
        for row in csv.reader(file):
            for one in recognise(row[11]) if len(row) > 11 else ():
                verdict = valid(one.kind, one.value)
                (right if verdict else wrong)[one.kind] += verdict is not None
    for kind, least in (("uscc", 90), ("cn-resident", 70), ("lei", 70), ("imo", 800), ("imo-company", 80)):
        assert right[kind] >= least and wrong[kind] <= right[kind] // 50, (kind, right[kind], wrong[kind])
