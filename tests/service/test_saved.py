"""Saved answers: as they were, asked again beside themselves, compared with the true cause of each difference."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from attrs import fields as fields_of
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from sekisho.determine import Engine
from sekisho.logic.objects import Case
from sekisho.service import checks, saved
from sekisho.service.access import Actor
from sekisho.service.jobs import Worker, job_view, start
from sekisho.service.office import Office
from sekisho.service.saved.editions import marks_of
from sekisho.service.saved.facts import fact_changes
from sekisho.service.saved.keeping import get
from sekisho.store import Database
from sekisho.store import saved as rows
from tests.service.offices import example, office_over, somebody

SUSPENDED = "gallium-united-states-2026-11-26"
"""China's ban on gallium for the United States is suspended until 27 November 2026; what follows nobody has confirmed."""


@pytest.fixture
def office(sqlite_database: Database, tmp_path: Path) -> Office:
    return office_over(sqlite_database, tmp_path, date(2026, 11, 22))


@pytest.fixture
def actor(office: Office) -> Actor:
    return somebody(office)


def keep(office: Office, actor: Actor, document: str) -> str:
    check = checks.begin(office, actor, document)
    return saved.save_check(office, actor, check, note=" seen by legal ")


def later(office: Office, day: date) -> Office:
    """The same office on another day."""
    return evolve(office, today=lambda: day)


def test_what_is_saved_is_the_answer_of_the_command_line(office: Office, actor: Actor) -> None:
    from sekisho.facts import read_case
    from tests.service.offices import EXAMPLES

    id = keep(office, actor, example(SUSPENDED))
    held = get(office, actor, id)
    alone = office.engine.determine(read_case(EXAMPLES / f"{SUSPENDED}.yaml", office.law)).to_dict()
    assert held.answer == json.loads(json.dumps(alone))
    assert (held.on, held.law, held.note) == (date(2026, 11, 26), office.law.hash, "seen by legal")
    assert held.check is not None and held.revision == 1
    assert held.document == example(SUSPENDED)


def test_running_again_leaves_the_saved_answer_as_it_was(office: Office, actor: Actor) -> None:
    id = keep(office, actor, example(SUSPENDED))
    before = get(office, actor, id)
    new = saved.run_again(later(office, date(2026, 11, 28)), actor, id, "now")
    assert get(office, actor, id) == before
    ran = get(office, actor, new)
    assert (ran.again, ran.on, ran.options["how"]) == (id, date(2026, 11, 28), "now")
    with pytest.raises(DBAPIError, match="never changed"), office.database.begin() as tx:
        tx.execute(text("update determinations set note = 'other'"))


def test_the_table_says_what_changed_with_the_day(office: Office, actor: Actor) -> None:
    """On the 28th the suspension is over and nobody has confirmed what follows: the outcome of China is another one."""
    keep(office, actor, example(SUSPENDED))
    now = saved.listed(office, actor, "en", seconds=None)["rows"][0]
    assert (now["change"], now["now_on"], now["law_is_now"]) == ("same", "2026-11-26", True)
    after = saved.listed(later(office, date(2026, 11, 28)), actor, "en", seconds=None)["rows"][0]
    assert (after["change"], after["now_on"]) == ("outcome", "2026-11-28")
    assert "CN" in after["changed"]
    then = {lane["authority"]: lane["headline"] for lane in after["then"]}
    today = {lane["authority"]: lane["headline"] for lane in after["now"]}
    assert then["CN"] != today["CN"]


def test_a_table_that_has_no_time_says_that_it_did_not_look(office: Office, actor: Actor) -> None:
    for name in (SUSPENDED, "jp-unlisted-lathe-korea"):
        keep(office, actor, example(name))
    found = saved.listed(office, actor, "en", seconds=0)
    assert found["unseen"] >= 1
    unseen = [row for row in found["rows"] if row["change"] == "unseen"]
    assert all(row["now"] is None for row in unseen)


