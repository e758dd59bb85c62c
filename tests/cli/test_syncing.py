"""`sekisho sync` and `sekisho lists`, as a person runs them: a server on the loopback address, files, three languages."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.asking import ask
from tests.sources.listserver import ListServer, serving

HEAD = (
    '"Name"\t"Street_Address"\t"City"\t"State"\t"Country"\t"Postal_Code"\t"Effective_Date"\t"Expiration_Date"\t'
    '"Standard_Order"\t"Last_Update"\t"Action"\t"FR_Citation"\n'
)


def denied(count: int) -> bytes:
    """The Denied Persons List with so many invented rows."""
    rows = (
        f'"INVENTED TRADING {n}, INC."\t"{n} EXAMPLE ROAD"\t"HOUSTON"\t"TX"\t"US"\t"77001"\t"03/05/2020"\t"03/05/2030"\t'
        f'"Y"\t"2020-03-09"\t"F.R. NOTICE ADDED"\t"85 F.R. {n} 3/9/20"\n'
        for n in range(count)
    )
    return (HEAD + "".join(rows)).encode()


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ListServer]:
    """A server, and settings under which one source is fetched from it and all others are switched off."""
    from sekisho.sources.registry import sources

    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SEKISHO_DATA", str(tmp_path))
    monkeypatch.delenv("SEKISHO_SOURCES", raising=False)
    monkeypatch.delenv("SEKISHO_LANG", raising=False)
    with serving() as one:
        off = "".join(
            f'[sources."{name}"]\nenabled = false\n' for name in sources() if name != "us.denied-persons"
        )
        (tmp_path / "sources.toml").write_text(
            f'retries = 0\n[sources."us.denied-persons"]\nfiles = {{dpl = "{one.url}/dpl.csv"}}\n{off}'
        )
        yield one


def test_a_list_is_fetched_and_shown(server: ListServer) -> None:
    server.publish("/dpl.csv", denied(300), etag="v1")
    asked = ask("sync", "us.denied-persons")
    assert (asked.returncode, asked.stderr) == (0, "")
    assert asked.stdout == f"us.denied-persons: new edition of {today()}, 300 parties (first edition)\n"
    assert "unchanged since" in ask("sync", "us.denied-persons").stdout
    shown = ask("lists")
    assert shown.returncode == 0
    (row,) = [line for line in shown.stdout.splitlines() if line.startswith("us.denied-persons  ")]
    assert row.split() == ["us.denied-persons", "current", "300", today(), today(), "0"]
    assert "us.csl is switched off in the settings." in shown.stdout
    assert "us.denied-persons also stands in us.denied-persons." in shown.stdout, (
        "said of us.csl, which is off"
    )


def today() -> str:
    return datetime.now(UTC).date().isoformat()


def test_all_sources_at_once_say_which_are_off(server: ListServer) -> None:
    server.publish("/dpl.csv", denied(300))
    asked = ask("sync")
    assert asked.returncode == 0
    assert "us.csl: switched off in the settings" in asked.stdout
    assert "300 parties" in asked.stdout


def test_a_fall_is_refused_said_and_accepted_by_a_person(server: ListServer) -> None:
    server.publish("/dpl.csv", denied(400))
    ask("sync", "us.denied-persons")
    server.publish("/dpl.csv", denied(300))
    asked = ask("sync", "us.denied-persons")
    assert asked.returncode == 1
    assert "us.denied-persons: REFUSED, the old edition stays in use" in asked.stdout
    assert "fell from 400 to 300 parties" in asked.stdout
    assert "--accept --by NAME --why REASON" in asked.stdout
    shown = ask("lists")
    assert "400" in shown.stdout
    assert "the last sync" in shown.stdout
    assert "fell from 400 to 300" in shown.stdout
    assert ask("sync", "us.denied-persons", "--accept").returncode == 2
    taken = ask("sync", "us.denied-persons", "--accept", "--by", "A. Officer", "--why", "91 FR 1")
    assert taken.returncode == 0
    assert "300 parties (0 added, 100 removed, 0 changed)" in taken.stdout
    assert "accepted by A. Officer (91 FR 1) although: us.denied-persons fell" in ask("lists").stdout


def test_where_nothing_comes_the_rest_is_kept_and_the_status_is_1(server: ListServer) -> None:
    asked = ask("sync")
    assert asked.returncode == 1
    assert "us.denied-persons: FAILED" in asked.stdout
    assert "404" in asked.stdout
    assert "There is no older edition: us.denied-persons cannot be searched." in asked.stdout


def test_files_are_imported_without_a_network(server: ListServer, tmp_path: Path) -> None:
    file = tmp_path / "dpl.txt"
    file.write_bytes(denied(300))
    asked = ask("sync", "us.denied-persons", "--from", file, "--day", "2026-01-15", "--json")
    assert asked.returncode == 0
    (one,) = json.loads(asked.stdout)["sources"]
    assert (one["status"], one["day"], one["count"]) == ("new", "2026-01-15", 300)
    assert not server.asked
    (shown,) = [
        s for s in json.loads(ask("lists", "--json").stdout)["sources"] if s["id"] == "us.denied-persons"
    ]
    assert shown["state"] == "stale"
    assert shown["age"] == (date.today() - date(2026, 1, 15)).days
    assert "is stale: last seen to be the newest" in ask("lists").stdout


def test_a_file_without_a_day_is_as_old_as_the_folder_says(server: ListServer, tmp_path: Path) -> None:
    file = tmp_path / "dpl.txt"
    file.write_bytes(denied(300))
    then = date.today() - timedelta(days=40)
    moment = datetime(then.year, then.month, then.day, 12).timestamp()
    os.utime(file, (moment, moment))
    ask("sync", "us.denied-persons", "--from", file)
    (shown,) = [
        s for s in json.loads(ask("lists", "--json").stdout)["sources"] if s["id"] == "us.denied-persons"
    ]
    assert shown["age"] == 40


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["us.nothing"], "us.nothing is no source; the sources are us.csl"),
        (["--from", "x.csv"], "name it"),
        (["us.csl", "--from", "nowhere.csv"], "nowhere.csv: there is no such file"),
        (["us.csl", "--day", "2026-01-01"], "imported files"),
        (["us.csl", "--from", "x.csv", "--day", "yesterday"], "is not a day"),
        (["us.csl", "--accept"], "who accepts it (--by)"),
        (["us.csl", "--by", "A"], "goes with --accept"),
    ],
)
def test_bad_input_is_status_2(server: ListServer, arguments: list[str], said: str) -> None:
    asked = ask("sync", *arguments)
    assert asked.returncode == 2
    assert said in " ".join(asked.stderr.split())
    assert not server.asked


def test_bad_settings_are_status_2_with_their_line(server: ListServer, tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text("retries = 0\nproxi = 3\n")
    for command in ("sync", "lists"):
        asked = ask(command)
        assert asked.returncode == 2
        assert "sources.toml:2: proxi is no setting here" in asked.stderr


@pytest.mark.parametrize(
    ("lang", "missing", "stale"),
    [
        ("en", "tw.entity-list was never fetched.", "us.denied-persons is stale"),
        ("ja", "tw.entity-list は一度も取得されていません。", "us.denied-persons は期限切れです"),
        ("zh", "tw.entity-list 从未获取。", "us.denied-persons 已过期"),
    ],
)
def test_what_is_missing_or_stale_is_said_in_three_languages(
    server: ListServer, tmp_path: Path, lang: str, missing: str, stale: str
) -> None:
    (tmp_path / "sources.toml").unlink()
    file = tmp_path / "dpl.txt"
    file.write_bytes(denied(300))
    ask("sync", "us.denied-persons", "--from", file, "--day", "2026-01-15")
    shown = ask("lists", "--lang", lang).stdout
    assert missing in shown
    assert stale in shown


def test_damaged_data_is_said(server: ListServer, tmp_path: Path) -> None:
    server.publish("/dpl.csv", denied(300))
    ask("sync", "us.denied-persons")
    (file,) = (tmp_path / "lists" / "sources" / "us.denied-persons").glob("*.parties")
    file.write_bytes(b"")
    shown = ask("lists").stdout
    assert "us.denied-persons cannot be read." in shown
    assert "was changed" in shown


def test_bars_are_drawn_on_a_terminal_and_nowhere_else(capsys: pytest.CaptureFixture[str]) -> None:
    from rich.console import Console
    from rich.progress import Progress

    from sekisho.cli.syncing import Bars, _progress

    drawn = io.StringIO()
    with Progress(console=Console(file=drawn, force_terminal=True, width=100)) as progress:
        bars = Bars(progress)
        bars.step("us.csl", "fetch")
        bars.bytes("us.csl", "https://x.example/consolidated.json", 50, 100)
        bars.bytes("us.csl", "https://x.example/consolidated.json", 100, 100)
        bars.step("us.csl", "read")
    assert "us.csl consolidated.json" in drawn.getvalue()
    with _progress(hidden=False) as silent:
        silent.bytes("us.csl", "x", 1, 2)
        silent.step("us.csl", "fetch")
    assert capsys.readouterr() == ("", "")


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys; sys.argv = ['sekisho', 'sync', '--help']\n"
        "from sekisho.cli.main import app\n"
        "try:\n    app()\nexcept SystemExit:\n    pass\n"
        "heavy = {'httpx', 'lxml', 'msgspec', 'polars', 'numpy'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
