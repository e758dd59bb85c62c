"""How other lists number the same thing: both ways, from a code of any list, as a hint."""

from __future__ import annotations

import pytest

from sekisho.law.correspondence import COLUMNS, codes_of, correspond, find_codes, shared
from sekisho.logic.values import Path
from tests.lawcases import the_law


def candidates(text: str) -> dict[str, set[str]]:
    law = the_law()
    return {str(code): {str(row.code) for row in correspond(law, code)} for code in find_codes(law, text)}


def test_from_the_american_code_to_the_others_and_back() -> None:
    there = candidates("us.ccl:3B001.f.1.b")["us.ccl:3B001.f.1.b"]
    assert {"eu.annex1:3B501.f.1.b", "jp.table1:7.16.wo"} <= there
    assert "us.ccl:3B001.f.1.b" in candidates("jp.table1:7.16.wo")["jp.table1:7.16.wo"]
    assert "us.ccl:3B001.f.1.b" in candidates("3B501.f.1.b")["eu.annex1:3B501.f.1.b"]


def test_a_bare_number_is_looked_for_in_every_list() -> None:
    found = candidates("3C001.d")
    assert {"us.ccl:3C001.d", "eu.annex1:3C001.d", "cn.dual-use:3C001.d"} <= set(found)


def test_the_form_of_the_authority() -> None:
    law = the_law()
    display = law.entries["jp.table1:7.16.wo"].display
    assert find_codes(law, display) == (Path("jp.table1", ("7", "16", "wo")),)


def test_a_heading_finds_the_rows_below_it_and_a_paragraph_those_above() -> None:
    law = the_law()
    assert {row.near for row in correspond(law, Path("us.ccl", ("3B001",)))} == {"below"}
    deeper = correspond(law, Path("us.ccl", ("3A001", "a", "1", "x")))
    assert deeper and {row.near for row in deeper} == {"above"}


def test_what_both_lists_measure() -> None:
    law = the_law()
    both = shared(law, Path("us.ccl", tuple(["3B001", "f", "1", "b"])), Path("jp.table1", ("7", "16", "wo")))
    assert {"overlay", "wavelength", "numerical_aperture"} <= set(both)


def test_unknown_codes_are_refused() -> None:
    for text in ("9Z999", "xx.list:1"):
        with pytest.raises(ValueError, match="list"):
            find_codes(the_law(), text)


def test_every_row_has_a_source_and_names_codes_of_its_columns_lists() -> None:
    law = the_law()
    lists = {"eu": "eu.annex1", "us": "us.ccl", "jp": "jp.table1", "cn": "cn.dual-use", "kr": "kr.strategic",
             "nl": "nl.orders", "tw": "tw.shtc", "gb": "gb.list"}  # fmt: skip
    assert len(law.correspondence) >= 190
    for row in law.correspondence:
        assert row["source"] and row["verified"] and row["relation"] in {"same", "partly"}, row["id"]
        for column in COLUMNS:
            for code in codes_of(row[column]):
                assert code.scheme == lists[column], (row["id"], code)
                known = code.scheme in {"jp.table1", "us.ccl", "eu.annex1"}
                assert not known or law.holds_code(code), (row["id"], str(code))
