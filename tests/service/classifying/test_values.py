"""Values as people type them in three languages: what is read, and what is refused with both of its readings."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sekisho.law.compiled import Law
from sekisho.logic.quantities import format_number
from sekisho.logic.values import Interval
from sekisho.service.classifying.values import read_given
from sekisho.service.typed_in.unreadable import Unreadable
from sekisho.words import say
from tests.service.offices import the_law


@pytest.fixture(scope="module")
def law() -> Law:
    return the_law()[0]


@pytest.mark.parametrize(("attribute", "typed", "canonical"), [
    ("wavelength", "193 nm", "193 nm"), ("wavelength", "１９３ｎｍ", "193 nm"), ("wavelength", "0.193 µm", "193 nm"),
    ("wavelength", "190 ± 3 nm", "187..193 nm"), ("wavelength", "190 nm ± 2%", "186.2..193.8 nm"),
    ("wavelength", "190-200 nm", "190..200 nm"), ("wavelength", "190〜200 nm", "190..200 nm"),
    ("wavelength", "1e-9 m", "1 nm"), ("wavelength", "10⁻⁹ m", "1 nm"), ("wavelength", "1,000 nm", "1000 nm"),
    ("gas_valve_time", "300 ms以下", "<=300 ms"), ("gas_valve_time", "≤ 300 毫秒", "<=300 ms"),
    ("gas_valve_time", "0.25 秒", "250 ms"), ("elements", "Nd, Dy, Fe, B", "B, Dy, Fe, Nd, …"),
    ("elements", "only NdFeB", "B, Fe, Nd"), ("metal_powder", "はい", "yes"), ("metal_powder", "否", "no"),
    ("hollow_shape", "円筒形", "cylinder"), ("hollow_shape", "hollow cylinder", "cylinder"),
])  # fmt: skip
def test_what_is_typed_is_read(law: Law, attribute: str, typed: str, canonical: str) -> None:
    assert read_given(law, law.vocabulary.attribute(attribute), typed).canonical == canonical


@pytest.mark.parametrize(("attribute", "typed", "key"), [
    ("wavelength", "193", "classify.no-unit"), ("wavelength", "193 kg", "classify.wrong-unit"),
    ("wavelength", "abc", "classify.no-number"), ("wavelength", "200..100 nm", "classify.no-band"),
    ("wavelength", "0,5 nm", "check.number-comma"), ("wavelength", "約8 nm", "check.number-vague"),
    ("wavelength", "", "classify.no-value"), ("wavelength", "9" * 400, "classify.too-long"),
    ("metal_powder", "maybe", "classify.yes-or-no"), ("hollow_shape", "square", "classify.no-choice"),
    ("elements", "Xx", "classify.not-taken"),
])  # fmt: skip
def test_what_is_not_a_value_is_refused_in_three_languages(
    law: Law, attribute: str, typed: str, key: str
) -> None:
    with pytest.raises(Unreadable) as caught:
        read_given(law, law.vocabulary.attribute(attribute), typed)
    assert caught.value.key == key
    said = {caught.value.words(lang) for lang in ("en", "ja", "zh")}
    assert len(said) == 3 and say(key, "en") != key


@given(
    number=st.decimals(min_value="0.001", max_value="99999", places=3),
    unit=st.sampled_from(["nm", "µm", "mm", "ナノメートル", "微米"]),
)
def test_a_plain_number_keeps_its_value_in_every_writing(number: Decimal, unit: str) -> None:
    law = the_law()[0]
    attribute = law.vocabulary.attribute("wavelength")
    plain = f"{format_number(number)} {unit}"
    wide = plain.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789"})
    one, two = (
        law.vocabulary.read_value(attribute, read_given(law, attribute, text).given) for text in (plain, wide)
    )
    factor = {"nm": 1, "ナノメートル": 1, "µm": 1000, "微米": 1000, "mm": 1_000_000}[unit]
    assert one == two == Interval.point(Decimal(format_number(number)) * factor)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    law = the_law()[0]
    for id in ("wavelength", "esc_zones", "metal_powder", "hollow_shape", "elements"):
        attribute = law.vocabulary.attribute(id)
        try:
            read = read_given(law, attribute, text)
        except Unreadable:
            continue
        law.vocabulary.read_value(attribute, read.given)  # what was read can stand in a file
