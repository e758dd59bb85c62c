"""Bringing a source up to date: fetch, keep the raw bytes, read, check, compare, put into use. Each step may end it safely."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Literal, Protocol

from attrs import define, evolve, field, frozen

from sekisho import __version__
from sekisho.sources.archive import KEPT_FLAWS, Acceptance, Archive, Damaged, Edition, Index, RawFile, Refusal
from sekisho.sources.atomic import Busy
from sekisho.sources.candidates import (
    Candidate,
    alike,
    edition_id,
    lost,
    name_files,
    older,
    opened_file,
    read_files,
    same_files,
)
from sekisho.sources.checks import Problem, counts_by_list, distinct, problems
from sekisho.sources.diff import Changes, compare
from sekisho.sources.downloads import download
from sekisho.sources.fetch import Cancelled, Fetcher
from sekisho.sources.records import ListedParty, ParsedList, SourceError
from sekisho.sources.registry import Layout, Source
from sekisho.sources.settings import Settings

Status = Literal["new", "unchanged", "refused", "failed", "off"]


@frozen
class Outcome:
    """What a sync did with one source.

    "new": an edition was put into use; "unchanged": the one in use is the newest; "refused": what came is no whole
    edition; "failed": nothing came; "off": the source is switched off. After the last three the old edition stands.
    `acceptable`: a person may take it with --accept.
    """

    source: str
    status: Status
    reasons: tuple[str, ...] = ()
    acceptable: bool = False
    edition: Edition | None = None
    changes: Changes | None = None


class Progress(Protocol):
    """Who wants to see how far a sync is."""

    def bytes(self, source: str, file: str, done: int, whole: int | None) -> None:
        """So many bytes of a file have come."""

    def step(self, source: str, what: Literal["fetch", "read", "check", "store"]) -> None:
        """A step of a source begins."""


class Silent:
    """Shows nothing."""

    def bytes(self, source: str, file: str, done: int, whole: int | None) -> None:
        """Nothing."""

    def step(self, source: str, what: Literal["fetch", "read", "check", "store"]) -> None:
        """Nothing."""


@define
class Sync:
    """One run over sources. `now` gives the time, for tests."""

    archive: Archive
    settings: Settings
    progress: Progress = field(factory=Silent)
    cancelled: Callable[[], bool] = bool
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    fetcher: Callable[..., Fetcher] = Fetcher

    def source(self, source: Source) -> Outcome:
        """Bring one source up to date from the network. Raises only Cancelled; every failure is an outcome."""
        if not self.settings.of(source).enabled:
            return Outcome(source.id, "off", ("it is switched off in the settings",))
        try:
            with self.archive.lock(source.id):
                return self._from_network(source)
        except Busy:
            return Outcome(source.id, "failed", ("another sync of this source is running; wait for it",))
        except OSError as error:
            return Outcome(
                source.id, "failed", (f"{error.filename or self.archive.folder}: {error.strerror}",)
            )
        except Cancelled:
            raise
        except Exception as error:  # a fault of Sekisho costs this source and not the ones after it
            said = f"Sekisho itself failed: {type(error).__name__}: {error}. Report it; the old edition stays in use."
            return Outcome(source.id, "failed", (said,))

    def import_files(
        self, source: Source, files: Mapping[str, bytes], day: date, acceptance: Acceptance | None = None
    ) -> Outcome:
        """Take files that a person fetched by hand. `files`: by what the person's files are called; `day`: of the fetch."""
        try:
            with self.archive.lock(source.id):
                return self._from_files(source, files, day, acceptance)
        except Busy:
            return Outcome(source.id, "failed", ("another sync of this source is running; wait for it",))

    def accept(self, source: Source, by: str, why: str) -> Outcome:
        """Take the files that the last sync refused, in the name of a person who has looked at them."""
        try:
            with self.archive.lock(source.id):
                refusal = self.archive.index(source.id).failure
                layout = source.layout(refusal.format) if refusal else None
                if refusal is None or not refusal.files or layout is None:
                    return Outcome(
                        source.id, "failed", ("there is nothing that was refused; synchronise it first",)
                    )
                day = refusal.day or refusal.at.date()
                candidate = Candidate(layout, refusal.files, day, refusal.imported)
                acceptance = Acceptance(by, why, self.now(), refusal.reasons)
                return self._judge(source, candidate, acceptance)
        except Busy:
            return Outcome(source.id, "failed", ("another sync of this source is running; wait for it",))
        except Damaged as error:
            return Outcome(source.id, "failed", (str(error),))

    def _from_network(self, source: Source) -> Outcome:
        own = self.settings.of(source)
        index = self._index(source)
        layouts = [layout for layout in source.layouts if not own.format or layout.format == own.format]
        outcome = Outcome(
            source.id, "failed", ("no address is known for it: set one, or import a file (--from)",)
        )
        refused: Outcome | None = None
        reasons: list[str] = []
        for layout in layouts:
            urls = {file.name: own.files.get(file.name, file.url) for file in layout.files}
            if not all(urls[file.name] or file.optional for file in layout.files):
                continue
            try:
                self.progress.step(source.id, "fetch")
                with self.fetcher(
                    own, source.largest, self.archive.partials, cancelled=self.cancelled
                ) as fetcher:
                    files = download(
                        source, layout, urls, index, self.archive, fetcher, self.progress, self.now().date()
                    )
            except SourceError as error:
                reasons.append(str(error))
                outcome = Outcome(source.id, "failed", tuple(reasons))
                continue
            outcome = self._judge(source, Candidate(layout, files, self.now().date()))
            if outcome.status in {"new", "unchanged"}:
                return outcome
            refused = outcome
            reasons += outcome.reasons
        if refused is None:
            self.archive.refuse(source.id, Refusal(self.now(), outcome.reasons))
            return outcome
        return refused

    def _from_files(
        self, source: Source, files: Mapping[str, bytes], day: date, acceptance: Acceptance | None
    ) -> Outcome:
        reasons: list[str] = []
        outcome: Outcome | None = None
        for layout in source.layouts:
            named = name_files(layout, files)
            if named is None:
                continue
            try:
                opened = {
                    name: opened_file(data, layout, name, source.largest) for name, data in named.items()
                }
                parsed = read_files(layout, opened)
            except SourceError as error:
                reasons.append(f"as {layout.format}: {error}")
                continue
            raw = tuple(
                RawFile(name, self.archive.keep_raw(data), len(data)) for name, data in opened.items()
            )
            whole = self._with_kept(source, layout, raw) if source.keeps else raw
            known = parsed if whole == raw else None  # with the pages of before it has to be read anew
            outcome = self._judge(source, Candidate(layout, whole, day, imported=True), acceptance, known)
            break
        if outcome is None:
            wanted = " or ".join(
                f"{layout.format} ({', '.join(file.name for file in layout.files)})"
                for layout in source.layouts
            )
            reasons = reasons or [
                f"the files {', '.join(sorted(files))} are no layout of this source: {wanted}"
            ]
            self.archive.refuse(source.id, Refusal(self.now(), tuple(reasons)))
            outcome = Outcome(source.id, "refused", tuple(reasons))
        return outcome

    def _judge(
        self,
        source: Source,
        candidate: Candidate,
        acceptance: Acceptance | None = None,
        parsed: ParsedList | None = None,
    ) -> Outcome:
        """Read (unless it is read already), check, compare and store; what is refused is noted with its reasons."""
        index = self._index(source)
        if (
            acceptance is None
            and same_files(candidate, index.edition)
            and self._readable(source, index.edition)
        ):
            self.archive.seen(source.id, max(candidate.day, index.checked or candidate.day))
            return Outcome(source.id, "unchanged", edition=index.edition)
        self.progress.step(source.id, "read")
        try:
            if parsed is None:
                data = {file.name: self.archive.raw(file.sha256) for file in candidate.files}
                parsed = read_files(candidate.layout, data)
        except SourceError as error:
            return self._refused(source, candidate, [Problem(str(error), acceptable=False)])
        self.progress.step(source.id, "check")
        last = index.edition.by_list if index.edition else None
        sizes = {file.name: file.size for file in candidate.files}
        old = self._old_parties(source, index.edition)
        found = problems(source, parsed, sizes, last, old if old and alike(candidate, index.edition) else ())
        late = older(source, candidate, parsed, index.edition)
        found = (*found, late) if late else found
        parsed = distinct(parsed)
        if found and not (acceptance and all(problem.acceptable for problem in found)):
            return self._refused(source, candidate, found)
        changes = compare(old, parsed.parties) if old is not None else None
        gone = lost(source, index, changes)
        if gone and not acceptance:
            return self._refused(source, candidate, [gone])
        found = (*found, gone) if gone else found
        self.progress.step(source.id, "store")
        if acceptance is not None:
            acceptance = (
                evolve(acceptance, reasons=tuple(problem.what for problem in found)) if found else None
            )
        return self._store(source, candidate, parsed, changes, index, acceptance)

    def _store(
        self,
        source: Source,
        candidate: Candidate,
        parsed: ParsedList,
        changes: Changes | None,
        index: Index,
        acceptance: Acceptance | None,
    ) -> Outcome:
        edition = Edition(
            id=edition_id(candidate, index.editions),
            day=candidate.day,
            format=candidate.layout.format,
            files=candidate.files,
            engine=__version__,
            count=len(parsed.parties),
            by_list=counts_by_list(parsed.parties),
            parties_sha256="",
            stated=parsed.stated,
            published=parsed.published,
            flaws=parsed.flaws[:KEPT_FLAWS],
            flaw_count=len(parsed.flaws),
            imported=candidate.imported,
            accepted=acceptance,
            changed=changes.counts if changes else None,
        )
        encoded = changes.to_bytes() if changes else None
        edition = self.archive.add(source.id, edition, parsed.parties, encoded, candidate.day)
        return Outcome(source.id, "new", edition=edition, changes=changes)

    def _refused(self, source: Source, candidate: Candidate, found: Iterable[Problem]) -> Outcome:
        found = tuple(found)
        reasons = tuple(problem.what for problem in found)
        self.archive.refuse(
            source.id,
            Refusal(
                self.now(),
                reasons,
                candidate.files,
                candidate.layout.format,
                candidate.day,
                candidate.imported,
            ),
        )
        return Outcome(source.id, "refused", reasons, all(problem.acceptable for problem in found))

    def _index(self, source: Source) -> Index:
        try:
            return self.archive.index(source.id)
        except Damaged:
            return Index()

    def _with_kept(self, source: Source, layout: Layout, raw: tuple[RawFile, ...]) -> tuple[RawFile, ...]:
        """The pages of the last edition and the new ones; of two that are alike the older stays."""
        edition = self._index(source).edition
        kept = edition.files if edition and edition.format == layout.format else ()
        held = {file.sha256 for file in kept}
        names = {file.name for file in kept}
        more = [
            # Two pages that a person saved under one name are two pages: neither may push out the other.
            evolve(file, name=f"{file.name}#{file.sha256[:8]}") if file.name in names else file
            for file in raw
            if file.sha256 not in held
        ]
        return (*kept, *more)

    def _readable(self, source: Source, edition: Edition | None) -> bool:
        if edition is None:
            return False
        try:
            self.archive.verify(source.id, edition)
        except Damaged:
            return False
        return True

    def _old_parties(self, source: Source, edition: Edition | None) -> tuple[ListedParty, ...] | None:
        if edition is None:
            return None
        try:
            return self.archive.parties(source.id, edition)
        except Damaged:
            return None
