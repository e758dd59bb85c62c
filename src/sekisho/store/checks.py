"""Rows of checks: the transaction as it stands, and every text that it ever had."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from attrs import frozen
from sqlalchemy import ColumnElement, func, select, update

from .database import Transaction
from .ids import new_id
from .problems import Changed, NotThere
from .rows import Listed, every, first, insert, page, pick
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
    id, options = new_id(), options or {}
    tx.execute(
        insert(tx, Checks).values(
            id=id,
            workspace=workspace,
            title=title,
            document=document,
            format=format,
            options=options,
            revision=1,
            made=tx.now,
            made_by=by,
            changed=tx.now,
            changed_by=by,
        )
    )
    _keep(tx, workspace, id, 1, title, document, options, what, by)
    return get(tx, workspace, id)


def get(tx: Transaction, workspace: str, id: str) -> Check:
    """A check of a workspace. Raises NotThere, also for one of another workspace."""
    found = first(tx, pick(Checks, Check).where(_own(workspace, id)), Check)
    if found is None:
        raise NotThere("there is no such check in this workspace")
    return found


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
    old = get(tx, workspace, id)
    title = old.title if title is None else title
    options = old.options if options is None else options
    changing = (
        update(Checks)
        .where(_own(workspace, id), Checks.revision == seen)
        .values(
            title=title,
            document=document,
            options=options,
            revision=seen + 1,
            changed=tx.now,
            changed_by=by,
        )
    )
    if not tx.execute(changing).rowcount:
        raise Changed(get(tx, workspace, id).revision)
    _keep(tx, workspace, id, seen + 1, title, document, options, what, by)
    return get(tx, workspace, id)


def undo(
    tx: Transaction, workspace: str, id: str, *, seen: int, to: int | None = None, by: str | None = None
) -> Check:
    """Bring back an earlier text (`to`; the one before if None) as a new revision; nothing of the later ones is lost.

    Raises NotThere when there is no such revision, Changed when another one than `seen` stands.
    """
    back = revision(tx, workspace, id, seen - 1 if to is None else to)
    return change(
        tx,
        workspace,
        id,
        seen=seen,
        document=back.document,
        title=back.title,
        options=back.options,
        what={"undone-to": back.revision},
        by=by,
    )


def archive(tx: Transaction, workspace: str, id: str, archived: bool = True) -> None:
    """Put a check away, or take it out again. Raises NotThere."""
    value = tx.now if archived else None
    if not tx.execute(update(Checks).where(_own(workspace, id)).values(archived=value)).rowcount:
        raise NotThere("there is no such check in this workspace")


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
    asked = pick(Checks, CheckLine).where(_listed(workspace, title, archived))
    return page(tx, asked, CheckLine, (Checks.changed, Checks.id), limit, after)


def count(tx: Transaction, workspace: str, *, title: str = "", archived: bool = False) -> int:
    """How many checks there are."""
    asked = select(func.count()).select_from(Checks).where(_listed(workspace, title, archived))
    return int(tx.execute(asked).scalar() or 0)


def revision(tx: Transaction, workspace: str, id: str, number: int) -> Revision:
    """One text that a check had. Raises NotThere."""
    mine = (CheckRevisions.workspace == workspace) & (CheckRevisions.check == id)
    asked = pick(CheckRevisions, Revision).where(mine, CheckRevisions.revision == number)
    found = first(tx, asked, Revision) if -(2**31) < number < 2**31 else None
    if found is None:
        raise NotThere(f"the check has no revision {number}")
    return found


def revisions(tx: Transaction, workspace: str, id: str) -> tuple[RevisionLine, ...]:
    """What was ever changed in a check, the first change first."""
    mine = (CheckRevisions.workspace == workspace) & (CheckRevisions.check == id)
    asked = pick(CheckRevisions, RevisionLine).where(mine).order_by(CheckRevisions.revision)
    return every(tx, asked, RevisionLine)


def _keep(
    tx: Transaction,
    workspace: str,
    id: str,
    number: int,
    title: str,
    document: str,
    options: dict[str, Any],
    what: Any,
    by: str | None,
) -> None:
    tx.execute(
        insert(tx, CheckRevisions).values(
            workspace=workspace,
            check=id,
            revision=number,
            title=title,
            document=document,
            options=options,
            what=what if what is not None else "changed",
            made=tx.now,
            by=by,
        )
    )


def _own(workspace: str, id: str) -> ColumnElement[bool]:
    return (Checks.workspace == workspace) & (Checks.id == id)


def _listed(workspace: str, title: str, archived: bool) -> ColumnElement[bool]:
    wanted = Checks.workspace == workspace
    wanted &= Checks.archived.is_not(None) if archived else Checks.archived.is_(None)
    if title.strip():
        wanted &= Checks.title.icontains(title.strip(), autoescape=True)
    return wanted
