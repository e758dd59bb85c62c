"""Cases of the law become whole transactions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sekisho.law.cases import put, read_cases, remove, steps_of
from sekisho.law.problems import Fault, LawError
from tests.law.making import SOUND, write_law

BASE = """
cases:
  - id: a
    title: base
    basis: stated
    sources: ["https://example.org"]
    known: 2025-01-01
    transaction:
      on: 2023-08-01
      route: {from: CN, to: JP}
      parties: [{id: p1, role: exporter}, {id: p2, role: end-user, country: JP}]
      items: [{id: "1", facts: {purity: 99.9 %, form: alloy}, classification: {cn.dual-use: {codes: []}}, content: [{origin: CN}]}]
    expect: [{authority: CN, at_least: licence-required}]
"""


def cases(folder: Path, more: str) -> dict[str, Any]:
    return {
        case.id: case for case in read_cases(write_law(folder, SOUND | {"cn/cases/two.yaml": BASE + more}))
    }


def test_a_case_is_like_another_with_changes(tmp_path: Path) -> None:
    made = cases(
        tmp_path,
        """
  - id: b
    title: changed
    like: a
    set:
      on: 2023-07-31
      "items[1].facts.purity": 99 %
      'items["1"].classification.cn.dual-use.complete': true
      "items[1].content[0].origin": JP
      "parties[p3]": {id: p3, role: broker}
      end_use.facts.military: true
    unset: ["parties[p2].country", "items[1].facts.form"]
    expect: [{provision: cn-x.licence, truth: false}]
  - {id: d, title: again, like: b, set: {known: 2024-01-01}, expect: [{authority: CN, at_most: notify}]}
""",
    )
    a, b, d = made["a"], made["b"], made["d"]
    assert (a.basis, a.authority, a.sources) == ("stated", "CN", ("https://example.org",))
    assert a.transaction["items"][0]["facts"] == {"purity": "99.9 %", "form": "alloy"}
    item = b.transaction["items"][0]
    assert item["facts"] == {"purity": "99 %"}
    assert item["classification"] == {"cn.dual-use": {"codes": [], "complete": "true"}}
    assert item["content"] == [{"origin": "JP"}]
    assert b.transaction["parties"] == [
        {"id": "p1", "role": "exporter"},
        {"id": "p2", "role": "end-user"},
        {"id": "p3", "role": "broker"},
    ]
    assert b.transaction["end_use"] == {"facts": {"military": "true"}}
    assert (b.transaction["id"], b.transaction["known"], d.transaction["known"]) == (
        "b",
        "2025-01-01",
        "2024-01-01",
    )
    assert d.transaction["on"] == "2023-07-31"
    assert type(b.transaction) is dict and type(b.transaction["items"]) is list


@pytest.mark.parametrize(
    ("case", "says"),
    [
        ("{id: b, title: t, like: z, expect: [{truth: true}]}", "no case file holds"),
        ("{id: b, title: t, like: b, expect: [{truth: true}]}", "like itself"),
        ("{id: b, title: t, expect: [{truth: true}]}", "`transaction` or `like`"),
        ("{id: b, title: t, like: a}", "needs `expect`"),
        ("{id: a, title: t, like: a, expect: [{truth: true}]}", "stands already"),
        (
            "{id: b, title: t, like: a, unset: [items.2.value], expect: [{truth: true}]}",
            "no object has the id '2'",
        ),
        ("{id: b, title: t, like: a, unset: [route.final], expect: [{truth: true}]}", "where nothing stands"),
        ("{id: b, title: t, like: a, set: {on.day: 1}, expect: [{truth: true}]}", "below a plain value"),
        ("{id: b, title: t, like: a, basis: guessed, expect: [{truth: true}]}", "`basis` is one of"),
        ("{id: b, title: t, like: a, sett: {}, expect: [{truth: true}]}", "no such key"),
    ],
)
def test_a_case_in_error_is_named(tmp_path: Path, case: str, says: str) -> None:
    with pytest.raises(LawError, match=says) as caught:
        cases(tmp_path, f"  - {case}\n")
    assert "law/cn/cases/two.yaml:" in str(caught.value)


def test_steps_of_a_path() -> None:
    assert steps_of('items["1"].facts.purity') == ["items", "1", "facts", "purity"]
    assert steps_of("items[1].classification[cn.dual-use].codes") == [
        "items",
        "1",
        "classification",
        "cn.dual-use",
        "codes",
    ]
    with pytest.raises(Fault):
        steps_of("")


def test_putting_and_removing() -> None:
    transaction: dict[str, Any] = {"parties": [{"id": "p", "owners": [{"share": "1 %"}]}]}
    put(transaction, "parties[p].owners[0].share", "2 %")
    put(transaction, "parties[p]", {"id": "p", "country": "JP"})
    put(transaction, "dates.contract", "2025-01-01")
    assert transaction == {"parties": [{"id": "p", "country": "JP"}], "dates": {"contract": "2025-01-01"}}
    remove(transaction, "parties[p]")
    remove(transaction, "dates")
    assert transaction == {"parties": []}
