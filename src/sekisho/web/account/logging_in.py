"""Logging in by password, by an identity provider, or by the code of a new account; and logging out."""

from __future__ import annotations

from typing import Any

from sekisho.service.access import Permission
from sekisho.service.accounts import LoggedIn, NotLoggedIn, WeakPassword, keys, signing_in
from sekisho.service.accounts.people import accept
from sekisho.service.accounts.providers import ProviderFailed, begin, come_back
from sekisho.web.asking import Ask, Refused
from sekisho.web.pages import Goto, Page, Pages
from sekisho.web.team_doors import BEFORE, TeamDoors, safe_way

pages = Pages()


@pages.get("/login", template="account/login.html", may=Permission.PUBLIC, json=False)
def login(ask: Ask) -> Page | Goto:
    """The login page: e-mail address and password, or the identity provider."""
    if _doors(ask) is None or ask.actor.id:
        return Goto(safe_way(ask.get("to")))
    return _login(ask)


@pages.post("/login", template="account/login.html", may=Permission.PUBLIC)
def log_in(ask: Ask) -> Page | Goto:
    """Log in with a password; the session gets a new secret."""
    doors = _team(ask)
    password = ask.form.get("password")
    try:
        began = signing_in.log_in(
            ask.office, ask.field("email"), password if isinstance(password, str) else "", _address(ask),
            doors.secret(ask.request), ask.request.headers.get("user-agent", ""),
        )  # fmt: skip
    except NotLoggedIn as wrong:
        return _login(ask, ask.say(wrong.key, wrong.wait), 429 if wrong.wait else 403)
    return _begun(ask, began, ask.field("to"))


@pages.get("/login/provider", may=Permission.PUBLIC, json=False)
def to_provider(ask: Ask) -> Goto:
    """Go to the identity provider, with what ties its answer to this browser."""
    doors = _team(ask)
    before = doors.before(ask.request) or keys.new_secret()
    ask.request.state.before = before
    try:
        return Goto(begin(ask.office, before, _back(ask), safe_way(ask.get("to"))))
    except ProviderFailed as failed:
        none = failed.key == "account.provider-none"
        raise Refused(404 if none else 502, failed.key) from failed


@pages.get("/login/back", may=Permission.PUBLIC, json=False)
def from_provider(ask: Ask) -> Goto:
    """Come back from the identity provider; a session begins if its answer belongs to this browser."""
    doors = _team(ask)
    before = ask.request.cookies.get(BEFORE, "")[:200]
    try:
        began, to = come_back(
            ask.office, before, _back(ask), dict(ask.request.query_params), doors.secret(ask.request),
            ask.request.headers.get("user-agent", ""),
        )  # fmt: skip
    except ProviderFailed as failed:
        raise Refused(403, failed.key, mend="account.mend-provider") from failed
    return _begun(ask, began, to)


@pages.get("/join", template="account/join.html", may=Permission.PUBLIC, json=False)
def join(ask: Ask) -> Page:
    """Set the password of a new account, or a new one where it was lost, with the code that an admin gave."""
    _team(ask)
    return _join(ask)


@pages.post("/join", template="account/join.html", may=Permission.PUBLIC)
def set_password(ask: Ask) -> Page | Goto:
    """Take the code and the new password, and log in."""
    doors = _team(ask)
    password, again = (ask.form.get(name) for name in ("password", "again"))
    if not isinstance(password, str) or password != again:
        return _join(ask, again=ask.say("account.password-differs"))
    try:
        began = accept(
            ask.office, ask.field("email"), ask.field("code"), password, _address(ask), doors.secret(ask.request),
            ask.request.headers.get("user-agent", ""),
        )  # fmt: skip
    except WeakPassword as weak:
        return _join(ask, password=ask.say(weak.key, *weak.parts))
    except NotLoggedIn as wrong:
        words = ask.say(wrong.key, wrong.wait) if wrong.wait else ask.say("account.code-wrong")
        return _join(ask, code=words)
    return _begun(ask, began, "/")


@pages.get("/logout", template="account/logout.html", may=Permission.PUBLIC, json=False)
def logout(ask: Ask) -> Page:
    """Ask whether to log out; a link alone never does it."""
    return Page({"team": _doors(ask) is not None}, ask.say("account.log-out"))


@pages.post("/logout", may=Permission.PUBLIC)
def log_out(ask: Ask) -> Goto:
    """End the session of this browser."""
    doors = _team(ask)
    secret = doors.secret(ask.request)
    if secret:
        signing_in.log_out(ask.office, secret)
    ask.request.state.ended = True
    return Goto("/login")


def _login(ask: Ask, wrong: str = "", status: int = 200) -> Page:
    provider = ask.office.settings.team.provider
    data: dict[str, Any] = {
        "to": safe_way(ask.field("to") or ask.get("to")),
        "email": ask.field("email"),
        "wrong": wrong,
        "provider": (provider.name or ask.say("account.provider")) if provider else "",
    }
    return Page(data, ask.say("account.log-in"), status, headers={"Cache-Control": "no-store"})


def _join(ask: Ask, **wrong: str) -> Page:
    data = {
        "email": ask.field("email"),
        "code": ask.field("code"),
        "wrong": {"code": "", "password": "", "again": "", **wrong},
        "shortest": keys.SHORTEST,
    }
    return Page(data, ask.say("account.join"), 422 if wrong else 200, headers={"Cache-Control": "no-store"})


def _begun(ask: Ask, began: LoggedIn, to: str) -> Goto:
    ask.request.state.began = began
    return Goto(safe_way(to))


def _address(ask: Ask) -> str:
    """Where the request comes from, as far as trusted proxies say."""
    return ask.request.client.host if ask.request.client else ""


def _back(ask: Ask) -> str:
    """The address to which the identity provider leads back."""
    return (ask.office.settings.team.address or str(ask.request.base_url).rstrip("/")) + "/login/back"


def _doors(ask: Ask) -> TeamDoors | None:
    return TeamDoors(ask.office) if ask.office.settings.mode == "team" else None


def _team(ask: Ask) -> TeamDoors:
    doors = _doors(ask)
    if doors is None:
        raise Refused(404, "account.only-team")
    return doors
