"""Every route × everybody: nobody, each role, tokens with and without the scope, ids of another workspace.

The routes are those of the application as it is built, so a new one is tried without being named here; one without a
declared permission fails.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from sekisho.service.access import GRANTS, KEPT_FROM_TOKENS, SCOPES, Permission, Role
from sekisho.store import Database
from sekisho.words import say
from tests.web.routes import NO_ID, Address, addresses
from tests.web.teamwork import Team, csrf_of, team

SORTS = {
    "check": "check",
    "checks": "check",
    "classify": "sheet",
    "screen": "screening",
    "saved": "saved",
    "jobs": "job",
}
"""Which row an id in an address is of, by the first step of the address."""

ALSO = {
    "/jobs/parties": Permission.SCREEN_RUN,
    "/api/v1/jobs/screen": Permission.SCREEN_RUN,
    "/api/v1/jobs/determine": Permission.DETERMINE,
    "/api/v1/jobs/look-again": Permission.SAVED_READ,
}
"""What a job needs beside the right to start jobs: the right to what it does."""
ENDING = {"/account/sessions", "/logout"}
"""What ends the session of the asker, who then needs another one."""


@pytest.fixture(scope="module")
def crew(tmp_path_factory: pytest.TempPathFactory, prepared_sqlite: Path) -> Iterator[Team]:
    with team(tmp_path_factory.mktemp("crew"), prepared=prepared_sqlite) as found:
        yield found


@pytest.fixture(scope="module")
def routes(tmp_path_factory: pytest.TempPathFactory, prepared_sqlite: Path) -> list[Address]:
    folder = tmp_path_factory.mktemp("routes")
    shutil.copy(prepared_sqlite, folder / "sekisho.db")
    database = Database.open(f"sqlite:///{folder / 'sekisho.db'}", upgrade=False)
    found = addresses(database, folder)
    database.close()
    return found


def ask(client: httpx.Client, address: Address, path: str, csrf: str = "") -> httpx.Response:
    """A request as a page or a program would send it, with nothing in it."""
    if address.method == "GET":
        return client.get(path)
    if address.api:
        return client.request(address.method, path, json={})
    return client.request(address.method, path, data={"csrf": csrf})


def broken(answer: httpx.Response) -> bool:
    """Whether an answer is a fault of ours; that the lists are still being opened (503) is none."""
    return answer.status_code >= 500 and answer.status_code != 503


def kept_out(answer: httpx.Response) -> bool:
    """Whether an answer says that the asker may not."""
    return answer.status_code in {401, 403} or answer.headers.get("location", "").startswith("/login?")


def test_every_route_declares_what_it_needs(routes: list[Address]) -> None:
    assert len(routes) > 80
    assert [f"{one.method} {one.path}" for one in routes if one.permission is None] == []


def test_only_these_are_public(routes: list[Address]) -> None:
    public = {one.path for one in routes if one.permission is Permission.PUBLIC}
    pages = {one for one in public if not one.startswith("/api/v1")}
    assert pages == {
        "/login", "/login/provider", "/login/back", "/join", "/logout", "/terms", "/terms.json", "/healthz", "/readyz",
    }  # fmt: skip
    assert public - pages <= {
        "/api/v1/", "/api/v1/openapi.json", "/api/v1/docs", "/api/v1/problems", "/api/v1/problems/{name}",
    }  # fmt: skip


def test_nobody(crew: Team, routes: list[Address]) -> None:
    wrong = []
    with crew.client() as client:
        for one in routes:
            answer = ask(client, one, one.at())
            if one.permission is Permission.PUBLIC or one.path == "/metrics":
                # A form without its token is refused as a form, not as a person; there is no provider to go to.
                known = {200} if one.method == "GET" else {403}
                fine = answer.status_code in known or one.path.startswith(("/login/", "/api/v1/problems/"))
            elif one.api:
                fine = answer.status_code == 401 and "WWW-Authenticate" in answer.headers
            else:
                fine = kept_out(answer) or answer.headers.get("location") == "/login"
            if not fine:
                wrong.append((one.method, one.path, answer.status_code))
    assert wrong == []


def test_a_token_without_an_end_is_shown(crew: Team) -> None:
    """No page of ours makes one, and a row of one must not break the page of the others."""
    crew.token(Role.ADMIN, Permission.LAW_READ)
    answer = crew.client(Role.ADMIN).get("/account/tokens")
    assert answer.status_code == 200 and "<td>–" in answer.text


@pytest.mark.parametrize("role", Role)
def test_each_role(crew: Team, routes: list[Address], role: Role) -> None:
    wrong = []
    client = crew.client(role)
    for one in routes:
        if one.permission is Permission.PUBLIC or one.path == "/metrics":
            continue
        allowed = {one.permission, ALSO.get(one.path, one.permission)} <= GRANTS[role]
        if seen_by_all(one, role) or (one.path in ALSO and not allowed and one.permission in GRANTS[role]):
            continue  # for the second right of a job see below
        answer = ask(client, one, one.at(), csrf_of(client))
        if one.path in ENDING:
            client = crew.client(role)
        if broken(answer) or kept_out(answer) == allowed:
            wrong.append((one.method, one.path, answer.status_code, allowed, answer.text[:200]))
        elif one.permission not in GRANTS[role] and say(
            f"may-{one.permission}", "en"
        ) not in answer.text.replace("&#39;", "'"):
            wrong.append((one.method, one.path, "no reason in words"))
    assert wrong == []


def test_a_job_needs_the_right_to_what_it_does(crew: Team) -> None:
    """An engineer may start jobs, and still does not ask the lists about persons."""
    engineer = crew.client(Role.ENGINEER)
    file = {"parties": ("parties.csv", b"name\nAcme GmbH\n", "text/csv")}
    assert engineer.post("/jobs/parties", data={"csrf": csrf_of(engineer)}, files=file).status_code == 403
    sent = engineer.post(
        "/api/v1/jobs/screen", content=b"name\nAcme GmbH\n", headers={"Content-Type": "text/csv"}
    )
    assert sent.status_code == 403
    officer = crew.client(Role.OFFICER)
    assert officer.post("/jobs/parties", data={"csrf": csrf_of(officer)}, files=file).status_code == 303


def seen_by_all(one: Address, role: Role) -> bool:
    """A page that every role may see is tried as viewer and as admin; as others its `.json`, which is the same function."""
    page = one.method == "GET" and not one.api and not one.path.endswith(".json")
    return page and role not in {Role.VIEWER, Role.ADMIN} and one.permission in GRANTS[Role.VIEWER]


def test_tokens_with_exactly_the_scope(crew: Team, routes: list[Address]) -> None:
    wrong = []
    for permission in Permission:
        with crew.token(Role.ADMIN, permission) as client:
            for one in routes:
                if one.path in ALSO:
                    continue
                if one.permission is not permission or permission is Permission.PUBLIC:
                    continue
                answer = ask(client, one, one.at())
                allowed = permission not in KEPT_FROM_TOKENS
                if broken(answer) or kept_out(answer) == allowed:
                    wrong.append((one.method, one.path, answer.status_code, allowed, answer.text[:160]))
    assert wrong == []


def test_tokens_with_every_other_scope(crew: Team, routes: list[Address]) -> None:
    wrong = []
    for permission in SCOPES:
        with crew.token(Role.ADMIN, *(scope for scope in SCOPES if scope is not permission)) as client:
            for one in routes:
                if one.permission is permission and ask(client, one, one.at()).status_code != 403:
                    wrong.append((one.method, one.path))
    assert wrong == []


def test_a_token_cannot_do_more_than_its_person(crew: Team, routes: list[Address]) -> None:
    wrong = []
    with crew.token(Role.VIEWER, *Permission) as client:
        for one in routes:
            if one.permission is Permission.PUBLIC:
                continue
            allowed = one.permission in GRANTS[Role.VIEWER] - KEPT_FROM_TOKENS
            answer = ask(client, one, one.at())
            if kept_out(answer) == allowed or broken(answer):
                wrong.append((one.method, one.path, answer.status_code))
    assert wrong == []


@pytest.mark.parametrize(
    "value",
    [
        "Bearer",
        "Bearer x",
        "Bearer sekisho_" + "A" * 43,
        "bearer \tsekisho_x",
        "Bearer sekisho_é".encode(),
    ],
)
def test_a_worthless_token_is_nobody(crew: Team, routes: list[Address], value: str | bytes) -> None:
    with crew.client(Role.ADMIN) as client:  # the cookie of a session does not help it
        for one in routes:
            if one.permission not in {Permission.PUBLIC, Permission.OPERATE} and one.method == "GET":
                answer = client.get(one.at(), headers={"Authorization": value})
                assert answer.status_code == 401, (one.path, answer.status_code)


def sort_of(one: Address) -> str | None:
    """Of which table the id in an address is; None where it holds no row's id."""
    steps = one.path.removeprefix("/api/v1").strip("/").split("/")
    if "{id}" not in one.path:
        return None
    if steps[0] == "account":
        return {"tokens": "token", "people": "user"}[steps[1]]
    return SORTS.get(steps[0])


