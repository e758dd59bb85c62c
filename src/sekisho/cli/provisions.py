"""`sekisho law show`: one instrument or provision, with its days in words, its condition as a table, the
cases that test it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import typer

from sekisho.law.case_store import cases_about
from sekisho.words import say, text
from sekisho.words.provisions import condition_tables, suspension_words, version_words

from .instruments import provision_state, provisions_of, state_of, suspensions_by
from .options import LawFolder
from .screen import console, print_json
from .sheet import Sheet

if TYPE_CHECKING:
    from sekisho.law.compiled import Law
    from sekisho.law.model import Instrument, PartyRow, Suspension


def print_one(folder: LawFolder, id: str, day: date | None, lang: str, as_json: bool) -> None:
    """Print what stands under an id. Raises BadParameter, with ids that are near, where there is nothing."""
    law = folder.load()
    on = day or max(law.checked.values(), default=date.today())
    sheet = sheet_of(law, id, on, lang)
    if as_json:
        print_json(sheet.as_json())
    else:
        sheet.print(console())


def sheet_of(law: Law, id: str, on: date, lang: str) -> Sheet:
    """The page of an id: an instrument, a provision, a code (its official form too), a suspension or a
    listed party.
    """
    if id in law.instruments:
        return _instrument(law, law.instruments[id], on, lang)
    provision: Any = law.provision(id) or _by_display(law, id)
    if provision is not None:
        return _provision(law, provision, on, lang)
    if id in law.suspensions:
        return _suspension(law, law.suspensions[id], lang)
    row = law.party_rows.get(id)
    if row is not None:
        return _party(law, row, on, lang)
    raise typer.BadParameter(f"nothing in the law has the id {id!r}{_near(law, id)}", param_hint="ID")


def _by_display(law: Law, words: str) -> Any:
    found = [e for e in law.entries.values() if words in (e.display, e.id.partition(":")[2])]
    return found[0] if len(found) == 1 else None


def _near(law: Law, id: str) -> str:
    from difflib import get_close_matches

    ids = [*law.instruments, *(p.id for p in law.all_provisions()), *law.suspensions, *law.party_rows]
    displays = [e.id for e in law.entries.values() if id in (e.display, e.id.partition(":")[2])]
    near = displays or [i for i in ids if id in i][:3] or get_close_matches(id, ids, 3, 0.6)
    return f"; near: {', '.join(near)}" if near else ""


def _instrument(law: Law, instrument: Instrument, on: date, lang: str) -> Sheet:
    sheet = Sheet(text(instrument.title, lang), lang)
    sheet.add("id", instrument.id)
    sheet.add("citation", instrument.citation)
    sheet.add("native", instrument.native)
    sheet.add("authority", instrument.authority)
    sheet.add("kind", instrument.kind)
    sheet.add("rank", say(f"rank.{instrument.rank}", lang), raw=instrument.rank)
    sheet.add("published", str(instrument.published or ""))
    state = state_of(law, instrument, on)
    sheet.add("state-on", say(state, lang), raw={"on": on, "state": state}, label=say("state-on", lang, on))
    sheet.add_all("states", [version_words(v, lang) for v in instrument.versions])
    sheet.add("checked", str(instrument.checked or ""))
    sheet.add_all(
        "sources",
        [source_words(s, lang) for s in instrument.sources],
        raw=[dict(s) for s in instrument.sources],
    )
    sheet.add_all(
        "relations",
        [relation_words(law, r, lang) for r in instrument.relations],
        raw=[dict(r) for r in instrument.relations],
    )
    answering = [r for r in law.relations if r.target_id == instrument.id]
    sheet.add_all("related", [f"{r.source_id}: {_relation(r.type, lang)}" for r in answering])
    entries: list[str] = []
    others: list[str] = []
    for provision in provisions_of(law, instrument.id):
        is_entry = provision.id in law.entries
        shown = getattr(provision, "display", "") or provision.id
        state = provision_state(law, provision, on)
        mark = "" if state == "in-force" else f" – {say(state, lang)}"
        (entries if is_entry else others).append(f"{shown}: {text(provision.title, lang)}{mark}")
    sheet.add_all(
        "entries", entries, raw=[p.id for p in provisions_of(law, instrument.id) if p.id in law.entries]
    )
    sheet.add_all(
        "provisions", others, raw=[p.id for p in provisions_of(law, instrument.id) if p.id not in law.entries]
    )
    for suspension in suspensions_by(law, instrument.id):
        sheet.add_all("suspension", suspension_words(suspension, lang))
    rows = [row for rows in law.parties.values() for row in rows if row.instrument == instrument.id]
    sheet.add_all(
        "listed", [f"{row.id}: {row.native or next(iter(row.names), row.id)} ({row.country})" for row in rows]
    )
    sheet.add_all(
        "penalties", [text(words, lang) for words in instrument.penalties], raw=list(instrument.penalties)
    )
    sheet.add("notes", text(instrument.notes, lang), raw=instrument.notes)
    return sheet


def _provision(law: Law, provision: Any, on: date, lang: str) -> Sheet:
    display = getattr(provision, "display", "")
    sheet = Sheet(
        " ".join(part for part in (display, text(provision.title, lang)) if part) or provision.id, lang
    )
    instrument = law.instruments.get(provision.instrument)
    sheet.add("id", provision.id)
    sheet.add("kind", type(provision).__name__.lower())
    cite = provision.cite or (instrument.citation if instrument else "")
    sheet.add("citation", cite)
    if instrument and instrument.native:
        sheet.add("native", instrument.native)
    sheet.add("instrument", instrument.id if instrument else "")
    sheet.add("rank", say(f"rank.{provision.rank}", lang), raw=provision.rank)
    state = provision_state(law, provision, on)
    sheet.add("state-on", say(state, lang), raw={"on": on, "state": state}, label=say("state-on", lang, on))
    sheet.add_all("states", [version_words(v, lang) for v in provision.versions])
    for suspension in law.suspensions_of(provision.id):
        sheet.add_all("suspension", suspension_words(suspension, lang))
    if provision.certainty == "pointer":
        could = say(f"short-{provision.could_be}", lang) if provision.could_be else ""
        sheet.add("note", f"{say('pointer', lang)} ({could})" if could else say("pointer", lang))
    _demand(sheet, law, provision, lang)
    for label, rows in condition_tables(law, provision, lang):
        sheet.add_rows(label, rows)
    sheet.add_all("steps", [text(step, lang) for step in getattr(provision, "steps", ())])
    checked = provision.checked or (instrument.checked if instrument else None)
    sheet.add("checked", str(checked or ""))
    if instrument:
        sheet.add_all(
            "sources",
            [source_words(s, lang) for s in instrument.sources],
            raw=[dict(s) for s in instrument.sources],
        )
    sheet.add("notes", text(getattr(provision, "notes", None), lang))
    found = cases_about(law, provision.id)
    shown = [f"{case.id}: {case.title}" for case in found] or [say("no-cases", lang)]
    raw = [{"id": case.id, "title": case.title, "file": case.file.partition("/")[2]} for case in found]
    sheet.add_all("cases", shown, raw=raw)
    return sheet


def _demand(sheet: Sheet, law: Law, provision: Any, lang: str) -> None:
    requires = getattr(provision, "requires", "")
    if requires:
        known = {"conduct": "requires-conduct", "finding": "requires-finding"}
        sheet.add("demands", say(known.get(requires, requires), lang), raw=requires)
    if getattr(provision, "reach", ""):
        term = law.terms.get(provision.reach)
        sheet.add(
            "reach",
            f"{text(term.title, lang) if term else ''} ({provision.reach})".strip(),
            raw=provision.reach,
        )
    if getattr(provision, "becomes", ""):
        sheet.add("becomes", say(f"becomes-{provision.becomes}", lang), raw=provision.becomes)
    for key, name in (("lifts", "lifts"), ("bars", "bars"), ("serves", "serves")):
        selector = getattr(provision, name, None)
        if selector is not None:
            sheet.add_all(key, sorted(selector.of))
    policy = getattr(provision, "policy", ())
    sheet.add(
        "policy", " / ".join(say(row.policy, lang) for row in policy), raw=[row.policy for row in policy]
    )
    sheet.add("door", text(getattr(provision, "door", ""), lang))
    sheet.add_all("yields", list(getattr(provision, "yields_to", ())))
    if getattr(provision, "model", "") and provision.id in law.entries:
        sheet.add("model", say(f"model-{provision.model}", lang), raw=provision.model)


def _suspension(law: Law, suspension: Suspension, lang: str) -> Sheet:
    sheet = Sheet(f"{say('suspension', lang)} {suspension.id}", lang)
    instrument = law.instruments.get(suspension.instrument)
    sheet.add("id", suspension.id)
    sheet.add("citation", suspension.cite or (instrument.citation if instrument else ""))
    sheet.add("instrument", suspension.instrument)
    sheet.add_all("suspension", suspension_words(suspension, lang))
    sheet.add_all("suspends-relation", sorted(suspension.of))
    return sheet


def _party(law: Law, row: PartyRow, on: date, lang: str) -> Sheet:
    sheet = Sheet(row.native or next(iter(row.names), row.id), lang)
    sheet.add("id", row.id)
    sheet.add_all("names", list(row.names))
    sheet.add("country", row.country)
    known = law.lists.get(row.list)
    sheet.add("listed", f"{text(known.title, lang) if known else ''} ({row.list})".strip())
    sheet.add("instrument", row.instrument)
    state = provision_state(law, row, on)
    sheet.add("state-on", say(state, lang), raw={"on": on, "state": state}, label=say("state-on", lang, on))
    sheet.add_all("states", [version_words(v, lang) for v in row.versions])
    for suspension in law.suspensions_of(row.id):
        sheet.add_all("suspension", suspension_words(suspension, lang))
    sheet.add("notes", row.note)
    return sheet


def source_words(source: Mapping[str, str], lang: str) -> str:
    """A source: its title, how far it was read, its address."""
    confirmed = say(source.get("confirmed", ""), lang)
    words = " · ".join(part for part in (source.get("title", ""), confirmed) if part)
    return "\n".join(part for part in (words, source.get("url", "")) if part)


def relation_words(law: Law, relation: Mapping[str, str], lang: str) -> str:
    """A relation to another instrument, with who says so."""
    target = relation.get("to", "")
    known = law.instruments.get(target)
    title = f" {text(known.title, lang)}" if known else ""
    claim = relation.get(f"claim_{lang}") or relation.get("claim", "")
    rest = ", ".join(part for part in (claim, relation.get("source", "")) if part)
    return f"{_relation(relation.get('type', ''), lang)} {target}{title}" + (f" ({rest})" if rest else "")


def _relation(type: str, lang: str) -> str:
    return say("suspends-relation" if type == "suspends" else type, lang)
