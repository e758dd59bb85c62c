"""The plan: law once compiled, many transactions in, intervals of outcomes out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import narwhals as nw

from sekisho.law.compiled import Law
from sekisho.law.problems import refuse_broken
from sekisho.logic.columns.frames import Frame, Frames, import_cases, make
from sekisho.logic.columns.kleene import column, disj, never
from sekisho.logic.columns.rows import Place, Rows, fresh
from sekisho.logic.objects import Case

from ..engine import LAYERS
from .duties import Duties, severity, up_to
from .sorting import Sorting
from .world import PlanWorld

_CLAIM = re.compile(r"claim:[^|]*$")
_COLUMNS = ("case", "item", "authority", "layer", "at_least", "at_most")


class ColumnPlan:
    """Determines many transactions at once under one body of law."""

    def __init__(
        self,
        law: Law,
        authorities: Iterable[str] | None = None,
        assume: Mapping[str, str] | None = None,
        claim_available: bool = False,
    ) -> None:
        """`authorities`: codes, all if None. `assume`: readings of open states of law by id.

        Raises LawError where the law's files have errors.
        """
        refuse_broken(law)
        self.law = law
        everyone = sorted({r.authority for r in law.requirements.values()})
        self.authorities = tuple(everyone if authorities is None else authorities)
        self.assume = dict(assume or {})
        self.claim_available = claim_available

    def statuses(self, cases: Sequence[Case] | Frames) -> Any:
        """The intervals of outcomes of transactions, as a data frame of the engine (Polars).

        Columns `case`, `item`, `authority`, `layer` (String), `at_least`, `at_most` (Int8, severities 0 to 5).
        Item "" is the whole transaction, layer "" all layers together.
        """
        frames = cases if isinstance(cases, Frames) else import_cases(cases)
        return nw.to_native(_Run(self, frames).statuses())

    def classify(self, items: Sequence[Case] | Frames) -> Any:
        """Which entries the items at the top of their transactions meet, from facts and claims, as a data
        frame.

        Columns `case`, `item`, `entry` (String), `truth` (Int8: 1 unknown, 2 true). What has no row is FALSE.
        """
        frames = items if isinstance(items, Frames) else import_cases(items)
        return nw.to_native(_Run(self, frames).classes())


class _Run:
    def __init__(self, plan: ColumnPlan, frames: Frames) -> None:
        self.plan = plan
        self.frames = frames
        self.world = PlanWorld(plan.law, frames, plan.assume)
        self.ids = self.world.conditions.rows
        names = [case.id for case in frames.cases]
        self.case = fresh()
        self.ids.add(make({self.case: names}, {self.case: nw.String}))

    def classes(self) -> Frame:
        items, _ = self.world.conditions.members("items", self.world.root)
        if items is None:
            raise ValueError("no transaction has an item: there is nothing to classify")
        found = nw.concat([self._sorted(part, claimed) for part, claimed in self._by_claim(items)])
        case, name = items.rows.bring(self.ids, self.case), str(items.column("|id"))
        here = items.rows.frame.select(nw.col(case).alias("case"), nw.col(name).alias("item"))
        named = [here[column][found["_item"]].to_frame() for column in ("case", "item")]
        return nw.concat([*named, found.select("entry", "truth")], how="horizontal")

    def _by_claim(self, items: Place) -> list[tuple[Place, bool]]:
        """The items of which nobody claims a classification, and the others."""
        columns = items.table.frame.columns if items.table is not None else []
        claims = [items.column(name) for name in columns if _CLAIM.match(name)]
        if not claims:
            return [(items, False)]
        by_claim = nw.all_horizontal(*(nw.col(str(name)).is_null() for name in claims), ignore_nulls=False)
        found = []
        for claimed, keep in ((False, by_claim), (True, ~by_claim)):
            some = items.rows.frame.filter(keep).select(nw.col("_id").alias("_whole"), "_up", "member")
            if len(some):
                rows = Rows(
                    some.with_row_index("_id").with_columns(nw.col("_id").cast(nw.Int32)), up=items.rows.up
                )
                found.append((Place(items.kind, rows, items.table, items.obj, items.outer), claimed))
        return found

    def _sorted(self, items: Place, claimed: bool) -> Frame:
        """`_item` (the row among all items), `entry`, `truth`."""
        found = self._by_entry(items) if claimed else Sorting(self.world, items).truths()
        if "_whole" in items.rows.frame.columns:
            whole = items.rows.frame["_whole"][found["_item"]].alias("_item")
            found = nw.concat([whole.to_frame(), found.select("entry", "truth")], how="horizontal")
        return found.select(nw.col("_item").cast(nw.Int32), "entry", "truth")

    def _by_entry(self, items: Place) -> Frame:
        """The general way, where somebody claims a classification."""
        frames = []
        for entry in self.plan.law.entries.values():
            truth = self.world.classes.met(entry, items)
            if not never(truth):
                here = items.rows.attach(column(truth))
                frames.append(
                    items.rows.frame.filter(nw.col(here) > 0).select(
                        nw.col("_id").alias("_item"),
                        nw.lit(entry.id).alias("entry"),
                        nw.col(here).alias("truth"),
                    )
                )
        return nw.concat(frames)

    def statuses(self) -> Frame:
        duties = Duties(self.world, self.plan.claim_available)
        frames = []
        for authority in self.plan.authorities:
            frames += self._authority(authority, duties)
        return nw.concat(frames)

    def _authority(self, authority: str, duties: Duties) -> list[Frame]:
        root, items = self.world.root, duties.instances.items
        requirements = [r for r in self.plan.law.requirements.values() if r.authority == authority]
        floor = self._floor(requirements, duties)
        names = (*LAYERS, "")
        per_item: dict[str, list[tuple[str, str]]] = {name: [] for name in names}
        whole: dict[str, list[tuple[str, str]]] = {name: [] for name in names}
        for requirement in requirements:
            for duty in duties.of(requirement):
                span = duties.settled(duty)
                if span is None:
                    continue
                rows, item = duty.instances.place.rows, duty.instances.item
                above = root.rows if item is None else item.rows
                ends = (span.high, span.low, span.of_item, span.of_layer)
                high, low, of_item, of_layer = (up_to(rows, above, rows.attach(end), "max") for end in ends)
                if item is not None:
                    per_item[requirement.layer].append((of_layer, high))
                    per_item[""].append((of_item, high))
                    high, low, of_layer = (
                        up_to(above, root.rows, end, "max") for end in (high, low, of_layer)
                    )
                whole[requirement.layer].append((of_layer, high))
                whole[""].append((low, high))
        frames = []
        if items is not None:
            low, high = (items.rows.bring(root.rows, end) for end in floor)
            frames += self._long(
                items.rows, items, authority, self._joined(items.rows, per_item, (low, high))
            )
        return frames + self._long(root.rows, None, authority, self._joined(root.rows, whole, floor))

    def _floor(self, requirements: list[Any], duties: Duties) -> tuple[str, str]:
        """[0, 0], [0, 1] or [1, 1] by the greatest reach of the provisions in force."""
        rows = self.world.root.rows
        reach = column(disj(duties.reach(requirement) for requirement in requirements))
        here = nw.col(rows.attach(reach))
        low = rows.attach(nw.when(here == 2).then(severity(1)).otherwise(severity(0)))
        return low, rows.attach(nw.when(here >= 1).then(severity(1)).otherwise(severity(0)))

    @staticmethod
    def _joined(
        rows: Rows, ends: dict[str, list[tuple[str, str]]], floor: tuple[str, str]
    ) -> dict[str, tuple[str, str]]:
        """By name the greatest of the low ends and of the high ends."""
        spans: dict[str, tuple[str, str]] = {}
        for name, found in ends.items():
            low, high = ([nw.col(f[i]).fill_null(0) for f in found] for i in (0, 1))
            spans[name] = (
                rows.attach(nw.max_horizontal(nw.col(floor[0]), *low)),
                rows.attach(nw.max_horizontal(nw.col(floor[1]), *high)),
            )
        return spans

    def _long(
        self, rows: Rows, items: Place | None, authority: str, spans: dict[str, tuple[str, str]]
    ) -> list[Frame]:
        case = nw.col(rows.bring(self.ids, self.case))
        id_column = items.column("|id") if items is not None else None
        item = nw.lit("") if id_column is None else nw.col(id_column)
        return [
            rows.frame.select(
                case.alias("case"),
                item.alias("item"),
                nw.lit(authority).alias("authority"),
                nw.lit(layer).alias("layer"),
                nw.col(low).cast(nw.Int8).alias("at_least"),
                nw.col(high).cast(nw.Int8).alias("at_most"),
            ).select(*_COLUMNS)
            for layer, (low, high) in spans.items()
        ]
