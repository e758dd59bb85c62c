"""The first page's data: what changed since the last visit, what it touches, what runs out, what nobody confirmed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from sekisho.determine import Engine
from sekisho.law.diff import changes
from sekisho.service import checks, saved
from sekisho.service.access import Actor
from sekisho.service.home import home
from sekisho.service.jobs.idle import Idle
from sekisho.service.office import Office
from sekisho.service.saved.looking import look_at, under_of
from sekisho.store import Database
from sekisho.store import saved as rows
from tests.service.offices import example, office_over, somebody

GALLIUM = "gallium-united-states-2026-11-26"


def at(office: Office, day: date) -> Office:
    """The same office at noon of another day."""
    office.database.clock = lambda: datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return evolve(office, today=lambda: day)


@pytest.fixture
def office(sqlite_database: Database, tmp_path: Path) -> Office:
    return at(office_over(sqlite_database, tmp_path), date(2026, 11, 9))


@pytest.fixture
def actor(office: Office) -> Actor:
    return somebody(office)


def keep(office: Office, actor: Actor, name: str) -> str:
    check = checks.begin(office, actor, example(name))
    return saved.save_check(office, actor, check)


def seen(office: Office, actor: Actor) -> dict[str, Any]:
    """Home after everything was looked at, as the worker would have."""
    with office.database.read() as tx:
        ids = rows.ids(tx, actor.workspace)
    look_at(office, actor.workspace, ids)
    return home(office, actor, "en")


def test_the_first_visit_teaches(office: Office, actor: Actor) -> None:
    found = home(office, actor, "en")
    assert found["first"] and found["law"]["since"] is None
    assert len(found["examples"]) >= 5
    checks.begin(office, actor, example(GALLIUM))
    assert not home(office, actor, "en")["first"]


def test_law_since_the_last_visit_is_what_the_diff_says(office: Office, actor: Actor) -> None:
    home(office, actor, "en")
    later = at(office, date(2026, 11, 22))
    found = home(later, actor, "en")["law"]
    told = changes(office.law, date(2026, 11, 9), date(2026, 11, 22))
    assert (found["since"], found["count"]) == ("2026-11-09", len(told))
    assert found["count"] > 0 and found["rows"]
    assert {row["part"]["id"] for row in found["rows"]} <= {c.instrument or c.id for c in told}
    # The page is opened again in the same visit: it tells the same.
    assert home(later, actor, "en")["law"]["count"] == found["count"]
    # The next day, nothing is new any more.
    assert home(at(office, date(2026, 11, 23)), actor, "en")["law"]["count"] == 0


def test_other_files_of_the_law_are_told(office: Office, actor: Actor) -> None:
    saved.ensure_edition(office)
    home(office, actor, "en")
    gone = next(iter(office.law.requirements))
    law = evolve(
        office.law,
        hash="e" * 24,
        requirements={k: v for k, v in office.law.requirements.items() if k != gone},
    )
    other = evolve(office, law=law, engine=Engine(law))
    unknown = home(other, actor, "en")["law"]["files"]
    assert unknown == {"known": False, "count": 0, "rows": []}
    saved.ensure_edition(other)
    files = home(other, actor, "en")["law"]["files"]
    assert files["known"] and files["count"] == 1
    assert [(row["id"], row["what"]) for row in files["rows"]] == [(gone, "gone")]


def test_a_saved_answer_that_will_turn_and_then_has_turned(office: Office, actor: Actor) -> None:
    on_22 = at(office, date(2026, 11, 22))
    id = keep(on_22, actor, GALLIUM)
    before = seen(on_22, actor)
    assert before["touched"]["count"] == 0
    turns = [(row["id"], row["turn"]["on"], row["days"]) for row in before["soon"]["turns"]]
    assert turns == [(id, "2026-11-27", 5)]
    assert "CN" in before["soon"]["turns"][0]["turn"]["changed"]
    after = seen(at(office, date(2026, 11, 28)), actor)
    assert [(row["id"], row["change"]) for row in after["touched"]["rows"]] == [(id, "outcome")]
    assert "CN" in after["touched"]["rows"][0]["changed"]


def test_of_several_runs_the_newest_counts(office: Office, actor: Actor) -> None:
    on_22 = at(office, date(2026, 11, 22))
    id = keep(on_22, actor, GALLIUM)
    on_28 = at(office, date(2026, 11, 28))
    assert seen(on_28, actor)["touched"]["count"] == 1
    saved.run_again(on_28, actor, id, "now")
    assert seen(on_28, actor)["touched"]["count"] == 0


def test_what_was_not_looked_at_is_not_called_unchanged(
    office: Office, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_22 = at(office, date(2026, 11, 22))
    for name in (GALLIUM, "jp-unlisted-lathe-korea", "dry-etcher-wuhan-2023-07-22"):
        keep(on_22, actor, name)
    monkeypatch.setattr("sekisho.service.home.QUICK", 0)
    touched = home(on_22, actor, "en")["touched"]
    assert touched["held"] == 3 and touched["looked"] < 3


def test_the_end_of_a_suspension_stands_under_what_runs_out(office: Office, actor: Actor) -> None:
    soon = home(at(office, date(2026, 11, 22)), actor, "en")["soon"]["law"]
    ends = [row for row in soon if row["what"] == "suspension-ends"]
    assert [(row["on"], row["days"], row["open"]) for row in ends] == [("2026-11-27", 5, True)]
    assert ends[0]["part"]["id"] == "cn-2025-mofcom-72"
    assert home(at(office, date(2026, 11, 29)), actor, "en")["soon"]["law"][0]["on"] > "2026-11-28"


def test_old_screenings_and_declarations_of_coming_shipments_are_named(office: Office, actor: Actor) -> None:
    document = example(GALLIUM).replace("on: 2026-11-20, lists", "on: 2026-09-01, lists")
    document += "declarations: [{what: no-notice-no-red-flag, by: exporter, on: 2025-01-01}]\n"
    check = checks.begin(office, actor, document)
    id = saved.save_check(office, actor, check)
    aged = seen(office, actor)["soon"]["aged"]
    assert {(row["id"], row["what"]) for row in aged} == {(id, "screening"), (id, "declaration-old")}
    # When it has gone, nobody need renew anything.
    assert seen(at(office, date(2026, 12, 24)), actor)["soon"]["aged"] == []


def test_unconfirmed_law_is_named_by_the_day(office: Office, actor: Actor) -> None:
    early, late = (
        home(at(office, day), actor, "en")["unconfirmed"] for day in (date(2026, 11, 9), date(2026, 11, 22))
    )
    assert late["count"] > early["count"]
    assert all(row["state"] in {"unconfirmed", "not-enforced", "deferred"} for row in late["rows"])


def test_the_worker_looks_when_it_is_idle(office: Office, actor: Actor) -> None:
    import threading

    on_22 = at(office, date(2026, 11, 22))
    id = keep(on_22, actor, GALLIUM)
    idle = Idle(on_22)
    for _ in range(4):
        idle._next = 0.0
        idle.work(threading.Event())
    with on_22.database.read() as tx:
        assert rows.look(tx, actor.workspace, id, under_of(on_22)) is not None
        assert rows.unseen(tx, under_of(on_22), 9) == ()
        assert rows.has_law(tx, office.law.hash)


def test_looks_are_thrown_out_after_a_while(office: Office, actor: Actor) -> None:
    id = keep(office, actor, GALLIUM)
    look_at(office, actor.workspace, [id])
    at(office, date(2026, 12, 24))
    with office.database.begin() as tx:
        assert rows.forget_looks(tx, timedelta(days=14)) == 1


def test_another_room_sees_nothing_of_it(office: Office, actor: Actor) -> None:
    keep(office, actor, GALLIUM)
    found = seen(office, somebody(office, "bert"))
    assert found["touched"]["total"] == 0 and found["checks"]["total"] == 0 and found["soon"]["turns"] == []
