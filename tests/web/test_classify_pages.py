"""The pages of the classification: the main way in three languages, without script, narrow, with a screen reader's rules."""

from __future__ import annotations

import re

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from sekisho.words import say
from tests.web.conftest import Served, axe_faults

ETCHER = "equipment.semiconductor.etcher.dry.anisotropic"
SCANNER = "lithography.scanner"
LANGS = ("en", "ja", "zh")


def begun(served: Served, name: str = "Etcher ME-7", kind: str = ETCHER) -> str:
    """A new sheet; its address."""
    made = httpx.post(f"{served.address}/classify", data={"name": name, "kinds": kind, "do": "make"})
    assert made.status_code == 303, made.text[:300]
    return made.headers["location"]


def put(served: Served, address: str, attribute: str, value: str, **more: str) -> httpx.Response:
    """Record a value."""
    seen = httpx.get(f"{served.address}{address}.json").json()["seen"]
    data = {"seen": str(seen), "attribute": attribute, "value": value, "answer": "value", **more}
    return httpx.post(f"{served.address}{address}/value", data=data)


@pytest.mark.parametrize(("lang", "words"), [("en", "etcher"), ("ja", "エッチング"), ("zh", "刻蚀")])
def test_the_main_way(page: Page, lang: str, words: str) -> None:
    """Find the kind, make the sheet, answer what is asked, see the entries, undo."""
    page.goto(f"/classify?lang={lang}")
    page.get_by_label(say("classify.name", lang), exact=True).fill("ME-7")
    page.get_by_label(say("classify.kind", lang), exact=True).fill(words)
    page.get_by_role("button", name=say("classify.find-kind", lang), exact=True).click()
    page.locator(f'input[value="{ETCHER}"]').check()
    assert page.get_by_label(say("classify.name", lang), exact=True).input_value() == "ME-7", (
        "what was typed stays"
    )
    page.get_by_role("button", name=say("classify.make", lang)).click()
    expect(page).to_have_url(re.compile(r"/classify/[0-9a-z]{26}$"))
    assert axe_faults(page) == []
    page.goto(f"{page.url}?of=gas_valve_time#add")
    add = page.locator("#add")
    expect(add.get_by_label(say("classify.pick", lang))).to_have_value("gas_valve_time")
    add.get_by_label(say("classify.value", lang), exact=True).fill(
        "３１０ ミリ秒" if lang == "ja" else "310 毫秒" if lang == "zh" else "310 ms"
    )
    add.get_by_label(say("classify.paper", lang), exact=True).fill("ME-7 rev. 5")
    add.get_by_label(say("classify.page", lang), exact=True).fill("4")
    add.get_by_role("button", name=say("classify.record", lang)).click()
    expect(page.locator("#told")).to_be_visible()
    expect(page.locator(".values")).to_contain_text("310 ms")
    expect(page.locator(".values")).to_contain_text("ME-7 rev. 5")
    expect(page.locator(".near-table")).to_contain_text("< 300 ms")
    page.get_by_role("button", name=re.compile(re.escape(say("classify.undo", lang, "")))).click()
    expect(page.locator("#told")).to_have_text(say("classify.undone", lang))
    expect(page.locator(".near-table")).to_have_count(0)


def test_task_5_a_data_sheet_its_limits_and_why_a_clause_is_not_met(page: Page) -> None:
    """Enter a data sheet; which limits are within 10 %; why is the clause not met: codes in three lists, value, limit, page."""
    page.goto("/classify?lang=en")
    page.get_by_role("button", name="Open this example: Dry etcher near the limits").click()
    near = page.locator(".near-table")
    expect(near).to_contain_text("< 300 ms")
    expect(near).to_contain_text("310 ms")
    expect(near).to_contain_text("3.3 % above the limit")
    page.get_by_label("State", exact=True).select_option("false")
    page.wait_for_url("**state=false**")
    failed = page.locator(".entry.is-false")
    text = failed.all_inner_texts()
    assert (
        sum(any(code in row for row in text) for code in ("EU 3B501.k.2", "KR 3B901", "US 3B001.c.1.c")) >= 3
    ), text[:4]
    page.get_by_role("link", name="EU 3B501.k.2").first.click()
    row = page.locator("tr.decides", has_text="Switching time")
    expect(row).to_contain_text("< 300 ms")
    expect(row).to_contain_text("310 ms")
    expect(row).to_contain_text("not met")
    expect(row).to_contain_text("Data sheet ME-7, rev. 5")
    expect(row).to_contain_text("Page 4")
    assert axe_faults(page) == []


