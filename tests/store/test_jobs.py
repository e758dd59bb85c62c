"""Jobs: one worker at a time, taken over when it dies, nothing said by the dead counts, nothing done twice."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from sekisho.store import Database, LostLease, NotThere, jobs
from tests.store.rooms import Room, furnished

MINUTE = timedelta(minutes=1)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def _take(database: Database, owner: str, most: int = 3) -> jobs.Job | None:
    with database.begin() as tx:
        return jobs.take(tx, owner, MINUTE, ["test"], most)


@pytest.fixture
def room(database: Database) -> Room:
    database.clock = lambda: NOON
    return furnished(database, "anna")


def _later(database: Database, by: timedelta) -> None:
    database.clock = lambda: NOON + by


def test_workers_at_once_never_take_the_same_job(database: Database, room: Room) -> None:
    with database.begin() as tx:
        for n in range(11):
            jobs.add(tx, room.id, kind="test", title=str(n), params={})
    taken: list[str] = []
    start = threading.Barrier(4)

    def work(owner: str) -> None:
        start.wait()
        while (job := _take(database, owner)) is not None:
            taken.append(job.id)

    threads = [threading.Thread(target=work, args=(f"w{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == len(set(taken)) == 12


def test_a_job_goes_its_way(database: Database, room: Room) -> None:
    job = _take(database, "w1")
    assert job is not None
    assert (job.id, job.state, job.attempts, job.started) == (room.ids["job"], "running", 1, NOON)
    with database.begin() as tx:
        jobs.report(tx, job, total=3, message=["reading", 3], checkpoint={"at": 1})
        jobs.keep_part(tx, job, 0, {"a": 1})
        jobs.keep_part(tx, job, 2, {"b": 2})
    with database.read() as tx:
        now = jobs.get(tx, room.id, job.id)
        assert (now.done, now.total, now.message, now.checkpoint) == (2, 3, ["reading", 3], {"at": 1})
        assert jobs.parts(tx, room.id, job.id) == {0, 2}
        assert list(jobs.part_values(tx, room.id, job.id)) == [(0, {"a": 1}), (2, {"b": 2})]
    with database.begin() as tx:
        jobs.keep_file(tx, room.id, job.id, jobs.JobFile("out", "application/json", b"{}"))
        jobs.end(tx, job, "done", result={"n": 2})
    with database.read() as tx:
        over = jobs.get(tx, room.id, job.id)
        assert over.over and over.result == {"n": 2} and over.owner is None
        assert jobs.files(tx, room.id, job.id) == (("in", "text/plain", 1), ("out", "application/json", 2))
        assert jobs.file(tx, room.id, job.id, "out").body == b"{}"
        assert jobs.count(tx, room.id, "done") == 1
    assert _take(database, "w2") is None


def test_a_living_worker_keeps_its_job_and_a_dead_one_loses_it(database: Database, room: Room) -> None:
    first = _take(database, "w1")
    assert first is not None
    _later(database, timedelta(seconds=50))
    with database.begin() as tx:
        assert jobs.hold(tx, first, MINUTE) is False
    _later(database, timedelta(seconds=100))
    assert _take(database, "w2") is None
    _later(database, timedelta(seconds=111))
    second = _take(database, "w2")
    assert second is not None and (second.id, second.attempts) == (first.id, 2)
    for late in (
        lambda tx: jobs.hold(tx, first, MINUTE),
        lambda tx: jobs.report(tx, first, done=9),
        lambda tx: jobs.report(tx, first),
        lambda tx: jobs.keep_part(tx, first, 1, "late"),
        lambda tx: jobs.end(tx, first, "failed"),
        lambda tx: jobs.give_back(tx, first),
    ):
        with pytest.raises(LostLease), database.begin() as tx:
            late(tx)
    with database.begin() as tx:
        assert jobs.parts(tx, room.id, first.id) == frozenset()
        jobs.keep_part(tx, second, 1, "right")


def test_the_same_worker_in_a_later_attempt_is_another_one(database: Database, room: Room) -> None:
    first = _take(database, "w1")
    _later(database, 2 * MINUTE)
    second = _take(database, "w1")
    assert first is not None and second is not None
    with pytest.raises(LostLease), database.begin() as tx:
        jobs.keep_part(tx, first, 0, "late")


def test_a_part_is_kept_once(database: Database, room: Room) -> None:
    job = _take(database, "w1")
    assert job is not None
    with database.begin() as tx:
        jobs.keep_part(tx, job, 0, "one")
    with pytest.raises(IntegrityError), database.begin() as tx:
        jobs.keep_part(tx, job, 0, "two")
    with database.read() as tx:
        assert list(jobs.part_values(tx, room.id, job.id)) == [(0, "one")]
        assert jobs.get(tx, room.id, job.id).done == 1


def test_a_job_on_which_workers_die_is_given_up(database: Database, room: Room) -> None:
    for attempt in range(3):
        _later(database, attempt * 2 * MINUTE)
        assert _take(database, "w1") is not None
    _later(database, 6 * MINUTE)
    assert _take(database, "w1") is None
    with database.read() as tx:
        job = jobs.get(tx, room.id, room.ids["job"])
    assert (job.state, job.problem) == ("failed", {"what": "given-up", "attempts": 3})


def test_a_job_that_waits_is_stopped_at_once(database: Database, room: Room) -> None:
    with database.begin() as tx:
        assert jobs.ask_to_stop(tx, room.id, room.ids["job"]).state == "cancelled"
    assert _take(database, "w1") is None


def test_a_job_that_runs_is_told_to_stop(database: Database, room: Room) -> None:
    job = _take(database, "w1")
    assert job is not None
    with database.begin() as tx:
        asked = jobs.ask_to_stop(tx, room.id, job.id)
        assert (asked.state, asked.cancel) == ("running", NOON)
        assert jobs.hold(tx, job, MINUTE) is True
        jobs.end(tx, job, "cancelled")
        assert jobs.ask_to_stop(tx, room.id, job.id).state == "cancelled"


def test_a_job_told_to_stop_whose_worker_died_is_over(database: Database, room: Room) -> None:
    job = _take(database, "w1")
    assert job is not None
    with database.begin() as tx:
        jobs.ask_to_stop(tx, room.id, job.id)
    _later(database, 2 * MINUTE)
    assert _take(database, "w2") is None
    with database.read() as tx:
        assert jobs.get(tx, room.id, job.id).state == "cancelled"


def test_a_job_given_back_costs_no_attempt(database: Database, room: Room) -> None:
    job = _take(database, "w1")
    assert job is not None
    with database.begin() as tx:
        jobs.give_back(tx, job)
    again = _take(database, "w2")
    assert again is not None and again.attempts == 1


def test_only_a_job_that_is_over_is_taken_out(database: Database, room: Room) -> None:
    with pytest.raises(NotThere, match="not over"), database.begin() as tx:
        jobs.forget(tx, room.id, room.ids["job"])
    with database.begin() as tx:
        jobs.ask_to_stop(tx, room.id, room.ids["job"])
        jobs.forget(tx, room.id, room.ids["job"])
        assert jobs.page_of(tx, room.id).rows == ()


def test_a_worker_takes_the_kinds_that_it_knows(database: Database, room: Room) -> None:
    with database.begin() as tx:
        assert jobs.take(tx, "w", MINUTE, ["other"], 3) is None
        assert jobs.take(tx, "w", MINUTE, [], 3) is None
