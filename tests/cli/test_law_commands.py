"""`sekisho law …` and `sekisho new` on the small law, which holds the example of the law editor's guide."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.asking import ask
from tests.cli.conftest import yaml_blocks


def as_json(*arguments: str | Path, law: Path) -> object:
    asked = ask(*arguments, "--json", law=law)
    assert asked.returncode == 0, asked.stderr
    return json.loads(asked.stdout)


def test_the_guide_passes_lint_and_its_own_cases(law_dir: Path) -> None:
    linted = ask("law", "lint", law=law_dir)
    assert linted.returncode == 0, linted.stdout
    tested = ask("law", "test", law_dir / "cn/cases/cn-5-2027.yaml", law=law_dir)
    assert tested.returncode == 0, tested.stdout
    assert tested.stdout.startswith("4 cases, 4 as expected")
    assert ask("law", "test", "small-military", law=law_dir).stdout.startswith("1 cases")


def test_a_fault_and_a_failing_case_are_told_with_their_place(law_dir: Path, tmp_path: Path) -> None:
    root = tmp_path / "law"
    shutil.copytree(law_dir, root)
    file = root / "cn/cn-2027-mofcom-5.yaml"
    file.write_text(file.read_text("utf-8").replace("at_least: 99.9 %", "above: 99.9 %"), "utf-8")
    tested = ask("law", "test", law=root)
    assert tested.returncode == 1
    assert "law/cn/cases/cn-5-2027.yaml:" in tested.stdout and "cn-5-2027-first-day" in tested.stdout
    assert "expected" in tested.stdout and "got" in tested.stdout
    failed = json.loads(ask("law", "test", "--json", law=root).stdout)["failed"]
    assert {row["id"] for row in failed} >= {"cn-5-2027-first-day"}

    file.write_text(file.read_text("utf-8").replace("requires: licence", "requires: permit"), "utf-8")
    linted = ask("law", "lint", law=root)
    assert linted.returncode == 1 and "law/cn/cn-2027-mofcom-5.yaml:" in linted.stdout
    found = json.loads(ask("law", "lint", "--json", law=root).stdout)
    assert found["errors"] >= 1 and all(row["line"] >= 0 for row in found["problems"])


def test_cases_that_stand_before_their_provisions_fail_in_words(law_dir: Path, tmp_path: Path) -> None:
    root = tmp_path / "law"
    shutil.copytree(law_dir, root)
    (root / "cn/cn-2027-mofcom-9.yaml").unlink()  # it stops what is not there yet
    (root / "cn/cn-2027-mofcom-5.yaml").write_text(yaml_blocks()[0], "utf-8")
    tested = ask("law", "test", root / "cn/cases/cn-5-2027.yaml", law=root)
    assert tested.returncode == 1 and not tested.stderr
    assert tested.stdout.count("cn-2027-mofcom-5.licence is no requirement") == 4
    assert "4 cases, 0 as expected" in tested.stdout


def test_list_filters(law_dir: Path) -> None:
    def ids(*arguments: str) -> set[str]:
        rows = as_json("law", "list", *arguments, law=law_dir)
        assert isinstance(rows, list)
        return {row["id"] for row in rows}

    assert ids() == {"cn-2020-small-law", "cn-2027-mofcom-5", "cn-2027-mofcom-9"}
    assert ids("--item", "1C999") == ids("--item", "material.example") - {"cn-2020-small-law"}
    assert "cn-2027-mofcom-5" in ids("--item", "例示粉末") & ids("--item", "1C999.a")
    assert ids("--kind", "statute") == {"cn-2020-small-law"}
    assert "cn-2027-mofcom-5" in ids("--date", "2027-03-01") - ids("--date", "2027-02-28")
    assert ids("--item", "no such thing") == set()
    assert "Searched: 3 instruments" in ask("law", "list", "--item", "no such thing", law=law_dir).stdout


@pytest.mark.parametrize(("lang", "words"), [("en", "purity ≥ 99.9 %"), ("ja", "純度"), ("zh", "纯度")])
def test_show_puts_a_provision_into_words(law_dir: Path, lang: str, words: str) -> None:
    shown = ask("law", "show", "1C999.a", "--lang", lang, law=law_dir).stdout
    for wanted in [words, "cn.dual-use:1C999.a", "2027-03-01", "cn-5-2027-less-pure", "99.9", "cn-9"]:
        assert wanted in shown, wanted
    assert not [line for line in shown.splitlines() if line != line.rstrip()]


def test_show_tells_days_state_sources_and_cases(law_dir: Path) -> None:
    shown = as_json("law", "show", "cn-2027-mofcom-5.licence", "--date", "2027-05-15", law=law_dir)
    assert isinstance(shown, dict)
    assert shown["state_on"] == {"on": "2027-05-15", "state": "suspended"}
    assert shown["sources"][0]["confirmed"] == "read" and shown["policy"] == ["case-by-case"]
    assert {case["id"] for case in shown["cases"]} >= {"cn-5-2027-day-before", "cn-5-2027-first-day"}
    after = as_json("law", "show", "cn-2027-mofcom-5.licence", "--date", "2027-07-01", law=law_dir)
    assert isinstance(after, dict) and after["state_on"]["state"] == "unconfirmed"
    instrument = as_json("law", "show", "cn-2027-mofcom-5", law=law_dir)
    assert isinstance(instrument, dict) and "cn-2027-mofcom-5.licence" in instrument["provisions"]


def test_diff_between_two_days(law_dir: Path) -> None:
    found = as_json("law", "diff", "2027-03-01", "2027-02-28", law=law_dir)
    assert isinstance(found, dict)
    begins = {row["id"] for row in found["changes"] if row["what"] == "begins"}
    assert begins == {"cn-2027-mofcom-5.licence", "cn.dual-use:1C999.a"}
    assert "suspended" in ask("law", "diff", "2027-04-30", "2027-05-01", law=law_dir).stdout
    assert "Nothing changes" in ask("law", "diff", "2027-03-02", "2027-03-03", law=law_dir).stdout
    assert ask("law", "diff", "2027-02-28", "2027-03-01", "--lang", "ja", law=law_dir).returncode == 0


def test_timeline_shows_relations_with_who_says_so(law_dir: Path) -> None:
    page = ask("law", "timeline", law=law_dir).stdout
    order = [
        page.index(words) for words in ["2020-10-17", "2027-02-01", "2027-03-01", "2027-05-01", "2027-07-01"]
    ]
    assert order == sorted(order)
    assert "suspends: Export controls on example powder" in page and "https://authority.example/9" in page
    events = as_json("law", "timeline", "--item", "1C999", law=law_dir)
    assert isinstance(events, list)
    assert {event["instrument"] for event in events} == {"cn-2027-mofcom-5", "cn-2027-mofcom-9"}
    assert [event["open"] for event in events if event["what"] == "suspension-ends"] == [True]


def test_timeline_keeps_to_a_span_and_knows_authorities_of_measures() -> None:
    page = ask(
        "law", "timeline", "--authority", "US,NL", "--since", "2023-06-01", "--until", "2023-12-31"
    ).stdout
    assert "2023-06-30  NL  published" in page
    assert "2022-10-07" not in page and "CN  published" not in page
    parties = ask("law", "timeline", "--party", "ファーウェイ", "--lang", "zh").stdout
    assert "2019-05-16  US" in parties and "2019-05-31  CN" in parties
    claim = ask("law", "timeline", "--item", "3C001", "--until", "2023-12-31", "--lang", "zh").stdout
    assert "外交部称" in claim and "the Foreign Ministry" not in claim
    assert "外交部は" in ask("law", "show", "cn-2023-mofcom-gacc-23", "--lang", "ja").stdout
    assert "it holds" in ask("law", "timeline", "--authority", "XX").stderr
    assert "it holds" in ask("law", "compare", "JP", "FR").stderr


def test_compare_cites_each_cell(law_dir: Path) -> None:
    page = ask("law", "compare", "CN", "--lang", "zh", law=law_dir).stdout
    assert "一部法律" in page and "[Small Law]" in page
    rows = as_json("law", "compare", "CN", law=law_dir)
    assert isinstance(rows, list) and rows[0]["cells"]["CN"]["cite"] == "Small Law"
    real = ask("law", "compare", "JP", "CN", "--lang", "ja").stdout
    assert "企業からの質問" in real and "cn-2024-sc-792" in real


def test_coverage_counts(law_dir: Path) -> None:
    found = as_json("law", "lint", "--coverage", law=law_dir)
    assert isinstance(found, dict) and found["totals"]["full"] == 1
    assert "Export controls on example powder" in ask("law", "lint", "--coverage", law=law_dir).stdout


def test_new_writes_a_file_that_can_be_answered(law_dir: Path, tmp_path: Path) -> None:
    target = tmp_path / "new.yaml"
    asked = ask("new", "material.example", "-o", target, "--lang", "ja", law=law_dir)
    assert asked.returncode == 0 and "purity:" in target.read_text("utf-8")
    assert ask("determine", target, law=law_dir).returncode == 0
    again = ask("new", "material.example", "-o", target, law=law_dir)
    assert again.returncode == 2 and "is there already" in again.stderr
    assert ask("new", "material.example", law=law_dir).stdout.startswith("# example powder")
    listed = ask("new", "--list", law=law_dir).stdout
    assert "material.example" in listed and "example powder" in listed
    kinds = as_json("new", "--list", "例示", law=law_dir)
    assert isinstance(kinds, list) and [kind["id"] for kind in kinds] == ["material.example"]


def test_the_real_law_lists_and_shows() -> None:
    listed = ask("law", "list", "--authority", "CN", "--item", "3C001")
    assert listed.returncode == 0 and "cn-2023-mofcom-gacc-23" in listed.stdout
    assert "\x1b" not in listed.stdout
    shown = ask("law", "show", "cn.dual-use:3C001.e", "--lang", "ja")
    assert shown.returncode == 0 and "2023-08-01" in shown.stdout
