"""One authority's answer as a reader meets it: the outcome, its reasons, the way to a licence, what is open.

Works on the JSON of a determination (docs/reference/determination.md) and on nothing else. The command line prints it and the
pages show it, so that both say the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from sekisho.words import headline, say, severity, text
from sekisho.words.lanes import (
    Duty,
    all_duties,
    authority_of_provision,
    citation,
    cited_in,
    duties_of,
    gloss_of,
    has_door,
    interval_words,
    native_of,
    plain_branches,
    reason,
    ways_of,
)
from sekisho.words.short_law_words import binds_words, door_words

Json = Mapping[str, Any]
Asked = Mapping[str, Sequence[int]]
LICENCE: Final = severity("licence-required")
GROUPS: Final = ("duty", "open", "none")
"""Duties and conditions; not settled; no licence required on the facts given (or the law does not reach at all)."""


def group_of(at_least: str, at_most: str) -> str:
    """The group of a lane: its mild end decides whether a duty stands, its grave end whether anything is open."""
    return "duty" if severity(at_least) >= 2 else "open" if severity(at_most) > 1 else "none"


def lane_order(answer: Json) -> list[str]:
    """The authorities, the worst that could be first."""
    lanes = answer.get("authorities", {})
    return sorted(
        lanes, key=lambda name: (-severity(lanes[name]["at_most"]), -severity(lanes[name]["at_least"]), name)
    )


def sum_sentence(answer: Json, lang: str, failed: int = 0) -> str:
    """One sentence of counts that add up to the number of authorities; those that could not be computed are counted too."""
    counts = {"group-duty": 0, "group-open": 0, "group-none": 0, "group-not-subject": 0}
    for lane in answer.get("authorities", {}).values():
        group = group_of(lane["at_least"], lane["at_most"])
        if group == "none" and not severity(lane["at_most"]):
            group = "not-subject"
        counts[f"group-{group}"] += 1
    counts["group-failed"] = failed
    total = sum(counts.values())
    parts = [say("sums-up", lang, n, total, say(group, lang)) for group, n in counts.items() if n]
    return ("; " if lang == "en" else "；").join(parts)


def door_of(lane: Json) -> bool:
    """Whether the ban of this lane leaves a special application open."""
    return has_door(
        (duty.stands, bool(duty.body.get("door"))) for duty in duties_of(lane) if duty.severity == 5
    )


def questions_of(answer: Json) -> list[Json]:
    """The questions in order: what it is and where it goes come first; those about a member that nobody named come last, for
    naming it comes first.
    """
    return sorted(
        answer.get("questions") or (),
        key=lambda question: ("[?]" in str(question.get("fact")), _gate(question)),
    )


def _gate(question: Json) -> int:
    """What it is comes first, then where it goes, then the rest."""
    fact = str(question.get("fact"))
    if question.get("kind") != "fact":
        return 2
    if re.fullmatch(r'items\["[^"]+"\]\.kind', fact):
        return 0
    return 1 if fact in {"act", "route.from", "route.to", "route.final"} else 2


def question_authorities(question: Json, answer: Json) -> list[str]:
    """The authorities whose provisions need the fact."""
    return _authorities(
        question, [(name, _provisions(answer["authorities"][name])) for name in lane_order(answer)]
    )


def _authorities(question: Json, lanes: Sequence[tuple[str, frozenset[str]]]) -> list[str]:
    needed = question.get("provisions", ())
    named = {_place(str(provision)) for provision in needed}
    return [name for name, own in lanes if name in named or not own.isdisjoint(needed)]


def _provisions(lane: Json) -> frozenset[str]:
    """The provisions of a lane's duties."""
    return frozenset(str(duty.get("provision")) for _, duty in all_duties(lane))


_place = lru_cache(4096)(authority_of_provision)


