"""Runs the cases of the law: transactions with the outcomes that their sources state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import define

from sekisho.facts import BadInput, read_case
from sekisho.law.cases import LawCase, read_cases
from sekisho.law.compiled import Law
from sekisho.logic.truth import FALSE, Truth

from .engine import Determination, Engine
from .outcome import severity_of


@define(slots=True)
class Failure:
    """An expectation that was not met: in which case of which file, what was expected, what was found."""

    case: str
    file: str
    expected: str
    found: str


def run_cases(law: Law, root: Path, only: Iterable[str] = ()) -> Iterator[tuple[LawCase, list[Failure]]]:
    """Every case of the law folder `root` with the expectations that it does not meet.

    `only`: parts of ids or file names; all cases if empty. Raises LawError for cases that cannot be read.
    """
    engine = Engine(law)
    wanted = tuple(only)
    for case in read_cases(root):
        if not wanted or any(word in case.id or word in case.file for word in wanted):
            yield case, check(case, engine)


def check(case: LawCase, engine: Engine) -> list[Failure]:
    """The expectations of one case that are not met."""

    def fail(expected: object, found: object) -> Failure:
        return Failure(case.id, case.file, str(expected), str(found))

    try:
        facts = read_case(case.transaction, engine.law)
    except BadInput as bad:
        return [fail("a transaction that can be read", bad)]
    determination = engine.determine(facts, authorities=authorities_of(case, engine.law))
    failures = []
    for expectation in case.expect:
        try:
            problem = unmet(expectation, determination)
        except KeyError as absent:  # a case may stand before the provision that it is of
            problem = str(absent.args[0])
        if problem:
            failures.append(fail(dict(expectation), problem))
    return failures


def authorities_of(case: LawCase, law: Law) -> tuple[str, ...] | None:
    """The authorities whose requirements a case looks at: none where it only asks for entries and terms; None (all of them) where
    it may be any.
    """
    found: set[str] = set()
    for row in case.expect:
        id = str(row.get("provision", ""))
        if "authority" in row:
            found.add(str(row["authority"]))
        elif id in law.requirements:
            found.add(law.requirements[id].authority)
        elif id in law.reliefs:
            # A relief of one authority's law may lift a duty of another's.
            found |= {
                law.requirements[one].authority for one in law.reliefs[id].lifts.of if one in law.requirements
            }
        elif "entry" not in row and id not in law.terms:
            return None
    return tuple(sorted(found))


def unmet(expectation: Mapping[str, Any], determination: Determination) -> str:
    """What was found instead of an expectation; empty if it is met."""
    if "at_least" in expectation or "at_most" in expectation:
        return _interval(expectation, determination)
    if "truth" in expectation and "provision" in expectation:
        truth = provision_truth(
            determination, str(expectation["provision"]), str(expectation.get("item", ""))
        )
        return "" if truth.word == expectation["truth"] else f"{expectation['provision']} is {truth.word}"
    if "entry" in expectation:
        truth = entry_truth(determination, str(expectation["entry"]), str(expectation.get("item", "")))
        return "" if truth.word == expectation["truth"] else f"{expectation['entry']} is {truth.word}"
    if "asks" in expectation:
        asked = _asked(determination)
        return "" if expectation["asks"] in asked else f"asked: {', '.join(asked) or 'nothing'}"
    if "not_asks" in expectation:
        asked = _asked(determination)
        return f"asked: {', '.join(asked)}" if expectation["not_asks"] in asked else ""
    if "policy" in expectation:
        words = {
            word
            for duty in _duties(determination, str(expectation.get("provision", "")))
            for word in duty.policies
        }
        return "" if expectation["policy"] in words else f"policies: {sorted(words)}"
    if "finding" in expectation:
        from .findings import findings

        kinds = {str(f["finding"]) for f in findings(determination)} | {
            str(f["provision"]) for f in findings(determination)
        }
        return "" if expectation["finding"] in kinds else f"findings: {sorted(kinds)}"
    return f"an expectation of no known kind: {dict(expectation)}"


def _asked(determination: Determination) -> list[str]:
    """Where the open facts of a determination stand (its questions, without trying their answers)."""
    from .questions import open_facts

    return sorted({candidate.missing.path for candidate in open_facts(determination)})


def _interval(expectation: Mapping[str, Any], determination: Determination) -> str:
    key = (str(expectation["authority"]), str(expectation.get("item", "")), str(expectation.get("layer", "")))
    statuses = determination.statuses()
    if key not in statuses:
        return f"no status for {key}"
    low, high = statuses[key]
    wanted_low = severity_of(str(expectation.get("at_least", "not-subject")))
    wanted_high = severity_of(str(expectation.get("at_most", "prohibited")))
    if ("at_least" in expectation and low != wanted_low) or (
        "at_most" in expectation and high != wanted_high
    ):
        from .outcome import Severity

        return f"{Severity(low).word} .. {Severity(high).word}"
    return ""


def _duties(determination: Determination, provision: str) -> list[Any]:
    return [
        duty
        for result in determination.authorities.values()
        for duty in result.duties
        if not provision or duty.requirement.id == provision
    ]


def provision_truth(determination: Determination, id: str, item: str = "") -> Truth:
    """The greatest truth of a requirement's instances (R), or of a relief, bar or term; FALSE where it has none."""
    law = determination.engine.law
    world = determination.world
    best = FALSE
    if id in law.requirements:
        for duty in _duties(determination, id):
            if not item or (duty.instance.item is not None and duty.instance.item.id == item):
                best = max(best, duty.truth)
        return best
    if id in law.reliefs:
        for duty in _duties(determination, ""):
            if item and (duty.instance.item is None or duty.instance.item.id != item):
                continue
            reliefs = (*duty.reliefs, *determination.book.ways(duty))
            best = max([best, *(truth for relief, truth in reliefs if relief.id == id)])
        return best
    if id in law.bars:
        for duty in _duties(determination, ""):
            determination.book.ways(duty)  # what shuts a relief by choice is looked at with it
            for shut in duty.bars.values():
                best = max([best, *(truth for bar, truth in shut if bar.id == id)])
        return best
    if id in law.terms:
        objects = [o for o in determination.case.root.walk() if o.kind == law.terms[id].of]
        scopes = [world.root if o.kind == "transaction" else world.root.inside(o) for o in objects]
        return max((world.term(id, scope, None) for scope in scopes), default=best)
    raise KeyError(f"{id} is no requirement, relief, bar or term of the law")


def entry_truth(determination: Determination, code: str, item: str = "") -> Truth:
    """How the items (or one of them) stand to an entry: the greatest truth."""
    law, world = determination.engine.law, determination.world
    members = determination.case.root.lists.get("items")
    found = FALSE
    for obj in members.objects if members is not None else ():
        if item and obj.id != item:
            continue
        found = max(found, world.classifier.met(law.entries[code], world.root.inside(obj)).truth)
    return found
