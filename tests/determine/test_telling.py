"""An answer tells its traces in full, whether or not the same determination was told before."""

from __future__ import annotations

from pathlib import Path

import pytest

from sekisho.determine.answer import answer
from sekisho.facts import read_case
from tests.lawcases import the_engine, the_law

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize("name", ["eight-authorities", "jp-small-value-spare-part-wuxi"])
def test_two_answers_of_one_determination_are_the_same(name: str) -> None:
    found = the_engine().determine(read_case(EXAMPLES / f"{name}.yaml", the_law()))
    first, second = (answer(found, questions=False, ahead=False, ways=False) for _ in range(2))
    assert first == second
