"""Prints one authority's lane: the outcome with its mark, the reason, the provision, the way to a licence, what is open.

What stands in a lane, and in which words, is decided in service/lanes.py, for the pages show the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sekisho.service.lanes import lane_view
from sekisho.words import say, severity, strip

from .screen import Pairs

if TYPE_CHECKING:
    from rich.console import Console

SHOWN_DUTIES = 3
SHOWN_CONDUCT = 2
SHOWN_GAPS = 4
SHOWN_WAYS = 4
SHOWN_BRANCHES = 6
Json = Mapping[str, Any]
_STYLES = ("", "", "", "bold", "bold", "bold reverse")

Asked = Mapping[str, Sequence[int]]


def print_lane(out: Console, name: str, lane: Json, asked: Asked, lang: str) -> None:
    """Print one authority's lane; `asked`: by provision the numbers of the questions that bear on it."""
    from rich.text import Text

    view = lane_view(name, lane, asked, lang)
    low, high = view["at_least"], view["at_most"]
    head = Text.assemble(
        (f"{name:<3}", "bold"),
        (strip(low, high), "yellow" if low != high else ""),
        " ",
        (view["headline"], _STYLES[severity(high)] if low == high else "bold yellow"),
    )
    out.print(head)
    grid = Pairs(indent=4)
    _reasons(grid, view, lang)
    _conduct(grid, view, lang)
    for item in view["items"]:
        marked = f"{strip(item['at_least'], item['at_most'])} {item['headline']}"
        _row(grid, "", f"{say('item', lang, item['id'])}: {marked}", lang)
    if view["policy"]:
        _row(grid, "policy", " / ".join(row["words"] for row in view["policy"]), lang)
    _paths(grid, view, lang)
    _ways(grid, view, lang)
    if view["asked"]:
        _row(grid, "asked", say("asked-below", lang, _numbers(view["asked"])), lang)
    _few(grid, "gaps", [row["words"] for row in view["gaps"]], SHOWN_GAPS, lang)
    branches = [f"{strip(row['at_least'], row['at_most'])} {row['words']}" for row in view["branches"]]
    _few(grid, "branches", branches, SHOWN_BRANCHES, lang)
    _ahead(grid, view["ahead"], lang)
    grid.print(out)


def _row(grid: Pairs, key: str, words: str, lang: str) -> None:
    grid.add(say(key, lang) if key else "", words)


def _few(grid: Pairs, key: str, rows: Sequence[str], most: int, lang: str) -> None:
    for number, words in enumerate(rows[:most]):
        _row(grid, "" if number else key, words, lang)
    if len(rows) > most:
        _row(grid, "", say("and-more", lang, len(rows) - most), lang)


def _reasons(grid: Pairs, view: Json, lang: str) -> None:
    rows = view["reasons"]
    for row in rows[:SHOWN_DUTIES]:
        words = row["words"]
        if row["asked"]:
            words += f" ({say('asked-numbers', lang, _numbers(row['asked']))})"
        _row(grid, row["label"], words, lang)
        _row(grid, "", row["citation"], lang)
        if row["door"]:
            _row(grid, "", f"{say('door', lang)}: {row['door']}", lang)
    if len(rows) > SHOWN_DUTIES:
        _row(grid, "", say("and-more-explain", lang, len(rows) - SHOWN_DUTIES), lang)


def _conduct(grid: Pairs, view: Json, lang: str) -> None:
    rows = view["conduct"]
    for number, row in enumerate(rows[:SHOWN_CONDUCT]):
        doubt = "" if row["stands"] else f" ({say('unknown', lang)})"
        same = number and rows[number - 1]["label"] == row["label"]
        _row(
            grid,
            "" if same else row["label"],
            f"{row['words']}{doubt} · {row['cite']['words'] or row['cite']['provision']}",
            lang,
        )
    if len(rows) > SHOWN_CONDUCT:
        _row(grid, "", say("and-more-explain", lang, len(rows) - SHOWN_CONDUCT), lang)


def _paths(grid: Pairs, view: Json, lang: str) -> None:
    for path in view["paths"]:
        _row(grid, "path", path["title"], lang)
        if path["documents"]:
            numbered = "; ".join(f"{n}) {words}" for n, words in enumerate(path["documents"], 1))
            _row(grid, "", f"{say('documents', lang)}: {numbered}", lang)
        for key, word in (("file_with", "desk"), ("time", "time"), ("validity", "validity")):
            if path[key]:
                _row(grid, "", f"{say(word, lang)}: {path[key]}", lang)


def _ways(grid: Pairs, view: Json, lang: str) -> None:
    for number, way in enumerate(view["ways"][:SHOWN_WAYS]):
        _row(grid, "" if number else "ways", way["words"], lang)
        for step_number, step in enumerate(way["steps"], 1):
            _row(grid, "", f"  {step_number}) {step}", lang)
    if len(view["ways"]) > SHOWN_WAYS:
        _row(grid, "", say("and-more-explain", lang, len(view["ways"]) - SHOWN_WAYS), lang)


def _ahead(grid: Pairs, ahead: Json, lang: str) -> None:
    turns = [
        row["words"].replace("{strip}", strip(row["at_least"], row["at_most"]) if "at_least" in row else "")
        for row in ahead["turns"]
    ]
    if turns:
        _few(grid, "ahead", turns, 3, lang)
        return
    rows = [row["words"] for row in ahead["same"]] or ([ahead["none"]] if ahead["none"] else [])
    for number, words in enumerate(rows[:2]):
        _row(grid, "" if number else "ahead", words, lang)


def _numbers(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers[:5])) + (" …" if len(numbers) > 5 else "")
