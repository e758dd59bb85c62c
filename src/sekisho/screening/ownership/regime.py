"""What every regime of ownership has in common: its lists, how an answer is put together from its arithmetic."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import ClassVar

from attrs import field, frozen

from sekisho.logic.truth import FALSE, TRUE, UNKNOWN, Truth, both, either

from .answer import Counted, OwnershipAnswer
from .holdings import Ownership, Party
from .paths import paths_to
from .questions import question
from .stakes import Counting, Stakes, Sum

HALF = Decimal(50)


@frozen
class Reading:
    """What a regime's arithmetic found: does it hold, what do the owners hold, which parties count, what else is to be said.

    `counts` gives for every party above whether its shares count; `inherited` the lists whose treatment is taken over.
    """

    holds: Truth
    sum: Sum
    counts: Mapping[str, Truth]
    stakes: Stakes
    why: tuple[str, ...] = ()
    inherited: tuple[tuple[str, Truth], ...] = field(default=())
    kept_open: bool = False  # by a question of law that no fact of the party settles


class Regime:
    """A rule of ownership of one authority. Each one's docstring says what the law is and where it stands."""

    id: str
    title: str
    cite: str
    authority: str
    lists: ClassVar[tuple[str, ...]]
    """The lists whose parties count as owners, the most restrictive one first."""
    limit: str = "50 % or more"
    counting: ClassVar[Counting] = "equity"
    asks_control: ClassVar[bool] = False
    asks_together: ClassVar[bool] = False

    def force(self, day: date | None) -> tuple[Truth, str]:
        """Whether the rule is in force on a day, and a sentence that says so."""
        raise NotImplementedError

    def read(self, graph: Ownership, party: str, day: date | None) -> Reading:
        """The arithmetic for one party, whatever the force of the rule."""
        raise NotImplementedError

    def decide(self, graph: Ownership, party: str, day: date | None) -> Truth:
        """Whether the arithmetic holds, and nothing else; for trying what facts may be."""
        return self.read(graph, party, day).holds

    def base(self, party: Party) -> Truth:
        """Does the party count as an owner by standing on a list itself?"""
        return either(party.on_list(list_id) for list_id in self.lists)

    def listing_open(self, party: Party) -> bool:
        """Could it change the answer to learn on which lists a party stands?"""
        return self.base(party) is UNKNOWN

    def listings(self) -> tuple[Mapping[str, Truth], ...]:
        """What a screening of a party may find, as far as the arithmetic can tell the findings apart."""
        return dict.fromkeys(self.lists, FALSE), dict.fromkeys(self.lists, TRUE)

    def red_flags(self, graph: Ownership, party: str, reading: Reading) -> tuple[str, ...]:
        """What must be looked into although the arithmetic does not decide it."""
        return ()

    def rank(self, party: Party, list_id: str) -> int:
        """How restrictive a list is for its owner: the lower, the more."""
        return self.lists.index(list_id)

    def answer(self, graph: Ownership, party: str, day: date | None) -> OwnershipAnswer:
        """The whole answer for one party on one day."""
        reading = self.read(graph, party, day)
        force, words = self.force(day)
        truth = both((force, reading.holds))
        counted = self._counted(graph, party, reading)
        asked = question(self, graph, party, day) if reading.holds is UNKNOWN else None
        return OwnershipAnswer(
            regime=self.id,
            title=self.title,
            cite=self.cite,
            party=party,
            day=day,
            truth=truth,
            force=force,
            holds=reading.holds,
            sum=reading.sum,
            counted=counted,
            paths=paths_to(party, reading.stakes, reading.counts, self.base),
            why=(words, *self._why(graph, party, reading, counted)),
            question=asked if force is not FALSE else None,
            red_flags=self.red_flags(graph, party, reading),
            findings=tuple(dict.fromkeys(reading.stakes.findings)),
            most_restrictive=self._most_restrictive(graph, counted),
            inherited=reading.inherited,
        )

    def _counted(self, graph: Ownership, party: str, reading: Reading) -> tuple[Counted, ...]:
        found = []
        for stake in reading.stakes.of(party):
            truth = reading.counts.get(stake.owner, UNKNOWN)
            if truth is FALSE:
                continue
            lists, through = self._lists(graph, stake.owner, reading)
            found.append(
                Counted(stake.owner, reading.stakes.name(stake.owner), stake.share, truth, lists, through)
            )
        return tuple(sorted(found, key=lambda one: (-one.truth, -one.share.low, one.owner)))

    def _lists(
        self, graph: Ownership, owner: str, reading: Reading
    ) -> tuple[tuple[tuple[str, Truth], ...], bool]:
        """The lists on which an owner stands, or those of the parties through which it counts."""
        own = graph.party(owner)
        if self.base(own) is TRUE:
            return self._on(own), False
        above = [graph.party(id) for id in graph.above(owner, reading.stakes.day)]
        best: dict[str, Truth] = {}
        for one in above:
            if reading.counts.get(one.id, UNKNOWN) is FALSE:
                continue
            for list_id, truth in self._on(one):
                best[list_id] = max(best.get(list_id, FALSE), min(truth, reading.counts[owner]))
        return tuple(best.items()), any(truth > FALSE for truth in best.values()) and len(above) > 1

    def _on(self, party: Party) -> tuple[tuple[str, Truth], ...]:
        return tuple(
            (list_id, party.on_list(list_id)) for list_id in self.lists if party.on_list(list_id) > FALSE
        )

    def _most_restrictive(self, graph: Ownership, counted: tuple[Counted, ...]) -> tuple[Counted, ...]:
        """The owner on the most restrictive list; with those that are possible and would be as restrictive or more."""
        ranked = [
            (self.rank(graph.party(one.owner), list_id), truth, one)
            for one in counted
            for list_id, truth in one.lists
        ]
        certain = min((rank for rank, truth, one in ranked if min(truth, one.truth) is TRUE), default=None)
        chosen = [
            one
            for rank, truth, one in sorted(ranked, key=lambda each: each[0])
            if (certain is None or rank < certain) or (rank == certain and min(truth, one.truth) is TRUE)
        ]
        return tuple({one.owner: one for one in chosen}.values())

    def _why(
        self, graph: Ownership, party: str, reading: Reading, counted: tuple[Counted, ...]
    ) -> tuple[str, ...]:
        words = []
        for one in counted:
            sure = "counts" if one.truth is TRUE else "may count"
            certain = [id for id, truth in one.lists if truth is TRUE]
            on = ", ".join(certain) or ", ".join(f"{id} (possibly)" for id, _ in one.lists)
            way = (
                f"through its owners on {on}"
                if one.through
                else f"on {on}"
                if on
                else "its standing is not known"
            )
            words.append(f"{one.name} holds {one.share} and {sure}: {way}.")
        if not reading.stakes.whole(party):
            words.append("The owners named are not said to be all: others may be listed.")
        words.append(f"Together {reading.sum} against {self.limit}.")
        return (*words, *reading.why)
