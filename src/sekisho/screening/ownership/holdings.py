"""Who holds what share of whom: stakes with their days and sources, and the graph of parties that they make."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Literal

from attrs import evolve, field, frozen

from sekisho.logic.truth import Truth

HoldingKind = Literal["equity", "voting", "control", "unstated"]

NONE, WHOLE = Decimal(0), Decimal(100)
_NUMBER = r"(\d+(?:[.,]\d+)?)"
_AT_LEAST = re.compile(rf"(?:>=|≥|at least|from|min\.?)\s*{_NUMBER}")
_AT_MOST = re.compile(rf"(?:<=|≤|at most|up to|max\.?|below|less than|under|<)\s*{_NUMBER}")
_ABOVE = re.compile(rf"(?:>|over|above|more than)\s*{_NUMBER}")
_RANGE = re.compile(rf"{_NUMBER}\s*(?:\.\.|-|–|to|and)\s*{_NUMBER}")


@frozen
class Share:
    """A share in per cent as far as it is known: from `low` to `high`, both included, 0 to 100.

    A band of a register ("more than 25 but not more than 50 per cent") is 25 to 50: an end that the text excludes is kept,
    which can only leave more open.
    """

    low: Decimal = NONE
    high: Decimal = WHOLE

    def __attrs_post_init__(self) -> None:
        """Refuse what is no share: below nothing, above the whole, or ends the wrong way round."""
        if not (NONE <= self.low <= self.high <= WHOLE):
            raise ValueError(
                f"{self.low}..{self.high} is no share: write per cent from 0 to 100, the lower end first"
            )

    @classmethod
    def exactly(cls, per_cent: Decimal | int | str) -> Share:
        """A share that is known exactly."""
        return cls(Decimal(per_cent), Decimal(per_cent))

    @classmethod
    def read(cls, text: str) -> Share | None:
        """The share that a text states: "30 %", "25..50", ">= 20 %", "more than 50 per cent"; None where it states none."""
        plain = unicodedata.normalize("NFKC", text).strip().lower()
        try:
            if found := _RANGE.search(plain):
                return cls(*sorted((_number(found[1]), _number(found[2]))))
            if found := (_AT_LEAST.search(plain) or _ABOVE.search(plain)):
                return cls(low=_number(found[1]))
            if found := _AT_MOST.search(plain):
                return cls(high=_number(found[1]))
            if found := re.fullmatch(rf"{_NUMBER}\s*(?:%|per ?cent|pct\.?)?", plain):
                return cls.exactly(_number(found[1]))
        except ValueError:
            return None
        return None

    @property
    def exact(self) -> bool:
        """Is the share known exactly?"""
        return self.low == self.high

    def __str__(self) -> str:
        """As it is shown: 30 %, 25 to 50 %, an unknown share."""
        if self.exact:
            return f"{plainly(self.low)} %"
        return (
            "an unknown share" if self == UNKNOWN_SHARE else f"{plainly(self.low)} to {plainly(self.high)} %"
        )


UNKNOWN_SHARE = Share()
"""A share of which nothing is known: from nothing to the whole."""


def _number(text: str) -> Decimal:
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation as bad:
        raise ValueError(text) from bad


def plainly(value: Decimal) -> str:
    """A number without exponent and without zeros at its end."""
    return f"{value.normalize():f}"


@frozen
class Holding:
    """One stake: `owner` holds `share` of `held` from `since` to `until` (both days included, None: not stated).

    `kind`: "equity" (shares, property), "voting" (votes), "control" (power over decisions without a stated share: appoints
    the board, trust, agreement), "unstated" (a source says "owned or controlled by" and no more). `share` None: unknown. A
    control holding with a share of exactly nothing states that there is no control. `source` and `asserted_by` say who
    says so.
    """

    owner: str
    held: str
    share: Share | None = None
    kind: HoldingKind = "equity"
    since: date | None = None
    until: date | None = None
    source: str = ""
    asserted_by: str = ""

    def on(self, day: date | None) -> bool:
        """Does the stake stand on a day? Without a day, or without dates, yes."""
        if day is None:
            return True
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@frozen
class Party:
    """A party of the graph: `listed` says for each list by its id whether the party stands on it; what is not there is UNKNOWN.

    `whole` says that the holders named are all there are. `facts` are further truths by name, such as sdn_744_8 (an SDN
    under a programme that § 744.8 names). `country` is an ISO 3166-1 code, "" where unknown.
    """

    id: str
    name: str = ""
    country: str = ""
    listed: Mapping[str, Truth] = field(factory=dict)
    whole: bool = False
    facts: Mapping[str, Truth] = field(factory=dict)

    def on_list(self, list_id: str) -> Truth:
        """Whether the party itself stands on a list; UNKNOWN where nobody has looked."""
        return self.listed.get(list_id, Truth.UNKNOWN)

    def fact(self, name: str) -> Truth:
        """A further truth about the party; UNKNOWN where nothing is stated."""
        return self.facts.get(name, Truth.UNKNOWN)


@frozen
class Stake:
    """What one owner holds of one party on a day, all its holdings taken together; `share` is of property or votes, by regime."""

    owner: str
    held: str
    share: Share
    holdings: tuple[Holding, ...]
    stated: bool = True  # some source states a share


@frozen
class Ownership:
    """The graph of parties and holdings. A party that no entry describes is known by its id alone: on no list for certain.

    `together`: groups of owners (ids) of whom it is stated that they act together; `apart`: that they do not.
    """

    parties: Mapping[str, Party]
    holdings: tuple[Holding, ...] = ()
    together: tuple[frozenset[str], ...] = ()
    apart: tuple[frozenset[str], ...] = ()

    def party(self, id: str) -> Party:
        """The party of an id."""
        return self.parties.get(id, Party(id, id))

    def ids(self) -> tuple[str, ...]:
        """Every party that is described or holds or is held, in a fixed order."""
        named = dict.fromkeys(self.parties)
        for holding in self.holdings:
            named.setdefault(holding.held)
            named.setdefault(holding.owner)
        return tuple(named)

    def above(self, id: str, day: date | None) -> tuple[str, ...]:
        """The party and all its owners, owners of owners and so on, on a day; each once, the nearest first."""
        found = {id: None}
        edge = [id]
        while edge:
            owners = [h.owner for held in edge for h in self.of(held, day)]
            edge = [owner for owner in dict.fromkeys(owners) if owner not in found]
            found.update(dict.fromkeys(edge))
        return tuple(found)

    def of(self, held: str, day: date | None) -> tuple[Holding, ...]:
        """The holdings in a party that stand on a day."""
        return tuple(h for h in self._by_held.get(held, ()) if h.on(day))

    @cached_property
    def _by_held(self) -> Mapping[str, tuple[Holding, ...]]:
        found: dict[str, list[Holding]] = {}
        for holding in self.holdings:
            found.setdefault(holding.held, []).append(holding)
        return {held: tuple(its) for held, its in found.items()}

    def with_party(self, party: Party) -> Ownership:
        """The graph with a party put in the place of what was known of it."""
        return evolve(self, parties={**self.parties, party.id: party})

    def with_holdings(self, holdings: Iterable[Holding]) -> Ownership:
        """The graph with further holdings."""
        return evolve(self, holdings=(*self.holdings, *holdings))
