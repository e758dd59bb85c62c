"""Entries whose answer hangs on an item's own facts alone: judged once for all items that state the same of what they read.

Most entries of a list read facts that most items do not state. What such an entry comes to for things of some kinds on some
days does not depend on the transaction, and is kept with the law.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from sekisho.law.compiled import Law
from sekisho.law.model import Addition, Entry, Requirement, Take, Term
from sekisho.logic import conditions as c
from sekisho.logic.conditions import ALWAYS
from sekisho.logic.formulas import parse
from sekisho.logic.scope import UNKNOWN_ID
from sekisho.logic.truth import FALSE, Truth
from sekisho.logic.values import Money, Path

from .gates import has_hints

if TYPE_CHECKING:
    from sekisho.logic.objects import Obj

    from .classification import Met
    from .on_day import Standing

MOST_STATED = 500
"""For how many selections of facts it is kept which of them each entry reads."""
MOST_KEPT = 400_000
"""How many answers of entries are kept with a law, over all days; beyond it they are worked out anew."""


@frozen
class Reads:
    """On what an entry's answer can hang: facts of the item, claims under some lists, persons' answers; or on `more`."""

    facts: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    persons: bool = False
    more: bool = False

    def with_(self, other: Reads) -> Reads:
        """What hangs on either."""
        return Reads(
            self.facts | other.facts,
            self.lists | other.lists,
            self.persons or other.persons,
            self.more or other.more,
        )


_NOTHING, _MORE = Reads(), Reads(more=True)
_FREE = (c.Const, c.All, c.Any, c.Not, c.Unread, c.Unsettled, c.EntryUnder)
_FACTS = (c.Compare, c.Under, c.Contains, c.Unknowable)


@define(slots=True, eq=False)
class Reading:
    """What every entry of a law reads, itself and through terms, formulas and other entries; worked out once per law."""

    law: Law
    _entries: dict[str, Reads] = field(factory=dict)
    _terms: dict[str, Reads] = field(factory=dict)
    _stated: dict[frozenset[str], dict[str, tuple[str, ...]]] = field(factory=dict)

    @classmethod
    def of(cls, law: Law) -> Reading:
        """What the entries of a law read, remembered with it."""
        found = law.cache.get("reading")
        if found is None:
            found = law.cache["reading"] = cls(law)
        reading: Reading = found
        return reading

    def stated(self, names: frozenset[str]) -> dict[str, tuple[str, ...]]:
        """Which of some facts each entry reads beside the kind, by its id; filled as it is asked for."""
        if len(self._stated) > MOST_STATED:
            self._stated.clear()
        return self._stated.setdefault(names, {})

    def entry(self, entry: Entry) -> Reads:
        """What an entry reads; one that leans on itself in a circle reads more than the item."""
        found = self._entries.get(entry.id)
        if found is None:
            self._entries[entry.id] = _MORE
            found = self._entries[entry.id] = self._entry(entry)
        return found

    def _entry(self, entry: Entry) -> Reads:
        law = self.law
        if any(version.when != ALWAYS for version in entry.versions):
            return _MORE
        found = Reads(frozenset({"kind", "hs"})) if has_hints(entry) else Reads(frozenset({"kind"}))
        own = self._bodies(entry)
        if ALWAYS in own:  # on some day it is a heading: what its children are
            for child in law.children_of(entry.id):
                found = found.with_(self.entry(child))
        for when in own:
            found = found.with_(self._condition(when))
        above = law.parent_of(entry.id)
        while above is not None:
            for when in self._bodies(above):
                found = found.with_(self._condition(when))
            above = law.parent_of(above.id)
        return found

    @staticmethod
    def _bodies(provision: Entry | Term | Addition | Take) -> tuple[c.Condition, ...]:
        """What it says in each of its versions; outside of them it is not in force."""
        own = provision.when
        whens = [v.body.get("when", own) for v in provision.versions] or [own]
        return tuple(dict.fromkeys(when for when in whens if when is not None))

    def _condition(self, node: c.Condition) -> Reads:
        if isinstance(node, _FREE):
            found = _NOTHING
            for child in c.children(node):
                found = found.with_(self._condition(child))
                if found.more:
                    break
            return found
        if isinstance(node, _FACTS):
            return self._facts(c.attributes_of(node))
        if isinstance(node, c.Person):
            return Reads(persons=True)
        if isinstance(node, c.TermRef):
            return self.term(node.id)
        if isinstance(node, c.Classified):
            return self._classified(node.paths, node.but)
        if isinstance(node, c.SomeEntry):
            return self._classified(node.paths, node.but).with_(self._condition(node.that))
        return _MORE

    def _facts(self, names: Iterable[str]) -> Reads:
        found: set[str] = set()
        for name in names:
            derived = self.law.derived.get(name)
            if derived is not None:
                if derived.lookup is not None:
                    return _MORE
                inner = self._facts(parse(derived.formula).names())
                if inner.more:
                    return _MORE
                found |= inner.facts
                continue
            attribute = self.law.vocabulary.get(name)
            if attribute is None or attribute.of != "item":
                return _MORE
            found.add(name)
        return Reads(frozenset(found))

    def term(self, id: str) -> Reads:
        """What a term reads, with all that is added to it and taken from it."""
        found = self._terms.get(id)
        if found is None:
            self._terms[id] = _MORE
            found = self._terms[id] = self._whole_term(id)
        return found

    def _whole_term(self, id: str) -> Reads:
        law = self.law
        term = law.terms[id]
        if term.of != "item":
            return _MORE
        parts: list[Term | Addition | Take] = [term, *law.additions_to(id), *law.takes_from(id)]
        parts += [take for addition in law.additions_to(id) for take in law.takes_from(addition.id)]
        found = _NOTHING
        for part in parts:
            if any(version.when != ALWAYS for version in part.versions):
                return _MORE
            for when in self._bodies(part):
                found = found.with_(self._condition(when))
        return found

    def _classified(self, paths: tuple[Path, ...], but: tuple[Path, ...]) -> Reads:
        law = self.law
        schemes = frozenset(path.scheme for path in (*paths, *but))
        found = Reads(frozenset({"kind"}), schemes)
        for entry in law.entries_under(paths, but):
            found = found.with_(self.entry(entry))
            if found.more:
                return _MORE
        for scheme in schemes & law.rests.keys():
            found = found.with_(self._condition(law.rests[scheme]))
        return found


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
    codes: list[tuple[Path, Truth]] | None = None
    """The codes of what is left, where nothing has to be judged and no heading is among them."""

    @classmethod
    def of(cls, number: int, left: Sequence[tuple[Entry, Met | None]], law: Law) -> Selection:
        """A selection with what can be said of it once for all transactions."""
        met = [(entry, answer) for entry, answer in left if answer is not None]
        plain = len(met) == len(left) and not any(law.is_heading(entry.id) for entry, _ in left)
        return cls(
            number,
            tuple(left),
            max((answer.truth for _, answer in met), default=FALSE),
            tuple((entry, answer) for entry, answer in met if answer.hinted or answer.contradiction),
            tuple(entry for entry, answer in left if answer is None),
            [(entry.code, answer.truth) for entry, answer in met if answer.truth is not FALSE]
            if plain
            else None,
        )


@define(slots=True, eq=False)
class Settled:
    """The answers that hang on an item's own facts alone, on one set of days, as known on a day, under assumptions."""

    reading: Reading
    answers: dict[Hashable, Met] = field(factory=dict)
    selections: dict[Hashable, Selection] = field(factory=dict)
    standings: dict[str, Standing] = field(factory=dict)
    """By the id of a provision how it stands on the day of its clock."""
    requirements: dict[str, tuple[Requirement, ...]] = field(factory=dict)
    """By authority the requirements that are or may be in force."""
    size: int = 0

    @classmethod
    def of(cls, law: Law, days: Hashable) -> Settled:
        """What is settled on some days (of all clocks), remembered with the law."""
        shelf: dict[Hashable, Settled] = law.cache.setdefault("settled", {})
        found = shelf.get(days)
        if found is None:
            if sum(len(kept.answers) + kept.size for kept in shelf.values()) > MOST_KEPT:
                shelf.clear()
            found = shelf[days] = cls(Reading.of(law))
        elif len(found.answers) + found.size > MOST_KEPT:
            found.answers.clear()
            found.selections.clear()
            found.size = 0
        return found