def asked_of(answer: Json) -> dict[str, dict[str, list[int]]]:
    """By authority and provision the numbers of the questions that bear on it, counted from 1."""
    asked: dict[str, dict[str, list[int]]] = {}
    lanes = [(name, _provisions(answer["authorities"][name])) for name in lane_order(answer)]
    own = dict(lanes)
    for number, question in enumerate(questions_of(answer), 1):
        provisions = question.get("provisions", ())
        for name in _authorities(question, lanes):
            rows = asked.setdefault(name, {})
            for provision in provisions:
                if provision in own[name] or _place(str(provision)) == name:
                    rows.setdefault(provision, []).append(number)
    return asked


def lane_view(name: str, lane: Json, asked: Asked, lang: str) -> dict[str, Any]:
    """One lane as plain data in the words of a language. `asked`: by provision the numbers of the questions on it."""
    duties = duties_of(lane)
    low, high = str(lane["at_least"]), str(lane["at_most"])
    door = door_of(lane)
    numbers = sorted({number for those in asked.values() for number in those})
    return {
        "authority": name,
        "at_least": low,
        "at_most": high,
        "decided": low == high,
        "group": group_of(low, high),
        "door": door,
        "headline": headline(low, high, lang, door),
        "after_checked": bool(lane.get("after_checked")),
        "reasons": reasons_of(duties, asked, lang),
        "conduct": conduct_of(duties, lang),
        "items": _items(lane, lang),
        "policy": policies_of(lane, duties, lang),
        "paths": paths_of(duties, lang),
        "ways": way_rows(lane, lang),
        "asked": numbers,
        "gaps": gap_rows(lane, lang),
        "branches": branch_rows(lane, lang),
        "ahead": ahead_rows(lane, lang),
    }


def cited(duty: Json, lang: str) -> dict[str, Any]:
    """A citation in parts: in the law's own language, its gloss, the rank of the source, the provision's id."""
    rank = str(duty.get("rank") or "")
    provision = str(duty.get("provision") or "")
    return {
        "words": citation(duty, lang, short=True),
        "native": native_of(duty),
        "gloss": gloss_of(duty, lang),
        "rank": say(f"rank.{rank}", lang) if rank else "",
        "provision": provision,
        "place": authority_of_provision(provision),
    }


def _cited_alone(provision: str, cite: Any, lang: str) -> str:
    """A citation that comes without its instrument."""
    return cited_in(lang, authority_of_provision(provision), text(cite, lang), "")


def reasons_of(duties: Sequence[Duty], asked: Asked, lang: str) -> list[dict[str, Any]]:
    """Why the outcome is what it is, the weightiest first: what stands, then what may stand."""
    ranked = [duty for duty in duties if duty.severity >= 0 and not duty.pointer]
    # Of what only may stand, that comes first which hangs on the law alone, then that which the first questions are about.
    ranked.sort(key=lambda duty: (not duty.stands, -duty.severity, *_weight(asked.get(duty.id, ()))))
    gravest = max((duty.severity for duty in ranked if duty.stands), default=0)
    rows: list[dict[str, Any]] = []
    for number, duty in enumerate(ranked):
        label = ("why" if not number else "besides") if duty.stands else "could-be"
        words = reason(duty.body, lang)
        if not duty.stands or (number and duty.severity != gravest):
            words = say("colon", lang).join((say(f"short-{duty.body['severity']}", lang), words))
        if duty.items and len(duty.items) > 1:
            words += f" ({say('items', lang, ', '.join(duty.items))})"
        numbers = list(asked.get(duty.id, ())) if not duty.stands else []
        rows.append(
            {
                "label": label,
                "words": words,
                "sentence": reason(duty.body, lang),
                "stands": duty.stands,
                "severity": str(duty.body["severity"]),
                "asked": numbers,
                "citation": citation(duty.body, lang),
                "cite": cited(duty.body, lang),
                "binds": binds_words(str(duty.body.get("binds") or ""), lang),
                "items": list(duty.items),
                "entry": _entry(duty.body, lang),
                "door": door_words(str(duty.body.get("door") or ""), lang),
            }
        )
    return rows


def _entry(duty: Json, lang: str) -> str:
    entry = duty.get("entry")
    return text(entry.get("words"), lang) if isinstance(entry, Mapping) else ""


