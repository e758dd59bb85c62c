"""Readings of unconfirmed law by name: which measure is meant, what each reading says of it, since when nobody confirmed it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sekisho.law.in_words import title_of
from sekisho.words import say
from sekisho.words.lanes import interval_words

if TYPE_CHECKING:
    from sekisho.law.compiled import Law

Json = Mapping[str, Any]


def reading_words(id: str, state: str, law: Law, lang: str) -> str:
    """One reading: that what a measure stopped is still suspended, or stands again; another provision by title and state."""
    if id in law.suspensions and say(f"reading-{state}", lang) != f"reading-{state}":
        return say(f"reading-{state}", lang, title_of(law, law.suspensions[id].instrument, lang))
    return f"{title_of(law, id, lang)} {say(state, lang)}"


def named_branches(rows: Iterable[Json], law: Law, lang: str) -> list[dict[str, Any]]:
    """The branches of a lane with their readings by name instead of by id."""
    found = []
    for row in rows:
        reading = say("law.comma", lang).join(
            reading_words(id, state, law, lang) for id, state in row["assume"].items()
        )
        then = interval_words(str(row["at_least"]), str(row["at_most"]), lang)
        found.append({**row, "reading": reading, "words": say("branch", lang, reading, then)})
    return found


def unconfirmed_since(rows: Iterable[Json], law: Law) -> str:
    """The first day that no source confirms, of the suspensions on which the outcome turns; "" where none is known."""
    days: list[date] = []
    for row in rows:
        for id in row["assume"]:
            stop = law.suspensions.get(id)
            if stop is not None and stop.until is not None:
                days.append(stop.until + timedelta(days=stop.last_day == "stated"))
    return min(days).isoformat() if days else ""
