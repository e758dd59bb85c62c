"""The pages of the screening: the main ways in three languages, without script, hostile names and broken files."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from sekisho.service.uploads import UploadKind
from sekisho.words import say
from tests.service.broken_uploads import broken_uploads
from tests.web.conftest import Served, axe_faults

INSTITUTE = "北京理工大学"
LANGS = ("en", "ja", "zh")


@pytest.fixture(scope="module", autouse=True)
def opened(served: Served) -> Iterator[None]:
    """The lists are open."""
    end = time.monotonic() + 90
    while httpx.get(f"{served.address}/screen/opening.json").json()["state"] != "ready":
        assert time.monotonic() < end
        time.sleep(0.3)
    yield


def asked(served: Served, name: str = INSTITUTE, **more: str) -> str:
    """Ask the lists; the address of the answer."""
    made = httpx.post(f"{served.address}/screen", data={"name": name, **more})
    assert made.status_code == 303, made.text[:400]
    assert name not in made.headers["location"], "no name stands in an address"
    return made.headers["location"]


@pytest.mark.parametrize(
    ("lang", "name"), [("en", "Beihang University"), ("ja", "ハルビン工程大学"), ("zh", "北京航空航天大学")]
)
def test_the_main_way(page: Page, lang: str, name: str) -> None:
    """Type a name, see who is met, ask, read what it means, decide and note."""
    page.goto(f"/screen?lang={lang}")
    assert axe_faults(page) == []
    page.locator("#ask").get_by_label(say("screen.name", lang), exact=True).fill(name)
    live = page.locator("#live")
    expect(live.locator(".tokens").first).to_be_visible(timeout=15_000)
    expect(live).to_contain_text(say("screen.unsearched", lang))
    page.locator("#ask").get_by_role("button", name=say("screen.ask", lang), exact=True).click()
    expect(page).to_have_url(re.compile(r"/screen/[0-9a-z]{26}$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    assert axe_faults(page) == []
    first = page.locator("article.hit").first
    expect(first).to_contain_text(say("screen.possible", lang))
    assert {"JP", "US"} <= set(page.locator(".means dt").all_inner_texts())
    first.get_by_label(say("screen.other", lang)).check()
    first.get_by_role("button", name=say("screen.record", lang)).click()
    expect(page.get_by_role("alert")).to_contain_text(say("screen.no-why", lang)[:10])
    first = page.locator("article.hit", has=page.locator("[aria-invalid]")).first
    expect(first.get_by_label(say("screen.other", lang))).to_be_checked()
    first.get_by_label(say("screen.why", lang), exact=True).fill(f"another of the same name {lang}")
    first.get_by_label(say("screen.who", lang), exact=True).fill("A. Sato")
    first.get_by_role("button", name=say("screen.record", lang)).click()
    expect(page.locator("#told")).to_be_visible()
    expect(page.locator("article.is-refuted").first).to_contain_text("A. Sato")
    found = httpx.get(page.url + ".json").json()["screening"]["matches"]
    assert {match["degree"] for match in found} >= {"refuted"}


def test_task_7_a_chinese_institute_in_three_scripts(page: Page) -> None:
    """Japanese: is it on a list, with what effect in JP, CN, US; told from a namesake; reason noted; age of lists stated."""
    for name in (INSTITUTE, "Beijing Institute of Technology", "北京理工大學"):
        page.goto("/screen?lang=ja")
        page.locator("#ask").get_by_label(say("screen.name", "ja"), exact=True).fill(name)
        page.locator("#ask").get_by_label(say("screen.country", "ja"), exact=True).fill("中国")
        page.locator("#ask").get_by_role("button", name=say("screen.ask", "ja"), exact=True).click()
        page.wait_for_url(re.compile(r"/screen/[0-9a-z]{26}$"))
        text = page.locator("main").inner_text()
        assert "外国ユーザーリスト" in text and "エンティティ・リスト" in text, name
        assert "許可必要" in text
        authorities = page.locator(".means dt").all_inner_texts()
        assert {"JP", "US"} <= set(authorities), (
            "a law that looks at no list of these is not named as if it did"
        )
        assert "版がありません" in text, "lists that were not searched are said"
    page.locator("summary", has_text=say("screen.lists", "ja")).click()
    expect(page.locator("details table").last).to_contain_text("2026-07-31")
    hit = page.locator("article.hit", has_text="エンティティ・リスト").first
    if not hit.locator("form").first.is_visible():
        hit.get_by_text(say("screen.decide", "ja")).first.click()
    hit.get_by_label(say("screen.same", "ja")).check()
    hit.get_by_label(say("screen.why", "ja"), exact=True).fill("住所が一致")
    hit.get_by_label(say("screen.who", "ja"), exact=True).fill("佐藤")
    hit.get_by_role("button", name=say("screen.record", "ja")).click()
    expect(page.locator("article.is-confirmed").first).to_contain_text("住所が一致")


@pytest.mark.parametrize("lang", LANGS)
def test_no_match_says_which_lists_and_of_which_day(page: Page, served: Served, lang: str) -> None:
    page.goto(asked(served, "Yamada Bakery Setagaya", country="JP") + f"?lang={lang}")
    text = page.locator("main").inner_text()
    data = httpx.get(page.url.replace("?", ".json?")).json()
    assert say("screen.no-match", lang, data["searched"], data["screening"]["on"]) in text
    said = say("screen.no-match", lang, data["searched"], data["screening"]["on"])
    assert text.index(say("screen.unsearched", lang)) < text.index(said), "what was not searched stands first"
    for forbidden in ("nothing found", "cleared", "問題なし", "该当なし", "未发现"):
        assert forbidden not in text


def test_the_page_says_what_the_command_line_says(served: Served) -> None:
    found = httpx.get(f"{served.address}{asked(served, 'Hikvision', country='CN')}.json").json()["screening"]
    done = subprocess.run(
        [sys.executable, "-m", "sekisho.cli.main", "screen", "Hikvision", "--country", "CN", "--limit", "50", "--json"],
        env={**os.environ, "SEKISHO_DATA": str(served.data)}, capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    assert found == json.loads(done.stdout)


@pytest.mark.parametrize("lang", LANGS)
def test_without_script(chromium: Browser, served: Served, lang: str) -> None:
    context = chromium.new_context(
        base_url=served.address, java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    page = context.new_page()
    page.goto(f"/screen?lang={lang}")
    page.locator("#ask").get_by_label(say("screen.name", lang), exact=True).fill("ハルビン工程大学")
    page.locator("#ask").get_by_role("button", name=say("screen.ask", lang), exact=True).click()
    assert re.search(r"/screen/[0-9a-z]{26}$", page.url)
    expect(page.locator("article.hit").first).to_be_visible()
    page.get_by_role("link", name=say("screen.party", lang)).first.click()
    expect(page.locator("dl.facts")).to_contain_text("哈尔滨工程大学")
    page.goto("/screen/lists")
    expect(page.locator("tbody tr").first).to_contain_text(say("screen.age-missing", lang))
    context.close()


def test_nothing_scrolls_sideways_on_a_phone(page: Page, served: Served) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    one = asked(served)
    for path in ("/screen", one, "/screen/lists"):
        for lang in LANGS:
            page.goto(f"{path}?lang={lang}")
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, (path, lang)


def test_a_table_and_its_downloads(page: Page, served: Served) -> None:
    page.goto("/screen?lang=ja")
    rows = f"氏名,国籍\n山田太郎,JP\n{INSTITUTE},CN\n"
    page.get_by_label(say("screen.file-field", "ja")).set_input_files(
        {"name": "取引先.csv", "mimeType": "text/csv", "buffer": rows.encode("cp932", "replace")}
    )
    page.get_by_role("button", name=say("screen.file-send", "ja")).click()
    expect(page.locator(".sum")).to_contain_text(say("screen.file-result", "ja", 2, 1))
    expect(page.locator("main")).to_contain_text(
        re.compile("そのほかの1件：.+時点の[0-9]+件のリストに一致するものはありません")
    )
    assert axe_faults(page) == []
    sheet = httpx.get(f"{page.url}/table.xlsx?lang=ja")
    from python_calamine import CalamineWorkbook

    table = CalamineWorkbook.from_filelike(io.BytesIO(sheet.content)).get_sheet_by_index(0).to_python()
    assert table[0][0] == "行" and len(table) > 1
    text = httpx.get(f"{page.url}/table.csv?lang=ja")
    assert text.headers["content-disposition"].startswith("attachment") and text.content.startswith(
        b"\xef\xbb\xbf"
    )
    assert "山田" not in page.url


def test_a_broken_file_is_refused_with_what_to_do(served: Served) -> None:
    every = [one for one in broken_uploads() if one[1] is UploadKind.TABLE]
    broken = every[
        :: max(1, len(every) // 16)
    ]  # tests/service/test_uploads.py sends each of them to the gate
    with httpx.Client(base_url=served.address) as client:
        for title, _, body, name, key in broken:
            told = client.post("/screen/file?lang=ja", files={"file": (name, body)})
            if told.status_code == 429:  # files are taken one a second
                time.sleep(int(told.headers["retry-after"]))
                told = client.post("/screen/file?lang=ja", files={"file": (name, body)})
            assert told.status_code in {303, 413, 422}, (title, told.status_code)
            assert told.status_code != 303 or not key, title
            if told.status_code == 422:
                assert (
                    'role="alert"' in told.text and "Traceback" not in told.text and "/tmp" not in told.text
                ), title


def test_a_file_that_is_no_file(served: Served) -> None:
    assert httpx.post(f"{served.address}/screen/file", data={"file": "words"}).status_code == 422
    assert httpx.post(f"{served.address}/screen/file", data={"other": "a.csv"}).status_code == 422


@pytest.mark.parametrize(
    "name",
    [
        "x" * 10_000,
        "\x00\x07\x1b[31m",
        "\u202eabc\u202c",
        "🙂🙂",
        "<script>alert(1)</script> University",
        "{{7*7}}",
        "' or 1=1 --",
        "𠮷野家",
        "ﺏﻴﺭﻭﺕ",
    ],
)
def test_hostile_names_are_names(served: Served, name: str) -> None:
    for path in ("/screen", "/screen/look"):
        told = httpx.post(
            f"{served.address}{path}", data={"name": name, "country": name[:50], "numbers": name[:50]}
        )
        assert told.status_code < 500, (path, told.status_code)
        assert "<script>alert" not in told.text
    alone = httpx.post(f"{served.address}/screen", data={"name": name})
    assert alone.status_code in {303, 422}
    if alone.status_code == 303:
        shown = httpx.get(f"{served.address}{alone.headers['location']}")
        assert shown.status_code == 200 and "<script>alert" not in shown.text


def test_owners_are_drawn_and_summed(page: Page) -> None:
    page.goto("/screen?lang=en")
    section = page.locator("section", has=page.locator("#owners"))
    section.get_by_text(say("screen.owners-lead", "en")).click()
    section.get_by_label(say("screen.name", "en"), exact=True).fill("Alpha Trading")
    section.get_by_label(say("screen.owners-of", "en")).fill(
        "Hikvision, 40 %, CN\nBeta Holding, 30-45 %, HK\n> Beijing Institute of Technology, 60 %, CN"
    )
    section.get_by_role("button", name=say("screen.owners-ask", "en")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Alpha Trading")
    expect(page.locator("figure svg:visible")).to_have_count(1)
    expect(page.locator("table").first).to_contain_text("30–45 %")
    expect(page.locator("main")).to_contain_text("50 Percent Rule")
    assert axe_faults(page) == []


def test_addresses_of_nothing_and_old_answers(served: Served) -> None:
    for path in (
        "/screen/nothing",
        "/screen/01m81fk1fytd290zjdc9q5bddz",
        "/screen/party/law/nobody",
        "/screen/nothing/table.csv",
    ):
        assert httpx.get(f"{served.address}{path}").status_code == 404, path
    one = asked(served)
    assert (
        httpx.post(
            f"{served.address}{one}/decide",
            data={"entry": "law/nobody", "verdict": "same", "why": "x", "who": "y"},
        ).status_code
        == 422
    )
    again = httpx.post(f"{served.address}{one}/again")
    assert again.status_code == 303 and again.headers["location"] != one
    assert httpx.get(f"{served.address}{one}").status_code == 200, "the answer of then stays"


def test_all_parties_of_a_check_with_a_way_to_decide(page: Page, served: Served) -> None:
    text = (
        "id: T-9\non: 2026-11-22\nact: export\nroute: {from: JP, to: CN}\nparties:\n"
        "  - {id: p1, role: exporter, name: Tochigi Optics, country: JP}\n"
        "  - {id: p2, role: consignee, name: 南京航空航天大学, country: CN}\nitems: []\n"
    )
    made = httpx.post(
        f"{served.address}/check", files={"file": ("t.yaml", text.encode())}, data={"do": "file"}
    )
    if made.status_code != 303:
        made = httpx.post(f"{served.address}/check/file", files={"file": ("t.yaml", text.encode())})
    check = made.headers["location"].split("?")[0]
    page.goto(f"{check}/parties?lang=en")
    page.get_by_role("button", name=say("screen.of-check", "en")).click()
    expect(page).to_have_url(re.compile(r"/screen/[0-9a-z]{26}$"))
    expect(page.locator("main")).to_contain_text("Tochigi Optics")
    expect(page.locator("article.hit").first).to_contain_text("南京航空航天大学")
    assert axe_faults(page) == []
    page.get_by_role("button", name=re.compile("^" + say("screen.decide", "en"))).first.click()
    expect(page.locator("article.hit").first.get_by_label(say("screen.same", "en"))).to_be_visible()
    assert (
        httpx.post(f"{served.address}/screen/check", data={"check": "01m81fk1fytd290zjdc9q5bddz"}).status_code
        == 404
    )


def test_the_effect_by_law_and_the_age_of_its_lists_stand_before_the_entries(served: Served) -> None:
    address = f"{served.address}{asked(served, 'ハルビン工業大学')}"
    told = {row["authority"]: row for row in httpx.get(f"{address}.json").json()["laws"]}
    assert told["JP"]["met"] == 2 and told["US"]["met"] == 1
    assert {told[code]["severity"] for code in ("JP", "US")} == {"licence-required"}
    china = told["CN"]
    assert (
        (china["met"], china["severity"]) == (0, "") and china["searched"] > 3 and china["oldest_days"] >= 0
    )
    assert told["GB"]["searched"] == 0 and told["GB"]["not_searched"] == 1
    page = httpx.get(address, headers={"accept-language": "ja"}).text
    table = page.partition('<table class="by-law">')[2].partition("</table>")[0]
    assert page.index('<table class="by-law">') < page.index('<article class="panel hit')
    assert (
        re.search(r"許可必要.*候補2件", table, re.S)
        and "リストに一致なし" in table
        and "照合したリストなし" in table
    )
    assert "不要" not in table, "no match is no freedom"
    text = re.sub(r"<[^>]*>", " ", page.partition("<main")[2].partition("</main>")[0])
    assert not re.search(r"(?:jp|us)-[a-z0-9-]{4,}", text), "an instrument stands with its title"
    assert "外国ユーザーリスト；平成13年経済産業省令第249号第2号・第3号" in text
    assert re.search(r"照合した最も古い版は\d{4}-\d\d-\d\d（\d+日前）", text)