def _weight(numbers: Sequence[int]) -> tuple[int, int]:
    """By the first question that bears on a duty, then by how many do; before them all one that no answer can settle."""
    return min(numbers, default=0), -len(numbers)


def conduct_of(duties: Sequence[Duty], lang: str) -> list[dict[str, Any]]:
    """Duties of conduct and findings, which have no severity of their own."""
    return [
        {
            "label": "conduct" if duty.body.get("requires") == "conduct" else "note",
            "words": reason(duty.body, lang),
            "stands": duty.stands,
            "cite": cited(duty.body, lang),
        }
        for duty in duties
        if duty.severity < 0
    ]


def _items(lane: Json, lang: str) -> list[dict[str, Any]]:
    items = lane.get("items") or []
    if len(items) < 2:
        return []
    return [
        {
            "id": str(item["id"]),
            "at_least": str(item["at_least"]),
            "at_most": str(item["at_most"]),
            "headline": headline(str(item["at_least"]), str(item["at_most"]), lang),
        }
        for item in items
    ]


def policies_of(lane: Json, duties: Sequence[Duty], lang: str) -> list[dict[str, str]]:
    """How an application is judged, of the duties that stand."""
    policies = list(lane.get("policy") or ())
    if not policies:
        policies = [word for duty in duties if duty.stands for word in duty.body.get("policy") or ()]
    return [{"policy": str(word), "words": say(str(word), lang)} for word in dict.fromkeys(policies)]


def paths_of(duties: Sequence[Duty], lang: str) -> list[dict[str, Any]]:
    """The ways to a licence: documents, where to file, how long it takes. Of duties that only may stand one is told, an
    ordinary licence first, and only where none surely stands.
    """
    seen: list[Json] = []
    rows: list[dict[str, Any]] = []
    ranked = [duty for duty in duties if duty.severity >= 2 and duty.body.get("procedure")]
    standing = [duty for duty in ranked if duty.stands]
    for duty in standing or sorted(ranked, key=lambda duty: duty.severity != LICENCE):
        path = duty.body["procedure"]
        if path in seen:
            continue
        seen.append(path)
        rows.append(
            {
                "title": text(path.get("title"), lang),
                "documents": [text(words, lang) for words in path.get("documents") or ()],
                **{key: text(path.get(key), lang) for key in ("file_with", "time", "validity")},
                "conditional": bool(path.get("conditional")),
                "stands": duty.stands,
                "cite": cited(duty.body, lang),
                "source": text(path.get("cite"), lang),
            }
        )
    return rows[: 2 if standing else 1]


def way_rows(lane: Json, lang: str) -> list[dict[str, Any]]:
    """The exceptions by choice that are open or may be: state, what they make of the outcome, steps, what shuts them."""
    rows: list[dict[str, Any]] = []
    for way in ways_of(lane):
        barred = way.get("barred_by")
        if way.get("truth") == "false" and not barred:
            continue
        states = [say(str(way.get("truth")), lang)]
        if barred:
            key = "way-barred" if way.get("truth") == "false" else "way-may-be-barred"
            ids = barred if isinstance(barred, str) else ", ".join(map(str, barred))
            states = [say(key, lang, ids if lang == "en" else say("another-provision", lang))]
        elif "claimed" in way:
            states.append(say("way-claimed" if way["claimed"] else "way-open-to-claim", lang))
        becomes = f" → {say('becomes-' + str(way['becomes']), lang)}" if way.get("becomes") else ""
        title = text(way.get("title"), lang) or str(way.get("relief") or way.get("id"))
        rows.append(
            {
                "relief": str(way.get("relief") or way.get("id") or ""),
                "title": title,
                "truth": str(way.get("truth")),
                "claimed": bool(way.get("claimed")),
                "barred_by": barred,
                "words": f"{title} ({', '.join(states)}){becomes}",
                "state": ", ".join(states),
                "becomes": str(way.get("becomes") or ""),
                "steps": [text(step, lang) for step in way.get("steps") or ()],
                "cite": _cited_alone(str(way.get("relief") or ""), way.get("cite"), lang),
            }
        )
    return rows


