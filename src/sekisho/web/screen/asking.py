"""Asking the lists: a name, what is typed just now, a table, the owners of a party."""

from __future__ import annotations

from starlette.datastructures import UploadFile

from sekisho.facts.load import load_text
from sekisho.facts.problems import BadInput
from sekisho.service import checks, jobs
from sekisho.service.access import Permission
from sekisho.service.screening import keeping, owners
from sekisho.service.screening.asking import plain
from sekisho.service.screening.files import AT_ONCE, lines_of, screen_file
from sekisho.service.screening.owning import keep_owners
from sekisho.service.screening.room import NotOpen
from sekisho.service.typed_in.unreadable import Unreadable
from sekisho.service.uploads import BadUpload, UploadKind, check_upload
from sekisho.store.jobs import JobFile

from ..asking import Ask, Refused
from ..pages import Goto, Page, Shown
from .common import not_open, opening_of, pages, query_of, read_hits, start_page, typed_of

LONGEST_LOOK = 5


@pages.get("/screen", template="screen/start.html", may=Permission.SCREEN_READ)
def start(ask: Ask) -> Page:
    """A name or a table to hold against the lists, how old the lists are, and what was asked before."""
    return start_page(ask)


@pages.get("/screen/opening", template="screen/opening.html", may=Permission.SCREEN_READ)
def opening(ask: Ask) -> Page:
    """How far the lists are: open, being opened with names done and in all, or why they cannot be opened."""
    return Page(opening_of(ask), ask.say("screen.lists"))


@pages.post("/screen", template="screen/start.html", may=Permission.SCREEN_RUN)
def ask_lists(ask: Ask) -> Shown:
    """Hold a name against the lists and keep the answer under an id; the name never stands in an address."""
    try:
        return Goto(f"/screen/{keeping.screen(ask.office, ask.actor, query_of(ask))}")
    except Unreadable as error:
        return start_page(ask, typed=typed_of(ask), error=error, status=422)
    except NotOpen as error:
        return not_open(ask, error)


@pages.post("/screen/look", template="screen/live.html", may=Permission.SCREEN_RUN)
def look(ask: Ask) -> Shown:
    """What the lists say of what is typed just now; nothing is kept."""
    try:
        found = keeping.look(ask.office, ask.actor, query_of(ask), wait=LONGEST_LOOK)
    except Unreadable as error:
        return Page({"found": None, "words": error.words(ask.lang)}, template="screen/live.html")
    except NotOpen:
        return Page({"found": None, "words": opening_of(ask)["words"]}, template="screen/live.html")
    return Page({"found": read_hits(ask, found), "words": "", "on": found["on"]}, template="screen/live.html")


@pages.post("/screen/file", template="screen/start.html", may=Permission.SCREEN_RUN)
def file(ask: Ask) -> Shown:
    """Hold the parties of a table against the lists: a small one at once, a great one as a job."""
    try:
        sent = ask.form.get("file")
        if not isinstance(sent, UploadFile) or not sent.filename:
            raise Unreadable("screen.no-file")
        upload = check_upload(sent.file.read(), sent.filename, UploadKind.TABLE)
        lines = lines_of(upload)
        if len(lines) <= AT_ONCE:
            return Goto(f"/screen/{screen_file(ask.office, ask.actor, upload.name, lines)}")
        id = jobs.start(
            ask.office, ask.actor, "screen-parties", {"name": upload.name, "lang": ask.lang},
            title=ask.say("screen.as-job", upload.name, len(lines)),
            files=[JobFile("parties", "text/csv" if upload.form == "csv" else "application/octet-stream", upload.data)],
        )  # fmt: skip
        return Goto(f"/jobs/{id}")
    except Unreadable as error:
        return start_page(ask, typed=typed_of(ask), error=error, status=422)
    except BadUpload as bad:
        told = bad.words(ask.lang)
        page = start_page(ask, typed=typed_of(ask), status=422)
        return Page({**page.data, "error": {"words": told, "field": "file"}}, page.title, 422, page.template)
    except NotOpen as error:
        return not_open(ask, error)


@pages.post("/screen/owners", template="screen/start.html", may=Permission.SCREEN_RUN)
def owned(ask: Ask) -> Shown:
    """Count the shares of the owners of a party under each authority's own arithmetic, and keep the answer."""
    law = ask.office.law
    try:
        query = query_of_owner(ask)
        held = owners.read_owners(law, str(ask.form.get("owners") or ""))
        if not held:
            raise Unreadable("screen.owner-no-name", 1)
        tree = owners.tree_of(*query, held, ask.office.today(), complete=bool(ask.field("all_owners")))
        return Goto(f"/screen/{keep_owners(ask.office, ask.actor, tree)}")
    except Unreadable as error:
        return start_page(
            ask, typed={**typed_of(ask), "owners": str(ask.form.get("owners") or "")}, error=error, status=422
        )
    except NotOpen as error:
        return not_open(ask, error)


@pages.post("/screen/check", may=Permission.SCREEN_RUN)
def of_check(ask: Ask) -> Shown:
    """Hold all parties and owners of a check against the lists, and count the shares of the owners; keep the answer."""
    try:
        check = checks.get(ask.office, ask.actor, ask.field("check"))
        tree = load_text(check.document, "transaction", check.format == "json")
        return Goto(f"/screen/{keep_owners(ask.office, ask.actor, tree, check=check.id, title=check.title)}")
    except checks.NoSuchCheck:
        raise Refused(404, "page.wrong-404") from None
    except (Unreadable, BadInput) as error:
        raise Refused(422, "screen.check-cannot-be-read", str(error)) from None
    except NotOpen as error:
        return not_open(ask, error)


def query_of_owner(ask: Ask) -> tuple[str, str]:
    """The owned party of the form: its name and country. Raises Unreadable."""
    from sekisho.service.screening.asking import read_query

    name = plain(ask.field("owner_of"), 400, "screen.name-too-long")
    query = read_query(ask.office.law, name=name, country=ask.field("owner_country"))
    return query.name, query.country
