"""First rank and alerts by script, false alerts on ordinary names, reliability of the score; written into the docs.

    .venv/bin/python -m benchmarks.screening.quality [--write]

The names asked are those in another script of parties of which only Latin names are in the index; the half of the parties
on which the weights were not fitted is reported (`--half 0` shows the other). The threshold was set with both in view.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import defaultdict
from pathlib import Path

from attrs import define, evolve
from benchmarks.screening.clean import clean_names
from benchmarks.screening.clean_native import native_clean_names
from benchmarks.screening.labelled import Labelled, latin_only, native_queries, right
from benchmarks.screening.mistyped import mistyped
from benchmarks.screening.slips import slipped

from sekisho.screening.index import ALERT, NameIndex
from sekisho.screening.reasons import Query
from sekisho.sources.records import ListedParty

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "screening-quality.md"
SCRIPTS = {
    "Cyrl": "Cyrillic",
    "Arab": "Arabic",
    "Hani": "Han",
    "Hang": "hangul",
    "Latn": "Latin, mistyped and turned round",
    "Latn, shapes": "Latin, one slip and another shape",
}


@define
class Row:
    """Counts of one class of names that were asked."""

    asked: int = 0
    first: int = 0
    alert: int = 0
    among_five: int = 0


Measured = tuple[dict[tuple[str, str], Row], list[tuple[float, bool]]]


def measured(index: NameIndex, parties: list[ListedParty], asked: list[Labelled]) -> Measured:
    """First rank and alert by script and kind, and for each query the score of the first hit and whether it was right."""
    listed = {p.key: p for p in parties}
    rows: dict[tuple[str, str], Row] = defaultdict(Row)
    scores = []
    for one in asked:
        row = rows[one.script, one.kind]
        row.asked += 1
        hits = index.search(Query(one.name, kind=one.kind))  # type: ignore[arg-type]
        good = [right(h.party, one, listed) for h in hits]
        row.first += bool(good and good[0])
        row.alert += bool(hits and hits[0].alert)
        row.among_five += any(good)
        if hits:
            scores.append((hits[0].score, good[0]))
    return dict(rows), scores


def sampled(parties: list[ListedParty], half: int, most: int, typed: int) -> list[Labelled]:
    """Names to ask out of one half: at most so many of each script and kind, drawn the same way each time."""
    groups = defaultdict(list)
    for one in native_queries(parties):
        # The Russian list of foreigners spells American names in Cyrillic; that is another task, shown apart.
        script = "Cyrl, foreign names" if one.source.endswith("ru-stoplist") else one.script
        if one.half == half:
            groups[script, one.kind].append(evolve(one, script=script))
    chosen = []
    for key in sorted(groups):
        draw = random.Random(7)
        chosen += draw.sample(groups[key], min(most, len(groups[key])))
    shapes = [evolve(one.asked, script="Latn, shapes") for one in slipped(parties, typed)]
    return chosen + [one for one in [*mistyped(parties, typed), *shapes] if one.half == half]


def report(half: int, most: int, each: int) -> str:
    """The whole page as Markdown."""
    from tests.sources.shared_lists import shared_parties

    parties = shared_parties()
    latin = latin_only(parties)
    index = NameIndex.build(latin)
    started = time.process_time()
    rows, scores = measured(index, latin, sampled(parties, half, most, 2 * most))
    false: dict[str, Row] = defaultdict(Row)
    for one in (*clean_names(each), *native_clean_names(each)):
        row = false[one.group]
        row.asked += 1
        hits = index.search(Query(one.name, kind=one.kind), limit=1)  # type: ignore[arg-type]
        row.alert += bool(hits and hits[0].alert)
        if hits:
            scores.append((hits[0].score, False))
    spent = time.process_time() - started
    lines = [
        f"{len(latin):,} listings, {index.names:,} Latin names; threshold {ALERT} (fixed before the run); {spent:.0f} s of processor time.",
        "",
        "| asked | kind | names | right party first | alert | right among five |",
        "| --- | --- | ---: | ---: | ---: | ---: |",
    ]
    for (script, kind), row in sorted(rows.items()):
        if row.asked >= 10:
            shares = " | ".join(f"{n / row.asked:.2f}" for n in (row.first, row.alert, row.among_five))
            lines.append(f"| {SCRIPTS.get(script, script)} | {kind} | {row.asked} | {shares} |")
    lines += ["", "| ordinary names | asked | alerts in 1,000 |", "| --- | ---: | ---: |"]
    for group, row in sorted(false.items()):
        lines.append(f"| {group} | {row.asked} | {1000 * row.alert / row.asked:.1f} |")
    asked = sum(row.asked for row in rows.values())
    alerts = [good for score, good in scores if score >= ALERT]
    precision, recall = sum(alerts) / max(1, len(alerts)), sum(alerts) / max(1, asked)
    lines += [
        "",
        f"All {asked} names asked and the {sum(row.asked for row in false.values())} ordinary names, each as a labelled pair with its "
        f"first hit: precision {precision:.2f}, recall {recall:.2f}, F1 {2 * precision * recall / (precision + recall):.2f}.",
    ]
    lines += ["", "| score of the first hit | hits | right |", "| --- | ---: | ---: |"]
    for low in (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97):
        high = {0.0: 0.1, 0.1: 0.3, 0.3: 0.5, 0.5: 0.7, 0.7: 0.9, 0.9: 0.97}.get(low, 1.01)
        here = [good for score, good in scores if low <= score < high]
        if here:
            lines.append(f"| {low:.2f} to {min(high, 1.0):.2f} | {len(here)} | {sum(here) / len(here):.2f} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the tables, and put them into the page with --write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", type=int, default=1)
    parser.add_argument("--most", type=int, default=500)
    parser.add_argument("--each", type=int, default=2000)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    text = report(options.half, options.most, options.each)
    print(text)
    if options.write:
        page = PAGE.read_text(encoding="utf-8")
        head = page.split("<!-- measured -->")[0]
        PAGE.write_text(f"{head}<!-- measured -->\n\n{text}", encoding="utf-8")


if __name__ == "__main__":
    main()
