"""A law folder becomes the law; what is in error widens an answer and is named."""

from __future__ import annotations

import os
import time
from datetime import date
from pathlib import Path

import pytest

from sekisho.law import LawError, build, load_law
from sekisho.law.force import force
from sekisho.law.lint_cycles import any_inside
from sekisho.law.model import Version
from sekisho.logic import conditions as c
from sekisho.logic.truth import FALSE, TRUE, UNKNOWN
from sekisho.logic.values import Path as CodePath
from tests.law.making import CORE, SOUND, law_of, write_law


def unread(condition: c.Condition) -> bool:
    return any_inside(condition, lambda node: isinstance(node, c.Unread))


def messages(law: object) -> str:
    return "\n".join(str(problem) for problem in law.problems)  # type: ignore[attr-defined]


def test_the_sound_law_has_no_problem(tmp_path: Path) -> None:
    law = law_of(tmp_path)
    assert law.problems == ()
    assert law.checked == {"CN": date(2026, 11, 21)}
    duty = law.requirements["cn-x.licence"]
    assert duty.versions == (Version(start=date(2023, 8, 1), known_from=date(2023, 7, 3)),)
    assert (duty.file, duty.line > 0, duty.rank, duty.checked) == (
        "law/cn/cn-x.yaml",
        True,
        "notice",
        law.checked["CN"],
    )


def test_a_provision_has_its_own_force_or_that_of_its_instrument(tmp_path: Path) -> None:
    more = """
  - {id: cn-x.later, title: {en: t}, layer: list, reach: cn.export, force: [{from: 2024-01-01, state: not-enforced}]}
  - id: cn-x.changed
    title: {en: t}
    layer: list
    reach: cn.export
    versions:
      - {from: 2023-08-01, until: 2024-12-31, when: {military: true}}
      - {from: 2025-01-01, by: cn-x, requires: prohibition, known_from: 2024-12-01}
"""
    law = law_of(tmp_path, more=more)
    assert force(law, law.requirements["cn-x.later"], date(2023, 12, 31))[0] is FALSE
    assert force(law, law.requirements["cn-x.later"], date(2024, 1, 1))[0] is UNKNOWN
    first, second = law.requirements["cn-x.changed"].versions
    assert first.body == {"when": c.Compare("military", "equals", True)} and first.when == c.ALWAYS
    assert second.body == {"requires": "prohibition"} and second.known_from == date(2024, 12, 1)


def test_a_condition_in_error_stands_as_unread(tmp_path: Path) -> None:
    law = law_of(
        tmp_path,
        more="  - {id: cn-x.b, title: {en: t}, layer: list, reach: cn.export, when: {colour: red}}\n",
    )
    assert unread(law.requirements["cn-x.b"].when)
    assert "law/cn/cn-x.yaml:" in messages(law) and "no attribute 'colour'" in messages(law)


def test_an_unknown_reach_stands_as_unread(tmp_path: Path) -> None:
    law = law_of(tmp_path, more="  - {id: cn-x.b, title: {en: t}, layer: list, reach: cn.exprt}\n")
    duty = law.requirements["cn-x.b"]
    assert duty.reach == "" and unread(duty.when)
    assert "declares the term 'cn.exprt'" in messages(law)


def test_a_misspelled_key_never_widens_a_relief(tmp_path: Path) -> None:
    more = """
reliefs:
  - {id: cn-x.free, title: {en: t}, lifts: {of: [cn-x.licence]}, by: rule, becomes: none, whne: {military: false}, cite: a}
"""
    law = law_of(tmp_path, more=more)
    assert unread(law.reliefs["cn-x.free"].when)
    assert "has no key 'whne'" in messages(law)


