"""Rows of checks: the transaction as it stands, and every text that it ever had."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from attrs import frozen

from .database import Transaction
from .revised import Revised
from .rows import Listed
from .tables import CheckRevisions, Checks


@frozen
class Check:
    """A check as it stands. `document` is the transaction file (`format` "yaml" or "json"), `options` what is chosen beside it."""

    id: str
    workspace: str
    title: str
    document: str
    format: str
    options: dict[str, Any]
    revision: int
    made: datetime
    made_by: str | None
    changed: datetime
    changed_by: str | None
    archived: datetime | None = None


@frozen
class CheckLine:
    """A check as a list shows it, without its document."""

    id: str
    title: str
    revision: int
    made: datetime
    changed: datetime
    changed_by: str | None
    archived: datetime | None = None


@frozen
class Revision:
    """One text that a check had. `what` says what was changed, as the one who changed it put it (plain data)."""

    check: str
    revision: int
    title: str
    document: str
    options: dict[str, Any]
    what: Any
    made: datetime
    by: str | None


@frozen
class RevisionLine:
    """A revision as a list shows it, without its document."""

    revision: int
    what: Any
    made: datetime
    by: str | None


_CHECKS: Final = Revised(
    Checks, CheckRevisions, Check, CheckLine, Revision, "check", ("title", "document", "options"), "check"
)


def add(
    tx: Transaction,
    workspace: str,
    *,
    title: str,
    document: str,
    format: str = "yaml",
    options: dict[str, Any] | None = None,
    what: Any = "made",
    by: str | None = None,
) -> Check:
    """Begin a check; its first text is revision 1."""
    content = {"title": title, "document": document, "options": options or {}}
    return _CHECKS.add(tx, workspace, content, what, by, format=format)


def get(tx: Transaction, workspace: str, id: str) -> Check:
    """A check of a workspace. Raises NotThere, also for one of another workspace."""
    return _CHECKS.get(tx, workspace, id)


def change(
    tx: Transaction,
    workspace: str,
    id: str,
    *,
    seen: int,
    document: str,
    title: str | None = None,
    options: dict[str, Any] | None = None,
    what: Any = None,
    by: str | None = None,
) -> Check:
    """Give a check a new text. `seen`: the revision from which the change was made.

    Raises Changed, and keeps nothing, when another one stands; NotThere.
    """
    content = {"title": title, "document": document, "options": options}
    return _CHECKS.change(tx, workspace, id, seen, content, what, by)


def undo(
    tx: Transaction, workspace: str, id: str, *, seen: int, to: int | None = None, by: str | None = None
) -> Check:
    """Bring back an earlier text (`to`; the one before if None) as a new revision; nothing of the later ones is lost.

    Raises NotThere when there is no such revision, Changed when another one than `seen` stands.
    """
    return _CHECKS.undo(tx, workspace, id, seen, to, by)


def archive(tx: Transaction, workspace: str, id: str, archived: bool = True) -> None:
    """Put a check away, or take it out again. Raises NotThere."""
    _CHECKS.archive(tx, workspace, id, archived)


def page_of(
    tx: Transaction,
    workspace: str,
    *,
    limit: int = 50,
    after: str = "",
    title: str = "",
    archived: bool = False,
) -> Listed[CheckLine]:
    """The checks of a workspace, the last changed first. `title`: only those whose title holds these words."""
    return _CHECKS.page_of(tx, workspace, limit, after, title, archived)


def count(tx: Transaction, workspace: str, *, title: str = "", archived: bool = False) -> int:
    """How many checks there are."""
    return _CHECKS.count(tx, workspace, title, archived)


def revision(tx: Transaction, workspace: str, id: str, number: int) -> Revision:
    """One text that a check had. Raises NotThere."""
    return _CHECKS.revision(tx, workspace, id, number)


def revisions(tx: Transaction, workspace: str, id: str) -> tuple[RevisionLine, ...]:
    """What was ever changed in a check, the first change first."""
    return _CHECKS.revisions(tx, workspace, id, RevisionLine)
