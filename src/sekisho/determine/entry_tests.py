"""What a relief of the law can tell of a bound entry: entries that look alike to it share one evaluation.

A good that nobody has described yet may meet some thousand entries, and each is an instance of the list's requirement
with its own reliefs. But a relief sees of an entry only whether it lies under certain codes, which heading it has and
what a table says of it.
"""

from __future__ import annotations

from collections.abc import Hashable

from attrs import define, field

from sekisho.law.compiled import Law
from sekisho.law.model import Lookup
from sekisho.logic import conditions as c
from sekisho.logic.formulas import parse
from sekisho.logic.paths import under
from sekisho.logic.values import Path

from .tables import table_value


@define(slots=True)
class Tests:
    """The tests of a bound entry that one relief or bar can come to, its terms and its bars included."""

    unders: dict[c.EntryUnder, None] = field(factory=dict)
    depths: set[int] = field(factory=set)
    lookups: dict[Lookup, None] = field(factory=dict)


@define(slots=True)
class EntryTests:
    """The tests of every relief and bar of a law, and what each sees of an entry."""

    law: Law
    _tests: dict[str, Tests] = field(factory=dict)
    _looks: dict[tuple[str, Path], Hashable] = field(factory=dict)

    @classmethod
    def of(cls, law: Law) -> EntryTests:
        """The tests of a law, remembered with it."""
        found = law.cache.get("entry-tests")
        if found is None:
            found = law.cache["entry-tests"] = cls(law)
        tests: EntryTests = found
        return tests

    def look(self, relief: str, entry: Path) -> Hashable:
        """What a relief or bar sees of an entry: to two entries of one look it gives one answer."""
        found = self._looks.get((relief, entry))
        if found is None:
            tests = self._tests.get(relief)
            if tests is None:
                tests = self._tests[relief] = Tests()
                self._gather(relief, tests, set())
            found = self._looks[relief, entry] = (
                tuple(under((entry,), test.paths, test.but) for test in tests.unders),
                tuple((entry.scheme, entry.segments[:depth]) for depth in sorted(tests.depths)),
                tuple(table_value(self.law, lookup, entry) for lookup in tests.lookups),
            )
        return found

    def _gather(self, id: str, tests: Tests, seen: set[str]) -> None:
        """Everything that a relief, a bar, a term or what was added to a term can ask of an entry."""
        if id in seen:
            return
        seen.add(id)
        law = self.law
        for book in (law.reliefs, law.bars, law.terms, law.additions, law.takes):
            provision = book.get(id)
            if provision is None:
                continue
            own = getattr(provision, "when", None)
            for condition in (own, *(w for v in provision.versions for w in (v.when, v.body.get("when")))):
                if isinstance(condition, c.Condition):
                    self._walk(condition, tests, seen)
        for bar in law.bars.values():
            if id in bar.bars.of:
                self._gather(bar.id, tests, seen)
        for addition in law.additions.values():
            if addition.to == id:
                self._gather(addition.id, tests, seen)
        for take in law.takes.values():
            if take.target == id:
                self._gather(take.id, tests, seen)

    def _walk(self, node: c.Condition, tests: Tests, seen: set[str]) -> None:
        if isinstance(node, c.EntryUnder):
            tests.unders[node] = None
        elif isinstance(node, c.SameHeading):
            tests.depths.add(node.depth)
        elif isinstance(node, c.TermRef):
            self._gather(node.id, tests, seen)
        for attribute in c.attributes_of(node):
            self._derived(attribute, tests)
        for child in c.children(node):
            self._walk(child, tests, seen)

    def _derived(self, attribute: str, tests: Tests) -> None:
        derived = self.law.derived.get(attribute)
        if derived is None:
            return
        if derived.lookup is not None:
            tests.lookups[derived.lookup] = None
            return
        for name in parse(derived.formula).names():
            self._derived(name, tests)
