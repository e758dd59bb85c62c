"""Tables pasted into a check: parameters onto an item, or a list of items. Shown first, put in with one undo for the whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sekisho.facts.write import Document, get_fact
from sekisho.service import checks
from sekisho.service.answering import without
from sekisho.service.forms.applying import faults_of
from sekisho.service.forms.item_tables import preview_items, put_items
from sekisho.service.forms.pasted import Put, preview_rows, put_rows, with_pasted
from sekisho.service.typed_in import Unreadable

from ..asking import Ask
from ..pages import Goto, Page, Shown
from .area import Opened, frame, open_check, pages, recorder, seen
from .filling import READ, WRITE, FormFaults, before_of, path_in, what_was_done

TYPED = ("text", "paper", "page", "by")


@pages.get("/check/{id}/item/{item}/paste", template="check/paste.html", may=READ)
def paste(ask: Ask, id: str, item: str) -> Page:
    """Where a table of parameters is pasted onto an item."""
    return _page(ask, open_check(ask, id), item)


@pages.post("/check/{id}/item/{item}/paste", template="check/paste.html", may=WRITE)
def keep_paste(ask: Ask, id: str, item: str) -> Shown:
    """Show what would become of each row; or, where `do` says so, put the rows in."""
    opened = open_check(ask, id)
    path = path_in(opened.document, "items", item)
    try:
        rows = preview_rows(ask.office.law, opened.document, path, str(ask.form.get("text") or ""))
        if ask.field("do") != "put":
            return _page(ask, opened, item, rows)
        return _kept(ask, opened, item, path, rows)
    except Unreadable as fault:
        return _page(ask, opened, item, [], fault.words(ask.lang))
    except FormFaults as faults:
        return _page(ask, opened, item, [], "; ".join(faults.errors.values()))
    except checks.Conflict:
        return _page(ask, open_check(ask, id), item, [], ask.say("check.conflict-title"), 409)


def _kept(ask: Ask, opened: Opened, item: str, path: str, rows: list[dict[str, Any]]) -> Goto:
    chosen = []
    for row in rows:
        said = ask.form.get(f"row-{row['number']}")
        proposed = {one["attribute"] for one in row["proposed"]}
        attribute = said if isinstance(said, str) else row["attribute"] or ""
        chosen.append({**row, "attribute": attribute if attribute in proposed else ""})
    who, before = recorder(ask, ask.field("by")), before_of(ask, opened)
    put = Put()

    def edit(document: Document) -> dict[str, Any]:
        nonlocal put
        faults = faults_of(document, who)
        put = put_rows(document, path, chosen, who, paper=ask.field("paper"), page=ask.field("page"))
        _refuse_new_faults(document, who, faults)
        changed = {key: list(pair) for key, pair in put.changed.items()}
        return what_was_done(ask, opened, document, before, "pasted", changed)

    kept = checks.change(ask.office, ask.actor, opened.check, seen(ask, opened.check), edit, paths=(f"{path}.facts",),
                         beside=lambda options: with_pasted(options, put))  # fmt: skip
    told = ask.say("check.paste-done", put.values, len(put.notes), len(put.two))
    return _gone(opened, kept.revision, told)


def _gone(opened: Opened, revision: int, told: str) -> Goto:
    if revision == opened.check.revision:
        return Goto(opened.address(), told)
    return Goto(opened.address(said=str(revision)) + "#said", told)


def _refuse_new_faults(document: Document, who: Any, faults: Mapping[str, str]) -> None:
    new = {where: words for where, words in faults_of(document, who).items() if faults.get(where) != words}
    if new:
        raise FormFaults({where: without(words, "transaction") for where, words in new.items()})


def _page(
    ask: Ask,
    opened: Opened,
    item: str,
    rows: list[dict[str, Any]] | None = None,
    error: str = "",
    status: int = 0,
) -> Page:
    path = path_in(opened.document, "items", item)
    data = {
        **frame(ask, opened, ""),
        "item": item,
        "about": str(get_fact(opened.document, f"{path}.description") or item),
        "kind_missing": not get_fact(opened.document, f"{path}.kind"),
        **_shown(ask, rows, error),
        "counts": {
            state: sum(row["state"] == state for row in rows or ())
            for state in ("mapped", "proposed", "note")
        },
    }
    return Page(data, f"{ask.say('check.paste')}: {opened.check.title}", status or (422 if error else 200))


def _shown(ask: Ask, rows: list[dict[str, Any]] | None, error: str) -> dict[str, Any]:
    typed = {name: str(ask.form.get(name) or "") for name in TYPED}
    return {"rows": rows or [], "typed": {**typed, "by": typed["by"] or ask.actor.name}, "error": error}


# --- a list of items


@pages.get("/check/{id}/items/paste", template="check/paste_items.html", may=READ)
def paste_items(ask: Ask, id: str) -> Page:
    """Where a list of items is pasted."""
    return _items_page(ask, open_check(ask, id))


@pages.post("/check/{id}/items/paste", template="check/paste_items.html", may=WRITE)
def keep_items(ask: Ask, id: str) -> Shown:
    """Show what would become of each row of a list of items; or, where `do` says so, add the items."""
    opened = open_check(ask, id)
    try:
        rows = preview_items(ask.office.law, str(ask.form.get("text") or ""), ask.lang)
        if ask.field("do") != "put":
            return _items_page(ask, opened, rows)
        return _items_kept(ask, opened, rows)
    except Unreadable as fault:
        return _items_page(ask, opened, [], fault.words(ask.lang))
    except FormFaults as faults:
        return _items_page(ask, opened, [], "; ".join(faults.errors.values()))
    except checks.Conflict:
        return _items_page(ask, open_check(ask, id), [], ask.say("check.conflict-title"), 409)


def _items_kept(ask: Ask, opened: Opened, rows: list[dict[str, Any]]) -> Goto:
    offered = {row["number"]: {kind["id"] for kind in row["kinds"]} for row in rows}
    chosen = {
        number: kind for number, kinds in offered.items() if (kind := ask.field(f"kind-{number}")) in kinds
    }
    who, before = recorder(ask, ask.field("by")), before_of(ask, opened)
    put = Put()

    def edit(document: Document) -> dict[str, Any]:
        faults = faults_of(document, who)
        paths, notes = put_items(document, rows, chosen, who, ask.field("paper"))
        put.notes, put.values = notes, len(paths)
        _refuse_new_faults(document, who, faults)
        added = {f"{path}.description": [None, get_fact(document, f"{path}.description")] for path in paths}
        return what_was_done(ask, opened, document, before, "pasted-items", added)

    kept = checks.change(ask.office, ask.actor, opened.check, seen(ask, opened.check), edit, paths=("items",),
                         beside=lambda options: with_pasted(options, put))  # fmt: skip
    return _gone(opened, kept.revision, ask.say("check.items-done", put.values, len(put.notes)))


def _items_page(
    ask: Ask, opened: Opened, rows: list[dict[str, Any]] | None = None, error: str = "", status: int = 0
) -> Page:
    data = {**frame(ask, opened, ""), **_shown(ask, rows, error)}
    return Page(
        data, f"{ask.say('check.paste-items')}: {opened.check.title}", status or (422 if error else 200)
    )
