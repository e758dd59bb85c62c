"""One entry of a control list: where it stands, its limits over time, what is required for it, and its like in other lists."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sekisho.law.in_words import _SIGN, node_words
from sekisho.law.model import Entry, Version
from sekisho.logic.conditions import AttributeRef, Compare, Condition, Not, Total, children
from sekisho.logic.values import Interval, Money
from sekisho.words.attribute_names import attribute_name
from sekisho.words.provisions import condition_tables

from .corresponding import candidates
from .provisions import case_lines, conditions, head, lines, used_by
from .reading import Json, Reading, kind_of
from .states import provision_state
from .users import users

CHILDREN = 200
USERS = 30
CANDIDATES = 12
DUTIES = ("requirement", "relief", "bar", "licence")


def entry(reading: Reading, code: str, *, page: int = 1) -> Json | None:
    """An entry by its full code (`us.ccl:3B001.f.1.b`); None where no list holds it."""
    law = reading.law
    one = law.entries.get(code)
    if one is None:
        return None
    known = law.lists.get(one.code.scheme)
    below = law.children_of(code)
    like = candidates(reading, one.code)
    return {
        **head(reading, one),
        "code": code,
        "display": one.display or ".".join(one.code.segments),
        "words": reading.text(one.title),
        "list": {"id": one.code.scheme, "name": reading.text(known.title) if known else one.code.scheme},
        "heading": law.is_heading(code),
        "model": one.model,
        "by_claim": one.by_claim,
        "pointer": one.certainty == "pointer" or one.model == "pointer",
        "notes": reading.text(one.notes),
        "hs": [f"{path.scheme}:{''.join(path.segments)}" for path in one.hs_hint],
        "parents": _parents(reading, one),
        "siblings": [reading.ref(e.id) for e in _siblings(reading, one)],
        "children": [_child(reading, child) for child in below[:CHILDREN]],
        "children_count": len(below),
        "limits": limits(reading, one),
        "conditions": conditions(reading, one),
        "required_by": required_by(reading, one),
        "named_by": named_by(reading, one),
        "rows": table_rows(reading, one),
        "used_by": used_by(reading, code),
        "correspondence": like[:CANDIDATES],
        "correspondence_count": len(like),
        "cases": case_lines(reading, code, page),
    }


def limits(reading: Reading, one: Entry) -> Json:
    """The measured limits of an entry and of what it inherits: a line per attribute, a column per version of the text.

    A limit that stands under a `not` is marked; the same attribute may have several limits where the text has alternatives.
    """
    law = reading.law
    above = [*reversed(_above(reading, one)), one]
    starts = {v.start for e in above for v in e.versions if "when" in v.body or v.start is not None}
    days = sorted(day for day in starts if day is not None)
    days = [day for day in days if _whens(above, day) is not None]
    columns: list[tuple[date | None, list[tuple[str, str]]]] = []
    for day in [None, *days]:
        found = list(_measured(reading, above, day))
        if not columns or columns[-1][1] != found:
            columns.append((day, found))
    if len(columns) > 1 and not columns[0][1]:
        columns = columns[1:]
    names = dict.fromkeys(attribute for _, found in columns for attribute, _ in found)
    now = max((n for n, (day, _) in enumerate(columns) if day is None or day <= reading.on), default=0)
    return {
        "columns": [{"from": day, "current": n == now} for n, (day, _) in enumerate(columns)],
        "rows": [
            {
                "attribute": name,
                "name": attribute_name(law, name, reading.lang),
                "unit": _unit(reading, name),
                "cells": [
                    " / ".join(dict.fromkeys(w for a, w in found if a == name)) for _, found in columns
                ],
            }
            for name in names
        ],
    }


def required_by(reading: Reading, one: Entry) -> Json:
    """The duties and exceptions that speak of an entry; those that speak of it closely first."""
    law = reading.law
    spoken = ((law.provision(id), close) for id, close in users(law).of_entry(one) if id != one.id)
    shown = [(thing, close) for thing, close in spoken if thing is not None and kind_of(thing) in DUTIES]
    shown.sort(key=lambda pair: (not pair[1], DUTIES.index(kind_of(pair[0]))))
    return {
        "rows": [
            {
                **reading.ref(thing.id),
                "sort": kind_of(thing),
                "state": provision_state(law, thing, settled_day(reading, thing), reading.settled),
                "close": close,
                "requires": getattr(thing, "requires", ""),
                "cite": thing.cite,
            }
            for thing, close in shown[:USERS]
        ],
        "count": len(shown),
    }


def named_by(reading: Reading, one: Entry) -> Json:
    """The other entries, and the terms, that speak of an entry."""
    law = reading.law
    spoken = [law.provision(id) for id, close in users(law).of_entry(one) if close and id != one.id]
    found = [thing.id for thing in spoken if thing is not None and kind_of(thing) not in DUTIES]
    return {"refs": [reading.ref(id) for id in found[:USERS]], "count": len(found)}


def table_rows(reading: Reading, one: Entry) -> list[Json]:
    """The rows of the list's official table of requirements that speak of the entry's heading: reason, paragraphs, destinations."""
    law = reading.law
    found: list[Json] = []
    for table in law.row_tables.values():
        if table.list != one.code.scheme:
            continue
        for row in law.rows_of(table.id, one.code.segments[0]):
            first = next((rows for rows in _current(reading, row)), [])
            found.append(
                {
                    "id": row.id,
                    "name": reading.text(row.title),
                    "reason": row.reason,
                    "state": provision_state(law, row, reading.on, reading.settled),
                    "words": [line["words"] for line in first[:3]],
                }
            )
    return found


def _current(reading: Reading, row: Any) -> Iterable[list[Json]]:
    for table in condition_tables(reading.law, row, reading.lang)[-1:]:
        yield lines(reading, table[1])


def settled_day(reading: Reading, thing: Any) -> date:
    """The last day on which anything of a provision changed: its state is the same since, and is worked out once."""
    from sekisho.law.force import boundaries

    from .reading import last_at

    return last_at(list(boundaries(reading.law, thing)), reading.on)


def _above(reading: Reading, one: Entry) -> list[Entry]:
    found: list[Entry] = []
    parent = reading.law.parent_of(one.id)
    while parent is not None:
        found.append(parent)
        parent = reading.law.parent_of(parent.id)
    return found


def _parents(reading: Reading, one: Entry) -> list[Json]:
    """The entries above, from the top, each with the conditions that the entry inherits."""
    found = []
    for above in reversed(_above(reading, one)):
        inherited = [] if reading.law.is_heading(above.id) else conditions(reading, above)
        found.append({**reading.ref(above.id), "conditions": [t for t in inherited if t["current"]]})
    return found


def _siblings(reading: Reading, one: Entry) -> tuple[Entry, ...]:
    """The entries beside it: before and after under the same parent, at most two on each side."""
    parent = reading.law.parent_of(one.id)
    if parent is None:
        return ()
    those = reading.law.children_of(parent.id)
    place = next(n for n, e in enumerate(those) if e.id == one.id)
    return tuple(e for e in those[max(0, place - 2) : place + 3] if e.id != one.id)


def _child(reading: Reading, one: Entry) -> Json:
    day = settled_day(reading, one)
    return {
        **reading.ref(one.id),
        "state": provision_state(reading.law, one, day, reading.settled),
        "heading": reading.law.is_heading(one.id),
        "children": len(reading.law.children_of(one.id)),
    }


def _version(one: Entry, day: date | None) -> Version | None:
    """The version whose text speaks on a day; without a day the one that has no first day, else none."""
    chosen = None
    for version in one.versions:
        if version.start is None or (day is not None and version.start <= day):
            chosen = version
    return chosen


def _whens(above: list[Entry], day: date) -> tuple[Condition, ...] | None:
    found = tuple(_when(e, day) for e in above)
    return found or None


def _when(one: Entry, day: date | None) -> Condition:
    version = _version(one, day)
    if version is not None and "when" in version.body:
        return version.body["when"]  # type: ignore[no-any-return]
    return one.when


def _measured(reading: Reading, above: list[Entry], day: date | None) -> Iterable[tuple[str, str]]:
    """Attribute and limit of every measured comparison on a day, in the order of the text."""
    if day is None and all(_version(e, None) is None for e in above):
        return
    for one in above:
        yield from _limits_in(reading, _when(one, day), False)


def _limits_in(reading: Reading, node: Condition, negated: bool) -> Iterable[tuple[str, str]]:
    match node:
        case Not(inner):
            yield from _limits_in(reading, inner, not negated)
            return
        case Compare(attribute, _, Interval() | Money() | AttributeRef()):
            words = node_words(reading.law, node, reading.lang, lambda *_: "").strip()
            yield attribute, reading.say("law.limit-not", words) if negated else words
        case Total(of, _, _, given):
            words = node_words(reading.law, node, reading.lang, lambda *_: "")
            signs = [words[words.rindex(_SIGN[op]) :] for op, _ in given if _SIGN[op] in words]
            if signs:
                yield of, f"Σ {signs[0]}"
        case _:
            pass
    for child in children(node):
        yield from _limits_in(reading, child, negated)


def _unit(reading: Reading, attribute: str) -> str:
    known = reading.law.vocabulary.get(attribute)
    return known.unit if known is not None else ""
