"""Names in Cyrillic letters: transliteration by the systems in use, translation of general words, legal forms."""

from __future__ import annotations

import pytest

from sekisho.screening.names import cyrillic_lexicon, forms_of
from sekisho.screening.names.cyrillic_letters import language_of
from sekisho.screening.names.forms import Relation
from tests.screening.names.west import meeting, roles, spellings


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("Хрущёв", {"khrushchev", "khrushchyov"}),
        ("Жуков", {"zhukov", "jukov"}),
        ("Юрий", {"yuriy", "yury", "iurii", "yuri"}),
        ("Дмитрий", {"dmitriy", "dmitry", "dmitrii"}),
        ("Алексей", {"aleksey", "alexey", "aleksei"}),
        ("Евгений", {"evgeniy", "yevgeniy", "evgeny"}),
        ("Цой", {"tsoy", "tsoi"}),
        ("Щербаков", {"shcherbakov"}),
        ("Соловьёв", {"solovev", "soloviev"}),
        ("Эдуард", {"eduard"}),
        ("Васильев", {"vasilev", "vasiliev", "vasilyev"}),
        ("Чехов", {"chekhov", "tchekhov", "tschechow"}),
    ],
)
def test_a_russian_name_in_the_systems_in_use(written: str, spelled: set[str]) -> None:
    assert spelled <= spellings(written, "person")[0]


@pytest.mark.parametrize(
    ("written", "language"),
    [
        ("володимир їжак", "uk"),
        ("лукашэнка ў", "be"),
        ("милошевић", "sr"),
        ("ќосев", "mk"),
        ("тоқаев", "kk"),
        ("иванов", "ru"),
    ],
)
def test_letters_show_the_language(written: str, language: str) -> None:
    assert language_of(written) == language


def test_the_country_decides_where_letters_do_not() -> None:
    assert language_of("петро порошенко", "UA") == "uk"
    assert language_of("пырыев", "UA") == "ru"
    assert "hryhoriuk" in spellings("Григорюк", "person", "UA")[0]


def test_ukrainian_and_belarusian_letters() -> None:
    assert "ihor" in spellings("Ігор", "person")[0]
    assert "gladkov" in spellings("Гладкоў", "person")[0]


def test_men_and_women_are_not_folded_into_one() -> None:
    assert meeting("Иванова Мария", "Ivanov Maria", "person", by_sound=False) < 1


def test_names_of_other_languages_are_put_back() -> None:
    assert "william" in spellings("Уильям", "person")[0]
    assert "johnson" in spellings("Джонсон", "person")[0]


@pytest.mark.parametrize(
    ("written", "latin"),
    [
        ("Дэниел Гамильтон", "Daniel Hamilton"),
        ("Кэтлин Хикс", "Kathleen Hicks"),
        ("Скотт Вудворд", "Scott Woodward"),
    ],
)
def test_the_surname_beside_a_western_given_name_is_put_back(written: str, latin: str) -> None:
    assert meeting(written, latin, "person") == 1


def test_a_russian_beside_a_common_given_name_is_read_as_russian() -> None:
    assert spellings("Роман Гаврилов", "person")[1] >= {"gavrilov"}
    assert "hawrilov" not in spellings("Роман Гаврилов", "person")[1]


def test_initials_and_an_abbreviation() -> None:
    assert roles("Иванов И.П.", "person") == ["word", "initial", "initial"]
    assert roles("Ромашка О.О.О.", "organisation") == ["word", "legal-form"]


@pytest.mark.parametrize(
    "case", ["завод", "завода", "заводу", "заводом", "заводе", "заводы", "заводов", "заводам"]
)
def test_a_noun_is_translated_in_every_case(case: str) -> None:
    assert cyrillic_lexicon.translate(case)[0].words == ("plant",)


@pytest.mark.parametrize(
    "case", ["московский", "московская", "московского", "московской", "московском", "московские"]
)
def test_an_adjective_is_translated_in_every_case(case: str) -> None:
    found = spellings(case, "organisation")[0]
    assert "moscow" in found


def test_an_adjective_stays_as_it_sounds_too() -> None:
    found = spellings("Магнитогорского", "organisation")[0]
    assert {"magnitogorsk", "magnitogorskogo"} <= found


@pytest.mark.parametrize(
    ("written", "legal"),
    [
        ("ООО Ромашка", "llc"),
        ("Ромашка ООО", "llc"),
        ("Общество с ограниченной ответственностью Ромашка", "llc"),
        ("Общества с ограниченной ответственностью Ромашка", "llc"),
        ("Публичное акционерное общество Ромашка", "pjsc"),
        ("Открытое акционерное общество Ромашка", "ojsc"),
        ("ЗАО Ромашка", "cjsc"),
        ("ФГУП Ромашка", "state"),
        ("Федеральное государственное унитарное предприятие Ромашка", "state"),
        ("ТОВ Ромашка", "llc"),
        ("Компания Ромашка", "co"),
    ],
)
def test_legal_forms_of_undertakings(written: str, legal: str) -> None:
    found = [
        token for token in forms_of(written, kind="organisation").tokens if token.role.value == "legal-form"
    ]
    assert [token.forms[0].words for token in found] == [(legal,)]


def test_legal_forms_and_translations_are_not_read_into_persons() -> None:
    assert roles("Мир Союз", "person") == ["word", "word"]
    assert "peace" not in spellings("Мир Союз", "person")[0]


def test_a_term_is_one_token_with_its_meaning() -> None:
    token = forms_of("Научно-исследовательского института", kind="organisation").tokens[0]
    assert token.written == "Научно исследовательского института"
    assert token.forms[0].words == ("research", "institute")
    assert token.forms[0].relation is Relation.TRANSLATION


def test_a_compound_of_known_parts_is_translated() -> None:
    assert cyrillic_lexicon.translate("газохимический")[0].words == ("gas", "chemical")


def test_a_short_name_has_its_meaning() -> None:
    assert "research institute" in spellings("НИИ Стали", "organisation")[0]


def test_an_unknown_word_is_not_translated() -> None:
    assert cyrillic_lexicon.translate("ъъъыыы") == ()


@pytest.mark.parametrize(
    ("written", "latin"),
    [
        ("Альфа Трейдинг", "Alfa Trading"),
        ("Орион Стар Групп", "Orion Star Group"),
        ("Шиппинг Лайнс", "Shipping Lines"),
    ],
)
def test_english_words_in_cyrillic_letters_are_put_back(written: str, latin: str) -> None:
    assert meeting(written, latin, "organisation", by_sound=False) == 1


def test_a_bulgarian_word_with_its_article() -> None:
    assert cyrillic_lexicon.translate("ислямската")[0].words == ("islamic",)
