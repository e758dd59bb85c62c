"""The screener of a server: opened once in the background, opened anew when lists were synced or the day has changed.

Making the index of all lists takes seconds and several processes of its own, so it is made by a process beside the server,
which tells how far it is; the server then loads what was kept. Until then pages say so.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import threading
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from attrs import define, evolve, field, frozen

from sekisho.screening.screener import Screener
from sekisho.sources.settings import Settings, load_settings

from .books import book_of

LOG: Final = logging.getLogger(__name__)

if TYPE_CHECKING:
    from sekisho.law.compiled import Law
    from sekisho.service.office import Office

LOOK_AGAIN: Final = 20.0
"""Seconds after which it is looked whether the lists have changed."""
LONGEST: Final = 600.0
AGAIN_AFTER: Final = 15.0
"""Seconds after which lists that could not be opened are tried again."""
State = Literal["closed", "opening", "ready", "failed"]


@frozen
class Opening:
    """How far the lists are: `done` of `whole` names are indexed; `problem` says why they could not be opened."""

    state: State
    done: int = 0
    whole: int = 0
    problem: str = ""


class NotOpen(RuntimeError):
    """The lists are not open yet. `opening`: how far they are."""

    def __init__(self, opening: Opening) -> None:
        super().__init__(opening.problem or f"{opening.done} of {opening.whole} names are indexed")
        self.opening = opening


@define(eq=False)
class ListRoom:
    """Holds the screener of one process. Safe to use from several threads."""

    screener: Screener | None = None
    opening: Opening = Opening("closed")
    _stamp: tuple[object, ...] = ()
    _looked: float = 0.0
    _failed: float = 0.0
    _lock: threading.Lock = field(factory=threading.Lock)
    _thread: threading.Thread | None = None
    _process: subprocess.Popen[str] | None = None

    def begin(self, law: Law, today: date) -> None:
        """Open the lists in the background, if they are not open or opening already."""
        with self._lock:
            if self._thread is not None and self._thread.is_alive():
                return
            if self.screener is not None and not self._outdated(today):
                return
            if self.opening.state == "failed" and time.monotonic() - self._failed < AGAIN_AFTER:
                return
            if self.screener is None or self.screener.today != today:
                self.opening = Opening("opening")
            self._thread = threading.Thread(
                target=self._open, args=(law, today), name="opening the lists", daemon=True
            )
            self._thread.start()

    def get(self, law: Law, today: date, wait: float = LONGEST) -> Screener:
        """The screener. While lists that were synced since are being opened, the one before serves on. Raises NotOpen after
        `wait` seconds.
        """
        self.begin(law, today)
        end = time.monotonic() + wait
        while True:
            found, thread = self.screener, self._thread
            if found is not None and found.today == today:
                return found
            if thread is None or not thread.is_alive():
                found = self.screener
                if found is not None and found.today == today:
                    return found
                if self.opening.state == "failed" or time.monotonic() >= end:
                    raise NotOpen(self.opening)
                self.begin(law, today)  # what has just ended was begun for another day
                continue
            thread.join(max(0.0, min(0.2, end - time.monotonic())))
            if time.monotonic() >= end and thread.is_alive():
                raise NotOpen(self.opening)

    def close(self) -> None:
        """End the process that makes the index, if one is at work; for the end of the server."""
        process = self._process
        if process is not None:
            _ended(process)

    def _outdated(self, today: date) -> bool:
        """Has the day changed, or were lists synced since? Looked at now and then, for it reads a folder."""
        if self.screener is not None and self.screener.today != today:
            return True
        if time.monotonic() - self._looked < LOOK_AGAIN:
            return False
        self._looked = time.monotonic()
        return stamp(load_settings()) != self._stamp

    def _open(self, law: Law, today: date) -> None:
        from sekisho.screening.opening import open_screener

        try:
            settings = load_settings()
            seen = stamp(settings)
            self._make_index(law)
            opened = open_screener(law, today, settings=settings)
        except Exception as error:
            LOG.exception("the lists of parties could not be opened")
            self.opening, self._failed = Opening("failed", problem=str(error)[:500]), time.monotonic()
            return
        self._stamp, self._looked = seen, time.monotonic()
        self.screener, self.opening = opened, Opening("ready", len(opened.lists), len(opened.lists))

    def _make_index(self, law: Law) -> None:
        """Have a process beside this one make the index and keep it; where it cannot, the server makes it itself."""
        process = subprocess.Popen(
            [sys.executable, "-m", "sekisho.service.screening.building", law.hash],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        assert process.stdout is not None
        self._process = process
        try:
            for line in process.stdout:
                try:
                    done, whole = json.loads(line)
                except ValueError:
                    continue
                if self.screener is None:
                    self.opening = Opening("opening", int(done), int(whole))
            process.wait(LONGEST)
        finally:
            _ended(process)
            process.stdout.close()
            self._process = None


def _ended(process: subprocess.Popen[str]) -> None:
    if process.poll() is None:
        process.kill()
        process.wait()


def stamp(settings: Settings) -> tuple[object, ...]:
    """A mark of the lists at hand that changes when one of them is synced."""
    found = []
    for file in sorted(Path(settings.lists).glob("sources/*/index.json")):
        try:
            told = file.stat()
        except OSError:
            continue
        found.append((file.parent.name, told.st_mtime_ns, told.st_size))
    return tuple(found)


def screener_of(office: Office, workspace: str, wait: float = LONGEST) -> Screener:
    """The screener with the decisions of a workspace. Raises NotOpen where the lists are not open after `wait` seconds."""
    found = office.lists.get(office.law, office.today(), wait)
    return evolve(found, book=book_of(office, workspace))
