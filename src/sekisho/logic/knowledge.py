"""Knowledge and persons' judgements for one transaction: records, declarations and answers (twin of `columns.knowledge`)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from . import conditions as c
from .scope import Missing, Scope, Sink
from .truth import FALSE, TRUE, UNKNOWN, Truth, of_bool
from .values import CANNOT

if TYPE_CHECKING:
    from .evaluate import Evaluator

_RECORDS = (("red_flags", "flag_of", "flag_by"), ("notices", "notice_of", ""))


def knows(evaluator: Evaluator, node: c.Knows, scope: Scope, sink: Sink | None) -> Truth:
    """Is it known, by a record or by itself (specification, section 4, `knows`)?"""
    topics = c.attributes_of(node.that)
    record = _records(evaluator, topics, node.by, scope)
    if record is TRUE:
        return TRUE
    fact = evaluator.sub(node.that, scope, sink)
    if not node.by and fact is TRUE:
        return TRUE
    truth = _unrecorded(evaluator, node, fact, topics, scope) if record is FALSE else UNKNOWN
    if sink is not None and truth is UNKNOWN:
        root = scope.case.root
        for topic in sorted(topics):
            sink.missing += (
                Missing(f"knowledge.{topic}", topic, "knowledge", scope.provision, "transaction", root.path),
            )
    return truth


def _unrecorded(
    evaluator: Evaluator, node: c.Knows, fact: Truth, topics: frozenset[str], scope: Scope
) -> Truth:
    """Knowledge where no record stands (specification, section 4, `knows`, rules 4 to 6)."""
    declared = evaluator.world.declared(topics, scope)
    closed = evaluator.members("red_flags", scope)[1] and evaluator.members("notices", scope)[1]
    if closed and (node.by or fact is FALSE or declared):
        return FALSE
    if node.by and fact is TRUE:
        return UNKNOWN
    return FALSE if fact is FALSE or declared else UNKNOWN


def _records(evaluator: Evaluator, topics: frozenset[str], by: tuple[str, ...], scope: Scope) -> Truth:
    best = FALSE
    for name, of, channel in _RECORDS:
        for obj in evaluator.members(name, scope)[0]:
            about, way = obj.facts.get(of), obj.facts.get(channel) if channel else "notice"
            about, way = (None if v is CANNOT else v for v in (about, way))  # as unknown as a missing one
            if about is not None and about not in topics:
                continue
            if by and way is not None and way not in by:
                continue
            since = obj.facts.get("since")
            in_time = UNKNOWN
            if isinstance(since, date) and scope.day is not None:
                in_time = of_bool(since <= scope.day)
            best = max(best, UNKNOWN if about is None or (by and way is None) else in_time)
    return best


def person(evaluator: Evaluator, node: c.Person, scope: Scope, sink: Sink | None) -> Truth:
    """What persons answered to a test, for this provision and this object."""
    kind = evaluator.world.test_of(node.id)
    at = scope.nearest(kind)
    path = at.obj.path if at is not None else "transaction"
    truth, found = UNKNOWN, False
    for answer in scope.case.answers:
        if answer.test == node.id and answer.for_path == path and answer.provision in {scope.provision, ""}:
            # Two people who disagree leave the question open.
            truth = answer.truth if not found or answer.truth is truth else UNKNOWN
            found = True
    if sink is not None:
        sink.fact = f"assertions.{node.id}"
        if truth is UNKNOWN and not found:
            sink.missing += (
                Missing(f"assertions.{node.id}", node.id, "person", scope.provision, kind, path),
            )
    return truth
