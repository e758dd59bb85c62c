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


def keep_owners(
    office: Office, actor: Actor, tree: Mapping[str, Any], *, check: str | None = None, title: str = ""
) -> str:
    """Screen the parties and owners of a transaction, count the shares, and keep the answer; its id. `title`: what a list calls it.

    Raises Unreadable, NotOpen.
    """
    try:
        found = owners_of(office, actor, tree)
    except BadInput as bad:
        raise Unreadable("screen.bad-table", str(bad)) from None
    name = title or next((str(party.get("name", "")) for party in tree.get("parties", ())), "")
    hits = sum(len(one["matches"]) for one in found["screened"])
    with office.database.begin() as tx:
        return rows.add(
            tx, actor.workspace, kind="owners", query={"name": name, "tree": dict(tree)}, result=found, lists={}, hits=hits,
            check=check, by=actor.id or None,
        )  # fmt: skip
