"""`sekisho sync` and `sekisho lists`: bringing the official lists of parties up to date, and how they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from sekisho.words import say

from .failure import Faulty
from .screen import columns, console, print_json

if TYPE_CHECKING:
    from rich.console import Console

    from sekisho.sources.archive import Archive, Edition
    from sekisho.sources.latest import SourceState
    from sekisho.sources.registry import Source
    from sekisho.sources.settings import Settings
    from sekisho.sources.sync import Outcome, Progress

FAILED = 1
_SHOWN = 5


def run_sync(
    names: list[str],
    files: list[Path],
    *,
    day: date | None,
    accept: bool,
    by: str | None,
    why: str | None,
    lang: str,
    as_json: bool,
) -> None:
    """Synchronise the named sources, or all; print what came of each. Exit status 1 where one took nothing."""
    from sekisho.sources.archive import Archive
    from sekisho.sources.registry import sources
    from sekisho.sources.settings import load_settings

    wanted = _named(names, sources())
    _refuse_odd_options(names, files, day, accept, by, why)
    settings = load_settings()
    archive = Archive(settings.lists)
    outcomes = list(_outcomes(wanted, files, archive, settings, day, accept, by, why, lang, as_json))
    if as_json:
        print_json({"schema": "sekisho/sync/1", "sources": [_outcome_json(outcome) for outcome in outcomes]})
    if any(outcome.status in {"failed", "refused"} for outcome in outcomes):
        raise typer.Exit(FAILED)


def print_lists(lang: str, as_json: bool, today: date | None = None) -> None:
    """Print how every source stands: its edition, count and age, and what is missing or stale."""
    from sekisho.sources.archive import Archive
    from sekisho.sources.latest import state
    from sekisho.sources.settings import load_settings

    settings = load_settings()
    archive = Archive(settings.lists)
    states = state(archive, today or datetime.now(UTC).date(), settings)
    if as_json:
        print_json(
            {
                "schema": "sekisho/lists/1",
                "archive": str(archive.folder),
                "sources": [_state_json(one, _edition(archive, one)) for one in states],
            }
        )
        return
    out = console()
    table = columns(
        say("list-source", lang),
        say("source-state", lang),
        say("source-count", lang),
        say("source-day", lang),
        say("source-checked", lang),
        say("source-age", lang),
        narrow=(0, 2, 3),
    )
    for one in states:
        count = f"{one.count:,}" if one.usable else "-"
        days = (str(value) if value is not None else "-" for value in (one.day, one.checked, one.age))
        table.add_row(one.id, say(f"source-{one.condition}", lang), count, *days)
    out.print(table)
    out.print()
    for line in _said(states, archive, lang):
        out.print(line, soft_wrap=True)
    out.print(f"{say('source-folder', lang)}: {archive.folder}", soft_wrap=True)


def _said(states: tuple[SourceState, ...], archive: Archive, lang: str) -> Iterator[str]:
    """What is missing, stale or odd, each in a sentence."""
    if all(one.condition == "current" for one in states):
        yield say("source-all-current", lang)
    for one in states:
        if one.condition == "stale":
            yield say("source-stale-said", lang, one.id, one.age, one.stale_after)
        elif not one.usable:
            yield say(f"source-{one.condition}-said", lang, one.id) + _instead(one, states, lang)
        if one.failure:
            yield say("source-last-failure", lang, one.id, one.failed_on or "-", one.failure)
        edition = _edition(archive, one)
        if edition and edition.accepted:
            accepted = edition.accepted
            reasons = "; ".join(accepted.reasons) or accepted.why
            yield say("source-accepted", lang, one.id, accepted.by, accepted.why, reasons)
        if one.flaws:
            yield say("source-flaws", lang, one.id, f"{one.flaws:,}")


def _instead(one: SourceState, states: tuple[SourceState, ...], lang: str) -> str:
    """Which of its lists stand in another source, and of which nothing was fetched at all."""
    where = {listed: other.id for other in states if other.usable for listed in dict(other.by_list)}
    bare = [listed for listed in one.lists if listed not in where]
    words = " " + say("source-uncovered", lang, ", ".join(bare)) if bare else ""
    for other in dict.fromkeys(where[listed] for listed in one.lists if listed in where):
        covered = ", ".join(listed for listed in one.lists if where.get(listed) == other)
        words += " " + say("source-covered", lang, covered, other)
    return words


def _outcomes(
    wanted: list[Source],
    files: list[Path],
    archive: Archive,
    settings: Settings,
    day: date | None,
    accept: bool,
    by: str | None,
    why: str | None,
    lang: str,
    as_json: bool,
) -> Iterator[Outcome]:
    from sekisho.sources.archive import Acceptance
    from sekisho.sources.fetch import Cancelled
    from sekisho.sources.sync import Sync

    out = console()
    acceptance = Acceptance(by, why, datetime.now().astimezone()) if accept and by and why else None
    with _progress(hidden=as_json) as progress:
        sync = Sync(archive, settings, progress)
        for source in wanted:
            try:
                if files:
                    data = {file.name: file.read_bytes() for file in files}
                    outcome = sync.import_files(source, data, day or _day_of(files), acceptance)
                elif acceptance:
                    outcome = sync.accept(source, acceptance.by, acceptance.why)
                else:
                    outcome = sync.source(source)
            except (Cancelled, KeyboardInterrupt):
                out.print(say("sync-stopped", lang), soft_wrap=True)
                raise typer.Exit(FAILED) from None
            if not as_json:
                _print_outcome(out, source, outcome, archive, lang)
            yield outcome


def _print_outcome(out: Console, source: Source, outcome: Outcome, archive: Archive, lang: str) -> None:
    edition = outcome.edition
    if edition is not None and outcome.status == "new":
        added = (
            say("sync-changes", lang, *outcome.changes.counts) if outcome.changes else say("sync-first", lang)
        )
        words = say("sync-new", lang, source.id, edition.day, f"{edition.count:,}")
        out.print(f"{words} ({added})", soft_wrap=True)
        if edition.flaw_count:
            out.print("  " + say("source-flaws", lang, source.id, f"{edition.flaw_count:,}"), soft_wrap=True)
        return
    if edition is not None:
        out.print(say("sync-unchanged", lang, source.id, edition.day, f"{edition.count:,}"), soft_wrap=True)
        return
    out.print(say(f"sync-{outcome.status}", lang, source.id), soft_wrap=True)
    if outcome.status == "off":
        return
    for reason in outcome.reasons:
        out.print(f"  {reason}", soft_wrap=True)
    if outcome.acceptable:
        out.print("  " + say("sync-may-accept", lang, source.id), soft_wrap=True)
    if archive.index(source.id).edition is None:
        out.print("  " + say("sync-none-yet", lang, ", ".join(source.lists)), soft_wrap=True)


def _named(names: list[str], known: Mapping[str, Source]) -> list[Source]:
    strange = [name for name in names if name not in known]
    if strange:
        raise typer.BadParameter(
            f"{', '.join(strange)} is no source; the sources are {', '.join(known)}", param_hint="SOURCE"
        )
    return [known[name] for name in names] if names else list(known.values())


def _refuse_odd_options(
    names: list[str], files: list[Path], day: date | None, accept: bool, by: str | None, why: str | None
) -> None:
    if files and len(names) != 1:
        raise typer.BadParameter("files are imported for one source: name it", param_hint="--from")
    if day is not None and not files:
        raise typer.BadParameter("a day is given for imported files (--from) only", param_hint="--day")
    if accept and (len(names) != 1 or not by or not why):
        raise typer.BadParameter(
            "name one source, who accepts it (--by) and why (--why)", param_hint="--accept"
        )
    if (by or why) and not accept:
        raise typer.BadParameter("goes with --accept", param_hint="--by" if by else "--why")
    missing = [f"{file}: there is no such file" for file in files if not file.is_file()]
    if missing:
        raise Faulty(missing)
    doubled = [file.name for file in files if [other.name for other in files].count(file.name) > 1]
    if doubled:
        raise Faulty([f"{doubled[0]}: two files have this name; give each its own"])


def _day_of(files: list[Path]) -> date:
    """The day of files that were fetched by hand: that of the oldest, as their folder says."""
    return min(date.today(), *(date.fromtimestamp(file.stat().st_mtime) for file in files))


def _edition(archive: Archive, one: SourceState) -> Edition | None:
    from sekisho.sources.archive import Damaged

    try:
        return archive.index(one.id).edition
    except Damaged:
        return None


def _outcome_json(outcome: Outcome) -> dict[str, Any]:
    edition, changes = outcome.edition, outcome.changes
    return {
        "source": outcome.source,
        "status": outcome.status,
        "reasons": list(outcome.reasons),
        "acceptable": outcome.acceptable,
        "edition": edition.id if edition else None,
        "day": edition.day if edition else None,
        "count": edition.count if edition else None,
        "added": [one.id for one in changes.added] if changes else None,
        "removed": [one.id for one in changes.removed] if changes else None,
        "changed": [{"id": one.id, "fields": list(one.fields)} for one in changes.changed]
        if changes
        else None,
    }


def _state_json(one: SourceState, edition: Edition | None) -> dict[str, Any]:
    accepted = edition.accepted if edition else None
    return {
        "id": one.id,
        "authority": one.authority,
        "lists": list(one.lists),
        "state": one.condition,
        "count": one.count if one.usable else None,
        "by_list": dict(one.by_list),
        "day": one.day,
        "published": one.published,
        "checked": one.checked,
        "age": one.age,
        "stale_after": one.stale_after,
        "failure": one.failure or None,
        "failed_on": one.failed_on,
        "flaws": one.flaws,
        "accepted": {
            "by": accepted.by,
            "why": accepted.why,
            "at": accepted.at,
            "reasons": list(accepted.reasons),
        }
        if accepted
        else None,
    }


@contextmanager
def _progress(hidden: bool) -> Iterator[Progress]:
    """Bars on a terminal; nothing in a pipe."""
    from sekisho.sources.sync import Silent

    err = console(error=True)
    if hidden or not err.is_terminal:
        yield Silent()
        return
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    bars = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TimeRemainingColumn(),
        console=err,
        transient=True,
    )
    with bars:
        yield Bars(bars)


class Bars:
    """One bar for each file, on a terminal."""

    def __init__(self, bars: Any) -> None:
        self._bars = bars
        self._tasks: dict[str, Any] = {}

    def bytes(self, source: str, file: str, done: int, whole: int | None) -> None:
        """So many bytes of a file have come."""
        name = f"{source} {file.rpartition('/')[2]}"[:60]
        if name not in self._tasks:
            self._tasks[name] = self._bars.add_task(name, total=whole)
        self._bars.update(self._tasks[name], completed=done, total=whole)

    def step(self, source: str, what: str) -> None:
        """A step begins; the bars of the files before it are taken away."""
        if what != "fetch":
            for task in self._tasks.values():
                self._bars.update(task, visible=False)
