"""What `sekisho users` does: straight on the database, for whoever may read it can do anything anyway."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from sekisho.service.accounts import BadRequest, WeakPassword, keys
from sekisho.service.accounts.people import invitation_for, read_email, read_roles
from sekisho.service.settings import service_settings
from sekisho.store import Database, Transaction, accounts, events
from sekisho.words import say

from .failure import Faulty

COMMAND = "command line"


def add_user(email: str, *, name: str | None, roles: list[str], workspace: str | None, code: bool) -> None:
    """Add a person with a password or a code, in a workspace."""
    address = _email(email)
    try:
        given = read_roles(roles or ["viewer"])
    except BadRequest:
        raise Faulty(["--role: write viewer, engineer, officer, approver, auditor or admin"]) from None
    password = None if code else _password((name or "", address))
    with _database() as database, database.begin() as tx:
        if accounts.user_by_email(tx, address) is not None:
            raise Faulty([f"{address}: there is an account with this address already"])
        room = _workspace(tx, workspace)
        hashed = keys.hash_password(password) if password is not None else None
        user = accounts.add_user(tx, name or address, address, password=hashed)
        accounts.set_roles(tx, room.id, user.id, given)
        events.log(tx, room.id, COMMAND, "person.added", user.id, roles=sorted(given))
        made = invitation_for(tx, user.id, None) if code else ""
    typer.echo(f"{address}: {', '.join(sorted(given))} in {room.name}")
    if made:
        typer.echo(f"code, good once within seven days, to be typed at /join: {made}")


def print_users() -> None:
    """Every account, a line each."""
    with _database() as database, database.read() as tx:
        for user in accounts.users(tx):
            rooms = "; ".join(
                f"{room.name}: {', '.join(sorted(roles))}"
                for room, roles in accounts.memberships_of(tx, user.id)
            )
            state = "closed" if user.disabled else "" if user.password or user.subject else "no password yet"
            typer.echo("\t".join(filter(None, (user.email, user.name, rooms, state))))


def give_code(email: str) -> None:
    """A code for a new password."""
    with _database() as database, database.begin() as tx:
        user = _user(tx, email)
        accounts.end_sessions(tx, user.id)
        events.log(tx, None, COMMAND, "person.reset", user.id)
        made = invitation_for(tx, user.id, None, "reset")
    typer.echo(f"code, good once within seven days, to be typed at /join: {made}")


def close_user(email: str, *, closed: bool) -> None:
    """Close an account, or open it again."""
    with _database() as database, database.begin() as tx:
        user = _user(tx, email)
        accounts.change_user(tx, user.id, disabled=tx.now if closed else None, failures=0, locked=None)
        if closed:
            accounts.end_sessions(tx, user.id)
        events.log(tx, None, COMMAND, "person.closed" if closed else "person.reopened", user.id)
    typer.echo(f"{user.email}: {'closed' if closed else 'open'}")


@contextmanager
def _database() -> Iterator[Database]:
    database = Database.open(service_settings().database)
    try:
        yield database
    finally:
        database.close()


def _workspace(tx: Transaction, name: str | None) -> accounts.Workspace:
    rooms = [room for room in accounts.workspaces(tx) if room.closed is None]
    if name is None and len(rooms) == 1:
        return rooms[0]
    if name is None and len(rooms) > 1:
        raise Faulty([f"--workspace: name one of {', '.join(room.name or room.id for room in rooms)}"])
    wanted = (name or "Sekisho").strip()
    return next((room for room in rooms if room.name == wanted), None) or accounts.add_workspace(tx, wanted)


def _user(tx: Transaction, email: str) -> accounts.User:
    user = accounts.user_by_email(tx, _email(email))
    if user is None:
        raise Faulty([f"{email}: there is no account with this address; `sekisho users list` shows all"])
    return user


def _email(email: str) -> str:
    try:
        return read_email(email)
    except BadRequest:
        raise Faulty([f"{email!r} is not an e-mail address; write it like name@example.com"]) from None


def _password(about: tuple[str, ...]) -> str:
    """A password from the terminal, twice, or the first line of standard input."""
    if sys.stdin.isatty():
        password = getpass.getpass("Password: ")
        if getpass.getpass("Once more: ") != password:
            raise Faulty(["the two passwords differ"])
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    try:
        keys.check_password(password, about)
    except WeakPassword as weak:
        raise Faulty([say(weak.key, "en", *weak.parts)]) from None
    return password
