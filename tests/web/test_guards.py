"""Names, origins, sizes, rates, headers: what is refused before a page sees it, and what every answer carries."""

from __future__ import annotations

import socket
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from sekisho.service.limits import Limiter
from sekisho.web.guards import limits
from sekisho.web.guards.headers import POLICY
from tests.loops import alone
from tests.web.conftest import Served, serving


def raw(served: Served, sent: bytes, seconds: float = 10, *, whole: bool = False) -> bytes:
    """What the server answers to bytes that no library would send. `whole`: until it ends the connection."""
    parts = urlsplit(served.address)
    with socket.create_connection((str(parts.hostname), int(parts.port or 0)), timeout=seconds) as wire:
        wire.sendall(sent)
        answer = b""
        while piece := wire.recv(65536):
            answer += piece
            if not whole and b"\r\n\r\n" in answer and b"HTTP/1.1 1" not in answer[:12]:
                break
    return answer


def get(served: Served, *lines: str, path: str = "/terms", method: str = "GET", host: str | None = "") -> int:
    """The status of a request with these lines of headers; `host`: "" for the right one, None for none."""
    head = [f"{method} {path} HTTP/1.1"]
    if host is not None:
        head.append(f"Host: {host or urlsplit(served.address).netloc}")
    answer = raw(served, "\r\n".join([*head, *lines, "Connection: close", "", ""]).encode("latin-1"))
    return int(answer.split(b" ", 2)[1])


# --- names


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "[::ffff:8.8.8.8]", "127.0.0.1@evil.example",
     "127.0.0.1/evil", "0.0.0.0", "192.168.0.1", "sekisho", "localhost:99999999", "127.0.0.1, evil.example", "%6cocalhost"],
)  # fmt: skip
def test_a_laptop_answers_to_its_own_names_only(served: Served, host: str) -> None:
    assert get(served, host=host) in {400, 421}


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "LOCALHOST:8470", "[::1]:1", "127.0.0.2:80", "localhost."]
)
def test_the_names_of_this_machine(served: Served, host: str) -> None:
    assert get(served, host=host) == 200


def test_no_name_or_two_names(served: Served) -> None:
    assert get(served, host=None) in {400, 421}
    assert get(served, "Host: evil.example") in {400, 421}


def test_words_of_a_proxy_are_not_believed(served: Served) -> None:
    assert get(served, "X-Forwarded-Host: evil.example", "Forwarded: host=evil.example") == 200
    assert get(served, "X-Forwarded-Host: 127.0.0.1", host="evil.example") == 421
    answer = httpx.get(f"{served.address}/terms", headers={"X-Forwarded-Proto": "https"})
    assert "strict-transport-security" not in answer.headers


def test_a_team_answers_to_the_name_of_its_address(tmp_path: Path) -> None:
    env = {"SEKISHO_URL": "https://sekisho.example.com", "SEKISHO_PROXIES": "127.0.0.1"}
    with serving(tmp_path, "--team", env=env) as served:
        assert get(served, host="sekisho.example.com") == 200
        assert get(served, host="SEKISHO.example.com") == 200
        assert get(served, host="evil.example") == 421
        assert get(served, host="sekisho.example.com:8080") == 421
        for path in ("/healthz", "/readyz"):
            assert get(served, path=path, host="10.0.0.7") == 200
        ours = {"Host": "sekisho.example.com", "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}
        answer = httpx.get(f"{served.address}/login", headers=ours)
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        assert all("Secure" in one for one in answer.headers.get_list("set-cookie"))
        # A page of the address may send forms, a page of another one may not.
        for origin, status in (("https://sekisho.example.com", 403), ("https://evil.example", 403)):
            posted = httpx.post(
                f"{served.address}/login", data={"email": "x"}, headers={**ours, "Origin": origin}
            )
            assert posted.status_code == status
            assert ("did not come from a page of this server" in posted.text) == (
                origin != "https://sekisho.example.com"
            ) or ("earlier session" in posted.text)
        assert httpx.get(f"{served.address}/metrics", headers=ours).status_code == 403
        assert httpx.get(f"{served.address}/metrics").status_code == 200


# --- origins


@pytest.mark.parametrize(
    "said",
    [
        "Origin: https://evil.example",
        "Origin: null",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
        "Origin: http://127.0.0.1:1",
    ],
)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/account/language"),
        ("POST", "/api/v1/determine"),
        ("DELETE", "/api/v1/checks/x"),
        ("PUT", "/api/v1/checks/x"),
        ("PATCH", "/terms"),
    ],
)
def test_what_a_foreign_page_sends_is_refused(served: Served, method: str, path: str, said: str) -> None:
    assert get(served, said, "Content-Length: 0", method=method, path=path) == 403


