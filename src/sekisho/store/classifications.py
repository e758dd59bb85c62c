"""Rows of product sheets: the sheet as it stands, and every state that it ever had."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from attrs import frozen

from .database import Transaction
from .revised import Revised
from .rows import Listed
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


_SHEETS: Final = Revised(
    Sheets, SheetRevisions, Sheet, SheetLine, SheetRevision, "sheet", ("title", "document"), "product sheet"
)


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
    return _SHEETS.add(tx, workspace, {"title": title, "document": document}, what, by)


def get(tx: Transaction, workspace: str, id: str) -> Sheet:
    """A sheet of a workspace. Raises NotThere, also for one of another workspace."""
    return _SHEETS.get(tx, workspace, id)


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
    return _SHEETS.change(tx, workspace, id, seen, {"title": title, "document": document}, what, by)


def undo(
    tx: Transaction, workspace: str, id: str, *, seen: int, to: int | None = None, by: str | None = None
) -> Sheet:
    """Bring back an earlier state (the one before if `to` is None) as a new revision. Raises NotThere, Changed."""
    return _SHEETS.undo(tx, workspace, id, seen, to, by)


def archive(tx: Transaction, workspace: str, id: str, archived: bool = True) -> None:
    """Put a sheet away, or take it out again. Raises NotThere."""
    _SHEETS.archive(tx, workspace, id, archived)


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
    return _SHEETS.page_of(tx, workspace, limit, after, title, archived)


def count(tx: Transaction, workspace: str, *, title: str = "", archived: bool = False) -> int:
    """How many sheets there are."""
    return _SHEETS.count(tx, workspace, title, archived)


def revision(tx: Transaction, workspace: str, id: str, number: int) -> SheetRevision:
    """One state that a sheet had. Raises NotThere."""
    return _SHEETS.revision(tx, workspace, id, number)


def revisions(tx: Transaction, workspace: str, id: str) -> tuple[SheetRevision, ...]:
    """All states that a sheet had, the first one first."""
    return _SHEETS.revisions(tx, workspace, id, SheetRevision)
