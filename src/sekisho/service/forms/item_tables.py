"""A pasted list of items, as it stands in a spreadsheet or on an invoice: one item a row, nothing decided by itself.

A kind of item is proposed and chosen by a person. A column that the check has no field for stays as a note on its item,
codes of control lists among them: who classified it, as of when, has to be said where classifications are written down.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from sekisho.facts.write import Document, set_fact

from ..answering import Recorder, assert_fact
from ..classifying.tables import MOST_TEXT, cutter_of
from ..typed_in import Unreadable, find_kinds, read_number_text, read_place_text
from .fields import read_hs
from .sections import new_member

if TYPE_CHECKING:
    from sekisho.law.compiled import Law

MOST_ITEMS: Final = 100
LONGEST: Final = 500
_HEADS: Final = {
    "description": ("description", "item", "product", "product name", "goods", "description of goods", "name", "model", "part name",
                    "品名", "品目", "商品名", "製品名", "貨物名", "貨物の名称", "型式", "名称", "货物名称", "产品名称", "物项名称",
                    "商品名称", "品名规格"),
    "origin": ("origin", "country of origin", "made in", "coo", "原産国", "原産地", "製造国", "原产国", "原产地"),
    "hs": ("hs", "hs code", "hs-code", "customs code", "tariff", "tariff code", "hts", "税番", "hsコード", "統計品目番号", "税则号列",
           "海关编码", "hs编码", "商品编码", "税号"),
    "quantity": ("quantity", "qty", "q'ty", "数量"),
    "unit": ("unit", "uom", "単位", "单位", "计量单位"),
    "value": ("value", "amount", "total", "total value", "total amount", "価額", "金額", "総額", "总价", "金额", "总值"),
    "currency": ("currency", "通貨", "币种", "币制"),
    "number": ("no", "no.", "#", "line", "番号", "項番", "序号", "编号"),
}  # fmt: skip
_KNOWN: Final = {word: name for name, words in _HEADS.items() for word in words}
_FIELDS: Final = ("origin", "hs", "quantity", "value")
_BLANK: Final = frozenset({"", "-", "–", "—", "―", "ー", "n/a", "N/A"})


def preview_items(law: Law, text: str, lang: str) -> list[dict[str, Any]]:
    """What would become of each row: its description, the kinds that may be meant, its fields, and what stays as a note.

    Raises Unreadable where the text is no table of items.
    """
    if len(text) > MOST_TEXT:
        raise Unreadable("classify.paste-too-long", MOST_TEXT)
    lines = [line for line in text.splitlines() if line.strip(" \t|,;-:+=　")]
    if not lines:
        raise Unreadable("classify.paste-empty")
    if len(lines) > MOST_ITEMS + 1:
        raise Unreadable("classify.paste-too-many", MOST_ITEMS)
    cut = cutter_of(lines, _heads)
    table = [[" ".join(cell.replace("\u3000", " ").split()) for cell in cut(line)] for line in lines]
    heads = _heads(table[0])
    if heads is None and max(map(len, table)) > 1:
        raise Unreadable("check.items-no-heads")
    names = table[0] if heads is not None else []
    found = []
    for number, cells in enumerate(table[1:] if heads is not None else table, 1):
        row = _row(law, number, cells, heads or ["description"], names, lang)
        if row is not None:
            found.append(row)
    if not found:
        raise Unreadable("classify.paste-empty")
    return found


def put_items(
    document: Document,
    rows: list[dict[str, Any]],
    chosen: Mapping[int, str],
    recorder: Recorder,
    paper: str = "",
) -> tuple[list[str], list[dict[str, str]]]:
    """Add an item for each row; `chosen`: by row the kind that somebody chose. Gives their paths, and the notes to be kept."""
    paths, notes = [], []
    for row in rows:
        path = new_member(document, "items", {"description": row["description"]})
        paths.append(path)
        values = dict(row["fields"])
        kind = chosen.get(row["number"], "")
        if kind in recorder.law.vocabulary.kinds:
            values["kind"] = kind
        for key, value in values.items():
            set_fact(document, f"{path}.{key}", value)
            assert_fact(document, f"{path}.{key}", recorder, paper)
        for note in row["notes"]:
            notes.append({"item": path[path.rindex('["') + 2 : -2], "label": note["label"], "text": note["text"],
                          "paper": paper, "by": recorder.by, "on": recorder.today.isoformat()})  # fmt: skip
    return paths, notes


def _heads(cells: list[str]) -> list[str] | None:
    names = [_KNOWN.get(unicodedata.normalize("NFKC", cell).strip().casefold(), "") for cell in cells]
    if "description" not in names:
        return None
    return names if sum(bool(name) for name in names) > 1 or len(cells) == 1 else None


def _row(
    law: Law, number: int, cells: list[str], heads: list[str], names: list[str], lang: str
) -> dict[str, Any] | None:
    held: dict[str, str] = {}
    notes: list[dict[str, str]] = []
    for at, cell in enumerate(cells):
        name = heads[at] if at < len(heads) else ""
        if cell in _BLANK or name == "number":
            continue
        if name and name not in held:
            held[name] = cell
        elif name == "description":
            held[name] = f"{held[name]} {cell}"
        else:
            notes.append(
                {"label": (names[at] if at < len(names) else "")[:LONGEST], "text": cell[:LONGEST], "why": ""}
            )
    if not held and not notes:
        return None
    words = held.get("description", "")[:LONGEST]
    fields: dict[str, Any] = {}
    for key in _FIELDS:
        if key not in held:
            continue
        typed = _joined(key, held)
        try:
            fields[key] = _read(law, key, typed)
        except Unreadable as error:
            notes.append(
                {"label": names[heads.index(key)], "text": typed[:LONGEST], "why": error.words(lang)}
            )
    for key in ("unit", "currency"):
        if key in held and {"unit": "quantity", "currency": "value"}[key] not in fields:
            notes.append({"label": names[heads.index(key)], "text": held[key][:LONGEST], "why": ""})
    kinds = [
        {"id": kind["id"], "name": kind["name"], "path": kind["path"]}
        for kind in find_kinds(words, law, lang, 6)
    ]
    return {
        "number": number,
        "description": words or f"{number}",
        "kinds": kinds,
        "fields": fields,
        "notes": notes,
    }


def _joined(key: str, held: Mapping[str, str]) -> str:
    """A cell with the unit or the currency that stands in a column of its own."""
    cell = held[key]
    more = {"quantity": "unit", "value": "currency"}.get(key, "")
    if more in held and not re.search(r"[^\d\s.,]", unicodedata.normalize("NFKC", cell)):
        return f"{cell} {held[more]}"
    return cell


def _read(law: Law, key: str, typed: str) -> Any:
    if key == "origin":
        return read_place_text(typed, law)
    if key == "hs":
        return read_hs(typed, law)
    read = read_number_text(typed, money=key == "value")
    attribute = law.vocabulary.get(key)
    if attribute is not None:
        try:
            law.vocabulary.read_value(attribute, read)
        except ValueError:
            raise Unreadable("classify.not-taken", typed) from None  # an amount without its currency, for one
    return read
