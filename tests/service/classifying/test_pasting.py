"""Pasted tables: rows find their parameters with unit and condition; what is unsure is asked, nothing is dropped."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sekisho.law.compiled import Law
from sekisho.service.classifying.pasting import apply, preview
from sekisho.service.classifying.sheets import empty
from sekisho.service.classifying.tables import read_rows
from sekisho.service.typed_in.unreadable import Unreadable
from tests.service.offices import the_law

TABLES = {
    "en": "Parameter\tValue\tUnit\tTest condition\nWavelength\t193\tnm\tArF\nNumerical aperture (NA)\t1.35\t\t\nThroughput\t275\twph\t\n",
    "ja": "項目：値\n光源の波長：１９３ nm（ArF）\n開口数：1.35\n処理能力：275 枚/時\n",
    "zh": "参数 | 数值 | 单位 | 测试条件\n光源波长 | 193 | nm | ArF\n数值孔径 | 1.35 | |\n产能 | 275 | 片/小时 |\n",
}


@pytest.fixture(scope="module")
def law() -> Law:
    return the_law()[0]


@pytest.mark.parametrize("lang", list(TABLES))
def test_a_table_in_each_language(law: Law, lang: str) -> None:
    rows = preview(law, empty("X", ["lithography.scanner"]), TABLES[lang])
    mapped = {
        row["attribute"]: (row["canonical"], row["condition"]) for row in rows if row["state"] == "mapped"
    }
    assert mapped == {"wavelength": ("193 nm", "ArF"), "numerical_aperture": ("1.35", "")}
    assert [row["state"] for row in rows] == ["mapped", "mapped", "note"]
    done = apply(
        law, empty("X", ["lithography.scanner"]), rows, by="A", on="2026-11-22", paper="sheet", page="3"
    )
    assert len(done["values"]) == 2 and len(done["notes"]) == 1, "what is not mapped stays as a note"
    assert {row["page"] for row in done["values"]} == {"3"}


def test_several_meanings_are_left_to_the_person(law: Law) -> None:
    rows = preview(law, empty("X", ["lithography.scanner"]), "重ね合わせ精度：2.4 nm 以下\n")
    assert rows[0]["state"] == "proposed" and rows[0]["attribute"] is None
    assert {"overlay", "machine_overlay"} <= {one["attribute"] for one in rows[0]["proposed"]}
    kept = apply(law, empty("X", ["lithography.scanner"]), rows, by="A", on="2026-11-22")
    assert not kept["values"] and len(kept["notes"]) == 1, "what nobody chose is no value"


def test_minimum_and_maximum_are_a_band_and_typical_binds_nobody(law: Law) -> None:
    text = "Parameter\tMin\tTyp\tMax\tUnit\nWavelength\t190\t193\t196\tnm\nNumerical aperture\t\t1.35\t\t\n"
    rows = preview(law, empty("X", ["lithography.scanner"]), text)
    assert rows[0]["canonical"] == "190..196 nm"
    assert rows[1]["state"] == "note" and rows[1]["why"] == "classify.row-typical"


def test_a_second_value_is_said_before_it_is_recorded(law: Law) -> None:
    rows = preview(law, empty("X", ["lithography.scanner"]), "Wavelength: 193 nm\nWavelength: 248 nm\n")
    assert all(row["two_values"] for row in rows)


def test_a_colon_in_a_ratio_or_in_brackets_parts_nothing() -> None:
    rows = read_rows(
        "Aspect ratio > 40:1\nUPR (ISO 230-2:2014), X: 0.9 um\nOverlay<=2.4 nm\nPitch = 5 mm\n"
        "One-way rate 3,200 Gb/s\nJunction temperature -55 to 125 C\n"
    )
    assert [(row.label, row.value, row.condition) for row in rows] == [
        ("Aspect ratio", "> 40:1", ""), ("UPR , X", "0.9 um", "ISO 230-2:2014"), ("Overlay", "<=2.4 nm", ""),
        ("Pitch", "5 mm", ""), ("One-way rate", "3,200 Gb/s", ""), ("Junction temperature", "-55 to 125 C", ""),
    ]  # fmt: skip


def test_plain_numbers_as_data_sheets_write_them(law: Law) -> None:
    camera = preview(
        law, empty("X", ["instrument.camera.electronic"]), "Pixels: 640 x 512\nFrame rate: 60 Hz\n"
    )
    assert [(row["attribute"], row["canonical"]) for row in camera] == [
        ("camera_pixels", "327680"), ("frame_rate", "60"),
    ]  # fmt: skip
    etcher = preview(law, empty("X", ["equipment.semiconductor.etcher.dry"]), "Aspect ratio > 40:1\n")
    assert etcher[0]["proposed"][0]["canonical"] == ">40"


def test_a_row_that_only_shares_a_word_is_not_told_to_change_its_unit(law: Law) -> None:
    row = preview(law, empty("X", ["lithography.scanner"]), "Throughput: 275 wph\n")[0]
    assert (row["state"], row["why"]) == ("note", "classify.row-unknown")
    row = preview(law, empty("X", ["instrument.camera.electronic"]), "Frame rate: 60 kg\n")[0]
    assert (row["state"], row["why"]) == ("note", "classify.plain-number")


def test_a_value_from_another_unit_is_shown_short_and_kept_whole(law: Law) -> None:
    row = preview(law, empty("X", ["equipment.pump"]), "Pumping speed: 1,200 m3/h\n")[0]
    assert row["canonical"] == "333.33333 L/s" and row["value"] == "1,200 m3/h"


def test_units_and_conditions_come_out_of_labels_and_values() -> None:
    rows = read_rows(
        "Wavelength (nm): 193\nSwitching time: 250 ms @ 25 °C\nスイッチ時間（25℃において）：250 ms\n"
    )
    assert [(row.label, row.value, row.condition) for row in rows] == [
        ("Wavelength", "193 nm", ""), ("Switching time", "250 ms", "25 °C"), ("スイッチ時間", "250 ms", "25℃において"),
    ]  # fmt: skip


def test_nothing_and_too_much_are_refused() -> None:
    for text, key in (
        ("  \n", "classify.paste-empty"),
        ("a: 1\n" * 500, "classify.paste-too-many"),
        ("x" * 200_000, "classify.paste-too-long"),
    ):
        with pytest.raises(Unreadable) as caught:
            read_rows(text)
        assert caught.value.key == key


@given(st.text(max_size=400))
@settings(max_examples=60)
def test_no_row_is_dropped_and_no_text_breaks_the_reader(text: str) -> None:
    law = the_law()[0]
    blank = empty("X", ["lithography.scanner"])
    try:
        rows = preview(law, blank, text)
    except Unreadable:
        return
    done = apply(law, blank, rows, by="A", on="2026-11-22")
    assert len(done["values"]) + len(done["notes"]) == len(rows)
