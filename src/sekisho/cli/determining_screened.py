"""`sekisho determine --screen`: the parties of each transaction are held against the lists before the law is asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sekisho.words.screening_words import say

from .screening import opened, print_matches

if TYPE_CHECKING:
    from rich.console import Console

    from sekisho.logic.objects import Case

    from .options import LawFolder


def screened(
    files: Sequence[Path], cases: Sequence[Case], folder: LawFolder, on: date | None, known: date | None
) -> tuple[list[Case], list[dict[str, Any]]]:
    """The transactions with what the screening found of their parties, and that as data. The files are not changed."""
    from sekisho.facts.load import load
    from sekisho.service.determining import Options
    from sekisho.service.determining import screened as screen

    screener = opened(folder)
    found, results = [], []
    for file, case in zip(files, cases, strict=True):
        again, screening = screen(load(file), screener, Options(on=on, known=known), str(file))
        again.id = case.id
        found.append(again)
        results.append(screening)
    return found, results


def print_screening(out: Console, found: dict[str, Any], lang: str) -> None:
    """Print what the screening met, party by party, and which lists clear nobody."""
    out.print()
    out.print(say("screening", lang), style="bold")
    for party in found["parties"]:
        if party["matches"] or party["addresses"]:
            out.print(f"  {party['path']}  {party['name']}", soft_wrap=True)
            print_matches(out, party, lang)
    met = sum(bool(party["matches"] or party["addresses"]) for party in found["parties"])
    out.print("  " + say("screened", lang).format(len(found["parties"]), met), soft_wrap=True)
    titles = {one["list"]: one["title"] for one in found["lists"]}
    for one in found["unsearched"]:
        title = titles.get(one["list"], {})
        out.print(
            f"  {title.get(lang) or title.get('en') or one['list']}: {say(one['why'], lang)}", soft_wrap=True
        )
