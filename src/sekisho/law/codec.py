"""Writes the objects of the law as one compact file and reads them back quickly.

The file is msgpack: a table of distinct values in which later rows refer to earlier ones by number. Equal
values are stored once; texts and numbers stand first. Only the classes named here can come out of a file, so
reading one runs no code of its own.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import msgspec

from sekisho.logic import conditions, values
from sekisho.logic.truth import Truth
from sekisho.logic.values import CANNOT

_PLAIN, _TUPLE, _LIST, _DICT, _SET, _DATE, _DECIMAL, _TRUTH, _CANNOT, _OBJECT, _BOOK, _WORDS = range(12)
_REFERRING = frozenset({_TUPLE, _LIST, _DICT, _SET, _OBJECT, _BOOK, _WORDS})
_LANGUAGES = ("en", "ja", "zh")
_READ_WHEN_ASKED = {"Law": frozenset({"parties", "row_tables"})}
"""Fields that hold much of which one answer needs little: each value is read when somebody asks for it."""


class Book(Mapping[str, Any]):
    """A mapping whose values are decoded when they are first asked for."""

    def __init__(self, pages: dict[str, bytes]) -> None:
        """`pages`: each value as `encode` wrote it."""
        self._pages = pages
        self._read: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        found = self._read.get(key)
        if found is None:
            found = self._read[key] = decode(self._pages[key])
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)

    def __contains__(self, key: object) -> bool:
        return key in self._pages

    def __repr__(self) -> str:
        return f"Book({', '.join(self._pages)})"


def known_classes() -> dict[str, type]:
    """The attrs classes that a bundle may hold, by name."""
    from . import compiled, model, problems, vocabulary

    found: dict[str, type] = {}
    for module in (values, conditions, model, compiled, problems, vocabulary):
        for name, thing in vars(module).items():
            if isinstance(thing, type) and attrs.has(thing):
                found[name] = thing
    return found


class _Writer:
    def __init__(self) -> None:
        self.rows: list[Any] = []
        self.seen: dict[Any, int] = {}
        self.by_identity: dict[int, tuple[Any, int]] = {}
        self.names: dict[str, int] = {}

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
        if attrs.has(type(value)):
            name = type(value).__name__
            number = self.names.setdefault(name, len(self.names))
            later = _READ_WHEN_ASKED.get(name, frozenset())
            fields = [
                self._book(getattr(value, f.name)) if f.name in later else self.write(getattr(value, f.name))
                for f in attrs.fields(type(value))
                if f.init
            ]
            return [_OBJECT, number, *fields]
        raise TypeError(f"a {type(value).__name__} cannot stand in the bundle of the law")

    def _book(self, values: Mapping[str, Any]) -> int:
        """The number of a row of keys and pages; pages are plain bytes."""
        numbers = []
        for key, value in values.items():
            numbers += [self.write(key), len(self.rows)]
            self.rows.append([_PLAIN, encode(value)])
        self.rows.append([_BOOK, *numbers])
        return len(self.rows) - 1


def encode(value: Any) -> bytes:
    """A value made of the law's classes as bytes."""
    writer = _Writer()
    root = writer.write(value)
    classes = known_classes()
    unknown = [name for name in writer.names if name not in classes]
    if unknown:
        raise TypeError(f"classes that a bundle may not hold: {', '.join(unknown)}")
    plain = [number for number, row in enumerate(writer.rows) if row[0] == _PLAIN]
    other = [number for number, row in enumerate(writer.rows) if row[0] != _PLAIN]
    place = {number: at for at, number in enumerate([*plain, *other])}
    rows = [_moved(writer.rows[number], place) for number in other]
    return msgspec.msgpack.encode(
        [list(writer.names), place[root], [writer.rows[number][1] for number in plain], rows]
    )


def _moved(row: list[Any], place: dict[int, int]) -> list[Any]:
    """A row whose references are those of the file: plain values first, then what is made of them."""
    if row[0] not in _REFERRING:
        return row
    head = row[:2] if row[0] == _OBJECT else row[:1]
    return [*head, *(place[number] for number in row[len(head) :])]


def decode(data: bytes) -> Any:
    """The value that `encode` wrote. Raises ValueError for other bytes."""
    enabled = gc.isenabled()
    gc.disable()  # thousands of new objects, none of them garbage
    try:
        names, root, plain, rows = msgspec.msgpack.decode(data)
        classes = known_classes()
        makers = [_maker(classes[name]) for name in names]
        done: list[Any] = plain
        take = done.__getitem__
        put = done.append
        for row in rows:
            tag = row[0]
            if tag == _OBJECT:
                put(makers[row[1]](*map(take, row[2:])))
            elif tag == _TUPLE:
                put(tuple(map(take, row[1:])))
            elif tag == _WORDS:
                put({"en": done[row[1]], "ja": done[row[2]], "zh": done[row[3]]})
            elif tag == _BOOK:
                parts = list(map(take, row[1:]))
                put(Book(dict(zip(parts[::2], parts[1::2], strict=True))))
            elif tag == _DICT:
                parts = list(map(take, row[1:]))
                put(dict(zip(parts[::2], parts[1::2], strict=True)))
            else:
                put(_rare(tag, row, take))
        return done[root]
    except (msgspec.DecodeError, KeyError, IndexError, TypeError, ValueError) as error:
        raise ValueError(f"the bundle of the law cannot be read: {error}") from None
    finally:
        if enabled:
            gc.enable()


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
    fields = [f for f in attrs.fields(cls) if f.init]
    if not any(f.kw_only for f in fields):
        return cls
    # Written out, because thousands of calls with a mapping made for each would take longer.
    names = [f.alias for f in fields]
    places = ", ".join(f"a{n}" for n in range(len(names)))
    given = ", ".join(f"{name}=a{n}" for n, name in enumerate(names))
    make: Callable[..., Any] = eval(f"lambda {places}: cls({given})", {"cls": cls})
    return make
