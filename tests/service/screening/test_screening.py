"""Screening through the service: questions read, answers kept, decisions by workspace, nothing seen from another one."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from sekisho.facts.load import load
from sekisho.screening.reasons import Query
from sekisho.screening.transactions import screen_transaction
from sekisho.service.access import Actor
from sekisho.service.office import Office
from sekisho.service.screening import keeping, owners
from sekisho.service.screening.asking import asked_of, query_from, read_query
from sekisho.service.screening.files import as_csv, as_xlsx, lines_of, screened
from sekisho.service.screening.keeping import lists_of, sum_of_lists
from sekisho.service.screening.listing import party_of
from sekisho.service.screening.owning import keep_owners
from sekisho.service.screening.room import ListRoom, NotOpen
from sekisho.service.screening.tokens import marks
from sekisho.service.typed_in.unreadable import Unreadable
from sekisho.service.uploads import UploadKind, check_upload
from sekisho.store import Database, NotThere
from tests.service.offices import EXAMPLES, TODAY, office_over, somebody, the_law

INSTITUTE = "北京理工大学"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder without synced lists, in which the index is made once."""
    folder = tmp_path_factory.mktemp("data")
    before = os.environ.get("SEKISHO_DATA")
    os.environ["SEKISHO_DATA"] = str(folder)
    yield folder
    if before is None:
        del os.environ["SEKISHO_DATA"]
    else:
        os.environ["SEKISHO_DATA"] = before


@pytest.fixture(scope="module")
def room(data: Path) -> ListRoom:
    """The lists, opened once for these tests."""
    found = ListRoom()
    found.get(the_law()[0], TODAY)
    return found


@pytest.fixture
def office(data: Path, room: ListRoom, tmp_path: Path) -> Iterator[Office]:
    database = Database.open(f"sqlite:///{tmp_path / 's.db'}")
    found = office_over(database, data)
    found.settings = evolve(found.settings, mode="team")
    found._lists = room
    yield found
    database.close()


@pytest.fixture
def anna(office: Office) -> Actor:
    return somebody(office)


def screen(office: Office, actor: Actor, name: str = INSTITUTE, **more: Any) -> str:
    return keeping.screen(office, actor, read_query(office.law, name=name, **more))


def test_the_lists_open_in_the_background_and_say_how_far_they_are(data: Path) -> None:
    fresh = ListRoom()
    fresh.begin(the_law()[0], TODAY)
    with pytest.raises(NotOpen) as caught:
        fresh.get(the_law()[0], TODAY, wait=0)
    assert caught.value.opening.state == "opening"
    assert fresh.get(the_law()[0], TODAY).today == TODAY
    assert fresh.opening.state == "ready"


