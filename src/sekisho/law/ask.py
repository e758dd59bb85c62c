"""Which attributes matter for a kind of item: those that the entries open to it read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sekisho.logic.conditions import All, Any, Condition, Under, attributes_of
from sekisho.logic.truth import FALSE

if TYPE_CHECKING:
    from .compiled import Law


def attributes_for_kind(law: Law, kind: str) -> tuple[str, ...]:
    """The attributes read by every entry that an item of this kind may meet, and those that the kind asks
    for.

    In the order of the vocabulary. Raises KindError for a kind that does not exist.
    """
    found = {id for ancestor in law.kinds.ancestors(kind) for id in law.vocabulary.kinds[ancestor].ask}
    for entry in law.entries.values():
        for condition in [entry.when, *(v.body["when"] for v in entry.versions if "when" in v.body)]:
            if _open_to(law, condition, kind):
                found |= _read_by(law, condition, kind)
    for derived in law.derived.values():
        if derived.id in found and derived.formula:
            from sekisho.logic.formulas import parse

            found |= parse(derived.formula).names()
    return tuple(id for id in law.vocabulary.attributes if id in found and id not in law.derived)


def _open_to(law: Law, condition: Condition, kind: str) -> bool:
    """False where a gate on the kind shuts the condition for things of this kind."""
    match condition:
        case Under(attribute="kind", paths=paths):
            known = [path for path in paths if ".".join(path.segments) in law.kinds]
            return any(law.kinds.relation(kind, path) != FALSE for path in known)
        case All(parts):
            return all(_open_to(law, part, kind) for part in parts)
        case Any(parts):
            return any(_open_to(law, part, kind) for part in parts)
        case _:
            return True


def _read_by(law: Law, condition: Condition, kind: str) -> frozenset[str]:
    if isinstance(condition, All | Any):
        return frozenset().union(*(_read_by(law, p, kind) for p in condition.parts if _open_to(law, p, kind)))
    return attributes_of(condition)
