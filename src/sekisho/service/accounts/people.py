"""People, roles and workspaces, as an admin keeps them. Nobody sees or changes people of a workspace that is not theirs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

from sekisho.service.access import Actor, Role
from sekisho.service.limits import Tries, place_of
from sekisho.service.office import Office
from sekisho.store import NotThere, Transaction, accounts, events

from .keys import check_password, digest, hash_password, new_code, read_code
from .signing_in import LoggedIn, NotLoggedIn, begin_session
from .tokens import BadRequest

CODE_LASTS: Final = timedelta(days=7)
_TRIES: Final = Tries("code", rate=1 / 30, burst=10)


def people_of(office: Office, actor: Actor) -> list[dict[str, Any]]:
    """The people of the workspace in which the actor works, by name, with their roles."""
    with office.database.read() as tx:
        return [
            {
                "id": member.user.id,
                "name": member.user.name,
                "email": member.user.email,
                "roles": [role.value for role in Role if role in member.roles],
                "since": member.since,
                "closed": member.user.disabled is not None,
                "waiting": member.user.password is None and member.user.subject is None,
                "self": member.user.id == actor.id,
            }
            for member in accounts.members(tx, actor.workspace)
        ]


def add_person(office: Office, actor: Actor, name: str, email: str, roles: Iterable[str]) -> str:
    """Add a person to the workspace; the code by which they set their password, or "" for one who has an account.

    A code that an admin of another workspace holds for such a person is worth nothing from then on: with it, that admin
    could come into this workspace in the person's name. Raises BadRequest.
    """
    email = read_email(email)
    given = read_roles(roles)
    if not name.strip() or len(name) > 200:
        raise BadRequest("account.needs-name", field="name")
    with office.database.begin() as tx:
        user = accounts.user_by_email(tx, email)
        if user is not None and accounts.roles_in(tx, actor.workspace, user.id):
            raise BadRequest("account.is-member", field="email")
        new = user is None
        if user is None:
            user = accounts.add_user(tx, name.strip(), email)
        else:
            accounts.forget_invitations(tx, user.id)
        accounts.set_roles(tx, actor.workspace, user.id, given, actor.id)
        events.log(tx, actor.workspace, actor.id, "person.added", user.id, roles=sorted(given))
        return invitation_for(tx, user.id, actor.id) if new else ""


def change_roles(office: Office, actor: Actor, user: str, roles: Iterable[str]) -> None:
    """Give a person of the workspace these roles and no others. Raises NotThere, BadRequest."""
    given = read_roles(roles)
    with office.database.begin() as tx:
        _member(tx, actor, user)
        if Role.ADMIN not in given:
            _keep_an_admin(tx, actor, user)
        accounts.set_roles(tx, actor.workspace, user, given, actor.id)
        events.log(tx, actor.workspace, actor.id, "person.roles", user, roles=sorted(given))


def remove_person(office: Office, actor: Actor, user: str) -> None:
    """Take a person out of the workspace, with the sessions and tokens for it. Raises NotThere, BadRequest."""
    with office.database.begin() as tx:
        _member(tx, actor, user)
        _keep_an_admin(tx, actor, user)
        accounts.end_membership(tx, actor.workspace, user)
        events.log(tx, actor.workspace, actor.id, "person.removed", user)


def reset_password(office: Office, actor: Actor, user: str) -> str:
    """A code by which a person sets a new password; the sessions end. Raises NotThere, BadRequest.

    Only for a person of no workspace in which the actor is not admin: else one could take over what belongs to others.
    """
    with office.database.begin() as tx:
        _member(tx, actor, user)
        for place, _ in accounts.memberships_of(tx, user):
            if Role.ADMIN not in accounts.roles_in(tx, place.id, actor.id):
                raise BadRequest("account.elsewhere-too")
        accounts.end_sessions(tx, user)
        events.log(tx, actor.workspace, actor.id, "person.reset", user)
        return invitation_for(tx, user, actor.id, "reset")


def accept(
    office: Office, email: str, code: str, password: str, address: str, old: str, agent: str
) -> LoggedIn:
    """Set the password of a new account, or of one whose password is lost, by its code; and log in.

    Raises NotLoggedIn where the code is not one of this address or ran out, WeakPassword.
    """
    hash = digest(read_code(code))
    with office.database.begin() as tx:
        wait = _TRIES.take(tx, place_of(address))
    if wait:
        raise NotLoggedIn(wait)
    with office.database.read() as tx:
        row = accounts.invitation(tx, hash)
        user = accounts.user(tx, row.user) if row is not None else None
    if row is None or user is None or user.disabled is not None or user.email != email.strip().lower():
        raise NotLoggedIn
    check_password(password, (user.name, user.email))
    hashed = hash_password(password)
    with office.database.begin() as tx:
        if not accounts.use_invitation(tx, hash):
            raise NotLoggedIn
        accounts.change_user(tx, user.id, password=hashed, failures=0, locked=None)
        accounts.end_sessions(tx, user.id)
        events.log(tx, None, user.id, "account.password", how=row.purpose)
        return begin_session(tx, user.id, "code", old, agent)


def workspaces_of(office: Office, actor: Actor) -> list[dict[str, Any]]:
    """The workspaces of the actor, with the roles in each, and in which one they work."""
    with office.database.read() as tx:
        return [
            {
                "id": place.id,
                "name": place.name,
                "roles": [role.value for role in Role if role in roles],
                "here": place.id == actor.workspace,
            }
            for place, roles in accounts.memberships_of(tx, actor.id)
        ]


def work_in(office: Office, actor: Actor, workspace: str) -> None:
    """Move the session to another of one's workspaces. Raises NotThere."""
    with office.database.begin() as tx:
        if not accounts.roles_in(tx, workspace, actor.id):
            raise NotThere("there is no such workspace")
        if actor.session:
            accounts.touch_session(tx, actor.session, workspace=workspace)


