"""`sekisho serve`: the web application and the API on this machine."""

from __future__ import annotations

import sys
import threading
import time
import webbrowser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .options import LawFolder


def run_server(folder: LawFolder, *, host: str, port: int, browser: bool) -> None:
    """Serve until stopped. Raises SettingsError, LawError, StoreError before anything listens."""
    import uvicorn

    from sekisho.service.office import open_office
    from sekisho.service.settings import service_settings
    from sekisho.web.app import create_app

    settings = service_settings(law=folder.folder, host=host, port=port)
    app = create_app(open_office(settings))
    server = uvicorn.Server(
        uvicorn.Config(app, host=host, port=port, log_level="warning", server_header=False)
    )
    if browser:
        threading.Thread(target=_open_when_ready, args=(server, host, port), daemon=True).start()
    server.run()


def _open_when_ready(server: object, host: str, port: int) -> None:
    while not getattr(server, "started", False):
        time.sleep(0.05)
    address = f"http://{host}:{port}/"
    print(address, file=sys.stderr)
    webbrowser.open(address)
