"""Who asks: the person behind a browser's secret, the program behind an API token, or the one user of a laptop."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import Final
from weakref import WeakKeyDictionary

from attrs import frozen
from sqlalchemy.exc import OperationalError

from sekisho.service.access import LOCAL_ID, Actor, Permission, Role, local_actor
from sekisho.service.office import Office
from sekisho.store import Transaction, accounts

from .keys import TOKEN_MARK, digest

IDLE: Final = timedelta(hours=24)
"""A session that nobody used for so long has ended."""
LONGEST: Final = timedelta(days=7)
"""After so long a person logs in again, however busy."""
_TOUCHED_EVERY: Final = timedelta(minutes=5)
_LOCAL: Final[WeakKeyDictionary[Office, Actor]] = WeakKeyDictionary()


class BadToken(Exception):
    """An API token that is no token of ours, was revoked or ran out."""


@frozen
class Recognised:
    """Somebody who was recognised. `csrf`: what every form of this session has to send back."""

    actor: Actor
    csrf: str = ""


def recognise(office: Office, *, bearer: str = "", session: str = "") -> Recognised | None:
    """Who asks; None where nobody is logged in. One function for pages, API and MCP.

    `bearer`: the token of `Authorization: Bearer …`, before the session; `session`: what the browser's cookie holds.
    Raises BadToken for a token that is worth nothing: it must not count as nobody, or as the user of the laptop.
    """
    if bearer:
        return by_token(office, bearer)
    if office.settings.mode == "laptop":
        return Recognised(the_local_user(office))
    return by_session(office, session) if session else None


def by_session(office: Office, secret: str) -> Recognised | None:
    """The person who is logged in with this secret, in the workspace of the session."""
    hash = digest(secret)
    with office.database.read() as tx:
        row = accounts.session(tx, hash)
        if row is None or row.used + IDLE <= tx.now or row.made + LONGEST <= tx.now:
            return None
        user = accounts.user(tx, row.user)
        if user is None or user.disabled is not None:
            return None
        workspace, roles = _place(tx, user.id, row.workspace)
        stale = row.used + _TOUCHED_EVERY <= tx.now
    if stale or workspace != (row.workspace or ""):
        # Who may only read has to be let in also while nothing can be written.
        with suppress(OperationalError), office.database.begin() as tx:
            end = min(row.made + LONGEST, tx.now + IDLE)
            accounts.touch_session(tx, hash, expires=end, workspace=workspace or None)
    actor = Actor(user.id, user.name, workspace, roles, "session", session=hash)
    return Recognised(actor, row.csrf)


def by_token(office: Office, key: str) -> Recognised:
    """The program that holds this API token, with what the person behind it may and the scopes leave. Raises BadToken."""
    if not key.startswith(TOKEN_MARK) or len(key) > 200:
        raise BadToken
    with office.database.read() as tx:
        row = accounts.token_by_hash(tx, digest(key))
        user = accounts.user(tx, row.user) if row is not None else None
        if row is None or user is None or user.disabled is not None:
            raise BadToken
        roles = _known(accounts.roles_in(tx, row.workspace, user.id))
        stale = row.used is None or row.used + _TOUCHED_EVERY <= tx.now
    if stale:
        with suppress(OperationalError), office.database.begin() as tx:
            accounts.touch_token(tx, row.id)
    if row.role is not None:
        roles &= _known({row.role})
    scopes = frozenset(p for p in Permission if p in set(row.scopes))
    return Recognised(Actor(user.id, user.name, row.workspace, roles, "token", scopes, token=row.id))


def the_local_user(office: Office) -> Actor:
    """The one user of a laptop, with the workspace that was made at the first start."""
    found = _LOCAL.get(office)
    if found is None:
        with office.database.begin() as tx:
            found = _LOCAL[office] = local_actor(accounts.the_local_one(tx, LOCAL_ID).id)
    return found


def _place(tx: Transaction, user: str, wanted: str | None) -> tuple[str, frozenset[Role]]:
    """The workspace of a session, if the person still belongs to it; else the first one; else none."""
    mine = accounts.memberships_of(tx, user)
    for place, roles in mine:
        if place.id == wanted:
            return place.id, _known(roles)
    return (mine[0][0].id, _known(mine[0][1])) if mine else ("", frozenset())


def _known(roles: frozenset[str] | set[str]) -> frozenset[Role]:
    """The roles that this version knows; a word that it does not know gives nothing."""
    return frozenset(role for role in Role if role in roles)
