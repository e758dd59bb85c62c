"""Every provision, entry, group and instrument of the law can be read, in each language, and says where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from sekisho.law import Law
from sekisho.service.law import browsing, entries, groups, provisions
from sekisho.service.law.reading import Reading

LANGUAGES = ("en", "ja", "zh")
Read = Callable[..., Reading]


def untold(page: Mapping[str, Any]) -> list[str]:
    """What a page lacks that every page of a provision has: its name, its state, its place."""
    missing = [key for key in ("name", "state", "authority") if not page[key]]
    if not page["cite"] and page["id"].split(".")[0] != "coverage":
        missing.append("cite")
    return [f"{page['id']}: {key}" for key in missing]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_provision_but_the_entries(law: Law, read: Read, lang: str) -> None:
    lacking: list[str] = []
    for provision in law.all_provisions():
        if provision.id in law.entries:
            continue
        page = provisions.provision(read(lang), provision.id)
        assert page is not None, provision.id
        lacking += untold(page)
        if hasattr(provision, "when") and getattr(provision, "when", None) is not None:
            assert page["conditions"] and all(table["rows"] for table in page["conditions"]), provision.id
    assert lacking == []


def test_every_entry_in_one_of_the_languages(law: Law, read: Read) -> None:
    readings = [read(lang) for lang in LANGUAGES]
    lacking: list[str] = []
    for number, code in enumerate(law.entries):
        page = entries.entry(readings[number % 3], code)
        assert page is not None, code
        lacking += untold(page)
        assert page["conditions"], code
    assert lacking == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_instrument_and_group_and_list(law: Law, read: Read, lang: str) -> None:
    reading = read(lang)
    for id in law.instruments:
        page = browsing.instrument(reading, id)
        assert page is not None and page["name"] and page["citation"] and page["state"], id
        assert page["sources"], id
    for id in law.groups:
        group = groups.group(reading, id)
        assert group is not None and group["name"], id
    for id, one in law.lists.items():
        shown = browsing.control_list(reading, id)
        assert (shown is None) == one.parties, id
    for code in {one.authority for one in law.instruments.values()}:
        authority = browsing.authority(reading, code)
        assert authority is not None and authority["name"] and authority["rows"]


def test_every_other_thing_that_has_a_page(law: Law, read: Read) -> None:
    reading = read("ja")
    ids = [*law.suspensions, *law.person_tests, *list(law.party_rows)[::40]]
    for table in law.row_tables.values():
        ids += [row.id for head in list(table.entries)[::60] for row in law.rows_of(table.id, head)]
    for id in ids:
        page = provisions.provision(reading, id)
        assert page is not None and page["name"], id


def test_what_is_not_there_is_none(read: Read) -> None:
    reading = read()
    assert provisions.provision(reading, "no-such-thing") is None
    assert entries.entry(reading, "us.ccl:9Z999") is None
    assert groups.group(reading, "no.group") is None
    assert browsing.instrument(reading, "no-instrument") is None
    assert browsing.authority(reading, "XX") is None
    assert browsing.control_list(reading, "no.list") is None
