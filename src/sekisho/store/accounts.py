"""Rows of people, workspaces, sessions, keys and invitations. What may be done with them is decided in service/access."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from attrs import frozen
from sqlalchemy import ColumnElement, delete, func, select, update

from .database import Transaction
from .ids import new_id
from .problems import NotThere, StoreError, Taken
from .rows import every, first, insert, make, pick, values_of
from .tables import Invitations, Memberships, Preferences, Sessions, Tokens, Users, Workspaces

LONGEST = 320
"""The longest e-mail address, issuer or subject that is kept, in characters."""


@frozen
class Workspace:
    """A workspace. `closed`: since when nobody may enter."""

    id: str
    name: str
    made: datetime
    closed: datetime | None = None


@frozen
class User:
    """A person. `password` is the argon2 hash; `issuer` and `subject` are the person at an identity provider."""

    id: str
    name: str
    email: str
    password: str | None
    issuer: str | None
    subject: str | None
    made: datetime
    disabled: datetime | None = None
    failures: int = 0
    locked: datetime | None = None


@frozen
class Member:
    """A person of a workspace with the roles there, as a list of members shows one."""

    user: User
    roles: frozenset[str]
    since: datetime


@frozen
class Session:
    """A browser that is signed in. `hash` is all that is kept of what it holds."""

    hash: str
    user: str
    workspace: str | None
    csrf: str
    made: datetime
    used: datetime
    expires: datetime
    agent: str = ""


@frozen
class Token:
    """A key for programs. `role` limits it below the person's own role; `scopes` says what for."""

    id: str
    workspace: str
    user: str
    name: str
    prefix: str
    hash: str
    scopes: list[str]
    role: str | None
    made: datetime
    expires: datetime | None = None
    used: datetime | None = None
    revoked: datetime | None = None


@frozen
class Invitation:
    """A link, good once, to set a password. `purpose`: "invite" or "reset"."""

    hash: str
    user: str
    purpose: str
    made: datetime
    by: str | None
    expires: datetime
    used: datetime | None = None


# --- workspaces and members


def add_workspace(tx: Transaction, name: str) -> Workspace:
    """Make a workspace."""
    row = Workspace(new_id(), name, tx.now)
    tx.execute(insert(tx, Workspaces).values(id=row.id, name=name, made=tx.now))
    return row


def workspace(tx: Transaction, id: str) -> Workspace | None:
    """A workspace by its id."""
    return first(tx, pick(Workspaces, Workspace).where(Workspaces.id == id), Workspace)


def workspaces(tx: Transaction) -> tuple[Workspace, ...]:
    """All workspaces, the oldest first. For the person who runs the service, not for a page of a workspace."""
    return every(tx, pick(Workspaces, Workspace).order_by(Workspaces.id), Workspace)


def rename_workspace(tx: Transaction, id: str, name: str, *, closed: bool = False) -> None:
    """Give a workspace another name, close it or open it again. Raises NotThere."""
    values = {"name": name, "closed": tx.now if closed else None}
    _some(tx, update(Workspaces).where(Workspaces.id == id).values(values), "workspace")


def set_roles(
    tx: Transaction, workspace: str, user: str, roles: Iterable[str], by: str | None = None
) -> None:
    """Give a person these roles in a workspace and no others; who had none becomes a member."""
    wanted = set(roles)
    if not wanted:
        raise ValueError("a member has a role; end_membership takes a person out")
    mine = (Memberships.user == user) & (Memberships.workspace == workspace)
    tx.execute(delete(Memberships).where(mine, Memberships.role.not_in(wanted)))
    rows = [{"user": user, "workspace": workspace, "role": r, "made": tx.now, "by": by} for r in wanted]
    tx.execute(insert(tx, Memberships).values(rows).on_conflict_do_nothing())


