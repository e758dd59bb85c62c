"""The index of names: what it finds, that it is saved whole or not at all, and that trifles alter nothing."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sekisho.screening.index import ALERT, NameIndex
from sekisho.screening.listed_forms import in_two_scripts, short_names
from sekisho.screening.reasons import Query
from sekisho.screening.storage import IndexFileError
from sekisho.sources.records import Identifier, ListedAddress, ListedName, ListedParty

LISTED = (
    ("p1", "person", "PUTIN, Vladimir Vladimirovich", ("RU",), ("1952-10-07",)),
    ("p2", "person", "LUKASHENKO, Aleksandr Grigorievich", ("BY",), ("1954-08-30",)),
    ("p3", "person", "Zhang Wei", ("CN",), ("1971",)),
    ("p4", "person", "Qasem SOLEIMANI", ("IR",), ()),
    ("o1", "organisation", "Huawei Technologies Co., Ltd.", ("CN",), ()),
    (
        "o2",
        "organisation",
        "China Electronics Technology Group Corporation 13th Research Institute",
        ("CN",),
        (),
    ),
    (
        "o3",
        "organisation",
        "China Electronics Technology Group Corporation 14th Research Institute",
        ("CN",),
        (),
    ),
    ("o4", "unknown", "Hikvision", ("CN",), ()),
    ("o5", "organisation", "Uralvagonzavod JSC", ("RU",), ()),
)


def parties() -> list[ListedParty]:
    return [
        ListedParty(
            "t",
            key,
            ("t.list",),
            kind,  # type: ignore[arg-type]
            (ListedName(name),),
            countries=countries,
            births=births,
            identifiers=(Identifier("inn", "7707083893", "RU"),) if key == "o5" else (),
            addresses=(ListedAddress("1 Main Street, Nizhny Tagil", country="RU"),) if key == "o5" else (),
        )
        for key, kind, name, countries, births in LISTED
    ]


@pytest.fixture(scope="module")
def index() -> NameIndex:
    return NameIndex.build(parties())


def found(index: NameIndex, name: str, **facts: object) -> list[str]:
    return [hit.key[1] for hit in index.search(Query(name, **facts)) if hit.alert]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ("Владимир Путин", "p1"),
        ("Putin Vladimir", "p1"),
        ("Александр Лукашенко", "p2"),
        ("قاسم سلیمانی", "p4"),
        ("Huawei Technologies", "o1"),
        ("Hikvision", "o4"),
        ("Ural Vagon Zavod", "o5"),
    ],
)
def test_a_listed_party_alerts_whatever_the_script(index: NameIndex, asked: str, key: str) -> None:
    assert found(index, asked)[:1] == [key]


def test_the_number_of_an_institute_tells_it_from_its_neighbour(index: NameIndex) -> None:
    hits = index.search(Query("13th Institute of China Electronics Technology Group Corporation"))
    assert hits[0].key[1] == "o2"
    other = next(hit for hit in hits if hit.key[1] == "o3")
    assert not other.alert
    assert any(t.relation == "missing" and t.worth < -2 for t in other.tokens)


def test_who_is_not_listed_is_not_found(index: NameIndex) -> None:
    for name in ("Emma Whitfield", "Golden Bridge Bakery", "", "  ", "12", "the of", "山", "\u200b"):
        assert found(index, name) == []


def test_lengths_and_names_are_counted(index: NameIndex) -> None:
    assert (len(index), index.names) == (len(LISTED), len(LISTED))
    empty = NameIndex.build([])
    assert (len(empty), empty.names, empty.search(Query("Vladimir Putin"))) == (0, 0, ())


def test_a_hit_says_why_and_what_would_settle_it(index: NameIndex) -> None:
    hit = index.search(Query("Vladimir Putin", kind="person"))[0]
    assert {t.asked for t in hit.tokens if t.worth > 0} == {"Vladimir", "Putin"} or len(hit.tokens) >= 2
    assert [t.relation for t in hit.tokens if not t.asked] == ["extra"]
    assert hit.settles == ("birth", "country")
    assert hit.party.births == ("1952-10-07",)
    assert 0 < hit.score < 1


def test_words_that_met_never_speak_against_and_left_over_words_never_for(index: NameIndex) -> None:
    for asked in ("Vladimir Vladimirovich Putin", "Aleksandr Putin", "CETC 12th Institute", "Huawei Marine"):
        for hit in index.search(Query(asked)):
            for token in hit.tokens:
                assert token.worth <= 0 if token.relation in ("missing", "extra") else token.worth >= 0, token


def test_a_party_is_found_by_its_number_alone(index: NameIndex) -> None:
    hits = index.search(Query("Unrelated Bakery", identifiers=(Identifier("inn", "7707083893", "RU"),)))
    assert hits[0].key[1] == "o5"
    assert [(f.fact, f.verdict) for f in hits[0].facts] == [("identifier", "for")]


@pytest.mark.parametrize(
    "facts",
    [
        {"country": "RU"},
        {"births": ("1952-10-07",)},
        {"births": ("1952",)},
        {"country": "RU", "births": ("1952-10",)},
    ],
)
def test_a_confirming_fact_never_lowers_the_worth(index: NameIndex, facts: dict[str, object]) -> None:
    bare = index.search(Query("Vladimir Putin"))[0]
    told = index.search(Query("Vladimir Putin", **facts))[0]  # type: ignore[arg-type]
    assert told.key == bare.key
    assert told.worth > bare.worth


def test_another_birth_and_another_country_speak_against(index: NameIndex) -> None:
    bare = index.search(Query("Vladimir Putin"))[0]
    told = index.search(Query("Vladimir Putin", country="BR", births=("1990-01-01",)))[0]
    assert told.worth < bare.worth
    assert {(f.fact, f.verdict) for f in told.facts} == {("country", "against"), ("birth", "against")}


def test_the_order_of_the_listed_parties_alters_nothing(index: NameIndex) -> None:
    turned = parties()
    random.Random(3).shuffle(turned)
    other = NameIndex.build(turned)
    for _, _, name, *_ in LISTED:
        mine, theirs = index.search(Query(name)), other.search(Query(name))
        assert [(h.key, round(h.worth, 6)) for h in mine][:1] == [(h.key, round(h.worth, 6)) for h in theirs][
            :1
        ]


@given(st.sampled_from([row[2] for row in LISTED]), st.integers(0, 3))
@settings(max_examples=40, deadline=None)
def test_case_blanks_and_accents_alter_nothing(index: NameIndex, name: str, way: int) -> None:
    changed = (name.upper(), name.lower(), f"  {name.replace(' ', '   ')} ", name.replace("e", "e\u0301"))[
        way
    ]
    mine, theirs = index.search(Query(name)), index.search(Query(changed))
    assert [(h.key, round(h.worth, 6)) for h in mine] == [(h.key, round(h.worth, 6)) for h in theirs]


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_can_be_asked(index: NameIndex, text: str) -> None:
    for hit in index.search(Query(text)):
        assert 0.0 < hit.score < 1.0
        assert hit.alert == (hit.score >= ALERT)


def test_a_saved_index_answers_as_the_built_one(index: NameIndex, tmp_path: Path) -> None:
    index.save(tmp_path / "names")
    loaded = NameIndex.load(tmp_path / "names")
    for _, _, name, *_ in LISTED:
        mine, theirs = index.search(Query(name)), loaded.search(Query(name))
        assert [(h.key, h.worth, h.tokens, h.party) for h in mine] == [
            (h.key, h.worth, h.tokens, h.party) for h in theirs
        ]
    assert os.listdir(tmp_path) == ["names"]


@pytest.mark.parametrize("harm", ["cut", "changed", "empty", "foreign", "version"])
def test_a_broken_index_is_refused(index: NameIndex, tmp_path: Path, harm: str) -> None:
    path = tmp_path / "names"
    index.save(path)
    data = bytearray(path.read_bytes())
    if harm == "cut":
        data = data[: len(data) // 2]
    elif harm == "changed":
        data[-200] ^= 1
    elif harm == "empty":
        data = bytearray()
    elif harm == "foreign":
        data = bytearray(b"{}" * 200)
    else:
        data[data.index(b"version") + 7] = 99
    path.write_bytes(bytes(data))
    with pytest.raises(IndexFileError, match="anew"):
        NameIndex.load(path)


def test_many_queries_in_two_processes_answer_as_in_one(index: NameIndex) -> None:
    queries = [Query(row[2]) for row in LISTED] * 30
    alone, together = index.search_many(queries), index.search_many(queries, processes=2)
    assert [[(h.key, h.worth, h.tokens) for h in hits] for hits in alone] == [
        [(h.key, h.worth, h.tokens) for h in hits] for hits in together
    ]
    assert together[0][0].party == alone[0][0].party


def test_a_listing_in_latin_is_not_hidden_by_one_in_the_same_characters() -> None:
    both = NameIndex.build(
        [
            ListedParty(
                "a",
                "1",
                ("a",),
                names=(ListedName("Harbin Engineering University"), ListedName("哈尔滨工程大学", "native")),
            ),
            ListedParty("b", "2", ("b",), names=(ListedName("Harbin Engineering University"),)),
        ]
    )
    assert found(both, "哈爾濱工程大學") == ["1", "2"]
    with_number = Query("Harbin Engineering University", identifiers=(Identifier("inn", "7707083893", "RU"),))
    assert {hit.key[1] for hit in both.search(with_number) if hit.alert} == {"1", "2"}


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("SUBARU Corporation", "SUBARU Corporation"),
        ("DJI", "DJI"),
        ("Inspur", "INSPUR GROUP CO., LTD."),
        ("Huawei", "Huawei Technologies Co., Ltd."),
        ("Rostec", "Rostec"),
    ],
)
def test_the_same_name_or_the_brand_alone_alerts(asked: str, listed: str) -> None:
    alone = NameIndex.build([ListedParty("t", "1", ("t",), names=(ListedName(listed),))])
    hit = alone.search(Query(asked))[0]
    assert hit.alert
    assert sum(t.worth for t in hit.tokens) > 0


def test_numbers_meet_only_where_they_are_equal() -> None:
    plants = NameIndex.build(
        [
            ListedParty(
                "t", "1", ("t",), "organisation", (ListedName("Fourteenth Research Institute of CETC"),)
            )
        ]
    )
    (hit,) = plants.search(Query("Thirteenth Research Institute of CETC", kind="organisation"))
    assert not hit.alert
    assert min(t.worth for t in hit.tokens) <= -4


def test_the_same_name_on_many_lists_leaves_room_for_others_and_each_listing_is_found(tmp_path: Path) -> None:
    """Forty listings of one name are compared once: none is lost, and they do not crowd out another party."""
    same = [
        ListedParty(
            "t", f"s{i}", ("t.list",), "organisation", (ListedName("GOLDEN WHALE Trading Co., Ltd."),)
        )
        for i in range(40)
    ]
    number = Identifier("inn", "7707083893", "RU")
    far = ListedParty("t", "far", ("t.list",), "organisation", (ListedName("Silver Whale Shipping Ltd."),))
    numbered = ListedParty(
        "t",
        "n",
        ("t.list",),
        "organisation",
        (ListedName("golden whale trading co ltd"),),
        identifiers=(number,),
    )
    built = NameIndex.build([*same, far, numbered])
    built.save(tmp_path / "names")
    for index in (built, NameIndex.load(tmp_path / "names")):
        hits = index.search(Query("Golden Whale Trading", kind="organisation"), limit=60)
        assert {h.key[1] for h in hits if h.alert} == {*(p.key[1] for p in same), "n"}
        assert "far" in {h.key[1] for h in hits}
        assert all(h.name.text for h in hits)
        # The number finds the one listing that has it, whatever the name.
        by_number = index.search(Query("Something Else", kind="organisation", identifiers=(number,)))
        assert [h.key[1] for h in by_number] == ["n"]


def test_a_name_that_is_listed_in_two_scripts_at_once_is_met_by_either() -> None:
    """Lists write "Shanghai Academy (上海研究院)" as one name: it is two, and the letters in brackets are no further word."""
    assert in_two_scripts("Suzhou Magnetic Co., Ltd.(苏州磁业有限公司)") == (
        "Suzhou Magnetic Co., Ltd.",
        "苏州磁业有限公司",
    )
    assert in_two_scripts("Bank Otkritie (Russia)") == ("Bank Otkritie (Russia)",)
    assert in_two_scripts("苏州磁业(集团)有限公司") == ("苏州磁业(集团)有限公司",)
    text = "Shanghai Academy of Spaceflight Technology (SAST)(上海航天技術研究院)"
    other = "Shanghai Aircraft Design and Research Institute"
    index = NameIndex.build(
        ListedParty("t", name, ("t.list",), "organisation", (ListedName(name),)) for name in (text, other)
    )
    for asked in ("上海航天技术研究院", "Shanghai Academy of Spaceflight Technology"):
        hit = index.search(Query(asked, kind="organisation"))[0]
        assert (hit.alert, hit.name.text) == (True, text)


def test_an_abbreviation_in_brackets_is_known_by_the_first_letters_of_the_words_before_it() -> None:
    assert short_names("Islamic Revolutionary Guard Corps (IRGC)") == {"irgc"}
    assert short_names("China State Shipbuilding Corporation, Limited (CSSC) 702nd Institute") == {"cssc"}
    assert short_names("Kaili Industrial (HKG) Limited") == frozenset()
    assert short_names("IRGC Aerospace Force (SHIG)") == frozenset()


def test_a_name_that_is_asked_in_two_scripts_at_once_is_asked_in_each() -> None:
    assert in_two_scripts("Korea Wonbong Trading Corp. 朝鮮峰元貿易会社") == (
        "Korea Wonbong Trading Corp.",
        "朝鮮峰元貿易会社",
    )
    assert in_two_scripts("Huawei 技术有限公司") == (
        "Huawei 技术有限公司",
    )  # a brand and the rest of its name
    index = NameIndex.build(
        ListedParty("t", name, ("t.list",), "organisation", (ListedName(name),))
        for name in ("Shanghai Institute of Space Power Sources", "Shanghai Institute of Optics", "Powertec")
    )
    for asked in (
        "Shanghai Institute of Space Power Sources 上海空間電源研究所",
        "Shanghai Insitute of Space Power Sources 上海空間電源研究所",
    ):
        hit = index.search(Query(asked, kind="organisation"))[0]
        assert (hit.alert, hit.name.text) == (True, "Shanghai Institute of Space Power Sources")
