"""How often somebody may ask: a bucket of tokens for each, kept in the memory of one process.

Each process counts for itself, so with four workers up to four times as much passes; that is enough to keep one program
from taking all, and a limit that is meant exactly belongs to the proxy before us.
"""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

MOST_KEPT: Final = 20_000


class Limiter:
    """Buckets by name: each holds `burst` tokens and gets `rate` a second; what asks takes one."""

    def __init__(self, rate: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        """`rate`: tokens a second; `burst`: the most that are kept. Safe to use from several threads."""
        self.rate, self.burst, self.clock = rate, burst, clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, name: str, count: float = 1) -> int:
        """Take `count` tokens: 0 if they were there, else in how many seconds they will be (at least 1)."""
        with self._lock:
            now = self.clock()
            held, since = self._buckets.pop(name, (float(self.burst), now))
            held = min(float(self.burst), held + (now - since) * self.rate)
            short = count - held
            self._buckets[name] = (held if short > 0 else held - count, now)
            # The least lately used go first: who asks all the time is never forgotten.
            while len(self._buckets) > MOST_KEPT:
                self._buckets.popitem(last=False)
        return 0 if short <= 0 else max(1, math.ceil(short / self.rate))

    def wait(self, name: str) -> int:
        """In how many seconds a token will be there: 0 where one is; none is taken."""
        with self._lock:
            held, since = self._buckets.get(name, (float(self.burst), self.clock()))
            short = 1 - min(float(self.burst), held + (self.clock() - since) * self.rate)
        return 0 if short <= 0 else max(1, math.ceil(short / self.rate))

    def left(self, name: str) -> int:
        """How many tokens are there just now; none is taken."""
        with self._lock:
            held, since = self._buckets.get(name, (float(self.burst), self.clock()))
            return int(min(float(self.burst), held + (self.clock() - since) * self.rate))
