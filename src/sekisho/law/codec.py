"""Writes the objects of the law as one compact file and reads them back quickly.

The file is msgpack: a table of distinct values in which later rows refer to earlier ones by number. Equal
values are stored once; texts and numbers stand first. What one answer needs little of stands on pages with
tables of their own, which are read when somebody asks for them; what several pages share stands in the first
table. Only the classes named here can come out of a file, so reading one runs no code of its own.
"""

from __future__ import annotations

import gc
import zlib
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import msgspec

from sekisho.logic import conditions, values
from sekisho.logic.truth import Truth
from sekisho.logic.values import CANNOT

from .book import Book
from .entry_index import clocks_in, make_index
from .party_names import make_party_index

_PLAIN, _TUPLE, _LIST, _DICT, _SET, _DATE, _DECIMAL, _TRUTH, _CANNOT, _OBJECT, _BOOK, _WORDS = range(12)
_REFERRING = frozenset({_TUPLE, _LIST, _DICT, _SET, _OBJECT, _BOOK, _WORDS})
_LANGUAGES = ("en", "ja", "zh")
_MARK = b"SEKISHO-LAW 4\n"


def _each(key: str) -> str:
    return key


def _heading(code: str) -> str:
    list_id, _, body = code.partition(":")
    return f"{list_id}:{body.partition('.')[0]}"


_READ_WHEN_ASKED: dict[str, dict[str, Callable[[str], str]]] = {
    "Law": {
        "entries": _heading,
        "groups": _each,
        "instruments": _each,
        "parties": _each,
        "person_tests": _each,
        "procedures": _each,
        "row_tables": _each,
        "tables": _each,
        "terms": _each,
    },
    "PartyIndex": {"names": _each},
    "Vocabulary": {"attributes": _each},
}
"""Fields that hold much of which one answer needs little, by class: which keys stand on one page."""

_NOTED: dict[str, Callable[[Any], Any]] = {
    "entries": make_index,
    "terms": clocks_in,
    "parties": make_party_index,
}
"""What is written of all values of a field at once."""


def known_classes() -> dict[str, type]:
    """The classes that a bundle may hold, by name."""
    from . import compiled, entry_index, model, party_names, problems, vocabulary

    found: dict[str, type] = {}
    for module in (values, conditions, model, compiled, entry_index, party_names, problems, vocabulary):
        for name, thing in vars(module).items():
            if isinstance(thing, type) and (attrs.has(thing) or thing is values.Path):
                found[name] = thing
    return found


def _fields(cls: type) -> list[str]:
    """The names of what an object is made of, in order."""
    if cls is values.Path:
        return list(values.Path.__struct_fields__)
    return [field.name for field in attrs.fields(cls) if field.init]


class _Writer:
    def __init__(self) -> None:
        self.rows: list[Any] = []
        self.seen: dict[Any, int] = {}
        self.by_identity: dict[int, tuple[Any, int]] = {}
        self.names: dict[str, int] = {}
        self.pages: list[int] = []  # the rows that hold the values of a page

    def write(self, value: Any) -> int:
        if id(value) in self.by_identity:
            return self.by_identity[id(value)][1]
        row = self._row(value)
        key = (type(value).__name__, msgspec.msgpack.encode(row))
        number = self.seen.get(key)
        if number is None:
            number = self.seen[key] = len(self.rows)
            self.rows.append(row)
        self.by_identity[id(value)] = (value, number)  # the value is kept, so that its identity stays its own
        return number

    def _row(self, value: Any) -> list[Any]:
        if isinstance(value, Truth):
            return [_TRUTH, int(value)]
        if value is None or isinstance(value, bool | int | str | bytes):
            return [_PLAIN, str(value) if isinstance(value, str) else value]
        if isinstance(value, tuple):
            return [_TUPLE, *map(self.write, value)]
        if isinstance(value, dict) and tuple(value) == _LANGUAGES:
            return [_WORDS, *map(self.write, value.values())]
        if isinstance(value, dict):
            return [_DICT, *(number for pair in value.items() for number in map(self.write, pair))]
        if isinstance(value, list):
            return [_LIST, *map(self.write, value)]
        if isinstance(value, frozenset):
            return [_SET, *map(self.write, sorted(value))]
        if isinstance(value, date):
            return [_DATE, value.toordinal()]
        if isinstance(value, Decimal):
            return [_DECIMAL, str(value)]
        if value is CANNOT:
            return [_CANNOT]
        if isinstance(value, values.Path) or attrs.has(type(value)):
            name = type(value).__name__
            number = self.names.setdefault(name, len(self.names))
            later = _READ_WHEN_ASKED.get(name, {})
            fields = [
                self._book(getattr(value, field), later[field], _NOTED.get(field))
                if field in later
                else self.write(getattr(value, field))
                for field in _fields(type(value))
            ]
            return [_OBJECT, number, *fields]
        raise TypeError(f"a {type(value).__name__} cannot stand in the bundle of the law")

    def _book(
        self,
        values: dict[str, Any],
        page_of: Callable[[str], str],
        noted: Callable[[Any], Any] | None,
    ) -> int:
        """The number of a row of keys and of the pages on which they stand; a page holds keys with their values."""
        pages: dict[str, list[str]] = {}
        for key in values:
            pages.setdefault(page_of(key), []).append(key)
        numbers = {}
        for keys in pages.values():
            page = self.write({key: values[key] for key in keys})
            numbers.update(dict.fromkeys(keys, len(self.pages)))
            self.pages.append(page)
        note = -1
        if noted is not None:
            page = self.write({"": noted(values)})  # it may hold books with pages of their own
            note = len(self.pages)
            self.pages.append(page)
        self.rows.append([_BOOK, self.write(tuple(values)), note, *(numbers[key] for key in values)])
        return len(self.rows) - 1


