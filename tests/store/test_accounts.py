"""Accounts, sessions, keys, invitations, preferences, visits: what stands, and what no longer does."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest

from sekisho.store import Database, NotThere, StoreError, Taken, accounts, idempotency, visits
from tests.store.rooms import furnished, person

DAY = timedelta(days=1)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def _at(database: Database, moment: datetime) -> None:
    database.clock = lambda: moment


def _session(tx, user: str, hash: str = "h", workspace: str | None = None) -> accounts.Session:  # type: ignore[no-untyped-def]
    row = accounts.Session(hash, user, workspace, "csrf", tx.now, tx.now, tx.now + DAY)
    accounts.add_session(tx, row)
    return row


def test_an_address_belongs_to_one_account_however_it_is_written(database: Database) -> None:
    with database.begin() as tx:
        made = accounts.add_user(tx, "Anna", " Anna@Example.ORG ", password="hash")
        assert accounts.user_by_email(tx, "ANNA@example.org") == made == accounts.user(tx, made.id)
        with pytest.raises(Taken):
            accounts.add_user(tx, "Other", "anna@example.org")
        with pytest.raises(StoreError, match="at most 320"):
            accounts.add_user(tx, "Long", "a" * 321)
        assert accounts.count_users(tx) == 1


def test_a_subject_belongs_to_one_account(database: Database) -> None:
    with database.begin() as tx:
        one = accounts.add_user(tx, "A", "a@x", issuer="https://idp", subject="1")
        two = accounts.add_user(tx, "B", "b@x")
        with pytest.raises(Taken):
            accounts.add_user(tx, "C", "c@x", issuer="https://idp", subject="1")
        with pytest.raises(Taken):
            accounts.change_user(tx, two.id, issuer="https://idp", subject="1")
        accounts.change_user(tx, two.id, issuer="https://other", subject="1")
        assert accounts.user_by_subject(tx, "https://idp", "1") == one
        assert accounts.user_by_subject(tx, "https://idp", "2") is None


def test_a_person_is_changed_in_named_ways_only(database: Database) -> None:
    with database.begin() as tx:
        made = accounts.add_user(tx, "A", "a@x")
        with pytest.raises(ValueError, match="only"):
            accounts.change_user(tx, made.id, email="b@x")
        with pytest.raises(NotThere):
            accounts.change_user(tx, "nobody", name="B")
        accounts.change_user(tx, made.id, disabled=tx.now)
        assert accounts.user(tx, made.id).disabled == tx.now  # type: ignore[union-attr]


def test_wrong_passwords_at_once_are_all_counted(database: Database) -> None:
    with database.begin() as tx:
        made = accounts.add_user(tx, "A", "a@x")
    counts: list[int] = []

    def fail() -> None:
        with database.begin() as tx:
            counts.append(accounts.count_try(tx, made.id))

    threads = [threading.Thread(target=fail) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(counts) == list(range(1, 9))


def test_roles_are_set_as_a_whole(database: Database) -> None:
    with database.begin() as tx:
        user, room = person(tx, "anna")
        accounts.set_roles(tx, room, user, ["viewer", "auditor"])
        accounts.set_roles(tx, room, user, ["viewer", "approver"])
        assert accounts.roles_in(tx, room, user) == {"viewer", "approver"}
        assert [(w.id, r) for w, r in accounts.memberships_of(tx, user)] == [(room, {"viewer", "approver"})]
        assert [m.roles for m in accounts.members(tx, room)] == [{"viewer", "approver"}]
        with pytest.raises(ValueError, match="end_membership"):
            accounts.set_roles(tx, room, user, [])


def test_who_leaves_a_workspace_leaves_no_way_in(database: Database) -> None:
    room = furnished(database, "anna")
    with database.begin() as tx:
        _session(tx, room.user, "here", room.id)
        _session(tx, room.user, "elsewhere")
        accounts.end_membership(tx, room.id, room.user)
        assert accounts.session(tx, "here") is None
        assert accounts.session(tx, "elsewhere") is not None
        assert accounts.token_by_hash(tx, "hash-anna") is None
        with pytest.raises(NotThere):
            accounts.end_membership(tx, room.id, room.user)


def test_a_closed_workspace_has_no_roles(database: Database) -> None:
    room = furnished(database, "anna")
    with database.begin() as tx:
        accounts.rename_workspace(tx, room.id, "closed", closed=True)
        assert accounts.roles_in(tx, room.id, room.user) == frozenset()
        assert accounts.memberships_of(tx, room.user) == ()


def test_a_session_runs_out_to_the_second(database: Database) -> None:
    _at(database, NOON)
    with database.begin() as tx:
        user, _ = person(tx, "anna")
        kept = _session(tx, user)
        assert accounts.session(tx, "h") == kept
    _at(database, NOON + DAY - timedelta(microseconds=1))
    with database.begin() as tx:
        assert accounts.session(tx, "h") is not None
    _at(database, NOON + DAY)
    with database.begin() as tx:
        assert accounts.session(tx, "h") is None
        assert accounts.sessions_of(tx, user) == ()
        assert accounts.forget_old_sessions(tx) == 1


def test_sessions_are_prolonged_and_ended(database: Database) -> None:
    with database.begin() as tx:
        user, room = person(tx, "anna")
        for hash in "abc":
            _session(tx, user, hash)
        accounts.touch_session(tx, "a", expires=tx.now + 9 * DAY, workspace=room)
        assert accounts.session(tx, "a").workspace == room  # type: ignore[union-attr]
        accounts.end_session(tx, "b")
        accounts.end_sessions(tx, user, but="c")
        assert [s.hash for s in accounts.sessions_of(tx, user)] == ["c"]


def test_a_key_that_ran_out_or_was_revoked_opens_nothing(database: Database) -> None:
    _at(database, NOON)
    room = furnished(database, "anna")
    with database.begin() as tx:
        short = accounts.Token(
            "t2", room.id, room.user, "short", "sk_", "short", [], "viewer", tx.now, tx.now + DAY
        )
        accounts.add_token(tx, room.id, short)
        assert accounts.token_by_hash(tx, "short") == short
        accounts.touch_token(tx, "t2")
        assert accounts.token_by_hash(tx, "short").used == NOON  # type: ignore[union-attr]
        with pytest.raises(NotThere):
            accounts.revoke_token(tx, room.id, "t2", user="somebody else")
        accounts.revoke_token(tx, room.id, room.ids["token"], user=room.user)
        assert accounts.token_by_hash(tx, "hash-anna") is None
    _at(database, NOON + DAY)
    with database.begin() as tx:
        assert accounts.token_by_hash(tx, "short") is None
        assert len(accounts.tokens(tx, room.id)) == 2


def test_an_invitation_is_good_once_and_the_last_one_only(database: Database) -> None:
    with database.begin() as tx:
        user, _ = person(tx, "anna")
        for hash in ("first", "second"):
            accounts.add_invitation(tx, accounts.Invitation(hash, user, "invite", tx.now, None, tx.now + DAY))
        assert accounts.invitation(tx, "first") is None
        assert accounts.invitation(tx, "second") is not None
        assert accounts.use_invitation(tx, "second")
        assert not accounts.use_invitation(tx, "second")
        assert accounts.invitation(tx, "second") is None


def test_the_local_account_is_made_once(database: Database) -> None:
    rooms = []
    for _ in range(2):
        with database.begin() as tx:
            rooms.append(accounts.the_local_one(tx, "local"))
    assert rooms[0] == rooms[1]
    with database.read() as tx:
        assert accounts.roles_in(tx, rooms[0].id, "local") == {"admin"}
        assert accounts.user(tx, "local").password is None  # type: ignore[union-attr]


def test_preferences_keep_what_was_not_named(database: Database) -> None:
    with database.begin() as tx:
        user, _ = person(tx, "anna")
        assert accounts.preferences(tx, user) == {}
        accounts.set_preferences(tx, user, lang="ja", compact=True)
        assert accounts.set_preferences(tx, user, compact=None, keys=False) == {"lang": "ja", "keys": False}
        assert accounts.preferences(tx, user) == {"lang": "ja", "keys": False}
        assert accounts.names(tx, {user, None, "nobody"}) == {user: "anna"}


def test_a_visit_lasts_until_a_rest(database: Database) -> None:
    _at(database, NOON)
    with database.begin() as tx:
        user, room = person(tx, "anna")
        assert visits.visit(tx, room, user) is None
        assert visits.note(tx, room, user, "law1").since is None
    _at(database, NOON + timedelta(hours=1))
    with database.begin() as tx:
        assert visits.note(tx, room, user, "law1").since is None
    _at(database, NOON + DAY)
    with database.begin() as tx:
        back = visits.note(tx, room, user, "law2")
        assert (back.since, back.since_law, back.seen_law) == (NOON + timedelta(hours=1), "law1", "law2")
    _at(database, NOON + DAY + timedelta(hours=1))
    with database.begin() as tx:
        assert visits.note(tx, room, user, "law2").since == NOON + timedelta(hours=1)


def test_new_law_in_the_middle_of_a_visit_is_not_swallowed(database: Database) -> None:
    _at(database, NOON)
    with database.begin() as tx:
        user, room = person(tx, "anna")
        visits.note(tx, room, user, "law1")
    _at(database, NOON + timedelta(hours=1))
    with database.begin() as tx:
        found = visits.note(tx, room, user, "law2")
        again = visits.note(tx, room, user, "law2")
    assert (found.since, found.since_law) == (NOON, "law1") == (again.since, again.since_law)


def test_a_key_of_a_request_is_claimed_once(database: Database) -> None:
    outcomes: list[object] = []
    start = threading.Barrier(6)

    def ask() -> None:
        start.wait()
        with database.begin() as tx:
            outcomes.append(idempotency.claim(tx, "anna", "key", "print"))

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count(None) == 1
    others = [one for one in outcomes if isinstance(one, idempotency.Remembered)]
    assert len(others) == 5
    assert {(one.fingerprint, one.status) for one in others} == {("print", None)}


def test_the_answer_to_a_request_is_kept_for_its_actor(database: Database) -> None:
    _at(database, NOON)
    with database.begin() as tx:
        assert idempotency.claim(tx, "anna", "key", "print") is None
        idempotency.answer(tx, "anna", "key", 201, {"location": "/x"}, b"\x00\xff")
        idempotency.release(tx, "anna", "key")  # an answered one is not given back
        kept = idempotency.claim(tx, "anna", "key", "other")
        assert kept is not None
        assert (kept.status, kept.headers, kept.body, kept.fingerprint) == (
            201,
            {"location": "/x"},
            b"\x00\xff",
            "print",
        )
        assert idempotency.claim(tx, "bert", "key", "print") is None
        idempotency.release(tx, "bert", "key")
        assert idempotency.claim(tx, "bert", "key", "print") is None
        for bad in ("", "k" * 256):
            with pytest.raises(StoreError, match="1 to 255"):
                idempotency.claim(tx, "anna", bad, "print")
    _at(database, NOON + 2 * DAY)
    with database.begin() as tx:
        assert idempotency.forget(tx, DAY) == 2
        assert idempotency.claim(tx, "anna", "key", "print") is None
