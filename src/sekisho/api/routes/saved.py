"""Saved answers: transactions with what the law said of them, kept as they were."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from sekisho.facts.write import read_document
from sekisho.service import saved as keeping
from sekisho.service.access import Permission
from sekisho.service.checks import title_of
from sekisho.service.determining import Options, determine, read_text
from sekisho.service.saved.keeping import get, plain_options

from ..answers import answer, held, kept, tag_of, unchanged
from ..desk import DOCUMENTS, Call, call_of, on_terms
from ..documents import pointing_into, text_of
from ..models import Comparison, Made, SavedBody, SavedList
from ..options import Cursor, Lang, Limit, PlainAsked
from ..paging import link, listed
from ..problems import Problem
from ..routing import DeskRoute
from ..shapes import TRANSACTION_BODY, gives

router = APIRouter(route_class=DeskRoute, prefix="/saved", tags=["saved"])
Id = Annotated[str, Path(max_length=60)]
Note = Annotated[str, Query(max_length=2000, description="Why it is kept. Not a place for names of parties.")]


@router.get("", responses=gives(SavedList))
@on_terms(Permission.SAVED_READ)
async def saved_list(
    request: Request,
    limit: Limit = 50,
    cursor: Cursor = "",
    check: Annotated[str, Query(max_length=60, description="Only answers of this check.")] = "",
    lang: Lang = None,
) -> Response:
    """The saved answers of the workspace, the newest first: the outcome then, and the outcome now as far as it was looked at."""
    call = call_of(request)
    found = await call.quick(
        keeping.listed, call.office, call.someone, call.lang, limit=limit, after=cursor, check=check
    )
    more = {key: found[key] for key in ("today", "law", "total", "unseen")}
    return answer(listed(found["rows"], found["after"], **more), headers=link(request, found["after"]))


@router.post("", status_code=201, openapi_extra=TRANSACTION_BODY, responses=gives(Made, 201))
@on_terms(Permission.SAVED_WRITE, media_types=DOCUMENTS, creates=True)
async def saved_new(request: Request, options: PlainAsked, note: Note = "") -> Response:
    """Determine a transaction and keep the answer, with all that it rests on: the document, the law, the lists, the engine."""
    call = call_of(request)
    if options.screen:
        await call.lists()
    made = await call.long(_save, request, call, options, note)
    return _made(request, made)


def _save(request: Request, call: Call, options: Options, note: str) -> str:
    text, is_json = text_of(request)
    tree = read_text(text, "transaction", is_json)
    with pointing_into(tree):
        found = determine(call.office, tree, options, workspace=call.someone.workspace)
        return keeping.save_answer(
            call.office,
            call.someone,
            found,
            title=title_of(read_document(text, "transaction", is_json)),
            document=text,
            format="json" if is_json else "yaml",
            options=plain_options(options),
            note=note,
        )


@router.get("/compare", openapi_extra={"x-problems": ["not-found"]}, responses=gives(Comparison))
@on_terms(Permission.SAVED_READ)
async def saved_compare(
    request: Request,
    a: Annotated[str, Query(max_length=60, description="The id of the one, the earlier for choice.")],
    b: Annotated[str, Query(max_length=60, description="The id of the other.")],
    lang: Lang = None,
) -> Response:
    """Two saved answers beside each other: what changed, because of the law, the facts, the lists or the engine."""
    call = call_of(request)
    return answer(await call.long(_found, keeping.compare, call.office, call.someone, a, b, call.lang))


@router.get("/{id}", responses=gives(SavedBody))
@on_terms(Permission.SAVED_READ)
async def saved_one(request: Request, id: Id) -> Response:
    """A saved answer, whole, as it was. It never changes, so its ETag stands for good."""
    call = call_of(request)
    row = await call.store(_found, get, call.office, call.someone, id)
    tag = tag_of(row.id, row.note)
    if held(request, tag):
        return unchanged(tag)
    body: dict[str, Any] = {
        name: getattr(row, name)
        for name in ("id", "title", "check", "revision", "again", "format", "document", "options", "on", "known", "law",
                     "checked", "lists", "engine", "summary", "answer", "note", "made", "by")
    }  # fmt: skip
    return answer(body, headers=kept(tag))


@router.post("/{id}/runs", status_code=201, responses=gives(Made, 201))
@on_terms(Permission.SAVED_WRITE, creates=True)
async def saved_again(
    request: Request,
    id: Id,
    how: Annotated[
        Literal["same-day", "now"],
        Query(
            description="`same-day`: its own day, by the law as it is known now; `now`: as if it went today."
        ),
    ] = "now",
    note: Note = "",
) -> Response:
    """Ask a saved transaction again and keep the new answer beside the old one."""
    call = call_of(request)
    return _made(
        request, await call.long(_found, keeping.run_again, call.office, call.someone, id, how, note)
    )


def _found(work: Any, *parts: Any) -> Any:
    try:
        return work(*parts)
    except keeping.NoSuchSaved:
        raise Problem("not-found", "api.wrong-not-found") from None


def _made(request: Request, id: str) -> Response:
    return answer({"id": id}, 201, {"Location": f"{request.scope.get('root_path', '')}/saved/{id}"})
