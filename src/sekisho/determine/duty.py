"""A duty: one instance of a requirement that holds or may hold, with what it comes to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from attrs import define, field

from sekisho.law.model import Bar, Relief, Requirement
from sekisho.logic.objects import Obj
from sekisho.logic.truth import Truth

from .instances import Instance
from .outcome import Severity, Span

Bars: TypeAlias = dict[str, tuple[tuple[Bar, Truth], ...]]
"""What shuts a relief or a bar, by its id."""


@define(eq=False, slots=True)
class Duty:
    """One instance of a requirement that is not FALSE, with what it comes to.

    `truth` is R of the specification; `span` is None for conduct, findings and what yields to another duty.
    """

    requirement: Requirement
    instance: Instance
    in_force: Truth
    reach: Truth
    truth: Truth
    span: Span | None = None
    low_if_true: Severity = Severity.NOT_SUBJECT
    low_of_item: Severity | None = (
        None  # the low end that the item's interval may count on, if not that of `span`
    )
    low_of_layer: Severity | None = None  # the same for the interval of the layer
    reliefs: tuple[tuple[Relief, Truth], ...] = ()  # by rule, and by choice where somebody claims them
    licences: tuple[tuple[Obj, Truth], ...] = ()
    conflict: bool = False
    yields: str = ""  # the requirement to which it gave way
    policies: tuple[str, ...] = ()
    bars: Mapping[str, tuple[tuple[Bar, Truth], ...]] = field(factory=dict)
    like: Duty | None = None  # the duty of another entry of which this one was made: both are alike

    def for_another(self, instance: Instance) -> Duty:
        """The same duty for an instance of another entry, before it is settled."""
        return Duty(
            self.requirement,
            instance,
            self.in_force,
            self.reach,
            self.truth,
            self.span,
            self.low_if_true,
            self.low_of_item,
            self.low_of_layer,
            self.reliefs,
            self.licences,
            self.conflict,
            self.yields,
            self.policies,
            self.bars,
            self.like or self,
        )
