"""The big official lists of the United States and the European Union, cell by cell against the files that they were read from.

Commerce Control List: entries, rows of licence requirements, flags of the licence exceptions; Commerce Country Chart; country groups;
paths of Annex I of Regulation (EU) 2021/821. Only the tables are read here, no law is built. A row of ours names in `source` the number
of the official row and the first twelve hexadecimal digits of the sha256 of its words: a changed word fails until somebody has read it.
The official files lie beside the repository (`../shared/data`); without them these tests are skipped.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from tests.lawcases import LAW

SHARED = next(
    (folder / "shared" for folder in LAW.parents if (folder / "shared" / "data").is_dir()),
    LAW.parent.parent / "shared",
)
US, EU = SHARED / "data" / "us", SHARED / "data" / "eu"
CCL, ANNEX = LAW / "us" / "ccl", LAW / "eu" / "annex1"
DAY = "2026-07-23"

pytestmark = pytest.mark.skipif(not US.is_dir(), reason="../shared is absent")

OWN_ENTRIES = {"0D614", "2B352", "3B090", "3D006", "3E002", "8D001", "EAR99"}
"""Entries that the text has and the official file lost (ccl-corrections.json, rows of other entries), one of 2022, and EAR99."""
MOVED = {
    **dict.fromkeys(range(136, 140), "0D614"), 594: "2B352", 595: "2B352", 809: "3D006", 810: "3D006",
    840: "3E002", 841: "3E002", 1285: "8D001", 1286: "8D001",
}  # fmt: skip
"""Rows that the file printed under the entry before (whose own ran into its heading, or stand before them)."""
MENDED = {218: {"NP1", "AT1"}, 375: {"CB2"}, 376: {"CB1"}, 378: {"AT1"}, 417: {"MT1"}}
"""Rows whose cells are broken in the file: two in one, doubled, without letters; read by a person."""
RANK = {"full": 0, "person": 1, "pointer": 2}
COLUMN = re.compile(r"^([A-Z]{2}) Column (\d)\b")
REASON = re.compile(r"^([A-Z]{2})\s+(?:applies|apply|to)\b")
ENTIRE = re.compile(r"[A-Z]{2} applies to (?:the )?entire entry\.?$")


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def official_rows() -> dict[str, tuple[int, dict[str, str]]]:
    """Number and hash of each official row, to its number and cells."""
    found = {}
    for number, row in enumerate(rows_of(US / "ccl_license_requirements.csv"), 1):
        words = "|".join((row["eccn"], row["control"], row["country_chart_or_scope"]))
        found[f"{number}:{digest(words)}"] = (number, row)
    return found


def ours() -> tuple[dict[str, list[dict[str, str]]], list[dict[str, str]]]:
    """Our rows by the official row that they stand for, and our own rows."""
    by_source, own = defaultdict(list), []
    for row in rows_of(CCL / "requirements.csv"):
        if row["source"].startswith("own: "):
            own.append(row)
        else:
            by_source[row["source"]].append(row)
    return by_source, own


def test_each_row_of_requirements_stands_once_with_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    official, (mine, own) = official_rows(), ours()
    assert len(official) == 1536
    assert sorted(set(official) - set(mine)) == [], (
        "official rows without a row of ours, or whose words changed"
    )
    assert sorted(set(mine) - set(official)) == [], "rows of ours that stand for no official words"
    models = Counter(max((row["model"] for row in rows), key=RANK.__getitem__) for rows in mine.values())
    assert sum(models.values()) == 1536
    with capsys.disabled():
        print(
            f"\nCCL rows: {models['full']} full, {models['person']} person, {models['pointer']} pointer; own rows: {len(own)}"
        )


def test_reason_entry_and_column_of_each_row() -> None:
    mine, _ = ours()
    wrong = []
    for source, (number, row) in official_rows().items():
        text = row["country_chart_or_scope"]
        for line in mine[source]:
            if line["eccn"] != MOVED.get(number, row["eccn"]):
                wrong.append((source, "entry", line["eccn"]))
            reason = REASON.match(row["control"])
            if reason and number not in MENDED and line["reason"] != reason[1]:
                wrong.append((source, "reason", line["reason"]))
            column = COLUMN.match(text)
            expected = MENDED.get(number) or ({column[1] + column[2]} if column else None)
            if expected and line["reach"] not in expected:
                wrong.append((source, "column", line["reach"]))
            if not expected and re.fullmatch(r"[A-Z]{2}\d", line["reach"]):
                wrong.append((source, "a column that the row does not name", line["reach"]))
    assert wrong == []


def test_a_row_of_the_entire_entry_has_no_condition() -> None:
    mine, _ = ours()
    bare: Counter[int] = Counter()
    for source, (number, row) in official_rows().items():
        if not ENTIRE.match(row["control"]) or number in MENDED:
            continue
        for line in mine[source]:
            terms = {
                word
                for word in line["if"].split()
                if word
                not in {"!us.footnote-5-item", "!us.uae-approved", "us.footnote-5-party", "us.hq-d5-parties"}
            }
            assert not terms, source
            assert line["scope"] == "*" or line["state"] == "unconfirmed", source
            bare[number] += 1
    assert len(bare) > 1000


def test_paragraphs_of_a_row_are_named_by_its_words() -> None:
    """Every paragraph of a scope, its ends of ranges too, stands in the official words of the row (their numbers and letters)."""
    mine, _ = ours()
    wrong = []
    for source, (_, row) in official_rows().items():
        words = re.sub(r"[^a-z0-9]+", " ", row["control"].replace(row["eccn"], " ")).split()
        for line in mine[source]:
            if line["until"] or line["scope"] == "*":  # the text of an earlier day, or all of it
                continue
            for word in re.split(r"[ ]|\.\.", line["scope"].replace(" - ", " ").replace("* ", "")):
                if any(part not in words for part in word.split(".")):
                    wrong.append((source, line["scope"], word))
    assert wrong == []


def test_every_entry_and_none_without_a_row() -> None:
    official = {
        entry["eccn"] for entry in json.loads((US / "ccl-2026-07-23.json").read_text("utf-8"))["entries"]
    }
    entries = rows_of(CCL / "entries.csv")
    assert len(official) == 633
    assert {row["code"] for row in entries} == official | OWN_ENTRIES
    assert len(entries) == len(official) + len(OWN_ENTRIES)
    assert all(row[f"name_{lang}"] for row in entries for lang in ("en", "ja", "zh"))
    with_rows = {row["eccn"] for row in rows_of(CCL / "requirements.csv")}
    assert {row["code"] for row in entries} - with_rows == {"EAR99"}


def test_the_paragraphs_of_entries_that_are_modelled_from_facts() -> None:
    """All official paragraphs of an entry, or none: with some of them a claim of another would be refused."""
    mine = {row["path"]: row for row in rows_of(CCL / "provisions.csv")}
    heads = {path.partition(".")[0] for path in mine}
    missing = []
    for entry in json.loads((US / "ccl-2026-07-23.json").read_text("utf-8"))["entries"]:
        for item in entry.get("items") or []:
            paragraph = item["paragraph"] or ""
            if (
                entry["eccn"] in heads
                and item["kind"] == "item"
                and re.fullmatch(r"[a-z](\.[0-9a-z]+)*", paragraph)
            ):
                missing += [paragraph] if f"{entry['eccn']}.{paragraph}" not in mine else []
    assert missing == []
    assert all(
        row["parent"] == path.rpartition(".")[0] and row["model"] in RANK for path, row in mine.items()
    )


def test_flags_of_the_exceptions_stand_for_the_words_of_the_entries() -> None:
    entries = json.loads((US / "ccl-2026-07-23.json").read_text("utf-8"))["entries"]
    official = {}
    for entry in entries:
        flags = entry.get("licenceExceptionFlags") or {}
        official[entry["eccn"]] = (
            f"{entry['eccn']}:{digest(json.dumps(flags, ensure_ascii=False, sort_keys=True))}"
        )
    rows = rows_of(CCL / "exceptions.csv")
    for row in rows:
        code = row["code"].removeprefix("us.ccl:").split(".")[0]
        if code in OWN_ENTRIES:
            continue
        assert row["source"] == official[code], row["code"]
    assert set(official) <= {row["code"].removeprefix("us.ccl:") for row in rows}


def test_plain_flags_of_the_exceptions() -> None:
    """Where an entry's words are a bare yes, N/A or one amount, every row of it without a word of its own says the same."""
    wrong = []
    rows = {row["code"].removeprefix("us.ccl:"): row for row in rows_of(CCL / "exceptions.csv")}
    for entry in json.loads((US / "ccl-2026-07-23.json").read_text("utf-8"))["entries"]:
        row = rows[entry["eccn"]]
        if entry["eccn"] in {"3E001", "3B994", "8C609"}:  # parsed wrongly in the file
            continue
        for flag, words in (entry.get("licenceExceptionFlags") or {}).items():
            column = flag.lower()
            if column == "sta":
                continue
            if words.rstrip(".") in {"N/A", "No"} and row[column] != "0":
                wrong.append((entry["eccn"], flag, row[column]))
            if words.rstrip(".") == "Yes" and row[column] != "1":
                wrong.append((entry["eccn"], flag, row[column]))
            amount = re.fullmatch(r"\$([\d,]+)\.?", words)
            if amount and (row["lvs"], row["lvs_limit"]) != ("1", amount[1].replace(",", "") + " USD"):
                wrong.append((entry["eccn"], flag, row["lvs_limit"]))
    assert wrong == []


