"""`sekisho mcp`: the server that an assistant asks."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from .options import LawFolder

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def run_mcp(folder: LawFolder, *, http: bool, host: str, port: int) -> None:
    """Answer an assistant until it ends the conversation. Raises SettingsError, LawError, BadParameter."""
    if http and host not in LOOPBACK:
        raise typer.BadParameter(
            f"{host} can be reached from other machines, and this server asks nobody who they are; use 127.0.0.1",
            param_hint="--host",
        )
    from sekisho.mcp import make_server, open_desk
    from sekisho.service.settings import service_settings

    # Standard output belongs to the protocol; whatever is logged goes to standard error.
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    server = make_server(open_desk(service_settings(law=folder.folder)))
    if http:
        print(f"http://{host}:{port}/mcp", file=sys.stderr)
        server.run("streamable-http", host=host, port=port)
    else:
        server.run("stdio")
