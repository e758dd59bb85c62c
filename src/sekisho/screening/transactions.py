"""Screens every party of a transaction, whatever its role, and every owner at every level, and hands the hits on as facts.

A possible hit keeps the answer open and is asked about; nothing here decides that two parties are one, unless a person or
a valid identifier has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Protocol

from attrs import evolve, frozen

from sekisho.sources.records import Identifier, PartyKind

from .found import Match, Screened
from .reasons import Query


class Screen(Protocol):
    """Asks the lists for a party; `owner`: for one that only owns a party."""

    def __call__(self, query: Query, *, owner: bool = False) -> Screened: ...


DEEPEST = 20


@frozen
class PartyScreening:
    """What the screening of one party or owner of a transaction found. `path` is as in questions: `parties["p2"].owners["o1"]`."""

    path: str
    name: str
    roles: tuple[str, ...]
    result: Screened


def parties_in(tree: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every party and every owner of a transaction's tree with its path, the outer ones first."""
    yield from _members(tree, "parties", "", 0)


def _members(
    node: Mapping[str, Any], key: str, above: str, depth: int
) -> Iterator[tuple[str, dict[str, Any]]]:
    from sekisho.facts.schema import member_id

    given = node.get(key)
    if not isinstance(given, list) or depth > DEEPEST:
        return
    for number, party in enumerate(given):
        if isinstance(party, dict):
            path = f'{above}{key}["{member_id(party, number)}"]'
            yield path, party
            yield from _members(party, "owners", path + ".", depth + 1)


def names_of(party: Mapping[str, Any]) -> tuple[str, ...]:
    """The name of a party in a transaction, and its other names."""
    return tuple(
        dict.fromkeys(
            name for name in (*_texts(party.get("name")), *_texts(party.get("also_known_as"))) if name
        )
    )


def query_of(party: Mapping[str, Any], name: str) -> Query:
    """What a transaction says of a party, as a question to the lists. Places are cut to their country."""
    places = [
        text.partition("-")[0].upper()
        for key in ("country", "residence", "nationality")
        for text in _texts(party.get(key))
    ]
    places = [place for place in places if len(place) == 2]
    given = party.get("identifiers")
    numbers = given.items() if isinstance(given, dict) else ()
    kind: PartyKind = "person" if party.get("born") or party.get("nationality") else "unknown"
    return Query(
        name=name,
        kind=kind,
        country=places[0] if places else "",
        countries=tuple(places[1:]),
        births=_texts(party.get("born")),
        identifiers=tuple(Identifier(str(k), value) for k, values in numbers for value in _texts(values)),
        addresses=_texts(party.get("address")),
    )


def screen_party(party: Mapping[str, Any], screen: Screen, *, owner: bool = False) -> Screened | None:
    """The screening of a party under all of its names; None for one without a name or an address."""
    names = names_of(party) or (("",) if party.get("address") else ())
    found: Screened | None = None
    for name in names:
        one = screen(query_of(party, name), owner=owner)
        one = evolve(one, matches=tuple(evolve(match, asked=name) for match in one.matches))
        found = one if found is None else _both(found, one)
    return found


def _both(first: Screened, second: Screened) -> Screened:
    """Two names of one party: each listed party once. What is refuted under one name stays possible under another."""
    best: dict[tuple[str, str], Match] = {}
    for match in (*first.matches, *second.matches):
        held = best.get(match.hit.key)
        if held is None or _rank(held) < _rank(match):
            best[match.hit.key] = match
    ranked = sorted(best.values(), key=lambda match: -match.hit.worth)
    why = {one.list: one for one in (*first.unsearched, *second.unsearched)}
    searched = tuple(one for one in first.searched if one[0] not in why)
    looked_at = tuple(name for name in first.looked_at if name not in why)
    return evolve(
        first, matches=tuple(ranked), searched=searched, looked_at=looked_at, unsearched=tuple(why.values())
    )


def _rank(match: Match) -> tuple[int, float]:
    return ("refuted", "possible", "confirmed").index(match.degree), match.hit.worth


def screen_transaction(tree: dict[str, Any], screen: Screen, today: date) -> tuple[PartyScreening, ...]:
    """Screen every party and owner of a transaction and write the result into its tree as `screened`.

    What the file itself says of a screening stays: its hits come first, and a hit that it confirms or refutes is not asked
    again. `today` is the day of the screening; each list counts with the day of its edition.
    """
    found = []
    for path, party in parties_in(tree):
        result = screen_party(party, screen, owner=".owners[" in path)
        if result is None:
            continue
        party["screened"] = merged(party.get("screened"), result, today)
        found.append(PartyScreening(path, str(party.get("name", "")), _texts(party.get("role")), result))
    return tuple(found)


def merged(given: Any, result: Screened, today: date) -> dict[str, Any]:
    """A screening as a transaction file writes it: what the file says, and what was found now."""
    held: dict[str, Any] = given if isinstance(given, dict) else {}
    before = [hit if isinstance(hit, dict) else {"list": str(hit)} for hit in held.get("hits") or ()]
    decided = {(str(hit.get("list", "")), str(hit.get("entry", ""))) for hit in before}
    hits = [dict(hit) for hit in before]
    for match in result.matches:
        for entry in match.entries:
            if (entry.list, entry.row) in decided or (match.degree == "refuted" and not entry.row):
                continue
            hits.append(_hit(match, entry.list, entry.row))
    for address in result.addresses:
        for entry in address.entries:
            if (entry.list, entry.row) not in decided:
                row = {"entry": entry.row} if entry.row else {}
                hits.append({"list": entry.list, "degree": "possible", **row, "name": address.hit.text})
    lists = [{"list": name, "as_of": day.isoformat()} for name, day in result.searched]
    searched = {name for name, _ in result.searched}
    lists += _still(held, searched)
    return {"on": today.isoformat(), "lists": lists, "hits": hits}


def _hit(match: Match, list_id: str, row: str) -> dict[str, Any]:
    hit: dict[str, Any] = {"list": list_id, "degree": match.degree}
    if row:
        hit["entry"] = row
    hit["name"] = match.hit.name.text
    hit["score"] = f"{match.hit.score:.3f}"
    if match.standing is not None and not match.standing.open and match.standing.decision.verdict != "unsure":
        decision = match.standing.decision
        hit |= {"by": decision.by, "why": decision.why, "on": decision.on.isoformat()}
    return hit


def _still(held: Mapping[str, Any], searched: set[str]) -> list[dict[str, Any]]:
    """The lists that the file itself says were searched, with their days, where they were not searched now. A screening
    without `hits` has said nothing.
    """
    if held.get("hits") is None:
        return []
    found = []
    for one in held["lists"] if isinstance(held.get("lists"), list) else _texts(held.get("lists")):
        row = dict(one) if isinstance(one, dict) else {"list": str(one)}
        day = row.get("as_of") or held.get("on")
        if day and str(row.get("list")) not in searched:
            found.append({"list": str(row.get("list")), "as_of": str(day)})
    return found


def _texts(given: Any) -> tuple[str, ...]:
    if given is None:
        return ()
    return tuple(str(one) for one in given) if isinstance(given, list) else (str(given),)
