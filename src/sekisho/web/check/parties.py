"""The form of a check's parties, each with what the lists say of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sekisho.facts.write import Document, get_fact
from sekisho.service import checks
from sekisho.service.access import Permission
from sekisho.service.forms import (
    Field,
    apply_fields,
    new_member,
    party_fields,
)
from sekisho.service.forms.members import member_paths
from sekisho.service.screened import hits_of, screen_into, screening_rows
from sekisho.service.summary import summary_of

from ..asking import Ask
from ..pages import Goto, Page, Shown
from .area import Opened, frame, open_check, pages, recorder, seen
from .filling import (
    READ,
    WRITE,
    FormFaults,
    Typed,
    before_of,
    changed_fields,
    conflict_errors,
    gone,
    id_of,
    keep,
    path_in,
    removed,
    rows,
    typed_of,
    what_was_done,
)


@pages.get("/check/{id}/parties", template="check/parties.html", may=READ)
def parties(ask: Ask, id: str) -> Page:
    """Everybody in the transaction, each with what the lists say of them."""
    return _parties_page(ask, open_check(ask, id))


@pages.post("/check/{id}/party", template="check/parties.html", may=WRITE)
def keep_party(ask: Ask, id: str) -> Shown:
    """Keep, add, remove or screen a party. Its name stands in the form and never in an address."""
    opened = open_check(ask, id)
    typed, party = typed_of(ask), ask.field("party")
    if ask.field("screen"):
        return _screened(ask, opened)
    if ask.field("remove"):
        return removed(ask, opened, path_in(opened.document, "parties", party), "parties")
    try:
        return _party_kept(ask, opened, party, typed)
    except FormFaults as faults:
        return _parties_page(ask, opened, party or "new", typed, faults.errors, 422)
    except checks.Conflict as conflict:
        fields = (
            _all_party_fields(ask, opened.document, path_in(opened.document, "parties", party))
            if party
            else []
        )
        errors = conflict_errors(ask, fields, conflict.now, typed, opened)
        return _parties_page(ask, open_check(ask, id), party or "new", typed, errors, 409)


@pages.post("/check/{id}/parties", template="check/parties.html", may=WRITE)
def keep_whole(ask: Ask, id: str) -> Shown:
    """Say whether these are all the parties, and go on."""
    opened = open_check(ask, id)
    fields = [Field(name="whole-parties", path="complete.parties", form="whole", label="")]
    try:
        return keep(ask, opened, fields, typed_of(ask), "end-use" if ask.field("next") else "")
    except FormFaults as faults:
        return _parties_page(ask, opened, "", None, faults.errors, 422)
    except checks.Conflict:
        return _parties_page(ask, open_check(ask, id), "", None, {"": ask.say("check.conflict-title")}, 409)


def _party_kept(ask: Ask, opened: Opened, party: str, typed: Typed) -> Goto:
    who = recorder(ask, ask.field("by"))
    before = before_of(ask, opened)
    paths: tuple[str, ...] = ("id",)
    untouched: set[str] = set()
    if party:
        fields = _all_party_fields(ask, opened.document, path_in(opened.document, "parties", party))
        mine = changed_fields(ask, opened, fields, typed)
        paths = tuple(one.path for one in mine) or ("id",)
        untouched = {one.name for one in fields} - {one.name for one in mine}

    def edit(document: Document) -> dict[str, Any]:
        path = path_in(document, "parties", party) if party else new_member(document, "parties", prefix="p")
        if (typed.get("owner-name") or [""])[0].strip():
            new_member(document, f"{path}.owners", _owner(ask, typed), prefix="o")
        fields = [one for one in _all_party_fields(ask, document, path) if one.name not in untouched]
        done = apply_fields(document, fields, typed, who, ask.field("paper"))
        if not get_fact(document, f"{path}.name"):
            done.errors.setdefault("name", ask.say("check.name-needed"))
        if done.errors:
            raise FormFaults(done.errors)
        screen_into(ask.office, ask.actor, document, path)
        return what_was_done(
            ask,
            opened,
            document,
            before,
            "filled" if party else "added",
            {k: list(v) for k, v in done.changed.items()},
        )

    checks.change(ask.office, ask.actor, opened.check, seen(ask, opened.check), edit, paths=paths)
    return Goto(opened.address("parties"))


def _owner(ask: Ask, typed: Typed) -> dict[str, Any]:
    from sekisho.service.typed_in import Unreadable, read_number_text, read_place_text

    def first(name: str) -> str:
        return (typed.get(name) or [""])[0].strip()

    owner: dict[str, Any] = {"name": first("owner-name")}
    try:
        if first("owner-country"):
            owner["country"] = read_place_text(first("owner-country"), ask.office.law)
        if first("owner-share"):
            share = read_number_text(first("owner-share"))
            owner["share"] = share if "%" in share else f"{share} %"
    except Unreadable as error:
        raise FormFaults({"owner-name": error.words(ask.lang)}) from None
    return owner


def _all_party_fields(ask: Ask, document: Document, path: str) -> list[Field]:
    return party_fields(document, ask.office.law, ask.lang, path)


def _screened(ask: Ask, opened: Opened) -> Goto:
    """Hold every party against the lists at hand, and keep what was found with the day and the lists."""
    before = before_of(ask, opened)

    def edit(document: Document) -> dict[str, Any]:
        screen_into(ask.office, ask.actor, document)
        return what_was_done(ask, opened, document, before, "screened", {})

    kept = checks.change(ask.office, ask.actor, opened.check, opened.check.revision, edit, paths=("parties",))
    return gone(ask, opened, kept.revision, "" if ask.field("screen") == "board" else "parties")


@pages.post("/check/{id}/hits", template="check/hits.html", may=Permission.SCREEN_RUN)
def hits(ask: Ask, id: str) -> Page:
    """What the lists hold near a name that is being typed. Nothing is kept, and the name stands in no address."""
    opened = open_check(ask, id)
    typed = typed_of(ask)
    return Page(
        {"hits": hits_of(ask.office, ask.actor, opened.document, typed, ask.lang)}, ask.say("check.screening")
    )


def _parties_page(
    ask: Ask,
    opened: Opened,
    party: str = "",
    typed: Typed | None = None,
    errors: Mapping[str, str] | None = None,
    status: int = 200,
) -> Page:
    law, errors = ask.office.law, errors or {}
    shown = []
    for path in member_paths(opened.document, "parties"):
        id = id_of(path)
        fields = _all_party_fields(ask, opened.document, path)
        mine = id == party
        shown.append(
            {
                "id": id,
                "fields": rows(ask, fields, opened.document, typed if mine else None, errors if mine else {}),
                "owners": [
                    {
                        key: str(get_fact(opened.document, f"{inner}.{key}") or "")
                        for key in ("name", "country", "share")
                    }
                    for inner in member_paths(opened.document, f"{path}.owners")
                ],
                "open": mine,
                "screening": screening_rows(opened.document, path, law, ask.lang),
            }
        )
    blank = _all_party_fields(ask, opened.document, 'parties["new"]')
    new = rows(
        ask, blank, opened.document, typed if party == "new" else None, errors if party == "new" else {}
    )
    summary = summary_of(opened.document, law, ask.lang)
    data = {
        **frame(ask, opened, ""),
        "step": "parties",
        "summary": summary,
        "parties": [{**one, "summary": row} for one, row in zip(shown, summary["parties"], strict=False)],
        "new": new,
        "new_open": party == "new" or not shown,
        "errors": dict(errors),
        "conflict": status == 409,
        "whole": bool(get_fact(opened.document, "complete.parties")),
        "by": ask.field("by") or ask.actor.name,
        "paper": ask.field("paper"),
    }
    return Page(data, f"{ask.say('check.step-parties')}: {opened.check.title}", status)
