"""What the column back-end asks of the law; `sekisho.determine.columns` answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol, TypeAlias

from attrs import frozen

from .. import conditions as c
from ..truth import Truth
from ..values import Interval, Money, Path
from .kleene import Tri
from .rows import Place, Rows


@frozen
class BoundEntry:
    """An entry per row: a column of codes ("list:path") on the rows of the instances."""

    rows: Rows
    column: str


Names: TypeAlias = Mapping[str, Place | BoundEntry]


@frozen
class Context:
    """Who asks: the provision to which person tests belong, the day of its clock, the names that are bound.

    `day`: a column of the transactions' rows with numbers of days (see `ColumnWorld.day`). `hints`: the customs
    codes of the entry under evaluation.
    """

    provision: str
    day: str
    names: Names
    hints: tuple[Path, ...] = ()


class ColumnWorld(Protocol):
    """The law as it bears on many transactions at once."""

    def kind_of(self, attribute: str) -> str:
        """The kind of object that has the attribute."""

    def derived(self, attribute: str) -> Any:
        """The formula or look-up of a derived attribute; None for a plain fact."""

    def look_up(self, lookup: Any, entry: Path) -> Interval | Money | None:
        """A value from a table of the law."""

    def code(self, text: str) -> Path:
        """A control code from the text that a column carries."""

    def relation(self, fact: Path, law: Path) -> Truth:
        """Does a fact's path lie at or below the law's?"""

    def place_in(self, group: c.GroupExpr, place: Path, day: date | None) -> Truth:
        """Does a place lie in a group on a day?"""

    def day(self, number: int) -> date | None:
        """The day that a number in a column of days stands for."""

    def term(self, term: str, place: Place) -> Tri:
        """The truth of a named condition, seen from a place."""

    def classified(self, node: c.Classified, place: Place) -> Tri:
        """The greatest truth of the entries that a condition names, seen from a place."""

    def rows(self, node: c.EntryRows, place: Place, ctx: Context) -> Tri:
        """Does a row of an official table speak of the bound entry?"""

    def some_entry(self, node: c.SomeEntry, place: Place, ctx: Context) -> Tri:
        """Is some entry that the nearest item meets such that a condition holds of it?"""

    def listed(self, list_id: str, place: Place, ctx: Context) -> Tri:
        """Does the party stand on a list of parties?"""

    def test_of(self, test: str) -> str:
        """The kind of object that a person test is about."""

    def declared(self, attributes: frozenset[str], place: Place, ctx: Context) -> Tri:
        """Does a declaration in date answer all these attributes? TRUE or FALSE."""

    def closes(self, list_name: str, place: Place, ctx: Context) -> Tri:
        """Does a declaration in date close the list? TRUE or FALSE."""

    def answers(self, test: str, provision: str) -> list[tuple[int, str, Truth]]:
        """The answers to a person test: transaction, path of the object, truth; several where people
        disagree.
        """

    def factor(self, rows: Rows, of: str, into: str) -> str:
        """A column with the exchange rate from the currencies of one column into those of another, or null."""
