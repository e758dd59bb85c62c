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

    def keep(self, number: int, value: Any, also: Callable[[Transaction], None] | None = None) -> None:
        """Keep a part that is done; `also` is written with it, both or neither. It is not done again after a restart."""

        def write(tx: Transaction) -> bool:
            stop = rows.keep_part(tx, self.job, number, value)
            if also is not None:
                also(tx)
            return stop

        self._write(write)
        self.done.add(number)

    def parts(self) -> Iterator[tuple[int, Any]]:
        """What was kept, in the order of its numbers, also by earlier attempts."""
        with self.database.read() as tx:
            yield from rows.part_values(tx, self.job.workspace, self.job.id)

    def checkpoint(self) -> Any:
        """What an earlier attempt noted last; None where there was none."""
        return self.job.checkpoint

    def note(self, checkpoint: Any) -> None:
        """Note where to go on."""
        self._write(lambda tx: rows.report(tx, self.job, checkpoint=checkpoint))

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
