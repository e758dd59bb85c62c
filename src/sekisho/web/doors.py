"""The doors of the server: who comes in, whether a form came from a page of ours, and what is said to those who may not."""

from __future__ import annotations

from typing import Final, Protocol
from urllib.parse import urlsplit

from attrs import frozen
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from sekisho.service.access import Actor, Permission, local_actor
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


@frozen
class LaptopDoors:
    """One user on their own machine: no sign-in; only pages of this server may send forms."""

    office: Office

    def actor(self, request: Request) -> Actor | None:
        """The one user."""
        return LOCAL

    def nobody(self) -> Actor:
        """The one user."""
        return LOCAL

    def refuse(
        self, request: Request, actor: Actor | None, permission: Permission, lang: str, as_json: bool
    ) -> Response:
        """Never needed here, for the one user may do everything."""
        raise Refused(403, "page.not-allowed")

    async def form(self, request: Request) -> FormData:
        """The form, if it came from a page of this server."""
        same_origin(request)
        return await request.form(max_fields=MOST_FIELDS, max_files=MOST_FILES, max_part_size=MOST_PART)

    def token(self, request: Request) -> str:
        """None is needed where the origin is checked and there is no session."""
        return ""

    def https(self, request: Request) -> bool:
        """As the request came."""
        return request.url.scheme == "https"


LOCAL: Final = local_actor("local")
"""The one user of a laptop."""


def same_origin(request: Request) -> None:
    """Refuse a form that another site's page sent. Raises Refused."""
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in {"same-origin", "none"}:
        raise Refused(403, "page.foreign-form")
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise Refused(403, "page.foreign-form")
