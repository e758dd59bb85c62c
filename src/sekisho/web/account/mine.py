"""One's own account: language, where one is logged in, the password, the workspace."""

from __future__ import annotations

from typing import Any

from sekisho.service.access import GRANTS, Permission, Role
from sekisho.service.accounts import NotLoggedIn, WeakPassword, people, signing_in
from sekisho.store import NotThere, accounts
from sekisho.web.asking import Ask, Refused
from sekisho.web.pages import Goto, Page, Pages
from sekisho.words import LANGUAGES

pages = Pages()


@pages.get("/account", template="account/mine.html", may=Permission.ACCOUNT_OWN)
def account(ask: Ask) -> Page:
    """Who one is here, in which workspace and roles, and where one is logged in."""
    return _account(ask)


@pages.post("/account/language", may=Permission.ACCOUNT_OWN)
def language(ask: Ask) -> Goto:
    """Keep the language in which one reads."""
    lang = ask.field("lang")
    if lang not in LANGUAGES:
        raise Refused(422, "account.bad-language", field="lang")
    with ask.office.database.begin() as tx:
        accounts.set_preferences(tx, ask.actor.id, lang=lang)
    return Goto(f"/account?lang={lang}")


@pages.post("/account/password", template="account/mine.html", may=Permission.ACCOUNT_OWN)
def password(ask: Ask) -> Page | Goto:
    """Change one's password; every other session ends."""
    _session(ask)
    old, new, again = (_raw(ask, name) for name in ("old", "new", "again"))
    if new != again:
        return _account(ask, again=ask.say("account.password-differs"))
    try:
        signing_in.change_password(ask.office, ask.actor.id, old, new, ask.actor.session)
    except WeakPassword as weak:
        return _account(ask, new=ask.say(weak.key, *weak.parts))
    except NotLoggedIn as wrong:
        return _account(
            ask, old=ask.say("account.login-wait" if wrong.wait else "account.password-wrong", wrong.wait)
        )
    return Goto("/account", ask.say("account.password-changed"))


@pages.post("/account/sessions", may=Permission.ACCOUNT_OWN)
def end_sessions(ask: Ask) -> Goto:
    """Log out everywhere else, or everywhere."""
    _session(ask)
    everywhere = ask.field("which") == "all"
    signing_in.log_out_everywhere(ask.office, ask.actor.id, "" if everywhere else ask.actor.session)
    if everywhere:
        ask.request.state.ended = True
        return Goto("/login")
    return Goto("/account", ask.say("account.sessions-ended"))


@pages.post("/account/workspace", may=Permission.ACCOUNT_OWN)
def workspace(ask: Ask) -> Goto:
    """Work in another of one's workspaces from now on."""
    _session(ask)
    try:
        people.work_in(ask.office, ask.actor, ask.field("workspace"))
    except NotThere:
        raise Refused(404, "account.no-workspace") from None
    return Goto("/account")


def _account(ask: Ask, **wrong: str) -> Page:
    actor, office = ask.actor, ask.office
    with office.database.read() as tx:
        user = accounts.user(tx, actor.id)
        sessions = accounts.sessions_of(tx, actor.id)
    data: dict[str, Any] = {
        "how": actor.how,
        "name": actor.name,
        "email": user.email if user and actor.how == "session" else "",
        "roles": [
            {"id": role.value, "name": ask.say(f"role-{role}"), "about": ask.say(f"role-{role}-about")}
            for role in Role
            if role in actor.roles
        ],
        "may_list": [
            {"id": one.value, "name": ask.say(f"may-{one}"), "allowed": one in actor.permissions}
            for one in Permission
            if one is not Permission.PUBLIC
        ],
        "workspaces": people.workspaces_of(office, actor),
        "sessions": [
            {
                "agent": _browser(row.agent),
                "made": row.made,
                "used": row.used,
                "expires": row.expires,
                "here": row.hash == actor.session,
            }
            for row in sessions
        ],
        "has_password": bool(user and user.password),
        "wrong": {"old": "", "new": "", "again": "", **wrong},
        "roles_known": len(GRANTS),
    }
    return Page(data, ask.say("account.title"), 422 if wrong else 200)


def _browser(agent: str) -> str:
    """What a person knows a browser by: its name and its system."""
    names = ("Edg", "OPR", "Firefox", "Chrome", "Safari", "curl", "python-httpx")
    systems = ("Windows", "Android", "iPhone", "iPad", "Mac OS X", "Linux")
    name = next((name for name in names if name in agent), "")
    system = next((system for system in systems if system in agent), "")
    called = {"Edg": "Edge", "OPR": "Opera"}.get(name, name)
    return " · ".join(filter(None, (called, system))) or agent[:40]


def _raw(ask: Ask, name: str) -> str:
    """A password as it was typed: blanks count."""
    value = ask.form.get(name)
    return value if isinstance(value, str) else ""


def _session(ask: Ask) -> None:
    if ask.actor.how != "session":
        raise Refused(404, "account.only-team")