def test_no_foreign_page_may_read(served: Served) -> None:
    answer = httpx.options(
        f"{served.address}/api/v1/determine",
        headers={"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"},
    )
    assert not any(name.startswith("access-control") for name in answer.headers)
    assert answer.status_code in {404, 405}


# --- headers


@pytest.mark.parametrize(
    "path",
    [
        "/terms",
        "/terms.json",
        "/no/such",
        "/account",
        "/static/css/base.css",
        "/healthz",
        "/metrics",
        "/api/v1/law",
        "/api/v1/none",
        "/law?on=x",
    ],
)
def test_every_answer_carries_the_headers(served: Served, path: str) -> None:
    headers = httpx.get(served.address + path).headers
    assert headers["content-security-policy"] == POLICY
    assert "'unsafe-inline'" not in POLICY and "default-src 'self'" in POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["x-frame-options"] == "DENY"
    assert "server" not in headers
    assert len(headers["x-request-id"]) == 16


def test_pages_hold_no_script_or_style_of_their_own(served: Served) -> None:
    import re

    for path in ("/terms", "/account", "/account/tokens", "/account/people", "/account/why", "/no/such"):
        page = httpx.get(served.address + path).text
        assert not re.search(r"<script(?![^>]*\bsrc=)", page), path
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", page), path


# --- paths


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static/%2e%2e%2f%2e%2e%2fpyproject.toml", "/static/..%5capp.py",
     "/static//etc/passwd", "/static/%00", "/static/css/base.css%00.html", "/static/css", "/static/", "/static/....//app.py",
     "/law/p/..%2f..%2fetc%2fpasswd", "/law/..%2f..", "/check/../../etc/passwd",
     "/check/%00", "/check/%ff", "/api/v1/law/provisions/..%2f..",
     "/account/tokens/../../etc.json", "//evil.example/",
     "/%0d%0aX-Injected:%20yes", "/law?on=%0d%0aX-Injected:%20yes", "/" + "a" * 8_000],
)  # fmt: skip
def test_paths_that_lead_elsewhere(served: Served, path: str) -> None:
    answer = raw(
        served,
        f"GET {path} HTTP/1.1\r\nHost: {urlsplit(served.address).netloc}\r\nConnection: close\r\n\r\n".encode(),
    )
    head = answer.split(b"\r\n\r\n")[0].lower()
    status = int(answer.split(b" ", 2)[1])
    assert status in {200, 303, 307, 400, 404, 414, 431}, status
    assert b"x-injected" not in head and b"evil.example" not in head
    assert b"root:" not in answer and b"create_app" not in answer and b"[project]" not in answer


# --- sizes and rates


@pytest.mark.parametrize("length", ["99999999999", "-1", "1e3", "٣", "0x10", "1 2", "+5"])
def test_a_length_that_is_too_much_or_none(served: Served, length: str) -> None:
    body = f"POST /account/language HTTP/1.1\r\nHost: {urlsplit(served.address).netloc}\r\nContent-Length: {length}\r\n\r\n"
    answer = raw(served, body.encode())
    assert int(answer.split(b" ", 2)[1]) in {400, 413}


def test_a_request_with_two_lengths_is_one_request(served: Served) -> None:
    """A proxy that goes by the other length sees two requests where we see one: the second is never answered."""
    host = f"Host: {urlsplit(served.address).netloc}\r\n"
    sent = f"POST /login HTTP/1.1\r\n{host}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    answer = raw(served, f"{sent}GET /healthz HTTP/1.1\r\n{host}\r\n".encode(), whole=True)
    assert answer.startswith(b"HTTP/1.1 400 ") and b"two ways" in answer
    assert answer.count(b"HTTP/1.1 ") == 1 and b'{"alive":true}' not in answer


