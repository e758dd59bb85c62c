"""The facts that could change an answer: what to ask, of whom, and what follows (specification, section 8)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sekisho.law.compiled import Law
from sekisho.law.model import Text
from sekisho.law.vocabulary import Attribute
from sekisho.logic.objects import Screening
from sekisho.logic.scope import Missing
from sekisho.logic.values import Money

from .asked_by import asked_by
from .open_facts import Candidate, open_facts
from .outcome import Severity
from .parties import possible_names
from .phrases import CLASSIFIED, COMPLETE, KNOWN, LICENCE, PLACE, POSSIBLE, RATE, SCREENED
from .trial_books import Trials
from .trials import trials

if TYPE_CHECKING:
    from .engine import Determination

Statuses = dict[tuple[str, str, str], tuple[int, int]]
_GATES = {"act": 0, "from": 1, "to": 2, "final": 3, "kind": 4, "origin": 5}
_LANGS = ("en", "ja", "zh")
MOST_TRIED = 60
"""Candidates beyond this many are listed without trying their answers."""
MOST_WORK = 10_000
"""So many instances of requirements may be looked at for trying answers; an order of many lines that nobody described has
thousands each time."""
FIXED = 40
"""What looking at an authority costs beside its instances, in instances."""


def questions(determination: Determination) -> list[dict[str, Any]]:
    """The open questions of a determination, the weightiest first, as plain data."""
    candidates = open_facts(determination)
    base = determination.statuses()
    tested: Trials | None = None
    found = []
    work = MOST_WORK
    for number, candidate in enumerate(candidates):
        outcomes: dict[str, Statuses] = {}
        if number < MOST_TRIED and work > 0:
            options = trials(candidate.missing, candidate.steps, determination.engine.law)
            touched = touched_by(determination, candidate)
            cost = sum(FIXED + determination.book.worked.get(code, 0) for code in touched) * len(options)
            if cost <= work:
                work -= cost
                tested = tested or Trials(determination)
                outcomes = tested.outcomes(candidate.missing, options, touched)
        # Where every answer leads to the same place the fact does not matter by itself; it is asked last, since
        # together with another one it may.
        idle = len(outcomes) > 1 and _all_agree(outcomes)
        score = (-1, 0) if idle else _score(base, outcomes) if outcomes else (candidate.weight, 0)
        if candidate.missing.attribute in _GATES or candidate.missing.kind == "classification":
            score = max(score, (candidate.weight, 1))  # without them the rest is not worth asking
        found.append((score, candidate, _consequences(base, outcomes)))
    order = {id: n for n, id in enumerate(determination.engine.law.vocabulary.attributes)}
    found.sort(key=lambda row: (-row[0][0], -row[0][1], *_rank(row[1].missing, order)))
    return [_question(determination, candidate, consequences) for _, candidate, consequences in found]


def untried(determination: Determination) -> list[dict[str, Any]]:
    """The open questions without trying their answers, in no particular order: enough to record an answer to one of them."""
    return [_question(determination, candidate, {}) for candidate in open_facts(determination)]


def touched_by(determination: Determination, candidate: Candidate) -> tuple[str, ...]:
    """The authorities whose provisions need the fact: the answers of the others do not hang on it."""
    law = determination.engine.law
    needed = {p.authority for id in candidate.provisions if (p := law.provision(id)) is not None}
    # What yields to a requirement of another authority hangs on what that one hangs on.
    for code in tuple(needed):
        needed |= _yielding(law).get(code, frozenset())
    return tuple(code for code in determination.authorities if code in needed) or tuple(
        determination.authorities
    )


def _yielding(law: Law) -> Mapping[str, frozenset[str]]:
    """By authority those that have a requirement which yields to one of its own."""
    found: dict[str, frozenset[str]] | None = law.cache.get("yielding")
    if found is None:
        found = {}
        for r in law.requirements.values():
            for id in r.yields_to:
                other = law.requirements.get(id)
                if other is not None:
                    found[other.authority] = found.get(other.authority, frozenset()) | {r.authority}
        law.cache["yielding"] = found  # when it is whole, for other threads read it
    return found


def _all_agree(outcomes: dict[str, Statuses]) -> bool:
    rows = list(outcomes.values())
    return all(row == rows[0] for row in rows)


def _score(base: Statuses, outcomes: dict[str, Statuses]) -> tuple[int, int]:
    """The severities of the different headlines that the answers reach, each once; then those of single layers."""
    headlines: set[tuple[str, int]] = set()
    layers: set[tuple[str, str, int]] = set()
    for statuses in outcomes.values():
        for (authority, item, layer), span in statuses.items():
            if span == base.get((authority, item, layer)):
                continue
            if not item and not layer:
                headlines.update((authority, end) for end in span)
            elif layer:
                layers.update((authority, layer, end) for end in span)
    return sum(end for _, end in headlines), sum(end for *_, end in layers)


def _consequences(base: Statuses, outcomes: dict[str, Statuses]) -> dict[str, dict[str, str]]:
    """Per answer the headline of each authority that it changes (none: it alone changes no headline)."""
    found: dict[str, dict[str, str]] = {}
    for label, statuses in outcomes.items():
        found[label] = {
            authority: _span_words(span)
            for (authority, item, layer), span in statuses.items()
            if not item and not layer and span != base.get((authority, item, layer))
        }
    return found


def _span_words(span: tuple[int, int]) -> str:
    low, high = Severity(span[0]), Severity(span[1])
    return low.word if low == high else f"{low.word} .. {high.word}"


def _rank(missing: Missing, order: dict[str, int]) -> tuple[int, int, str]:
    if missing.attribute in _GATES:
        return 0, _GATES[missing.attribute], missing.path
    if missing.kind in {"completeness", "classification"}:
        return 1, 0, missing.path
    return 2, order.get(missing.attribute, len(order)), missing.path


def _question(
    determination: Determination, candidate: Candidate, consequences: dict[str, dict[str, str]]
) -> dict[str, Any]:
    law = determination.engine.law
    missing = candidate.missing
    attribute = law.vocabulary.get(missing.attribute)
    test = law.person_tests.get(missing.attribute) if missing.kind == "person" else None
    technical = missing.kind in {"fact", "completeness"} and not _about_use(attribute)
    who = "exporter"
    if test is not None:
        who = test.who
    elif attribute is not None:
        who = attribute.who
    elif missing.kind in {"knowledge", "screening"}:
        who = "officer"
    elif missing.kind == "classification":
        who = "engineer"
    values = (
        [choice.id for choice in attribute.values] if attribute is not None and attribute.values else None
    )
    return {
        "fact": missing.path,
        "attribute": missing.attribute,
        "kind": missing.kind,
        "ask": _ask(determination, missing),
        "hint": dict(attribute.hint) if attribute is not None else {},
        "who": who,
        "for": missing.subject or "transaction",
        "provisions": list(candidate.provisions),
        "provision": missing.provision,
        "asked_by": asked_by(determination, missing),
        "values": values if missing.kind == "fact" else None,
        "type": attribute.type if attribute is not None and missing.kind == "fact" else missing.kind,
        "unit": attribute.unit if attribute is not None and missing.kind == "fact" else "",
        "show_consequences": technical,
        "if": consequences,
    }


def _about_use(attribute: Attribute | None) -> bool:
    """A yes or no about end use, end user or risk: the paper comes first, and what would follow is not shown."""
    if attribute is None or attribute.type != "bool":
        return False
    return attribute.who == "end-user" or (attribute.who == "officer" and attribute.of != "item")


def _ask(determination: Determination, missing: Missing) -> Text:
    law = determination.engine.law
    attribute = law.vocabulary.get(missing.attribute)
    if missing.kind == "completeness":
        return COMPLETE[missing.attribute]
    if missing.kind == "screening":
        control_list = law.lists.get(missing.attribute)
        title = control_list.title if control_list is not None else {}
        met = possible_names(law, missing.attribute, _screening_of(determination, missing))
        phrase = POSSIBLE if met else SCREENED
        return {lang: phrase[lang].format(title.get(lang) or missing.attribute, met) for lang in _LANGS}
    if missing.kind == "licence":
        return LICENCE[missing.attribute]
    if missing.kind == "classification":
        control_list = law.lists.get(missing.attribute)
        title = control_list.title if control_list is not None else {}
        return {lang: CLASSIFIED[lang].format(title.get(lang) or missing.attribute) for lang in _LANGS}
    if missing.kind == "person":
        return dict(law.person_tests[missing.attribute].question)
    if missing.attribute in PLACE:
        return PLACE[missing.attribute]
    question = dict(attribute.question) if attribute is not None else {}
    words: Text = {lang: question.get(lang) or question.get("en") or missing.attribute for lang in _LANGS}
    if missing.kind == "knowledge":
        return {lang: KNOWN[lang].format(words[lang]) for lang in _LANGS}
    currency = _stated_in(determination, missing)
    return {lang: RATE[lang].format(currency) for lang in _LANGS} if currency else words


def _screening_of(determination: Determination, missing: Missing) -> Screening | None:
    """The screening of the party that a question is about."""
    found = (obj for obj in determination.case.root.walk() if obj.path == missing.subject)
    return next((obj.screening for obj in found), None)


def _stated_in(determination: Determination, missing: Missing) -> str:
    """The currency of a price that is stated whole, so that only the rate can be missing; empty otherwise."""
    for members in determination.case.root.lists.values():
        for obj in members.objects:
            value = obj.facts.get(missing.attribute)
            if obj.path == missing.subject and isinstance(value, Money) and value.amount.is_point:
                return value.currency
    return ""


__all__ = ["MOST_TRIED", "Candidate", "open_facts", "questions", "touched_by", "untried"]
