"""Long work in the browser and against kill -9: a server that dies in the middle loses nothing and does nothing twice."""

from __future__ import annotations

import csv
import io
import json
import signal
import sqlite3
import time
import zipfile
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import create_engine, text

from tests.web.conftest import Served, axe_faults, serving

EXAMPLE = (Path(__file__).parents[2] / "examples" / "gallium-united-states-2026-11-26.yaml").read_text(
    "utf-8"
)
MANY = 300


def many(count: int) -> bytes:
    """So many transactions, each with its own id."""
    return "\n---\n".join(EXAMPLE.replace("Ga-US-2026-11-26", f"T-{n:03d}") for n in range(count)).encode()


def client(served: Served) -> httpx.Client:
    return httpx.Client(base_url=served.address, timeout=60)


def begin(served: Served, body: bytes, name: str = "many.yaml", whole: str = "yes") -> str:
    with client(served) as asked:
        sent = asked.post("/jobs/transactions", files={"file": (name, body)}, data={"whole": whole})
    assert sent.status_code == 303, sent.text
    return sent.headers["location"]


def look(served: Served, address: str) -> dict[str, Any]:
    with client(served) as asked:
        return asked.get(f"{address}.json").raise_for_status().json()["job"]


def until(served: Served, address: str, done: Any, seconds: float = 120) -> dict[str, Any]:
    end = time.monotonic() + seconds
    while True:
        job = look(served, address)
        if done(job):
            return job
        assert time.monotonic() < end, job
        time.sleep(0.1)


def test_a_server_killed_in_the_middle_of_a_job_ends_it_after_a_restart(tmp_path: Path) -> None:
    """kill -9 twice; then the result is whole, right, and each part was made by one attempt."""
    with serving(tmp_path) as served:
        address = begin(served, many(MANY))
        until(served, address, lambda job: job["done"] >= 5)
        served.process.send_signal(signal.SIGKILL)
        served.process.wait()
    parts = _parts(tmp_path)
    assert 5 <= len(parts) < MANY
    with serving(tmp_path) as served:
        job = until(served, address, lambda job: job["done"] >= len(parts) + 5)
        assert job["state"] == "running" and job["attempts"] == 2
        served.process.send_signal(signal.SIGKILL)
        served.process.wait()
    more = _parts(tmp_path)
    # What the first attempt did was let be: the same rows, byte for byte.
    assert {number: more[number] for number in parts} == parts
    assert len(parts) + 5 <= len(more) < MANY
    with serving(tmp_path) as served:
        job = until(served, address, lambda job: job["over"])
        assert (job["state"], job["done"], job["total"], job["attempts"]) == ("done", MANY, MANY, 3)
        with client(served) as asked:
            table = asked.get(f"{address}/files/outcomes.csv").content.decode("utf-8-sig")
            answers = asked.get(f"{address}/files/answers.zip").content
            given = asked.get(f"{address}/files/transactions")
    assert given.status_code == 404
    whole = _parts(tmp_path)
    assert {number: whole[number] for number in more} == more
    rows = list(csv.reader(io.StringIO(table, newline="")))
    assert [row[2] for row in rows[1:]] == [f"T-{n:03d}" for n in range(MANY)]
    assert len({tuple(row[3:]) for row in rows[1:]}) == 1
    with zipfile.ZipFile(io.BytesIO(answers)) as packed:
        told = [json.loads(packed.read(name)) for name in packed.namelist()]
    assert [one.pop("id") for one in told] == [f"T-{n:03d}" for n in range(MANY)]
    assert all(one == told[0] for one in told)


def test_two_servers_on_one_postgresql_share_the_work_and_one_may_die(postgres: Any, tmp_path: Path) -> None:
    """Each job is done by one of them, and when one is killed the other goes on with what it held."""
    env = {"SEKISHO_DATABASE": postgres.make("prepared")}
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
    with serving(folders[0], env=env) as first, serving(folders[1], env=env) as second:
        addresses = [begin(first if n % 2 else second, many(60), f"{n}.yaml", whole="") for n in range(4)]
        while not _stopped_in_the_middle(first, env["SEKISHO_DATABASE"]):
            # A quick machine may have ended them all meanwhile: there is more to do until one is caught at work.
            if all(look(second, address)["over"] for address in addresses):
                addresses.append(begin(second, many(60), f"{len(addresses)}.yaml", whole=""))
        first.process.send_signal(signal.SIGKILL)
        first.process.wait()
        jobs = [until(second, address, lambda job: job["over"]) for address in addresses]
        with client(second) as asked:
            tables = [asked.get(f"{address}/files/outcomes.csv").content for address in addresses]
    assert [(job["state"], job["done"]) for job in jobs] == [("done", 60)] * len(jobs)
    assert sorted(job["attempts"] for job in jobs) == [1] * (len(jobs) - 1) + [2]
    for table in tables:
        rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline="")))
        assert [row[2] for row in rows[1:]] == [f"T-{n:03d}" for n in range(60)]