def filled(one: Address, ids: dict[str, str]) -> str:
    """The address with an id of a row; other parts are such as there are."""
    return one.at(
        {
            "id": ids[sort_of(one) or ""],
            "authority": "JP",
            "item": "1",
            "who": "engineer",
            "name": "in",
            "code": "us.ccl:3B001",
        }
    )


def test_what_another_workspace_has_is_not_there(crew: Team, routes: list[Address]) -> None:
    """404, and the same words as for an id that nobody ever had; and what was asked did not happen."""
    other = {**crew.other.ids, "user": crew.other.user}
    nobody = {**{sort: NO_ID for sort in other}}
    before = snapshot(crew.database)
    tried, wrong = 0, []
    client = crew.client(Role.ADMIN)
    for one in routes:
        if sort_of(one) is None:
            continue
        tried += 1
        theirs = ask(client, one, filled(one, other), csrf_of(client))
        none = ask(client, one, filled(one, nobody), csrf_of(client))
        if theirs.status_code == none.status_code and none.status_code in {400, 422}:
            continue  # the request itself was refused, before any row was looked for
        if theirs.status_code != 404 or stripped(theirs, other) != stripped(none, nobody):
            wrong.append((one.method, one.path, theirs.status_code, none.status_code, theirs.text[:200]))
    assert wrong == []
    assert tried > 30
    assert snapshot(crew.database) == before


