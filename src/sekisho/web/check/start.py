"""Where a check begins: what and from where to where, drafts, examples, a file."""

from __future__ import annotations

from typing import Any

from starlette.datastructures import UploadFile

from sekisho.facts import BadInput
from sekisho.facts.write import read_document
from sekisho.service import checks
from sekisho.service.access import Permission
from sekisho.service.examples import EXAMPLES, example_text
from sekisho.service.forms import Field, apply_fields, field_row, new_member
from sekisho.service.forms.applying import faults_of as document_faults
from sekisho.service.typed_in import Unreadable, find_kinds, kind_name
from sekisho.service.typed_in.kinds import kinds_in_order
from sekisho.service.uploads import BadUpload, UploadKind, check_upload

from ..asking import Ask, Refused
from ..pages import Goto, Page, Pages, Shown
from .area import faults_of, recorder

pages = Pages()
"""These addresses are tried before /check/{id}."""

WRITE = Permission.CHECK_WRITE


@pages.get("/check", template="check/start.html", may=Permission.CHECK_READ)
def start(ask: Ask) -> Page:
    """The start page of checks."""
    return _start(ask)


def _start(ask: Ask, typed: dict[str, list[str]] | None = None, errors: dict[str, str] | None = None,
           faults: list[dict[str, Any]] | None = None, status: int = 200) -> Page:  # fmt: skip
    errors, law = errors or {}, ask.office.law
    blank = read_document(checks.blank(ask.office))
    fields = [
        field_row(one, blank, law, ask.lang, typed, errors.get(one.name, "")) for one in _fields(ask, "items")
    ]
    words = (typed or {}).get("what", [""])[0]
    data = {
        "drafts": checks.listed(ask.office, ask.actor, after=ask.get("after")),
        "examples": [
            {
                "name": name,
                "title": ask.say(f"check.example-{name}"),
                "about": ask.say(f"check.example-about-{name}"),
            }
            for name in EXAMPLES
        ],
        "what": words,
        "what_error": errors.get("what", ""),
        "kinds": find_kinds(words, law, ask.lang) if words and typed is not None else [],
        "kind": (typed or {}).get("kind", [""])[-1],
        "fields": {one["name"]: one for one in fields},
        "errors": errors,
        "faults": faults or [],
    }
    return Page(data, ask.say("check.title"), status)


def _fields(ask: Ask, path: str) -> list[Field]:
    return [
        Field(
            name="from",
            path="route.from",
            form="place",
            label=ask.say("check.f-from"),
            needed=True,
            hint=ask.say("check.country-names"),
        ),
        Field(
            name="to",
            path="route.to",
            form="place",
            label=ask.say("check.f-to"),
            hint=ask.say("check.h-to"),
            needed=True,
        ),
        Field(
            name="final",
            path="route.final",
            form="place",
            label=ask.say("check.f-final"),
            hint=ask.say("check.only-if-known"),
        ),
    ]


@pages.post("/check", template="check/start.html", may=WRITE)
def begin(ask: Ask) -> Shown:
    """Begin a check with what is known: words or a kind, and a route."""
    typed = {name: ask.fields(name) for name in ("what", "kind", "from", "to", "final")}
    typed = {name: values or [""] for name, values in typed.items()}
    document = read_document(checks.blank(ask.office))
    done = apply_fields(document, _fields(ask, ""), typed, recorder(ask))
    what, kind = typed["what"][0], typed["kind"][-1]
    if not what and not kind:
        done.errors["what"] = ask.say("check.need-item")
    for name in ("from", "to"):
        if not typed[name][0]:
            done.errors.setdefault(name, ask.say("check.need-route"))
    if not done.errors and what and not kind:
        # The words are kept either way; which kind is meant is for the person to say, also that it is none of these.
        near = find_kinds(what, ask.office.law, ask.lang)
        if near:
            again = ask.field("chosen") == "yes"
            return _start(
                ask,
                typed,
                {"kind": ask.say("check.kind-choose") if again else ""},
                status=422 if again else 200,
            )
    if kind and kind != "none" and kind not in ask.office.law.vocabulary.kinds:
        done.errors["what"] = Unreadable("check.kind-unknown", kind).words(ask.lang)
    if done.errors:
        return _start(ask, typed, done.errors, status=422)
    known = kind if kind != "none" else ""
    values = {
        "description": what or kind_name(known, ask.office.law, ask.lang),
        **({"kind": known} if known else {}),
    }
    new_member(document, "items", values)
    check = checks.begin(ask.office, ask.actor, document.text())
    return Goto(f"/check/{check.id}")


@pages.post("/check/example", may=WRITE)
def open_example(ask: Ask) -> Goto:
    """Open an example as a check of one's own."""
    name = ask.field("name")
    try:
        text = example_text(name, ask.lang)
    except LookupError:
        raise Refused(404, "page.wrong-404") from None
    check = checks.begin(ask.office, ask.actor, text, title=ask.say(f"check.example-{name}"), did="example")
    return Goto(f"/check/{check.id}")


@pages.post("/check/file", template="check/start.html", may=WRITE)
def open_file(ask: Ask) -> Shown:
    """Open a transaction file as a check. A file with faults is not taken: every fault is named with its line."""
    sent = ask.form.get("file")
    if not isinstance(sent, UploadFile) or not sent.filename:
        return _start(ask, None, {"file": ask.say("check.no-file")}, status=422)
    try:
        upload = check_upload(sent.file.read(), sent.filename, UploadKind.TRANSACTION)
        text = upload.text or ""
        document = read_document(text, upload.name, upload.form == "json")
        wrong = document_faults(document, recorder(ask))
        if wrong:
            from sekisho.facts import read_case
            from sekisho.facts.load import load_text

            read_case(load_text(text, upload.name, upload.form == "json"), ask.office.law, name=upload.name)
    except BadUpload as error:
        return _start(ask, None, {"file": error.words(ask.lang)}, status=422)
    except BadInput as error:
        return _start(ask, None, {"file": ask.say("check.file-faults")}, faults_of(error), status=422)
    check = checks.begin(ask.office, ask.actor, text, is_json=upload.form == "json", did="uploaded")
    return Goto(f"/check/{check.id}")


@pages.get("/check/kinds", template="check/kinds.html", may=Permission.LAW_READ)
def kinds(ask: Ask) -> Page:
    """The kinds of item that words may mean, each with its path and what stands beside and below it."""
    words = ask.get("q")[:120]
    law = ask.office.law
    under = ask.get("under") if ask.get("under") in law.vocabulary.kinds else ""
    data = {
        "q": words,
        "kinds": find_kinds(words, law, ask.lang) if words else [],
        "under": under,
        "all": [] if words else kinds_in_order(law, ask.lang, under),
    }
    return Page(data, ask.say("check.kind-search"))


@pages.get("/check/places", template="check/places.html", may=Permission.LAW_READ)
def places(ask: Ask) -> Page:
    """The places that a few letters may mean."""
    from sekisho.service.typed_in import find_places

    words = ask.get("q")[:80]
    return Page(
        {"q": words, "places": find_places(words, ask.office.law, ask.lang) if words else []},
        ask.say("check.f-to"),
    )
