"""Korean names: hangul by every usual spelling of South and North, hanja, and the words of organisations."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from sekisho.screening.names import east_forms, east_lexicon, hangul, korean
from sekisho.screening.names.forms import Role
from tests.screening.names.east_asia import form_words, pairs, person_meets, share_met, spelled
from tests.screening.names.test_chinese import COUNTRIES, KINDS
from tests.screening.names.test_han import EAST


@settings(max_examples=300, deadline=None)
@given(EAST, KINDS, COUNTRIES)
def test_any_text_has_sound_tokens(text: str, kind: str, country: str) -> None:
    for token in korean.tokens(text, kind=kind, country=country):
        assert token.written and token.forms and len(token.forms) <= 12
        assert [form.cost for form in token.forms] == sorted(form.cost for form in token.forms)
        for form in token.forms:
            assert form.words and all(word and word == word.lower() for word in form.words), token


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("한라", "halla"),
        ("독립", "dongnip"),
        ("신라", "silla"),
        ("종로", "jongno"),
        ("왕십리", "wangsimni"),
        ("백마", "baengma"),
        ("전주", "jeonju"),
        ("해돋이", "haedodi"),
        ("평양", "pyeongyang"),
        ("일로", "illo"),
    ],
)
def test_revised_romanisation_with_its_sound_changes(text: str, latin: str) -> None:
    assert hangul.joined(text) == latin


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("부산", "pusan"),
        ("평양", "pyongyang"),
        ("대구", "taegu"),
        ("김정은", "kimjongun"),
        ("금강", "kumgang"),
    ],
)
def test_mccune_reischauer_without_its_signs(text: str, latin: str) -> None:
    assert hangul.joined(text, "mccune") == latin


def test_the_north_writes_sounds_as_they_stand() -> None:
    assert hangul.joined("릉라도", "north") == "rungrado"
    assert hangul.joined("련봉", "north") == "ryonbong"


@pytest.mark.parametrize(
    ("name", "latin", "country"),
    [
        ("김영철", "Kim Yong Chol", "KP"),
        ("김영철", "Kim Young-chul", "KR"),
        ("김영철", "Gim Yeongcheol", "KR"),
        ("이재용", "Lee Jae-yong", "KR"),
        ("리영호", "Ri Yong Ho", "KP"),
        ("박정희", "Park Chung-hee", "KR"),
        ("노무현", "Roh Moo-hyun", "KR"),
        ("정경택", "Jong Kyong Thaek", "KP"),
        ("남궁민", "Namgoong Min", "KR"),
        ("최룡해", "Choe Ryong Hae", "KP"),
        ("문재인", "Moon Jae-in", ""),
        ("백남순", "Paek Nam Sun", "KP"),
        ("李英浩", "Ri Yong Ho", "KP"),
        ("金正恩", "Kim Jong Un", "KP"),
        ("李英浩", "Lee Young-ho", "KR"),
        ("朴正熙", "Park Chung-hee", "KR"),
    ],
)
def test_persons(name: str, latin: str, country: str) -> None:
    assert person_meets(name, latin, country)


def test_the_country_decides_which_spelling_is_the_likeliest() -> None:
    assert form_words(korean.tokens("이영철", kind="person", country="KR")[0])[0] == "lee"
    assert form_words(korean.tokens("리영철", kind="person", country="KP")[0])[0] == "ri"
    assert form_words(korean.tokens("김영철", kind="person", country="KP")[1])[0] == "yong chol"
    assert form_words(korean.tokens("김영철", kind="person", country="KR")[1])[0] == "young chul"


def test_hanja_with_and_without_the_initial_rule() -> None:
    assert east_forms.hanja("樂園", "KR") == "낙원"
    assert east_forms.hanja("樂園", "KP") == "락원"
    assert east_forms.hanja("李", "KR") == "이"
    assert east_forms.hanja("李", "KP") == "리"


@pytest.mark.parametrize(
    ("name", "latin", "country"),
    [
        ("삼성전자 주식회사", "Samsung Electronics Co., Ltd.", "KR"),
        ("(주)삼성전자", "Samsung Electronics", "KR"),
        ("조선남강무역회사", "Korea Namgang Trading Corporation", "KP"),
        ("조선 남강무 역회사", "Korea Namgang Trading Corporation", "KP"),
        ("정찰총국", "Reconnaissance General Bureau", "KP"),
        ("제2자연과학원", "Second Academy of Natural Sciences", "KP"),
        ("朝鮮楽園貿易会社", "Korea Rakwon Trading Corporation", "KP"),
        ("朝鮮綾羅888貿易会社", "Korea Rungra 888 Trading Corporation", "KP"),
        ("端川商業銀行", "Tanchon Commercial Bank", "KP"),
        ("金策工業綜合大學", "Kim Chaek University of Technology", "KP"),
    ],
)
def test_organisations(name: str, latin: str, country: str) -> None:
    assert share_met(name, latin, country=country) == 1


def test_legal_form_has_its_role() -> None:
    roles = {token.written: token.role for token in korean.tokens("삼성전자 주식회사", country="KR")}
    assert roles["주식회사"] is Role.LEGAL_FORM


def test_the_lexicon_can_be_read() -> None:
    table = east_lexicon.lexicon("ko")
    assert len(table) > 500
    for word in table:
        entry = table.word(word)
        assert entry is not None and entry.english, word
        assert all(part.isascii() for words, _ in entry.english for part in words), word


def test_every_hangul_piece_has_a_form() -> None:
    assert spelled("뷁쀍", "organisation", "KR")


# What the forms alone must reach on the development pairs (the engine compares letters too, and weighs words).
FLOORS = {"person": 0.93, "organisation": 0.97}


@pytest.mark.parametrize("kind", ["person", "organisation"])
def test_the_development_pairs_of_east_asia(kind: str) -> None:
    same = [pair for pair in pairs() if pair.kind == kind and pair.verdict == "same"]
    missed = [pair for pair in same if not meets(kind, pair.asked, pair.listed)]
    assert len(same) > 80
    assert 1 - len(missed) / len(same) >= FLOORS[kind], missed


@pytest.mark.parametrize("kind", ["person", "organisation"])
def test_the_development_pairs_that_are_different_do_not_meet_whole(kind: str) -> None:
    different = [pair for pair in pairs() if pair.kind == kind and pair.verdict == "different"]
    met = [
        p
        for p in different
        if (person_meets(p.asked, p.listed) if kind == "person" else share_met(p.asked, p.listed) == 1)
    ]
    assert len(different) > 25
    assert met == []


def meets(kind: str, asked: str, listed: str) -> bool:
    """Whether a person is spelled whole, or an organisation's words are met by half."""
    return person_meets(asked, listed) if kind == "person" else share_met(asked, listed) >= 0.5
