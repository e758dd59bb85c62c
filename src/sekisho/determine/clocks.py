"""The day on which a provision is asked whether it is in force: that of its clock (specification, section 6)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sekisho.law.compiled import Law
from sekisho.law.model import Provision

STANDS_IN = frozenset({"", "on", "loading", "departure", "declaration", "release", "export"})
"""Clocks for which the day of export stands in; a contract or an application may lie months before it."""


def clock_day(
    law: Law, provision: Provision, act: str, on: date | None, dates: Mapping[str, date]
) -> date | None:
    """The day of a provision's clock: its own, else the authority's for the act, else `on`; None where not stated.

    `act` "" is an act that is not stated: then the day is known only where the clocks of all acts show the same.
    """
    return day_of_clock(law, provision.clock, provision.authority, act, on, dates)


def day_of_clock(
    law: Law, clock: str, authority: str, act: str, on: date | None, dates: Mapping[str, date]
) -> date | None:
    """The day of a clock of an authority; "" is the authority's own for the act (see `clock_day`)."""

    def stated(clock: str) -> date | None:
        day = dates.get(clock)
        return day if day is not None else on if clock in STANDS_IN else None

    if clock:
        return stated(clock)
    its = law.authorities.get(authority)
    clocks = its.clock if its is not None else {}
    if act:
        return stated(clocks.get(act, ""))
    days = {stated(clock) for clock in (*clocks.values(), "")}
    return days.pop() if len(days) == 1 else None
