"""Trying an answer by what it may change comes to the outcome of determining the whole transaction with the answer in it."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sekisho.determine import Determination
from sekisho.determine.open_facts import open_facts
from sekisho.determine.questions import touched_by
from sekisho.determine.trial_books import Trials
from sekisho.determine.trial_reads import TrialReads, changed_by
from sekisho.determine.trials import trials, tried
from sekisho.logic.scope import Missing
from tests.determine.test_scenarios import determined
from tests.lawcases import the_engine, the_law

MOST = 40
KEPT = frozenset({"id", "kind", "name"})
EXAMPLES = (
    "duv-scanner-overlay-missing",
    "eight-authorities",
    "owned-by-listed-parties",
    "gallium-arsenide-wafers-dalian-kumamoto",
)
VARIED = (
    "etcher-korea-singapore-2026-11-21",
    "thai-trader-japan-military-user",
    "wafer-inspection-shanghai-2025-05-28",
    "european-supplier-american-list",
    "jp-small-value-spare-part-wuxi",
)
Spans = dict[tuple[str, str, str], tuple[int, int]]


def compared(found: Determination, most: int = MOST) -> Iterator[tuple[Missing, str, Spans, Spans]]:
    """Of each answer that may be tried the outcomes of the whole transaction and those that are found."""
    tested, by_parts = found.case.copy(), Trials(found)
    for candidate in open_facts(found)[:most]:
        options = trials(candidate.missing, candidate.steps, the_law())
        authorities = touched_by(found, candidate)
        parts = by_parts.outcomes(candidate.missing, options, authorities)
        for option in options:
            with tried(tested, option) as case:
                whole = the_engine().determine(case, found.assume, authorities, found.claim_available)
            yield candidate.missing, option.label, whole.statuses(), parts[option.label]


def thinned(transaction: dict[str, Any], chance: Random) -> None:
    """Leave out about half of the facts of items and parties, so that other duties are open."""
    for held in (*transaction.get("items", ()), *transaction.get("parties", ())):
        for facts in (held, held.get("facts", {})):
            for name in list(facts):
                if name not in KEPT and chance.random() < 0.5:
                    del facts[name]


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_answer_tried_by_parts_comes_to_the_whole_outcome(name: str) -> None:
    for missing, label, whole, parts in compared(determined(name)):
        assert parts == whole, (missing, label)


def test_all_kinds_of_answers_are_tried_and_some_change_the_outcome() -> None:
    kinds, moved = set[str](), set[str]()
    found = determined("dual-use-japan-military-user-2026-01-07")
    before = found.statuses()
    for missing, _, whole, parts in compared(found):
        assert parts == whole
        kinds.add(missing.kind)
        if any(whole[key] != before[key] for key in whole):
            moved.add(missing.kind)
    assert {"fact", "knowledge", "screening", "completeness"} <= kinds and len(moved) >= 2


@settings(max_examples=4, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(
    name=st.sampled_from(VARIED),
    seed=st.integers(0, 2**32),
    on=st.sampled_from(["", "2024-12-03", "2025-11-09"]),
)
def test_with_facts_left_out_and_on_other_days_it_comes_to_the_same(name: str, seed: int, on: str) -> None:
    found = determined(name, lambda transaction: thinned(transaction, Random(seed)), on)
    for missing, label, whole, parts in compared(found, 25):
        assert parts == whole, (missing, label)


def test_a_reading_and_every_available_exception_are_kept_under_a_trial() -> None:
    text = determined("duv-scanner-overlay-missing").case
    found = the_engine().determine(text, claim_available=True)
    for missing, label, whole, parts in compared(found, 25):
        assert parts == whole, (missing, label)


def test_what_a_screening_may_change_is_read_from_the_law() -> None:
    reads = TrialReads.of(the_law())
    reach = reads.deep("us.subject-to-ear")
    assert ("screening", "us.entity-list.fn5") in reach.keys, (
        "the footnotes of the entity list bear on the reach"
    )
    assert ("screening", "us.entity-list") in reach.keys, "of a part of a list the whole list is asked, too"
    assert ("screening", "us.denied-persons") not in reach.keys


def test_the_route_and_the_kind_change_everything() -> None:
    for name in ("to", "kind", "hs", "act"):
        assert changed_by(Missing(name, name, "fact"), the_law()) is None
    assert changed_by(Missing("items", "jp.table1", "classification"), the_law()) is None
    assert changed_by(Missing("x", "overlay", "fact"), the_law()) == frozenset({("fact", "overlay")})
