"""The pages of history, destinations and print in a browser: same data as the JSON, three languages, no serious fault of access."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pdfplumber
import pytest
from playwright.sync_api import Page

from sekisho.words import SEVERITIES, headline, say
from tests.web.conftest import Served, axe_faults

EXAMPLES = Path(__file__).parents[2] / "examples"
GALLIUM = "gallium-united-states-2026-11-26"
DAYS = "from=2025-06-01&to=2027-05-31&authority=CN&authority=US"
WAIT = 90_000


@pytest.fixture(scope="session")
def client(served: Served) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=served.address, headers={"Origin": served.address}, timeout=120) as found:
        yield found


@pytest.fixture(scope="session")
def checked(client: httpx.Client) -> str:
    """The address of a check made from an example."""
    body = (EXAMPLES / f"{GALLIUM}.yaml").read_bytes()
    answer = client.post("/check/file", files={"file": ("t.yaml", body, "application/yaml")})
    assert answer.status_code == 303, answer.text[:500]
    return answer.headers["location"].partition("?")[0]


def test_the_history_is_that_of_the_command(client: httpx.Client, checked: str) -> None:
    found = client.get(f"{checked}/history.json?{DAYS}").json()["history"]
    told = subprocess.run(
        [sys.executable, "-m", "sekisho.cli.main", "history", EXAMPLES / f"{GALLIUM}.yaml", "--from", "2025-06-01",
         "--to", "2027-05-31", "--authority", "CN,US", "--json"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert found["changes"] == json.loads(told.stdout)["changes"]
    assert len([change for change in found["changes"] if not change["first"]]) == 2


@pytest.mark.parametrize("lang", ["en", "ja", "zh"])
def test_the_history_page(page: Page, client: httpx.Client, checked: str, lang: str) -> None:
    page.goto(f"{checked}/history?{DAYS}&lang={lang}&wait=1", timeout=WAIT)
    shown = page.locator(".sizes .at:visible")
    assert shown.count() == 1 and shown.locator("svg[role=img]").get_attribute("width") == "830"
    assert page.get_by_role("table").count() == 0, "the table is folded on screen"
    page.locator(".as-table summary").click()
    rows = client.get(f"{checked}/history.json?{DAYS}&lang={lang}").json()["rows"]
    table = page.locator(".history-table tbody tr")
    assert table.count() == len(rows) == 4
    assert headline("licence-required", "prohibited", lang) in table.nth(2).inner_text()
    assert (
        "2026-11-27" in table.nth(2).inner_text() and say("print.open-law", lang) in table.nth(2).inner_text()
    )
    page.locator(".legends summary").click()
    assert axe_faults(page) == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.locator(".sizes .at:visible svg").get_attribute("width") in {"320", "358"}
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert axe_faults(page) == []


def test_the_picture_grows_by_button_and_by_key_and_comes_back(page: Page, checked: str) -> None:
    page.goto(f"{checked}/history?{DAYS}&lang=en&wait=1", timeout=WAIT)
    drawing = page.locator(".sizes .at:visible svg")

    def place() -> dict[str, float]:
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        found = drawing.bounding_box()
        assert found is not None
        return dict(found)

    before = place()
    page.get_by_role("button", name="Zoom in").click()
    larger = place()
    assert larger["width"] > before["width"] * 1.2
    page.locator(".picture-window").focus()
    page.keyboard.press("ArrowRight")
    assert place()["x"] < larger["x"]
    page.keyboard.press("0")
    assert place() == before
    page.keyboard.press("+")
    assert place()["width"] > before["width"]
    assert axe_faults(page) == []


def test_a_page_that_takes_long_comes_at_once_and_tells_how_far_it_is(
    page: Page, client: httpx.Client, checked: str
) -> None:
    quick = client.get(f"{checked}/history?from=2023-03-01&lang=en")
    assert quick.elapsed.total_seconds() < 8
    if "data-slow" in quick.text:
        assert (
            "of" in quick.text and "wait=1" in quick.text and '<svg class="picture history' not in quick.text
        )
    page.goto(f"{checked}/history?from=2023-03-01&lang=en")
    page.locator("svg.history-picture >> visible=true").wait_for(timeout=WAIT)
    assert client.get(f"{checked}/history.json?from=2023-03-01").json()["pending"] is None


def test_without_script_a_link_waits(chromium: object, served: Served, checked: str) -> None:
    from playwright.sync_api import Browser

    assert isinstance(chromium, Browser)
    context = chromium.new_context(base_url=served.address, java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(WAIT)
    page.goto(f"{checked}/history?from=2024-01-02&authority=CN&lang=en")
    link = page.get_by_role("link", name="Wait for the result")
    if link.count():
        link.click()
    assert page.locator("svg.history-picture >> visible=true").count() == 1
    assert page.get_by_role("button", name="Zoom in").count() == 0, "no dead controls"
    context.close()


@pytest.mark.parametrize("lang", ["en", "ja", "zh"])
def test_the_destinations_page(page: Page, client: httpx.Client, checked: str, lang: str) -> None:
    page.goto(f"{checked}/destinations?show=CN&lang={lang}&wait=1", timeout=WAIT)
    found = client.get(f"{checked}/destinations.json?show=CN&lang={lang}").json()
    assert page.locator(".places-table tbody tr").count() == len(found["groups"]) >= 2
    japan = next(row for row in found["groups"] if any(place["id"] == "JP" for place in row["places"]))
    words = headline(japan["outcomes"][0]["at_least"], japan["outcomes"][0]["at_most"], lang)
    assert page.locator(".places-table").get_by_text(words, exact=True).first.is_visible()
    assert page.locator(".sizes .at:visible .t-tile").count() == 250
    assert axe_faults(page) == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator(".sizes .at:visible .t-tile").count() == 250
    assert axe_faults(page) == []


@pytest.mark.parametrize(
    ("words", "id"),
    [("iran", "IR"), ("イラン", "IR"), ("クリミア", "UA-43"), ("kp", "KP"), ("Cote d'Ivoire", "CI")],
)
def test_a_place_is_found_in_any_language(client: httpx.Client, checked: str, words: str, id: str) -> None:
    found = client.get(f"{checked}/destinations.json", params={"place": words}).json()["looked_up"]
    place = next(row for row in found if row["id"] == id)
    assert place["at_least"] in SEVERITIES and place["headline"]


def test_the_start_of_the_goods_has_no_outcome(client: httpx.Client, checked: str) -> None:
    found = client.get(f"{checked}/destinations.json", params={"place": "CN"}).json()
    assert found["looked_up"][0]["id"] == "CN" and found["looked_up"][0]["at_least"] is None
    assert (
        say("picture.starts-here", "en") in client.get(f"{checked}/destinations?place=CN&lang=en&wait=1").text
    )


@pytest.mark.parametrize("lang", ["en", "ja", "zh"])
def test_the_print_page_and_the_pdf_say_the_same(
    page: Page, client: httpx.Client, checked: str, lang: str
) -> None:
    page.goto(f"{checked}/print?authority=CN&lang={lang}&wait=1", timeout=WAIT)
    assert axe_faults(page) == []
    words = headline("licence-required", "licence-required", lang)
    assert page.locator(".paper").get_by_text(words, exact=True).first.is_visible()
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.emulate_media(media="print")
    assert not page.locator(".tabs").is_visible() and page.locator(".running").is_visible()
    ink = page.locator(".paper .lead").evaluate("one => getComputedStyle(one).color")
    assert ink == "rgb(0, 0, 0)"
    answer = client.get(f"{checked}.pdf?authority=CN&lang={lang}")
    assert answer.headers["content-type"] == "application/pdf" and answer.content.startswith(b"%PDF")
    with pdfplumber.open(io.BytesIO(answer.content)) as opened:
        text = "".join("".join(sheet.extract_text() for sheet in opened.pages).split())
    for part in ("outcomes", "duties", "questions", "words", "not-examined", "history", "reasons"):
        assert "".join(say(f"print.{part}", lang).split()) in text
        assert page.locator(".paper h3", has_text=say(f"print.{part}", lang)).count() == 1
    assert "".join(words.split()) in text
    assert client.get(f"{checked}.pdf?authority=CN&lang={lang}").content == answer.content, (
        "the same input, the same bytes"
    )


@pytest.mark.parametrize("path", ["history", "destinations", "print"])
def test_an_empty_check_teaches_what_is_missing(page: Page, client: httpx.Client, path: str) -> None:
    body = b"id: T-0\non: 2026-11-20\nact: export\nroute: {}\nparties: []\nitems: []\n"
    made = client.post("/check/file", files={"file": ("t.yaml", body, "application/yaml")}).headers[
        "location"
    ]
    page.goto(f"{made.partition('?')[0]}/{path}?lang=en")
    assert page.locator(".empty").is_visible() and page.locator("svg.picture").count() == 0
    assert axe_faults(page) == []


@pytest.mark.parametrize(
    ("path", "status"),
    [("history?from=2026-13-01", 400), ("history?from=2026-02-01&to=2026-01-01", 400), ("destinations?move=sideways", 400),
     ("destinations?show=XX&wait=1", 400), ("history?authority=XX", 400)],
)  # fmt: skip
def test_what_cannot_be_read_says_so(client: httpx.Client, checked: str, path: str, status: int) -> None:
    answer = client.get(f"{checked}/{path}")
    assert answer.status_code == status and "Traceback" not in answer.text


@pytest.mark.parametrize("path", ["/history", "/destinations", "/print", ".pdf", "/history.json"])
def test_a_check_that_is_not_there(client: httpx.Client, path: str) -> None:
    assert client.get(f"/check/01nothing{path}").status_code == 404
