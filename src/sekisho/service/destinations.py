"""One transaction to every place: what each authority would say, and by which provisions it differs from the place stated."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from sekisho.determine import Determination, Engine
from sekisho.determine.alike import by_place, place_path
from sekisho.determine.duty import Duty
from sekisho.determine.engine import AuthorityResult
from sekisho.law.in_words import LANGUAGES, title_of
from sekisho.logic.objects import Case
from sekisho.logic.truth import TRUE
from sekisho.logic.values import Path
from sekisho.words import headline, severity, text
from sekisho.words.lanes import cited_in, has_door

SHOWN_CAUSES: Final = 4
INSIDE: Final = frozenset({"transfer", "technology-release", "support", "brokering", "investment"})
"""Acts that may stay within a place; every other act leaves the place from which it begins."""
Told = Callable[[int, int], None]
Json = Mapping[str, Any]


def destinations(
    engine: Engine,
    case: Case,
    *,
    move: str = "",
    authorities: Iterable[str] | None = None,
    assume: Mapping[str, str] | None = None,
    told: Told | None = None,
) -> dict[str, Any]:
    """The outcome of a transaction for every place of the law, as plain data.

    `move`: which end of the route takes the place: "both", "to" or "final"; without it both where they are the same, the
    final one where they differ, and the stated one where the other is missing (a final place that nobody stated stays
    open). All else stays: the parties and their countries, the end use, places on the way.

    `places`: by id the name, and the number of its `group`, or None where nothing leaves for it. `groups`: the different
    results, the one that the transaction has now first, then from the gravest; `causes`: the provisions that make the
    difference to the result now, the weightiest first. `told`: is called with places done and all.
    """
    law = engine.law
    here = case.root.facts.get("to"), case.root.facts.get("final")
    ends = _ends(case, move)
    chosen = tuple(engine.codes if authorities is None else authorities)
    base = engine.determine(case, assume, chosen)
    left_out = {id for id in law.places if not _leaves(case, id)}
    groups: dict[Any, dict[str, Any]] = {_sign(base, base): _group(base, base)}
    signs: dict[Determination, Any] = {}
    places: dict[str, dict[str, Any]] = {}
    tried = [id for id in law.places if id not in left_out]
    wanted = by_place(engine, case, tried, ends, assume=assume, authorities=chosen)
    for number, (id, found) in enumerate(wanted):
        sign = signs.get(found)
        if sign is None:
            sign = signs[found] = _sign(found, base)
            groups.setdefault(sign, _group(found, base))
        groups[sign]["places"].append(id)
        places[id] = {"name": dict(law.places[id].name), "group": sign}
        if told is not None:
            told(number + 1, len(tried))
    order = _order(groups)
    for place in places.values():
        place["group"] = order.index(place["group"])
    places |= {id: {"name": dict(law.places[id].name), "group": None} for id in left_out}
    return {
        "id": case.id,
        "on": case.on,
        "known": case.known or engine.newest_check,
        "law": law.hash,
        "checked": {code: law.checked.get(code) for code in chosen},
        "from": _id(case.root.facts.get("from")),
        "to": _id(here[0]),
        "final": _id(here[1]),
        "moved": list(ends),
        "authorities": list(chosen),
        "names": {code: dict(law.authorities[code].name) for code in chosen if code in law.authorities},
        "groups": [groups[sign] for sign in order],
        "places": {id: places[id] for id in law.places},
        "left_out": sorted(left_out),
    }


def told_in(found: Json, lang: str, authority: str = "") -> list[dict[str, Any]]:
    """The groups in the words of a language, for a table: places with the outcomes that differ and what makes the difference.

    `authority`: only hers, places apart that differ in the provisions alone; without one the places of like outcomes are one
    row, with the provisions that weigh most for the largest part of them.
    """
    merged: dict[Any, dict[str, Any]] = {}
    here = {found["to"], found["final"]}
    base = next(group["outcomes"] for group in found["groups"] if group["same"])
    for group in sorted(found["groups"], key=lambda group: -len(group["places"])):
        if not group["places"]:
            continue
        chosen = {code: one for code, one in group["outcomes"].items() if authority in ("", code)}
        sign = tuple((code, *_told_sign(one, bool(authority))) for code, one in chosen.items())
        row = merged.get(sign)
        if row is None:
            alike = all(one["same"] for one in chosen.values())
            shown = {code: one for code, one in chosen.items() if authority or alike or not one["same"]}
            row = merged[sign] = {
                "same": alike and not any(one["causes"] and authority for one in chosen.values()),
                "alike": alike,
                "weight": found["groups"].index(group),
                "outcomes": [_told(code, one, lang, base[code]) for code, one in shown.items()],
                "others": len(chosen) - len(shown),
                "places": [],
            }
        row["places"] += [
            {"id": id, "name": text(found["places"][id]["name"], lang), "here": id in here}
            for id in group["places"]
        ]
        row["weight"] = min(row["weight"], found["groups"].index(group))
    rows = sorted(merged.values(), key=lambda row: (not row["same"], row.pop("weight")))
    for row in rows:
        row["places"].sort(key=lambda place: (not place["here"], place["name"], place["id"]))
    return rows


def _told_sign(outcome: Json, by_cause: bool) -> tuple[Any, ...]:
    if not by_cause:
        return outcome["at_least"], outcome["at_most"], outcome["door"]
    causes = tuple((cause["provision"], cause["stands"]) for cause in outcome["causes"])
    return outcome["at_least"], outcome["at_most"], outcome["door"], causes, outcome["more_causes"]


def _told(code: str, outcome: Json, lang: str, base: Json) -> dict[str, Any]:
    low, high = outcome["at_least"], outcome["at_most"]
    words = headline(low, high, lang, outcome["door"])
    return {
        "authority": code,
        "at_least": low,
        "at_most": high,
        "door": outcome["door"],
        "headline": words,
        "same": outcome["same"],
        "like_base": not outcome["same"]
        and words == headline(base["at_least"], base["at_most"], lang, base["door"]),
        "causes": [
            {
                "provision": cause["provision"],
                "words": text(cause["title"], lang),
                "cite": cited_in(
                    lang, code, cause["cite"], cause["citation"], str(cause.get("native") or "")
                ),
                "stands": cause["stands"],
            }
            for cause in outcome["causes"]
        ],
        "more_causes": outcome["more_causes"],
    }


def _ends(case: Case, move: str) -> tuple[str, ...]:
    if move in {"to", "final"}:
        return (move,)
    to, final = case.root.facts.get("to"), case.root.facts.get("final")
    if move == "both" or to == final:
        return ("to", "final")
    return ("to",) if final is None else ("final",)


def _leaves(case: Case, id: str) -> bool:
    """Whether a transaction to a place leaves the place from which it begins, as an export does."""
    start = case.root.facts.get("from")
    act = case.root.facts.get("act")
    if not isinstance(start, Path) or act in INSIDE:
        return True
    ends = (start.segments, place_path(id).segments)
    shared = min(len(end) for end in ends)
    return ends[0][:shared] != ends[1][:shared]


def _sign(found: Determination, base: Determination) -> Any:
    """What makes two results the same: the ends of every authority and the provisions that differ from the base."""
    return tuple(
        (code, result.span, _door(result), tuple(_causes(result, base.authorities[code])))
        for code, result in found.authorities.items()
    )


def _group(found: Determination, base: Determination) -> dict[str, Any]:
    outcomes = {}
    for code, result in found.authorities.items():
        causes = _causes(result, base.authorities[code])
        outcomes[code] = {
            "at_least": result.span.low.word,
            "at_most": result.span.high.word,
            "door": _door(result),
            "same": result.span == base.authorities[code].span,
            "causes": [_cause(found, id) for id in causes[:SHOWN_CAUSES]],
            "more_causes": max(len(causes) - SHOWN_CAUSES, 0),
        }
    same = all(outcome["same"] and not outcome["causes"] for outcome in outcomes.values())
    return {"outcomes": outcomes, "same": same, "places": []}


def _door(result: AuthorityResult) -> bool:
    bans = (d for d in result.duties if d.span is not None and d.span.high == 5 and not d.yields)
    return has_door((d.truth is TRUE, bool(d.requirement.door)) for d in bans)


def _causes(result: AuthorityResult, base: AuthorityResult) -> list[str]:
    """The provisions by which an authority's result differs from the base, those that weigh most first."""
    ours, theirs = _weights(result), _weights(base)
    differing = {key[0] for key in ours.keys() | theirs.keys() if ours.get(key) != theirs.get(key)}
    if not differing:
        return []
    grave: dict[str, tuple[int, int]] = {}
    for weights in (ours, theirs):
        for (id, *_), (truth, low, high) in weights.items():
            if id in differing:
                grave[id] = max(grave.get(id, (0, 0)), (high, truth + low))
    return sorted(differing, key=lambda id: (tuple(-part for part in grave[id]), id))


