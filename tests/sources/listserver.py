"""A real HTTP server on the loopback address that publishes lists, well or badly, as real servers do."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from attrs import define, field


@define
class Asked:
    """One request as it came."""

    path: str
    headers: dict[str, str]


class Answer(BaseHTTPRequestHandler):
    """Gives each request to the function of its path."""

    protocol_version = "HTTP/1.1"
    owner: ListServer

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        with self.owner.lock:
            self.owner.asked.append(Asked(self.path, {k.lower(): v for k, v in self.headers.items()}))
        answer = self.owner.paths.get(path)
        if answer is None:
            self.reply(404, b"not here")
        else:
            answer(self)

    def reply(self, status: int, body: bytes = b"", **headers: str) -> None:
        """Answer with a body of its own length; `_` in the names of headers stands for `-`."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers and "Transfer_Encoding" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def hang_up(self) -> None:
        """Close the connection as a broken line does."""
        self.wfile.flush()
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@define
class ListServer:
    """The server, what it publishes by path, and what it was asked."""

    url: str = ""
    paths: dict[str, Callable[[Answer], None]] = field(factory=dict)
    asked: list[Asked] = field(factory=list)
    lock: threading.Lock = field(factory=threading.Lock)

    def publish(self, path: str, body: bytes, etag: str = "", **headers: str) -> str:
        """Publish bytes as a good server does: ETag, 304, ranges. Gives the address."""
        tag = f'"{etag}"' if etag else ""

        def answer(ask: Answer) -> None:
            more = {"ETag": tag, **headers} if tag else headers
            if tag and ask.headers.get("If-None-Match") == tag:
                ask.reply(304, **more)
                return
            wanted = ask.headers.get("Range", "")
            if wanted.startswith("bytes=") and ask.headers.get("If-Range") == tag:
                start = int(wanted[6:].rstrip("-"))
                if start >= len(body):
                    ask.reply(416, Content_Range=f"bytes */{len(body)}")
                    return
                span = f"bytes {start}-{len(body) - 1}/{len(body)}"
                ask.reply(206, body[start:], Content_Range=span, **more)
                return
            ask.reply(200, body, **more)

        self.paths[path] = answer
        return self.url + path

    def script(self, path: str, *answers: Callable[[Answer], None]) -> str:
        """Answer the first request with the first function, and so on; the last one stays. Gives the address."""
        waiting = list(answers)

        def answer(ask: Answer) -> None:
            (waiting.pop(0) if len(waiting) > 1 else waiting[0])(ask)

        self.paths[path] = answer
        return self.url + path


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[ListServer]:
    """A server for one test, over TLS if there is a context for it."""
    published = ListServer()
    handler = type("Handler", (Answer,), {"owner": published})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
    published.url = f"http{'s' if tls else ''}://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield published
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
