"""What is asked of the lists, and what a hit says of itself: which name met, why, how sure, and what would settle it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from attrs import field, frozen

from sekisho.sources.records import Identifier, ListedName, ListedParty, PartyKind

FactName = Literal["country", "birth", "identifier", "address", "kind"]
Verdict = Literal["for", "against", "silent"]


@frozen
class Query:
    """A party that is asked for: its name, and what else is known of it. What is empty is unknown and speaks neither way.

    `country` and `countries` are ISO 3166-1 alpha-2 codes; `births` are ISO 8601 days, months or years.
    """

    name: str
    kind: PartyKind = "unknown"
    country: str = ""
    countries: tuple[str, ...] = ()
    births: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    addresses: tuple[str, ...] = ()

    @property
    def places(self) -> tuple[str, ...]:
        """Every country that the query names, once, in capitals."""
        return tuple(dict.fromkeys(c.upper() for c in (self.country, *self.countries) if c))


@frozen
class TokenReason:
    """One word of the name that was asked for, what it met in the listed name, by which way, and what that is worth.

    `relation` is one of `sekisho.screening.names.forms.Relation`, or "typing-error", "transposed", "joined", "split",
    "initial", "missing" (asked, not listed), "extra" (listed, not asked). `worth` is in nats; below 0 it speaks against.
    """

    asked: str
    listed: str
    relation: str
    worth: float


@frozen
class FactReason:
    """Another fact than the name that was compared: what was asked, what is listed, and which way it spoke (nats)."""

    fact: FactName
    asked: str
    listed: str
    verdict: Verdict
    worth: float


@frozen(eq=False)
class Hit:
    """A listed party that could be the one that was asked for, with the reasons for and against.

    `score` is the calibrated probability (0..1, never 1) that the two are the same; `worth` is the same in nats of log odds and
    ranks without ever saturating. `alert` says that it lies at or above the threshold. `settles` names the facts that
    would settle the question: birth, address, identifier, country, native-name.
    """

    key: tuple[str, str]
    lists: tuple[str, ...]
    name: ListedName
    score: float
    worth: float
    alert: bool
    tokens: tuple[TokenReason, ...]
    facts: tuple[FactReason, ...]
    settles: tuple[str, ...]
    _party: Callable[[], ListedParty] = field(repr=False)
    number: int = -1  # of the party in its index

    @property
    def party(self) -> ListedParty:
        """The whole listing, read from the index when it is asked for."""
        return self._party()
