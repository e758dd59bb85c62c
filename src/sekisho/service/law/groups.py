"""Groups of places: who is a member on a day, and on which days that changed."""

from __future__ import annotations

from datetime import date, timedelta

from sekisho.law.compiled import Law
from sekisho.law.in_words import group_words
from sekisho.logic.conditions import GroupExpr

from .browsing import authority_name
from .provisions import used_by
from .reading import Json, Reading, last_at

_DAY = timedelta(days=1)


def group(reading: Reading, id: str) -> Json | None:
    """A group with its members on the day, the rows by which they belong to it, and its dated changes; None for no group."""
    law = reading.law
    one = law.groups.get(id)
    if one is None:
        return None
    inside, partly = members(law, id, reading.on)
    return {
        "dated": reading.dated(*([one.authority] if one.authority else [])),
        "id": id,
        "name": reading.text(one.title) or id,
        "authority": one.authority,
        "authority_name": authority_name(reading, one.authority) if one.authority else "",
        "cite": one.cite,
        "members": [_place(reading, place) for place in inside],
        "partly": [_place(reading, place) for place in partly],
        "rows": [
            {"words": group_words(law, expression, reading.lang), "from": start, "until": until,
             "refs": [reading.ref(leaf) for leaf in _groups(law, expression)],
             "valid": (start is None or start <= reading.on) and (until is None or reading.on <= until)}
            for expression, start, until in one.rows
        ],
        "changes": _changes(reading, id),
        "used_by": used_by(reading, id),
    }  # fmt: skip


def members(law: Law, id: str, day: date) -> tuple[list[str], list[str]]:
    """The places that lie in a group on a day, and those of which only a part does. A subdivision of a member is left out."""
    inside, partly = _held(law, id, _same_as(law, day))
    order = law.places
    whole = [place for place in order if place in inside and order[place].parent not in inside]
    return whole, [place for place in order if place in partly]


def _held(law: Law, id: str, day: date) -> tuple[frozenset[str], frozenset[str]]:
    """The places in a group, and those partly in it, as `sekisho.determine.places` decides them, all at once."""
    book: dict[tuple[str, date], tuple[frozenset[str], frozenset[str]]]
    book = law.cache.setdefault("members of groups", {})
    found = book.get((id, day))
    if found is None:
        inside: frozenset[str] = frozenset()
        partly: frozenset[str] = frozenset()
        for expression, start, until in law.groups[id].rows:
            if (start is None or start <= day) and (until is None or day <= until):
                whole, part = _in(law, expression, day)
                inside, partly = inside | whole, partly | part
        found = book[id, day] = (inside, partly - inside)
    return found


def _in(law: Law, expression: GroupExpr, day: date) -> tuple[frozenset[str], frozenset[str]]:
    if expression.op == "leaf":
        if expression.leaf in law.groups:
            return _held(law, expression.leaf, day)
        return _under(law, expression.leaf)
    if expression.left is None or expression.right is None:
        raise ValueError(f"group expression without two sides: {expression}")
    (left, left_part), (right, right_part) = _in(law, expression.left, day), _in(law, expression.right, day)
    if expression.op == "+":
        return left | right, (left_part | right_part) - left - right
    inside = left - right - right_part
    return inside, (left | left_part) - right - inside


def _under(law: Law, id: str) -> tuple[frozenset[str], frozenset[str]]:
    """A place with its subdivisions; and the countries of which it is a part."""
    inside = frozenset(place for place in law.places if place == id or place.startswith(f"{id}-"))
    return inside, frozenset(place for place in law.places if id.startswith(f"{place}-"))


def _changes(reading: Reading, id: str) -> list[Json]:
    """The days on which the membership differs from the day before, with who came and who went."""
    law = reading.law
    found = []
    for day in _days_of(law, id, set()):
        before, after = (set(members(law, id, one)[0]) for one in (day - _DAY, day))
        if before != after:
            found.append(
                {
                    "on": day,
                    "came": [_place(reading, place) for place in sorted(after - before)],
                    "went": [_place(reading, place) for place in sorted(before - after)],
                }
            )
    return found


def _place(reading: Reading, id: str) -> Json:
    return {"id": id, "name": reading.text(reading.law.places[id].name) or id}


def _groups(law: Law, expression: GroupExpr) -> list[str]:
    from sekisho.law.groups import leaves

    return [leaf for leaf in leaves(expression) if leaf in law.groups]


def _days_of(law: Law, id: str, seen: set[str]) -> list[date]:
    """The days on which a group, or one that it is made of, changes."""
    seen.add(id)
    found: set[date] = set()
    for expression, start, until in law.groups[id].rows:
        found |= {start} if start else set()
        found |= {until + _DAY} if until else set()
        for inner in _groups(law, expression):
            if inner not in seen:
                found.update(_days_of(law, inner, seen))
    return sorted(found)


def _days(law: Law) -> list[date]:
    """The days on which some group changes."""
    days: list[date] | None = law.cache.get("days of groups")
    if days is None:
        found: set[date] = set()
        for one in law.groups.values():
            for _, start, until in one.rows:
                found |= {start} if start else set()
                found |= {until + _DAY} if until else set()
        days = law.cache["days of groups"] = sorted(found)
    return days


def _same_as(law: Law, day: date) -> date:
    """A day on which all groups are as on this one, of few: what is worked out for it is kept."""
    days = _days(law)
    chosen = last_at(days, day)
    return chosen if chosen != date.min or not days else days[0] - _DAY
