"""What is asked of all entries of the law at once, so that an entry need be read only where an answer needs it.

An index is made of the entries alone and stands beside them in the compiled law. Whoever changes entries gets a new one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from attrs import frozen

from sekisho.logic.conditions import ALWAYS, All, Condition, Under
from sekisho.logic.values import Path

from .book import Book
from .model import Entry, Provision

Gates: TypeAlias = tuple[tuple[tuple[Path, ...], ...], ...]
"""Per version of an entry the kinds that each of its gates lets through."""


@frozen(kw_only=True)
class EntryIndex:
    """The codes of entries by what is asked of them. A number is an entry's place in the law.

    `lists`, `heads`: codes by list, and by list and first segment ("us.ccl:3B001"), in the order of the law. `below`: those
    directly below a code. `headings`: what has no condition of its own, and entries below it. `gates`: with each gate the
    numbers that have it. `by_claim`, `hints`: what only a claim meets, and what names customs codes. `clocks`: all pairs of
    a clock and an authority. Sets of numbers are bits, the lowest byte first.
    """

    lists: dict[str, tuple[str, ...]]
    heads: dict[str, tuple[str, ...]]
    below: dict[str, tuple[str, ...]]
    headings: frozenset[str]
    gates: tuple[tuple[Gates, bytes], ...]
    by_claim: bytes
    hints: bytes
    clocks: tuple[tuple[str, str], ...]


def index_of(entries: Mapping[str, Entry]) -> EntryIndex:
    """The index of some entries: read where it was written with them, else made."""
    note = entries.note() if isinstance(entries, Book) else None
    return note if isinstance(note, EntryIndex) else make_index(entries)


def make_index(entries: Mapping[str, Entry]) -> EntryIndex:
    """The index of some entries by their codes."""
    lists: dict[str, list[str]] = {}
    heads: dict[str, list[str]] = {}
    below: dict[str, list[str]] = {}
    gates: dict[Gates, list[int]] = {}
    for number, (id, entry) in enumerate(entries.items()):
        lists.setdefault(entry.code.scheme, []).append(id)
        heads.setdefault(head_of(entry.code), []).append(id)
        parent = above(id, entries)
        if parent:
            below.setdefault(parent, []).append(id)
        gates.setdefault(_gates(entry), []).append(number)
    return EntryIndex(
        lists={name: tuple(ids) for name, ids in lists.items()},
        heads={head: tuple(ids) for head, ids in heads.items()},
        below={code: tuple(ids) for code, ids in below.items()},
        headings=frozenset(id for id in below if _is_bare(entries[id])),
        gates=tuple((gate, bits_of(numbers)) for gate, numbers in gates.items()),
        by_claim=bits_of(n for n, entry in enumerate(entries.values()) if entry.by_claim),
        hints=bits_of(n for n, entry in enumerate(entries.values()) if has_hints(entry)),
        clocks=clocks_in(entries),
    )


def clocks_of(provisions: Mapping[str, Provision]) -> tuple[tuple[str, str], ...]:
    """All pairs of a clock and an authority of some provisions: read where they were written with them, else gathered."""
    note = provisions.note() if isinstance(provisions, Book) else None
    return note if isinstance(note, tuple) else clocks_in(provisions)


def clocks_in(provisions: Mapping[str, Provision]) -> tuple[tuple[str, str], ...]:
    """All pairs of a clock and an authority of some provisions."""
    return tuple(dict.fromkeys((one.clock, one.authority) for one in provisions.values()))


def head_of(code: Path) -> str:
    """The list of a code and its first segment: "us.ccl:3B001"."""
    return f"{code.scheme}:{code.segments[0]}"


def above(code: str, entries: Mapping[str, Entry]) -> str:
    """The code of the nearest entry above a code; "" at the top."""
    list_id, _, body = code.partition(":")
    while "." in body:
        body = body.rpartition(".")[0]
        if f"{list_id}:{body}" in entries:
            return f"{list_id}:{body}"
    return ""


def has_hints(entry: Entry) -> bool:
    """True when some version of the entry names customs codes for finding it."""
    return bool(entry.hs_hint) or any("hs_hint" in version.body for version in entry.versions)


def kind_gates(when: Condition) -> tuple[Under, ...]:
    """The tests of the kind that must hold for a condition to hold."""
    if isinstance(when, Under) and when.attribute == "kind":
        return (when,)
    if isinstance(when, All):
        return tuple(gate for part in when.parts for gate in kind_gates(part))
    return ()


def _gates(entry: Entry) -> Gates:
    whens = [v.body.get("when", entry.when) for v in entry.versions] or [entry.when]
    return tuple(dict.fromkeys(tuple(gate.paths for gate in kind_gates(when)) for when in whens))


def _is_bare(entry: Entry) -> bool:
    return entry.when == ALWAYS and not any("when" in version.body for version in entry.versions)


def in_bits(bits: bytes, codes: Iterable[str]) -> frozenset[str]:
    """The codes whose number, by their order, stands in a set of bits."""
    whole = int.from_bytes(bits, "little")
    return frozenset(code for number, code in enumerate(codes) if whole >> number & 1)


def bits_of(numbers: Iterable[int]) -> bytes:
    """A set of numbers as bits."""
    found = bytearray()
    for number in numbers:
        at = number >> 3
        if at >= len(found):
            found.extend(bytes(at + 1 - len(found)))
        found[at] |= 1 << (number & 7)
    return bytes(found)
