"""What answers share of a law is the same in each of them, whatever was filled in before."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

from sekisho.determine.answer import answer
from sekisho.determine.unchanging import named_requirements
from sekisho.facts import read_case
from tests.lawcases import the_engine, the_law

EXAMPLES = Path(__file__).parents[2] / "examples"


def _told(name: str) -> dict[str, Any]:
    found = the_engine().determine(read_case(EXAMPLES / f"{name}.yaml", the_law()))
    return answer(found, questions=False, traces=False)


def test_one_answer_does_not_write_into_another() -> None:
    first = _told("gallium-arsenide-wafers-dalian-kumamoto")
    kept = deepcopy(first)
    _told("thai-trader-japan-military-user")
    assert first == kept
    for found in first["authorities"].values():
        for item in found["items"]:
            for row in [*item["duties"], *item["classified"]]:
                row.clear()
    assert _told("gallium-arsenide-wafers-dalian-kumamoto") == kept


def test_patterns_name_ids_and_what_a_glob_meets() -> None:
    law = the_law()
    own, many = named_requirements(law, ["jp-1949-order-378.list-licence", "cn-2025-mofcom-61.route-*"])
    assert own == "jp-1949-order-378.list-licence"
    assert isinstance(many, frozenset)
    assert many == {id for id in law.requirements if id.startswith("cn-2025-mofcom-61.route-")}
    assert named_requirements(law, None) == ()


def test_what_is_kept_of_conditions_does_not_grow_with_transactions() -> None:
    """A condition that is made while a transaction is looked at (same heading) is one and the same the next time."""
    for _ in range(2):
        _told("jp-small-value-spare-part-wuxi")
    kept = {name: len(the_law().cache[name]) for name in ("functions", "rests", "modelled")}
    for _ in range(3):
        _told("jp-small-value-spare-part-wuxi")
    assert {name: len(the_law().cache[name]) for name in kept} == kept
