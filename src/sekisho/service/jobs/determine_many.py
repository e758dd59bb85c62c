"""The job that determines many transactions: a table of the outcomes, the answers, and what could not be read."""

from __future__ import annotations

import csv
import io
import json
import logging
import re
import secrets
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

import sekisho
from sekisho.facts import BadInput, read_case
from sekisho.facts.load import load_text
from sekisho.service.access import Permission
from sekisho.service.determining import BadOption, Options, TooOpen, make_options, refuse_open
from sekisho.service.lanes import group_of
from sekisho.service.office import Office
from sekisho.service.summaries import summary_of
from sekisho.service.uploads import BadUpload
from sekisho.words import headline, say, severity

from .documents import Source, read_sources
from .kinds import Kind
from .running import JobProblem, Running

GIVEN: Final = "transactions"
"""The name under which the file that was handed in is kept."""
TABLE: Final = "outcomes.csv"
ANSWERS: Final = "answers.zip"
GROUPS: Final = ("duty", "open", "none", "unread", "failed")
"""What may become of a transaction."""
MOST_DUTIES: Final = 20_000
"""An answer with more duties than this takes some hundred megabytes; of such a one the outcomes alone are kept."""
LOG: Final = logging.getLogger("sekisho.jobs")


def run(office: Office, params: Mapping[str, Any], job: Running) -> dict[str, Any]:
    """Determine every transaction of a file.

    `params`: name (of the file), lang, options (words of `make_options`), whole (keep the answers too, not only outcomes).
    """
    try:
        sources = read_sources(job.file(GIVEN).body, str(params["name"]))
        options = make_options(office.law, **params.get("options", {}), questions=False, traces=False)
    except BadUpload as bad:
        raise JobProblem(bad.key, *bad.parts, where=bad.name) from None
    except BadOption as bad:
        raise JobProblem("jobs-option", bad.option, f"{bad.message}; {bad.mend}") from None
    job.rest_on(f"{office.law.hash} {sekisho.__version__}")
    job.total(len(sources))
    job.say("jobs-determining")
    for number, source in enumerate(sources):
        if number not in job.done:
            job.at(source.name)
            job.keep(number, _safely(office, source, options, bool(params.get("whole", True))))
    job.say("jobs-writing")
    lang = str(params.get("lang") or "en")
    job.keep_file(TABLE, "text/csv; charset=utf-8", _table(job, lang))
    files = [TABLE]
    if params.get("whole", True):
        job.keep_file(ANSWERS, "application/zip", _answers(job))
        files.append(ANSWERS)
    return {"files": files, **_counts(job), "law": office.law.hash}


def _safely(office: Office, source: Source, options: Options, whole: bool) -> dict[str, Any]:
    """One transaction; where Sekisho itself fails on it, that stands in its place and the others go on."""
    try:
        return _part(office, source, options, whole)
    except Exception as fault:
        mark = secrets.token_hex(4)
        LOG.exception("%s could not be determined, mark %s", source.name, mark)
        return {
            "name": source.name,
            "faults": [f"{type(fault).__name__} {mark}"],
            "failed": [type(fault).__name__, mark],
        }


def _part(office: Office, source: Source, options: Options, whole: bool) -> dict[str, Any]:
    """One transaction: its outcome by authority, or what is wrong with it."""
    try:
        tree = load_text(source.text, source.name, source.is_json)
        case = read_case(tree, office.law, options.on, options.known, source.name)
        refuse_open(office.law, case)
    except BadInput as bad:
        return {"name": source.name, "faults": [str(problem) for problem in bad.problems]}
    except TooOpen as wide:
        return {"name": source.name, "faults": [str(wide)]}
    found = office.engine.determine(
        case,
        assume=options.assume,
        authorities=options.authorities,
        claim_available=options.claim_available,
    )
    part: dict[str, Any] = {
        "name": source.name,
        "id": case.id,
        "on": case.on.isoformat() if case.on is not None else "",
        "summary": summary_of(found),
    }
    if whole and sum(len(result.duties) for result in found.authorities.values()) > MOST_DUTIES:
        part["answer"] = {"id": case.id, "summary": part["summary"], "too_large": MOST_DUTIES}
    elif whole:
        part["answer"] = found.to_dict(questions=False, traces=False)
    return part


def _counts(job: Running) -> dict[str, Any]:
    """How many transactions stand in which group by their gravest lane, and how many could not be read."""
    counts: Counter[str] = Counter()
    codes: set[str] = set()
    for _, part in job.parts():
        counts[_group(part)] += 1
        codes |= set(part.get("summary", ()))
    return {
        "counts": {name: counts[name] for name in GROUPS},
        "authorities": sorted(codes),
    }


def _group(part: Mapping[str, Any]) -> str:
    """The group of a transaction: a duty anywhere, else anything open anywhere, else none on the facts given."""
    if "faults" in part:
        return "failed" if part.get("failed") else "unread"
    groups = {group_of(lane["at_least"], lane["at_most"]) for lane in part["summary"].values()}
    return next((name for name in ("duty", "open") if name in groups), "none")


def _table(job: Running, lang: str) -> bytes:
    """The outcomes as CSV for a spreadsheet, a row for each transaction; a fault stands where the outcome would."""
    codes = sorted({code for _, part in job.parts() for code in part.get("summary", ())})
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    heads = [say(f"jobs-col-{name}", lang) for name in ("number", "source", "id", "on", "group")]
    writer.writerow([*heads, *codes, say("jobs-col-fault", lang)])
    for number, part in job.parts():
        lanes = part.get("summary", {})
        cells = [str(number + 1), part["name"], part.get("id", ""), part.get("on", "")]
        cells.append(say(f"jobs-group-{_group(part)}", lang))
        cells += [_headline(lanes.get(code), lang) for code in codes]
        cells.append(
            say("jobs-fault", lang, *part["failed"])
            if part.get("failed")
            else "\n".join(part.get("faults", ()))
        )
        writer.writerow([harmless(cell) for cell in cells])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def _headline(lane: Mapping[str, Any] | None, lang: str) -> str:
    if lane is None:
        return ""
    return headline(lane["at_least"], lane["at_most"], lang, bool(lane.get("door")))


def harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _answers(job: Running) -> bytes:
    """The answers, a JSON file for each transaction, in one zip; for one that could not be read, its faults."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for name, body in _files(job):
            # A fixed day: the same answers make the same file.
            packed.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _files(job: Running) -> Iterator[tuple[str, str]]:
    for number, part in job.parts():
        stem = re.sub(r"[^\w.-]+", "-", part.get("id") or part["name"])[:60].strip(".-") or "transaction"
        body = part.get("answer") or {"transaction": part["name"], "faults": part.get("faults", [])}
        ending = "json" if "answer" in part else "faults.json"
        yield f"{number + 1:05d}-{stem}.{ending}", json.dumps(body, ensure_ascii=False, indent=1)


def gravest(summary: Mapping[str, Mapping[str, Any]]) -> int:
    """The gravest end of all lanes, from 0 to 5."""
    return max((severity(lane["at_most"]) for lane in summary.values()), default=0)


KINDS: Final = (Kind("determine-many", run, Permission.DETERMINE),)
