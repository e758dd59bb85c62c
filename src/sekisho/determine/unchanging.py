"""What an answer says of a provision, an entry or a procedure whatever the transaction: put together once for each law.

The rows that stand here are shared by all answers under the law: whoever tells an answer copies a row before it fills it in.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import Any

from sekisho.law.compiled import Law
from sekisho.law.in_words import LANGUAGES, entry_name, title_of
from sekisho.law.model import Entry, Procedure, Provision, Relief, Requirement, Text

from .shelf import shelf_of

MOST_NAMED = 20_000
"""Of how many entries the names are kept in three languages."""
MOST_PROVISIONS = 8_000
"""Of how many provisions it is kept what every answer says of them."""


def title_in_words(law: Law, provision: Provision) -> Text:
    """The title of a provision in three languages: its own, or that of its instrument."""
    own: Text = getattr(provision, "title", None) or {}
    return dict(own) if own else {lang: title_of(law, provision.instrument, lang) for lang in LANGUAGES}


def duty_row(law: Law, requirement: Requirement) -> dict[str, Any]:
    """What every duty of a requirement says, in the order in which a duty is told; a copy of the row, to be filled in."""
    kept = shelf_of(law, "rows of duties", MOST_PROVISIONS)
    found: dict[str, Any] | None = kept.get(requirement.id)
    if found is None:
        found = kept[requirement.id] = _duty_row(law, requirement)
    return found.copy()


def _duty_row(law: Law, requirement: Requirement) -> dict[str, Any]:
    instrument = law.instruments.get(requirement.instrument)
    return {
        "provision": requirement.id,
        "title": title_in_words(law, requirement),
        "layer": requirement.layer,
        "requires": requirement.requires,
        "for": "",
        "entry": None,
        "item": None,
        "reason": requirement.reason,
        "binds": requirement.binds,
        "severity": None,
        "at_least": None,
        "truth": "",
        "pointer": requirement.certainty == "pointer",
        "cite": requirement.cite,
        "instrument": {
            "id": requirement.instrument,
            "citation": instrument.citation if instrument is not None else "",
            "native": instrument.native if instrument is not None else "",
            "title": dict(instrument.title) if instrument is not None else {},
            "sources": [s.get("url", "") for s in instrument.sources] if instrument is not None else [],
        },
        "rank": requirement.rank,
        "policy": [],
        "door": requirement.door or None,
        "procedure": None,
        "reliefs": [],
        "licences": [],
        "yields_to": None,
        "message": dict(requirement.message),
    }


def side_row(law: Law, requirement: Requirement) -> dict[str, Any]:
    """What a requirement says where it stands against another one, or in the order of filing; to be filled in."""
    kept = shelf_of(law, "sides", MOST_PROVISIONS)
    found: dict[str, Any] | None = kept.get(requirement.id)
    if found is None:
        instrument = law.instruments.get(requirement.instrument)
        found = kept[requirement.id] = {
            "provision": requirement.id,
            "authority": requirement.authority,
            "title": title_in_words(law, requirement),
            "binds": requirement.binds,
            "truth": "",
            "cite": requirement.cite,
            "citation": instrument.citation if instrument is not None else "",
        }
    return found.copy()


def relief_title(law: Law, relief: Relief) -> Text:
    """The title of a relief in three languages."""
    kept = shelf_of(law, "titles of reliefs", MOST_PROVISIONS)
    found: Text | None = kept.get(relief.id)
    if found is None:
        found = kept[relief.id] = title_in_words(law, relief)
    return found


def entry_row(law: Law, entry: Entry) -> dict[str, Any]:
    """What an answer says of an entry that an item meets or may meet; to be filled in."""
    kept = shelf_of(law, "rows of entries", MOST_NAMED)
    found: dict[str, Any] | None = kept.get(entry.id)
    if found is None:
        found = kept[entry.id] = {
            "code": entry.id,
            "display": entry.display or ".".join(entry.code.segments),
            "name": dict(entry.title),
            "truth": "",
            "how": "",
            "model": entry.model,
        }
    return found.copy()


def entry_in_words(law: Law, code: str) -> dict[str, Any]:
    """A code with what it is called in three languages."""
    kept = shelf_of(law, "entries in words", MOST_NAMED)
    found: dict[str, Any] | None = kept.get(code)
    if found is None:
        found = kept[code] = {
            "code": code,
            "words": {lang: entry_name(law, code, lang) for lang in LANGUAGES},
        }
    return found


def procedure_words(law: Law, procedure: Procedure, number: int, conditional: bool) -> dict[str, Any]:
    """A row of a procedure, as an answer tells it; `conditional` says that its condition is undecided."""
    kept = shelf_of(law, "rows of procedures", MOST_PROVISIONS)
    key = (procedure.id, number, conditional)
    found: dict[str, Any] | None = kept.get(key)
    if found is None:
        row = procedure.rows[number]
        found = kept[key] = {
            "id": procedure.id,
            "title": dict(procedure.title),
            "documents": [dict(words) for words in row.get("documents", ())],
            "file_with": dict(row.get("file_with") or {}),
            "time": dict(row.get("time") or {}),
            "validity": dict(row.get("validity") or {}),
            "cite": row.get("cite", "") or procedure.cite,
            "conditional": conditional,
        }
    return found


def named_requirements(law: Law, patterns: Any) -> tuple[str | frozenset[str], ...]:
    """The requirements that an id, a glob or a list of them names: an id as itself, a glob as all ids that it meets."""
    wanted = (patterns,) if isinstance(patterns, str) else tuple(patterns or ())
    kept = shelf_of(law, "named requirements", MOST_NAMED)
    found: tuple[str | frozenset[str], ...] | None = kept.get(wanted)
    if found is None:
        found = kept[wanted] = tuple(
            frozenset(id for id in law.requirements if fnmatchcase(id, one)) if "*" in one else one
            for one in wanted
        )
    return found


def all_named(law: Law, patterns: Any) -> frozenset[str]:
    """All requirements that an id, a glob or a list of them names, without their order."""
    wanted = patterns if isinstance(patterns, str) else tuple(patterns or ())
    kept = shelf_of(law, "all named requirements", MOST_NAMED)
    found: frozenset[str] | None = kept.get(wanted)
    if found is None:
        parts = named_requirements(law, patterns)
        found = kept[wanted] = frozenset[str]().union(
            *(frozenset({one}) if isinstance(one, str) else one for one in parts)
        )
    return found


__all__ = [
    "all_named",
    "duty_row",
    "entry_in_words",
    "entry_row",
    "named_requirements",
    "procedure_words",
    "relief_title",
    "side_row",
    "title_in_words",
]
