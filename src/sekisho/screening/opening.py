"""Opens a screener over the law and the synced lists: from an index that was kept, or by making one."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec
from attrs import frozen

from sekisho.law.compiled import Law
from sekisho.sources.archive import Archive, Damaged, Edition
from sekisho.sources.records import ListedParty
from sekisho.sources.registry import sources
from sekisho.sources.settings import Settings, load_settings

from .addresses import AddressIndex
from .decisions import DecisionBook
from .found import Entry
from .index import NameIndex
from .law_parties import parties_of
from .lists import Counted, count, states
from .screener import Screener, addressed

Progress = Callable[[int, int], None]
FORMAT = "1"  # raise it where what is kept changes in a way that the time of the modules does not show
KEPT = 3


@frozen
class Beside:
    """What is kept beside the indexes: what is at hand of each list, and the entries of the parties that have an address."""

    counted: dict[str, Counted]
    addressed: dict[str, tuple[Entry, ...]]


@frozen
class Opened:
    """The indexes of all listed parties."""

    names: NameIndex
    addresses: AddressIndex
    beside: Beside


def open_screener(
    law: Law, today: date, *, settings: Settings | None = None, progress: Progress | None = None
) -> Screener:
    """A screener over all that is at hand today. The first opening after a sync, or after a change of the law, makes the index
    and keeps it in the data folder; a folder that cannot be written only costs time. `progress`: names done, names in all.
    Raises SettingsError, and BadDecision for a book of decisions that cannot be read.
    """
    settings = settings or load_settings()
    archive = Archive(settings.lists)
    editions = usable(archive, settings)
    book = DecisionBook(settings.data / "screening" / "decisions.jsonl")
    kept = settings.data / "screening" / "index" / _key(law, editions)
    opened = _kept(kept)
    if opened is None:
        every = [*parties_of(law)]
        for source, edition in editions.items():
            every += (p for p in archive.parties(source, edition) if _listing(p))
        opened = Opened(
            NameIndex.build(every, progress=progress),
            AddressIndex.build(every),
            Beside(count(every), addressed(law, every)),
        )
        _keep(kept, opened)
    days = {source: _speaks_until(archive, source, edition) for source, edition in editions.items()}
    lists = states(law, opened.beside.counted, days, today)
    return Screener(law, opened.names, opened.addresses, opened.beside.addressed, lists, today, book)


def usable(archive: Archive, settings: Settings) -> dict[str, Edition]:
    """The editions in use that are whole, by source. A damaged one, or one switched off, counts as missing, and `sekisho lists`
    says why.
    """
    found = {}
    for source, published in sources().items():
        try:
            if not settings.of(published).enabled:
                continue
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


def _listing(party: ListedParty) -> bool:
    """Does a record put a party on a list? Of the announcements of China's Ministry of Commerce those that add one do; one that
    takes off or suspends is no listing, and what an earlier one listed stays a hit until the law's own rows say otherwise.
    """
    return party.source != "cn.mofcom" or party.fact("action") in {"", "added"}


def _key(law: Law, editions: dict[str, Edition]) -> str:
    folder = Path(__file__).parent
    newest = max(file.stat().st_mtime_ns for file in folder.rglob("*") if file.suffix in {".py", ".tsv"})
    parts = [FORMAT, f"{newest:x}", law.hash]
    parts += [f"{source}={edition.parties_sha256}" for source, edition in sorted(editions.items())]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _kept(folder: Path) -> Opened | None:
    try:
        # Written last: without it the others may be half there.
        beside = msgspec.msgpack.decode((folder / "beside").read_bytes(), type=Beside)
        opened = Opened(NameIndex.load(folder / "names"), AddressIndex.load(folder / "addresses"), beside)
        os.utime(folder)  # what is used is kept
    except (OSError, ValueError):
        return None
    return opened


def _keep(folder: Path, opened: Opened) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        opened.names.save(folder / "names")
        opened.addresses.save(folder / "addresses")
        partial = folder / f"beside.{os.getpid()}.part"
        partial.write_bytes(msgspec.msgpack.encode(opened.beside))
        partial.replace(folder / "beside")
        others = sorted(folder.parent.iterdir(), key=lambda one: one.stat().st_mtime, reverse=True)
        for old in others[KEPT:]:
            shutil.rmtree(old, ignore_errors=True)
    except OSError:
        pass
