"""The pages of the law: the main ways in three languages, without script, on a phone, with a screen reader's rules."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from sekisho.words import say
from tests.web.conftest import Served, axe_faults

LANGS = ("en", "ja", "zh")
DUTCH = "nl-2023-minbuza-15246-27"
PAGES = (
    "/law", "/law/CN", "/law/JP?year=2025", "/law/US?state=unconfirmed", "/law/WA", "/law/CN/cn-2025-mofcom-61",
    "/law/US/us-ear-774?kind=entry&page=3", "/law/US/us-ear-744-entity-list", "/law/CN/cn-2025-mofcom-72", "/law/list/us.ccl",
    "/law/p/cn-2025-mofcom-61.route-1", "/law/p/us.ccl-rows.3B001.4", "/law/p/jp-1949-order-378.list-licence",
    "/law/p/cn-2025-mofcom-72", "/law/p/us-ear-740.gbs", "/law/entry/us.ccl:3B001.f.1.b", "/law/entry/jp.table1:7.16",
    "/law/entry/cn.dual-use:1C902", "/law/group/jp.group-a", "/law/search", "/law/search?q=稀土", "/law/search?q=3B001",
    "/law/search?q=galium", "/law/search?q=qqqqqq", "/law/timeline", f"/law/timeline?of={DUTCH}&on=2025-10-15",
    "/law/timeline?all=1&page=3", "/law/timeline?item=gallium", "/law/changes", "/law/changes?from=2022-10-01&to=2026-11-22",
    "/law/compare?of=CN,JP,US,NL", "/law/correspond", "/law/correspond?code=3B001.f.1", "/law/correspond?code=nix",
    "/law/conflicts", "/law/coverage", "/law/glossary?words=export",
)  # fmt: skip
PICTURE = re.compile(rb'<div class="sizes">.*?</figure>', re.S)


@pytest.fixture(scope="module")
def client(served: Served) -> Iterator[httpx.Client]:
    """Asks the server as a program does."""
    with httpx.Client(base_url=served.address, timeout=60) as made:
        yield made


def with_lang(path: str, lang: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}lang={lang}"


# --- every page


@pytest.mark.parametrize("lang", LANGS)
def test_notes_that_are_in_english_only_say_so(client: httpx.Client, lang: str) -> None:
    said = say("law.english-only", lang)
    assert (said in client.get(with_lang("/law/US/us-ear-734", lang)).text) is (lang != "en")


@pytest.mark.parametrize("path", PAGES)
def test_each_page_in_three_languages_with_its_json(client: httpx.Client, path: str) -> None:
    for lang in LANGS:
        page = client.get(with_lang(path, lang))
        assert page.status_code == 200, (path, page.text[:400])
        assert f'<html lang="{"zh-Hans" if lang == "zh" else lang}"' in page.text
        assert not re.findall(r">\s*law\.[a-z-]+", page.text), "a key without words"
        assert len(PICTURE.sub(b"", page.content)) < 150_000, "150 kB before pictures"
    head, _, query = path.partition("?")
    held = client.get(with_lang(f"{head}.json{'?' + query if query else ''}", "ja"))
    assert held.status_code == 200 and held.json()["dated"]["on"]


def test_a_page_that_did_not_change_is_not_sent_again(client: httpx.Client) -> None:
    first = client.get("/law/entry/us.ccl:3B001.f.1.b?lang=en")
    again = client.get(
        "/law/entry/us.ccl:3B001.f.1.b?lang=en", headers={"If-None-Match": first.headers["etag"]}
    )
    other = client.get(
        "/law/entry/us.ccl:3B001.f.1.b?lang=ja", headers={"If-None-Match": first.headers["etag"]}
    )
    assert (again.status_code, again.content, other.status_code) == (304, b"", 200)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/law/XX", 404), ("/law/CN/us-ear-774", 404), ("/law/p/nothing", 404), ("/law/entry/us.ccl:9Z", 404),
        ("/law/group/none", 404), ("/law/list/us.entity-list", 404), ("/law/p/..%2f..%2fetc%2fpasswd", 404),
        ("/law?on=03/04/2026", 400), ("/law?on=yesterday", 400), ("/law?on=9999-12-31", 400), ("/law?known=0001-01-01", 400),
        ("/law/search?kind=everything", 400), ("/law/search?authority=ZZ", 400), ("/law/search?q=" + "x" * 300, 400),
        ("/law/CN?page=0", 400), ("/law/CN?page=zwei", 400), ("/law/CN?page=9999", 200), ("/law/timeline?year=abc", 400),
        ("/law/changes?from=2026-13-01", 400), ("/law?on=2026/11/21", 200), ("/law?on=令和8年11月21日", 200),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_and_never_a_fault(client: httpx.Client, path: str, status: int) -> None:
    for lang in LANGS:
        page = client.get(with_lang(path, lang))
        assert page.status_code == status, page.text[:300]
    head, _, query = path.partition("?")
    answer = client.get(f"{head}.json?{query}")
    assert answer.status_code == status
    if status >= 400:
        assert answer.headers["content-type"] == "application/problem+json" and answer.json()["detail"]


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "'; DROP TABLE doc; --",
        "{{ 7*7 }}",
        "%00",
    ],
)
def test_what_is_typed_stays_words(client: httpx.Client, typed: str) -> None:
    for path in (f"/law/search?q={quote(typed)}", f"/law/correspond?code={quote(typed)}", f"/law/glossary?words={quote(typed)}",
                 f"/law/timeline?item={quote(typed)}", f"/law/changes?item={quote(typed)}"):  # fmt: skip
        page = client.get(path)
        assert page.status_code == 200 and "<script>alert" not in page.text and "<img src=x" not in page.text
        assert "{{ 7*7 }}" in page.text or "49" not in page.text or typed != "{{ 7*7 }}"


def test_a_partys_name_never_stands_in_an_address(client: httpx.Client) -> None:
    found = client.post("/law/timeline?authority=US", data={"party": "Huawei"})
    assert found.status_code == 200 and "us-2019-bis-huawei" in found.text
    assert "party=" not in found.text
    ignored = client.get("/law/timeline?authority=US&party=Huawei")
    assert (
        ignored.json is not None
        and "party=Huawei" in str(ignored.url)
        and 'value="Huawei"' not in ignored.text
    )
    listed = client.post("/law/changes?from=2019-01-01", data={"party": "Huawei"})
    assert listed.status_code == 200


# --- the main ways


@pytest.mark.parametrize(
    ("lang", "words", "found"), [("en", "gallium", "gallium"), ("ja", "露光", "露光"), ("zh", "稀土", "稀土")]
)
def test_search_opens_an_entry_and_a_provision(page: Page, lang: str, words: str, found: str) -> None:
    page.goto(f"/law?lang={lang}")
    assert axe_faults(page) == []
    field = page.get_by_label(say("law.search-label", lang), exact=True)
    field.fill(words)
    field.press("Enter")
    expect(page.locator("mark").first).to_contain_text(found, ignore_case=True)
    assert axe_faults(page) == []
    page.locator("#q").fill("1C902")
    page.locator("#q").press("Enter")
    expect(page).to_have_url(re.compile(r"/law/entry/cn\.dual-use:1C902"))
    expect(page.locator("h1")).to_contain_text("1C902")
    assert axe_faults(page) == []
    page.locator(".first-column a[href*='/law/p/']").first.click()
    expect(page.locator(".now-state .law-state")).to_be_visible()
    assert axe_faults(page) == []


@pytest.mark.parametrize("lang", LANGS)
def test_browsing_down_to_an_entry_and_to_another_day(page: Page, lang: str) -> None:
    page.goto(f"/law?lang={lang}")
    page.locator("a[href='/law/CN']").first.click()
    page.locator("a[href='/law/CN/cn-2025-mofcom-61']").click()
    expect(page.locator(".now-state")).to_contain_text(say("law.state-unconfirmed", lang))
    page.get_by_text(say("law.other-day", lang), exact=True).click()
    page.get_by_label(say("page.on", lang), exact=True).fill("2026/01/15")
    page.locator(".days button").click()
    expect(page).to_have_url(re.compile(r"on=2026%2F01%2F15"))
    expect(page.locator(".now-state")).to_contain_text(say("law.state-suspended", lang))
    page.locator("a[href*='cn-2025-mofcom-61.route-1']").first.click()
    expect(page).to_have_url(re.compile(r"on=2026-01-15"))  # the day goes along
    expect(page.locator(".now-state")).to_contain_text(say("law.state-suspended", lang))


def test_task_8_who_answered_the_dutch_measure_and_how_it_stood(page: Page) -> None:
    """ui-direction, section 9: measure, relation, source link, right as-of date, table."""
    page.goto("/law?lang=en")
    page.locator(".law-ways").get_by_role("link", name="Timeline").click()
    page.get_by_text("Narrow", exact=True).click()
    page.get_by_label("On", exact=True).fill("2025-10-15")
    page.get_by_label("NL", exact=True).check()
    page.locator("details.filter form").first.get_by_role("button", name="Show").click()
    row = page.locator(f"tr[id='m-{DUTCH}']")
    expect(row).to_contain_text("in force")
    row.get_by_role("link", name=re.compile("^Relations of")).click()
    chosen = page.locator("#chosen")
    expect(chosen).to_contain_text("2025-10-15")
    expect(chosen).to_contain_text("Export controls on gallium and germanium items")
    source = chosen.locator(".relations a[href^='https://']").first
    expect(source).to_have_attribute("href", re.compile("^https://www.scmp.com/"))
    data = httpx.get(f"{page.url.split('#')[0].replace('/law/timeline', '/law/timeline.json')}").json()
    (measure,) = [row for row in data["rows"] if row["id"] == DUTCH]
    assert (data["on"], measure["state"]) == ("2025-10-15", "in-force")
    with page.expect_download() as coming:
        page.get_by_role("link", name="Table for a spreadsheet").click()
    lines = list(csv.reader(io.StringIO(Path(coming.value.path()).read_text("utf-8-sig"))))
    (order,) = [line for line in lines if DUTCH in line]
    assert "in force" in order and "State on 2025-10-15" in lines[0]
    assert coming.value.suggested_filename == "sekisho-timeline-2025-10-15.csv"
    assert axe_faults(page) == []


def test_a_case_becomes_a_check(page: Page) -> None:
    page.goto("/law/p/cn-2025-mofcom-61.route-1?lang=en")
    page.locator(".cases button").first.click()
    expect(page).to_have_url(re.compile(r"/check/[0-9a-z]+"))


@pytest.mark.parametrize("lang", LANGS)
def test_a_phone_shows_no_sideways_scroll_and_the_state_first(
    chromium: Browser, served: Served, lang: str
) -> None:
    context = chromium.new_context(base_url=served.address, viewport={"width": 360, "height": 740})
    page = context.new_page()
    for path in ("/law", "/law/CN", "/law/CN/cn-2025-mofcom-61", "/law/p/cn-2025-mofcom-61.route-1", "/law/entry/us.ccl:3B001.f.1.b",
                 "/law/search?q=稀土", "/law/timeline?item=gallium", "/law/changes?from=2025-10-01&to=2025-12-01", "/law/compare",
                 "/law/correspond?code=3B001.f.1", "/law/conflicts", "/law/coverage", "/law/glossary", "/law/group/jp.group-a",
                 "/law/list/us.ccl"):  # fmt: skip
        page.goto(with_lang(path, lang))
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        if path.startswith(("/law/p/", "/law/entry/")):
            state, words = page.locator(".now-state"), page.locator(".first-column")
            assert state.bounding_box()["y"] < words.bounding_box()["y"]  # type: ignore[index]
            assert state.bounding_box()["y"] < 740  # type: ignore[index]
    context.close()


def test_the_table_of_measures_can_be_taken_along_before_it_is_read_to_its_end(client: httpx.Client) -> None:
    page = client.get("/law/timeline?lang=en").text
    assert 0 < page.index("/law/timeline.csv") < page.index('class="t3 timeline-table"')


def test_everything_works_without_script(chromium: Browser, served: Served) -> None:
    context = chromium.new_context(base_url=served.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/law/changes?lang=en")
    page.get_by_label("From", exact=True).fill("2025-10-01")
    page.get_by_label("To", exact=True).fill("2025-12-01")
    page.get_by_text("Narrow", exact=True).click()
    page.get_by_label("CN", exact=True).check()
    page.get_by_role("button", name="Show").first.click()
    expect(page.locator("table.changes")).to_contain_text("Export controls on rare-earth items outside China")
    page.goto("/law/compare?lang=en")
    page.get_by_label("United States", exact=True).check()
    page.get_by_role("button", name="Show").click()
    expect(page.locator("table.compare thead").first).to_contain_text("United States")
    context.close()


@pytest.mark.parametrize(
    ("scheme", "paths"),
    [
        ("light", ("/law/changes?from=2025-10-01&to=2025-12-01", "/law/compare", "/law/coverage", "/law/glossary", "/law/JP")),
        ("dark", ("/law/correspond?code=3B001.f.1", "/law/conflicts", "/law/group/jp.group-a", "/law/list/us.ccl",
                  "/law/search?q=qqqqqq", "/law/entry/us.ccl:3B001.f.1.b")),
    ],
)  # fmt: skip
def test_overviews_pass_the_rules_of_access(
    chromium: Browser, served: Served, scheme: str, paths: tuple[str, ...]
) -> None:
    context = chromium.new_context(base_url=served.address, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for path in paths:
        page.goto(with_lang(path, "ja"))
        assert axe_faults(page) == [], path
    context.close()
