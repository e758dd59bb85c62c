"""Answers that take seconds: worked out once in the background, with progress, and kept for a while.

Nothing is lost with a restart: who asks again has it worked out again. Each process keeps its own.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Final, TypeAlias

from attrs import define, field

KEPT: Final = 32
"""So many answers are kept."""
LONELY: Final = 120.0
"""After so many seconds in which nobody asked for it, an answer that is under way is given up."""
Told: TypeAlias = Callable[[int, int], None]


MOST_WAITING: Final = 40
"""So many answers may be under way or wait for their turn; whoever asks for another is told to come again."""


class Busy(Exception):
    """Too many answers are under way."""


class GivenUp(Exception):
    """Nobody waits for this answer any more."""


@define(eq=False)
class Slow:
    """One answer: under way (`done` of `all`), there (`answer`), or failed (`error`)."""

    done: int = 0
    all: int = 0
    answer: Any = None
    error: BaseException | None = None
    asked: float = 0.0
    ready: threading.Event = field(factory=threading.Event)

    def told(self, done: int, all: int) -> None:
        """Note how far it is. Raises GivenUp where nobody asked for long."""
        self.done, self.all = done, all
        if time.monotonic() - self.asked > LONELY:
            raise GivenUp


@define(eq=False)
class Slowly:
    """Answers by key. `turns`: so many are worked out at once; the others wait."""

    turns: int = 2
    _held: OrderedDict[Any, Slow] = field(factory=OrderedDict)
    _lock: threading.Lock = field(factory=threading.Lock)
    _gate: threading.Semaphore = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Make the gate through which so many go at once."""
        self._gate = threading.Semaphore(self.turns)

    def ask(self, key: Any, make: Callable[[Told], Any], patience: float) -> Slow:
        """The answer of a key, worked out by `make` where it is not there; waits for it at most `patience` seconds.

        What `make` raised is raised again to all who wait, and forgotten. Raises Busy where too many are under way.
        """
        with self._lock:
            slow = self._held.get(key)
            if slow is None or isinstance(slow.error, GivenUp):
                if sum(not one.ready.is_set() for one in self._held.values()) >= MOST_WAITING:
                    raise Busy
                slow = self._held[key] = Slow(asked=time.monotonic())
                threading.Thread(target=self._work, args=(key, slow, make), daemon=True).start()
            self._held.move_to_end(key)
            for old in [k for k, one in self._held.items() if one.ready.is_set()][
                : max(len(self._held) - KEPT, 0)
            ]:
                del self._held[old]
            slow.asked = time.monotonic()
        slow.ready.wait(patience)
        if slow.error is not None and not isinstance(slow.error, GivenUp):
            raise slow.error
        return slow

    def _work(self, key: Any, slow: Slow, make: Callable[[Told], Any]) -> None:
        with self._gate:
            try:
                slow.answer = make(slow.told)
            except BaseException as error:
                slow.error = error
                with self._lock:
                    if self._held.get(key) is slow:
                        del self._held[key]
            finally:
                slow.ready.set()
