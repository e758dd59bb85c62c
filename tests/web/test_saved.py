"""Saved answers in the browser: save, look at, run again, compare; in three languages, by keyboard, on a phone, without script."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import Served, axe_faults

EXAMPLES = Path(__file__).parents[2] / "examples"
WORDS = {
    "en": (
        "Save the answer",
        "The answer was saved as it is.",
        "Run again",
        "What changed between two answers",
    ),
    "ja": ("結果を保存", "結果をそのまま保存しました。", "再実行", "2 つの結果の違い"),
    "zh": ("保存答复", "答复已原样保存。", "重新运行", "两份答复之间的变化"),
}


def client(served: Served) -> httpx.Client:
    return httpx.Client(base_url=served.address, timeout=60)


def check_of(served: Served, name: str = "dry-etcher-wuhan-2023-07-22") -> str:
    """A check with one of the examples; its address."""
    with client(served) as asked:
        sent = asked.post(
            "/check/file", files={"file": (f"{name}.yaml", (EXAMPLES / f"{name}.yaml").read_bytes())}
        )
    assert sent.status_code == 303, sent.text
    return sent.headers["location"]


def save(served: Served, check: str, note: str = "") -> str:
    with client(served) as asked:
        sent = asked.post(f"{check}/save", data={"note": note})
    assert sent.status_code == 303, sent.text
    return sent.headers["location"]


@pytest.mark.parametrize("lang", ["en", "ja", "zh"])
def test_a_person_saves_runs_again_and_compares(page: Page, served: Served, lang: str) -> None:
    words = WORDS[lang]
    page.goto(f"{check_of(served)}?lang={lang}")
    page.locator(".save-answer summary").click()
    page.locator(".save-answer").get_by_role("button", name=words[0]).click()
    expect(page.get_by_role("status").first).to_contain_text(words[1])
    assert axe_faults(page) == []
    page.get_by_role("button", name=words[2]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(words[3])
    assert axe_faults(page) == []
    # The day moved from 2023 to now: the cause is the law of the later day, not the facts.
    row = page.locator("table.compared tr", has_text="JP").first
    expect(row).to_contain_text(
        {"en": "another is in force", "ja": "施行されている法令の違い", "zh": "施行的法律不同"}[lang]
    )
    page.goto(f"/saved?lang={lang}")
    assert axe_faults(page) == []


def test_a_note_stands_with_the_answer_and_markup_in_it_is_text(served: Served) -> None:
    address = save(served, check_of(served), "<script>alert(1)</script> {{ 7*7 }}")
    with client(served) as asked:
        for path in (address, "/saved"):
            body = asked.get(path).text
            assert "<script>alert(1)" not in body
            assert "&lt;script&gt;alert(1)" in body and "{{ 7*7 }}" in body


def test_page_and_json_and_files_say_the_same(served: Served) -> None:
    check = check_of(served, "gallium-united-states-2026-11-26")
    address = save(served, check)
    with client(served) as asked:
        data = asked.get(f"{address}.json").json()["saved"]
        answer = asked.get(f"{address}/answer").json()
        live = asked.get(f"{check}/determination.json").json()
        file = asked.get(f"{address}/file").text
        table = asked.get("/saved.json").json()
    assert answer == live
    assert file == (EXAMPLES / "gallium-united-states-2026-11-26.yaml").read_text("utf-8")
    lanes = {lane["authority"]: (lane["at_least"], lane["at_most"]) for lane in data["then"]}
    assert lanes == {
        code: (lane["at_least"], lane["at_most"]) for code, lane in answer["authorities"].items()
    }
    assert data["id"] in {row["id"] for row in table["rows"]}


def test_two_are_chosen_with_the_keyboard_and_without_script(served: Served, chromium: Any) -> None:
    for _ in range(2):
        save(served, check_of(served))
    context = chromium.new_context(
        base_url=served.address, java_script_enabled=False, viewport={"width": 360, "height": 800}
    )
    page = context.new_page()
    page.goto("/saved?lang=en")
    boxes = page.get_by_role("checkbox")
    boxes.nth(0).focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Compare the two chosen").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("you chose 1")
    for number in range(2):
        page.get_by_role("checkbox").nth(number).check()
    page.get_by_role("button", name="Compare the two chosen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What changed between two answers")
    expect(page.get_by_text("Nothing changed")).to_be_visible()
    for path in ("/saved", page.url.removeprefix(served.address)):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_the_table_is_searched_by_words_of_the_title(served: Served) -> None:
    save(served, check_of(served, "gallium-united-states-2026-11-26"))
    with client(served) as asked:
        found = asked.get("/saved.json", params={"title": "GALLIUM"}).json()
        none = asked.get("/saved", params={"title": "nothing <b>", "lang": "en"}).text
    assert found["rows"] and all("gallium" in row["title"].lower() for row in found["rows"])
    assert "nothing &lt;b&gt;" in none and "are saved" in none


def test_addresses_that_lead_nowhere(served: Served) -> None:
    address = save(served, check_of(served))
    with client(served) as asked:
        for path, status in (
            ("/saved/nothing", 404),
            ("/saved/nothing.json", 404),
            ("/saved/nothing/answer", 404),
            ("/saved/nothing/file", 404),
            ("/saved/nothing/compare?b=x", 404),
            (f"{address}/compare?b=nothing", 404),
            (f"{address}/compare", 400),
            ("/saved?after=zzz", 400),
            ("/saved/compare?pick=a&pick=b", 404),
            ("/saved/compare?pick=a", 422),
            ("/saved/" + "x" * 2000, 404),
        ):
            got = asked.get(path)
            assert got.status_code == status, (path, got.status_code)
        assert asked.post("/saved/nothing/again", data={"how": "now"}).status_code == 404
        assert asked.post(f"{address}/again", data={"how": "tomorrow"}).status_code == 400
        assert asked.post("/check/nothing/save").status_code == 404


def test_all_are_looked_at_as_a_job_begun_once(served: Served) -> None:
    save(served, check_of(served))
    with client(served) as asked:
        first = asked.post("/saved/look")
        assert first.status_code == 303
        job = first.headers["location"]
        for _ in range(300):
            told = asked.get(f"{job}.json").json()["job"]
            if told["over"]:
                break
            import time

            time.sleep(0.1)
        assert told["state"] == "done" and told["result"]["counts"]
        assert asked.get("/saved.json").json()["unseen"] == 0


def test_home_leads_to_what_needs_a_person(page: Page, served: Served) -> None:
    address = save(served, check_of(served, "jp-unlisted-lathe-korea"))
    with client(served) as asked:
        asked.get(f"{address}.json")  # it is looked at
        quick = asked.get("/")
    assert quick.status_code == 200 and len(quick.content) < 60_000
    for lang, words in (("en", "What needs you today"), ("ja", "本日の確認事項"), ("zh", "今日待办")):
        page.goto(f"/?lang={lang}")
        expect(page.get_by_role("heading", level=1)).to_have_text(words)
        assert axe_faults(page) == []
    page.goto("/?lang=en")
    page.get_by_text("Each opens as a check of your own").click()
    page.get_by_role("button", name="Open: Etching machine").click()
    page.wait_for_url("**/check/*")


def test_the_first_page_of_all_teaches(tmp_path: Path, chromium: Any) -> None:
    from tests.web.conftest import serving

    with serving(tmp_path) as fresh:
        context = chromium.new_context(
            base_url=fresh.address, viewport={"width": 360, "height": 800}, locale="zh-CN"
        )
        page = context.new_page()
        page.goto("/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Sekisho 关所")
        assert (
            page.get_by_role("button", name="打开：").count()
            + page.get_by_role("button", name="打开:").count()
            >= 5
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.goto("/saved")
        expect(page.locator(".empty")).to_contain_text("交易评估")
        page.goto("/jobs")
        expect(page.locator(".empty")).to_be_visible()
        context.close()
