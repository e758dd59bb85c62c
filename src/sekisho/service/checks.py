"""Checks: a transaction that somebody works on, from its first field to its answer; every text that it had is kept.

A check is a transaction document (facts/write.py) in the store. What is changed becomes a revision with who, when and what,
so that everything can be taken back and two people at once lose nothing.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from sekisho.facts.write import Document, read_document
from sekisho.store import Changed, NotThere
from sekisho.store import checks as rows

from .determining import Options
from .worked import Worked, work

if TYPE_CHECKING:
    from .access import Actor
    from .office import Office

LONGEST_TITLE: Final = 120
TRIES: Final = 3


class NoSuchCheck(LookupError):
    """There is no such check in the workspace of the person who asks."""


class Conflict(Exception):
    """Somebody else changed the same thing in the meantime. `now` is the check as it stands."""

    def __init__(self, now: rows.Check) -> None:
        super().__init__(f"revision {now.revision} stands now")
        self.now = now


def begin(
    office: Office, actor: Actor, text: str, *, is_json: bool = False, title: str = "", did: str = "made"
) -> rows.Check:
    """Begin a check with a transaction's text. Raises BadInput where the text is no transaction at all."""
    document = read_document(text, "transaction", is_json)
    made = title or title_of(document)
    with office.database.begin() as tx:
        return rows.add(
            tx,
            actor.workspace,
            title=made[:LONGEST_TITLE],
            document=text,
            format="json" if is_json else "yaml",
            what={"did": did},
            by=actor.id,
        )


def blank(office: Office) -> str:
    """The text of a transaction about which nothing is known yet but the day."""
    today = office.today()
    return f"id: T-{today:%Y%m%d}-{secrets.token_hex(2)}\non: {today.isoformat()}\nact: export\nroute: {{}}\nparties: []\nitems: []\n"


def get(office: Office, actor: Actor, id: str) -> rows.Check:
    """A check of the actor's workspace. Raises NoSuchCheck."""
    try:
        with office.database.read() as tx:
            return rows.get(tx, actor.workspace, id)
    except NotThere:
        raise NoSuchCheck(id) from None


def listed(
    office: Office, actor: Actor, *, limit: int = 20, after: str = "", archived: bool = False
) -> dict[str, Any]:
    """The checks of the workspace, the last changed first."""
    with office.database.read() as tx:
        found = rows.page_of(tx, actor.workspace, limit=limit, after=after, archived=archived)
        total = rows.count(tx, actor.workspace, archived=archived)
    return {
        "rows": [
            {
                "id": row.id,
                "title": row.title,
                "revision": row.revision,
                "changed": row.changed.isoformat(),
                "by": row.changed_by,
            }
            for row in found.rows
        ],
        "total": total,
        "after": found.after,
    }


def document_of(check: rows.Check) -> Document:
    """The check's transaction, ready for changes."""
    return read_document(check.document, "transaction", check.format == "json")


def document_at(office: Office, actor: Actor, check: rows.Check, revision: int) -> Document:
    """The check's transaction as it was at a revision; as it is now where there is no such revision."""
    try:
        with office.database.read() as tx:
            text = rows.revision(tx, actor.workspace, check.id, revision).document
    except NotThere:
        text = check.document
    return read_document(text, "transaction", check.format == "json")


def document_of_text(text: str, is_json: bool = False) -> Document:
    """The transaction of a text, ready for changes. Raises BadInput."""
    return read_document(text, "transaction", is_json)


def worked(office: Office, check: rows.Check, options: Options | None = None) -> Worked:
    """What the law says of the check as it stands. Raises BadInput."""
    return work(office, check.document, is_json=check.format == "json", options=options)


