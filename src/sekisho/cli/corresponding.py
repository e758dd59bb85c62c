"""`sekisho correspond`: how other lists number what one list names, with the source of each hint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sekisho.words import say

from .screen import Pairs, console, print_json

if TYPE_CHECKING:
    from sekisho.law.compiled import Law
    from sekisho.law.correspondence import Candidate
    from sekisho.logic.values import Path


def print_correspondence(law: Law, text: str, lang: str, as_json: bool) -> None:
    """Print the candidates of a code. Raises ValueError where no list holds such a code."""
    from sekisho.law.correspondence import correspond, find_codes

    found = {code: correspond(law, code) for code in find_codes(law, text)}
    if as_json:
        print_json([_plain(law, code, rows) for code, rows in found.items()])
        return
    from sekisho.law.in_words import entry_name, title_of

    out = console()
    for code, rows in found.items():
        out.print(
            f"{title_of(law, code.scheme, lang)}: {entry_name(law, str(code), lang)}  ({code})",
            style="bold",
            soft_wrap=True,
        )
        page = Pairs()
        if not rows:
            page.add("", say("no-correspondence", lang))
        for row in rows:
            head = f"{row.code}"
            name = entry_name(law, str(row.code), lang) if row.modelled else row.name
            page.add(head, name)
            page.add("", say(f"near-{row.near}", lang) + " · " + say(f"relation-{row.relation}", lang))
            if row.shared:
                page.add("", say("one-measurement", lang, _questions(law, row.shared, lang)))
            if row.note:
                page.add("", row.note)
            page.add("", f"[{row.source}; {row.verified}]")
        page.print(out)
        out.print()
    out.print(say("hint-only", lang), style="dim", soft_wrap=True)


def _questions(law: Law, attributes: tuple[str, ...], lang: str) -> str:
    from sekisho.law.in_words import attribute_words

    return ", ".join(attribute_words(law, attribute, lang) for attribute in attributes)


def _plain(law: Law, code: Path, rows: tuple[Candidate, ...]) -> dict[str, object]:
    return {
        "code": str(code),
        "candidates": [
            {
                "code": str(row.code), "name": row.name, "near": row.near, "relation": row.relation,
                "one_measurement_answers_both": list(row.shared), "modelled": row.modelled, "note": row.note,
                "source": row.source, "verified": row.verified,
            }
            for row in rows
        ],
        "hint_only": True,
    }  # fmt: skip
