"""Official tables become law: entries by claim, groups, rows of requirements; and both back-ends read them alike."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sekisho.determine import Engine
from sekisho.determine.columns import ColumnPlan
from sekisho.facts import read_case
from sekisho.law.compiled import Law
from sekisho.law.control_rows import condition_of, row_of, scope_of
from sekisho.law.model import Row
from sekisho.law.problems import Fault
from sekisho.logic import conditions as c
from tests.law.making import CORE, SOUND, law_of

WORDS = CORE.replace("[export, re-export]", "[export, re-export, technology-release]").replace(
    "[exporter, end-user]", "[exporter, end-user, recipient]"
)
MORE = """
attributes:
  - {id: nationality, of: party, type: path, scheme: place, question: {en: a, ja: b, zh: c}}
places:
  - {id: US, name: {en: US, ja: US, zh: US}}
"""

YAML = """
instrument:
  id: us-774
  authority: US
  kind: list
  rank: rule
  title: {en: CCL, ja: CCL, zh: CCL}
  citation: Supplement 1 to Part 774
  published: 2020-01-01
  force: [{from: 2020-01-01}]
  checked: 2026-11-21
  sources: [{url: "https://example.org"}]
lists:
  - {id: us.ccl, authority: US, title: {en: CCL, ja: CCL, zh: CCL}, whole: true, tables: ccl}
terms:
  - {id: us.ear, of: item, title: {en: e, ja: e, zh: e}, cite: "1", when: {act: [export, re-export]}}
  - id: us.controlled
    of: item
    title: {en: e, ja: e, zh: e}
    cite: "1"
    when: {some_entry: {as: e, in: [us.ccl], that: {rows: {of: e, in: us.ccl-rows, reason: [NS]}}}}
tests:
  - {id: us.space, of: item, question: {en: a, ja: b, zh: c}}
entries:
  - code: us.ccl:3C001
    name: {en: wafers, ja: wafers, zh: wafers}
    cite: "1"
    when: {kind: {under: wafer}}
requirements:
  - id: us-774.ns
    title: {en: t, ja: t, zh: t}
    layer: list
    reach: us.ear
    for_each: {entry: e, in: [us.ccl]}
    reason: NS
    when: {rows: {of: e, in: us.ccl-rows, reason: [NS]}}
    requires: licence
    cite: "1"
  - id: us-774.mt
    title: {en: t, ja: t, zh: t}
    layer: list
    reach: us.ear
    for_each: {entry: e, in: [us.ccl]}
    reason: MT
    when: {rows: {of: e, in: us.ccl-rows, reason: [MT]}}
    requires: licence
    cite: "1"
  - id: us-774.content
    title: {en: t, ja: t, zh: t}
    layer: reach
    reach: us.ear
    when: {content: {some: {term: us.controlled}}}
    requires: notification
    cite: "1"
  - id: us-774.but
    title: {en: t, ja: t, zh: t}
    layer: country
    reach: us.ear
    when: {classified: {under: [us.ccl:3A001], but: [us.ccl:3A001.b]}}
    requires: licence
    cite: "1"
"""
COVERAGE = """
coverage:
  - {id: us-ccl.machines, authority: US, of: us.ccl, list: true, scope: {kind: {under: machine}}, reach: us.ear, state: full,
     layer: list, could_be: licence-required, as_of: 2026-11-21, title: {en: a, ja: b, zh: c}, why: read}
