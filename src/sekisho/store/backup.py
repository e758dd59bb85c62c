"""Makes a copy of the database while it is in use: whole, checked, and never over a file that is there."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from .database import _url
from .problems import CannotOpen, StoreError


def backup(url: str, target: Path) -> int:
    """Copy a database of SQLite to a new file, and look whether the copy is sound; its size in bytes.

    Servers may go on meanwhile. Raises StoreError where the file is there already, cannot be written, or the copy is not
    sound; CannotOpen where there is no such database, or it is PostgreSQL, which has tools of its own.
    """
    address = _url(url)
    if address.get_backend_name() != "sqlite":
        raise CannotOpen(
            "a database of PostgreSQL is copied with its own tool: pg_dump --format=custom --file=FILE "
            + address.set(drivername="postgresql").render_as_string(hide_password=True)
        )
    source = Path(str(address.database)).expanduser()
    if not source.is_file():
        raise CannotOpen(f"there is no database at {source}; `sekisho serve` makes one at its first start")
    partial = target.with_name(target.name + ".part")
    if target.exists():
        raise StoreError(f"{target} is there already; give another name, or take it away first")
    try:
        handle = os.open(
            partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600
        )  # names of parties stand in it
        os.close(handle)
        with (
            closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True, timeout=30)) as old,
            closing(sqlite3.connect(partial)) as new,
        ):
            old.backup(new)
            # One file without a journal beside it: it can be carried away as it is.
            new.execute("PRAGMA journal_mode = DELETE")
            found = new.execute("PRAGMA integrity_check").fetchone()[0]
        if found != "ok":
            raise StoreError(f"the copy of {source} is not sound: {found}")
        partial.replace(target)
    except OSError as error:
        raise StoreError(f"{target} cannot be written: {error.strerror}") from None
    except sqlite3.DatabaseError as error:
        raise StoreError(f"the database {source} cannot be copied: {error}") from None
    finally:
        partial.unlink(missing_ok=True)
    return target.stat().st_size
