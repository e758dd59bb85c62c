"""API tokens of a person: made, listed, revoked. A token is shown once; only its hash is kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

from sekisho.service.access import SCOPES, Actor, Permission
from sekisho.service.office import Office
from sekisho.store import StoreError, accounts, events
from sekisho.store.ids import new_id

from .keys import digest, new_token

DAYS: Final = (7, 30, 90, 365)
"""For how many days a token can be made."""
MOST: Final = 50


class BadRequest(ValueError):
    """A form that cannot be taken. `key` and `parts` are words of the catalogue, `field` is the field that is meant."""

    def __init__(self, key: str, *parts: object, field: str = "") -> None:
        self.key, self.parts, self.field = key, parts, field
        super().__init__(key)


def make_token(office: Office, actor: Actor, name: str, scopes: Iterable[str], days: str) -> str:
    """Make a token for the workspace in which the person works; its text, which is never shown again.

    It can do no more than its maker: scopes that the maker's role does not give are refused. Raises BadRequest.
    """
    wanted = list(dict.fromkeys(scopes))
    known = {str(scope) for scope in SCOPES}
    if not name.strip() or len(name) > 100:
        raise BadRequest("account.token-needs-name", field="name")
    if not wanted or not set(wanted) <= known:
        raise BadRequest("account.token-needs-scope", field="scopes")
    if not {Permission(scope) for scope in wanted} <= actor.permissions:
        raise BadRequest("account.token-beyond-role", field="scopes")
    if not days.isascii() or not days.isdecimal() or int(days) not in DAYS:
        raise BadRequest("account.token-needs-days", field="days")
    key, prefix = new_token()
    with office.database.begin() as tx:
        if sum(row.revoked is None for row in accounts.tokens(tx, actor.workspace, actor.id)) >= MOST:
            raise BadRequest("account.token-too-many", MOST, field="name")
        row = accounts.Token(
            new_id(), actor.workspace, actor.id, name.strip(), prefix, digest(key), wanted, None, tx.now,
            tx.now + timedelta(days=int(days)),
        )  # fmt: skip
        accounts.add_token(tx, actor.workspace, row)
        events.log(tx, actor.workspace, actor.id, "token.made", row.id, scopes=wanted, days=int(days))
    return key


def my_tokens(office: Office, actor: Actor) -> list[dict[str, Any]]:
    """The tokens of a person in this workspace, the newest first, without their secret."""
    with office.database.read() as tx:
        return [
            {
                "id": row.id,
                "name": row.name,
                "prefix": row.prefix,
                "scopes": row.scopes,
                "made": row.made,
                "expires": row.expires,
                "used": row.used,
                "revoked": row.revoked,
                "state": "revoked"
                if row.revoked
                else "expired"
                if row.expires and row.expires <= tx.now
                else "stands",
            }
            for row in accounts.tokens(tx, actor.workspace, actor.id)
        ]


def revoke(office: Office, actor: Actor, id: str) -> None:
    """Make one of one's own tokens worthless at once. Raises NotThere."""
    with office.database.begin() as tx:
        accounts.revoke_token(tx, actor.workspace, id, actor.id)
        events.log(tx, actor.workspace, actor.id, "token.revoked", id)


__all__ = ["DAYS", "BadRequest", "StoreError", "make_token", "my_tokens", "revoke"]
