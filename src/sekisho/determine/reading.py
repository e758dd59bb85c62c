"""On what the answer of an entry of a control list hangs: the facts that it reads, itself and through others, and the days."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import date
from itertools import count
from threading import RLock
from typing import TypeAlias

from attrs import define, field, frozen

from sekisho.law.compiled import Law
from sekisho.law.entry_index import has_hints
from sekisho.law.force import boundaries
from sekisho.law.model import Addition, Entry, Provision, Take, Term
from sekisho.logic import conditions as c
from sekisho.logic.conditions import ALWAYS
from sekisho.logic.formulas import parse
from sekisho.logic.scope import Scope
from sekisho.logic.values import Path

from .gates import open_entries
from .shelf import Shelf

MOST_STATED = 20_000
"""For how many selections of facts, and of entries, it is kept what the entries read of them."""
MOST_TIMES = 400_000
"""For how many days, by what may change on them, it is kept between which changes they lie."""

Clock: TypeAlias = tuple[str, str]
"""The clock that a provision names, and its authority."""


@frozen
class Reads:
    """On what an entry's answer can hang: facts of the item, claims under some lists, persons' answers; or on `more`."""

    facts: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    persons: bool = False
    more: bool = False
    turns: frozenset[tuple[Clock, date]] = frozenset()
    """The days, by clock, on which one of the provisions may change that say what the entry comes to."""
    states: frozenset[str] = frozenset()
    """The open states of law that a reading may settle and that bear on one of these provisions."""


_MORE = Reads(more=True)


@define(slots=True, eq=False)
class _Gathering:
    """What is read, while it is being gathered; after `more` there is nothing to add."""

    facts: set[str] = field(factory=set)
    lists: set[str] = field(factory=set)
    persons: bool = False
    more: bool = False
    turns: set[tuple[Clock, date]] = field(factory=set)
    states: set[str] = field(factory=set)

    def add(self, reads: Reads) -> None:
        """What hangs on this, too."""
        if reads.more:
            self.more = True
            return
        self.facts |= reads.facts
        self.lists |= reads.lists
        self.persons = self.persons or reads.persons
        self.turns |= reads.turns
        self.states |= reads.states

    def whole(self) -> Reads:
        """All that was gathered."""
        if self.more:
            return _MORE
        return Reads(
            frozenset(self.facts), frozenset(self.lists), self.persons, False,
            frozenset(self.turns), frozenset(self.states),
        )  # fmt: skip


@define(slots=True, eq=False)
class Horizon:
    """What may change the answers that lean on some provisions: by clock the days, and the open states of law."""

    number: int
    turns: tuple[tuple[Clock, tuple[date, ...]], ...]
    states: frozenset[str]


Open: TypeAlias = tuple[tuple[Entry, ...], frozenset[str], Horizon]
"""Entries that an item may meet, the facts that they read, and what may change their answers."""


_FREE = (c.Const, c.All, c.Any, c.Not, c.Unread, c.Unsettled, c.EntryUnder)
_FACTS = (c.Compare, c.Under, c.Contains, c.Unknowable)


@define(slots=True, eq=False)
class Reading:
    """What every entry of a law reads, itself and through terms, formulas and other entries; worked out once per law."""

    law: Law
    _entries: dict[str, Reads] = field(factory=dict)
    _terms: dict[str, Reads] = field(factory=dict)
    _working: dict[str, Reads] = field(
        factory=dict
    )  # what is being worked out, by the thread that holds the lock
    _lock: RLock = field(factory=RLock)
    _open: Shelf[Hashable, Open] = field(factory=lambda: Shelf(MOST_STATED))
    _stated: dict[frozenset[str], dict[str, tuple[str, ...]]] = field(factory=dict)
    _horizons: dict[Hashable, Horizon] = field(factory=dict)
    _of_entries: dict[str, Horizon] = field(factory=dict)
    _count: Iterator[int] = field(factory=count)
    _times: dict[Hashable, int] = field(factory=dict)
    _by_identity: Shelf[tuple[int, int], tuple[int, object, object]] = field(
        factory=lambda: Shelf(MOST_STATED)
    )
    _parts: Shelf[Hashable, int] = field(factory=lambda: Shelf(MOST_STATED))
    _saids: Shelf[Hashable, int] = field(factory=lambda: Shelf(MOST_STATED))

    @classmethod
    def of(cls, law: Law) -> Reading:
        """What the entries of a law read, remembered with it."""
        found = law.cache.get("reading")
        if found is None:
            found = law.cache.setdefault("reading", cls(law))  # of several threads the first one's
        reading: Reading = found
        return reading

    def stated(self, names: frozenset[str]) -> dict[str, tuple[str, ...]]:
        """Which of some facts each entry reads beside the kind, by its id; filled as it is asked for."""
        if len(self._stated) > MOST_STATED:
            self._stated.clear()
        return self._stated.setdefault(names, {})

    def part(self, paths: tuple[Path, ...], but: tuple[Path, ...]) -> int:
        """A number for the codes at or below `paths` and below none of `but`: paths take long to compare."""
        key = (id(paths), id(but))
        held = self._by_identity.get(key)
        if held is None:  # kept with the paths, so that their numbers are nobody else's
            number = self._parts.get((paths, but))
            if number is None:
                number = self._parts[paths, but] = next(self._count)
            held = self._by_identity[key] = (number, paths, but)
        return held[0]

    def stating(self, stated: Hashable) -> int:
        """A number for what items state: of kinds, customs codes and claims."""
        found = self._saids.get(stated)
        if found is None:
            found = self._saids[stated] = next(self._count)
        return found

    def open(self, paths: tuple[Path, ...], but: tuple[Path, ...], stated: Hashable, at: Scope) -> Open:
        """The entries at or below `paths` that an item may meet, all that they read, and what may change their answers.

        `stated`: on what that hangs.
        """
        key = (self.part(paths, but), stated)
        found = self._open.get(key)
        if found is None:
            entries = open_entries(self.law, paths, but, at.obj)
            all_reads = [reads for entry in entries if not (reads := self.entry(entry)).more]
            turns = frozenset[tuple[Clock, date]]().union(*(reads.turns for reads in all_reads))
            states = frozenset[str]().union(*(reads.states for reads in all_reads))
            facts = frozenset[str]().union(*(reads.facts for reads in all_reads))
            found = self._open[key] = entries, facts, self._horizon(turns, states)
        return found

    def horizon(self, entry: Entry) -> Horizon:
        """What may change the answers of an entry that reads no more than facts."""
        found = self._of_entries.get(entry.id)
        if found is None:
            reads = self.entry(entry)
            turns, states = (self._force(entry).turns, self._force(entry).states) if reads.more else (
                reads.turns, reads.states
            )  # fmt: skip
            found = self._of_entries[entry.id] = self._horizon(turns, states)
        return found

    def _horizon(self, turns: frozenset[tuple[Clock, date]], states: frozenset[str]) -> Horizon:
        found = self._horizons.get((turns, states))
        if found is None:
            days: dict[Clock, list[date]] = {}
            for clock, day in sorted(turns):
                days.setdefault(clock, []).append(day)
            by_clock = tuple((clock, tuple(those)) for clock, those in days.items())
            made = Horizon(next(self._count), by_clock, states)
            found = self._horizons.setdefault((turns, states), made)
        return found

    def time(
        self,
        horizon: Horizon,
        days: Mapping[Clock, date | None],
        known: date | None,
        assume: Mapping[str, str],
    ) -> int:
        """A number for the time between two changes in which some days lie; for each reading and state of knowledge its own."""
        at = tuple(
            None if (day := days.get(clock)) is None else bisect_right(turns, day)
            for clock, turns in horizon.turns
        )
        read = frozenset(item for item in assume.items() if item[0] in horizon.states)
        key = (horizon.number, at, known, read)
        found = self._times.get(key)
        if found is None:
            if len(self._times) > MOST_TIMES:
                self._times.clear()  # numbers are never given twice
            found = self._times.setdefault(key, next(self._count))
        return found

    def _force(self, provision: Provision) -> Reads:
        """What may change whether a provision is in force, and what it says."""
        found = _Gathering()
        self._forced(provision, found)
        return found.whole()

    def _forced(self, provision: Provision, found: _Gathering) -> None:
        clock = (provision.clock, provision.authority)
        found.turns.update((clock, day) for day in boundaries(self.law, provision))
        found.states.add(provision.id)
        for suspension in self.law.suspensions_of(provision.id):
            found.states.update((suspension.id, f"{suspension.id}.entries"))

    def entry(self, entry: Entry) -> Reads:
        """What an entry reads; one that leans on itself in a circle reads more than the item."""
        found = self._entries.get(entry.id)
        return self._work(self._entries, entry.id, lambda: self._entry(entry)) if found is None else found

    def _work(self, book: dict[str, Reads], id: str, run: Callable[[], Reads]) -> Reads:
        """Work something out, one thread at a time; only what is whole is put where others find it."""
        with self._lock:
            found = book.get(id) or self._working.get(id)
            if found is None:
                self._working[id] = _MORE
                try:
                    found = book[id] = run()
                finally:
                    del self._working[id]
            return found

    def _entry(self, entry: Entry) -> Reads:
        law = self.law
        if any(version.when != ALWAYS for version in entry.versions):
            return _MORE
        found = _Gathering({"kind", "hs"} if has_hints(entry) else {"kind"})
        self._forced(entry, found)
        own = self._bodies(entry)
        if ALWAYS in own:  # on some day it is a heading: what its children are
            for child in law.children_of(entry.id):
                found.add(self.entry(child))
        for when in own:
            self._condition(when, found)
        above = law.parent_of(entry.id)
        while above is not None and not found.more:
            self._forced(above, found)
            for when in self._bodies(above):
                self._condition(when, found)
            above = law.parent_of(above.id)
        return found.whole()

    @staticmethod
    def _bodies(provision: Entry | Term | Addition | Take) -> tuple[c.Condition, ...]:
        """What it says in each of its versions; outside of them it is not in force."""
        own = provision.when
        whens = [v.body.get("when", own) for v in provision.versions] or [own]
        return tuple(dict.fromkeys(when for when in whens if when is not None))

    def _condition(self, node: c.Condition, found: _Gathering) -> None:
        if isinstance(node, _FREE):
            for child in c.children(node):
                self._condition(child, found)
                if found.more:
                    break
        elif isinstance(node, _FACTS):
            self._facts(c.attributes_of(node), found)
        elif isinstance(node, c.Person):
            found.persons = True
        elif isinstance(node, c.TermRef):
            found.add(self.term(node.id))
        elif isinstance(node, c.Classified):
            self._classified(node.paths, node.but, found)
        elif isinstance(node, c.SomeEntry):
            self._classified(node.paths, node.but, found)
            self._condition(node.that, found)
        else:
            found.more = True

    def _facts(self, names: Iterable[str], found: _Gathering) -> None:
        for name in names:
            derived = self.law.derived.get(name)
            if derived is not None:
                if derived.lookup is not None:
                    found.more = True
                else:
                    self._facts(parse(derived.formula).names(), found)
                continue
            attribute = self.law.vocabulary.get(name)
            if attribute is None or attribute.of != "item":
                found.more = True
            else:
                found.facts.add(name)

    def term(self, id: str) -> Reads:
        """What a term reads, with all that is added to it and taken from it."""
        found = self._terms.get(id)
        return self._work(self._terms, id, lambda: self._whole_term(id)) if found is None else found

    def _whole_term(self, id: str) -> Reads:
        law = self.law
        term = law.terms[id]
        if term.of != "item":
            return _MORE
        parts: list[Term | Addition | Take] = [term, *law.additions_to(id), *law.takes_from(id)]
        parts += [take for addition in law.additions_to(id) for take in law.takes_from(addition.id)]
        found = _Gathering()
        for part in parts:
            if any(version.when != ALWAYS for version in part.versions):
                return _MORE
            self._forced(part, found)
            for when in self._bodies(part):
                self._condition(when, found)
        return found.whole()

    def _classified(self, paths: tuple[Path, ...], but: tuple[Path, ...], found: _Gathering) -> None:
        law = self.law
        schemes = frozenset(path.scheme for path in (*paths, *but))
        found.facts.add("kind")
        found.lists |= schemes
        for path in paths:
            above = law.parent_of(
                str(path)
            )  # of a claimed code that is not modelled it is asked whether that is in force
            if above is not None:
                self._forced(above, found)
        for entry in law.entries_under(paths, but):
            found.add(self.entry(entry))
            if found.more:
                return
        for scheme in schemes & law.rests.keys():
            self._condition(law.rests[scheme], found)
