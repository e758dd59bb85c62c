"""What Japan and Korea write by sound: abbreviations letter by letter, Chinese and western names, trade names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sekisho.screening.index import NameIndex
from sekisho.screening.names import east_tables, forms_of, han, hangul_loans, transcription
from sekisho.screening.names.east_lexicon import lookup
from sekisho.screening.names.trade_words import trade_words
from sekisho.screening.reasons import Query
from sekisho.sources.records import ListedName, ListedParty

LISTED = (
    "Huawei Technologies Co., Ltd.",
    "Semiconductor Manufacturing International Corporation",
    "SZ DJI Technology Co., Ltd.",
    "Hangzhou Hikvision Digital Technology Co., Ltd.",
    "Harbin Institute of Technology",
    "Nanjing University of Aeronautics and Astronautics",
    "Fujian Jinhua Integrated Circuit Company, Ltd.",
    "Public Joint Stock Company Gazprom",
    "Kaspersky Lab",
    "Islamic Revolutionary Guard Corps",
)


@pytest.fixture(scope="module")
def index() -> NameIndex:
    return NameIndex.build(
        ListedParty("t", name, ("t",), "organisation", (ListedName(name),)) for name in LISTED
    )


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("华为技术有限公司", 0), ("華為技術", 0), ("ファーウェイ", 0), ("화웨이", 0),
        ("中芯国际", 1), ("中芯國際", 1), ("エスエムアイシー", 1), ("에스엠아이씨", 1),
        ("大疆创新", 2), ("ディージェイアイ", 2), ("디제이아이", 2),
        ("海康威视", 3), ("ハイクビジョン", 3), ("하이크비전", 3),
        ("哈尔滨工业大学", 4), ("ハルビン工業大学", 4), ("하얼빈공업대학", 4),
        ("南京航空航天大学", 5), ("난징항공항천대학", 5),
        ("福建省晋华集成电路有限公司", 6), ("푸젠진화반도체", 6),
        ("俄罗斯天然气工业股份公司", 7), ("ガスプロム", 7), ("가스프롬", 7),
        ("卡巴斯基实验室", 8), ("カスペルスキー", 8), ("카스퍼스키", 8),
        ("伊斯兰革命卫队", 9), ("イスラム革命防衛隊", 9), ("이슬람혁명수비대", 9),
    ],
)  # fmt: skip
def test_one_body_is_first_in_four_scripts(index: NameIndex, asked: str, listed: int) -> None:
    hits = index.search(Query(asked, kind="organisation"))
    assert hits and hits[0].name.text == LISTED[listed]


@pytest.mark.parametrize(
    ("syllables", "written"),
    [
        ("hua wei", "화웨이"), ("bei jing", "베이징"), ("zhe jiang", "저장"), ("xi an", "시안"), ("xue yuan", "쉐위안"), ("zi si", "쯔쓰"),
        ("xiong qing", "슝칭"), ("lv yu", "뤼위"), ("er", "얼"),
    ],
)  # fmt: skip
def test_mandarin_is_written_in_hangul_by_the_rule(syllables: str, written: str) -> None:
    assert "".join(map(hangul_loans.by_rule, syllables.split())) == written
    parts = tuple(syllables.split())
    if len(parts) > 1:
        assert parts in [said for said, _ in hangul_loans.mandarin_readings(written)]


def test_letters_are_told_only_where_every_sound_is_one() -> None:
    assert hangul_loans.letters("에스엠아이씨") == transcription.kana_letters("エスエムアイシー") == "smic"
    assert hangul_loans.letters("아이폰") == transcription.kana_letters("アイフル") == ""
    assert hangul_loans.letters("아이") == transcription.kana_letters("アイ") == ""


def test_korea_reads_chinese_words_by_their_characters() -> None:
    found = lookup("ko", "항천")
    assert found is not None and found.english[0][0] == ("aerospace",)
    own = lookup("ko", "대학")
    assert own is not None and own.english[0][0] == ("university",)


def test_a_person_is_no_word_of_an_organisation() -> None:
    assert len(forms_of("김경남", kind="unknown").tokens) == 2


def test_the_trade_names_stand_folded_and_once_in_each_script() -> None:
    rows = [row.split("\t") for row in east_tables.lines("trade_names.tsv")]
    assert {len(row) for row in rows} == {4}
    for column in (1, 2, 3):
        names = [name for row in rows for name in row[column].split("|") if name]
        assert sorted(names) == sorted(set(names))
        assert [name for name in names if "·" in name or "・" in name or " " in name] == []
    assert [row[0] for row in rows if not row[0].replace("|", " ").replace(" ", "").isalnum()] == []
    assert all(han.fold(name) == name for row in rows for name in row[1].split("|"))


@given(st.text(alphabet=st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=40))
def test_any_hangul_is_read_quickly_and_never_lost(text: str) -> None:
    tokens = forms_of(text, kind="organisation").tokens
    assert bool(tokens) == bool(text)
    assert all(form.words and all(form.words) for token in tokens for form in token.forms)


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("深圳市蓝帽国际贸易有限公司", "Shenzhen Blue Hat International Trade Co., Ltd"),
        ("北京闪亮之夜科技发展有限公司", "Beijing Shiny Nights Technology Development Co., Ltd."),
        ("大连尤尼泰克贸易有限公司", "Dalian Unitech Trading Co., Ltd"),
        ("武汉思凯沃克科技有限公司", "Wuhan Skywalker Technology Co., Ltd."),
        ("和田浩林发饰品有限公司", "Hotan Haolin Hair Accessories Co., Ltd."),
        ("中交疏浚（集团）股份有限公司", "CCCC Dredging Group Co., Ltd."),
    ],
)
def test_a_brand_is_met_by_its_meaning_or_its_foreign_sound(asked: str, listed: str) -> None:
    names = (
        listed,
        "Shenzhen Lanyue International Trade Co., Ltd.",
        "Beijing Kvs Technology Development Co., Ltd.",
        "Dalian Zenghua Trading Co., Ltd.",
        "Wuhan Yiguang Technology Co., Ltd.",
        "Hotan Prefecture Public Security Bureau",
        "CCCC Shanghai Waterway Bureau Co., Ltd.",
    )
    index = NameIndex.build(
        ListedParty("t", name, ("t",), "organisation", (ListedName(name),)) for name in names
    )
    hits = index.search(Query(asked, kind="organisation"))
    assert hits and hits[0].name.text == listed and hits[0].alert


def test_words_of_trade_are_told_from_brands_and_places() -> None:
    assert {"cable", "turbine", "logistics", "academy"} <= trade_words()
    assert not {"huawei", "shenzhen", "comac", "hikvision"} & trade_words()
