"""Monotony and soundness over random law: a told fact only narrows an answer, and no completion leaves the
interval.
"""

from __future__ import annotations

import copy
from random import Random

from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from sekisho.determine import Engine
from sekisho.determine.columns import ColumnPlan
from sekisho.law.compiled import Law
from sekisho.logic.objects import Case, Members
from sekisho.logic.values import CANNOT, Interval, Money, SetValue, Value
from tests.randomlaw import Maker, world

SETTLED = settings(max_examples=6, phases=[Phase.explicit, Phase.generate])


def contradicted(engine: Engine, case: Case) -> bool:
    """Is there a label against a measurement? Then a further fact may widen again (design section 3)."""
    found = engine.determine(case)
    found.statuses()
    world = found.world
    lists = world.party_lists
    return bool(world.classifier.contradictions or world.evaluator.hint_findings or lists.contradictions)


def tell(maker: Maker, value: Value, attribute: str) -> Value:
    """A whole value inside what is known: a point of an interval, a complete set; another one where none is
    known.
    """
    random = maker.random
    if value is None:
        value = maker.value(attribute)
    if isinstance(value, Money):
        return Money(_point(random, value.amount), value.currency)
    if isinstance(value, Interval):
        return _point(random, value)
    if isinstance(value, SetValue):
        return SetValue(value.known, True)
    return value


def _point(random: Random, interval: Interval) -> Interval:
    lo = interval.lo if interval.lo is not None else min(0, interval.hi or 0)  # values are not negative
    hi = interval.hi if interval.hi is not None else lo + 100000
    low, high = Interval.point(lo).lo, Interval.point(hi).lo
    assert low is not None and high is not None
    if interval.lo_open or interval.hi_open:
        return Interval.point((low + high) / 2)
    return Interval.point(random.choice((low, high, (low + high) / 2)))


def completion(case: Case, maker: Maker, id: str, share: float) -> Case:
    """The transaction with missing facts told, in so many of a hundred places, and lists that are whole."""
    told = copy.deepcopy(case)
    told.id = id
    for obj in list(told.root.walk()):
        for attribute in ATTRIBUTES.get(obj.kind, ()):
            value = obj.facts.get(attribute)
            if attribute in DECLARED and case.declarations:
                continue  # the fact may contradict what was declared
            if value is not CANNOT and maker.maybe(share):
                obj.facts[attribute] = tell(maker, value, attribute)
        for name in LISTS.get(obj.kind, ()):
            if maker.maybe(share):
                known = obj.lists.get(name)
                obj.lists[name] = Members(known.objects if known is not None else (), True)
    return told


DECLARED = ("military", "wmd")
LISTS = {
    "transaction": ("parties", "notices", "red_flags", "contract_items", "via"),
    "party": ("owners",),
    "item": ("content", "made_with"),
}
ATTRIBUTES = {
    "transaction": ("act", "military", "wmd", "order_value", "signed", "from", "to", "final"),
    "party": ("role", "country", "residence", "share", "military_user"),
    "item": ("kind", "form", "elements", "purity", "width", "gap", "origin", "value", "made", "civil"),
    "notice": ("notice_by", "notice_of", "since"),
    "red_flag": ("flag_of", "flag_by", "since"),
    "contract_item": ("code", "item_value"),
}
"""Facts that may be told. Names and customs codes are left out: they contradict screenings and kinds, which
widens.
"""


def narrower(law: Law, base: list[Case], told: list[tuple[str, Case]]) -> list[str]:
    """Where an answer after telling is not inside the answer before."""
    plan = ColumnPlan(law)
    before = {row[:4]: row[4:] for row in plan.statuses(base).rows()}
    origin = {case.id: id for id, case in told}
    faults = []
    for case, item, authority, layer, low, high in plan.statuses([case for _, case in told]).rows():
        least, most = before[origin[case], item, authority, layer]
        if not (least <= low and high <= most):
            faults.append(f"{case} {item!r} {authority} {layer}: {least}..{most} became {low}..{high}")
    return faults


@SETTLED
@given(st.integers(0, 2**32))
@example(1126)  # a claim older than an entry, and an act that is not stated
def test_completions_lie_in_the_interval(seed: int) -> None:
    law, cases = world(seed, 25)
    maker = Maker(Random(seed + 1))
    engine = Engine(law)
    told = [
        (case.id, made)
        for case in cases
        for n in range(8)
        if not contradicted(engine, made := completion(case, maker, f"{case.id}/{n}", 1.0))
    ]
    assert not narrower(law, [case for case in cases if not contradicted(engine, case)] + cases, told)


@SETTLED
@given(st.integers(0, 2**32))
def test_a_fact_only_narrows(seed: int) -> None:
    law, cases = world(seed, 25)
    maker = Maker(Random(seed + 1))
    engine = Engine(law)
    told = [
        (case.id, made)
        for case in cases
        for n in range(8)
        if not contradicted(engine, made := completion(case, maker, f"{case.id}/{n}", 0.1))
    ]
    assert not narrower(law, cases, told)


def test_a_further_member_of_an_open_list_only_narrows() -> None:
    faults: list[str] = []
    for seed in range(6):
        law, cases = world(seed, 20)
        maker = Maker(Random(seed + 1))
        engine = Engine(law)
        told: list[tuple[str, Case]] = []
        for case in cases:
            made = copy.deepcopy(case)
            made.id = f"{case.id}/more"
            for name, kind in (
                ("parties", "party"),
                ("notices", "notice"),
                ("contract_items", "contract_item"),
            ):
                known = made.root.lists.get(name)
                if known is None or not known.complete:
                    more = maker.obj(kind, "new", f'{name}["new"]', 0.9, made.root)
                    made.root.lists[name] = Members((*(known.objects if known else ()), more), False)
            if not contradicted(engine, made):
                told.append((case.id, made))
        faults += [f"seed {seed}: {fault}" for fault in narrower(law, cases, told)]
    assert not faults
