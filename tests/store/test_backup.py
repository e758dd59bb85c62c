"""Backups: taken while somebody writes, sound, opened again with everything in it; never over another file."""

from __future__ import annotations

import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from sekisho.store import CannotOpen, Database, StoreError, checks
from sekisho.store.backup import backup
from tests.store.rooms import furnished


def test_a_copy_taken_while_somebody_writes_is_whole(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/sekisho.db"
    database = Database.open(url)
    room = furnished(database, "anna")
    stop = threading.Event()
    written: list[str] = []

    def write() -> None:
        while not stop.is_set():
            with database.begin() as tx:
                written.append(checks.add(tx, room.id, title="x", document="y" * 1000).id)

    writer = threading.Thread(target=write)
    writer.start()
    while len(written) < 20:
        pass
    before = list(written)
    backup(url, tmp_path / "copy.db")
    stop.set()
    writer.join()
    database.close()
    copy = Database.open(f"sqlite:///{tmp_path}/copy.db")
    with copy.read() as tx:
        assert {checks.get(tx, room.id, id).id for id in before} == set(before)
        assert checks.get(tx, room.id, room.ids["check"]).document == "id: T-1\n"
    copy.close()
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600


def test_nothing_is_overwritten_and_nothing_left_behind(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/sekisho.db"
    Database.open(url).close()
    (tmp_path / "there").write_text("mine")
    with pytest.raises(StoreError, match="there already"):
        backup(url, tmp_path / "there")
    assert (tmp_path / "there").read_text() == "mine"
    with pytest.raises(StoreError, match="cannot be written"):
        backup(url, tmp_path / "no" / "such" / "folder")
    with pytest.raises(CannotOpen, match="no database at"):
        backup(f"sqlite:///{tmp_path}/none.db", tmp_path / "x")
    (tmp_path / "bad.db").write_text("no database at all" * 99)
    with pytest.raises(StoreError, match="cannot be copied"):
        backup(f"sqlite:///{tmp_path}/bad.db", tmp_path / "x")
    assert not (tmp_path / "x").exists() and not (tmp_path / "x.part").exists()
    with pytest.raises(CannotOpen, match="pg_dump") as told:
        backup("postgresql://u:secret@h/d", tmp_path / "x")
    assert "secret" not in str(told.value)


def test_the_command_copies_the_database_of_the_data_folder(tmp_path: Path) -> None:
    Database.open(f"sqlite:///{tmp_path}/sekisho.db").close()
    command = [sys.executable, "-m", "sekisho.cli.main", "backup", str(tmp_path / "copy.db")]
    env = {"SEKISHO_DATA": str(tmp_path), "PATH": ""}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "copy.db" in done.stdout
    again = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert again.returncode == 2 and "there already" in again.stderr and "Traceback" not in again.stderr
    newer = subprocess.run(
        [*command[:3], "serve", "--no-browser", "--port", "1"],
        env={**env, "SEKISHO_DATABASE": "mysql://x"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert newer.returncode == 2 and "not in 'mysql'" in newer.stderr and "Traceback" not in newer.stderr
