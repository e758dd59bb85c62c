"""The way to a licence: which documents, which desk, how long, valid for how long, on the day of the transaction."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sekisho.law.compiled import Law
from sekisho.law.model import Procedure, Relief, Requirement
from sekisho.logic.conditions import ALWAYS, Condition, Const
from sekisho.logic.truth import FALSE, UNKNOWN

from .instances import Instance
from .shelf import Shelf, shelf_of
from .unchanging import procedure_words

if TYPE_CHECKING:
    from .world import LawWorld

MOST_DAYS = 20_000
"""Of how many procedures and days it is kept which rows are valid."""


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
    for number, when in _rows_on(world.law, procedure, day):
        # Where it asks is made only for a row that asks something.
        truth = when.truth if isinstance(when, Const) else world.evaluator.truth(when, instance.scope)
        if truth is not FALSE:
            return procedure_words(world.law, procedure, number, truth is UNKNOWN)
    return None


def _rows_on(law: Law, procedure: Procedure, day: date | None) -> tuple[tuple[int, Condition], ...]:
    """The rows of a procedure that are valid on a day, in their order, each with its condition."""
    kept: Shelf[tuple[str, date | None], tuple[tuple[int, Condition], ...]] = shelf_of(
        law, "rows of procedures by day", MOST_DAYS
    )
    found = kept.get((procedure.id, day))
    if found is None:
        found = kept[procedure.id, day] = tuple(
            (number, row.get("when", ALWAYS) or ALWAYS)
            for number, row in enumerate(procedure.rows)
            if _valid(row, day)
        )
    return found


def _valid(row: dict[str, Any], day: date | None) -> bool:
    versions = row.get("versions", ())
    if not versions or day is None:
        return True
    return any((v.start is None or v.start <= day) and (v.until is None or day <= v.until) for v in versions)