def end_membership(tx: Transaction, workspace: str, user: str) -> None:
    """Take a person out of a workspace, with the sessions there and the keys for it. Raises NotThere."""
    mine = (Memberships.user == user) & (Memberships.workspace == workspace)
    _some(tx, delete(Memberships).where(mine), "member")
    tx.execute(delete(Sessions).where(Sessions.user == user, Sessions.workspace == workspace))
    keys = (Tokens.user == user) & (Tokens.workspace == workspace) & Tokens.revoked.is_(None)
    tx.execute(update(Tokens).where(keys).values(revoked=tx.now))


def roles_in(tx: Transaction, workspace: str, user: str) -> frozenset[str]:
    """The roles of a person in a workspace that is open; none for no member."""
    asked = (
        select(Memberships.role)
        .join(Workspaces, Workspaces.id == Memberships.workspace)
        .where(Memberships.user == user, Workspaces.id == workspace, Workspaces.closed.is_(None))
    )
    return frozenset(tx.execute(asked).scalars())


def memberships_of(tx: Transaction, user: str) -> tuple[tuple[Workspace, frozenset[str]], ...]:
    """The workspaces of a person that are open, the oldest first, with the roles in each."""
    asked = (
        pick(Workspaces, Workspace)
        .add_columns(Memberships.role)
        .join(Memberships, Memberships.workspace == Workspaces.id)
        .where(Memberships.user == user, Workspaces.closed.is_(None))
        .order_by(Workspaces.id)
    )
    found: dict[Workspace, set[str]] = {}
    for row in map(list, tx.execute(asked)):
        found.setdefault(make(Workspace, row[:-1]), set()).add(row[-1])
    return tuple((one, frozenset(roles)) for one, roles in found.items())


def members(tx: Transaction, workspace: str) -> tuple[Member, ...]:
    """The people of a workspace, by name."""
    asked = (
        pick(Users, User)
        .add_columns(Memberships.role, Memberships.made)
        .join(Memberships, Memberships.user == Users.id)
        .where(Memberships.workspace == workspace)
        .order_by(Users.name, Users.id)
    )
    found: dict[User, tuple[set[str], list[datetime]]] = {}
    for row in map(list, tx.execute(asked)):
        roles, days = found.setdefault(make(User, row[:-2]), (set(), []))
        roles.add(row[-2])
        days.append(row[-1])
    return tuple(Member(who, frozenset(roles), min(days)) for who, (roles, days) in found.items())


def the_local_one(tx: Transaction, id: str, name: str = "", roles: Iterable[str] = ("admin",)) -> Workspace:
    """The one account of a laptop and its workspace, made at the first call. Nobody can sign in as it.

    `id`: the id of the account, which is no unguessable one here.
    """
    adding = insert(tx, Users).values(id=id, name=name, email=f"{id}@localhost", made=tx.now)
    tx.execute(adding.on_conflict_do_nothing())
    mine = memberships_of(tx, id)
    if mine:
        return mine[0][0]
    room = add_workspace(tx, name)
    set_roles(tx, room.id, id, roles)
    return room


# --- people


def add_user(
    tx: Transaction,
    name: str,
    email: str,
    *,
    password: str | None = None,
    issuer: str | None = None,
    subject: str | None = None,
) -> User:
    """Add a person. Raises Taken when the address or the subject is in use, StoreError for a far too long one."""
    email = email.strip().lower()
    for text in (email, issuer, subject):
        if text and len(text) > LONGEST:
            raise StoreError(f"an e-mail address or subject has at most {LONGEST} characters")
    row = User(new_id(), name, email, password, issuer, subject, tx.now)
    values = {"id": row.id, "name": name, "email": email, "password": password, "made": tx.now}
    adding = insert(tx, Users).values(**values, issuer=issuer, subject=subject).on_conflict_do_nothing()
    if tx.execute(adding.returning(Users.id)).first() is None:
        raise Taken("there is an account with this e-mail address or subject already")
    return row


def user(tx: Transaction, id: str) -> User | None:
    """A person by id."""
    return first(tx, pick(Users, User).where(Users.id == id), User)


