"""Japanese names: kana, readings of kanji, loan words, and names of others written the Japanese way."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from sekisho.screening.names import east_lexicon, japanese, kana
from sekisho.screening.names.forms import Relation, Role
from tests.screening.names.east_asia import form_words, person_meets, share_met, spelled
from tests.screening.names.test_chinese import COUNTRIES, KINDS
from tests.screening.names.test_han import EAST


@settings(max_examples=300, deadline=None)
@given(EAST, KINDS, COUNTRIES)
def test_any_text_has_sound_tokens(text: str, kind: str, country: str) -> None:
    for token in japanese.tokens(text, kind=kind, country=country):
        assert token.written and token.forms and len(token.forms) <= 12
        assert [form.cost for form in token.forms] == sorted(form.cost for form in token.forms)
        for form in token.forms:
            assert form.words and all(word and word == word.lower() for word in form.words), token


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("さとう", "satou"),
        ("コーヒー", "koohii"),
        ("きって", "kitte"),
        ("しんぶん", "shinbun"),
        ("マッチ", "matchi"),
        ("ジェット", "jetto"),
        ("ちゃ", "cha"),
        ("ヴィ", "vi"),
        ("っ", ""),
        ("ー", ""),
    ],
)
def test_kana_in_hepburn(text: str, latin: str) -> None:
    assert kana.romaji(text) == latin


@pytest.mark.parametrize(
    ("latin", "also"),
    [
        ("satou", {"sato", "satou", "satoh"}),
        ("oono", {"ono", "oono", "ohno"}),
        ("shinbashi", {"shinbashi", "shimbashi", "sinbasi"}),
        ("tsuchiya", {"tsuchiya", "tutiya"}),
    ],
)
def test_long_vowels_labials_and_kunrei(latin: str, also: set[str]) -> None:
    found = dict(kana.spellings(latin))
    assert also <= set(found)
    assert found[kana.shortened(latin)] == 0


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("佐藤健一", "Sato Kenichi"),
        ("佐藤健一", "SATOH Ken-ichi"),
        ("渡邊恒雄", "Watanabe Tsuneo"),
        ("渡辺恒雄", "Tsuneo Watanabe"),
        ("齋藤隆", "Saito Takashi"),
        ("長谷川誠", "Hasegawa Makoto"),
        ("中島敦", "Nakajima Atsushi"),
        ("中島敦", "Nakashima Atsushi"),
        ("大野和夫", "Ohno Kazuo"),
        ("加藤純一", "Kato Jun'ichi"),
        ("藤原新也", "Huziwara Sin'ya"),
        ("佐々木蔵之介", "Sasaki Kuranosuke"),
        ("ヤマダ タロウ", "Yamada Taro"),
        ("しげの ゆうじ", "Yuji Shigeno"),
        ("小野寺 健太郎", "Onodera Kentaro"),
        ("鬼塚勝也", "Onizuka Katsuya"),
        ("髙橋由美子", "Takahashi Yumiko"),
    ],
)
def test_persons(name: str, latin: str) -> None:
    assert person_meets(name, latin, "JP")


@pytest.mark.parametrize("name", ["佐藤健一", "山田太郎", "渡邊恒雄", "長谷川誠", "本田圭佑"])
def test_a_japanese_person_is_known_without_a_country(name: str) -> None:
    from sekisho.screening.names import chinese

    with_country = [form_words(token)[0] for token in japanese.tokens(name, kind="person", country="JP")]
    without = [form_words(token)[0] for token in chinese.tokens(name, kind="person")]
    assert with_country == without


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("東京エレクトロン株式会社", "Tokyo Electron Limited"),
        ("三菱重工業株式会社", "Mitsubishi Heavy Industries"),
        ("株式会社村田製作所", "Murata Manufacturing"),
        ("トヨタ自動車㈱", "Toyota Motor Corporation"),
        ("日本製鉄株式会社", "Nippon Steel"),
        ("ジャパンマリンユナイテッド株式会社", "Japan Marine United"),
        ("東京大学", "University of Tokyo"),
        ("東京大学", "Tokyo Daigaku"),
        ("有限会社佐藤商店", "Sato Shoten"),
        ("牧野精機株式会社", "Makino Seiki"),
        ("大阪真空機器製作所", "Osaka Vacuum"),
    ],
)
def test_organisations(name: str, latin: str) -> None:
    assert share_met(name, latin, country="JP") == 1


def test_legal_form_before_or_behind() -> None:
    for name in ("株式会社東芝", "東芝株式会社", "(株)東芝"):
        roles = [token.role for token in japanese.tokens(name, country="JP")]
        assert roles.count(Role.LEGAL_FORM) == 1, name


def test_an_unknown_loan_word_comes_near_its_spelling() -> None:
    assert "test" in spelled("テスト", "organisation", "JP")
    form = next(
        f
        for t in japanese.tokens("オスプレイ社", country="JP")
        for f in t.forms
        if f.relation is Relation.TRANSLITERATION
    )
    assert form.words == ("osprei",)


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("平壌情報センター", "Pyongyang Informatics Centre"),
        ("対外技術貿易センター", "Foreign Technical Trade Center"),
        ("大安親善ガラス工場", "Taean Friendship Glass Factory"),
    ],
)
def test_a_northern_body_keeps_its_korean_readings(name: str, latin: str) -> None:
    assert share_met(name, latin, country="KP") == 1


def test_a_chinese_body_in_japanese_keeps_its_chinese_readings() -> None:
    assert share_met("広州カーボン複合材料有限公司", "Guangzhou Carbon Composite Material", country="CN") == 1


def test_the_tables_hold_romaji_only() -> None:
    for table in (japanese.surnames(), japanese.given_names()):
        assert len(table) > 1000
        for name, readings in table.items():
            assert readings and all(
                reading.isascii() and reading.isalpha() and reading.islower() for reading in readings
            ), name
    lexicon = east_lexicon.lexicon("ja")
    for word in lexicon:
        entry = lexicon.word(word)
        assert entry is not None and (entry.english or entry.romaji or entry.kind == "suffix"), word
