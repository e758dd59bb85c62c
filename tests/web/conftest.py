"""A real server on the loopback address with a data folder of its own, and a real browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from attrs import frozen
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = os.environ.get("SEKISHO_CHROMIUM") or "/usr/bin/chromium"


@frozen
class Served:
    """A server that runs: its address, its data folder, its process."""

    address: str
    data: Path
    process: subprocess.Popen[bytes]


@contextmanager
def serving(data: Path, *options: str, env: dict[str, str] | None = None) -> Iterator[Served]:
    """A server over a data folder, from its first answer until the end of the block."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port = sock.getsockname()[1]
    log = (data / "server.log").open("ab")
    process = subprocess.Popen(
        [sys.executable, "-m", "sekisho.cli.main", "serve", "--no-browser", "--port", str(port), *options],
        env={**os.environ, "SEKISHO_DATA": str(data), **(env or {})},
        stdout=log, stderr=log,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        end = time.monotonic() + 240
        while True:
            try:
                httpx.get(f"{address}/terms", timeout=5)
                break
            except httpx.TransportError:
                if process.poll() is not None or time.monotonic() > end:
                    raise AssertionError((data / "server.log").read_text()[-3000:]) from None
                time.sleep(0.1)
        yield Served(address, data, process)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        log.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for all tests of a process that do not stop or break it."""
    with serving(tmp_path_factory.mktemp("served")) as found:
        yield found


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium; a test without one fails, and says how to get it."""
    if not Path(CHROMIUM).exists():
        pytest.fail(
            f"no Chromium at {CHROMIUM}: install it (make setup does where it may), or set SEKISHO_CHROMIUM"
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, served: Served) -> Iterator[Page]:
    """A new page in a context of its own, 1280 wide; addresses may be relative. A fault in a script of ours fails the test."""
    context = chromium.new_context(
        base_url=served.address, viewport={"width": 1280, "height": 900}, locale="en-GB"
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console",
        lambda said: (
            faults.append(said.text) if said.type == "error" and "Content Security" in said.text else None
        ),
    )
    yield page
    context.close()
    assert faults == []


def axe_faults(page: Page) -> list[str]:
    """The serious and critical findings of axe on the page as it stands."""
    from axe_core_python.sync_playwright import Axe

    found = Axe().run(page)["violations"]
    return [
        f"{one['id']}: {one['help']}: {[node['html'][:160] for node in one['nodes'][:3]]}"
        for one in found
        if one["impact"] in {"serious", "critical"}
    ]
