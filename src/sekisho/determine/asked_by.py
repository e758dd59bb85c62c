"""Which control lists ask for the same fact of an item: one measurement answers all of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sekisho.law.compiled import Law
from sekisho.law.correspondence import read_by
from sekisho.law.in_words import LANGUAGES, title_of
from sekisho.law.model import Entry
from sekisho.logic.scope import Missing
from sekisho.logic.truth import FALSE

from .gates import may_meet

if TYPE_CHECKING:
    from .engine import Determination

MOST_SHOWN = 8


def _readers(law: Law) -> Mapping[str, list[Entry]]:
    """The entries that read an attribute, themselves or through a formula, in the order of the law."""
    if "readers of attributes" not in law.cache:
        found: dict[str, list[Entry]] = {}
        for entry in law.entries.values():
            for attribute in read_by(law, entry):
                found.setdefault(attribute, []).append(entry)
        law.cache["readers of attributes"] = found
    readers: Mapping[str, list[Entry]] = law.cache["readers of attributes"]
    return readers


def asked_by(determination: Determination, missing: Missing) -> list[dict[str, Any]]:
    """The first open entry of each control list that reads the missing fact of an item; none where fewer than two lists do."""
    if missing.kind != "fact":
        return []
    law, world = determination.engine.law, determination.world
    item = next((obj for obj in determination.case.root.walk() if obj.path == missing.subject), None)
    if item is None or item.kind != "item":
        return []
    first: dict[str, Entry] = {}
    for entry in _readers(law).get(missing.attribute, ()):
        owner = law.lists.get(entry.code.scheme)
        if entry.code.scheme in first or owner is None or owner.authority not in determination.authorities:
            continue
        if may_meet(law, entry, item, hinted=False) and world.force(entry).truth is not FALSE:
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
