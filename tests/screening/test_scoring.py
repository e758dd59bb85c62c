"""What a word is worth: sounds, chances, evidence, and that the parts of a hit make its worth."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sekisho.screening import background, calibration
from sekisho.screening.evidence import birth_worth
from sekisho.screening.index import NameIndex
from sekisho.screening.lookalikes import untangle
from sekisho.screening.native import native_worth
from sekisho.screening.reasons import Query
from sekisho.screening.sounds import deletions, skeleton, sound
from sekisho.sources.records import ListedName, ListedParty

NAMES = (
    "Vladimir Vladimirovich Putin",
    "Huawei Technologies Co., Ltd.",
    "Bank Melli Iran",
    "Li Wei",
    "Northern Steel Works",
)


@pytest.fixture(scope="module")
def index() -> NameIndex:
    return NameIndex.build(
        ListedParty("t", name, ("t",), "person" if name[0] in "VL" else "organisation", (ListedName(name),))
        for name in NAMES
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("khamid", "hamid"),
        ("yuri", "iuri"),
        ("tchernov", "chernov"),
        ("filipp", "philip"),
        ("aleksandr", "alexandr"),
    ],
)
def test_two_spellings_of_one_name_sound_alike(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other) or sound(one) == sound(other)


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=20))
def test_sounds_are_short_and_never_empty_keys(word: str) -> None:
    assert skeleton(word)
    assert word in deletions(word)
    assert all(len(d) >= len(word) - 1 for d in deletions(word))


def test_a_rare_word_is_worth_more_than_a_common_one(index: NameIndex) -> None:
    putin = index.search(Query("Vladimir Vladimirovich Putin"))[0]
    wei = index.search(Query("Li Wei"))[0]
    assert putin.worth > wei.worth
    assert putin.score < 1.0
    assert putin.alert and not wei.alert


@pytest.mark.parametrize(
    "asked", [*NAMES, "Putin Vladimir", "Melli Bank", "Huawei Tech", "Southern Steel Works"]
)
def test_the_parts_of_a_hit_make_its_worth(index: NameIndex, asked: str) -> None:
    for hit in index.search(Query(asked, country="RU")):
        kind = 0 if hit.party.kind == "person" else 1
        parts = sum(t.worth for t in hit.tokens) + sum(f.worth for f in hit.facts) + calibration.start(kind)
        if all(t.worth for t in hit.tokens):
            assert parts == pytest.approx(hit.worth, abs=0.02)


@given(st.floats(-1000, 1000))
def test_a_probability_lies_between_nothing_and_certainty(worth: float) -> None:
    assert 0.0 < calibration.probability(worth) < 1.0


@given(st.floats(-30, 30), st.floats(0.001, 5))
def test_more_worth_is_more_probable(worth: float, more: float) -> None:
    assert calibration.probability(worth + more) > calibration.probability(worth) or worth + more > 29


def test_every_weight_has_the_sign_that_a_reader_expects() -> None:
    for weights in calibration.WEIGHTS:
        told = dict(zip(calibration.NAMES, weights, strict=False))
        assert len(weights) == len(calibration.NAMES) + 1
        assert all(
            told[n] >= 0 for n in ("exact", "near", "far", "first-8", "first-14", "whole", "whole-fuzzy")
        )
        assert all(
            told[n] <= 0
            for n in ("missing", "missing-rarity", "extra", "extra-rarity", "contradiction", "cost")
        )
        assert told["numbers"] <= -2


def test_the_background_holds_shares(index: NameIndex) -> None:
    shares = background.shares()
    assert shares["smith"][0] > shares["whitehead"][0] > 0
    assert shares["limited"][1] >= 0.1
    assert all(0 <= p < 0.5 and 0 <= o < 0.5 for p, o in shares.values())


@pytest.mark.parametrize(
    ("mine", "theirs", "sign"),
    [
        ("1952-10-07", "1952-10-07", 1),
        ("1952", "1952-10-07", 1),
        ("1952-10", "1952-10-07", 1),
        ("1952-10-08", "1952-10-07", -1),
        ("1951", "1952", 0),
        ("1940", "1952", -1),
        ("unknown", "1952", 0),
    ],
)
def test_births_speak_by_what_they_share(mine: str, theirs: str, sign: int) -> None:
    worth = birth_worth(mine, theirs)
    assert (worth > 0) - (worth < 0) == sign
    assert worth == birth_worth(theirs, mine)


def test_letters_of_another_alphabet_are_set_right() -> None:
    assert untangle("Едуард БАСУРIН") == "Едуард БАСУРІН"
    assert untangle("Cергей") == "Сергей"
    assert untangle("Pаul Smith") == "Paul Smith"
    assert untangle("ООО Huawei") == "ООО Huawei"


@given(st.text(max_size=30))
def test_setting_letters_right_twice_changes_nothing(text: str) -> None:
    assert untangle(untangle(text)) == untangle(text)


def test_characters_keep_apart_what_sounds_alike() -> None:
    assert native_worth("张伟", "张伟") > 0 > native_worth("张伟", "章薇")
    assert native_worth("海康", "海康威视") > 0
    assert native_worth("김정은", "박") == 0.0
    assert math.isfinite(native_worth("", "中"))


SLIPS = (
    ("Chfl Yong KIM", "person", "KIM, Yong Chol"),
    ("NASESR Rim", "person", "NASSER, Rim"),
    ("Moscms LLC", "organisation", "Moscoms LLC"),
    ("HUWAYSH Abd-fl-Tawab", "person", "HUWAYSH, Abd-al-Tawab"),
)


@pytest.mark.parametrize(("asked", "kind", "listed"), SLIPS)
def test_one_slip_in_a_word_that_nobody_bears_alerts(asked: str, kind: str, listed: str) -> None:
    """The same name but for one slip, in a word that is no name at all; where the word is a name, another party may bear it."""
    others = [ListedParty("t", name, ("t",), "organisation", (ListedName(name),)) for name in NAMES]
    party = ListedParty("t", listed, ("t",), kind, (ListedName(listed),))  # type: ignore[arg-type]
    hits = NameIndex.build([party, *others]).search(Query(asked, kind=kind))  # type: ignore[arg-type]
    assert hits and hits[0].alert


def test_a_slip_that_makes_another_name_does_not_alert() -> None:
    party = ListedParty("t", "x", ("t",), "person", (ListedName("MARIN, Rim"),))
    hits = NameIndex.build([party]).search(Query("Martin Rim", kind="person"))
    assert not any(hit.alert for hit in hits), "Martin is a name of its own"


@pytest.mark.parametrize(
    ("listed", "alert"), [("KIM, Kwang Su", True), ("KIM, Su Kwang", False), ("SON, Kwang Su", False)]
)
def test_a_name_in_hangul_meets_its_surname_and_its_syllables_in_their_order(
    listed: str, alert: bool
) -> None:
    found = NameIndex.build([ListedParty("t", listed, ("t",), "person", (ListedName(listed),))])
    hits = found.search(Query("김광수", kind="person"))
    assert any(hit.alert for hit in hits) is alert


def test_hassan_is_not_hossein() -> None:
    found = NameIndex.build([ListedParty("t", "1", ("t",), "person", (ListedName("Hossein NAZARIAN"),))])
    assert not any(hit.alert for hit in found.search(Query("حسن نظریان", kind="person")))
    assert any(hit.alert for hit in found.search(Query("حسین نظریان", kind="person")))
