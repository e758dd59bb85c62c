"""A mapping that is read page by page: much of the law is needed by few answers."""

from __future__ import annotations

import gc
from collections.abc import ItemsView, Iterator, KeysView, Mapping, ValuesView
from threading import Lock
from typing import Any, Protocol, TypeVar, cast

Value = TypeVar("Value")
_LOCK = Lock()
_UNREAD: Any = object()


class Reader(Protocol):
    """Reads the pages of a book."""

    def page(self, number: int) -> dict[str, Any]:
        """The keys of a page with their values; nothing where it was put away."""

    def put_away(self, number: int) -> None:
        """The page was read: it is not asked for again."""


class Book(dict[str, Value]):
    """A dict whose values are read when they are first asked for; several threads may ask at once.

    It holds what was read; `_pages` knows all keys, each with its page until that is read. A value once read stays the same object.
    """

    __slots__ = ("_note", "_pages", "_reader", "_said")
    __hash__ = None

    def __init__(self, pages: dict[str, int | None], reader: Reader, note: int = -1) -> None:
        """`pages`: on which page each key stands. `note`: the page of what is said of all values at once; -1 for none."""
        super().__init__()
        self._pages = pages
        self._reader = reader
        self._note = note
        self._said = _UNREAD

    def note(self) -> Any:
        """What was written of all values at once; None where there is nothing, or where a value was changed since."""
        if self._note < 0:
            return None
        with (
            _LOCK
        ):  # read once: a second reading would make books over pages that those of the first put away
            if self._said is _UNREAD:
                self._said = self._reader.page(self._note).get("")
                self._reader.put_away(self._note)
        return self._said

    def __missing__(self, key: str) -> Value:
        number = self._pages[key]
        if number is not None:
            for name, value in self._reader.page(number).items():
                if self._pages.get(name) is not None:
                    dict.setdefault(self, name, value)  # of several threads the first one's
                    self._pages[name] = None
            self._reader.put_away(number)
        value = dict.get(self, key, _UNREAD)
        if value is _UNREAD:
            raise LookupError(
                f"{key}: its page was read and does not hold it"
            )  # a fault of the bundle, never of a reader
        return cast(Value, value)

    def read(self) -> None:
        """Read all pages."""
        enabled = gc.isenabled()
        gc.disable()  # many new objects, none of them garbage
        try:
            for key in list(self._pages):
                self[key]
        finally:
            if enabled:
                gc.enable()

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key, or another one where there is no such key."""
        return self[key] if key in self._pages else default

    def __contains__(self, key: object) -> bool:
        return key in self._pages

    def __iter__(self) -> Iterator[str]:
        return iter(self._pages)

    def __reversed__(self) -> Iterator[str]:
        return reversed(self._pages)

    def __len__(self) -> int:
        return len(self._pages)

    def keys(self) -> KeysView[str]:  # type: ignore[override]
        """The keys; nothing is read for them."""
        return self._pages.keys()

    def values(self) -> ValuesView[Value]:  # type: ignore[override]
        """All values: the whole book is read."""
        return ValuesView(self)

    def items(self) -> ItemsView[str, Value]:  # type: ignore[override]
        """All keys with their values: the whole book is read."""
        return ItemsView(self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mapping) and dict(self) == dict(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __or__(self, other: Any) -> dict[Any, Any]:
        return {**self, **other}

    def __ror__(self, other: Any) -> dict[Any, Any]:
        return {**other, **self}

    def __repr__(self) -> str:
        return f"Book({', '.join(self._pages)})"

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (dict(self),)

    def copy(self) -> dict[str, Value]:
        """A plain dict of everything."""
        return dict(self)

    # --- a law is changed only in tests, which ask what becomes of the answer then

    def __setitem__(self, key: str, value: Value) -> None:
        self._pages[key], self._note = None, -1
        dict.__setitem__(self, key, value)

    def __delitem__(self, key: str) -> None:
        del self._pages[key]
        self._note = -1
        dict.pop(self, key, None)

    def _fixed(self, *_: object, **__: object) -> Any:
        raise TypeError("a book of the law is read, not written; make a dict of it first")

    update = pop = popitem = setdefault = clear = __ior__ = _fixed


__all__ = ["Book"]
