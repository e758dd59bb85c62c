"""Brings the tables of a database up to date at the start; refuses a database that a newer Sekisho wrote."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, inspect

from .problems import DatabaseTooNew

if TYPE_CHECKING:
    from .database import Database

FOLDER = Path(__file__).parent / "migrations"
_LOCK = 0x73656B69  # one number for all Sekisho: one process at a time brings a database up


def upgrade(database: Database, to: str = "head") -> None:
    """Bring the tables up to date, in one transaction: they are as they were, or as they should be.

    Several processes may start at once; one does it, the others wait. Raises DatabaseTooNew.
    """
    from alembic import command

    with database.engine.begin() as connection:
        if database.postgresql:
            connection.exec_driver_sql(f"select pg_advisory_xact_lock({_LOCK})")
        config = _config(connection)
        stands = revision(connection)
        known = _revisions(config)
        if stands is not None and stands not in known:
            raise DatabaseTooNew(
                f"the database {database.shown} is at revision {stands}, which this Sekisho does not know: a newer "
                "one wrote it. Install that version again, or restore the copy that was made before the upgrade."
            )
        if stands != known[0]:
            command.upgrade(config, to)


def revision(connection: Connection) -> str | None:
    """The revision at which the tables stand; None in an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.exec_driver_sql("select version_num from alembic_version").scalar()
    return None if found is None else str(found)


def stands(database: Database) -> bool:
    """Whether the tables are those that this Sekisho knows best. For the question whether the service is ready."""
    with database.engine.connect() as connection:
        return revision(connection) == _revisions(_config(connection))[0]


def _config(connection: Connection) -> Any:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _revisions(config: Any) -> list[str]:
    """The revisions that this Sekisho knows, the newest first."""
    from alembic.script import ScriptDirectory

    return [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
