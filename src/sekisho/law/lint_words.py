"""Rules about what a reader needs: questions in three languages, sources and cases, what an entry's `model`
promises.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sekisho.logic.conditions import Condition, Person, Unread, attributes_of
from sekisho.logic.scope import LIST_KINDS

from .cases import LawCase
from .compiled import Law, is_under
from .lint_cycles import any_inside, conditions_of
from .model import Bar, Entry, Provision, Relief, Requirement, Text
from .problems import Problem
from .provisions import IN_ERROR

LANGUAGES = ("en", "ja", "zh")
_BEFORE_EXPORT = re.compile(
    r"\b(before|prior to)\b.*\b(export|shipment|loading|transfer|release|declaration)", re.I
)


def languages(law: Law) -> Iterable[Problem]:
    """Questions, kinds, tests and the titles of duties stand in English, Japanese and Chinese."""
    read_by: dict[str, Provision] = {}
    for provision in law.all_provisions():
        for condition in conditions_of(provision):
            for id in attributes_of(condition):
                read_by.setdefault(id, provision)
    for id, provision in read_by.items():
        attribute = law.vocabulary.get(id)
        if attribute is None or id in law.derived:
            continue
        missing = _missing(attribute.question)
        if missing:
            message = f"{provision.id} reads it, and its question lacks {missing}"
            yield Problem("law/vocabulary", 0, f"attributes[{id}].question", message, rule="language")
    for kind in law.vocabulary.kinds.values():
        if _missing(kind.name):
            message = f"its name lacks {_missing(kind.name)}"
            yield Problem("law/vocabulary", 0, f"kinds[{kind.id}]", message, rule="language")
    for test in law.person_tests.values():
        if _missing(test.question):
            held = law.instruments.get(test.instrument)
            message = f"its question lacks {_missing(test.question)}"
            yield Problem(held.file if held else "law", 0, f"tests[{test.id}]", message, rule="language")
    for provision in (*law.requirements.values(), *law.reliefs.values(), *law.entries.values()):
        if _missing(provision.title):
            yield _of(provision, f"its title lacks {_missing(provision.title)}", "language")
    for declaration in law.vocabulary.declarations.values():
        strange = [name for name in declaration.closes if name not in LIST_KINDS]
        if strange:
            message = f"closes {strange[0]!r}, which is no list"
            yield Problem("law/vocabulary", 0, f"declarations[{declaration.id}]", message, rule="dangling")


def models(law: Law) -> Iterable[Problem]:
    """An entry keeps what its `model` says: full has nothing unread or judged, person has a test, pointer an
    `unread`.
    """
    for entry in law.entries.values():
        if law.is_heading(entry.id):
            continue
        conditions = conditions_of(entry)
        unread = any(any_inside(c, _is_unread) for c in conditions)
        judged = any(any_inside(c, lambda node: isinstance(node, Person)) for c in conditions)
        if entry.model == "full" and (unread or judged):
            which = (
                "an `unread` leaf: write `model: pointer`"
                if unread
                else "a person test: write `model: person`"
            )
            yield _of(entry, f"is said to be full and has {which}", "model")
        if entry.model == "person" and not judged:
            yield _of(entry, "is said to need a person and has no `person` leaf", "model")
        if entry.model == "pointer" and not unread:
            yield _of(
                entry, "is said to be a pointer and has no `unread` leaf: say what was not read", "model"
            )
    seen: dict[tuple[str, str], Entry] = {}
    for entry in law.entries.values():
        if entry.display:
            first = seen.setdefault((entry.code.scheme, entry.display), entry)
            if first is not entry:
                message = f"shows as {entry.display!r}, as {first.id} does; a reader cannot tell them apart"
                yield Problem(entry.file, entry.line, f"entries[{entry.id}]", message, "warning", "display")


def _is_unread(node: Condition) -> bool:
    return isinstance(node, Unread) and node.what != IN_ERROR


def reliefs_with_steps(law: Law) -> Iterable[Problem]:
    """A relief that asks for a step before export leaves a notification at least."""
    for relief in law.reliefs.values():
        if relief.becomes not in {"none", "authorised"}:
            continue
        for step in relief.steps:
            if step.get("due", "").startswith("before") or _BEFORE_EXPORT.search(step.get("en", "")):
                message = (
                    f"becomes {relief.becomes!r} although {step.get('en', 'a step')!r} is due before export; "
                    "a step before export leaves `notification` at least"
                )
                yield _of(relief, message, "step")


def sources(law: Law, cases: Iterable[LawCase]) -> Iterable[Problem]:
    """Every instrument has sources, every provision a citation, and a case that names it or its entry."""
    for instrument in law.instruments.values():
        lacks = [
            name
            for name, value in (
                ("sources", instrument.sources),
                ("checked", instrument.checked),
                ("published", instrument.published),
                ("citation", instrument.citation),
            )
            if not value
        ]
        if lacks:
            yield Problem(instrument.file, 1, instrument.id, f"lacks {', '.join(lacks)}", rule="source")
    named = {
        str(row[key])
        for case in cases
        for row in case.expect
        for key in ("provision", "entry", "relief")
        if key in row
    }
    for provision in law.all_provisions():
        if provision.id.startswith("coverage."):
            continue
        if not provision.cite:
            yield _of(provision, "has no `cite`: where in the instrument does it stand?", "source")
        if not _tested(law, provision, named):
            yield _of(
                provision, "no case names it in its `expect`; write one on either side of its limit", "case"
            )


def _tested(law: Law, provision: Provision, named: set[str]) -> bool:
    if provision.id in named or provision.certainty == "pointer":
        return True
    if isinstance(provision, Entry):
        if provision.model == "pointer" or law.is_heading(provision.id):
            return True
        return any(code in law.entries and is_under(law.entries[code].code, provision.code) for code in named)
    # Terms and what is added to them show in the provisions that use them.
    return not isinstance(provision, Requirement | Relief | Bar)


def _missing(words: Text) -> str:
    return ", ".join(language for language in LANGUAGES if not words.get(language))


def _of(provision: Provision, message: str, rule: str) -> Problem:
    return Problem(provision.file, provision.line, provision.id, message, rule=rule)
