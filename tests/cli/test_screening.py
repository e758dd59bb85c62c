"""`screen`, `decide` and `determine --screen` as a stranger runs them, over the law's own lists and a synced one."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from sekisho.cli.main import app
from tests.lawcases import the_law

ROOT = Path(__file__).parents[2]
RUNNER = CliRunner()


@pytest.fixture(scope="module", autouse=True)
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of its own, so that the index is made once and nobody's decisions are touched."""
    folder = tmp_path_factory.mktemp("data")
    patch = pytest.MonkeyPatch()
    patch.setenv("SEKISHO_DATA", str(folder))
    patch.delenv("SEKISHO_LANG", raising=False)
    the_law()
    yield folder  # type: ignore[misc]
    patch.undo()


def run(*words: str, status: int = 0) -> str:
    result = RUNNER.invoke(app, list(words))
    assert result.exit_code == status, result.output
    return result.output


def test_a_name_is_met_with_its_reason_its_consequence_and_the_lists_that_are_absent() -> None:
    said = run("screen", "National Supercomputing Center Tianjin")
    assert "us-el-0557" in said and "744.11" in said and "Entity List" in said
    assert "NOT SEARCHED" in said and "eu.sanctions" in said and "sekisho sync" in said


@pytest.mark.parametrize(("lang", "word"), [("ja", "要確認"), ("zh", "待核实")])
def test_in_japanese_and_chinese(lang: str, word: str) -> None:
    assert word in run("screen", "哈尔滨工程大学", "--lang", lang)


def test_several_names_as_json() -> None:
    found = json.loads(run("screen", "Bluewater Bakery GmbH", "通用动力公司", "--json"))
    assert found[0]["matches"] == [] and found[1]["matches"][0]["entries"][0]["list"] == "cn.control-list"
    assert found[1]["schema"] == "sekisho/screening/1"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "give a name"),
        (["Acme", "--country", "Atlantis"], "is no country"),
        (["Acme", "--born", "soon"], "is no day"),
        (["Acme", "--number", "12345"], "write KIND=VALUE"),
        (["Acme", "--file", "x.csv"], "not both"),
        (["--file", "no-such-file.csv"], "no-such-file.csv"),
    ],
)
def test_bad_input_is_told(words: list[str], told: str) -> None:
    assert told in " ".join(run("screen", *words, status=2).split())


DOUBTFUL = {"A017", "A058", "A103", "A149", "A206", "A251", "A299", "A344", "A388"}


def test_of_four_hundred_applicants_only_the_doubtful_come_back_with_their_reasons(tmp_path: Path) -> None:
    target = tmp_path / "doubtful.csv"
    table = ROOT / "examples" / "university-applicants.csv"
    found = json.loads(run("screen", "--file", str(table), "-o", str(target), "--json"))
    back = {row["id"] for row in found["doubtful"]}
    assert found["parties"] == 400 and back >= DOUBTFUL
    assert len(back - DOUBTFUL) <= 4, back - DOUBTFUL
    for row in found["doubtful"]:
        assert row["addresses"] or row["matches"][0]["words"]
    with open(target, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["id"] for row in rows} == back and all(row["lists"] and row["words"] for row in rows)


def test_a_decision_is_kept_and_shown_and_opens_again() -> None:
    words = ["National Supercomputing Center Tianjin", "--country", "CN"]
    base = ["decide", *words, "--entry", "us-el-0557", "--by", "A. Sato", "--why", "another seat"]
    assert "another party" in run(*base, "--is", "other")
    (match,) = [
        m for m in json.loads(run("screen", *words, "--json"))["matches"] if m["entry"] == "law/us-el-0557"
    ]
    assert match["degree"] == "refuted" and match["decision"]["by"] == "A. Sato"
    moved = json.loads(run("screen", words[0], "--country", "HK", "--json"))["matches"]
    (match,) = [m for m in moved if m["entry"] == "law/us-el-0557"]
    assert match["degree"] == "possible" and match["decision"]["changed_since"] == ["country"]
    assert "meets no entry" in " ".join(
        run(*base[:4], "--entry", "us-el-9999", *base[6:], "--is", "other", status=2).split()
    )


def test_determine_screens_the_parties_first(tmp_path: Path) -> None:
    example = yaml.load(
        (ROOT / "examples" / "gallium-arsenide-wafers-dalian-kumamoto.yaml").read_text("utf-8"),
        Loader=yaml.BaseLoader,
    )
    example["parties"][-1]["name"] = "Harbin Enginering University"
    file = tmp_path / "t.yaml"
    file.write_text(yaml.safe_dump(example, allow_unicode=True), "utf-8")
    found = json.loads(run("determine", str(file), "--screen", "--authority", "JP,CN", "--json"))
    met = [party for party in found["screening"]["parties"] if party["matches"]]
    assert met and met[0]["path"].startswith("parties[")
    assert any(one["list"] == "kr.concern-traders" for one in found["screening"]["unsearched"])
    said = run("determine", str(file), "--screen", "--authority", "JP,CN", "--lang", "ja")
    assert "当事者の照合" in said and "Harbin" in said


def test_after_a_change_of_the_lists_only_those_that_it_touches_are_named(tmp_path: Path) -> None:
    table = tmp_path / "p.csv"
    table.write_text(
        "name\nHarbin Engineering University\nSUBARU Corporation\nBluewater Bakery GmbH\n", "utf-8"
    )
    found = json.loads(run("screen", "--file", str(table), "--since", "2026-01-01", "--json"))
    assert {(row["name"], row["change"]) for row in found["touched"]} == {("SUBARU Corporation", "added")}
    assert json.loads(run("screen", "--file", str(table), "--since", "2026-11-01", "--json"))["touched"] == []
    assert "1 of 3" in run("screen", "--file", str(table), "--since", "2026-01-01")


def test_owners_by_each_authoritys_own_arithmetic_with_chain_and_sum() -> None:
    file = str(ROOT / "examples" / "owned-by-listed-parties.yaml")
    found = json.loads(run("owners", file, "--on", "2025-10-15", "--json"))
    chain = next(party for party in found["parties"] if party["path"] == 'parties["chain"]')
    rule = chain["regimes"][0]
    assert (rule["truth"], rule["at_least"]) == ("true", "50") and "Inspur" in rule["paths"][0]["words"]
    (british,) = [r for r in chain["regimes"] if "United Kingdom" in r["title"]]
    assert british["truth"] == "unknown" and british["question"]["facts"]
    said = run("owners", file, "--on", "2025-12-01", "--lang", "ja")
    assert "持分合計" in said and "Inspur Group" in said
    assert "no owners" in run(
        "owners", str(ROOT / "examples" / "gallium-arsenide-wafers-dalian-kumamoto.yaml")
    )


def test_a_workbook_that_asks_for_gigabytes_is_refused(tmp_path: Path) -> None:
    """Its one cell says that it stands in the last row and column there is; a reader would make room for all before it."""
    import zipfile

    book = tmp_path / "parties.xlsx"
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/>'
            '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row>'
            '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>',
        )
    asked = RUNNER.invoke(app, ["screen", "--file", str(book)])
    assert asked.exit_code == 2 and "parties.xlsx" in asked.stderr
