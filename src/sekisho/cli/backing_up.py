"""`sekisho backup`: copies the database of the service while it runs."""

from __future__ import annotations

from pathlib import Path

import typer


def run_backup(target: Path) -> None:
    """Copy the database to a new file and say where it is. Raises StoreError, SettingsError."""
    from sekisho.sources.settings import load_settings
    from sekisho.store import database_url
    from sekisho.store.backup import backup

    size = backup(database_url(load_settings().data), target)
    typer.echo(f"{target}: {size:,} bytes")
