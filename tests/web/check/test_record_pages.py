"""Licences, exceptions, classifications, pasted tables and notes through the pages: with forms alone, in three languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser

from sekisho.web.check.board import telling
from sekisho.words import say
from tests.web.conftest import Served, axe_faults

LANGS = ("en", "ja", "zh")
PARTS = ("/licences", "/conflicts", "/item/1/codes", "/item/1/paste", "/items/paste")
TABLE = "Parameter\tValue\tUnit\nGas valve switching time\t250\tms\nPaint colour\tRAL 7035\n"


@pytest.fixture(scope="module")
def web(served: Served) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=served.address, follow_redirects=True, timeout=180) as client:
        yield client


@pytest.fixture(scope="module")
def check(web: httpx.Client) -> str:
    return send(web, "/check/example", name="etching-machine-shanghai").url.path


def send(web: httpx.Client, path: str, **fields: object) -> httpx.Response:
    found = re.search(r'name="csrf" value="([^"]*)"', web.get("/check").text)
    return web.post(path, data={"csrf": found[1] if found else "", **fields})


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("part", PARTS)
def test_every_page_in_every_language(web: httpx.Client, check: str, part: str, lang: str) -> None:
    page = web.get(check + part, params={"lang": lang})
    assert page.status_code == 200 and len(page.content) < 150_000
    assert not re.search(r">\s*(check|print|classify)\.[a-z\-]+", page.text), "a key without words"
    assert (
        web.get(f"{check}{part}.json", params={"lang": lang}).json()["check"]["id"] == check.rsplit("/", 1)[1]
    )


def test_a_licence_is_put_forward_changed_and_taken_out(web: httpx.Client, check: str) -> None:
    refused = send(web, f"{check}/licences", licence="", number="M-77")
    assert refused.status_code == 422 and "M-77" in refused.text, "what was typed stays"
    told = send(
        web,
        f"{check}/licences",
        licence="",
        kind="jp.individual-licence",
        number="M-77",
        revoked="",
        by="Anna",
    )
    assert told.status_code == 200
    (held,) = web.get(f"{check}.json", params={"lang": "en"}).json()["put_forward"]["licences"]
    assert held["missing"] == [
        say(f"check.lic-{name}", "en")
        for name in ("from", "until", "revoked", "items", "parties", "quantity")
    ]
    file = web.get(f"{check}.yaml").text
    assert "number: M-77" in file and "revoked" not in file
    send(
        web,
        f"{check}/licences",
        licence="l1",
        kind="jp.individual-licence",
        number="M-78",
        revoked="false",
        by="Anna",
    )
    assert "number: M-78" in web.get(f"{check}.yaml").text
    send(web, f"{check}/licences", licence="l1", remove="1")
    assert "M-78" not in web.get(f"{check}.yaml").text
    assert send(web, f"{check}/licences", licence="l9", remove="1").status_code == 404


def test_an_exception_that_was_not_shown_cannot_be_claimed(web: httpx.Client, check: str) -> None:
    answer = send(web, f"{check}/claims", shown="us-ear-740.tmp", claim="jp.no-such", by="Anna")
    assert answer.status_code == 422 and "claims" not in web.get(f"{check}.yaml").text


def test_a_classification_is_stated_refused_and_taken_out(web: httpx.Client, check: str) -> None:
    typed = {
        "list": "us.ccl",
        "codes": "3B001.no",
        "how": "only",
        "as-of": "2026-10-01",
        "claimed-by": "maker",
    }
    refused = send(web, f"{check}/item/1/codes", **typed)
    assert (
        refused.status_code == 422
        and "3B001.no" in refused.text
        and "us.ccl" not in web.get(f"{check}.yaml").text
    )
    kept = send(web, f"{check}/item/1/codes", **{**typed, "codes": "3B001.c.1", "how": "codes"})
    assert kept.status_code == 200
    assert "3B001.c.1" in web.get(f"{check}.yaml").text and "complete: false" in web.get(f"{check}.yaml").text
    send(web, f"{check}/item/1/codes", drop="us.ccl")
    assert "3B001.c.1" not in web.get(f"{check}.yaml").text


def test_a_table_is_shown_before_anything_is_recorded_and_undone_at_once(
    web: httpx.Client, check: str
) -> None:
    before = web.get(f"{check}.yaml").text
    shown = send(web, f"{check}/item/1/paste", text=TABLE, paper="DS 7")
    assert "Paint colour" in shown.text and web.get(f"{check}.yaml").text == before
    put = send(web, f"{check}/item/1/paste", text=TABLE, paper="DS 7", do="put", by="Ben")
    assert 'id="two-values"' in put.text, "the file had another value"
    assert "220..250 ms" in web.get(f"{check}.yaml").text
    assert "Paint colour" in web.get(f"{check}/item/1").text
    revision = web.get(f"{check}.json").json()["check"]["revision"]
    send(web, f"{check}/undo", revision=str(revision))
    assert web.get(f"{check}.yaml").text == before and "Paint colour" not in web.get(f"{check}/item/1").text


def test_a_note_on_a_conflict_is_on_the_board_and_the_conflict_stays(web: httpx.Client, check: str) -> None:
    (first, *_) = rows = web.get(f"{check}.json").json()["board"]["conflicts"]
    assert send(web, f"{check}/conflicts", key=first["key"], by="Anna").status_code == 422
    told = send(
        web,
        f"{check}/conflicts",
        key=first["key"],
        words="<b>ask</b> counsel",
        to="Mr Ito",
        until="2026-12-01",
        by="Anna",
    )
    assert told.status_code == 200 and "&lt;b&gt;ask&lt;/b&gt; counsel" in told.text
    after = web.get(f"{check}.json").json()["board"]["conflicts"]
    assert [row["key"] for row in after] == [row["key"] for row in rows]
    assert "Mr Ito" in after[0]["notes"][0]["line"] and "Mr Ito" in web.get(f"{check}/facts").text
    assert "Mr Ito" in web.get(f"{check}/print", params={"wait": "1"}).text
    assert "Mr Ito" not in web.get(f"{check}.yaml").text, "a note is no fact"


def test_a_check_begun_from_an_entry_says_what_was_filled_in(web: httpx.Client) -> None:
    page = web.get("/law/entry/us.ccl:3B001.c.1")
    assert 'action="/law/p/us.ccl:3B001.c.1/begin' in page.text
    begun = send(web, "/law/p/us.ccl:3B001.c.1/begin")
    assert begun.status_code == 200 and re.search(r"/check/[0-9a-z]{26}$", begun.url.path)
    board = web.get(f"{begun.url.path}.json").json()
    assert board["faults"] == [] and board["missing"] == ["route"], "no destination is taken for granted"
    assert board["summary"]["items"][0]["claims"] == [{"list": "us.ccl", "codes": "3B001.c.1"}]
    assert send(web, "/law/p/no.such/begin").status_code == 404


@pytest.mark.parametrize(("lang", "width"), [("ja", 360), ("zh", 1280)])
def test_the_pages_have_no_serious_finding_and_fit(
    chromium: Browser, served: Served, check: str, lang: str, width: int
) -> None:
    context = chromium.new_context(
        base_url=served.address, viewport={"width": width, "height": 900}, locale=lang
    )
    page = context.new_page()
    for part in PARTS:
        page.goto(f"{check}{part}?lang={lang}")
        if part.endswith("/paste") and "/item/" in part:
            page.locator("#f-text").fill(TABLE)
            page.locator("main button.main").click()
            page.wait_for_selector(".paste-table")
        assert axe_faults(page) == [], part
        assert page.evaluate("document.documentElement.scrollWidth") <= width, part
    context.close()


def test_a_board_tells_a_reason_of_each_outcome_before_more_of_one() -> None:
    """Three bans for places that nobody named must not hide that goods of the list need a licence wherever they go."""
    rows = [
        {"n": number, "severity": word, "stands": False}
        for number, word in enumerate(["prohibited"] * 5 + ["licence-required"] * 3 + ["notify"])
    ]
    assert [row["n"] for row in telling(rows)] == [0, 5, 8]
    assert [row["n"] for row in telling(rows[:6])] == [0, 1, 5]
    assert [row["n"] for row in telling([{**rows[0], "stands": True}, *rows[:2]])] == [0, 0, 1]
    assert telling([]) == []