def user_by_email(tx: Transaction, email: str) -> User | None:
    """A person by e-mail address, in whatever case it is written."""
    return first(tx, pick(Users, User).where(Users.email == email.strip().lower()), User)


def user_by_subject(tx: Transaction, issuer: str, subject: str) -> User | None:
    """A person by what an identity provider calls the person."""
    return first(tx, pick(Users, User).where(Users.issuer == issuer, Users.subject == subject), User)


def users(tx: Transaction) -> tuple[User, ...]:
    """All people, the oldest account first. For the person who runs the service, not for a page of a workspace."""
    return every(tx, pick(Users, User).order_by(Users.id), User)


def names(tx: Transaction, ids: set[str | None]) -> dict[str, str]:
    """The names of people by id, for lists that say by whom."""
    wanted = {id for id in ids if id}
    if not wanted:
        return {}
    return {row.id: row.name for row in tx.execute(select(Users.id, Users.name).where(Users.id.in_(wanted)))}


def change_user(tx: Transaction, id: str, **values: Any) -> None:
    """Change a person: name, password, issuer, subject, disabled, failures, locked. Raises NotThere, Taken."""
    allowed = {"name", "password", "issuer", "subject", "disabled", "failures", "locked"}
    if not values.keys() <= allowed:
        raise ValueError(f"of a person only {', '.join(sorted(allowed))} are changed")
    if values.get("subject"):
        other = user_by_subject(tx, str(values.get("issuer")), values["subject"])
        if other is not None and other.id != id:
            raise Taken("another account has this subject already")
    _some(tx, update(Users).where(Users.id == id).values(**values), "account")


def count_try(tx: Transaction, id: str) -> int:
    """Note that a password is about to be tried; how many were since the last right one. 0 while the account waits."""
    mine = (Users.id == id) & (Users.locked.is_(None) | (Users.locked <= tx.now))
    asked = update(Users).where(mine).values(failures=Users.failures + 1).returning(Users.failures)
    return int(tx.execute(asked).scalar() or 0)


def count_users(tx: Transaction) -> int:
    """How many accounts there are."""
    return int(tx.execute(select(func.count()).select_from(Users)).scalar() or 0)


# --- sessions


def add_session(tx: Transaction, row: Session) -> None:
    """Keep a session."""
    values = values_of(row)
    tx.execute(insert(tx, Sessions).values(values))


def session(tx: Transaction, hash: str) -> Session | None:
    """A session by its hash, if it has not run out."""
    asked = pick(Sessions, Session).where(Sessions.hash == hash, Sessions.expires > tx.now)
    return first(tx, asked, Session)


def sessions_of(tx: Transaction, user: str) -> tuple[Session, ...]:
    """The sessions of a person, the last used first."""
    asked = pick(Sessions, Session).where(Sessions.user == user, Sessions.expires > tx.now)
    return every(tx, asked.order_by(Sessions.used.desc()), Session)


def touch_session(
    tx: Transaction, hash: str, *, expires: datetime | None = None, workspace: str | None = None
) -> None:
    """Note that a session is in use; prolong it, move it to another workspace. One that is gone is let be."""
    values: dict[str, Any] = {"used": tx.now}
    if expires is not None:
        values["expires"] = expires
    if workspace is not None:
        values["workspace"] = workspace
    tx.execute(update(Sessions).where(Sessions.hash == hash).values(values))


def end_session(tx: Transaction, hash: str) -> None:
    """Sign one browser out."""
    tx.execute(delete(Sessions).where(Sessions.hash == hash))


def end_sessions(tx: Transaction, user: str, *, but: str = "") -> None:
    """Sign all browsers of a person out; `but`: the hash of the one that stays."""
    tx.execute(delete(Sessions).where(Sessions.user == user, Sessions.hash != but))


def forget_old_sessions(tx: Transaction) -> int:
    """Take out sessions that ran out; how many."""
    return tx.execute(delete(Sessions).where(Sessions.expires <= tx.now)).rowcount


# --- keys for programs


