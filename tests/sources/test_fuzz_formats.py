"""Every published format against files that were cut, doubled, changed, blown up or replaced.

Whatever the bytes: parties or a `SourceError`, nothing else, and in a time that a person waits for.
"""

from __future__ import annotations

import io
import resource
import zipfile
from collections import Counter
from collections.abc import Callable
from random import Random
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sekisho.sources.formats import parser
from sekisho.sources.formats.reading import csv_rows
from sekisho.sources.records import ListedParty, ParsedList, SourceError
from tests.sources.made.hostile import CHANGES, good_files

GOOD = good_files()
SECONDS = 6.0  # of the processor, on any file
EXAMPLES = {"meti_pdf": 8, "meti_xlsx": 100}
"""Fewer where a process of its own reads each file: a hostile PDF may use all the time and memory that it is given there."""
CHECKED_LATER = {
    "csl_csv",
    "ofac_csv",
    "mofcom_html",
}  # read twice over as they stand; checks.py refuses repeated ids
THE_SAME = [
    ("eu_xml", "eu_csv"),
    ("uk_xml", "uk_csv"),
    ("meti_pdf", "meti_xlsx"),
]


def _head(name: str) -> bytes:
    files, key = GOOD[name]
    return files[key].partition(b"\r\n")[0] + b"\r\n"


def memory() -> int:
    """The most memory that this process has held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def read(name: str, files: dict[str, bytes]) -> ParsedList | None:
    """What a format makes of the files, checked for what it owes in any case; None where it refuses them."""
    begun = process_time()
    try:
        parsed = parser(name)(files)
    except SourceError as error:
        assert str(error).strip(), "a refusal says why"
        assert len(str(error)) < 3_000
        parsed = None
    assert process_time() - begun < SECONDS
    if parsed is not None:
        assert isinstance(parsed, ParsedList)
        assert parsed.parties, "a list without a party is refused"
        for party in parsed.parties:
            assert isinstance(party, ListedParty)
            assert party.id and party.source and party.lists, party
            assert all(name.text.strip() for name in party.names)
            assert all(len(country) == 2 for country in party.countries)
        assert all(flaw.where and flaw.what for flaw in parsed.flaws)
        hash(parsed)
    return parsed


@pytest.mark.parametrize("name", sorted(GOOD))
def test_the_good_file_is_read(name: str) -> None:
    files, _ = GOOD[name]
    parsed = read(name, files)
    assert parsed is not None
    assert max(Counter(party.id for party in parsed.parties).values()) == 1


@pytest.mark.parametrize("name", sorted(GOOD))
def test_no_change_of_a_file_does_more_than_be_refused_or_be_read(name: str) -> None:
    @settings(
        max_examples=EXAMPLES.get(name, 200),
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(st.sampled_from(sorted(CHANGES)), min_size=1, max_size=3), st.integers(0, 2**32))
    def changed(changes: list[str], seed: int) -> None:
        files, key = GOOD[name]
        random = Random(seed)
        data = files[key]
        for change in changes:
            data = CHANGES[change](data, random)
        read(name, files | {key: data})

    changed()


@pytest.mark.parametrize("name", sorted(GOOD))
@pytest.mark.parametrize("change", sorted(CHANGES))
def test_each_change_alone(name: str, change: str) -> None:
    files, key = GOOD[name]
    for seed in range(2):
        read(name, files | {key: CHANGES[change](files[key], Random(seed))})


@pytest.mark.parametrize("name", sorted(GOOD))
def test_a_file_that_is_cut_is_refused_or_has_fewer_parties(name: str) -> None:
    files, key = GOOD[name]
    whole = {party.id for party in parser(name)(files).parties}
    for eighth in range(1, 8):
        parsed = read(name, files | {key: files[key][: len(files[key]) * eighth // 8]})
        assert parsed is None or len(parsed.parties) <= len(whole)


@pytest.mark.parametrize("name", sorted(set(GOOD) - CHECKED_LATER))
def test_a_file_that_is_written_twice_gives_no_party_more(name: str) -> None:
    files, key = GOOD[name]
    whole = {party.id for party in parser(name)(files).parties}
    parsed = read(name, files | {key: files[key] + files[key]})
    assert parsed is None or {party.id for party in parsed.parties} == whole


@settings(max_examples=60, derandomize=True, deadline=None, database=None)
@given(st.lists(st.sampled_from(sorted(CHANGES)), min_size=1, max_size=2), st.integers(0, 2**32))
def test_a_workbook_whose_sheet_is_changed(changes: list[str], seed: int) -> None:
    random = Random(seed)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD["meti_xlsx"][0]["x"])) as old, zipfile.ZipFile(out, "w") as new:
        chosen = random.choice(["xl/worksheets/sheet1.xml"] * 3 + old.namelist())
        for entry in old.namelist():
            content = old.read(entry)
            if entry == chosen:
                for change in changes:
                    content = CHANGES[change](content, random)
            new.writestr(entry, content)
    read("meti_xlsx", {"x": out.getvalue()})


@pytest.mark.parametrize("name", sorted(GOOD))
def test_files_that_are_missing_or_too_many_are_refused(name: str) -> None:
    files, key = GOOD[name]
    assert read(name, {}) is None
    if name != "mofcom_html":  # takes as many pages as there are
        assert read(name, files | {"another": files[key]}) is None


@pytest.mark.parametrize(("one", "other"), THE_SAME)
def test_no_format_reads_the_file_of_another(one: str, other: str) -> None:
    assert read(one, GOOD[other][0]) is None
    assert read(other, GOOD[one][0]) is None


OPEN, SHUT = "<CONSOLIDATED_LIST><INDIVIDUALS>", "</INDIVIDUALS></CONSOLIDATED_LIST>"
PADDED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "objects": (
        "csl_json",
        lambda: b'{"results":[' + b"{}," * 2_000_001 + b"{}]}",
        "more values than the list can have",
    ),
    "entries": ("csl_json", lambda: b'{"results":[' + b"1," * 400_000 + b"1]}", "more than 400,000 entries"),
    "elements": ("un_xml", lambda: f"{OPEN}{'<a/>' * 2_010_000}{SHUT}".encode(), "marks for 1 entries"),
    "wide elements": (
        "un_xml",
        lambda: f"\ufeff{OPEN}{'<a/>' * 2_010_000}{SHUT}".encode("utf-16-le"),
        "marks for 1 entries",
    ),
    "cells": ("taiwan_csv", lambda: _head("taiwan_csv") + b"," * 8_000_001 + b"\r\n", "it has 8,000,00"),
}


@pytest.mark.parametrize("case", PADDED)
def test_what_would_fill_the_memory_is_refused_before_it_is_read(case: str) -> None:
    name, made, said = PADDED[case]
    data = made()
    before = memory()
    with pytest.raises(SourceError, match=said):
        parser(name)({"x": data})
    assert memory() - before < 300_000_000


def test_a_table_of_rows_without_end_is_refused() -> None:
    head = b"source,name,addresses,alt_names,license_requirement,ids\n"
    with pytest.raises(SourceError, match="more than 400,000 entries"):
        list(csv_rows((head + b"a,b,c,d,e,f\n" * 400_001).decode()))
