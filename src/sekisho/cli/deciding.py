"""`sekisho decide`: a person says whether a hit is the party that was asked for, and why."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, get_args

import typer

from sekisho.words.screening_words import say

from .screen import console
from .screening import opened

if TYPE_CHECKING:
    from sekisho.screening.reasons import Query

    from .options import LawFolder


def decide_hit(
    folder: LawFolder,
    query: Query,
    entry: str,
    *,
    verdict: str,
    by: str,
    why: str,
    evidence: str,
    lang: str,
) -> None:
    """Write a decision on one hit into the book. Raises BadParameter where the name does not meet that entry."""
    from sekisho.screening.decisions import BadDecision, Verdict, decide

    screener = opened(folder)
    assert screener.book is not None
    matches = screener.screen(query).matches
    wanted = [
        match
        for match in matches
        if "/".join(match.hit.key) == entry or entry in {one.row for one in match.entries if one.row}
    ]
    if not wanted:
        met = ", ".join("/".join(match.hit.key) for match in matches) or "nothing"
        raise typer.BadParameter(
            f"{query.name!r} meets no entry {entry!r}; it meets {met}", param_hint="--entry"
        )
    said: Verdict = next(one for one in get_args(Verdict) if one == verdict)
    out = console()
    for match in wanted:
        made = decide(query, match.hit.party, said, by=by, why=why, on=date.today(), evidence=evidence)
        try:
            screener.book.add(made)
        except BadDecision as error:
            raise typer.BadParameter(str(error)) from None
        degree = say({"same": "confirmed", "other": "refuted", "unsure": "possible"}[said], lang)
        out.print(
            f"{query.name} / {match.hit.name.text} ({'/'.join(match.hit.key)}): {degree}", soft_wrap=True
        )
