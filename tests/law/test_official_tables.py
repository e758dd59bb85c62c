"""The official tables against the law files, row by row: the limits of Japan's items 7 to 9, the named parties of China's lists.

The tables lie beside the repository (`../shared`), where its makers put what they read; without them these tests are skipped.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from sekisho.law.compiled import Law
from sekisho.law.force import body_on, version_on
from sekisho.law.model import Entry
from sekisho.logic import conditions as c
from sekisho.logic.quantities import parse_quantity
from sekisho.logic.values import Interval
from tests.lawcases import LAW, the_law

SHARED = next(
    (folder / "shared" for folder in LAW.parents if (folder / "shared" / "reference").is_dir()),
    LAW.parent.parent / "shared",
)
LIMITS = SHARED / "reference" / "jp-item7-limits.csv"
CARDS = SHARED / "reference" / "measures" / "cn.yaml"
MAP = LAW / "jp" / "tables-check" / "item7-map.csv"
TODAY = date(2026, 11, 21)
UNTIL = re.compile(r"in force until (\d{4}-\d{2}-\d{2})")

UNITS = {
    "MSPS": "MHz", "mol%": "%", "GN/m2": "GPa", "arcsec": "arcsecond", "% of full scale": "%",
    "n/cm2": "1/cm^2", "atoms/cm3": "1/cm^3", "A/cm2": "A/cm^2", "A/mm2": "A/mm^2", "uC/mm2": "uC/mm^2", "g/cm3": "g/cm^3",
    "ohm cm": "ohm*cm", "kW GHz": "kW*GHz", "us MHz": "us*MHz", "octave": "", "errors/bit/day": "", "bit": "", "count": "",
    "ratio": "", "dBm": "", "dBm/Hz": "", "TPP": "", "WT": "",
}  # fmt: skip
"""Units of the table as the vocabulary writes them; "" is a plain number."""


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def leaves(law: Law, node: c.Condition, seen: frozenset[str] = frozenset()) -> Iterator[c.Condition]:
    """Every leaf of a condition, those of its terms included."""
    yield node
    if isinstance(node, c.TermRef) and node.id not in seen:
        term = law.terms[node.id]
        for provision in (term, *law.additions_to(node.id)):
            if provision.when is not None:
                yield from leaves(law, provision.when, seen | {node.id})
    for child in c.children(node):
        yield from leaves(law, child, seen)


def says(law: Law, entry: Entry, day: date) -> list[c.Condition]:
    """The leaves of an entry and of those above it on a day; none where it is not in force."""
    found: list[c.Condition] = []
    at: Entry | None = entry
    if version_on(entry, day) is None:
        return []
    while at is not None:
        found += leaves(law, body_on(at, "when", day))
        at = law.parent_of(at.id)
    return found


def limit(law: Law, attribute: str, value: str, unit: str) -> object:
    """The official value as a condition holds it."""
    if value in {"yes", "no"}:
        return value == "yes"
    known: Any = law.vocabulary.get(attribute) or law.derived[attribute]
    if known.type == "number":
        return parse_quantity(value, "")
    return parse_quantity(f"{value} {UNITS.get(unit, unit) or known.unit}", known.unit)


def same(one: object, other: object) -> bool:
    if isinstance(one, Interval) and isinstance(other, Interval):
        return all(_near(a, b) for a, b in ((one.lo, other.lo), (one.hi, other.hi)))
    return one == other


def _near(a: Decimal | None, b: Decimal | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= Decimal("1e-9") * max(abs(a), abs(b))


def stands(law: Law, row: Mapping[str, str], mapped: Mapping[str, str], day: date) -> bool:
    """Does a row of the table stand in its entry on a day, by the same operator and the same limit?"""
    attribute, operator = mapped["attribute"], mapped["modelled_operator"] or row["operator"]
    for leaf in says(law, law.entries[mapped["code"]], day):
        match operator, leaf:
            case "kind", c.Under("kind"):
                return True
            case (("some" | "every"), c.Contains(name, how, members)) if (
                name == attribute and how == operator
            ):
                if set(mapped["modelled_limit"].split("|")) <= set(members):
                    return True
            case "one_of", (c.Compare(name) | c.Contains(name) | c.Under(name)) if name == attribute:
                return True
            case _, c.Compare(name, op, value) if name == attribute and op == operator:
                if mapped["modelled_limit"]:
                    number, _, unit = mapped["modelled_limit"].partition(" ")
                    if same(value, limit(law, attribute, number, unit)):
                        return True
                elif " / " in row["value"]:
                    return isinstance(value, c.AttributeRef)
                elif same(value, limit(law, attribute, row["value"], row["unit"])):
                    return True
    return False


def begins(law: Law, entry: Entry, day: date, or_ends: bool = False) -> bool:
    """Does a version of an entry, or of one above it, begin on a day (or end on the day before)?"""
    at: Entry | None = entry
    while at is not None:
        if any(v.start == day or (or_ends and v.until == day - timedelta(days=1)) for v in at.versions):
            return True
        at = law.parent_of(at.id)
    return False


def model_of(mapped: Mapping[str, str], law: Law) -> str:
    if mapped["attribute"] == "pointer":
        return "pointer"
    return law.entries[mapped["code"]].model


@pytest.mark.skipif(not LIMITS.exists(), reason="the official table is not beside the repository")
def test_limits_of_items_7_to_9(capsys: pytest.CaptureFixture[str]) -> None:
    law, official, mapped = the_law(), rows_of(LIMITS), rows_of(MAP)
    assert len(official) == len(mapped) == 647
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for number, (row, own) in enumerate(zip(official, mapped, strict=True), 1):
        where = f"row {number} ({row['letter']}{row['sub']}, {row['attribute']}) {own['code']}"
        told = (row["article"], row["item"], row["letter"], row["sub"], row["attribute"])
        if told != (own["article"], own["item"], own["letter"], own["sub"], own["csv_attribute"]) or own[
            "row"
        ] != str(number):
            wrong.append(f"{where}: the map has another row in this place")
            continue
        counts[model_of(own, law)] += 1
        if own["attribute"] == "pointer":
            continue
        entry = law.entries[own["code"]]
        first = date.fromisoformat(row["in_force_from"]) if row["in_force_from"] else None
        ended = UNTIL.search(row["note"])
        last = date.fromisoformat(ended.group(1)) if ended else TODAY
        if not stands(law, row, own, last):
            wrong.append(
                f"{where}: {row['operator']} {row['value']} {row['unit']} does not stand there on {last}"
            )
        elif first is not None and not stands(law, row, own, first):
            wrong.append(f"{where}: does not stand there on its first day {first}")
        elif first is not None and not begins(law, entry, first):
            wrong.append(f"{where}: no version begins on {first}")
        elif ended and not begins(law, entry, last + timedelta(days=1), or_ends=True):
            wrong.append(f"{where}: no version ends on {last}")
    with capsys.disabled():
        told_counts = ", ".join(f"{counts[model]} {model}" for model in ("full", "person", "pointer"))
        print(f"\nJapan, items 7 to 9: {told_counts}, together {counts.total()} official rows")
    assert counts.total() == 647
    assert not wrong, "\n".join(wrong)


# China

NOT_ON_A_LIST = {
    "cn-2025-uel-4": "listed without a measure: what bars trade is Announcements 5 and 6",
    "cn-2025-uel-6": "one party under a measure of its own: the instrument names it",
    "cn-2026-mofcom-21": "the parties are those whom the blocking order protects",
}
"""Batches whose parties bear no consequence of a list; the instrument's own file has to speak of them."""