def test_the_country_chart_mark_by_mark() -> None:
    official = rows_of(US / "country_chart.csv")
    mine = {row["place"]: row for row in rows_of(CCL / "country-chart.csv")}
    columns = [c for c in official[0] if re.fullmatch(r"[A-Z]{2}\d", c)]
    assert len(columns) == 16
    graded = embargoed = 0
    for row in official:
        own = mine.pop(row["iso2"])
        closed = row["note"].startswith("embargoed")
        graded, embargoed = graded + (not closed), embargoed + closed
        for column in columns:
            assert own[column] == ("see" if closed else row[column]), (row["iso2"], column)
        assert own["footnotes"] == row["footnotes"] and own["name"] == row["country"]
    assert (graded, embargoed) == (196, 4)
    assert sorted(mine) == ["HK", "KY"] and all(row["note"].startswith("own row") for row in mine.values())


def test_the_country_groups_member_by_member() -> None:
    official = {
        (column.replace(":", ""), row["iso2"])
        for row in rows_of(US / "country_groups.csv")
        for column, mark in row.items()
        if re.fullmatch(r"[A-E](:\d)?", column) and mark == "X"
    }
    assert len(rows_of(US / "country_groups.csv")) == 201
    mine, own = Counter[tuple[str, str]](), []
    for row in rows_of(CCL / "country-groups.csv"):
        if row["note"].startswith("own row"):
            own.append((row["group"], row["place"]))
        elif row["from"] <= DAY and (not row["until"] or row["until"] >= DAY):
            mine[row["group"], row["place"]] += 1
    assert set(mine) == official and max(mine.values()) == 1
    assert {place for _, place in own} == {"HK", "AE", "KH"}