def test_an_entry_without_condition_and_children_is_a_pointer(tmp_path: Path) -> None:
    more = """
entries:
  - {code: "cn.dual-use:4", name: {en: a, ja: b, zh: c}, cite: x}
  - {code: "cn.dual-use:4.a", name: {en: a, ja: b, zh: c}, cite: x, when: {form: alloy}}
  - {code: "cn.dual-use:5", name: {en: a, ja: b, zh: c}, cite: x}
"""
    files = dict(SOUND) | {
        "cn/cn-y.yaml": SOUND["cn/cn-x.yaml"].split("terms:")[0].replace("cn-x", "cn-y") + more
    }
    law = law_of(tmp_path, **files)
    assert law.is_heading("cn.dual-use:4") and not unread(law.entries["cn.dual-use:4"].when)
    assert unread(law.entries["cn.dual-use:5"].when) and law.entries["cn.dual-use:5"].model == "pointer"
    assert "neither a `when` nor entries below it" in messages(law)
    parent = law.parent_of("cn.dual-use:4.a")
    assert parent is law.entries["cn.dual-use:4"]
    assert [e.id for e in law.entries_under([CodePath("cn.dual-use", ("4",))])] == [
        "cn.dual-use:4",
        "cn.dual-use:4.a",
    ]


def test_which_codes_a_list_holds(tmp_path: Path) -> None:
    law = law_of(tmp_path)
    modelled = CodePath("cn.dual-use", ("3C001",))
    assert law.holds_code(modelled, date(2023, 8, 1))
    assert not law.holds_code(modelled, date(2023, 7, 31))
    assert not law.holds_code(CodePath("cn.dual-use", ("3C009",)))
    assert not law.holds_code(CodePath("cn.other", ("3C001",)))
    law.lists["cn.dual-use"] = type(law.lists["cn.dual-use"])(id="cn.dual-use", authority="CN")
    assert law.holds_code(CodePath("cn.dual-use", ("3C009",))), (
        "a list that is not modelled whole holds any code"
    )


SUSPENSION = """
suspensions:
  - {id: s, of: [%s], from: 2025-11-10, until: 2026-11-10, last_day: unstated, afterwards: unconfirmed, cite: a}
"""


def test_a_suspension_of_an_instrument_means_all_its_provisions(tmp_path: Path) -> None:
    law = law_of(tmp_path, more=SUSPENSION % "cn-x")
    assert law.suspensions["s"].of == {"cn-x.licence", "cn.export", "cn.dual-use:3C001"}
    duty, entry, term = (
        law.requirements["cn-x.licence"],
        law.entries["cn.dual-use:3C001"],
        law.terms["cn.export"],
    )
    day = date(2026, 1, 1)
    assert [force(law, p, day)[0] for p in (duty, entry, term)] == [FALSE, UNKNOWN, TRUE]
    assert force(law, duty, date(2026, 11, 10)) == (UNKNOWN, {"s": ("in-force", "suspended")})


@pytest.mark.parametrize("pattern", ["cn-y", "cn-x.licenc", "cn-y.*", "cn.dual-use:9*"])
def test_a_glob_or_id_that_matches_nothing_is_an_error(tmp_path: Path, pattern: str) -> None:
    law = law_of(tmp_path, more=SUSPENSION % f'"{pattern}"')
    assert f"{pattern!r} matches none" in messages(law)


def test_a_glob_is_expanded_and_written_down(tmp_path: Path) -> None:
    more = """
reliefs:
  - {id: cn-x.a, title: {en: t}, lifts: {of: ["cn-*"], but: [cn-x.licence]}, by: choice, becomes: authorised, cite: a}
  - {id: cn-x.b, title: {en: t}, lifts: {of: [cn-x.licence], reason: [NS]}, by: choice, becomes: authorised, cite: a}
"""
    law = law_of(tmp_path, more=more)
    assert law.expansions == {"cn-x.a lifts cn-*": ("cn-x.licence",)}
    assert law.reliefs["cn-x.a"].lifts.of == frozenset()
    assert law.reliefs["cn-x.b"].lifts.exact == {"cn-x.licence"}
    assert law.reliefs["cn-x.b"].lifts.reasons == {"NS"}


COVERAGE = """
coverage:
  - {id: gallium, authority: CN, of: cn.dual-use, list: true, scope: {kind: {under: material.gallium}}, reach: cn.export,
     state: full, layer: list, could_be: licence-required, as_of: 2026-11-21, title: {en: a, ja: b, zh: c}}
  - {id: machines, authority: CN, of: cn.dual-use, list: true, scope: {kind: {under: machine}}, reach: cn.export,
     state: pointer, layer: list, could_be: prohibited, as_of: 2026-10-01, title: {en: a, ja: b, zh: c}, why: not read}
"""


