"""An answer on ownership as plain data, for JSON and for pages."""

from __future__ import annotations

from typing import Any

from .answer import Counted, OwnershipAnswer
from .holdings import Share, plainly


def as_data(answer: OwnershipAnswer) -> dict[str, Any]:
    """The answer as mappings, lists and words: truths as "true", "unknown", "false", shares in per cent as text, days in ISO form."""
    low, high = answer.sum.shown
    return {
        "regime": answer.regime,
        "title": answer.title,
        "cite": answer.cite,
        "party": answer.party,
        "day": answer.day.isoformat() if answer.day is not None else None,
        "truth": answer.truth.word,
        "force": answer.force.word,
        "holds": answer.holds.word,
        "sum": {"low": plainly(low), "high": plainly(high)},
        "owners": [_owner(one) for one in answer.counted],
        "paths": [
            [
                {
                    "party": step.party,
                    "name": step.name,
                    "share": _share(step.share),
                    "since": step.since.isoformat() if step.since is not None else None,
                    "source": step.source,
                }
                for step in path.steps
            ]
            for path in answer.paths
        ],
        "most_restrictive": [one.owner for one in answer.most_restrictive],
        "inherited": {of: truth.word for of, truth in answer.inherited},
        "why": list(answer.why),
        "question": None
        if answer.question is None
        else {
            "settles": answer.question.settles,
            "facts": [
                {"kind": fact.kind, "about": fact.about, "of": fact.held, "ask": fact.words}
                for fact in answer.question.facts
            ],
        },
        "red_flags": list(answer.red_flags),
        "findings": list(answer.findings),
    }


def _owner(one: Counted) -> dict[str, Any]:
    return {
        "party": one.owner,
        "name": one.name,
        "share": _share(one.share),
        "truth": one.truth.word,
        "lists": {list_id: truth.word for list_id, truth in one.lists},
        "through_owners": one.through,
    }


def _share(share: Share) -> dict[str, str]:
    return {"low": plainly(share.low), "high": plainly(share.high)}
