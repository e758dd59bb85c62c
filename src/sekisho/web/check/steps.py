"""The step forms of a check: item, route, parties, end use."""

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
    end_use_fields,
    field_row,
    item_fields,
    new_member,
    party_fields,
    route_fields,
)
from sekisho.service.forms.applying import plain, touched
from sekisho.service.forms.fields import shown_value
from sekisho.service.forms.members import drop_member, member_paths
from sekisho.service.forms.pasted import notes_about
from sekisho.service.screened import hits_of, screen_into, screening_rows
from sekisho.service.summary import is_ready, summary_of
from sekisho.service.worked import work
from sekisho.store.checks import Check

from ..asking import Ask, Refused
from ..pages import Goto, Page, Shown
from .area import Opened, frame, open_check, pages, recorder, seen

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


# --- route and end use


@pages.get("/check/{id}/route", template="check/route.html", may=READ)
def route(ask: Ask, id: str) -> Page:
    """What is done, from where to where, on which days."""
    opened = open_check(ask, id)
    return _form(ask, opened, route_fields(ask.office.law, ask.lang), "route")


@pages.post("/check/{id}/route", template="check/route.html", may=WRITE)
def keep_route(ask: Ask, id: str) -> Shown:
    """Keep the route and the days."""
    opened = open_check(ask, id)
    return _kept(ask, opened, route_fields(ask.office.law, ask.lang), "route", "parties")


@pages.get("/check/{id}/end-use", template="check/end_use.html", may=READ)
def end_use(ask: Ask, id: str) -> Page:
    """What it will be used for."""
    opened = open_check(ask, id)
    return _form(ask, opened, end_use_fields(opened.document, ask.office.law, ask.lang), "end-use")


@pages.post("/check/{id}/end-use", template="check/end_use.html", may=WRITE)
def keep_end_use(ask: Ask, id: str) -> Shown:
    """Keep the end use."""
    opened = open_check(ask, id)
    return _kept(ask, opened, end_use_fields(opened.document, ask.office.law, ask.lang), "end-use", "")


def _kept(ask: Ask, opened: Opened, fields: Sequence[Field], step: str, onward: str, **more: Any) -> Shown:
    typed = typed_of(ask)
    to = onward if ask.field("next") else ""
    try:
        return keep(ask, opened, fields, typed, to)
    except FormFaults as faults:
        return _form(ask, opened, fields, step, typed, faults.errors, 422, **more)
    except checks.Conflict as conflict:
        errors = conflict_errors(ask, fields, conflict.now, typed, opened)
        fresh = open_check(ask, opened.check.id)
        return _form(ask, fresh, fields, step, typed, errors, 409, **more)


def _form(
    ask: Ask, opened: Opened, fields: Sequence[Field], step: str, typed: Typed | None = None,
    errors: Mapping[str, str] | None = None, status: int = 200, **more: Any,
) -> Page:  # fmt: skip
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


# --- items


@pages.get("/check/{id}/item", may=READ, json=False)
def first_item(ask: Ask, id: str) -> Goto:
    """The first item, or a new one."""
    opened = open_check(ask, id)
    paths = member_paths(opened.document, "items")
    return Goto(opened.address(f"item/{id_of(paths[0])}" if paths else "item/new"))


@pages.get("/check/{id}/item/{item}", template="check/item.html", may=READ)
def item(ask: Ask, id: str, item: str) -> Page:
    """One item: what it is, its kinds, the facts that the law asks of them, its parts."""
    opened = open_check(ask, id)
    return _item_form(ask, opened, item)


@pages.post("/check/{id}/item/{item}", template="check/item.html", may=WRITE)
def keep_item(ask: Ask, id: str, item: str) -> Shown:
    """Keep an item, add or remove a part, or remove the item."""
    opened = open_check(ask, id)
    typed = typed_of(ask)
    did = next((name for name in ("remove", "add", "drop") if ask.field(name)), "")
    if did == "remove":
        return removed(ask, opened, _item_path(opened, item), "item")
    if did == "drop":
        return removed(ask, opened, _inner(opened, item, ask.field("drop")), f"item/{item}")
    try:
        return _item_kept(ask, opened, item, typed, ask.field("add"))
    except FormFaults as faults:
        return _item_form(ask, opened, item, typed, faults.errors, 422)
    except checks.Conflict as conflict:
        fields = _all_item_fields(ask, opened.document, _item_path(opened, item))
        errors = conflict_errors(ask, fields, conflict.now, typed, opened)
        return _item_form(ask, open_check(ask, id), item, typed, errors, 409)


