"""A service for a team on the loopback address, with two workspaces, a person of each role in the first, and clients for them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import httpx
from attrs import field, frozen

from sekisho.service.access import Permission, Role
from sekisho.service.accounts import keys
from sekisho.service.classifying import sheets
from sekisho.store import Database, accounts, checks, classifications, jobs
from sekisho.store.ids import new_id
from tests.service.offices import example
from tests.store.rooms import Room, furnished, person
from tests.web.conftest import Served, serving

PASSWORD = "a sentence of four words"
SAME = {"Sec-Fetch-Site": "same-origin"}
"""What a browser says of a request that a page of ours makes."""


@frozen
class Team:
    """A running service. `people`: ids by role; `room`: their workspace; `other`: what lies in another one."""

    served: Served
    database: Database
    room: str
    people: dict[Role, str]
    mine: Room
    other: Room
    clients: list[httpx.Client] = field(factory=list)

    def client(self, role: Role | None = None, *, workspace: str = "", user: str = "") -> httpx.Client:
        """A browser that is logged in as the person of a role (None: not logged in)."""
        client = self._open(SAME)
        if role is not None or user:
            client.cookies.set("session", self.session(user or self.people[role], workspace))  # type: ignore[index]
        return client

    def session(self, user: str, workspace: str = "") -> str:
        """The secret of a new session."""
        secret = keys.new_secret()
        with self.database.begin() as tx:
            row = accounts.Session(
                keys.digest(secret), user, workspace or self.room, f"csrf-{secret}", tx.now, tx.now, tx.now + timedelta(hours=9)
            )  # fmt: skip
            accounts.add_session(tx, row)
        return secret

    def token(self, role: Role, *scopes: Permission) -> httpx.Client:
        """A program with a token of the person of a role."""
        key, prefix = keys.new_token()
        with self.database.begin() as tx:
            row = accounts.Token(
                new_id(), self.room, self.people[role], "test", prefix, keys.digest(key), [str(one) for one in scopes], None, tx.now
            )  # fmt: skip
            accounts.add_token(tx, self.room, row)
        return self._open({"Authorization": f"Bearer {key}"})

    def _open(self, headers: dict[str, str]) -> httpx.Client:
        client = httpx.Client(base_url=self.served.address, headers=headers, timeout=60)
        self.clients.append(client)
        return client


def csrf_of(client: httpx.Client) -> str:
    """The token of the forms of this browser."""
    return "csrf-" + (client.cookies.get("session") or "")


def csrf_in(page: str) -> str:
    """The token in a form of a page."""
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found is not None, page
    return found[1]


def lived_in(database: Database) -> Room:
    """A workspace with rows as pages make them."""
    with database.begin() as tx:
        user, room = person(tx, "mine")
        check = checks.add(
            tx, room, title="Etcher", document=example("dry-etcher-wuhan-2023-07-23"), by=user
        ).id
        sheet = classifications.add(tx, room, title="A sheet", document=sheets.empty("A sheet"), by=user).id
        job = jobs.add(
            tx, room, kind="test", title="A job", params={}, files=[jobs.JobFile("in", "text/plain", b"x")]
        ).id
    return Room(
        room, user, {"check": check, "sheet": sheet, "job": job, "saved": "", "screening": "", "token": ""}
    )


@contextmanager
def team(
    data: Path, *options: str, env: dict[str, str] | None = None, prepared: Path | None = None
) -> Iterator[Team]:
    """A running service for a team over a fresh database."""
    file = data / "sekisho.db"
    if prepared is not None:
        shutil.copy(prepared, file)
    address = (env or {}).get("SEKISHO_DATABASE") or f"sqlite:///{file}"
    database = Database.open(address)
    try:
        mine, other = lived_in(database), furnished(database, "other")
        people = {}
        password = keys.hash_password(PASSWORD)
        with database.begin() as tx:
            for role in Role:
                user = accounts.add_user(tx, f"Person {role}", f"{role}@example.org", password=password)
                accounts.set_roles(tx, mine.id, user.id, [role])
                people[role] = user.id
        with serving(data, "--team", *options, env={"SEKISHO_DATABASE": address, **(env or {})}) as served:
            found = Team(served, database, mine.id, people, mine, other)
            yield found
            for client in found.clients:
                client.close()
    finally:
        database.close()
