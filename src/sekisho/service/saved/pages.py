"""What the pages, the API and the MCP server show of saved answers: the table, and one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sekisho.facts.write import Document
from sekisho.service.board import board_of, list_name
from sekisho.service.cards import called
from sekisho.service.determining import read_text
from sekisho.service.office import Office
from sekisho.service.summaries import rows_of
from sekisho.store import accounts, jobs
from sekisho.store import saved as rows

from .comparing import head
from .editions import what_changed
from .keeping import get
from .looking import change_of, look_at

if TYPE_CHECKING:
    from sekisho.service.access import Actor

Json = dict[str, Any]
QUICK: Final = 0.12
"""Seconds that a page may take to look at saved transactions anew; the rest is for a job."""


def listed(
    office: Office,
    actor: Actor,
    lang: str,
    *,
    limit: int = 25,
    after: str = "",
    title: str = "",
    check: str = "",
    seconds: float | None = QUICK,
) -> Json:
    """The saved answers of the workspace, the newest first: the outcome then, the outcome now, whether it changed.

    `seconds`: how long looking anew may take; what was not looked at then says so. Raises BadCursor.
    """
    with office.database.read() as tx:
        found = rows.page_of(tx, actor.workspace, limit=limit, after=after, title=title, check=check)
        total = rows.count(tx, actor.workspace, title=title, check=check)
        total_all = rows.count(tx, actor.workspace) if title else total
        names = accounts.names(tx, {row.by for row in found.rows})
        at_work = _looking(tx, actor.workspace)
    seen = look_at(office, actor.workspace, [row.id for row in found.rows], seconds=seconds)
    lines = [_line(office, row, seen.get(row.id), names, lang) for row in found.rows]
    return {
        "today": office.today().isoformat(),
        "law": office.law.hash,
        "rows": lines,
        "total": total,
        "total_all": total_all,
        "after": found.after,
        "title_words": title.strip(),
        "unseen": sum(line["change"] == "unseen" for line in lines),
        "job": at_work,
    }


def _looking(tx: Any, workspace: str) -> str | None:
    """The job that asks all of them again, while it is under way."""
    for job in jobs.page_of(tx, workspace, limit=20).rows:
        if job.kind == "look-again" and not job.over:
            return job.id
    return None


def _line(office: Office, row: rows.SavedLine, seen: Json | None, names: dict[str, str], lang: str) -> Json:
    line = head(row) | {
        "by_name": names.get(row.by or "", ""),
        "then": rows_of(row.summary, lang),
        "law_is_now": row.law == office.law.hash,
        "now": None,
        "now_on": None,
        "change": "unseen",
        "changed": [],
        "faults": [],
        "failed": sorted(row.options.get("failed", {})),
    }
    if seen is None:
        return line
    if "faults" in seen:
        return line | {"change": change_of(row.summary, seen), "faults": seen["faults"]}
    now = seen["summary"]
    changed = [
        code for code in sorted(row.summary.keys() | now.keys()) if row.summary.get(code) != now.get(code)
    ]
    return line | {
        "now": rows_of(now, lang),
        "now_on": seen["on"],
        "change": change_of(row.summary, seen),
        "changed": changed,
    }


def one(office: Office, actor: Actor, id: str, lang: str) -> Json:
    """One saved answer as it was, with what it would be now and its other runs. Raises NoSuchSaved."""
    saved = get(office, actor, id)
    with office.database.read() as tx:
        runs = [head(run) for run in rows.runs_of(tx, actor.workspace, id)]
        names = accounts.names(tx, {saved.by, *(run["by"] for run in runs)})
        texts = what_changed(tx, saved.law, office.law.hash)
    seen = look_at(office, actor.workspace, [id])[id]
    tree = read_text(saved.document, "transaction", saved.format == "json")
    document = Document(tree, is_json=True)  # for looking into it, whatever it was written in
    now = None if "faults" in seen else seen["summary"]
    return head(saved) | {
        "by_name": names.get(saved.by or "", ""),
        "failed": sorted(saved.answer.get("failed", {})),
        "board": board_of(saved.answer, saved.answer.get("failed", {}), office.law, lang, document),
        "then": rows_of(saved.summary, lang),
        "now": None if now is None else rows_of(now, lang),
        "now_on": seen.get("on"),
        "change": change_of(saved.summary, seen),
        "faults": seen.get("faults", []),
        "law_is_now": saved.law == office.law.hash,
        "law_changes": None if texts is None else len(texts),
        "lists": saved.lists,
        "screened": [
            {
                "party": called(str(row["party"]), document) or str(row["party"]),
                "on": row["on"],
                "lists": [list_name(str(name), office.law, lang) for name in row["lists"]],
            }
            for row in saved.lists.get("screened", ())
        ],
        "options": saved.options,
        "document": saved.document,
        "format": saved.format,
        "runs": [run | {"by_name": names.get(run["by"] or "", "")} for run in runs],
        "questions": len(saved.answer.get("questions") or ()),
    }
