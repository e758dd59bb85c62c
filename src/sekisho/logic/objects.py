"""The objects that conditions speak of: a transaction with its parties, items, notices and their members.

Facts are typed values in canonical units under the names of the vocabulary. A list is open unless it is said to be complete.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from attrs import define, evolve, field, frozen

from .truth import Truth
from .values import Path, Value


@define(eq=False, slots=True)
class Members:
    """A list of objects as far as it is known; `complete` says that there are no others."""

    objects: tuple[Obj, ...] = ()
    complete: bool = False


@frozen
class Claim:
    """Somebody's classification of an item under one list: the codes, whether these are all, as of which day, by whom."""

    codes: tuple[Path, ...]
    complete: bool = False
    as_of: date | None = None
    by: str = ""


@frozen
class Screening:
    """A screening of a party: on which day, against which lists, with which hits (list, row id or "").

    `hits` are confirmed; `possible` ones are not yet decided and keep the answer open; `refuted` are rows that a person has
    said this party is not. `days` holds the day of a list where it is not that of the screening: an older edition was searched.
    """

    on: date | None
    lists: frozenset[str]
    hits: tuple[tuple[str, str], ...] = ()
    possible: tuple[tuple[str, str], ...] = ()
    refuted: tuple[tuple[str, str], ...] = ()
    days: tuple[tuple[str, date], ...] = ()

    def day_of(self, list_id: str) -> date | None:
        """The day of the list that was searched; None where none is stated."""
        return dict(self.days).get(list_id, self.on)

    def may_hit(self, list_id: str) -> bool:
        """Is there a hit on the list, confirmed or possible?"""
        return any(name == list_id for name, _ in (*self.hits, *self.possible))


@define(eq=False, slots=True)
class Obj:
    """One thing that has facts: the transaction, an item, a party, a notice, a red flag, a contract item, a licence, a place.

    `path` is where it stands in the file, as questions and messages show it (`items["1"]`). `lists` holds: of a transaction
    parties, items, notices, red_flags, via, contract_items, licences; of a party owners; of an item content and made_with.
    A list that the file does not mention is absent here and counts as open. A via member is an object of kind "place" with
    the fact "place". `outer` is the object that holds this one.
    """

    kind: str
    id: str
    path: str
    facts: dict[str, Value] = field(factory=dict)
    lists: dict[str, Members] = field(factory=dict)
    outer: Obj | None = None
    claims: dict[str, Claim] = field(factory=dict)  # of an item: list id to claim
    screening: Screening | None = None  # of a party

    def walk(self) -> Iterator[Obj]:
        """This object and everything inside it."""
        yield self
        for members in self.lists.values():
            for member in members.objects:
                yield from member.walk()


@frozen
class Rate:
    """An exchange rate as a dated fact: one unit of `of` is `rate` units of `currency` on `day`."""

    of: str
    currency: str
    rate: Decimal
    day: date | None = None


@frozen
class Answer:
    """A person's answer to a person test: it belongs to this provision and this object. UNKNOWN: cannot be found out."""

    test: str
    provision: str
    for_path: str  # "transaction", 'items["1"]', 'parties["p2"]'
    truth: Truth
    by: str = ""
    on: date | None = None
    evidence: str = ""


@frozen
class Declaration:
    """A standing declaration: what it says, who made it on which day, until when, for a transaction, customer or portfolio."""

    what: str
    by: str = ""
    on: date | None = None
    until: date | None = None
    scope: str = "transaction"


@define(eq=False, slots=True)
class Case:
    """A whole transaction, ready for evaluation. `on`, `dates`: the days of its clocks. `root`: the transaction object."""

    id: str
    root: Obj
    on: date | None = None
    known: date | None = None
    dates: dict[str, date] = field(factory=dict)
    rates: tuple[Rate, ...] = ()
    answers: tuple[Answer, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    claims: tuple[str, ...] = ()  # ids of reliefs by choice
    words: tuple[dict[str, object], ...] = ()  # who asserted which fact, when, on what evidence

    def copy(self) -> Case:
        """The same transaction with objects of its own: what is changed in one is not changed in the other."""
        return evolve(self, root=_copy(self.root, None))


def _copy(obj: Obj, outer: Obj | None) -> Obj:
    made = Obj(obj.kind, obj.id, obj.path, dict(obj.facts), {}, outer, dict(obj.claims), obj.screening)
    for name, members in obj.lists.items():
        made.lists[name] = Members(tuple(_copy(member, made) for member in members.objects), members.complete)
    return made
