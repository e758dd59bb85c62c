"""Numbers as they are typed in Japan and China, and written as a transaction file does."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sekisho.logic.quantities import parse_money, parse_number, parse_quantity
from sekisho.service.typed_in import Unreadable, read_number_text

FULL = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("１，５００ ｍｍ", "1500 mm"),
        ("8〜14 µm", "8..14 um"),
        ("8 nm – 14 nm", "8 nm..14 nm"),
        ("8から14 nm", "8..14 nm"),
        ("２．４ｎｍ以下", "<=2.4nm"),
        ("99.9 %以上", ">=99.9 %"),
        ("5 mm未満", "<5 mm"),
        ("大于 8 nm", ">8 nm"),
        ("not more than 5 kg", "<=5 kg"),
        ("8 nm以上14 nm未満", "8 nm..<14 nm"),
        ("500千克", "500 kg"),
        ("1兆瓦", "1 MW"),
        ("3千5百", "3500"),
        ("20万", "200000"),
        ("25℃", "25degC"),
    ],
)
def test_what_is_typed_becomes_what_a_file_writes(typed: str, written: str) -> None:
    assert read_number_text(typed) == written


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("１億２０００万円", "120000000 JPY"),
        ("1.5億円", "150000000 JPY"),
        ("3兆円", "3000000000000 JPY"),
        ("RMB 300万", "3000000 CNY"),
        ("12,000.50 USD", "12000.50 USD"),
        ("800万人民币", "8000000 CNY"),
        ("EUR 12.5", "EUR 12.5"),
    ],
)
def test_money(typed: str, written: str) -> None:
    assert read_number_text(typed, money=True) == written
    parse_money(written)


@pytest.mark.parametrize(
    "typed", ["0,125 mm", "1,50 mm", "1,2345", "about 5 mm", "約5mm", "1億2億", "千", "3兆 Hz"]
)
def test_what_has_no_reading_is_refused(typed: str) -> None:
    if typed == "千":
        assert read_number_text(typed) == "千", "a unit alone is left to the reader of quantities"
        return
    with pytest.raises(Unreadable):
        read_number_text(typed)


@pytest.mark.parametrize(
    ("typed", "readings"), [("100万元", ("CNY", "TWD")), ("$5000", ("USD", "TWD")), ("¥5000", ("JPY", "CNY"))]
)
def test_a_currency_of_two_readings_names_both(typed: str, readings: tuple[str, str]) -> None:
    with pytest.raises(Unreadable) as refused:
        read_number_text(typed, money=True)
    assert all(code in refused.value.words(lang) for code in readings for lang in ("en", "ja", "zh"))


def counted(number: int) -> str:
    """A number as 12億3456万7890."""
    parts = []
    for size, sign in ((10**8, "億"), (10**4, "万")):
        if number >= size:
            parts.append(f"{number // size}{sign}")
            number %= size
    return "".join(parts) + (str(number) if number or not parts else "")


@given(st.integers(1, 10**12 - 1))
@example(10_000)
@example(100_000_000)
@example(1_0000_0001)
def test_every_whole_number_is_read_in_each_way_of_writing(number: int) -> None:
    for written in (
        str(number),
        f"{number:,}",
        counted(number),
        f"{number:,}".translate(FULL),
        str(number).translate(FULL),
    ):
        assert parse_number(read_number_text(written)) == number, written


@given(st.decimals(min_value=Decimal("0.001"), max_value=Decimal(10**6), places=3, allow_nan=False))
def test_a_decimal_keeps_its_value(number: Decimal) -> None:
    for written in (f"{number} nm", f"{number} nm".translate(FULL), f"{number}ナノメートル"):
        assert parse_quantity(read_number_text(written), "nm").lo == number


@given(st.integers(1, 999), st.integers(1, 999))
def test_a_band_keeps_its_ends(low: int, width: int) -> None:
    for sign in ("〜", "~", "～", "..", " – "):
        found = parse_quantity(read_number_text(f"{low}{sign}{low + width} nm"), "nm")
        assert (found.lo, found.hi) == (low, low + width)


@given(st.text(max_size=30))
def test_nothing_that_is_typed_breaks_the_reader(typed: str) -> None:
    for money in (False, True):
        try:
            read_number_text(typed, money=money)
        except Unreadable as error:
            assert error.words("ja")
