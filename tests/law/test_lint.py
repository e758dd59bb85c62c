"""Each rule of the lint finds its fault and leaves the sound law alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from sekisho.law.lint import lint, update_lock
from tests.law.making import CORE, DUTY, ENTRY, INSTRUMENT, SOUND, write_law

BASE = SOUND["cn/cn-x.yaml"]


def found(folder: Path, rule: str, **files: str) -> list[str]:
    return [str(p) for p in lint(write_law(folder, SOUND | files)) if p.rule == rule]


def test_the_sound_law_is_left_alone(tmp_path: Path) -> None:
    assert lint(write_law(tmp_path, SOUND)) == ()


def duty(text: str) -> str:
    return f"{BASE}  - {{id: cn-x.b, title: {{en: t, ja: t, zh: t}}, layer: list, cite: x, {text}}}\n"


def entry(text: str, code: str = "3C002") -> str:
    line = f"  - {{code: 'cn.dual-use:{code}', name: {{en: a, ja: b, zh: c}}, cite: x, {text}}}\n"
    return INSTRUMENT + BASE.split(INSTRUMENT)[1].replace(DUTY, "") + line + DUTY


RULES = [
    ("versions", duty("reach: cn.export, force: [{from: 2024-01-02, until: 2024-01-01}]"), "before it begins"),
    (
        "versions",
        duty("reach: cn.export, force: [{from: 2024-01-01, until: 2024-06-30}, {from: 2024-06-30}]"),
        "two versions on one day",
    ),
    ("versions", duty("reach: cn.export, force: [{from: 2024-01-01}, {from: 2025-01-01}]"), "two versions on one day"),
    ("gap", duty("reach: cn.export, force: [{from: 2024-01-01, until: 2024-06-30}, {from: 2024-07-02}]"), "no version"),
    ("cycle", BASE.replace("when: {act: export}", "when: {term: cn.export}"), "itself"),
    ("cycle", entry("when: {classified: ['cn.dual-use:3C002']}, model: full"), "asked for by itself"),
    (
        "cycle",
        f"{BASE}bars:\n  - {{id: cn-x.p, bars: {{of: [cn-x.q]}}, when: {{}}, cite: x}}\n"
        "  - {id: cn-x.q, bars: {of: [cn-x.p]}, when: {}, cite: x}\n",
        "cn-x.p → cn-x.q → cn-x.p",
    ),
    (
        "cycle",
        f"{BASE}derived:\n  - {{id: cn.a, of: item, type: number, formula: cn.b * 2}}\n"
        "  - {id: cn.b, of: item, type: number, formula: cn.a * 2}\n",
        "computed from itself",
    ),
    (
        "chain",
        duty("reach: cn.export, yields_to: [cn-x.licence]").replace(
            "    requires: licence\n", "    requires: licence\n    yields_to: [cn-x.b]\n"
        ),
        "which yields itself",
    ),
    ("id", duty("reach: cn.export").replace("cn-x.b", "cn-z.b"), "write cn-x.b"),
    ("dangling", duty("reach: cn.export, procedure: nowhere"), "procedure 'nowhere'"),
    ("dangling", duty("reach: cn.export, when: {classified: ['cn.dual-use:9']}"), "where no entry stands"),
    ("dangling", duty("reach: cn.export, when: {classified: ['cn.other:9']}"), "names the list 'cn.other'"),
    ("dangling", duty("reach: cn.export, when: {place: {at: to, in: XX}}"), "neither a place nor a group"),
    ("dangling", duty("reach: cn.export, when: {parties: {some: {listed: cn.none}}}"), "list of parties 'cn.none'"),
    ("dangling", BASE.replace("terms:", "  relations: [{type: see_also, to: zz-1}]\nterms:", 1), "no such instrument"),
    ("reach", duty("requires: licence"), "no `reach`"),
    ("names", duty("reach: cn.export, when: {p: {country: JP}}"), "not bound"),
    ("scope", duty("reach: cn.export, when: {country: JP}"), "belongs to a party"),
    ("contradiction", duty("reach: cn.export, when: {purity: {above: 5 %, below: 3 %}}"), "at once"),
    ("contradiction", duty("reach: cn.export, when: {purity: {above: 5 %, at_most: 5 %}}"), "at once"),
    ("contradiction", duty("reach: cn.export, when: {all: [{form: alloy}, {form: elemental}]}"), "at once"),
    (
        "contradiction",
        duty("reach: cn.export, when: {value: {at_least: 5 USD}, any: [{act: export, all: [{purity: {above: 5 %}}, "
             "{purity: {below: 4 %}}]}]}"),
        "at once",
    ),
    ("negation", duty("reach: cn.export, when: {not: {military: true}}"), "military"),
    ("negation", duty("reach: cn.export, when: {parties: {none: {country: JP}}}"), "parties"),
    ("model", entry("when: {form: alloy, unread: more}, model: full"), "said to be full"),
    ("model", entry("when: {form: alloy}, model: person"), "no `person` leaf"),
    ("model", entry("when: {form: alloy}, model: pointer"), "no `unread` leaf"),
    ("case", duty("reach: cn.export"), "no case names it"),
    ("case", entry("when: {form: alloy}, model: full"), "no case names it"),
    ("source", duty("reach: cn.export").replace("cite: x", "notes: {en: x}"), "no `cite`"),
    ("source", BASE.replace('  sources: [{url: "https://example.org"}]\n', ""), "lacks sources"),
    (
        "step",
        f"{BASE}reliefs:\n  - {{id: cn-x.r, title: {{en: t, ja: t, zh: t}}, lifts: {{of: [cn-x.licence]}}, by: rule, "
        "becomes: authorised, cite: x, steps: [{en: Notify the ministry before the export, ja: a, zh: b}]}\n",
        "due before export",
    ),
    (
        "lock",
        f'{BASE}reliefs:\n  - {{id: cn-x.r, title: {{en: t, ja: t, zh: t}}, lifts: {{of: ["cn-*"]}}, by: rule, '
        "becomes: authorised, cite: x}\n",
        "+ cn-x.r lifts cn-*: cn-x.licence",
    ),
    ("language", duty("reach: cn.export").replace("{en: t, ja: t, zh: t}, layer", "{en: t}, layer"), "lacks ja, zh"),
    ("display", entry("when: {form: alloy}, display: X").replace("    model: full", "    model: full\n    display: X"), "shows as"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "says"), RULES, ids=[f"{r}-{s[:20]}" for r, _, s in RULES])
def test_a_rule_finds_its_fault(tmp_path: Path, rule: str, text: str, says: str) -> None:
    assert text != BASE, "the fault was not put in"
    told = found(tmp_path, rule, **{"cn/cn-x.yaml": text})
    assert any(says in message for message in told), told


def test_an_attribute_without_a_question_in_three_languages(tmp_path: Path) -> None:
    core = CORE.replace(
        "scheme: kind, question: {en: a, ja: b, zh: c}", "scheme: kind, question: {en: a, zh: c}"
    )
    assert any(
        "attributes[kind].question" in p and "lacks ja" in p
        for p in found(tmp_path, "language", **{"vocabulary/core.yaml": core})
    )


def test_a_term_may_ask_itself_of_owners(tmp_path: Path) -> None:
    text = BASE + "terms:\n".join(["", ""])
    text = text.replace(
        "terms:\n",
        "terms:\n  - {id: cn.listed, of: party, title: {en: a, ja: b, zh: c}, cite: x, when: {any: [{country: JP}, "
        "{owners: {some: {term: cn.listed}}}]}}\n",
        1,
    )
    assert found(tmp_path, "cycle", **{"cn/cn-x.yaml": text}) == []


def test_gaps_are_warnings_and_overlaps_errors(tmp_path: Path) -> None:
    text = duty("reach: cn.export, force: [{from: 2024-01-01, until: 2024-06-30}, {from: 2024-07-02}]")
    problems = lint(write_law(tmp_path, SOUND | {"cn/cn-x.yaml": text}))
    assert {p.severity for p in problems if p.rule == "gap"} == {"warning"}


def test_versions_that_meet_are_left_alone(tmp_path: Path) -> None:
    text = duty("reach: cn.export, force: [{from: 2024-01-01, until: 2024-06-30}, {from: 2024-07-01}]")
    files = {"cn/cn-x.yaml": text}
    assert found(tmp_path / "a", "versions", **files) == found(tmp_path / "b", "gap", **files) == []


def test_the_lock_is_written_and_then_agrees(tmp_path: Path) -> None:
    text = next(text for rule, text, _ in RULES if rule == "lock")
    root = write_law(tmp_path, SOUND | {"cn/cn-x.yaml": text})
    assert update_lock(root) == ("+ cn-x.r lifts cn-*: cn-x.licence",)
    assert not [p for p in lint(root) if p.rule == "lock"]
    (root / "cn/cn-x.yaml").write_text(
        text.replace(
            "reliefs:",
            "  - {id: cn-x.new, title: {en: t, ja: t, zh: t}, layer: list, reach: cn.export, cite: x}\nreliefs:",
        ),
        "utf-8",
    )
    assert ["+ cn-x.r lifts cn-*: cn-x.new" in str(p) for p in lint(root) if p.rule == "lock"] == [True]


def test_entry_is_made_of_the_sound_parts() -> None:
    assert ENTRY in BASE and DUTY in BASE and INSTRUMENT in BASE
