"""Running the service: the log holds no secret, measurements go by template, it is ready or not, it stops without breaking."""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx
import pytest

from sekisho.service.access import Permission, Role
from sekisho.web.operation.logs import told_of
from sekisho.words import say
from tests.web.conftest import serving
from tests.web.teamwork import PASSWORD, SAME, csrf_in, csrf_of, team

PROVIDER = {"SEKISHO_OIDC_ISSUER": "https://id.example.com", "SEKISHO_OIDC_CLIENT": "x"}
PLANTED = "zq-planted-7f3a"
"""A word that is put into every place of a request; it may stand nowhere in the log."""


def lines_of(log: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.read_text("utf-8").splitlines() if line.startswith("{")]


def test_the_log_holds_no_secret_name_or_search_term(tmp_path: Path, prepared_sqlite: Path) -> None:
    with team(tmp_path, "--log", "info", prepared=prepared_sqlite) as crew:
        officer = crew.client(Role.ADMIN)
        officer.headers.update(
            {
                "User-Agent": PLANTED,
                "Referer": f"http://x/{PLANTED}",
                "X-Forwarded-For": PLANTED,
                "X-Request-ID": PLANTED,
            }
        )
        csrf = csrf_of(officer)
        for path in (
            f"/law/search?q={PLANTED}",
            f"/{PLANTED}",
            f"/law/p/{PLANTED}",
            f"/check/{PLANTED}",
            f"/account/why?person={PLANTED}&permission={PLANTED}",
            f"/static/{PLANTED}.css",
            f"/api/v1/law/provisions/{PLANTED}",
            f"/api/v1/law/search?q={PLANTED}",
        ):
            officer.get(path)
        for path in ("/screen", "/account/people", "/account/tokens", "/check", "/classify", f"/{PLANTED}"):
            officer.post(
                path,
                data={
                    "csrf": csrf,
                    "name": PLANTED,
                    "names": PLANTED,
                    "q": PLANTED,
                    "email": f"{PLANTED}@example.org",
                    "roles": "viewer",
                    "scopes": "law.read",
                    "days": "7",
                },
            )
        made = officer.post(
            "/account/tokens", data={"csrf": csrf, "name": PLANTED, "scopes": "screen.run", "days": "7"}
        )
        key = re.search(r"sekisho_[\w-]+", made.text)
        assert key is not None
        program = {"Authorization": f"Bearer {key[0]}"}
        body = {"on": "2025-06-01", "id": PLANTED, "parties": [{"id": "p1", "name": PLANTED}]}
        for path in ("determine", "screen", "questions"):
            httpx.post(f"{crew.served.address}/api/v1/{path}", json=body, headers=program, timeout=60)
        httpx.post(
            f"{crew.served.address}/api/v1/determine",
            content=f'{{"{PLANTED}'.encode(),
            headers=program | {"Content-Type": "application/json"},
        )
        with httpx.Client(base_url=crew.served.address, headers=SAME) as fresh:
            token = csrf_in(fresh.get("/login").text)
            fresh.post("/login", data={"email": f"{PLANTED}@example.org", "password": PLANTED, "csrf": token})
            fresh.post("/login", data={"email": "officer@example.org", "password": PASSWORD, "csrf": token})
            secret = fresh.cookies["session"]
            fresh.get("/account")
        httpx.request(PLANTED.upper()[:10], f"{crew.served.address}/terms")
        officer.get("/metrics")
        measured = httpx.get(f"{crew.served.address}/metrics").text
    log = (tmp_path / "server.log").read_text("utf-8")
    found = lines_of(tmp_path / "server.log")
    assert len([line for line in found if line["event"] == "request"]) > 20
    for secret_word in (
        PLANTED,
        PLANTED.upper()[:10],
        key[0],
        secret,
        csrf,
        PASSWORD,
        "officer@example.org",
        "Person admin",
    ):
        assert secret_word not in log, secret_word
        assert secret_word not in measured, secret_word
    routes = {str(line["route"]) for line in found if line["event"] == "request"}
    assert {"/account/tokens", "/api/v1/determine", "/login", "(none)", "/static/*"} <= routes
    assert not [line for line in found if line["event"] == "fault"]
    actors = {line["actor"] for line in found if line["event"] == "request"}
    assert crew.people[Role.ADMIN] in actors and None in actors
    assert not [line for line in log.splitlines() if not line.startswith("{")], "every line is JSON"


def test_of_an_error_only_its_kind_and_lines_are_logged() -> None:
    try:
        try:
            raise ValueError(f"cannot read {PLANTED}")
        except ValueError as error:
            raise RuntimeError(PLANTED) from error
    except RuntimeError as error:
        told = told_of(error)
    assert told["kinds"] == ["RuntimeError", "ValueError"]
    assert "test_operation.py" in told["where"][-1] and PLANTED not in json.dumps(told)


