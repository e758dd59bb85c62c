"""How far each list can be searched today: which editions are at hand, how old they are, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from attrs import define, field

from sekisho.determine.parties import whole_of
from sekisho.law.compiled import Law
from sekisho.law.model import Text
from sekisho.sources.records import ListedParty
from sekisho.sources.registry import Source, sources

from .found import ListAge, ListState
from .law_parties import LAW, list_day
from .phrases import TITLES

STALE_LAW = 90
"""After how many days the law's own rows of a list are called stale, where no source says sooner."""


@define
class Counted:
    """How many parties of a list are at hand, from which sources, and how many of them are bare addresses, in which countries."""

    parties: int = 0
    sources: set[str] = field(factory=set)
    bare: int = 0
    countries: set[str] = field(factory=set)


def count(parties: Iterable[ListedParty]) -> dict[str, Counted]:
    """What is at hand of each list."""
    counted: dict[str, Counted] = {}
    for party in parties:
        for list_id in party.lists:
            one = counted.setdefault(list_id, Counted())
            one.parties += 1
            one.sources.add(party.source)
            if party.kind == "address":
                one.bare += 1
                one.countries |= set(party.countries)
    return counted


def states(
    law: Law, counted: Mapping[str, Counted], editions: Mapping[str, date], today: date
) -> tuple[ListState, ...]:
    """The state of every list that the law or a source knows. `editions`: by source the day of its edition."""
    by_list: dict[str, list[Source]] = {}
    for source in sources().values():
        for name in source.lists:
            by_list.setdefault(name, []).append(source)
    wanted = [name for name, one in law.lists.items() if one.parties and not whole_of(law, name)]
    found = []
    for list_id in dict.fromkeys([*wanted, *by_list]):
        if not whole_of(law, list_id):
            own = counted.get(list_id, Counted())
            found.append(_state(law, list_id, own, by_list.get(list_id, []), editions, today))
    return tuple(found)


def _state(
    law: Law,
    list_id: str,
    counted: Counted,
    publishers: list[Source],
    editions: Mapping[str, date],
    today: date,
) -> ListState:
    synced = {source.id: editions[source.id] for source in publishers if source.id in editions}
    days = [day for day in (list_day(law, list_id), *synced.values()) if day is not None]
    day = max(days, default=None)
    limit = min((source.stale_after for source in publishers if source.id in synced), default=STALE_LAW)
    age: ListAge = "missing" if day is None else "stale" if today - day > timedelta(days=limit) else "current"
    control_list = law.lists.get(list_id)
    title: Text = dict(TITLES.get(list_id, {"en": list_id}))
    if control_list is not None:
        title = control_list.title
    elif publishers and list_id not in TITLES:
        title = dict(publishers[0].titles)
    return ListState(
        id=list_id,
        title=title,
        authority=control_list.authority if control_list is not None else publishers[0].authority,
        day=day,
        parties=counted.parties,
        sources=tuple(sorted(counted.sources, key=lambda name: (name != LAW, name))),
        age=age,
        bare=counted.bare,
        bare_countries=tuple(sorted(counted.countries)),
    )
