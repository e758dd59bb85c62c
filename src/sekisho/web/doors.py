"""The doors of the server: who comes in, whether a form came from a page of ours, and what is said to those who may not."""

from __future__ import annotations

from typing import Final, Protocol
from urllib.parse import urlsplit

from attrs import frozen
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from sekisho.api.desk import Who
from sekisho.service.access import Actor, Permission, may
from sekisho.service.accounts import BadToken, Recognised, recognise
from sekisho.service.office import Office

from .asking import Refused

MOST_FIELDS: Final = 2_000
MOST_FILES: Final = 20
MOST_PART: Final = 20 * 1024 * 1024
"""A field or file of a form is at most this many bytes."""


class Doors(Protocol):
    """What the view layer asks of access; one for a laptop, one for a team."""

    @property
    def office(self) -> Office:
        """What the pages work with."""

    def actor(self, request: Request) -> Actor | None:
        """Who asks; None where nobody is signed in."""

    def nobody(self) -> Actor:
        """The actor of public pages where nobody is signed in: may nothing."""

    def refuse(
        self, request: Request, actor: Actor | None, permission: Permission, lang: str, as_json: bool
    ) -> Response:
        """The answer to somebody who may not: the way to sign in, or the reason."""

    async def form(self, request: Request) -> FormData:
        """The form that was sent. Raises Refused where it is too large, or came from elsewhere than a page of ours."""

    def token(self, request: Request) -> str:
        """The token that stands in every form of the page, so that only our pages can send it back."""

    def https(self, request: Request) -> bool:
        """Whether the reader sees the server by https; then cookies go by https only."""

    def finish(self, request: Request, response: Response) -> None:
        """Cookies that the answer carries, such as that of a session that began."""


class NotAllowed(Refused):
    """A request that access does not allow: the reason comes with the verdict, in the reader's language."""

    def __init__(self, actor: Actor | None, permission: Permission, status: int = 403) -> None:
        super().__init__(
            status, "page.not-allowed", mend="page.mend-401" if status == 401 else "account.mend-403"
        )
        self.verdict = may(actor, permission)

    def words(self, lang: str) -> str:
        """Why it is not allowed."""
        return self.verdict.reason(lang)


@frozen
class LaptopDoors:
    """One user on their own machine: no sign-in; only pages of this server may send forms."""

    office: Office

    def actor(self, request: Request) -> Actor | None:
        """The one user, or a program with a token, which narrows what it may."""
        found = recognised(request, self.office, "")
        return found.actor if found else None

    def nobody(self) -> Actor:
        """Never needed here, for there is always the one user."""
        raise NotAllowed(None, Permission.LAW_READ, 401)

    def refuse(
        self, request: Request, actor: Actor | None, permission: Permission, lang: str, as_json: bool
    ) -> Response:
        """A program whose token does not cover it; the one user may do everything."""
        raise NotAllowed(actor, permission)

    async def form(self, request: Request) -> FormData:
        """The form, if it came from a page of this server."""
        same_origin(request, request.headers.get("host", ""))
        return await request.form(max_fields=MOST_FIELDS, max_files=MOST_FILES, max_part_size=MOST_PART)

    def token(self, request: Request) -> str:
        """None is needed where the origin is checked and there is no session."""
        return ""

    def https(self, request: Request) -> bool:
        """As the request came."""
        return request.url.scheme == "https"

    def finish(self, request: Request, response: Response) -> None:
        """There is no session, so there are no cookies."""


def doors_for(office: Office) -> Doors:
    """The doors for the mode in which the service runs."""
    if office.settings.mode == "team":
        from .team_doors import TeamDoors

        return TeamDoors(office)
    return LaptopDoors(office)


def recognised(request: Request, office: Office, session: str) -> Recognised | None:
    """Who asks, looked up once a request. `session`: what the cookie holds. Raises NotAllowed for a worthless token."""
    state = request.state
    if not hasattr(state, "recognised"):
        scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
        try:
            state.recognised = recognise(
                office, bearer=bearer.strip() or "-" if scheme.lower() == "bearer" else "", session=session
            )
        except BadToken:
            raise BadKey from None
    found: Recognised | None = state.recognised
    if found is not None:
        # For the log: who, by id. The name never goes there.
        request.scope["sekisho.actor"] = found.actor.id
    return found


def caller(doors: Doors) -> Who:
    """Who asks, for the API: it says in its own way that a token is worth nothing. The function raises BadToken."""

    def who(request: Request) -> Actor | None:
        try:
            return doors.actor(request)
        except BadKey:
            raise BadToken from None

    return who


class BadKey(Refused):
    """A request with an API token that is worth nothing."""

    def __init__(self) -> None:
        super().__init__(401, "account.bad-token", mend="account.mend-token")


def same_origin(request: Request, host: str) -> None:
    """Refuse a form that another site's page sent. `host`: ours, as browsers name it. Raises Refused."""
    if not is_same_origin(request.headers.get("sec-fetch-site"), request.headers.get("origin"), host):
        raise Refused(403, "page.foreign-form")


def is_same_origin(site: str | None, origin: str | None, host: str) -> bool:
    """Whether what browsers say of a request's origin fits to a page of ours; programs that are no browser say nothing."""
    if site is not None and site not in {"same-origin", "none"}:
        return False
    return origin is None or urlsplit(origin).netloc.lower() == host.lower()