def test_measurements_go_by_template_and_may_be_read_by_few(tmp_path: Path, prepared_sqlite: Path) -> None:
    env = {"SEKISHO_METRICS_TOKEN": "a-token-for-prometheus"}
    with team(tmp_path, env=env, prepared=prepared_sqlite) as crew:
        address = crew.served.address
        count = re.compile(r'sekisho_requests_total\{method="GET",route="/terms",status="200"\} (\d+)\.0')
        before = count.search(
            httpx.get(f"{address}/metrics").text
        )  # on a slow machine the start asks several times
        for number in range(5):
            httpx.get(f"{address}/terms?lang=ja&x={number}")
            httpx.get(f"{address}/none/{number}")
        page = httpx.get(f"{address}/metrics").text
        after = count.search(page)
        assert before is not None and after is not None and int(after[1]) - int(before[1]) == 5
        assert 'route="(none)",status="404"} 5.0' in page
        assert 'sekisho_request_seconds_bucket{le="0.2",method="GET",route="/terms"}' in page
        behind_a_proxy = {"X-Forwarded-For": "203.0.113.9"}
        assert httpx.get(f"{address}/metrics", headers=behind_a_proxy).status_code == 403
        prometheus = {"Authorization": "Bearer a-token-for-prometheus"}
        assert httpx.get(f"{address}/metrics", headers=behind_a_proxy | prometheus).status_code == 200
        wrong = {"Authorization": "Bearer a-token-for-prometheuS"}
        assert httpx.get(f"{address}/metrics", headers=wrong).status_code == 403
        for role, permission, status in (
            (Role.AUDITOR, Permission.OPERATE, 200), (Role.AUDITOR, Permission.LAW_READ, 403), (Role.OFFICER, Permission.OPERATE, 403),
        ):  # fmt: skip
            assert crew.token(role, permission).get("/metrics", headers=behind_a_proxy).status_code == status


def test_ready_only_while_the_database_is(tmp_path: Path, prepared_sqlite: Path) -> None:
    with team(tmp_path, prepared=prepared_sqlite) as crew:
        address = crew.served.address
        ready = httpx.get(f"{address}/readyz")
        assert ready.status_code == 200 and ready.json() == {
            "ready": True,
            "law": True,
            "database": True,
            "migrated": True,
            "staying": True,
        }
        with sqlite3.connect(tmp_path / "sekisho.db") as other:
            other.execute("update alembic_version set version_num = 'older'")
        ready = httpx.get(f"{address}/readyz")
        assert ready.status_code == 503 and ready.json()["migrated"] is False
        assert httpx.get(f"{address}/healthz").json() == {"alive": True}


def test_a_full_disk_is_said_and_nothing_is_half_written(tmp_path: Path, prepared_sqlite: Path) -> None:
    """The limit on the size of files stands for the full disk: what is kept stays whole, what is not is a 503 in words."""
    shutil.copy(prepared_sqlite, tmp_path / "sekisho.db")
    text = b"on: 2025-06-01\nact: export\nroute: {from: CN, to: JP}\nitems: [{id: '1', kind: wafer}]\n"
    size = (tmp_path / "sekisho.db").stat().st_size
    with serving(tmp_path) as served, httpx.Client(base_url=served.address, timeout=60) as client:
        kept = client.post("/api/v1/checks", content=text, headers={"Content-Type": "application/yaml"})
        assert kept.status_code == 201
        full = size // 2
        resource.prlimit(served.process.pid, resource.RLIMIT_FSIZE, (full, full))
        much = text + b"#" + b"x" * 1_900_000
        answer = client.post("/api/v1/checks", content=much, headers={"Content-Type": "application/yaml"})
        assert answer.status_code == 503 and answer.headers["retry-after"] == "5", answer.text
        assert answer.json()["detail"] == say("guard.no-database", "en") and answer.json()["mend"]
        page = client.post("/check/file?lang=ja", files={"file": ("t.yaml", much, "application/yaml")})
        assert page.status_code == 503 and say("guard.no-database", "ja") in page.text
        assert client.get(f"/api/v1/checks/{kept.json()['id']}").json()["document"] == text.decode()
        assert client.get("/api/v1/checks").json()["total"] == 1
    with sqlite3.connect(tmp_path / "sekisho.db") as left:
        assert left.execute("pragma integrity_check").fetchone() == ("ok",)
    assert any("disk" in str(line.get("database")) for line in lines_of(tmp_path / "server.log"))


def wait_for(what: object, seconds: float = 90) -> None:
    assert callable(what)
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.05)


def test_a_request_in_flight_is_answered_before_the_end(tmp_path: Path) -> None:
    """The signal comes while a body is still being sent."""
    with serving(tmp_path, "--log", "info") as served:
        begun, go_on = threading.Event(), threading.Event()

        def pieces() -> object:
            yield b"lang="
            begun.set()
            go_on.wait(10)
            yield b"ja"

        found: list[httpx.Response] = []

        def send() -> None:
            kind = {"Content-Type": "application/x-www-form-urlencoded"}
            found.append(
                httpx.post(f"{served.address}/account/language", content=pieces(), headers=kind, timeout=30)
            )  # type: ignore[arg-type]

        thread = threading.Thread(target=send)
        thread.start()
        begun.wait(10)
        time.sleep(0.3)
        served.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        assert served.process.poll() is None, "it waits for the request"
        with pytest.raises(httpx.TransportError):
            httpx.get(f"{served.address}/terms", timeout=3)
        go_on.set()
        thread.join(20)
        assert found and found[0].status_code == 303
        served.process.wait(20)
    assert served.process.returncode == 0
    ended = [line["event"] for line in lines_of(tmp_path / "server.log")]
    assert ended[-1] == "stopped", "the worker was stopped and the database closed"


