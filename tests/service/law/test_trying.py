"""A check begun from a provision: only what the provision itself demands is filled in. And the words of conditions are found."""

from __future__ import annotations

from datetime import date

import pytest

from sekisho.law.compiled import Law
from sekisho.service.law.reading import Reading, find
from sekisho.service.law.search import Asked, Search
from sekisho.service.law.search_index import condition_text
from sekisho.service.law.trying import beginning
from tests.service.offices import the_law

ON = date(2026, 6, 1)


@pytest.fixture(scope="module")
def law() -> Law:
    return the_law()[0]


@pytest.mark.parametrize("lang", ["en", "ja", "zh"])
def test_an_entry_gives_its_code_and_its_one_kind(law: Law, lang: str) -> None:
    made = beginning(Reading(law, lang, ON, None), law.entries["us.ccl:3B001.c.1"])
    assert made["code"] == "us.ccl:3B001.c.1" and made["from"] == "US" and "to" not in made
    assert made["description"] and made["on"] == "2026-06-01"


def test_what_stands_in_an_alternative_is_not_filled_in(law: Law) -> None:
    """Samarium-cobalt magnets or others: neither is demanded."""
    entry = law.entries["cn.dual-use:1C902.a.4"]
    assert "kind" not in beginning(Reading(law, "en", ON, None), entry)


def test_every_provision_can_be_begun_with(law: Law) -> None:
    reading = Reading(law, "zh", ON, None)
    known = {"description", "on", "from", "to", "act", "kind", "code", "party"}
    for thing in law.all_provisions():
        made = beginning(reading, thing)
        assert set(made) <= known
        assert made.get("kind", "lithography") in law.vocabulary.kinds
        assert {made.get("from", "JP"), made.get("to", "JP")} <= law.places.keys()


def test_a_listed_party_is_the_party(law: Law) -> None:
    row = next(iter(law.parties.values()))[0]
    _, thing = find(law, row.id)
    made = beginning(Reading(law, "en", ON, None), thing)  # type: ignore[arg-type]
    assert made["party"]["name"] == row.names[0] and made["description"] == "", (
        "no name of a party becomes a title"
    )


@pytest.mark.parametrize("words", ["overlay", "重ね合わせ", "套刻"])
@pytest.mark.parametrize("lang", ["en", "ja", "zh"])
def test_a_condition_is_found_by_what_it_measures(law: Law, words: str, lang: str) -> None:
    """An entry whose title does not speak of overlay, and whose condition does."""
    silent = next(
        entry
        for entry in law.entries.values()
        if all(words.casefold() in condition_text(law, entry)[at].casefold() for at, words in
               (("en", "overlay"), ("ja", "重ね合わせ"), ("zh", "套刻")))
        and not any(word in title.casefold() for title in entry.title.values() for word in ("overlay", "重ね合わせ", "套刻"))
    )  # fmt: skip
    reading, found, page = Reading(law, lang, ON, None), set(), 1
    search = _search(law)
    while True:
        answer = search.find(reading, Asked(words=words, sort="entry", page=page))
        found |= {row["id"] for row in (*answer["codes"], *answer["rows"])}
        if page >= answer["pager"]["pages"]:
            break
        page += 1
    assert silent.id in found


def _search(law: Law) -> Search:
    held: Search | None = law.cache.get("test-search")
    if held is None:
        held = law.cache["test-search"] = Search(law, None)
    return held
