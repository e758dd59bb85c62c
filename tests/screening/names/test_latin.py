"""Names in Latin letters: tokens, roles and forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sekisho.screening.names import folding, forms_of, patronymics
from sekisho.screening.names.forms import Relation, Role
from tests.screening.names.west import meeting, roles, spellings


def words(name: str, kind: str = "unknown") -> list[str]:
    return [" ".join(token.forms[0].words) for token in forms_of(name, kind=kind).tokens]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Müller", "muller"),
        ("Søren Ærø", "soren aero"),
        ("Łódź", "lodz"),
        ("STRASSE Straße", "strasse strasse"),
        ("Đorđe Þór", "dorde thor"),
        ("ıspanak", "ispanak"),
        ("ＡＬＰＳ", "alps"),
        ("Al‐Qa’ida", "al-qa'ida"),
    ],
)
def test_folding_brings_letters_to_english_ones(written: str, folded: str) -> None:
    assert folding.fold(written) == folded


@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    once = folding.fold(text)
    assert folding.fold(once) == once


def test_an_umlaut_is_one_letter_or_two() -> None:
    assert spellings("Müller") == [{"muller", "mueller"}]
    assert "shahin" in spellings("Şahin")[0]


def test_apostrophes_join_and_french_articles_fall_away() -> None:
    assert words("O'Neil") == ["oneil"]
    assert words("Ma'ruf") == ["maruf"]
    assert "industrie" in spellings("l'Industrie")[0]
    assert meeting("People's Bank", "Peoples Bank", by_sound=False) == 1


def test_hyphens_part_words_and_an_article_is_a_particle() -> None:
    assert words("Jean-Pierre") == ["jean", "pierre"]
    assert roles("Al-Shabaab") == ["particle", "word"]
    assert "alshabaab" in spellings("Al-Shabaab")[1]


def test_dots_make_an_abbreviation_or_initials() -> None:
    assert words("U.S.A. Trading", "organisation")[0] == "usa"
    assert roles("J.P. Morgan", "person") == ["initial", "initial", "word"]
    assert roles("Acme L.L.C.", "organisation") == ["word", "legal-form"]


def test_a_single_letter_is_an_initial_and_an_ampersand_a_particle() -> None:
    assert roles("John F Kennedy", "person") == ["word", "initial", "word"]
    assert words("Smith & Wesson")[1] == "and"


@pytest.mark.parametrize(
    "written",
    ["No. 13 Institute", "13th Institute", "Thirteenth Institute", "№13 Institute", "Institute XIII"],
)
def test_numbers_meet_in_digits(written: str) -> None:
    found = [token for token in forms_of(written, kind="organisation").tokens if token.role is Role.NUMBER]
    assert [token.forms[0].words for token in found] == [("13",)]
    assert found[0].forms[0].relation is Relation.NUMBER


def test_an_ordinal_of_two_words_is_one_number() -> None:
    tokens = forms_of("Twenty-Ninth Research Institute", kind="organisation").tokens
    assert tokens[0].forms[0].words == ("29",)
    assert tokens[1].role is Role.PARTICLE


def test_a_number_of_a_person_is_a_name() -> None:
    assert roles("Xi Jinping", "person") == ["word", "word"]


def test_titles_stand_apart_and_a_general_trader_is_no_general() -> None:
    assert roles("Dr. Hassan Ali", "person")[0] == "title"
    assert roles("Gen. Kim Yong Chol", "person")[0] == "title"
    assert roles("General Trading Company", "organisation")[0] == "word"
    assert roles("Sheikh", "person") == ["word"]


def test_particles_of_persons_do_not_swallow_names() -> None:
    assert roles("Ursula von der Leyen", "person") == ["word", "particle", "particle", "word"]
    assert roles("Du Wei", "person") == ["word", "word"]
    assert roles("Osama bin Laden", "person") == ["word", "particle", "word"]


@pytest.mark.parametrize(
    "name", ["Li Na", "Du Wei", "An Li", "Do La", "A", "The", "Of", "Dr", "Ben", "i", "Al El"]
)
@pytest.mark.parametrize("kind", ["person", "organisation", "unknown", "vessel"])
def test_some_word_always_carries_the_name(name: str, kind: str) -> None:
    found = [token.role for token in forms_of(name, kind=kind).tokens]  # type: ignore[arg-type]
    assert Role.WORD in found or Role.INITIAL in found


def test_a_surname_of_unknown_party_is_no_particle() -> None:
    assert roles("Li Na", "unknown") == ["word", "word"]
    assert roles("Bank of the East", "organisation") == ["word", "particle", "particle", "word"]
    assert roles("The Base", "unknown") == ["particle", "word"]


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("TECH", "technology"),
        ("GRP", "group"),
        ("INTL", "international"),
        ("COMM", "communication"),
        ("UNIV", "university"),
        ("ELEC", "electronic"),
        ("MFG", "manufacturing"),
        ("ACAD", "academy"),
        ("NAT'L", "national"),
        ("IMP & EXP", "import export"),
        ("R&D", "research development"),
        ("NII", "research institute"),
    ],
)
def test_abbreviations_have_their_words(short: str, full: str) -> None:
    token = forms_of(short, kind="organisation").tokens[0]
    assert full in {" ".join(form.words) for form in token.forms if form.relation is Relation.ABBREVIATION}


def test_abbreviations_are_not_read_into_persons() -> None:
    assert spellings("Met Pat", "person") == [{"met"}, {"pat"}]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Defence Organisation", "Defense Organization"),
        ("Aluminium Centre", "Aluminum Center"),
        ("Shipping Lines", "Shipping Line"),
        ("Electronics Factory", "Electronics Plant"),
        ("Import and Export", "Impex"),
        ("Banque du Liban", "Bank du Liban"),
        ("Sherkat Sanaye", "Industries Co"),
        ("Nauchno-Issledovatelskiy Institut", "Research Institute"),
        ("Obshchestvo Mashinostroyeniya", "Obshchestvo of Machine Building"),
    ],
)
def test_words_of_one_meaning_meet(one: str, other: str) -> None:
    assert meeting(one, other, "organisation", by_sound=False) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mohammed", "Muhamad"),
        ("Yousef", "Yusuf"),
        ("Oleksandr", "Alexander"),
        ("Serhii", "Sergey"),
        ("Husayn", "Hossein"),
        ("Abd al-Rahman", "Abdurrahman"),
        ("Abdul Rehman", "Abdel-Rahman"),
        ("Nur al-Din", "Noureddine"),
        ("Yevgeniy", "Eugene"),
        ("Mykolaiovych", "Nikolaevich"),
        ("Wong Tai Man", "Wang Tai Man"),
        ("Chang Hsiao Ming", "Zhang Xiao Ming"),
        ("Park Chung Hee", "Pak Chung Hee"),
    ],
)
def test_usual_spellings_of_names_meet(one: str, other: str) -> None:
    assert meeting(one, other, "person", by_sound=False) == 1


@pytest.mark.parametrize("written", ["Ansar Eddine", "Ansar al-Din", "Ansaruddin", "Ansar ud Din"])
def test_a_name_before_al_din_in_one_word_and_more(written: str) -> None:
    assert "ansaruddin" in set().union(*spellings(written, "organisation"))


def test_a_single_word_stays_possible_inside_a_phrase() -> None:
    # "Power plant" is a phrase; its plant is still a factory for others.
    assert meeting("Nuclear Power Plant", "Atomic Power Plant", "organisation", by_sound=False) == 1


def test_junior_stands_apart() -> None:
    assert roles("Boris Rotenberg Jr.", "person")[-1] == "title"


def test_eastern_spellings_are_not_read_into_western_names() -> None:
    assert spellings("John Young", "person")[1] == {"young"}


def test_patronymics_are_recognised() -> None:
    assert patronymics.is_patronymic("vladimirovich")
    assert patronymics.is_patronymic("mykolaivna")
    assert not patronymics.is_patronymic("vladimir")
    assert patronymics.usual("mikalayevich") == patronymics.usual("nikolaevich") == "nikolaiovich"


@given(st.text(alphabet="abcdefghij -.'&0123", max_size=30))
def test_case_makes_no_difference(text: str) -> None:
    assert spellings(text.upper()) == spellings(text)
    assert roles(text.upper()) == roles(text)


@given(st.lists(st.text(alphabet="abcdeéüø", min_size=1, max_size=8), max_size=5))
def test_blanks_and_commas_make_no_difference(parts: list[str]) -> None:
    assert (
        spellings("  ".join(parts)) == spellings(" ".join(parts)) == spellings(" " + ", ".join(parts) + " ")
    )


@given(st.text(alphabet="abcdefgh", min_size=2, max_size=12), st.sampled_from("\u0301\u0300\u0327\u0302"))
def test_accents_make_no_difference_to_the_first_form(word: str, accent: str) -> None:
    assert words(word[0] + accent + word[1:]) == words(word)
