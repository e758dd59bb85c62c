"""The archive of official lists: raw bytes by their hash, the editions of every source, and which of them is in use.

    <data>/lists/raw/3f/3fa1….z               what was fetched, named by its SHA-256, never changed (zlib)
    <data>/lists/sources/us.csl/index.json    the editions, the one in use, the last failure
    <data>/lists/sources/us.csl/….parties     the parties of an edition (MessagePack, zlib)
    <data>/lists/sources/us.csl/….changes     what it changed against the one before
    <data>/lists/partial/                     downloads that were cut

The index is written last, and as a whole: until then the old edition stands, whatever happens.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path

import msgspec
from attrs import evolve, field, frozen

from sekisho.sources.atomic import locked, sweep, write_atomically
from sekisho.sources.records import Flaw, ListedParty, SourceError

SCHEMA = "sekisho/lists/1"
KEPT_FLAWS = 50


class Damaged(SourceError):
    """What the archive holds is not what was put into it."""


@frozen
class RawFile:
    """One file as it was fetched or imported. `name` is what its format calls it."""

    name: str
    sha256: str
    size: int
    url: str = ""
    etag: str = ""
    last_modified: str = ""
    headers: dict[str, str] = field(factory=dict)


@frozen
class Acceptance:
    """A person took an edition that the checks had refused: who, why, and what the checks had said."""

    by: str
    why: str
    at: datetime
    reasons: tuple[str, ...] = ()


@frozen
class Edition:
    """One state of a source. `day` is the day on which it was fetched, `published` the one that the file itself gives."""

    id: str
    day: date
    format: str
    files: tuple[RawFile, ...]
    engine: str
    count: int
    by_list: dict[str, int]
    parties_sha256: str
    stated: int | None = None
    published: date | None = None
    flaws: tuple[Flaw, ...] = ()
    flaw_count: int = 0
    imported: bool = False
    accepted: Acceptance | None = None
    changed: tuple[int, int, int] | None = None  # added, removed, changed; None for the first edition


@frozen
class Refusal:
    """An edition that was not taken, or a fetch that failed. Its files are kept; a person may take them (`--accept`)."""

    at: datetime
    reasons: tuple[str, ...]
    files: tuple[RawFile, ...] = ()
    format: str = ""
    day: date | None = None
    imported: bool = False


@frozen
class Index:
    """What is known of one source. `checked`: the last day on which the edition in use was seen to be the newest."""

    schema: str = SCHEMA
    editions: tuple[Edition, ...] = ()
    current: str = ""
    checked: date | None = None
    failure: Refusal | None = None

    @property
    def edition(self) -> Edition | None:
        """The edition in use, None where there is none yet."""
        return next((edition for edition in self.editions if edition.id == self.current), None)


class Archive:
    """The lists in one folder. Reading needs no lock; writing holds the lock of the source."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def partials(self) -> Path:
        """Where cut downloads wait."""
        return self.folder / "partial"

    def lock(self, source: str) -> AbstractContextManager[None]:
        """Hold this source for writing; `Busy` where another process does."""
        return locked(self._folder(source) / "lock")

    def index(self, source: str) -> Index:
        """What is known of a source; empty where it was never synchronised. Raises Damaged."""
        file = self._folder(source) / "index.json"
        if not file.is_file():
            return Index()
        try:
            found = msgspec.json.decode(file.read_bytes(), type=Index)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise Damaged(f"{file}: {error}. Delete it and synchronise {source} again.") from None
        if found.schema != SCHEMA:
            raise Damaged(
                f"{file}: it was written as {found.schema}, not {SCHEMA}. Use the Sekisho that wrote it."
            )
        return found

    def keep_raw(self, data: bytes) -> str:
        """Keep bytes for good and give their hash; what is already there is not written again."""
        sha = hashlib.sha256(data).hexdigest()
        file = self._raw(sha)
        if not self._holds(sha):
            write_atomically(file, zlib.compress(data, 6))
        return sha

    def raw(self, sha: str) -> bytes:
        """Bytes kept before. Raises Damaged where they are gone or not the same."""
        file = self._raw(sha)
        try:
            data = zlib.decompress(file.read_bytes())
        except FileNotFoundError:
            raise Damaged(f"{file} is gone. Synchronise again.") from None
        except zlib.error:
            data = b""
        if hashlib.sha256(data).hexdigest() != sha:
            raise Damaged(f"{file} was changed. Delete it and synchronise again.")
        return data

    def _holds(self, sha: str) -> bool:
        try:
            self.raw(sha)
        except Damaged:
            return False
        return True

    def parties(self, source: str, edition: Edition) -> tuple[ListedParty, ...]:
        """The parties of an edition. Raises Damaged where the file is gone or not the same."""
        data = zlib.decompress(self._whole(source, edition))
        return msgspec.msgpack.decode(data, type=tuple[ListedParty, ...])

    def verify(self, source: str, edition: Edition) -> None:
        """Raises Damaged where the parties of an edition are gone or not the same; reads nothing into memory for long."""
        self._whole(source, edition)

    def _whole(self, source: str, edition: Edition) -> bytes:
        file = self._folder(source) / f"{edition.id}.parties"
        try:
            data = file.read_bytes()
        except FileNotFoundError:
            raise Damaged(f"{file} is gone. Synchronise {source} again.") from None
        if hashlib.sha256(data).hexdigest() != edition.parties_sha256:
            raise Damaged(f"{file} was changed. Delete it and synchronise {source} again.")
        return data

    def changes(self, source: str, edition: Edition) -> bytes | None:
        """What the edition changed, as `sekisho.sources.diff` wrote it."""
        file = self._folder(source) / f"{edition.id}.changes"
        return file.read_bytes() if file.is_file() else None

    def add(
        self,
        source: str,
        edition: Edition,
        parties: Iterable[ListedParty],
        changes: bytes | None,
        checked: date,
    ) -> Edition:
        """Put an edition into use. Under the lock. The index comes last, so that a crash leaves the old edition in use."""
        folder = self._folder(source)
        sweep(folder)
        encoded = zlib.compress(msgspec.msgpack.encode(tuple(parties)), 6)
        edition = evolve(edition, parties_sha256=hashlib.sha256(encoded).hexdigest())
        write_atomically(folder / f"{edition.id}.parties", encoded)
        if changes is not None:
            write_atomically(folder / f"{edition.id}.changes", changes)
        try:
            index = self.index(source)
        except Damaged:
            index = Index()
        kept = tuple(other for other in index.editions if other.id != edition.id)
        self._write(source, Index(SCHEMA, (*kept, edition), edition.id, checked, None))
        return edition

    def seen(self, source: str, checked: date) -> None:
        """Note that the edition in use was still the newest on that day. Under the lock."""
        self._write(source, evolve(self.index(source), checked=checked, failure=None))

    def refuse(self, source: str, refusal: Refusal) -> None:
        """Note why nothing was taken; the edition in use stays. Under the lock."""
        try:
            index = self.index(source)
        except Damaged:
            return
        self._write(source, evolve(index, failure=refusal))

    def _write(self, source: str, index: Index) -> None:
        write_atomically(self._folder(source) / "index.json", msgspec.json.format(msgspec.json.encode(index)))

    def _folder(self, source: str) -> Path:
        return self.folder / "sources" / source

    def _raw(self, sha: str) -> Path:
        return self.folder / "raw" / sha[:2] / f"{sha}.z"
