"""Rows of saved answers: whole, with what they rested on. They are added and never changed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from attrs import frozen
from sqlalchemy import ColumnElement, delete, func, select

from .database import Transaction
from .ids import new_id
from .problems import NotThere
from .rows import Listed, every, first, insert, page, pick, values_of
from .tables import Determinations, LawEditions, Looks


@frozen(kw_only=True)
class NewSaved:
    """What is to be kept of an answer.

    `summary`: the interval per authority, so that a list need not unpack the answer. `lists`: editions of the lists
    that it was screened against, with their days. `again`: the saved answer of which this is a new run.
    """

    title: str
    document: str
    format: str = "yaml"
    options: dict[str, Any]
    on: date | None
    known: date | None
    law: str
    checked: dict[str, Any]
    lists: Any
    engine: str
    summary: dict[str, Any]
    answer: dict[str, Any]
    check: str | None = None
    revision: int | None = None
    again: str | None = None
    note: str = ""
    by: str | None = None
    job: str | None = None


@frozen
class Saved:
    """A saved answer, whole."""

    id: str
    workspace: str
    check: str | None
    revision: int | None
    again: str | None
    title: str
    document: str
    format: str
    options: dict[str, Any]
    on: date | None
    known: date | None
    law: str
    checked: dict[str, Any]
    lists: Any
    engine: str
    summary: dict[str, Any]
    answer: dict[str, Any]
    note: str
    made: datetime
    by: str | None
    job: str | None = None


@frozen
class SavedLine:
    """A saved answer as a list shows it, without document and answer."""

    id: str
    check: str | None
    revision: int | None
    again: str | None
    title: str
    options: dict[str, Any]
    on: date | None
    known: date | None
    law: str
    checked: dict[str, Any]
    lists: Any
    engine: str
    summary: dict[str, Any]
    note: str
    made: datetime
    by: str | None


@frozen
class LawEdition:
    """A body of law that answers were made with. `marks`: provision id to the mark of its text."""

    hash: str
    made: datetime
    checked: dict[str, Any]
    marks: dict[str, str]


def add(tx: Transaction, workspace: str, new: NewSaved) -> str:
    """Keep an answer; its id. What it names (check, earlier answer) has to be of the same workspace."""
    id = new_id()
    values = values_of(new)
    tx.execute(insert(tx, Determinations).values(**values, id=id, workspace=workspace, made=tx.now))
    return id


def get(tx: Transaction, workspace: str, id: str) -> Saved:
    """A saved answer of a workspace. Raises NotThere, also for one of another workspace."""
    mine = (Determinations.workspace == workspace) & (Determinations.id == id)
    found = first(tx, pick(Determinations, Saved).where(mine), Saved)
    if found is None:
        raise NotThere("there is no such saved answer in this workspace")
    return found


def page_of(
    tx: Transaction, workspace: str, *, limit: int = 50, after: str = "", title: str = "", check: str = ""
) -> Listed[SavedLine]:
    """The saved answers of a workspace, the newest first. `title`: only those whose title holds these words."""
    asked = pick(Determinations, SavedLine).where(_listed(workspace, title, check))
    return page(tx, asked, SavedLine, (Determinations.id,), limit, after)


def count(tx: Transaction, workspace: str, *, title: str = "", check: str = "") -> int:
    """How many saved answers there are."""
    asked = select(func.count()).select_from(Determinations).where(_listed(workspace, title, check))
    return int(tx.execute(asked).scalar() or 0)


def ids(tx: Transaction, workspace: str) -> tuple[str, ...]:
    """The ids of all saved answers of a workspace, the oldest first."""
    asked = select(Determinations.id).where(Determinations.workspace == workspace)
    return tuple(tx.execute(asked.order_by(Determinations.id)).scalars())


def runs_of(tx: Transaction, workspace: str, id: str) -> tuple[SavedLine, ...]:
    """The later runs of a saved answer, the oldest first."""
    mine = (Determinations.workspace == workspace) & (Determinations.again == id)
    return every(tx, pick(Determinations, SavedLine).where(mine).order_by(Determinations.id), SavedLine)


def look(tx: Transaction, workspace: str, id: str, under: str) -> dict[str, Any] | None:
    """What a saved transaction answers under other law, if that was looked at before."""
    mine = (Looks.workspace == workspace) & (Looks.determination == id) & (Looks.under == under)
    found = tx.execute(select(Looks.summary).where(mine)).scalar()
    return dict(found) if isinstance(found, dict) else None


def looks(tx: Transaction, workspace: str, ids: Collection[str], under: str) -> dict[str, dict[str, Any]]:
    """The same for several, by id; those that were not looked at are left out."""
    mine = (Looks.workspace == workspace) & (Looks.under == under) & Looks.determination.in_(list(ids))
    asked = select(Looks.determination, Looks.summary).where(mine)
    return {row.determination: row.summary for row in tx.execute(asked)}


def keep_look(tx: Transaction, workspace: str, id: str, under: str, summary: dict[str, Any]) -> None:
    """Keep what was looked at."""
    adding = insert(tx, Looks).values(
        workspace=workspace, determination=id, under=under, summary=summary, made=tx.now
    )
    tx.execute(adding.on_conflict_do_nothing())


def unseen(tx: Transaction, under: str, limit: int) -> tuple[tuple[str, str], ...]:
    """Saved answers that were not looked at yet under this, the newest first: (workspace, id). For workers, who serve all rooms."""
    seen = select(Looks.determination).where(Looks.under == under, Looks.determination == Determinations.id)
    asked = select(Determinations.workspace, Determinations.id).where(~seen.exists())
    found = tx.execute(asked.order_by(Determinations.id.desc()).limit(limit)).all()
    return tuple((row.workspace, row.id) for row in found)


def forget_looks(tx: Transaction, older: timedelta) -> int:
    """Take out looks that are older; they can be made anew. How many."""
    return tx.execute(delete(Looks).where(Looks.made < tx.now - older)).rowcount


def keep_law(tx: Transaction, hash: str, checked: dict[str, Any], marks: dict[str, str]) -> None:
    """Keep the marks of a body of law, once."""
    adding = insert(tx, LawEditions).values(hash=hash, made=tx.now, checked=checked, marks=marks)
    tx.execute(adding.on_conflict_do_nothing())


def law_edition(tx: Transaction, hash: str) -> LawEdition | None:
    """A body of law that was kept."""
    return first(tx, pick(LawEditions, LawEdition).where(LawEditions.hash == hash), LawEdition)


def has_law(tx: Transaction, hash: str) -> bool:
    """Was this body of law kept?"""
    return tx.execute(select(LawEditions.hash).where(LawEditions.hash == hash)).scalar() is not None


def _listed(workspace: str, title: str, check: str) -> ColumnElement[bool]:
    wanted = Determinations.workspace == workspace
    if title.strip():
        wanted &= Determinations.title.icontains(title.strip(), autoescape=True)
    if check:
        wanted &= Determinations.check == check
    return wanted
