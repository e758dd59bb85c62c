"""Law that is read page by page is the law: all of it, in whatever order it is asked for."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import attrs
import pytest

from sekisho.law.book import Book
from sekisho.law.bundle import build, load_law
from sekisho.law.codec import decode, encode
from sekisho.law.compiled import Law, is_under
from sekisho.law.entry_index import make_index
from sekisho.law.load import compile_law
from sekisho.law.party_names import make_party_index
from sekisho.logic.values import Path as CodePath
from tests.law.making import SOUND, write_law
from tests.lawcases import the_law


def told(value: Any) -> Any:
    """Everything that a value of the law holds, as plain tuples; the order of mappings counts."""
    if isinstance(value, dict):
        return "dict", tuple((key, told(inner)) for key, inner in value.items())
    if isinstance(value, tuple | list):
        return type(value).__name__, tuple(map(told, value))
    if attrs.has(type(value)):
        fields = [f.name for f in attrs.fields(type(value)) if f.init]
        return type(value).__name__, tuple((name, told(getattr(value, name))) for name in fields)
    return type(value).__name__, value


@lru_cache(maxsize=1)
def the_bytes() -> bytes:
    """The law of this checkout as it is written."""
    return encode(the_law())


def books(law: Law) -> Iterator[tuple[str, Book[Any]]]:
    """The books of a law, by the field in which they stand."""
    for name in (f.name for f in attrs.fields(Law)):
        if isinstance(getattr(law, name), Book):
            yield name, getattr(law, name)
    if isinstance(law.vocabulary.attributes, Book):
        yield "attributes", law.vocabulary.attributes


def test_a_small_law_is_the_same_when_it_was_written_and_read(tmp_path: Path) -> None:
    made = compile_law(write_law(tmp_path, SOUND))
    read = decode(encode(made))
    assert {name for name, _ in books(read)} >= {"entries", "instruments", "terms", "parties", "attributes"}
    assert told(read) == told(made)
    assert read.entry_index == made.entry_index
    assert encode(read) == encode(made)


def test_the_whole_law_is_the_same_in_whatever_order_it_is_read() -> None:
    one, other = decode(the_bytes()), decode(the_bytes())
    chance = random.Random(7)
    beside = dict(books(other))
    for name, book in books(one):
        keys = list(book)
        assert keys == list(beside[name].copy())
        chance.shuffle(keys)
        for key in keys:
            assert book[key] is book[key]
    assert told(one) == told(other)
    assert encode(one) == the_bytes()


def test_what_was_written_of_all_entries_is_what_they_say() -> None:
    law = the_law()
    entries = dict(law.entries)
    assert law.entry_index == make_index(entries)
    assert set(law.clocks) == {(p.clock, p.authority) for p in law.all_provisions()}
    names = make_party_index(dict(law.parties)).names
    assert {name: law.party_names(name) for name in law.parties} == names
    for code in random.Random(3).sample(sorted(entries), 60):
        above = CodePath(entries[code].code.scheme, entries[code].code.segments[:2])
        for paths in ((entries[code].code,), (above,), (CodePath(above.scheme, ("*",)),)):
            found = [e.id for e in entries.values() if is_under(e.code, paths[0])]
            assert [e.id for e in law.entries_under(paths)] == found
            but = (entries[code].code,)
            left = [id for id in found if not is_under(entries[id].code, but[0])]
            assert list(law.codes_under(paths, but)) == left
        by_claim = [e.id for e in entries.values() if e.by_claim and is_under(e.code, above)]
        assert list(law.by_claim((above,))) == by_claim


def test_a_changed_entry_is_seen_by_what_asks_for_all_entries() -> None:
    """What was written of all entries speaks only of these very entries."""
    law = decode(the_bytes())
    code = next(id for id, entry in law.entries.items() if entry.by_claim)
    plain = attrs.evolve(law.entries[code], by_claim=False, clock="loading")
    other = attrs.evolve(law, entries={**law.entries, code: plain})
    assert (plain.clock, plain.authority) in other.clocks
    assert code in law.by_claim((plain.code,)) and code not in other.by_claim((plain.code,))
    law.entries[code] = plain
    assert law.entries.note() is None and make_index(law.entries) == other.entry_index


class Shelf:
    """A reader that counts how often a page was asked for."""

    def __init__(self) -> None:
        self.read: list[int] = []
        self.away: list[int] = []

    def page(self, number: int) -> dict[str, Any]:
        """A page of two keys."""
        self.read.append(number)
        return {} if number in self.away else {f"{number}a": [number], f"{number}b": [number]}

    def put_away(self, number: int) -> None:
        """Note it."""
        self.away.append(number)


def test_a_book_reads_a_page_once_and_is_a_dict_to_all_who_ask() -> None:
    shelf = Shelf()
    book: Book[Any] = Book({"1a": 1, "2a": 2, "1b": 1, "2b": 2}, shelf)
    assert list(book) == ["1a", "2a", "1b", "2b"] and len(book) == 4 and "2b" in book and book
    assert "3a" not in book and book.get("3a") is None and book.get("3a", 5) == 5 and shelf.read == []
    with pytest.raises(KeyError):
        book["3a"]
    assert book["1b"] == [1] and book.get("1a") is book["1a"] and shelf.read == [1]
    whole = {"1a": [1], "2a": [2], "1b": [1], "2b": [2]}
    assert dict(book) == whole and {**book} == whole and book | {} == whole and {} | book == whole
    assert book == whole and whole == book and book != {} and list(book.items()) == list(whole.items())
    assert list(reversed(book)) == ["2b", "1b", "2a", "1a"] and book.copy() == whole and shelf.read == [1, 2]
    with pytest.raises(TypeError, match="make a dict"):
        book.update({"x": 1})
    book["1a"] = "new"
    del book["2a"]
    assert dict(book) == {"1a": "new", "1b": [1], "2b": [2]}


def test_the_whole_is_read_at_once_where_that_is_wanted() -> None:
    law = decode(the_bytes())
    code = next(iter(law.entries))
    law.read_whole()
    for _, book in books(law):
        assert dict.__len__(book) == len(book) > 0
    assert law.entries[code].id == code


def test_threads_that_ask_at_once_get_the_same_objects() -> None:
    law = decode(the_bytes())
    keys = list(law.entries)
    found: list[list[Any]] = []
    start = threading.Barrier(4)

    def ask() -> None:
        start.wait()
        found.append([law.entries[key] for key in keys])

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    for others in found[1:]:
        assert all(one is other for one, other in zip(found[0], others, strict=True))


def test_two_laws_over_the_same_books_have_the_same_index() -> None:
    """A law that is another's but for some provisions shares its books, and what is noted in them is read once."""
    law = decode(the_bytes())
    names = {one: law.party_names(one) for one in law.parties}
    assert any(names.values())
    other = attrs.evolve(law, requirements={})
    assert {one: other.party_names(one) for one in other.parties} == names


@pytest.mark.parametrize("at", [3, 60, -1])
def test_a_bundle_that_was_changed_is_refused(at: int, tmp_path: Path) -> None:
    target = tmp_path / "law.bin"
    build(write_law(tmp_path, SOUND), target)
    whole = target.read_bytes()
    assert load_law(target).entries
    changed = bytearray(whole)
    changed[at] ^= 1
    for data in (bytes(changed), whole[:-10], whole[: len(whole) // 2]):
        target.write_bytes(data)
        with pytest.raises(ValueError, match="bundle of the law cannot be read"):
            load_law(target)
