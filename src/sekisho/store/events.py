"""Rows of the log: who did what when. Only ever added to; the database itself refuses anything else."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from attrs import frozen

from .database import Transaction
from .ids import new_id
from .rows import Listed, insert, page, pick
from .tables import Events


@frozen
class Event:
    """Something that was done. `actor`: who (a user's id, a key's id, "system"); `object`: on what."""

    id: str
    workspace: str | None
    actor: str
    what: str
    object: str | None
    details: Any
    made: datetime


def log(
    tx: Transaction,
    workspace: str | None,
    actor: str,
    what: str,
    object: str | None = None,
    **details: Any,
) -> None:
    """Note what was done. `what`: a word such as "check.changed". Secrets and names of parties do not belong here."""
    values = {"id": new_id(), "workspace": workspace, "actor": actor, "what": what, "object": object}
    tx.execute(insert(tx, Events).values({**values, "details": details, "made": tx.now}))


def page_of(
    tx: Transaction, workspace: str, *, limit: int = 50, after: str = "", what: str = "", object: str = ""
) -> Listed[Event]:
    """What was done in a workspace, the newest first."""
    asked = pick(Events, Event).where(Events.workspace == workspace)
    if what:
        asked = asked.where(Events.what == what)
    if object:
        asked = asked.where(Events.object == object)
    return page(tx, asked, Event, (Events.id,), limit, after)
