"""What a Japanese reader meets on the pages of a check: the kind is asked for, nothing reads as settled that is open, no raw names."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest

from tests.web.check.test_check_requests import opened, token
from tests.web.conftest import Served

RAW = re.compile(r"parties\[|items\[|Path\(|--explain|\b(?:jp|us|coverage)[-.:][a-z0-9.-]{3,}")


@pytest.fixture
def web(served: Served) -> Iterator[httpx.Client]:
    headers = {"accept-language": "ja"}
    with httpx.Client(base_url=served.address, follow_redirects=True, timeout=180, headers=headers) as client:
        yield client


@pytest.fixture
def etcher(web: httpx.Client) -> str:
    return opened(web, "etching-machine-shanghai")


def seen(page: str) -> str:
    """The text that a reader sees: no addresses, scripts, footers."""
    main = page.partition("<main")[2].partition("</main>")[0]
    return re.sub(r"<[^>]*>", " ", main)


def test_which_kind_is_meant_is_asked_and_never_passed_over(web: httpx.Client) -> None:
    form = {"csrf": token(web), "what": "エッチング装置", "from": "日本", "to": "上海", "final": ""}
    asked = web.post("/check", data=form)
    assert asked.status_code == 200 and asked.url.path == "/check"
    assert "該当する種別を選んでください" in asked.text
    radios = re.findall(r'<input type="radio" name="kind"[^>]*>', asked.text)
    assert len(radios) > 3 and not any("checked" in one for one in radios)
    again = web.post("/check", data={**form, "chosen": "yes"})
    assert again.status_code == 422 and 'value="エッチング装置"' in again.text
    for kind in ("none", "equipment.semiconductor.etcher"):
        done = web.post("/check", data={**form, "chosen": "yes", "kind": kind})
        assert re.fullmatch(r"/check/[0-9a-z]{26}", done.url.path), kind


def test_japanese_law_is_cited_in_japanese_and_nothing_stands_raw(web: httpx.Client, etcher: str) -> None:
    for part in ("?wait=1", "/JP", "/JP/why", "/US/why", "/facts", "/print"):
        page = web.get(f"{etcher}{part}")
        text = seen(page.text)
        assert page.status_code == 200 and "Export Trade Control Order" not in text, part
        assert [found for found in RAW.findall(text)] == [], part
    assert "輸出貿易管理令第1条第1項、別表第1の1から15の項" in web.get(f"{etcher}/JP").text


def test_what_only_may_apply_says_so_before_its_outcome(web: httpx.Client, etcher: str) -> None:
    page = web.get(etcher, params={"wait": "1"}).text
    rows = re.findall(r'<p class="reason may">(.*?)</p>', page, re.S)
    assert rows and all(row.startswith('<span class="unknown">可能性：</span>') for row in rows)


def test_what_cannot_be_found_out_says_what_stays_open(web: httpx.Client, etcher: str) -> None:
    cards = web.get(f"{etcher}.json", params={"wait": "1", "q": "1"}).json()["next"]["cards"]
    numbers = [card["number"] for card in cards]
    assert numbers == sorted(numbers), "the first card is question 1"
    card = next(one for one in cards if "JP" in one["authorities"])
    form = {"csrf": token(web), "key": card["key"], "cannot": "1", "looked": "仕入先、電話", "by": "田中"}
    page = web.post(f"{etcher}/answer", data=form).text
    said = page.partition('id="said"')[2].partition("</div>")[0]
    assert "値は入れていません" in said and "JP 許可必要（禁止の可能性あり）" in said
    assert "結果も変わりません" not in said
    assert "：確認できない、田中" in page


def test_every_field_of_a_question_is_tied_to_the_question(web: httpx.Client, etcher: str) -> None:
    page = web.get(etcher, params={"wait": "1", "who": "engineer", "more": "20"}).text
    cards = re.findall(r'<article class="panel question" id="(q\d+)".*?</article>', page, re.S)
    assert len(cards) > 10
    for card in re.findall(r'<article class="panel question".*?</article>', page, re.S):
        (id,) = re.findall(r'class="panel question" id="(q\d+)"', card)
        if 'action="' in card:
            assert f'aria-describedby="{id}-ask"' in card, card[:300]