DIVIDED = {"cn-2026-mofcom-order-2": "cn-2026-mofcom-order-3"}
"""A card that holds two orders of one day, with the second one's instrument."""


def batches() -> list[dict[str, Any]]:
    if not CARDS.exists():
        return []
    cards = yaml.load(CARDS.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return [card for card in cards if card.get("parties")]


def party_rows() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for path in sorted((LAW / "cn" / "parties").glob("*.csv")):
        for row in rows_of(path):
            found[row["instrument"]].append(row)
    return found


@pytest.mark.skipif(not CARDS.exists(), reason="the cards are not beside the repository")
@pytest.mark.parametrize("card", batches(), ids=lambda card: card["id"])
def test_every_named_party(card: dict[str, Any]) -> None:
    rows = party_rows()[card["id"]]
    rows = rows + party_rows()[DIVIDED.get(card["id"], "")]
    if card["id"] in NOT_ON_A_LIST:
        assert not rows and card["id"] in the_law().instruments
        return
    effective = str(card["effective"])
    wrong = []
    for party in card["parties"]:
        native, name = party["name_native"], party["name"]
        hits = [row for row in rows if (row["name_native"] == native if native else row["name_en"] == name)]
        if not hits:
            wrong.append(f"{name} {native}: no row")
        elif any(name not in (row["name_en"], *row["aliases"].split(";")) for row in hits):
            wrong.append(f"{native}: {hits[0]['name_en']} instead of {name}")
        elif any(row["country"] != party["country"] for row in hits):
            wrong.append(f"{name}: {hits[0]['country']} instead of {party['country']}")
        elif min(row["from"] for row in hits) != effective:
            wrong.append(f"{name}: from {min(row['from'] for row in hits)} instead of {effective}")
    named = {(row["name_native"], row["name_en"]) for row in rows}
    assert len(named) == len(card["parties"]), f"{len(named)} parties instead of {len(card['parties'])}"
    assert not wrong, "\n".join(wrong)


@pytest.mark.skipif(not CARDS.exists(), reason="the cards are not beside the repository")
def test_no_batch_without_a_card() -> None:
    counted = {batch for batch, *_ in COUNTER_SANCTIONS} | set(STATEMENTS) | {o for o in DIVIDED.values()}
    assert set(party_rows()) <= {card["id"] for card in batches()} | counted


DECISIONS = (
    SHARED / "data" / "cn" / "law" / "ammitto" / "reference-docs" / "sanction-lists" / "anti-sanction-list"
)

COUNTER_SANCTIONS = [
    # instrument, organisations, persons, how many of them under a ban on dealings
    ("cn-2022-mfa-1223", 0, 2, 2),
    ("cn-2023-mfa-0407", 2, 4, 4),
    ("cn-2023-mfa-0413", 0, 1, 1),
    ("cn-2024-mfa-0411", 2, 0, 0),
    ("cn-2024-mfa-0521", 0, 1, 1),
    ("cn-2024-mfa-0522", 12, 10, 0),
    ("cn-2024-mfa-0621", 3, 3, 3),
    ("cn-2024-mfa-0712", 6, 5, 5),
    ("cn-2024-mfa-0731", 0, 1, 1),
    ("cn-2024-mfa-0918", 9, 0, 9),
    ("cn-2024-mfa-1010", 3, 10, 13),
    ("cn-2024-mfa-1205", 13, 6, 19),
    ("cn-2024-mfa-1221", 2, 20, 22),
    ("cn-2024-mfa-1227", 7, 0, 7),
    ("cn-2025-mfa-0908", 0, 1, 1),
    ("cn-2025-mfa-1215", 0, 1, 1),
    ("cn-2025-mfa-1226", 20, 10, 30),
]
"""The decisions of the Foreign Ministry whose text was read, counted from their annexes by hand."""

STATEMENTS = {
    "cn-2021-mfa-0723": 7,
    "cn-2021-mfa-1221": 4,
    "cn-2022-mfa-0221": 2,
    "cn-2022-tao-0803": 6,
    "cn-2023-mfa-0915": 2,
    "cn-2023-mfa-1226": 3,
    "cn-2023-tao-0407": 2,
    "cn-2023-uel-1-managers": 6,
    "cn-2024-mfa-0107": 5,
    "cn-2024-tao-1014": 3,
    "cn-2025-tao-0605": 1,
    "cn-2026-mfa-0330": 1,
}
"""Batches that a spokesperson stated, or whose decision was seen at second hand only."""


@pytest.mark.skipif(not DECISIONS.exists(), reason="the decisions are not beside the repository")
@pytest.mark.parametrize(("batch", "organisations", "persons", "banned"), COUNTER_SANCTIONS)
def test_every_party_of_the_counter_sanctions(
    batch: str, organisations: int, persons: int, banned: int
) -> None:
    rows = [row for row in party_rows()[batch] if row["state"] != "unconfirmed"]
    year, day = batch[3:7], batch[-4:]
    annex = re.sub(r"\s+", "", (DECISIONS / f"{year}{day}.md").read_text(encoding="utf-8"))
    assert sum(row["category"].startswith("firm") for row in rows) == organisations
    assert sum(row["category"].startswith("person") for row in rows) == persons
    assert sum(row["list"] == "cn.countermeasures" for row in rows) == banned
    assert {row["from"] for row in rows} == {f"{year}-{day[:2]}-{day[2:]}"}
    missing = [row["name_native"] for row in rows if re.sub(r"\s+", "", row["name_native"]) not in annex]
    assert not missing, "not in the decision: " + ", ".join(missing)
    printed = annex.replace("’", "'")
    latin = [
        row["name_en"]
        for row in rows
        if "（" + re.sub(r"\s+", "", row["name_en"]) in printed.replace("(", "（")
    ]
    assert len(latin) == len(rows) - NO_LATIN_NAME.get(batch, 0)


NO_LATIN_NAME = {"cn-2022-mfa-1223": 1, "cn-2023-mfa-0407": 2, "cn-2025-mfa-0908": 1}
"""Parties whom a decision names in Chinese only."""


def test_statements_of_counter_sanctions() -> None:
    rows = party_rows()
    assert {batch: len(rows[batch]) for batch in STATEMENTS} == STATEMENTS
