"""Knowledge and persons' judgements in columns: records, declarations and answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import narwhals as nw

from .. import conditions as c
from ..truth import UNKNOWN, Truth
from .facts import fact_at
from .frames import make
from .kleene import Tri, choose, column, conj, disj, whether
from .rows import Place, fresh
from .world import Context

if TYPE_CHECKING:
    from .conditions import Conditions

_RECORDS = (("red_flags", "flag_of", "flag_by"), ("notices", "notice_of", ""))


def knows(conditions: Conditions, node: c.Knows, place: Place, ctx: Context) -> Tri:
    """Knowledge per row, by the rules of the specification, section 4, in their order."""
    topics = c.attributes_of(node.that)
    root = conditions.root
    record = place.bring(
        root, disj(_records(conditions, name, of, by, topics, node.by, ctx) for name, of, by in _RECORDS)
    )
    fact = conditions.truth(node.that, place, ctx)
    declared = conditions.world.declared(topics, place, ctx)
    closed = conj(conditions.closed(name, place, ctx) for name, _, _ in _RECORDS)
    no_fact = _is(fact, 0)
    by: Tri = 2 if node.by else 0
    # Each rule speaks where it holds, the first of them that does; truths here are TRUE or FALSE.
    rules: list[tuple[Tri, int]] = [
        (_is(record, 2), 2),
        (0 if node.by else _is(fact, 2), 2),
        (_is(record, 1), 1),
        (conj((closed, disj((by, no_fact, declared)))), 0),
        (conj((by, _is(fact, 2))), 1),
        (disj((no_fact, declared)), 0),
    ]
    result = column(1)
    for holds, answer in reversed(rules):
        if isinstance(holds, int):
            result = column(answer) if holds == 2 else result
        else:
            result = nw.when(holds == 2).then(column(answer)).otherwise(result)
    return result


def _is(truth: Tri, value: int) -> Tri:
    """TRUE where a truth has a value, else FALSE."""
    if isinstance(truth, int):
        return 2 if truth == value else 0
    return whether(truth == value)


def _records(
    conditions: Conditions,
    name: str,
    of: str,
    channel: str,
    topics: frozenset[str],
    by: tuple[str, ...],
    ctx: Context,
) -> Tri:
    """The best record of one list that speaks of a topic, by one of the channels, no later than the
    provision's day.
    """
    root = conditions.root
    members, _ = conditions.members(name, root)
    if members is None or (not channel and by and "notice" not in by):
        return 0
    rows = members.rows
    about, since = fact_at(of, members, rows), fact_at("since", members, rows)
    way = fact_at(channel, members, rows) if channel else None
    vague: list[nw.Expr] = []
    other: list[nw.Expr] = []
    for fact, wanted in ((about, topics), (way, by)):
        if fact is way and (not by or not channel):
            continue
        if fact is None or fact.plain is None or fact.type != "text":
            vague.append(nw.lit(True))
            continue
        vague.append(fact.plain.is_null())
        known = [word.strip().casefold() for word in wanted]
        other.append(~fact.plain.is_null() & ~fact.plain.is_in(known))
    in_time: Tri = 1
    if since is not None and since.plain is not None and since.type == "date":
        days = rows.bring(conditions.rows, _day_column(conditions, ctx))
        in_time = choose(since.plain <= nw.col(days), since.plain > nw.col(days))
    unsure = nw.any_horizontal(*vague, ignore_nulls=False)
    truth = nw.when(unsure).then(column(1)).otherwise(column(in_time))
    if other:
        truth = nw.when(nw.any_horizontal(*other, ignore_nulls=False)).then(column(0)).otherwise(truth)
    here = rows.attach(truth)
    best = root.rows.reduce(rows, {"best": nw.col(here).max()})["best"]
    return nw.col(best).fill_null(0)


def _day_column(conditions: Conditions, ctx: Context) -> str:
    """The provision's day as a date on the transactions' rows, null where it is not stated."""
    key = ("date", ctx.day)
    memo = conditions.root.memo
    if key not in memo:
        memo[key] = conditions.rows.decide([ctx.day], nw.Date, conditions.world.day)
    found: str = memo[key]
    return found


def person(conditions: Conditions, node: c.Person, place: Place, ctx: Context) -> Tri:
    """The answer given for this provision, this test and this object; people who disagree leave it UNKNOWN."""
    given: dict[tuple[int, str], Truth] = {}
    for case, path, truth in conditions.world.answers(node.id, ctx.provision):
        key = (case, path)
        given[key] = truth if given.get(key, truth) is truth else UNKNOWN
    at = place.nearest(conditions.world.test_of(node.id))
    if not given or (at is not None and at.unknown):
        return 1
    rows = place.rows if at is None else at.rows
    subject = rows.attach(nw.lit("transaction")) if at is None else at.column("|path")
    if subject is None:
        return 1
    number, here = rows.bring(conditions.rows, "_id"), fresh()
    small = make(
        {
            number: [k[0] for k in given],
            subject: [k[1] for k in given],
            here: [int(t) for t in given.values()],
        },
        {number: nw.Int32, subject: nw.String, here: nw.Int8},
    )
    rows.join(small, [number, subject])
    answer = nw.col(here).fill_null(1)
    return answer if at is None else place.bring(at, answer)
