"""The words and marks of the application, explained: what each outcome means and does not mean."""

from __future__ import annotations

from sekisho.service.access import Permission
from sekisho.words import LANGUAGES, SEVERITIES, headline, say

from .asking import Ask
from .pages import Page, Pages

pages = Pages()

INTERVALS = ((0, 4), (0, 5), (2, 4), (3, 5), (0, 1))


@pages.get("/terms", template="terms.html", may=Permission.PUBLIC)
def terms(ask: Ask) -> Page:
    """Every outcome with its mark and words in the three languages, and what the reader must not take it for."""
    rows = (
        [(low, low, False) for low in range(6)]
        + [(5, 5, True)]
        + [(low, high, False) for low, high in INTERVALS]
    )
    outcomes = [
        {
            "at_least": SEVERITIES[low],
            "at_most": SEVERITIES[high],
            "words": {
                lang: headline(SEVERITIES[low], SEVERITIES[high], lang, door) for lang in ("en", "ja", "zh")
            },
            "means": say(
                "terms.door" if door else f"terms.{low}-{high}" if low != high else f"terms.{low}", ask.lang
            ),
        }
        for low, high, door in rows
    ]
    states = [
        {"mark": mark, "words": {lang: say(f"state.{mark}", lang) for lang in ("en", "ja", "zh")},
         "means": say(f"terms.{mark}", ask.lang)}
        for mark in ("unconfirmed", "suspended", "not-enforced", "pointer")
    ]  # fmt: skip
    tongues = sorted(LANGUAGES, key=lambda lang: lang != ask.lang)
    return Page({"outcomes": outcomes, "states": states, "tongues": tongues}, ask.say("terms.title"))
