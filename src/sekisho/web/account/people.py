"""People of the workspace, their roles, and workspaces: for admins; auditors look."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sekisho.service.access import Permission, Role
from sekisho.service.accounts import BadRequest, people
from sekisho.store import NotThere
from sekisho.web.asking import Ask, Refused
from sekisho.web.pages import Goto, Page, Pages

pages = Pages()


@pages.get("/account/people", template="account/people.html", may=Permission.PEOPLE_READ)
def list_people(ask: Ask) -> Page:
    """The people of this workspace with their roles."""
    return _people(ask)


@pages.post("/account/people", template="account/people.html", may=Permission.PEOPLE_MANAGE)
def add_person(ask: Ask) -> Page:
    """Add a person; the answer shows the code by which they set their password, once."""
    _only_team(ask)
    try:
        code = people.add_person(
            ask.office, ask.actor, ask.field("name"), ask.field("email"), ask.fields("roles")
        )
    except BadRequest as bad:
        return _people(ask, wrong={bad.field: ask.say(bad.key, *bad.parts)})
    told = "account.added" if code or not _waits(ask, ask.field("email")) else "account.added-waits"
    return _people(ask, code=code, to=ask.field("email"), told=ask.say(told, ask.field("email")))


def _waits(ask: Ask, email: str) -> bool:
    """Whether a person of the workspace has never logged in."""
    typed = people.read_email(email)
    return any(one["waiting"] for one in people.people_of(ask.office, ask.actor) if one["email"] == typed)


@pages.post("/account/people/{id}/roles", template="account/people.html", may=Permission.PEOPLE_MANAGE)
def change_roles(ask: Ask, id: str) -> Page | Goto:
    """Give a person other roles."""
    return _changed(
        ask,
        lambda: people.change_roles(ask.office, ask.actor, id, ask.fields("roles")),
        "account.roles-changed",
    )


@pages.post("/account/people/{id}/remove", template="account/people.html", may=Permission.PEOPLE_MANAGE)
def remove_person(ask: Ask, id: str) -> Page | Goto:
    """Take a person out of this workspace; what they recorded stays."""
    return _changed(ask, lambda: people.remove_person(ask.office, ask.actor, id), "account.removed")


@pages.post("/account/people/{id}/code", template="account/people.html", may=Permission.PEOPLE_MANAGE)
def new_code(ask: Ask, id: str) -> Page | Goto:
    """A code for somebody whose password is lost; their sessions end."""
    _only_team(ask)
    made: list[str] = []
    answer = _changed(ask, lambda: made.append(people.reset_password(ask.office, ask.actor, id)), "")
    if not made:
        return answer
    email = next((one["email"] for one in people.people_of(ask.office, ask.actor) if one["id"] == id), "")
    return _people(ask, code=made[0], to=email)


@pages.post("/account/workspaces", template="account/people.html", may=Permission.PEOPLE_MANAGE)
def make_workspace(ask: Ask) -> Page | Goto:
    """Make a workspace of which one is the first admin, and go there."""
    _only_team(ask)
    try:
        place = people.make_workspace(ask.office, ask.actor, ask.field("workspace"))
    except BadRequest as bad:
        return _people(ask, wrong={bad.field: ask.say(bad.key, *bad.parts)})
    people.work_in(ask.office, ask.actor, place)
    return Goto("/account/people")


@pages.post("/account/workspaces/name", template="account/people.html", may=Permission.PEOPLE_MANAGE)
def rename_workspace(ask: Ask) -> Page | Goto:
    """Give this workspace another name."""
    try:
        people.rename_workspace(ask.office, ask.actor, ask.field("workspace"))
    except BadRequest as bad:
        return _people(ask, wrong={"rename": ask.say(bad.key, *bad.parts)})
    return Goto("/account/people")


def _changed(ask: Ask, change: Callable[[], object], told: str) -> Page | Goto:
    _only_team(ask)
    try:
        change()
    except NotThere:
        raise Refused(404, "account.no-person") from None
    except BadRequest as bad:
        return _people(ask, wrong={"person": ask.say(bad.key, *bad.parts)})
    return Goto("/account/people", ask.say(told) if told else "")


def _people(
    ask: Ask, *, code: str = "", to: str = "", told: str = "", wrong: dict[str, str] | None = None
) -> Page:
    faults = {
        "name": "",
        "email": "",
        "roles": "",
        "person": "",
        "workspace": "",
        "rename": "",
        **(wrong or {}),
    }
    typed: dict[str, Any] = {
        "name": ask.field("name") if wrong else "",
        "email": ask.field("email") if wrong else "",
        "roles": ask.fields("roles") if wrong else [],
        "workspace": ask.field("workspace") if wrong else "",
    }
    data = {
        "people": people.people_of(ask.office, ask.actor),
        "workspace": next((one for one in people.workspaces_of(ask.office, ask.actor) if one["here"]), None),
        "roles": [
            {"id": role.value, "name": ask.say(f"role-{role}"), "about": ask.say(f"role-{role}-about")}
            for role in Role
        ],
        "team": ask.office.settings.mode == "team",
        "code": code,
        "code_for": to,
        "added": told,
        "wrong": faults,
        "typed": typed,
    }
    return Page(data, ask.say("account.people"), 422 if wrong else 200, headers={"Cache-Control": "no-store"})


def _only_team(ask: Ask) -> None:
    if ask.office.settings.mode != "team":
        raise Refused(404, "account.only-team")