def test_coverage_becomes_pointers(tmp_path: Path) -> None:
    law = law_of(tmp_path, **{"coverage.yaml": COVERAGE})
    assert not law.problems
    assert "coverage.gallium" not in law.requirements
    machines, rest = law.requirements["coverage.machines"], law.requirements["coverage.cn.dual-use.rest"]
    scopes = (law.coverage["gallium"].scope, law.coverage["machines"].scope)
    assert machines.when == c.All((scopes[1], c.Unread("not read")))
    assert (machines.requires, machines.certainty, machines.closes_by_claim) == (
        "prohibition",
        "pointer",
        "cn.dual-use",
    )
    assert isinstance(rest.when, c.All)
    assert rest.when.parts[0] == c.Not(c.Any(scopes)) and isinstance(rest.when.parts[1], c.Unread)
    assert (rest.requires, rest.checked, rest.reach) == ("licence", date(2026, 10, 1), "cn.export")


def test_parties_are_rows_of_their_list(tmp_path: Path) -> None:
    csv = (
        "id,list,name_en,name_native,name_ja,aliases,country,from,until,known_from,state,instrument,category,note\n"
        'a-1,cn.control-list,"Acme, Inc.",,,Acme|ACME Co,US,2025-01-02,2025-06-30,,,cn-x,,\n'
        'a-1,cn.control-list,"Acme, Inc.",,,Acme|ACME Co,US,2026-01-02,,,,cn-x,,\n'
    )
    law = law_of(tmp_path, **{"cn/parties/control-list.csv": csv})
    assert not law.problems
    (row,) = law.parties["cn.control-list"]
    assert row.names == ("Acme, Inc.", "Acme", "ACME Co")
    days = [date(2025, 1, 1), date(2025, 1, 2), date(2025, 6, 30), date(2025, 7, 1), date(2026, 1, 2)]
    assert [force(law, row, day)[0] for day in days] == [FALSE, TRUE, TRUE, FALSE, TRUE]


def test_a_row_with_too_few_fields_is_named_with_its_line(tmp_path: Path) -> None:
    law = law_of(tmp_path, **{"cn/parties/x.csv": "id,list,country,instrument\na,b\n"})
    assert "law/cn/parties/x.csv:2:" in messages(law)


def test_attributes_for_a_kind(tmp_path: Path) -> None:
    more = """
entries:
  - {code: "cn.dual-use:5", name: {en: a, ja: b, zh: c}, cite: x, when: {kind: {under: wafer}, purity: {above: 1 %}}}
  - {code: "cn.dual-use:6", name: {en: a, ja: b, zh: c}, cite: x, when: {kind: {under: machine}, wavelength: {above: 1 nm}}}
"""
    other = SOUND["cn/cn-x.yaml"].split("terms:")[0].replace("cn-x", "cn-y") + more
    law = law_of(tmp_path, **{"cn/cn-y.yaml": other})
    assert law.attributes_for_kind("material.gallium.wafer") == ("kind", "purity")
    assert law.attributes_for_kind("machine") == ("kind", "wavelength")


# --- the bundle


def test_a_bundle_holds_the_same_law(tmp_path: Path) -> None:
    root = write_law(tmp_path, SOUND | {"coverage.yaml": COVERAGE})
    built = build(root, tmp_path / "law.bin")
    loaded = load_law(tmp_path / "law.bin")
    assert loaded.hash == built.hash
    for name in ["requirements", "entries", "terms", "coverage", "instruments", "places", "lists", "checked"]:
        assert getattr(loaded, name) == getattr(built, name)
    assert loaded.vocabulary.attributes == built.vocabulary.attributes
    assert loaded.kinds.relation("material.gallium.wafer", "wafer") is TRUE


