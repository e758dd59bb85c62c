"""Classify: a product sheet against the entries of every control list."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from sekisho.service.access import Permission
from sekisho.service.classifying import sheets
from sekisho.service.classifying.candidates import Classification
from sekisho.service.classifying.showing import brief
from sekisho.service.determining import a_day
from sekisho.service.typed_in.unreadable import Unreadable

from ..answers import answer
from ..desk import Call, call_of, on_terms
from ..models import ClassifyAnswer, SheetIn
from ..options import KnownDay, OnDay
from ..problems import Problem
from ..routing import DeskRoute
from ..shapes import gives

router = APIRouter(route_class=DeskRoute, tags=["classify"])
STATES: Final = {"true", "unknown", "false"}


@router.post("/classify", responses=gives(ClassifyAnswer))
@on_terms(Permission.CLASSIFY_READ)
async def classify(
    request: Request,
    sheet: SheetIn,
    on: OnDay = None,
    known: KnownDay = None,
    list_: Annotated[list[str] | None, Query(alias="list", max_length=40, description="Only entries of these lists.")] = None,
    state: Annotated[
        list[str] | None,
        Query(max_length=3, description="Only entries that stand so: true, unknown or false. Without it: met and open.",
              json_schema_extra={"items": {"enum": sorted(STATES)}}),
    ] = None,
    clauses: Annotated[bool, Query(description="`true`: every clause of an entry, not only those that decide.")] = False,
) -> Response:  # fmt: skip
    """The entries that a product meets, may meet or does not meet, in every list, with each limit beside the value.

    The sheet is not kept. A value that is missing leaves its entries open, and stands under `missing` with who knows it.
    """
    call = call_of(request)
    strange = set(state or ()) - STATES
    if strange:
        row = {
            "parameter": "state",
            "message": f"{sorted(strange)[0][:40]!r} is no state",
            "mend": "write true, unknown or false",
        }
        raise Problem("bad-request", detail=row["message"], errors=[row])
    return await call.long(
        _classify, call, sheet, on, known, tuple(list_ or ()), set(state or ("true", "unknown")), clauses
    )


def _classify(
    call: Call, given: SheetIn, on: str | None, known: str | None, lists: tuple[str, ...], states: set[str], clauses: bool
) -> Response:  # fmt: skip
    law = call.office.law
    strange = [name for name in lists if name not in law.lists or law.lists[name].parties]
    if strange:
        row = {
            "parameter": "list",
            "message": f"{strange[0][:60]!r} is no control list",
            "mend": "take the ids from /law",
        }
        raise Problem("bad-request", detail=row["message"], errors=[row])
    sheet = _sheet(call, given)
    one = Classification.of(law, sheet, a_day(on, "on") or call.office.today(), a_day(known, "known"))
    if sheet["kinds"]:
        found = {**one.told(), "kind_missing": False}
    else:
        found = {**one.told_without_entries(), "kind_missing": True}
    rows = found["entries"]
    chosen = [row for row in rows if row["truth"] in states and (not lists or row["list"] in lists)]
    counts = {name: sum(row["truth"] == name for row in rows) for name in ("true", "unknown", "false")}
    return answer(
        {**found, "counts": counts, "entries": chosen if clauses else [brief(row) for row in chosen]}
    )


def _sheet(call: Call, given: SheetIn) -> dict[str, Any]:
    """The sheet of the house from what was sent; every value that cannot be read is told with its place."""
    law = call.office.law
    faults: list[dict[str, Any]] = []

    def fault(pointer: str, error: Unreadable) -> None:
        faults.append({"pointer": pointer, "message": error.words(call.lang), "mend": ""})

    sheet = sheets.empty(given.name, [])
    try:
        claims = {name: claim.model_dump(exclude_none=True) for name, claim in given.claims.items()}
        sheet = sheets.with_head(
            law, sheet, maker=given.maker, description=given.description, kinds=given.kinds, origin=given.origin,
            hs=given.hs, claims=claims,
        )  # fmt: skip
    except Unreadable as error:
        fault("#/kinds" if error.key == "classify.no-kind" else "#/claims", error)
    for number, value in enumerate(given.values):
        try:
            by = {"by": value.by or "API", "on": call.office.today().isoformat()}
            paper = {"paper": value.paper, "page": value.page}
            if value.value is None:
                sheet = sheets.with_cannot(law, sheet, value.attribute, looked=value.looked, **by, **paper)
            else:
                sheet = sheets.with_value(
                    law, sheet, value.attribute, value.value, condition=value.condition, **by, **paper
                )
        except Unreadable as error:
            fault(f"#/values/{number}", error)
    if faults:
        raise Problem("bad-input", "api.wrong-faults", len(faults), faults[0]["message"], errors=faults)
    return sheet
