"""Determine transactions: one, many, what to ask next."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any, Final

from attrs import evolve
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from sekisho.facts.load import load
from sekisho.service import determining
from sekisho.service.access import Permission
from sekisho.service.determining import Document, Options

from ..answers import answer, json_bytes
from ..desk import DOCUMENTS, Call, call_of, on_terms
from ..documents import checked, document_of, pointing_into
from ..models import Batch, BatchAnswer, QuestionsAnswer
from ..options import Asked, PlainAsked
from ..problems import Problem
from ..routing import DeskRoute, problem_of
from ..shapes import DETERMINATION, TRANSACTION_BODY, gives

MOST_IN_BATCH: Final = 100
MOST_BATCH_BODY: Final = 10_000_000
MOST_DUTIES: Final = 10_000
MOST_DUTIES_WHOLE: Final = 4_000
SCHEMA: Final = "sekisho/batch/1"
router = APIRouter(route_class=DeskRoute, tags=["determine"])


@router.post("/determine", openapi_extra=TRANSACTION_BODY, responses=gives(DETERMINATION))
@on_terms(Permission.DETERMINE, media_types=DOCUMENTS)
async def determine(request: Request, options: Asked) -> Response:
    """What the law of each authority demands of one transaction, why, what is missing, what changes next.

    The body is the transaction, as `sekisho determine` reads it from a file; it is not kept. The answer is that of
    `sekisho determine --json`.
    """
    call = call_of(request)
    if options.screen:
        await call.lists()  # opened here, where nobody waits behind it
    light = not (options.questions or options.screen)
    run = call.quick if light else call.long
    return await run(_determine, request, options)


def _determine(request: Request, options: Options) -> Response:
    document = document_of(request)
    with pointing_into(document):
        return answer(_determined(call_of(request), document, options))


def _bounded(options: Options) -> Options:
    """The options with the most duties that one answer may tell: some 20 kB each where it is whole, else some 4."""
    whole = options.questions or options.traces
    return evolve(options, most_duties=MOST_DUTIES_WHOLE if whole else MOST_DUTIES)


def _determined(
    call: Call, document: Document, options: Options, name: str = "transaction"
) -> dict[str, Any]:
    return determining.determine(call.office, document, _bounded(options), name, call.someone.workspace)


@router.post("/questions", openapi_extra=TRANSACTION_BODY, responses=gives(QuestionsAnswer))
@on_terms(Permission.DETERMINE, media_types=DOCUMENTS)
async def questions(request: Request, options: PlainAsked) -> Response:
    """The facts that could change the answer, the weightiest first: who knows, and what follows from each value."""
    call = call_of(request)
    if options.screen:
        await call.lists()
    return await call.long(_questions, request, options)


def _questions(request: Request, options: Options) -> Response:
    call, document = call_of(request), document_of(request)
    with pointing_into(document):
        return answer(
            determining.ask_questions(
                call.office, document, _bounded(options), workspace=call.someone.workspace
            )
        )


@router.post("/determine/batch", responses=gives(BatchAnswer))
@on_terms(Permission.DETERMINE, most_body=MOST_BATCH_BODY)
async def determine_batch(request: Request, batch: Batch, options: Asked) -> Response:
    """The determinations of many transactions, each as if it had come alone; one with faults has its problem in its place.

    The answer is written while it is worked out. More transactions than one request may hold go as a job (`/jobs`).
    """
    call = call_of(request)
    if len(batch.transactions) > MOST_IN_BATCH:
        raise Problem(
            "too-large",
            detail=f"{len(batch.transactions)} transactions; one request takes {MOST_IN_BATCH}",
            more={"limit": MOST_IN_BATCH},
        )
    if options.screen:
        await call.lists()
    return StreamingResponse(
        _rows(call, batch.transactions, options),
        media_type="application/json",
        headers={"Cache-Control": "no-store"},
    )


async def _rows(call: Call, transactions: list[dict[str, Any]], options: Options) -> AsyncIterator[bytes]:
    head = json_bytes({"schema": SCHEMA, "law": determining.law_of(call.office.law)})
    yield head[:-1] + b',"results":['
    for number, given in enumerate(transactions):
        row = await call.long(_row, call, number, given, options)
        yield (b"," if number else b"") + row
    yield b"]}"


def _row(call: Call, number: int, given: dict[str, Any], options: Options) -> bytes:
    name = f"transaction {number + 1}"
    document: Document = given
    try:
        document = checked(load(given, name), name)
        with pointing_into(document):
            found = _determined(call, document, options, name)
        return json_bytes({"index": number, "determination": found})
    except Exception as error:
        problem = problem_of(error)
        if problem.kind.status >= 500:
            raise
        return json_bytes({"index": number, "problem": problem.body(call.lang)})
