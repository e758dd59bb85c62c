"""Development pairs of every script: the threshold is fixed in calibration.py before any of them is read."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from attrs import frozen

from sekisho.screening.index import ALERT, NameIndex
from sekisho.screening.reasons import Query
from sekisho.sources.records import ListedName, ListedParty, PartyKind

KINDS: dict[str, PartyKind] = {"person": "person", "organisation": "organisation", "vessel": "vessel"}


@frozen
class Pair:
    """Two names and whether they are one party's."""

    file: str
    script: str
    kind: PartyKind
    asked: str
    listed: str
    same: bool
    why: str


def pairs() -> list[Pair]:
    rows = []
    for path in sorted(Path(__file__).parent.glob("pairs*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if line.startswith("#") or len(cells) < 5 or cells[0] == "script":
                continue
            script, kind, asked, listed, verdict = cells[:5]
            why = cells[5] if len(cells) > 5 else ""
            rows.append(
                Pair(path.stem, script, KINDS.get(kind, "unknown"), asked, listed, verdict == "same", why)
            )
    return rows


PAIRS = pairs()


@pytest.fixture(scope="module")
def answers() -> dict[Pair, bool]:
    """Whether the listed name of each pair alerts when the other is asked, in an index of all listed names of all pairs."""
    numbers: dict[tuple[str, PartyKind], str] = {}
    for pair in PAIRS:
        numbers.setdefault((pair.listed, pair.kind), str(len(numbers)))
    index = NameIndex.build(
        ListedParty("pairs", number, ("pairs",), kind, (ListedName(name),))
        for (name, kind), number in numbers.items()
    )
    told = {}
    for pair in PAIRS:
        wanted = ("pairs", numbers[pair.listed, pair.kind])
        hits = index.search(Query(pair.asked, kind=pair.kind), limit=60)
        told[pair] = any(hit.alert and hit.key == wanted for hit in hits)
    return told


def test_the_threshold_is_the_one_that_the_documents_name() -> None:
    assert ALERT == 0.5


def test_there_are_pairs_of_every_script() -> None:
    scripts = {pair.script for pair in PAIRS}
    assert {"Latn", "Cyrl", "Arab", "Hans", "Hant", "Jpan", "Kore"} <= scripts
    assert len(PAIRS) >= 700
    assert sum(not pair.same for pair in PAIRS) >= 120


def test_precision_recall_and_f1_over_all_pairs(answers: dict[Pair, bool]) -> None:
    right = sum(alert and pair.same for pair, alert in answers.items())
    precision = right / sum(answers.values())
    recall = right / sum(pair.same for pair in PAIRS)
    assert precision >= 0.97
    assert recall >= 0.72
    assert 2 * precision * recall / (precision + recall) >= 0.83


def test_different_parties_seldom_alert_in_any_script(answers: dict[Pair, bool]) -> None:
    wrong: dict[str, list[str]] = defaultdict(list)
    for pair, alert in answers.items():
        if alert and not pair.same:
            wrong[pair.script].append(f"{pair.asked} / {pair.listed}")
    assert sum(map(len, wrong.values())) <= 12, dict(wrong)
