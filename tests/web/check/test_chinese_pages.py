"""What a Chinese reader meets on the pages of a check: no English where the law is Chinese, no raw names, nothing that misleads."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
    for path in ("/CN", "/CN/why", "/print"):
        page = web.get(f"{magnets}{path}").text
        assert "paragraph after item 7" not in page and "State Council Order" not in page, path
    assert "paragraph after item 7" in web.get(f"{magnets}/CN", params={"lang": "en"}).text


def test_conflicts_that_are_only_possible_do_not_stand_before_the_answer(web: httpx.Client) -> None:
    check = begin(web, "锂电池", "深圳", "汉堡")
    rows = web.get(f"{check}.json").json()["board"]["conflicts"]
    assert rows and not any(row["certain"] for row in rows)
    page = web.get(check).text
    assert re.search(r'<details class="panel conflict possible">', page), "one line, which opens"
    assert f"可能 {len(rows)} 项" in page
    standing = [sum(side["stands"] for side in row["sides"]) for row in rows]
    assert standing == sorted(standing, reverse=True)


def test_facts_are_called_by_name(web: httpx.Client, magnets: str) -> None:
    page = web.get(f"{magnets}/facts").text
    assert "parties[" not in page and "items[" not in page and "名单筛查" in page
    assert "Example Motor Car K.K." in page
    assert "parties[" not in web.get(magnets).text
