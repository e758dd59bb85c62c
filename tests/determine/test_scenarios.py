"""End-to-end scenarios over several authorities: the examples, on the days and with the facts on which they turn."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from sekisho.determine.engine import Determination
from sekisho.facts import read_case
from tests.lawcases import the_engine, the_law

EXAMPLES = Path(__file__).parents[2] / "examples"
Json = dict[str, Any]


@cache
def _text(name: str) -> Json:
    read: Json = yaml.load((EXAMPLES / f"{name}.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
    return read


def determined(name: str, change: Callable[[Json], None] = lambda t: None, on: str = "") -> Determination:
    """An example with a change and a day."""
    made = copy.deepcopy(_text(name))
    if on:
        made["on"] = on
        made.pop("dates", None)
    change(made)
    return the_engine().determine(read_case(made, the_law()))


def span(found: Determination, authority: str, layer: str = "", item: str = "") -> tuple[str, str]:
    low, high = found.statuses()[authority, item, layer]
    from sekisho.determine.outcome import Severity

    return Severity(low).word, Severity(high).word


def to(place: str) -> Callable[[Json], None]:
    def change(t: Json) -> None:
        t["route"]["to"] = t["route"]["final"] = place
        t["parties"][-1]["country"] = place

    return change


def overlay(value: str | None, place: str) -> Callable[[Json], None]:
    def change(t: Json) -> None:
        to(place)(t)
        facts = t["items"][0]["facts"]
        facts.pop("overlay")
        if value is not None:
            facts["overlay"] = value

    return change


LIC, NLR = ("licence-required", "licence-required"), ("no-licence-required", "no-licence-required")
OPEN = ("no-licence-required", "licence-required")


@pytest.mark.parametrize(
    ("on", "value", "place", "expected"),
    [
        ("2024-09-06", "2.40 nm", "CN", NLR),  # the order of 2023 stopped at 1.50 nm
        ("2024-09-06", "1.49 nm", "CN", LIC),
        ("2024-09-06", None, "CN", OPEN),
        ("2024-09-07", "2.40 nm", "CN", LIC),  # the first day of the order of 2024
        ("2024-09-07", "2.41 nm", "CN", NLR),
        ("2024-09-07", "1.49 nm", "CN", LIC),
        ("2024-09-07", None, "CN", OPEN),
        ("2024-09-06", "1.49 nm", "DE", NLR),  # not out of the Union
        ("2024-09-07", "2.40 nm", "DE", NLR),
        ("2024-09-07", None, "DE", NLR),
        ("2024-09-06", "2.40 nm", "KR", NLR),
        ("2024-09-07", "2.40 nm", "KR", LIC),  # every destination outside the Union
        ("2024-09-07", None, "KR", OPEN),
    ],
)
def test_a_scanner_from_veldhoven(on: str, value: str | None, place: str, expected: tuple[str, str]) -> None:
    found = determined("scanner-veldhoven-china-2024-09-07", overlay(value, place), on)
    assert span(found, "NL", "list") == expected
    if expected == OPEN:
        assert any(q["attribute"] == "overlay" for q in found.questions)


@pytest.mark.parametrize(
    ("on", "tpp", "place", "policies"),
    [
        ("2026-01-14", "15800", "US", {"presumption-of-denial"}),
        ("2026-01-16", "15800", "US", {"case-by-case", "presumption-of-denial"}),  # hangs on the certificates
        ("2026-01-16", "36000", "US", {"presumption-of-denial"}),  # above TPP 21,000
        ("2026-01-16", "15800", "TW", {"presumption-of-denial"}),  # only exports from the United States
        ("2026-01-14", "15800", "TW", {"presumption-of-denial"}),
        ("2026-01-14", "36000", "US", {"presumption-of-denial"}),
        ("2026-01-16", "36000", "TW", {"presumption-of-denial"}),
    ],
)
def test_an_accelerator_to_a_chinese_cloud(on: str, tpp: str, place: str, policies: set[str]) -> None:
    def change(t: Json) -> None:
        t["items"][0]["facts"]["tpp"] = tpp
        t["route"]["from"] = place
        t["act"] = "export" if place == "US" else "re-export"
        t["parties"][0]["country"] = place

    found = determined("accelerator-chinese-cloud-2026-01-16", change, on)
    assert span(found, "US", "list") == LIC
    duties = [
        d for d in found.authorities["US"].duties if d.requirement.id == "us-ear-774.rs" and d.truth == 2
    ]
    assert duties and set().union(*(d.policies for d in duties)) == policies


@pytest.mark.parametrize(
    ("on", "truth"),
    [
        ("2025-10-20", None),  # goods made abroad come under the announcement from 2025-12-01 only
        ("2025-12-05", None),  # suspended
        ("2026-11-21", 1),  # after the suspension nobody has confirmed what holds
    ],
)
def test_a_korean_etcher_with_chinese_magnets(on: str, truth: int | None) -> None:
    found = determined("etcher-korea-singapore-2026-11-21", on=on)
    held = {d.requirement.id: int(d.truth) for d in found.authorities["CN"].duties}
    assert held.get("cn-2025-mofcom-61.route-1") == truth
    assert span(found, "KR", "list")[0] in {"no-licence-required", "licence-required"}
    # No American content: what is open is what it was made with, and it is asked for.
    assert span(found, "US")[0] == "not-subject"


def test_american_technology_reaches_the_etcher_when_it_goes_to_china() -> None:
    def chips(t: Json) -> None:
        to("CN")(t)
        t["items"][0]["content"].append(
            {"id": "ic", "kind": "device.integrated-circuit.processor", "origin": "TW", "value": "30000 USD",
             "made_with": [{"id": "plant", "role": "plant", "origin": "TW"}]}
        )  # fmt: skip

    found = determined("etcher-korea-singapore-2026-11-21", chips)
    assert span(found, "US")[1] in {"licence-required", "prohibited"}


def whole_etcher(t: Json) -> None:
    """The etcher as its data sheet has it: what the other lines of the ordinance read, too."""
    earlier = _text("dry-etcher-wuhan-2023-07-23")
    t["items"][0] = copy.deepcopy(earlier["items"][0]) | {"id": "etch"}
    t["on"] = "2023-07-24"


def test_three_japanese_tools_to_a_chinese_logic_fab() -> None:
    found = determined("three-tools-chinese-logic-fab")
    for item in ("etch", "clean", "coat"):
        assert span(found, "JP", "list", item) == OPEN  # nobody described them fully
    assert any(row["asked_by"] for row in found.questions)
    described = determined("three-tools-chinese-logic-fab", whole_etcher)
    assert span(described, "JP", "list", "etch") == LIC
    assert span(found, "US")[1] in {"licence-required", "prohibited"}
    assert span(found, "KR") == span(found, "NL") == ("not-subject", "not-subject")


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2023-07-31", NLR),
        ("2023-08-01", LIC),
        ("2024-12-02", LIC),
        ("2024-12-03", ("prohibited", "prohibited")),  # announcement 46, clause 2
        ("2025-06-02", ("prohibited", "prohibited")),
        ("2025-11-08", ("prohibited", "prohibited")),
        ("2025-11-09", LIC),  # suspended
        ("2026-06-01", LIC),
        ("2026-11-26", LIC),
        ("2026-11-27", ("licence-required", "prohibited")),  # the day that the text leaves open
        ("2026-11-28", ("licence-required", "prohibited")),
        ("2026-12-10", ("licence-required", "prohibited")),
    ],
)
def test_gallium_to_an_american_lens_maker_over_twelve_delivery_days(
    on: str, expected: tuple[str, str]
) -> None:
    found = determined("gallium-united-states-2026-11-27", on=on)
    low, high = span(found, "CN", "country")
    listed = span(found, "CN", "list")
    order = ["not-subject", "no-licence-required", "authorised", "notify", "licence-required", "prohibited"]
    worst = [max(pair, key=order.index) for pair in ((low, listed[0]), (high, listed[1]))]
    assert tuple(worst) == expected


def test_a_european_supplier_between_two_laws() -> None:
    found = determined("european-supplier-american-list").to_dict(traces=False)
    assert found["authorities"]["US"]["at_least"] == "not-subject"  # a valve with 4.5 % of EAR99 content
    assert any(row["id"] == "cn-us.entity-list-or-supply" for row in found["conflicts"])
    assert any("cn-2021-npc-afsl.not-to-help" in row["provisions"] for row in found["conflicts"])
    assert found["authorities"]["EU"]["at_most"] in {"licence-required", "prohibited"}