def add_token(tx: Transaction, workspace: str, row: Token) -> None:
    """Keep a key. Its `id` comes from new_id, its workspace is the one given."""
    values = values_of(row)
    tx.execute(insert(tx, Tokens).values({**values, "workspace": workspace}))


def token_by_hash(tx: Transaction, hash: str) -> Token | None:
    """A key by its hash, if it stands: not revoked, not run out."""
    stands = Tokens.revoked.is_(None) & (Tokens.expires.is_(None) | (Tokens.expires > tx.now))
    return first(tx, pick(Tokens, Token).where(Tokens.hash == hash, stands), Token)


def tokens(tx: Transaction, workspace: str, user: str | None = None) -> tuple[Token, ...]:
    """The keys of a workspace, or those of one person there, the newest first; the revoked ones too."""
    mine: ColumnElement[bool] = Tokens.workspace == workspace
    if user is not None:
        mine &= Tokens.user == user
    return every(tx, pick(Tokens, Token).where(mine).order_by(Tokens.id.desc()), Token)


def touch_token(tx: Transaction, id: str) -> None:
    """Note that a key was used."""
    tx.execute(update(Tokens).where(Tokens.id == id).values(used=tx.now))


def revoke_token(tx: Transaction, workspace: str, id: str, user: str | None = None) -> None:
    """Make a key worthless; `user`: only if it is this person's. Raises NotThere."""
    mine = (Tokens.workspace == workspace) & (Tokens.id == id)
    if user is not None:
        mine &= Tokens.user == user
    found = first(tx, pick(Tokens, Token).where(mine), Token)
    if found is None:
        raise NotThere("there is no such key in this workspace")
    if found.revoked is None:
        tx.execute(update(Tokens).where(mine).values(revoked=tx.now))


# --- invitations, preferences


def add_invitation(tx: Transaction, row: Invitation) -> None:
    """Keep an invitation; earlier ones of the person for the same purpose are worth nothing any more."""
    tx.execute(
        delete(Invitations).where(
            Invitations.user == row.user, Invitations.purpose == row.purpose, Invitations.used.is_(None)
        )
    )
    values = values_of(row)
    tx.execute(insert(tx, Invitations).values(values))


def forget_invitations(tx: Transaction, user: str) -> int:
    """Make every code that a person was given and did not use worth nothing; how many."""
    waiting = (Invitations.user == user) & Invitations.used.is_(None)
    return tx.execute(delete(Invitations).where(waiting)).rowcount


def invitation(tx: Transaction, hash: str) -> Invitation | None:
    """An invitation that still stands: not used, not run out."""
    stands = Invitations.used.is_(None) & (Invitations.expires > tx.now)
    return first(tx, pick(Invitations, Invitation).where(Invitations.hash == hash, stands), Invitation)


def use_invitation(tx: Transaction, hash: str) -> bool:
    """Use an invitation; False when somebody else did, or when it stands no longer."""
    stands = Invitations.used.is_(None) & (Invitations.expires > tx.now)
    using = update(Invitations).where(Invitations.hash == hash, stands).values(used=tx.now)
    return tx.execute(using).rowcount == 1


def preferences(tx: Transaction, user: str) -> dict[str, Any]:
    """How a person wants the pages; empty for one who never said."""
    found = tx.execute(select(Preferences.values).where(Preferences.user == user)).scalar()
    return dict(found) if isinstance(found, dict) else {}


def set_preferences(tx: Transaction, user: str, **values: Any) -> dict[str, Any]:
    """Keep what a person wants; None takes a wish back. What was not named stays."""
    kept = {k: v for k, v in {**preferences(tx, user), **values}.items() if v is not None}
    adding = insert(tx, Preferences).values(user=user, values=kept, changed=tx.now)
    changed = {"values": adding.excluded["values"], "changed": tx.now}
    tx.execute(adding.on_conflict_do_update(index_elements=["user"], set_=changed))
    return kept


def _some(tx: Transaction, statement: Any, what: str) -> None:
    if not tx.execute(statement).rowcount:
        raise NotThere(f"there is no such {what}")
