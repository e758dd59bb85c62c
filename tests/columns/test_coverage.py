"""The random law speaks every word of the condition language, and each is decided both ways."""

from __future__ import annotations

from collections import Counter
from typing import Any, get_args

import pytest

from sekisho.determine import Engine
from sekisho.logic import conditions as c
from sekisho.logic.functions import Maker
from tests.randomlaw import world

NEVER_DECIDED = {"Unread", "Unsettled"}
OPERATORS = {
    *(f"Compare {op}" for op in get_args(c.Operator)),
    *(f"Contains {q}" for q in ("some", "every", "none", "only")),
    *(f"Quantified {q}" for q in ("some", "every", "none")),
    *(f"Total {op}" for op in ("at_least", "above", "at_most", "below")),
    *("Total deep", "Total share", "Knows", "Knows by", "PlaceTest", "PlaceTest not", "Const", "All", "Any", "Not"),
    *("TermRef", "Classified", "EntryUnder", "SameHeading", "Person", "Unknowable", "Listed", "Bound", "Under"),
}  # fmt: skip
LISTS = ("parties", "owners", "items", "content", "made_with", "notices", "red_flags", "contract_items")


def names(node: Any) -> list[str]:
    """Under which names a condition is counted."""
    kind = type(node).__name__
    found = [kind]
    if isinstance(node, c.Compare):
        found = [f"Compare {node.op}"]
    elif isinstance(node, c.Contains):
        found = [f"Contains {node.quantifier}"]
    elif isinstance(node, c.Quantified):
        found = [f"Quantified {node.quantifier}", f"list {node.list}"]
    elif isinstance(node, c.Total):
        found = [f"Total {node.limits[0][0]}"]
        found += ["Total deep"] * node.deep + ["Total share"] * (node.of_whole is not None)
    elif isinstance(node, c.PlaceTest) and node.negated:
        found = ["PlaceTest not"]
    elif isinstance(node, c.Knows) and node.by:
        found = ["Knows by"]
    return found


def test_every_operator_is_decided_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: Counter[tuple[str, int]] = Counter()
    plain = Maker.run
    counted: set[Any] = set()

    def counting(self: Maker, node: Any) -> Any:
        held = self.kept.get(id(node))
        if held is not None and held[1] in counted:
            return held[1]
        run = plain(self, node)

        def count(evaluator: Any, scope: Any) -> Any:
            truth = run(evaluator, scope)
            seen.update((name, int(truth)) for name in names(node))
            return truth

        counted.add(count)
        self.kept[id(node)] = node, count
        return count

    monkeypatch.setattr(Maker, "run", counting)
    outcomes: Counter[Any] = Counter()
    for seed in range(100):
        law, cases = world(seed, 25)
        engine = Engine(law)
        for case in cases:
            for result in engine.determine(case).authorities.values():
                outcomes["decided", result.span.low == result.span.high] += 1
                for duty in result.duties:
                    outcomes["truth", int(duty.truth)] += 1
                    outcomes["yields", bool(duty.yields)] += 1
                    for relief, truth in duty.reliefs:
                        outcomes["relief", relief.by, relief.becomes, int(truth)] += 1
                    for shut in duty.bars.values():
                        outcomes.update(("bar", int(truth)) for _, truth in shut)
                    outcomes.update(("licence", int(truth)) for _, truth in duty.licences)
                    outcomes["instance", duty.requirement.for_each and duty.requirement.for_each.over] += 1
    wanted = OPERATORS | {f"list {name}" for name in LISTS}
    short = {name: truth for name in wanted for truth in (0, 2) if seen[name, truth] < 3}
    assert not short, f"too seldom decided so: {short}"
    for name in NEVER_DECIDED:
        assert seen[name, 1] and not seen[name, 0] and not seen[name, 2]
    assert min(outcomes["decided", True], outcomes["decided", False]) > 100
    assert outcomes["truth", 2] > 50
    assert outcomes["yields", True] > 5
    for by in ("rule", "choice"):
        for becomes in ("authorised", "notification", "licence"):
            assert outcomes["relief", by, becomes, 2] > 5, (by, becomes)
    assert outcomes["bar", 2] > 50 and outcomes["licence", 2] > 0
    for over in (None, "entry", "party", "notices", "contract_items"):
        assert outcomes["instance", over] > 10, over