def test_law_with_errors_is_not_built(tmp_path: Path) -> None:
    root = write_law(tmp_path, SOUND | {"vocabulary/core.yaml": CORE.replace("scheme: hs", "scheme: hx")})
    with pytest.raises(LawError, match="hx"):
        build(root, tmp_path / "law.bin")
    assert not (tmp_path / "law.bin").exists()
    with pytest.raises(LawError):
        load_law(root, strict=True)


def test_the_cache_follows_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEKISHO_CACHE_DIR", str(tmp_path / "cache"))
    root = write_law(tmp_path, SOUND)
    first = load_law(root)
    assert load_law(root).hash == first.hash
    (kept,) = (tmp_path / "cache").glob("law-*.bin")
    kept.write_bytes(b"cut off")
    assert load_law(root).hash == first.hash
    (root / "cn/cn-x.yaml").write_text(
        SOUND["cn/cn-x.yaml"].replace("Announcement X", "Announcement Y"), "utf-8"
    )
    assert load_law(root).instruments["cn-x"].citation == "Announcement Y"
    assert first.instruments["cn-x"].citation == "Announcement X"


def test_a_folder_that_nobody_touched_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEKISHO_CACHE_DIR", str(tmp_path / "cache"))
    root = write_law(tmp_path / "folder", SOUND)
    file = root / "cn/cn-x.yaml"
    first = load_law(root)
    assert not list((tmp_path / "cache").glob("seen-*")), "two changes may bear the same time"
    long_ago(root, monkeypatch)
    assert load_law(root).hash == first.hash
    (seen,) = (tmp_path / "cache").glob("seen-*")
    assert seen.read_text().split()[1] == first.hash
    reads: list[Path] = []
    read = Path.read_bytes
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", lambda self: (reads.append(self), read(self))[1])
        assert load_law(root).hash == first.hash
    assert reads and all(one.suffix == ".bin" for one in reads)

    text, state = file.read_text("utf-8"), file.stat()
    file.write_text(text.replace("Announcement X", "Announcement Y"), "utf-8")
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))  # of the same length and with the old time
    assert load_law(root).instruments["cn-x"].citation == "Announcement Y"
    file.write_text(text, "utf-8")
    assert load_law(root).hash == first.hash
    (root / "cn/more.csv").write_text("a,b\n1,2\n", "utf-8")
    assert load_law(root).hash != first.hash
    (root / "cn/more.csv").unlink()
    assert load_law(root).hash == first.hash
    seen.write_text("cut off")
    assert load_law(root).hash == first.hash


def long_ago(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be a minute later than the last change of the folder."""
    now = time.time_ns()
    monkeypatch.setattr("sekisho.law.bundle.time.time_ns", lambda: now + 60_000_000_000)


def test_no_law_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no law at"):
        load_law(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("cn/a.yaml", "a: [", "not valid YAML"),
        ("cn/a.yaml", "- a", "mapping of sections"),
        ("cn/a.yaml", "requirments: []", "no such section"),
        ("cn/a.yaml", "entries: {code: x}", "list of mappings"),
        ("cn/a.yaml", "entries: [x]", "is a mapping"),
        ("cn/a.yaml", "entries: [{code: x}]", "needs the key"),
        ("cn/a.yaml", "suspensions: [{id: s, of: [cn-x]}]", "first day"),
        ("cn/a.yaml", "instrument: {id: cn-x}", "declared twice"),
        ("cn/a.yaml", "terms: [{id: cn.export, of: item, title: {en: a}}]", "declared twice"),
        (
            "cn/a.yaml",
            "reliefs: [{id: r, lifts: x, by: chance, becomes: none, title: {en: a}}]",
            "not one of",
        ),
        ("cn/a.yaml", "takes: [{id: t, from: cn.exprt, when: {}}]", "declares the term or addition"),
        ("cn/a.yaml", "derived: [{id: d, of: item, type: number}]", "formula"),
        ("groups/a.yaml", "groups: [{id: g, members: [{land: JP}]}]", "a member is"),
    ],
)
def test_malformed_files_are_named_and_the_rest_is_read(
    tmp_path: Path, name: str, text: str, says: str
) -> None:
    law = law_of(tmp_path, **{name: text})
    assert says in messages(law)
    assert f"law/{name}:" in messages(law)
    assert "cn-x.licence" in law.requirements
