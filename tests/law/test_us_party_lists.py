"""The lists of parties in `law/us/parties` hold every row of the Consolidated Screening List that they were made from.

The official file lies beside the repository (`../shared/data/lists`); without it these tests are skipped.
"""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT.parent / "shared" / "data" / "lists" / "us-csl-flat-2026-07-31.csv.gz"
PARTIES = ROOT / "law" / "us" / "parties"
LISTS = {
    "EL": ("entity-list.csv", 3420),
    "UVL": ("unverified-list.csv", 222),
    "MEU": ("meu-list.csv", 70),
    "DPL": ("denied-persons.csv", 1596),
    "CMIC": ("cmic.csv", 68),
}
FOOTNOTES = {"1": 156, "3": 771, "4": 96, "5": 16}

pytestmark = pytest.mark.skipif(not SOURCE.is_file(), reason="the official file is not here")


def official(code: str) -> list[dict[str, str]]:
    """The rows of one list of the official file, in its order."""
    with gzip.open(SOURCE, "rt", encoding="utf-8") as stream:
        return [row for row in csv.DictReader(stream) if row["list"] == code]


def ours(file: str) -> list[dict[str, str]]:
    """The rows of one of our files."""
    with (PARTIES / file).open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def number(row_id: str) -> int:
    """The number of the official row from which ours was made: `us-el-0042-hk` is the 42nd."""
    return int(row_id.split("-")[2].partition(".")[0])


@pytest.mark.parametrize(("code", "file", "count"), [(k, *v) for k, v in LISTS.items()])
def test_every_official_row_stands_in_the_list(code: str, file: str, count: int) -> None:
    """Each official row is there once for each of its countries, under a name that the official row bears."""
    rows = official(code)
    assert len(rows) == count
    named = [row for row in ours(file) if row["name_en"]]
    places: dict[int, list[str]] = {}
    for row in named:
        places.setdefault(number(row["id"]), []).append(row["country"])
        theirs = rows[number(row["id"]) - 1]
        letters = "".join(ch for ch in theirs["name"] if ch.isalnum())
        assert "".join(ch for ch in row["name_en"] if ch.isalnum()) in letters
    for position, row in enumerate(rows, 1):
        wanted = row["countries"].replace("CRIMEA (OCCUPIED)", "UA-43").split() or [""]
        assert places[position] == list(dict.fromkeys(wanted)), row["name"]


@pytest.mark.parametrize(("footnote", "count"), FOOTNOTES.items())
def test_each_footnote_has_its_parties(footnote: str, count: int) -> None:
    """A row with a footnote stands in the part of the list for that footnote, and no other does."""
    part = {
        number(r["id"]) for r in ours("entity-list-footnotes.csv") if r["list"].endswith(f".fn{footnote}")
    }
    theirs = {n for n, r in enumerate(official("EL"), 1) if r["entity_list_footnote_inferred"] == footnote}
    assert part == theirs
    assert len(part) == count


def test_parts_name_rows_of_the_whole_list() -> None:
    """Every row of a part bears the id of a row of the Entity List and its own last segment."""
    whole = {row["id"] for row in ours("entity-list.csv")}
    for file in ("entity-list-footnotes.csv", "entity-list-policies.csv", "entity-list-partial.csv"):
        for row in ours(file):
            suffix = "." + row["list"].rpartition(".")[2]
            assert row["id"].removesuffix(suffix) in whole
            assert row["id"].endswith(suffix)


def test_a_listing_is_certain_from_one_day_on() -> None:
    """Every listing has exactly one period that is in force, and it is the last one, but for a removal in August 2026."""
    states: dict[str, list[str]] = {}
    for file in ("entity-list.csv", "unverified-list.csv", "meu-list.csv", "denied-persons.csv"):
        for row in ours(file):
            states.setdefault(row["id"], []).append(row.get("state") or "in-force")
    assert Counter(s.count("in-force") for s in states.values()) == Counter({1: len(states)})
    assert sum(s[-1] != "in-force" for s in states.values()) == 1
