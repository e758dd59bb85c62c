"""What is missing, looked up once for duties that are alike: the same facts that every trace by itself would name."""

from __future__ import annotations

from typing import Any

import pytest

from sekisho.determine import Determination, ahead
from sekisho.determine.questions import open_facts, questions, untried
from sekisho.facts import read_case
from sekisho.logic.truth import TRUE
from tests.determine.test_scenarios import determined
from tests.lawcases import the_engine, the_law

BOOKING: dict[str, Any] = {
    "id": "B", "on": "2026-11-20", "act": "export", "route": {"from": "CN", "to": "US"}, "parties": [],
    "items": [{"id": "1", "description": "metal precision parts"}],
}  # fmt: skip
EXAMPLES = ("eight-authorities", "jp-small-value-spare-part-wuxi", "three-tools-chinese-logic-fab")
Key = tuple[str, str, str]


def booking(**changes: Any) -> Determination:
    """What a forwarder gets: three words and a route."""
    return the_engine().determine(read_case({**BOOKING, **changes}, the_law()))


def named_by_traces(found: Determination) -> set[Key]:
    """Path, attribute and, of a person's test, provision of what each trace names by itself, duty by duty."""
    named: set[Key] = set()
    for result in found.authorities.values():
        settled: dict[tuple[int, str], int] = {}
        for duty in result.duties:
            if duty.span is not None and duty.truth is TRUE:
                key = (id(duty.instance.item), duty.requirement.layer)
                settled[key] = max(settled.get(key, -1), int(duty.span.low))
        for duty in result.duties:
            if duty.span is None or (duty.span.decided and duty.truth is TRUE):
                continue
            if settled.get((id(duty.instance.item), duty.requirement.layer), -1) >= duty.span.high:
                continue
            for step in found.book.traces(duty):
                for inner in step.undecided():
                    named |= {
                        (m.path, m.attribute, m.provision if m.kind == "person" else "")
                        for m in inner.missing
                    }
    return named


@pytest.mark.parametrize("name", ["booking", "machine", *EXAMPLES])
def test_nothing_that_a_trace_names_is_left_out_and_nothing_is_named_twice(name: str) -> None:
    machine = {"items": [{"id": "1", "description": "machine", "kind": "machine"}]}
    found = (
        booking(**(machine if name == "machine" else {}))
        if name in {"booking", "machine"}
        else determined(name)
    )
    keys = [
        (
            one.missing.path,
            one.missing.attribute,
            one.missing.provision if one.missing.kind == "person" else "",
        )
        for one in open_facts(found)
    ]
    assert len(keys) == len(set(keys)) > 20
    assert named_by_traces(found) <= set(keys)


def test_each_question_stands_there_before_its_answers_are_tried() -> None:
    found = determined("eight-authorities")
    tried, bare = questions(found), untried(found)
    assert len(tried) == len(bare)
    without = [{**question, "if": {}} for question in tried]
    assert all(question in without for question in bare)
    assert any(question["if"] for question in tried)


@pytest.mark.parametrize("name", ["booking", "to China", *EXAMPLES])
def test_a_reading_that_is_not_tried_changes_nothing(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The readings left out as idle are tried here one by one: none of them differs from the answer."""
    chinese = {"route": {"from": "US", "to": "CN"}}
    given = (
        booking(**(chinese if name == "to China" else {}))
        if name in {"booking", "to China"}
        else determined(name)
    )
    left_out = []

    def idle(determination: Determination, result: Any, atoms: frozenset[str]) -> bool:
        left_out.append((result.authority, is_idle(determination, result, atoms)))
        return False

    is_idle = ahead.idle
    monkeypatch.setattr(ahead, "idle", idle)
    tried = {code: ahead.branches(given, result) for code, result in given.authorities.items()}
    assert left_out
    for code, said in left_out:
        assert not said or tried[code] == [], code
    assert ("US", True) in left_out or name not in {"booking", "to China"}, (
        "nothing was left out: the test says nothing"
    )
