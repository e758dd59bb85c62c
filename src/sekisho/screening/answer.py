"""The answer of a screening as plain data, the same for the command line, the API and the pages."""

from __future__ import annotations

from datetime import date
from typing import Any

from sekisho.law.compiled import Law
from sekisho.law.in_words import title_of

from .consequence import consequences
from .found import AddressMatch, ListState, Match, Screened
from .law_parties import LAW
from .ownership import OwnershipAnswer

SCHEMA = "sekisho/screening/1"
LANGUAGES = ("en", "ja", "zh")


def answer(result: Screened, lists: tuple[ListState, ...], law: Law, today: date) -> dict[str, Any]:
    """What a screening says: the matches with their reasons and what each list means, and which lists were looked at."""
    return {
        "schema": SCHEMA,
        "on": today.isoformat(),
        "asked": _asked(result),
        "matches": [match_of(match, law, today) for match in result.matches],
        "addresses": [_address(hit, law, today) for hit in result.addresses],
        "lists": [list_of(state) for state in lists],
        "searched": [{"list": name, "as_of": day.isoformat()} for name, day in result.searched],
        "unsearched": [{"list": one.list, "why": one.why} for one in result.unsearched],
    }


def match_of(match: Match, law: Law, today: date) -> dict[str, Any]:
    """One match, with its reasons by word and by fact."""
    hit, party = match.hit, match.hit.party
    found: dict[str, Any] = {
        "entry": "/".join(hit.key),
        "name": hit.name.text,
        "names": [{"text": name.text, "kind": name.kind} for name in party.names],
        "kind": party.kind,
        "countries": list(party.countries),
        "lists": [{"list": name, "title": _titles(law, name)} for name in hit.lists],
        "entries": [{"list": entry.list, "row": entry.row} for entry in match.entries],
        "degree": match.degree,
        "score": round(hit.score, 4),
        "worth": round(hit.worth, 2),
        "asked": match.asked,
        "words": [
            {"asked": r.asked, "listed": r.listed, "relation": r.relation, "worth": round(r.worth, 2)}
            for r in hit.tokens
        ],
        "facts": [
            {
                "fact": r.fact,
                "asked": r.asked,
                "listed": r.listed,
                "verdict": r.verdict,
                "worth": round(r.worth, 2),
            }
            for r in hit.facts
        ],
        "settles": list(hit.settles),
        "listing": _listing(match),
        "consequences": consequences_of(hit.lists, law, today),
    }
    if match.standing is not None:
        found["decision"] = _decision(match)
    return found


def consequences_of(lists: tuple[str, ...], law: Law, today: date) -> list[dict[str, Any]]:
    """What standing on these lists means, each provision once."""
    seen: dict[tuple[str, str], dict[str, Any]] = {}
    for list_id in lists:
        for one in consequences(law, list_id, today):
            seen.setdefault(
                (one.provision, one.way),
                {
                    "provision": one.provision,
                    "authority": one.authority,
                    "list": list_id,
                    "of": one.way,
                    "severity": one.severity,
                    "force": one.force.word,
                    "title": {lang: title_of(law, one.provision, lang) for lang in LANGUAGES},
                    "cite": one.cite,
                    "policy": list(one.policy),
                    "shuts": list(one.shuts),
                },
            )
    return list(seen.values())


def list_of(state: ListState) -> dict[str, Any]:
    """What is at hand of a list."""
    return {
        "list": state.id,
        "title": dict(state.title),
        "authority": state.authority,
        "day": state.day.isoformat() if state.day is not None else None,
        "parties": state.parties,
        "sources": list(state.sources),
        "age": state.age,
        "bare_addresses": state.bare,
    }


def _asked(result: Screened) -> dict[str, Any]:
    query = result.query
    return {
        "name": query.name,
        "kind": query.kind,
        "countries": list(query.places),
        "births": list(query.births),
        "identifiers": [f"{number.kind}={number.value}" for number in query.identifiers],
        "addresses": list(query.addresses),
    }


def _listing(match: Match) -> dict[str, Any]:
    party = match.hit.party
    return {
        "source": party.source,
        "listed_on": party.listed_on.isoformat() if party.listed_on else None,
        "until": match.gone.isoformat() if match.gone else None,
        "citation": party.citation,
        "url": party.url,
        "programmes": list(party.programmes),
        "births": list(party.births),
        "addresses": [address.text for address in party.addresses],
        "identifiers": [f"{number.kind}={number.value}" for number in party.identifiers],
        "facts": dict(party.facts),
        "remarks": party.remarks,
        "held_by": "law" if party.source == LAW else "edition",
    }


def _decision(match: Match) -> dict[str, Any]:
    assert match.standing is not None
    decision = match.standing.decision
    return {
        "verdict": decision.verdict,
        "by": decision.by,
        "on": decision.on.isoformat(),
        "why": decision.why,
        "evidence": decision.evidence,
        "changed_since": list(match.standing.changed),
    }


def _address(found: AddressMatch, law: Law, today: date) -> dict[str, Any]:
    hit = found.hit
    return {
        "asked": found.asked,
        "listed": hit.text,
        "verdict": hit.match.verdict,
        "bare": hit.bare,
        "worth": round(hit.worth, 2),
        "shared_by": hit.shared,
        "reasons": list(hit.reasons),
        "parties": ["/".join(key) for key in hit.parties],
        "lists": [{"list": name, "title": _titles(law, name)} for name in found.lists],
        "entries": [{"list": entry.list, "row": entry.row} for entry in found.entries],
        "consequences": consequences_of(found.lists, law, today) if hit.bare else [],
    }


def ownership_answer(one: OwnershipAnswer) -> dict[str, Any]:
    """What one regime says of the owners of a party: truth, sum, chains, and what would settle it."""
    return {
        "regime": one.regime,
        "title": one.title,
        "cite": one.cite,
        "truth": one.truth.word,
        "in_force": one.force.word,
        "owners_meet_it": one.holds.word,
        "at_least": str(one.low),
        "at_most": str(one.high),
        "sum": str(one.sum),
        "counted": [
            {"owner": c.name, "share": str(c.share), "truth": c.truth.word, "through_owners": c.through,
             "lists": {name: truth.word for name, truth in c.lists}}
            for c in one.counted
        ],
        "paths": [
            {"words": str(path), "steps": [
                {"party": s.name, "share": str(s.share), "since": s.since.isoformat() if s.since else None, "source": s.source}
                for s in path.steps
            ]}
            for path in one.paths
        ],
        "why": list(one.why),
        "question": {
            "settles": one.question.settles,
            "facts": [{"kind": f.kind, "about": f.about, "held": f.held, "words": f.words} for f in one.question.facts],
        } if one.question is not None else None,
        "red_flags": list(one.red_flags),
        "findings": list(one.findings),
        "most_restrictive": [c.name for c in one.most_restrictive],
    }  # fmt: skip


def _titles(law: Law, list_id: str) -> dict[str, str]:
    if list_id not in law.lists:
        return {"en": list_id}
    return {lang: title_of(law, list_id, lang) for lang in LANGUAGES}
