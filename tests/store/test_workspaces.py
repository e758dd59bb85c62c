"""No function gives out, changes or joins a row of another workspace. Every function that takes a workspace is tried."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from sekisho.store import (
    Database,
    NotThere,
    accounts,
    checks,
    classifications,
    events,
    jobs,
    saved,
    screenings,
    visits,
)
from sekisho.store.rows import Listed
from sekisho.store.tables import Table
from tests.store.rooms import Room, furnished, new_saved

MODULES: dict[ModuleType, str] = {
    checks: "check",
    saved: "saved",
    classifications: "sheet",
    screenings: "screening",
    jobs: "job",
}
MORE: dict[str, Any] = {
    "seen": 1,
    "document": "id: stolen",
    "number": 1,
    "name": "in",
    "under": "today",
    "summary": {"stolen": True},
    "ids": None,
    "file": jobs.JobFile("in", "text/plain", b"stolen"),
}
NEW = {"add", "decide"}  # these make rows of one's own; what they may be joined to is tried apart


def _by_id() -> list[tuple[str, Callable[..., Any], str]]:
    """Every public function that takes a workspace and an id (or ids) of a row in it."""
    found = []
    for module, kind in MODULES.items():
        for name, function in inspect.getmembers(module, inspect.isfunction):
            words = inspect.signature(function).parameters
            if function.__module__ != module.__name__ or name.startswith("_") or name in NEW:
                continue
            if "workspace" in words and ("id" in words or "ids" in words):
                found.append((f"{module.__name__.rpartition('.')[2]}.{name}", function, kind))
    return found


def _state(database: Database, room: Room) -> dict[str, list[Any]]:
    with database.read() as tx:
        return {
            name: sorted(map(repr, tx.execute(select(table).where(table.c.workspace == room.id))))
            for name, table in Table.metadata.tables.items()
            if "workspace" in table.c
        }


def test_all_the_functions_are_found() -> None:
    names = {name for name, _, _ in _by_id()}
    assert {
        "checks.get",
        "checks.change",
        "checks.undo",
        "saved.get",
        "jobs.ask_to_stop",
        "jobs.file",
    } <= names
    assert len(names) >= 22


@pytest.mark.parametrize(("name", "function", "kind"), _by_id(), ids=[name for name, _, _ in _by_id()])
def test_the_id_of_another_room_finds_nothing(
    database: Database, name: str, function: Callable[..., Any], kind: str
) -> None:
    mine, theirs = furnished(database, "anna"), furnished(database, "bert")
    before = _state(database, theirs)
    words: dict[str, Any] = {}
    for word, parameter in inspect.signature(function).parameters.items():
        if word == "id":
            words[word] = theirs.ids[kind]
        elif word == "ids":
            words[word] = [theirs.ids[kind]]
        elif word in MORE and (parameter.default is parameter.empty or word == "number"):
            words[word] = MORE[word]
    outcome: Any = NotThere
    try:
        with database.begin() as tx:
            outcome = function(tx, mine.id, **words)
            if inspect.isgenerator(outcome):
                outcome = list(outcome)
    except (NotThere, IntegrityError):
        outcome = NotThere
    assert outcome is NotThere or not outcome, outcome
    assert _state(database, theirs) == before


@pytest.mark.parametrize(("name", "function", "kind"), _by_id(), ids=[name for name, _, _ in _by_id()])
def test_the_id_of_the_own_room_does_find_it(
    database: Database, name: str, function: Callable[..., Any], kind: str
) -> None:
    """The counter-test: with the right workspace none of them says that there is nothing."""
    mine = furnished(database, "anna")
    words: dict[str, Any] = {}
    for word, parameter in inspect.signature(function).parameters.items():
        if word in ("id", "ids"):
            words[word] = mine.ids[kind] if word == "id" else [mine.ids[kind]]
        elif word == "seen" and name.endswith("undo"):
            words[word] = 2
        elif word in MORE and (parameter.default is parameter.empty or word == "number"):
            words[word] = MORE[word]
    with database.begin() as tx:
        if name == "checks.undo":
            checks.change(tx, mine.id, mine.ids["check"], seen=1, document="id: T-2\n")
        if name == "classifications.undo":
            classifications.change(tx, mine.id, mine.ids["sheet"], seen=1, document={})
        if name == "jobs.forget":
            jobs.ask_to_stop(tx, mine.id, mine.ids["job"])
        outcome = function(tx, mine.id, **words)
    nothing = name in {"saved.runs_of", "jobs.parts", "jobs.part_values"}  # there are none yet
    changes = inspect.signature(function).return_annotation == "None"
    assert nothing or changes or outcome


def test_lists_show_the_own_room_alone(database: Database) -> None:
    mine, theirs = furnished(database, "anna"), furnished(database, "bert")
    with database.begin() as tx:
        events.log(tx, theirs.id, theirs.user, "test")
    with database.read() as tx:
        listed: list[Listed[Any]] = [
            module.page_of(tx, mine.id) for module in (checks, saved, classifications, screenings, jobs)
        ]
        listed.append(events.page_of(tx, mine.id))
        assert [len(one.rows) for one in listed] == [1, 1, 1, 1, 1, 0]
        assert {row.id for one in listed for row in one.rows} <= set(mine.ids.values())
        for module in (checks, saved, classifications, screenings, jobs):
            assert module.count(tx, mine.id) == 1
        assert saved.ids(tx, mine.id) == (mine.ids["saved"],)
        assert [d.id for d in screenings.decisions(tx, mine.id)] == [mine.ids["decision"]]
        assert screenings.decisions(tx, mine.id, screening=theirs.ids["screening"]) == ()
        assert [t.id for t in accounts.tokens(tx, mine.id)] == [mine.ids["token"]]
        assert [m.user.id for m in accounts.members(tx, mine.id)] == [mine.user]
        assert accounts.roles_in(tx, theirs.id, mine.user) == frozenset()
        assert visits.visit(tx, theirs.id, mine.user) is None


def test_a_key_of_another_room_is_not_revoked(database: Database) -> None:
    mine, theirs = furnished(database, "anna"), furnished(database, "bert")
    with pytest.raises(NotThere), database.begin() as tx:
        accounts.revoke_token(tx, mine.id, theirs.ids["token"])
    with database.read() as tx:
        assert accounts.token_by_hash(tx, "hash-bert") is not None


@pytest.mark.parametrize("joined", ["saved-check", "saved-again", "screening-check", "decision-screening"])
def test_nothing_is_joined_to_a_row_of_another_room(database: Database, joined: str) -> None:
    mine, theirs = furnished(database, "anna"), furnished(database, "bert")
    with pytest.raises(IntegrityError), database.begin() as tx:
        if joined == "saved-check":
            saved.add(tx, mine.id, new_saved(check=theirs.ids["check"]))
        elif joined == "saved-again":
            saved.add(tx, mine.id, new_saved(again=theirs.ids["saved"]))
        elif joined == "screening-check":
            screenings.add(
                tx, mine.id, kind="name", query={}, result={}, lists=[], hits=0, check=theirs.ids["check"]
            )
        else:
            screenings.decide(
                tx,
                mine.id,
                source="a",
                entry="b",
                verdict="other",
                record={},
                screening=theirs.ids["screening"],
            )
