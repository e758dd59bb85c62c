"""A check and the command line give the same answer to the same file: whole, with reasons and questions, for every example."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from attrs import frozen

from sekisho.determine import Engine
from sekisho.law.compiled import Law
from sekisho.service.worked import work
from sekisho.web.pages import json_bytes
from tests.service.offices import EXAMPLES, the_law

FILES = sorted(EXAMPLES.glob("*.yaml"))


@frozen(eq=False)
class Desk:
    """What determining needs of an office."""

    law: Law
    engine: Engine


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(*the_law())


@pytest.fixture(scope="module")
def told() -> list[dict[str, Any]]:
    """What the command line answers to all example files, in one process."""
    command = [sys.executable, "-m", "sekisho.cli.main", "determine", "--json", *map(str, FILES)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=600)
    return json.loads(done.stdout)  # type: ignore[no-any-return]


@pytest.mark.parametrize("number", range(len(FILES)), ids=[file.stem for file in FILES])
def test_the_same_answer_to_the_same_file(desk: Desk, told: list[dict[str, Any]], number: int) -> None:
    done = work(desk, FILES[number].read_text("utf-8"))  # type: ignore[arg-type]
    done.answer()  # the board comes first, as it does for a reader
    assert json.loads(json_bytes(done.whole())) == told[number]
    assert done.failed == {}


def test_told_twice_it_is_the_same(desk: Desk) -> None:
    done = work(desk, FILES[0].read_text("utf-8"))  # type: ignore[arg-type]
    assert done.whole() == done.whole()
