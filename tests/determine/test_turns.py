"""Several threads under one law: what it remembers is filled by all of them at once, and the answers stay the same."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sekisho.determine import Engine
from sekisho.determine.turns import Turn
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


@pytest.mark.usefixtures("restless")
def test_a_turn_is_held_by_one_and_passed_on_in_the_order_of_asking() -> None:
    held, inside, most = Turn(), 0, 0
    order: list[int] = []

    def count(_: int) -> None:
        nonlocal inside, most
        for _ in range(200):
            with held, held:  # its holder may take it again
                inside += 1
                most = max(most, inside)
                inside -= 1

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(count, range(6)))
    assert most == 1

    def wait(number: int) -> None:
        with held:
            order.append(number)

    threads = [threading.Thread(target=wait, args=(number,)) for number in range(5)]
    with held:
        for number, thread in enumerate(threads):
            thread.start()
            while len(held._waiting) <= number:
                time.sleep(0.001)
    for thread in threads:
        thread.join()
    assert order == [0, 1, 2, 3, 4]


def test_a_turn_is_passed_on_where_its_holder_fails() -> None:
    held = Turn()
    with pytest.raises(ValueError, match="broken"), held:
        raise ValueError("broken")
    with ThreadPoolExecutor(1) as pool:
        assert (
            pool.submit(lambda: held.__enter__() or held.__exit__(None, None, None) or "free").result(5)
            == "free"
        )