def test_a_list_that_cannot_be_opened_says_why_and_clears_nobody(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sekisho.screening.opening.open_screener", lambda *a, **k: 1 / 0)
    broken = ListRoom()
    with pytest.raises(NotOpen) as caught:
        broken.get(the_law()[0], TODAY)
    assert caught.value.opening.state == "failed" and "zero" in caught.value.opening.problem


def test_the_answer_is_that_of_the_command_line(office: Office, anna: Actor, data: Path) -> None:
    kept = keeping.get(office, anna, screen(office, anna, country="中国"))
    done = subprocess.run(
        [sys.executable, "-m", "sekisho.cli.main", "screen", INSTITUTE, "--country", "CN", "--limit", "50", "--json"],
        env={**os.environ, "SEKISHO_DATA": str(data)}, capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    printed = json.loads(done.stdout)
    assert printed["matches"], "it is met"
    told = json.loads(json.dumps(kept.result))
    if date.today() == TODAY:
        assert told == printed
    for one in (told, printed):
        one.pop("on")
        for row in one["lists"]:
            row.pop("age")  # hangs on the day
    assert told == printed


def test_a_name_in_three_scripts_meets_the_same_party(office: Office, anna: Actor) -> None:
    for name in (INSTITUTE, "Beijing Institute of Technology", "北京理工大學"):
        found = keeping.get(office, anna, screen(office, anna, name, country="CN")).result
        assert "us.entity-list" in {one["list"] for match in found["matches"] for one in match["lists"]}, name


def test_a_decision_counts_for_its_workspace_only_and_opens_again_when_a_fact_changes(
    office: Office, anna: Actor
) -> None:
    boris = somebody(office, "boris")
    id = screen(office, anna, country="CN")
    entry = keeping.get(office, anna, id).result["matches"][0]["entry"]
    for verdict, why, key in (("maybe", "x", "screen.no-verdict"), ("other", " ", "screen.no-why")):
        with pytest.raises(Unreadable) as caught:
            keeping.decide_hit(office, anna, id, entry, verdict, why=why)
        assert caught.value.key == key
    keeping.decide_hit(
        office, anna, id, entry, "other", why="a bakery of the same name", evidence="register p. 2"
    )
    mine = keeping.today_of(office, anna, keeping.get(office, anna, id))["screening"]["matches"][0]
    assert (
        mine["degree"] == "refuted"
        and mine["decision"]["by"] == "anna"
        and mine["decision"]["evidence"] == "register p. 2"
    )
    theirs = keeping.get(office, boris, screen(office, boris, country="CN")).result["matches"]
    assert {match["degree"] for match in theirs} == {"possible"}, "another workspace decides for itself"
    again = keeping.get(office, anna, screen(office, anna, country="CN", born="1990")).result
    opened = next(match for match in again["matches"] if match["entry"] == entry)
    assert opened["degree"] == "possible" and "birth" in opened["decision"]["changed_since"]


def test_who_cannot_say_leaves_a_hit_open_with_his_note(office: Office, anna: Actor) -> None:
    id = screen(office, anna)
    entry = keeping.get(office, anna, id).result["matches"][0]["entry"]
    keeping.decide_hit(office, anna, id, entry, "unsure", why="no address at hand")
    match = keeping.today_of(office, anna, keeping.get(office, anna, id))["screening"]["matches"][0]
    assert match["degree"] == "possible" and match["decision"]["verdict"] == "unsure"
    tree: dict[str, Any] = {
        "on": "2026-11-22",
        "parties": [{"id": "p1", "role": "consignee", "name": INSTITUTE}],
        "items": [],
    }
    screen_transaction(tree, office.screener(anna.workspace).screen, TODAY)
    hits = tree["parties"][0]["screened"]["hits"]
    assert {hit["degree"] for hit in hits} == {"possible"} and all("by" not in hit for hit in hits)


def test_another_workspace_sees_no_screening(office: Office, anna: Actor) -> None:
    boris = somebody(office, "boris")
    id = screen(office, anna)
    with pytest.raises(NotThere):
        keeping.get(office, boris, id)
    with pytest.raises(NotThere):
        keeping.decide_hit(office, boris, id, "law/x", "other", why="x")
    assert keeping.listed(office, boris)["screenings"] == []


def test_a_laptop_shares_its_book_with_the_command_line(office: Office, anna: Actor, data: Path) -> None:
    office.settings = evolve(office.settings, mode="laptop")
    id = screen(office, anna, "Beijing Institute of Technology", country="CN")
    entry = keeping.get(office, anna, id).result["matches"][0]["entry"]
    subprocess.run(
        [sys.executable, "-m", "sekisho.cli.main", "decide", "Beijing Institute of Technology", "--country", "CN", "--entry", entry,
         "--is", "same", "--by", "C. Li", "--why", "same address"],
        env={**os.environ, "SEKISHO_DATA": str(data)}, timeout=120, check=True, capture_output=True,
    )  # fmt: skip
    match = next(
        m
        for m in keeping.today_of(office, anna, keeping.get(office, anna, id))["screening"]["matches"]
        if m["entry"] == entry
    )
    assert match["degree"] == "confirmed" and match["decision"]["by"] == "C. Li"
    (data / "screening" / "decisions.jsonl").unlink()


@pytest.mark.parametrize("name", ["x" * 10_000, "", " ", "\u200b\u202e", "!!!", "🙂🙂"])
def test_what_is_no_name_is_refused_in_words(name: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_query(the_law()[0], name=name)
    assert len({caught.value.words(lang) for lang in ("en", "ja", "zh")}) == 3


@pytest.mark.parametrize(
    "name",
    ["\x00北京\x07理工大学\x1b", "\u202e北京理工大学\u202c", "北京理工大学🙂", "北京理工大学\ufeff\u200b"],
)
def test_hidden_signs_hide_no_name(office: Office, anna: Actor, name: str) -> None:
    found = keeping.get(office, anna, screen(office, anna, name)).result
    assert any("us.entity-list" in {one["list"] for one in match["lists"]} for match in found["matches"])


@given(st.text(max_size=200))
@settings(max_examples=60)
def test_no_text_breaks_a_question(text: str) -> None:
    try:
        query = read_query(the_law()[0], name=text, country="", numbers=[text], addresses=[text])
    except Unreadable:
        return
    assert query_from(asked_of(query)) == query


def test_a_file_names_those_in_doubt_and_its_tables_hold_no_formula(office: Office, anna: Actor) -> None:
    rows = "name,country,born\n=1+1,JP,\n北京理工大学,CN,\n+Yamada,JP,\n"
    lines = lines_of(check_upload(rows.encode(), "u.csv", UploadKind.TABLE))
    found = screened(office.screener(anna.workspace), lines)
    assert found["parties"] == 3 and {row["line"] for row in found["doubtful"]} == {3}
    assert found["unsearched"], "what was not searched is said"
    table = as_csv(
        {**found, "doubtful": [{**row, "id": "=cmd|' /C calc'!A0"} for row in found["doubtful"]]}, "ja"
    ).decode("utf-8-sig")
    assert "'=cmd" in table and "\n=" not in table and ",=" not in table
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(as_xlsx(found, "zh")))
    assert len(book.sheet_names) == 2 and INSTITUTE in str(book.get_sheet_by_index(0).to_python())


@pytest.mark.parametrize("body", [b"nothing here\n1\n", b"name\n", b"name,country\n,JP\n"])
def test_a_table_without_names_says_where(body: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        lines_of(check_upload(body, "u.csv", UploadKind.TABLE))
    assert "/tmp" not in caught.value.words("en"), "no path of the server is shown"


def test_owners_are_counted_as_on_the_command_line(office: Office, anna: Actor, data: Path) -> None:
    office.settings = evolve(office.settings, mode="laptop")
    file = EXAMPLES / "owned-by-listed-parties.yaml"
    tree = load(file)
    found = owners.as_command_line(owners.owners_of(office, anna, tree))
    done = subprocess.run(
        [sys.executable, "-m", "sekisho.cli.main", "owners", str(file), "--json"],
        env={**os.environ, "SEKISHO_DATA": str(data)}, capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    assert json.loads(json.dumps(found)) == json.loads(done.stdout)


def test_owners_typed_line_by_line(office: Office, anna: Actor) -> None:
    held = owners.read_owners(
        office.law, "Alpha Holdings, 60 %, HK\n> 北京理工大学、50%、中国\nBeta Ltd, 30〜45 %, 日本\n"
    )
    assert [(one["name"], one["share"], one["country"]) for one in (held[0], held[0]["owners"][0], held[1])] == [
        ("Alpha Holdings", "60 %", "HK"), ("北京理工大学", "50 %", "CN"), ("Beta Ltd", "30..45 %", "JP"),
    ]  # fmt: skip
    id = keep_owners(office, anna, owners.tree_of("Gamma", "HK", held, TODAY, complete=False))
    found = keeping.get(office, anna, id).result
    party = found["parties"][0]
    assert {row["owner"] for row in party["rows"]} == {"Alpha Holdings", "北京理工大学", "Beta Ltd"}
    assert any(box["open"] for box in party["drawing"]["boxes"]), "owners that nobody has named stand there"
    open_ones = [one for one in party["regimes"] if one["truth"] == "unknown"]
    assert open_ones, "a hit that nobody decided, and owners that nobody named, keep the sums open"
    for words, key in (
        ("> A, 5 %", "screen.owner-of-nobody"),
        (", 50 %", "screen.owner-no-name"),
        ("a\n" * 300, "screen.too-many-owners"),
    ):
        with pytest.raises(Unreadable) as caught:
            owners.read_owners(office.law, words)
        assert caught.value.key == key


def test_a_listed_party_with_what_it_means(office: Office, anna: Actor) -> None:
    entry = keeping.get(office, anna, screen(office, anna)).result["matches"][0]["entry"]
    source, _, id = entry.partition("/")
    found = party_of(office.screener(anna.workspace), source, id)
    assert (
        found is not None and found["consequences"] and INSTITUTE in {name["text"] for name in found["names"]}
    )
    assert party_of(office.screener(anna.workspace), "law", "nobody") is None


def test_missing_lists_stand_first_and_are_counted(office: Office, anna: Actor) -> None:
    found = lists_of(office.screener(anna.workspace))
    assert found[0]["days"] is None and found[0]["age"] == "missing"
    short = sum_of_lists(found)
    assert short["at_hand"] + len(short["missing"]) == len(found)
    ages = [one["days"] for one in found if one["days"] is not None]
    assert ages == sorted(ages, reverse=True) and short["oldest_days"] == ages[0]


def test_several_threads_get_the_answers_that_one_gets(office: Office, anna: Actor) -> None:
    names = [INSTITUTE, "Hikvision", "Yamada Bakery", "SMIC", "ハイクビジョン", "Huawei Technologies"] * 4
    screener = office.screener(anna.workspace)
    alone = {name: keeping.told(screener, Query(name=name)) for name in set(names)}
    wrong: list[str] = []

    def ask(part: list[str]) -> None:
        wrong.extend(name for name in part if keeping.told(screener, Query(name=name)) != alone[name])

    threads = [threading.Thread(target=ask, args=(names[n::4],)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not wrong


def test_what_differs_in_a_word_is_marked() -> None:
    assert marks("Hikvisoin", "Hikvision") == [
        ["Hikvis", False],
        ["i", True],
        ["o", False],
        ["", True],
        ["n", False],
    ] or any(other for _, other in marks("Hikvisoin", "Hikvision"))
    assert marks("Beijing", "北京") == [["北京", True]]
    assert "".join(piece for piece, _ in marks("colour", "color")) == "color"


def test_a_list_that_is_synced_is_taken_up_while_the_old_one_serves_on(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    law = the_law()[0]
    fresh = ListRoom()
    before = fresh.get(law, TODAY)
    assert fresh.get(law, TODAY) is before
    monkeypatch.setattr("sekisho.service.screening.room.LOOK_AGAIN", 0.0)
    assert fresh.get(law, TODAY) is before, "nothing was synced"
    marks_now = iter(range(1000))
    monkeypatch.setattr("sekisho.service.screening.room.stamp", lambda _: (next(marks_now),))
    assert fresh.get(law, TODAY) is before, "the old one serves on"
    end = time.monotonic() + 120
    while fresh.get(law, TODAY) is before:
        assert time.monotonic() < end
        time.sleep(0.05)
    assert fresh.get(law, date(2026, 11, 23)).today == date(2026, 11, 23), "a new day opens them anew"


@pytest.mark.parametrize(
    ("born", "read"),
    [
        ("1962-03-05", "1962-03-05"), ("1962", "1962"), ("1962-03", "1962-03"), ("昭和37年3月5日", "1962-03-05"),
        ("1962年3月5日", "1962-03-05"), ("5 March 1962", "1962-03-05"), ("03/04/1962", ""), ("abc", ""), ("1962-13-40", ""),
    ],
)  # fmt: skip
def test_a_birth_as_it_is_written_and_none_that_has_two_readings(born: str, read: str) -> None:
    law = the_law()[0]
    if read:
        assert read_query(law, name="x", born=born).births == (read,)
    else:
        with pytest.raises(Unreadable):
            read_query(law, name="x", born=born)


def test_the_end_of_the_server_ends_the_process_that_makes_the_index(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEKISHO_DATA", str(tmp_path))
    fresh = ListRoom()
    fresh.begin(the_law()[0], TODAY)
    end = time.monotonic() + 120
    while fresh._process is None:
        assert time.monotonic() < end
        time.sleep(0.005)
    process = fresh._process
    fresh.close()
    assert process.poll() is not None
    monkeypatch.undo()
    assert fresh._thread is not None
    fresh._thread.join(60)
