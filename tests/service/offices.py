"""An office over a fresh database, with the law of the repository compiled once, and somebody who works in it."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from sekisho.determine import Engine
from sekisho.law import load_law
from sekisho.law.compiled import Law
from sekisho.service.access import Actor, Role
from sekisho.service.office import Office
from sekisho.service.settings import ServiceSettings
from sekisho.store import Database, accounts

TODAY = date(2026, 11, 22)
EXAMPLES = Path(__file__).parents[2] / "examples"


@cache
def the_law() -> tuple[Law, Engine]:
    """The law that comes with Sekisho, and its engine."""
    law = load_law(None)
    return law, Engine(law)


def office_over(database: Database, data: Path, today: date = TODAY) -> Office:
    """An office on a day of the tests' choice."""
    law, engine = the_law()
    settings = ServiceSettings(data=data, database=database.shown)
    return Office(settings, law, engine, database, today=lambda: today)


def somebody(office: Office, name: str = "anna") -> Actor:
    """A person with a workspace of their own, where they are an officer."""
    with office.database.begin() as tx:
        user = accounts.add_user(tx, name, f"{name}@example.org")
        room = accounts.add_workspace(tx, f"room of {name}")
        accounts.set_roles(tx, room.id, user.id, [Role.OFFICER])
    return Actor(user.id, name, room.id, frozenset({Role.OFFICER}), "session")


def example(name: str) -> str:
    """The text of one of the files in examples/."""
    return (EXAMPLES / f"{name}.yaml").read_text("utf-8")