class Stated:
    """What one item of a transaction states, as far as answers of entries hang on it; and the answers found for it."""

    def __init__(self, item: Obj, settled: Settled, answered: bool) -> None:
        """`answered`: persons answered tests in the transaction."""
        self.met: dict[str, Met] = {}
        self.unknown = item.id == UNKNOWN_ID
        self._facts = item.facts
        self._answered = answered
        self._reading = settled.reading
        names = frozenset(item.facts)
        self._read = settled.reading.stated(names)
        kinds, codes = item.facts.get("kind"), item.facts.get("hs")
        self._claims = {
            name: (name, claim.codes, claim.complete, claim.as_of) for name, claim in item.claims.items()
        }
        claims = tuple(self._claims.values())
        self.key: Hashable = (self.unknown, kinds, codes, names, claims, answered)
        """Things of one key may meet the same entries, and the same answers are settled by kinds and customs codes."""
        self._kinds: Hashable = UNKNOWN_ID if self.unknown else kinds

    def settling(self, entry: Entry) -> Hashable | None:
        """Under what an entry's answer is kept with the law; None where it hangs on more than the item's own facts."""
        if self.unknown:
            return (entry.id, UNKNOWN_ID)
        reads = self._reading.entry(entry)
        claims: tuple[Hashable, ...] = ()
        if self._claims:
            own = entry.code.scheme
            claims = tuple(said for name, said in self._claims.items() if name == own or name in reads.lists)
        return self._keyed(entry.id, reads, claims)

    def _keyed(self, id: str, reads: Reads, claims: tuple[Hashable, ...]) -> Hashable | None:
        if reads.more or (reads.persons and self._answered):
            return None
        names = self._read.get(id)
        if names is None:
            names = self._read[id] = tuple(n for n in self._facts if n != "kind" and n in reads.facts)
        if not names:
            return (id, self._kinds, claims)
        values = tuple(map(self._facts.get, names))
        if any(isinstance(value, Money) for value in values):
            return None  # what an amount is in another currency hangs on the rates of the transaction
        return (id, self._kinds, claims, names, values)

    def by_kind(self, entry: Entry) -> bool:
        """Does a settled answer hang on kinds and customs codes alone?"""
        return self.unknown or set(self._read[entry.id]) <= {"hs"}
