"""`sekisho determine` and `sekisho history` on the small law: views, JSON, options."""

import json
from pathlib import Path

import pytest

from tests.cli.asking import ask
from tests.cli.conftest import TRANSACTION


@pytest.fixture
def pure(tmp_path: Path) -> Path:
    """The transaction with everything known."""
    path = tmp_path / "pure.yaml"
    known = """    facts: {purity: 99.95 %}
assertions:
  - {fact: 'items["1"].facts.purity', by: lab, on: 2027-02-01, evidence: certificate 12}
  - person: cn.strength
    provision: cn-2020-small-law.strength
    for: transaction
    answer: false
    by: B. Officer
    on: 2027-02-02
"""
    path.write_text(TRANSACTION + known, "utf-8")
    return path


@pytest.mark.parametrize(
    ("lang", "headline", "desk"),
    [("en", "Licence required", "The small ministry"), ("ja", "許可必要", "小省"), ("zh", "需许可", "小部")],
)
def test_a_decided_answer(law_dir: Path, pure: Path, lang: str, headline: str, desk: str) -> None:
    page = ask("determine", pure, "--lang", lang, law=law_dir).stdout
    assert f"CN  [....#.] {headline}" in page.replace("CN [", "CN  [")
    for wanted in ["cn-2027-mofcom-5.licence", desk, "certificate 12", "lab", "2027-02-03", "cn-9"]:
        assert wanted in page, wanted
    assert "cleared" not in page.casefold() and "\x1b" not in page


def test_a_missing_fact_is_asked_and_never_assumed(law_dir: Path, transaction: Path) -> None:
    page = ask("determine", transaction, law=law_dir).stdout
    assert "[.:::::] Undetermined: may be prohibited" in page
    assert 'items["1"].facts.purity' in page and "engineer" in page


def test_json_of_one_file_is_an_object_and_of_several_an_array(
    law_dir: Path, transaction: Path, pure: Path
) -> None:
    one = json.loads(ask("determine", pure, "--json", law=law_dir).stdout)
    assert one["schema"] == "sekisho/determination/1"
    assert one["authorities"]["CN"]["at_least"] == one["authorities"]["CN"]["at_most"] == "licence-required"
    several = json.loads(ask("determine", pure, transaction, "--json", law=law_dir).stdout)
    assert [row["authorities"]["CN"]["decided"] for row in several] == [True, False]


def test_on_known_and_assume(law_dir: Path, pure: Path) -> None:
    def ends(*options: str) -> tuple[str, str]:
        lane = json.loads(ask("determine", pure, "--json", *options, law=law_dir).stdout)["authorities"]["CN"]
        return lane["at_least"], lane["at_most"]

    free, bound = "no-licence-required", "licence-required"
    assert ends("--on", "2027-02-28") == (free, free)
    assert ends("--on", "2027-05-01") == (free, free)
    assert ends("--on", "2027-07-01") == (free, bound)
    assert ends("--on", "2027-07-01", "--assume", "cn-9=suspended", "--assume", "cn-9.entries=suspended") == (
        free,
        free,
    )
    assert ends("--on", "2027-07-01", "--assume", "cn-9=in-force", "--assume", "cn-9.entries=in-force") == (
        bound,
        bound,
    )
    page = ask("determine", pure, "--on", "2027-07-01", law=law_dir).stdout
    assert "cn-9 suspended" in page and "cn-9 in force" in page, "both readings are shown"
    assumed = ask("determine", pure, "--on", "2027-07-01", "--assume", "cn-9=in-force", law=law_dir).stdout
    assert "Assumed: cn-9 = in-force" in assumed


def test_a_day_after_the_last_check_is_flagged_in_the_first_line(law_dir: Path, pure: Path) -> None:
    assert ask("determine", pure, law=law_dir).stdout.startswith("! Warning: the law of CN")
    early = ask("determine", pure, "--on", "2027-02-01", law=law_dir).stdout
    assert early.startswith("T-1")


def test_explain_prints_the_limit_and_the_value(law_dir: Path, pure: Path, transaction: Path) -> None:
    page = ask("determine", pure, "--explain", law=law_dir).stdout
    line = next(line for line in page.splitlines() if "≥ 99.9 %" in line)
    assert "+ " in line and "99.95" in line
    missing = ask("determine", transaction, "--explain", law=law_dir).stdout
    assert "? purity ≥ 99.9 % – open" in missing


def test_history_prints_the_days_and_why(law_dir: Path, pure: Path) -> None:
    found = json.loads(ask("history", pure, "--from", "2027-01-01", "--json", law=law_dir).stdout)
    rows = [(row["on"], row["at_least"], row["at_most"]) for row in found["changes"]]
    free, bound = "no-licence-required", "licence-required"
    assert rows == [
        ("2027-01-01", free, free),
        ("2027-03-01", bound, bound),
        ("2027-05-01", free, free),
        ("2027-07-01", free, bound),
    ]
    because = [row["because"][0] for row in found["changes"][1:]]
    assert [(event["event"], event["by"]) for event in because] == [
        ("starts", ""),
        ("suspends", "cn-9"),
        ("suspension-ends", "cn-9"),
    ]
    page = ask("history", pure, "--from", "2027-01-01", law=law_dir).stdout
    assert "suspended by cn-9" in page and "cn-2027-mofcom-5.licence" in page
    for lang in ("ja", "zh"):
        assert "2027-05-01" in ask("history", pure, "--lang", lang, law=law_dir).stdout


def test_history_keeps_to_its_range_and_moves_other_days_along(law_dir: Path, pure: Path) -> None:
    short = json.loads(
        ask("history", pure, "--from", "2027-03-02", "--to", "2027-04-30", "--json", law=law_dir).stdout
    )
    assert [row["on"] for row in short["changes"]] == ["2027-03-02"]
    assert (
        "the same on every day"
        in ask("history", pure, "--from", "2027-03-02", "--to", "2027-04-30", law=law_dir).stdout
    )
    # China's clock is the declaration: when it comes ten days early, so does the change.
    pure.write_text(
        pure.read_text("utf-8").replace("\nact:", "\ndates: {declaration: 2027-02-19}\nact:"), "utf-8"
    )
    moved = json.loads(ask("history", pure, "--from", "2027-01-01", "--json", law=law_dir).stdout)
    assert moved["changes"][1]["on"] == "2027-03-11"
    assert moved["changes"][1]["because"][0]["event"] == "starts"