def change(
    office: Office,
    actor: Actor,
    check: rows.Check,
    seen: int,
    edit: Callable[[Document], Mapping[str, Any]],
    *,
    paths: tuple[str, ...] = (),
    beside: Callable[[Mapping[str, Any]], dict[str, Any]] | None = None,
) -> rows.Check:
    """Change a check's document and keep the new text as a revision. `edit` changes the document and says what was done;
    `beside` makes, after it, what is kept beside the document (notes) from what was kept there; both are undone at once.

    `seen`: the revision that the person saw. Where another one stands, the change is made to that one, unless one of
    `paths` was changed in between: then raises Conflict and keeps nothing. Nothing is kept where the text stays the same.
    """
    for _ in range(TRIES):
        if check.revision != seen and _touched(office, actor, check, seen, paths):
            raise Conflict(check)
        document = document_of(check)
        named = (
            check.title != title_of(document)[:LONGEST_TITLE]
        )  # somebody gave it a name of its own: it keeps it
        what = dict(edit(document))
        text = document.text()
        options = beside(check.options) if beside is not None else check.options
        if text == check.document and options == check.options:
            return check
        try:
            with office.database.begin() as tx:
                return rows.change(
                    tx,
                    actor.workspace,
                    check.id,
                    seen=check.revision,
                    document=text,
                    title=check.title if named and check.title else title_of(document)[:LONGEST_TITLE],
                    options=options,
                    what=what,
                    by=actor.id,
                )
        except Changed:
            check = get(office, actor, check.id)
        except NotThere:
            raise NoSuchCheck(check.id) from None
    raise Conflict(check)


def replace(
    office: Office, actor: Actor, check: rows.Check, text: str, *, is_json: bool = False
) -> rows.Check:
    """Give a check another text, whole, as a new revision. `check`: as the person saw it.

    Raises BadInput where the text is no transaction at all, Conflict where another revision stands by now, NoSuchCheck.
    """
    document = read_document(text, "transaction", is_json)
    if is_json != (check.format == "json"):
        text = Document(document.root, is_json=check.format == "json").text()
    try:
        with office.database.begin() as tx:
            return rows.change(
                tx,
                actor.workspace,
                check.id,
                seen=check.revision,
                document=text,
                title=title_of(document)[:LONGEST_TITLE],
                what={"did": "replaced"},
                by=actor.id,
            )
    except Changed:
        raise Conflict(get(office, actor, check.id)) from None
    except NotThere:
        raise NoSuchCheck(check.id) from None


def _touched(office: Office, actor: Actor, check: rows.Check, seen: int, paths: tuple[str, ...]) -> bool:
    """Whether one of the places changed since the revision that the person saw; everything counts where none is named."""
    from sekisho.facts.write import get_fact

    try:
        with office.database.read() as tx:
            before = rows.revision(tx, actor.workspace, check.id, seen)
    except NotThere:
        return True
    if not paths:
        return before.document != check.document
    old, new = read_document(before.document, "transaction", check.format == "json"), document_of(check)
    return any(get_fact(old, path) != get_fact(new, path) for path in paths)


def undo(office: Office, actor: Actor, check: rows.Check, seen: int, to: int | None = None) -> rows.Check:
    """Bring back an earlier text as a new revision; nothing of the later ones is lost. Raises Conflict, NoSuchCheck."""
    try:
        with office.database.begin() as tx:
            return rows.undo(tx, actor.workspace, check.id, seen=seen, to=to, by=actor.id)
    except Changed:
        raise Conflict(get(office, actor, check.id)) from None
    except NotThere:
        raise NoSuchCheck(check.id) from None


def delete(office: Office, actor: Actor, check: rows.Check) -> None:
    """Put a check away: it leaves the lists; what it was stays in the records."""
    with office.database.begin() as tx:
        rows.archive(tx, actor.workspace, check.id)


def revisions(office: Office, actor: Actor, check: rows.Check) -> tuple[rows.RevisionLine, ...]:
    """What was ever changed, the first change first."""
    with office.database.read() as tx:
        return rows.revisions(tx, actor.workspace, check.id)


def title_of(document: Document) -> str:
    """What a list calls the check: what is sent, from where, to where. Names of parties never stand in it."""
    root = document.root if isinstance(document.root, dict) else {}
    items = root.get("items") or []
    first = next((item for item in items if isinstance(item, dict)), {})
    kind = first.get("kind")
    what = str(first.get("description") or (kind if isinstance(kind, str) else "") or root.get("id") or "")
    given = root.get("route")
    route: Mapping[str, Any] = given if isinstance(given, dict) else {}
    ends = [str(route.get(end)) for end in ("from", "to") if route.get(end)]
    if route.get("final") and route.get("final") != route.get("to"):
        ends.append(str(route["final"]))
    more = f" +{len(items) - 1}" if len(items) > 1 else ""
    return " · ".join(part for part in (what + more, " → ".join(ends)) if part)
