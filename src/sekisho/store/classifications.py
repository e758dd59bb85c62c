"""Rows of product sheets: the sheet as it stands, and every state that it ever had."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from attrs import frozen
from sqlalchemy import ColumnElement, func, select, update

from .database import Transaction
from .ids import new_id
from .problems import Changed, NotThere
from .rows import Listed, every, first, insert, page, pick
from .tables import SheetRevisions, Sheets


@frozen
class Sheet:
    """A product sheet as it stands. `document` is plain data."""

    id: str
    workspace: str
    title: str
    document: Any
    revision: int
    made: datetime
    made_by: str | None
    changed: datetime
    changed_by: str | None
    archived: datetime | None = None


@frozen
class SheetLine:
    """A product sheet as a list shows it."""

    id: str
    title: str
    revision: int
    made: datetime
    changed: datetime
    changed_by: str | None
    archived: datetime | None = None


@frozen
class SheetRevision:
    """One state that a sheet had. `what` says what was changed."""

    sheet: str
    revision: int
    title: str
    document: Any
    what: Any
    made: datetime
    by: str | None


def add(
    tx: Transaction,
    workspace: str,
    *,
    title: str,
    document: Any,
    what: Any = "made",
    by: str | None = None,
) -> Sheet:
    """Begin a sheet; its first state is revision 1."""
    id = new_id()
    values = {"id": id, "workspace": workspace, "title": title, "document": document, "revision": 1}
    values |= {"made": tx.now, "made_by": by, "changed": tx.now, "changed_by": by}
    tx.execute(insert(tx, Sheets).values(values))
    _keep(tx, workspace, id, 1, title, document, what, by)
    return get(tx, workspace, id)


def get(tx: Transaction, workspace: str, id: str) -> Sheet:
    """A sheet of a workspace. Raises NotThere, also for one of another workspace."""
    found = first(tx, pick(Sheets, Sheet).where(_own(workspace, id)), Sheet)
    if found is None:
        raise NotThere("there is no such product sheet in this workspace")
    return found


def change(
    tx: Transaction,
    workspace: str,
    id: str,
    *,
    seen: int,
    document: Any,
    title: str | None = None,
    what: Any = None,
    by: str | None = None,
) -> Sheet:
    """Change a sheet. `seen`: the revision from which it was changed. Raises Changed when another one stands; NotThere."""
    title = get(tx, workspace, id).title if title is None else title
    values = {"title": title, "document": document, "revision": seen + 1, "changed": tx.now, "changed_by": by}
    changing = update(Sheets).where(_own(workspace, id), Sheets.revision == seen).values(values)
    if not tx.execute(changing).rowcount:
        raise Changed(get(tx, workspace, id).revision)
    _keep(tx, workspace, id, seen + 1, title, document, what, by)
    return get(tx, workspace, id)


def undo(
    tx: Transaction, workspace: str, id: str, *, seen: int, to: int | None = None, by: str | None = None
) -> Sheet:
    """Bring back an earlier state (the one before if `to` is None) as a new revision. Raises NotThere, Changed."""
    back = revision(tx, workspace, id, seen - 1 if to is None else to)
    what = {"undone-to": back.revision}
    return change(tx, workspace, id, seen=seen, document=back.document, title=back.title, what=what, by=by)


def archive(tx: Transaction, workspace: str, id: str, archived: bool = True) -> None:
    """Put a sheet away, or take it out again. Raises NotThere."""
    value = tx.now if archived else None
    if not tx.execute(update(Sheets).where(_own(workspace, id)).values(archived=value)).rowcount:
        raise NotThere("there is no such product sheet in this workspace")


def page_of(
    tx: Transaction,
    workspace: str,
    *,
    limit: int = 50,
    after: str = "",
    title: str = "",
    archived: bool = False,
) -> Listed[SheetLine]:
    """The sheets of a workspace, the last changed first."""
    asked = pick(Sheets, SheetLine).where(_listed(workspace, title, archived))
    return page(tx, asked, SheetLine, (Sheets.changed, Sheets.id), limit, after)


def count(tx: Transaction, workspace: str, *, title: str = "", archived: bool = False) -> int:
    """How many sheets there are."""
    asked = select(func.count()).select_from(Sheets).where(_listed(workspace, title, archived))
    return int(tx.execute(asked).scalar() or 0)


def revision(tx: Transaction, workspace: str, id: str, number: int) -> SheetRevision:
    """One state that a sheet had. Raises NotThere."""
    mine = (SheetRevisions.workspace == workspace) & (SheetRevisions.sheet == id)
    asked = pick(SheetRevisions, SheetRevision).where(mine, SheetRevisions.revision == number)
    found = first(tx, asked, SheetRevision) if -(2**31) < number < 2**31 else None
    if found is None:
        raise NotThere(f"the sheet has no revision {number}")
    return found


def revisions(tx: Transaction, workspace: str, id: str) -> tuple[SheetRevision, ...]:
    """All states that a sheet had, the first one first."""
    mine = (SheetRevisions.workspace == workspace) & (SheetRevisions.sheet == id)
    asked = pick(SheetRevisions, SheetRevision).where(mine).order_by(SheetRevisions.revision)
    return every(tx, asked, SheetRevision)


def _keep(
    tx: Transaction,
    workspace: str,
    id: str,
    number: int,
    title: str,
    document: Any,
    what: Any,
    by: str | None,
) -> None:
    values = {"workspace": workspace, "sheet": id, "revision": number, "title": title, "document": document}
    values |= {"what": what if what is not None else "changed", "made": tx.now, "by": by}
    tx.execute(insert(tx, SheetRevisions).values(values))


def _own(workspace: str, id: str) -> ColumnElement[bool]:
    return (Sheets.workspace == workspace) & (Sheets.id == id)


def _listed(workspace: str, title: str, archived: bool) -> ColumnElement[bool]:
    wanted = Sheets.workspace == workspace
    wanted &= Sheets.archived.is_not(None) if archived else Sheets.archived.is_(None)
    if title.strip():
        wanted &= Sheets.title.icontains(title.strip(), autoescape=True)
    return wanted
