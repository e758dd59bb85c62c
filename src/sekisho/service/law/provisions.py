"""One provision as a page shows it: its state on a day, what it says in words, what it rests on, the cases that test it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from attrs import asdict

from sekisho.law.case_store import cases_about, count_about
from sekisho.law.cases import LawCase
from sekisho.law.force import body_on
from sekisho.law.model import PartyRow, Provision, Requirement, Row
from sekisho.words.conditions import condition_rows
from sekisho.words.provisions import condition_tables, suspension_words, version_words
from sekisho.words.short_law_words import door_words

from .browsing import authority_name, suspension
from .reading import Json, Reading, find, kind_of, page_of, sources_of
from .states import Thing, span_on, spans_of
from .timeline import relations_of, relations_to
from .users import users

CASES_A_PAGE = 25
REFS = 40
ROWS_AT_ONCE = 160
"""Lines of a condition that a page shows at once; the rest stands on the pages of what it names."""


def provision(reading: Reading, id: str, *, page: int = 1) -> Json | None:
    """A provision, a row of an official table, a listed party, a suspension or a person's test; None for another id."""
    kind, thing = find(reading.law, id)
    if (
        kind == "instrument" and id in reading.law.suspensions
    ):  # a suspension that bears its instrument's name
        kind, thing = "suspension", reading.law.suspensions[id]
    if kind in ("provision", "entry"):
        return _provision(reading, thing, page)
    if kind == "party":
        return _party(reading, thing)
    if kind == "suspension":
        return _suspension(reading, thing)
    if kind == "test":
        return _test(reading, thing, page)
    return None


def head(reading: Reading, thing: Thing) -> Json:
    """What every page of a provision begins with: its name, place, citation, and its state on the day."""
    law = reading.law
    instrument = law.instruments.get(thing.instrument)
    spans = spans_of(law, thing, reading.settled)
    span = span_on(spans, reading.on)
    ahead = [s.start for s in spans if s.start and s.start > reading.on]
    if span is not None and span.until is not None:
        ahead.append(date.fromordinal(span.until.toordinal() + 1))
    following = min(ahead) if ahead else None
    after = span_on(spans, following) if following else None
    checked = getattr(thing, "checked", None) or (instrument.checked if instrument else None)
    return {
        "dated": reading.dated(thing.authority),
        "id": thing.id,
        "sort": "party" if isinstance(thing, PartyRow) else kind_of(thing),
        "name": reading.name(thing.id, thing),
        "authority": thing.authority,
        "authority_name": authority_name(reading, thing.authority),
        "cite": getattr(thing, "cite", "") or (instrument.citation if instrument else ""),
        "native": instrument.native if instrument else "",
        "instrument": reading.ref(instrument.id) if instrument else None,
        "rank": getattr(thing, "rank", ""),
        "state": span.state if span else "not-in-force",
        "state_from": span.start if span else None,
        "state_until": span.until if span else None,
        "checked": checked,
        "past_checked": bool(checked and reading.on > checked),
        "next": {"on": following, "state": after.state if after else "not-in-force"} if following else None,
        "spans": [{"from": s.start, "until": s.until, "state": s.state, "others": []} for s in spans],
        "versions": [version_words(version, reading.lang) for version in thing.versions],
        "suspensions": [suspension(reading, s) for s in law.suspensions_of(thing.id)],
        "sources": sources_of(instrument),
        "relations": relations_of(law, instrument.id, reading.lang) if instrument else [],
        "related": relations_to(law, instrument.id, reading.lang) if instrument else [],
    }


def conditions(reading: Reading, thing: Provision) -> list[Json]:
    """The conditions of a provision, each version's own, as tables of words; `current`: the one of the day."""
    law = reading.law
    dated = [version for version in thing.versions if "when" in version.body]
    tables = condition_tables(law, thing, reading.lang)
    current = body_on(thing, "when", reading.on, reading.settled) if hasattr(thing, "when") else None
    found: list[Json] = []
    for number, (label, rows) in enumerate(tables):
        version = dated[number] if number < len(dated) else None
        found.append(
            {
                "label": label,
                "from": version.start if version else None,
                "until": version.until if version else None,
                "current": version is None
                or (version.body["when"] == current and _holds(version, reading.on)),
                "rows": lines(reading, rows[:ROWS_AT_ONCE]),
                "left_off": max(0, len(rows) - ROWS_AT_ONCE),
            }
        )
    found.sort(key=lambda table: not table["current"])
    return found


