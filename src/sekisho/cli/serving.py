"""`sekisho serve`: the web application and the API, on this machine or for a team."""

from __future__ import annotations

import sys
import webbrowser
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from .options import LawFolder


def run_server(
    folder: LawFolder, *, host: str | None, port: int, team: bool, workers: int, browser: bool, log: str
) -> None:
    """Serve until stopped. Raises SettingsError, LawError, StoreError before anything listens."""
    from sekisho.service.settings import service_settings
    from sekisho.web.serving import serve

    settings = service_settings(law=folder.folder, host=host, port=port, mode="team" if team else None)
    laptop = settings.mode == "laptop"
    if not laptop:
        _hint(settings.database)

    def began(address: str) -> None:
        print(address, file=sys.stderr, flush=True)
        if browser:
            webbrowser.open(address)

    status = serve(settings, workers=workers, log=log, began=began if laptop else None)
    if status:
        raise typer.Exit(status)


def _hint(database: str) -> None:
    """Say how the first account is made, where there is none."""
    from sekisho.store import Database, accounts

    opened = Database.open(database)
    try:
        with opened.read() as tx:
            alone = not any(user.password or user.subject for user in accounts.users(tx))
    finally:
        opened.close()
    if alone:
        print("there is no account yet; make the first one: sekisho users add --admin EMAIL", file=sys.stderr)
