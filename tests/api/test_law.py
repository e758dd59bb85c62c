"""The law by the API: the same as the pages', with ETags by the hash of the law and pages that hang together."""

from __future__ import annotations

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from sekisho.service.office import Office

from .test_problems import problem

ADDRESSES = [
    "/law",
    "/law/authorities/CN",
    "/law/instruments/cn-2025-mofcom-gacc-70",
    "/law/entries/us.ccl:3B001.f.1.b",
    "/law/lists/us.ccl",
    "/law/groups",
    "/law/diff?from=2026-01-01&to=2026-11-21",
    "/law/timeline?authority=CN,NL",
    "/law/compare?authority=JP&authority=CN",
    "/law/conflicts",
    "/law/coverage",
    "/law/correspond?code=3B001.f.1.b",
    "/law/search?q=镓",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_part_of_the_law_says_which_law_it_is_and_is_not_sent_twice(
    client: TestClient, office: Office, address: str
) -> None:
    response = client.get(address)
    assert response.status_code == 200, response.text
    assert response.json()["law"] == office.law.hash
    tag = response.headers["etag"]
    again = client.get(address, headers={"if-none-match": f'"other", {tag}'})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == tag


def test_the_tag_changes_with_the_day_the_language_and_the_question(client: TestClient) -> None:
    tags = {
        client.get("/law", params=params).headers["etag"]
        for params in ({"on": "2026-11-20"}, {"on": "2026-11-21"}, {"on": "2026-11-21", "lang": "ja"})
    }
    assert len(tags) == 3
    japanese = client.get("/law", params={"lang": "ja"})
    assert japanese.headers["content-language"] == "ja"
    assert any(row["name"] == "日本" for row in japanese.json()["authorities"])


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("/law/lists/us.ccl", "id"),
        ("/law/authorities/CN", "id"),
        ("/law/diff?from=2024-01-01&to=2026-11-21", "on"),
    ],
)
def test_the_pages_of_a_list_hold_every_row_once(client: TestClient, address: str, key: str) -> None:
    rows: list[Any] = []
    count, following, pages = 0, address, 0
    while following:
        response = client.get(following)
        assert response.status_code == 200, response.text
        found = response.json()
        rows += found["rows"]
        count, pages = found["pager"]["count"], pages + 1
        link = response.headers.get("link", "")
        assert bool(link) == bool(found["next"])
        match = re.fullmatch(r'</api/v1([^>]*)>; rel="next"', link)
        following = match[1] if match else ""
    assert pages == found["pager"]["pages"] > 1
    if key == "id":
        ids = [row["id"] for row in rows]
        assert len(ids) == len(set(ids)) == count
    assert all(row[key] for row in rows)


def test_the_state_of_an_instrument_is_that_of_the_day(client: TestClient) -> None:
    states = {
        day: {
            row["id"]: row["state"]
            for row in client.get(
                "/law/authorities/CN", params={"on": day, "kind": "list", "year": 2024}
            ).json()["rows"]
        }
        for day in ("2024-11-30", "2026-11-21")
    }
    assert states["2024-11-30"] != states["2026-11-21"]


def test_a_code_typed_whole_stands_first(client: TestClient) -> None:
    found = client.get("/law/search", params={"q": "3B001.f.1.b"}).json()
    assert found["codes"][0]["id"] == "us.ccl:3B001.f.1.b"
    assert found["searched"]["documents"] > 1000


@pytest.mark.parametrize(
    ("address", "status", "kind"),
    [
        ("/law/authorities/XX", 404, "not-found"),
        ("/law/provisions/nothing", 404, "not-found"),
        ("/law/entries/us.ccl:nothing", 404, "not-found"),
        ("/law/groups/nothing", 404, "not-found"),
        ("/law/lists/cn.control-list", 404, "not-found"),
        ("/law/correspond?code=zzz", 422, "bad-request"),
        ("/law/correspond", 422, "bad-request"),
        ("/law/compare?authority=XX", 422, "bad-request"),
        ("/law/diff?from=2026-01-01", 422, "bad-request"),
        ("/law/diff?from=2026-01-01&to=", 422, "bad-request"),
        ("/law/lists/us.ccl?cursor=!!", 422, "bad-request"),
        ("/law/lists/us.ccl?cursor=MS5hYmM", 422, "bad-request"),
        ("/law?on=2026-1-1", 422, "bad-request"),
    ],
)
def test_what_is_not_there_is_said(client: TestClient, address: str, status: int, kind: str) -> None:
    problem(client.get(address), status, kind)


def test_a_provision_of_a_duty_can_be_looked_up(client: TestClient) -> None:
    body = {"on": "2026-11-28", "act": "export", "route": {"from": "CN", "to": "US", "final": "US"},
            "items": [{"id": "1", "kind": "material.gallium.metal"}]}  # fmt: skip
    params = {"questions": "false", "trace": "false", "authority": "CN"}
    found = client.post("/determine", params=params, json=body).json()
    provisions = {duty["provision"] for duty in found["authorities"]["CN"]["items"][0]["duties"]}
    for id in sorted(provisions)[:5]:
        one = client.get(f"/law/provisions/{id}").json()
        assert one["id"] == id
        assert one["checked"]
