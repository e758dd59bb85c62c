"""What the owners of a party mean under each authority's own arithmetic, with the drawing's data and a table.

Owners come from a transaction, or are typed line by line: `Beta Ltd, 30-45 %, HK`; a line that begins with `>` owns the one above.
"""

from __future__ import annotations

import copy
import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from sekisho.facts.read import read_case
from sekisho.law.compiled import Law
from sekisho.law.in_words import title_of
from sekisho.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from sekisho.screening.answer import answer, list_of, ownership_answer
from sekisho.screening.ownership import answers, ownership_of
from sekisho.screening.transactions import PartyScreening, screen_transaction
from sekisho.service.typed_in.places import read_place_text
from sekisho.service.typed_in.unreadable import Unreadable

from .asking import plain
from .room import screener_of

if TYPE_CHECKING:
    from datetime import date

    from sekisho.logic.objects import Case, Obj
    from sekisho.service.access import Actor
    from sekisho.service.office import Office

BEYOND: Final = ("gb.sanctions", "un.consolidated")
"""Lists that a regime of ownership asks for and that the law data holds no row of."""
MOST_OWNERS: Final = 200
DEEPEST: Final = 10


def read_owners(law: Law, words: str) -> list[dict[str, Any]]:
    """The owners of a party from lines of text. Raises Unreadable with the line."""
    top: list[dict[str, Any]] = []
    above: list[dict[str, Any]] = []
    lines = [line for line in words.splitlines() if line.strip()]
    if len(lines) > MOST_OWNERS:
        raise Unreadable("screen.too-many-owners", MOST_OWNERS)
    for number, line in enumerate(lines, 1):
        text = unicodedata.normalize("NFKC", line).strip()
        signs = re.match(r"[>\s]*", text)
        depth = signs[0].count(">") if signs is not None else 0
        if depth > len(above) or depth > DEEPEST:
            raise Unreadable("screen.owner-of-nobody", number)
        owner = _owner(law, text[len(signs[0]) if signs is not None else 0 :], number)
        (above[depth - 1].setdefault("owners", []) if depth else top).append(owner)
        above[depth:] = [owner]
    return top


def _owner(law: Law, text: str, number: int) -> dict[str, Any]:
    parts = [plain(part, 400, "screen.too-long") for part in re.split(r"\s*[,;、，；\t]\s*", text)]
    found: dict[str, Any] = {"id": f"o{number}"}
    names: list[str] = []
    for part in parts:
        if share := _share(part):
            found["share"] = share
            continue
        if "country" not in found and (re.fullmatch(r"[A-Z]{2}", part) or (len(part) <= 12 and names)):
            try:
                found["country"] = read_place_text(part, law)
                continue
            except Unreadable:
                pass
        names.append(part)
    name = ", ".join(filter(None, names))
    if not name:
        raise Unreadable("screen.owner-no-name", number)
    return {**found, "name": name}


def _share(part: str) -> str:
    """`30 %`, `30-45 %`, `30〜45%`, `>=50 %` as the file writes it; "" for what is no share."""
    match = re.fullmatch(
        r"(?:(>=|<=|>|<|≥|≤)\s*)?(\d+(?:\.\d+)?)\s*%?(?:\s*(?:-|~|〜|\.\.|to|から|至|–)\s*(\d+(?:\.\d+)?))?\s*%",
        part,
    )
    if match is None:
        return ""
    sign = {"≥": ">=", "≤": "<="}.get(match[1] or "", match[1] or "")
    return f"{match[2]}..{match[3]} %" if match[3] else f"{sign}{match[2]} %"


def tree_of(
    name: str, country: str, owners: list[dict[str, Any]], on: date, *, complete: bool
) -> dict[str, Any]:
    """A transaction of which nothing is known but a party and its owners."""
    party: dict[str, Any] = {"id": "p1", "role": ["consignee"], "name": name, "owners": owners}
    if country:
        party["country"] = country
    if complete:
        party["complete"] = ["owners"]
    return {"on": on.isoformat(), "parties": [party], "items": []}


def owners_of(office: Office, actor: Actor, tree: Mapping[str, Any], *, wait: float = 30.0) -> dict[str, Any]:
    """What the owners of each party of a transaction mean: the same as `sekisho owners --json`, with what a page draws.

    Raises BadInput for a tree that is no transaction, NotOpen.
    """
    screener = screener_of(office, actor.workspace, wait)
    law = office.law
    held = copy.deepcopy(dict(tree))
    found = {one.path: one for one in screen_transaction(held, screener.screen, screener.today)}
    case = read_case(held, law, None, None, "owners")
    parties = []
    members = case.root.lists.get("parties")
    for party in members.objects if members is not None else ():
        if not party.lists.get("owners") or not party.lists["owners"].objects:
            continue
        graph, id = ownership_of(case, party, law, listed=_listed(found))
        regimes = [ownership_answer(one) for one in answers(graph, id, case.on, law, case.known)]
        parties.append(
            {"path": party.path, "name": str(party.facts.get("name", party.id)), "regimes": regimes,
             "drawing": _drawing(law, party, found, regimes), "rows": list(_rows(law, party, found))}
        )  # fmt: skip
    return {
        "schema": "sekisho/ownership/1",
        "on": str(case.on),
        "parties": parties,
        "lists": [list_of(state) for state in screener.lists],
        "screened": [
            {"path": one.path, "name": one.name, **answer(one.result, (), law, screener.today)}
            for one in found.values()
        ],
    }


