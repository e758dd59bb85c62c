"""The PDF of a paper, set by Typst: A4, black marks, fonts for each script, every page with id, days and hash of the law.

The same paper always gives the same bytes. What people typed goes to the typesetter as data and is never read as markup.
"""

from __future__ import annotations

import json
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from sekisho.words import SEVERITIES, say

from ..saying import unit_words
from .coverage import missing
from .fonts import MissingFont, refuse_missing, script_of, scripts_in, stacks

Json = Mapping[str, Any]
HASH: Final = 12
"""So many letters of the law's hash stand on every page."""
MOST_CONDUCT: Final = 12
"""So many duties of conduct of one authority are printed; those that may not stand are counted."""


def typeset(paper: Json, marks: Mapping[str, str], strips: Mapping[str, str]) -> bytes:
    """The PDF of a paper. `marks`, `strips`: the drawings of outcomes as SVG by "low-high" (`marks_on_paper` of the pages).

    Raises MissingFont where a script of the paper has no font on this machine.
    """
    import typst

    lang = str(paper["lang"])
    data = sheet(paper)
    refuse_missing(scripts_in(data, lang))
    data = without_boxes(data)
    data |= {"fonts": stacks(lang), "marks": dict(marks), "strips": dict(strips)}
    with tempfile.TemporaryDirectory() as folder:  # the typesetter reads nothing outside of it
        template = Path(folder, "result.typ")
        template.write_bytes(_template())
        inputs = {"data": json.dumps(data, ensure_ascii=False)}
        return typst.compile(template, root=Path(folder), format="pdf", timestamp=0, sys_inputs=inputs)


def without_boxes(data: dict[str, Any]) -> dict[str, Any]:
    """The data with every sign that no font here holds written as its number ([U+1F642]). Raises MissingFont for letters: a
    name without its letters is no name.
    """
    lacking = missing(set(json.dumps(data, ensure_ascii=False)))
    letters = {
        unicodedata.name(char, "?").split()[0].lower()
        for char in lacking
        if unicodedata.category(char)[0] in "LM"
    }
    if letters:
        raise MissingFont(letters)
    table = {ord(char): f"[U+{ord(char):04X}]" for char in lacking}
    return _translated(data, table) if table else data


def _translated(data: Any, table: dict[int, str]) -> Any:
    if isinstance(data, str):
        return data.translate(table)
    if isinstance(data, dict):
        return {key: _translated(value, table) for key, value in data.items()}
    return [_translated(one, table) for one in data] if isinstance(data, list) else data


@cache
def _template() -> bytes:
    return files("sekisho.service.printing").joinpath("result.typ").read_bytes()


_TURNING: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction of what follows: with them a name could be made to read as another."""


class _Said:
    """Texts of a paper: as they are, or with the script whose letters they need where that is not the paper's own."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.own = {"ja": "ja", "zh": "zh-Hans"}.get(lang, "")

    def __call__(self, words: str, place: str = "") -> Any:
        words = "".join(c for c in words if c in "\n\t" or (ord(c) >= 32 and c not in _TURNING))
        script = script_of(words, self.lang, place)
        return words if script in ("", self.own) else {"t": words, "s": script}


