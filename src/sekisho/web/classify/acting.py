"""Actions on product sheets: begin, add a value, say that it cannot be found out, paste, undo, use in a check."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from sekisho.service import checks
from sekisho.service.access import Permission
from sekisho.service.classifying import keeping, sheets
from sekisho.service.classifying.examples import example
from sekisho.service.classifying.keeping import BadInput, Kept
from sekisho.service.classifying.pasting import apply, preview
from sekisho.service.classifying.showing import changed
from sekisho.service.typed_in.unreadable import Unreadable
from sekisho.store import Changed, NotThere

from ..asking import Ask, Refused
from ..pages import Goto, Page, Shown
from .common import FIELDS, did, kept, pages, seen_of, sheet_page, start_page

TOLD_CHANGES = 5


@pages.post("/classify", template="classify/start.html", may=Permission.CLASSIFY_WRITE)
def begin(ask: Ask) -> Shown:
    """Begin a product sheet, empty but for its name and kinds; or look for a kind first."""
    law, name = ask.office.law, ask.field("name")[: keeping.MOST_NAME]
    kinds = [
        kind
        for kind in dict.fromkeys((*ask.fields("kinds"), *ask.fields("add")))
        if kind in law.vocabulary.kinds
    ]
    typed = {"name": name, "maker": ask.field("maker"), "kind": ask.field("kind")}
    if ask.field("do") == "find" or not name:
        error = "" if ask.field("do") == "find" else ask.say("classify.no-name")
        return start_page(ask, typed=typed, kinds=kinds, error=error, status=422 if error else 200)
    made = sheets.with_head(law, sheets.empty(name, kinds), maker=typed["maker"][: keeping.MOST_NAME])
    return Goto(f"/classify/{keeping.begin(ask.office, ask.actor, made)}")


@pages.post("/classify/examples", may=Permission.CLASSIFY_WRITE)
def open_example(ask: Ask) -> Shown:
    """Open one of the examples as a sheet of one's own."""
    made = example(
        ask.office.law, ask.field("example"), lang=ask.lang, by=ask.actor.name, on=str(ask.office.today())
    )
    if made is None:
        raise Refused(404, "page.wrong-404")
    return Goto(f"/classify/{keeping.begin(ask.office, ask.actor, made, 'example')}")


@pages.post("/classify/{id}/value", may=Permission.CLASSIFY_WRITE)
def value(ask: Ask, id: str) -> Shown:
    """Record a value, or that it cannot be found out, with its paper."""
    typed = {name: ask.field(name) for name in FIELDS}
    law, attribute = ask.office.law, typed["attribute"]
    words = {
        "by": ask.actor.name or ask.actor.id,
        "on": str(ask.office.today()),
        "paper": typed["paper"],
        "page": typed["page"],
    }
    cannot = ask.field("answer") == "cannot"

    def to(sheet: dict[str, Any]) -> Mapping[str, Any]:
        if cannot:
            return sheets.with_cannot(law, sheet, attribute, looked=typed["looked"], **words)
        return sheets.with_value(law, sheet, attribute, typed["value"], condition=typed["condition"], **words)

    what = {"cannot" if cannot else "value": attribute}
    return _changed(ask, id, what, to, typed)


@pages.post("/classify/{id}/remove", may=Permission.CLASSIFY_WRITE)
def remove(ask: Ask, id: str) -> Shown:
    """Take a value or a note out of the sheet; undo brings it back."""
    row = ask.field("row")
    return _changed(ask, id, "remove", lambda sheet: sheets.without_value(sheet, row))


@pages.post("/classify/{id}/head", may=Permission.CLASSIFY_WRITE)
def head(ask: Ask, id: str) -> Shown:
    """Change name, maker, kinds, customs codes."""
    law = ask.office.law

    def to(sheet: dict[str, Any]) -> Mapping[str, Any]:
        kinds = ask.fields("kinds") + [kind for kind in ask.fields("add") if kind not in ask.fields("kinds")]
        head: dict[str, Any] = {"kinds": kinds}
        if "name" in ask.form:
            head |= {"name": ask.field("name")[: keeping.MOST_NAME] or sheet["name"], "maker": ask.field("maker")[:200],
                     "description": ask.field("description")[:2000], "hs": customs_codes(ask.field("hs"))}  # fmt: skip
        return sheets.with_head(law, sheet, **head)

    return _changed(ask, id, "head", to)


@pages.post("/classify/{id}/undo", may=Permission.CLASSIFY_WRITE)
def undo(ask: Ask, id: str) -> Shown:
    """Take the last change back, the rows of a whole paste at once."""
    one = kept(ask, id)
    try:
        keeping.undo(ask.office, ask.actor, id, seen_of(ask))
    except Unreadable as error:
        return Goto(f"/classify/{one.id}", error.words(ask.lang))
    except (Changed, NotThere):
        return Goto(f"/classify/{one.id}", ask.say("classify.changed-between"))
    return Goto(f"/classify/{one.id}", ask.say("classify.undone"))