def _stopped_in_the_middle(served: Served, database: str) -> bool:
    """Stop a server where it stands; it stays so if it holds a job of which some is done, and goes on otherwise."""
    served.process.send_signal(signal.SIGSTOP)
    engine = create_engine(database)
    with engine.connect() as connection:
        held = connection.execute(
            text("select owner from jobs where state = 'running' and done between 2 and 50")
        ).scalars()
        caught = any(f":{served.process.pid}:" in owner for owner in held)
    engine.dispose()
    if not caught:
        served.process.send_signal(signal.SIGCONT)
        time.sleep(0.05)
    return caught


def _parts(data: Path) -> dict[int, bytes]:
    """The parts that are done, as the database holds them."""
    connection = sqlite3.connect(data / "sekisho.db")
    try:
        found = connection.execute("select number, value from job_parts").fetchall()
    finally:
        connection.close()
    numbers = [number for number, _ in found]
    assert len(set(numbers)) == len(numbers)
    return dict(found)


def test_a_person_hands_in_many_and_takes_the_result_away(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "two.yaml"
    file.write_bytes(many(2))
    page.goto("/jobs?lang=ja")
    page.get_by_label("ファイル").first.set_input_files(file)
    page.get_by_role("button", name="開始").first.click()
    expect(page.get_by_role("heading", name="two.yaml")).to_be_visible()
    expect(page.get_by_role("heading", name="終了")).to_be_visible(timeout=60_000)
    with page.expect_download() as download:
        page.get_by_role("link", name="outcomes.csv をダウンロード").click()
    assert "取引" in download.value.path().read_text("utf-8-sig")
    assert axe_faults(page) == []
    page.goto("/jobs?lang=zh")
    expect(page.get_by_role("link", name="two.yaml").first).to_be_visible()
    assert axe_faults(page) == []


def test_a_person_stops_work_without_script(served: Served, chromium: Any) -> None:
    address = begin(served, many(400))
    context = chromium.new_context(base_url=served.address, java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto(f"{address}?lang=en")
    assert page.locator("noscript").count() >= 1
    page.get_by_role("button", name="Stop this work").click()
    until(served, address, lambda job: job["over"])
    page.goto(f"{address}?lang=en")
    expect(page.get_by_role("heading", name="Stopped by request")).to_be_visible()
    assert page.get_by_role("button", name="Stop this work").count() == 0
    context.close()
    with client(served) as asked:
        assert asked.get(f"{address}/files/outcomes.csv").status_code == 404
        again = asked.post(f"{address}/cancel")
    assert again.status_code == 303
    assert look(served, address)["state"] == "cancelled"


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("two.pdf", b"%PDF-1.7 \xff\xfe", "PDF"),
        ("empty.yaml", b"", "no transaction"),
        ("broken.zip", b"PK\x03\x04zzzz", "damaged"),
        ("script.html", b"<script>alert(1)</script>\xff", "HTML"),
    ],
)
def test_a_file_that_is_none_is_told_at_the_field(served: Served, name: str, body: bytes, words: str) -> None:
    with client(served) as asked:
        sent = asked.post(
            "/jobs/transactions?lang=en", files={"file": (name, body)}, data={"on": "2026-11-22"}
        )
    assert sent.status_code == 422
    assert words in sent.text and 'aria-invalid="true"' in sent.text
    assert 'value="2026-11-22"' in sent.text  # what was typed stays


def test_a_day_that_is_none_and_a_file_that_is_missing(served: Served) -> None:
    with client(served) as asked:
        day = asked.post(
            "/jobs/transactions?lang=en", files={"file": ("a.yaml", many(1))}, data={"on": "03/04/2026"}
        )
        none = asked.post("/jobs/parties?lang=zh", data={"since": ""})
        since = asked.post(
            "/jobs/parties?lang=en", files={"parties": ("a.csv", b"name\nX\n")}, data={"since": "soon"}
        )
    assert (day.status_code, none.status_code, since.status_code) == (422, 422, 422)
    assert "03/04/2026" in day.text and "请先选择文件" in none.text and "soon" in since.text


def test_addresses_that_lead_nowhere(served: Served) -> None:
    with client(served) as asked:
        for path in (
            "/jobs/nothing",
            "/jobs/" + "a" * 3000,
            "/jobs/%00",
            "/jobs/..%2f..%2fetc/files/x",
            "/jobs?after=xx",
        ):
            got = asked.get(path)
            assert got.status_code in {400, 404, 414}, (path, got.status_code)
        assert asked.post("/jobs/nothing/cancel").status_code == 404


def test_parties_of_a_table_are_screened_as_a_job(served: Served) -> None:
    body = b"name,country\nHuawei Technologies Co. Ltd.,CN\nAnna Nobody,JP\n"
    with client(served) as asked:
        sent = asked.post("/jobs/parties", files={"parties": ("p.csv", body)})
    address = sent.headers["location"]
    job = until(served, address, lambda job: job["over"])
    assert job["state"] == "done", job
    assert (job["result"]["parties"], job["done"], job["total"]) == (2, 2, 2)
    with client(served) as asked:
        whole = asked.get(f"{address}/files/screening.json").json()
        page = asked.get(f"{address}?lang=en").text
        kept = asked.get(f"/screen/{job['result']['screening']}")
    assert whole["parties"] == 2 and whole["lists"]
    assert {row["line"] for row in whole["doubtful"]} <= {2, 3}
    assert "2 parties were held against" in page
    assert kept.status_code == 200
