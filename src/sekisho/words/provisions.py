"""Provisions in words: their days, their suspensions, their conditions as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .catalogue import say, text
from .conditions import Row, condition_rows

if TYPE_CHECKING:
    from sekisho.law.compiled import Law
    from sekisho.law.model import Suspension, Version


def condition_tables(law: Law, provision: Any, lang: str) -> list[tuple[str, list[Row]]]:
    """The conditions of a provision in words: its own, or one per version that has its own."""
    found = []
    own = getattr(provision, "when", None)
    dated = [version for version in provision.versions if "when" in version.body]
    for version in dated:
        label = say("condition-from", lang, version.start or "–")
        found.append((label, list(condition_rows(law, version.body["when"], lang))))
    if own is not None and not dated:
        heading = provision.id in law.entries and law.is_heading(provision.id)
        if heading:
            children = [
                Row(1, f"{child.display} {text(child.title, lang)}")
                for child in law.children_of(provision.id)
            ]
            found.append((say("condition", lang), [Row(0, say("is-heading", lang)), *children]))
        else:
            found.append((say("condition", lang), list(condition_rows(law, own, lang))))
    return found


def version_words(version: Version, lang: str) -> str:
    """A span of time in words: state, first and last day, and what made it."""
    state = say(version.state, lang)
    if version.start and version.until:
        words = say("since-until", lang, version.start, version.until, state)
    elif version.start:
        words = say("since", lang, version.start, state)
    elif version.until:
        words = say("until", lang, version.until, state)
    else:
        words = say("always", lang, state)
    more = []
    if version.first_day == "unstated":
        more.append(say("first-day-unstated", lang))
    if version.last_day == "unstated":
        more.append(say("last-day-unstated", lang))
    if version.by:
        more.append(say("made-by", lang, version.by))
    return "; ".join([words, *more])


def suspension_words(suspension: Suspension, lang: str) -> list[str]:
    """A suspension in words: its days, what the text leaves open, what follows, what is reported."""
    last = suspension.until
    span = (
        say("since-until", lang, suspension.start, last, say("suspended", lang))
        if last
        else say("since", lang, suspension.start, say("suspended", lang))
    )
    lines = [f"{suspension.id}: {span}"]
    if suspension.last_day == "unstated" and last:
        lines.append(say("last-day-unstated", lang))
    lines.append(say("afterwards", lang, say(suspension.afterwards, lang)))
    if suspension.reported:
        lines.append(
            say("reported", lang, suspension.reported.get("until", ""), suspension.reported.get("source", ""))
        )
    return lines
