"""The days on which the law changes, and what happens to which provision on each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from attrs import frozen

from .compiled import Law
from .model import Suspension, Version

_DAY = timedelta(days=1)


@frozen(order=True)
class Event:
    """What happens on a day: `what` is "starts", "ends", "changes", "suspends" or "suspension-ends".

    `provision`: a provision, a code, a party row or a group; `by`: the suspension or the instrument that
    does it.
    """

    on: date
    what: str
    provision: str
    by: str = ""


def events_of(law: Law) -> dict[date, list[Event]]:
    """Every event of the law by its day."""
    found: dict[date, set[Event]] = {}
    for event in _all(law):
        found.setdefault(event.on, set()).add(event)
    return {day: sorted(found[day]) for day in sorted(found)}


def _all(law: Law) -> Iterator[Event]:
    for provision in law.all_provisions():
        yield from _of_versions(provision.id, provision.versions)
    for row in law.party_rows.values():
        yield from _of_versions(row.id, row.versions)
    for suspension in law.suspensions.values():
        for target in sorted(suspension.of) or [suspension.id]:
            yield from _of_suspension(suspension, target)
    for group in law.groups.values():
        for _, start, until in group.rows:
            if start is not None:
                yield Event(start, "changes", group.id)
            if until is not None:
                yield Event(until + _DAY, "changes", group.id)


def _of_versions(id: str, versions: Iterable[Version]) -> Iterator[Event]:
    versions = tuple(versions)
    starts = {version.start for version in versions}
    ends = {version.until + _DAY for version in versions if version.until is not None}
    for version in versions:
        if version.start is not None:
            follows = version.start in ends
            yield Event(version.start, "changes" if follows else "starts", id, version.by)
            if version.first_day == "unstated":
                yield Event(version.start + _DAY, "starts", id, version.by)
        if version.until is not None:
            if version.until + _DAY not in starts:
                yield Event(version.until + _DAY, "ends", id)
            if version.last_day == "unstated":
                yield Event(version.until, "ends", id)


def _of_suspension(suspension: Suspension, target: str) -> Iterator[Event]:
    yield Event(suspension.start, "suspends", target, suspension.id)
    if suspension.until is not None:
        yield Event(suspension.until + _DAY, "suspension-ends", target, suspension.id)
        if suspension.last_day == "unstated":
            yield Event(suspension.until, "suspension-ends", target, suspension.id)


def title_of(law: Law, id: str) -> Any:
    """The words by which a provision, party row or group is called, by language; its id where it has none."""
    provision = law.provision(id)
    if provision is not None:
        display = getattr(provision, "display", "")
        if display and provision.title:
            return {lang: f"{display} {words}" for lang, words in provision.title.items()}
        return provision.title or id
    row = law.party_rows.get(id)
    if row is not None:
        return row.native or row.names[0]
    group = law.groups.get(id)
    return group.title if group is not None and group.title else id