def test_task_6_the_supplier_will_not_give_a_value(page: Page) -> None:
    """Japanese: record that it cannot be found out, who looked where; the effect is told; no value is invented."""
    page.goto("/classify?lang=ja")
    page.get_by_role("button", name="液浸露光装置").click()
    question = page.locator(".question").first
    expect(question).to_contain_text("重ね合わせ精度")
    question.get_by_text(say("classify.cannot", "ja")).click()
    expect(question).to_contain_text("「満たさない」とは扱いません")
    question.get_by_role("button", name=say("classify.record-cannot", "ja")).click()
    expect(page.get_by_role("alert").first).to_contain_text(say("classify.looked-where", "ja")[:12])
    question = page.locator(".question").first
    question.get_by_label(say("classify.looked", "ja")).fill("メーカーに照会、2026-11-20 回答なし")
    question.get_by_role("button", name=say("classify.record-cannot", "ja")).click()
    expect(page.locator(".values")).to_contain_text("判明しない")
    expect(page.locator(".values")).to_contain_text("回答なし")
    data = httpx.get(page.url.split("?")[0] + ".json").json()
    row = next(row for row in data["classification"]["entries"] if row["code"] == "jp.table1:7.16.wo")
    assert row["truth"] == "unknown"
    assert [one["given"] for one in data["sheet"]["values"] if one["attribute"] == "overlay"] == [
        "cannot-be-found-out"
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_without_script_and_narrow(chromium: Browser, served: Served, lang: str) -> None:
    address = begun(served)
    put(served, address, "gas_valve_time", "310 ms")
    context = chromium.new_context(
        base_url=served.address, java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    page = context.new_page()
    for path in ("/classify", address, f"{address}/entry/eu.annex1:3B501.k.2"):
        page.goto(f"{path}?lang={lang}")
        assert page.locator("main").bounding_box()["width"] <= 360, path  # type: ignore[index]
        assert page.locator("h1").is_visible()
    page.goto(f"{address}?lang={lang}")
    page.locator("#paste textarea").fill(
        "Switching time of the fastest gas switching valve\t310 ms\nThroughput\t20 wph"
    )
    page.get_by_role("button", name=say("classify.paste-look", lang)).click()
    expect(page.locator(".paste-table tbody tr")).to_have_count(2)
    page.get_by_role("button", name=say("classify.paste-do", lang)).click()
    expect(page.locator(".values").last).to_contain_text("Throughput")
    context.close()


def test_nothing_scrolls_sideways_on_a_phone(page: Page, served: Served) -> None:
    address = begun(served)
    put(served, address, "gas_valve_time", "310 ms")
    page.set_viewport_size({"width": 360, "height": 740})
    for path in ("/classify", address, f"{address}/entry/eu.annex1:3B501.k.2"):
        for lang in LANGS:
            page.goto(f"{path}?lang={lang}")
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, (path, lang)


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_wrong_is_said_and_what_was_typed_stays(served: Served, lang: str) -> None:
    address = begun(served)
    found = put(served, f"{address}", "gas_valve_time", "310 kg", paper="the paper")
    assert found.status_code == 422
    told = httpx.post(
        f"{served.address}{address}/value?lang={lang}",
        data={"seen": "1", "attribute": "gas_valve_time", "value": "310", "answer": "value"},
    )
    assert told.status_code == 422 and say("classify.no-unit", lang, "310", "ms") in told.text.replace(
        "&#34;", '"'
    )
    assert 'value="310"' in told.text and 'aria-invalid="true"' in told.text
    assert httpx.get(f"{served.address}{address}.json").json()["sheet"]["values"] == []


def test_two_at_once_lose_nothing(served: Served) -> None:
    address = begun(served)
    data = {"seen": "1", "attribute": "gas_valve_time", "answer": "value"}
    assert httpx.post(f"{served.address}{address}/value", data={**data, "value": "310 ms"}).status_code == 303
    late = httpx.post(f"{served.address}{address}/value", data={**data, "value": "999 ms"})
    assert late.status_code == 409 and "999 ms" in late.text, (
        "who came later is told, and what was typed stays"
    )
    assert [
        row["typed"] for row in httpx.get(f"{served.address}{address}.json").json()["sheet"]["values"]
    ] == ["310 ms"]


def test_a_sheet_goes_into_a_check_with_its_values_and_papers(page: Page, served: Served) -> None:
    address = begun(served)
    put(served, address, "gas_valve_time", "310 ms", paper="ME-7 rev. 5", page="4")
    page.goto(address)
    page.get_by_role("button", name=say("classify.use", "en")).click()
    expect(page).to_have_url(re.compile(r"/check/[0-9a-z]{26}"))
    text = httpx.get(page.url.split("?")[0] + ".yaml").text
    assert "310 ms" in text and "ME-7 rev. 5, p. 4" in text and ETCHER in text


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "\x00\x07",
        "‮abc",
        "🙂" * 50,
        "x" * 10_000,
        "{{ 7*7 }}",
        "'; drop table sheets; --",
    ],
)
def test_hostile_words_are_words(served: Served, hostile: str) -> None:
    made = httpx.post(
        f"{served.address}/classify", data={"name": hostile, "kinds": ETCHER, "do": "make", "maker": hostile}
    )
    assert made.status_code in {303, 422}
    if made.status_code == 303:
        shown = httpx.get(f"{served.address}{made.headers['location']}")
        assert (
            shown.status_code == 200
            and "<script>alert" not in shown.text
            and "49" not in shown.text.split("<h1>")[1][:20]
        )
        sent = {**dict.fromkeys(("text", "value", "attribute", "hs", "row"), hostile), "seen": hostile[:20]}
        for path in ("paste", "rows", "value", "head", "remove", "undo"):
            answer = httpx.post(f"{served.address}{made.headers['location']}/{path}", data=sent)
            assert answer.status_code < 500, (path, answer.status_code)


