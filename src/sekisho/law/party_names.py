"""The names of listed parties, folded: whether a list names somebody is asked far oftener than who it is."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from attrs import frozen

from .book import Book
from .model import PartyRow


@lru_cache(maxsize=20_000)
def folded(name: str) -> str:
    """A name without case, blanks and punctuation, so that "ACME Co., Ltd." is "acmecoltd"."""
    if name.isascii():
        return "".join(filter(str.isalnum, name.casefold()))
    text = unicodedata.normalize("NFKC", name).casefold()
    return "".join(ch for ch in text if unicodedata.category(ch)[0] in "LN")


def names_of(row: PartyRow) -> frozenset[str]:
    """All names of a listed party, folded."""
    return frozenset(folded(name) for name in (*row.names, row.native) if name)


@frozen
class PartyIndex:
    """The folded names of the parties of each list."""

    names: Mapping[str, frozenset[str]]


def party_index_of(parties: Mapping[str, Iterable[PartyRow]]) -> PartyIndex:
    """The names on some lists: read where they were written with the lists, else made."""
    note = parties.note() if isinstance(parties, Book) else None
    return note if isinstance(note, PartyIndex) else make_party_index(parties)


def make_party_index(parties: Mapping[str, Iterable[PartyRow]]) -> PartyIndex:
    """The names on some lists."""
    return PartyIndex(
        {name: frozenset().union(*(names_of(row) for row in rows)) for name, rows in parties.items()}
    )
