"""The office: the law, the engine, the lists and the database of one running server."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from attrs import define, field

from sekisho.determine import Engine
from sekisho.law import load_law
from sekisho.law.compiled import Law

from .settings import ServiceSettings

if TYPE_CHECKING:
    from sekisho.screening.screener import Screener
    from sekisho.store import Database


@define(eq=False)
class Office:
    """All that the functions of the service work with. One per process; safe to use from several threads."""

    settings: ServiceSettings
    law: Law
    engine: Engine
    database: Database
    today: Callable[[], date] = date.today
    _screener: Screener | None = None
    _opening: threading.Lock = field(factory=threading.Lock)

    def screener(self) -> Screener:
        """The screener over the law and the lists at hand; opened at the first call, which may take seconds."""
        with self._opening:
            if self._screener is None or self._screener.today != self.today():
                from sekisho.screening.opening import open_screener

                self._screener = open_screener(self.law, self.today())
            return self._screener


def open_office(settings: ServiceSettings) -> Office:
    """The office of a server: reads the law, opens the database and brings its tables up to date.

    Raises LawError, SettingsError, and StoreError where the database cannot be used.
    """
    from sekisho.store import Database

    law = load_law(settings.law)
    return Office(settings, law, Engine(law), Database.open(settings.database))
