"""What the globs and ids of `of`, `for`, `lifts` and `bars` stand for.

A glob must match something, and what it matches is kept in `law/lock.json`, so that a new provision does not
silently come under an old relief or suspension: the difference shows in a review.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from typing import Any

from attrs import define, field

from .model import Selector
from .problems import Collector
from .source import Record, texts_of

_GLOB = frozenset("*?[")


@define(eq=False)
class Universe:
    """The ids that selectors may name. `instruments`: known instruments; `owner`: id to its instrument, by
    kind of provision.
    """

    instruments: set[str] = field(factory=set)
    owner: dict[str, dict[str, str]] = field(factory=dict)
    expansions: dict[str, tuple[str, ...]] = field(factory=dict)

    def add(self, kind: str, id: str, instrument: str) -> None:
        """Make an id known."""
        self.owner.setdefault(kind, {})[id] = instrument

    def expand(
        self, patterns: Iterable[str], kinds: Iterable[str], record: Record, key: str, problems: Collector
    ) -> tuple[frozenset[str], frozenset[str]]:
        """All ids that the patterns stand for, and those that were written out in full."""
        owners: dict[str, str] = {}
        for kind in kinds:
            owners.update(self.owner.get(kind, {}))
        every: set[str] = set()
        exact: set[str] = set()
        for pattern in patterns:
            hits = _matches(pattern, owners, self.instruments)
            if not hits:
                message = f"{pattern!r} matches none of the {' or '.join(kinds)}; mend the id or the glob"
                problems.add(record.file, record.line_of(key), f"{record.path}.{key}", message, "dangling")
            if _GLOB & set(pattern):
                self.expansions[f"{record.data.get('id', record.path)} {key} {pattern}"] = tuple(sorted(hits))
            if hits == {pattern}:
                exact.add(pattern)
            every |= hits
        return frozenset(every), frozenset(exact)

    def selector(
        self, value: Any, kinds: tuple[str, ...], record: Record, key: str, problems: Collector
    ) -> Selector:
        """The selector of `{of: […], but: […], reason: […]}` or of a plain list of ids."""
        given: Mapping[str, Any] = value if isinstance(value, dict) else {"of": value}
        for name in given:
            if name not in {"of", "but", "reason"}:
                problems.add(
                    record.file,
                    record.line_of(key),
                    f"{record.path}.{key}",
                    f"has no key {name!r}; it is written {{of: […], but: […], reason: […]}}",
                    "unknown-key",
                )
        every, exact = self.expand(texts_of(given.get("of")), kinds, record, key, problems)
        out, _ = self.expand(texts_of(given.get("but")), kinds, record, key, problems)
        return Selector(every - out, exact - out, frozenset(texts_of(given.get("reason"))))


def _matches(pattern: str, owners: Mapping[str, str], instruments: set[str]) -> set[str]:
    if _GLOB & set(pattern):
        named = {i for i in instruments if fnmatchcase(i, pattern)}
        return {id for id, owner in owners.items() if owner in named or fnmatchcase(id, pattern)}
    if pattern in owners:
        below = {id for id in owners if ":" in pattern and id.startswith(f"{pattern}.")}
        return {pattern} | below
    if pattern in instruments:
        return {id for id, owner in owners.items() if owner == pattern}
    return set()
