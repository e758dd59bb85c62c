"""The pages of a check in a real browser: the main way in three languages with script and without, and the tasks of the
acceptance (ui-direction, section 9).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from sekisho.words import say
from tests.web.conftest import Served, axe_faults

LOCALES = {"en": "en-GB", "ja": "ja-JP", "zh": "zh-CN"}
WORDS = {
    "en": ("etching machine", "Japan", "Shanghai", "anisotropic"),
    "ja": ("エッチング装置", "日本", "上海", "異方性"),
    "zh": ("刻蚀机", "日本", "上海", "各向异性"),
}


@pytest.fixture
def tab(chromium: Browser, served: Served, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page in a language, with or without script, of a width: `tab` is parametrised with (lang, script, width)."""
    lang, script, width = request.param
    context = chromium.new_context(
        base_url=served.address,
        viewport={"width": width, "height": 900},
        locale=LOCALES[lang],
        java_script_enabled=script,
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert faults == []


def tabs(*rows: tuple[str, bool, int]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        ("tab", "lang"),
        [(row, row[0]) for row in rows],
        indirect=["tab"],
        ids=[f"{r[0]}-{'js' if r[1] else 'plain'}-{r[2]}" for r in rows],
    )


def open_example(page: Page, lang: str, name: str) -> None:
    page.goto("/check")
    page.get_by_role("button", name=say(f"check.example-{name}", lang)).click()
    page.wait_for_url("**/check/*")
    wait_for_questions(page)


def wait_for_questions(page: Page) -> None:
    """Go where the link of a board leads whose questions are still being worked out."""
    if page.locator("[data-slow]").count():
        address = page.url.partition("#")[0]
        page.goto(f"{address}{'&' if '?' in address else '?'}wait=1", timeout=120_000)
    expect(page.locator("[data-slow]")).to_have_count(0)


EVERY = [(lang, script, 1280) for lang in ("en", "ja", "zh") for script in (True, False)]


@pytest.mark.parametrize(
    ("tab", "lang", "script"),
    [(row, row[0], row[1]) for row in EVERY],
    indirect=["tab"],
    ids=[f"{row[0]}-{'js' if row[1] else 'plain'}" for row in EVERY],
)
def test_from_nothing_to_a_board_and_an_answer(tab: Page, lang: str, script: bool) -> None:
    what, start, end, _ = WORDS[lang]
    tab.goto("/check")
    tab.get_by_label(say("check.what", lang), exact=True).fill(what)
    tab.get_by_label(say("check.f-from", lang), exact=True).fill(start)
    tab.get_by_label(say("check.f-to", lang), exact=True).fill(end)
    button = tab.get_by_role("button", name=say("check.start", lang))
    choice = tab.locator("input[type=radio][name=kind]").first
    if script:
        choice.wait_for(state="visible")  # as the words are typed
    else:
        button.click()  # the form comes back with the choices, and all that was typed
    choice.check()
    button.click()
    tab.wait_for_url(re.compile(r"/check/[0-9a-z]{26}"))
    expect(tab.locator(".sentence")).to_contain_text("8")
    assert tab.locator("details.lane").count() == 8, "one lane per authority"
    # No authority is read as free out of silence: everything that law reaches is open, named by its worst end.
    assert tab.locator(".lane .head.unknown").count() >= 2
    # the next question, in place
    wait_for_questions(tab)
    first = tab.locator("article.question").first
    expect(first.locator("h3")).to_contain_text(
        {"en": "kind", "ja": "種類", "zh": "类"}[lang]
    )  # what it is comes first
    card = tab.locator("article.question", has=tab.locator("input[data-places]")).first
    card.get_by_label(say("check.by", lang), exact=True).fill("A. Kato")
    card.get_by_label(say("check.value", lang), exact=True).fill(end)
    card.get_by_role("button", name=say("check.record", lang)).click()
    tab.wait_for_url(re.compile(r"said=\d+"))
    said = tab.locator("#said")
    expect(said).to_have_attribute("role", "status")
    expect(said).to_be_visible()
    said.get_by_role("button", name=say("check.undo", lang)).click()
    expect(tab.locator("#said")).to_contain_text(say("check.said-undone", lang))


@tabs(("ja", True, 1280))
def test_task_1_whose_licence_is_needed_and_what_is_open(tab: Page, lang: str) -> None:
    open_example(tab, lang, "etching-machine-shanghai")
    japan = tab.locator("#lane-JP")
    expect(japan.locator(".head")).to_contain_text("許可必要")
    expect(japan).to_contain_text("輸出貿易管理令第1条第1項、別表第1の1から15の項")
    assert japan.locator("[lang=ja]").count() == 0, "Japanese law on a Japanese page needs no tag"
    expect(tab.locator("#lane-US .head")).to_have_text("未確定：禁止の可能性あり")
    expect(tab.locator("#g-duty")).to_contain_text("義務・条件があるもの")


@tabs(("ja", True, 1280))
def test_task_2_a_message_to_the_person_who_knows(tab: Page, lang: str) -> None:
    open_example(tab, lang, "etching-machine-shanghai")
    tab.locator(".roles a", has_text="技術担当").click()
    tab.get_by_role("link", name=say("check.letter", lang), exact=True).click()
    words = tab.locator("#letter").input_value()
    assert "単位: " in words and "1. " in words and "Example Logic Fab" not in words and "推定値" in words
    tab.get_by_role("link", name="English").nth(1).click() if tab.get_by_role(
        "link", name="English"
    ).count() > 1 else tab.locator("a[href*='for=en']").click()
    assert "Please do not estimate" in tab.locator("#letter").input_value()


@tabs(("zh", True, 1280))
def test_task_3_papers_time_and_desk_for_magnets(tab: Page, lang: str) -> None:
    open_example(tab, lang, "dysprosium-magnet-japan")
    china = tab.locator("#lane-CN")
    expect(china.locator(".head")).to_contain_text("需许可")
    expect(china).to_contain_text("45个工作日")
    expect(china).to_contain_text(say("check.file-with", lang))
    assert china.locator(".path dd ol li").count() >= 4
    assert re.search(r"CN\s+\d{4}-\d\d-\d\d", tab.locator(".dated").inner_text()), (
        "the day on which the law was confirmed"
    )


@tabs(("zh", True, 1280))
def test_task_4_what_after_a_suspension_that_nobody_confirmed(tab: Page, lang: str, served: Served) -> None:
    tab.goto("/check")
    tab.locator("#f-file").set_input_files("examples/gallium-united-states-2026-11-28.yaml")
    tab.locator("form[action='/check/file'] button").click()
    tab.wait_for_url(re.compile(r"/check/[0-9a-z]{26}"))
    wait_for_questions(tab)
    lane = tab.locator("#lane-CN")
    expect(lane).to_contain_text("效力未核实")
    lane.locator("summary").first.click() if lane.get_attribute("open") is None else None
    readings = lane.locator(".branches li")
    assert readings.count() >= 2
    texts = readings.all_inner_texts()
    assert any("暂停" in words or "停止" in words for words in texts) and len(set(texts)) == len(texts)
    assert lane.locator(".head").inner_text().strip() != "无需许可（就已知事实）", "neither yes nor no"
    # one of the readings: the page wears a banner
    lane.locator(".lane-links a").first.click()
    tab.get_by_role("link", name=say("check.assume-this", lang)).first.click()
    expect(tab.locator(".banner").first).to_contain_text("假定")


@tabs(("ja", False, 1280), ("ja", True, 1280))
def test_task_6_what_cannot_be_found_out(tab: Page, lang: str) -> None:
    tab.goto("/check")
    tab.locator("#f-file").set_input_files("examples/duv-scanner-overlay-missing.yaml")
    tab.locator("form[action='/check/file'] button").click()
    wait_for_questions(tab)
    card = tab.locator("article.question", has=tab.locator(".with-unit .unit-field")).first
    if not card.count():
        tab.goto(tab.url.split("?")[0] + "?who=engineer&more=40")
        card = tab.locator("article.question", has=tab.locator(".with-unit .unit-field")).first
    key = card.locator("input[name=key]").input_value()
    card.get_by_label(say("check.by", lang), exact=True).fill("加藤")
    card.locator("details.cannot > summary").click()
    card.get_by_role("button", name=say("check.cannot-button", lang)).last.click()
    expect(tab.locator(".error").first).to_contain_text("調べ")  # who looked where is asked for
    expect(tab.locator(".question .error")).to_be_focused()  # a screen reader says what is missing
    card = tab.locator("article.question").filter(has=tab.locator(f"input[name=key][value='{key}']"))
    assert card.locator("details.cannot").get_attribute("open") is not None, "what was begun stays open"
    card.get_by_label(say("check.looked", lang)).fill("製造元に照会、回答なし")
    card.get_by_role("button", name=say("check.cannot-button", lang)).last.click()
    tab.wait_for_url(re.compile(r"said=\d+"))
    expect(tab.locator("#said")).to_contain_text("確認できない")
    tab.goto(tab.url.split("?")[0] + "/facts")
    expect(tab.locator("main")).to_contain_text("製造元に照会、回答なし")
    expect(tab.locator("main")).to_contain_text(say("check.cannot", lang))


@tabs(("zh", True, 360))
def test_task_9_three_words_are_no_licence_not_required(tab: Page, lang: str) -> None:
    tab.set_default_timeout(120_000)
    open_example(tab, lang, "forwarders-booking")
    expect(tab.locator(".sentence")).to_contain_text("结果未定")
    heads = tab.locator(".lane .head").all_inner_texts()
    assert not any("无需许可" in words for words in heads)
    first = tab.locator("article.question h3").first.inner_text()
    assert "种类" in first or "物项" in first, first
    expect(tab.locator(".next-fixed")).to_be_visible()
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    assert tab.locator("details.lane[open]").count() == 0, "one line a lane on a phone"


@tabs(("ja", True, 1280))
def test_task_10_keyboard_and_screen_reader(tab: Page, lang: str) -> None:
    open_example(tab, lang, "dysprosium-magnet-japan")
    outcomes = [
        f"{lane.locator('.code-name').inner_text().split()[0]} {lane.locator('.head').inner_text()}"
        for lane in tab.locator("details.lane").all()
    ]
    tree = tab.locator("main").aria_snapshot()
    for words in outcomes:
        assert words.split(" ", 1)[1].strip() in tree, words
    # to the first question by its key, answered without a mouse
    tab.locator("h1").focus()
    tab.keyboard.press("n")
    tab.keyboard.press("Space")
    card = tab.locator("article.question").first
    assert card.get_by_role("radio").first.is_checked()
    card.get_by_label(say("check.by", lang), exact=True).focus()
    tab.keyboard.type("Kato")
    tab.keyboard.press("Enter")
    tab.wait_for_url(re.compile(r"said=\d+"))
    assert tab.evaluate("document.activeElement.id") == "said", "the changed answer has the focus"
    assert tab.get_by_role("link", name=say("check.tab-print", lang)).count() == 1


@tabs(("en", True, 1280))
def test_a_kind_is_found_by_typing_and_picked_with_the_keys(tab: Page, lang: str) -> None:
    tab.goto("/check")
    tab.get_by_label("What is it?", exact=True).fill("qqqq")
    tab.get_by_label("From", exact=True).fill("JP")
    tab.get_by_label("To", exact=True).fill("KR")
    tab.get_by_role("button", name="Begin the check").click()
    tab.wait_for_url(re.compile(r"/check/[0-9a-z]{26}"), timeout=90_000)
    tab.goto(tab.url.split("?")[0] + "/item/1")
    field = tab.get_by_role("combobox", name="Kind of item").first
    field.fill("旋盤")
    tab.locator("li[role=option]").first.wait_for()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    expect(tab.locator(".chosen-kinds .chip").first).to_contain_text("lathe")
    tab.get_by_role("button", name="Save", exact=True).click()
    tab.wait_for_url(re.compile(r"said=|/check/[0-9a-z]{26}$"))
    expect(tab.locator(".so-far")).to_contain_text("lathe")


@tabs(("en", True, 1280), ("en", False, 1280))
def test_typed_faults_keep_what_was_typed(tab: Page, lang: str) -> None:
    open_example(tab, lang, "university-release")
    tab.goto(tab.url.split("?")[0] + "/route")
    tab.get_by_label("Day of export").fill("03/04/2026")
    tab.get_by_label("From", exact=True).fill("Atlantis")
    tab.get_by_role("button", name="Save", exact=True).click()
    expect(tab.locator("#e-f-on")).to_contain_text("2026-03-04")
    expect(tab.locator("#e-f-on")).to_contain_text("2026-04-03")
    assert tab.get_by_label("Day of export").input_value() == "03/04/2026"
    assert tab.get_by_label("From", exact=True).input_value() == "Atlantis"
    assert tab.get_by_label("From", exact=True).get_attribute("aria-invalid") == "true"


@tabs(("en", True, 1280))
def test_hits_appear_while_a_party_is_typed_and_its_name_is_in_no_address(tab: Page, lang: str) -> None:
    open_example(tab, lang, "university-release")
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(tab.url.split("?")[0] + "/parties")
    form = tab.locator("form[data-party]").last
    tab.locator("details.party-form").last.locator("summary").first.click()
    form.get_by_label("Name", exact=True).fill("Mitsubishi Heavy Industries")
    shown = form.locator("[data-hits]")
    expect(shown.locator("[data-hits-inner]")).to_be_visible(timeout=90_000)
    form.get_by_label("Country", exact=True).first.fill("JP")
    form.get_by_role("checkbox", name="end user").check()
    form.get_by_role("button", name="Save").click()
    tab.wait_for_load_state()
    expect(tab.locator("main")).to_contain_text("Mitsubishi Heavy Industries")
    assert not any("itsubishi" in url for url in asked)


@tabs(("en", True, 1280))
def test_every_page_of_a_check_passes_axe(tab: Page, lang: str) -> None:
    open_example(tab, lang, "dysprosium-magnet-japan")
    base = tab.url.split("?")[0]
    found = {}
    for path in (
        "",
        "/facts",
        "/CN",
        "/CN/why",
        "/why",
        "/item/1",
        "/route",
        "/parties",
        "/end-use",
        "/conflicts",
        "/ask/officer",
    ):
        tab.goto(base + path)
        found[path] = axe_faults(tab)
    tab.goto("/check")
    found["start"] = axe_faults(tab)
    tab.goto("/check/kinds?q=magnet")
    found["kinds"] = axe_faults(tab)
    assert {path: faults for path, faults in found.items() if faults} == {}


@tabs(("zh", True, 320))
def test_no_page_scrolls_sideways_at_320(tab: Page, lang: str) -> None:
    open_example(tab, lang, "etching-machine-shanghai")
    base = tab.url.split("?")[0]
    wide = []
    for path in ("", "/facts", "/JP", "/US/why", "/item/1", "/route", "/parties", "/end-use", "/conflicts"):
        tab.goto(base + path)
        if tab.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(path)
    assert wide == []
