"""What unconfirmed law could make of an answer, and which known changes of law lie ahead of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import islice, product
from typing import TYPE_CHECKING, Any

from attrs import evolve

from sekisho.law.force import boundaries
from sekisho.law.in_words import LANGUAGES, title_of
from sekisho.law.model import Entry, Provision, Requirement
from sekisho.logic.truth import FALSE, UNKNOWN

from .gates import may_meet
from .idle_readings import idle
from .outcome import Severity

if TYPE_CHECKING:
    from .engine import AuthorityResult, Determination

MOST_BRANCHES = 8
MOST_DAYS = 8


def atoms_of(determination: Determination, result: AuthorityResult) -> dict[str, tuple[str, ...]]:
    """The open states of law on which undecided duties hang: id to its readings."""
    found: dict[str, tuple[str, ...]] = {}
    hanging = (
        duty
        for duty in result.duties
        if duty.span is not None and duty.truth is UNKNOWN and duty.requirement.certainty != "pointer"
    )
    for _, _, atoms in determination.book.open_laws(hanging):
        for atom in atoms - found.keys():
            found[atom] = _readings(determination, atom)
    return found


def _readings(determination: Determination, atom: str) -> tuple[str, ...]:
    law = determination.engine.law
    if atom in law.suspensions or atom.removesuffix(".entries") in law.suspensions:
        return ("suspended", "in-force")
    provision = law.provision(atom)
    states = {version.state for version in provision.versions} if provision is not None else set()
    other = next(
        (state for state in ("not-enforced", "deferred", "unconfirmed") if state in states), "not-in-force"
    )
    return (other, "in-force")


def branches(determination: Determination, result: AuthorityResult) -> list[dict[str, Any]]:
    """The authority's interval under each reading of the open states, where that differs from the answer."""
    atoms = atoms_of(determination, result)
    found = []
    names = sorted(atoms, key=lambda atom: (atom.endswith(".entries"), atom))[:3]
    if names and idle(determination, result, frozenset(names)):
        return []
    base = (int(result.span.low), int(result.span.high))
    for readings in islice(product(*(atoms[name] for name in names)), MOST_BRANCHES if names else 0):
        assume: Mapping[str, str] = {**determination.assume, **dict(zip(names, readings, strict=True))}
        other = determination.engine.determine(
            determination.case, assume, (result.authority,), determination.claim_available
        )
        statuses = other.statuses()
        low, high = statuses[result.authority, "", ""]
        layers = {
            layer: {"at_least": Severity(span[0]).word, "at_most": Severity(span[1]).word}
            for (_, item, layer), span in statuses.items()
            if not item and layer and span != (int(result.layers[layer].low), int(result.layers[layer].high))
        }
        if (low, high) != base or layers:
            found.append(
                {
                    "assume": dict(zip(names, readings, strict=True)),
                    "at_least": Severity(low).word,
                    "at_most": Severity(high).word,
                    "layers": layers,
                }
            )
    return found


def _touched(determination: Determination, result: AuthorityResult) -> dict[date, list[Provision]]:
    """The days after the transaction's on which a provision of the authority changes its force or words."""
    law, on = determination.engine.law, determination.case.on
    key = ("ahead", result.authority)
    if key not in law.cache:
        days: dict[date, list[Provision]] = {}
        for provision in law.all_provisions():
            if provision.authority == result.authority:
                for day in boundaries(law, provision):
                    days.setdefault(day, []).append(provision)
        law.cache[key] = dict(sorted(days.items()))
    return {day: those for day, those in law.cache[key].items() if on is not None and day > on}


def _bears(determination: Determination, provisions: list[Provision]) -> bool:
    """Could one of these provisions bear on the transaction: an entry that an item may meet, a rule that may reach it?"""
    law, world = determination.engine.law, determination.world
    items = determination.case.root.lists.get("items")
    objects = items.objects if items is not None else ()
    for provision in provisions:
        if isinstance(provision, Entry):
            if any(may_meet(law, provision, item, hinted=False) for item in objects):
                return True
        elif isinstance(provision, Requirement) and law.terms.get(provision.reach) is not None:
            places = [world.root.inside(item) for item in objects] or [world.root]
            if any(world.term(provision.reach, place, None) is not FALSE for place in places):
                return True
        else:
            return True
    return False


def changes_ahead(determination: Determination, result: AuthorityResult) -> list[dict[str, Any]]:
    """The coming days on which known law changes, with the answer that the same transaction would then have.

    `changes` is False where the day does not touch this transaction.
    """
    found = []
    before = _spans(result)
    coming = (
        (day, those) for day, those in _touched(determination, result).items() if _bears(determination, those)
    )
    for day, provisions in islice(coming, MOST_DAYS):
        case = evolve(determination.case, on=day, dates={})
        later = determination.engine.determine(
            case, determination.assume, (result.authority,), determination.claim_available
        )
        after = _spans(later.authorities[result.authority])
        mine = {duty.requirement.id for duty in result.duties} | {
            duty.requirement.id for duty in later.authorities[result.authority].duties
        }
        named = [p.id for p in provisions if p.id in mine] or [p.id for p in provisions]
        span = later.authorities[result.authority].span
        found.append(
            {
                "on": day.isoformat(),
                "title": {lang: title_of(determination.engine.law, named[0], lang) for lang in LANGUAGES},
                "provision": named[0],
                "provisions": named[:12],
                "by": sorted(
                    {s.id for p in provisions for s in determination.engine.law.suspensions_of(p.id)}
                ),
                "changes": before != after,
                "at_least": span.low.word,
                "at_most": span.high.word,
            }
        )
        before = after
    return found


def _spans(result: AuthorityResult) -> tuple[Any, ...]:
    return (result.span, tuple(result.layers.items()))