def encode(value: Any) -> bytes:
    """A value made of the law's classes as bytes."""
    writer = _Writer()
    root = writer.write(value)
    classes = known_classes()
    unknown = [name for name in writer.names if name not in classes]
    if unknown:
        raise TypeError(f"classes that a bundle may not hold: {', '.join(unknown)}")
    rows = writer.rows
    homes = _homes(rows, root, writer.pages)
    place, first = _table(rows, [number for number in range(len(rows)) if homes[number] == _FIRST])
    on_page: list[list[int]] = [[] for _ in writer.pages]
    for number, home in enumerate(homes):
        if home >= 0:
            on_page[home].append(number)
    pages = [_page(rows, top, own, place) for top, own in zip(writer.pages, on_page, strict=True)]
    body = msgspec.msgpack.encode([list(writer.names), place[root], *first, pages])
    return _MARK + zlib.crc32(body).to_bytes(4, "big") + body


_NOWHERE, _FIRST = -2, -1


def _references(row: list[Any]) -> list[Any]:
    if row[0] not in _REFERRING:
        return []
    return row[2:] if row[0] == _OBJECT else row[1:2] if row[0] == _BOOK else row[1:]


def _homes(rows: list[list[Any]], root: int, pages: Sequence[int]) -> list[int]:
    """For each row the page on which it stands, or the first table for what is needed at once or by several pages."""
    homes = [_NOWHERE] * len(rows)
    for home, top in ((_FIRST, root), *enumerate(pages)):
        open_rows, seen = [top], {top}
        while open_rows:
            number = open_rows.pop()
            homes[number] = home if homes[number] in (_NOWHERE, home) else _FIRST
            for below in _references(rows[number]):
                if below not in seen and homes[below] != _FIRST:
                    seen.add(below)
                    open_rows.append(below)
    return homes


def _table(
    rows: list[list[Any]], numbers: Iterable[int], place: dict[int, int] | None = None
) -> tuple[dict[int, int], tuple[list[Any], list[list[Any]]]]:
    """Some rows as a table, with the place of each: plain values first, then what is made of them.

    `place`: of what stands before the table.
    """
    found = dict(place or {})
    plain = [number for number in numbers if rows[number][0] == _PLAIN]
    other = [number for number in numbers if rows[number][0] != _PLAIN]
    for number in (*plain, *other):
        found[number] = len(found)
    return found, ([rows[n][1] for n in plain], [_moved(rows[n], found) for n in other])


def _page(rows: list[list[Any]], top: int, own: list[int], place: dict[int, int]) -> bytes:
    """A page: what it takes from the first table, its own table, where its values stand."""
    mine = frozenset(own)
    taken = {n: None for number in own for n in _references(rows[number]) if n not in mine}
    if top not in mine:
        taken[top] = None
    before = {number: at for at, number in enumerate(taken)}
    found, table = _table(rows, own, before)
    return msgspec.msgpack.encode([[place[number] for number in taken], *table, found[top]])


