"""Rows of long work: who works on it, how far it is, what is done of it, what came out.

A worker takes a job for a while (its lease) and prolongs that while it lives. When it dies the lease runs out and another
worker takes the job over; what the first one would still say then is refused (LostLease), so nothing counts twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from typing import Any

from attrs import frozen
from sqlalchemy import ColumnElement, case, delete, func, or_, select, update

from .database import Transaction
from .ids import new_id
from .problems import LostLease, NotThere
from .rows import Listed, first, insert, page, pick
from .tables import JobFiles, JobParts, Jobs

ENDED = ("done", "failed", "cancelled")


@frozen
class Job:
    """A piece of long work. `message` is what it does just now, `problem` what failed and where (plain data).

    `cancel`: since when it is asked to stop. `attempts`: how often a worker took it up.
    """

    id: str
    workspace: str
    kind: str
    title: str
    params: dict[str, Any]
    state: str
    done: int
    total: int | None
    message: Any
    checkpoint: Any
    result: Any
    problem: Any
    owner: str | None
    lease: datetime | None
    attempts: int
    cancel: datetime | None
    made: datetime
    by: str | None
    started: datetime | None
    ended: datetime | None

    @property
    def over(self) -> bool:
        """Has it ended, well or not?"""
        return self.state in ENDED


@frozen
class JobFile:
    """A file that was handed in with a job or that came out of it."""

    name: str
    media: str
    body: bytes


def add(
    tx: Transaction,
    workspace: str,
    *,
    kind: str,
    title: str,
    params: dict[str, Any],
    files: Collection[JobFile] = (),
    by: str | None = None,
) -> Job:
    """Put work into the queue. `files` are kept with it."""
    id = new_id()
    values = {"id": id, "workspace": workspace, "kind": kind, "title": title, "params": params}
    tx.execute(insert(tx, Jobs).values(**values, state="queued", made=tx.now, by=by))
    for file in files:
        keep_file(tx, workspace, id, file)
    return get(tx, workspace, id)


def get(tx: Transaction, workspace: str, id: str) -> Job:
    """A job of a workspace. Raises NotThere, also for one of another workspace."""
    found = first(tx, pick(Jobs, Job).where(_own(workspace, id)), Job)
    if found is None:
        raise NotThere("there is no such job in this workspace")
    return found


def page_of(tx: Transaction, workspace: str, *, limit: int = 50, after: str = "") -> Listed[Job]:
    """The jobs of a workspace, the newest first."""
    return page(tx, pick(Jobs, Job).where(Jobs.workspace == workspace), Job, (Jobs.id,), limit, after)


def count(tx: Transaction, workspace: str, *states: str) -> int:
    """How many jobs there are, in these states."""
    asked = select(func.count()).select_from(Jobs).where(Jobs.workspace == workspace)
    return int(tx.execute(asked.where(Jobs.state.in_(states)) if states else asked).scalar() or 0)


def ask_to_stop(tx: Transaction, workspace: str, id: str) -> Job:
    """Ask a job to stop: one that waits is over at once, one that runs ends at its next step, one that is over stays so.

    Raises NotThere.
    """
    get(tx, workspace, id)
    waiting = _own(workspace, id) & (Jobs.state == "queued")
    tx.execute(update(Jobs).where(waiting).values(state="cancelled", cancel=tx.now, ended=tx.now))
    running = _own(workspace, id) & (Jobs.state == "running") & Jobs.cancel.is_(None)
    tx.execute(update(Jobs).where(running).values(cancel=tx.now))
    return get(tx, workspace, id)


# --- for workers, who serve all workspaces


def take(
    tx: Transaction, owner: str, lease: timedelta, kinds: Collection[str], most_attempts: int
) -> Job | None:
    """Take the oldest job that waits, or whose worker is gone; None when there is none.

    No two workers get the same one. A job that was taken up `most_attempts` times and never ended is given up: it
    fails, and says so.
    """
    gone = (Jobs.state == "running") & (Jobs.lease < tx.now)
    tx.execute(
        update(Jobs)
        .where(gone, Jobs.attempts >= most_attempts)
        .values(
            state="failed",
            ended=tx.now,
            owner=None,
            lease=None,
            problem={"what": "given-up", "attempts": most_attempts},
        )
    )
    tx.execute(
        update(Jobs)
        .where(gone, Jobs.cancel.is_not(None))
        .values(state="cancelled", ended=tx.now, owner=None, lease=None)
    )
    asked = (
        select(Jobs.id)
        .where(Jobs.kind.in_(kinds), or_(Jobs.state == "queued", gone))
        .order_by(Jobs.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    id = tx.execute(asked).scalar()
    if id is None:
        return None
    taking = update(Jobs).where(Jobs.id == id)
    tx.execute(
        taking.values(
            state="running",
            owner=owner,
            lease=tx.now + lease,
            attempts=Jobs.attempts + 1,
            started=case((Jobs.started.is_(None), tx.now), else_=Jobs.started),
        )
    )
    return first(tx, pick(Jobs, Job).where(Jobs.id == id), Job)


def hold(tx: Transaction, job: Job, lease: timedelta) -> bool:
    """Prolong the lease; True when the job is asked to stop. Raises LostLease."""
    return _change(tx, job, {"lease": tx.now + lease})


def report(
    tx: Transaction,
    job: Job,
    *,
    done: int | None = None,
    total: int | None = None,
    message: Any = None,
    checkpoint: Any = None,
) -> bool:
    """Say how far a job is; what is None stays as it was. True when the job is asked to stop. Raises LostLease."""
    said = {"done": done, "total": total, "message": message, "checkpoint": checkpoint}
    values: dict[str, Any] = {key: value for key, value in said.items() if value is not None}
    return _change(tx, job, values or {"done": Jobs.done})


def keep_part(tx: Transaction, job: Job, number: int, value: Any, count: int = 1) -> bool:
    """Keep a part that is done, and count it; together with what else the transaction writes.

    True when the job is asked to stop. Raises LostLease.
    """
    stop = _change(tx, job, {"done": Jobs.done + count})
    values = {"workspace": job.workspace, "job": job.id, "number": number, "value": value}
    tx.execute(insert(tx, JobParts).values(values))
    return stop


def begin_anew(tx: Transaction, job: Job) -> bool:
    """Forget the parts that are done: what they rested on is not the same any more. Raises LostLease."""
    stop = _change(tx, job, {"done": 0, "checkpoint": None})
    tx.execute(delete(JobParts).where(JobParts.workspace == job.workspace, JobParts.job == job.id))
    return stop


def end(
    tx: Transaction, job: Job, state: str, *, result: Any = None, problem: Any = None, message: Any = None
) -> None:
    """End a job: "done", "failed" or "cancelled". Raises LostLease."""
    _change(
        tx,
        job,
        {
            "state": state,
            "result": result,
            "problem": problem,
            "message": message,
            "ended": tx.now,
            "owner": None,
            "lease": None,
        },
    )


def give_back(tx: Transaction, job: Job) -> None:
    """Put a job back into the queue, for a worker that is asked to end: the attempt does not count. Raises LostLease."""
    _change(tx, job, {"state": "queued", "owner": None, "lease": None, "attempts": Jobs.attempts - 1})


def waiting(tx: Transaction, kinds: Collection[str]) -> bool:
    """Is there a job for a worker? Asked often, so it only looks."""
    gone = (Jobs.state == "running") & (Jobs.lease < tx.now)
    asked = select(Jobs.id).where(Jobs.kind.in_(kinds), or_(Jobs.state == "queued", gone)).limit(1)
    return tx.execute(asked).first() is not None


def running(tx: Transaction) -> tuple[tuple[str, str], ...]:
    """The jobs that are being worked on, with their workers: (id, owner)."""
    rows = tx.execute(select(Jobs.id, Jobs.owner).where(Jobs.state == "running")).all()
    return tuple((str(row.id), str(row.owner)) for row in rows)


def let_go(tx: Transaction, id: str, owner: str) -> None:
    """End the lease of a worker that is known to be dead, so that its job need not wait until it runs out."""
    mine = (Jobs.id == id) & (Jobs.owner == owner) & (Jobs.state == "running")
    tx.execute(update(Jobs).where(mine).values(lease=tx.now - timedelta(seconds=1)))


# --- parts and files


def parts(tx: Transaction, workspace: str, id: str) -> frozenset[int]:
    """Which parts of a job are done."""
    mine = (JobParts.workspace == workspace) & (JobParts.job == id)
    return frozenset(tx.execute(select(JobParts.number).where(mine)).scalars())


def part_values(tx: Transaction, workspace: str, id: str) -> Iterator[tuple[int, Any]]:
    """The parts that are done, in their order, one at a time."""
    mine = (JobParts.workspace == workspace) & (JobParts.job == id)
    asked = select(JobParts.number, JobParts.value).where(mine).order_by(JobParts.number)
    for row in tx.execute(asked.execution_options(yield_per=100)):
        yield row.number, row.value


def keep_file(tx: Transaction, workspace: str, id: str, file: JobFile) -> None:
    """Keep a file with a job; one of the same name takes the place of the earlier one."""
    adding = insert(tx, JobFiles).values(
        workspace=workspace, job=id, name=file.name, media=file.media, body=file.body
    )
    changed = {"media": file.media, "body": file.body}
    tx.execute(adding.on_conflict_do_update(index_elements=["workspace", "job", "name"], set_=changed))


def file(tx: Transaction, workspace: str, id: str, name: str) -> JobFile:
    """A file of a job. Raises NotThere."""
    mine = (JobFiles.workspace == workspace) & (JobFiles.job == id) & (JobFiles.name == name)
    found = first(tx, pick(JobFiles, JobFile).where(mine), JobFile)
    if found is None:
        raise NotThere("the job has no such file")
    return found


def files(tx: Transaction, workspace: str, id: str) -> tuple[tuple[str, str, int], ...]:
    """The files of a job: name, media type, size in bytes."""
    mine = (JobFiles.workspace == workspace) & (JobFiles.job == id)
    asked = select(JobFiles.name, JobFiles.media, func.length(JobFiles.body)).where(mine)
    rows = tx.execute(asked.order_by(JobFiles.name)).all()
    return tuple((str(row[0]), str(row[1]), int(row[2])) for row in map(tuple, rows))


def forget(tx: Transaction, workspace: str, id: str) -> None:
    """Take out a job that is over, with its files and parts. Raises NotThere for one that is not there or not over."""
    if not get(tx, workspace, id).over:
        raise NotThere("the job is not over; stop it first")
    for table in (JobParts, JobFiles):
        tx.execute(delete(table).where(table.workspace == workspace, table.job == id))
    tx.execute(delete(Jobs).where(_own(workspace, id)))


def _own(workspace: str, id: str) -> ColumnElement[bool]:
    return (Jobs.workspace == workspace) & (Jobs.id == id)


def _held(job: Job) -> Any:
    """The job, if it is still this worker's in this attempt."""
    mine = (Jobs.owner == job.owner) & (Jobs.attempts == job.attempts) & (Jobs.state == "running")
    return update(Jobs).where(_own(job.workspace, job.id), mine)


def _change(tx: Transaction, job: Job, values: dict[str, Any]) -> bool:
    """Change the job while it is held; True when it is asked to stop. Raises LostLease."""
    row = tx.execute(_held(job).values(values).returning(Jobs.cancel)).first()
    if row is None:
        raise LostLease("another worker has taken this job over, or it has ended")
    return row.cancel is not None
