"""Quantities and money are read exactly, or refused with a message that says what to write."""

import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sekisho.logic import units
from sekisho.logic.quantities import (
    QuantityError,
    format_interval,
    format_money,
    parse_free_quantity,
    parse_money,
    parse_number,
    parse_quantity,
)
from sekisho.logic.values import Interval, Money

D = Decimal


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("193 nm", "um", "0.193"),
        ("9.5 um", "um", "9.5"),
        ("9.5 µm", "um", "9.5"),  # the micro sign
        ("9.5 μm", "um", "9.5"),  # the Greek letter
        ("9.5 ㎛", "um", "9.5"),
        ("5.9 g/cm3", "g/cm^3", "5.9"),
        ("5.9 g cm⁻³", "g/cm^3", "5.9"),
        ("5900 kg/m^3", "g/cm^3", "5.9"),
        ("24.5 cN/dtex", "N/tex", "2.45"),
        ("350 Wh/kg", "Wh/kg", "350"),
        ("1e14 n/cm2", "1/cm^2", "1e14"),
        ("10⁸ n/cm²", "n/cm2", "1e8"),
        ("5 x 10^3 Gy (Si)", "Gy", "5000"),
        ("500 krad(Si)", "Gy", "5000"),
        ("500 MSPS", "GSPS", "0.5"),
        ("0.5 GS/s", "MSPS", "500"),
        ("0.5 K/W", "K/W", "0.5"),
        ("1 ppm/°C", "1/K", "0.000001"),
        ("25 ℃", "K", "298.15"),
        ("0 K", "degC", "-273.15"),
        ("32 degF", "degC", "0"),
        ("3 degC", "delta_degC", "3"),  # a difference, not a temperature
        ("3 K", "delta_degC", "3"),
        ("99.9 %", "%", "99.9"),
        ("99.9%", "", "0.999"),
        ("350 ppm", "%", "0.035"),
        ("0.3", "ratio", "0.3"),
        ("34", "count", "34"),
        ("34 qubits", "count", "34"),
        ("40 dB", "dB", "40"),
        ("-174 dBc/Hz", "dBc/Hz", "-174"),
        ("20 arcsec", "deg", D(20) / D(3600)),
        ("3.6 km/h", "m/s", "1"),
        ("100 Gbps", "Gbit/s", "100"),
        ("12 000 rpm", "rpm", "12000"),
        ("1 psi", "Pa", D("4.4482216152605") / D("0.00064516")),  # by pint
    ],
)
def test_a_point_in_the_canonical_unit(text: str, unit: str, value: str | Decimal) -> None:
    found = parse_quantity(text, unit)
    assert found.is_point
    assert found.lo == pytest.approx(D(value), rel=D("1e-27"))
    if isinstance(value, str):
        assert found.lo == D(value)


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("8..14 um", Interval(D(8), D(14))),
        ("8 um .. 14 um", Interval(D(8), D(14))),
        ("8000 nm..14 um", Interval(D(8), D(14))),
        (">=8 um", Interval(D(8), None)),
        ("≥ 8 um", Interval(D(8), None)),
        (">8 um", Interval(D(8), None, lo_open=True)),
        ("<14 um", Interval(None, D(14), hi_open=True)),
        ("<=14 um", Interval(None, D(14))),
        (">8..<14 um", Interval(D(8), D(14), True, True)),
    ],
)
def test_bands_and_open_ends(text: str, interval: Interval) -> None:
    assert parse_quantity(text, "um") == interval


@pytest.mark.parametrize(
    ("text", "unit", "says"),
    [
        ("5", "um", "no unit"),
        ("8..14", "um", "no unit"),
        ("8 um..14", "um", "no unit"),
        ("5 kg", "um", "does not measure the same"),
        ("5 um", "count", "does not measure the same"),
        ("50 %", "count", "does not measure the same"),
        ("5 dBm", "dB", "does not measure the same"),
        ("5 furlongz", "um", "not known"),
        ("5 qubits", "%", "does not measure the same"),
        ("many um", "um", "not a number"),
        ("nan um", "um", "not a number"),
        ("inf um", "um", "not a number"),
        ("", "um", "nothing is written"),
        ("1,500 mm", "mm", "1500 or 1.5"),
        ("8-14 um", "um", "8..14"),
        ("14..8 um", "um", "lower end first"),
        ("8..>14 um", "um", "lower end first"),
        ("8.. um", "um", "not a number"),
        ("1e999999999 um", "um", "beyond"),
        ("1.2.3 um", "um", "a band is written"),
        ("5 C", "K", "does not measure the same"),
    ],
)
def test_what_cannot_be_read_says_what_to_write(text: str, unit: str, says: str) -> None:
    with pytest.raises(QuantityError, match=says):
        parse_quantity(text, unit)


