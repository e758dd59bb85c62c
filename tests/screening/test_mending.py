"""Names with slips of the pen, read once more beside the listed ones."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sekisho.screening import background, calibration
from sekisho.screening.index import NameIndex
from sekisho.screening.mending import mend, words_of
from sekisho.screening.names.latin_slips import legal_word
from sekisho.screening.reasons import Hit, Query
from sekisho.sources.records import ListedName, ListedParty

LISTED = (
    ("TERENTIEV, Vladimir Nikolaevich", "person"),
    ("Ben Ray Lujan", "person"),
    ("AZIZ, Tariq Mikhail", "person"),
    ("Anisa Al Assad", "person"),
    ("KISELEV, Mikhail", "person"),
    ("Michael Rogers", "person"),
    ("SVETLANA POLUPROVODNIKI JSC", "organisation"),
    ("OBSHCHESTVO S OGRANICHENNOI OTVETSTVENNOSTYU INFORSER INZHINIRING", "organisation"),
    ("V AND V ASTILLERO, S.A. DE C.V.", "organisation"),
    ("Beta Trading Company", "organisation"),
    ("14th Research Institute", "organisation"),
)


@pytest.fixture(scope="module")
def index() -> NameIndex:
    return NameIndex.build(
        [ListedParty("t", name, ("t",), kind, (ListedName(name),)) for name, kind in LISTED]  # type: ignore[arg-type]
    )


def first(index: NameIndex, name: str, kind: str) -> Hit | None:
    hits = index.search(Query(name, kind=kind))  # type: ignore[arg-type]
    return hits[0] if hits else None


@pytest.mark.parametrize(
    ("asked", "kind", "listed"),
    [
        (
            "TERENTIEV Vladimirnikolaevichh",
            "person",
            "TERENTIEV, Vladimir Nikolaevich",
        ),  # run together, doubled
        ("Nikolaevich Vladirnir TERENTIEV", "person", "TERENTIEV, Vladimir Nikolaevich"),  # rn for m
        ("TERENT1EV Vladimir Nikolaevich", "person", "TERENTIEV, Vladimir Nikolaevich"),  # a digit
        ("TEREN TIEV Vladimir Nikolaevich", "person", "TERENTIEV, Vladimir Nikolaevich"),  # torn
        ("Mr  Ray Ben Ljan", "person", "Ben Ray Lujan"),  # turned round, a small word at an end
        ("Anisa Ab-Assad", "person", "Anisa Al Assad"),  # the slip is in the article
        ("SVETLANApoluprovodniki JSC", "organisation", "SVETLANA POLUPROVODNIKI JSC"),
        (
            "OBSHCHESTVO S OGRANICHENNOI OTVETSTVENOSTYU INFORSER INZHINIRING",
            "organisation",
            "OBSHCHESTVO S OGRANICHENNOI OTVETSTVENNOSTYU INFORSER INZHINIRING",
        ),
    ],
)
def test_a_name_with_a_slip_alerts_and_its_parts_make_its_worth(
    index: NameIndex, asked: str, kind: str, listed: str
) -> None:
    hit = first(index, asked, kind)
    assert hit and hit.name.text == listed and hit.alert
    start = calibration.start(0 if kind == "person" else 1)
    assert math.isclose(sum(t.worth for t in hit.tokens) + start, hit.worth, abs_tol=0.1)


def test_a_mended_word_is_shown_as_it_was_typed(index: NameIndex) -> None:
    hit = first(index, "TERENTIEV Vladimirnikolaevichh", "person")
    assert hit
    shown = {(t.asked, t.listed, t.relation) for t in hit.tokens}
    assert ("vladimirnikolaevichh", "nikolaevich", "split") in shown


def test_a_number_is_no_slip_of_another_number(index: NameIndex) -> None:
    hit = first(index, "13th Research Institute", "organisation")
    assert hit is None or not hit.alert
    assert mend(["13th", "institute"], ["14th", "institute"], lambda _: False) is None


def test_a_word_that_somebody_bears_is_mended_at_a_cost() -> None:
    typed, listed = ["hing", "bun", "heng"], ["hieng", "hing", "bun"]
    unheard, heard = mend(typed, listed, lambda _: False), mend(typed, listed, lambda _: True)
    assert unheard and heard and heard.cost > unheard.cost + 1 and unheard.sure and not heard.sure


@given(st.lists(st.text("abcdefg", min_size=1, max_size=8), max_size=6), st.booleans())
def test_a_name_beside_itself_needs_no_mending(words: list[str], known: bool) -> None:
    assert mend(words, list(reversed(words)), lambda _: known) is None


@given(st.text(max_size=40))
def test_words_are_folded_and_hold_no_marks(text: str) -> None:
    assert all(word and "." not in word and " " not in word for word in words_of(text))


def test_the_same_full_name_alerts_and_an_ordinary_one_does_not(index: NameIndex) -> None:
    for name, alert in (("Mikhail Kiselev", True), ("Tariq Mikhail Aziz", True), ("Michael Rogers", False)):
        hit = first(index, name, "person")
        assert hit and hit.alert is alert, name
    known = index.search(Query("Michael Rogers", kind="person", births=("1960-01-01",)))
    assert known, "an ordinary name is still returned"


def test_a_firm_with_other_common_words_beside_a_common_name_does_not_alert(index: NameIndex) -> None:
    hit = first(index, "Gamma Trading Services Limited", "organisation")
    assert hit is None or not hit.alert


def test_ordinary_names_are_those_of_one_people() -> None:
    assert background.is_ordinary([["john"], ["smith"]])
    assert background.is_ordinary([["kim"], ["yong"], ["chol"]], alone=True)
    assert not background.is_ordinary([["kim"], ["lukashenko"]])
    assert not background.is_ordinary([])


@pytest.mark.parametrize(
    ("word", "meant"),
    [("liabliity", "liability"), ("comapny", "company"), ("limited", ""), ("kaliningrad", "")],
)
def test_a_slip_in_a_legal_form_is_mended(word: str, meant: str) -> None:
    assert legal_word(word) == meant
