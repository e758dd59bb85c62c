"""Rows of visits: when a person was last in a workspace, and under which law."""

from __future__ import annotations

from datetime import datetime, timedelta

from attrs import frozen

from .database import Transaction
from .rows import first, insert, pick, values_of
from .tables import Visits

REST = timedelta(hours=4)
"""After so long without a look, the next look is a new visit."""


@frozen
class Visit:
    """`since`: when the visit before this one ended (None at the first), under which law (`since_law`)."""

    since: datetime | None
    since_law: str | None
    seen: datetime
    seen_law: str


def visit(tx: Transaction, workspace: str, user: str) -> Visit | None:
    """The last visit of a person, without noting a new one; None for somebody who never was here."""
    mine = (Visits.user == user) & (Visits.workspace == workspace)
    return first(tx, pick(Visits, Visit).where(mine), Visit)


def note(tx: Transaction, workspace: str, user: str, law: str) -> Visit:
    """Note that a person looks now, under a body of law.

    "Since you were here" stays the same through one visit, however often the page is opened: only a look after REST,
    or one under other law, begins a new one.
    """
    last = visit(tx, workspace, user)
    if last is None:
        found = Visit(None, None, tx.now, law)
    elif tx.now - last.seen > REST:
        found = Visit(last.seen, last.seen_law, tx.now, law)
    elif last.seen_law != law:
        since_law = last.seen_law if last.since is None or last.since_law is None else last.since_law
        found = Visit(last.since or last.seen, since_law, tx.now, law)
    else:
        found = Visit(last.since, last.since_law, tx.now, law)
    values = values_of(found)
    adding = insert(tx, Visits).values(user=user, workspace=workspace, **values)
    tx.execute(adding.on_conflict_do_update(index_elements=["user", "workspace"], set_=values))
    return found
