"""The lists as they stand now: every party of every edition in use, and which lists are missing, old or damaged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from attrs import frozen

from sekisho.sources.archive import Archive, Damaged, Index
from sekisho.sources.records import ListedParty
from sekisho.sources.registry import Source, sources
from sekisho.sources.settings import Settings

Condition = Literal["current", "stale", "missing", "damaged", "off"]


@frozen
class SourceState:
    """How one source stands on a day.

    "current" and "stale" have an edition in use; "missing" never had one, "damaged" has one that cannot be read, "off" is
    switched off in the settings: of their lists nothing can be said. `day`: when the edition was fetched; `checked`: when
    it was last seen to be the newest; `age`: days since then; `stale_after`: days until it counts as old; `failure`: why the
    last sync took nothing.
    """

    id: str
    authority: str
    lists: tuple[str, ...]
    condition: Condition
    count: int = 0
    by_list: tuple[tuple[str, int], ...] = ()
    day: date | None = None
    published: date | None = None
    checked: date | None = None
    age: int | None = None
    stale_after: int = 0
    failure: str = ""
    failed_on: date | None = None
    flaws: int = 0
    edition: str = ""

    @property
    def usable(self) -> bool:
        """Whether its parties can be searched at all."""
        return self.condition in {"current", "stale"}


def parties(archive: Archive, settings: Settings | None = None) -> Iterator[ListedParty]:
    """Every party of the editions in use. What cannot be read is left out here and named by `state`."""
    for source in sources().values():
        if settings and not settings.of(source).enabled:
            continue
        try:
            edition = archive.index(source.id).edition
            if edition is not None:
                yield from archive.parties(source.id, edition)
        except Damaged:
            continue


def state(archive: Archive, today: date, settings: Settings | None = None) -> tuple[SourceState, ...]:
    """How every source stands on a day, in the order of the registry."""
    return tuple(_state(source, archive, today, settings) for source in sources().values())


def _state(source: Source, archive: Archive, today: date, settings: Settings | None) -> SourceState:
    own = settings.of(source) if settings else None
    limit = source.stale_after if own is None or own.stale_after is None else own.stale_after
    try:
        index = archive.index(source.id)
        edition = index.edition
        if edition is not None:
            archive.verify(source.id, edition)
    except Damaged as error:
        return SourceState(
            source.id, source.authority, source.lists, "damaged", failure=str(error), stale_after=limit
        )
    failure, failed_on = _failure(index)
    off = own is not None and not own.enabled
    if edition is None or off:
        return SourceState(
            source.id,
            source.authority,
            source.lists,
            "off" if off else "missing",
            stale_after=limit,
            failure=failure,
            failed_on=failed_on,
        )
    checked = index.checked or edition.day
    age = (today - checked).days
    return SourceState(
        source.id,
        source.authority,
        source.lists,
        "stale" if age > limit else "current",
        count=edition.count,
        by_list=tuple(edition.by_list.items()),
        day=edition.day,
        published=edition.published,
        checked=checked,
        age=age,
        stale_after=limit,
        failure=failure,
        failed_on=failed_on,
        flaws=edition.flaw_count,
        edition=edition.id,
    )


def _failure(index: Index) -> tuple[str, date | None]:
    if index.failure is None:
        return "", None
    return "; ".join(index.failure.reasons), index.failure.at.date()
