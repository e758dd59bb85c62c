"""What is drawn in the tests of pictures: a real history, a real timeline, real destinations, owners made by hand."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from sekisho.facts import read_case
from sekisho.facts.load import load_text
from sekisho.logic.objects import Case
from sekisho.service.destinations import destinations
from sekisho.service.histories import history
from sekisho.service.law.timeline import Wanted, timeline
from tests.service.offices import TODAY, example, the_law

GALLIUM = "gallium-united-states-2026-11-26"
ETCHER = "dry-etcher-wuhan-2023-07-23"
LANGUAGES = ("en", "ja", "zh")


@cache
def case(name: str) -> Case:
    law, _ = the_law()
    return read_case(load_text(example(name), name, False), law, None, None, name)


@cache
def gallium_history() -> dict[str, Any]:
    """Four changes of one authority: a start, a ban, its suspension, the end of that."""
    _, engine = the_law()
    return history(engine, case(GALLIUM), today=TODAY, start=date(2023, 7, 1), authorities=("CN", "US", "NL"))


@cache
def etcher_places() -> dict[str, Any]:
    _, engine = the_law()
    return destinations(engine, case(ETCHER))


@cache
def measures(lang: str, selected: str = "cn-2023-mofcom-gacc-23") -> dict[str, Any]:
    law, _ = the_law()
    return timeline(law, lang, Wanted(selected=selected, since=date(2022, 6, 1)), TODAY)


OWNERS: dict[str, Any] = {
    "party": "p",
    "boxes": [
        {"id": "p", "name": "Example Trading (Suzhou) Co., Ltd.", "note": "", "state": "", "open": False},
        {"id": "a", "name": "Example Holding (Hong Kong) Ltd.", "note": "", "state": "", "open": False},
        {"id": "b", "name": "浪潮集团有限公司", "lang": "zh-Hans", "note": "Entity List", "state": "listed", "open": False},
        {"id": "c", "name": "Northern Investment Partnership", "note": "possibly listed", "state": "maybe", "open": False},
        {"id": "o", "name": "Other owners", "note": "nobody has named them", "state": "", "open": True},
    ],
    "stakes": [
        {"owner": "a", "owned": "p", "share": "50 %"},
        {"owner": "c", "owned": "p", "share": "30–45 %"},
        {"owner": "o", "owned": "p", "share": "5–20 %"},
        {"owner": "b", "owned": "a", "share": "50 %"},
        {"owner": "b", "owned": "p", "share": "0–15 %"},
    ],
    "sums": [
        {"title": "Affiliates rule", "sum": "50 %", "state": "met", "told": "as a listed party"},
        {"title": "OFAC 50 % rule", "sum": "0–45 %", "state": "open", "told": "open"},
    ],
}  # fmt: skip
