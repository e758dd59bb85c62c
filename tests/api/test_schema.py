"""The schema tells the truth: every address with its terms, and what schemathesis sends gets what the schema says."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import schemathesis
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.core.failures import FailureGroup
from starlette.testclient import TestClient

from sekisho.api import make_api
from sekisho.api.schema import routes_of
from sekisho.service.access import Permission
from sekisho.service.office import Office
from sekisho.web.app import create_app

SLOW = {"/history", "/destinations", "/determine/batch"}
"""Addresses at which one request may take seconds; they are asked less often."""


@pytest.fixture(scope="module")
def schema(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/openapi.json").json()
    return found


def test_every_address_declares_its_terms(office: Office) -> None:
    api = make_api(office, lambda request: None)
    routes = [route for route in api.routes if isinstance(route, APIRoute)]
    assert routes == routes_of(api)
    assert len(routes) > 40
    for route in routes:
        assert route.endpoint.permission in Permission  # type: ignore[attr-defined]
        assert route.endpoint.__doc__


def test_the_schema_names_permission_problems_and_words_of_every_operation(schema: dict[str, Any]) -> None:
    assert schema["openapi"].startswith("3.1")
    ids = []
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            ids.append(operation["operationId"])
            assert operation["x-permission"] in set(Permission)
            assert operation["summary"].endswith(".") or operation["summary"].endswith(":"), (path, method)
            assert {"401", "403", "429", "500", "503"} <= set(operation["responses"])
            if "{" in path:
                assert "404" in operation["responses"]
            for parameter in operation.get("parameters", ()):
                assert parameter.get("description") or parameter["in"] == "path", (path, parameter["name"])
            for status, told in operation["responses"].items():
                if int(status) >= 400:
                    assert list(told["content"]) == ["application/problem+json"]
    assert len(ids) == len(set(ids))


def test_every_reference_of_the_schema_leads_somewhere(schema: dict[str, Any]) -> None:
    names = set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(schema)))
    assert names <= set(schema["components"]["schemas"])


def test_the_page_to_read_fetches_nothing_from_elsewhere(client: TestClient, schema: dict[str, Any]) -> None:
    response = client.get("/docs")
    assert response.headers["content-type"].startswith("text/html")
    page = response.text
    assert not re.search(r'(src|href)="(https?:)?//', page)
    assert "<script" not in page and "style=" not in page
    for path, methods in schema["paths"].items():
        for method in methods:
            assert f"{method.upper()} /api/v1{path}" in page
    assert len(response.content) < 150_000, "a page that a browser has to fetch"
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r'id="([^"]+)"', page))
    assert client.get("/docs", headers={"if-none-match": response.headers["etag"]}).status_code == 304


def test_what_schemathesis_sends_gets_what_the_schema_says(office: Office) -> None:
    office.screener("", 300)  # opening the lists for the first time takes longer than a request waits
    inner = create_app(office)

    async def app(scope: Any, receive: Any, send: Any) -> None:
        """The whole server, called by its own name."""
        if scope["type"] == "http":
            headers = [(name, value) for name, value in scope["headers"] if name != b"host"]
            scope = {**scope, "headers": [*headers, (b"host", b"127.0.0.1")]}
        await inner(scope, receive, send)

    loaded = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    checks = [
        schemathesis.checks.CHECKS.get_one(name)
        for name in (
            "not_a_server_error",
            "status_code_conformance",
            "content_type_conformance",
            "response_schema_conformance",
            "response_headers_conformance",
            "unsupported_method",
        )
    ]
    faults: list[str] = []
    asked = 0
    for result in loaded.get_all_operations():
        operation = result.ok()
        count = 3 if operation.path in SLOW else 8

        @settings(
            max_examples=count, deadline=None, database=None, derandomize=True,
            phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        def ask(case: Any) -> None:
            nonlocal asked
            asked += 1
            case.call_and_validate(checks=checks)

        for mode in (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE):
            strategy = operation.as_strategy(generation_mode=mode)
            try:
                given(case=strategy)(ask)()
            except Unsatisfiable:
                continue  # nothing to get wrong here
            except FailureGroup as group:
                told = "; ".join(f"{one.title}: {str(one)[:700]}" for one in group.exceptions)
                faults.append(f"{operation.method.upper()} {operation.path} ({mode.value}): {told}")
    assert asked > 300
    assert faults == [], "\n\n".join(faults)
