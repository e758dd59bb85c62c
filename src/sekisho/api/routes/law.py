"""The law as it stands on a day: its authorities, instruments, provisions, entries, groups; what changed; side by side."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import Response

import sekisho
from sekisho.service.access import Permission
from sekisho.service.determining import BadOption, a_day, authorities_of
from sekisho.service.law import browsing, changes, corresponding, entries, groups, overviews, provisions
from sekisho.service.law import timeline as times
from sekisho.service.law.instruments import Filter
from sekisho.service.law.reading import Reading
from sekisho.service.law.search import Asked

from ..answers import held, json_bytes, kept, tag_of, unchanged
from ..desk import Call, call_of, on_terms
from ..models import LawPage
from ..options import DAY, Authorities, Cursor, KnownDay, Lang
from ..paging import link
from ..problems import Problem
from ..routing import DeskRoute
from ..shapes import gives

router = APIRouter(route_class=DeskRoute, prefix="/law", tags=["law"])
OnDay = Annotated[
    str | None,
    Query(alias="on", json_schema_extra={"pattern": DAY}, description="The law as it stands on this day; today if not said.",
          examples=["2026-11-21"]),
]  # fmt: skip
Id = Annotated[str, Path(max_length=200, description="The id, as other answers name it.")]
Kind = Annotated[str, Query(max_length=60, description="Only this kind.")]
MOST_SIDE_BY_SIDE = 8
LIST_PAGE = 100


def _reading(call: Call, on: str | None, known: str | None) -> Reading:
    return Reading(call.office.law, call.lang, a_day(on, "on") or call.office.today(), a_day(known, "known"))


async def _read(
    request: Request,
    on: str | None,
    known: str | None,
    read: Callable[[Reading], Mapping[str, Any] | None],
    cursor: str = "",
) -> Response:
    """An answer from the law, with an ETag that changes with the law and the question only."""
    call = call_of(request)
    reading = _reading(call, on, known)
    tag = tag_of(
        call.office.law.hash, sekisho.__version__, request.url.path, request.url.query, call.lang, reading.on
    )
    if held(request, tag):
        return unchanged(tag)
    # Beside the lanes: the first search builds its index, and nobody who asks for a determination waits behind that.
    found = await call.store(read, reading)
    if found is None:
        raise Problem("not-found", "api.wrong-not-found")
    data = dict(found)
    pager = data.get("pager")
    headers = kept(tag)
    if isinstance(pager, Mapping):
        after = _mark(call, int(pager["page"]) + 1) if pager["page"] < pager["pages"] else ""
        if cursor and _page(call, cursor) > pager["pages"]:
            raise _no_cursor()
        data["next"] = after or None
        headers |= link(request, after)
    body = await call.store(json_bytes, {"law": call.office.law.hash, "lang": call.lang, **data})
    return Response(body, media_type="application/json", headers={**headers, "Content-Language": call.lang})


def _mark(call: Call, page: int) -> str:
    """A cursor: the page, and the law under which it was counted."""
    return base64.urlsafe_b64encode(f"{page}.{call.office.law.hash[:12]}".encode()).decode().rstrip("=")


def _page(call: Call, cursor: str) -> int:
    """The page that a cursor names; the first without one. Raises Problem for one of other law."""
    if not cursor:
        return 1
    try:
        words = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
        page, _, law = words.partition(".")
        if law != call.office.law.hash[:12] or not page.isdecimal() or not 1 <= int(page) < 10**6:
            raise ValueError
        return int(page)
    except (ValueError, binascii.Error):
        raise _no_cursor() from None


def _no_cursor() -> Problem:
    row = {
        "parameter": "cursor",
        "message": "it was not given out for this law",
        "mend": "begin again without it",
    }
    return Problem("bad-request", detail="the cursor is none of this list under this law", errors=[row])


@router.get("", responses=gives(LawPage))
@on_terms(Permission.LAW_READ)
async def front(request: Request, on: OnDay = None, known: KnownDay = None, lang: Lang = None) -> Response:
    """The authorities with what is recorded of each, the control lists, and when each law was last confirmed."""
    return await _read(request, on, known, browsing.front)


@router.get("/authorities/{code}", responses=gives(LawPage))
@on_terms(Permission.LAW_READ)
async def authority(
    request: Request,
    code: Id,
    on: OnDay = None,
    known: KnownDay = None,
    kind: Kind = "",
    state: Annotated[
        str, Query(max_length=40, description="Only instruments that stand so on the day.")
    ] = "",
    year: Annotated[
        int | None, Query(ge=1900, le=2200, description="Only those published in this year.")
    ] = None,
    cursor: Cursor = "",
    lang: Lang = None,
) -> Response:
    """The instruments of an authority, the newest first, each with its state on the day."""
    page = _page(call_of(request), cursor)
    return await _read(
        request, on, known,
        lambda reading: browsing.authority(reading, code.upper(), kind=kind, state=state, year=year, page=page), cursor,
    )  # fmt: skip


@router.get("/instruments/{id}", responses=gives(LawPage))
@on_terms(Permission.LAW_READ)
async def instrument(
    request: Request, id: Id, on: OnDay = None, known: KnownDay = None, kind: Kind = "", cursor: Cursor = "", lang: Lang = None
) -> Response:  # fmt: skip
    """One instrument: its days and sources, what it answers or suspends and who says so, what stands in it."""
    page = _page(call_of(request), cursor)
    return await _read(
        request, on, known, lambda reading: browsing.instrument(reading, id, kind=kind, page=page), cursor
    )


@router.get("/provisions/{id}", responses=gives(LawPage))
@on_terms(Permission.LAW_READ)
async def provision(
    request: Request, id: Id, on: OnDay = None, known: KnownDay = None, lang: Lang = None
) -> Response:
    """One provision: its state on the day, what it says in words, what it rests on, the cases that test it."""
    return await _read(request, on, known, lambda reading: provisions.provision(reading, id))


@router.get("/entries/{code}", responses=gives(LawPage))
@on_terms(Permission.LAW_READ)
async def entry(
    request: Request, code: Id, on: OnDay = None, known: KnownDay = None, lang: Lang = None
) -> Response:
    """One entry of a control list by its full code (`us.ccl:3B001.f.1.b`): its limits, its duties, what other lists call it."""
    return await _read(request, on, known, lambda reading: entries.entry(reading, code))


@router.get("/lists/{id}", responses=gives(LawPage))
@on_terms(Permission.LAW_READ)
async def list_(
    request: Request, id: Id, on: OnDay = None, known: KnownDay = None, cursor: Cursor = "", lang: Lang = None
) -> Response:
    """The entries of a control list in its own order, each with its state on the day."""
    page = _page(call_of(request), cursor)

    def read(reading: Reading) -> Mapping[str, Any] | None:
        one = reading.law.lists.get(id)
        if one is None or one.parties:
            return None
        rows = reading.law.entries_of(id)
        pages = max(1, -(-len(rows) // LIST_PAGE))
        start = (page - 1) * LIST_PAGE
        return {
            "dated": reading.dated(one.authority),
            "id": id,
            "authority": one.authority,
            "name": reading.text(one.title),
            "instrument": one.instrument,
            "rows": [browsing.member_line(reading, row) for row in rows[start : start + LIST_PAGE]],
            "pager": {"page": page, "pages": pages, "count": len(rows), "size": LIST_PAGE},
        }

    return await _read(request, on, known, read, cursor)


@router.get("/groups", responses=gives(LawPage))
@on_terms(Permission.LAW_READ)
async def group_list(request: Request, lang: Lang = None) -> Response:
    """The groups of places of which the law speaks."""
    return await _read(
        request, None, None, lambda reading: {"rows": [reading.ref(id) for id in sorted(reading.law.groups)]}
    )


@router.get("/groups/{id}", responses=gives(LawPage))
@on_terms(Permission.LAW_READ)
async def group(
    request: Request, id: Id, on: OnDay = None, known: KnownDay = None, lang: Lang = None
) -> Response:
    """A group of places: its members on the day, the rows by which they belong to it, its dated changes."""
    return await _read(request, on, known, lambda reading: groups.group(reading, id))


@router.get("/diff", responses=gives(LawPage))
@on_terms(Permission.LAW_READ)
async def diff(
    request: Request,
    first: Annotated[str, Query(alias="from", json_schema_extra={"pattern": DAY}, description="The earlier day.", examples=["2026-01-01"])],
    second: Annotated[str, Query(alias="to", json_schema_extra={"pattern": DAY}, description="The later day.", examples=["2026-11-21"])],
    known: KnownDay = None,
    authority: Authorities = None,
    item: Annotated[str, Query(max_length=200, description="Only what speaks of this code, kind of item or word.")] = "",
    kind: Kind = "",
    cursor: Cursor = "",
    lang: Lang = None,
) -> Response:  # fmt: skip
    """What changed in the law between two days: what began, ended, was suspended or reworded, and by what."""
    call = call_of(request)
    start, end = a_day(first, "from"), a_day(second, "to")
    if start is None or end is None:
        raise BadOption("from" if start is None else "to", "a day is missing", "write it as 2026-11-21")
    chosen = Filter(item or None, None, _named(call, authority), None, kind or None)
    page = _page(call, cursor)
    return await _read(
        request, None, known, lambda reading: changes.changed(reading, start, end, chosen, page=page), cursor
    )


@router.get("/timeline", responses=gives(LawPage))
@on_terms(Permission.LAW_READ)
async def timeline(
    request: Request,
    on: OnDay = None,
    known: KnownDay = None,
    authority: Authorities = None,
    item: Annotated[str, Query(max_length=200, description="Only what speaks of this code, kind of item or word.")] = "",
    since: Annotated[str, Query(json_schema_extra={"pattern": DAY}, description="Only from this day on.")] = "",
    until: Annotated[str, Query(json_schema_extra={"pattern": DAY}, description="Only up to this day.")] = "",
    whole: Annotated[bool, Query(alias="all", description="Also measures that answer none and that none answers.")] = False,
    lang: Lang = None,
) -> Response:  # fmt: skip
    """Measures and countermeasures in the order of their days, with what answers what and who says so."""
    wanted = times.Wanted(
        authorities=_named(call_of(request), authority, measures=True) or (),
        item=item,
        since=a_day(since, "since"),
        until=a_day(until, "until"),
        all=whole,
    )

    def read(reading: Reading) -> Mapping[str, Any]:
        found = times.timeline(reading.law, reading.lang, wanted, reading.on, reading.known)
        return {"dated": reading.dated(), **found}

    return await _read(request, on, known, read)


@router.get("/compare", responses=gives(LawPage))
@on_terms(Permission.LAW_READ)
async def compare(
    request: Request,
    authority: Authorities = None,
    on: OnDay = None,
    known: KnownDay = None,
    lang: Lang = None,
) -> Response:
    """Systems of export control side by side, point by point, each cell with its citation."""
    named = _named(call_of(request), authority) or ("CN", "JP")
    return await _read(
        request, on, known, lambda reading: overviews.side_by_side(reading, named[:MOST_SIDE_BY_SIDE])
    )


@router.get("/conflicts", responses=gives(LawPage))
@on_terms(Permission.LAW_READ)
async def conflicts(request: Request, lang: Lang = None) -> Response:
    """Duties of different authorities against each other, as the law files name them. Which to obey is never said."""
    return await _read(request, None, None, overviews.conflicts)


@router.get("/coverage", responses=gives(LawPage))
@on_terms(Permission.LAW_READ)
async def coverage(request: Request, lang: Lang = None) -> Response:
    """How far each law and list is read: full, partial, pointer, absent."""
    return await _read(request, None, None, overviews.coverage)


@router.get("/correspond", responses=gives(LawPage))
@on_terms(Permission.LAW_READ)
async def correspond(
    request: Request,
    code: Annotated[str, Query(min_length=1, max_length=120, description="A code of any list.", examples=["3B001.f.1.b"])],
    lang: Lang = None,
) -> Response:  # fmt: skip
    """How other lists number the same thing: a hint with its source, never a decision."""

    def read(reading: Reading) -> Mapping[str, Any]:
        found = corresponding.correspondence(reading, code)
        if found["error"]:
            raise BadOption(
                "code",
                f"no list holds {code!r}",
                "write it as the list does: 3B001.f.1.b, us.ccl:3B001, 7の項(16)",
            )
        return found

    return await _read(request, None, None, read)


@router.get("/search", responses=gives(LawPage))
@on_terms(Permission.LAW_READ)
async def search(
    request: Request,
    q: Annotated[str, Query(min_length=1, max_length=200, description="Words in any script, or a code.", examples=["镓"])],
    authority: Authorities = None,
    sort: Annotated[str, Query(max_length=40, description="Only this sort of thing, as `sorts` of an answer names them.")] = "",
    on: OnDay = None,
    known: KnownDay = None,
    cursor: Cursor = "",
    lang: Lang = None,
) -> Response:  # fmt: skip
    """Search the law: words of one or two characters too; a code typed whole stands first under `codes`."""
    call = call_of(request)
    asked = Asked(
        words=q,
        authorities=_named(call, authority, measures=True) or (),
        sort=sort,
        page=_page(call, cursor),
    )
    index = call.desk.search
    return await _read(request, on, known, lambda reading: index.find(reading, asked), cursor)


def _named(call: Call, words: list[str] | None, measures: bool = False) -> tuple[str, ...] | None:
    """The authorities of the address; with `measures` also those of which the timeline alone knows."""
    if not words:
        return None
    law = call.office.law
    if not measures:
        return authorities_of(law, words)
    known = {*law.authorities, *(one.authority for one in law.instruments.values())}
    named = tuple(
        dict.fromkeys(part.strip().upper() for word in words for part in word.split(",") if part.strip())
    )
    strange = [name[:20] for name in named if name not in known]
    if strange or not named:
        raise BadOption(
            "authority",
            f"{', '.join(strange) or 'nothing'} is no authority of this law",
            f"it holds {', '.join(sorted(known))}",
        )
    return named
