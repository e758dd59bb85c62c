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

    from .screening.room import ListRoom


@define(eq=False)
class Office:
    """All that the functions of the service work with. One per process; safe to use from several threads."""

    settings: ServiceSettings
    law: Law
    engine: Engine
    database: Database
    today: Callable[[], date] = date.today
    workers: int = 1  # so many processes serve over one socket
    _lists: ListRoom | None = None
    _opening: threading.Lock = field(factory=threading.Lock)

    @property
    def lists(self) -> ListRoom:
        """Where the lists of parties are opened, in the background."""
        with self._opening:
            if self._lists is None:
                from .screening.room import ListRoom

                self._lists = ListRoom()
            return self._lists

    def screener(self, workspace: str = "", wait: float = 600.0) -> Screener:
        """The screener over the law and the lists at hand, with the decisions of a workspace (without one: with none).

        Waits while the lists are opened, which may take seconds. Raises NotOpen where they are not open after `wait` seconds.
        """
        from .screening.room import screener_of

        return screener_of(self, workspace, wait)


def open_office(settings: ServiceSettings) -> Office:
    """The office of a server: reads the law, opens the database and brings its tables up to date.

    Raises LawError, SettingsError, and StoreError where the database cannot be used.
    """
    from sekisho.store import Database

    law = load_law(settings.law)
    return Office(settings, law, Engine(law), Database.open(settings.database))
