"""`sekisho history`: one transaction moved through time, and the days on which its answer changes, with
the reason.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sekisho.words import headline, say, severity, strip

from .options import LawFolder, authorities_of
from .screen import columns, console, print_json

if TYPE_CHECKING:
    from sekisho.law.compiled import Law
    from sekisho.logic.objects import Case
    from sekisho.service.histories import Change


def print_history(
    file: Path,
    folder: LawFolder,
    *,
    start: date | None,
    until: date | None,
    known: date | None,
    authorities: str | None,
    lang: str,
    as_json: bool,
) -> None:
    """Print the days from `start` to `until` on which the answer to a transaction changes."""
    from sekisho.determine import Engine
    from sekisho.service.histories import changes_over, days_to_try

    from .determining import read_cases

    law = folder.load()
    named = authorities_of(authorities, law)
    (case,) = read_cases([file], law, None, known)
    days = days_to_try(law, case, start, until)
    changes = list(changes_over(Engine(law), case, days, named))
    if as_json:
        rows = [change.as_json(law) for change in changes]
        print_json({"id": case.id, "from": days[0], "to": days[-1], "days_tried": len(days), "changes": rows})
        return
    _print(law, case, days, changes, lang)


def _print(law: Law, case: Case, days: list[date], changes: list[Change], lang: str) -> None:
    from rich.text import Text

    from sekisho.service.histories import because_words

    out = console()
    out.print(Text(f"{case.id} · {say('history-title', lang)}", style="bold"))
    out.print(Text(say("history-note", lang), style="dim"))
    out.print()
    table = columns(say("from-day", lang), "", say("answer", lang), say("because", lang), narrow=(0, 1))
    for change in sorted(changes, key=lambda c: (c.on, -severity(c.at_most), c.authority)):
        low, high = change.at_least, change.at_most
        words = f"{strip(low, high)} {headline(low, high, lang, change.door)}"
        if change.policy:
            words += f"\n{say('policy', lang)}: {' / '.join(say(word, lang) for word in change.policy)}"
        table.add_row(str(change.on), change.authority, words, "\n".join(because_words(law, change, lang)))
    out.print(table)
    out.print()
    if all(change.first for change in changes):
        out.print(Text(say("history-none", lang, days[0], days[-1])))
    out.print(Text(say("history-tried", lang, len(days)), style="dim"))
