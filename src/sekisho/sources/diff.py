"""What changed from one edition of a list to the next: parties that came, went, or are described otherwise."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from attrs import fields, frozen

from sekisho.sources.records import ListedParty

_NUMBERING = {"csl-id"}  # facts that number the rows of one edition and say nothing of the party
_FIELDS = tuple(attribute.name for attribute in fields(ListedParty) if attribute.name not in {"source", "id"})


@frozen
class Changed:
    """One party that changed: its id, its first name, and the fields that are new, gone or different."""

    id: str
    name: str
    fields: tuple[str, ...] = ()


@frozen
class Changes:
    """The difference between two editions, each part in the order of the newer list (removed: of the older)."""

    added: tuple[Changed, ...] = ()
    removed: tuple[Changed, ...] = ()
    changed: tuple[Changed, ...] = ()

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many were added, removed, changed."""
        return len(self.added), len(self.removed), len(self.changed)

    def to_bytes(self) -> bytes:
        """The difference for the archive."""
        return msgspec.msgpack.encode(self)

    @staticmethod
    def from_bytes(data: bytes) -> Changes:
        """A difference from the archive."""
        return msgspec.msgpack.decode(data, type=Changes)


def compare(old: Iterable[ListedParty], new: Iterable[ListedParty]) -> Changes:
    """The difference by party id. The order of names, addresses and other values counts for nothing."""
    before = {party.id: party for party in old}
    now = {party.id: party for party in new}
    changed = []
    for number, party in now.items():
        other = before.get(number)
        if other is not None and other != party:
            differing = tuple(name for name in _FIELDS if _differs(_said(other, name), _said(party, name)))
            if differing:
                changed.append(Changed(number, _name(party), differing))
    return Changes(
        added=tuple(Changed(number, _name(party)) for number, party in now.items() if number not in before),
        removed=tuple(Changed(number, _name(party)) for number, party in before.items() if number not in now),
        changed=tuple(changed),
    )


def _said(party: ListedParty, name: str) -> object:
    if name == "facts":
        return tuple(fact for fact in party.facts if fact[0] not in _NUMBERING)
    return getattr(party, name)


def _differs(old: object, new: object) -> bool:
    if isinstance(old, tuple) and isinstance(new, tuple):
        return set(old) != set(new) or len(old) != len(new)
    return old != new


def _name(party: ListedParty) -> str:
    return party.names[0].text if party.names else ""