def gap_rows(lane: Json, lang: str) -> list[dict[str, Any]]:
    """Law that is known and not read: each once with the gravest that it could be. The same law may stand behind several duties."""
    worst: dict[str, dict[str, Any]] = {}
    for gap in lane.get("gaps") or ():
        law = text(gap.get("title"), lang) or str(gap.get("law"))
        could = str(gap.get("could_be") or "not-subject")
        held = worst.get(law)
        if held is None or severity(could) > severity(held["could_be"]):
            worst[law] = {
                "title": law,
                "could_be": could,
                "words": f"{law} – {say('gap-could', lang, say(f'short-{could}', lang))}",
                "provision": str(gap.get("law") or "").partition(":")[0],
                "cite": _cited_alone(str(gap.get("law") or ""), gap.get("cite"), lang),
                "closed_by": str(gap.get("closed_by_claim_of") or ""),
            }
    return sorted(worst.values(), key=lambda row: -severity(row["could_be"]))


def branch_rows(lane: Json, lang: str) -> list[dict[str, Any]]:
    """What each reading of unconfirmed law makes of the outcome; nothing where only a layer beneath differs."""
    branches = plain_branches(lane.get("branches") or [])
    own = (lane["at_least"], lane["at_most"])
    if all((branch["at_least"], branch["at_most"]) == own for branch in branches):
        return []
    rows: list[dict[str, Any]] = []
    for branch in branches:
        assume = {str(id): str(state) for id, state in branch.get("assume", {}).items()}
        reading = ", ".join(f"{id} {say(state, lang)}" for id, state in assume.items())
        low, high = str(branch["at_least"]), str(branch["at_most"])
        rows.append(
            {
                "assume": assume,
                "reading": reading,
                "at_least": low,
                "at_most": high,
                "headline": headline(low, high, lang),
                "words": say("branch", lang, reading, interval_words(low, high, lang)),
            }
        )
    return rows


def ahead_rows(lane: Json, lang: str) -> dict[str, Any]:
    """The next changes of law that are known: those that turn the outcome, else those that leave it as it is."""
    changes = turns_of(lane)
    rows: list[dict[str, Any]] = []
    for change in changes:
        provision = str(change.get("provision", ""))
        by = ", ".join(change.get("by") or ())
        row = {
            "on": str(change["on"]),
            "provision": provision,
            "by": by,
            "title": text(change.get("title"), lang),
        }
        words = f"{change['on']}: "
        if "at_least" in change:
            low, high = str(change["at_least"]), str(change["at_most"])
            words += f"{{strip}} {interval_words(low, high, lang)} – "
            row |= {"at_least": low, "at_most": high, "headline": headline(low, high, lang)}
        rows.append({**row, "words": words + provision + (f" ({by})" if by else "")})
    coming: dict[str, Json] = {}
    if not rows:
        for change in lane.get("changes_ahead") or []:
            coming.setdefault(str(change["title"].get(lang) or change["provision"]), change)
    same = [
        {
            "on": str(change["on"]),
            "title": title,
            "provision": str(change.get("provision") or ""),
            "words": say("ahead-same", lang, str(change["on"]), title + _by(change)),
        }
        for title, change in coming.items()
    ]
    none = "" if rows or same or lane["at_most"] == "not-subject" else say("ahead-none", lang)
    return {"turns": rows, "same": same, "none": none}


def _by(change: Json) -> str:
    by = ", ".join(change.get("by") or ())
    return f" ({by})" if by else ""


def turns_of(lane: Json) -> list[Json]:
    """The coming days on which the outcome is another one; where there is none, the first that touches the duties."""
    touching = [change for change in lane.get("changes_ahead") or [] if change.get("changes", True)]
    turns, held = [], (lane["at_least"], lane["at_most"])
    for change in touching:
        now = (change.get("at_least"), change.get("at_most"))
        if now != held:
            turns.append(change)
        held = now
    return turns or touching[:1]
