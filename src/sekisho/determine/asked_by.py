"""Which control lists ask for the same fact of an item: one measurement answers all of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sekisho.law.compiled import Law
from sekisho.law.correspondence import read_by
from sekisho.law.in_words import LANGUAGES, title_of
from sekisho.law.model import Entry
from sekisho.logic.objects import Obj
from sekisho.logic.scope import Missing
from sekisho.logic.truth import FALSE

from .gates import passing_entries

if TYPE_CHECKING:
    from .engine import Determination

MOST_SHOWN = 8
MOST_KINDS = 500
"""For how many kinds of item it is kept which of their entries read what."""


def _open(law: Law, item: Obj) -> Mapping[str, list[Entry]]:
    """By attribute the entries that read it, themselves or through a formula, of those that an item may meet by its kinds."""
    kinds = item.facts.get("kind")
    books: dict[object, Mapping[str, list[Entry]]] = law.cache.setdefault("readers of attributes", {})
    found = books.get(kinds)
    if found is None:
        if len(books) > MOST_KINDS:
            books.clear()
        readers: dict[str, list[Entry]] = {}
        for entry in passing_entries(law, item):
            for attribute in _read_by(law, entry):
                readers.setdefault(attribute, []).append(entry)
        found = books[kinds] = readers
    return found


def _read_by(law: Law, entry: Entry) -> tuple[str, ...]:
    key = ("read by", entry.id)
    found: tuple[str, ...] | None = law.cache.get(key)
    if found is None:
        found = law.cache[key] = tuple(read_by(law, entry))
    return found


def asked_by(determination: Determination, missing: Missing) -> list[dict[str, Any]]:
    """The first open entry of each control list that reads the missing fact of an item; none where fewer than two lists do."""
    if missing.kind != "fact":
        return []
    law, world = determination.engine.law, determination.world
    item = next((obj for obj in determination.case.root.walk() if obj.path == missing.subject), None)
    if item is None or item.kind != "item":
        return []
    first: dict[str, Entry] = {}
    for entry in _open(law, item).get(missing.attribute, ()):
        owner = law.lists.get(entry.code.scheme)
        if entry.code.scheme in first or owner is None or owner.authority not in determination.authorities:
            continue
        if world.force(entry).truth is not FALSE:
            first[entry.code.scheme] = entry
    if len(first) < 2:
        return []
    return [
        {
            "list": scheme,
            "title": {lang: title_of(law, scheme, lang) for lang in LANGUAGES},
            "code": entry.id,
            "display": entry.display or ".".join(entry.code.segments),
        }
        for scheme, entry in list(first.items())[:MOST_SHOWN]
    ]