def _item_kept(ask: Ask, opened: Opened, item: str, typed: Typed, add: str) -> Goto:
    who = recorder(ask, ask.field("by"))
    before = before_of(ask, opened)
    paths: tuple[str, ...] = ("id",)
    untouched: set[str] = set()
    if item != "new":
        fields = _all_item_fields(ask, opened.document, _item_path(opened, item))
        mine = changed_fields(ask, opened, fields, typed)
        paths = tuple(one.path for one in mine) or ("id",)
        untouched = {one.name for one in fields} - {one.name for one in mine}
    made: list[str] = []

    def edit(document: Document) -> dict[str, Any]:
        path = new_member(document, "items") if item == "new" else path_in(document, "items", item)
        made[:] = [id_of(path)]
        # The kind first: it says which facts are asked, and what the form held of them is kept.
        fields = [one for one in _all_item_fields(ask, document, path) if one.name not in untouched]
        done = apply_fields(document, fields, typed, who, ask.field("paper"))
        if done.errors:
            raise FormFaults(done.errors)
        if add in {"content", "made_with"}:
            new_member(document, f"{path}.{add}", prefix="c" if add == "content" else "m")
        return what_was_done(
            ask, opened, document, before, "filled", {key: list(pair) for key, pair in done.changed.items()}
        )

    kept = checks.change(ask.office, ask.actor, opened.check, seen(ask, opened.check), edit, paths=paths)
    if add or ask.field("stay"):
        return Goto(opened.address(f"item/{made[0] if made else item}"))
    return gone(ask, opened, kept.revision, "route" if ask.field("next") else "")


def _all_item_fields(ask: Ask, document: Document, path: str) -> list[Field]:
    law, lang = ask.office.law, ask.lang
    fields = item_fields(document, law, lang, path)
    for name in ("content", "made_with"):
        for inner in member_paths(document, f"{path}.{name}"):
            fields += [
                _renamed(one, f"{name}.{id_of(inner)}.")
                for one in item_fields(document, law, lang, inner, part=True)
            ]
    fields.append(
        Field(
            name="whole-content",
            path=f"{path}.complete.content",
            form="whole",
            label=ask.say("check.whole-content"),
            group="parts",
        )
    )
    return fields


def _renamed(one: Field, prefix: str) -> Field:
    from attrs import evolve

    return evolve(one, name=prefix + one.name, group=prefix)


def _item_form(
    ask: Ask,
    opened: Opened,
    item: str,
    typed: Typed | None = None,
    errors: Mapping[str, str] | None = None,
    status: int = 200,
) -> Page:
    path = 'items["new"]' if item == "new" else _item_path(opened, item)
    fields = _all_item_fields(ask, opened.document, path)
    parts = {
        name: [f"{name}.{id_of(inner)}." for inner in member_paths(opened.document, f"{path}.{name}")]
        for name in ("content", "made_with")
    }
    notes = notes_about(opened.check.options, item, ask.lang)
    return _form(ask, opened, fields, "item", typed, errors, status, item=item, parts=parts, kept_notes=notes)


def _item_path(opened: Opened, item: str) -> str:
    return path_in(opened.document, "items", item)


def path_in(document: Document, list_path: str, id: str) -> str:
    """The path of a member of a list. Raises Refused (404) where there is none of the id."""
    path = f'{list_path}["{id}"]'
    if '"' in id or path not in member_paths(document, list_path):
        raise Refused(404, "page.wrong-404")
    return path


def _inner(opened: Opened, item: str, words: str) -> str:
    name, _, id = words.partition(".")
    if name not in {"content", "made_with"}:
        raise Refused(404, "page.wrong-404")
    return path_in(opened.document, f"{_item_path(opened, item)}.{name}", id)


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


# --- parties


@pages.get("/check/{id}/parties", template="check/parties.html", may=READ)
def parties(ask: Ask, id: str) -> Page:
    """Everybody in the transaction, each with what the lists say of them."""
    return _parties_page(ask, open_check(ask, id))


@pages.post("/check/{id}/party", template="check/parties.html", may=WRITE)
def keep_party(ask: Ask, id: str) -> Shown:
    """Keep, add, remove or screen a party. Its name stands in the form and never in an address."""
    opened = open_check(ask, id)
    typed, party = typed_of(ask), ask.field("party")
    if ask.field("screen"):
        return _screened(ask, opened)
    if ask.field("remove"):
        return removed(ask, opened, path_in(opened.document, "parties", party), "parties")
    try:
        return _party_kept(ask, opened, party, typed)
    except FormFaults as faults:
        return _parties_page(ask, opened, party or "new", typed, faults.errors, 422)
    except checks.Conflict as conflict:
        fields = (
            _all_party_fields(ask, opened.document, path_in(opened.document, "parties", party))
            if party
            else []
        )
        errors = conflict_errors(ask, fields, conflict.now, typed, opened)
        return _parties_page(ask, open_check(ask, id), party or "new", typed, errors, 409)


@pages.post("/check/{id}/parties", template="check/parties.html", may=WRITE)
def keep_whole(ask: Ask, id: str) -> Shown:
    """Say whether these are all the parties, and go on."""
    opened = open_check(ask, id)
    fields = [Field(name="whole-parties", path="complete.parties", form="whole", label="")]
    try:
        return keep(ask, opened, fields, typed_of(ask), "end-use" if ask.field("next") else "")
    except FormFaults as faults:
        return _parties_page(ask, opened, "", None, faults.errors, 422)
    except checks.Conflict:
        return _parties_page(ask, open_check(ask, id), "", None, {"": ask.say("check.conflict-title")}, 409)


