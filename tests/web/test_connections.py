"""Connections that only hold a place: half a head, none at all, an answer that nobody takes off, a body after the refusal."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn

from sekisho.web.operation import connections
from sekisho.web.operation.connections import Connection

BIG = 4_000_000


async def app(scope: Any, receive: Any, send: Any) -> None:
    """Answers at once, whatever is still to come; a large answer at /big, one that waits for the body at /body."""
    if scope["path"] == "/body":
        while (await receive()).get("more_body"):
            pass
    size = BIG if scope["path"] == "/big" else 2
    head = [(b"content-length", str(size).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": head})
    await send({"type": "http.response.body", "body": b"x" * size})


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A server with our connections, which has little patience."""
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.4)
    monkeypatch.setattr(connections, "READ_SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(
            app, http=Connection, log_config=None, access_log=False, ws="none", lifespan="off"
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=asyncio.run, args=(server.serve(sockets=[listener]),), daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        server.should_exit = True
        thread.join(10)


def ended(wire: socket.socket, drip: bytes, seconds: float) -> bool:
    """Whether the server ends a connection on which bytes go on dripping; what it answered is read."""
    until = time.monotonic() + seconds
    wire.settimeout(0.05)
    while time.monotonic() < until:
        try:
            wire.sendall(drip)
            if wire.recv(65536) == b"":
                return True
        except TimeoutError:
            continue
        except OSError:
            return True
    return False


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"GET / HTTP/1.1\r\nX: ",
        b"GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nX: ",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999\r\n\r\n",
    ],
    ids=["nothing", "half a head", "half a second head", "a body after its answer"],
)
def test_who_only_holds_a_connection_loses_it(port: int, begun: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port)) as wire:
        wire.sendall(begun)
        assert ended(wire, b"a" if begun else b"", 5)


def test_a_body_that_is_still_read_may_take_longer(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port)) as wire:
        wire.sendall(b"POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 40\r\n\r\n")
        assert not ended(wire, b"a", 1.0)


def test_an_answer_that_nobody_takes_off_is_given_up(port: int) -> None:
    """What the system holds of it is small; the rest would stay in our memory."""
    with socket.socket() as wire:
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        wire.connect(("127.0.0.1", port))
        wire.sendall(b"GET /big HTTP/1.1\r\nHost: a\r\n\r\n")
        time.sleep(1.5)
        got = 0
        try:
            wire.settimeout(5)
            while piece := wire.recv(1 << 20):
                got += len(piece)
        except ConnectionResetError:
            pass
        assert got < BIG


def test_a_slow_reader_gets_all(port: int) -> None:
    with socket.socket() as wire:
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
        wire.connect(("127.0.0.1", port))
        wire.sendall(b"GET /big HTTP/1.1\r\nHost: a\r\n\r\n")
        got = b""
        for _ in range(8):
            time.sleep(0.2)
            got += wire.recv(200_000)
        wire.settimeout(5)
        while got.count(b"x") < BIG and (piece := wire.recv(1 << 20)):
            got += piece
        assert got.count(b"x") == BIG
