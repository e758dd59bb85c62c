"""The classification that somebody claims for a product: under which list, which codes, as of when, by whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sekisho.service.access import Permission
from sekisho.service.answering import without
from sekisho.service.classifying import keeping, sheets
from sekisho.service.classifying.keeping import BadInput
from sekisho.service.forms.claimed import Read, blank, claim_rows, code_lists, read_claim, typed_row
from sekisho.store import Changed

from ..asking import Ask
from ..pages import Goto, Page, Shown
from .common import kept, pages, seen_of


@pages.get("/classify/{id}/codes", template="classify/codes.html", may=Permission.CLASSIFY_READ)
def codes(ask: Ask, id: str) -> Page:
    """Under which codes somebody says that a product falls."""
    return _page(ask, id)


@pages.post("/classify/{id}/codes", template="classify/codes.html", may=Permission.CLASSIFY_WRITE)
def keep_codes(ask: Ask, id: str) -> Shown:
    """Keep a classification under one list on a sheet, or take one out; undo brings it back."""
    one, drop = kept(ask, id), ask.field("drop")
    typed = {name: ask.fields(name) for name in ("list", "how", "codes", "as-of", "claimed-by")}
    read = Read(list=drop) if drop else read_claim(typed, ask.office.law, ask.lang, ask.office.today())
    if read.errors:
        return _page(ask, id, typed_row(typed), read.errors, 422)

    def to(sheet: dict[str, Any]) -> Mapping[str, Any]:
        made = sheets.with_claim(ask.office.law, sheet, read.list, None if drop else read.claim, paper=ask.field("paper"),
                                 on=str(ask.office.today()))  # fmt: skip
        if not drop:
            keeping.classified(
                ask.office, made
            )  # a code that the list does not hold is refused before it is kept
        return made

    what = {"claim-removed" if drop else "claim": read.list}
    try:
        keeping.change(ask.office, ask.actor, one.id, seen_of(ask), what, to)
    except BadInput as bad:
        words = "; ".join(without(problem.message, "transaction") for problem in bad.problems)
        return _page(ask, id, typed_row(typed), {"codes": words}, 422)
    except Changed:
        return _page(ask, id, typed_row(typed), {"": ask.say("classify.changed-between")}, 409)
    return Goto(
        f"/classify/{one.id}" + ("/codes" if drop or ask.field("more") else ""),
        ask.say("classify.claim-kept"),
    )


def _page(
    ask: Ask,
    id: str,
    typed: dict[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    status: int = 200,
) -> Page:
    one, law = kept(ask, id), ask.office.law
    data = {
        "id": one.id,
        "seen": one.seen,
        "name": one.sheet["name"],
        "claims": claim_rows(one.sheet["claims"], law, ask.lang),
        "lists": code_lists(law, ask.lang),
        "typed": typed or blank(ask.office.today(), ask.actor.name),
        "errors": dict(errors or {}),
        "paper": ask.field("paper"),
    }
    return Page(data, f"{ask.say('check.cl-title')}: {one.sheet['name']}", status)
