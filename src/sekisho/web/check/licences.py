"""What the exporter puts forward: licences that were granted, and exceptions chosen among the ways that the answer shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sekisho.facts.write import Document, NoSuchPlace
from sekisho.service import checks
from sekisho.service.forms import apply_fields, new_member
from sekisho.service.forms.members import member_paths
from sekisho.service.forms.putting_forward import (
    LICENCES,
    NEW,
    claim_rows,
    licence_fields,
    licence_rows,
    put_claims,
)

from ..asking import Ask
from ..pages import Goto, Page, Shown
from .area import Opened, frame, open_check, pages, recorder, seen
from .filling import (
    READ,
    WRITE,
    FormFaults,
    Typed,
    before_of,
    changed_fields,
    conflict_errors,
    gone,
    id_of,
    path_in,
    removed,
    rows,
    typed_of,
    what_was_done,
)


@pages.get("/check/{id}/licences", template="check/licences.html", may=READ)
def licences(ask: Ask, id: str) -> Page:
    """Licences put forward, and the exceptions that may be claimed."""
    return _page(ask, open_check(ask, id))


@pages.post("/check/{id}/licences", template="check/licences.html", may=WRITE)
def keep_licence(ask: Ask, id: str) -> Shown:
    """Put a licence forward, change it, or take it out."""
    opened = open_check(ask, id)
    typed, licence = typed_of(ask), ask.field("licence")
    if ask.field("remove"):
        return removed(ask, opened, path_in(opened.document, LICENCES, licence), "licences")
    try:
        return _kept(ask, opened, licence, typed)
    except FormFaults as faults:
        return _page(ask, opened, licence or "new", typed, faults.errors, 422)
    except checks.Conflict as conflict:
        fields = _fields(ask, opened, path_in(opened.document, LICENCES, licence)) if licence else []
        errors = conflict_errors(ask, fields, conflict.now, typed, opened)
        return _page(ask, open_check(ask, id), licence or "new", typed, errors, 409)


@pages.post("/check/{id}/claims", template="check/licences.html", may=WRITE)
def keep_claims(ask: Ask, id: str) -> Shown:
    """Claim the exceptions that were chosen, and no others of those that were shown."""
    opened = open_check(ask, id)
    who, before = recorder(ask, ask.field("by")), before_of(ask, opened)
    shown, chosen = ask.fields("shown"), ask.fields("claim")

    def edit(document: Document) -> dict[str, Any]:
        held, now = put_claims(document, shown, chosen, who, ask.field("paper"))
        return what_was_done(ask, opened, document, before, "claimed", {"claims": [held, now]})

    try:
        kept = checks.change(
            ask.office, ask.actor, opened.check, seen(ask, opened.check), edit, paths=("claims",)
        )
    except NoSuchPlace as error:
        return _page(ask, opened, "", None, {"": str(error)}, 422)
    except checks.Conflict:
        return _page(ask, open_check(ask, id), "", None, {"": ask.say("check.conflict-title")}, 409)
    return gone(ask, opened, kept.revision, "")


def _kept(ask: Ask, opened: Opened, licence: str, typed: Typed) -> Goto:
    who, before = recorder(ask, ask.field("by")), before_of(ask, opened)
    mine = None
    if licence:
        fields = _fields(ask, opened, path_in(opened.document, LICENCES, licence))
        mine = {one.name for one in changed_fields(ask, opened, fields, typed)}
        paths = tuple(one.path for one in fields if one.name in mine) or ("id",)
    else:
        paths = ("id",)

    def edit(document: Document) -> dict[str, Any]:
        path = path_in(document, LICENCES, licence) if licence else new_member(document, LICENCES, prefix="l")
        fields = licence_fields(document, ask.office.law, ask.lang, path)
        fields = [one for one in fields if mine is None or one.name in mine]
        done = apply_fields(document, fields, typed, who, ask.field("paper"))
        if not (typed.get("kind") or [""])[0]:
            done.errors.setdefault("kind", ask.say("check.lic-kind-needed"))
        if done.errors:
            raise FormFaults(done.errors)
        changed = {key: list(pair) for key, pair in done.changed.items()}
        return what_was_done(ask, opened, document, before, "filled" if licence else "licence", changed)

    kept = checks.change(ask.office, ask.actor, opened.check, seen(ask, opened.check), edit, paths=paths)
    return gone(ask, opened, kept.revision, "")


def _fields(ask: Ask, opened: Opened, path: str) -> list[Any]:
    return licence_fields(opened.document, ask.office.law, ask.lang, path)


def _page(
    ask: Ask,
    opened: Opened,
    licence: str = "",
    typed: Typed | None = None,
    errors: Mapping[str, str] | None = None,
    status: int = 200,
) -> Page:
    law, errors = ask.office.law, errors or {}
    answer = before_of(ask, opened)
    shown = []
    paths = member_paths(opened.document, LICENCES)
    for path, row in zip(paths, licence_rows(opened.document, law, ask.lang), strict=True):
        mine = id_of(path) == licence
        fields = rows(
            ask, _fields(ask, opened, path), opened.document, typed if mine else None, errors if mine else {}
        )
        shown.append({**row, "fields": fields, "open": mine})
    new = licence == "new"
    data = {
        **frame(ask, opened, ""),
        "licences": shown,
        "new": rows(
            ask, _fields(ask, opened, NEW), opened.document, typed if new else None, errors if new else {}
        ),
        "new_open": new or not shown,
        "claims": claim_rows(opened.document, answer, law, ask.lang),
        "answered": answer is not None,
        "errors": dict(errors),
        "conflict": status == 409,
        "by": ask.field("by") or ask.actor.name,
        "paper": ask.field("paper"),
        "licence": licence,
    }
    return Page(data, f"{ask.say('check.lic-title')}: {opened.check.title}", status)
