"""What needs a person today: law that changed since the last visit, answers that it touches, what runs out soon, what is not confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from sekisho.service import checks
from sekisho.service.access import Permission, may
from sekisho.service.examples import EXAMPLES
from sekisho.service.law.changes import found_changes, together
from sekisho.service.law.instruments import Filter
from sekisho.service.law.reading import Reading
from sekisho.service.law.states import OPEN, instrument_spans, is_recorded, span_on
from sekisho.service.office import Office
from sekisho.service.saved.comparing import head
from sekisho.service.saved.editions import what_changed
from sekisho.service.saved.looking import change_of, happenings, look_at
from sekisho.service.summaries import changed_lanes
from sekisho.store import jobs, visits
from sekisho.store import saved as rows

if TYPE_CHECKING:
    from sekisho.service.access import Actor

Json = dict[str, Any]
AHEAD: Final = timedelta(days=60)
"""What ends within so many days "runs out soon"."""
FIRST_LOOK: Final = timedelta(days=30)
"""So far back a person looks who was never here."""
OLD_SCREENING: Final = 30
"""Days after which a screening of a coming shipment should be made again."""
OLD_DECLARATION: Final = 365
ROWS: Final = 6
SAVED: Final = 100
"""So many of the newest saved answers are looked through."""
QUICK: Final = 0.08
"""Seconds that the page may take to look at saved answers anew; the worker does the rest."""


def home(office: Office, actor: Actor, lang: str) -> Json:
    """The data of the first page, for this person in this workspace. Notes the visit."""
    today = office.today()
    reading = Reading(office.law, lang, today)
    with office.database.begin() as tx:
        visit = visits.note(tx, actor.workspace, actor.id, office.law.hash)
    since = visit.since.date() if visit.since is not None else None
    seen = _saved(office, actor) if may(actor, Permission.SAVED_READ).allowed else None
    drafts = checks.listed(office, actor, limit=ROWS) if may(actor, Permission.CHECK_READ).allowed else None
    return {
        "today": today.isoformat(),
        "first": visit.since is None and not (drafts or {}).get("total") and not (seen or {}).get("total"),
        "law": _law(office, reading, since, visit.since_law),
        "touched": seen,
        "soon": _soon(office, reading, seen),
        "unconfirmed": _unconfirmed(reading),
        "checked": [
            {"authority": code, "day": day.isoformat(), "days": max(0, (today - day).days)}
            for code, day in sorted(office.law.checked.items(), key=lambda pair: (pair[1], pair[0]))
        ],
        "lists": _lists(office),
        "checks": drafts,
        "examples": list(EXAMPLES),
        "jobs": _jobs(office, actor, lang) if may(actor, Permission.JOBS_READ).allowed else [],
    }


def warm(office: Office) -> None:
    """Work out what the first page needs of the law, once, so that the first person does not wait for it."""
    _unconfirmed(Reading(office.law, "en", office.today()))
    happenings(office.law)


# --- the law


def _law(office: Office, reading: Reading, since: date | None, since_law: str | None) -> Json:
    """What changed between the last visit and today: by the calendar, and in the files of the law."""
    today = office.today()
    start = since or today - FIRST_LOOK
    found = found_changes(office.law, start, today, Filter()) if start < today else []
    groups = together(found)
    texts = None
    if since_law is not None and since_law != office.law.hash:
        with office.database.read() as tx:
            texts = what_changed(tx, since_law, office.law.hash)
    newest = sorted(
        (
            one
            for one in office.law.instruments.values()
            if one.published is not None
            and one.published <= today
            and one.authority in office.law.authorities
        ),
        key=lambda one: (one.published or today, one.id),
        reverse=True,
    )
    return {
        "since": since.isoformat() if since else None,
        "from": start.isoformat(),
        "to": today.isoformat(),
        "count": len(found),
        "rows": [
            {
                "on": those[0].on.isoformat(),
                "what": those[0].what,
                "authority": those[0].authority,
                "part": reading.ref(those[0].instrument or those[0].id),
                "by": [reading.ref(id) for id in those[0].by],
                "count": len(those),
            }
            for those in groups[:ROWS]
        ],
        "more": max(0, len(groups) - ROWS),
        "files": None
        if since_law is None or since_law == office.law.hash
        else {
            "known": texts is not None,
            "count": len(texts or ()),
            "rows": [{**reading.ref(text.id), "what": text.what} for text in (texts or ())[:ROWS]],
        },
        "newest": [
            {**reading.ref(one.id), "on": one.published.isoformat() if one.published else ""}
            for one in newest[:3]
        ],
    }


def _unconfirmed(reading: Reading) -> Json:
    """The instruments whose state nobody has confirmed today, those that became so last first."""
    found = []
    for one in reading.law.instruments.values():
        span = None if is_recorded(one) else span_on(instrument_spans(reading.law, one), reading.on)
        if span is not None and span.state in OPEN:
            found.append((span.start or date.min, one.id, span.state))
    found.sort(key=lambda row: (-row[0].toordinal(), row[1]))
    return {
        "count": len(found),
        "rows": [
            {**reading.ref(id), "since": start.isoformat() if start > date.min else None, "state": state}
            for start, id, state in found[:ROWS]
        ],
    }


# --- the saved answers


def _saved(office: Office, actor: Actor) -> Json:
    """Which saved answers are not what they were. Of several runs of one transaction the newest counts."""
    with office.database.read() as tx:
        lines = rows.page_of(tx, actor.workspace, limit=SAVED).rows
        total = rows.count(tx, actor.workspace)
    again = {line.again for line in lines if line.again}
    newest: dict[str, rows.SavedLine] = {}
    for line in lines:
        if line.id not in again:
            newest.setdefault(line.check or line.id, line)
    held = list(newest.values())
    seen = look_at(office, actor.workspace, [line.id for line in held], seconds=QUICK)
    touched = []
    for line in held:
        one = seen.get(line.id)
        if one is None:
            continue
        change = change_of(line.summary, one)
        if change != "same":
            changed = [] if "faults" in one else changed_lanes(line.summary, one["summary"])
            touched.append(head(line) | {"change": change, "changed": changed})
    weight = {"outcome": 0, "failed": 1, "unread": 2, "reasons": 3}
    touched.sort(key=lambda row: weight[row["change"]])
    return {
        "total": total,
        "looked": sum(line.id in seen for line in held),
        "held": len(held),
        "count": len(touched),
        "rows": touched[:ROWS],
        "turns": [
            {**head(line), "turn": turn, "days": (date.fromisoformat(turn["on"]) - office.today()).days}
            for line in held
            for turn in seen.get(line.id, {}).get("turns", ())[:1]
        ],
        "aged": list(_aged(office, held, seen)),
    }


def _aged(office: Office, held: list[rows.SavedLine], seen: dict[str, Json]) -> Iterator[Json]:
    """Screenings and declarations of coming shipments that have grown old. What went already needs none."""
    today = office.today()
    for line in held:
        if line.on is None or line.on < today:
            continue
        lists = line.lists if isinstance(line.lists, dict) else {}
        days = [date.fromisoformat(row["on"]) for row in lists.get("screened", ()) if row.get("on")]
        if days and (today - min(days)).days >= OLD_SCREENING:
            yield head(line) | {
                "what": "screening",
                "day": min(days).isoformat(),
                "days": (today - min(days)).days,
            }
        for one in seen.get(line.id, {}).get("declared", ()):
            until = date.fromisoformat(one["until"]) if one["until"] else None
            made = date.fromisoformat(one["on"]) if one["on"] else None
            if until is not None and until < line.on:
                yield head(line) | {
                    "what": "declaration-ends",
                    "day": until.isoformat(),
                    "days": (until - today).days,
                }
            elif until is None and made is not None and (today - made).days >= OLD_DECLARATION:
                yield head(line) | {
                    "what": "declaration-old",
                    "day": made.isoformat(),
                    "days": (today - made).days,
                }


# --- what runs out


def _soon(office: Office, reading: Reading, seen: Json | None) -> Json:
    """Suspensions and law that end soon, saved answers that turn on a coming day, what has grown old."""
    today = office.today()
    found: dict[tuple[date, str, str], list[str]] = {}
    for day, events in happenings(office.law).items():
        if today <= day <= today + AHEAD:
            for event in events:
                found.setdefault((day, event.what, event.by or event.provision), []).append(event.provision)
    law: list[Json] = []
    told: set[tuple[str, str]] = set()
    for (day, what, by), provisions in sorted(found.items()):
        # The day on which a suspension's end is open and the day after are told once.
        if (what, by) not in told:
            told.add((what, by))
            part = reading.ref(by if reading.ref(by)["kind"] else provisions[0])
            law.append(
                {
                    "on": day.isoformat(),
                    "days": (day - today).days,
                    "what": what,
                    "part": part,
                    "of": [reading.ref(id) for id in sorted(set(provisions))[:3] if id != part["id"]],
                    "open": what == "suspension-ends" and _open_after(office, by),
                }
            )
    return {
        "until": (today + AHEAD).isoformat(),
        "law": law[:ROWS],
        "more": max(0, len(law) - ROWS),
        "turns": (seen or {}).get("turns", []),
        "aged": (seen or {}).get("aged", []),
    }


def _open_after(office: Office, suspension: str) -> bool:
    """Has nobody said what follows this suspension?"""
    one = office.law.suspensions.get(suspension)
    return one is not None and one.afterwards == "unconfirmed"


# --- lists, jobs


def _lists(office: Office) -> Json:
    """The synced lists by their age: those that should be synced again first."""
    from sekisho.sources.archive import Archive, Damaged
    from sekisho.sources.registry import sources

    archive, today = Archive(office.settings.data / "lists"), office.today()
    found: list[Json] = []
    missing = []
    for id, source in sources().items():
        try:
            index = archive.index(id)
        except Damaged:
            index = None
        if index is None or index.edition is None:
            missing.append({"source": id, "title": dict(source.titles)})
            continue
        day = index.checked or index.edition.day
        days = max(0, (today - day).days)
        found.append(
            {
                "source": id,
                "title": dict(source.titles),
                "day": day.isoformat(),
                "days": days,
                "stale": days > source.stale_after,
            }
        )
    found.sort(key=lambda row: -row["days"])
    return {
        "held": len(found),
        "oldest": found[0]["days"] if found else None,
        "stale": [row for row in found if row["stale"]],
        "missing": missing,
    }


def _jobs(office: Office, actor: Actor, lang: str) -> list[Json]:
    """Long work that is under way."""
    from sekisho.service.jobs import job_row

    with office.database.read() as tx:
        found = jobs.page_of(tx, actor.workspace, limit=20).rows
    return [job_row(job, {}, lang) for job in found if not job.over]
