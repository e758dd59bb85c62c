"""The reasoning as a reader of Japanese or Chinese meets it, on a page and on paper: no identifier, no value of the engine's own."""

from __future__ import annotations

import re
from typing import Any

import pytest

from sekisho.facts import read_case
from sekisho.facts.load import load_text
from sekisho.facts.write import read_document
from sekisho.service.examples import example_text
from sekisho.service.lanes import way_rows
from sekisho.service.printing import paper_of
from sekisho.service.printing.pdf import sheet
from sekisho.service.reasons import reasons_tree, step_words
from sekisho.service.stated import value_at
from sekisho.service.worked import Worked
from tests.service.offices import TODAY, the_law

RAW = re.compile(
    r"Path\(|scheme=|\bkind\b|\bact\b|[a-z]+_[a-z]+|--[a-z]|\[\"|\b(?:jp|us|cn|eu|coverage)[-.:][a-z]"
)


@pytest.fixture(scope="module")
def etcher() -> tuple[str, Worked]:
    law, engine = the_law()
    text = example_text("etching-machine-shanghai")
    case = read_case(load_text(text, "t", False), law, None, None, "t")
    return text, Worked(case, engine.determine(case), {})


def walk(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for node in nodes for one in (node, *walk(node["nodes"]))]


@pytest.mark.parametrize("lang", ["ja", "zh"])
def test_the_tree_has_words_for_all_that_it_shows(etcher: tuple[str, Worked], lang: str) -> None:
    text, worked = etcher
    law, _ = the_law()
    document = read_document(text, "t", False)
    for authority in ("JP", "US"):
        lane = worked.traced(authority)
        assert lane is not None
        tree = reasons_tree(
            lane, lang, value=lambda path: value_at(document, path, law, lang), name=lambda _: ""
        )
        rows = walk([node for group in tree["groups"] for node in group["nodes"]])
        assert len(rows) > 30
        raw = [one for row in rows if RAW.search(one := f"{row['words']} {row.get('found', '')}")]
        assert raw == []


@pytest.mark.parametrize("lang", ["ja", "zh"])
def test_the_paper_has_words_for_all_that_it_shows(etcher: tuple[str, Worked], lang: str) -> None:
    text, worked = etcher
    law, _ = the_law()
    paper = paper_of(law, read_document(text, "t", False), worked, None, title="T", made=TODAY, lang=lang)
    data = sheet(paper)
    lines = [line for lane in data["reasons"] for line in lane["lines"]]
    told = [f"{_plain(line['words'])} {_plain(line['found'])} {_plain(line['cite'])}" for line in lines]
    told += [f"{_plain(row['words'])} {_plain(row['cite'])}" for lane in data["duties"] for row in lane["rows"]
             if "suspension" not in _plain(row["words"])]  # fmt: skip
    assert len(told) > 60
    assert [one for one in told if RAW.search(one)] == []
    if lang == "ja":
        assert any("輸出貿易管理令第1条第1項、別表第1の1から15の項" in one for one in told)
        assert not any("Export Trade Control Order" in one for one in told)


def _plain(told: Any) -> str:
    return str(told["t"]) if isinstance(told, dict) else str(told)


def test_law_that_was_not_read_is_named_in_the_language_of_the_page() -> None:
    english = "how low a pressure is high vacuum"
    step = {"text": {"en": f"open question of law: {english}", "ja": f"法令上未確定：{english}", "zh": ""}}
    assert step_words(step, "ja") == "法令上未確定：高真空とは何Pa以下か"


def test_an_exception_that_is_shut_names_no_identifier_outside_english() -> None:
    way = {
        "relief": "jp-bulk-licences.specified",
        "truth": "unknown",
        "barred_by": "jp-bulk-licences.wmd-known",
        "title": "T",
    }
    for lang in ("ja", "zh"):
        row = way_rows({"ways": [way]}, lang)[0]
        assert "jp-bulk" not in row["state"] and row["barred_by"] == "jp-bulk-licences.wmd-known"
    assert "jp-bulk-licences.wmd-known" in way_rows({"ways": [way]}, "en")[0]["state"]
