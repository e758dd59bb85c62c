"""A pasted table of parameters on an item of a check: values where a row answers an attribute, notes for every other row.

The rows are mapped as on a product sheet. Two values of one attribute are a finding: of numbers the band that holds both is
stated, of anything else nothing, so that no outcome rests on one of two papers that differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from attrs import define, field

from sekisho.facts.write import Document, get_fact, remove_fact, set_fact
from sekisho.law.vocabulary import CANNOT_WORD
from sekisho.words import say
from sekisho.words.attribute_names import attribute_name

from ..answering import Recorder, assert_fact
from ..classifying.pasting import preview
from ..classifying.sheets import STANDING, Sheet, empty, evidence_of, facts_of
from ..classifying.values import canonical_words, read_given
from ..typed_in import Unreadable
from .applying import plain

if TYPE_CHECKING:
    from sekisho.law.compiled import Law

Json = Mapping[str, Any]
MOST_NOTES: Final = 600
MOST_WORDS: Final = 500


@define
class Put:
    """What a paste does. `changed`: by path the value before and after; `notes`: rows that are kept as they stand; `two`: the
    attributes of which two values are at hand.
    """

    changed: dict[str, tuple[Any, Any]] = field(factory=dict)
    notes: list[dict[str, str]] = field(factory=list)
    two: list[dict[str, Any]] = field(factory=list)
    values: int = 0


def preview_rows(law: Law, document: Document, path: str, text: str) -> list[dict[str, Any]]:
    """What would become of each row of a table on an item. Raises Unreadable where the text is no table."""
    return preview(law, _sheet_of(law, document, path), text)


def put_rows(
    document: Document,
    path: str,
    rows: Iterable[Json],
    recorder: Recorder,
    *,
    paper: str = "",
    page: str = "",
) -> Put:
    """Put the rows on the item: those with an attribute as values, the others as notes. The document is changed."""
    law, put = recorder.law, Put()
    sheet = _sheet_of(law, document, path)
    held = {str(row["attribute"]): row for row in sheet["values"]}
    new: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        words = {
            "paper": paper,
            "page": str(row.get("page") or page),
            "condition": str(row.get("condition") or ""),
        }
        attribute = law.vocabulary.get(str(row.get("attribute") or ""))
        if attribute is not None and attribute.of == "item" and attribute.id not in STANDING:
            try:
                given = read_given(law, attribute, str(row["value"]))
            except Unreadable:
                pass
            else:
                new.setdefault(attribute.id, []).append(
                    {"attribute": attribute.id, "given": given.given, "canonical": given.canonical, **words}
                )
                put.values += 1
                continue
        put.notes.append(_note(path, row, words, recorder))
    for id, values in new.items():
        _put_one(document, path, id, values, held.get(id), recorder, put)
    return put


def _put_one(
    document: Document, path: str, id: str, values: list[dict[str, Any]], held: Json | None, recorder: Recorder, put: Put
) -> None:  # fmt: skip
    every = [*([dict(held)] if held is not None else []), *values]
    said = list(dict.fromkeys(str(one["canonical"]) for one in every))
    fact = f"{path}.facts.{id}"
    old = plain(get_fact(document, fact))
    if held is not None and len(said) == 1:
        return  # it is stated already
    given = facts_of(recorder.law, {**empty(), "values": every}).get(id)
    if given is None:
        remove_fact(document, fact)
    else:
        set_fact(document, fact, given)
    lines = [
        " ".join(filter(None, (str(one["canonical"]), _in_brackets(evidence_of(one))))) for one in values
    ]
    if len(said) == 1:
        evidence = evidence_of(values[0])
    else:
        before = [str(held["canonical"])] if held is not None else []
        evidence = say("check.two-values-paper", recorder.lang, " / ".join([*before, *lines]))
        now = plain(get_fact(document, fact))
        put.two.append({"path": fact, "attribute": id, "values": said, "stated": now})
    assert_fact(document, fact, recorder, evidence)
    put.changed[fact] = (old, plain(get_fact(document, fact)))


def two_value_rows(document: Document, options: Json, law: Law, lang: str) -> list[dict[str, str]]:
    """The findings of pastes that still stand: nobody has stated one value of the attribute since."""
    found: dict[str, dict[str, str]] = {}
    for row in options.get("two_values") or ():
        path = str(row.get("path") or "")
        if plain(get_fact(document, path)) != row.get("stated"):
            found.pop(path, None)
            continue
        name = attribute_name(law, str(row.get("attribute") or ""), lang)
        key = "check.two-values-band" if row.get("stated") not in (None, "") else "check.two-values-open"
        words = say(
            key, lang, name, " / ".join(map(str, row.get("values") or ())), str(row.get("stated") or "")
        )
        found[path] = {"path": path, "words": words}
    return list(found.values())


def notes_about(options: Json, item: str, lang: str) -> list[dict[str, str]]:
    """The rows of pasted tables that are kept with an item as they stand."""
    keys = ("label", "text", "condition", "paper", "by", "on")
    found = []
    for row in options.get("notes") or ():
        if str(row.get("item")) == item:
            why = str(row.get("why") or "")
            words = say(why, lang) if why else ""
            found.append(
                {**{key: str(row.get(key) or "") for key in keys}, "why": "" if "{" in words else words}
            )
    return found


def with_pasted(options: Json, put: Put) -> dict[str, Any]:
    """What is kept beside the transaction after a paste: its notes and findings after those that stand. Raises Unreadable."""
    notes = [*(options.get("notes") or ()), *put.notes]
    if len(notes) > MOST_NOTES:
        raise Unreadable("classify.too-many", MOST_NOTES)
    two = [
        row
        for row in options.get("two_values") or ()
        if row.get("path") not in {one["path"] for one in put.two}
    ]
    return {**options, "notes": notes, "two_values": [*two, *put.two]}


def _note(path: str, row: Json, words: Mapping[str, str], recorder: Recorder) -> dict[str, str]:
    note = {
        "item": path[path.rindex('["') + 2 : -2],
        "label": str(row.get("label") or row.get("text") or ""),
        "text": str(row.get("value") or ""),
        "condition": words["condition"],
        "paper": ", ".join(
            part for part in (words["paper"], f"p. {words['page']}" if words["page"] else "") if part
        ),
        "by": recorder.by,
        "on": recorder.today.isoformat(),
        "why": str(row.get("why") or ""),
    }
    return {key: value[:MOST_WORDS] for key, value in note.items() if value}


def _in_brackets(words: str) -> str:
    return f"({words})" if words else ""


def _sheet_of(law: Law, document: Document, path: str) -> Sheet:
    """The item as a product sheet: its kinds, and the facts that are stated of it."""
    kinds = get_fact(document, f"{path}.kind")
    sheet = empty(
        kinds=[str(one) for one in (kinds if isinstance(kinds, list) else [kinds] if kinds else [])]
    )
    facts = plain(get_fact(document, f"{path}.facts"))
    for number, (id, given) in enumerate(facts.items() if isinstance(facts, Mapping) else (), 1):
        attribute = law.vocabulary.get(str(id))
        if attribute is None or given in (None, "", [], {}):
            continue
        if given == CANNOT_WORD:
            canonical = CANNOT_WORD
        else:
            try:
                canonical = canonical_words(attribute, law.vocabulary.read_value(attribute, given))
            except ValueError:
                canonical = str(given)
        sheet["values"].append(
            {"id": f"v{number}", "attribute": str(id), "given": given, "canonical": canonical}
        )
    return sheet
