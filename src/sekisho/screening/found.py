"""What a screening says: who was met, how sure that is, what it means under the law, which lists were looked at and which not."""

from __future__ import annotations

from datetime import date
from typing import Literal

from attrs import frozen

from sekisho.law.model import Text

from .addresses import AddressHit
from .decisions import Standing
from .reasons import Hit, Query

Degree = Literal["confirmed", "possible", "refuted"]
ListAge = Literal["current", "stale", "missing"]


@frozen
class ListState:
    """A list and how far it can be searched today.

    `day`: of the newest edition at hand, the law's own rows or a synced one; None where there is none. `sources`: where its
    parties came from ("law", "us.csl"). `age`: "missing" where no edition is at hand, "stale" where the newest is older
    than its source should be. `bare`: how many of its entries are addresses of which the text is not at hand.
    """

    id: str
    title: Text
    authority: str
    day: date | None
    parties: int
    sources: tuple[str, ...]
    age: ListAge
    bare: int = 0
    bare_countries: tuple[str, ...] = ()


@frozen
class Entry:
    """An entry of a list as the law knows it: the list, and the row ("" where the law holds no row of it yet)."""

    list: str
    row: str


@frozen
class Match:
    """A listed party that was met, with its degree.

    "possible" until a person decides or a valid identifier settles it; "refuted" by a person's decision; `standing` is
    that decision, and what has changed since. `entries`: what the determination is told. `gone`: it has left its list.
    """

    hit: Hit
    degree: Degree
    entries: tuple[Entry, ...]
    standing: Standing | None = None
    gone: date | None = None
    asked: str = ""  # the name that met it, where a party has several


@frozen
class AddressMatch:
    """A listed address in the same building as one of the party's. `asked` is the party's address.

    `bare`: the address itself is listed, and whoever stands there needs a licence; then `entries` are handed on as possible
    hits. Else it is the address of a listed party: a red flag, and no identity. `lists`: those of the parties listed there.
    """

    asked: str
    hit: AddressHit
    lists: tuple[str, ...]
    entries: tuple[Entry, ...] = ()


@frozen
class Unsearched:
    """A list that says nothing of the party in this screening, and why.

    "missing": no edition is at hand. "bare-address": its addresses are not at hand, or the party's address is not stated.
    "crowded": so many others were met that it may not have been compared. "nameless": an address alone was asked.
    """

    list: str
    why: Literal["missing", "bare-address", "crowded", "nameless"]


@frozen
class Screened:
    """The screening of one party. `searched`: the lists that the law knows and the days of their editions; no match on one of
    them clears it. `looked_at`: all lists that were searched, those beside the law too.
    """

    query: Query
    matches: tuple[Match, ...]
    addresses: tuple[AddressMatch, ...]
    searched: tuple[tuple[str, date], ...]
    looked_at: tuple[str, ...]
    unsearched: tuple[Unsearched, ...]

    @property
    def open(self) -> tuple[Match, ...]:
        """The matches that somebody has to decide."""
        return tuple(match for match in self.matches if match.degree == "possible")
