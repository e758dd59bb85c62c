"""The jobs that screen the parties of a table: all of them, or after a change of the lists those that it can touch."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from sekisho.service.access import Permission
from sekisho.service.office import Office
from sekisho.service.typed_in.unreadable import Unreadable
from sekisho.service.uploads import BadUpload, UploadKind, check_upload
from sekisho.store import Transaction, screenings

from .kinds import Kind
from .running import JobProblem, Running

if TYPE_CHECKING:
    from sekisho.screening.party_files import PartyLine
    from sekisho.screening.screener import Screener

GIVEN: Final = "parties"
TABLE: Final = "hits.csv"
WHOLE: Final = "screening.json"
BATCH: Final = 20
"""So many parties are screened between two marks of progress."""


def screen(office: Office, params: Mapping[str, Any], job: Running) -> dict[str, Any]:
    """Hold every party of a table against the lists at hand; those in doubt are kept, each with its reasons.

    `params`: name (of the file), lang.
    """
    from sekisho.service.screening.files import as_csv, screened

    lines = _lines(params, job)
    screener = _opened(office, job)
    job.rest_on(_mark(screener))
    batches = list(_batches(lines))
    job.total(len(lines))
    job.say("jobs-screening", len(lines))
    for number, part in enumerate(batches):
        if number not in job.done:
            job.at(_where(params, part[0]))
            found = screened(screener, part)
            job.keep(
                number, {"doubtful": found["doubtful"], "unsearched": found["unsearched"]}, count=len(part)
            )
    parts = [value for number, value in job.parts() if number < len(batches)]
    whole = {
        **screened(screener, ()),
        "on": screener.today.isoformat(),
        "parties": len(lines),
        "doubtful": [row for part in parts for row in part["doubtful"]],
        "unsearched": list({one["list"]: one for part in parts for one in part["unsearched"]}.values()),
    }
    hits = len({row["line"] for row in whole["doubtful"]})
    if len(batches) not in job.done:

        def keep(tx: Transaction) -> None:
            screenings.add(
                tx,
                job.job.workspace,
                kind="file",
                query={"name": str(params["name"]), "parties": len(lines)},
                result=whole,
                lists={one["list"]: one["day"] for one in whole["lists"]},
                hits=hits,
                by=job.job.by,
                job=job.job.id,
            )

        job.keep(len(batches), {}, keep, count=0)
    with job.database.read() as tx:
        kept = screenings.of_job(tx, job.job.workspace, job.job.id)
    job.keep_file(WHOLE, "application/json", json.dumps(whole, ensure_ascii=False, indent=1).encode())
    job.keep_file(TABLE, "text/csv; charset=utf-8", as_csv(whole, str(params.get("lang") or "en")))
    missing = sorted(one["list"] for one in whole["unsearched"])
    return {
        "files": [TABLE, WHOLE],
        "parties": len(lines),
        "doubtful": hits,
        "lists": len([one for one in whole["lists"] if one["list"] not in missing and one["day"]]),
        "unsearched": missing,
        "on": whole["on"],
        "screening": kept,
    }


def again(office: Office, params: Mapping[str, Any], job: Running) -> dict[str, Any]:
    """Name the parties of a table that a change of the lists after a day can touch, each with the change.

    `params`: name (of the file), since (a day), lang.
    """
    from sekisho.screening.answer import match_of
    from sekisho.screening.rescreening import changes_since, touched
    from sekisho.sources.archive import Archive
    from sekisho.sources.settings import load_settings

    lines = _lines(params, job)
    screener = _opened(office, job)
    job.rest_on(_mark(screener))
    since = date.fromisoformat(str(params["since"]))
    changes = changes_since(screener.law, Archive(load_settings().lists), since)
    job.total(len(lines))
    job.say("jobs-screening", len(lines))
    for number, part in enumerate(_batches(lines)):
        if number in job.done:
            continue
        job.at(_where(params, part[0]))
        asked = [((line, what), query) for line in part for what, query in line.queries()]
        rows = [
            {
                "line": line.line,
                "id": line.id,
                "name": line.names[0],
                "what": what,
                "change": touch.change.what,
                "fields": list(touch.change.fields),
                "entry": "/".join(touch.change.party.key),
                "listed": touch.hit.name.text,
                "lists": list(touch.change.party.lists),
                "match": None if touch.match is None else match_of(touch.match, screener.law, screener.today),
            }
            for (line, what), touch in touched(screener, changes, asked)
        ]
        job.keep(number, rows, count=len(part))
    found = [row for _, rows in job.parts() for row in rows]
    whole = {
        "since": since.isoformat(),
        "on": screener.today.isoformat(),
        "parties": len(lines),
        "changes": len(changes),
        "touched": found,
    }
    job.keep_file(WHOLE, "application/json", json.dumps(whole, ensure_ascii=False, indent=1).encode())
    return {
        "files": [WHOLE],
        "parties": len(lines),
        "changes": len(changes),
        "touched": len({row["line"] for row in found}),
        "since": since.isoformat(),
    }


def _opened(office: Office, job: Running) -> Screener:
    """The screener with the decisions of the job's workspace, as soon as the lists are open. Raises JobProblem."""
    from sekisho.service.screening.room import NotOpen, screener_of

    job.say("jobs-opening-lists")
    while True:
        job.pause()
        try:
            return screener_of(office, job.job.workspace, 1.0)
        except NotOpen as closed:
            if closed.opening.state == "failed":
                raise JobProblem("jobs-lists-closed", closed.opening.problem) from None


def _mark(screener: Screener) -> str:
    """What a screening rests on: the day, the law, each list with its day and size."""
    lists = [(state.id, str(state.day), state.parties) for state in screener.lists]
    return hashlib.sha256(repr((str(screener.today), screener.law.hash, lists)).encode()).hexdigest()


def _lines(params: Mapping[str, Any], job: Running) -> tuple[PartyLine, ...]:
    """The parties of the table that was handed in. Raises JobProblem."""
    from sekisho.service.screening.files import lines_of

    name = str(params["name"])
    try:
        return lines_of(check_upload(job.file(GIVEN).body, name, UploadKind.TABLE))
    except BadUpload as bad:
        raise JobProblem(bad.key, *bad.parts, where=bad.name) from None
    except Unreadable as bad:
        raise JobProblem(bad.key, *bad.parts, where=name) from None


def _batches(lines: Sequence[PartyLine]) -> Iterator[Sequence[PartyLine]]:
    for start in range(0, len(lines), BATCH):
        yield lines[start : start + BATCH]


def _where(params: Mapping[str, Any], line: PartyLine) -> str:
    return f"{params['name']}:{line.line}"


KINDS: Final = (
    Kind("screen-parties", screen, Permission.SCREEN_RUN),
    Kind("screen-again", again, Permission.SCREEN_RUN),
)
