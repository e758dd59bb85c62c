"""Checks, saved answers and jobs by the API: revisions by ETag, keys that make a POST safe to repeat, workspaces apart."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve
from starlette.testclient import TestClient

from sekisho.service.access import Actor, Role
from sekisho.service.jobs import Worker
from sekisho.service.office import Office
from sekisho.store import accounts, idempotency

from .conftest import EXAMPLES, app_of, local
from .test_determine import YAML, tree
from .test_problems import problem

GALLIUM = EXAMPLES / "gallium-united-states-2026-11-28.yaml"
OTHER = EXAMPLES / "accelerator-chinese-cloud-2026-01-16.yaml"
TEXT = GALLIUM.read_bytes()


def begin(client: TestClient, **headers: str) -> Any:
    response = client.post("/checks", content=TEXT, headers={**YAML, **headers})
    assert response.status_code == 201, response.text
    return response


@pytest.fixture(scope="module")
def stranger(office: Office) -> Iterator[TestClient]:
    """An officer of another workspace."""
    with office.database.begin() as tx:
        place = accounts.add_workspace(tx, "elsewhere")
    actor = Actor("local", "Other", place.id, frozenset({Role.OFFICER}), "token", frozenset(), token="t")
    actor = evolve(actor, scopes=frozenset(actor.given))
    yield TestClient(app_of(office, lambda request: actor), base_url="http://127.0.0.1/api/v1")


def test_a_check_is_kept_as_it_was_sent_and_changed_by_revision(client: TestClient) -> None:
    made = begin(client)
    id = made.json()["id"]
    assert made.headers["location"] == f"/api/v1/checks/{id}"
    assert made.headers["etag"] == '"1"'
    found = client.get(f"/checks/{id}")
    assert found.json()["document"] == TEXT.decode()
    assert client.get(f"/checks/{id}", headers={"if-none-match": '"1"'}).status_code == 304
    other = OTHER.read_bytes()
    problem(client.put(f"/checks/{id}", content=other, headers=YAML), 428, "precondition-required")
    stale = client.put(f"/checks/{id}", content=other, headers={**YAML, "if-match": '"7"'})
    assert problem(stale, 412, "precondition-failed")["revision"] == 1
    changed = client.put(f"/checks/{id}", content=other, headers={**YAML, "if-match": '"1"'})
    assert (changed.status_code, changed.headers["etag"]) == (200, '"2"')
    stale = client.put(f"/checks/{id}", content=TEXT, headers={**YAML, "if-match": '"1"'})
    assert problem(stale, 412, "precondition-failed")["revision"] == 2
    assert client.get(f"/checks/{id}").json()["document"] == other.decode()
    rows = client.get(f"/checks/{id}/revisions").json()["items"]
    assert [row["revision"] for row in rows] == [1, 2]
    params = {"questions": "false", "trace": "false"}
    by_check = client.get(f"/checks/{id}/determination", params=params)
    assert by_check.json() == client.post("/determine", params=params, json=tree(OTHER)).json()
    tag = by_check.headers["etag"]
    assert (
        client.get(f"/checks/{id}/determination", params=params, headers={"if-none-match": tag}).status_code
        == 304
    )
    problem(client.delete(f"/checks/{id}", headers={"if-match": '"1"'}), 412, "precondition-failed")
    assert client.delete(f"/checks/{id}", headers={"if-match": '"2"'}).status_code == 204
    assert id not in {row["id"] for row in client.get("/checks").json()["items"]}
    assert id in {row["id"] for row in client.get("/checks", params={"archived": "true"}).json()["items"]}


def test_two_at_once_lose_nothing(client: TestClient) -> None:
    id = begin(client).json()["id"]

    def put(number: int) -> int:
        text = TEXT + f"# {number}\n".encode()
        return client.put(f"/checks/{id}", content=text, headers={**YAML, "if-match": '"1"'}).status_code

    with ThreadPoolExecutor(4) as pool:
        statuses = sorted(pool.map(put, range(4)))
    assert statuses == [200, 412, 412, 412]


def test_a_broken_text_is_refused_and_nothing_changes(client: TestClient) -> None:
    problem(client.post("/checks", content=b"- 1\n", headers=YAML), 422, "bad-input")
    id = begin(client).json()["id"]
    problem(client.put(f"/checks/{id}", content=b"a: [", headers={**YAML, "if-match": "*"}), 422, "bad-input")
    assert client.get(f"/checks/{id}").json()["revision"] == 1


def test_what_belongs_to_another_workspace_is_not_there(client: TestClient, stranger: TestClient) -> None:
    id = begin(client).json()["id"]
    saved = client.post(f"/checks/{id}/saved", params={"authority": "CN"}).json()["id"]
    job = client.post("/jobs/look-again", headers={"content-type": "application/json"}).json()["id"]
    for method, address, headers in [
        ("GET", f"/checks/{id}", {}), ("GET", f"/checks/{id}/revisions", {}), ("GET", f"/checks/{id}/determination", {}),
        ("PUT", f"/checks/{id}", {**YAML, "if-match": "*"}), ("DELETE", f"/checks/{id}", {}),
        ("POST", f"/checks/{id}/saved", {"content-type": "application/json"}), ("GET", f"/saved/{saved}", {}),
        ("GET", f"/saved/compare?a={saved}&b={saved}", {}), ("POST", f"/saved/{saved}/runs", {"content-type": "application/json"}),
        ("GET", f"/jobs/{job}", {}), ("DELETE", f"/jobs/{job}", {}), ("GET", f"/jobs/{job}/files/outcomes.csv", {}),
    ]:  # fmt: skip
        body = TEXT if method == "PUT" else None
        problem(stranger.request(method, address, content=body, headers=headers), 404, "not-found")
    assert stranger.get("/checks").json()["items"] == []
    assert stranger.get("/saved").json()["items"] == []
    assert stranger.get("/jobs").json()["items"] == []


def test_the_pages_of_a_list_hold_every_row_once(client: TestClient) -> None:
    for _ in range(5):
        begin(client)
    ids: list[str] = []
    following = "/checks?limit=2"
    while following:
        response = client.get(following)
        ids += [row["id"] for row in response.json()["items"]]
        link = response.headers.get("link", "")
        following = link.partition(">")[0].removeprefix("</api/v1") if link else ""
    assert len(ids) == len(set(ids)) == response.json()["total"] >= 5
    problem(client.get("/checks?cursor=nonsense"), 422, "bad-request")
    problem(client.get("/checks?limit=0"), 422, "bad-request")


def test_a_saved_answer_is_whole_and_runs_again(client: TestClient) -> None:
    params = {"authority": "CN", "note": "for the file"}
    made = client.post("/saved", params=params, content=TEXT, headers=YAML)
    assert made.status_code == 201, made.text
    id = made.json()["id"]
    one = client.get(f"/saved/{id}")
    body = one.json()
    assert body["document"] == TEXT.decode()
    assert body["note"] == "for the file"
    assert body["answer"] == client.post("/determine", params={"authority": "CN"}, json=tree(GALLIUM)).json()
    assert client.get(f"/saved/{id}", headers={"if-none-match": one.headers["etag"]}).status_code == 304
    again = client.post(f"/saved/{id}/runs", params={"how": "same-day"})
    assert again.status_code == 201, again.text
    both = client.get("/saved/compare", params={"a": id, "b": again.json()["id"]}).json()
    assert both["same"] is True
    assert {id, again.json()["id"]} <= {row["id"] for row in client.get("/saved").json()["items"]}
    problem(client.request("DELETE", f"/saved/{id}"), 405, "method-not-allowed")


def test_a_post_with_a_key_is_carried_out_once(client: TestClient) -> None:
    first = begin(client, **{"idempotency-key": "key-1"})
    again = begin(client, **{"idempotency-key": "key-1"})
    assert again.headers["idempotent-replayed"] == "true"
    assert (again.content, again.headers["location"]) == (first.content, first.headers["location"])
    other = client.post("/checks", content=OTHER.read_bytes(), headers={**YAML, "idempotency-key": "key-1"})
    problem(other, 409, "key-reused")
    elsewhere = client.post("/saved", content=TEXT, headers={**YAML, "idempotency-key": "key-1"})
    problem(elsewhere, 409, "key-reused")
    problem(
        client.post("/checks", content=TEXT, headers={**YAML, "idempotency-key": "x" * 256}),
        422,
        "bad-request",
    )
    bad = {**YAML, "idempotency-key": "key-2"}
    one, two = (client.post("/checks", content=b"- 1\n", headers=bad) for _ in range(2))
    problem(one, 422, "bad-input")
    problem(two, 422, "bad-input")
    assert two.headers["idempotent-replayed"] == "true"


def test_many_with_one_key_at_once_make_one(client: TestClient) -> None:
    headers = {**YAML, "idempotency-key": "rush"}

    def post(_: int) -> Any:
        while True:
            response = client.post("/checks", content=TEXT, headers=headers)
            if response.status_code != 409:
                return response
            problem(response, 409, "key-in-use")
            time.sleep(0.02)

    before = client.get("/checks?limit=1").json()["total"]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(post, range(8)))
    assert {response.status_code for response in found} == {201}
    assert len({response.json()["id"] for response in found}) == 1
    assert client.get("/checks?limit=1").json()["total"] == before + 1
    assert sum("idempotent-replayed" in response.headers for response in found) == 7


def test_a_key_under_way_is_said_and_one_left_by_a_dead_process_is_free(
    client: TestClient, office: Office
) -> None:
    actor = local(office)
    name = f"{actor.workspace}/{actor.id}"
    made = begin(client, **{"idempotency-key": "dead"})
    with office.database.begin() as tx:
        held = idempotency.claim(tx, name, "dead", "")
        assert held is not None
        idempotency.forget(tx, timedelta(seconds=-1))
        assert (
            idempotency.claim(tx, name, "dead", held.fingerprint) is None
        )  # as if a first request had begun
    response = client.post("/checks", content=TEXT, headers={**YAML, "idempotency-key": "dead"})
    problem(response, 409, "key-in-use")
    assert response.headers["retry-after"] == "1"
    clock = office.database.clock
    office.database.clock = lambda: clock() + timedelta(minutes=16)
    try:
        again = begin(client, **{"idempotency-key": "dead"})
    finally:
        office.database.clock = clock
    assert again.json()["id"] != made.json()["id"]


def test_a_job_determines_many_and_its_files_can_be_fetched(client: TestClient, office: Office) -> None:
    body = b"---\n" + TEXT + b"---\n" + OTHER.read_bytes() + b"---\n- no transaction\n"
    made = client.post("/jobs/determine", content=body, headers=YAML, params={"authority": "CN"})
    assert made.status_code == 202, made.text
    id = made.json()["id"]
    worker = Worker(office)
    stop = threading.Event()
    while not stop.is_set() and not client.get(f"/jobs/{id}").json()["over"]:
        assert worker.work_one()
    job = client.get(f"/jobs/{id}").json()
    assert (job["state"], job["done"]) == ("done", job["total"])
    names = {file["name"] for file in job["files"]}
    assert names == {"outcomes.csv", "answers.zip"}
    table = client.get(f"/jobs/{id}/files/outcomes.csv")
    assert table.headers["content-type"].startswith("text/csv")
    assert len(table.content.splitlines()) == 4
    assert client.get(f"/jobs/{id}/files/answers.zip").content.startswith(b"PK")
    problem(client.get(f"/jobs/{id}/files/transactions"), 404, "not-found")
    problem(client.post("/jobs/determine", content=b"", headers=YAML), 422, "bad-input")
    problem(
        client.post("/jobs/screen", content=b"\x89PNG\r\n", headers={"content-type": "text/csv"}),
        422,
        "bad-input",
    )
    assert client.request("DELETE", f"/jobs/{id}").json()["state"] == "done"
