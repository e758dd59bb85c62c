"""Goods that go on from where they are sent: the next movement is named, for no lane speaks of it."""

from __future__ import annotations

from typing import Any

import pytest

from sekisho.facts import read_case
from tests.lawcases import the_engine


def told(route: dict[str, str]) -> list[dict[str, Any]]:
    engine = the_engine()
    case = {
        "on": "2026-11-21",
        "act": "export",
        "route": route,
        "items": [{"id": "1", "kind": "material.gallium"}],
    }
    found = engine.determine(read_case(case, engine.law)).to_dict()
    return [finding for finding in found["findings"] if finding["finding"] == "goes-on"]


def test_a_movement_that_follows_is_named_with_both_places() -> None:
    (finding,) = told({"from": "CN", "to": "JP", "final": "KR"})
    assert finding["about"] == "route.final"
    assert all("(JP)" in words and "(KR)" in words for words in finding["words"].values())
    assert finding["words"]["en"].startswith("The goods go on from Japan (JP) to")


@pytest.mark.parametrize(
    "route",
    [
        {"from": "CN", "to": "JP", "final": "JP"},
        {"from": "CN", "to": "JP"},
        {"from": "CN", "to": "UA", "final": "UA-43"},
    ],
)
def test_nothing_is_said_where_the_goods_stay_or_nobody_knows(route: dict[str, str]) -> None:
    assert told(route) == []
