"""Solves statements about parties that lean on statements about their owners, in three values and through cycles.

"Restricted" is such a statement: a party is restricted if it is listed, or if restricted owners hold half of it. All start
from FALSE and rise until nothing changes: the least solution. So two firms that hold each other and that nobody listed holds
are not restricted, while everything that follows from a listed or an unknown party is found whatever the way round.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from sekisho.logic.truth import FALSE, TRUE, UNKNOWN, Truth, either

from .stakes import Stakes, Sum

Values = Mapping[str, Truth]
Equation = Callable[[str, Values], Truth]


def solve(ids: Iterable[str], equation: Equation) -> dict[str, Truth]:
    """The least solution: `equation(id, values)` gives a party's truth from those of its owners and must never fall when
    theirs rise. Ends after at most two rounds a party."""
    values = dict.fromkeys(ids, FALSE)
    order = tuple(values)[
        ::-1
    ]  # the farthest owners first: what they are flows down in one round where nothing runs in a circle
    changed = True
    while changed:
        changed = False
        for id in order:
            truth = equation(id, values)
            if truth > values[id]:
                values[id] = truth
                changed = True
    return values


def reaches(total: Sum, limit: Decimal, *, above: bool = False) -> Truth:
    """Is a sum at least the limit (`above`: more than the limit)? UNKNOWN where the interval lies on both sides."""
    if total.low > limit or (total.low == limit and not above):
        return TRUE
    if total.high is None or total.high > limit or (total.high == limit and not above):
        return UNKNOWN
    return FALSE


def some_owner(stakes: Stakes, held: str, values: Values) -> Truth:
    """Does the statement hold of some owner? An open list may hold one more, of whom nothing is known."""
    known = either(values.get(stake.owner, UNKNOWN) for stake in stakes.of(held))
    return known if stakes.whole(held) else max(known, UNKNOWN)
