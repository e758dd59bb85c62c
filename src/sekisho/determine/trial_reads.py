"""On what of a transaction a provision can hang: read from the law's text once, so that a trial need not ask the rest again.

What a provision reads is gathered from all its conditions, in every version, with the terms that they name, what is added
to these and taken from them, and the reliefs, bars and duties on which a requirement leans. Whatever is not plain counts as
read. Classification stands apart: whether an answer changes what an item is classified as is seen by judging the entries.
"""

from __future__ import annotations

from collections.abc import Iterable
from threading import RLock
from typing import Any, TypeAlias

from attrs import define, field, frozen

from sekisho.law.compiled import Law
from sekisho.law.model import Entry, ForEach, Provision, Requirement
from sekisho.logic import conditions as c
from sekisho.logic.formulas import parse
from sekisho.logic.scope import Missing
from sekisho.logic.values import Path

from .law_index import LawIndex
from .parties import whole_of

Key: TypeAlias = tuple[str, str]
"""A part of a transaction: a fact by its attribute, a list by its name, a record, a screening, a code, a person's answer."""

ANYTHING: Key = ("anything", "")
ANY_CODE: Key = ("code", "")
SETTING = frozenset({"act", "from", "to", "final", "kind", "hs", "on", "items"})
"""Facts on which days, routes and gates of entries hang: with another value of these the whole transaction is asked again."""
_NOTHING = (c.Const, c.Unread, c.Unsettled, c.EntryUnder)
_INNER = (c.All, c.Any, c.Not, c.Bound)


@frozen
class Leans:
    """What something can read of a transaction: parts by their keys, terms, and how items are classified."""

    keys: frozenset[Key] = frozenset()
    terms: frozenset[str] = frozenset()
    classified: bool = False

    def on(self, changed: frozenset[Key], classification: bool) -> bool:
        """May it come out otherwise while its terms stay as they are? `classification`: an item is classified otherwise."""
        return (
            (classification and self.classified) or ANYTHING in self.keys or not self.keys.isdisjoint(changed)
        )


@define(eq=False, slots=True)
class _Gathering:
    """What is read, while it is gathered. `seen`: the provisions that were looked at; `choices`: reliefs by choice count, too."""

    choices: bool = False
    keys: set[Key] = field(factory=set)
    terms: set[str] = field(factory=set)
    seen: set[str] = field(factory=set)
    classified: bool = False

    def add(self, leans: Leans) -> None:
        """What hangs on this, too."""
        self.keys |= leans.keys
        self.terms |= leans.terms
        self.classified = self.classified or leans.classified

    def whole(self) -> Leans:
        """All that was gathered."""
        return Leans(frozenset(self.keys), frozenset(self.terms), self.classified)


