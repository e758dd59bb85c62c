"""Whether a relief meets a duty: in force, its condition met, and not shut by a bar that is not itself shut."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

from sekisho.law.model import Bar, Relief
from sekisho.logic.truth import FALSE, UNKNOWN, Truth, negate

from .duty import Bars
from .entry_tests import EntryTests
from .instances import Instance
from .law_index import LawIndex

if TYPE_CHECKING:
    from .world import LawWorld


class Reliefs:
    """The reliefs and bars of the law as they bear on one transaction; each is asked once for what it is the same for."""

    def __init__(self, world: LawWorld, index: LawIndex, entry_tests: EntryTests) -> None:
        """`index`: what shuts what. `entry_tests`: which entries look alike to a relief."""
        self.world = world
        self.index = index
        self._entry_tests = entry_tests
        self._answers: dict[Hashable, tuple[Truth, Bars]] = {}

    def same_for(self, relief: Relief | Bar, instance: Instance) -> Hashable | None:
        """For what else a relief's answer is the same: an item's entries of one look. None where it stands for itself."""
        if instance.entry is None:
            return None
        return (
            relief.id,
            instance.scope.provision,
            id(instance.item),
            self._entry_tests.look(relief.id, instance.entry),
        )

    def truth(self, relief: Relief | Bar, instance: Instance, bars: Bars) -> Truth:
        """E(x), and into `bars` what shuts it."""
        if self.world.force(relief).truth is FALSE:
            return FALSE
        key = self.same_for(relief, instance)
        if key is None:
            return self._relieves(relief, instance, bars)
        found = self._answers.get(key)
        if found is None:
            shut: Bars = {}
            truth = self._relieves(relief, instance, shut)
            found = self._answers[key] = (truth, shut)
        bars.update(found[1])
        return found[0]

    def _relieves(self, relief: Relief | Bar, instance: Instance, bars: Bars) -> Truth:
        """E(x) = force ∧ when ∧ ¬E(each bar on x)."""
        world = self.world
        truth = world.force_at(relief, instance.scope)
        if truth is FALSE:
            return FALSE
        scope = instance.scope
        day = world.force(relief).day
        inner = scope.asked_by(relief.id, day)
        truth = min(truth, world.evaluator.truth(world.when(relief), inner))
        if relief.certainty == "pointer":
            truth = min(truth, UNKNOWN)
        if truth is FALSE:
            return FALSE
        shut = []
        for bar in self.index.bars.get(relief.id, ()):
            holds = self.truth(bar, instance, bars)
            if holds is not FALSE:
                shut.append((bar, holds))
            truth = min(truth, negate(holds))
        if shut:
            bars[relief.id] = tuple(shut)
        return truth
