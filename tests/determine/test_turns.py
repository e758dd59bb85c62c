"""Several threads under one law: what it remembers is filled by all of them at once, and the answers stay the same."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sekisho.determine import Engine
from sekisho.facts import read_case
from sekisho.law import load_law

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))[::4]
Statuses = dict[tuple[str, str, str], tuple[int, int]]


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads change places as often as they can."""
    held = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(held)


@pytest.mark.usefixtures("restless")
def test_threads_that_begin_together_under_a_fresh_law_give_the_answers_of_one() -> None:
    law = load_law()
    alone = [Engine(law).statuses(read_case(path, law)) for path in EXAMPLES]
    for _ in range(3):
        fresh = load_law()
        engine = Engine(fresh)

        def ask(path: Path, engine: Engine = engine) -> Statuses:
            return engine.statuses(read_case(path, engine.law))

        with ThreadPoolExecutor(8) as pool:
            twice = list(pool.map(ask, [path for path in EXAMPLES for _ in range(2)]))
        assert twice[::2] == alone
        assert twice[1::2] == alone


@pytest.mark.usefixtures("restless")
def test_whole_answers_of_threads_are_those_of_one() -> None:
    law = load_law()
    engine = Engine(law)
    paths = EXAMPLES[:4]

    def whole(path: Path) -> object:
        return engine.determine(read_case(path, law)).to_dict(questions=False)

    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(whole, paths))
    fresh = load_law()
    alone = [Engine(fresh).determine(read_case(path, fresh)).to_dict(questions=False) for path in paths]
    assert together == alone