def test_a_body_without_length_is_counted() -> None:
    """However it is sent: after so many bytes no more is read, and after so long without one neither."""
    import asyncio
    from typing import Any

    from starlette.exceptions import HTTPException

    read = 0

    async def endless() -> Any:
        return {"type": "http.request", "body": b"x" * (1 << 20), "more_body": True}

    async def silent() -> Any:
        await asyncio.sleep(60)

    async def run() -> tuple[int, int]:
        nonlocal read
        with pytest.raises(HTTPException) as large:
            receive = limits._counted(endless)
            for _ in range(1_000):
                await receive()
                read += 1
        original, limits.SILENT_SECONDS = limits.SILENT_SECONDS, 0.05  # type: ignore[misc]
        try:
            with pytest.raises(HTTPException) as slow:
                await limits._counted(silent)()
        finally:
            limits.SILENT_SECONDS = original  # type: ignore[misc]
        return large.value.status_code, slow.value.status_code

    assert alone(run) == (413, 408)
    assert read == limits.MOST_BODY // (1 << 20)


MULTI, PLAIN = "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"
PART = b'--x\r\nContent-Disposition: form-data; name="f"; filename="%s"\r\n\r\nja\r\n--x--\r\n'
BROKEN_FORMS = [
    ("multipart/form-data", b"x"),
    ("multipart/form-data; boundary=", b"--\r\n"),
    ("multipart/form-data; boundary=" + "x" * 9_000, b"--"),
    (MULTI, b"--x\r\n"),
    (MULTI, PART % b"\x00"),
    (MULTI, PART % (b"a" * 70_000)),
    (
        MULTI,
        b"".join(b'--x\r\nContent-Disposition: form-data; name="a%d"\r\n\r\nv\r\n' % n for n in range(3_000)),
    ),
    (PLAIN, b"&".join(b"a%d=b" % n for n in range(5_000))),
    (PLAIN, b"lang=%ff%fe%00"),
    (PLAIN, b"lang=ja&lang=\xe9"),
    (f"{PLAIN}; charset=utf-99", b"lang=ja"),
    ("application/json", b"{}"),
    ("text/plain", b"lang=ja"),
    ("", b"lang=ja"),
]


@pytest.mark.parametrize(("kind", "body"), BROKEN_FORMS)
def test_a_broken_form_is_an_error_of_the_form(served: Served, kind: str, body: bytes) -> None:
    answer = httpx.post(
        f"{served.address}/account/language", content=body, headers={"Content-Type": kind} if kind else {}
    )
    assert answer.status_code in {303, 400, 413, 422}
    if answer.status_code != 303:
        assert "<h1>" in answer.text


def test_who_asks_too_often_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    from typing import Any

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"ok"})

    from sekisho.web.rendering import make_rendering

    guard = limits.Limits(app, make_rendering())
    guard.all = Limiter(1, 3)

    async def status(address: str) -> tuple[int, dict[bytes, bytes]]:
        sent: list[Any] = []

        async def receive() -> Any:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        scope = {
            "type": "http",
            "method": "GET",
            "path": "/terms",
            "query_string": b"",
            "headers": [],
            "client": (address, 1),
            "root_path": "",
            "scheme": "http",
            "server": ("x", 1),
        }
        await guard(scope, receive, send)
        return sent[0]["status"], dict(sent[0]["headers"])

    async def run() -> None:
        assert [(await status("a"))[0] for _ in range(4)] == [200, 200, 200, 429]
        assert (await status("a"))[1][b"retry-after"] == b"1"
        assert (await status("b"))[0] == 200

    alone(run)


def test_an_answer_that_takes_too_long_is_a_504_and_the_work_is_left_to_end() -> None:
    import asyncio
    from typing import Any

    from sekisho.web.rendering import make_rendering

    ended = []

    async def slow(scope: Any, receive: Any, send: Any) -> None:
        await asyncio.sleep(0.3)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"late"})
        ended.append(True)

    async def run() -> list[Any]:
        guard = limits.Limits(slow, make_rendering())
        sent: list[Any] = []

        async def receive() -> Any:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        scope = {
            "type": "http",
            "method": "GET",
            "path": "/terms",
            "query_string": b"",
            "headers": [],
            "client": ("a", 1),
            "root_path": "",
            "scheme": "http",
            "server": ("x", 1),
        }
        original, limits.SECONDS = limits.SECONDS, 0.05  # type: ignore[misc]
        try:
            await guard(scope, receive, send)
        finally:
            limits.SECONDS = original  # type: ignore[misc]
        assert guard.at_once == 1
        await asyncio.sleep(0.5)
        assert guard.at_once == 0
        return sent

    sent = alone(run)
    assert [one["status"] for one in sent if one["type"] == "http.response.start"] == [504]
    assert ended == [True]
    assert b"late" not in b"".join(one.get("body", b"") for one in sent)