def sheet(paper: Json) -> dict[str, Any]:
    """All that stands on the sheets, with the words between: what the typesetter is given, and what the tests read."""
    lang = str(paper["lang"])
    said = _Said(lang)
    lanes = [lane for group in paper["groups"] for lane in group["lanes"]]
    known = say("print.known", lang, paper["known"]) if paper["known"] else ""
    law = say("print.law", lang, str(paper["law"])[:HASH], paper["engine"])
    on = say("print.on", lang, paper["on"] or say("print.no-day", lang))
    return {
        "lang": lang,
        "region": "cn" if lang == "zh" else None,
        "doc_title": f"Sekisho {paper['id']} {paper['on'] or ''}".strip(),
        "title": said(paper["title"] or paper["id"]),
        "head_left": said(f"Sekisho · {paper['id']}"),
        "head_right": said(" · ".join(filter(None, (on, known)))),
        "foot": said(f"{law} · {say('print.not-advice', lang)}"),
        "page_of": say("print.page-of", lang),
        "dated": said(" · ".join(filter(None, (str(paper["id"]), on, known, say("print.made", lang, paper["made"]))))),
        "about": [{"label": row["label"], "words": said(row["words"], row["place"])} for row in about(paper)],
        "warnings": [said(line) for line in warnings(paper)],
        "sentence": said(paper["sentence"]),
        "headings": {key: say(f"print.{key}", lang) for key in ("outcomes", "duties", "questions", "history", "reasons")},
        "outcome_head": [say(key, lang) for key in ("print.authority", "print.outcome", "print.confirmed")],
        "outcomes": [
            {"code": lane["authority"], "name": said(lane["name"]), "headline": said(lane["headline"]),
             "mark": key_of(lane["at_least"], lane["at_most"]), "checked": lane["checked"] or "–",
             "notes": [said(note) for note in causes(lane, lang)]}
            for lane in lanes
        ] + [
            {"code": one["authority"], "name": said(one["name"]), "headline": said(say("print.failed", lang)),
             "mark": key_of(SEVERITIES[0], SEVERITIES[-1]), "checked": "–", "notes": []}
            for one in paper["failed"]
        ],
        "conflicts": [
            {"title": said(row["words"]), "lines": [said(line) for line in conflict_lines(row, lang)]}
            for row in paper["conflicts"]
        ],
        "conflicts_title": say("conflicts", lang),
        "counsel": say("counsel", lang),
        "duties": [
            {"code": lane["authority"], "name": said(lane["name"]), "headline": said(lane["headline"]),
             "rows": [{**row, "words": said(row["words"]), "cite": said(row["cite"], row["place"]),
                       "notes": [said(note) for note in row["notes"]]} for row in duty_rows(lane, lang)]}
            for lane in lanes if duty_rows(lane, lang)
        ],
        "questions": [
            {"ask": said(card["ask"]), "note": said(question_note(card, lang))} for card in paper["questions"]
        ],
        "questions_note": questions_note(paper),
        "lists": [
            {"title": say(f"print.{key}", lang), "lines": [said(line) for line in lines]}
            for key, lines in lists(paper) if lines
        ],
        "history": [
            {"code": row["authority"], "from": row["from"], "until": row["until"],
             "mark": key_of(row["at_least"], row["at_most"]), "headline": said(row["headline"]),
             "note": said(history_note(row, lang)), "because": [said(line) for line in because(row, lang)]}
            for row in (paper["history"] or {"rows": ()})["rows"]
        ],
        "history_note": said(say("print.history-note", lang, paper["history"]["from"], paper["history"]["tried_to"]))
        if paper["history"] else "",
        "history_head": [say(key, lang) for key in ("print.authority", "print.from", "print.until", "print.outcome",
                                                    "print.changed-by")],
        "reasons": [
            {"code": lane["authority"], "name": said(lane["name"]),
             "lines": [{"depth": line["depth"], "words": said(line["words"]), "truth": line["truth_words"],
                        "found": said(line["found"]), "cite": said(line["cite"], line["place"])} for line in lane["lines"]],
             "note": say("print.left-out", lang, lane["left_out"]) if lane["left_out"] else ""}
            for lane in paper["reasons"] if lane["lines"]
        ],
    }  # fmt: skip


def key_of(at_least: str, at_most: str) -> str:
    """Under what name the drawing of an outcome is handed over."""
    return f"{at_least}-{at_most}"


def keys() -> Iterable[tuple[str, str]]:
    """Every pair of ends that an outcome can have."""
    return ((low, high) for number, low in enumerate(SEVERITIES) for high in SEVERITIES[number:])


def about(paper: Json) -> list[dict[str, str]]:
    """What the transaction is, on a few lines: what is sent, on which way, by and to whom."""
    lang, summary = str(paper["lang"]), paper["summary"]
    rows = []
    for item in summary["items"]:
        kinds = ", ".join(kind["name"] for kind in item["kinds"])
        words = " · ".join(filter(None, (item["description"], kinds, item["quantity"], item["value"])))
        rows.append({"label": say("print.item", lang), "words": words or item["id"], "place": ""})
    route = summary["route"]
    ends = [str(route[key]) for key in ("from", "via", "to", "final") if route.get(key)]
    if ends:
        rows.append(
            {"label": say("print.route", lang), "words": " → ".join(dict.fromkeys(ends)), "place": ""}
        )
    for party in summary["parties"]:
        label = ", ".join(party["roles"]) or say("print.party", lang)
        words = " · ".join(filter(None, (party["name"] or party["id"], party["country"])))
        rows.append({"label": label, "words": words, "place": party["place"]})
    return rows


def warnings(paper: Json) -> list[str]:
    """What a reader must see before all else: readings that were assumed, days after the last confirmation."""
    lang = str(paper["lang"])
    assumed = [say("assumed", lang, row["words"]) for row in paper["assumed"]]
    return [*assumed, *paper["warnings"]]


def causes(lane: Json, lang: str) -> list[str]:
    """Why an outcome is open, in words: the pattern on paper says the same."""
    found = []
    if lane["missing_facts"]:
        found.append(say("print.open-facts", lang))
    if lane["unconfirmed"]:
        found.append(say("print.open-law", lang))
    if lane["unread"]:
        found.append(say("print.open-unread", lang))
    if lane["policy"]:
        found.append(f"{say('policy', lang)}: {' / '.join(row['words'] for row in lane['policy'])}")
    return found


