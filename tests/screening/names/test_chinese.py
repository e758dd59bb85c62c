"""Chinese names: readings, spellings of several countries, and the words of organisations."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from sekisho.screening.names import chinese, chinese_persons, east_lexicon, mandarin
from sekisho.screening.names.forms import Relation, Role
from tests.screening.names.east_asia import form_words, person_meets, share_met, spelled
from tests.screening.names.test_han import EAST

COUNTRIES = st.sampled_from(["", "CN", "HK", "TW", "SG", "JP", "KR", "KP", "US", "xx"])
KINDS = st.sampled_from(["person", "organisation", "vessel", "aircraft", "address", "unknown"])


@settings(max_examples=300, deadline=None)
@given(EAST, KINDS, COUNTRIES)
@example("·", "unknown", "")
@example("第", "organisation", "CN")
@example("第〇", "organisation", "CN")
@example("万万万研究所", "organisation", "CN")
@example("欧阳", "person", "")
@example("陳〇", "person", "")
def test_any_text_has_sound_tokens(text: str, kind: str, country: str) -> None:
    for token in chinese.tokens(text, kind=kind, country=country):
        assert token.written and token.forms
        assert len(token.forms) <= 12
        assert [form.cost for form in token.forms] == sorted(form.cost for form in token.forms)
        assert token.forms[0].cost < 4.5
        for form in token.forms:
            assert form.words and all(word and word == word.lower() for word in form.words), token


@pytest.mark.parametrize(
    ("name", "latin", "country"),
    [
        ("王小明", "Wang Xiaoming", "CN"),
        ("王小明", "Wang Xiao-ming", "CN"),
        ("王小明", "Wang Hsiao-ming", "TW"),
        ("張志強", "Cheung Chi Keung", "HK"),
        ("陳大文", "Chan Tai Man", "HK"),
        ("吳勝利", "Ng Shing Lei", "HK"),
        ("欧阳志远", "Ouyang Zhiyuan", "CN"),
        ("司徒華", "Szeto Wah", "HK"),
        ("呂秀蓮", "Lu Hsiu-lien", "TW"),
        ("吕布", "Lv Bu", "CN"),
        ("吕布", "Lu Bu", "CN"),
        ("吕布", "Lyu Bu", "CN"),
        ("刘女士", "Liu Nvshi", "CN"),
        ("金铁三", "Kim Chol Sam", ""),
        ("王小明", "Xiaoming Wang", "CN"),
        ("黄志明", "Ng Chee Meng", "SG"),
        ("李光耀", "Lee Kuan Yew", "SG"),
    ],
)
def test_persons_are_spelled_as_their_country_spells_them(name: str, latin: str, country: str) -> None:
    assert person_meets(name, latin, country)


@pytest.mark.parametrize(
    ("surname", "reading"),
    [
        ("曾", "zeng"),
        ("单", "shan"),
        ("仇", "qiu"),
        ("解", "xie"),
        ("查", "zha"),
        ("翟", "zhai"),
        ("任", "ren"),
        ("区", "ou"),
        ("朴", "piao"),
    ],
)
def test_a_surname_is_read_as_a_surname_first(surname: str, reading: str) -> None:
    first = chinese.tokens(surname + "伟", kind="person", country="CN")[0]
    assert form_words(first)[0] == reading
    assert first.forms[0].cost == 0


def test_another_reading_costs_and_says_so() -> None:
    forms = chinese.tokens("单伟", kind="person", country="CN")[0].forms
    other = next(form for form in forms if form.words == ("dan",))
    assert other.relation is Relation.POLYPHONE and other.cost >= 1.5


def test_the_country_decides_which_spelling_is_the_likeliest() -> None:
    def cost(country: str, word: str) -> float:
        return next(
            f.cost
            for f in chinese.tokens("张伟", kind="person", country=country)[0].forms
            if f.words == (word,)
        )

    assert cost("HK", "cheung") <= 0.5 < 2 < cost("CN", "cheung")
    assert cost("CN", "zhang") == 0 < cost("TW", "zhang")
    assert cost("TW", "chang") == 0 < cost("CN", "chang")


def test_a_married_name_has_two_surnames() -> None:
    assert [token.written for token in chinese.tokens("林鄭月娥", kind="person", country="HK")] == [
        "林",
        "鄭",
        "月娥",
    ]


def test_what_is_written_is_shown_as_it_was_written() -> None:
    written = [token.written for token in chinese.tokens("華為技術有限公司", country="CN")]
    assert written == ["華為", "技術", "有限公司"]


def test_a_number_of_an_institute() -> None:
    tokens = chinese.tokens("中国电子科技集团公司第十三研究所", country="CN")
    number = next(token for token in tokens if token.role is Role.NUMBER)
    assert number.written == "第十三" and set(form_words(number)) == {"13", "13th", "thirteenth"}
    assert any("research institute" in form_words(token) for token in tokens)


@pytest.mark.parametrize(
    ("name", "digits"),
    [
        ("第七一二研究所", "712"),
        ("七七一研究所", "771"),
        ("第一百零八研究所", "108"),
        ("第20研究所", "20"),
        ("第35研究所", "35"),
        ("五十五研究所", "55"),
        ("第二研究院", "2"),
    ],
)
def test_numerals(name: str, digits: str) -> None:
    assert digits in spelled(name, "organisation", "CN")


def test_a_numeral_in_a_brand_is_no_number() -> None:
    assert all(
        token.role is not Role.NUMBER
        for token in chinese.tokens("三六零安全科技股份有限公司", country="CN")[:1]
    )
    assert "sany" in spelled("三一重工股份有限公司", "organisation", "CN")


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("哈尔滨", "harbin"),
        ("西安", "xian"),
        ("西安", "xi an"),
        ("内蒙古", "inner mongolia"),
        ("香港", "hong kong"),
        ("澳門", "macau"),
        ("厦门", "amoy"),
        ("厦门", "xiamen"),
        ("重庆", "chongqing"),
        ("长春", "changchun"),
        ("北京", "peking"),
        ("乌鲁木齐", "urumqi"),
        ("陕西", "shaanxi"),
        ("北京市", "beijing"),
        ("广东省", "guangdong"),
        ("進出口", "import export"),
        ("银行", "bank"),
        ("银行", "yinhang"),
    ],
)
def test_places_and_words(name: str, latin: str) -> None:
    assert latin in spelled(name + "公司", "organisation", "CN")


def test_a_brand_has_pinyin_in_one_and_in_several_words() -> None:
    forms = form_words(chinese.tokens("江苏明泰精密机械有限公司", country="CN")[1])
    assert forms[0] == "mingtai" and "ming tai" in forms


def test_legal_forms_have_their_role_and_class() -> None:
    last = chinese.tokens("武汉高德红外股份有限公司", country="CN")[-1]
    assert last.role is Role.LEGAL_FORM and form_words(last)[0] == "ltd"


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("亚当·布赖", "Adam"),
        ("约翰·史密斯", "Smith"),
        ("弗拉基米尔·伊万诺夫", "Ivanov"),
        ("洛克希德·马丁公司", "Lockheed"),
    ],
)
def test_foreign_names_written_by_their_sound(native: str, latin: str) -> None:
    assert latin.lower() in spelled(native, "unknown", "US")


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("阿克西恩特公司", "Axient"),
        ("奥姆尼波尔公司", "Omnipol"),
        ("奥什科什防务公司", "Oshkosh"),
        ("艾米·吉格兰", "Amy"),
        ("阿尔塔纳技术公司", "Altana"),
    ],
)
def test_an_unknown_foreign_name_comes_near_its_spelling(native: str, latin: str) -> None:
    assert max(fuzz.ratio(latin.lower(), form) for form in spelled(native, "unknown", "US")) >= 70


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("中芯國際集成電路製造有限公司", "Semiconductor Manufacturing International"),
        ("富士通株式会社", "Fujitsu"),
        ("防衛大学校", "National Defense Academy"),
        ("広州市海洋工程有限公司", "Guangzhou Ocean Engineering"),
    ],
)
def test_any_writing_of_han_is_understood_without_a_country(native: str, latin: str) -> None:
    assert share_met(native, latin) == 1


def test_the_lexicon_is_large_and_its_words_can_be_read() -> None:
    table = east_lexicon.lexicon("zh")
    assert len(table) > 1200
    for word in table:
        entry = table.word(word)
        assert entry is not None
        assert entry.english or entry.kind == "suffix", word
        for words, cost in entry.english:
            assert words and cost >= 0 and all(part.isascii() and part == part.lower() for part in words), (
                word
            )


@pytest.mark.parametrize(
    ("pinyin", "wade"),
    [
        ("xiao", "hsiao"),
        ("zhang", "chang"),
        ("zhou", "chou"),
        ("qing", "ching"),
        ("xue", "hsueh"),
        ("zi", "tzu"),
        ("si", "szu"),
        ("guo", "kuo"),
        ("jian", "chien"),
        ("ren", "jen"),
        ("yi", "i"),
        ("dong", "tung"),
        ("luo", "lo"),
        ("gui", "kuei"),
        ("xiong", "hsiung"),
        ("bing", "ping"),
        ("cai", "tsai"),
    ],
)
def test_wade_giles(pinyin: str, wade: str) -> None:
    assert mandarin.wade_giles(pinyin) == wade


@pytest.mark.parametrize(
    ("jyutping", "latin"),
    [
        ("can", "chan"),
        ("wong", "wong"),
        ("zoeng", "cheung"),
        ("gwok", "kwok"),
        ("loeng", "leung"),
        ("lei", "lee"),
        ("lau", "lau"),
        ("ng", "ng"),
        ("jyun", "yuen"),
        ("syun", "suen"),
        ("zau", "chow"),
        ("ceoi", "tsui"),
        ("faan", "fan"),
        ("pun", "poon"),
        ("gun", "koon"),
        ("hoeng", "heung"),
        ("daai", "tai"),
        ("kyun", "kuen"),
    ],
)
def test_hong_kong_spellings(jyutping: str, latin: str) -> None:
    assert latin in mandarin.hong_kong(jyutping)


def test_a_name_takes_little_time() -> None:
    names = [
        f"{place}{brand}科技有限公司"
        for place in ("北京", "上海", "深圳市")
        for brand in ("华盛", "明泰", "远大", "天成", "宏图")
    ]
    for name in names:
        chinese.tokens(name, country="CN")
    chinese._tokens.cache_clear()
    start = time.process_time()
    for _ in range(20):
        chinese._tokens.cache_clear()
        for name in names:
            chinese.tokens(name, country="CN")
    # The bar is 60 microseconds; the test allows a busy machine ten times as much.
    assert (time.process_time() - start) / 20 / len(names) < 600e-6


@pytest.mark.parametrize("kind", ["person", "organisation", "unknown"])
def test_a_character_that_nobody_can_read_is_kept(kind: str) -> None:
    assert form_words(chinese.tokens("𠀀", kind=kind)[0]) == ["𠀀"]
    assert "".join(token.written for token in chinese.tokens("王𠀀", kind=kind)) == "王𠀀"


@pytest.mark.parametrize("name", ["陈卫星", "李建设", "王国庆", "金铁三", "刘东方"])
def test_a_surname_before_a_word_is_a_person_where_the_kind_is_unknown(name: str) -> None:
    assert chinese.tokens(name) == chinese.tokens(name, kind="person")


@pytest.mark.parametrize("name", ["中科技", "华银行", "金航空", "长江集团", "东风汽车"])
def test_a_short_name_of_a_firm_is_no_person(name: str) -> None:
    assert not chinese_persons.looks_like_person(name)


@pytest.mark.parametrize(
    "sign", ["王", "一", "a", "長", "科技", "第", "·", "ア", "김", "々", "会社", "𠀀", " 有", "-a"]
)
@pytest.mark.parametrize("kind", ["person", "organisation", "unknown"])
def test_a_very_long_text_takes_little_time(sign: str, kind: str) -> None:
    from sekisho.screening.names import japanese, korean

    start = time.process_time()
    for read in (chinese.tokens, japanese.tokens, korean.tokens):
        read(sign * 1500, kind=kind)
    assert time.process_time() - start < 5


def test_two_characters_of_unknown_kind_are_a_person_or_a_brand() -> None:
    (token,) = chinese.tokens("明泰")
    assert form_words(token)[0] == "ming tai" and "mingtai" in form_words(token)
    assert "cheung wei" in form_words(chinese.tokens("張偉", country="HK")[0])
