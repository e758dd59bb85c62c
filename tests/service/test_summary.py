"""Amounts of money as they are read: the currency first, digits in threes, 万 and 億 beside them."""

import pytest

from sekisho.logic.units import unit_name
from sekisho.service.saying import unit_words
from sekisho.service.summary import money_words


@pytest.mark.parametrize(("value", "lang", "words"), [
    ("400000000 JPY", "ja", "JPY 400,000,000（4億）"),
    ("1234560000 CNY", "zh", "CNY 1,234,560,000（12亿3456万）"),
    ("400000000 JPY", "en", "JPY 400,000,000"),
    ("9000000 JPY", "ja", "JPY 9,000,000（900万）"),
    ("12345 USD", "ja", "USD 12,345"), ("99.50 EUR", "ja", "EUR 99.50"), ("0 JPY", "ja", "JPY 0"),
    ("300 DPI", "ja", "300 DPI"), ("12 kg", "ja", "12 kg"), ("about 400000000 JPY", "ja", "about 400000000 JPY"),
])  # fmt: skip
def test_an_amount_is_read(value: str, lang: str, words: str) -> None:
    assert money_words(value, lang) == words


@pytest.mark.parametrize(("unit", "words"), [
    ("degC", "℃"), ("1/cm^2", "1/cm²"), ("um/min", "µm/min"), ("mm^2", "mm²"), ("g/cm^3", "g/cm³"), ("ohm*cm", "Ω*cm"),
    ("lumen", "lumen"), ("Gy/s", "Gy/s"), ("", ""),
])  # fmt: skip
def test_a_unit_is_written_as_a_person_writes_it_and_can_be_typed_so(unit: str, words: str) -> None:
    assert unit_words(unit) == words
    assert unit_name(words) == unit_name(unit)