def lines(reading: Reading, rows: Iterable[Any]) -> list[Json]:
    """Lines of a condition as plain data; what they name is a reference."""
    return [{**asdict(row), "refs": [reading.ref(id) for id in row.refs]} for row in rows]


def case_lines(reading: Reading, id: str, page: int = 1) -> Json:
    """The cases that say what is expected of a provision, those with a source first."""
    numbers, pager = page_of(list(range(count_about(reading.law, id))), page, CASES_A_PAGE)
    rows = cases_about(reading.law, id, numbers[0], numbers[-1] + 1) if numbers else ()
    return {"rows": [_case(case, id) for case in rows], "pager": pager}


def case_of(reading: Reading, provision_id: str, case_id: str) -> LawCase | None:
    """One case that tests a provision, with its transaction."""
    return next((case for case in cases_about(reading.law, provision_id) if case.id == case_id), None)


def _case(case: LawCase, id: str) -> Json:
    return {
        "id": case.id,
        "title": case.title,
        "basis": case.basis,
        "sources": list(case.sources),
        "file": case.file,
        "on": str(case.transaction.get("on") or ""),
        "expect": [
            {key: str(row.get(key) or "") for key in ("item", "truth", "at_least", "at_most")}
            for row in case.expect
            if id in (row.get("provision"), row.get("entry"))
        ],
    }


def _provision(reading: Reading, thing: Provision, page: int) -> Json:
    instrument = reading.law.instruments.get(thing.instrument)
    return {
        **head(reading, thing),
        "pointer": thing.certainty == "pointer",
        "could_be": thing.could_be,
        "message": reading.text(getattr(thing, "message", {})),
        "says": _says(reading, thing),
        "policies": _policies(reading, thing),
        "conditions": conditions(reading, thing),
        "steps": [reading.text(step) for step in getattr(thing, "steps", ())],
        "procedure": procedure(reading, str(getattr(thing, "procedure", "") or "")),
        "penalties": [reading.text(words) for words in instrument.penalties]
        if instrument and isinstance(thing, Requirement)
        else [],
        "notes": reading.text(getattr(thing, "notes", None)),
        "used_by": used_by(reading, thing.id),
        "cases": case_lines(reading, thing.id, page),
    }


def _says(reading: Reading, thing: Any) -> list[Json]:
    """What a provision demands, lifts or shuts, as labelled lines: `words`, or `refs` to other parts of the law."""
    found: list[Json] = []

    def add(key: str, words: str = "", refs: Iterable[str] = ()) -> None:
        ids = list(refs)
        if words or ids:
            found.append(
                {"label": reading.say(key), "key": key, "words": words,
                 "refs": [reading.ref(id) for id in ids[:REFS]], "count": len(ids)}
            )  # fmt: skip

    requires = str(getattr(thing, "requires", "") or "")
    if requires:
        known = {"conduct": "requires-conduct", "finding": "requires-finding"}
        add("demands", reading.say(known.get(requires, requires)))
    if isinstance(thing, Requirement):
        told = reading.say(f"law.binds-{thing.binds}")
        add("law.binds", thing.binds if told.startswith("law.binds-") else told)
        add("law.layer", reading.say(f"law.layer-{thing.layer}"))
        add("law.scope", reading.say(f"law.scope-{thing.scope}"))
        add("law.reason", thing.reason if thing.reason.isupper() else "")
    if isinstance(thing, Row):
        add("law.reason", thing.reason)
    add("reach", refs=[thing.reach] if getattr(thing, "reach", "") else ())
    if getattr(thing, "becomes", ""):
        add("becomes", reading.say(f"law.becomes-{thing.becomes}"))
        add("law.by", reading.say(f"law.by-{thing.by}"))
    for key in ("lifts", "bars", "serves"):
        selector = getattr(thing, key, None)
        if selector is not None:
            add(key, refs=sorted(selector.of))
    add("law.adds-to", refs=[thing.to] if getattr(thing, "to", "") else ())
    add("law.takes-from", refs=[thing.target] if getattr(thing, "target", "") else ())
    add("door", door_words(reading.text(getattr(thing, "door", "")), reading.lang))
    add("yields", refs=getattr(thing, "yields_to", ()))
    add("law.prevails", refs=getattr(thing, "prevails_over", ()))
    months = getattr(thing, "validity_months", None)
    add("law.validity", reading.say("law.months", months) if months else "")
    if getattr(thing, "of", "") in ("item", "party", "transaction"):
        add("law.about", reading.say(f"law.about-{thing.of}"))
    return found


