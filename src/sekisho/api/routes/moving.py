"""One transaction moved: through time, and to every place."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from sekisho.facts import read_case
from sekisho.service import destinations as places
from sekisho.service import histories
from sekisho.service.access import Permission
from sekisho.service.determining import Options, a_day, refuse_open

from ..answers import answer
from ..desk import DOCUMENTS, SECONDS, call_of, on_terms
from ..documents import document_of, pointing_into
from ..models import DestinationsAnswer, HistoryAnswer
from ..options import DAY, PlainAsked
from ..problems import Problem
from ..routing import DeskRoute
from ..shapes import TRANSACTION_BODY, gives

router = APIRouter(route_class=DeskRoute, tags=["determine"])
First = Annotated[
    str,
    Query(alias="from", json_schema_extra={"pattern": DAY}, description="First day; 2023-01-01 if not said."),
]
Last = Annotated[
    str,
    Query(
        alias="to",
        json_schema_extra={"pattern": DAY},
        description="Last day; every known change of law if not said.",
    ),
]
Move = Annotated[
    str | None,
    Query(
        pattern="^(both|to|final)$",
        description="Which end of the route takes each place; without it both where they are the same.",
    ),
]


@router.post("/history", openapi_extra=TRANSACTION_BODY, responses=gives(HistoryAnswer))
@on_terms(Permission.DETERMINE, media_types=DOCUMENTS)
async def history(request: Request, options: PlainAsked, first: First = "", last: Last = "") -> Response:
    """The days on which the answer to one transaction changed and will change, with the law that made the change.

    The transaction moves through time with all of its days; `on` and `assume` are not used here.
    """
    return await call_of(request).long(_history, request, options, first, last)


def _history(request: Request, options: Options, first: str, last: str) -> Response:
    office, document = call_of(request).office, document_of(request)
    start, until = a_day(first, "from"), a_day(last, "to")
    with pointing_into(document):
        case = read_case(document, office.law, options.on, options.known, "transaction")
    refuse_open(office.law, case)
    found = histories.history(
        office.engine, case, today=office.today(), start=start, until=until, authorities=options.authorities,
        told=_in_time(),
    )  # fmt: skip
    return answer(found)


@router.post("/destinations", openapi_extra=TRANSACTION_BODY, responses=gives(DestinationsAnswer))
@on_terms(Permission.DETERMINE, media_types=DOCUMENTS)
async def destinations(request: Request, options: PlainAsked, move: Move = None) -> Response:
    """What each authority would say of the transaction for every place, and by which provisions it differs."""
    return await call_of(request).long(_destinations, request, options, move or "")


def _destinations(request: Request, options: Options, move: str) -> Response:
    office, document = call_of(request).office, document_of(request)
    with pointing_into(document):
        case = read_case(document, office.law, options.on, options.known, "transaction")
    refuse_open(office.law, case)
    found = places.destinations(
        office.engine,
        case,
        move=move,
        authorities=options.authorities,
        assume=options.assume,
        told=_in_time(),
    )
    return answer(found)


def _in_time() -> Callable[[int, int], None]:
    """Gives up between two steps when the time of a request is over, so that nobody works for an answer that goes nowhere."""
    end = time.monotonic() + SECONDS - 2

    def told(done: int, whole: int) -> None:
        if time.monotonic() > end:
            raise Problem("too-slow", "api.wrong-too-slow", int(SECONDS), more={"done": done, "of": whole})

    return told
