"""Many items at once: 100,000 items against every modelled entry. Budget: 300,000 items a second."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date

import polars as pl
import pytest
from attrs import evolve
from benchmarks.beside import Beside

from sekisho.determine.columns import ColumnPlan
from sekisho.facts import BadInput, read_case
from sekisho.law.cases import read_cases
from sekisho.law.compiled import Law
from sekisho.logic.columns.frames import Frames, import_cases
from sekisho.logic.objects import Case
from tests.lawcases import LAW

ITEMS = 100_000
ON = date(2026, 11, 9)


@pytest.fixture(scope="session")
def given(law: Law) -> list[Case]:
    """Transactions of the law's own cases with facts and without a claimed classification, all on one day."""
    found = []
    for case in read_cases(LAW)[::9]:
        try:
            read = read_case(case.transaction, law)
        except BadInput:
            continue
        items = read.root.lists.get("items")
        if items is not None and items.objects and not any(item.claims for item in items.objects):
            found.append(evolve(read, on=ON, known=None, dates={}))
    return found


def of_kinds(given: list[Case], most: int) -> list[Case]:
    """The transactions whose item is of one of the most frequent kinds."""
    kind = {case.id: case.root.lists["items"].objects[0].facts.get("kind") for case in given}
    frequent = {k for k, _ in Counter(kind.values()).most_common(most)}
    return [case for case in given if kind[case.id] in frequent]


def frames_of(cases: list[Case], number: int) -> Frames:
    return import_cases(cases[i % len(cases)] for i in range(number))


def by_hand(items: pl.DataFrame, kinds: list[str]) -> pl.DataFrame:
    """What a programmer would write for a heading, by kind and purity; one expression and one filter for each of `kinds`."""
    kind = pl.col("kind_text")
    purity = pl.col("purity|lo") if "purity|lo" in items.columns else pl.lit(None, dtype=pl.Float64)
    found = [
        items.select(
            pl.col("|id"),
            pl.lit(name).alias("entry"),
            pl.when(kind.str.starts_with(name) & (purity >= 0))
            .then(2)
            .when(kind.str.starts_with(name))
            .then(1)
            .otherwise(0)
            .alias("truth"),
        ).filter(pl.col("truth") > 0)
        for name in kinds
    ]
    return pl.concat(found)


HEADINGS = [
    "material.gallium", "material.germanium", "material.graphite", "material.rare-earth.dysprosium", "material.rare-earth.terbium",
]  # fmt: skip


@pytest.mark.parametrize("kinds", [12, 1000], ids=["twelve kinds", "every kind"])
def test_classify(kinds: int, law: Law, given: list[Case], compare: Callable[..., Beside]) -> None:
    frames = frames_of(of_kinds(given, kinds), ITEMS)
    table = frames.tables["item"]
    words = [".".join(paths[0].segments) for paths in table.interned["kind"]]
    items = table.frame.to_native()
    items = items.with_columns(
        pl.col("kind").replace_strict(dict(enumerate(words)), default="").alias("kind_text")
    )
    plan = ColumnPlan(law)
    plan.classify(frames)  # what is left of an entry for a kind is worked out once per law
    result = compare(
        f"{ITEMS:,} items of {len(words)} kinds against {len(law.entries)} entries",
        lambda: plan.classify(frames),
        lambda: by_hand(items, (HEADINGS * len(law.entries))[: len(law.entries)]),
        f"as many queries of two conditions by hand in Polars ({len(HEADINGS)} headings, repeated)",
        rounds=5,
    )
    print(f"{ITEMS / result.ours.cpu * 1000:,.0f} items a second of processor time")


def test_import(given: list[Case], compare: Callable[..., Beside]) -> None:
    """Transactions as frames: Python objects into columns."""
    number = ITEMS // 5

    def plain() -> pl.DataFrame:
        roots = [given[i % len(given)].root for i in range(number)]
        rows = [
            {name: str(value) for obj in root.walk() for name, value in obj.facts.items()} for root in roots
        ]
        return pl.DataFrame(rows, infer_schema_length=None)

    compare(
        f"{number:,} transactions into columns",
        lambda: frames_of(given, number),
        plain,
        "the same facts as one table of text",
        rounds=3,
    )


def test_statuses(law: Law, given: list[Case], compare: Callable[..., Beside]) -> None:
    """The statuses of all authorities for 2,000 transactions, beside the same one at a time."""
    from sekisho.determine import Engine

    few = of_kinds(given, 12)
    number = 2000
    frames, engine, plan = frames_of(few, number), Engine(law), ColumnPlan(law)
    compare(
        f"statuses of {number:,} transactions in columns",
        lambda: plan.statuses(frames),
        lambda: [engine.statuses(few[i % len(few)]) for i in range(number)],
        "one at a time",
        rounds=3,
    )


@pytest.mark.parametrize("authority", ["CN", "EU", "GB", "JP", "KR", "NL", "TW", "US"])
def test_statuses_of_one_authority(
    authority: str, law: Law, given: list[Case], compare: Callable[..., Beside]
) -> None:
    """The statuses of one authority for 200 transactions: with so few the fixed cost of the columns is nearly all."""
    from sekisho.determine import Engine

    few = of_kinds(given, 12)
    number = 200
    frames, engine, plan = frames_of(few, number), Engine(law), ColumnPlan(law, [authority])
    compare(
        f"statuses of {number} transactions in columns, {authority}",
        lambda: plan.statuses(frames),
        lambda: [
            engine.determine(few[i % len(few)], authorities=[authority]).statuses() for i in range(number)
        ],
        "one at a time",
        rounds=1,
    )
