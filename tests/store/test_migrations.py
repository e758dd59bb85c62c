"""The tables: made from nothing, the same as the program thinks they are, refused when a newer program wrote them."""

from __future__ import annotations

import stat
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from sekisho.store import CannotOpen, Database, DatabaseTooNew, database_url, events
from sekisho.store.migrate import revision, upgrade
from sekisho.store.tables import APPEND_ONLY, Table


def test_the_migrated_tables_are_the_tables_of_the_program(database: Database) -> None:
    with database.engine.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Table.metadata) == []
        names = set(inspect(connection).get_table_names())
    assert names == {*Table.metadata.tables, "alembic_version"}


def test_a_column_that_the_migration_forgets_is_noticed(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("alter table workspaces add column colour varchar"))
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Table.metadata) != []


def test_an_upgrade_twice_changes_nothing(database: Database) -> None:
    with database.read() as tx:
        before = revision(tx.connection)
    upgrade(database)
    with database.read() as tx:
        assert revision(tx.connection) == before == "0002"


def test_processes_that_start_at_once_make_the_tables_once(postgres, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    for url in (postgres.make(), f"sqlite:///{tmp_path}/new.db"):
        opened: list[Database] = []
        problems: list[BaseException] = []

        def start(
            url: str = url, opened: list[Database] = opened, problems: list[BaseException] = problems
        ) -> None:
            try:
                opened.append(Database.open(url))
            except BaseException as error:
                problems.append(error)

        threads = [threading.Thread(target=start) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert problems == []
        assert len(opened) == 4
        for one in opened:
            with one.read() as tx:
                assert revision(tx.connection) == "0002"
            one.close()


def test_a_database_of_a_newer_sekisho_is_refused_and_left_alone(
    database: Database, database_address: str
) -> None:
    with database.begin() as tx:
        tx.execute(text("update alembic_version set version_num = '9999'"))
    with pytest.raises(DatabaseTooNew, match=r"9999.*newer"):
        Database.open(database_address)
    with database.read() as tx:
        assert revision(tx.connection) == "9999"


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("what", ["update", "delete"])
def test_what_is_only_added_to_cannot_be_changed(database: Database, table: str, what: str) -> None:
    """The triggers stand on every one of the tables, also against statements that no function of ours makes."""
    with database.read() as tx:
        if database.postgresql:
            found = tx.execute(
                text(
                    "select count(*) from information_schema.triggers "
                    f"where event_object_table = '{table}' and lower(event_manipulation) = '{what}'"
                )
            ).scalar()
        else:
            found = tx.execute(
                text(
                    f"select count(*) from sqlite_master where type='trigger' and tbl_name='{table}' and sql like '%before {what}%'"
                )
            ).scalar()
    assert found == 1


def test_an_event_cannot_be_changed(database: Database) -> None:
    with database.begin() as tx:
        events.log(tx, None, "system", "test")
    for statement in ("update events set what = 'other'", "delete from events"):
        with pytest.raises(DBAPIError, match="never changed or taken out"), database.begin() as tx:
            tx.execute(text(statement))


def test_the_address_comes_from_the_environment_or_the_data_folder(tmp_path: Path) -> None:
    assert database_url(tmp_path, {}) == f"sqlite:///{tmp_path}/sekisho.db"
    assert database_url(tmp_path, {"SEKISHO_DATABASE": "postgresql://a@b/c"}) == "postgresql://a@b/c"


def test_a_folder_with_a_strange_name_holds_a_database(tmp_path: Path) -> None:
    folder = tmp_path / "Müller & 取引先?#%20 x"
    database = Database.open(database_url(folder, {}))
    database.close()
    assert (folder / "sekisho.db").is_file()


def test_the_file_can_be_read_by_its_owner_alone(tmp_path: Path) -> None:
    Database.open(f"sqlite:///{tmp_path}/data/sekisho.db").close()
    assert stat.S_IMODE((tmp_path / "data" / "sekisho.db").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("nonsense", "no address of a database"),
        ("mysql://a@b/c", "not in 'mysql'"),
        ("sqlite://", "is a file here"),
        ("postgresql://u:secret@127.0.0.1:1/x", "does the server run"),
        ("sqlite:////proc/nowhere/sekisho.db", "cannot be written"),
    ],
)
def test_an_address_that_is_none_says_what_to_write(url: str, words: str) -> None:
    with pytest.raises(CannotOpen, match=words) as error:
        Database.open(url)
    assert "secret" not in str(error.value)


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    file = tmp_path / "sekisho.db"
    file.write_text("these are no tables, " * 100)
    with pytest.raises(CannotOpen, match="not a database"):
        Database.open(f"sqlite:///{file}")
    assert file.read_text().startswith("these are no tables")
