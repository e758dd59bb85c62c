"""From the requirements of the law to intervals of outcomes, for many transactions: R, reliefs, bars,
choices, yields.

Severities travel as Int8, 0 to 5 (specification, section 7); an instance that demands nothing has 0 at both ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import narwhals as nw
from attrs import define

from sekisho.law.model import Bar, Relief, Requirement
from sekisho.logic.columns.kleene import Tri, column, conj, disj, neg, never, surely, whether
from sekisho.logic.columns.rows import Rows
from sekisho.logic.conditions import TermRef
from sekisho.logic.objects import Claim

from ..claims import answers_rest
from ..law_index import LawIndex
from ..outcome import BECOMES, Severity, own_severity
from .instances import Instances, InstanceSet
from .licences import licence

if TYPE_CHECKING:
    from .world import PlanWorld

_NONE = nw.lit(9, dtype=nw.Int8)  # no candidate for a minimum
_ZERO = nw.lit(0, dtype=nw.Int8)


@define(eq=False)
class DutySet:
    """A requirement over one set of instances: columns of R and of the interval on their rows; `low` None for
    conduct.
    """

    requirement: Requirement
    instances: InstanceSet
    truth: nw.Expr
    low: nw.Expr | None
    high: nw.Expr | None
    low_if_true: nw.Expr | None


@define(eq=False)
class Settled:
    """The ends of an interval: the low one may count less for an item, or in a layer, than for the authority."""

    high: nw.Expr
    low: nw.Expr
    of_item: nw.Expr
    of_layer: nw.Expr


@define(eq=False)
class _Rival:
    """What a requirement that others yield to comes to: columns of the greatest R and of the least low end,
    null if none.
    """

    truth: str
    low: str


def severity(value: int) -> nw.Expr:
    """A severity as a column."""
    return nw.lit(int(value), dtype=nw.Int8)


class Duties:
    """Works out the duties of many transactions."""

    def __init__(self, world: PlanWorld, claim_available: bool) -> None:
        """`claim_available`: every relief by choice that is TRUE counts as claimed."""
        self.world = world
        self.index = LawIndex.of(world.law)
        self.instances = Instances(world)
        self.claim_available = claim_available
        self._made: dict[str, list[DutySet]] = {}
        self._rivals: dict[tuple[str, int], _Rival | None] = {}

    def of(self, requirement: Requirement) -> list[DutySet]:
        """The sets of duties of a requirement, without regard to what it yields to."""
        if requirement.id not in self._made:
            self._made[requirement.id] = []  # a cycle is a lint error; it finds nothing
            if not never(self.world.force(requirement)):
                sets = (self._duty(requirement, made) for made in self.instances.of(requirement))
                self._made[requirement.id] = [duty for duty in sets if duty is not None]
        return self._made[requirement.id]

    def _duty(self, requirement: Requirement, instances: InstanceSet) -> DutySet | None:
        world, place = self.world, instances.place
        parts = [instances.exists, world.force_at(requirement, place)]
        if requirement.reach:
            term = TermRef(requirement.reach)
            parts.append(world.conditions.truth(term, place, world.context(requirement)))
            if (
                instances.item is None
            ):  # of a transaction as a whole: what reaches none of its items does not reach it
                reach = self.reach(requirement) if requirement.reach in world.law.terms else 2
                parts.append(place.rows.bring_truth(world.root.rows, reach))
        if never(conj(parts)):
            return None
        parts.append(world.when(requirement, place, instances.names))
        if requirement.certainty == "pointer":
            parts.append(1)
        parts.append(self._not_closed(requirement, instances))
        if never(conj(parts)):
            return None
        reliefs = [(r, self.relief(r, instances)) for r in self.index.reliefs.get(requirement.id, ())]
        parts += [neg(t) for r, t in reliefs if r.becomes == "none" and r.by == "rule"]
        truth = place.rows.settle(conj(parts))
        if never(truth):
            return None
        r = column(truth)
        if requirement.requires in {"conduct", "finding"}:
            return DutySet(requirement, instances, r, None, None, None)
        low, high = self._span(requirement, instances, reliefs)
        low, high = nw.col(place.rows.attach(low)), nw.col(place.rows.attach(high))
        return DutySet(
            requirement,
            instances,
            r,
            nw.when(r == 2).then(low).otherwise(_ZERO),
            nw.when(r >= 1).then(high).otherwise(_ZERO),
            low,
        )

    def _not_closed(self, requirement: Requirement, instances: InstanceSet) -> Tri:
        """A complete claim newer than the coverage row answers what the list may yet hold."""
        item = instances.item
        if not requirement.closes_by_claim or item is None or item.table is None:
            return 2
        name = f"claim:{requirement.closes_by_claim}"
        here = item.column(name)
        if here is None:
            return 2
        stated: list[Claim] = item.table.interned.get(name, [])
        number = instances.place.rows.bring(item.rows, here)
        days = {m.day_of(self.world.law, requirement) for m in self.world.moments.values}
        closing = {
            day: [i for i, c in enumerate(stated) if answers_rest(c, requirement.checked, day)]
            for day in days
        }
        return self.world.by_moment(
            requirement,
            instances.place,
            lambda m: closing[m.day_of(self.world.law, requirement)],
            lambda numbers: neg(whether(nw.col(number).is_in(numbers))),
        )

    # reliefs and bars

    def relief(self, relief: Relief | Bar, instances: InstanceSet) -> Tri:
        """E(x) = force ∧ when ∧ ¬E(each bar on x)."""
        place = instances.place
        key = ("relief", relief.id, id(instances))
        if key not in place.memo:
            place.memo[key] = place.rows.settle(self._relief(relief, instances)), instances
        found: Tri = place.memo[key][0]
        return found

    def _relief(self, relief: Relief | Bar, instances: InstanceSet) -> Tri:
        world, place = self.world, instances.place
        in_force = world.force_at(relief, place)
        if never(in_force):
            return 0
        parts = [in_force, world.when(relief, place, instances.names)]
        if relief.certainty == "pointer":
            parts.append(1)
        if never(conj(parts)):
            return 0
        return conj((*parts, self._not_barred(relief.id, instances)))

    def _not_barred(self, id: str, instances: InstanceSet) -> Tri:
        return conj(neg(self.relief(bar, instances)) for bar in self.index.bars.get(id, ()))

    def _span(
        self, requirement: Requirement, instances: InstanceSet, reliefs: list[tuple[Relief, Tri]]
    ) -> tuple[nw.Expr, nw.Expr]:
        own = own_severity(requirement)
        low, high = _by_rules(own, [(r, t) for r, t in reliefs if r.by == "rule" and r.becomes != "none"])
        if own is Severity.PROHIBITED:
            return low, high
        choices = [(r, self._claimed(r, t, instances)) for r, t in reliefs if r.by == "choice"]
        for relief, truth in choices:
            mild = Severity.NO_LICENCE_REQUIRED if relief.becomes == "none" else BECOMES[relief.becomes]
            low, high = _cap(low, high, int(mild), truth)
        for kind in self.index.licences.get(requirement.id, ()):
            truth = licence(self.world, kind, instances, self._not_barred(kind.id, instances))
            low, high = _cap(low, high, int(Severity.AUTHORISED), truth)
        return low, high

    def _claimed(self, relief: Relief, truth: Tri, instances: InstanceSet) -> Tri:
        """The truth of a relief by choice where somebody claims it, else FALSE."""
        root = self.world.root
        key = ("claimed", relief.id)
        if key not in root.memo:
            cases = self.world.conditions.frames.cases
            claiming = [i for i, case in enumerate(cases) if relief.id in case.claims]
            root.memo[key] = 0 if not claiming else root.rows.settle(whether(nw.col("_id").is_in(claiming)))
        claimed = instances.place.rows.bring_truth(root.rows, root.memo[key])
        if self.claim_available:
            claimed = disj((claimed, surely(truth)))
        return conj((claimed, truth))

    # what gives way

    def settled(self, duty: DutySet) -> Settled | None:
        """The interval after what the requirement yields to; None for conduct and findings."""
        if duty.low is None or duty.high is None:
            return None
        low = of_item = of_layer = duty.low
        high = duty.high
        own, rows = duty.requirement, duty.instances.place.rows
        dropped: list[nw.Expr] = []
        for id in own.yields_to:
            other = self.world.law.requirements.get(id)
            for rival in self.of(other) if other is not None else ():
                here = (rival.instances.item is None) == (duty.instances.item is None)
                truth, least = self._seen(rival, duty.instances)
                dropped.append(nw.col(rows.attach(truth == 2)))
                # Where a duty gives way its place is taken by the rival, but only in what counts the rival too.
                none = nw.when(truth >= 1).then(_ZERO).otherwise(_NONE)
                cap = least if rival.requirement.authority == own.authority else none
                low = nw.min_horizontal(low, cap)
                of_item = nw.min_horizontal(of_item, cap if here else none)
                same = here and rival.requirement.layer == own.layer
                of_layer = nw.min_horizontal(of_layer, cap if same else none)
        if not dropped:
            return Settled(high, low, of_item, of_layer)
        gone = nw.col(rows.attach(nw.any_horizontal(*dropped, ignore_nulls=False)))
        kept = [nw.when(gone).then(_ZERO).otherwise(end) for end in (high, low, of_item, of_layer)]
        return Settled(*kept)

    def _seen(self, rival: DutySet, instances: InstanceSet) -> tuple[nw.Expr, nw.Expr]:
        """A rival of the same item, seen from the rows of some instances: R, and the least low end if it
        holds.
        """
        rows, item = instances.place.rows, rival.instances.item
        above = self.world.conditions.rows if instances.item is None or item is None else item.rows
        found = self._rival(rival, above)
        truth, least = rows.bring(above, found.truth), rows.bring(above, found.low)
        return nw.col(truth).fill_null(0), nw.col(least).fill_null(9)

    def _rival(self, duty: DutySet, above: Rows) -> _Rival:
        key = ("rival", id(duty), id(above))
        memo = self.world.root.memo
        if key not in memo:
            rows = duty.instances.place.rows
            pointer = duty.requirement.certainty == "pointer" or duty.low_if_true is None
            low = _ZERO if pointer or duty.low_if_true is None else duty.low_if_true
            truth = rows.attach(duty.truth)
            least = rows.attach(nw.when(duty.truth >= 1).then(low))
            memo[key] = _Rival(up_to(rows, above, truth, "max"), up_to(rows, above, least, "min")), duty
        rival: _Rival = memo[key][0]
        return rival

    # the floor

    def reach(self, requirement: Requirement) -> Tri:
        """The greatest reach of a requirement over a transaction's items; FALSE where the requirement is not
        in force.
        """
        world, root = self.world, self.world.root
        term = world.law.terms.get(requirement.reach)
        in_force = world.force(requirement)
        if term is None or never(in_force):
            return 0
        items = self.instances.items
        if term.of == "transaction":
            return conj((in_force, world.term(term.id, root)))
        if items is None:
            return conj((in_force, 1))
        key = ("reach", term.id)
        if key not in root.memo:
            here = items.rows.attach(column(world.term(term.id, items)))
            best = root.rows.reduce(items.rows, {"best": nw.col(here).max()})["best"]
            root.memo[key] = nw.col(best).fill_null(1)
        return conj((in_force, root.memo[key]))


def up_to(rows: Rows, above: Rows, name: str, how: str) -> str:
    """A column reduced to rows further out, null where there are none below them."""
    while rows is not above:
        if rows.up is None:
            raise LookupError(f"column {name!r} does not stand below the rows it should be reduced to")
        best = nw.col(name).max() if how == "max" else nw.col(name).min()
        name = rows.up.reduce(rows, {"best": best})["best"]
        rows = rows.up
    return name


def _cap(low: nw.Expr, high: nw.Expr, mild: int, truth: Tri) -> tuple[nw.Expr, nw.Expr]:
    """What a claimed relief or a licence makes of an interval: TRUE caps both ends, UNKNOWN the low one."""
    if never(truth):
        return low, high
    holds = column(truth)
    return (
        nw.min_horizontal(low, nw.when(holds >= 1).then(severity(mild)).otherwise(_NONE)),
        nw.min_horizontal(high, nw.when(holds == 2).then(severity(mild)).otherwise(_NONE)),
    )


def _by_rules(own: Severity, reliefs: list[tuple[Relief, Tri]]) -> tuple[nw.Expr, nw.Expr]:
    """The candidates that reliefs by rule leave: the lowest and the highest of them."""
    standing: list[tuple[int, Tri]] = []
    for relief, truth in reliefs:
        over = [t for other, t in reliefs if relief.id in other.prevails_over]
        certain = disj(surely(t) for t in over)
        # While the one that prevails is only UNKNOWN, both remain.
        standing.append((int(BECOMES[relief.becomes]), conj((truth, neg(certain)))))
    standing = [(s, t) for s, t in standing if not never(t)]
    if not standing:
        return severity(own), severity(own)
    certain_any = column(disj(surely(t) for _, t in standing))
    lows = [nw.when(certain_any == 2).then(_NONE).otherwise(severity(own))]
    highs = [nw.when(certain_any == 2).then(_ZERO).otherwise(severity(own))]
    for value, truth in standing:
        possible = column(truth) >= 1
        lows.append(nw.when(possible).then(severity(value)).otherwise(_NONE))
        highs.append(nw.when(possible).then(severity(value)).otherwise(_ZERO))
    return nw.min_horizontal(*lows), nw.max_horizontal(*highs)
