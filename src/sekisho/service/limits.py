"""How often somebody may ask: a bucket of tokens for each.

A `Limiter` is kept in the memory of one process, so with four workers up to four times as much passes; that is enough to
keep one program from taking all, and a limit that is meant exactly belongs to the proxy before us. Tries of passwords and
codes are few and are counted by `Tries` in the database, for all processes together and over a restart.
"""

from __future__ import annotations

import hashlib
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import timedelta
from functools import lru_cache
from ipaddress import IPv6Address, ip_address
from typing import Final

from attrs import frozen

from sekisho.store import Transaction, tries

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


@frozen
class Tries:
    """A limit that all processes share. `what`: of what; `rate`: tries a second that come back; `burst`: the most at once."""

    what: str
    rate: float
    burst: int

    def take(self, tx: Transaction, who: str) -> int:
        """Take a try: 0 if there was one, else in how many seconds there will be."""
        return tries.take(tx, self._name(who), self.rate, self.burst)

    def give_back(self, tx: Transaction, who: str) -> None:
        """Give back a try that was none."""
        tries.give_back(tx, self._name(who))

    def _name(self, who: str) -> str:
        # An address is a person's: only a mark of it is kept.
        return f"{self.what}:{hashlib.sha256(who.encode('utf-8', 'replace')).hexdigest()[:32]}"


FORGOTTEN: Final = timedelta(days=1)
"""Tries are kept for so long."""


@lru_cache(maxsize=4_096)
def place_of(address: str) -> str:
    """For whom an address counts: itself; of IPv6 its network, for who has one address there has 2^64."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(IPv6Address(int(found) >> 64 << 64))
    return address
