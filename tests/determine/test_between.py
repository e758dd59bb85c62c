"""What lies between the laws: both sides of a conflict, the order of filing, one measurement for several lists."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sekisho.determine import Engine
from sekisho.facts import read_case
from tests.law.making import SOUND, law_of
from tests.lawcases import the_engine

EXAMPLES = Path(__file__).parents[2] / "examples"

SECOND = """
instrument:
  id: jp-y
  authority: JP
  kind: list
  rank: order
  title: {en: Y, ja: Y, zh: Y}
  citation: Order Y
  published: 2020-01-01
  force: [{from: 2020-01-01}]
  checked: 2026-11-21
  sources: [{url: "https://example.org"}]
terms:
  - {id: jp.any, of: transaction, title: {en: e, ja: e, zh: e}, cite: "1", when: {act: export}}
requirements:
  - {id: jp-y.licence, title: {en: t, ja: t, zh: t}, layer: list, reach: jp.any, requires: licence, cite: "2", when: {military: true}}
  - {id: jp-y.other, title: {en: t, ja: t, zh: t}, layer: list, reach: jp.any, requires: licence, cite: "3"}
conflicts:
  - {id: c1, kind: blocking, provisions: [cn-x.licence, [jp-y.nothing-yet-*, jp-y.licence]], words: {en: both, ja: 両方, zh: 双方}}
filing:
  - {id: f1, first: [jp-y.other], then: ["cn-x.*"], words: {en: first Y, ja: Yが先, zh: 先Y}, cite: "4", source: "https://example.org"}
  - {id: f2, then: [jp-y.other], when: {place: {at: to, in: KR}}, words: {en: a paper, ja: 書類, zh: 文件}, cite: "5", source: "https://example.org"}
"""


def answer(tmp_path: Path, to: str = "JP", **facts: Any) -> dict[str, Any]:
    second = SECOND.replace("jp-y.nothing-yet-*, ", "")
    law = law_of(tmp_path, **{**SOUND, "jp/jp-y.yaml": second, "jp/authority.yaml": AUTHORITY})
    assert [p for p in law.problems if p.severity == "error"] == []
    made = {"on": "2024-01-01", "act": "export", "route": {"from": "CN", "to": to, "final": to},
            "end_use": {"facts": facts}, "items": [{"id": "1", "kind": "material.gallium"}]}  # fmt: skip
    return Engine(law).determine(read_case(made, law)).to_dict()


AUTHORITY = "authority: {id: JP, name: {en: Japan, ja: 日本, zh: 日本}, clock: {export: loading}}\n"


def test_a_conflict_shows_both_duties_with_their_citations(tmp_path: Path) -> None:
    (found,) = answer(tmp_path, military=True)["conflicts"]
    assert found["certain"] and found["counsel"] and found["kind"] == "blocking"
    assert [(side["provision"], side["citation"], side["cite"]) for side in found["duties"]] == [
        ("cn-x.licence", "Announcement X", "1"),
        ("jp-y.licence", "Order Y", "2"),
    ]


def test_a_possible_conflict_is_shown_as_possible_and_one_that_is_ruled_out_not_at_all(
    tmp_path: Path,
) -> None:
    (found,) = answer(tmp_path)["conflicts"]
    assert not found["certain"]
    assert [side["truth"] for side in found["duties"]] == ["true", "unknown"]
    assert answer(tmp_path, military=False)["conflicts"] == []


@pytest.mark.parametrize(("to", "papers"), [("JP", []), ("KR", [""])])
def test_what_must_exist_first_is_filed_first(tmp_path: Path, to: str, papers: list[str]) -> None:
    steps = answer(tmp_path, to, military=False)["filing"]
    assert [step["provision"] for step in steps] == ["jp-y.other", "cn-x.licence"]
    assert [waited["provision"] for waited in steps[0]["waits_for"]] == papers
    assert [waited["provision"] for waited in steps[1]["waits_for"]] == ["jp-y.other"]
    assert steps[1]["waits_for"][0]["why"][0]["cite"] == "4"


def test_one_measurement_answers_several_lists() -> None:
    from tests.lawcases import the_law

    case = read_case(_read("duv-scanner-overlay-missing.yaml"), the_law())
    questions = the_engine().determine(case).to_dict(traces=False)["questions"]
    (overlay,) = [q for q in questions if q["attribute"] == "overlay"]
    lists = {row["list"] for row in overlay["asked_by"]}
    assert {"jp.table1", "us.ccl", "eu.annex1"} <= lists


def test_a_supplier_between_two_laws_sees_both_and_counsel() -> None:
    found = _example("european-supplier-american-list.yaml")
    rows = [row for row in found["conflicts"] if row["id"] == "cn-us.entity-list-or-supply"]
    assert rows and rows[0]["counsel"]
    sides = {side["authority"]: side for side in rows[0]["duties"]}
    assert set(sides) == {"CN", "US"}
    assert all(side["cite"] and side["citation"] for side in sides.values())


def test_every_authority_that_a_file_touches_is_examined() -> None:
    found = _example("eight-authorities.yaml")
    assert set(found["authorities"]) == {"CN", "EU", "GB", "JP", "KR", "NL", "TW", "US"}
    assert found["not_examined"] == []
    touched = {code for code, one in found["authorities"].items() if one["at_most"] != "not-subject"}
    assert touched == set(found["authorities"])


def _read(name: str) -> Any:
    import yaml

    return yaml.load((EXAMPLES / name).read_text("utf-8"), Loader=yaml.BaseLoader)


def _example(name: str) -> dict[str, Any]:
    from tests.lawcases import the_law

    return the_engine().determine(read_case(_read(name), the_law())).to_dict(traces=False)
