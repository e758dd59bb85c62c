"""What the evaluator asks of the law: what a term, a list, an entry or a group of places is."""

from __future__ import annotations

from datetime import date
from typing import Any as Anything
from typing import Protocol

from . import conditions as c
from .scope import Scope, Sink
from .truth import Truth
from .values import Interval, Money, Path


class DerivedLike(Protocol):
    """What the evaluator needs of a derived attribute."""

    @property
    def formula(self) -> str: ...
    @property
    def lookup(self) -> Anything: ...


class World(Protocol):
    """What the law says of the names in a condition. The evaluator asks, the law answers."""

    def kind_of(self, attribute: str) -> str:
        """The kind of object that has the attribute."""

    def derived(self, attribute: str) -> DerivedLike | None:
        """The formula or look-up of a derived attribute; None for a plain fact."""

    def look_up(self, lookup: Anything, entry: Path) -> Interval | Money | None:
        """A value from a table of the law."""

    def under(self, facts: tuple[Path, ...], node: c.Under | c.EntryUnder) -> Truth:
        """Does a thing with these paths lie at or below the law's, and below none that it takes out?"""

    def hinted(self, codes: tuple[Path, ...], hints: tuple[Path, ...]) -> bool:
        """May one of a thing's customs codes be one of the law's?"""

    def place_in(self, group: c.GroupExpr, place: Path, day: date | None) -> Truth:
        """Does a place lie in a group on a day?"""

    def term(self, term: str, scope: Scope, sink: Sink | None) -> Truth:
        """The truth of a named condition."""

    def classified(self, node: c.Classified, scope: Scope, sink: Sink | None) -> Truth:
        """The greatest truth of the entries that a condition names."""

    def rows(self, node: c.EntryRows, scope: Scope, sink: Sink | None) -> Truth:
        """Does a row of an official table speak of the bound entry?"""

    def some_entry(self, node: c.SomeEntry, scope: Scope, sink: Sink | None) -> Truth:
        """Is some entry that the nearest item meets such that a condition holds of it?"""

    def listed(self, list_id: str, scope: Scope, sink: Sink | None) -> Truth:
        """Does the party stand on a list of parties?"""

    def test_of(self, test: str) -> str:
        """The kind of object that a person test is about."""

    def declared(self, attributes: frozenset[str], scope: Scope) -> bool:
        """Does a declaration in date answer all these attributes?"""

    def closes(self, list_name: str, scope: Scope) -> bool:
        """Does a declaration in date close the list?"""

    def steady(self) -> bool:
        """Is no entry under judgement just now, so that a classification is final?"""
