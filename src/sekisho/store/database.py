"""Opens the database, brings it up to date, and gives out transactions: a file of SQLite, or PostgreSQL by its address."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from attrs import frozen
from sqlalchemy import URL, Connection, Engine, Executable, create_engine, event, make_url
from sqlalchemy.engine import CursorResult
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from .problems import CannotOpen

BUSY_SECONDS = 20
"""How long one writer waits for another one on SQLite."""
POOL = 10
"""How many connections a process keeps; it opens as many again at a rush."""
_READ = "sekisho_read"


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


def database_url(data: Path, environ: Mapping[str, str] | None = None) -> str:
    """The address of the database: `SEKISHO_DATABASE`, else the file sekisho.db in the data folder."""
    environ = os.environ if environ is None else environ
    named = environ.get("SEKISHO_DATABASE", "").strip()
    return named or URL.create("sqlite", database=str(data / "sekisho.db")).render_as_string()


@frozen
class Transaction:
    """What is read or written together: all of it, or none. `now` is the moment at which it began."""

    connection: Connection
    now: datetime

    def execute(self, statement: Executable, rows: Any = None) -> CursorResult[Any]:
        """Carry out a statement in this transaction."""
        return self.connection.execute(statement, rows)

    @property
    def postgresql(self) -> bool:
        """Is this PostgreSQL?"""
        return self.connection.dialect.name == "postgresql"


class Database:
    """The database of one Sekisho. Use `read()` to look and `begin()` to write; nothing is written outside of them."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime] = now) -> None:
        """Made by `Database.open`. `clock` tells the time of what is written."""
        self.engine = engine
        self.clock = clock

    @classmethod
    def open(cls, url: str, *, upgrade: bool = True, clock: Callable[[], datetime] = now) -> Database:
        """Open a database by its address and bring its tables up to date.

        Raises CannotOpen where there is none or the address is no address, DatabaseTooNew where a newer Sekisho wrote it.
        """
        database = cls(_engine(_url(url)), clock)
        try:
            database._reach()
            if upgrade:
                from .migrate import upgrade as bring_up

                bring_up(database)
        except OperationalError as error:
            database.close()
            raise database._cannot(error) from None
        except BaseException:
            database.close()
            raise
        return database

    def _reach(self) -> None:
        """One connection, to see that there is a database. Raises CannotOpen."""
        try:
            with self.engine.connect():
                pass
        except DBAPIError as error:
            raise self._cannot(error) from None

    def _cannot(self, error: DBAPIError) -> CannotOpen:
        reason = " ".join(str(error.orig).split())
        return CannotOpen(
            f"the database {self.shown} cannot be opened: {reason}. "
            "Is the address right, does the server run, may this user write there?"
        )

    @property
    def shown(self) -> str:
        """The address as it may be shown: without the password."""
        return self.engine.url.render_as_string(hide_password=True)

    @property
    def postgresql(self) -> bool:
        """Is this PostgreSQL?"""
        return self.engine.dialect.name == "postgresql"

    @contextmanager
    def begin(self) -> Iterator[Transaction]:
        """Write: what happens inside is kept when it ends well, and forgotten when it raises.

        On SQLite one writer at a time; the next one waits up to BUSY_SECONDS.
        """
        with self.engine.begin() as connection:
            yield Transaction(connection, self.clock())

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """Look: one state of the database, however long it takes; nobody has to wait for it."""
        with self.engine.connect() as connection:
            options: dict[str, Any] = {_READ: True}
            if self.postgresql:
                options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
            reading = connection.execution_options(**options)
            with reading.begin():
                yield Transaction(reading, self.clock())

    def answers(self) -> bool:
        """Does the database answer just now? For the question whether the service is ready."""
        try:
            with self.engine.connect() as connection:
                return bool(connection.exec_driver_sql("select 1").scalar() == 1)
        except DBAPIError:
            return False

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


def _url(text: str) -> URL:
    try:
        url = make_url(text)
    except ArgumentError:
        raise CannotOpen(
            "SEKISHO_DATABASE is no address of a database; write sqlite:////path/to/sekisho.db or "
            "postgresql://user:password@host/name"
        ) from None
    if url.drivername in {"postgresql", "postgres", "postgresql+psycopg"}:
        return url.set(drivername="postgresql+psycopg")
    if url.drivername in {"sqlite", "sqlite+pysqlite"}:
        if url.database in {None, "", ":memory:"}:
            raise CannotOpen("a database of SQLite is a file here; write sqlite:////path/to/sekisho.db")
        return url
    raise CannotOpen(
        f"Sekisho keeps its data in sqlite or postgresql, not in {url.drivername!r}; write sqlite:////path/to/sekisho.db "
        "or postgresql://user:password@host/name"
    )


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "postgresql":
        return create_engine(url, pool_size=POOL, max_overflow=POOL, pool_pre_ping=True)
    path = Path(str(url.database)).expanduser()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600)  # names of parties stand in it
    except OSError as error:
        raise CannotOpen(
            f"the folder of the database, {path.parent}, cannot be written: {error.strerror}"
        ) from None
    engine = create_engine(
        url.set(database=str(path)),
        pool_size=POOL,
        max_overflow=POOL,
        connect_args={"timeout": BUSY_SECONDS, "isolation_level": None, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin(connection: Connection) -> None:
    """A writer takes its place in the queue at once: one that first reads and then writes could not go on later."""
    reading = connection.get_execution_options().get(_READ)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
