"""Every refusal is problem details with a type that is explained at its address."""

from __future__ import annotations

import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from sekisho.api import make_api
from sekisho.api.desk import CROWDED
from sekisho.api.problems import KINDS, kind_of
from sekisho.service.access import Actor, Permission, Role
from sekisho.service.office import Office
from sekisho.words import say
from sekisho.words.catalogue import CATALOGUE

from .conftest import app_of, local

GOOD = {"on": "2026-11-28", "act": "export", "route": {"from": "CN", "to": "US"}, "items": [{"id": "1"}]}


def problem(response: Any, status: int, kind: str) -> dict[str, Any]:
    """The body of a problem, with what every problem has."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["cache-control"] == "no-store"
    body: dict[str, Any] = response.json()
    assert body["type"] == f"/api/v1/problems/{kind}"
    assert body["status"] == status
    assert body["title"] and body["detail"] and body["mend"]
    return body


@pytest.mark.parametrize("lang", ["en", "ja", "zh"])
@pytest.mark.parametrize("method", ["DELETE", "PUT", "PATCH"])
def test_a_saved_answer_says_that_it_stays(client: TestClient, method: str, lang: str) -> None:
    answer = client.request(method, f"/saved/{'0' * 26}", headers={"accept-language": lang})
    body = problem(answer, 405, "method-not-allowed")
    assert body["detail"] == say("api.saved-stays", lang) and answer.headers["allow"] == "GET"


@pytest.mark.parametrize("path", ["/", "/law", "/checks", "/openapi.json", "/problems/nothing", "/jobs/x"])
def test_the_head_alone_is_that_of_the_answer(client: TestClient, path: str) -> None:
    whole, head = client.get(path), client.head(path)
    assert head.status_code == whole.status_code
    changing = {"date", "x-request-id", "ratelimit", "ratelimit-policy"}
    assert {n: v for n, v in head.headers.items() if n not in changing} == {
        n: v for n, v in whole.headers.items() if n not in changing
    }
    assert client.head("/determine").status_code == 405


@pytest.mark.parametrize(
    ("method", "path", "given", "status", "kind"),
    [
        ("GET", "/nothing", {}, 404, "not-found"),
        ("GET", "/determine/x/y", {}, 404, "not-found"),
        ("GET", "/problems/nothing", {}, 404, "not-found"),
        ("GET", "/determine", {}, 405, "method-not-allowed"),
        ("DELETE", "/problems", {}, 405, "method-not-allowed"),
        ("POST", "/determine", {"content": b"{}", "headers": {"content-type": "text/plain"}}, 415, "unsupported-media-type"),
        ("POST", "/determine", {"content": b"{}"}, 415, "unsupported-media-type"),
        ("POST", "/determine", {"content": b""}, 422, "bad-input"),
        ("POST", "/determine", {"json": []}, 422, "bad-input"),
        ("POST", "/determine", {"json": GOOD, "params": {"on": "tomorrow"}}, 422, "bad-request"),
        ("POST", "/determine", {"json": GOOD, "params": {"trace": "perhaps"}}, 422, "bad-request"),
        ("POST", "/determine", {"json": GOOD, "params": {"authority": "\x00"}}, 422, "bad-request"),
        ("POST", "/determine", {"json": {**GOOD, "id": "a\ud800b"}}, 422, "bad-input"),
        ("POST", "/determine", {"json": {**GOOD, "id": "a\x00b"}}, 422, "bad-input"),
        ("POST", "/determine", {"json": {**GOOD, "x": "y"}}, 422, "bad-input"),
        ("POST", "/determine/batch", {"json": {"transactions": []}}, 422, "bad-input"),
        ("POST", "/determine/batch", {"json": {"transaction": []}}, 422, "bad-input"),
        ("POST", "/determine/batch", {"content": b"{", "headers": {"content-type": "application/json"}}, 400, "unreadable"),
        ("POST", "/determine/batch", {"content": b"a: 1", "headers": {"content-type": "application/yaml"}}, 415, "unsupported-media-type"),
    ],
)  # fmt: skip
def test_a_refusal_is_problem_details(
    client: TestClient, method: str, path: str, given: dict[str, Any], status: int, kind: str
) -> None:
    if "json" in given:
        given = {
            **given,
            "content": json.dumps(given["json"]),
            "headers": {"content-type": "application/json"},
        }
        del given["json"]
    body = problem(client.request(method, path, **given), status, kind)
    if kind in {"bad-input", "bad-request"}:
        for row in body["errors"]:
            assert row["message"]
            assert ("pointer" in row) != ("parameter" in row)
    if status == 405:
        allowed = client.request(method, path, **given).headers["allow"]
        assert method not in allowed


def test_too_large_a_body_is_refused_by_what_it_says_and_by_what_comes(client: TestClient) -> None:
    large = b" " * 2_000_001
    body = problem(
        client.post("/determine", content=large, headers={"content-type": "application/json"}),
        413,
        "too-large",
    )
    assert body["limit"] == 2_000_000

    def pieces() -> Any:
        for _ in range(210):
            yield b" " * 10_000

    problem(
        client.post("/determine", content=pieces(), headers={"content-type": "application/json"}),
        413,
        "too-large",
    )


def test_every_fault_of_a_document_has_its_place_and_what_to_do(client: TestClient) -> None:
    bad = {
        "on": "2026-13-01",
        "route": {"from": "ZZ"},
        "items": [{"id": "1", "facts": {"purity": "99"}}, {"id": "2", "kindd": "x"}],
    }
    body = problem(client.post("/determine", json=bad), 422, "bad-input")
    assert {row["pointer"] for row in body["errors"]} == {
        "#/on", "#/route/from", "#/items/0/facts/purity", "#/items/1/kindd"
    }  # fmt: skip
    assert "ZZ" in body["detail"] or "2026-13-01" in body["detail"] or "kindd" in body["detail"]


def test_lines_of_a_text_stand_with_its_faults(client: TestClient) -> None:
    response = client.post(
        "/determine", content=b"on: 2026-11-28\nacts: export\n", headers={"content-type": "application/yaml"}
    )
    (row,) = problem(response, 422, "bad-input")["errors"]
    assert (row["line"], row["pointer"]) == (2, "#/acts")


@pytest.mark.parametrize(
    ("headers", "params", "title"),
    [
        ({"accept-language": "ja,en;q=0.5"}, {}, "見つかりません"),
        ({"accept-language": "fr, zh-CN"}, {}, "未找到"),
        ({"accept-language": "ja"}, {"lang": "en"}, "Not found"),
    ],
)
def test_problems_are_told_in_the_language_of_the_reader(
    client: TestClient, headers: dict[str, str], params: dict[str, str], title: str
) -> None:
    response = client.get("/nothing", headers=headers, params=params)
    assert response.json()["title"] == title


def test_every_kind_is_explained_at_its_address(client: TestClient) -> None:
    listed = client.get("/problems").json()
    assert [one["type"] for one in listed] == [kind.type for kind in KINDS.values()]
    for kind in KINDS.values():
        one = client.get(f"/problems/{kind.name}").json()
        assert one["status"] == kind.status
        assert all(one["title"][lang] and one["mend"][lang] for lang in ("en", "ja", "zh"))
        assert f"api.title-{kind.name}" in CATALOGUE
        assert f"api.mend-{kind.name}" in CATALOGUE


def test_statuses_that_the_framework_gives_have_a_kind() -> None:
    assert {kind_of(status) for status in (400, 404, 405, 413, 415, 418, 429, 500, 502, 503)} <= set(KINDS)


def test_nobody_and_somebody_who_may_not_are_told_why(office: Office) -> None:
    nobody = TestClient(app_of(office, lambda request: None), base_url="http://127.0.0.1/api/v1")
    response = nobody.post("/determine", json=GOOD)
    problem(response, 401, "not-signed-in")
    assert response.headers["www-authenticate"].startswith("Bearer")
    assert nobody.get("/problems").status_code == 200
    token = Actor(
        "u", "U", "w", frozenset({Role.VIEWER}), "token", frozenset({Permission.LAW_READ}), token="t"
    )
    scoped = TestClient(app_of(office, lambda request: token), base_url="http://127.0.0.1/api/v1")
    body = problem(scoped.post("/determine", json=GOOD), 403, "not-allowed")
    assert body["steps"][-1]["held"] is False
    assert body["detail"] == body["steps"][-1]["words"]


@pytest.mark.parametrize(
    "headers",
    [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "http://elsewhere.example"},
     {"origin": "null"}],
)  # fmt: skip
def test_a_page_of_another_site_can_make_a_browser_send_nothing(
    client: TestClient, headers: dict[str, str]
) -> None:
    problem(client.post("/determine", json=GOOD, headers=headers), 403, "not-allowed")


def test_a_session_has_to_say_that_a_page_of_ours_sent_it(office: Office) -> None:
    person = Actor("u", "U", "w", frozenset({Role.OFFICER}), "session", session="s")
    caller = TestClient(app_of(office, lambda request: person), base_url="http://127.0.0.1/api/v1")
    problem(caller.post("/determine", json=GOOD), 403, "not-allowed")
    ours = {"sec-fetch-site": "same-origin", "origin": "http://127.0.0.1"}
    assert caller.post("/questions", json={**GOOD, "items": []}, headers=ours).status_code == 200


def test_who_asks_too_often_is_told_when_to_come_again(office: Office) -> None:
    app = app_of(office)
    app.routes[0].app.state.desk.limiter.burst = 3  # type: ignore[attr-defined]
    app.routes[0].app.state.desk.limiter.rate = 0.01  # type: ignore[attr-defined]
    caller = TestClient(app, base_url="http://127.0.0.1/api/v1")
    left = [caller.get("/problems").headers["ratelimit"] for _ in range(3)]
    assert [words.split("r=")[1].split(";")[0] for words in left] == ["2", "1", "0"]
    response = caller.get("/problems")
    problem(response, 429, "too-many")
    assert int(response.headers["retry-after"]) > 0
    assert "q=3" in response.headers["ratelimit-policy"]


def test_a_fault_of_ours_says_nothing_of_its_inside(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    def broken(request: object) -> Actor:
        raise RuntimeError("a secret of the inside")

    caller = TestClient(app_of(office, broken), base_url="http://127.0.0.1/api/v1")
    response = caller.get("/problems")
    body = problem(response, 500, "fault")
    assert "secret" not in response.text
    mark = body["instance"].rsplit(":", 1)[-1]
    assert any(getattr(record, "sekisho_fields", {}).get("id") == mark for record in caplog.records)


def test_a_crowded_process_sends_its_callers_elsewhere(office: Office) -> None:
    """A kept connection stays with one process; it is ended where others may answer sooner."""
    api = make_api(office, lambda request: local(office))
    desk = api.state.desk
    with TestClient(api, base_url="http://127.0.0.1") as client:
        desk.quick.waiting = CROWDED
        assert client.get("/problems").headers.get("connection") != "close"  # the only process
        office.workers = 2
        try:
            assert client.get("/problems").headers["connection"] == "close"
            desk.quick.waiting = CROWDED - 1
            assert client.get("/problems").headers.get("connection") != "close"
        finally:
            office.workers, desk.quick.waiting = 1, 0
