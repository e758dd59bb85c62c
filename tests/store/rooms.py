"""Two workspaces with a row of every sort in each."""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import frozen

from sekisho.store import Database, Transaction, accounts, checks, classifications, jobs, saved, screenings


@frozen
class Room:
    """A workspace, a person in it, and the ids of what lies in it."""

    id: str
    user: str
    ids: dict[str, str]


def new_saved(**changed: Any) -> saved.NewSaved:
    """An answer to be kept."""
    values: dict[str, Any] = {
        "title": "Etcher to Shanghai",
        "document": "id: T-1\n",
        "options": {"assume": {}},
        "on": date(2026, 11, 22),
        "known": None,
        "law": "a" * 64,
        "checked": {"JP": "2026-11-01"},
        "lists": [],
        "engine": "0.1.0",
        "summary": {"JP": ["not-subject", "prohibited"]},
        "answer": {"schema": "sekisho/determination/1", "authorities": {}},
    }
    return saved.NewSaved(**{**values, **changed})


def person(tx: Transaction, name: str, workspace: str = "") -> tuple[str, str]:
    """A person with a workspace; their ids."""
    user = accounts.add_user(tx, name, f"{name}@example.org")
    room = workspace or accounts.add_workspace(tx, f"Room of {name}").id
    accounts.set_roles(tx, room, user.id, ["officer"])
    return user.id, room


def furnished(database: Database, name: str) -> Room:
    """A workspace with a row of every sort."""
    with database.begin() as tx:
        user, room = person(tx, name)
        check = checks.add(tx, room, title=f"Check of {name}", document="id: T-1\n", by=user).id
        kept = saved.add(tx, room, new_saved(check=check, revision=1, by=user))
        sheet = classifications.add(tx, room, title=f"Sheet of {name}", document={"values": []}, by=user).id
        asked = screenings.add(
            tx, room, kind="name", query={"name": name}, result={}, lists=[], hits=0, check=check, by=user
        )
        decided = screenings.decide(
            tx, room, source="us.csl", entry="1", verdict="other", record={}, screening=asked, by=user
        )
        job = jobs.add(
            tx, room, kind="test", title=name, params={}, files=[jobs.JobFile("in", "text/plain", b"x")]
        ).id
        token = accounts.Token(
            f"token-{name}", room, user, "key", "sk_", f"hash-{name}", ["check.read"], None, tx.now
        )
        accounts.add_token(tx, room, token)
        saved.keep_look(tx, room, kept, "today", {"name": name})
    ids = {
        "check": check,
        "saved": kept,
        "sheet": sheet,
        "screening": asked,
        "decision": decided,
        "job": job,
        "token": token.id,
    }
    return Room(room, user, ids)