_PAIRS = [
    ("nm", "um"), ("mm", "m"), ("m", "km"), ("inch", "mm"), ("ft", "m"), ("angstrom", "nm"), ("g", "kg"),
    ("t", "kg"),
    ("g/cm^3", "kg/m^3"), ("MPa", "Pa"), ("bar", "kPa"), ("torr", "Pa"), ("atm", "Pa"), ("kHz", "GHz"), ("mW",
    "kW"),
    ("Wh/kg", "J/kg"), ("mAh", "C"), ("cN/dtex", "N/tex"), ("K/W", "mK/W"), ("km/h", "m/s"), ("h", "s"),
    ("day", "min"),
    ("eV", "J"), ("ohm*cm", "ohm*m"), ("V/um", "kV/mm"), ("cm^2/V/s", "m^2/V/s"), ("%", "ratio"), ("ppm",
    "%"),
    ("byte", "bit"), ("bit/s", "Mbit/s"), ("Gy", "mGy"), ("L", "cm^3"), ("degC", "K"), ("degF", "degC"), ("K",
    "degF"),
    ("1/cm^2", "1/m^2"), ("mT", "T"), ("uH", "H"), ("pF", "F"), ("A/mm^2", "A/m^2"), ("mol/L", "mol/m^3"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "target"), _PAIRS)
@given(number=st.decimals(-(10**9), 10**9, places=6))
def test_the_table_and_pint_give_equal_numbers(source: str, target: str, number: Decimal) -> None:
    assert units.convert(number, source, target) == units._by_pint(number, source, target)


def test_plain_conversions_do_not_import_pint() -> None:
    code = """
import sys
from sekisho.logic.quantities import parse_quantity as read
from sekisho.logic.units import is_unit

for text, unit in [("193 nm", "um"), ("5 g/cm3", "kg/m^3"), ("25 degC", "K"), ("99.9 %", "%")]:
    read(text, unit)
is_unit("MSPS")
sys.exit("pint" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


_ends = st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False, places=9)


@st.composite
def _intervals(draw: st.DrawFn) -> Interval:
    lo, hi = sorted((draw(_ends), draw(_ends)))
    shape = draw(st.integers(0, 3))
    if shape == 0 or lo == hi:
        return Interval(lo, lo)
    if shape == 1:
        return Interval(lo, None, lo_open=draw(st.booleans()))
    if shape == 2:
        return Interval(None, hi, hi_open=draw(st.booleans()))
    return Interval(lo, hi, draw(st.booleans()), draw(st.booleans()))


@given(_intervals(), st.sampled_from(["um", "", "%", "g/cm^3", "degC", "count", "n/cm2"]))
def test_what_is_written_is_read_back(interval: Interval, unit: str) -> None:
    assert parse_quantity(format_interval(interval, unit), unit) == interval


@given(st.text(max_size=20), st.sampled_from(["um", "", "%", "degC"]))
def test_any_text_is_read_or_refused(text: str, unit: str) -> None:
    try:
        found = parse_quantity(text, unit)
    except QuantityError:
        return
    assert found.lo is not None or found.hi is not None


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("12000 USD", "12000 USD"),
        ("USD 12,000.50", "12000.5 USD"),
        ("1,000,000 JPY", "1000000 JPY"),
        ("1 000 000 JPY", "1000000 JPY"),
        ("10000..12000 eur", "10000..12000 EUR"),
        ("<1000000 JPY", "<1000000 JPY"),
        ("12.000 KWD", "12 KWD"),
    ],
)
def test_money(text: str, written: str) -> None:
    assert format_money(parse_money(text)) == written
    assert isinstance(parse_money(text), Money)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("12.000 EUR", "may mean 12000"),
        ("12,00 EUR", "comma"),
        ("500 RMB", "write CNY"),
        ("¥500", "JPY or CNY"),
        ("$500", "USD"),
        ("500", "no currency"),
        ("500 XYZ", "not the code of a currency"),
        ("USD", "not an amount"),
        ("-5 USD", "negative"),
        ("USD 5 EUR", "two currencies"),
        ("5M JPY", "follows the number"),
        ("nan USD", "not an amount"),
    ],
)
def test_money_that_cannot_be_read(text: str, says: str) -> None:
    with pytest.raises(QuantityError, match=says):
        parse_money(text)


def test_numbers_and_quantities_in_any_unit() -> None:
    assert parse_number("0.15") == D("0.15")
    assert parse_free_quantity("100 kg") == (Interval.point(100), "kg")
    assert parse_free_quantity("5..6 pcs") == (Interval(D(5), D(6)), "pcs")
    with pytest.raises(QuantityError, match="follows"):
        parse_number("5 kg")