def as_command_line(found: Mapping[str, Any]) -> dict[str, Any]:
    """The same data as `sekisho owners --json` prints."""
    keys = ("path", "name", "regimes")
    parties = [{key: party[key] for key in keys} for party in found["parties"]]
    return {"schema": found["schema"], "on": found["on"], "parties": parties}


def _listed(found: Mapping[str, PartyScreening]) -> Any:
    """What the screening says of lists that the law data does not hold."""

    def listed(obj: Obj) -> dict[str, Truth]:
        one = found.get(obj.path)
        if one is None:
            return {}
        truths: dict[str, Truth] = dict.fromkeys(one.result.looked_at, FALSE)
        for match in one.result.matches:
            for name in match.hit.lists:
                met = {"confirmed": TRUE, "possible": UNKNOWN, "refuted": FALSE}[match.degree]
                truths[name] = max(truths.get(name, FALSE), met)
        return {name: truth for name, truth in truths.items() if name in BEYOND}

    return listed


def _state(path: str, found: Mapping[str, PartyScreening]) -> tuple[str, list[str]]:
    """Does a party stand on a list (listed), may it (maybe), and on which?"""
    one = found.get(path)
    if one is None:
        return "", []
    degrees = {match.degree for match in one.result.matches}
    lists = list(
        dict.fromkeys(
            name for match in one.result.matches if match.degree != "refuted" for name in match.hit.lists
        )
    )
    return ("listed" if "confirmed" in degrees else "maybe" if "possible" in degrees else ""), lists


def _walk(party: Obj, depth: int = 0) -> Any:
    yield party, depth
    members = party.lists.get("owners")
    if depth < DEEPEST:
        for owner in members.objects if members is not None else ():
            yield from _walk(owner, depth + 1)


def _open(party: Obj) -> bool:
    """May there be owners that nobody has named? Only where somebody names owners and does not say that these are all."""
    members = party.lists.get("owners")
    return members is not None and bool(members.objects) and not members.complete


def _drawing(
    law: Law, party: Obj, found: Mapping[str, PartyScreening], regimes: list[dict[str, Any]]
) -> dict[str, Any]:
    """The data of the drawing: boxes, stakes and the sums by rule."""
    boxes, stakes = [], []
    for obj, _ in _walk(party):
        state, lists = _state(obj.path, found)
        titles = {
            lang: "; ".join(
                dict.fromkeys(title_of(law, name, lang) for name in lists if name.count(".") == 1)
            )
            for lang in ("en", "ja", "zh")
        }
        boxes.append(
            {
                "id": obj.path,
                "name": str(obj.facts.get("name", obj.id)),
                "note": titles,
                "state": state,
                "open": False,
            }
        )
        members = obj.lists.get("owners")
        for owner in members.objects if members is not None else ():
            stakes.append({"owner": owner.path, "owned": obj.path, "share": share_words(owner)})
        if _open(obj):
            boxes.append(
                {
                    "id": f"{obj.path}?",
                    "name": "?",
                    "note": dict.fromkeys(("en", "ja", "zh"), ""),
                    "state": "",
                    "open": True,
                }
            )
            stakes.append({"owner": f"{obj.path}?", "owned": obj.path, "share": "?"})
    states = {"true": "met", "false": "not-met", "unknown": "open"}
    sums = [
        {
            "title": one["title"],
            "sum": one["sum"],
            "state": states[one["truth"]],
            "truth": one["truth"],
            "cite": one["cite"],
        }
        for one in regimes
    ]
    return {"party": party.path, "boxes": boxes, "stakes": stakes, "sums": sums}


def share_words(owner: Obj) -> str:
    """The share of an owner as it is stated: `30–45 %`, `≥ 50 %`, or `?`."""
    share = owner.facts.get("share")
    low, high = getattr(share, "lo", None), getattr(share, "hi", None)
    if low is None and high is None:
        return "?"
    if low is not None and high is not None:
        return f"{_percent(low)} %" if low == high else f"{_percent(low)}–{_percent(high)} %"
    return f"≥ {_percent(low)} %" if low is not None else f"≤ {_percent(high)} %"


def _percent(number: Any) -> str:
    text = f"{Decimal(number):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rows(law: Law, party: Obj, found: Mapping[str, PartyScreening]) -> Any:
    """The table beneath the drawing: owner, owned, share, on which lists."""
    for obj, depth in _walk(party):
        members = obj.lists.get("owners")
        for owner in members.objects if members is not None else ():
            state, lists = _state(owner.path, found)
            yield {
                "owner": str(owner.facts.get("name", owner.id)),
                "owned": str(obj.facts.get("name", obj.id)),
                "share": share_words(owner),
                "depth": depth + 1,
                "state": state,
                "lists": [
                    {"list": n, "title": {lang: title_of(law, n, lang) for lang in ("en", "ja", "zh")}}
                    for n in lists
                ],
            }


def case_of(tree: Mapping[str, Any], law: Law) -> Case:
    """The transaction of a tree. Raises BadInput."""
    return read_case(dict(tree), law, None, None, "owners")
