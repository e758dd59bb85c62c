"""Broken files through every door that takes files: a page says in words what is wrong, nothing breaks, nothing is kept."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from lxml import html

from sekisho.service.uploads import UploadKind, safe_name
from tests.service.broken_uploads import broken_uploads
from tests.web.conftest import Served, serving

EVERY = broken_uploads()
TYPES = {".json": "application/json", ".csv": "text/csv"}


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory, prepared_sqlite: Path) -> Iterator[Served]:
    """A server of its own: so many files would fill the limits of the one that others share."""
    folder = tmp_path_factory.mktemp("uploads")
    shutil.copy(prepared_sqlite, folder / "sekisho.db")
    with serving(folder) as found:
        yield found


def of(kind: UploadKind) -> list[tuple[str, bytes, str, str]]:
    return [(what, data, name, key) for what, one, data, name, key in EVERY if one is kind]


def words_of(page: httpx.Response) -> str:
    return " ".join(html.fromstring(page.content).find(".//main").text_content().split())


def test_transactions_as_checks(quiet: Served) -> None:
    wrong = []
    with httpx.Client(base_url=quiet.address, timeout=60) as client:
        for what, data, name, key in of(UploadKind.TRANSACTION):
            answer = client.post(
                "/check/file", params={"lang": "en"}, files={"file": (name, data, "application/yaml")}
            )
            if (
                answer.status_code >= 500
                or (key and answer.status_code != 422)
                or answer.status_code not in {303, 422}
            ):
                wrong.append((what, answer.status_code))
            elif key and safe_name(name) not in words_of(answer):
                wrong.append((what, "no words"))
            elif answer.status_code == 303:
                board = client.get(answer.headers["location"])
                if board.status_code >= 500:
                    wrong.append((what, f"the board: {board.status_code}"))
            if "<script>alert" in answer.text or re.search(r"Traceback|\.py\b|upload-[a-z]", answer.text):
                wrong.append((what, "shows what it should not"))
        assert wrong == []
        assert client.get("/check").status_code == 200


def test_tables_as_jobs(quiet: Served) -> None:
    wrong = []
    with httpx.Client(base_url=quiet.address, timeout=60) as client:
        for what, data, name, key in of(UploadKind.TABLE):
            answer = client.post(
                "/jobs/parties", params={"lang": "ja"}, files={"parties": (name, data, "text/csv")}
            )
            if answer.status_code >= 500 or (key and answer.status_code != 422):
                wrong.append((what, answer.status_code))
            elif key and safe_name(name) not in words_of(answer):
                wrong.append((what, "no words"))
        assert wrong == []
        assert client.get("/jobs").status_code == 200


@pytest.mark.parametrize("path", ["determine", "questions"])
def test_transactions_to_the_api(quiet: Served, path: str) -> None:
    wrong = []
    with httpx.Client(base_url=quiet.address, timeout=60) as client:
        for what, data, name, key in of(UploadKind.TRANSACTION):
            kind = TYPES.get(Path(name).suffix, "application/yaml")
            answer = client.post(f"/api/v1/{path}", content=data, headers={"Content-Type": kind})
            problem = answer.headers.get("content-type", "").startswith("application/problem+json")
            if answer.status_code >= 500 or (
                key and not (400 <= answer.status_code < 500 and problem and answer.json()["detail"])
            ):
                wrong.append((what, answer.status_code, answer.text[:200]))
    assert wrong == []


def test_tables_to_the_api(quiet: Served) -> None:
    wrong = []
    with httpx.Client(base_url=quiet.address, timeout=60) as client:
        for what, data, _, key in of(UploadKind.TABLE):
            answer = client.post("/api/v1/jobs/screen", content=data, headers={"Content-Type": "text/csv"})
            if answer.status_code >= 500 or (key and not 400 <= answer.status_code < 500):
                wrong.append((what, answer.status_code, answer.text[:200]))
    assert wrong == []


def test_the_server_still_lives_and_met_no_fault(quiet: Served) -> None:
    assert httpx.get(f"{quiet.address}/healthz").json() == {"alive": True}
    measured = httpx.get(f"{quiet.address}/metrics").text
    assert "sekisho_faults_total 0.0" in measured
    assert '"fault"' not in (quiet.data / "server.log").read_text("utf-8")