"""
AUTHORITY = "authority: {id: US, name: {en: US, ja: US, zh: US}, clock: {export: departure}}\n"
ENTRIES = "code,name_en,name_ja,name_zh\n3A001,a,a,a\n3C001,b,b,b\n9A001,c,c,c\nEAR99,d,d,d\n"
ROWS = """eccn,n,reason,scope,if,reach,state,from,until,since,by,model,source
3A001,1,NS,a.1..a.3 b - a.2.x,,NS2,,,,2026-07-23,,full,1:abc
3A001,2,MT,*,us.space,MT1,,2020-01-01,,,,person,2:abc
3C001,1,NS,*,,JP + (CN - CN),,2020-01-01,,,,full,3:abc
9A001,1,NS,*,,?,,,,2020-01-01,,pointer,4:abc
"""
CHART = "place,name,NS2,MT1,footnotes\nCN,China,X,X,\nJP,Japan,,X,\nKR,Korea,,,\n"


def tables(tmp_path: Path) -> Law:
    """A small law with the tables of a list."""
    files = {
        **SOUND,
        "vocabulary/more.yaml": MORE,
        "vocabulary/core.yaml": WORDS,
        "us/authority.yaml": AUTHORITY,
        "us/us-774.yaml": YAML,
        "us/ccl/entries.csv": ENTRIES,
        "us/ccl/requirements.csv": ROWS,
        "us/ccl/country-chart.csv": CHART,
        "us/ccl/country-groups.csv": "group,place,from,until,by,note\nD5,CN,,,,\nD5,KR,2024-01-01,,,\n",
        "coverage-us.yaml": COVERAGE,
    }
    return law_of(tmp_path, **files)


def trade(
    to: str, codes: list[str] | None, *, whole: bool = True, on: str = "2026-08-01", **item: Any
) -> dict[str, Any]:
    """An export of one item under a claim."""
    claim = {"us.ccl": {"codes": codes, "complete": whole, "as_of": on}} if codes is not None else {}
    return {
        "id": f"{to}{codes}{whole}{on}{sorted(item)}", "on": on, "act": "export", "route": {"from": "KR", "to": to, "final": to},
        "items": [{"id": "1", "classification": claim, **item}],
    }  # fmt: skip


LIC, NLR = (4, 4), (1, 1)
OPEN = (1, 4)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (trade("CN", ["3A001.a.3"]), LIC),
        (trade("CN", ["3A001.a.2"]), OPEN),  # it may be the paragraph that the row takes out
        (trade("JP", ["3A001.a.2"]), OPEN),  # MT: a person must say whether it is for space
        (trade("KR", ["3A001.a.2"]), NLR),
        (trade("CN", ["3A001.a.2.x"]), OPEN),
        (trade("CN", ["3A001.c"]), OPEN),  # by MT only
        (trade("CN", ["3A001"]), OPEN),  # a claim above the paragraph leaves it open
        (trade("CN", ["3A001.a.1"], on="2026-07-22"), OPEN),  # the text of that day was not seen
        (trade("JP", ["3C001"]), LIC),
        (trade("CN", ["3C001"]), NLR),
        (trade("KR", ["9A001.d"]), OPEN),  # the row is not read
        (trade("CN", ["EAR99"]), NLR),
        (trade("CN", ["EAR99"], whole=False), OPEN),
        (trade("CN", None), OPEN),
        (trade("CN", None, kind="machine"), NLR),  # coverage says that the list is read for machines
        (trade("JP", None, kind="wafer"), LIC),
    ],
)
def test_list_layer(tmp_path: Path, made: dict[str, Any], expected: tuple[int, int]) -> None:
    law = tables(tmp_path)
    assert law.problems == ()
    case = read_case(made, law)
    one = Engine(law).determine(case).statuses()
    assert one["US", "1", "list"] == expected
    many = ColumnPlan(law).statuses([case])
    assert {
        (r["item"], r["layer"]): (r["at_least"], r["at_most"])
        for r in many.to_dicts()
        if r["authority"] == "US"
    }["1", "list"] == expected


def test_content_is_asked_for_the_destination(tmp_path: Path) -> None:
    law = tables(tmp_path)
    content = [
        {
            "id": "c",
            "classification": {"us.ccl": {"codes": ["3A001.b"], "complete": True, "as_of": "2026-08-01"}},
        }
    ]
    for to, expected in (("CN", 3), ("KR", 1)):
        made = trade(to, ["EAR99"], content=content, complete=["content"])
        found = Engine(law).determine(read_case(made, law)).statuses()
        assert found["US", "1", "reach"] == (expected, expected)


def test_a_row_is_a_provision(tmp_path: Path) -> None:
    law = tables(tmp_path)
    row = law.provision("us.ccl-rows.3A001.1")
    assert isinstance(row, Row)
    assert row.reason == "NS"
    assert [v.state for v in row.versions] == ["unconfirmed", "in-force"]
    assert law.provision("us.ccl-rows.3A001.9") is None
    found = Engine(law).determine(
        read_case(trade("CN", ["3A001.a.1"], on="2026-07-22"), law), assume={row.id: "in-force"}
    )
    assert found.statuses()["US", "1", "list"] == LIC


def test_scopes() -> None:
    wanted, out = scope_of("us.ccl", "3B001", "a.1..a.3 e g..j - a.2")
    assert [str(p) for p in wanted] == [
        f"us.ccl:3B001.{p}" for p in ("a.1", "a.2", "a.3", "e", "g", "h", "i", "j")
    ]
    assert [str(p) for p in out] == ["us.ccl:3B001.a.2"]
    for bad in ("a.1..b.3", "b..a", "", "a.1..a.x"):
        with pytest.raises(Fault):
            scope_of("us.ccl", "3B001", bad)


def test_faults_of_rows_are_named(tmp_path: Path) -> None:
    bad = ROWS + (
        "3A001,5,NS,a..1,,NS2,,,,,,full,\n3A001,6,NS,*,us.nobody,NS2,,,,,,full,\n"
        "3A001,7,NS,*,,XX + CN,,,,,,full,\n8A001,1,NS,*,,NS2,off,,,,,full,\n"
    )
    files = {
        **SOUND,
        "vocabulary/core.yaml": WORDS,
        "vocabulary/more.yaml": MORE,
        "us/authority.yaml": AUTHORITY,
        "us/us-774.yaml": YAML,
        "us/ccl/entries.csv": ENTRIES,
        "us/ccl/requirements.csv": bad,
        "us/ccl/country-chart.csv": CHART,
    }
    said = "\n".join(str(p) for p in law_of(tmp_path, **files).problems)
    for words in ("runs over neither", "us.nobody", "'XX'", "no entry 8A001", "`state` is one of"):
        assert words in said


def test_lines_of_one_row_are_its_versions() -> None:
    base = Row(id="", instrument="", authority="US", versions=())
    lines = [
        {"reason": "RS", "from": "2023-11-17", "until": "2024-12-30", "state": "", "since": "", "by": ""},
        {"reason": "RS", "from": "2024-12-31", "until": "", "state": "not-enforced", "since": "", "by": "x"},
    ]
    made = row_of("r", lines, lambda line: c.ALWAYS, base)
    assert [(str(v.start), v.state) for v in made.versions] == [
        ("2023-11-17", "in-force"),
        ("2024-12-31", "not-enforced"),
    ]
    whole = {"eccn": "1A001", "n": "1", "scope": "*", "if": "", "reach": "world", "model": "full"}
    assert condition_of(whole, "us.ccl", "us.chart.", lambda _: None) == c.ALWAYS
    some = condition_of({**whole, "scope": "a b"}, "us.ccl", "us.chart.", lambda _: None)
    assert some == c.EntryUnder("e", *scope_of("us.ccl", "1A001", "a b"))


@pytest.mark.parametrize(
    ("codes", "expected"),
    [(["3A001.b"], NLR), (["3A001.b.4"], NLR), (["3A001.c"], LIC), (["3A001"], OPEN), (["3C001"], NLR)],
)
def test_what_is_taken_out_does_not_count_by_its_heading(
    tmp_path: Path, codes: list[str], expected: tuple[int, int]
) -> None:
    """A claim of a paragraph that `but` takes out makes the heading TRUE, but not the heading without that paragraph."""
    law = tables(tmp_path)
    case = read_case(trade("CN", codes), law)
    assert Engine(law).determine(case).statuses()["US", "1", "country"] == expected
    many = {
        (r["item"], r["layer"]): (r["at_least"], r["at_most"])
        for r in ColumnPlan(law).statuses([case]).to_dicts()
    }
    assert many["1", "country"] == expected


def test_items_of_several_entries_at_once(tmp_path: Path) -> None:
    """In columns every line has its own entry: the rows of one never speak of another."""
    law = tables(tmp_path)
    cases = [
        read_case(trade(to, [code]), law)
        for to in ("CN", "JP", "KR")
        for code in ("3A001.a.3", "3C001", "9A001", "EAR99")
    ]
    wanted = {(c.id, i, layer): span for c in cases for (_, i, layer), span in Engine(law).determine(c).statuses().items()
              if i}  # fmt: skip
    found = {(r["case"], r["item"], r["layer"]): (r["at_least"], r["at_most"])
             for r in ColumnPlan(law, authorities=["US"]).statuses(cases).to_dicts() if r["item"]}  # fmt: skip
    assert found == {key: span for key, span in wanted.items() if key in found}
    assert len(found) == len(cases) * 6


@pytest.mark.parametrize(
    ("as_of", "expected"), [("2015-01-01", OPEN), ("2026-07-31", OPEN), ("2026-08-01", NLR)]
)
def test_an_old_claim_says_nothing_of_a_list_that_went_on(
    tmp_path: Path, as_of: str, expected: tuple[int, int]
) -> None:
    """Neither in the list's own requirement nor in a condition that asks whether the item stands on the list."""
    law = tables(tmp_path)
    made = trade("CN", ["EAR99"])
    made["items"][0]["classification"]["us.ccl"]["as_of"] = as_of
    case = read_case(made, law)
    one = Engine(law).determine(case).statuses()
    many = {
        r["layer"]: (r["at_least"], r["at_most"])
        for r in ColumnPlan(law, authorities=["US"]).statuses([case]).to_dicts()
        if r["item"]
    }
    for layer in ("list", "country"):
        assert one["US", "1", layer] == many[layer] == expected, layer
