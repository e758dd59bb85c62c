"""Kinds and places by words in three languages."""

from __future__ import annotations

import pytest

from sekisho.law import load_law
from sekisho.law.compiled import Law
from sekisho.service.typed_in import Unreadable, find_kinds, find_places, read_place_text
from sekisho.service.typed_in.kinds import kinds_in_order, read_kind_text
from sekisho.service.typed_in.trade_words import TRADE_WORDS


@pytest.fixture(scope="module")
def law() -> Law:
    return load_law()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("etching machine", "equipment.semiconductor.etcher"), ("エッチング装置", "equipment.semiconductor.etcher"),
        ("刻蚀机", "equipment.semiconductor.etcher"), ("旋盤", "machine.machine-tool.lathe"), ("lathe", "machine.machine-tool.lathe"),
        ("磁石", "material.rare-earth.magnet"), ("ジスプロシウム磁石", "material.rare-earth.magnet"), ("芯片", "device.integrated-circuit"),
        ("GPU", "device.integrated-circuit.processor"), ("无人机", "vehicle.uav"), ("drone", "vehicle.uav"), ("技術", "technology"),
        ("金属镓", "material.gallium.metal"), ("电子元件 一批", "device"), ("机床配件", "component.machine-tool-part"),
        ("充电宝", "device.battery.lithium-ion"), ("金属钬", "material.rare-earth.metal"),
        ("carbon fiber", "material.fibre.carbon"), ("machining center", "machine.machine-tool.machining-centre"),
        ("FPGA", "device.integrated-circuit.fpld"), ("infrared camera", "instrument.camera.electronic"),
        ("milling machine", "machine.machine-tool.milling"),
    ],
)  # fmt: skip
def test_the_kind_that_is_meant_comes_first(law: Law, typed: str, first: str) -> None:
    found = find_kinds(typed, law, "en")
    assert found[0]["id"] == first, [row["id"] for row in found]


@pytest.mark.parametrize("typed", ["氧化钬", "金属钬", "氧化镝", "金属铽"])
def test_one_substance_is_not_offered_for_another(law: Law, typed: str) -> None:
    """Holmium oxide among the oxides of gallium and tungsten would lead to another law."""
    found = [row["id"] for row in find_kinds(typed, law, "zh")]
    assert found[0].startswith("material.rare-earth")
    assert not any(
        id.startswith(("material.gallium", "material.tungsten", "material.tellurium")) for id in found
    )


def test_a_kind_is_shown_with_its_path_and_siblings(law: Law) -> None:
    row = find_kinds("dry etcher", law, "ja")[0]
    assert row["path"][-1] == "エッチング装置" and row["below"] and row["beside"]


def test_words_near_nothing_find_nothing(law: Law) -> None:
    assert find_kinds("qqqq", law, "en") == []
    with pytest.raises(Unreadable):
        read_kind_text("qqqq", law)


def test_no_kind_is_picked_for_somebody_who_did_not_choose(law: Law) -> None:
    with pytest.raises(Unreadable) as refused:
        read_kind_text("etching", law)
    assert "equipment.semiconductor.etcher" in refused.value.words("en")
    assert read_kind_text("dry etcher", law) == "equipment.semiconductor.etcher.dry"
    assert read_kind_text("equipment.pump", law) == "equipment.pump"


def test_every_kind_can_be_reached_without_script(law: Law) -> None:
    found, open_ones = set(), [""]
    while open_ones:
        rows = kinds_in_order(law, "zh", open_ones.pop())
        open_ones += [row["id"] for row in rows if row["below"] and row["id"] not in found and row["depth"]]
        found |= {row["id"] for row in rows}
    assert found == set(law.vocabulary.kinds)


def test_every_word_of_the_trade_leads_to_a_kind(law: Law) -> None:
    assert sorted(kind for kind in TRADE_WORDS.values() if kind not in law.vocabulary.kinds) == []


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("Japan", "JP"), ("日本", "JP"), ("jp", "JP"), ("ＪＰ", "JP"), ("JPN", "JP"), ("上海", "CN"), ("Shanghai, China", "CN"),
        ("台湾", "TW"), ("臺灣", "TW"), ("香港", "HK"), ("米国", "US"), ("美国", "US"), ("オランダ", "NL"), ("韓国", "KR"), ("韩国", "KR"),
        ("中国 (CN)", "CN"), ("United Kingdom", "GB"), ("UK", "GB"),
    ],
)  # fmt: skip
def test_a_place_in_three_scripts(law: Law, typed: str, place: str) -> None:
    assert read_place_text(typed, law) == place


@pytest.mark.parametrize("typed", ["Atlantis", "", "Tokyo, China", "Korea Peninsula"])
def test_what_is_no_place_is_refused(law: Law, typed: str) -> None:
    with pytest.raises(Unreadable):
        read_place_text(typed, law)


def test_every_place_is_read_by_each_of_its_names(law: Law) -> None:
    wrong = []
    for id, place in law.places.items():
        for lang, name in place.name.items():
            if read_place_text(name, law) != id:
                wrong.append((id, lang, name))
    assert wrong == []


def test_places_are_found_by_their_first_letters(law: Law) -> None:
    assert find_places("neth", law, "en")[0]["id"] == "NL" and find_places("日", law, "ja")[0]["id"] == "JP"
