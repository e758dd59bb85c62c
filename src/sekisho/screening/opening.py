"""Opens a screener over the law and the synced lists: from an index that was kept, or by making one."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec

from sekisho.law.compiled import Law
from sekisho.sources.archive import Archive, Damaged, Edition
from sekisho.sources.registry import sources
from sekisho.sources.settings import Settings, load_settings

from .addresses import AddressIndex
from .decisions import DecisionBook
from .index import NameIndex
from .law_parties import parties_of
from .lists import Counted, count, states
from .screener import Screener

Progress = Callable[[int, int], None]
FORMAT = "1"  # raise it where what is kept changes in a way that the time of the modules does not show
KEPT = 3


def open_screener(
    law: Law, today: date, *, settings: Settings | None = None, progress: Progress | None = None
) -> Screener:
    """A screener over all that is at hand today. The first opening after a sync, or after a change of the law, makes the index
    and keeps it in the data folder; a folder that cannot be written only costs time. `progress`: names done, names in all.
    Raises SettingsError, and BadDecision for a book of decisions that cannot be read.
    """
    settings = settings or load_settings()
    archive = Archive(settings.lists)
    editions = usable(archive)
    book = DecisionBook(settings.data / "screening" / "decisions.jsonl")
    kept = settings.data / "screening" / "index" / _key(law, editions)
    opened = _kept(kept)
    if opened is None:
        every = [*parties_of(law)]
        for source, edition in editions.items():
            every += archive.parties(source, edition)
        opened = NameIndex.build(every, progress=progress), AddressIndex.build(every), count(every)
        _keep(kept, *opened)
    names, addresses, counted = opened
    days = {source: _speaks_until(archive, source, edition) for source, edition in editions.items()}
    return Screener(law, names, addresses, states(law, counted, days, today), today, book)


def usable(archive: Archive) -> dict[str, Edition]:
    """The editions in use that are whole, by source. A damaged one counts as missing, and `sekisho lists` says why."""
    found = {}
    for source in sources():
        try:
            edition = archive.index(source).edition
            if edition is not None:
                archive.verify(source, edition)
                found[source] = edition
        except Damaged:
            continue
    return found


def _speaks_until(archive: Archive, source: str, edition: Edition) -> date:
    """The day on which an edition was last seen to be the newest; of an imported file the day that it gives itself."""
    if edition.imported:
        return edition.published or edition.day
    return archive.index(source).checked or edition.day


def _key(law: Law, editions: dict[str, Edition]) -> str:
    folder = Path(__file__).parent
    newest = max(file.stat().st_mtime_ns for file in folder.rglob("*") if file.suffix in {".py", ".tsv"})
    parts = [FORMAT, f"{newest:x}", law.hash]
    parts += [f"{source}={edition.parties_sha256}" for source, edition in sorted(editions.items())]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _kept(folder: Path) -> tuple[NameIndex, AddressIndex, dict[str, Counted]] | None:
    try:
        # Written last: without it the others may be half there.
        counted = msgspec.json.decode((folder / "lists.json").read_bytes(), type=dict[str, Counted])
        names, addresses = NameIndex.load(folder / "names"), AddressIndex.load(folder / "addresses")
    except (OSError, ValueError):
        return None
    os.utime(folder)  # what is used is kept
    return names, addresses, counted


def _keep(folder: Path, names: NameIndex, addresses: AddressIndex, counted: dict[str, Counted]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        names.save(folder / "names")
        addresses.save(folder / "addresses")
        partial = folder / "lists.json.part"
        partial.write_bytes(msgspec.json.encode(counted))
        partial.replace(folder / "lists.json")
        others = sorted(folder.parent.iterdir(), key=lambda one: one.stat().st_mtime, reverse=True)
        for old in others[KEPT:]:
            for file in old.iterdir():
                file.unlink()
            old.rmdir()
    except OSError:
        pass
