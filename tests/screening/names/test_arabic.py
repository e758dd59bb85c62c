"""Names in Arabic letters: known names, words of undertakings, articles, letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sekisho.screening.names import arabic_letters, forms_of
from sekisho.screening.names.arabic_lexicon import other_names
from tests.screening.names.west import meeting, roles, spellings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أحمد", "احمد"),
        ("علی", "علي"),
        ("کاظم", "كاظم"),
        ("مُحَمَّد", "محمد"),
        ("محمـــد", "محمد"),
        ("فاطمة", "فاطمه"),
        ("خامنه‌ای", "خامنهاي"),
        ("ﻣﺤﻤﺪ", "محمد"),
    ],
)
def test_spellings_of_one_letter_are_one(one: str, other: str) -> None:
    assert arabic_letters.fold(one) == arabic_letters.fold(other)


@given(st.text(alphabet=st.characters(min_codepoint=0x0600, max_codepoint=0x06FF)))
def test_folding_again_changes_nothing(text: str) -> None:
    once = arabic_letters.fold(text)
    assert arabic_letters.fold(once) == once


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("محمد", {"mohammed", "muhammad"}),
        ("حسين", {"hussein", "husayn"}),
        ("علي", {"ali"}),
        ("یوسف", {"yousef", "yusuf"}),
        ("قاسم", {"qassem", "qasim"}),
        ("خالد", {"khalid", "khaled"}),
        ("عبدالله", {"abdullah", "abdallah"}),
    ],
)
def test_common_names_have_their_usual_spellings(written: str, spelled: set[str]) -> None:
    assert spelled <= spellings(written, "person")[0]


@pytest.mark.parametrize("written", ["عبد الرحمن", "عبدالرحمن", "عبد الرّحمٰن"])
@pytest.mark.parametrize("latin", ["Abdul Rahman", "Abdurrahman", "Abd al-Rahman", "Abdel Rahman"])
def test_a_name_with_abd_in_one_word_and_two(written: str, latin: str) -> None:
    assert meeting(written, latin, "person") == 1


def test_a_name_before_al_din_is_one_token() -> None:
    tokens = forms_of("صلاح الدين", kind="person").tokens
    assert len(tokens) == 1
    assert {"salahuddin", "salah al din"} <= spellings("صلاح الدين", "person")[0]


def test_names_that_are_run_together_are_parted() -> None:
    assert "ahmad reza" in spellings("احمدرضا", "person")[0]


def test_the_article_is_a_particle_and_also_part_of_the_word() -> None:
    assert roles("الحسيني", "person") == ["particle", "word"]
    assert any(form.startswith("alh") for form in spellings("الحسيني", "person")[1])


def test_bin_is_a_particle_and_abu_a_word() -> None:
    assert roles("أسامة بن لادن", "person") == ["word", "particle", "word"]
    assert roles("أبو بكر", "person") == ["word"]
    assert {"abu bakr", "abubakr"} <= spellings("أبو بكر", "person")[0]


@pytest.mark.parametrize(
    ("written", "latin"),
    [
        ("ابو الفضل", "abulfazl"),
        ("ذو القدر", "zulqadr"),
        ("سعيدالله", "saeedullah"),
        ("عزالدين", "izzeddin"),
        ("حسن زاده", "hassanzadeh"),
        ("امن اللهی", "amanollahi"),
        ("اللهکرم", "allah karam"),
    ],
)
def test_names_of_two_parts_are_also_one_word(written: str, latin: str) -> None:
    assert latin in spellings(written, "person")[0]


def test_ranks_and_titles_are_no_names() -> None:
    assert roles("دکتر حسن عباسی", "person") == ["title", "word", "word"]
    assert roles("سرلشکر رضا عباسی", "person") == ["title", "word", "word"]


def test_a_usual_spelling_of_another_name_is_told() -> None:
    other = other_names("حسن")
    assert other("hussein")
    assert not other("hasan")
    assert not other("hasanov")
    assert not other_names("حسنوف")("hussein")


def test_persian_and_arabic_sounds() -> None:
    assert "reza" in spellings("رضا", "person", "IR")[0]
    assert arabic_letters.is_persian("پژوهشگاه")
    assert arabic_letters.is_persian("رضا", "IR")
    assert not arabic_letters.is_persian("مؤسسة", "IR")
    assert arabic_letters.readings("وحيد", persian=True)[0][0].startswith("v")
    assert arabic_letters.readings("وحيد", persian=False)[0][0].startswith("w")


@pytest.mark.parametrize(
    ("written", "latin"),
    [
        ("شركة النفط", "Oil Company"),
        ("وزارة الدفاع", "Ministry of Defence"),
        ("البنك المركزي", "Central Bank"),
        ("المصرف المركزي", "Central Bank"),
        ("للتجارة والمقاولات", "Trading and Contracting"),
        ("سازمان انرژی اتمی", "Atomic Energy Organization"),
        ("صنایع هوافضا", "Aerospace Industries"),
        ("دانشگاه صنعتی", "University of Technology"),
        ("نیروی هوایی", "Air Force"),
    ],
)
def test_words_of_undertakings_are_translated(written: str, latin: str) -> None:
    assert meeting(written, latin, "organisation", by_sound=False) == 1


def test_words_are_not_translated_in_persons() -> None:
    assert "light" not in spellings("نور", "person")[0]
    assert "light" in spellings("نور", "organisation")[0]


@pytest.mark.parametrize(
    ("written", "legal"),
    [
        ("شركة النور ذ.م.م", ["co", "llc"]),
        ("شركة النور ش.م.م", ["co", "llc"]),
        ("شرکت نور سهامی خاص", ["co", "jsc"]),
        ("النور ذات مسؤولية محدودة", ["llc"]),
    ],
)
def test_legal_forms(written: str, legal: list[str]) -> None:
    found = [
        token for token in forms_of(written, kind="organisation").tokens if token.role.value == "legal-form"
    ]
    assert [token.forms[0].words[0] for token in found] == legal


def test_the_native_name_is_folded_and_without_legal_form() -> None:
    assert forms_of("شرکت صنایع", kind="organisation").native == arabic_letters.fold("صنایع")


def test_words_of_undertakings_that_are_run_together() -> None:
    assert any(
        "jihad" in form and "sufficiency" in form for form in spellings("جهادخودکفایی", "organisation")[0]
    )


def test_english_words_in_arabic_letters_are_put_back() -> None:
    assert meeting("إيجر شيبينغ", "Eiger Shipping", "organisation") == 1


def test_french_spellings_of_the_maghreb() -> None:
    assert "chaoui" in spellings("شاوي", "person")[0]


def test_a_rank_of_the_clergy_is_a_title() -> None:
    assert roles("آیت الله علی جنتی", "person") == ["title", "word", "word"]
    assert roles("حجت الاسلام علی جنتی", "person") == ["title", "word", "word"]
    assert roles("حجت الله جنتی", "person") == ["word", "word"]
