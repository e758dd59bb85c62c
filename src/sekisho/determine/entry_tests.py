"""What a provision of the law can tell of a bound entry: entries that look alike to it share one evaluation.

A good that nobody has described yet may meet some thousand entries, and each is an instance of the list's requirement
with its own reliefs. But a relief sees of an entry only whether it lies under certain codes, which heading it has and
what a table says of it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import count

from attrs import define, field

from sekisho.law.compiled import Law
from sekisho.law.model import Lookup, Provision, Requirement
from sekisho.logic import conditions as c
from sekisho.logic.formulas import parse
from sekisho.logic.paths import under
from sekisho.logic.values import Path

from .tables import table_value


@define(slots=True)
class Tests:
    """The tests of a bound entry that a provision can come to, its terms and its bars included."""

    unders: dict[c.EntryUnder, None] = field(factory=dict)
    depths: set[int] = field(factory=set)
    lookups: dict[Lookup, None] = field(factory=dict)
    rows: dict[c.EntryRows, None] = field(factory=dict)


@define(slots=True)
class EntryTests:
    """The tests of every relief and bar of a law, and what each sees of an entry."""

    law: Law
    _tests: dict[str, Tests] = field(factory=dict)
    _looks: dict[tuple[str, Path], int] = field(factory=dict)
    _requirements: dict[str, Callable[[Path], int]] = field(factory=dict)
    _tables: dict[tuple[str, str], Tests] = field(factory=dict)
    _bars: dict[str, list[str]] = field(factory=dict)
    _numbers: dict[Hashable, int] = field(factory=dict)
    _count: Iterator[int] = field(factory=count)

    @classmethod
    def of(cls, law: Law) -> EntryTests:
        """The tests of a law, remembered with it."""
        found = law.cache.get("entry-tests")
        if found is None:
            found = law.cache.setdefault("entry-tests", cls(law))  # of several threads the first one's
        tests: EntryTests = found
        return tests

    def look(self, relief: str, entry: Path) -> int:
        """What a relief or bar sees of an entry: to two entries of one look it gives one answer."""
        found = self._looks.get((relief, entry))
        if found is None:
            tests = self._tests.get(relief)
            if tests is None:
                tests = Tests()
                self._gather(relief, tests, set())
                self._tests[relief] = tests
            found = self._looks[relief, entry] = self._number(self._seen(tests, entry))
        return found

    def looks_of(
        self, requirement: Requirement, helps: Callable[[Requirement], Iterable[str]]
    ) -> Callable[[Path], int]:
        """What a requirement sees of an entry, with all reliefs, bars, policies and licences (`helps`) that may meet it."""
        found = self._requirements.get(requirement.id)
        if found is None:
            tests, seen = Tests(), set[str]()
            for id in (requirement.id, *helps(requirement)):
                self._gather(id, tests, seen)
            looks: dict[Path, int] = {}

            def look(entry: Path) -> int:
                number = looks.get(entry)
                if number is None:
                    number = looks[entry] = self._number(self._seen(tests, entry))
                return number

            found = self._requirements[requirement.id] = look
        return found

    def _number(self, look: Hashable) -> int:
        """A number for each look: looks are compared far more often than they are found."""
        return self._numbers.setdefault(look, next(self._count))

    def _seen(self, tests: Tests, entry: Path) -> Hashable:
        if not tests.rows:
            return self._asked(tests, entry)
        # An official table is asked by the entry's heading; its rows have tests of their own.
        head = entry.segments[0]
        tables = {node.table: None for node in tests.rows}
        return (head, self._asked(tests, entry), *(self._asked(self._table(t, head), entry) for t in tables))

    def _table(self, table: str, head: str) -> Tests:
        """The tests in the rows of a table that speak of a heading."""
        found = self._tables.get((table, head))
        if found is None:
            found = Tests()
            for row in self.law.rows_of(table, head):
                self._of(row, found, set())
            self._tables[table, head] = found
        return found

    def _asked(self, tests: Tests, entry: Path) -> Hashable:
        return (
            tuple(under((entry,), test.paths, test.but) for test in tests.unders),
            tuple((entry.scheme, entry.segments[:depth]) for depth in sorted(tests.depths)),
            tuple(table_value(self.law, lookup, entry) for lookup in tests.lookups),
        )

    def _gather(self, id: str, tests: Tests, seen: set[str]) -> None:
        """Everything that a relief, a bar, a term or what was added to a term can ask of an entry."""
        if id in seen:
            return
        seen.add(id)
        law = self.law
        for book in (
            law.requirements, law.reliefs, law.bars, law.licences, law.terms, law.additions, law.takes
        ):  # fmt: skip
            provision = book.get(id)
            if provision is not None:
                self._of(provision, tests, seen)
        for bar in self._bars_of(id):
            self._gather(bar, tests, seen)
        for addition in law.additions_to(id):
            self._gather(addition.id, tests, seen)
        for take in law.takes_from(id):
            self._gather(take.id, tests, seen)

    def _bars_of(self, id: str) -> Iterable[str]:
        """The bars of a relief, a licence or another bar."""
        if not self._bars:
            found: dict[str, list[str]] = {"": []}
            for bar in self.law.bars.values():
                for barred in bar.bars.of:
                    found.setdefault(barred, []).append(bar.id)
            self._bars = found  # whole: several threads may ask
        return self._bars.get(id, ())

    def _of(self, provision: Provision, tests: Tests, seen: set[str]) -> None:
        """The tests in all conditions of one provision, in every version."""
        policies = list(getattr(provision, "policy", None) or ())
        conditions = [getattr(provision, "when", None), getattr(provision, "barred_when", None)]
        for version in provision.versions:
            conditions += [version.when, version.body.get("when")]
            policies += version.body.get("policy") or ()
        for condition in (*conditions, *(row.when for row in policies)):
            if isinstance(condition, c.Condition):
                self._walk(condition, tests, seen)

    def _walk(self, node: c.Condition, tests: Tests, seen: set[str]) -> None:
        if isinstance(node, c.EntryUnder):
            tests.unders[node] = None
        elif isinstance(node, c.SameHeading):
            tests.depths.add(node.depth)
        elif isinstance(node, c.EntryRows):
            tests.rows[node] = None
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