def stripped(answer: httpx.Response, ids: dict[str, str]) -> str:
    """An answer without the id that was asked for, and without what is new in every answer."""
    text = answer.text
    for id in ids.values():
        text = text.replace(id, "ID")
    return re.sub(r"csrf-[\w-]+|urn:sekisho:fault:\w+", "", text)


def snapshot(database: Database) -> dict[str, list[str]]:
    """All rows of the other workspace's kind of tables."""
    from sqlalchemy import select

    from sekisho.store.tables import Table

    skipped = {"sessions", "tokens", "users", "events", "visits", "idempotency"}
    with database.read() as tx:
        return {
            name: sorted(str(tuple(row)) for row in tx.execute(select(table)))
            for name, table in Table.metadata.tables.items()
            if name not in skipped and "workspace" in table.columns
        }


def test_what_ones_own_workspace_has_is_there(crew: Team, routes: list[Address]) -> None:
    """The other half of the test above: the 404 came from the workspace, not from a row that there never was."""
    mine = {**crew.mine.ids, "user": crew.mine.user}
    found: set[str] = set()
    with crew.client(Role.ADMIN) as client:
        for one in routes:
            sort = sort_of(one)
            if one.method == "GET" and sort is not None and mine.get(sort):
                answer = client.get(filled(one, mine))
                assert not broken(answer), (one.path, answer.text[:300])
                if answer.status_code == 200:
                    found.add(sort)
    assert {"check", "sheet", "job"} <= found