def _party_kept(ask: Ask, opened: Opened, party: str, typed: Typed) -> Goto:
    who = recorder(ask, ask.field("by"))
    before = before_of(ask, opened)
    paths: tuple[str, ...] = ("id",)
    untouched: set[str] = set()
    if party:
        fields = _all_party_fields(ask, opened.document, path_in(opened.document, "parties", party))
        mine = changed_fields(ask, opened, fields, typed)
        paths = tuple(one.path for one in mine) or ("id",)
        untouched = {one.name for one in fields} - {one.name for one in mine}

    def edit(document: Document) -> dict[str, Any]:
        path = path_in(document, "parties", party) if party else new_member(document, "parties", prefix="p")
        if (typed.get("owner-name") or [""])[0].strip():
            new_member(document, f"{path}.owners", _owner(ask, typed), prefix="o")
        fields = [one for one in _all_party_fields(ask, document, path) if one.name not in untouched]
        done = apply_fields(document, fields, typed, who, ask.field("paper"))
        if not get_fact(document, f"{path}.name"):
            done.errors.setdefault("name", ask.say("check.name-needed"))
        if done.errors:
            raise FormFaults(done.errors)
        screen_into(ask.office, ask.actor, document, path)
        return what_was_done(
            ask,
            opened,
            document,
            before,
            "filled" if party else "added",
            {k: list(v) for k, v in done.changed.items()},
        )

    checks.change(ask.office, ask.actor, opened.check, seen(ask, opened.check), edit, paths=paths)
    return Goto(opened.address("parties"))


def _owner(ask: Ask, typed: Typed) -> dict[str, Any]:
    from sekisho.service.typed_in import Unreadable, read_number_text, read_place_text

    def first(name: str) -> str:
        return (typed.get(name) or [""])[0].strip()

    owner: dict[str, Any] = {"name": first("owner-name")}
    try:
        if first("owner-country"):
            owner["country"] = read_place_text(first("owner-country"), ask.office.law)
        if first("owner-share"):
            share = read_number_text(first("owner-share"))
            owner["share"] = share if "%" in share else f"{share} %"
    except Unreadable as error:
        raise FormFaults({"owner-name": error.words(ask.lang)}) from None
    return owner


def _all_party_fields(ask: Ask, document: Document, path: str) -> list[Field]:
    return party_fields(document, ask.office.law, ask.lang, path)


def _screened(ask: Ask, opened: Opened) -> Goto:
    """Hold every party against the lists at hand, and keep what was found with the day and the lists."""
    before = before_of(ask, opened)

    def edit(document: Document) -> dict[str, Any]:
        screen_into(ask.office, ask.actor, document)
        return what_was_done(ask, opened, document, before, "screened", {})

    kept = checks.change(ask.office, ask.actor, opened.check, opened.check.revision, edit, paths=("parties",))
    return gone(ask, opened, kept.revision, "" if ask.field("screen") == "board" else "parties")


@pages.post("/check/{id}/hits", template="check/hits.html", may=Permission.SCREEN_RUN)
def hits(ask: Ask, id: str) -> Page:
    """What the lists hold near a name that is being typed. Nothing is kept, and the name stands in no address."""
    opened = open_check(ask, id)
    typed = typed_of(ask)
    return Page(
        {"hits": hits_of(ask.office, ask.actor, opened.document, typed, ask.lang)}, ask.say("check.screening")
    )


def _parties_page(
    ask: Ask,
    opened: Opened,
    party: str = "",
    typed: Typed | None = None,
    errors: Mapping[str, str] | None = None,
    status: int = 200,
) -> Page:
    law, errors = ask.office.law, errors or {}
    shown = []
    for path in member_paths(opened.document, "parties"):
        id = id_of(path)
        fields = _all_party_fields(ask, opened.document, path)
        mine = id == party
        shown.append(
            {
                "id": id,
                "fields": rows(ask, fields, opened.document, typed if mine else None, errors if mine else {}),
                "owners": [
                    {
                        key: str(get_fact(opened.document, f"{inner}.{key}") or "")
                        for key in ("name", "country", "share")
                    }
                    for inner in member_paths(opened.document, f"{path}.owners")
                ],
                "open": mine,
                "screening": screening_rows(opened.document, path, law, ask.lang),
            }
        )
    blank = _all_party_fields(ask, opened.document, 'parties["new"]')
    new = rows(
        ask, blank, opened.document, typed if party == "new" else None, errors if party == "new" else {}
    )
    summary = summary_of(opened.document, law, ask.lang)
    data = {
        **frame(ask, opened, ""),
        "step": "parties",
        "summary": summary,
        "parties": [{**one, "summary": row} for one, row in zip(shown, summary["parties"], strict=False)],
        "new": new,
        "new_open": party == "new" or not shown,
        "errors": dict(errors),
        "conflict": status == 409,
        "whole": bool(get_fact(opened.document, "complete.parties")),
        "by": ask.field("by") or ask.actor.name,
        "paper": ask.field("paper"),
    }
    return Page(data, f"{ask.say('check.step-parties')}: {opened.check.title}", status)
