"""Long work: the list of it, how far each is, stopping it, its results; and handing in what takes long."""

from __future__ import annotations

from datetime import date
from typing import Any, Final
from urllib.parse import quote

from starlette.datastructures import UploadFile

from sekisho.service import jobs
from sekisho.service.access import Permission
from sekisho.service.jobs import determine_many, screen_parties
from sekisho.service.jobs.documents import MOST_BYTES, MOST_DOCUMENTS, read_sources
from sekisho.service.uploads import BadUpload, UploadKind, check_upload, safe_name
from sekisho.store import BadCursor, NotThere
from sekisho.store import jobs as rows

from .asking import Ask, Refused
from .doors import NotAllowed
from .pages import File, Goto, Page, Pages, Shown

pages = Pages()
A_PAGE: Final = 25


@pages.get("/jobs", template="jobs/list.html", may=Permission.JOBS_READ)
def job_list(ask: Ask) -> Page:
    """The long work of the workspace, and the forms that begin some."""
    return _list(ask)


def _list(ask: Ask, wrong: dict[str, str] | None = None, typed: dict[str, str] | None = None) -> Page:
    try:
        found = jobs.listed(ask.office, ask.actor, ask.lang, limit=A_PAGE, after=ask.get("after"))
    except BadCursor:
        raise Refused(400, "page.wrong-404", field="after", mend="page.mend-404") from None
    data = found | {
        "most": {"documents": MOST_DOCUMENTS, "megabytes": MOST_BYTES // 1_000_000},
        "wrong": {"file": "", "on": "", "parties": "", "since": "", **(wrong or {})},
        "typed": {"on": "", "since": "", **(typed or {})},
    }
    return Page(
        data, ask.say("jobs.title"), 422 if wrong else 200, template="jobs/list.html" if wrong else ""
    )


@pages.get("/jobs/{id}", template="jobs/one.html", may=Permission.JOBS_READ)
def job(ask: Ask, id: str) -> Page:
    """One piece of long work: how far it is, what failed and where, its results."""
    try:
        found = jobs.job_view(ask.office, ask.actor, id, ask.lang)
    except NotThere:
        raise Refused(404, "page.wrong-404") from None
    return Page({"job": found, "told_of": _told_of(ask, found)}, found["title"] or found["kind_words"])


def _told_of(ask: Ask, found: dict[str, Any]) -> list[str]:
    """What came out, in sentences; numbers that belong together stand in one."""
    outcome = found["result"]
    if not outcome:
        return []
    if found["kind"] == "screen-parties":
        words = [
            ask.say("jobs.screened", outcome["parties"], outcome["lists"], outcome["on"], outcome["doubtful"])
        ]
        if outcome["unsearched"]:
            words.append(ask.say("jobs.unsearched", ", ".join(outcome["unsearched"])))
        return words
    if found["kind"] == "screen-again":
        return [
            ask.say(
                "jobs.touched", outcome["changes"], outcome["since"], outcome["touched"], outcome["parties"]
            )
        ]
    if found["kind"] == "look-again":
        counts = outcome["counts"]
        return [
            ask.say(
                "jobs.looked",
                *(counts.get(one, 0) for one in ("outcome", "reasons", "same", "unread", "failed")),
            )
        ]
    return []


@pages.get("/jobs/{id}/files/{name}", may=Permission.JOBS_READ, json=False)
def job_file(ask: Ask, id: str, name: str) -> File:
    """A result of the work, as a file. What was handed in is not given out."""
    try:
        found = jobs.job_view(ask.office, ask.actor, id, ask.lang)
        if name not in {file["name"] for file in found["files"]}:
            raise NotThere
        with ask.office.database.read() as tx:
            held = rows.file(tx, ask.actor.workspace, id, name)
    except NotThere:
        raise Refused(404, "page.wrong-404") from None
    return File(held.body, held.media, held.name)


@pages.post("/jobs/{id}/cancel", may=Permission.JOBS_RUN)
def cancel(ask: Ask, id: str) -> Goto:
    """Ask the work to stop."""
    try:
        stopped = jobs.cancel(ask.office, ask.actor, id)
    except NotThere:
        raise Refused(404, "page.wrong-404") from None
    told = "jobs.cancelled" if stopped.state == "cancelled" else "jobs.stopping" if not stopped.over else ""
    return Goto(f"/jobs/{quote(id)}", ask.say(told) if told else "")


@pages.post("/jobs/transactions", template="jobs/list.html", may=Permission.JOBS_RUN)
def determine(ask: Ask) -> Shown:
    """Begin to determine the transactions of a file."""
    typed = {"on": ask.field("on")}
    try:
        on = date.fromisoformat(typed["on"]) if typed["on"] else None
    except ValueError:
        return _list(ask, {"on": ask.say("page.bad-day", typed["on"])}, typed)
    sent = ask.form.get("file")
    if not isinstance(sent, UploadFile) or not sent.filename:
        return _list(ask, {"file": ask.say("jobs-no-file")}, typed)
    body, name = sent.file.read(MOST_BYTES + 1), safe_name(sent.filename)
    try:
        read_sources(body, name)
    except BadUpload as bad:
        return _list(ask, {"file": bad.words(ask.lang)}, typed)
    params = {
        "name": name,
        "lang": ask.lang,
        "whole": ask.field("whole") == "yes",
        "options": {"on": on.isoformat()} if on else {},
    }
    given = rows.JobFile(determine_many.GIVEN, "application/octet-stream", body)
    return _started(
        ask, jobs.start(ask.office, ask.actor, "determine-many", params, title=name, files=[given])
    )


@pages.post("/jobs/parties", template="jobs/list.html", may=Permission.JOBS_RUN)
def screen(ask: Ask) -> Shown:
    """Begin to screen the parties of a table; with a day, only those that a change of the lists since then can touch."""
    if not ask.may(Permission.SCREEN_RUN):
        raise NotAllowed(ask.actor, Permission.SCREEN_RUN)
    typed = {"since": ask.field("since")}
    try:
        since = date.fromisoformat(typed["since"]) if typed["since"] else None
    except ValueError:
        return _list(ask, {"since": ask.say("page.bad-day", typed["since"])}, typed)
    sent = ask.form.get("parties")
    if not isinstance(sent, UploadFile) or not sent.filename:
        return _list(ask, {"parties": ask.say("jobs-no-file")}, typed)
    try:
        upload = check_upload(sent.file.read(), sent.filename, UploadKind.TABLE)
    except BadUpload as bad:
        return _list(ask, {"parties": bad.words(ask.lang)}, typed)
    params = {"name": upload.name, "lang": ask.lang}
    kind = "screen-parties"
    if since is not None:
        kind, params = "screen-again", params | {"since": since.isoformat()}
    given = rows.JobFile(screen_parties.GIVEN, "application/octet-stream", upload.data)
    return _started(ask, jobs.start(ask.office, ask.actor, kind, params, title=upload.name, files=[given]))


def _started(ask: Ask, id: str) -> Goto:
    return Goto(f"/jobs/{id}", ask.say("jobs.started"))
