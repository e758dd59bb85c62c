"""The way to a licence: which documents, which desk, how long, valid for how long, on the day of the transaction."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sekisho.law.model import Relief, Requirement
from sekisho.logic.conditions import ALWAYS, Const
from sekisho.logic.truth import FALSE, UNKNOWN

from .instances import Instance
from .unchanging import procedure_words

if TYPE_CHECKING:
    from .world import LawWorld


def procedure_row(
    world: LawWorld, provision: Requirement | Relief, instance: Instance
) -> dict[str, Any] | None:
    """The row of the provision's procedure that applies on its day; None where it has none. Shared by all answers.

    Rows are read in order: the first that is valid on the day and whose condition is not FALSE; `conditional` says that
    its condition is undecided.
    """
    procedure = world.law.procedures.get(provision.procedure)
    if procedure is None:
        return None
    day = world.force(provision).day or world.case.on
    for number, row in enumerate(procedure.rows):
        if not _valid(row, day):
            continue
        when = row.get("when", ALWAYS) or ALWAYS
        # Where it asks is made only for a row that asks something.
        truth = when.truth if isinstance(when, Const) else world.evaluator.truth(when, instance.scope)
        if truth is FALSE:
            continue
        return procedure_words(world.law, procedure, number, truth is UNKNOWN)
    return None


def _valid(row: dict[str, Any], day: date | None) -> bool:
    versions = row.get("versions", ())
    if not versions or day is None:
        return True
    return any((v.start is None or v.start <= day) and (v.until is None or day <= v.until) for v in versions)
