"""The OpenAPI schema of the API: what the routes say, with our own schemas and the problems that every address may give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from fastapi.openapi.utils import get_openapi

from .desk import Terms
from .problems import KINDS, MEDIA_TYPE
from .routing import DeskRoute
from .shapes import package_schemas

if TYPE_CHECKING:
    from fastapi import FastAPI

DESCRIPTION: Final = """\
What export-control laws of several authorities say of a transaction, and why. **Not legal advice.**

Outcomes are intervals: `at_least` and `at_most` are the mildest and the gravest outcome that the known facts allow. Read
`at_most` first. `no-licence-required` means: by the provisions that were read, on the facts given, on this day.

A team's server wants `Authorization: Bearer TOKEN`; on a laptop nothing is needed. Every error is problem details
(RFC 9457, `application/problem+json`); the `type` is an address at which it is explained.
"""
_ALWAYS: Final = ("not-signed-in", "not-allowed", "bad-request", "too-many", "fault", "busy")
_WITH_BODY: Final = ("unreadable", "too-large", "unsupported-media-type", "bad-input")
_CREATING: Final = ("key-in-use",)
_WORKING: Final = ("too-slow",)
TAGS: Final = (
    ("start", "Where things are, and what each kind of problem means."),
    ("determine", "What the law demands of a transaction."),
    ("law", "The law as it stands on a day, and how it changed."),
    ("classify", "Product sheets against the control lists."),
    ("screen", "Names against the official lists of parties."),
    ("checks", "Transactions that somebody works on."),
    ("saved", "Transactions with their answers, kept."),
    ("jobs", "Long work, with progress."),
)


def complete(api: FastAPI) -> dict[str, Any]:
    """The whole schema."""
    found = get_openapi(
        title=api.title,
        version=api.version,
        description=api.description,
        routes=api.routes,
        tags=[{"name": name, "description": words} for name, words in TAGS],
        servers=[{"url": "/api/v1"}],
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    components = found.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas.update(package_schemas())
    schemas.setdefault("ProblemBody", _problem_schema(schemas))
    components["securitySchemes"] = {
        "token": {
            "type": "http",
            "scheme": "bearer",
            "description": "A token of a person, made on their account page.",
        }
    }
    found["security"] = [{}, {"token": []}]
    terms = {
        (route.path, method): getattr(route.endpoint, "terms", None)
        for route in routes_of(api)
        for method in route.methods or ()
    }
    for path, methods in found["paths"].items():
        for method, operation in methods.items():
            _add_problems(operation, path, method.upper(), terms.get((path, method.upper())))
    return found


def routes_of(api: FastAPI) -> list[DeskRoute]:
    """Every address of the API."""
    return [route for route in api.routes if isinstance(route, DeskRoute)]


def _add_problems(operation: dict[str, Any], path: str, method: str, terms: Terms | None) -> None:
    operation["summary"] = operation.get("description", "").split("\n\n")[0].replace("\n", " ")
    for parameter in operation.get("parameters", ()):
        _without_null(parameter["schema"])
    names = list(_ALWAYS)
    if method in {"POST", "PUT", "PATCH"}:
        names += [*_WITH_BODY, *_WORKING]
        if terms is not None and terms.creates:
            names += _CREATING
            operation.setdefault("parameters", []).append(_KEY)
    if "{" in path:
        names.append("not-found")
    answers = operation["responses"]
    answers.pop("422", None)
    by_status: dict[str, list[str]] = {}
    for name in [*names, *operation.pop("x-problems", [])]:
        by_status.setdefault(str(KINDS[name].status), []).append(name)
    for status, those in by_status.items():
        answers[status] = {
            "description": " ".join(f"`{name}`: {KINDS[name].when}" for name in dict.fromkeys(those)),
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemBody"}}},
        }
    operation["responses"] = dict(sorted(answers.items()))
    if terms is not None:
        operation["x-permission"] = str(terms.permission)


def _without_null(shape: dict[str, Any]) -> None:
    """A parameter that may be left out is left out; nobody writes null into an address."""
    kinds = [one for one in shape.get("anyOf", ()) if one != {"type": "null"}]
    if len(kinds) == 1:
        del shape["anyOf"]
        shape.update(kinds[0])


_KEY: Final = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Made by the caller for this request; the same request with the same key is carried out once.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
}


def _problem_schema(schemas: dict[str, Any]) -> dict[str, Any]:
    from .models import ErrorRow, ProblemBody

    made = ProblemBody.model_json_schema(ref_template="#/components/schemas/{model}")
    made.pop("$defs", None)
    schemas.setdefault("ErrorRow", ErrorRow.model_json_schema(ref_template="#/components/schemas/{model}"))
    return made
