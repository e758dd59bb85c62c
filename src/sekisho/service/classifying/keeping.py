"""Product sheets of a workspace: begin one, add to it, undo, and say how it stands to the lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from attrs import frozen

from sekisho.facts.problems import BadInput
from sekisho.service.access import Actor
from sekisho.service.office import Office
from sekisho.service.typed_in.unreadable import Unreadable
from sekisho.store import classifications as rows

from .candidates import Classification
from .sheets import Sheet

MOST_NAME: Final = 200
PER_PAGE: Final = 50


@frozen
class Kept:
    """A product sheet as it is kept. `seen` is its revision, which whoever changes it has to have seen."""

    id: str
    sheet: dict[str, Any]
    seen: int
    made: str
    changed: str
    archived: bool


def begin(office: Office, actor: Actor, sheet: Sheet, what: str = "made") -> str:
    """Keep a new sheet; its id."""
    name = str(sheet["name"]).strip()[:MOST_NAME]
    with office.database.begin() as tx:
        return rows.add(
            tx, actor.workspace, title=name, document=dict(sheet), what=what, by=actor.id or None
        ).id


def get(office: Office, actor: Actor, id: str) -> Kept:
    """A sheet of the workspace. Raises NotThere, also for one of another workspace."""
    with office.database.read() as tx:
        return _kept(rows.get(tx, actor.workspace, id))


def change(
    office: Office,
    actor: Actor,
    id: str,
    seen: int,
    what: Any,
    to: Callable[[dict[str, Any]], Mapping[str, Any]],
) -> Kept:
    """Change a sheet: `to` makes the new one of the old. Raises Changed where somebody else was first, NotThere, Unreadable."""
    with office.database.begin() as tx:
        held = rows.get(tx, actor.workspace, id)
        made = dict(to(held.document))
        name = str(made["name"]).strip()[:MOST_NAME]
        changed = rows.change(
            tx, actor.workspace, id, seen=seen, document=made, title=name, what=what, by=actor.id or None
        )
        return _kept(changed)


def undo(office: Office, actor: Actor, id: str, seen: int) -> Kept:
    """Take the last change back; undoing again goes one further. Raises NotThere where there is nothing to undo, Changed."""
    with office.database.begin() as tx:
        to = undoes(tx, actor.workspace, id, seen)
        if to is None:
            raise Unreadable("classify.nothing-to-undo")
        return _kept(rows.undo(tx, actor.workspace, id, seen=seen, to=to, by=actor.id or None))


def undoes(tx: Any, workspace: str, id: str, seen: int) -> int | None:
    """To which revision an undo goes: the one before the last change that is not undone; None at the beginning."""
    at = seen
    while True:
        what = rows.revision(tx, workspace, id, at).what
        if not isinstance(what, dict) or "undone-to" not in what:
            return at - 1 if at > 1 else None
        at = int(what["undone-to"])


def history(office: Office, actor: Actor, id: str) -> list[dict[str, Any]]:
    """What was done to a sheet, the last first."""
    with office.database.read() as tx:
        rows.get(tx, actor.workspace, id)
        found = rows.revisions(tx, actor.workspace, id)
    return [
        {
            "revision": one.revision,
            "what": one.what,
            "made": one.made.isoformat(timespec="seconds"),
            "by": one.by or "",
        }
        for one in reversed(found)
    ]


def sheets(
    office: Office, actor: Actor, *, title: str = "", after: str = "", archived: bool = False
) -> dict[str, Any]:
    """The sheets of the workspace, the last changed first."""
    with office.database.read() as tx:
        page = rows.page_of(tx, actor.workspace, limit=PER_PAGE, after=after, title=title, archived=archived)
        whole = rows.count(tx, actor.workspace, title=title, archived=archived)
    return {
        "sheets": [
            {
                "id": one.id,
                "name": one.title,
                "changed": one.changed.isoformat(timespec="seconds"),
                "archived": bool(one.archived),
            }
            for one in page.rows
        ],
        "after": page.after,
        "whole": whole,
    }


def archive(office: Office, actor: Actor, id: str, archived: bool = True) -> None:
    """Put a sheet away, or take it out again. Raises NotThere."""
    with office.database.begin() as tx:
        rows.archive(tx, actor.workspace, id, archived)


def classified(office: Office, sheet: Sheet, on: date | None = None) -> Classification:
    """How a sheet stands to the lists on a day, today if none is given. Raises BadInput where the law cannot read it."""
    return Classification.of(office.law, sheet, on or office.today())


def _kept(row: Any) -> Kept:
    return Kept(
        row.id, row.document, row.revision, row.made.isoformat(timespec="seconds"),
        row.changed.isoformat(timespec="seconds"), row.archived is not None,
    )  # fmt: skip


__all__ = ["BadInput", "Kept", "archive", "begin", "change", "classified", "get", "history", "sheets", "undo"]
