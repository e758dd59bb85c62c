"""What a check says so far, section by section, for the column beside the board and the page of facts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from sekisho.facts.write import Document
from sekisho.logic.currencies import CURRENCIES
from sekisho.words import say, text

from .typed_in import kind_name, place_name

if TYPE_CHECKING:
    from sekisho.law.compiled import Law

_MONEY: Final = re.compile(r"([0-9]+)(\.[0-9]+)? ([A-Z]{3})")


def summary_of(document: Document, law: Law, lang: str) -> dict[str, Any]:
    """Item, route, parties and end use as rows of label and value; what is missing is not there."""
    root: Mapping[str, Any] = document.root if isinstance(document.root, dict) else {}
    return {
        "items": [
            item_summary(item, number, law, lang) for number, item in enumerate(rows_of(root, "items"))
        ],
        "route": route_summary(root, law, lang),
        "parties": [
            party_summary(party, number, law, lang) for number, party in enumerate(rows_of(root, "parties"))
        ],
        "parties_complete": "parties" in (root.get("complete") or ()),
        "end_use": end_use_summary(root, law, lang),
    }


def is_ready(document: Document) -> list[str]:
    """What is missing before a board can be shown: "item" (what is it?), "route" (from where to where?)."""
    root: Mapping[str, Any] = document.root if isinstance(document.root, dict) else {}
    items = rows_of(root, "items")
    route = _mapping(root.get("route"))
    missing = []
    if not items or not any(item.get("kind") or item.get("description") for item in items):
        missing.append("item")
    if not (route.get("from") and (route.get("to") or route.get("final"))):
        missing.append("route")
    return missing


def item_summary(item: Mapping[str, Any], number: int, law: Law, lang: str) -> dict[str, Any]:
    """One item: its words, kinds with names, origin, value, how many facts are stated."""
    kinds = _several(item.get("kind"))
    facts = _mapping(item.get("facts"))
    return {
        "id": str(item.get("id") or number + 1),
        "description": str(item.get("description") or ""),
        "kinds": [{"id": str(kind), "name": kind_name(str(kind), law, lang)} for kind in kinds],
        "origin": ", ".join(place_name(str(place), law, lang) for place in _several(item.get("origin"))),
        "quantity": str(item.get("quantity") or ""),
        "value": money_words(str(item.get("value") or ""), lang),
        "facts": [
            {"fact": str(id), "label": fact_label(str(id), law, lang), "value": shown(value, lang)}
            for id, value in facts.items()
        ],
        "parts": len(rows_of(item, "content")) + len(rows_of(item, "made_with")),
        "claims": [
            {
                "list": str(list_id),
                "codes": ", ".join(map(str, _several(_mapping(claim).get("codes", claim)))) or "–",
            }
            for list_id, claim in _mapping(item.get("classification")).items()
        ],
    }


def route_summary(root: Mapping[str, Any], law: Law, lang: str) -> dict[str, Any]:
    """What is done, the places in their order, the day."""
    route = _mapping(root.get("route"))

    def named(key: str) -> str:
        return ", ".join(place_name(str(id), law, lang) for id in _several(route.get(key)))

    act = law.vocabulary.get("act")
    labels = {choice.id: text(choice.label, lang) for choice in act.values} if act is not None else {}
    return {
        "act": labels.get(str(root.get("act") or ""), str(root.get("act") or "")),
        "from": named("from"),
        "to": named("to"),
        "final": named("final"),
        "via": named("via"),
        "on": str(root.get("on") or ""),
    }


def party_summary(party: Mapping[str, Any], number: int, law: Law, lang: str) -> dict[str, Any]:
    """One party: name, roles, country, and how it stands with the lists."""
    screened = _mapping(party.get("screened"))
    hits = [
        hit for hit in screened.get("hits") or () if _mapping(hit).get("degree", "confirmed") != "refuted"
    ]
    return {
        "id": str(party.get("id") or number + 1),
        "name": str(party.get("name") or ""),
        "roles": [role_name(str(one), lang) for one in _several(party.get("role"))],
        "country": ", ".join(place_name(str(id), law, lang) for id in _several(party.get("country"))),
        "place": str(next(iter(_several(party.get("country"))), "")),
        "screened": str(screened.get("on") or ""),
        "lists": len(_several(screened.get("lists"))),
        "hits": len(hits),
        "owners": len(rows_of(party, "owners")),
    }


def role_name(role: str, lang: str) -> str:
    """A role of a party in words."""
    words = say(f"check.role-{role}", lang)
    return role if words.startswith("check.") else words


def end_use_summary(root: Mapping[str, Any], law: Law, lang: str) -> dict[str, Any]:
    """The words of the end use, and the uses about which something is stated."""
    use = _mapping(root.get("end_use"))
    return {
        "text": str(use.get("text") or ""),
        "facts": [
            {"fact": str(id), "label": fact_label(str(id), law, lang), "value": shown(value, lang)}
            for id, value in _mapping(use.get("facts")).items()
        ],
    }


def fact_label(id: str, law: Law, lang: str) -> str:
    """How a fact is asked for, in a language; its id where the vocabulary does not have it."""
    known = law.vocabulary.get(id)
    return (text(known.question, lang) or id) if known is not None else id


def shown(value: Any, lang: str) -> str:
    """A stated value in words: yes, no, cannot be found out, a set with "only"."""
    if isinstance(value, Mapping):
        inner = ", ".join(str(one) for one in next(iter(value.values()), None) or ())
        return say("check.only-these", lang, inner) if "only" in value else inner
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    words = {"true": "yes", "yes": "yes", "false": "no", "no": "no", "cannot-be-found-out": "check.cannot"}
    return say(words[str(value)], lang) if str(value) in words else money_words(str(value), lang)


def money_words(value: str, lang: str) -> str:
    """An amount of money as it is read: JPY 400,000,000（4億）; anything else as it stands.

    The name of the currency comes before the amount, digits in threes; 万 and 億 (亿) only beside the full digits, and only
    where they tell the amount exactly.
    """
    match = _MONEY.fullmatch(value)
    if match is None or match[3] not in CURRENCIES:
        return value
    whole = int(match[1])
    told = f"{match[3]} {whole:,}{match[2] or ''}"
    if lang == "en" or match[2] or whole < 10_000 or whole % 10_000:
        return told
    many, few = divmod(whole // 10_000, 10_000)
    short = (f"{many:,}{'億' if lang == 'ja' else '亿'}" if many else "") + (f"{few}万" if few else "")
    return f"{told}（{short}）"


def rows_of(holder: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """The members of a list that are mappings."""
    rows = holder.get(key)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
