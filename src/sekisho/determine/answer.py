"""A determination as plain data: the schema sekisho/determination/1 (docs/reference/determination.md).

Words that come from law are mappings {en, ja, zh}; outcomes and truth values are the words of the specification.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import frozen

import sekisho
from sekisho.law.in_words import LANGUAGES
from sekisho.law.model import Requirement
from sekisho.logic.truth import FALSE, TRUE

from .ahead import branches, changes_ahead
from .between import conflicts, filing
from .duty import Duty
from .engine import AuthorityResult, Determination, ItemResult
from .findings import findings, not_examined
from .gates import lists_of
from .outcome import Severity, Span
from .paths_to_licence import procedure_row
from .unchanging import duty_row, entry_in_words, entry_row, relief_title

SCHEMA = "sekisho/determination/1"


@frozen
class Parts:
    """What an answer tells beside statuses and duties, which always stand. Each costs time.

    `ahead`: gaps, branches of unconfirmed law, coming changes. `ways`: reliefs by choice, of items and of duties. `classified`:
    the entries that an item meets or may meet.
    """

    questions: bool = True
    traces: bool = True
    ahead: bool = True
    ways: bool = True
    classified: bool = True

    @property
    def left_out(self) -> list[str]:
        """The keys that are left out, so that nobody reads an empty list as "none"."""
        found: list[str] = []
        for told, names in (
            (self.questions, ("questions",)),
            (self.traces, ("why",)),
            (self.ahead, ("gaps", "branches", "changes_ahead")),
            (self.ways, ("ways",)),
            (self.classified, ("classified",)),
        ):
            if not told:
                found += names
        return found


def answer(
    determination: Determination,
    *,
    questions: bool = True,
    traces: bool = True,
    ahead: bool = True,
    ways: bool = True,
) -> dict[str, Any]:
    """The whole answer, or without the parts that are not wanted (see Parts); `left_out` then names them."""
    return told(determination, Parts(questions, traces, ahead, ways))


def told(determination: Determination, parts: Parts) -> dict[str, Any]:
    """The answer with the parts that are wanted."""
    law, case = determination.engine.law, determination.case
    determination.telling.begin()
    known = determination.known or determination.engine.newest_check
    result: dict[str, Any] = {
        "schema": SCHEMA,
        "id": case.id,
        "on": _day(case.on),
        "known": _day(known),
        "engine": sekisho.__version__,
        "law": {"hash": law.hash, "checked": {code: _day(day) for code, day in law.checked.items()}},
        "authorities": {
            code: _authority(determination, found, parts) for code, found in determination.authorities.items()
        },
        "questions": determination.questions if parts.questions else [],
        "conflicts": conflicts(determination),
        "filing": filing(determination),
        "findings": findings(determination),
        "not_examined": not_examined(determination),
        "on_whose_word": on_whose_word(determination),
        "assumed": dict(determination.assume),
        "left_out": parts.left_out,
    }
    return result


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _span(span: Span) -> dict[str, Any]:
    return {"at_least": span.low.word, "at_most": span.high.word}


def _authority(determination: Determination, result: AuthorityResult, parts: Parts) -> dict[str, Any]:
    law = determination.engine.law
    checked = law.checked.get(result.authority)
    on = determination.case.on
    policies = dict.fromkeys(
        word for duty in result.duties if _weighs(duty) and duty.truth is TRUE for word in duty.policies
    )
    own = [duty for duty in result.duties if duty.instance.item is None]
    return {
        **_span(result.span),
        "decided": result.span.decided,
        "policy": list(policies),
        "after_checked": bool(on and checked and on > checked),
        "layers": {layer: _span(span) for layer, span in result.layers.items()},
        "items": [_item(determination, item, parts) for item in result.items],
        "duties": [_duty(determination, duty, parts) for duty in own],
        "branches": branches(determination, result) if parts.ahead else [],
        "gaps": gaps_of(determination, result) if parts.ahead else [],
        "changes_ahead": changes_ahead(determination, result) if parts.ahead else [],
    }


def _weighs(duty: Duty) -> bool:
    return duty.span is not None and not duty.yields


def _item(determination: Determination, result: ItemResult, parts: Parts) -> dict[str, Any]:
    item = result.item
    return {
        "id": item.id if item is not None else "",
        "classified": _classified(determination, result, parts.classified),
        **_span(result.span),
        "decided": result.span.decided,
        "layers": {layer: _span(span) for layer, span in result.layers.items()},
        "duties": [_duty(determination, duty, parts) for duty in result.duties],
        "ways": ways_of(determination, result.duties) if parts.ways else [],
    }


def _classified(determination: Determination, result: ItemResult, told: bool) -> list[dict[str, Any]]:
    """The entries that the item meets or may meet, as far as a requirement asked for them.

    Not `told` they are looked at all the same, for what speaks against the stated kind is a finding.
    """
    law, item = determination.engine.law, result.item
    if item is None:
        return []
    authority = result.duties[0].requirement.authority if result.duties else None
    at = determination.world.root.inside(item)
    found = []
    for entry, met in determination.world.classifier.open_met(lists_of(law, authority), at):
        if told and met.truth is not FALSE:
            row = entry_row(law, entry)
            row["truth"], row["how"] = met.truth.word, met.how
            found.append(row)
    return found


def _duty(determination: Determination, duty: Duty, parts: Parts) -> dict[str, Any]:
    law, requirement, instance = determination.engine.law, duty.requirement, duty.instance
    words = duty_row(law, requirement)
    words["for"], words["truth"] = instance.subject, duty.truth.word
    if instance.entry is not None:
        words["entry"] = entry_in_words(law, str(instance.entry))
    if instance.item is not None:
        words["item"] = instance.item.id
    if duty.span is not None:
        words["severity"], words["at_least"] = duty.span.high.word, duty.span.low.word
    words["policy"] = list(duty.policies)
    words["procedure"] = procedure_row(determination.world, requirement, instance)
    words["yields_to"] = duty.yields or None
    reliefs = [pair for pair in duty.reliefs if pair[0].by == "rule"]
    if parts.ways:
        reliefs += determination.book.ways(duty)
    words["reliefs"] = [
        {
            "relief": relief.id,
            "title": relief_title(law, relief),
            "truth": truth.word,
            "becomes": relief.becomes,
            "by": relief.by,
        }
        for relief, truth in reliefs
        if truth is not FALSE
    ]
    words["licences"] = [{"licence": obj.path, "truth": truth.word} for obj, truth in duty.licences]
    for relief, truth in duty.reliefs:
        if truth is TRUE and relief.by == "rule" and relief.procedure:
            words["procedure"] = procedure_row(determination.world, relief, instance)
    if parts.traces:
        words["why"] = determination.telling.duty(determination.book.traces(duty))
    return words


def ways_of(determination: Determination, duties: tuple[Duty, ...]) -> list[dict[str, Any]]:
    """The reliefs by choice that are open or may be, with their steps; and what shuts them."""
    law, book = determination.engine.law, determination.book
    found: dict[str, dict[str, Any]] = {}
    for duty in duties:
        if duty.span is None:
            continue
        for relief in book.index.reliefs.get(duty.requirement.id, ()):
            if (
                relief.by != "choice" or relief.id in found
            ):  # it is told of the first duty for which it is open
                continue
            truth, bars = book.way(duty, relief)
            barred = [bar.id for bar, held in bars if held is not FALSE]
            if truth is FALSE and not barred:
                continue
            found[relief.id] = {
                "relief": relief.id,
                "title": relief_title(law, relief),
                "truth": truth.word,
                "becomes": relief.becomes,
                "for": duty.requirement.id,
                "claimed": relief.id in determination.case.claims,
                "steps": [dict(step) for step in relief.steps],
                "barred_by": barred[0] if barred else None,
                "cite": relief.cite,
                "procedure": procedure_row(determination.world, relief, duty.instance),
            }
    return list(found.values())


def gaps_of(determination: Determination, result: AuthorityResult) -> list[dict[str, Any]]:
    """Law that reaches here, or may, and that nobody has read or settled: it holds the interval open."""
    found: dict[tuple[str, str], tuple[Severity, dict[str, Any]]] = {}
    hanging = [d for d in result.duties if d.span is not None and not (d.truth is TRUE and d.span.decided)]
    for duty, unread, _ in determination.book.open_laws(hanging):
        if duty.span is None:
            continue
        for what in ("",) if duty.requirement.certainty == "pointer" else unread:
            key = (duty.requirement.id, what)
            if (
                key not in found or found[key][0] < duty.span.high
            ):  # of several duties the gravest that it could be
                found[key] = duty.span.high, _gap(duty.requirement, what, duty.span.high)
    return [gap for _, gap in found.values()]


def _gap(requirement: Requirement, what: str, could_be: Severity) -> dict[str, Any]:
    """A gap: the unread law that a provision needs, or (`what` empty) that the provision itself is."""
    return {
        "law": requirement.id,
        "title": dict.fromkeys(LANGUAGES, what) if what else dict(requirement.title),
        "cite": requirement.cite,
        "could_be": could_be.word,
        "layer": requirement.layer,
        "closed_by_claim_of": None if what else requirement.closes_by_claim or None,
    }


def on_whose_word(determination: Determination) -> list[dict[str, Any]]:
    """Who asserted what: assertions, claims of classification, screenings, declarations, answers of a person."""
    case = determination.case
    found: list[dict[str, Any]] = [
        {key: _day(value) if isinstance(value, date) else value for key, value in row.items()}
        for row in case.words
    ]
    for obj in case.root.walk():
        for name, claim in obj.claims.items():
            codes = ", ".join(map(str, claim.codes)) or "none"
            found.append(
                {
                    "fact": f"{obj.path}.classification.{name}",
                    "by": claim.by,
                    "on": _day(claim.as_of),
                    "value": codes,
                }
            )
        if obj.screening is not None:
            found.append({"fact": f"{obj.path}.screened", "by": "", "on": _day(obj.screening.on),
                          "value": ", ".join(sorted(obj.screening.lists))})  # fmt: skip
    found += [{"fact": f"declarations.{d.what}", "by": d.by, "on": _day(d.on)} for d in case.declarations]
    found += [
        {
            "fact": f"assertions.{a.test}",
            "by": a.by,
            "on": _day(a.on),
            "value": a.truth.word,
            "evidence": a.evidence,
        }
        for a in case.answers
    ]
    return found


__all__ = ["SCHEMA", "Parts", "answer", "told"]
