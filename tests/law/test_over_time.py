"""Changes between two days, the timeline, the comparison, how much is modelled."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sekisho.law.compare import compare, uncited
from sekisho.law.diff import changes
from sekisho.law.lint_coverage import coverage_table, totals
from sekisho.law.lint_names import ids, references
from sekisho.law.timeline import timeline
from tests.law.making import AUTHORITY, law_of

STOP = """
suspensions:
  - {id: s, of: [cn-x], from: 2025-11-10, until: 2026-11-10, afterwards: unconfirmed, cite: a}
"""
GROUP = "groups: [{id: g, authority: CN, members: [{place: KR, until: 2024-06-30}, {place: JP}]}]\n"


def test_changes_between_two_days(tmp_path: Path) -> None:
    law = law_of(tmp_path, more=STOP, **{"groups/g.yaml": GROUP})

    def told(first: date, second: date) -> dict[str, tuple[str, str, str]]:
        return {
            ch.id: (ch.what, ch.before, ch.after)
            for ch in changes(law, first, second)
            if ch.id != "cn.export"
        }

    begun = told(date(2023, 7, 31), date(2023, 8, 1))
    assert begun["cn-x.licence"] == ("begins", "false", "true")
    assert told(date(2023, 8, 1), date(2024, 6, 30)) == {}
    assert told(date(2024, 6, 30), date(2024, 7, 1)) == {"g": ("words", "JP, KR", "JP")}
    stopped = told(date(2025, 11, 9), date(2025, 11, 10))
    assert stopped["cn-x.licence"] == ("suspended", "true", "false")
    assert stopped["cn.dual-use:3C001"] == ("uncertain", "true", "unknown")
    assert told(date(2026, 11, 10), date(2026, 11, 11))["cn-x.licence"] == ("uncertain", "false", "unknown")
    assert changes(law, date(2026, 1, 2), date(2026, 1, 1)) == ()


def test_changed_words(tmp_path: Path) -> None:
    more = """
  - id: cn-x.b
    title: {en: t}
    layer: list
    reach: cn.export
    versions: [{from: 2024-01-01, until: 2024-12-31, when: {military: true}}, {from: 2025-01-01}]
"""
    law = law_of(tmp_path, more=more)
    (change,) = changes(law, date(2024, 6, 1), date(2025, 6, 1))
    assert (change.id, change.what, change.on) == ("cn-x.b", "words", date(2025, 1, 1))


def test_the_timeline_and_its_filters(tmp_path: Path) -> None:
    law = law_of(tmp_path, more=STOP)
    told = [(event.on, event.what, event.open) for event in timeline(law)]
    assert told == [
        (date(2023, 7, 3), "published", False),
        (date(2023, 8, 1), "in-force", False),
        (date(2025, 11, 10), "suspended", False),
        (date(2026, 11, 11), "suspension-ends", True),
    ]
    assert len(timeline(law, since=date(2023, 8, 1), until=date(2025, 11, 10))) == 2
    for item in ["cn.dual-use:3C001", "material.gallium.wafer", "Gallium", "material"]:
        assert timeline(law, item=item), item
    for item in ["cn.dual-use:3C00", "machine", "germanium"]:
        assert not timeline(law, item=item), item
    assert not timeline(law, authorities={"JP"}) and not timeline(law, party="Acme")


def test_the_comparison_shows_each_cell_with_its_citation(tmp_path: Path) -> None:
    rows = """
compare:
  - id: statute
    title: {en: Statute, ja: 法律, zh: 法律}
    cells:
      JP: {en: FEFA, ja: 外為法, zh: 外汇法, cite: Act 228 of 1949}
      CN: {en: Export Control Law, ja: 輸出管理法, zh: 出口管制法}
