"""What is worked out once and kept for the next who asks, up to a number: a service meets ever new transactions."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from sekisho.law.compiled import Law

Key = TypeVar("Key")
Value = TypeVar("Value")


class Shelf(dict[Key, Value], Generic[Key, Value]):
    """A mapping that forgets its oldest eighth when it is full; several threads may use it at once."""

    def __init__(self, most: int) -> None:
        """`most`: how much is kept."""
        super().__init__()
        self.most = most

    def __setitem__(self, key: Key, value: Value) -> None:
        """Keep a value; what was put first goes first."""
        if len(self) >= self.most:
            for old in list(self)[: self.most // 8 + 1]:
                self.pop(old, None)
        super().__setitem__(key, value)


def shelf_of(law: Law, name: str, most: int) -> Shelf[Any, Any]:
    """The shelf of a name that is kept with a law; made once, by the first of several threads."""
    found: Shelf[Any, Any] | None = law.cache.get(name)
    if found is None:
        found = law.cache.setdefault(name, Shelf(most))
    return found