def conflict_lines(row: Json, lang: str) -> list[str]:
    """The sides of a conflict, each with who is bound and the citation; the notes on it after them."""
    return [
        f"{side['authority']}: {side['title']} · {side['cite']}"
        + ("" if side["stands"] else f" ({say('possible', lang)})")
        for side in row["sides"]
    ] + [f"{say('check.note', lang)}: {note['line']}" for note in row["notes"]]


def duty_rows(lane: Json, lang: str) -> list[dict[str, Any]]:
    """The duties of an authority and what may be one, with citation; papers and times beneath; then law not read."""
    rows = []
    for one in lane["reasons"]:
        notes = [f"{say('door', lang)}: {one['door']}"] if one["door"] else []
        label = say(str(one["label"]), lang)
        rows.append(_row(f"{label}:", one["words"], one["cite"], one["stands"], notes))
    if lane["reasons_left_out"]:
        rows.append(_row("", say("print.more-reasons", lang, lane["reasons_left_out"]), None, False, []))
    conduct = [one for one in lane["conduct"] if one["stands"]]
    for one in conduct[:MOST_CONDUCT]:
        rows.append(_row(f"{say(str(one['label']), lang)}:", one["words"], one["cite"], one["stands"], []))
    if len(lane["conduct"]) > len(conduct[:MOST_CONDUCT]):
        more = len(lane["conduct"]) - len(conduct[:MOST_CONDUCT])
        rows.append(_row("", say("print.more-conduct", lang, more), None, False, []))
    for path in lane["paths"]:
        notes = []
        if path["documents"]:
            notes.append(f"{say('documents', lang)}: {'; '.join(path['documents'])}")
        for key, label in (("file_with", "desk"), ("time", "time"), ("validity", "validity")):
            if path[key]:
                notes.append(f"{say(label, lang)}: {path[key]}")
        rows.append(_row(f"{say('path', lang)}:", path["title"], path["cite"], path["stands"], notes))
    for gap in lane["gaps"]:
        rows.append(
            _row(f"{say('gaps', lang)}:", gap["words"], None, False, [gap["cite"]] if gap["cite"] else [])
        )
    for branch in lane["branches"]:
        rows.append(_row(f"{say('branches', lang)}:", branch["words"], None, False, []))
    for row in lane["ahead"]["turns"]:
        words = f"{row['on']}: {row.get('headline', '')} – {row['title'] or row['provision']}"
        rows.append(_row(f"{say('ahead', lang)}:", words, None, False, []))
    return rows


def _row(label: str, words: str, cite: Json | None, stands: bool, notes: list[str]) -> dict[str, Any]:
    told = (
        ""
        if cite is None
        else " · ".join(
            filter(None, (cite["words"] if cite["words"] != cite["provision"] else "", cite["rank"]))
        )
    )
    return {"label": label, "words": words, "cite": told, "place": "" if cite is None else cite["place"], "stands": stands,
            "notes": notes}  # fmt: skip


def question_note(card: Json, lang: str) -> str:
    """Who can answer a question, about what, in which unit, for which authorities and provisions."""
    parts = [
        say("print.ask-of", lang, card["who_name"]) if card["who_name"] else "",
        card["about"],
        say("print.unit", lang, unit_words(card["unit"])) if card["unit"] else "",
        ", ".join(card["authorities"]),
        ", ".join(dict.fromkeys(row["cite"] or row["title"] or row["id"] for row in card["provisions"][:3])),
    ]
    return " · ".join(part for part in parts if part)


def questions_note(paper: Json) -> str:
    """What to say where there is no question, or where more are open than are printed."""
    lang, more = str(paper["lang"]), paper["questions_in_all"] - len(paper["questions"])
    if not paper["questions"] and not more:
        return say("no-questions", lang)
    return say("print.more-questions", lang, more) if more > 0 else ""


def lists(paper: Json) -> list[tuple[str, list[str]]]:
    """The parts that are plain lines, in their order."""
    lang = str(paper["lang"])
    findings = [" · ".join(filter(None, (row["words"], row["about"]))) for row in paper["findings"]]
    words = list(paper["words"]) or [say("print.nobody", lang)]
    left_out = list(paper["not_examined"]) or [say("print.all-examined", lang)]
    return [
        ("noted", list(paper["notes"])),
        ("findings", findings),
        ("words", words),
        ("not-examined", left_out),
    ]


def history_note(row: Json, lang: str) -> str:
    """What else is said of a time: the law was unconfirmed or suspended in it."""
    parts = [say("print.open-law", lang)] if row["unconfirmed"] else []
    parts += [say("print.suspended-by", lang, name) for name in row["suspended_by"]]
    return "; ".join(parts)


def because(row: Json, lang: str) -> list[str]:
    """What changed the answer, each with its citation."""
    if row["first"]:
        return [say("first-day-tried", lang)]
    lines = [" · ".join(filter(None, (one["words"], one["cite"]))) for one in row["because"]]
    if row["more"]:
        lines.append(say("and-more", lang, row["more"]))
    return lines or [say("no-change-of-law", lang)]
