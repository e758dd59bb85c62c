"""Problem details (RFC 9457): how the API says that it does not carry out a request, with one type for each kind.

The type of a problem is an address on the same server (`/api/v1/problems/bad-input`) at which it is explained.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import msgspec
from attrs import frozen
from starlette.responses import Response

from sekisho.words import LANGUAGES, say

MEDIA_TYPE: Final = "application/problem+json"
TYPES: Final = "/api/v1/problems/"


@frozen
class Kind:
    """One kind of problem: its status, and in a sentence when it comes."""

    name: str
    status: int
    when: str

    @property
    def type(self) -> str:
        """The address that stands as `type`."""
        return TYPES + self.name

    def title(self, lang: str = "en") -> str:
        """What the kind is called."""
        return say(f"api.title-{self.name}", lang)

    def mend(self, lang: str = "en") -> str:
        """What to do about it."""
        return say(f"api.mend-{self.name}", lang)


KINDS: Final[Mapping[str, Kind]] = {
    kind.name: kind
    for kind in (
        Kind("unreadable", 400, "The body is not JSON, or not text in UTF-8."),
        Kind("not-signed-in", 401, "The server belongs to a team, and the request has no token that stands."),
        Kind("not-allowed", 403, "The role or the token does not allow it; `steps` says why, step by step."),
        Kind("not-found", 404, "Nothing is at this address, or what is there belongs to another workspace."),
        Kind(
            "method-not-allowed",
            405,
            "The address exists and does not take this method. A saved answer is a record: it is neither changed nor taken out.",
        ),
        Kind("conflict", 409, "What was asked does not go with how things stand by now."),
        Kind("key-in-use", 409, "A first request with the same Idempotency-Key is still being carried out."),
        Kind("key-reused", 409, "The Idempotency-Key was used for a request with another body or address."),
        Kind("precondition-failed", 412, "If-Match names a revision that no longer stands."),
        Kind("too-large", 413, "The body, or the number of transactions or items in it, is over the limit."),
        Kind("unsupported-media-type", 415, "The Content-Type is none that the address takes."),
        Kind(
            "bad-input",
            422,
            "The document has faults; `errors` has a pointer, a message and what to do for each.",
        ),
        Kind("bad-request", 422, "A parameter has a fault; `errors` names it."),
        Kind("precondition-required", 428, "A change was sent without If-Match."),
        Kind("too-many", 429, "More requests came in a short time than the server takes from one caller."),
        Kind("fault", 500, "The server made a mistake. No answer was given."),
        Kind(
            "busy",
            503,
            "Too many requests wait for their turn already, or the database or disk is locked, full or away; nothing was kept.",
        ),
        Kind("too-slow", 504, "There was no answer in the time that one request may take."),
    )
}
_BY_STATUS: Final = {
    400: "unreadable", 401: "not-signed-in", 403: "not-allowed", 404: "not-found", 405: "method-not-allowed",
    408: "too-slow", 409: "conflict", 412: "precondition-failed", 413: "too-large", 415: "unsupported-media-type", 422: "bad-request",
    428: "precondition-required", 429: "too-many", 500: "fault", 503: "busy", 504: "too-slow",
}  # fmt: skip


class Problem(Exception):
    """A request that is not carried out. `key`, `parts`: words of the catalogue that say what was wrong; or `detail` itself.

    `detail` may be a function of the
    language. `errors`: each fault with its place; `more`: further members; `headers`: such as Retry-After.
    """

    def __init__(
        self,
        kind: str,
        key: str = "",
        *parts: object,
        detail: str | Callable[[str], str] = "",
        errors: Sequence[Mapping[str, Any]] = (),
        more: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(kind, key or detail)
        self.kind, self.key, self.parts = KINDS[kind], key, parts
        self.said: Callable[[str], str] = detail if callable(detail) else lambda lang: detail
        self.errors, self.more, self.headers = tuple(errors), dict(more or {}), dict(headers or {})

    def body(self, lang: str, instance: str = "") -> dict[str, Any]:
        """The problem as plain data, in the language of the reader."""
        detail = say(self.key, lang, *self.parts) if self.key else self.said(lang)
        found: dict[str, Any] = {
            "type": self.kind.type,
            "title": self.kind.title(lang),
            "status": self.kind.status,
            "detail": detail or self.kind.title(lang),
            "mend": self.kind.mend(lang),
        }
        if instance:
            found["instance"] = instance
        if self.errors:
            found["errors"] = list(self.errors)
        return {**found, **self.more}

    def response(self, lang: str, instance: str = "") -> Response:
        """The problem as an answer."""
        headers = {"Cache-Control": "no-store", "Content-Language": lang, **self.headers}
        if self.kind.status == 401:
            headers.setdefault("WWW-Authenticate", 'Bearer realm="sekisho"')
        return Response(
            msgspec.json.encode(self.body(lang, instance)),
            self.kind.status,
            media_type=MEDIA_TYPE,
            headers=headers,
        )


def refused(
    status: int, words: Callable[[str], str], lang: str, headers: Mapping[str, str] | None = None
) -> Response:
    """The answer of a guard that stands before the API, in the form of the API."""
    return Problem(kind_of(status), detail=words, headers=headers).response(lang)


def kind_of(status: int) -> str:
    """The name of the kind that stands for a status; "fault" for one without."""
    return _BY_STATUS.get(status, "fault" if status >= 500 else "unreadable")


def explained(kind: Kind) -> dict[str, Any]:
    """A kind as plain data, for the address that its type names."""
    return {
        "type": kind.type,
        "status": kind.status,
        "when": kind.when,
        "title": {lang: kind.title(lang) for lang in LANGUAGES},
        "mend": {lang: kind.mend(lang) for lang in LANGUAGES},
    }
