"""Classification and screening by the API."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from sekisho.service.office import Office

from .test_problems import problem

SCANNER: dict[str, Any] = {
    "name": "Scanner",
    "kinds": ["equipment.semiconductor.lithography.scanner"],
    "values": [{"attribute": "wavelength", "value": "193 nm", "paper": "sheet", "page": "3"}],
}


@pytest.fixture(scope="module")
def kind(office: Office) -> str:
    """A kind of lithography equipment that the vocabulary has."""
    return next(id for id in office.law.vocabulary.kinds if "lithography" in id)


def test_a_sheet_meets_entries_and_says_what_is_missing(client: TestClient, kind: str) -> None:
    response = client.post("/classify", json={**SCANNER, "kinds": [kind]})
    assert response.status_code == 200, response.text
    found = response.json()
    assert found["kind_missing"] is False
    assert (
        found["counts"]["unknown"] == len([row for row in found["entries"] if row["truth"] == "unknown"]) > 0
    )
    assert found["missing"][0]["attribute"]
    only = client.post(
        "/classify",
        json={**SCANNER, "kinds": [kind]},
        params={"list": "us.ccl", "state": ["false"], "clauses": "true"},
    ).json()
    assert {(row["list"], row["truth"]) for row in only["entries"]} <= {("us.ccl", "false")}
    assert all("clauses" in row for row in only["entries"])


def test_without_a_kind_nothing_is_shut_out(client: TestClient) -> None:
    found = client.post("/classify", json={"name": "thing"}).json()
    assert found["kind_missing"] is True
    assert sum(one["open"] for one in found["lists"]) > 1000


def test_values_that_cannot_be_read_are_told_with_their_place(client: TestClient, kind: str) -> None:
    sheet = {"kinds": [kind], "values": [
        {"attribute": "wavelength", "value": "193"}, {"attribute": "nothing", "value": "1"},
        {"attribute": "wavelength", "value": None}]}  # fmt: skip
    rows = problem(client.post("/classify", json=sheet), 422, "bad-input")["errors"]
    assert [row["pointer"] for row in rows] == ["#/values/0", "#/values/1", "#/values/2"]
    body = problem(client.post("/classify", json={"kinds": ["nothing.at.all"]}), 422, "bad-input")
    assert body["errors"][0]["pointer"] == "#/kinds"
    problem(client.post("/classify", json=SCANNER, params={"state": "maybe"}), 422, "bad-request")
    problem(client.post("/classify", json={"kinds": []}, params={"list": "nothing"}), 422, "bad-request")


def test_parties_are_held_against_the_lists_at_hand(client: TestClient, office: Office) -> None:
    office.screener("", 300)  # opening the lists for the first time takes longer than a request waits
    row = next(row for row in office.law.parties["cn.control-list"] if row.names)
    body = {"parties": [{"name": row.names[0]}, {"name": "Zzyzx Quillfeather Gardening"}], "limit": 2}
    response = client.post("/screen", json=body)
    assert response.status_code == 200, response.text
    found = response.json()
    met, none = found["results"]
    assert any(entry["row"] == row.id for match in met["matches"] for entry in match["entries"])
    assert met["matches"][0]["words"]
    assert len(met["matches"]) <= 2 <= met["matches_in_all"] + 2
    assert none["matches"] == []
    assert none["searched"] or none["unsearched"]
    assert {one["list"] for one in found["lists"]} == {
        one["list"] for one in client.get("/screen/lists").json()["lists"]
    }


def test_a_party_without_name_and_address_is_refused(client: TestClient) -> None:
    rows = problem(client.post("/screen", json={"parties": [{"name": " "}]}), 422, "bad-input")["errors"]
    assert rows[0]["pointer"].startswith("#/parties/0")
    problem(client.post("/screen", json={"parties": []}), 422, "bad-input")
    problem(client.post("/screen", json={"parties": [{"name": "x"}] * 101}), 422, "bad-input")
    problem(client.post("/screen", json={"parties": [{"name": "a\x00"}]}), 422, "bad-input")
