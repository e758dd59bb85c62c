"""Goods that do not stay where they are sent: the movement from there is a transaction of its own, under other law."""

from __future__ import annotations

from typing import Any

from sekisho.law.compiled import Law
from sekisho.logic.objects import Case
from sekisho.logic.values import Path


def onward(law: Law, case: Case) -> list[dict[str, Any]]:
    """A finding where the goods are known to go on from `to` to another country: no lane of this answer speaks of that export.

    A finding and not an outcome: what leaves the first country later leaves it under a declaration of its own, with
    its own exporter, day and papers; the answer about this movement must not be read as one about the next.
    """
    to, final = case.root.facts.get("to"), case.root.facts.get("final")
    if not isinstance(to, Path) or not isinstance(final, Path) or to.segments[0] == final.segments[0]:
        return []
    here, there = (_told(law, place) for place in (to, final))
    return [
        {
            "finding": "goes-on",
            "about": "route.final",
            "provision": None,
            "words": {
                "en": f"The goods go on from {here['en']} to {there['en']}. That is an export of its own,"
                f" from {here['en']}, of which this answer does not speak: hand it in as another transaction.",
                "ja": f"貨物は{here['ja']}からさらに{there['ja']}へ向かいます。これは{here['ja']}からの別個の輸出であり、"
                "この回答の対象外です。別の取引として審査してください。",
                "zh": f"货物将自{here['zh']}继续运往{there['zh']}。这是自{here['zh']}的另一次出口，"
                "不在本答复之内，请作为另一笔交易评估。",
            },
        }
    ]


def _told(law: Law, place: Path) -> dict[str, str]:
    code = "-".join(place.segments)
    known = law.places.get(place.segments[0])
    names = known.name if known is not None else {}
    return {lang: f"{names[lang]} ({code})" if names.get(lang) else code for lang in ("en", "ja", "zh")}
