"""Checks: transactions that somebody works on, each text of which is kept as a revision."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from sekisho.service import checks
from sekisho.service.access import Permission
from sekisho.service.checks import Conflict, NoSuchCheck
from sekisho.service.determining import Options, determine, read_text
from sekisho.service.saved import save_check
from sekisho.store.checks import Check

from ..answers import answer, held, kept, tag_of, unchanged
from ..desk import DOCUMENTS, Call, call_of, on_terms
from ..documents import pointing_into, text_of
from ..models import CheckBody, CheckList, Made, RevisionList
from ..options import Asked, Cursor, Limit, PlainAsked
from ..paging import link, listed
from ..problems import Problem
from ..routing import DeskRoute
from ..shapes import DETERMINATION, TRANSACTION_BODY, gives, nothing

router = APIRouter(route_class=DeskRoute, prefix="/checks", tags=["checks"])
Id = Annotated[str, Path(max_length=60)]
IfMatch = Annotated[
    str | None, Header(alias="If-Match", max_length=200, description='The ETag that you read: `"3"`, or `*`.')
]
Title = Annotated[
    str,
    Query(
        max_length=checks.LONGEST_TITLE,
        description="What lists call it; made from the transaction if not said.",
    ),
]
_NEEDS_MATCH = {"x-problems": ["precondition-failed", "precondition-required"]}


def _body(check: Check) -> dict[str, Any]:
    return {
        "id": check.id,
        "title": check.title,
        "revision": check.revision,
        "format": check.format,
        "document": check.document,
        "made": check.made,
        "changed": check.changed,
        "changed_by": check.changed_by,
        "archived": check.archived is not None,
    }


def _shown(check: Check, status: int = 200, **headers: str) -> Response:
    return answer(_body(check), status, {**kept(_tag(check)), **headers})


def _tag(check: Check) -> str:
    return f'"{check.revision}"'


@router.get("", responses=gives(CheckList))
@on_terms(Permission.CHECK_READ)
async def check_list(
    request: Request,
    limit: Limit = 50,
    cursor: Cursor = "",
    archived: Annotated[bool, Query(description="Those that were put away, instead.")] = False,
) -> Response:
    """The checks of the workspace, the last changed first."""
    call = call_of(request)
    found = await call.store(
        checks.listed, call.office, call.someone, limit=limit, after=cursor, archived=archived
    )
    page = listed(found["rows"], found["after"], total=found["total"])
    return answer(page, headers=link(request, found["after"]))


@router.post("", status_code=201, openapi_extra=TRANSACTION_BODY, responses=gives(CheckBody, 201))
@on_terms(Permission.CHECK_WRITE, media_types=DOCUMENTS, creates=True)
async def check_begin(request: Request, title: Title = "") -> Response:
    """Begin a check with a transaction, which is kept as it is sent, comments too."""
    call = call_of(request)
    made = await call.store(_begin, request, call, title)
    return _shown(made, 201, Location=f"{_root(request)}/checks/{made.id}")


def _begin(request: Request, call: Call, title: str) -> Check:
    text, is_json = text_of(request)
    with pointing_into(read_text(text, "transaction", is_json)):
        return checks.begin(call.office, call.someone, text, is_json=is_json, title=title, did="sent")


@router.get("/{id}", responses=gives(CheckBody))
@on_terms(Permission.CHECK_READ)
async def check_one(request: Request, id: Id) -> Response:
    """A check as it stands, with its transaction as text. Its ETag is the revision."""
    check = await _get(call_of(request), id)
    return unchanged(_tag(check)) if held(request, _tag(check)) else _shown(check)


@router.put("/{id}", openapi_extra={**TRANSACTION_BODY, **_NEEDS_MATCH}, responses=gives(CheckBody))
@on_terms(Permission.CHECK_WRITE, media_types=DOCUMENTS)
async def check_replace(request: Request, id: Id, match: IfMatch = None) -> Response:
    """Give a check another text, as a new revision; the earlier ones stay. If-Match names the revision that you read."""
    call = call_of(request)
    check = await _get(call, id)
    _matched(check, match, needed=True)
    text, is_json = text_of(request)
    return _shown(await call.store(_replaced, call, check, text, is_json))


def _replaced(call: Call, check: Check, text: str, is_json: bool) -> Check:
    with pointing_into(read_text(text, "transaction", is_json)):
        try:
            return checks.replace(call.office, call.someone, check, text, is_json=is_json)
        except Conflict as conflict:
            raise _stands(conflict.now) from None


@router.delete("/{id}", status_code=204, openapi_extra=_NEEDS_MATCH, responses=nothing("It was put away."))
@on_terms(Permission.CHECK_WRITE)
async def check_delete(request: Request, id: Id, match: IfMatch = None) -> Response:
    """Put a check away: it leaves the lists; its revisions stay in the records."""
    call = call_of(request)
    check = await _get(call, id)
    _matched(check, match, needed=False)
    await call.store(checks.delete, call.office, call.someone, check)
    return Response(status_code=204)


@router.get("/{id}/revisions", responses=gives(RevisionList))
@on_terms(Permission.CHECK_READ)
async def check_revisions(request: Request, id: Id) -> Response:
    """What was ever changed in a check, the first change first."""
    call = call_of(request)
    check = await _get(call, id)
    rows = await call.store(checks.revisions, call.office, call.someone, check)
    return answer(
        listed([{"revision": r.revision, "what": r.what, "made": r.made, "by": r.by} for r in rows], "")
    )


@router.get("/{id}/determination", responses=gives(DETERMINATION))
@on_terms(Permission.CHECK_READ)
async def check_determination(request: Request, id: Id, options: Asked) -> Response:
    """What the law demands of a check as it stands: the same answer as for its transaction sent to `/determine`."""
    call = call_of(request)
    check = await _get(call, id)
    tag = tag_of(call.office.law.hash, check.id, check.revision, request.url.query, call.office.today())
    if held(request, tag) and not options.screen:
        return unchanged(tag)
    headers = {} if options.screen else kept(tag)
    if options.screen:
        await call.lists()
    return await call.long(_determination, call, check, options, headers)


def _determination(call: Call, check: Check, options: Options, headers: dict[str, str]) -> Response:
    tree = read_text(check.document, "transaction", check.format == "json")
    with pointing_into(tree):
        found = determine(call.office, tree, options, workspace=call.someone.workspace)
    return answer(found, headers=headers)


@router.post("/{id}/saved", status_code=201, responses=gives(Made, 201))
@on_terms(Permission.SAVED_WRITE, creates=True)
async def check_save(
    request: Request,
    id: Id,
    options: PlainAsked,
    note: Annotated[
        str, Query(max_length=2000, description="Why it is kept. Not a place for names of parties.")
    ] = "",
) -> Response:
    """Keep what the law says of a check as it stands, with all that it rests on."""
    call = call_of(request)
    check = await _get(call, id)
    if options.screen:
        await call.lists()
    made = await call.long(_save, call, check, options, note)
    return answer({"id": made}, 201, {"Location": f"{_root(request)}/saved/{made}"})


def _save(call: Call, check: Check, options: Options, note: str) -> str:
    with pointing_into(read_text(check.document, "transaction", check.format == "json")):
        return save_check(call.office, call.someone, check, options, note)


async def _get(call: Call, id: str) -> Check:
    try:
        return await call.store(checks.get, call.office, call.someone, id)
    except NoSuchCheck:
        raise Problem("not-found", "api.wrong-not-found") from None


def _matched(check: Check, match: str | None, *, needed: bool) -> None:
    if match is None:
        if needed:
            raise Problem("precondition-required", "api.wrong-no-revision")
        return
    tags = [part.strip().removeprefix("W/") for part in match.split(",")]
    if "*" not in tags and _tag(check) not in tags:
        raise _stands(check)


def _stands(check: Check) -> Problem:
    return Problem(
        "precondition-failed", "api.wrong-revision", check.revision, more={"revision": check.revision}
    )


def _root(request: Request) -> str:
    return str(request.scope.get("root_path", ""))