def test_several_processes_over_one_socket(tmp_path: Path, prepared_sqlite: Path) -> None:
    with team(tmp_path, "--workers", "2", prepared=prepared_sqlite) as crew:
        address = crew.served.address

        def children() -> list[int]:
            answer = subprocess.run(
                ["ps", "-o", "pid=", "--ppid", str(crew.served.process.pid)], capture_output=True, text=True
            )
            return [int(word) for word in answer.stdout.split()]

        wait_for(lambda: len(children()) == 2)
        for _ in range(20):
            assert httpx.get(f"{address}/terms").status_code == 200
        # A session of one process is known to the other.
        client = crew.client(Role.OFFICER)
        assert {client.get("/account", headers={"Connection": "close"}).status_code for _ in range(10)} == {
            200
        }
        first = children()
        os.kill(first[0], signal.SIGKILL)
        wait_for(lambda: len(children()) == 2 and first[0] not in children())
        for _ in range(10):
            assert httpx.get(f"{address}/terms", timeout=30).status_code == 200
        page = httpx.get(f"{address}/metrics").text
        count = re.search(r'sekisho_requests_total\{method="GET",route="/terms",status="200"\} (\d+)', page)
        assert count is not None and int(count[1]) >= 30, (
            "the requests of both processes, and of the one that died"
        )
        crew.served.process.send_signal(signal.SIGTERM)
        assert crew.served.process.wait(30) == 0
        assert children() == []


def test_a_process_ends_with_the_one_that_watches_over_it(tmp_path: Path) -> None:
    """After kill -9 of the first process the others would go on with nobody to stop them, and keep the port."""
    script = """
import os, threading, time
from sekisho.web.serving import _end_with
parent = os.getpid()
child = os.fork()
if not child:
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    time.sleep(60)
    os._exit(0)
print(child, flush=True)
time.sleep(60)
"""
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    child = int(process.stdout.readline())

    def lives() -> bool:
        try:
            return Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
        except FileNotFoundError:
            return False

    assert lives()
    process.kill()
    process.wait()
    process.stdout.close()
    wait_for(lambda: not lives(), 20)


@pytest.mark.parametrize(
    ("options", "env", "words"),
    [
        (["--host", "0.0.0.0"], {}, "for others, give --team"),
        ([], {"SEKISHO_MODE": "tema"}, "write laptop or team"),
        (["--team"], {"SEKISHO_URL": "sekisho.example.com"}, "SEKISHO_URL"),
        (["--team"], {"SEKISHO_URL": "https://sekisho.example.com/app"}, "without a path"),
        (["--team"], {"SEKISHO_URL": "https://[broken"}, "SEKISHO_URL"),
        (["--team"], {"SEKISHO_PROXIES": "10.0.0.0/99"}, "SEKISHO_PROXIES"),
        (["--team"], {"SEKISHO_OIDC_ISSUER": "https://id.example.com"}, "SEKISHO_OIDC_CLIENT"),
        (["--team"], {"SEKISHO_OIDC_ISSUER": "http://id.example.com", "SEKISHO_OIDC_CLIENT": "x"}, "https://"),
        (["--team"], {**PROVIDER, "SEKISHO_OIDC_ROLE": "admin"}, "SEKISHO_OIDC_ROLE"),
        (["--team"], {"SEKISHO_METRICS_TOKEN_FILE": "/no/such/file"}, "cannot be read"),
        (["--team", "--host", "256.0.0.1"], {}, "cannot be listened at"),
    ],
)  # fmt: skip
def test_what_cannot_be_served_is_said_before_it_begins(
    tmp_path: Path, options: list[str], env: dict[str, str], words: str
) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "sekisho.cli.main", "serve", "--no-browser", *options],
        env={**os.environ, "SEKISHO_DATA": str(tmp_path), **env}, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert answer.returncode == 2 and words in answer.stderr and "Traceback" not in answer.stderr, (
        answer.stderr
    )


def test_a_port_in_use_is_said(tmp_path: Path) -> None:
    with serving(tmp_path) as served:
        port = served.address.rpartition(":")[2]
        answer = subprocess.run(
            [sys.executable, "-m", "sekisho.cli.main", "serve", "--no-browser", "--port", port],
            env={**os.environ, "SEKISHO_DATA": str(tmp_path)}, capture_output=True, text=True, timeout=60,
        )  # fmt: skip
    assert answer.returncode == 2 and "give another --port" in answer.stderr


def test_an_answer_on_a_kept_connection_does_not_wait_for_the_reader() -> None:
    import socket

    from sekisho.web.serving import listening

    with listening("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()):
        accepted, _ = listener.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
