"""A quick no: entries whose kind gate an item surely fails are not evaluated at all."""

from __future__ import annotations

from sekisho.law.compiled import Law
from sekisho.law.model import Entry
from sekisho.logic.conditions import All, Condition, Under
from sekisho.logic.objects import Obj
from sekisho.logic.truth import FALSE
from sekisho.logic.values import Path


def kind_gates(when: Condition) -> tuple[Under, ...]:
    """The tests of the kind that must hold for a condition to hold."""
    if isinstance(when, Under) and when.attribute == "kind":
        return (when,)
    if isinstance(when, All):
        return tuple(gate for part in when.parts for gate in kind_gates(part))
    return ()


def may_meet(law: Law, entry: Entry, item: Obj) -> bool:
    """False when the item's kinds rule the entry out in every version of it and no customs code hints at it."""
    kinds = item.facts.get("kind")
    if not isinstance(kinds, tuple) or not kinds:
        return True
    key = ("gate", entry.id, kinds)
    found: bool | None = law.cache.get(key)
    if found is None:
        found = law.cache[key] = _passes(law, entry, kinds)
    if found:
        return True
    codes = item.facts.get("hs")
    return isinstance(codes, tuple) and bool(codes)  # the hints decide, in the full evaluation


def _passes(law: Law, entry: Entry, kinds: tuple[Path, ...]) -> bool:
    whens = [entry.when, *(v.body["when"] for v in entry.versions if "when" in v.body)]
    return any(
        all(
            any(law.relation(kind, path) is not FALSE for kind in kinds for path in gate.paths)
            for gate in kind_gates(when)
        )
        for when in whens
        if when != entry.when or not any("when" in v.body for v in entry.versions)
    )
