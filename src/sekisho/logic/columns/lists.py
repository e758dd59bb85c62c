"""Some, every and none of the members of a list, as Kleene reductions over the members' rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import narwhals as nw

from .. import conditions as c
from ..scope import HOLDER, LIST_KINDS
from .kleene import Tri, column, conj, disj, neg
from .rows import Place
from .world import Context

if TYPE_CHECKING:
    from .conditions import Conditions


def quantified(conditions: Conditions, node: c.Quantified, place: Place, ctx: Context) -> Tri:
    """The truth of a quantifier per row (specification, section 3): no member's row means UNKNOWN unless the
    list is closed.
    """
    holder = place.nearest(HOLDER.get(node.list, "transaction"))
    if holder is not None and holder.unknown:
        return 1  # of the lists of an unknown member nothing is known
    every = node.quantifier == "every"
    known = _over_known(conditions, node, place, ctx, every)
    closed = conditions.closed(node.list, place, ctx)
    other = conditions.truth(node.condition, place.unknown_member(LIST_KINDS[node.list]), ctx)
    if every:
        # The unknown member makes it UNKNOWN unless the condition is TRUE of it.
        result = conj((known, disj((closed, 1, other))))
    else:
        result = disj((known, conj((neg(closed), 1, other))))
    return neg(result) if node.quantifier == "none" else result


def _over_known(conditions: Conditions, node: c.Quantified, place: Place, ctx: Context, every: bool) -> Tri:
    members, _ = conditions.members(node.list, place)
    if members is None:
        return 2 if every else 0
    truth = column(conditions.truth(node.condition, members, ctx))
    here = members.rows.attach(truth)
    best = nw.col(here).min() if every else nw.col(here).max()
    found = place.rows.reduce(members.rows, {"truth": best})["truth"]
    return nw.col(found).fill_null(2 if every else 0)
