"""The jobs that screen the parties of a table: all of them, or after a change of the lists those that it can touch."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sekisho.service.access import Permission
from sekisho.service.office import Office
from sekisho.service.uploads import BadUpload, UploadKind, check_upload
from sekisho.store import Transaction, screenings
from sekisho.words.screening_words import say

from .determine_many import harmless
from .kinds import Kind
from .running import JobProblem, Running

if TYPE_CHECKING:
    from sekisho.screening.found import Screened
    from sekisho.screening.party_files import PartyLine

GIVEN: Final = "parties"
TABLE: Final = "hits.csv"
WHOLE: Final = "screening.json"
BATCH: Final = 20
"""So many parties are screened between two marks of progress."""
_HEADS: Final = (
    "line",
    "id",
    "name",
    "what",
    "asked",
    "degree",
    "score",
    "listed",
    "countries",
    "lists",
    "entry",
)


def screen(office: Office, params: Mapping[str, Any], job: Running) -> dict[str, Any]:
    """Hold every party of a table against the lists at hand; those in doubt are kept, each with its reasons.

    `params`: name (of the file), lang.
    """
    lines = _lines(params, job)
    job.say("jobs-opening-lists")
    screener = office.screener(job.job.workspace)
    from sekisho.screening.answer import answer, list_of

    job.total(len(list(_batches(lines))) + 1)
    job.say("jobs-screening", len(lines))
    for number, part in enumerate(_batches(lines)):
        if number in job.done:
            continue
        job.at(_where(params, part[0]))
        doubtful: list[dict[str, Any]] = []
        missing: dict[str, str] = {}
        for line in part:
            for what, query in line.queries():
                result = screener.screen(query)
                missing.update({one.list: one.why for one in result.unsearched})
                if _doubtful(result):
                    found = answer(result, (), screener.law, screener.today)
                    doubtful.append({**_head(line, what), **found})
        job.keep(number, {"doubtful": doubtful, "unsearched": missing})
    lists = [list_of(state) for state in screener.lists]
    return _finish(params, job, lines, screener.today, lists)


def _finish(
    params: Mapping[str, Any],
    job: Running,
    lines: Sequence[PartyLine],
    today: date,
    lists: list[dict[str, Any]],
) -> dict[str, Any]:
    """Put the parts together: a table, the whole as JSON, and a screening that is kept."""
    last = len(list(_batches(lines)))
    parts = [value for number, value in job.parts() if number != last]
    rows = [row for part in parts for row in part["doubtful"]]
    missing = {name: why for part in parts for name, why in part["unsearched"].items()}
    whole = {
        "on": today.isoformat(),
        "parties": len(lines),
        "doubtful": rows,
        "lists": lists,
        "unsearched": [{"list": name, "why": why} for name, why in missing.items()],
    }
    if last not in job.done:
        id = ""

        def keep(tx: Transaction) -> None:
            nonlocal id
            id = screenings.add(
                tx,
                job.job.workspace,
                kind="file",
                query={"name": str(params["name"]), "parties": len(lines)},
                result=whole,
                lists=[{"list": one["list"], "day": one.get("as_of") or one.get("day")} for one in lists],
                hits=len({row["line"] for row in rows}),
                by=job.job.by,
                job=job.job.id,
            )

        job.keep(last, {"doubtful": [], "unsearched": {}}, keep)
    lang = str(params.get("lang") or "en")
    job.keep_file(WHOLE, "application/json", json.dumps(whole, ensure_ascii=False, indent=1).encode())
    job.keep_file(TABLE, "text/csv; charset=utf-8", _table(rows, lang))
    return {
        "files": [TABLE, WHOLE],
        "parties": len(lines),
        "doubtful": len({row["line"] for row in rows}),
        "lists": len([one for one in lists if one["list"] not in missing]),
        "unsearched": sorted(missing),
        "on": today.isoformat(),
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
    job.say("jobs-opening-lists")
    screener = office.screener(job.job.workspace)
    changes = changes_since(
        screener.law, Archive(load_settings().lists), date.fromisoformat(str(params["since"]))
    )
    job.total(len(list(_batches(lines))))
    job.say("jobs-screening", len(lines))
    for number, part in enumerate(_batches(lines)):
        if number in job.done:
            continue
        job.at(_where(params, part[0]))
        asked = [((line, what), query) for line in part for what, query in line.queries()]
        rows = [
            {
                **_head(line, what),
                "change": touch.change.what,
                "fields": list(touch.change.fields),
                "entry": "/".join(touch.change.party.key),
                "listed": touch.hit.name.text,
                "lists": list(touch.change.party.lists),
                "match": None if touch.match is None else match_of(touch.match, screener.law, screener.today),
            }
            for (line, what), touch in touched(screener, changes, asked)
        ]
        job.keep(number, rows)
    found = [row for _, rows in job.parts() for row in rows]
    whole = {"since": str(params["since"]), "parties": len(lines), "changes": len(changes), "touched": found}
    job.keep_file(WHOLE, "application/json", json.dumps(whole, ensure_ascii=False, indent=1).encode())
    return {
        "files": [WHOLE],
        "parties": len(lines),
        "changes": len(changes),
        "touched": len({row["line"] for row in found}),
        "since": str(params["since"]),
    }


def _lines(params: Mapping[str, Any], job: Running) -> tuple[PartyLine, ...]:
    """The parties of the table that was handed in. Raises JobProblem."""
    from sekisho.screening.party_files import BadTable, read_parties

    name = str(params["name"])
    try:
        upload = check_upload(job.file(GIVEN).body, name, UploadKind.TABLE)
    except BadUpload as bad:
        raise JobProblem(bad.key, *bad.parts, where=bad.name) from None
    with tempfile.TemporaryDirectory(prefix="sekisho-") as folder:
        path = Path(folder) / f"parties{upload.suffix}"
        path.write_bytes(upload.data)
        try:
            return read_parties(path)
        except BadTable as bad:
            raise JobProblem("jobs-table", str(bad).replace(str(path), name), where=name) from None


def _batches(lines: Sequence[PartyLine]) -> Iterator[Sequence[PartyLine]]:
    for start in range(0, len(lines), BATCH):
        yield lines[start : start + BATCH]


def _where(params: Mapping[str, Any], line: PartyLine) -> str:
    return f"{params['name']}:{line.line}"


def _head(line: PartyLine, what: str) -> dict[str, Any]:
    return {"line": line.line, "id": line.id, "name": line.names[0], "what": what}


def _doubtful(result: Screened) -> bool:
    return bool(result.open or any(m.degree == "confirmed" for m in result.matches) or result.addresses)


def _table(rows: Sequence[Mapping[str, Any]], lang: str) -> bytes:
    """The hits as CSV for a spreadsheet, a row for each."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_HEADS)
    for row in rows:
        head = [row["line"], row["id"], row["name"], row["what"], row["asked"]["name"]]
        for match in row["matches"]:
            cells = [*head, say(match["degree"], lang), f"{match['score']:.3f}", match["name"]]
            cells += [" ".join(match["countries"]), _lists(match["lists"], lang), match["entry"]]
            writer.writerow([harmless(str(cell)) for cell in cells])
        for hit in row["addresses"]:
            entries = " ".join(str(entry["row"]) for entry in hit["entries"])
            cells = [*head[:3], "address", hit["asked"], hit["verdict"], "", hit["listed"], ""]
            cells += [_lists(hit["lists"], lang), entries]
            writer.writerow([harmless(str(cell)) for cell in cells])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def _lists(lists: Sequence[Mapping[str, Any]], lang: str) -> str:
    return "; ".join(one["title"].get(lang) or one["title"]["en"] for one in lists)


KINDS: Final = (
    Kind("screen-parties", screen, Permission.SCREEN_RUN),
    Kind("screen-again", again, Permission.SCREEN_RUN),
)
