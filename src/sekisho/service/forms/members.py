"""The members of a list of a document: their paths, and how one is taken out."""

from __future__ import annotations

from collections.abc import MutableSequence

from sekisho.facts.schema import member_id
from sekisho.facts.write import Document, get_fact


def member_paths(document: Document, list_path: str) -> list[str]:
    """The paths of the members of a list, in their order."""
    held = get_fact(document, list_path)
    if not isinstance(held, list):
        return []
    return [
        f'{list_path}["{member_id(row, number)}"]' for number, row in enumerate(held) if isinstance(row, dict)
    ]


def drop_member(document: Document, path: str) -> None:
    """Take a member out of its list, and what was asserted of it; nothing happens where it is not there."""
    list_path, _, last = path.rpartition("[")
    held = get_fact(document, list_path)
    if isinstance(held, MutableSequence):
        for number, row in enumerate(held):
            if isinstance(row, dict) and member_id(row, number) == last.strip('"]'):
                del held[number]
                break
    rows = document.root.get("assertions") if isinstance(document.root, dict) else None
    if not isinstance(rows, list):
        return
    for row in [row for row in rows if isinstance(row, dict)]:
        about = str(row.get("fact") or row.get("for") or "").replace("'", '"')
        if about == path or about.startswith((path + ".", path + "[")):
            rows.remove(row)