def test_the_job_looks_at_all_and_changes_no_answer(office: Office, actor: Actor) -> None:
    ids = [keep(office, actor, example(name)) for name in (SUSPENDED, "gallium-united-states-2026-11-27")]
    before = [get(office, actor, id) for id in ids]
    on_28 = later(office, date(2026, 11, 28))
    job = start(on_28, actor, "look-again", {})
    assert saved.listed(on_28, actor, "en", seconds=0)["job"] == job
    assert Worker(on_28).work_one()
    view = job_view(on_28, actor, job, "en")
    assert view["state"] == "done"
    assert view["result"]["counts"]["outcome"] == 1
    assert [row["id"] for row in view["result"]["changed"] if row["change"] == "outcome"] == ids[:1]
    assert [get(office, actor, id) for id in ids] == before
    found = saved.listed(on_28, actor, "en", seconds=0)
    assert (found["unseen"], found["job"]) == (0, None)


def test_a_change_of_the_day_is_told_as_the_day_with_the_law_that_did_it(
    office: Office, actor: Actor
) -> None:
    first = keep(office, actor, example(SUSPENDED))
    second = saved.run_again(later(office, date(2026, 11, 28)), actor, first, "now")
    found = saved.compare(office, actor, first, second, "en")
    lanes = {lane["authority"]: lane for lane in found["lanes"]}
    assert "CN" in found["changed"] and lanes["CN"]["outcome"]
    assert lanes["CN"]["because"] == ["day"]
    assert found["facts"] == [] and found["options"] == []
    assert found["law"]["text"] == {**found["law"]["text"], "known": True, "count": 0}
    assert found["law"]["days"]["count"] >= 1
    assert any("46" in row["id"] for row in found["law"]["days"]["touching"]), found["law"]["days"]
    named = [name for row in found["law"]["days"]["touching"] for name in row["by_names"]]
    assert named and not any(name.startswith(("cn-", "us-")) for name in named), "what did it is told by name"
    quiet = [lane for lane in found["lanes"] if not lane["changed"]]
    assert all(lane["because"] == [] and lane["duties"] == [] for lane in quiet)


def test_a_change_of_the_facts_is_told_as_facts(office: Office, actor: Actor) -> None:
    document = example("gallium-united-states-2026-11-27")
    check = checks.begin(office, actor, document)
    first = saved.save_check(office, actor, check)
    changed = document.replace("to: US", "to: JP").replace("final: US", "final: JP")
    assert changed != document
    other = checks.begin(office, actor, changed)
    second = saved.save_check(office, actor, other)
    found = saved.compare(office, actor, first, second, "en")
    assert {fact["path"] for fact in found["facts"]} >= {"route.to"}
    assert "CN" in found["changed"]
    causes = {cause for lane in found["lanes"] for cause in lane["because"]}
    assert causes == {"facts"}


def test_a_change_of_the_laws_text_is_told_as_text(office: Office, actor: Actor) -> None:
    """Another body of law: one requirement that stood is gone from its files."""
    first = keep(office, actor, example(SUSPENDED))
    gone = get(office, actor, first).summary["CN"]["duties"]
    law = evolve(
        office.law,
        hash="f" * 24,
        requirements={id: one for id, one in office.law.requirements.items() if id not in gone},
    )
    other = evolve(office, law=law, engine=Engine(law))
    second = saved.run_again(other, actor, first, "same-day")
    found = saved.compare(other, actor, first, second, "en")
    lanes = {lane["authority"]: lane for lane in found["lanes"]}
    assert lanes["CN"]["because"] == ["law-text"]
    assert found["law"]["text"]["count"] >= len(gone)
    assert {row["id"] for row in found["law"]["text"]["touching"] if row["what"] == "gone"} >= set(gone)
    # Seen from the office of the earlier law, the cause is the same.
    back = saved.compare(office, actor, first, second, "en")
    assert {lane["authority"]: lane["because"] for lane in back["lanes"]}["CN"] == ["law-text"]


def test_an_answer_compared_with_itself_is_the_same(office: Office, actor: Actor) -> None:
    first = keep(office, actor, example("eight-authorities"))
    found = saved.compare(office, actor, first, first, "ja")
    assert found["same"] and found["changed"] == []
    second = saved.run_again(office, actor, first, "same-day")
    again = saved.compare(office, actor, first, second, "zh")
    assert again["same"], [lane for lane in again["lanes"] if lane["changed"]]