def test_the_paths_of_annex_i() -> None:
    lines = [row for row in rows_of(EU / "annex-i-provisions.csv") if row["kind"] == "provision"]
    official = {row["provision_path"] for row in lines}
    mine = {row["path"]: row for row in rows_of(ANNEX / "provisions.csv")}
    assert (len(lines), len(official)) == (3450, 3443)  # seven paths stand in two lines
    assert set(mine) == official
    kinds = {"A": "item", "B": "item", "C": "item", "D": "software", "E": "technology"}
    parents = {path.rpartition(".")[0] for path in mine}
    for path, row in mine.items():
        assert row["parent"] == path.rpartition(".")[0]
        assert row["kind"] == kinds[path[1]]
        assert (row["join"] in {"all", "any", "list"}) == (path in parents), path
        assert row["model"] in RANK


def test_the_entries_of_annex_i() -> None:
    official: dict[str, Any] = {row["entry_code"]: row for row in rows_of(EU / "annex-i-entries.csv")}
    mine = rows_of(ANNEX / "entries.csv")
    assert len(official) == 384 and [row["code"] for row in mine] == list(official)
    assert all(row["regime"] == official[row["code"]]["regime_by_number"] for row in mine)
    assert all(row[f"name_{lang}"] for row in mine for lang in ("en", "ja", "zh"))
