"""The worker: a thread of the server that takes jobs one after the other and holds each as long as it works on it."""

from __future__ import annotations

import logging
import os
import platform
import secrets
import threading
import time
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from sqlalchemy.exc import DBAPIError

from sekisho.service.office import Office
from sekisho.store import LostLease
from sekisho.store import jobs as rows

from .idle import Idle
from .kinds import Kind, kinds
from .running import Cancelled, JobProblem, Running, Stopping

LEASE: Final = timedelta(seconds=30)
"""How long a worker has a job without saying that it still lives."""
POLL: Final = 0.5
"""Seconds between two looks at the queue."""
FREE: Final = 5.0
"""Seconds between two looks for jobs of processes of this machine that are gone."""
ATTEMPTS: Final = 3
"""So often a job is taken up when workers die on it; then it is given up."""
LOG: Final = logging.getLogger("sekisho.jobs")
_HERE: Final[set[str]] = set()
"""The workers of this process."""


class Worker:
    """Works off the jobs of all workspaces. Several may run, in several processes; each job is with one of them."""

    def __init__(
        self,
        office: Office,
        *,
        lease: timedelta = LEASE,
        poll: float = POLL,
        attempts: int = ATTEMPTS,
        known: Mapping[str, Kind] | None = None,
    ) -> None:
        """`known`: the kinds of work that it can do."""
        self.office, self.lease, self.poll, self.attempts = office, lease, poll, attempts
        self.known = kinds() if known is None else known
        self.name = f"{platform.node()}:{os.getpid()}:{secrets.token_hex(4)}"
        self.stopping = threading.Event()
        self.idle = Idle(office)
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to work, beside the server."""
        _HERE.add(self.name)
        self._thread = threading.Thread(target=self._work, name="sekisho-jobs", daemon=True)
        self._thread.start()

    def stop(self, wait: float = 10.0) -> None:
        """End: the job in hand is given back at its next step and another worker goes on with it.

        `wait`: seconds; whatever has not ended then is taken over when its lease runs out.
        """
        self.stopping.set()
        if self._thread is not None:
            self._thread.join(wait)

    def work_one(self) -> bool:
        """Take one job and work on it until it ends; False when there is none."""
        _HERE.add(self.name)
        database = self.office.database
        with database.read() as tx:
            if not rows.waiting(tx, self.known):
                return False
        with database.begin() as tx:
            job = rows.take(tx, self.name, self.lease, list(self.known), self.attempts)
        if job is None:
            return False
        self._carry_out(job)
        return True

    def _work(self) -> None:
        freed = float("-inf")
        while not self.stopping.is_set():
            try:
                if time.monotonic() - freed > FREE:
                    freed = time.monotonic()
                    self._free_the_dead()
                if self.work_one() or self.idle.work(self.stopping):
                    continue
            except Exception:
                LOG.exception("the worker could not look for jobs; it tries again")
            self.stopping.wait(self.poll)

    def _free_the_dead(self) -> None:
        """Jobs of a process of this machine that is gone need not wait until its lease runs out."""
        with self.office.database.read() as tx:
            left = [(id, owner) for id, owner in rows.running(tx) if _is_dead(owner)]
        for id, owner in left:
            with self.office.database.begin() as tx:
                rows.let_go(tx, id, owner)

    def _carry_out(self, job: rows.Job) -> None:
        running = Running(self.office.database, job, self.stopping)
        ended = threading.Event()
        heart = threading.Thread(target=self._beat, args=(running, ended), daemon=True)
        heart.start()
        try:
            result = self.known[job.kind].run(self.office, job.params, running)
            self._end(job, "done", result=dict(result))
        except LostLease:
            LOG.warning("job %s was taken over by another worker", job.id)
        except Cancelled:
            self._end(job, "cancelled")
        except Stopping:
            self._give_back(job)
        except JobProblem as problem:
            self._end(job, "failed", problem=problem.data)
        except DBAPIError:
            # Perhaps the database comes back: the lease runs out, and the next attempt goes on where this one was.
            LOG.exception("job %s lost its database", job.id)
        except Exception as fault:
            mark = secrets.token_hex(4)
            LOG.exception("job %s (%s) failed at %s, mark %s", job.id, job.kind, running.where, mark)
            problem_data = {
                "what": "fault",
                "where": running.where,
                "kind": type(fault).__name__,
                "mark": mark,
            }
            self._end(job, "failed", problem=problem_data)
        finally:
            ended.set()
            heart.join()

    def _beat(self, running: Running, ended: threading.Event) -> None:
        """Say that the worker lives, until the job has ended; hear that it should stop."""
        while not ended.wait(self.lease.total_seconds() / 4):
            try:
                with self.office.database.begin() as tx:
                    if rows.hold(tx, running.job, self.lease):
                        running.asked_to_stop.set()
            except LostLease:
                if not ended.is_set():
                    running.lost.set()
                return
            except DBAPIError:
                LOG.exception("the lease of job %s could not be prolonged; it is tried again", running.job.id)

    def _end(self, job: rows.Job, state: str, *, result: Any = None, problem: Any = None) -> None:
        try:
            with self.office.database.begin() as tx:
                rows.end(tx, job, state, result=result, problem=problem)
        except LostLease:
            LOG.warning("job %s was taken over by another worker at its end", job.id)

    def _give_back(self, job: rows.Job) -> None:
        try:
            with self.office.database.begin() as tx:
                rows.give_back(tx, job)
        except (LostLease, DBAPIError):
            LOG.warning("job %s could not be given back; its lease runs out", job.id)


def _is_dead(owner: str) -> bool:
    """Is the process of a worker of this machine gone? Of another machine's nobody here knows."""
    if owner in _HERE:
        return False
    node, _, rest = owner.rpartition(":")[0].rpartition(":")
    if node != platform.node() or not rest.isdecimal():
        return False
    pid = int(rest)
    if pid == os.getpid():
        # Not one of ours: the number was that of a process before this one (as it happens in a container).
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
