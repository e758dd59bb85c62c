"""The history of a transaction as the service tells it: equal to the command's, whole over its days, with reasons."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, timedelta
from itertools import pairwise

import pytest

from sekisho.service.histories import history, rows_of
from tests.service.offices import EXAMPLES, TODAY, the_law
from tests.web.pictures.drawn import GALLIUM, case, gallium_history


def test_it_is_the_history_that_the_command_prints() -> None:
    _, engine = the_law()
    found = history(engine, case(GALLIUM), today=TODAY, start=date(2023, 7, 1), until=date(2024, 1, 31))
    told = subprocess.run(
        [sys.executable, "-m", "sekisho.cli.main", "history", EXAMPLES / f"{GALLIUM}.yaml", "--from", "2023-07-01",
         "--to", "2024-01-31", "--json"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    printed = json.loads(told.stdout)
    assert printed["changes"] == json.loads(json.dumps(found["changes"], default=str))
    assert printed["days_tried"] == found["days_tried"] and len(printed["changes"]) == 9


def test_times_follow_each_other_without_a_gap() -> None:
    for lane in gallium_history()["authorities"].values():
        spans = lane["spans"]
        assert spans[0]["from"] == date(2023, 7, 1) and spans[-1]["until"] == gallium_history()["to"]
        for before, after in pairwise(spans):
            assert after["from"] == before["until"] + timedelta(days=1)


def test_every_day_has_the_answer_of_its_own_determination() -> None:
    _, engine = the_law()
    from sekisho.service.histories import moved_to

    found = gallium_history()
    for offset in range(0, 1400, 97):
        day = date(2023, 7, 1) + timedelta(days=offset)
        alone = engine.determine(moved_to(case(GALLIUM), day), authorities=("CN",)).authorities["CN"].span
        span = next(s for s in found["authorities"]["CN"]["spans"] if s["from"] <= day <= s["until"])
        assert (span["at_least"], span["at_most"]) == (alone.low.word, alone.high.word), day


@pytest.mark.parametrize("lang", ["en", "ja", "zh"])
def test_the_rows_say_what_changed_and_where_it_stands(lang: str) -> None:
    rows = [row for row in rows_of(the_law()[0], gallium_history(), lang) if row["authority"] == "CN"]
    assert [str(row["from"]) for row in rows] == [
        "2023-07-01",
        "2023-08-01",
        "2024-12-03",
        "2025-11-09",
        "2026-11-27",
    ]
    start = rows[1]["because"][0]
    assert (
        start["provision"] == "cn-2023-mofcom-gacc-23.licence" and "Announcement 23 of 2023" in start["cite"]
    )
    assert (
        rows[3]["suspended"] == ["cn-2025-mofcom-72"] and rows[4]["unconfirmed"] and not rows[4]["suspended"]
    )
    assert rows[-1]["last"] and not rows[0]["last"]


def test_it_looks_six_months_past_today_and_past_the_last_change() -> None:
    found = gallium_history()
    assert found["to"] >= TODAY + timedelta(days=183) and found["to"] >= date(2026, 11, 27) + timedelta(
        days=183
    )
    assert found["tried_to"] >= found["to"]


def test_it_can_be_given_up_and_says_how_far_it_is() -> None:
    _, engine = the_law()
    seen: list[tuple[int, int]] = []

    def told(done: int, all: int) -> None:
        seen.append((done, all))
        if done == 3:
            raise TimeoutError

    with pytest.raises(TimeoutError):
        history(engine, case(GALLIUM), today=TODAY, authorities=("NL",), told=told)
    assert [done for done, _ in seen] == [0, 1, 2, 3] and seen[0][1] > 100


def test_a_reading_can_be_assumed() -> None:
    _, engine = the_law()
    found = history(engine, case(GALLIUM), today=TODAY, start=date(2026, 12, 1), until=date(2026, 12, 31), authorities=("CN",),
                    assume={"cn-2025-mofcom-72": "suspended"})  # fmt: skip
    (span,) = found["authorities"]["CN"]["spans"]
    assert span["at_most"] == "licence-required" and not span["unconfirmed"]
