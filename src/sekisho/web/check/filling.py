"""What the forms of a check share: what was typed, what of it is new, keeping it, and what stood there already."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sekisho.facts import BadInput
from sekisho.facts.write import Document, get_fact
from sekisho.service import checks
from sekisho.service.access import Permission
from sekisho.service.board import changes_between
from sekisho.service.forms import (
    Field,
    apply_fields,
    field_row,
)
from sekisho.service.forms.applying import plain, touched
from sekisho.service.forms.fields import shown_value
from sekisho.service.forms.members import drop_member, member_paths
from sekisho.service.summary import is_ready, summary_of
from sekisho.service.worked import work
from sekisho.store.checks import Check

from ..asking import Ask, Refused
from ..pages import Goto, Page
from .area import Opened, frame, recorder, seen

READ, WRITE = Permission.CHECK_READ, Permission.CHECK_WRITE
Typed = Mapping[str, Sequence[str]]
_NAME = re.compile(r"[A-Za-z0-9_\-.]{1,80}")


class FormFaults(Exception):
    """A form with faults: nothing of it is kept, and all of it stays typed in."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__()
        self.errors = errors


def typed_of(ask: Ask) -> dict[str, list[str]]:
    """Every field of the form as it was typed."""
    return {
        name: [v for v in ask.form.getlist(name) if isinstance(v, str)]
        for name in ask.form
        if _NAME.fullmatch(name)
    }


def rows(
    ask: Ask, fields: Sequence[Field], document: Document, typed: Typed | None, errors: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The fields of a form with what stands in them, what was typed, and what was wrong."""
    law = ask.office.law
    return [field_row(one, document, law, ask.lang, typed, errors.get(one.name, "")) for one in fields]


def keep(
    ask: Ask, opened: Opened, fields: Sequence[Field], typed: Typed, to: str, did: str = "filled"
) -> Goto:
    """Put a form into the check. Raises FormFaults, Conflict."""
    who = recorder(ask, ask.field("by"))
    before = before_of(ask, opened)
    mine = changed_fields(ask, opened, fields, typed)

    def edit(document: Document) -> dict[str, Any]:
        done = apply_fields(document, mine, typed, who, ask.field("paper"))
        if done.errors:
            raise FormFaults(done.errors)
        return what_was_done(
            ask, opened, document, before, did, {path: list(pair) for path, pair in done.changed.items()}
        )

    paths = tuple(one.path for one in mine) or ("id",)
    kept = checks.change(ask.office, ask.actor, opened.check, seen(ask, opened.check), edit, paths=paths)
    return gone(ask, opened, kept.revision, to)


def gone(ask: Ask, opened: Opened, revision: int, to: str) -> Goto:
    """On to the next page; the board tells what the change did."""
    if to == "":
        return Goto(
            opened.address()
            if revision == opened.check.revision
            else opened.address(said=str(revision)) + "#said"
        )
    return Goto(
        opened.address(to), ask.say("check.said-unchanged") if revision == opened.check.revision else ""
    )


def changed_fields(ask: Ask, opened: Opened, fields: Sequence[Field], typed: Typed) -> list[Field]:
    """The fields that the person changed of what they saw: only these are put in, and only there two people can disagree."""
    saw = checks.document_at(ask.office, ask.actor, opened.check, seen(ask, opened.check))
    return touched(saw, fields, typed, ask.office.law)


def before_of(ask: Ask, opened: Opened) -> dict[str, Any] | None:
    """The answer before a change; None where there is none yet."""
    if is_ready(opened.document):
        return None
    try:
        return opened.worked(ask).outcome()
    except BadInput:
        return None


def what_was_done(
    ask: Ask,
    opened: Opened,
    document: Document,
    before: Mapping[str, Any] | None,
    did: str,
    paths: Mapping[str, Any],
) -> dict[str, Any]:
    """What is kept of a change: who made it, which values, and whose outcome is another one now."""
    what: dict[str, Any] = {"did": did, "by": ask.field("by") or ask.actor.name, "paths": dict(paths)}
    if before is not None and not is_ready(document):
        try:
            after = work(
                ask.office, document.text(), is_json=document.is_json, options=opened.options
            ).outcome()
            what["changes"] = changes_between(before, after, ask.office.law, ask.lang)
        except BadInput:
            pass
    return what


def conflict_errors(
    ask: Ask, fields: Sequence[Field], now: Check, typed: Typed, opened: Opened
) -> dict[str, str]:
    """Both values, at each field that somebody else changed in the meantime and the person changed too."""
    law = ask.office.law
    saw = checks.document_at(ask.office, ask.actor, opened.check, seen(ask, opened.check))
    stands = checks.document_of(now)
    errors = {}
    for one in touched(saw, fields, typed, law):
        if get_fact(saw, one.path) != get_fact(stands, one.path):
            theirs = shown_value(one, stands, law, ask.lang)
            errors[one.name] = ask.say(
                "check.conflict-now", theirs or "–", ", ".join(typed.get(one.name, ())) or "–"
            )
    return errors


def shown_form(
    ask: Ask, opened: Opened, fields: Sequence[Field], step: str, typed: Typed | None = None,
    errors: Mapping[str, str] | None = None, status: int = 200, **more: Any,
) -> Page:  # fmt: skip
    """A step's form, empty, filled in or with what is wrong with it."""
    errors = errors or {}
    data = {
        **frame(ask, opened, ""),
        "step": step,
        "fields": rows(ask, fields, opened.document, typed, errors),
        "errors": dict(errors),
        "conflict": status == 409,
        "summary": summary_of(opened.document, ask.office.law, ask.lang),
        "by": ask.field("by") or ask.actor.name,
        "paper": ask.field("paper"),
        **more,
    }
    return Page(data, f"{ask.say('check.step-' + step)}: {opened.check.title}", status)


def path_in(document: Document, list_path: str, id: str) -> str:
    """The path of a member of a list. Raises Refused (404) where there is none of the id."""
    path = f'{list_path}["{id}"]'
    if '"' in id or path not in member_paths(document, list_path):
        raise Refused(404, "page.wrong-404")
    return path


def id_of(path: str) -> str:
    """The id of the member that a path ends in."""
    return path[path.rindex('["') + 2 : -2]


def removed(ask: Ask, opened: Opened, path: str, to: str) -> Goto:
    """Take a member out of its list, and go on."""
    before = before_of(ask, opened)

    def edit(document: Document) -> dict[str, Any]:
        old = plain(get_fact(document, path))
        drop_member(document, path)
        return what_was_done(ask, opened, document, before, "removed", {path: [old, None]})

    try:
        checks.change(ask.office, ask.actor, opened.check, seen(ask, opened.check), edit, paths=(path,))
    except checks.Conflict:
        return Goto(opened.address(to), ask.say("check.conflict-title"))
    return Goto(opened.address(to))
