"""History and destinations by the API: what the service says."""

from __future__ import annotations

import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from sekisho.api.routes import moving
from sekisho.facts import read_case
from sekisho.service import destinations, histories
from sekisho.service.office import Office

from .conftest import EXAMPLES
from .test_determine import YAML
from .test_problems import problem

MAGNET = EXAMPLES / "dysprosium-magnet-japan-ordinary-maker.yaml"


def plain(data: Any) -> Any:
    return json.loads(json.dumps(data, default=str))


def test_a_history_is_that_of_the_service(client: TestClient, office: Office) -> None:
    params = {"authority": "CN", "from": "2025-03-01", "to": "2025-12-31"}
    found = client.post("/history", params=params, content=MAGNET.read_bytes(), headers=YAML).json()
    case = read_case(MAGNET, office.law)
    expected = histories.history(
        office.engine, case, today=office.today(), start=case.on.replace(2025, 3, 1) if case.on else None,
        until=case.on.replace(2025, 12, 31) if case.on else None, authorities=("CN",),
    )  # fmt: skip
    assert found == plain(expected)
    assert len(found["changes"]) > 1


def test_destinations_are_those_of_the_service(client: TestClient, office: Office) -> None:
    found = client.post(
        "/destinations", params={"authority": "CN"}, content=MAGNET.read_bytes(), headers=YAML
    ).json()
    expected = destinations.destinations(office.engine, read_case(MAGNET, office.law), authorities=("CN",))
    assert found == plain(expected)
    assert {found["places"][id]["group"] for id in ("JP", "KR")}


def test_a_day_that_is_none_is_refused(client: TestClient) -> None:
    response = client.post("/history", params={"from": "soon"}, content=MAGNET.read_bytes(), headers=YAML)
    assert problem(response, 422, "bad-request")["errors"][0]["parameter"] == "from"
    response = client.post("/destinations", params={"move": "up"}, content=MAGNET.read_bytes(), headers=YAML)
    problem(response, 422, "bad-request")


def test_a_history_that_takes_too_long_is_given_up(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "SECONDS", 2.0)
    response = client.post("/history", params={"authority": "CN"}, content=MAGNET.read_bytes(), headers=YAML)
    body = problem(response, 504, "too-slow")
    assert 0 <= body["done"] < body["of"]
