"""Pages to look at: the list of product sheets, a sheet with its candidates, one entry clause by clause."""

from __future__ import annotations

from sekisho.service.access import Permission
from sekisho.service.classifying import keeping
from sekisho.service.classifying.keeping import BadInput
from sekisho.words.attribute_names import attribute_names

from ..asking import Ask, Refused
from ..pages import Page
from .common import kept, pages, sheet_page, start_page


@pages.get("/classify", template="classify/start.html", may=Permission.CLASSIFY_READ)
def start(ask: Ask) -> Page:
    """The product sheets of the workspace, a form for a new one, and examples."""
    return start_page(ask, typed={"name": "", "maker": "", "kind": ""}, kinds=[])


@pages.get("/classify/{id}", template="classify/sheet.html", may=Permission.CLASSIFY_READ)
def sheet(ask: Ask, id: str) -> Page:
    """A product sheet and every entry that its kind can meet: limits beside values, distance, what is missing and who knows."""
    return sheet_page(ask, kept(ask, id))


@pages.get("/classify/{id}/entry/{code}", template="classify/entry.html", may=Permission.CLASSIFY_READ)
def entry(ask: Ask, id: str, code: str) -> Page:
    """One entry for one product, clause by clause, with the values and the papers on which they stand."""
    one = kept(ask, id)
    found = ask.office.law.entries.get(code)
    if found is None:
        raise Refused(404, "page.wrong-404")
    try:
        told = keeping.classified(ask.office, one.sheet, ask.day("on")).entry(found)
    except BadInput as bad:
        raise Refused(422, "classify.cannot-read", str(bad)) from None
    names = {
        name: attribute_names(ask.office.law, name)
        for clause in told["clauses"]
        if (name := clause["attribute"])
    }
    data = {
        "id": one.id,
        "seen": one.seen,
        "name": one.sheet["name"],
        "entry": told,
        "names": names,
        "on": str(ask.day("on") or ask.office.today()),
        "on_day": ask.get("on"),
    }
    return Page(data, f"{told['display']} – {one.sheet['name']}")
