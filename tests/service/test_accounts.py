"""Accounts on both databases: logging in, sessions that end, tokens, people; and who cannot be taken over."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest

from sekisho.service.access import SCOPES, Actor, Permission, Role
from sekisho.service.accounts import (
    BadRequest,
    BadToken,
    NotLoggedIn,
    WeakPassword,
    keys,
    people,
    recognise,
    signing_in,
    tokens,
)
from sekisho.service.limits import Tries, place_of
from sekisho.service.office import Office
from sekisho.service.settings import ServiceSettings
from sekisho.store import Database, NotThere, accounts, events
from tests.service.offices import the_law

PASSWORD = "a sentence of four words"


class Clock:
    """The time of the tests, which they move."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office(
    database_address: str, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Office]:
    # Tries of one test are not held against the next.
    monkeypatch.setattr(signing_in, "_TRIES", Tries("login", 100, 1_000))
    monkeypatch.setattr(people, "_TRIES", Tries("code", 100, 1_000))
    monkeypatch.setattr(keys, "_HASHER", keys.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    keys._kept_for_nobody.clear()
    database = Database.open(database_address, upgrade=False, clock=clock)
    law, engine = the_law()
    yield Office(ServiceSettings(tmp_path, database_address, mode="team"), law, engine, database)
    database.close()
    keys._kept_for_nobody.clear()


def person(office: Office, name: str, *roles: Role, workspace: str = "", password: str = PASSWORD) -> Actor:
    with office.database.begin() as tx:
        user = accounts.add_user(tx, name, f"{name}@example.org", password=keys.hash_password(password))
        room = workspace or accounts.add_workspace(tx, f"room of {name}").id
        if roles:
            accounts.set_roles(tx, room, user.id, roles)
    return Actor(user.id, name, room, frozenset(roles), "session")


def log_in(office: Office, name: str, password: str = PASSWORD, **more: Any) -> signing_in.LoggedIn:
    return signing_in.log_in(office, f"{name}@example.org", password, "10.0.0.1", **more)


def actor_of(office: Office, secret: str) -> Actor | None:
    found = recognise(office, session=secret)
    return found.actor if found else None


# --- logging in


def test_a_session_is_recognised_and_ends(office: Office) -> None:
    anna = person(office, "anna", Role.OFFICER)
    began = log_in(office, "ANNA")
    actor = actor_of(office, began.secret)
    assert actor is not None
    assert (actor.id, actor.workspace, actor.roles, actor.how) == (
        anna.id,
        anna.workspace,
        {Role.OFFICER},
        "session",
    )
    with office.database.read() as tx:
        kept = accounts.sessions_of(tx, anna.id)
    assert began.secret not in str(kept), "only the hash is kept"
    signing_in.log_out(office, began.secret)
    assert actor_of(office, began.secret) is None


def test_the_secret_is_new_and_the_old_session_ends(office: Office) -> None:
    person(office, "anna", Role.OFFICER)
    first = log_in(office, "anna")
    second = log_in(office, "anna", old=first.secret)
    assert first.secret != second.secret
    assert actor_of(office, first.secret) is None and actor_of(office, second.secret) is not None


def test_a_secret_that_somebody_else_chose_begins_no_session(office: Office) -> None:
    person(office, "anna", Role.OFFICER)
    planted = keys.new_secret()
    began = log_in(office, "anna", old=planted)
    assert began.secret != planted and actor_of(office, planted) is None


@pytest.mark.parametrize("name", ["anna", "nobody"])
def test_a_wrong_password_says_nothing_of_the_account(office: Office, name: str) -> None:
    person(office, "anna", Role.OFFICER)
    with pytest.raises(NotLoggedIn) as wrong:
        log_in(office, name, "not the password")
    assert wrong.value.key == "account.login-wrong" and wrong.value.wait == 0


def test_after_some_failures_the_account_waits_and_comes_back(office: Office, clock: Clock) -> None:
    person(office, "anna", Role.OFFICER)
    for _ in range(signing_in.FREE_TRIES):
        with pytest.raises(NotLoggedIn):
            log_in(office, "anna", "wrong wrong wrong")
    with pytest.raises(NotLoggedIn):
        log_in(office, "anna")
    clock.now += signing_in.LONGEST_LOCK
    log_in(office, "anna")
    with office.database.read() as tx:
        user = accounts.user_by_email(tx, "anna@example.org")
    assert user is not None and user.failures == 0 and user.locked is None


def test_failures_in_a_row_never_shut_an_account_for_long(office: Office, clock: Clock) -> None:
    person(office, "anna", Role.OFFICER)
    for _ in range(40):
        with pytest.raises(NotLoggedIn):
            log_in(office, "anna", "wrong wrong wrong")
        clock.now += timedelta(seconds=1)
    clock.now += signing_in.LONGEST_LOCK
    log_in(office, "anna")


def test_many_tries_from_one_address_wait(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signing_in, "_TRIES", Tries("login", 0.1, 3))
    for number in range(3):
        with pytest.raises(NotLoggedIn) as wrong:
            log_in(office, f"somebody{number}")
        assert wrong.value.wait == 0
    with pytest.raises(NotLoggedIn) as wrong:
        log_in(office, "another")
    assert wrong.value.wait >= 1 and wrong.value.key == "account.login-wait"


def test_tries_at_once_are_as_many_as_one_after_the_other(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who sends a hundred passwords at once has no more of them looked at than the account and the address allow."""
    person(office, "anna", Role.OFFICER)
    looked_at: list[str | None] = []
    fits = keys.password_fits

    def looking(kept: str | None, password: str) -> bool:
        looked_at.append(kept)
        return fits(kept, password)

    monkeypatch.setattr(signing_in, "password_fits", looking)
    monkeypatch.setattr(signing_in, "_TRIES", Tries("login", 0.001, 12))

    def guess(number: int) -> int:
        with pytest.raises(NotLoggedIn) as wrong:
            log_in(office, "anna", f"wrong wrong wrong {number}")
        return wrong.value.wait

    with ThreadPoolExecutor(16) as pool:
        waits = list(pool.map(guess, range(30)))
    assert len([kept for kept in looked_at if kept is not None]) == signing_in.FREE_TRIES
    assert sum(wait == 0 for wait in waits) == 12


def test_tries_are_counted_for_all_processes_and_over_a_restart(
    office: Office, database_address: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing_in, "_TRIES", Tries("login", 0.1, 3))
    for _ in range(3):
        with pytest.raises(NotLoggedIn):
            log_in(office, "somebody")
    other = Database.open(database_address, upgrade=False, clock=clock)
    law, engine = the_law()
    elsewhere = Office(office.settings, law, engine, other)
    with pytest.raises(NotLoggedIn) as wrong:
        log_in(elsewhere, "somebody")
    assert wrong.value.wait >= 1
    clock.now -= timedelta(days=400)  # a clock that is set back opens nothing
    with pytest.raises(NotLoggedIn) as wrong:
        log_in(elsewhere, "somebody")
    assert wrong.value.wait >= 1
    other.close()


def test_a_right_password_is_no_try(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    person(office, "anna", Role.OFFICER)
    monkeypatch.setattr(signing_in, "_TRIES", Tries("login", 0.001, 2))
    for _ in range(6):
        log_in(office, "anna")


def test_who_has_a_network_of_addresses_counts_as_one(office: Office) -> None:
    assert place_of("2001:db8:1:2::1") == place_of("2001:db8:1:2:ffff::9") != place_of("2001:db8:1:3::1")
    assert place_of("::ffff:192.0.2.1") == place_of("192.0.2.1") != place_of("192.0.2.2")
    assert place_of("no address") == "no address"


def test_a_session_ends_when_it_is_idle(office: Office, clock: Clock) -> None:
    person(office, "anna", Role.OFFICER)
    secret = log_in(office, "anna").secret
    for _ in range(3):
        clock.now += timedelta(hours=20)
        assert actor_of(office, secret) is not None
    clock.now += timedelta(hours=24)
    assert actor_of(office, secret) is None


def test_a_session_ends_after_a_week_however_busy(office: Office, clock: Clock) -> None:
    person(office, "anna", Role.OFFICER)
    secret = log_in(office, "anna").secret
    for _ in range(13):
        clock.now += timedelta(hours=12)
        assert actor_of(office, secret) is not None
    clock.now += timedelta(hours=12)
    assert actor_of(office, secret) is None


def test_log_out_everywhere(office: Office) -> None:
    anna = person(office, "anna", Role.OFFICER)
    person(office, "ben", Role.OFFICER)
    secrets = [log_in(office, "anna").secret for _ in range(3)]
    other = log_in(office, "ben").secret
    signing_in.log_out_everywhere(office, anna.id, but=keys.digest(secrets[0]))
    assert [actor_of(office, one) is not None for one in secrets] == [True, False, False]
    signing_in.log_out_everywhere(office, anna.id)
    assert actor_of(office, secrets[0]) is None and actor_of(office, other) is not None


def test_a_closed_account_is_nobody(office: Office) -> None:
    anna = person(office, "anna", Role.OFFICER)
    secret = log_in(office, "anna").secret
    with office.database.begin() as tx:
        accounts.change_user(tx, anna.id, disabled=tx.now)
    assert actor_of(office, secret) is None
    with pytest.raises(NotLoggedIn):
        log_in(office, "anna")


def test_a_person_of_no_workspace_may_nothing(office: Office) -> None:
    anna = person(office, "anna", Role.OFFICER)
    secret = log_in(office, "anna").secret
    with office.database.begin() as tx:
        accounts.end_membership(tx, anna.workspace, anna.id)
    assert actor_of(office, secret) is None, "the session there ended with the membership"
    actor = actor_of(office, log_in(office, "anna").secret)
    assert actor is not None and actor.workspace == "" and not actor.permissions - {Permission.PUBLIC}


# --- passwords


def test_changing_the_password_ends_the_other_sessions(office: Office) -> None:
    anna = person(office, "anna", Role.OFFICER)
    here, there = log_in(office, "anna").secret, log_in(office, "anna").secret
    with pytest.raises(NotLoggedIn):
        signing_in.change_password(office, anna.id, "wrong", "another sentence of words", keys.digest(here))
    signing_in.change_password(office, anna.id, PASSWORD, "another sentence of words", keys.digest(here))
    assert actor_of(office, here) is not None and actor_of(office, there) is None
    with pytest.raises(NotLoggedIn):
        log_in(office, "anna")
    log_in(office, "anna", "another sentence of words")


@pytest.mark.parametrize(
    "password",
    [
        "",
        "short",
        "password1234",
        "Passw0rdPassw0rd",
        "anna@example.org",
        "annaannaanna1",
        "aaaaaaaaaaaaaaa",
        "sekisho-sekisho",
        "x" * 201,
    ],
)
def test_weak_passwords_are_refused(password: str) -> None:
    with pytest.raises(WeakPassword):
        keys.check_password(password, ("Anna", "anna@example.org"))


@pytest.mark.parametrize(
    "password",
    ["correct horse battery", "関所を通る貨物の一覧表です", "我们 的 密码 很 长 很 好", "Tr0ub4dor&3xtra"],
)
def test_good_passwords_pass(password: str) -> None:
    keys.check_password(password, ("Anna", "anna@example.org"))


def test_the_hash_is_argon2id_and_fits_one_password() -> None:
    kept = keys.hash_password("é sentence of four words")
    assert kept.startswith("$argon2id$") and "m=65536" in kept
    assert keys.password_fits(kept, "e\u0301 sentence of four words"), (
        "composed and decomposed letters are the same"
    )
    assert not keys.password_fits(kept, "e sentence of four words")
    assert not keys.password_fits(None, "anything") and not keys.password_fits("no hash", "anything")


def test_nobodys_password_takes_as_long_as_somebodys() -> None:
    import time

    kept = keys.hash_password(PASSWORD)
    keys.password_fits(None, "x")  # makes the hash for nobody

    def took(hash: str | None) -> float:
        began = time.perf_counter()
        for _ in range(4):
            keys.password_fits(hash, "wrong")
        return time.perf_counter() - began

    took(kept)
    somebody, nobody = min(took(kept) for _ in range(3)), min(took(None) for _ in range(3))
    assert 0.5 < nobody / somebody < 2


# --- tokens


def test_a_token_is_shown_once_and_kept_as_a_hash(office: Office) -> None:
    anna = person(office, "anna", Role.OFFICER)
    key = tokens.make_token(office, anna, "loader", ["check.read"], "30")
    found = recognise(office, bearer=key)
    assert found is not None and found.actor.permissions == {Permission.CHECK_READ, Permission.PUBLIC}
    assert (found.actor.how, found.actor.id, found.actor.workspace) == ("token", anna.id, anna.workspace)
    listed = tokens.my_tokens(office, anna)
    assert key not in str(listed) and listed[0]["state"] == "stands"
    with office.database.read() as tx:
        assert key not in str(accounts.tokens(tx, anna.workspace))
        assert key not in str(events.page_of(tx, anna.workspace))


@pytest.mark.parametrize(
    "bad", ["", "x", "sekisho_", "sekisho_" + "x" * 43, "sekisho_" + "x" * 5_000, "Sekisho_abc"]
)
def test_what_is_no_token_is_not_the_user_of_the_laptop(office: Office, bad: str) -> None:
    if bad:
        with pytest.raises(BadToken):
            recognise(office, bearer=bad)
        laptop = attrs.evolve(office.settings, mode="laptop")
        office.settings = laptop
        with pytest.raises(BadToken):
            recognise(office, bearer=bad)


def test_a_token_ends(office: Office, clock: Clock) -> None:
    anna = person(office, "anna", Role.OFFICER)
    key = tokens.make_token(office, anna, "loader", ["check.read"], "7")
    other = tokens.make_token(office, anna, "other", ["check.read"], "365")
    tokens.revoke(
        office, anna, next(row["id"] for row in tokens.my_tokens(office, anna) if row["name"] == "other")
    )
    with pytest.raises(BadToken):
        recognise(office, bearer=other)
    clock.now += timedelta(days=7)
    with pytest.raises(BadToken):
        recognise(office, bearer=key)
    assert {row["state"] for row in tokens.my_tokens(office, anna)} == {"expired", "revoked"}


def test_a_token_loses_what_its_person_loses(office: Office) -> None:
    anna = person(office, "anna", Role.OFFICER)
    key = tokens.make_token(office, anna, "loader", ["check.write", "check.read"], "30")
    with office.database.begin() as tx:
        accounts.set_roles(tx, anna.workspace, anna.id, [Role.VIEWER])
    found = recognise(office, bearer=key)
    assert found is not None and found.actor.permissions == {Permission.CHECK_READ, Permission.PUBLIC}


def test_a_token_cannot_be_made_beyond_ones_role(office: Office) -> None:
    anna = person(office, "anna", Role.VIEWER)
    for scopes in (["check.write"], ["people.manage"], ["account.tokens"], ["public"], ["no.such"], []):
        with pytest.raises(BadRequest):
            tokens.make_token(office, anna, "x", scopes, "30")
    for days in ("", "31", "-7", "９０", "1e3", "999999999"):
        with pytest.raises(BadRequest):
            tokens.make_token(office, anna, "x", ["check.read"], days)
    for name in ("", "  ", "x" * 101):
        with pytest.raises(BadRequest):
            tokens.make_token(office, anna, name, ["check.read"], "30")


def test_nobody_revokes_anothers_token(office: Office) -> None:
    anna = person(office, "anna", Role.ADMIN)
    ben = person(office, "ben", Role.ADMIN, workspace=anna.workspace)
    tokens.make_token(office, anna, "x", [SCOPES[0]], "30")
    id = tokens.my_tokens(office, anna)[0]["id"]
    with pytest.raises(NotThere):
        tokens.revoke(office, ben, id)
    with pytest.raises(NotThere):
        tokens.revoke(office, person(office, "carl", Role.ADMIN), id)
    assert tokens.my_tokens(office, anna)[0]["state"] == "stands"


# --- people


def test_a_new_person_joins_with_a_code_that_works_once(office: Office, clock: Clock) -> None:
    anna = person(office, "anna", Role.ADMIN)
    code = people.add_person(office, anna, "Ben", "Ben@Example.org", ["officer", "approver"])
    typed = code.replace("-", " ").upper()
    join: tuple[Any, ...] = ("10.0.0.1", "", "")
    with pytest.raises(NotLoggedIn):
        people.accept(office, "other@example.org", typed, PASSWORD, *join)
    with pytest.raises(WeakPassword):
        people.accept(office, "ben@example.org", typed, "short", *join)
    began = people.accept(office, "ben@example.org", typed, PASSWORD, *join)
    actor = actor_of(office, began.secret)
    assert (
        actor is not None
        and actor.roles == {Role.OFFICER, Role.APPROVER}
        and actor.workspace == anna.workspace
    )
    with pytest.raises(NotLoggedIn):
        people.accept(office, "ben@example.org", typed, PASSWORD, *join)
    log_in(office, "ben")


def test_a_code_of_one_workspace_does_not_open_another(office: Office) -> None:
    """An admin names somebody, keeps the code, and waits until another workspace adds the same person."""
    anna, zoe = person(office, "anna", Role.ADMIN), person(office, "zoe", Role.ADMIN)
    code = people.add_person(office, anna, "Chief", "chief@example.org", ["viewer"])
    assert people.add_person(office, zoe, "Chief", "chief@example.org", ["approver"]) == ""
    with pytest.raises(NotLoggedIn):
        people.accept(office, "chief@example.org", code, PASSWORD, "10.0.0.1", "", "")
    ken = people.add_person(office, anna, "Ken", "ken@example.org", ["viewer"])
    people.accept(office, "ken@example.org", ken, PASSWORD, "10.0.0.1", "", "")
    with office.database.read() as tx:
        id = getattr(accounts.user_by_email(tx, "ken@example.org"), "id", "")
    reset = people.reset_password(office, anna, id)
    people.add_person(office, zoe, "Ken", "ken@example.org", ["approver"])
    with pytest.raises(NotLoggedIn):
        people.accept(office, "ken@example.org", reset, PASSWORD, "10.0.0.1", "", "")


def test_a_code_runs_out(office: Office, clock: Clock) -> None:
    anna = person(office, "anna", Role.ADMIN)
    code = people.add_person(office, anna, "Ben", "ben@example.org", ["viewer"])
    clock.now += people.CODE_LASTS
    with pytest.raises(NotLoggedIn):
        people.accept(office, "ben@example.org", code, PASSWORD, "10.0.0.1", "", "")


def test_one_does_not_touch_people_of_another_workspace(office: Office) -> None:
    anna, ben = person(office, "anna", Role.ADMIN), person(office, "ben", Role.ADMIN)
    for change in (
        lambda: people.change_roles(office, anna, ben.id, ["viewer"]),
        lambda: people.remove_person(office, anna, ben.id),
        lambda: people.reset_password(office, anna, ben.id),
        lambda: people.work_in(office, anna, ben.workspace),
    ):
        with pytest.raises(NotThere):
            change()
    assert [row["id"] for row in people.people_of(office, anna)] == [anna.id]


def test_an_admin_does_not_take_over_who_works_elsewhere_too(office: Office) -> None:
    anna, ben = person(office, "anna", Role.ADMIN), person(office, "ben", Role.ADMIN)
    assert people.add_person(office, anna, "Ben", "ben@example.org", ["viewer"]) == "", (
        "no code for who has an account"
    )
    with pytest.raises(BadRequest, match="elsewhere"):
        people.reset_password(office, anna, ben.id)
    log_in(office, "ben")


def test_the_last_admin_stays(office: Office) -> None:
    anna = person(office, "anna", Role.ADMIN)
    ben = person(office, "ben", Role.OFFICER, workspace=anna.workspace)
    with pytest.raises(BadRequest, match="last-admin"):
        people.change_roles(office, anna, anna.id, ["viewer"])
    with pytest.raises(BadRequest, match="last-admin"):
        people.remove_person(office, anna, anna.id)
    people.change_roles(office, anna, ben.id, ["admin"])
    people.remove_person(office, anna, anna.id)


def test_a_second_workspace_is_kept_apart(office: Office) -> None:
    anna = person(office, "anna", Role.ADMIN)
    person(office, "ben", Role.ADMIN, workspace=anna.workspace)
    secret = log_in(office, "anna").secret
    actor = actor_of(office, secret)
    assert actor is not None
    place = people.make_workspace(office, actor, "Second")
    people.work_in(office, actor, place)
    moved = actor_of(office, secret)
    assert moved is not None and moved.workspace == place and moved.roles == {Role.ADMIN}
    assert [row["name"] for row in people.people_of(office, moved)] == ["anna"]


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "x",
        "@",
        "a@",
        "@b.c",
        "a b@c.de",
        "a@b",
        "a@b.c\r\nX: y",
        "<a@b.c>",
        "a,b@c.de",
        "a" * 400 + "@b.c",
        "a@b.\x00c",
    ],
)
def test_what_is_no_address_is_refused(bad: str) -> None:
    with pytest.raises(BadRequest):
        people.read_email(bad)