def _weights(result: AuthorityResult) -> dict[tuple[str, str, str], tuple[int, int, int]]:
    """The duties that weigh in a result: notification and more, by provision, subject and item."""
    found = {}
    for duty in result.duties:
        if duty.span is not None and duty.span.high >= 2 and not duty.yields:
            found[_key(duty)] = (2 if duty.truth is TRUE else 1, int(duty.span.low), int(duty.span.high))
    return found


def _key(duty: Duty) -> tuple[str, str, str]:
    item = duty.instance.item.id if duty.instance.item is not None else ""
    return duty.requirement.id, str(duty.instance.subject), item


def _cause(found: Determination, id: str) -> dict[str, Any]:
    """A provision by its words, and whether it stands with the other place or fell away."""
    law = found.engine.law
    requirement = law.requirements[id]
    instrument = law.instruments.get(requirement.instrument)
    title = dict(requirement.title) or {
        lang: title_of(law, requirement.instrument, lang) for lang in LANGUAGES
    }
    stands = any(duty.requirement.id == id for one in found.authorities.values() for duty in one.duties)
    return {
        "provision": id,
        "title": title,
        "cite": requirement.cite,
        "citation": instrument.citation if instrument is not None else "",
        "native": instrument.native if instrument is not None else "",
        "stands": stands,
    }


def _order(groups: Mapping[Any, Json]) -> list[Any]:
    """The result of the base first, then from the gravest to the mildest; of equals the larger group first."""

    def weight(sign: Any) -> tuple[Any, ...]:
        group = groups[sign]
        spans = [(severity(o["at_most"]), severity(o["at_least"])) for o in group["outcomes"].values()]
        sums = sorted(spans, reverse=True)
        return (not group["same"], [(-high, -low) for high, low in sums], -len(group["places"]))

    return sorted((sign for sign in groups if groups[sign]["places"] or groups[sign]["same"]), key=weight)


def _id(value: Any) -> str | None:
    return "-".join(value.segments) if isinstance(value, Path) else None