@pages.post("/classify/{id}/paste", template="classify/paste.html", may=Permission.CLASSIFY_WRITE)
def paste(ask: Ask, id: str) -> Shown:
    """Show what would become of each row of a pasted table; nothing is recorded."""
    one = kept(ask, id)
    text = str(ask.form.get("text") or "")
    typed = {"text": text, "paper": ask.field("paper"), "page": ask.field("page")}
    try:
        rows, error = preview(ask.office.law, one.sheet, text), None
    except Unreadable as fault:
        rows, error = [], fault.words(ask.lang)
    data = {
        "id": one.id, "seen": one.seen, "name": one.sheet["name"], "rows": rows, "typed": typed, "error": error,
        "counts": {state: sum(row["state"] == state for row in rows) for state in ("mapped", "proposed", "note")},
    }  # fmt: skip
    return Page(data, ask.say("classify.paste-preview"), 422 if error else 200)


@pages.post("/classify/{id}/rows", may=Permission.CLASSIFY_WRITE)
def rows(ask: Ask, id: str) -> Shown:
    """Put the rows of a pasted table on the sheet: values where a parameter was chosen, notes for the others."""
    one = kept(ask, id)
    law = ask.office.law
    try:
        found = preview(law, one.sheet, str(ask.form.get("text") or ""))
    except Unreadable as error:
        raise Refused(422, error.key, *error.parts, field="text") from None
    chosen = []
    for row in found:
        said = ask.form.get(f"row-{row['number']}")
        attribute = said if isinstance(said, str) else row["attribute"] or ""
        chosen.append({**row, "attribute": attribute})
    by, on = ask.actor.name or ask.actor.id, str(ask.office.today())

    def to(sheet: dict[str, Any]) -> Mapping[str, Any]:
        return apply(law, sheet, chosen, by=by, on=on, paper=ask.field("paper"), page=ask.field("page"))

    before = len(one.sheet["values"]), len(one.sheet["notes"])
    try:
        made = keeping.change(ask.office, ask.actor, id, seen_of(ask), {"paste": len(chosen)}, to)
    except Unreadable as error:
        raise Refused(422, error.key, *error.parts, field="text") from None
    except Changed:
        return Goto(f"/classify/{id}", ask.say("classify.changed-between"))
    counts = len(made.sheet["values"]) - before[0], len(made.sheet["notes"]) - before[1]
    return Goto(f"/classify/{id}", ask.say("classify.paste-done", *counts))


@pages.post("/classify/{id}/archive", may=Permission.CLASSIFY_WRITE)
def archive(ask: Ask, id: str) -> Shown:
    """Put a sheet away, or take it out again."""
    one = kept(ask, id)
    keeping.archive(ask.office, ask.actor, id, not one.archived)
    return Goto("/classify", "" if one.archived else ask.say("classify.put-away"))


@pages.post("/classify/{id}/check", may=Permission.CHECK_WRITE)
def check(ask: Ask, id: str) -> Shown:
    """Begin a check with this product as its item."""
    one = kept(ask, id)
    tree = {
        **sheets.transaction_of(ask.office.law, one.sheet, str(ask.office.today())),
        "route": {},
        "parties": [],
    }
    try:
        made = checks.begin(
            ask.office,
            ask.actor,
            json.dumps(tree, ensure_ascii=False, indent=1),
            is_json=True,
            title=one.sheet["name"],
        )
    except BadInput as bad:
        raise Refused(422, "classify.cannot-read", str(bad)) from None
    return Goto(f"/check/{made.id}")


def customs_codes(words: str) -> dict[str, str]:
    """`CN 8541100000, JP 8541.10` by country. Raises Unreadable for what is no customs code."""
    found = {}
    for part in re.split(r"[,;、，；\n]+", words):
        if part.strip():
            match = re.fullmatch(r"\s*([A-Za-z]{2})[\s:：]+([\d. ]{4,16})\s*", part)
            digits = re.sub(r"\D", "", match[2]) if match is not None else ""
            if match is None or not 6 <= len(digits) <= 12:
                raise Unreadable("classify.no-hs", part.strip()[:40])
            found[match[1].upper()] = digits
    return found


def _changed(
    ask: Ask,
    id: str,
    what: Any,
    to: Callable[[dict[str, Any]], Mapping[str, Any]],
    typed: dict[str, str] | None = None,
) -> Shown:
    """Make a change and say which entries stand otherwise; the page with the error and what was typed where it is not taken."""
    before = kept(ask, id)
    try:
        after = keeping.change(ask.office, ask.actor, id, seen_of(ask), what, to)
    except Unreadable as error:
        return sheet_page(ask, before, error=error, typed=typed, status=422)
    except Changed:
        said = Unreadable("classify.changed-between")
        return sheet_page(ask, kept(ask, id), error=said, typed=typed, status=409)
    return Goto(f"/classify/{id}", _told(ask, before, after, what))


def _told(ask: Ask, before: Kept, after: Kept, what: Any) -> str:
    """What changed, in words: which entries are met, open, not met now."""
    try:
        moved = changed(
            keeping.classified(ask.office, before.sheet).truths(),
            keeping.classified(ask.office, after.sheet).truths(),
        )
    except BadInput:
        moved = []
    steps = [
        ask.say("classify.entry-changed", one["display"], ask.say(f"classify.{one['before']}") if one["before"] else "–",
                ask.say(f"classify.{one['after']}"))
        for one in moved[:TOLD_CHANGES]
    ]  # fmt: skip
    if len(moved) > TOLD_CHANGES:
        steps.append(ask.say("classify.and-more", len(moved) - TOLD_CHANGES))
    said = "; ".join(steps) if steps else ask.say("classify.no-change")
    return ask.say("classify.recorded", did(ask, what), said)
