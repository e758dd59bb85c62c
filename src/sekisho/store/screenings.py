"""Rows of questions to the lists with their answers, and of what persons decided of the hits."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from attrs import frozen
from sqlalchemy import ColumnElement, func, select

from .database import Transaction
from .ids import new_id
from .problems import NotThere
from .rows import Listed, every, first, insert, page, pick
from .tables import Decisions, Screenings


@frozen
class Screening:
    """A question to the lists and its answer. `lists`: which editions were asked, with their days."""

    id: str
    workspace: str
    check: str | None
    kind: str
    query: Any
    result: Any
    lists: Any
    hits: int
    made: datetime
    by: str | None
    job: str | None = None


@frozen
class ScreeningLine:
    """A question to the lists as a list of them shows it, without the answer."""

    id: str
    check: str | None
    kind: str
    query: Any
    hits: int
    made: datetime
    by: str | None


@frozen
class Decided:
    """What a person decided of a hit. `record` is the decision as screening/decisions.py writes it, as plain data."""

    id: str
    workspace: str
    screening: str | None
    source: str
    entry: str
    verdict: str
    record: Any
    made: datetime
    by: str | None


def add(
    tx: Transaction,
    workspace: str,
    *,
    kind: str,
    query: Any,
    result: Any,
    lists: Any,
    hits: int,
    check: str | None = None,
    by: str | None = None,
    job: str | None = None,
) -> str:
    """Keep a question and its answer; its id. `kind`: what was asked, such as "name" or "file"."""
    id = new_id()
    values = {"id": id, "workspace": workspace, "check": check, "kind": kind, "query": query}
    values |= {"result": result, "lists": lists, "hits": hits, "made": tx.now, "by": by, "job": job}
    tx.execute(insert(tx, Screenings).values(values))
    return id


def get(tx: Transaction, workspace: str, id: str) -> Screening:
    """A screening of a workspace. Raises NotThere, also for one of another workspace."""
    mine = (Screenings.workspace == workspace) & (Screenings.id == id)
    found = first(tx, pick(Screenings, Screening).where(mine), Screening)
    if found is None:
        raise NotThere("there is no such screening in this workspace")
    return found


def of_job(tx: Transaction, workspace: str, job: str) -> str | None:
    """The id of the screening that a job kept."""
    mine = (Screenings.workspace == workspace) & (Screenings.job == job)
    found = tx.execute(select(Screenings.id).where(mine).limit(1)).scalar()
    return None if found is None else str(found)


def page_of(
    tx: Transaction, workspace: str, *, limit: int = 50, after: str = "", check: str = "", kind: str = ""
) -> Listed[ScreeningLine]:
    """The screenings of a workspace, the newest first."""
    asked = pick(Screenings, ScreeningLine).where(_listed(workspace, check, kind))
    return page(tx, asked, ScreeningLine, (Screenings.id,), limit, after)


def count(tx: Transaction, workspace: str, *, check: str = "", kind: str = "") -> int:
    """How many screenings there are."""
    asked = select(func.count()).select_from(Screenings).where(_listed(workspace, check, kind))
    return int(tx.execute(asked).scalar() or 0)


def decide(
    tx: Transaction,
    workspace: str,
    *,
    source: str,
    entry: str,
    verdict: str,
    record: Any,
    screening: str | None = None,
    by: str | None = None,
) -> str:
    """Keep what a person decided of a hit; its id. Earlier decisions on the same entry stay."""
    id = new_id()
    values: dict[str, Any] = {
        "id": id,
        "workspace": workspace,
        "screening": screening,
        "source": source,
        "entry": entry,
    }
    values |= {"verdict": verdict, "record": record, "made": tx.now, "by": by}
    tx.execute(insert(tx, Decisions).values(values))
    return id


def decisions(
    tx: Transaction, workspace: str, *, source: str = "", entry: str = "", screening: str = ""
) -> tuple[Decided, ...]:
    """What was decided in a workspace, the oldest first; only of one entry, or on one screening, where that is named."""
    wanted = Decisions.workspace == workspace
    if source:
        wanted &= Decisions.source == source
    if entry:
        wanted &= Decisions.entry == entry
    if screening:
        wanted &= Decisions.screening == screening
    return every(tx, pick(Decisions, Decided).where(wanted).order_by(Decisions.id), Decided)


def count_decisions(tx: Transaction, workspace: str) -> int:
    """How many decisions there are in a workspace. They are only added, so the same number means the same decisions."""
    asked = select(func.count()).select_from(Decisions).where(Decisions.workspace == workspace)
    return int(tx.execute(asked).scalar() or 0)


def _listed(workspace: str, check: str, kind: str) -> ColumnElement[bool]:
    wanted = Screenings.workspace == workspace
    if check:
        wanted &= Screenings.check == check
    if kind:
        wanted &= Screenings.kind == kind
    return wanted
