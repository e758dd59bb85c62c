"""The classification that somebody claims for an item: under which list, which codes, as of when, by whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sekisho.facts.write import Document, get_fact, remove_fact, set_fact
from sekisho.service import checks
from sekisho.service.answering import assert_fact, without
from sekisho.service.forms.applying import faults_of, plain
from sekisho.service.forms.claimed import blank, claim_rows, code_lists, read_claim, typed_row

from ..asking import Ask
from ..pages import Goto, Page, Shown
from .area import Opened, frame, open_check, pages, recorder, seen
from .filling import READ, WRITE, FormFaults, Typed, before_of, gone, path_in, typed_of, what_was_done


@pages.get("/check/{id}/item/{item}/codes", template="check/codes.html", may=READ)
def codes(ask: Ask, id: str, item: str) -> Page:
    """Under which codes somebody says that an item falls."""
    return _page(ask, open_check(ask, id), item)


@pages.post("/check/{id}/item/{item}/codes", template="check/codes.html", may=WRITE)
def keep_codes(ask: Ask, id: str, item: str) -> Shown:
    """Keep a classification under one list, or take one out."""
    opened = open_check(ask, id)
    typed = typed_of(ask)
    path = path_in(opened.document, "items", item)
    try:
        return _kept(ask, opened, path, typed, ask.field("drop"))
    except FormFaults as faults:
        return _page(ask, opened, item, typed, faults.errors, 422)
    except checks.Conflict:
        return _page(ask, open_check(ask, id), item, typed, {"": ask.say("check.conflict-title")}, 409)


def _kept(ask: Ask, opened: Opened, path: str, typed: Typed, drop: str) -> Goto:
    law = ask.office.law
    held = get_fact(opened.document, f"{path}.classification")
    known = {str(one) for one in held} if isinstance(held, Mapping) else set()
    read = None
    if drop:
        list_id = drop if drop in known else ""
    else:
        read = read_claim(typed, law, ask.lang, ask.office.today())
        if read.errors:
            raise FormFaults(read.errors)
        list_id = read.list
    if not list_id:
        return Goto(opened.address(path_of_page(path)))
    who, before = recorder(ask, read.claim["by"] if read else ""), before_of(ask, opened)
    fact = f'{path}.classification["{list_id}"]'

    def edit(document: Document) -> dict[str, Any]:
        old = plain(get_fact(document, fact))
        faults = faults_of(document, who)
        if read is None:
            remove_fact(document, fact)
        else:
            set_fact(document, fact, read.claim)
            assert_fact(document, fact, who, ask.field("paper"))
        new = {
            where: words for where, words in faults_of(document, who).items() if faults.get(where) != words
        }
        if new:
            raise FormFaults({"codes": "; ".join(without(words, "transaction") for words in new.values())})
        return what_was_done(ask, opened, document, before, "removed" if read is None else "coded",
                             {fact: [old, plain(get_fact(document, fact))]})  # fmt: skip

    kept = checks.change(ask.office, ask.actor, opened.check, seen(ask, opened.check), edit, paths=(fact,))
    return gone(ask, opened, kept.revision, path_of_page(path) if ask.field("more") or drop else "")


def path_of_page(path: str) -> str:
    """The address of the claims of an item, from the item's path."""
    from urllib.parse import quote

    return f"item/{quote(path[path.rindex('[') + 2 : -2])}/codes"


def _page(
    ask: Ask,
    opened: Opened,
    item: str,
    typed: Typed | None = None,
    errors: Mapping[str, str] | None = None,
    status: int = 200,
) -> Page:
    law = ask.office.law
    path = path_in(opened.document, "items", item)
    data = {
        **frame(ask, opened, ""),
        "item": item,
        "about": str(get_fact(opened.document, f"{path}.description") or item),
        "claims": claim_rows(get_fact(opened.document, f"{path}.classification"), law, ask.lang),
        "lists": code_lists(law, ask.lang),
        "typed": blank(ask.office.today(), ask.actor.name) if typed is None else typed_row(typed),
        "errors": dict(errors or {}),
        "conflict": status == 409,
        "paper": ask.field("paper"),
    }
    return Page(data, f"{ask.say('check.cl-title')}: {opened.check.title}", status)
