"""The doors of a service for a team: sessions, tokens against foreign forms, and the way to log in."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, urlsplit

from attrs import frozen
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sekisho.service.access import Actor, Permission
from sekisho.service.accounts import LoggedIn, Recognised
from sekisho.service.accounts.keys import derived, new_secret, same
from sekisho.service.office import Office
from sekisho.words import LANGUAGES

from .asking import Refused
from .doors import MOST_FIELDS, MOST_FILES, MOST_PART, NotAllowed, recognised, same_origin

NOBODY: Final = Actor("", "", "", frozenset(), "session")
BEFORE: Final = "before"
"""The cookie of a browser that is about to log in; what its forms and the identity provider send back follows from it."""
_BEFORE_LASTS: Final = 3600
YEAR: Final = 365 * 24 * 3600
_WITHOUT_SESSION: Final = frozenset({"/login", "/join", "/logout"})


@frozen
class TeamDoors:
    """People with accounts: who is not logged in is led to the login page."""

    office: Office

    def actor(self, request: Request) -> Actor | None:
        """Who is logged in, or the program that holds a token."""
        found = self._recognised(request)
        return found.actor if found else None

    def nobody(self) -> Actor:
        """Nobody, who may see the public pages."""
        return NOBODY

    def refuse(
        self, request: Request, actor: Actor | None, permission: Permission, lang: str, as_json: bool
    ) -> Response:
        """The login page for who is not logged in, else the reason."""
        if actor is None and not as_json and "authorization" not in request.headers:
            to = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            to = to if request.method == "GET" and to != "/" else ""
            return RedirectResponse("/login" + (f"?to={quote(to, safe='')}" if to else ""), status_code=303)
        raise NotAllowed(actor, permission, 401 if actor is None else 403)

    async def form(self, request: Request) -> FormData:
        """The form, if it came from a page of this server and carries the token of this browser."""
        same_origin(request, self._host(request))
        form = await request.form(max_fields=MOST_FIELDS, max_files=MOST_FILES, max_part_size=MOST_PART)
        found = self._recognised(request)
        if found is not None and found.actor.how == "token":
            return form  # no browser sends an Authorization header by itself
        wanted, sent = self._csrf(request, found), form.get("csrf")
        if not wanted or not isinstance(sent, str) or not same(wanted, sent):
            raise Refused(403, "account.form-stale", mend="account.mend-stale")
        return form

    def token(self, request: Request) -> str:
        """The token of the session; before there is one, a token that follows from the browser's cookie."""
        found = self._recognised(request)
        if found is None and request.url.path in _WITHOUT_SESSION and not self.before(request):
            request.state.before = new_secret()
        return self._csrf(request, found)

    def https(self, request: Request) -> bool:
        """As people reach the service, which the proxy before us may know better."""
        return self.office.settings.team.https or request.url.scheme == "https"

    def finish(self, request: Request, response: Response) -> None:
        """Set the cookies of a session that began or ended, and of a browser that is about to log in."""
        state, https = request.state, self.https(request)
        began: LoggedIn | None = getattr(state, "began", None)
        if began is not None:
            response.set_cookie(
                self.cookie(request), began.secret, max_age=began.seconds, path="/", httponly=True, samesite="lax", secure=https
            )  # fmt: skip
            response.delete_cookie(BEFORE, path="/", httponly=True, samesite="lax", secure=https)
            if began.lang in LANGUAGES and "lang" not in request.cookies:
                response.set_cookie("lang", began.lang, max_age=YEAR, path="/", samesite="lax", secure=https)
        elif getattr(state, "before", None):
            response.set_cookie(
                BEFORE, state.before, max_age=_BEFORE_LASTS, path="/", httponly=True, samesite="lax", secure=https
            )  # fmt: skip
        if getattr(state, "ended", False):
            response.delete_cookie(
                self.cookie(request), path="/", httponly=True, samesite="lax", secure=https
            )
            response.headers["Clear-Site-Data"] = '"cache", "storage"'

    def cookie(self, request: Request) -> str:
        """The name of the session's cookie; behind https one that no other host and no plain page can set."""
        return "__Host-session" if self.https(request) else "session"

    def secret(self, request: Request) -> str:
        """What the browser's cookie of the session holds."""
        return request.cookies.get(self.cookie(request), "")[:200]

    def before(self, request: Request) -> str:
        """What the browser holds that is about to log in."""
        held: str = getattr(request.state, "before", "") or request.cookies.get(BEFORE, "")[:200]
        return held

    def _recognised(self, request: Request) -> Recognised | None:
        return recognised(request, self.office, self.secret(request))

    def _csrf(self, request: Request, found: Recognised | None) -> str:
        if found is not None:
            return found.csrf
        before = self.before(request)
        return derived(before, "form") if before else ""

    def _host(self, request: Request) -> str:
        return self.office.settings.team.host or request.headers.get("host", "")


def safe_way(to: str) -> str:
    """Where to go after logging in: a page of ours, whatever was asked; "/" for anything else."""
    parts = urlsplit(to)
    odd = any(ord(c) < 33 or ord(c) == 127 or c == "\\" for c in to)
    if (
        not to.startswith("/")
        or to.startswith("//")
        or odd
        or parts.scheme
        or parts.netloc
        or len(to) > 2_000
    ):
        return "/"
    return "/" if parts.path.split("/")[1] in {"login", "logout", "join"} else to
