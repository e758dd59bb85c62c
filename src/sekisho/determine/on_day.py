"""The law as it stands on one day, as known on one day, under assumptions: worked out once and kept with the law.

Many transactions fall on the same days; what a provision says and whether it is in force does not depend on them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import define

from sekisho.law.compiled import Law
from sekisho.law.force import body_on, epochs, force, force_condition
from sekisho.law.model import Entry, PolicyRow, Provision, Requirement
from sekisho.logic.conditions import ALWAYS, Condition, Person, children
from sekisho.logic.functions import Run
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
    """A provision on the day of its clock: its force, the condition that its version carries, and what it says.

    `persons`: what it says asks persons, whose answers belong to the provision.
    """

    force: Force
    condition: Condition | None
    when: Condition
    persons: bool
    policy: tuple[PolicyRow, ...]  # of a requirement: how applications are judged
    run: Run | None = None  # finds the truth of what it says; made when it is first asked for


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

    def standing(self, provision: Provision) -> Standing:
        """How a provision stands: its force, the condition that its version carries, what it says."""
        truth, atoms = force(self.law, provision, self.day, self.known, self.assume)
        said = self._said(provision)
        return Standing(Force(truth, atoms, self.day), said.condition, said.when, said.persons, said.policy)

    def entry(self, entry: Entry) -> EntryWords:
        """What an entry says."""
        said = self._said(entry)
        if said.words is None:
            said.words = EntryWords(
                None if said.when == ALWAYS else said.when,
                body_on(entry, "hs_hint", self.day, self.known),
                tuple(_above(self.law, entry)),
                self.law.children_of(entry.id),
            )
        return said.words

    def _said(self, provision: Provision) -> _Said:
        """What a provision says in the time in which the day lies; the same for all days of that time."""
        times = epochs(self.law, provision)
        at = times.at(self.day, self.known)
        found: _Said | None = times.said.get(at)
        if found is None:
            condition = force_condition(provision, self.day, self.known)
            has = hasattr(provision, "when")  # a kind of licence has none
            when = body_on(provision, "when", self.day, self.known) if has else ALWAYS
            judged = isinstance(provision, Requirement)
            policy = tuple(body_on(provision, "policy", self.day, self.known)) if judged else ()
            found = times.said[at] = _Said(
                None if condition == ALWAYS else condition, when, asks_persons(when), policy
            )
        return found


@define(slots=True, eq=False)
class _Said:
    condition: Condition | None
    when: Condition
    persons: bool
    policy: tuple[PolicyRow, ...]
    words: EntryWords | None = None


def asks_persons(node: Condition) -> bool:
    """Does a condition ask a person, other than through a term? Then it matters which provision asks."""
    return isinstance(node, Person) or any(map(asks_persons, children(node)))


def _above(law: Law, entry: Entry) -> list[Entry]:
    found: list[Entry] = []
    parent = law.parent_of(entry.id)
    while parent is not None:
        found.append(parent)
        parent = law.parent_of(parent.id)
    return found
