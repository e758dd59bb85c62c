"""Documents that keep every text they ever had: the one that stands, and beside it each revision since the first."""

from __future__ import annotations

from typing import Any, Final, Generic, TypeVar

from attrs import frozen
from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import InstrumentedAttribute

from .database import Transaction
from .ids import new_id
from .problems import Changed, NotThere
from .rows import Listed, every, first, insert, page, pick
from .tables import Table

Whole = TypeVar("Whole")
Line = TypeVar("Line")
Past = TypeVar("Past")
Kind = TypeVar("Kind")
LARGEST: Final = 2**31
"""Revisions are counted in four bytes."""


@frozen
class Revised(Generic[Whole, Line, Past]):
    """One kind of such documents: its two tables and what their rows are read as.

    `content`: the columns that make up a text, which both tables have. `key`: the column of the revisions that
    names the document. `name`: what the documents are called in a message.
    """

    table: type[Table]
    past_table: type[Table]
    whole: type[Whole]
    line: type[Line]
    past: type[Past]
    key: str
    content: tuple[str, ...]
    name: str

    def add(
        self,
        tx: Transaction,
        workspace: str,
        content: dict[str, Any],
        what: Any,
        by: str | None,
        **fixed: Any,
    ) -> Whole:
        """Begin a document; its first text is revision 1. `fixed`: columns that no revision changes."""
        id = new_id()
        values = {"id": id, "workspace": workspace, "revision": 1, **fixed, **content}
        values |= {"made": tx.now, "made_by": by, "changed": tx.now, "changed_by": by}
        tx.execute(insert(tx, self.table).values(values))
        self._keep(tx, workspace, id, 1, content, what, by)
        return self.get(tx, workspace, id)

    def get(self, tx: Transaction, workspace: str, id: str) -> Whole:
        """A document of a workspace. Raises NotThere, also for one of another workspace."""
        found = first(tx, pick(self.table, self.whole).where(self._own(workspace, id)), self.whole)
        if found is None:
            raise NotThere(f"there is no such {self.name} in this workspace")
        return found

    def change(
        self,
        tx: Transaction,
        workspace: str,
        id: str,
        seen: int,
        content: dict[str, Any],
        what: Any,
        by: str | None,
    ) -> Whole:
        """Give a document a new text; a column whose content is None stays as it is.

        `seen`: the revision from which the change was made. Raises Changed, and keeps nothing, when another one
        stands; NotThere.
        """
        old = self.get(tx, workspace, id)
        content = {
            name: getattr(old, name) if content.get(name) is None else content[name] for name in self.content
        }
        values = {**content, "revision": seen + 1, "changed": tx.now, "changed_by": by}
        mine = self._own(workspace, id) & (self._column("revision") == seen)
        if not tx.execute(update(self.table).where(mine).values(values)).rowcount:
            raise Changed(self._number(tx, workspace, id))
        self._keep(tx, workspace, id, seen + 1, content, what, by)
        return self.get(tx, workspace, id)

    def undo(
        self, tx: Transaction, workspace: str, id: str, seen: int, to: int | None, by: str | None
    ) -> Whole:
        """Bring back an earlier text (`to`; the one before if None) as a new revision; nothing of the later ones is lost.

        Raises NotThere when there is no such revision, Changed when another one than `seen` stands.
        """
        number = seen - 1 if to is None else to
        back = self.revision(tx, workspace, id, number)
        content = {name: getattr(back, name) for name in self.content}
        return self.change(tx, workspace, id, seen, content, {"undone-to": number}, by)

    def archive(self, tx: Transaction, workspace: str, id: str, archived: bool) -> None:
        """Put a document away, or take it out again. Raises NotThere."""
        value = tx.now if archived else None
        if not tx.execute(update(self.table).where(self._own(workspace, id)).values(archived=value)).rowcount:
            raise NotThere(f"there is no such {self.name} in this workspace")

    def page_of(
        self, tx: Transaction, workspace: str, limit: int, after: str, title: str, archived: bool
    ) -> Listed[Line]:
        """The documents of a workspace, the last changed first. `title`: only those whose title holds these words."""
        asked = pick(self.table, self.line).where(self._listed(workspace, title, archived))
        return page(tx, asked, self.line, (self._column("changed"), self._column("id")), limit, after)

    def count(self, tx: Transaction, workspace: str, title: str, archived: bool) -> int:
        """How many documents there are."""
        asked = select(func.count()).select_from(self.table).where(self._listed(workspace, title, archived))
        return int(tx.execute(asked).scalar() or 0)

    def revision(self, tx: Transaction, workspace: str, id: str, number: int) -> Past:
        """One text that a document had. Raises NotThere."""
        number_is = self._past("revision") == number
        asked = pick(self.past_table, self.past).where(self._past_of(workspace, id), number_is)
        found = first(tx, asked, self.past) if -LARGEST < number < LARGEST else None
        if found is None:
            raise NotThere(f"the {self.name} has no revision {number}")
        return found

    def revisions(self, tx: Transaction, workspace: str, id: str, read_as: type[Kind]) -> tuple[Kind, ...]:
        """What was ever changed in a document, the first change first, each read as `read_as`."""
        asked = pick(self.past_table, read_as).where(self._past_of(workspace, id))
        return every(tx, asked.order_by(self._past("revision")), read_as)

    def _keep(
        self,
        tx: Transaction,
        workspace: str,
        id: str,
        number: int,
        content: dict[str, Any],
        what: Any,
        by: str | None,
    ) -> None:
        values = {
            "workspace": workspace,
            self.key: id,
            "revision": number,
            **content,
            "made": tx.now,
            "by": by,
        }
        values["what"] = what if what is not None else "changed"
        tx.execute(insert(tx, self.past_table).values(values))

    def _column(self, name: str) -> InstrumentedAttribute[Any]:
        column: InstrumentedAttribute[Any] = getattr(self.table, name)
        return column

    def _past(self, name: str) -> InstrumentedAttribute[Any]:
        column: InstrumentedAttribute[Any] = getattr(self.past_table, name)
        return column

    def _number(self, tx: Transaction, workspace: str, id: str) -> int:
        asked = select(self._column("revision")).where(self._own(workspace, id))
        return int(tx.execute(asked).scalar_one())

    def _own(self, workspace: str, id: str) -> ColumnElement[bool]:
        return (self._column("workspace") == workspace) & (self._column("id") == id)

    def _past_of(self, workspace: str, id: str) -> ColumnElement[bool]:
        return (self._past("workspace") == workspace) & (self._past(self.key) == id)

    def _listed(self, workspace: str, title: str, archived: bool) -> ColumnElement[bool]:
        away = self._column("archived")
        wanted = self._column("workspace") == workspace
        wanted &= away.is_not(None) if archived else away.is_(None)
        if title.strip():
            wanted &= self._column("title").icontains(title.strip(), autoescape=True)
        return wanted
