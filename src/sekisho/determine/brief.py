"""An answer in short, as a page shows it: duties of one provision that come to the same are told once.

Goods that nobody described yet may meet some thousand entries, and each is a duty of its own. A reader sees the provision once;
the whole answer (answer.py) tells every one of them.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TYPE_CHECKING, Any

from attrs import evolve

from .ahead import branches, changes_ahead
from .answer import Parts, gaps_of, told, ways_of
from .findings import findings

if TYPE_CHECKING:
    from .duty import Duty
    from .engine import AuthorityResult, Determination


ALIKE = "alike"
"""What `left_out` says where duties of one provision that come to the same are told once."""
_PARTS = Parts(questions=False, traces=False, ahead=False, ways=False, classified=False)


def outcome(determination: Determination) -> dict[str, Any]:
    """The outcome with its reasons, without questions and traces and without what takes further determinations; of duties of
    one item that differ only in what they are for the first is told. `left_out` names what is missing.
    """
    once = {code: _once(result) for code, result in determination.authorities.items()}
    with determination.book.lock:
        found = told(evolve(determination, authorities=once), _PARTS)
        found["findings"] = findings(determination)
    found["left_out"] = [*found["left_out"], ALIKE]
    return found


def completed(outcome: dict[str, Any], determination: Determination) -> dict[str, Any]:
    """An outcome with what lies ahead of it: gaps, readings of unconfirmed law, coming changes, reliefs by choice."""
    authorities = dict(outcome["authorities"])
    for code, result in determination.authorities.items():
        with determination.book.lock:  # by turns, for a page that wants the outcome alone may wait
            items = [
                {**row, "ways": ways_of(determination, _unlike(item.duties))}
                for item, row in zip(result.items, authorities[code]["items"], strict=True)
            ]
            authorities[code] = {
                **authorities[code],
                "items": items,
                "gaps": gaps_of(determination, result),
                "branches": branches(determination, result),
                "changes_ahead": changes_ahead(determination, result),
            }
    return {
        **outcome,
        "authorities": authorities,
        "findings": findings(determination),  # again, for what was looked at since may have met another one
        "left_out": ["questions", "why", "classified", ALIKE],
    }


def _unlike(duties: Iterable[Duty]) -> tuple[Duty, ...]:
    """The duties without those that are like an earlier one but for their entry."""
    found: dict[int, Duty] = {}
    for duty in duties:
        found.setdefault(id(duty.like or duty), duty)
    return tuple(found.values())


def _once(result: AuthorityResult) -> AuthorityResult:
    """A result with the first of the duties that come to the same."""
    return evolve(
        result,
        duties=_firsts(result.duties),
        items=tuple(evolve(item, duties=_firsts(item.duties)) for item in result.items),
    )


def _firsts(duties: Iterable[Duty]) -> tuple[Duty, ...]:
    found: dict[Hashable, Duty] = {}
    for duty in duties:
        item = id(duty.instance.item)
        key = (duty.requirement.id, item, duty.truth, duty.span, duty.policies, bool(duty.yields))
        found.setdefault(key, duty)
    return tuple(found.values())


__all__ = ["ALIKE", "completed", "outcome"]
