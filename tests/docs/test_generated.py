"""What the documentation makes from the law at build time is whole, and the pages build without a warning."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from docs.generated import EXAMPLES, cell, comparison, context, countermeasures, examples, vocabulary

from sekisho.law.compare import compare
from tests.lawcases import the_law

ROOT = Path(__file__).parents[2]


def rows(table: str) -> list[list[str]]:
    """The cells of each row of a Markdown table."""
    lines = [line for line in table.splitlines() if line.startswith("|")]
    return [re.split(r"(?<!\\)\|", line)[1:-1] for line in lines]


def test_vocabulary_names_every_word() -> None:
    page, words = vocabulary(the_law()), the_law().vocabulary
    expected = {*words.attributes, *words.kinds, *words.declarations, *the_law().person_tests}
    assert expected <= set(re.findall(r"`([^`]+)`", page))
    for part in page.split("\n## "):
        assert len({len(row) for row in rows(part)}) <= 1, f"a bar breaks the table of {part.splitlines()[0]}"


@pytest.mark.parametrize("lang", ["en", "ja", "zh"])
def test_comparison_has_each_point_and_question_with_its_citation(lang: str) -> None:
    table = rows(comparison(the_law(), lang))
    found = compare(the_law(), ("JP", "CN"))
    assert len(table) - 4 == len(found) > 40, "two tables with a head and a rule each"
    assert {len(row) for row in table} == {3}
    assert not [row for row in table if "no citation" in "".join(row)]
    for row in found:
        assert list(row.cells) == ["JP", "CN"], row.id
        for one in (*row.cells.values(), *([row.asked] if row.asked else [])):
            assert one.text.get(lang) and one.source.startswith("http"), row.id


@pytest.mark.parametrize("lang", ["en", "ja", "zh"])
def test_measures_and_countermeasures_stand_by_day_with_their_sources(lang: str) -> None:
    table = rows(countermeasures(the_law(), lang))[2:]
    days = [row[0].strip() for row in table]
    assert len(table) > 60 and days == sorted(days) and days[0] >= "2018"
    assert {len(row) for row in table} == {4}
    assert not [row for row in table if "](http" not in row[2]], "each has its source"
    (gallium,) = [row for row in table if "`cn-2023-mofcom-gacc-23`" in row[2]]
    assert "](https://www.scmp.com" in gallium[3]


def test_every_example_has_its_context_and_its_answers() -> None:
    files = sorted(EXAMPLES.glob("*.yaml"))
    table = rows(examples(the_law()))[2:]
    assert [row[0].strip(" `") for row in table] == [path.name for path in files]
    assert {len(row) for row in table} == {4}
    assert not [path.name for path in files if len(context(path)) < 40], (
        "each begins with a sentence of context"
    )


def test_a_cell_cannot_break_its_table() -> None:
    assert rows(f"| {cell('a | b' + chr(10) + '<i>')} | c |") == [[" a \\| b &lt;i> ", " c "]]


@pytest.mark.skipif(find_spec("sphinx") is None, reason="the docs group is not installed; make docs does it")
def test_the_documentation_builds_without_a_warning(tmp_path: Path) -> None:
    built = subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "dummy", "docs", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert built.returncode == 0, built.stderr
