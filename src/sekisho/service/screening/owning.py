"""Keeps what the owners of a party came to, under an id of its workspace."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sekisho.facts.problems import BadInput
from sekisho.service.access import Actor
from sekisho.service.office import Office
from sekisho.service.typed_in.unreadable import Unreadable
from sekisho.store import screenings as rows

from .owners import owners_of


def keep_owners(office: Office, actor: Actor, tree: Mapping[str, Any], *, check: str | None = None) -> str:
    """Count the shares of the owners of a transaction's parties and keep the answer; its id. Raises Unreadable, NotOpen."""
    try:
        found = owners_of(office, actor, tree)
    except BadInput as bad:
        raise Unreadable("screen.bad-table", str(bad)) from None
    name = next((str(party.get("name", "")) for party in tree.get("parties", ())), "")
    hits = sum(bool(row["state"]) for party in found["parties"] for row in party["rows"])
    with office.database.begin() as tx:
        return rows.add(
            tx, actor.workspace, kind="owners", query={"name": name, "tree": dict(tree)}, result=found, lists={}, hits=hits,
            check=check, by=actor.id or None,
        )  # fmt: skip