def test_one_page_holds_the_answer_as_it_was(office: Office, actor: Actor) -> None:
    first = keep(office, actor, example(SUSPENDED))
    second = saved.run_again(office, actor, first, "same-day", note="once more")
    found = saved.one(later(office, date(2026, 11, 28)), actor, first, "en")
    assert found["change"] == "outcome" and found["on"] == "2026-11-26" and found["now_on"] == "2026-11-28"
    assert [run["id"] for run in found["runs"]] == [second]
    assert found["board"]["on"] == "2026-11-26"
    assert found["law_changes"] == 0
    (screened,) = found["screened"]
    assert screened["party"] == "Example LED Inc." and "China's control list" in screened["lists"]
    words = " ".join(found["board"]["words"])
    assert "Example LED Inc." in words and "China's control list" in words and "cn.control-list" not in words


def test_a_text_that_the_law_of_now_cannot_read_says_so(office: Office, actor: Actor) -> None:
    held = get(office, actor, keep(office, actor, example(SUSPENDED)))
    fields = {a.name: getattr(held, a.name) for a in fields_of(rows.NewSaved)}
    fields["document"] = held.document.replace("act: export", "act: fly")
    with office.database.begin() as tx:
        id = rows.add(tx, actor.workspace, rows.NewSaved(**fields))
    row = next(row for row in saved.listed(office, actor, "en", seconds=None)["rows"] if row["id"] == id)
    assert row["change"] == "unread" and row["now"] is None and row["faults"]
    found = saved.one(office, actor, id, "en")
    assert found["now"] is None and found["then"]
    with pytest.raises(Exception, match="fly"):
        saved.run_again(office, actor, id, "now")


def test_a_fault_on_one_does_not_hide_the_others(
    office: Office, actor: Actor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    good = keep(office, actor, example(SUSPENDED))
    bad = keep(office, actor, example("gallium-united-states-2026-11-27"))
    ask = office.engine.determine

    def failing(case: Case, *words: Any, **how: Any) -> Any:
        if case.id == "Ga-US-2026-11-27":
            raise ZeroDivisionError
        return ask(case, *words, **how)

    monkeypatch.setattr(office.engine, "determine", failing)
    rows_ = {row["id"]: row for row in saved.listed(office, actor, "en", seconds=None)["rows"]}
    assert (rows_[good]["change"], rows_[bad]["change"], rows_[bad]["now"]) == ("same", "failed", None)
    assert saved.one(office, actor, bad, "en")["now"] is None
    assert "ZeroDivisionError" in caplog.text


def test_another_room_has_no_saved_answers(office: Office, actor: Actor) -> None:
    id = keep(office, actor, example(SUSPENDED))
    other = somebody(office, "bert")
    assert saved.listed(office, other, "en")["rows"] == []
    for ask in (
        lambda: saved.one(office, other, id, "en"),
        lambda: saved.run_again(office, other, id, "now"),
        lambda: saved.compare(office, other, id, id, "en"),
    ):
        with pytest.raises(saved.NoSuchSaved):
            ask()


def test_the_marks_of_the_law_do_not_depend_on_the_process(office: Office) -> None:
    import subprocess
    import sys

    code = (
        "from sekisho.law import load_law; from sekisho.service.saved.editions import marks_of; import hashlib;"
        "print(hashlib.sha256(repr(sorted(marks_of(load_law(None)).items())).encode()).hexdigest())"
    )
    import hashlib

    ran = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONHASHSEED": "7", "HOME": "/root"},
    )
    mine = hashlib.sha256(repr(sorted(marks_of(office.law).items())).encode()).hexdigest()
    assert ran.stdout.strip() == mine


def test_facts_are_compared_member_by_member() -> None:
    one = 'id: T\nitems:\n  - {id: "1", value: 5 USD}\n  - {id: "2", value: 6 USD}\nroute: {via: [HK, SG]}\n'
    two = 'id: T\nitems:\n  - {id: "2", value: 6 USD}\n  - {id: "1", value: 7 USD}\nroute: {via: [HK]}\nparties: [{id: p1, name: 某}]\n'
    found = {c.path: (c.before, c.after) for c in fact_changes(one, False, two, False)}
    assert found == {
        'items["1"].value': ("5 USD", "7 USD"),
        "route.via": ("HK, SG", "HK"),
        'parties["p1"].id': ("", "p1"),
        'parties["p1"].name': ("", "某"),
    }
    assert fact_changes(one, False, one, False) == ()
