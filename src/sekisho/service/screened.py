"""The screening of a check's parties: what the lists hold near a name, and the result kept among the facts as `screened`.

What is kept is exactly what `sekisho determine --screen` would write, so that the file gives the same answer elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from sekisho.facts.write import Document, get_fact, set_fact
from sekisho.screening.answer import consequences_of
from sekisho.words import SEVERITIES, say, severity, text

from .screening.asking import read_query
from .screening.keeping import look
from .screening.room import NotOpen, screener_of
from .typed_in import Unreadable

if TYPE_CHECKING:
    from sekisho.law.compiled import Law

    from .access import Actor
    from .office import Office

WAIT: Final = 4.0
"""Seconds that a page waits for the lists to be opened; it does without them after that, and says so."""
SHOWN_HITS: Final = 5
SHORTEST: Final = 2


def screen_into(
    office: Office, actor: Actor, document: Document, path: str = "", *, wait: float = WAIT
) -> bool:
    """Hold the parties of a document (the one at `path`, or all) against the lists, and write what was found beside each.

    False, with the document as it was, where the lists are not open or none could be searched: nobody was compared then.
    """
    from sekisho.screening.transactions import screen_transaction

    try:
        screener = screener_of(office, actor.workspace, wait)
    except NotOpen:
        return False
    tree = _tree(document)
    if path:
        tree["parties"] = [row for row in tree.get("parties") or [] if f'parties["{row.get("id")}"]' == path]
    done = False
    for one in screen_transaction(tree, screener.screen, office.today()):
        found = _at(tree, one.path)
        if found is None or not found["screened"].get("lists"):
            continue
        set_fact(document, f"{one.path}.screened", found["screened"])
        done = True
    return done


def hits_of(
    office: Office, actor: Actor, document: Document, typed: Mapping[str, Sequence[str]], lang: str
) -> dict[str, Any]:
    """What the lists hold near a party that is being typed, with the consequence under each law. Nothing is kept."""

    def first(name: str) -> str:
        return (typed.get(name) or [""])[0].strip()

    name = first("name")
    if len(name) < SHORTEST:
        return {"state": "waits", "rows": [], "lists": 0, "oldest": ""}
    try:
        addresses = [first("address")] if first("address") else []
        query = read_query(office.law, name=name, country=_code(first("country")), addresses=addresses)
        found = look(office, actor, query, wait=WAIT)
    except NotOpen:
        return {"state": "opening", "rows": [], "lists": 0, "oldest": ""}
    except (ValueError, Unreadable):
        return {"state": "waits", "rows": [], "lists": 0, "oldest": ""}
    days = [one["as_of"] for one in found["searched"]]
    return {
        "state": "ready" if days else "empty",
        "rows": [_hit(match, lang) for match in found["matches"][:SHOWN_HITS]],
        "more": max(0, len(found["matches"]) - SHOWN_HITS),
        "lists": len(days),
        "oldest": min(days, default=""),
    }


def screening_rows(document: Document, path: str, law: Law, lang: str) -> dict[str, Any] | None:
    """The screening that stands in the file for a party: day, lists, hits with their lists and consequence; None for none."""
    held = get_fact(document, f"{path}.screened")
    if not isinstance(held, Mapping):
        return None
    lists = held.get("lists") or []
    lists = lists if isinstance(lists, list) else [lists]
    days = [str(row.get("as_of") or held.get("on") or "") for row in lists if isinstance(row, Mapping)]
    rows = []
    for hit in held.get("hits") or ():
        row = hit if isinstance(hit, Mapping) else {"list": str(hit)}
        list_id = str(row.get("list") or "")
        known = law.lists.get(list_id)
        rows.append(
            {
                "name": str(row.get("name") or row.get("entry") or ""),
                "list": text(dict(known.title), lang) if known is not None else list_id,
                "place": list_id.partition(".")[0].upper(),
                "degree": str(row.get("degree") or "confirmed"),
                "degree_words": say(f"check.degree-{row.get('degree') or 'confirmed'}", lang),
                "why": str(row.get("why") or ""),
                "consequences": [],
            }
        )
    searched = {str(row.get("list")) if isinstance(row, Mapping) else str(row) for row in lists}
    left = [
        text(dict(one.title), lang) or id
        for id, one in law.lists.items()
        if one.parties and id not in searched
    ]
    return {
        "on": str(held.get("on") or ""),
        "unsearched": left,
        "lists": len(lists),
        "oldest": min(days, default=str(held.get("on") or "")),
        "hits": rows,
    }


def list_consequences(law: Law, list_id: str, today: Any, lang: str) -> list[dict[str, Any]]:
    """What standing on a list means under each law."""
    return [_consequence(row, lang) for row in consequences_of((list_id,), law, today)]


def _hit(match: Mapping[str, Any], lang: str) -> dict[str, Any]:
    lists = [text(one["title"], lang) or one["list"] for one in match["lists"]]
    ranked = sorted(match["consequences"], key=lambda row: -_weight(row["severity"]))
    return {
        "name": match["name"],
        "lists": lists,
        "place": str(match["countries"][0]) if match["countries"] else "",
        "degree": match["degree"],
        "degree_words": say(f"check.degree-{match['degree']}", lang),
        "met": [f"{word['asked']} = {word['listed']}" for word in match["words"] if word["worth"] > 0],
        "consequences": [_consequence(row, lang) for row in ranked[:3]],
    }


def _weight(word: object) -> int:
    """How grave a consequence is; duties of conduct have no severity of their own."""
    return severity(str(word)) if word in SEVERITIES else -1


def _consequence(row: Mapping[str, Any], lang: str) -> dict[str, Any]:
    return {
        "authority": row["authority"],
        "severity": row["severity"],
        "words": say(f"short-{row['severity']}", lang) if _weight(row["severity"]) >= 0 else "",
        "title": text(row["title"], lang),
        "provision": row["provision"],
    }


def _tree(document: Document) -> dict[str, Any]:
    """The document as a plain tree that may be changed."""
    from sekisho.service.forms.applying import plain

    found: dict[str, Any] = json.loads(json.dumps(plain(document.root)))
    return found


def _at(tree: dict[str, Any], path: str) -> dict[str, Any] | None:
    found = get_fact(Document(tree, is_json=True), path)
    return found if isinstance(found, dict) else None


def _code(words: str) -> str:
    """The two letters of "Japan (JP)"; the words themselves otherwise."""
    inside = words[-3:-1] if words.endswith(")") and len(words) > 4 else ""
    return inside if inside.isalpha() and inside.isupper() else words
