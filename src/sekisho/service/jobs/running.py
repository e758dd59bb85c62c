"""A job while it runs: what its function works with, to say how far it is, to keep what is done, to hear that it should stop."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

from sekisho.store import Database, LostLease, Transaction
from sekisho.store import jobs as rows


class Cancelled(Exception):
    """Somebody asked for the job to stop."""


class Stopping(Exception):
    """The server is ending; another one goes on with the job."""


class JobProblem(Exception):
    """What is wrong with what was handed in. `key` and `parts` are words of the catalogue; `where` the file, line or part."""

    def __init__(self, key: str, *parts: object, where: str = "") -> None:
        super().__init__(key)
        self.key, self.parts, self.where = key, parts, where

    @property
    def data(self) -> dict[str, Any]:
        """The problem as plain data, for the row of the job."""
        return {
            "what": "input",
            "key": self.key,
            "parts": [str(part) for part in self.parts],
            "where": self.where,
        }


class Running:
    """One attempt at a job. Every call that writes also hears whether to stop (Cancelled, Stopping) or to let go (LostLease)."""

    def __init__(self, database: Database, job: rows.Job, stopping: threading.Event) -> None:
        """`stopping`: set when the server is to end."""
        self.database, self.job, self.stopping = database, job, stopping
        self.asked_to_stop = threading.Event()
        self.lost = threading.Event()
        self.where = ""
        self.noted: dict[str, Any] = dict(job.checkpoint or {})
        with database.read() as tx:
            self.done = set(rows.parts(tx, job.workspace, job.id))

    def pause(self) -> None:
        """A place where the job may stop. Raises Cancelled, Stopping, LostLease."""
        if self.lost.is_set():
            raise LostLease("another worker has taken this job over")
        if self.asked_to_stop.is_set():
            raise Cancelled
        if self.stopping.is_set():
            raise Stopping

    def at(self, where: str) -> None:
        """Say where the work is just now (a file, a line), for the words of a fault; a place where the job may stop."""
        self.where = where
        self.pause()

    def total(self, count: int) -> None:
        """Say how many parts there are."""
        self._write(lambda tx: rows.report(tx, self.job, total=count))

    def say(self, key: str, *parts: object) -> None:
        """Say what is being done, as words of the catalogue."""
        self._write(lambda tx: rows.report(tx, self.job, message=[key, *map(str, parts)]))

    def keep(
        self, number: int, value: Any, also: Callable[[Transaction], None] | None = None, *, count: int = 1
    ) -> None:
        """Keep a part that is done; `also` is written with it, both or neither. It is not done again after a restart.

        `count`: for how many of the total it stands.
        """

        def write(tx: Transaction) -> bool:
            stop = rows.keep_part(tx, self.job, number, value, count)
            if also is not None:
                also(tx)
            return stop

        self._write(write)
        self.done.add(number)

    def parts(self) -> Iterator[tuple[int, Any]]:
        """What was kept, in the order of its numbers, also by earlier attempts."""
        with self.database.read() as tx:
            yield from rows.part_values(tx, self.job.workspace, self.job.id)

    def rest_on(self, mark: str) -> None:
        """Say what the parts rest on (law, lists, day). Where an earlier attempt rested on something else its parts are
        forgotten: no result is made of two laws.
        """
        if self.noted.get("rests-on", mark) != mark:
            self._write(lambda tx: rows.begin_anew(tx, self.job))
            self.done, self.noted = set(), {}
        self.note(**{"rests-on": mark})

    def note(self, **values: Any) -> None:
        """Note for a later attempt where to go on; what was noted before under other names stays (`noted`)."""
        if any(self.noted.get(key) != value for key, value in values.items()):
            self.noted = {**self.noted, **values}
            self._write(lambda tx: rows.report(tx, self.job, checkpoint=self.noted))

    def file(self, name: str) -> rows.JobFile:
        """A file that was handed in, or kept by an earlier attempt. Raises NotThere."""
        with self.database.read() as tx:
            return rows.file(tx, self.job.workspace, self.job.id, name)

    def keep_file(self, name: str, media: str, body: bytes) -> None:
        """Keep a file that came out."""

        def write(tx: Transaction) -> bool:
            stop = rows.report(tx, self.job)
            rows.keep_file(tx, self.job.workspace, self.job.id, rows.JobFile(name, media, body))
            return stop

        self._write(write)

    def _write(self, write: Callable[[Transaction], bool]) -> None:
        self.pause()
        with self.database.begin() as tx:
            stop = write(tx)
        if stop:
            self.asked_to_stop.set()