@define(eq=False, slots=True)
class TrialReads:
    """What the requirements, terms and entries of a law read; worked out once per law, when it is asked for."""

    law: Law
    _own: dict[tuple[str, bool], Leans] = field(factory=dict)
    _deep: dict[str, Leans] = field(factory=dict)
    _tables: dict[str, Leans] = field(factory=dict)
    _rests: Leans | None = None
    _lock: RLock = field(factory=RLock)

    @classmethod
    def of(cls, law: Law) -> TrialReads:
        """What is read under a law, remembered with it."""
        found = law.cache.get("read by trials")
        if found is None:
            found = law.cache.setdefault("read by trials", cls(law))  # of several threads the first one's
        reads: TrialReads = found
        return reads

    def own(self, id: str, choices: bool = False) -> Leans:
        """What a provision reads with all on which it leans, but for its terms, which are named.

        `choices`: reliefs by choice count for a requirement, since somebody claims one.
        """
        found = self._own.get((id, choices))
        if found is None:
            with self._lock:
                gathering = _Gathering(choices)
                self._provision(id, gathering)
                found = self._own[id, choices] = gathering.whole()
        return found

    def deep(self, id: str) -> Leans:
        """What a provision reads, that of its terms included."""
        found = self._deep.get(id)
        if found is None:
            found = self._deep[id] = self._deepened(self.own(id), {id})
        return found

    def rests(self) -> Leans:
        """What is read to say whether an item may meet an entry that only a claim meets."""
        if self._rests is None:
            with self._lock:
                gathering = _Gathering()
                for node in self.law.rests.values():
                    self._node(node, gathering)
                self._rests = self._deepened(gathering.whole(), set())
        return self._rests

    def _deepened(self, leans: Leans, seen: set[str]) -> Leans:
        found, waiting = _Gathering(), [leans]
        while waiting:
            one = waiting.pop()
            found.add(one)
            for term in one.terms - seen:
                seen.add(term)
                waiting.append(self.own(term))
        return found.whole()

    def _provision(self, id: str, found: _Gathering) -> None:
        if id in found.seen:
            return
        found.seen.add(id)
        law = self.law
        provision = law.provision(id)
        if provision is None:
            found.keys.add(ANYTHING)
            return
        self._words(provision, found)
        for other in (*law.additions_to(id), *law.takes_from(id), *LawIndex.of(law).bars.get(id, ())):
            self._provision(other.id, found)
        if isinstance(provision, Entry) and (above := law.parent_of(id)) is not None:
            self._provision(above.id, found)
        if isinstance(provision, Requirement):
            self._requirement(provision, found)

    def _requirement(self, requirement: Requirement, found: _Gathering) -> None:
        """The reach of a requirement, what makes its instances, the reliefs that meet it, and to what it yields."""
        if requirement.reach:
            found.terms.add(requirement.reach)
        if requirement.for_each is not None:
            self._each(requirement.for_each, found)
        index = LawIndex.of(self.law)
        reliefs = index.reliefs if found.choices else index.by_rule
        for relief in reliefs.get(requirement.id, ()):
            self._provision(relief.id, found)
        for id in requirement.yields_to:
            if id in self.law.requirements:
                self._provision(id, found)

    def _each(self, each: ForEach, found: _Gathering) -> None:
        if each.over == "entry":
            self._entries(each.lists, found)
        elif each.over == "party":
            self._list("parties", found)
            self._fact("role", found)
        else:
            self._list(each.over, found)

    def _words(self, provision: Provision, found: _Gathering) -> None:
        """All that a provision says, in every version."""
        said: list[Any] = [getattr(provision, "when", None), getattr(provision, "policy", ())]
        for version in provision.versions:
            said += [version.when, *version.body.values()]
        for part in _conditions(said):
            self._node(part, found)

    def _node(self, node: c.Condition, found: _Gathering) -> None:
        match node:
            case c.Compare() | c.Under() | c.Contains() | c.Unknowable():
                for attribute in c.attributes_of(node):
                    self._fact(attribute, found)
            case c.TermRef(id):
                found.terms.add(id)
            case c.Quantified(name):
                self._list(name, found)
            case c.Total(over=over, of=of):
                for attribute in (*c.attributes_of(node), "item_value" if of == "value" else of):
                    self._fact(attribute, found)
                for name in over:
                    self._list(name, found)
            case c.Classified(paths) | c.SomeEntry(paths=paths):
                self._entries(paths, found)
            case c.SameHeading():
                found.classified = True
                found.keys.add(ANY_CODE)
                self._fact("code", found)
            case c.EntryRows(table):
                self._table(table, found)
            case c.PlaceTest(at):
                for name in at:
                    self._fact("place" if name == "via" else name, found)
                if "via" in at:
                    self._list("via", found)
            case c.Knows(that):
                found.keys |= {("known", topic) for topic in c.attributes_of(that)}
                found.keys |= {("closed", "red_flags"), ("closed", "notices")}
                for attribute in ("flag_of", "flag_by", "notice_of", "since"):
                    self._fact(attribute, found)
            case c.Person(test):
                found.keys.add(("person", test))
            case c.Listed(name):
                self._fact("name", found)
                self._fact("country", found)
                while name:
                    found.keys.add(("screening", name))
                    name = whole_of(self.law, name)
            case _ if not isinstance(node, (*_NOTHING, *_INNER)):
                found.keys.add(ANYTHING)  # a kind of condition that nobody looked at here
        for child in c.children(node):
            self._node(child, found)

    @staticmethod
    def _entries(paths: Iterable[Path], found: _Gathering) -> None:
        found.classified = True
        found.keys |= {
            ("code", f"{path.scheme}:{path.segments[0] if path.segments else '*'}") for path in paths
        }

    def _fact(self, attribute: str, found: _Gathering) -> None:
        found.keys.add(("fact", attribute))
        derived = self.law.derived.get(attribute)
        if derived is not None and derived.formula:
            for name in parse(derived.formula).names():
                self._fact(name, found)

    def _list(self, name: str, found: _Gathering) -> None:
        found.keys |= {("list", name), ("closed", name)}

    def _table(self, table: str, found: _Gathering) -> None:
        """What the rows of an official table read; rows that say the same of the transaction are looked at once."""
        leans = self._tables.get(table)
        if leans is None:
            own, told = _Gathering(), set[tuple[str, str]]()
            for head, lines in self.law.row_tables[table].entries.items():
                said = {(line["if"], line["reach"]) for line in lines}
                if not said <= told:
                    told |= said
                    for row in self.law.rows_of(table, head):
                        self._words(row, own)
            leans = self._tables[table] = own.whole()
        found.add(leans)


def _conditions(said: Iterable[Any]) -> Iterable[c.Condition]:
    """The conditions among what a provision says; the rows of a policy have one each."""
    for part in said:
        if isinstance(part, c.Condition):
            yield part
        elif isinstance(part, list | tuple):
            yield from _conditions(part)
        else:
            inner = getattr(part, "when", None)
            if isinstance(inner, c.Condition):
                yield inner


def codes_of(entry: Entry) -> frozenset[Key]:
    """The parts of a transaction that change where an item stands otherwise to an entry."""
    scheme, head = entry.code.scheme, entry.code.segments[0]
    return frozenset({ANY_CODE, ("code", f"{scheme}:{head}"), ("code", f"{scheme}:*")})


def changed_by(missing: Missing, law: Law) -> frozenset[Key] | None:
    """The parts of a transaction that answers to something missing change; None where the whole hangs on it."""
    name = missing.attribute
    if name in SETTING:
        return None
    match missing.kind:
        case "fact":
            return frozenset({("fact", name)})
        case "completeness":
            return frozenset({("list", name), ("closed", name)})
        case "person":
            return frozenset({("person", name)})
        case "screening":
            return frozenset({("screening", name)})
        case "knowledge":
            found: set[Key] = {("known", name), ("list", "red_flags")}
            for kind in law.vocabulary.declarations.values():
                if name in kind.answers:
                    found |= {("known", topic) for topic in kind.answers}
                    found |= {("closed", closed) for closed in kind.closes}
            return frozenset(found)
    return None


__all__ = ["Key", "Leans", "TrialReads", "changed_by", "codes_of"]
