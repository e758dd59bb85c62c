"""What the server says to requests about checks: the same answer as the command line, files in and out, two people at once."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from sekisho.service.examples import EXAMPLES
from tests.web.conftest import Served

FILES = sorted(Path("examples").glob("*.yaml"))
MOST_BYTES = 150_000


@pytest.fixture
def web(served: Served) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=served.address, follow_redirects=True, timeout=180) as client:
        yield client


def sent_file(web: httpx.Client, name: str, body: bytes) -> httpx.Response:
    answer = web.post(
        "/check/file", data={"csrf": token(web)}, files={"file": (name, body)}, follow_redirects=False
    )
    return (
        answer
        if answer.status_code != 303
        else httpx.Response(200, request=httpx.Request("GET", web.base_url.join(answer.headers["location"])))
    )


def token(web: httpx.Client) -> str:
    found = re.search(r'name="csrf" value="([^"]*)"', web.get("/check").text)
    return found[1] if found else ""


def address(answer: httpx.Response) -> str:
    assert re.search(r"/check/[0-9a-z]{26}", str(answer.url)), answer.status_code
    return answer.url.path


def opened(web: httpx.Client, name: str) -> str:
    return address(web.post("/check/example", data={"csrf": token(web), "name": name}))


@pytest.mark.parametrize("file", FILES[1::9], ids=lambda file: file.stem)
def test_page_and_command_line_give_the_same_answer(web: httpx.Client, file: Path) -> None:
    """Over the wire for some; all of them are compared in tests/service/checks/test_same_answer.py."""
    command = [sys.executable, "-m", "sekisho.cli.main", "determine", "--json", str(file)]
    told = json.loads(subprocess.run(command, capture_output=True, check=True, timeout=300).stdout)
    path = address(sent_file(web, file.name, file.read_bytes()))
    assert web.get(f"{path}.yaml").content == file.read_bytes(), "the file out is the file in"
    assert web.get(f"{path}/determination.json").json() == told
    answer = web.get(f"{path}.json").json()
    outcomes = {name: (a["at_least"], a["at_most"]) for name, a in told["authorities"].items()}
    assert outcomes == {
        name: (a["at_least"], a["at_most"]) for name, a in answer["determination"]["authorities"].items()
    }
    lanes = [lane for group in answer["board"]["groups"] for lane in group["lanes"]]
    assert outcomes == {lane["authority"]: (lane["at_least"], lane["at_most"]) for lane in lanes}


def test_a_check_saved_and_opened_again_gives_the_same_answer(web: httpx.Client) -> None:
    path = opened(web, "etching-machine-shanghai")
    first = web.get(f"{path}/determination.json").json()
    again = address(sent_file(web, "again.yaml", web.get(f"{path}.yaml").content))
    assert again != path and web.get(f"{again}/determination.json").json() == first


@pytest.mark.parametrize(
    ("name", "lang"), [*((name, "en") for name in EXAMPLES[:4]), (EXAMPLES[0], "ja"), (EXAMPLES[1], "zh")]
)
def test_every_page_of_every_example_in_every_language(web: httpx.Client, name: str, lang: str) -> None:
    path = opened(web, name)
    for part in ("", "/facts", "/JP", "/US/why", "/why", "/item/1", "/item/new", "/route", "/parties", "/end-use", "/conflicts",
                 "/ask/engineer"):  # fmt: skip
        page = web.get(f"{path}{part}", params={"lang": lang})
        assert page.status_code == 200, (part, page.text[:1500])
        assert len(page.content) < MOST_BYTES, (part, len(page.content))
        assert not re.search(r">\s*check\.[a-z\-]+", page.text), "a key without words"
        data = web.get(f"{path}{part}.json", params={"lang": lang})
        assert data.status_code == 200 and data.json()["check"]["id"] == path.rsplit("/", 1)[1]


def test_options_of_the_address_change_the_answer_and_say_so(web: httpx.Client) -> None:
    path = address(
        sent_file(web, "g.yaml", Path("examples/gallium-united-states-2026-11-28.yaml").read_bytes())
    )
    plain = web.get(f"{path}.json").json()
    branch = next(
        lane["branches"] for g in plain["board"]["groups"] for lane in g["lanes"] if lane["branches"]
    )
    id, state = next(iter(branch[0]["assume"].items()))
    page = web.get(path, params={"assume": f"{id}={state}"})
    assert 'class="banner"' in page.text and id in page.text
    assert web.get(f"{path}.json", params={"assume": f"{id}={state}"}).json()["determination"]["assumed"] == {
        id: state
    }
    one = web.get(f"{path}.json", params={"authority": "CN"}).json()
    assert list(one["determination"]["authorities"]) == ["CN"] and "1" in one["board"]["sentence"]
    assert web.get(f"{path}.json", params={"on": "2023-01-02"}).json()["board"]["on"] == "2023-01-02"


@pytest.mark.parametrize(
    "query", ["on=yesterday", "assume=nothing", "authority=XX", "known=2026-13-01", "more=0", "more=x"]
)
def test_an_option_that_is_none_is_a_400_that_says_so(web: httpx.Client, query: str) -> None:
    path = opened(web, "university-release")
    for part in (path, f"{path}.json"):
        answer = web.get(f"{part}?{query}")
        assert answer.status_code == 400 and query.split("=")[0] in answer.text


def test_what_is_not_there_is_a_404(web: httpx.Client) -> None:
    path = opened(web, "university-release")
    for part in ("/check/01m00000000000000000000000", "/check/x", f"{path}/XX", f"{path}/XX/why", f"{path}/item/9", f"{path}/ask/nobody",
                 "/check/..%2f..%2fetc"):  # fmt: skip
        assert web.get(part).status_code == 404, part


def test_two_browsers_at_once_lose_nothing(web: httpx.Client) -> None:
    path = opened(web, "university-release")
    form = {"csrf": token(web), "revision": "1", "act": "technology-release", "from": "JP", "final": "JP", "via": "",
            "whole-via": "true", "on": "2026-11-20"}  # fmt: skip
    assert web.post(f"{path}/route", data={**form, "to": "KR"}).status_code == 200
    second = web.post(f"{path}/route", data={**form, "to": "Taiwan"})
    assert second.status_code == 409
    assert second.text.count('aria-invalid="true"') == 1, "only the field that both changed"
    assert "Republic of Korea (KR)" in second.text and 'value="Taiwan"' in second.text, (
        "both values, and mine still typed"
    )
    assert web.get(f"{path}.json").json()["summary"]["route"]["to"] == "Republic of Korea"
    # The form that came back knows the new revision: sent again it is taken.
    revision = re.search(r'name="revision" value="(\d+)"', second.text)
    assert (
        revision
        and web.post(f"{path}/route", data={**form, "to": "Taiwan", "revision": revision[1]}).status_code
        == 200
    )
    assert web.get(f"{path}.json").json()["summary"]["route"]["to"] == "Taiwan"
    # Somebody else changed another part: both are kept.
    use = web.post(f"{path}/end-use", data={"csrf": token(web), "revision": "1", "text": "teaching"})
    assert (
        use.status_code == 200 and web.get(f"{path}.json").json()["summary"]["end_use"]["text"] == "teaching"
    )


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"id: [", "line"),
        (b"id: x\non: 2026-11-20\nitems:\n  - {id: '1', kind: no.such.kind}\n", "no.such.kind"),
        (b"on: tomorrow\nitmes: []\n", "items"),
        (b"", "file"),
        (b"\x00\x01\x02", "file"),
        (b"[" * 5000, ""),
        (b"a: &a [*a]\n", ""),
    ],
)
def test_a_broken_file_is_refused_with_where_and_what(web: httpx.Client, body: bytes, words: str) -> None:
    before = web.get("/check.json").json()["drafts"]["total"]
    answer = sent_file(web, "broken.yaml", body)
    assert answer.status_code == 422 and 'class="error"' in answer.text and words in answer.text
    assert web.get("/check.json").json()["drafts"]["total"] == before, "nothing was begun"


def test_an_answer_to_a_question_that_is_not_asked_changes_nothing(web: httpx.Client) -> None:
    path = opened(web, "university-release")
    answer = web.post(
        f"{path}/answer", data={"csrf": token(web), "key": "no|such|question|", "value": "yes", "by": "A"}
    )
    assert answer.status_code == 200 and web.get(f"{path}.json").json()["check"]["revision"] == 1


def test_nothing_that_is_typed_becomes_markup(web: httpx.Client) -> None:
    nasty = '<script>alert("x")</script>'
    form = {
        "csrf": token(web),
        "what": nasty,
        "kind": "technology",
        "chosen": "yes",
        "from": "JP",
        "to": "KR",
    }
    path = address(web.post("/check", data=form))
    for part in ("", "/facts", "/item/1"):
        assert "<script>alert" not in web.get(f"{path}{part}").text
    party = {"csrf": token(web), "name": nasty, "role": "end-user", "country": "KR"}
    web.post(f"{path}/party", data=party)
    for part in ("", "/parties", "/facts"):
        assert "<script>alert" not in web.get(f"{path}{part}").text


def test_a_check_that_was_put_away_leaves_the_list(web: httpx.Client) -> None:
    path = opened(web, "university-release")
    web.post(f"{path}/delete", data={"csrf": token(web)})
    assert path.rsplit("/", 1)[1] not in [
        row["id"] for row in web.get("/check.json").json()["drafts"]["rows"]
    ]


def test_a_part_and_an_owner_are_added_and_taken_out(web: httpx.Client) -> None:
    path = opened(web, "university-release")
    item = {"csrf": token(web), "description": "recipes", "kind": "technology", "origin": "JP"}
    web.post(f"{path}/item/1", data={**item, "add": "content"})
    assert 'name="content.c1.origin"' in web.get(f"{path}/item/1").text
    kept = {
        **item,
        "content.c1.description": "American data",
        "content.c1.origin": "米国",
        "content.c1.value": "100万円",
    }
    assert web.post(f"{path}/item/1", data=kept).status_code == 200
    text = web.get(f"{path}.yaml").text
    assert "origin: US" in text and "value: 1000000 JPY" in text
    web.post(f"{path}/item/1", data={**kept, "drop": "content.c1"})
    assert "American data" not in web.get(f"{path}.yaml").text
    party = {"csrf": token(web), "party": "p1", "name": "Example University", "role": "exporter", "country": "JP", "owner-name": "A fund",
             "owner-country": "CN", "owner-share": "３０"}  # fmt: skip
    web.post(f"{path}/party", data=party)
    assert "share: 30 %" in web.get(f"{path}.yaml").text


def test_words_that_are_no_kind_stay_in_the_description(web: httpx.Client) -> None:
    form = {"csrf": token(web), "what": "zzzz qqqq", "from": "JP", "to": "KR"}
    path = address(web.post("/check", data=form))
    assert (
        web.get(f"{path}.json").json()["summary"]["items"][0] | {"kinds": []}
        == web.get(f"{path}.json").json()["summary"]["items"][0]
    )
    assert "zzzz qqqq" in web.get(f"{path}.yaml").text


BOOKING = b"id: T-words\non: 2026-11-20\nact: export\nroute: {from: CN, to: US}\nparties: []\nitems: [{id: '1', description: parts %d}]\n"


def test_the_board_of_goods_that_nobody_described_comes_before_its_questions(web: httpx.Client) -> None:
    path = address(sent_file(web, "t.yaml", BOOKING % 1))  # which follows to the board
    done = web.get(path, params={"wait": "1"}).text
    assert "data-slow" not in done and "data-next-question" in done
    data = web.get(f"{path}.json")
    assert len(data.content) < 3_000_000 and data.json()["pending"] is None
    told = data.json()["determination"]
    assert "duties" in told["left_out"] and all("duties" not in lane for lane in told["authorities"].values())
    whole = web.get(data.json()["whole"]).json()
    assert {code: lane["at_most"] for code, lane in told["authorities"].items()} == {
        code: lane["at_most"] for code, lane in whole["authorities"].items()
    }
    assert data.json()["next"]["total"] + data.json()["next"]["unnamed"] == len(whole["questions"])


def test_while_the_questions_are_worked_out_the_lanes_stand_and_a_link_waits(web: httpx.Client) -> None:
    path = address(sent_file(web, "t.yaml", BOOKING % 2))
    first = web.get(f"{path}?lang=en").text
    if "data-slow" in first:  # on a free machine it is all there at once
        assert "wait=1#next" in first and first.count('<details class="lane"') == 8
        assert "of 3 done" in first
    refused = web.post(
        f"{path}/answer",
        data={"csrf": token(web), "key": 'items["1"].kind|fact|kind|', "value": "qq zz", "by": "K"},
    )
    assert refused.status_code == 422 and "data-slow" not in refused.text and 'value="qq zz"' in refused.text
    taken = web.post(
        f"{path}/answer",
        data={"csrf": token(web), "key": 'items["1"].kind|fact|kind|', "value": "machine", "by": "K"},
    )
    assert (
        taken.status_code == 200 and 'id="said"' in taken.text and "machine" in web.get(f"{path}.yaml").text
    )


def test_all_kinds_are_reached_in_pages_that_are_small(web: httpx.Client) -> None:
    top = web.get("/check/kinds")
    assert len(top.content) < 60_000
    data = web.get("/check/kinds.json").json()["all"]
    roots = [row for row in data if row["depth"] == 0]
    assert all(row["depth"] < 2 for row in data) and any(row["below"] for row in roots)
    met = {row["id"] for row in roots}
    for row in roots:
        if row["below"]:
            assert f"under={row['id']}" in top.text
            below = web.get("/check/kinds.json", params={"under": row["id"]}).json()["all"]
            assert len(below) == row["below"] + 1
            met |= {one["id"] for one in below}
            assert len(web.get("/check/kinds", params={"under": row["id"]}).content) < 100_000
    from tests.lawcases import the_law

    assert met == set(the_law().vocabulary.kinds)
