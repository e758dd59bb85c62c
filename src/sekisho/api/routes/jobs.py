"""Jobs: long work that goes on beside the requests, with progress and cancel, and survives a restart."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from sekisho.service import jobs
from sekisho.service.access import Permission, may
from sekisho.service.determining import Options
from sekisho.service.jobs import determine_many, screen_parties
from sekisho.service.jobs.documents import MOST_BYTES, read_sources
from sekisho.service.saved.keeping import plain_options
from sekisho.service.uploads import UploadKind, check_upload, safe_name
from sekisho.store.jobs import JobFile

from ..answers import answer
from ..desk import JSON, YAML, Call, call_of, on_terms
from ..models import JobBody, JobList
from ..options import Cursor, Lang, Limit, PlainAsked
from ..paging import link, listed
from ..problems import Problem
from ..routing import DeskRoute
from ..shapes import bytes_body, gives, gives_bytes

router = APIRouter(route_class=DeskRoute, prefix="/jobs", tags=["jobs"])
Id = Annotated[str, Path(max_length=60)]
LINES: Final = "application/x-ndjson"
ZIP: Final = "application/zip"
CSV: Final = "text/csv"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ENDINGS: Final = {JSON: "json", YAML: "yaml", LINES: "jsonl", ZIP: "zip", CSV: "csv", XLSX: "xlsx"}
_MANY: Final = (JSON, YAML, LINES, ZIP)
_TABLE: Final = (CSV, XLSX)


@router.get("", responses=gives(JobList))
@on_terms(Permission.JOBS_READ)
async def job_list(request: Request, limit: Limit = 50, cursor: Cursor = "", lang: Lang = None) -> Response:
    """The jobs of the workspace, the newest first."""
    call = call_of(request)
    found = await call.store(jobs.listed, call.office, call.someone, call.lang, limit=limit, after=cursor)
    page = listed(found["rows"], found["after"], total=found["total"])
    return answer(page, headers=link(request, found["after"]))


@router.post(
    "/determine",
    status_code=202,
    openapi_extra=bytes_body(
        "Many transactions: a JSON list, JSON lines, YAML with several documents, or a zip of files.", _MANY
    ),
    responses=gives(JobBody, 202),
)
@on_terms(Permission.JOBS_RUN, media_types=_MANY, most_body=MOST_BYTES, creates=True)
async def job_determine(
    request: Request,
    options: PlainAsked,
    whole: Annotated[bool, Query(description="Keep the answers too, not only the table of outcomes.")] = True,
) -> Response:
    """Determine many transactions as a job: a table of the outcomes and the answers, without questions and traces."""
    call = call_of(request)
    return await call.store(_determine, request, call, options, whole)


def _determine(request: Request, call: Call, options: Options, whole: bool) -> Response:
    name = _name(request)
    read_sources(call.body, name)  # refused now rather than by the job
    said = plain_options(options)
    words: dict[str, Any] = {key: said[key] for key in ("on", "known", "authorities") if key in said}
    if options.assume:
        words["assume"] = [f"{id}={state}" for id, state in options.assume.items()]
    if options.claim_available:
        words["claim"] = "available"
    params = {"name": name, "lang": call.lang, "options": words, "whole": whole}
    file = JobFile(determine_many.GIVEN, request.headers.get("content-type", JSON), call.body)
    return _start(request, call, "determine-many", params, [file], name)


@router.post(
    "/screen",
    status_code=202,
    openapi_extra=bytes_body("A table of parties with a heading line, CSV or xlsx.", _TABLE),
    responses=gives(JobBody, 202),
)
@on_terms(Permission.JOBS_RUN, media_types=_TABLE, most_body=10_000_000, creates=True)
async def job_screen(request: Request) -> Response:
    """Screen every party of a table as a job; only the doubtful ones come back, each with its reasons."""
    call = call_of(request)
    return await call.store(_screen, request, call)


def _screen(request: Request, call: Call) -> Response:
    upload = check_upload(call.body, _name(request), UploadKind.TABLE)
    file = JobFile(screen_parties.GIVEN, request.headers.get("content-type", CSV), call.body)
    return _start(
        request, call, "screen-parties", {"name": upload.name, "lang": call.lang}, [file], upload.name
    )


@router.post("/look-again", status_code=202, responses=gives(JobBody, 202))
@on_terms(Permission.JOBS_RUN, creates=True)
async def job_look_again(request: Request) -> Response:
    """Ask every saved transaction again on today's law, as a job; the saved answers stay as they were."""
    call = call_of(request)
    return await call.store(_start, request, call, "look-again", {}, [], "")


def _start(
    request: Request, call: Call, kind: str, params: dict[str, Any], files: list[JobFile], title: str
) -> Response:
    needed = jobs.kinds()[kind].may
    verdict = may(call.someone, needed)
    if not verdict.allowed:
        raise Problem("not-allowed", detail=verdict.reason, more={"steps": verdict.explain(call.lang)})
    id = jobs.start(call.office, call.someone, kind, params, title=title, files=files)
    view = jobs.job_view(call.office, call.someone, id, call.lang)
    return answer(
        view, 202, {"Location": f"{request.scope.get('root_path', '')}/jobs/{id}", "Retry-After": "1"}
    )


@router.get("/{id}", responses=gives(JobBody))
@on_terms(Permission.JOBS_READ)
async def job_one(request: Request, id: Id, lang: Lang = None) -> Response:
    """One job: how far it is, what failed and where, what came out."""
    call = call_of(request)
    view = await call.store(jobs.job_view, call.office, call.someone, id, call.lang)
    return answer(view, headers={} if view["over"] else {"Retry-After": "1"})


@router.delete("/{id}", status_code=202, responses=gives(JobBody, 202))
@on_terms(Permission.JOBS_RUN)
async def job_cancel(request: Request, id: Id) -> Response:
    """Ask a job to stop. What it has done so far stays; a job that is over stays as it is."""
    call = call_of(request)
    await call.store(jobs.cancel, call.office, call.someone, id)
    return answer(await call.store(jobs.job_view, call.office, call.someone, id, call.lang), 202)


@router.get("/{id}/files/{name}", responses=gives_bytes("The file."))
@on_terms(Permission.JOBS_READ)
async def job_file(request: Request, id: Id, name: Annotated[str, Path(max_length=120)]) -> Response:
    """A file that came out of a job, by the name that `files` of the job gives."""
    call = call_of(request)
    media, body = await call.store(_file, call, id, name)
    headers = {
        "Content-Disposition": f'attachment; filename="{safe_name(name)}"',
        "Cache-Control": "no-store",
    }
    return Response(body, media_type=media, headers=headers)


def _file(call: Call, id: str, name: str) -> tuple[str, bytes]:
    from sekisho.store import jobs as rows

    view = jobs.job_view(call.office, call.someone, id, call.lang)
    if name not in {file["name"] for file in view["files"]}:
        raise Problem("not-found", "api.wrong-not-found")
    with call.office.database.read() as tx:
        found = rows.file(tx, call.someone.workspace, id, name)
    return found.media, found.body


def _name(request: Request) -> str:
    given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return f"sent.{_ENDINGS.get(given, 'json')}"