"""
    authority = AUTHORITY.rstrip("}\n") + "}, compare: {desk: {en: MOFCOM, cite: Article 5}}}\n"
    law = law_of(tmp_path, **{"compare/statute.yaml": rows, "cn/authority.yaml": authority})
    assert not law.problems
    found = compare(law, ["JP", "CN"])
    assert [(row.id, list(row.cells)) for row in found] == [("statute", ["JP", "CN"]), ("desk", ["CN"])]
    assert found[0].cells["JP"].cite == "Act 228 of 1949"
    assert uncited(found) == (("statute", "CN"),)


def test_questions_of_companies_come_after_the_points(tmp_path: Path) -> None:
    rows = """
compare:
  - id: q-time
    title: {en: How long, ja: 期間は, zh: 多久}
    asked: {en: a chamber, ja: 商会, zh: 商会, source: "https://chamber.example"}
    cells:
      CN: {en: 45 days, ja: 45日, zh: 45日, cite: Art. 17, rests_on: [cn-x.licence]}
  - id: statute
    title: {en: Statute, ja: 法律, zh: 法律}
    cells:
      CN: {en: a law, ja: 法律, zh: 法律, cite: Art. 1, rests_on: [cn-no-such]}
"""
    law = law_of(tmp_path, **{"compare/questions.yaml": rows})
    found = compare(law, ["CN"])
    assert [(row.id, row.asked is not None) for row in found] == [("statute", False), ("q-time", True)]
    assert found[1].cells["CN"].rests_on == ("cn-x.licence",)
    assert ["cn-no-such" in p.message for p in references(law) if p.file == "law/compare"] == [True]
    wrong = law_of(tmp_path, **{"compare/questions.yaml": rows.replace("asked:", "askd:")})
    assert any("askd" in problem.message for problem in wrong.problems)


MEASURE = """\
instrument:
  id: us-1
  authority: US
  kind: measure
  rank: rule
  title: {en: A rule abroad, ja: 外国の規則, zh: 外国规则}
  citation: 1 FR 1
  published: 2023-07-01
  force: [{from: 2023-07-02}]
  checked: 2099-01-01
  sources: [{url: "https://us.example", title: the rule, supports: days, confirmed: partial}]
  concerns: {items: ["cn.dual-use:3C", chip], parties: [Acme 公司]}
"""


def test_a_measure_stands_in_the_timeline_and_nowhere_else(tmp_path: Path) -> None:
    law = law_of(tmp_path, **{"us/us-1.yaml": MEASURE})
    assert not law.problems and not list(ids(law))
    assert set(law.checked) == {"CN"} and set(law.authorities) == {"CN"}
    assert {event.on for event in timeline(law, authorities={"US"})} == {date(2023, 7, 1), date(2023, 7, 2)}
    for item in ["cn.dual-use:3C", "cn.dual-use:3C.a", "CHIP"]:
        assert timeline(law, item=item, authorities={"US"}), item
    assert timeline(law, party="acme") and not timeline(law, party="nobody")
    more = "terms:\n  - {id: us.x, of: transaction, title: {en: t, ja: t, zh: t}, cite: a, when: {}}\n"
    wrong = law_of(tmp_path, **{"us/us-1.yaml": MEASURE + more})
    assert [problem.rule for problem in ids(wrong)] == ["measure"]


def test_how_much_is_modelled(tmp_path: Path) -> None:
    more = """
  - {id: cn-x.p, title: {en: t}, layer: list, reach: cn.export, certainty: pointer, could_be: prohibited}
"""
    table = coverage_table(law_of(tmp_path, more=more))
    (line,) = [share for share in table if share.of == "instrument"]
    assert (line.id, line.full, line.person, line.pointer, line.duties, line.duty_pointers) == (
        "cn-x",
        1,
        0,
        0,
        1,
        1,
    )
    assert [share.id for share in table if share.of == "heading"] == ["cn.dual-use:3C001"]
    assert totals(table) == {"full": 1, "person": 0, "pointer": 0, "duties": 1, "duty_pointers": 1}
