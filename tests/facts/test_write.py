"""Writing a fact changes that fact and nothing else of the file."""

import difflib
import os
from decimal import Decimal
from pathlib import Path as File

import pytest

from sekisho.facts import BadInput, read_case
from sekisho.facts.write import (
    NoSuchPlace,
    add_to,
    get_fact,
    open_document,
    read_document,
    remove_fact,
    save,
    set_fact,
)
from sekisho.law.compiled import Law
from sekisho.logic.values import CANNOT, Interval

TEXT = """\
# a shipment
id: T-1
on: 2025-06-01   # the day of export
act: export
route: {from: CN, to: JP, via: [KR]}
complete: [parties, via]
parties:
  - {id: p1, role: exporter, name: "Norway, Ltd", country: CN}
  - id: p2
    role: [consignee, end-user]   # both

    owners: [{share: 030 %}]
red_flags: [{of: wmd, by: press}]
items:
  - id: "1"
    # a wafer, we think
    kind: wafer
    facts:
      purity:
      wavelength: 0193.0 nm
"""


def _changed(text: str) -> list[str]:
    lines = difflib.unified_diff(TEXT.splitlines(), text.splitlines(), lineterm="", n=0)
    return [line for line in lines if line[:1] in "+-" and line[:3] not in {"+++", "---"}]


def test_an_untouched_file_stays_as_it_is() -> None:
    assert read_document(TEXT).text() == TEXT
    flush = "parties:\n- {id: p1}\n- id: p2  # x\n  role: exporter\nitems:\n- id: a\n"
    assert read_document(flush).text() == flush


@pytest.mark.parametrize(
    ("path", "value", "lines"),
    [
        ('items["1"].facts.purity', "99.9 %", ["-      purity:", "+      purity: 99.9 %"]),
        ('items["1"].facts.kind', "magnet", ["-    kind: wafer", "+    kind: magnet"]),
        (
            "route.to",
            "NO",
            ["-route: {from: CN, to: JP, via: [KR]}", "+route: {from: CN, to: NO, via: [KR]}"],
        ),
        (
            'route.via["1"].place',
            "CN",
            ["-route: {from: CN, to: JP, via: [KR]}", "+route: {from: CN, to: JP, via: [CN]}"],
        ),
        ("complete.via", False, ["-complete: [parties, via]", "+complete: [parties]"]),
        ("complete.notices", True, ["-complete: [parties, via]", "+complete: [parties, via, notices]"]),
        ('parties["p2"].complete.owners', True, ["+    complete: [owners]"]),
        (
            'parties["p2"].owners["1"].share',
            "31 %",
            ["-    owners: [{share: 030 %}]", "+    owners: [{share: 31 %}]"],
        ),
        (
            'red_flags["1"].flag_by',
            "contract",
            ["-red_flags: [{of: wmd, by: press}]", "+red_flags: [{of: wmd, by: contract}]"],
        ),
        ("end_use.facts.wmd", False, ["+end_use:", "+  facts:", "+    wmd: false"]),
        ("dates.loading", "2025-06-02", ["+dates:", "+  loading: 2025-06-02"]),
    ],
)
def test_one_fact_changes_one_place(path: str, value: object, lines: list[str]) -> None:
    document = read_document(TEXT)
    set_fact(document, path, value)
    changed = _changed(document.text())
    assert sorted(line.rstrip() for line in changed) == sorted(lines)


def test_what_is_written_is_read(law: Law, tmp_path: File) -> None:
    file = tmp_path / "t.yaml"
    file.write_text(TEXT, "utf-8")
    os.chmod(file, 0o640)
    document = open_document(file)
    set_fact(document, 'items["1"].facts.purity', "99.9..99.99 %")
    set_fact(document, 'items["1"].facts.form', "cannot-be-found-out")
    set_fact(document, 'items["1"].facts.elements', {"only": ["Ga", "No"]})
    set_fact(document, 'parties["p1"].facts.military_user', True)
    add_to(
        document, "assertions", {"fact": 'items["1"].facts.purity', "by": "lab: a # b", "on": "2025-05-01"}
    )
    add_to(document, "assertions", {"fact": "act", "by": "NO"})
    save(document, file)
    case = read_case(file, law)
    item = case.root.lists["items"].objects[0]
    assert item.facts["purity"] == Interval(Decimal("99.9"), Decimal("99.99"))
    assert item.facts["form"] is CANNOT
    assert item.facts["elements"].known == {"Ga", "No"}
    assert case.root.lists["parties"].objects[0].facts["military_user"] is True
    assert [word["by"] for word in case.words] == ["lab: a # b", "NO"]
    assert file.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == ["t.yaml"]


def test_json_stays_json(law: Law, tmp_path: File) -> None:
    file = tmp_path / "t.json"
    items = '"items": [{"id": "1", "facts": {"purity": "99 %"}}]'
    file.write_text(
        f'{{"on": "2025-06-01", {items}, "rates": [{{"of": "USD", "in": "JPY", "rate": 150.10}}]}}'
    )
    document = open_document(file)
    set_fact(document, 'items["1"].facts.wavelength', "193 nm")
    add_to(document, "assertions", {"fact": "act", "by": "me"})
    save(document, file)
    case = read_case(file, law)
    assert case.root.lists["items"].objects[0].facts["wavelength"] == Interval.point(193)
    assert "150.10" in file.read_text()


def test_taking_back() -> None:
    document = read_document(TEXT)
    assert get_fact(document, 'parties["p1"].country') == "CN"
    assert get_fact(document, "complete.via") is True
    assert get_fact(document, 'items["9"].kind') is None
    remove_fact(document, 'parties["p1"].country')
    remove_fact(document, "complete.via")
    remove_fact(document, 'items["9"].kind')
    assert get_fact(document, 'parties["p1"].country') is None
    assert get_fact(document, "complete.via") is False


@pytest.mark.parametrize("path", ['items["9"].facts.x', "", "a b", 'items["1"].kind.x', "id.x"])
def test_paths_that_lead_nowhere(path: str) -> None:
    with pytest.raises(NoSuchPlace):
        set_fact(read_document(TEXT), path, "x")


def test_a_file_that_is_no_transaction_is_not_opened(tmp_path: File) -> None:
    file = tmp_path / "t.yaml"
    file.write_text("- a\n")
    with pytest.raises(BadInput):
        open_document(file)


def test_what_two_readers_read_differently_is_refused_with_its_line() -> None:
    with pytest.raises(BadInput, match="readers of YAML do not agree"):
        read_document("on: 2025-06-01\u2028act: export\n")
