"""The law as it stands on one day, as known on one day, under assumptions: worked out once and kept with the law.

Many transactions fall on the same days; what a provision says and whether it is in force does not depend on them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import define, field

from sekisho.law.compiled import Law
from sekisho.law.force import body_on, force, force_condition
from sekisho.law.model import Entry, Provision
from sekisho.logic.conditions import ALWAYS, Condition
from sekisho.logic.truth import Truth
from sekisho.logic.values import Path


@define(slots=True)
class Force:
    """How a provision stands on the day of its clock: its truth and the open states (atoms) on which that hangs."""

    truth: Truth
    atoms: Mapping[str, tuple[str, ...]]
    day: date | None


@define(slots=True, eq=False)
class Standing:
    """A provision on the day of its clock: its force, the condition that its version carries, and what it says."""

    force: Force
    condition: Condition | None
    when: Condition


@define(slots=True, eq=False)
class EntryWords:
    """What an entry says on a day: its condition (None where it has none of its own), its hints, its parents' conditions."""

    own: Condition | None
    hints: tuple[Path, ...]
    parents: tuple[Entry, ...]
    children: tuple[Entry, ...]


@define(slots=True, eq=False)
class LawOnDay:
    """Provisions as they stand on a day. `day` None: the clock has no date in the transaction."""

    law: Law
    day: date | None
    known: date | None
    assume: Mapping[str, str]
    forces: dict[str, Force] = field(factory=dict)
    whens: dict[str, Condition] = field(factory=dict)
    conditions: dict[str, Condition | None] = field(factory=dict)
    words: dict[str, EntryWords] = field(factory=dict)

    @classmethod
    def of(cls, law: Law, day: date | None, known: date | None, assume: Mapping[str, str]) -> LawOnDay:
        """The law on a day, remembered with the law."""
        key = ("on-day", day, known, frozenset(assume.items()) if assume else None)
        found = law.cache.get(key)
        if found is None:
            found = law.cache[key] = cls(law, day, known, dict(assume))
        on_day: LawOnDay = found
        return on_day

    def force(self, provision: Provision) -> Force:
        """Whether a provision is in force (without the condition that its version may carry)."""
        found = self.forces.get(provision.id)
        if found is None:
            truth, atoms = force(self.law, provision, self.day, self.known, self.assume)
            found = self.forces[provision.id] = Force(truth, atoms, self.day)
        return found

    def when(self, provision: Provision) -> Condition:
        """The condition of the version that is valid on the day; ALWAYS for what has none (a kind of licence)."""
        found = self.whens.get(provision.id)
        if found is None:
            has = hasattr(provision, "when")
            found = body_on(provision, "when", self.day, self.known) if has else ALWAYS
            self.whens[provision.id] = found
        return found

    def condition(self, provision: Provision) -> Condition | None:
        """The condition that the version in force carries; None where it has none."""
        if provision.id not in self.conditions:
            found = force_condition(provision, self.day, self.known)
            self.conditions[provision.id] = None if found == ALWAYS else found
        return self.conditions[provision.id]

    def entry(self, entry: Entry) -> EntryWords:
        """What an entry says."""
        found = self.words.get(entry.id)
        if found is None:
            own = self.when(entry)
            found = self.words[entry.id] = EntryWords(
                None if own == ALWAYS else own,
                body_on(entry, "hs_hint", self.day, self.known),
                tuple(_above(self.law, entry)),
                self.law.children_of(entry.id),
            )
        return found


def _above(law: Law, entry: Entry) -> list[Entry]:
    found: list[Entry] = []
    parent = law.parent_of(entry.id)
    while parent is not None:
        found.append(parent)
        parent = law.parent_of(parent.id)
    return found