def _policies(reading: Reading, thing: Provision) -> list[Json]:
    """The licensing policy of the day: the first row whose condition holds says how applications are judged."""
    if not hasattr(thing, "policy"):
        return []
    rows = body_on(thing, "policy", reading.on, reading.settled)
    return [
        {
            "policy": row.policy,
            "words": reading.say(row.policy),
            "rows": lines(reading, condition_rows(reading.law, row.when, reading.lang)),
        }
        for row in rows
    ]


def procedure(reading: Reading, id: str) -> Json | None:
    """How a licence is asked for on the day: documents, desk, time, validity, with the citation; None where nothing says it."""
    known = reading.law.procedures.get(id)
    if known is None:
        return None
    rows = [row for row in known.rows if any(_holds(version, reading.on) for version in row["versions"])]
    return {
        "id": known.id,
        "name": reading.text(known.title),
        "rows": [
            {
                "documents": [reading.text(words) for words in row.get("documents", ())],
                "file_with": reading.text(row.get("file_with")),
                "time": reading.text(row.get("time")),
                "validity": reading.text(row.get("validity")),
                "cite": str(row.get("cite") or known.cite),
                "source": str(row.get("source") or ""),
            }
            for row in rows
        ],
    }


def used_by(reading: Reading, id: str) -> Json:
    """The provisions that name this one."""
    found = users(reading.law).of(id)
    return {"refs": [reading.ref(user) for user in found[:REFS]], "count": len(found)}


def _party(reading: Reading, row: PartyRow) -> Json:
    known = reading.law.lists.get(row.list)
    return {
        **head(reading, row),
        "names": list(row.names),
        "country": row.country,
        "list": {"id": row.list, "name": reading.text(known.title) if known else row.list},
        "note": row.note,
    }


def _suspension(reading: Reading, one: Any) -> Json:
    instrument = reading.law.instruments.get(one.instrument)
    return {
        "dated": reading.dated(one.authority),
        "sort": "suspension",
        "name": f"{reading.say('suspension')}: {reading.name(one.instrument)}",
        **suspension(reading, one),
        "authority": one.authority,
        "authority_name": authority_name(reading, one.authority),
        "cite": one.cite or (instrument.citation if instrument else ""),
        "checked": instrument.checked if instrument else None,
        "lines": suspension_words(one, reading.lang),
        "sources": sources_of(instrument),
    }


def _test(reading: Reading, one: Any, page: int) -> Json:
    instrument = reading.law.instruments.get(one.instrument)
    authority = instrument.authority if instrument else ""
    return {
        "dated": reading.dated(*([authority] if authority else [])),
        "id": one.id,
        "sort": "test",
        "name": reading.text(one.question),
        "authority": authority,
        "authority_name": authority_name(reading, authority) if authority else "",
        "cite": one.cite or (instrument.citation if instrument else ""),
        "instrument": reading.ref(instrument.id) if instrument else None,
        "hint": reading.text(one.hint),
        "who": one.who,
        "sources": sources_of(instrument),
        "used_by": used_by(reading, one.id),
    }


def _holds(version: Any, day: date) -> bool:
    return (version.start is None or version.start <= day) and (version.until is None or day <= version.until)
