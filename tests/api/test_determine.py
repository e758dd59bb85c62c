"""Determinations by the API: equal to the command line's, one by one and in a batch."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from starlette.testclient import TestClient

from sekisho.service.office import Office

from .conftest import EXAMPLES

GALLIUM = EXAMPLES / "gallium-united-states-2026-11-28.yaml"
ACCELERATOR = EXAMPLES / "accelerator-chinese-cloud-2026-01-16.yaml"
YAML = {"content-type": "application/yaml"}
BARE = {"trace": "false", "questions": "false", "ahead": "false", "ways": "false"}


def tree(path: Path) -> dict[str, Any]:
    """An example as a program would send it, with every value as text."""
    found: dict[str, Any] = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    return found


@pytest.mark.parametrize("path", [GALLIUM, ACCELERATOR], ids=lambda path: path.stem)
def test_the_answer_is_that_of_the_command_line(client: TestClient, path: Path) -> None:
    printed = subprocess.run(
        [sys.executable, "-m", "sekisho.cli.main", "determine", str(path), "--json", "--authority", "CN,US"],
        capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    response = client.post(
        "/determine", params={"authority": "CN,US"}, content=path.read_bytes(), headers=YAML
    )
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    assert response.headers["cache-control"] == "no-store"
    assert response.json() == json.loads(printed.stdout)


def test_json_and_yaml_give_one_answer(client: TestClient) -> None:
    by_yaml = client.post("/determine", params=BARE, content=GALLIUM.read_bytes(), headers=YAML)
    by_json = client.post("/determine", params=BARE, json=tree(GALLIUM))
    assert by_yaml.json() == by_json.json()
    assert by_json.json()["authorities"]["CN"]["at_most"] == "prohibited"


def test_what_is_left_out_changes_no_status_and_no_duty(client: TestClient, office: Office) -> None:
    answers = [client.post("/determine", params=params, json=tree(GALLIUM)).json() for params in ({}, BARE)]
    assert answers[0]["left_out"] == []
    assert answers[1]["left_out"] == ["questions", "why", "gaps", "branches", "changes_ahead", "ways"]
    whole, bare = (answer["authorities"]["CN"] for answer in answers)
    assert whole["branches"] and whole["changes_ahead"]
    whole["gaps"] = whole["branches"] = whole["changes_ahead"] = []
    by_rule = {id for id, relief in office.law.reliefs.items() if relief.by == "rule"}
    for item in whole["items"]:
        item["ways"] = []
        for duty in item["duties"]:
            duty["reliefs"] = [row for row in duty["reliefs"] if row["relief"] in by_rule]
    for duty in whole["duties"]:
        duty["reliefs"] = [row for row in duty["reliefs"] if row["relief"] in by_rule]
    assert any("why" in duty for duty in whole["items"][0]["duties"])
    for item in whole["items"]:
        for duty in item["duties"]:
            duty.pop("why", None)
    for duty in whole["duties"]:
        duty.pop("why", None)
    assert bare == whole


def test_options_are_those_of_the_command_line(client: TestClient) -> None:
    params = {
        "on": "2026-11-30",
        "known": "2026-11-01",
        "authority": "CN",
        "assume": "cn-2025-mofcom-gacc-70.suspension=in-force",
        **BARE,
    }
    found = client.post("/determine", params=params, json=tree(GALLIUM)).json()
    assert (found["on"], found["known"], list(found["authorities"])) == ("2026-11-30", "2026-11-01", ["CN"])
    assert found["assumed"] == {"cn-2025-mofcom-gacc-70.suspension": "in-force"}


def test_a_batch_gives_what_its_members_give_alone(client: TestClient) -> None:
    paths = sorted(EXAMPLES.glob("*.yaml"))[::6]
    trees = [tree(path) for path in paths]
    bad = {"on": "2026-11-28", "items": [{"id": "1", "facts": {"purity": "99"}}]}
    response = client.post("/determine/batch", params=BARE, json={"transactions": [*trees, bad]})
    assert response.status_code == 200
    results = response.json()["results"]
    assert [row["index"] for row in results] == list(range(len(trees) + 1))
    for row, given in zip(results, trees, strict=False):
        assert row["determination"] == client.post("/determine", params=BARE, json=given).json()
    problem = results[-1]["problem"]
    assert problem["type"] == "/api/v1/problems/bad-input"
    assert problem["errors"][0]["pointer"] == "#/items/0/facts/purity"
    alone = client.post("/determine", params=BARE, json=bad)
    assert alone.status_code == problem["status"] == 422
    assert alone.json()["errors"][0]["pointer"] == "#/items/0/facts/purity"


def test_a_batch_that_is_too_long_is_refused_whole(client: TestClient) -> None:
    response = client.post("/determine/batch", json={"transactions": [{"on": "2026-11-28"}] * 101})
    assert response.status_code == 413
    assert response.json()["limit"] == 100


def test_questions_are_those_of_the_answer(client: TestClient, office: Office) -> None:
    body = tree(ACCELERATOR)
    asked = client.post("/questions", json=body).json()
    whole = client.post("/determine", params={"trace": "false"}, json=body).json()
    assert asked["questions"] == whole["questions"] != []
    assert asked["authorities"]["US"]["at_most"] == whole["authorities"]["US"]["at_most"]
    assert asked["law"]["hash"] == office.law.hash


def test_an_answer_that_would_be_too_large_is_refused_with_what_to_do(client: TestClient) -> None:
    body = {
        "on": "2026-11-28",
        "act": "export",
        "route": {"from": "JP", "to": "CN"},
        "items": [{"id": "1"}, {"id": "2"}],
    }
    response = client.post("/determine", json=body, params={"questions": "false"})
    assert response.status_code == 413
    assert response.json()["duties"] > response.json()["limit"] == 4000
    assert "describe the items" in response.json()["detail"]
    params = {**BARE, "authority": "CN"}
    assert client.post("/determine", json=body, params=params).status_code == 200


def test_what_would_take_minutes_is_refused_at_once(client: TestClient) -> None:
    items = [{"id": str(number), "kind": "equipment"} for number in range(100)]
    body = {"on": "2026-11-28", "act": "export", "route": {"from": "JP", "to": "CN"}, "items": items}
    began = time.process_time()
    assert client.post("/determine", json=body, params=BARE).status_code == 413
    assert time.process_time() - began < 5


def test_too_many_items_are_refused(client: TestClient) -> None:
    items = [
        {"id": str(number), "kind": "material", "content": [{"id": "x", "kind": "material"}]}
        for number in range(51)
    ]
    response = client.post("/determine", json={"on": "2026-11-28", "items": items})
    assert response.status_code == 413
    assert "102 items" in response.json()["detail"]


def test_the_parties_can_be_screened_first(client: TestClient, office: Office) -> None:
    office.screener("", 300)  # opening the lists for the first time takes longer than a request waits
    found = client.post("/determine", params={"screen": "true", **BARE}, json=tree(GALLIUM)).json()
    assert {row["list"] for row in found["screening"]["lists"]}
    assert len(found["screening"]["parties"]) == len(
        [p for p in tree(GALLIUM).get("parties", []) if p.get("name")]
    )