def _moved(row: list[Any], place: dict[int, int]) -> list[Any]:
    """A row whose references are those of its table."""
    if row[0] not in _REFERRING:
        return row
    if row[0] == _BOOK:
        return [_BOOK, place[row[1]], *row[2:]]
    head = row[:2] if row[0] == _OBJECT else row[:1]
    return [*head, *(place[number] for number in row[len(head) :])]


def decode(data: bytes) -> Any:
    """The value that `encode` wrote. Raises ValueError for other bytes."""
    enabled = gc.isenabled()
    gc.disable()  # thousands of new objects, none of them garbage
    try:
        start = len(_MARK) + 4
        if data[: len(_MARK)] != _MARK:
            raise ValueError("it was written by another version, or is no bundle")
        body = memoryview(data)[start:]
        if zlib.crc32(body).to_bytes(4, "big") != data[len(_MARK) : start]:
            raise ValueError("it was cut off or changed after it was written")
        names, root, plain, rows, pages = msgspec.msgpack.decode(body)
        classes = known_classes()
        reader = _Reader([_maker(classes[name]) for name in names], plain, pages)
        reader.fill(plain, rows)
        return plain[root]
    except (msgspec.DecodeError, KeyError, IndexError, TypeError, ValueError) as error:
        raise ValueError(f"the bundle of the law cannot be read: {error}") from None
    finally:
        if enabled:
            gc.enable()


class _Reader:
    """Makes values of tables of rows; it stays as long as there are pages that nobody has asked for."""

    def __init__(self, makers: list[Callable[..., Any]], first: list[Any], pages: list[bytes]) -> None:
        self.makers = makers
        self.first = first
        self.pages: list[bytes] = pages

    def page(self, number: int) -> dict[str, Any]:
        """What stands on a page; nothing where it was read and put away already."""
        written = self.pages[number]
        if not written:
            return {}
        taken, plain, rows, top = msgspec.msgpack.decode(written)
        done = [*map(self.first.__getitem__, taken), *plain]
        self.fill(done, rows)
        found: dict[str, Any] = done[top]
        return found

    def put_away(self, number: int) -> None:
        """Forget the bytes of a page that was read."""
        self.pages[number] = b""

    def fill(self, done: list[Any], rows: list[list[Any]]) -> None:
        """Add what the rows make of the values before them."""
        makers, take, put = self.makers, done.__getitem__, done.append
        for row in rows:
            tag = row[0]
            if tag == _OBJECT:
                put(makers[row[1]](*map(take, row[2:])))
            elif tag == _TUPLE:
                put(tuple(map(take, row[1:])))
            elif tag == _WORDS:
                put({"en": done[row[1]], "ja": done[row[2]], "zh": done[row[3]]})
            elif tag == _DICT:
                parts = list(map(take, row[1:]))
                put(dict(zip(parts[::2], parts[1::2], strict=True)))
            elif tag == _BOOK:
                put(Book(dict(zip(done[row[1]], row[3:], strict=True)), self, row[2]))
            else:
                put(_rare(tag, row, take))


def _rare(tag: int, row: list[Any], take: Callable[[int], Any]) -> Any:
    if tag == _LIST:
        return list(map(take, row[1:]))
    if tag == _SET:
        return frozenset(map(take, row[1:]))
    if tag == _DATE:
        return date.fromordinal(row[1])
    if tag == _DECIMAL:
        return Decimal(row[1])
    if tag == _TRUTH:
        return Truth(row[1])
    if tag == _CANNOT:
        return CANNOT
    raise ValueError(f"unknown tag {tag}")


def _maker(cls: type) -> Callable[..., Any]:
    """What builds an object from its fields in order; classes with fields by keyword get them by keyword."""
    fields = [f for f in attrs.fields(cls) if f.init] if attrs.has(cls) else []
    if not any(f.kw_only for f in fields):
        return cls
    # Written out, because thousands of calls with a mapping made for each would take longer.
    names = [f.alias for f in fields]
    places = ", ".join(f"a{n}" for n in range(len(names)))
    given = ", ".join(f"{name}=a{n}" for n, name in enumerate(names))
    make: Callable[..., Any] = eval(f"lambda {places}: cls({given})", {"cls": cls})
    return make