def test_addresses_of_nothing(served: Served) -> None:
    address = begun(served)
    for path in (
        "/classify/nothing",
        f"{address}/entry/us.ccl:nothing",
        "/classify/01m81fk1fytd290zjdc9q5bddz",
    ):
        assert httpx.get(f"{served.address}{path}").status_code == 404, path
        assert httpx.get(f"{served.address}{path}.json").status_code == 404, path
    assert httpx.post(f"{served.address}/classify/examples", data={"example": "../x"}).status_code == 404


def test_another_day_is_in_the_address_and_has_its_own_law(served: Served) -> None:
    """Japan listed the etcher on 2023-07-23; the day before no entry of that text is in force."""
    address = begun(served)
    for attribute, value in (
        ("pulsed_rf_sources", "1"),
        ("fast_gas_valves", "1"),
        ("gas_valve_time", "250 ms"),
        ("esc_zones", "24"),
    ):
        assert put(served, address, attribute, value).status_code == 303
    truths = []
    for day in ("2023-07-22", "2023-07-23"):
        data = httpx.get(f"{served.address}{address}.json?on={day}&list=jp.table1").json()["classification"]
        assert data["on"] == day
        truths.append(
            {row["code"]: row["truth"] for row in data["entries"]}.get("jp.table1:7.16.ka.2", "not there")
        )
    assert truths[1] == "true" and truths[0] != "true"
    assert httpx.get(f"{served.address}{address}?on=yesterday").status_code == 400
