"""Turns for long walks through a law (destinations, ownership): one at a time, in the order in which they were asked for.

Determinations themselves take no turns: what they keep with a law is put there whole (tests/determine/test_threads.py).
"""

from __future__ import annotations

import threading
from collections import deque
from types import TracebackType

from sekisho.law.compiled import Law


class Turn:
    """A lock that is passed on in the order in which threads asked for it, and that its holder may take again.

    Passed on, not merely let go: a long history takes it some hundred times, and an ordinary lock would mostly go back to the
    thread that has just left it.
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[tuple[int, threading.Lock]] = deque()
        self._holder = 0
        self._depth = 0

    def __enter__(self) -> None:
        me = threading.get_ident()
        if self._holder != me:
            with self._guard:
                if not self._holder:
                    self._holder = me
                    gate = None
                else:
                    gate = threading.Lock()
                    gate.acquire()
                    self._waiting.append((me, gate))
            if gate is not None:
                gate.acquire()  # whoever leaves makes us the holder, then opens it
        self._depth += 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._depth -= 1
        if self._depth:
            return
        with self._guard:
            if self._waiting:
                self._holder, gate = self._waiting.popleft()
                gate.release()
            else:
                self._holder = 0


def turn(law: Law) -> Turn:
    """The turn of a law: hold it while something is evaluated under that law."""
    found: Turn | None = law.cache.get("turn")
    if found is None:
        found = law.cache.setdefault("turn", Turn())
    return found
