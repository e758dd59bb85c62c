"""What the worker does when nobody asks for anything: looks at saved answers anew, keeps the law's marks, throws out what ran out."""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from typing import Final

from sekisho.service.home import warm
from sekisho.service.office import Office
from sekisho.service.saved.editions import ensure_edition
from sekisho.service.saved.looking import look_at, under_of
from sekisho.store import accounts, idempotency
from sekisho.store import saved as rows

PAUSE: Final = 3.0
"""Seconds between two such pieces of work, so that pages are never kept waiting for it."""
TIDY: Final = 3_600.0
FIRST: Final = 1.0
"""Seconds after the start before the first one."""
KEPT_LOOKS: Final = timedelta(days=14)
KEPT_KEYS: Final = timedelta(days=2)


class Idle:
    """Small work between jobs, one short piece at a time."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self._next = time.monotonic() + FIRST
        self._tidy = self._next
        self._marked = False

    def work(self, stopping: threading.Event) -> bool:
        """Do one piece if it is time for one; False when there was nothing to do."""
        now = time.monotonic()
        if now < self._next or stopping.is_set():
            return False
        self._next = now + PAUSE
        if not self._marked:
            self._marked = True
            warm(self.office)
            ensure_edition(self.office)
            return True
        if now >= self._tidy:
            self._tidy = now + TIDY
            self._throw_out()
            return True
        return self._look()

    def _look(self) -> bool:
        """Look at one saved transaction that nobody has looked at under the law of now."""
        under = under_of(self.office)
        with self.office.database.read() as tx:
            found = rows.unseen(tx, under, 1)
        for workspace, id in found:
            look_at(self.office, workspace, [id])
            # While there are more they are looked at quickly one after the other, with room for pages between.
            self._next = time.monotonic() + 0.25
        return False

    def _throw_out(self) -> None:
        with self.office.database.begin() as tx:
            accounts.forget_old_sessions(tx)
            idempotency.forget(tx, KEPT_KEYS)
            rows.forget_looks(tx, KEPT_LOOKS)
