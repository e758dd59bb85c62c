"""Han characters folded: one form for traditional, simplified, Japanese and older characters."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sekisho.screening.names import east_tables, han

EAST = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("々〇ー國国囯廣広广亞亜齋斎斉邊邉辺髙﨑株式会社㈱㍿カナひらがな한글金０１２ＡＢｱｲｳ"),
        st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF),
        st.characters(min_codepoint=0x3040, max_codepoint=0x30FF),
        st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3),
    ),
    max_size=30,
)


@given(EAST)
@example("İ㈱々")
@example("々々國々")
@example("ǰﬃ㍿")
def test_folding_twice_is_folding_once(text: str) -> None:
    once = han.fold(text)
    assert han.fold(once) == once


@pytest.mark.parametrize(
    "forms",
    [
        "亞亜亚",
        "廣広广",
        "國国囯圀",
        "齋斎斋",
        "齊斉齐",
        "邊邉辺边",
        "澤沢泽",
        "濱浜滨",
        "龍竜龙",
        "鐵鉄铁",
        "櫻桜樱",
        "嶋島岛",
        "髙高",
        "﨑崎",
        "發発发",
        "氣気气",
        "學学",
        "體体",
        "驛駅驿",
        "黃黄",
        "吳呉吴",
        "衞衛卫",
        "渡",
        "淵渕渊",
        "槗橋桥",
        "鷗鴎鸥",
        "靜静",
        "圓円圆",
    ],
)
def test_forms_of_one_character_fold_into_one(forms: str) -> None:
    assert len({han.fold(sign) for sign in forms}) == 1, {sign: han.fold(sign) for sign in forms}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("土", "士"),
        ("末", "未"),
        ("千", "干"),
        ("王", "玉"),
        ("日", "曰"),
        ("田", "由"),
        ("刘", "柳"),
    ],
)
def test_characters_that_only_look_alike_stay_apart(one: str, other: str) -> None:
    assert han.fold(one) != han.fold(other)


def test_full_width_half_width_and_signs_of_firms() -> None:
    assert han.fold("ＡＢＣ１２３") == "abc123"
    assert han.fold("ﾄﾖﾀ") == "トヨタ"
    assert han.fold("㈱東芝") == "(株)东芝"
    assert han.fold("東芝㍿") == han.fold("東芝株式会社")


def test_iteration_marks_are_written_out() -> None:
    assert han.fold("佐々木") == han.fold("佐佐木")
    assert han.fold("々") == "々"


def test_kana_and_hangul_stay() -> None:
    assert han.fold("トヨタ ひらがな 삼성") == "トヨタ ひらがな 삼성"


def test_the_variant_table_folds_into_forms_that_it_does_not_fold_again() -> None:
    targets, variants = set(), set()
    for row in east_tables.lines("han_variants.tsv"):
        target, _, others = row.partition("\t")
        targets.add(target)
        variants.update(others)
    assert not targets & variants
    assert len(variants) > 4000


def test_the_words_of_the_lexicons_stand_folded() -> None:
    for name in (
        "words_han.tsv",
        "words_japanese.tsv",
        "words_korean.tsv",
        "surnames_chinese.tsv",
        "surnames_japanese.tsv",
        "given_japanese.tsv",
        "kanji_japanese.tsv",
        "foreign_han.tsv",
        "meanings_han.tsv",
    ):
        keys = [row.split("\t")[0] for row in east_tables.lines(name)]
        assert [key for key in keys if han.fold(key) != key] == [], name
        assert len(keys) == len(set(keys)), (name, sorted({key for key in keys if keys.count(key) > 1}))
