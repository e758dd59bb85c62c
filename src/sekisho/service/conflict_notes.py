"""Notes on conflicts of law: to whom a conflict was given, what was decided, by whom and when.

A note never ends a conflict: the conflict stands on the board as long as both laws say what they say. A note itself is a part
of the record of the check: it is added, never changed, and taking back a change of the facts leaves it where it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from sekisho.store import Changed
from sekisho.store import checks as rows
from sekisho.words import say

from .answering import NotUnderstood

if TYPE_CHECKING:
    from .access import Actor
    from .office import Office

Json = Mapping[str, Any]
DID: Final = "conflict-noted"
LONGEST: Final = 2_000
LONGEST_NAME: Final = 200
TRIES: Final = 3


def conflict_key(row: Json) -> str:
    """What tells one conflict of an answer from every other: its id and the provisions that stand against each other."""
    return "|".join([str(row["id"]), *(str(side["provision"]) for side in row["sides"])])


def keep_note(
    office: Office, actor: Actor, check: rows.Check, conflict: Json, *, words: str, to: str, until: date | None, by: str, lang: str
) -> rows.Check:  # fmt: skip
    """Keep a note on a conflict in the record of a check. `words`: what was decided; `to`: who has it now; `until`: by when.

    Raises NotUnderstood where nothing is noted or nobody says so, or where it is too long; NotThere.
    """
    if not words and not to:
        raise NotUnderstood(say("check.note-empty", lang))
    if not by:
        raise NotUnderstood(say("check.by-needed", lang))
    if len(words) > LONGEST or max(len(to), len(by)) > LONGEST_NAME:
        raise NotUnderstood(say("check.note-long", lang, LONGEST))
    note = {
        "key": conflict_key(conflict),
        "about": [
            {"authority": str(s["authority"]), "provision": str(s["provision"])} for s in conflict["sides"]
        ],
        "words": words,
        "to": to,
        "until": until.isoformat() if until else "",
        "by": by,
        "on": office.today().isoformat(),
    }
    for _ in range(TRIES):
        try:
            with office.database.begin() as tx:
                held = rows.get(tx, actor.workspace, check.id)
                return rows.change(tx, actor.workspace, check.id, seen=held.revision, document=held.document,
                                   what={"did": DID, "by": by, "note": note}, by=actor.id)  # fmt: skip
        except Changed:
            continue
    raise NotUnderstood(say("check.conflict-title", lang))


def notes_of(office: Office, actor: Actor, check: rows.Check) -> list[dict[str, Any]]:
    """Every note on a conflict that was ever kept with a check, the first first."""
    if check.revision < 2:
        return []
    with office.database.read() as tx:
        lines = rows.revisions(tx, actor.workspace, check.id)
    found = []
    for line in lines:
        what = line.what
        if isinstance(what, dict) and what.get("did") == DID and isinstance(what.get("note"), dict):
            found.append({**what["note"], "revision": line.revision})
    return found


def with_notes(conflicts: Iterable[Json], notes: Iterable[Json], lang: str) -> list[dict[str, Any]]:
    """The conflicts of a board, each with its key and the notes on it."""
    by_key: dict[str, list[Any]] = {}
    for note in notes:
        by_key.setdefault(str(note["key"]), []).append({**note, "line": note_line(note, lang)})
    return [
        {**row, "key": conflict_key(row), "notes": by_key.get(conflict_key(row), [])} for row in conflicts
    ]


def left_over(conflicts: Iterable[Json], notes: Iterable[Json], lang: str) -> list[dict[str, Any]]:
    """Notes on conflicts that the answer does not show now: they stay in the record, and are shown apart."""
    keys = {conflict_key(row) for row in conflicts}
    return [{**note, "line": note_line(note, lang)} for note in notes if str(note["key"]) not in keys]


def note_line(note: Json, lang: str) -> str:
    """A note in one line: what was decided, who has it and by when, who noted it and when."""
    given = ""
    if note.get("to"):
        given = say("check.note-to", lang, note["to"])
        if note.get("until"):
            given += say("check.note-until", lang, note["until"])
    words = str(note.get("words") or "")
    parted = " — ".join(part for part in (words, given) if part)
    return say("check.note-line", lang, parted, note.get("by", ""), note.get("on", ""))
