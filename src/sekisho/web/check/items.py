"""The form of a check's items: what each is, the facts that the law asks of it, its parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sekisho.facts.write import Document
from sekisho.service import checks
from sekisho.service.forms import (
    Field,
    apply_fields,
    item_fields,
    new_member,
)
from sekisho.service.forms.members import member_paths
from sekisho.service.forms.pasted import notes_about

from ..asking import Ask, Refused
from ..pages import Goto, Page, Shown
from .area import Opened, open_check, pages, recorder, seen
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
    shown_form,
    typed_of,
    what_was_done,
)


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
    return shown_form(
        ask, opened, fields, "item", typed, errors, status, item=item, parts=parts, kept_notes=notes
    )


def _item_path(opened: Opened, item: str) -> str:
    return path_in(opened.document, "items", item)


def _inner(opened: Opened, item: str, words: str) -> str:
    name, _, id = words.partition(".")
    if name not in {"content", "made_with"}:
        raise Refused(404, "page.wrong-404")
    return path_in(opened.document, f"{_item_path(opened, item)}.{name}", id)
