"""Published figures of AI chips through the law, against the arithmetic of ECCN 3A090 and of Annex I 3A501.a.16 done by hand.

The table lies beside the repository (`../shared/data/us/ai_chips_tpp.csv`); without it these tests are skipped. Its own labels and its
own TPP are not believed: what is compared is what follows from the rates by bit length and the die area.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import pytest

from sekisho.determine.casework import entry_truth
from sekisho.facts import read_case
from sekisho.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from tests.law.test_official_tables import SHARED
from tests.lawcases import the_engine, the_law

TABLE = SHARED / "data" / "us" / "ai_chips_tpp.csv"
CHIPS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines())) if TABLE.exists() else []
RATES = {8: ("fp8_tops", "int8_tops"), 16: ("fp16_tops",)}
LENGTHS = (4, 8, 16, 32, 64)

pytestmark = pytest.mark.skipif(not CHIPS, reason="../shared is absent")
each_chip = pytest.mark.parametrize("chip", CHIPS, ids=lambda chip: chip["name"])


def rate(chip: Mapping[str, str], length: int) -> Decimal | None:
    """The greatest published dense rate at a bit length, in tera-operations a second; None if the table has none."""
    found = [Decimal(chip[column]) for column in RATES.get(length, ()) if chip[column]]
    return max(found, default=None)


def known_tpp(chip: Mapping[str, str]) -> Decimal:
    """The TPP that the published rates prove; a rate that the table lacks can only raise it."""
    return max(length * (rate(chip, length) or Decimal(0)) for length in LENGTHS)


def area(chip: Mapping[str, str]) -> Decimal | None:
    """The die area in square millimetres."""
    found = re.match(r"([\d.]+) mm", chip["die_area"])
    return Decimal(found[1]) if found else None


def three(known: bool | None) -> Truth:
    return UNKNOWN if known is None else TRUE if known else FALSE


def met(facts: Mapping[str, Any], entry: str, day: str = "2026-03-01") -> Truth:
    """Whether a chip of these facts meets an entry."""
    transaction = {
        "id": "chip",
        "on": day,
        "act": "export",
        "facts": {"chip_maker_role": "neither"},
        "items": [{"id": "1", "kind": "device.integrated-circuit.processor", "facts": dict(facts)}],
    }
    determination = the_engine().determine(read_case(transaction, the_law()), authorities=())
    return entry_truth(determination, entry, "1")


def figures(chip: Mapping[str, str], rest: str | None = None) -> dict[str, Any]:
    """The facts of a row: its rates and its area. `rest` is what the rates that it lacks are said to be."""
    facts: dict[str, Any] = {"tpp_other_units": "0", "data_centre_chip": "true"}
    for length in LENGTHS:
        value = rate(chip, length)
        if value is not None or rest is not None:
            facts[f"mac_rate_{length}"] = str(value) if value is not None else rest
    if rest is not None:
        facts["tpp_other_lengths"] = rest
    if area(chip) is not None:
        facts["applicable_die_area"] = f"{area(chip)} mm^2"
    return facts


def a_1(tpp: Decimal, _: Decimal | None) -> bool | None:
    return tpp >= 4800


def a_2(tpp: Decimal, density: Decimal | None) -> bool | None:
    return False if tpp < 1600 else None if density is None else density >= Decimal("5.92")


def b_1(tpp: Decimal, density: Decimal | None) -> bool | None:
    if not 2400 <= tpp < 4800:
        return False
    return None if density is None else Decimal("1.6") <= density < Decimal("5.92")


def b_2(tpp: Decimal, density: Decimal | None) -> bool | None:
    return False if tpp < 1600 else None if density is None else Decimal("3.2") <= density < Decimal("5.92")


def a_16(tpp: Decimal, _: Decimal | None) -> bool | None:
    return tpp >= 6000


RULES: dict[str, Callable[[Decimal, Decimal | None], bool | None]] = {
    "us.ccl:3A090.a.1": a_1, "us.ccl:3A090.a.2": a_2, "us.ccl:3A090.b.1": b_1, "us.ccl:3A090.b.2": b_2,
    "eu.annex1:3A501.a.16": a_16,
}  # fmt: skip


@each_chip
@pytest.mark.parametrize("entry", RULES)
def test_all_rates_told(chip: dict[str, str], entry: str) -> None:
    """With no further rate (all others are 0) the engine says what the arithmetic says."""
    tpp, its_area = known_tpp(chip), area(chip)
    density = tpp / its_area if its_area else None
    assert met(figures(chip, "0"), entry) is three(RULES[entry](tpp, density))


@each_chip
def test_missing_rates_leave_open_upwards_only(chip: dict[str, str]) -> None:
    """A rate that nobody told can raise the TPP, so what is below a limit stays open and what is above it stands."""
    tpp = known_tpp(chip)
    for entry, limit in (("us.ccl:3A090.a.1", 4800), ("eu.annex1:3A501.a.16", 6000)):
        assert met(figures(chip), entry) is (TRUE if tpp >= limit else UNKNOWN)


@each_chip
def test_a_stated_tpp_serves_as_well(chip: dict[str, str]) -> None:
    """The TPP and the density that the table prints, put forward as stated figures."""
    tpp = Decimal(chip["tpp"])
    density = Decimal(chip["performance_density"]) if chip["performance_density"] else None
    facts: dict[str, Any] = {"tpp": str(tpp), "data_centre_chip": "true"}
    if density is not None:
        facts["performance_density"] = str(density)
    for entry, rule in RULES.items():
        assert met(facts, entry) is three(rule(tpp, density)), entry


def test_what_the_table_says_of_itself() -> None:
    """Its TPP follows from its rates but where a 4-bit rate (not in the table) is highest; one label fits no figures."""
    rounding = Decimal("1.002")
    higher = {chip["name"] for chip in CHIPS if Decimal(chip["tpp"]) > known_tpp(chip) * rounding}
    lower = {chip["name"] for chip in CHIPS if Decimal(chip["tpp"]) * rounding < known_tpp(chip)}
    assert higher == {"NVIDIA B30A", "NVIDIA B300"}
    assert not lower
    h20 = next(chip for chip in CHIPS if chip["name"] == "NVIDIA H20 SXM")
    assert h20["eccn_as_given"] == "3A090.b.2"
    assert b_2(known_tpp(h20), known_tpp(h20) / (area(h20) or 1)) is False
