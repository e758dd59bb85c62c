"""Where the decisions on hits are kept: on a laptop in the one book that the command line writes too, for a team in the database.

A workspace sees its own decisions and no others.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import msgspec

from sekisho.screening.decisions import Book, Decided, Decision, DecisionBook, Standing, stamped
from sekisho.store import Database
from sekisho.store import screenings as rows

if TYPE_CHECKING:
    from sekisho.screening.reasons import Query
    from sekisho.service.office import Office
    from sekisho.sources.records import ListedParty

_books: dict[tuple[int, str], StoreBook] = {}
_lock = threading.Lock()


class StoreBook:
    """The decisions of one workspace in the database. Rows are only added, never changed."""

    def __init__(self, database: Database, workspace: str) -> None:
        """What others add is seen at the next `look`."""
        self.database, self.workspace = database, workspace
        self._decided = Decided()
        self._seen = 0
        self._turn = threading.Lock()

    def look(self) -> StoreBook:
        """Read what was decided since the last look."""
        with self._turn, self.database.read() as tx:
            if rows.count_decisions(tx, self.workspace) != self._seen:
                found = rows.decisions(tx, self.workspace)
                decided = Decided()
                for row in found:
                    decided.put(msgspec.convert(row.record, Decision))
                self._decided, self._seen = decided, len(found)
        return self

    def standing(self, query: Query, party: ListedParty) -> Standing | None:
        """The last decision on a hit, and what has changed since; None where nobody has decided."""
        return self._decided.standing(query, party)

    def add(self, decision: Decision, *, screening: str | None = None, by: str | None = None) -> Decision:
        """Write a decision down; it is in the database when this returns. Raises BadDecision."""
        made = stamped(decision)
        record: Any = msgspec.to_builtins(made)
        with self.database.begin() as tx:
            rows.decide(
                tx, self.workspace, source=made.entry[0], entry=made.entry[1], verdict=made.verdict, record=record,
                screening=screening, by=by,
            )  # fmt: skip
        self.look()
        return made


def book_of(office: Office, workspace: str) -> Book:
    """The decisions that count for a workspace."""
    if office.settings.mode == "laptop":
        return DecisionBook(office.settings.data / "screening" / "decisions.jsonl")
    key = (id(office), workspace)
    with _lock:
        found = _books.get(key)
        if found is None:
            found = _books[key] = StoreBook(office.database, workspace)
    return found.look()
