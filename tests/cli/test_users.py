"""`sekisho users`: the first admin, codes, closing; no password on the command line or in what is printed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sekisho.service.accounts import keys
from sekisho.store import Database, accounts

PASSWORD = "a sentence of four words"


def users(folder: Path, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "SEKISHO_DATA": str(folder)}
    env.pop("SEKISHO_DATABASE", None)
    return subprocess.run(
        [sys.executable, "-m", "sekisho.cli.main", "users", *words], env=env, input=typed, capture_output=True, text=True, timeout=60
    )  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("users")
    added = users(
        folder,
        "add",
        "--admin",
        "--name",
        "Aoi",
        "--workspace",
        "Osaka",
        "Aoi@Example.com",
        typed=PASSWORD + "\n",
    )
    assert added.returncode == 0 and added.stdout == "aoi@example.com: admin in Osaka\n"
    return folder


def test_the_first_admin_is_there_with_the_password(folder: Path) -> None:
    database = Database.open(f"sqlite:///{folder / 'sekisho.db'}")
    with database.read() as tx:
        user = accounts.user_by_email(tx, "aoi@example.com")
        assert user is not None and keys.password_fits(user.password, PASSWORD)
        ((room, roles),) = accounts.memberships_of(tx, user.id)
    database.close()
    assert (room.name, roles) == ("Osaka", {"admin"})


def test_others_come_into_the_same_workspace_by_a_code(folder: Path) -> None:
    added = users(folder, "add", "--code", "--role", "officer", "--role", "approver", "ken@example.com")
    assert added.returncode == 0 and "approver, officer in Osaka" in added.stdout
    assert "code, good once" in added.stdout
    listed = users(folder, "list").stdout.splitlines()
    assert listed[0] == "aoi@example.com\tAoi\tOsaka: admin"
    assert "ken@example.com" in listed[1] and "no password yet" in listed[1]
    assert "code, good once" in users(folder, "code", "aoi@example.com").stdout


def test_closing_and_opening(folder: Path) -> None:
    assert users(folder, "close", "aoi@example.com").stdout == "aoi@example.com: closed\n"
    assert "closed" in users(folder, "list").stdout
    assert users(folder, "reopen", "aoi@example.com").stdout == "aoi@example.com: open\n"


@pytest.mark.parametrize(
    ("words", "typed", "said"),
    [
        (["add", "aoi@example.com"], PASSWORD, "there is an account with this address already"),
        (["add", "b@example.com"], "short", "too short"),
        (["add", "b@example.com"], "", "too short"),
        (["add", "b@example.com"], "b@example.com1", "guessed early"),
        (["add", "no address"], PASSWORD, "not an e-mail address"),
        (["add", "--role", "king", "b@example.com"], PASSWORD, "--role"),
        (["code", "nobody@example.com"], "", "no account with this address"),
        (["close", "nobody@example.com"], "", "no account with this address"),
    ],
)
def test_what_cannot_be_done_is_said(folder: Path, words: list[str], typed: str, said: str) -> None:
    answer = users(folder, *words, typed=typed + "\n" if typed else "")
    assert answer.returncode == 2 and said in answer.stderr and "Traceback" not in answer.stderr
    assert "b@example.com\t" not in users(folder, "list").stdout


def test_there_is_no_option_for_a_password(folder: Path) -> None:
    helped = users(folder, "add", "--help").stdout
    assert "--password" not in helped
    assert users(folder, "add", "--password", PASSWORD, "c@example.com").returncode == 2
