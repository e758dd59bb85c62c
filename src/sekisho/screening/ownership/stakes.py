"""What each owner holds of a party on a day: several statements about one stake brought together, contradictions said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from attrs import frozen

from .holdings import NONE, UNKNOWN_SHARE, WHOLE, Holding, Ownership, Share, Stake, plainly

Counting = Literal["equity", "larger"]
"""Which shares a regime counts: "equity" is property, "larger" the larger of property and votes."""


@frozen
class Sum:
    """What the counted owners hold together, in per cent: certainly `low`; at most `high`, None where owners may be missing.

    Not cut at 100: shares that add up to more contradict each other, and that is a finding.
    """

    low: Decimal = NONE
    high: Decimal | None = NONE

    @property
    def shown(self) -> tuple[Decimal, Decimal]:
        """The sum between 0 and 100, as it is shown."""
        return min(self.low, WHOLE), WHOLE if self.high is None else min(self.high, WHOLE)

    def __str__(self) -> str:
        """As it is shown: 55 %, or 30 to 100 %."""
        low, high = self.shown
        return f"{plainly(low)} %" if low == high else f"{plainly(low)} to {plainly(high)} %"


class Stakes:
    """The stakes in every party of a graph on one day, made once for the arithmetic of one regime."""

    def __init__(self, graph: Ownership, day: date | None, counting: Counting = "equity") -> None:
        """`counting`: which of property and votes count."""
        self.graph = graph
        self.day = day
        self.counting = counting
        self.findings: list[str] = []
        self._of: dict[str, tuple[Stake, ...]] = {}
        by_held: dict[str, dict[str, list[Holding]]] = {}
        for holding in graph.holdings:
            if holding.on(day):
                by_held.setdefault(holding.held, {}).setdefault(holding.owner, []).append(holding)
        for held, owners in by_held.items():
            self._of[held] = tuple(
                stake for owner, its in owners.items() if (stake := self._stake(owner, held, its)) is not None
            )
        self._over()

    def of(self, held: str) -> tuple[Stake, ...]:
        """The stakes in a party; holdings of control alone are none."""
        return self._of.get(held, ())

    def control(self, held: str) -> tuple[Holding, ...]:
        """The holdings that state control over a party, or that there is none (share of nothing)."""
        return tuple(h for h in self.graph.of(held, self.day) if h.kind == "control")

    def whole(self, held: str) -> bool:
        """Are the holders of a party known to be all?"""
        return self.graph.party(held).whole

    def _stake(self, owner: str, held: str, holdings: list[Holding]) -> Stake | None:
        equity = self._agreed(owner, held, [h for h in holdings if h.kind == "equity"])
        votes = self._agreed(owner, held, [h for h in holdings if h.kind == "voting"])
        bare = self._agreed(owner, held, [h for h in holdings if h.kind == "unstated"])
        known = equity if equity is not None else bare
        if known is None and votes is None:
            return None
        if self.counting == "equity":
            share = known if known is not None else UNKNOWN_SHARE  # votes say nothing certain of property
        else:
            shares = [one for one in (known, votes) if one is not None]
            share = Share(max(s.low for s in shares), max(s.high for s in shares))
        return Stake(owner, held, share, tuple(holdings), any(h.share is not None for h in holdings))

    def _agreed(self, owner: str, held: str, holdings: list[Holding]) -> Share | None:
        """One share from several statements: of one source they add up, of several sources they speak of the same stake."""
        if not holdings:
            return None
        by_source: dict[tuple[str, str], list[Holding]] = {}
        for holding in holdings:
            by_source.setdefault((holding.source, holding.asserted_by), []).append(holding)
        told = [self._added(owner, held, its) for its in by_source.values()]
        stated = [share for share in told if share != UNKNOWN_SHARE] or [UNKNOWN_SHARE]
        low, high = max(s.low for s in stated), min(s.high for s in stated)
        if low <= high:
            return Share(low, high)
        self.findings.append(
            f"sources differ on what {self.name(owner)} holds of {self.name(held)}: {', '.join(map(str, stated))}"
        )
        return Share(min(s.low for s in stated), max(s.high for s in stated))

    def _added(self, owner: str, held: str, holdings: list[Holding]) -> Share:
        shares = [holding.share or UNKNOWN_SHARE for holding in holdings]
        low, high = sum((s.low for s in shares), NONE), sum((s.high for s in shares), NONE)
        if low > WHOLE:
            self.findings.append(f"{self.name(owner)} is said to hold {plainly(low)} % of {self.name(held)}")
        return Share(min(low, WHOLE), min(high, WHOLE))

    def _over(self) -> None:
        for held, stakes in self._of.items():
            low = sum((stake.share.low for stake in stakes), NONE)
            if low > WHOLE:
                self.findings.append(
                    f"the shares in {self.name(held)} add up to {plainly(low)} %: one of them is wrong; the lower ends still "
                    "count"
                )

    def name(self, id: str) -> str:
        """What a party is called in sentences."""
        return self.graph.party(id).name or id

    def total(self, held: str, counts: Mapping[str, int]) -> Sum:
        """What the owners that count hold of a party together: a certain owner from the low to the high end of its share, a
        possible one from nothing to the high end. An open list of owners has no upper end."""
        low = high = NONE
        for stake in self.of(held):
            truth = counts.get(stake.owner, 1)
            low += stake.share.low if truth == 2 else NONE
            high += stake.share.high if truth >= 1 else NONE
        return Sum(low, high if self.whole(held) else None)
