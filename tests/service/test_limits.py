"""Buckets: what is there may be taken, the rest has to wait, and nobody takes another's."""

import threading

from hypothesis import given
from hypothesis import strategies as st

from sekisho.service import limits
from sekisho.service.limits import Limiter


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_and_then_the_rate() -> None:
    clock = Clock()
    limiter = Limiter(rate=2, burst=3, clock=clock)
    assert [limiter.take("a") for _ in range(4)] == [0, 0, 0, 1]
    clock.now += 0.5
    assert limiter.take("a") == 0
    assert limiter.take("a") == 1
    assert limiter.take("b") == 0


def test_the_wait_is_long_enough() -> None:
    clock = Clock()
    limiter = Limiter(rate=0.1, burst=1, clock=clock)
    limiter.take("a")
    wait = limiter.take("a")
    assert wait == 10
    clock.now += wait
    assert limiter.take("a") == 0


@given(st.lists(st.tuples(st.floats(0, 5), st.sampled_from("ab")), max_size=60))
def test_never_more_than_burst_and_rate(steps: list[tuple[float, str]]) -> None:
    clock = Clock()
    limiter = Limiter(rate=1, burst=3, clock=clock)
    taken = {"a": 0, "b": 0}
    for pause, name in steps:
        clock.now += pause
        if not limiter.take(name):
            taken[name] += 1
        assert taken[name] <= 3 + clock.now + 1e-6


def test_threads_take_no_token_twice() -> None:
    limiter = Limiter(rate=1e-9, burst=100)
    got: list[int] = []
    threads = [
        threading.Thread(target=lambda: got.extend(limiter.take("a") for _ in range(50))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(wait == 0 for wait in got) == 100


def test_memory_stays_bounded() -> None:
    limiter = Limiter(rate=1, burst=1)
    for number in range(limits.MOST_KEPT + 500):
        limiter.take(str(number))
    assert len(limiter._buckets) == limits.MOST_KEPT