def make_workspace(office: Office, actor: Actor, name: str) -> str:
    """Make a workspace, of which the actor is the first admin; its id. Raises BadRequest."""
    with office.database.begin() as tx:
        place = accounts.add_workspace(tx, _workspace_name(name))
        accounts.set_roles(tx, place.id, actor.id, [Role.ADMIN], actor.id)
        events.log(tx, place.id, actor.id, "workspace.made", place.id)
        return place.id


def rename_workspace(office: Office, actor: Actor, name: str) -> None:
    """Give the workspace in which the actor works another name. Raises BadRequest."""
    with office.database.begin() as tx:
        accounts.rename_workspace(tx, actor.workspace, _workspace_name(name))
        events.log(tx, actor.workspace, actor.id, "workspace.renamed", actor.workspace)


def read_email(typed: str) -> str:
    """An e-mail address as it is kept. Raises BadRequest for what cannot be one."""
    email = typed.strip().lower()
    name, sign, host = email.rpartition("@")
    odd = any(c.isspace() or not c.isprintable() or c in '<>"(),:;' for c in email)
    if not (name and sign and "." in host.strip(".")) or odd or len(email) > accounts.LONGEST:
        raise BadRequest("account.bad-email", field="email")
    return email


def read_roles(roles: Iterable[str]) -> set[Role]:
    """Roles that are given, at least one. Raises BadRequest."""
    words = set(roles)
    if not words or not words <= set(Role):
        raise BadRequest("account.needs-role", field="roles")
    return {Role(word) for word in words}


def _workspace_name(name: str) -> str:
    if not name.strip() or len(name) > 200:
        raise BadRequest("account.needs-name", field="workspace")
    return name.strip()


def invitation_for(tx: Transaction, user: str, by: str | None, purpose: str = "invite") -> str:
    """A code by which a person sets a password; earlier ones are worth nothing any more."""
    code = new_code()
    accounts.add_invitation(
        tx, accounts.Invitation(digest(code), user, purpose, tx.now, by, tx.now + CODE_LASTS)
    )
    return code


def _member(tx: Transaction, actor: Actor, user: str) -> None:
    if not accounts.roles_in(tx, actor.workspace, user):
        raise NotThere("there is no such person in this workspace")


def _keep_an_admin(tx: Transaction, actor: Actor, user: str) -> None:
    others = any(
        Role.ADMIN in member.roles and member.user.id != user and member.user.disabled is None
        for member in accounts.members(tx, actor.workspace)
    )
    if not others:
        raise BadRequest("account.last-admin")
