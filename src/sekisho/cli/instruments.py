"""`sekisho law list`, and the filters that the commands on the law share."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sekisho.service.law.instruments import Filter, parties_named
from sekisho.service.law.states import provision_state, provisions_of, state_of, suspensions_by
from sekisho.words import say, text

from .screen import columns, console, print_json

if TYPE_CHECKING:
    from sekisho.law.compiled import Law
    from sekisho.law.model import Instrument

__all__ = [
    "Filter",
    "parties_named",
    "print_list",
    "provision_state",
    "provisions_of",
    "state_of",
    "summary",
    "suspensions_by",
]


def print_list(law: Law, chosen: Filter, lang: str, as_json: bool) -> None:
    """Print the instruments that fit, with their state on the day (the filter's, else the newest day
    confirmed).
    """
    day = chosen.day or max(law.checked.values(), default=date.today())
    found = chosen.instruments(law)
    if as_json:
        print_json([summary(law, instrument, day) for instrument in found])
        return
    out = console()
    total = sum(
        1 for i in law.instruments.values() if chosen.authorities is None or i.authority in chosen.authorities
    )
    if not found:
        out.print(say("list-none", lang, total, ", ".join(chosen.authorities or sorted(law.authorities))))
        return
    table = columns(
        say("published", lang),
        say("authority", lang),
        say("state-on", lang, day),
        say("title", lang),
        narrow=(0, 1),
    )
    for instrument in found:
        words = f"{text(instrument.title, lang)}\n{instrument.citation}\n{instrument.id}"
        table.add_row(
            str(instrument.published or "–"),
            instrument.authority,
            say(state_of(law, instrument, day), lang),
            words,
        )
    out.print(table)
    out.print(say("list-count", lang, len(found), total))


def summary(law: Law, instrument: Instrument, day: date) -> dict[str, Any]:
    """An instrument in a list, as JSON."""
    return {
        "id": instrument.id,
        "authority": instrument.authority,
        "kind": instrument.kind,
        "rank": instrument.rank,
        "title": instrument.title,
        "citation": instrument.citation,
        "native": instrument.native,
        "published": instrument.published,
        "checked": instrument.checked,
        "on": day,
        "state": state_of(law, instrument, day),
        "provisions": [provision.id for provision in provisions_of(law, instrument.id)],
    }
