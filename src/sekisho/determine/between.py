"""What lies between the laws of several authorities: duties that stand against each other, and whose licence comes first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from sekisho.logic.truth import FALSE, TRUE

from .outcome import Severity
from .paths_to_licence import procedure_row
from .unchanging import all_named, named_requirements, side_row

if TYPE_CHECKING:
    from sekisho.law.compiled import Law

    from .duty import Duty
    from .engine import Determination

_NOTHING: Final[frozenset[str]] = frozenset()
_ASKED = frozenset({"licence", "notification", "prohibition"})


def _held(determination: Determination) -> dict[str, Duty]:
    """The duties that hold or may hold, by provision: of several instances the surest."""
    found: dict[str, Duty] = {}
    for result in determination.authorities.values():
        for duty in result.duties:
            if duty.truth is FALSE or duty.yields:
                continue
            known = found.get(duty.requirement.id)
            if known is None or known.truth < duty.truth:
                found[duty.requirement.id] = duty
    return found


def _matching(law: Law, patterns: Any, held: Mapping[str, Duty]) -> list[Duty]:
    """The held duties that an id, a glob or a list of them names."""
    found: dict[str, Duty] = {}
    for named in named_requirements(law, patterns):
        if isinstance(named, str):
            if named in held:
                found[named] = held[named]
        elif not named.isdisjoint(held):
            found.update((id, duty) for id, duty in held.items() if id in named)
    return list(found.values())


def conflicts(determination: Determination) -> list[dict[str, Any]]:
    """Duties that stand against each other, where the law data names such a pair: both with citation, for counsel to weigh."""
    held, law = _held(determination), determination.engine.law
    ids = frozenset(held)
    found = []
    for row in law.conflicts:
        named = row.get("provisions", ())
        if not named or any(all_named(law, side).isdisjoint(ids) for side in named):
            continue
        sides = [_matching(law, side, held) for side in named]
        duties = [max(side, key=lambda d: d.truth) for side in sides]
        found.append(
            {
                "id": str(row.get("id", "")),
                "kind": str(row.get("kind", "authorities")),
                "provisions": [duty.requirement.id for duty in duties],
                "certain": all(duty.truth is TRUE for duty in duties),
                "words": dict(row.get("words", {})),
                "duties": [_side(determination, duty) for duty in duties],
                "counsel": True,
            }
        )
    return sorted(found, key=lambda row: not row["certain"])


def _side(determination: Determination, duty: Duty) -> dict[str, Any]:
    row = side_row(determination.engine.law, duty.requirement)
    row["truth"] = duty.truth.word
    return row


def filing(determination: Determination) -> list[dict[str, Any]]:
    """What has to be filed, in an order that the laws allow: one step per provision, with what it waits for.

    Rules of `filing` say what must exist before what (`provision` "": a paper that no
    requirement here demands); among steps that wait for nothing the authority from whose place
    the thing leaves comes first, then the order of the authorities in the answer.
    """
    held = {id: duty for id, duty in _held(determination).items() if _is_filed(duty)}
    waits: dict[str, dict[str, list[dict[str, Any]]]] = {}
    world, law = determination.world, determination.engine.law
    ids = frozenset(held)
    for row in law.filing:
        if all_named(law, row["then"]).isdisjoint(ids):
            continue
        if world.evaluator.truth(row["when"], world.root) is FALSE:
            continue
        said = {"words": dict(row["words"]), "cite": row["cite"], "source": row["source"]}
        # A rule without `first` is about a paper that no requirement of these laws demands.
        firsts = [d.requirement.id for d in _matching(law, row["first"], held)] if row["first"] else [""]
        for first in firsts:
            for then in _matching(law, row["then"], held):
                if first != then.requirement.id:
                    waits.setdefault(then.requirement.id, {}).setdefault(first, []).append(said)
    steps = []
    for id in _ordered(held, waits, determination):
        duty = held[id]
        steps.append(
            {
                **_side(determination, duty),
                "severity": duty.span.high.word if duty.span is not None else None,
                "procedure": procedure_row(determination.world, duty.requirement, duty.instance),
                "waits_for": [{"provision": first, "why": why} for first, why in waits.get(id, {}).items()],
            }
        )
    return steps


def _is_filed(duty: Duty) -> bool:
    """A duty that somebody has to file something for: a licence, a notification, or the door of a ban; no unread law."""
    own, span = duty.requirement, duty.span
    if (
        own.requires not in _ASKED
        or own.certainty == "pointer"
        or span is None
        or span.high < Severity.NOTIFY
    ):
        return False
    return own.requires != "prohibition" or bool(own.door)


def _ordered(
    held: Mapping[str, Duty], waits: Mapping[str, Mapping[str, object]], determination: Determination
) -> Iterable[str]:
    home = str(determination.case.root.facts.get("from") or "").partition("-")[0]
    left = sorted(held, key=lambda id: (held[id].requirement.authority != home, held[id].truth is not TRUE))
    needed = {id: {first for first in firsts if first in held} for id, firsts in waits.items()}
    done: set[str] = set()
    while left:
        # The first that waits for nothing any more; a ring of rules is broken at its first member.
        chosen = next((id for id in left if not (needed.get(id, _NOTHING) - done)), left[0])
        left.remove(chosen)
        done.add(chosen)
        yield chosen
