"""What a Chinese reader meets on the pages of a check: no English where the law is Chinese, no raw names, nothing that misleads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.web.check.test_check_requests import opened, token
from tests.web.conftest import Served

CITE = re.compile(r'<span class="cite">(.*?)</span>\s*(?:·|<|$)', re.S)


@pytest.fixture
def web(served: Served) -> Iterator[httpx.Client]:
    headers = {"accept-language": "zh-CN"}
    with httpx.Client(base_url=served.address, follow_redirects=True, timeout=180, headers=headers) as client:
        yield client


@pytest.fixture
def magnets(web: httpx.Client) -> str:
    return opened(web, "dysprosium-magnet-japan")


def begin(web: httpx.Client, what: str, start: str, end: str, kind: str = "none") -> str:
    """A check as a person begins it, in their own words."""
    sent = {
        "csrf": token(web),
        "what": what,
        "from": start,
        "to": end,
        "final": "",
        "kind": kind,
        "chosen": "yes",
    }
    answer = web.post("/check", data=sent)
    assert "/check/" in answer.url.path, answer.text
    return answer.url.path


def test_chinese_law_is_cited_in_chinese(web: httpx.Client, magnets: str) -> None:
    board = web.get(magnets, params={"wait": "1"}).text
    assert "第7项之后一段" in board and "paragraph after item 7" not in board
    for path in ("/CN", "/CN/why"):
        page = web.get(f"{magnets}{path}").text
        assert "paragraph after item 7" not in page and "State Council Order" not in page, path
    assert "paragraph after item 7" in web.get(f"{magnets}/CN", params={"lang": "en"}).text


def test_conflicts_that_are_only_possible_do_not_stand_before_the_answer(
    web: httpx.Client, magnets: str
) -> None:
    rows = web.get(f"{magnets}.json").json()["board"]["conflicts"]
    assert rows and not any(row["certain"] for row in rows)
    page = web.get(magnets).text
    assert re.search(r'<details class="panel conflict possible">', page), "one line, which opens"
    assert f"可能 {len(rows)} 项" in page
    standing = [sum(side["stands"] for side in row["sides"]) for row in rows]
    assert standing == sorted(standing, reverse=True)


def test_facts_are_called_by_name(web: httpx.Client, magnets: str) -> None:
    page = web.get(f"{magnets}/facts").text
    assert "parties[" not in page and "items[" not in page and "名单筛查" in page
    assert "Example Motor Car K.K." in page
    assert "含镝2.5%的烧结钕铁硼磁体" in page and "sintered" not in page
    board = web.get(magnets).text
    assert "parties[" not in board and "：True" not in board
    lane = web.get(f"{magnets}/CN").text
    assert re.search(r"<summary>可能适用 \d+ 项", lane), "duties of conduct that only may apply are folded"
    begun = begin(web, "镝磁铁", "中国", "日本", "material.rare-earth.magnet")
    assert "起运地：中国" in web.get(begun).text.replace("<li>", "")


def test_a_booking_of_three_words_is_asked_back(web: httpx.Client) -> None:
    """Nobody reads “no licence required” out of silence: the page says to ask first, and what."""
    check = begin(web, "电子元件 一批", "上海", "新加坡")
    page = web.get(check, params={"wait": "1"}).text
    assert "“未定”不等于可以出运" in page and "99+" in page
    data = web.get(f"{check}.json", params={"wait": "1"}).json()
    lanes = [lane for group in data["board"]["groups"] for lane in group["lanes"]]
    assert len(lanes) == 8 and not any(lane["decided"] for lane in lanes)
    (first, *_) = data["next"]["cards"]
    assert (
        first["form"] == "kind" and first["have"] == [] and "device" in [one["id"] for one in first["nearer"]]
    )
    assert "还不知道是什么物项" not in web.get(opened(web, "dysprosium-magnet-japan")).text


def test_a_kind_can_be_made_closer(web: httpx.Client) -> None:
    check = begin(web, "镝磁铁", "中国", "日本", "material.rare-earth.magnet")
    card = next(
        one
        for one in web.get(f"{check}.json", params={"wait": "1"}).json()["next"]["cards"]
        if one["form"] == "kind"
    )
    assert card["have"] == ["稀土永磁材料（磁体、磁粉）"]
    assert "material.rare-earth.magnet.ndfeb" in [one["id"] for one in card["nearer"]]
    page = web.get(check, params={"wait": "1"}).text
    revision = re.search(r'name="revision" value="(\d+)"', page)
    assert "已选：稀土永磁材料" in page and revision
    sent = {"csrf": token(web), "key": card["key"], "revision": revision[1], "by": "王伟",
            "value": ["material.rare-earth.magnet.ndfeb", ""]}  # fmt: skip
    assert web.post(f"{check}/answer", data=sent).status_code == 200
    assert "material.rare-earth.magnet.ndfeb" in web.get(f"{check}.yaml").text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("中国 8505.11.10.00", "CN 8505111000"),
        ("8505.11.10.00（中国）", "CN 8505111000"),
        ("海关编码 CN 8505111000", "CN 8505111000"),
        ("HS 8505.11", "850511"),
        ("8505.11.10.00", ""),
        ("火星 8505111000", ""),
    ],
)
def test_a_customs_code_as_it_stands_on_chinese_papers(
    web: httpx.Client, magnets: str, typed: str, kept: str
) -> None:
    page = web.get(f"{magnets}/item/1").text
    revision = re.search(r'name="revision" value="(\d+)"', page)
    assert revision
    sent = {"csrf": token(web), "revision": revision[1], "hs": typed}
    answer = web.post(f"{magnets}/item/1", data=sent)
    assert answer.status_code == (200 if kept else 422)
    if kept:
        assert f'value="{kept}"' in web.get(f"{magnets}/item/1").text
    else:
        assert "中国 8505" in answer.text, "what to write instead"


def test_the_law_itself_is_told_in_chinese(web: httpx.Client) -> None:
    page = web.get("/law/p/cn-2024-mofcom-46.clause-2a").text
    assert "商务部的例外许可" in page and "exceptional licence" not in page and "第2款，前半、末段" in page
    home = web.get("/").text
    assert 'class="quiet code">cn-' not in home and "暂停实施" in home
    for path in ("/law/CN", "/law/CN/cn-2024-mofcom-46"):
        assert "MOFCOM" not in web.get(path).text, path
    assert "MOFCOM" in web.get("/law/CN", params={"lang": "ja"}).text  # keeps the language, so it comes last


def test_after_a_suspension_that_nobody_confirmed_both_readings_are_told_by_name(web: httpx.Client) -> None:
    """Task 4: not confirmed since a day, both branches, neither yes nor no."""
    file = Path("examples/holmium-korea-2026-11-11.yaml")
    sent = {"file": (file.name, file.read_bytes())}
    path = web.post("/check/file", data={"csrf": token(web)}, files=sent).url.path
    data = web.get(f"{path}.json", params={"wait": "1"}).json()["board"]
    lane = next(one for group in data["groups"] for one in group["lanes"] if one["authority"] == "CN")
    assert lane["unconfirmed_since"] == "2026-11-10" and lane["at_least"] != lane["at_most"]
    assert len(lane["branches"]) == 2
    first = lane["reasons"][0]
    assert first["cite"]["provision"] == "cn-2025-mofcom-gacc-57.licence", (
        "what hangs on the law alone, first"
    )
    page = web.get(path, params={"wait": "1"}).text
    assert "自 2026-11-10 起没有来源予以核实" in page
    for reading in ("仍在暂停", "恢复施行"):
        assert re.search(
            f"“暂停实施2025年第55号、56号、57号、58号、61号、62号公告”所暂停的规定{reading}", page
        ), reading
    assert ".suspension 暂停实施" not in page and ".suspension 施行中" not in page
    id, state = next(iter(lane["branches"][0]["assume"].items()))
    taken = web.get(path, params={"assume": f"{id}={state}"}).text
    assert "本页的假定（未核实）：“暂停实施2025年" in taken
