"""Starts and cancels jobs for a person, and tells how far they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sekisho.service.office import Office
from sekisho.store import accounts, events
from sekisho.store import jobs as rows
from sekisho.words import say

from .kinds import kinds

if TYPE_CHECKING:
    from sekisho.service.access import Actor

Json = dict[str, Any]


def start(
    office: Office,
    actor: Actor,
    kind: str,
    params: Mapping[str, Any],
    *,
    title: str = "",
    files: Iterable[rows.JobFile] = (),
) -> str:
    """Put a job into the queue; its id. `title`: what a list of jobs calls it. Raises KeyError for a kind that is none.

    Whether the actor may start it is for the caller to ask (`Kind.may`).
    """
    known = kinds()[kind]
    with office.database.begin() as tx:
        job = rows.add(
            tx,
            actor.workspace,
            kind=known.id,
            title=title,
            params=dict(params),
            files=tuple(files),
            by=actor.id,
        )
        events.log(tx, actor.workspace, actor.id, "job.started", job.id, kind=kind)
    return job.id


def cancel(office: Office, actor: Actor, id: str) -> rows.Job:
    """Ask a job to stop. Raises NotThere."""
    with office.database.begin() as tx:
        job = rows.ask_to_stop(tx, actor.workspace, id)
        events.log(tx, actor.workspace, actor.id, "job.cancelled", id)
    return job


def listed(office: Office, actor: Actor, lang: str, *, limit: int = 25, after: str = "") -> Json:
    """The jobs of the workspace, the newest first. Raises BadCursor."""
    with office.database.read() as tx:
        found = rows.page_of(tx, actor.workspace, limit=limit, after=after)
        total = rows.count(tx, actor.workspace)
        names = accounts.names(tx, {job.by for job in found.rows})
    return {"rows": [job_row(job, names, lang) for job in found.rows], "total": total, "after": found.after}


def job_view(office: Office, actor: Actor, id: str, lang: str) -> Json:
    """One job: how far it is, what failed and where, what came out. Raises NotThere."""
    with office.database.read() as tx:
        job = rows.get(tx, actor.workspace, id)
        names = accounts.names(tx, {job.by})
        files = rows.files(tx, actor.workspace, id)
    outcome = job.result or {}
    shown = set(outcome.get("files", ()))
    return job_row(job, names, lang) | {
        "attempts": job.attempts,
        "result": outcome or None,
        "files": [
            {"name": name, "media": media, "size": size} for name, media, size in files if name in shown
        ],
    }


def job_row(job: rows.Job, names: Mapping[str, str], lang: str) -> Json:
    """A job for a list: its state, how far it is, in words."""
    return {
        "id": job.id,
        "kind": job.kind,
        "kind_words": say(f"jobs-kind-{job.kind}", lang),
        "title": job.title,
        "state": job.state,
        "state_words": _state_words(job, lang),
        "over": job.over,
        "done": job.done,
        "total": job.total,
        "progress_words": say("jobs.progress", lang, job.done, job.total) if job.total else "",
        "message": _message(job, lang),
        "problem": problem_words(job.problem, lang),
        "cancel_asked": job.cancel is not None,
        "made": job.made.isoformat(),
        "started": job.started.isoformat() if job.started else None,
        "ended": job.ended.isoformat() if job.ended else None,
        "by": job.by,
        "by_name": names.get(job.by or "", ""),
    }


def _state_words(job: rows.Job, lang: str) -> str:
    if job.state == "running" and job.cancel is not None:
        return say("jobs-state-stopping", lang)
    return say(f"jobs-state-{job.state}", lang)


def _message(job: rows.Job, lang: str) -> str:
    if job.over or not job.message:
        return ""
    key, *parts = job.message
    return say(str(key), lang, *parts)


def problem_words(problem: Mapping[str, Any] | None, lang: str) -> str:
    """What failed, where, and what to do, in words; "" where nothing did."""
    if not problem:
        return ""
    if problem["what"] == "input":
        words = say(str(problem["key"]), lang, *problem.get("parts", ()))
    elif problem["what"] == "given-up":
        return say("jobs-given-up", lang, problem["attempts"])
    else:
        words = say("jobs-fault", lang, problem.get("kind", ""), problem.get("mark", ""))
    where = str(problem.get("where") or "")
    return say("jobs-at", lang, where, words) if where else words
