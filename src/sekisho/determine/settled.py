"""Entries whose answer hangs on an item's own facts alone: judged once for all items that state the same of what they read.

Most entries of a list read facts that most items do not state. What such an entry comes to for things of some kinds on some
days does not depend on the transaction, and is kept with the law. What an entry reads stands in `reading.py`.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from attrs import define, field

from sekisho.law.compiled import Law
from sekisho.law.model import Entry, Requirement
from sekisho.logic import conditions as c
from sekisho.logic.scope import UNKNOWN_ID, Scope
from sekisho.logic.truth import FALSE, Truth
from sekisho.logic.values import Money, Path

from .codes import Sheet
from .reading import Clock, Horizon, Reading, Reads
from .shelf import Shelf, shelf_of

if TYPE_CHECKING:
    from sekisho.logic.objects import Obj

    from .classification import Met
    from .on_day import EntryWords, Standing

MOST_DAYS = 128
"""For how many days, as known on a day, under assumptions, it is kept how the provisions stand."""
MOST_KEPT = 400_000
"""How many answers of entries are kept with a law, over all days; beyond it they are worked out anew."""
MOST_SELECTED = 20_000
"""For how many selections of entries it is kept what they come to for an item."""


@define(slots=True, eq=False)
class Selection:
    """The entries at some codes that an item may meet: how many, and those that are not settled to be FALSE.

    With each stands its answer where that is settled, else None: it has to be judged.
    """

    number: int
    left: tuple[tuple[Entry, Met | None], ...]
    best: Truth = FALSE
    """The greatest of the settled answers."""
    noted: tuple[tuple[Entry, Met], ...] = ()
    """Settled answers that have to tell something beside their truth."""
    judged: tuple[Entry, ...] = ()
    """Those that have to be judged."""
    sheet: Sheet = field(kw_only=True)
    """The codes of what is left."""

    @classmethod
    def of(cls, number: int, left: Sequence[tuple[Entry, Met | None]], law: Law) -> Selection:
        """A selection with what can be said of it once for all transactions."""
        met = [(entry, answer) for entry, answer in left if answer is not None]
        return cls(
            number,
            tuple(left),
            max((answer.truth for _, answer in met), default=FALSE),
            tuple((entry, answer) for entry, answer in met if answer.hinted or answer.contradiction),
            tuple(entry for entry, answer in left if answer is None),
            sheet=Sheet.of(left, law),
        )


@define(slots=True, eq=False)
class Answers:
    """Answers that hang on items' own facts alone, each for the time between two changes of what it leans on."""

    met: Shelf[Hashable, Met] = field(factory=lambda: Shelf(MOST_KEPT))
    selections: Shelf[Hashable, Selection] = field(factory=lambda: Shelf(MOST_SELECTED))

    @classmethod
    def of(cls, law: Law) -> Answers:
        """The answers kept with a law."""
        found = law.cache.get("answers")
        if found is None:
            found = law.cache.setdefault("answers", cls())
        answers: Answers = found
        return answers


Part: TypeAlias = "tuple[str, Standing]"
"""A provision that is or may be in force: its id, and how it stands."""
TermParts: TypeAlias = tuple[tuple[tuple[Part, tuple[Part, ...]], ...], tuple[Part, ...]]
"""What a term is made of: what it says and what is added to it, each with what is taken from it; and what is taken from all."""


