"""Screening for an assistant: the matches with their reasons, the lists with their days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sekisho.screening.answer import answer, list_of
from sekisho.screening.reasons import Query
from sekisho.sources.records import Identifier
from sekisho.words import say, text

from .desk import AssistantDesk
from .telling import cut


def screening(
    desk: AssistantDesk,
    name: str,
    countries: Sequence[str],
    addresses: Sequence[str],
    identifiers: Mapping[str, str],
    most: int,
    lang: str,
) -> dict[str, Any]:
    """Who on the lists could be this party. Raises ValueError for nobody, NotOpen while the lists are being opened."""
    if not name.strip() and not any(one.strip() for one in addresses):
        raise ValueError("give a name or an address")
    screener = desk.office.screener("", 120)
    query = Query(
        name=name,
        countries=tuple(country.upper() for country in countries),
        identifiers=tuple(Identifier(kind, value) for kind, value in identifiers.items()),
        addresses=tuple(addresses),
    )
    found = answer(screener.screen(query), (), screener.law, screener.today)
    matches = [
        {
            "name": match["name"],
            "entry": match["entry"],
            "lists": [text(one["title"], lang) for one in match["lists"]],
            "degree": match["degree"],
            "score": match["score"],
            "words": match["words"],
            "settles": match["settles"],
            "citation": match["listing"]["citation"],
            "consequences": [
                {
                    "authority": one["authority"],
                    "provision": one["provision"],
                    "title": text(one["title"], lang),
                    "cite": one["cite"],
                }
                for one in match["consequences"][:5]
            ],
        }
        for match in found["matches"]
    ]
    return {
        "on": found["on"],
        "note": say("mcp.screen-note", lang),
        "matches": cut(matches, most, lang),
        "addresses": cut(found["addresses"], most, lang),
        "searched": found["searched"],
        "unsearched": found["unsearched"],
        "lists": [
            {"list": one["list"], "day": one["day"], "parties": one["parties"], "age": one["age"]}
            for one in map(list_of, screener.lists)
        ],
    }
