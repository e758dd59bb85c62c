"""What every page shares: languages, JSON beside the page, ETags, errors that say what to do, accessibility."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from jinja2 import Environment, FileSystemLoader
from playwright.sync_api import Page

import sekisho.web
from sekisho.words import say
from tests.web.conftest import Served, axe_faults

TEMPLATES = Path(sekisho.web.__file__).parent / "templates"


@pytest.mark.parametrize(("lang", "html_lang", "words"), [
    ("en", "en", "No licence required (on the facts given)"),
    ("ja", "ja", "許可不要（現時点の事実による）"),
    ("zh", "zh-Hans", "无需许可（就已知事实）"),
])  # fmt: skip
def test_the_words_page_in_each_language(page: Page, lang: str, html_lang: str, words: str) -> None:
    page.goto(f"/terms?lang={lang}")
    assert page.locator("html").get_attribute("lang") == html_lang
    assert page.get_by_text(words).first.is_visible()
    assert axe_faults(page) == []


def test_a_narrow_page_does_not_scroll_sideways(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/terms?lang=ja")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_text_of_twice_the_size_does_not_scroll_sideways(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    for path in ("/law", "/law/coverage", "/check", "/classify"):
        page.goto(f"{path}?lang=ja")
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "30px"
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280, path


@pytest.mark.parametrize("width", [1280, 360])
def test_a_name_without_a_blank_is_broken_before_a_page_is(page: Page, served: Served, width: int) -> None:
    made = httpx.post(
        f"{served.address}/classify", data={"name": "x" * 180, "do": "make", "kinds": "machine"}
    )
    assert made.status_code < 500
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/classify?lang=ja")
    assert page.get_by_role("link", name="x" * 100).count()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_lang_beats_the_cookie_beats_the_browser(served: Served) -> None:
    with httpx.Client(
        base_url=served.address, headers={"Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5"}
    ) as client:
        assert 'lang="zh-Hans"' in client.get("/terms").text
        assert 'lang="ja"' in client.get("/terms?lang=ja").text
        assert '<html lang="ja"' in client.get("/terms").text, "the choice is kept"


def test_json_beside_the_page_and_nothing_anew_for_who_has_it(served: Served) -> None:
    found = httpx.get(f"{served.address}/terms.json")
    assert found.headers["content-type"] == "application/json"
    assert found.json()["outcomes"][1]["words"]["en"] == "No licence required (on the facts given)"
    again = httpx.get(f"{served.address}/terms.json", headers={"If-None-Match": found.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_no_page_asks_for_a_day_in_the_manner_of_the_browser() -> None:
    """A date field of the browser shows 03/04/2026, which is two days; ours are typed as 2026-04-03."""
    asked = [path.name for path in TEMPLATES.rglob("*.html") if 'type="date"' in path.read_text("utf-8")]
    assert not asked


@pytest.mark.parametrize(("counted", "words"), [((0, 0), ""), ((3, 278), "3 of 278 done")])
def test_work_that_is_not_counted_yet_says_no_number(counted: tuple[int, int], words: str) -> None:
    waiting = Environment(loader=FileSystemLoader(TEMPLATES)).get_template("check/waiting.html")
    module = waiting.make_module({"say": lambda key, *parts: say(key, "en", *parts)})
    shown = vars(module)["waiting_for"]({"done": counted[0], "all": counted[1]}, "/check/1/history")
    assert (words in shown if words else "0 of 0" not in shown) and ("max=" in shown) is bool(words)


def test_the_reference_of_the_api_is_found_from_the_account(served: Served) -> None:
    found = httpx.get(f"{served.address}/account?lang=en").text
    assert '<a href="/api/v1/docs" hreflang="en">API reference</a>' in found
    assert httpx.get(f"{served.address}/api/v1/docs").status_code == 200


def test_what_is_not_there_says_what_to_do(served: Served) -> None:
    found = httpx.get(f"{served.address}/nowhere?lang=ja")
    assert found.status_code == 404
    assert "見つかりません" in found.text and "ホーム" in found.text
    problem = httpx.get(f"{served.address}/nowhere.json")
    assert problem.headers["content-type"] == "application/problem+json"
    assert problem.json()["status"] == 404


def test_the_keys_are_listed_lead_to_places_and_can_be_switched_off(page: Page) -> None:
    page.goto("/terms?lang=en")
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()
    assert axe_faults(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("k")
    page.wait_for_url("**/classify")
    page.keyboard.press("?")
    page.get_by_label("Switch these keys off").check()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert not page.get_by_role("dialog").is_visible()
    page.reload()
    page.keyboard.press("?")
    assert not page.get_by_role("dialog").is_visible(), "the choice is kept"


@pytest.mark.parametrize("lang", ["en", "ja", "zh"])
def test_the_terms_do_not_scroll_sideways_at_320(page: Page, lang: str) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"/terms?lang={lang}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