@define(slots=True, eq=False)
class Settled:
    """What the law says by itself on one set of days, as known on a day, under assumptions."""

    days: Hashable
    clocks: Mapping[Clock, date | None]
    known: date | None
    assume: Mapping[str, str]
    reading: Reading
    answers: Answers
    standings: dict[str, Standing] = field(factory=dict)
    """By the id of a provision how it stands on the day of its clock."""
    words: dict[str, EntryWords] = field(factory=dict)
    """By the id of an entry what it says on that day."""
    unknown: dict[int, tuple[c.Classified, bool]] = field(factory=dict)
    """By the number of a condition whether something of which nothing is known may meet what it names."""
    terms: dict[str, TermParts] = field(factory=dict)
    """By the id of a term what it is made of."""
    requirements: dict[str, tuple[Requirement, ...]] = field(factory=dict)
    """By authority the requirements that are or may be in force."""
    _entries: dict[str, int] = field(factory=dict)
    _times: dict[int, int] = field(factory=dict)

    @classmethod
    def of(
        cls, law: Law, days: Mapping[Clock, date | None], known: date | None, assume: Mapping[str, str]
    ) -> Settled:
        """What is settled on some days (of all clocks), remembered with the law."""
        kept: Shelf[Hashable, Settled] = shelf_of(law, "settled", MOST_DAYS)
        key = (tuple(days.values()), known, frozenset(assume.items()))
        found = kept.get(key)
        if found is None:
            found = kept[key] = cls(key, days, known, assume, Reading.of(law), Answers.of(law))
        return found

    def time_of(self, entry: Entry) -> int:
        """The time between two changes of an entry in which these days lie."""
        found = self._entries.get(entry.id)
        if found is None:
            found = self._entries[entry.id] = self.time(self.reading.horizon(entry))
        return found

    def time(self, horizon: Horizon) -> int:
        """The time between two changes in which these days lie."""
        found = self._times.get(horizon.number)
        if found is None:
            found = self._times[horizon.number] = self.reading.time(
                horizon, self.clocks, self.known, self.assume
            )
        return found


class Stated:
    """What one item of a transaction states, as far as answers of entries hang on it; and the answers found for it."""

    def __init__(self, item: Obj, settled: Settled, answered: bool) -> None:
        """`answered`: persons answered tests in the transaction."""
        self.met: dict[str, Met] = {}
        self.unknown = item.id == UNKNOWN_ID
        self._facts = item.facts
        self._answered = answered
        self._settled = settled
        self._reading = settled.reading
        self._names = frozenset(item.facts)
        self._read = settled.reading.stated(self._names)
        kinds, codes = item.facts.get("kind"), item.facts.get("hs")
        self._claims = {
            name: (name, claim.codes, claim.complete, claim.as_of) for name, claim in item.claims.items()
        }
        claims = tuple(self._claims.values())
        self._open = settled.reading.stating((self.unknown, kinds, codes, claims))
        self._said: Hashable = (self._open, settled.days) if claims else self._open
        self._kinds: Hashable = UNKNOWN_ID if self.unknown else kinds

    def selecting(
        self, paths: tuple[Path, ...], but: tuple[Path, ...], at: Scope
    ) -> tuple[Hashable, tuple[Entry, ...]]:
        """The entries at or below `paths` that the item may meet, and under what a selection of them is kept."""
        entries, reads, horizon = self._reading.open(paths, but, self._open, at)
        time = self._settled.time(horizon)
        part = self._reading.part(paths, but)
        return (part, self._said, self._names & reads, self._answered, time), entries

    def settling(self, entry: Entry) -> Hashable | None:
        """Under what an entry's answer is kept with the law; None where it hangs on more than the item's own facts."""
        if self.unknown:
            return (entry.id, self._settled.time_of(entry))
        reads = self._reading.entry(entry)
        claims: tuple[Hashable, ...] = ()
        if self._claims:
            own = entry.code.scheme
            claims = tuple(said for name, said in self._claims.items() if name == own or name in reads.lists)
            if claims and reads.lists:  # whether a claim answers the rest of a list hangs on the day itself
                claims = (*claims, self._settled.days)
        return self._keyed(entry, reads, claims)

    def _keyed(self, entry: Entry, reads: Reads, claims: tuple[Hashable, ...]) -> Hashable | None:
        if reads.more or (reads.persons and self._answered):
            return None
        id, time = entry.id, self._settled.time_of(entry)
        names = self._read.get(id)
        if names is None:
            names = self._read[id] = tuple(n for n in self._facts if n != "kind" and n in reads.facts)
        if not names:
            return (id, time, self._kinds, claims)
        values = tuple(map(self._facts.get, names))
        if any(isinstance(value, Money) for value in values):
            return None  # what an amount is in another currency hangs on the rates of the transaction
        return (id, time, self._kinds, claims, names, values)

    def by_kind(self, entry: Entry) -> bool:
        """Does a settled answer hang on kinds and customs codes alone?"""
        return self.unknown or set(self._read[entry.id]) <= {"hs"}
