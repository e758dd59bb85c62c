"""What a regime's arithmetic says of one party on one day: truth, sum, the way it was reached, and what would settle it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from attrs import field, frozen

from sekisho.logic.truth import Truth

from .holdings import Share
from .stakes import Sum


@frozen
class PathStep:
    """One link of a chain: `party` holds `share` of the next; from which day and by whose word."""

    party: str
    name: str
    share: Share
    since: date | None = None
    source: str = ""


@frozen
class OwnerPath:
    """A chain from a listed party down to the one that is asked about, the listed party first."""

    steps: tuple[PathStep, ...]

    def __str__(self) -> str:
        """The chain as a sentence shows it: A (50 %) > B (60 %)."""
        return " > ".join(f"{step.name} ({step.share})" for step in self.steps)


@frozen
class Counted:
    """A direct owner that counts: its share, whether it counts for certain, and the lists on which it or its owners stand."""

    owner: str
    name: str
    share: Share
    truth: Truth
    lists: tuple[tuple[str, Truth], ...] = ()
    through: bool = False  # it is on no list itself: it counts because of its own owners


FactKind = Literal["share", "listing", "owners", "control", "country", "together"]


@frozen
class MissingFact:
    """A fact that is not known: the share of `about` in `held`, whether `about` is listed, whether its owners are all named …"""

    kind: FactKind
    about: str
    held: str = ""
    words: str = ""


@frozen
class Question:
    """The fewest facts that settle the answer whatever they turn out to be, in words that can be put to the party.

    `settles` is False where no few facts do: then these are the first ones to ask for.
    """

    facts: tuple[MissingFact, ...]
    settles: bool = True

    def __str__(self) -> str:
        """The questions one after another."""
        return " ".join(fact.words for fact in self.facts)


@frozen
class OwnershipAnswer:
    """A regime's answer for one party and day.

    `truth` is `force` and `holds` together: whether the rule is in force on the day, and whether the owners meet it. `sum` is
    what the counted owners hold. `most_restrictive` names the owner, or the owners of whom it may be one, whose treatment
    the party takes over. `inherited` are the lists whose treatment it takes over, with truth. `why` says it in sentences.
    """

    regime: str
    title: str
    cite: str
    party: str
    day: date | None
    truth: Truth
    force: Truth
    holds: Truth
    sum: Sum
    counted: tuple[Counted, ...] = ()
    paths: tuple[OwnerPath, ...] = ()
    why: tuple[str, ...] = ()
    question: Question | None = None
    red_flags: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    most_restrictive: tuple[Counted, ...] = ()
    inherited: tuple[tuple[str, Truth], ...] = field(default=())

    @property
    def low(self) -> Decimal:
        """The least that listed owners hold together, in per cent."""
        return self.sum.shown[0]

    @property
    def high(self) -> Decimal:
        """The most that listed owners may hold together, in per cent."""
        return self.sum.shown[1]
