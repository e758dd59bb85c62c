"""A product sheet: what is known of a product, each value with its measuring condition, its paper and who read it.

A sheet is plain data (docs/reference/product-sheets.md). Nothing here is changed in place: every function gives a new sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from sekisho.law.compiled import Law
from sekisho.law.vocabulary import CANNOT_WORD, Attribute
from sekisho.logic.quantities import format_interval
from sekisho.logic.values import Interval
from sekisho.service.typed_in.unreadable import Unreadable

from .values import Given, read_given

MOST_VALUES: Final = 600
LONG: Final = 500
STANDING: Final = frozenset({"kind", "origin", "hs", "quantity", "value", "item_role"})
"""Facts of an item that have a place of their own in the sheet, not among its values."""

Sheet = Mapping[str, Any]


def empty(name: str = "", kinds: Iterable[str] = ()) -> dict[str, Any]:
    """A sheet on which nothing is written but a name and what the product is."""
    return {"name": name, "maker": "", "description": "", "kinds": list(kinds), "origin": "", "hs": {}, "values": [],
            "notes": [], "claims": {}, "next": 1}  # fmt: skip


def attribute_of(law: Law, id: str) -> Attribute:
    """An attribute that can stand on a product sheet. Raises Unreadable for another word."""
    found = law.vocabulary.get(id)
    if found is None or found.of != "item" or id in STANDING or id in law.derived:
        raise Unreadable("classify.no-attribute", id[:80])
    return found


def with_value(
    law: Law, sheet: Sheet, attribute: str, typed: str, *, by: str, on: str, paper: str = "", page: str = "",
    condition: str = "", label: str = "",
) -> dict[str, Any]:  # fmt: skip
    """The sheet with one more value. Raises Unreadable."""
    given = read_given(law, attribute_of(law, attribute), typed)
    return _added(
        sheet, attribute, typed, given, by=by, on=on, paper=paper, page=page, condition=condition, label=label
    )


def with_cannot(
    law: Law, sheet: Sheet, attribute: str, *, by: str, on: str, looked: str, paper: str = "", page: str = ""
) -> dict[str, Any]:
    """The sheet with a value of which somebody says that it cannot be found out. `looked`: who looked where; it has to be said.

    Raises Unreadable where nothing says where one has looked.
    """
    attribute_of(law, attribute)
    if not looked.strip():
        raise Unreadable("classify.looked-where")
    return _added(
        sheet,
        attribute,
        "",
        Given(CANNOT_WORD, CANNOT_WORD),
        by=by,
        on=on,
        paper=paper,
        page=page,
        looked=looked,
    )


def _added(sheet: Sheet, attribute: str, typed: str, given: Given, **words: str) -> dict[str, Any]:
    values = list(sheet["values"])
    if len(values) >= MOST_VALUES:
        raise Unreadable("classify.too-many", MOST_VALUES)
    row = {"id": f"v{sheet['next']}", "attribute": attribute, "typed": typed, "given": given.given,
           "canonical": given.canonical, **{key: value[:LONG] for key, value in words.items()}}  # fmt: skip
    return {**sheet, "values": [*values, row], "next": sheet["next"] + 1}


def without_value(sheet: Sheet, id: str) -> dict[str, Any]:
    """The sheet without one of its values or notes."""
    return {
        **sheet,
        "values": [row for row in sheet["values"] if row["id"] != id],
        "notes": [row for row in sheet["notes"] if row["id"] != id],
    }


def with_note(sheet: Sheet, label: str, text: str, **words: str) -> dict[str, Any]:
    """The sheet with a line that is kept as it stands, because it answers no attribute."""
    row = {
        "id": f"v{sheet['next']}",
        "label": label[:LONG],
        "text": text[:LONG],
        **{k: v[:LONG] for k, v in words.items()},
    }
    return {**sheet, "notes": [*sheet["notes"], row], "next": sheet["next"] + 1}


def with_head(law: Law, sheet: Sheet, **head: Any) -> dict[str, Any]:
    """The sheet with another name, maker, description, kinds, origin, customs codes or claims. Raises Unreadable for a kind that
    the vocabulary does not have.
    """
    found = {**sheet, **head}
    for kind in found["kinds"]:
        if kind not in law.vocabulary.kinds:
            raise Unreadable("classify.no-kind", str(kind)[:80])
    for list_id, claim in found["claims"].items():
        known = law.lists.get(list_id)
        if known is None or known.parties or not isinstance(claim, Mapping):
            raise Unreadable("classify.no-list", str(list_id)[:80])
    return found


def with_claim(
    law: Law, sheet: Sheet, list_id: str, claim: Mapping[str, Any] | None, *, paper: str = "", on: str = ""
) -> dict[str, Any]:
    """The sheet with a classification under one list, or without it (`claim` None). `paper`: where it stands. Raises Unreadable for
    what is no control list.
    """
    claims = {name: held for name, held in sheet["claims"].items() if name != list_id}
    papers = {name: held for name, held in sheet.get("claim_papers", {}).items() if name != list_id}
    if claim is not None:
        claims[list_id] = {**claim, "complete": "true" if claim["complete"] else "false"}
        papers[list_id] = {"paper": paper[:LONG], "on": on}
    return with_head(law, {**sheet, "claim_papers": papers}, claims=claims)


def contradictions(sheet: Sheet) -> list[dict[str, Any]]:
    """The attributes for which a sheet holds values that are not the same, with those values."""
    by: dict[str, list[Any]] = {}
    for row in sheet["values"]:
        by.setdefault(row["attribute"], []).append(row)
    return [
        {"attribute": attribute, "values": rows}
        for attribute, rows in by.items()
        if len({str(row["canonical"]) for row in rows}) > 1
    ]


def facts_of(law: Law, sheet: Sheet) -> dict[str, Any]:
    """The facts of the item as a transaction file states them.

    Where two values of one number differ, the band that holds both: what follows from the band is true of either. Where two
    values of another kind differ, none: the fact stays open until somebody withdraws one.
    """
    by: dict[str, list[Any]] = {}
    for row in sheet["values"]:
        by.setdefault(row["attribute"], []).append(row)
    found = {}
    for id, rows in by.items():
        attribute = law.vocabulary.get(id)
        if attribute is None:  # a later law may have dropped it: reading the item says so
            found[id] = rows[0]["given"]
            continue
        given = (
            rows[0]["given"]
            if len({str(row["canonical"]) for row in rows}) == 1
            else _spanning(law, attribute, rows)
        )
        if given is not None:
            found[id] = given
    return found


def _spanning(law: Law, attribute: Attribute, rows: list[Any]) -> Any:
    if attribute.type not in {"quantity", "number"}:
        return None
    try:
        values = [law.vocabulary.read_value(attribute, row["given"]) for row in rows]
    except ValueError:
        return rows[0]["given"]  # a later law measures it otherwise: reading the item says so
    if not all(isinstance(value, Interval) for value in values):
        return None  # one says a number, another that it cannot be found out
    bands = [value for value in values if isinstance(value, Interval)]
    lows, highs = [band.lo for band in bands], [band.hi for band in bands]
    low = None if None in lows else min(low for low in lows if low is not None)
    high = None if None in highs else max(high for high in highs if high is not None)
    if low is None and high is None:
        return None
    return format_interval(Interval(low, high), attribute.unit)


def item_of(law: Law, sheet: Sheet, id: str = "1") -> dict[str, Any]:
    """The sheet as an item of a transaction file."""
    item: dict[str, Any] = {"id": id}
    words = " ".join(filter(None, (sheet["maker"], sheet["name"]))) or sheet["description"]
    if words:
        item["description"] = words
    if sheet["kinds"]:
        item["kind"] = list(sheet["kinds"])
    for key in ("origin", "hs"):
        if sheet[key]:
            item[key] = sheet[key]
    if sheet["claims"]:
        item["classification"] = {name: dict(claim) for name, claim in sheet["claims"].items()}
    facts = facts_of(law, sheet)
    if facts:
        item["facts"] = facts
    return item


def assertions_of(sheet: Sheet, id: str = "1") -> list[dict[str, Any]]:
    """Who said each value, when and on what paper, as a transaction file states it."""
    found = []
    for row in sheet["values"]:
        said: dict[str, Any] = {"fact": f'items["{id}"].facts.{row["attribute"]}'}
        for key, value in (("by", row.get("by")), ("on", row.get("on")), ("evidence", evidence_of(row))):
            if value:
                said[key] = value
        if len(said) > 1:
            found.append(said)
    for name, paper in sheet.get("claim_papers", {}).items():
        if name in sheet["claims"]:
            claim = sheet["claims"][name]
            row = {"fact": f'items["{id}"].classification["{name}"]', "by": claim.get("by"), "on": paper.get("on"),
                   "evidence": paper.get("paper")}  # fmt: skip
            found.append({key: value for key, value in row.items() if value})
    return found


def evidence_of(row: Mapping[str, Any]) -> str:
    """Where a value stands, in one line: the paper, its page, the measuring condition, or who looked where."""
    page = f"p. {row['page']}" if row.get("page") else ""
    parts = (row.get("paper"), page, row.get("condition"), row.get("looked"))
    return ", ".join(str(part) for part in parts if part)


def transaction_of(law: Law, sheet: Sheet, on: str) -> dict[str, Any]:
    """A transaction file with the sheet as its one item, in which everything else is open. The act is an export only so that the clocks of
    every law have their day.
    """
    tree: dict[str, Any] = {"on": on, "act": "export", "items": [item_of(law, sheet)]}
    said = assertions_of(sheet)
    if said:
        tree["assertions"] = said
    return tree
