"""The history of a transaction as the service tells it: equal to the command's, whole over its days, with reasons."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, timedelta
from itertools import pairwise

import pytest
from attrs import evolve

from sekisho.determine.touched import own_days, touched
from sekisho.law.days import Event, events_of
from sekisho.logic.objects import Declaration, Members, Obj, Screening
from sekisho.service.histories import _sign as sign_of
from sekisho.service.histories import changes_over, days_to_try, history, moved_to, rows_of
from sekisho.web.pictures.history import history_picture
from tests.service.offices import EXAMPLES, TODAY, the_law
from tests.web.pictures.drawn import GALLIUM, case, gallium_history


def test_it_is_the_history_that_the_command_prints() -> None:
    _, engine = the_law()
    found = history(
        engine,
        case(GALLIUM),
        today=TODAY,
        start=date(2023, 7, 1),
        until=date(2023, 9, 30),
        authorities=("CN", "NL"),
    )
    told = subprocess.run(
        [sys.executable, "-m", "sekisho.cli.main", "history", EXAMPLES / f"{GALLIUM}.yaml", "--from", "2023-07-01",
         "--to", "2023-09-30", "--authority", "CN,NL", "--json"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    printed = json.loads(told.stdout)
    assert printed["changes"] == json.loads(json.dumps(found["changes"], default=str))
    assert printed["days_tried"] == found["days_tried"] and len(printed["changes"]) == 3


def test_times_follow_each_other_without_a_gap() -> None:
    for lane in gallium_history()["authorities"].values():
        spans = lane["spans"]
        assert spans[0]["from"] == date(2023, 7, 1) and spans[-1]["until"] == gallium_history()["to"]
        for before, after in pairwise(spans):
            assert after["from"] == before["until"] + timedelta(days=1)


def test_every_day_has_the_answer_of_its_own_determination() -> None:
    _, engine = the_law()
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
    assert start["provision"] == "cn-2023-mofcom-gacc-23.licence"
    assert ("公告2023年第23号" if lang == "zh" else "Announcement 23 of 2023") in start["cite"]
    assert (
        rows[3]["suspended"] == ["cn-2025-mofcom-72"] and rows[4]["unconfirmed"] and not rows[4]["suspended"]
    )
    title = the_law()[0].instruments["cn-2025-mofcom-72"].title[lang]
    assert rows[3]["suspended_by"] == [title], "a suspension is called by its instrument"
    told = [one["words"] for row in rows for one in row["because"]]
    assert any(title in words for words in told) and not any("cn-2025-mofcom-72" in words for words in told)
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


def naive(name: str, first: date, last: date) -> list[tuple[date, str, str, str]]:
    """The changes as they are found when every authority is asked on every day of change."""
    law, engine = the_law()
    found, signs = [], {}
    for day in days_to_try(law, case(name), first, last):
        answer = engine.determine(moved_to(case(name), day))
        for code, result in answer.authorities.items():
            sign = sign_of(answer, code)
            if signs.get(code) != sign:
                signs[code] = sign
                found.append((day, code, result.span.low.word, result.span.high.word))
    return found


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        (GALLIUM, date(2025, 10, 1), date(2025, 11, 30)),
        ("owned-by-listed-parties", date(2025, 9, 20), date(2025, 11, 20)),
        ("dysprosium-magnet-japan-watch-list-2026-02-23", date(2026, 1, 1), date(2026, 3, 1)),
        ("dual-use-japan-military-user-2026-01-07", date(2025, 12, 20), date(2026, 1, 31)),
    ],
)
def test_days_that_are_seen_through_change_nothing(name: str, first: date, last: date) -> None:
    _, engine = the_law()
    days = days_to_try(engine.law, case(name), first, last)
    ours = [(c.on, c.authority, c.at_least, c.at_most) for c in changes_over(engine, case(name), days)]
    assert ours == naive(name, first, last)
    law = engine.law
    seen = [touched(law, case(name), events_of(law).get(day, ())) for day in days[1:]]
    assert any(which is not None for which in seen), "some days are seen through, or asked of one authority"


def test_a_row_of_a_list_counts_for_a_party_of_its_name_or_one_that_was_screened() -> None:
    law, _ = the_law()
    listed = case("owned-by-listed-parties")
    own = {str(obj.facts.get("name")) for obj in listed.root.walk() if obj.kind == "party"}
    row = next(row for row in law.party_rows.values() if own & {*row.names, row.native})
    other = next(row for row in law.party_rows.values() if not own & {*row.names, row.native})
    assert touched(law, listed, [Event(TODAY, "starts", row.id)]) is None
    assert touched(law, listed, [Event(TODAY, "starts", other.id)]) == frozenset()
    screened = next(iter(law.parties))
    party = next(obj for obj in listed.copy().root.walk() if obj.kind == "party")
    party.screening = Screening(TODAY, frozenset({screened}))
    changed = evolve(listed, root=Obj("transaction", "", "", lists={"parties": Members((party,))}))
    some = law.parties[screened][0]
    assert touched(law, changed, [Event(TODAY, "starts", some.id)]) is None


def test_a_declaration_that_lapses_is_no_quiet_time() -> None:
    law, _ = the_law()
    kind = next(kind for kind, one in law.vocabulary.declarations.items() if one.days)
    days = int(law.vocabulary.declarations[kind].days or 0)
    with_it = evolve(case(GALLIUM), declarations=(Declaration(kind, on=TODAY),))
    assert {TODAY, TODAY + timedelta(days=days), TODAY + timedelta(days=days + 1)} <= own_days(law, with_it)


def test_a_requirement_touches_its_own_authority_and_those_that_yield_to_it() -> None:
    law, _ = the_law()
    assert touched(law, case(GALLIUM), [Event(TODAY, "starts", "cn-2023-mofcom-gacc-23.licence")]) == {"CN"}
    entry = next(iter(law.entries))
    assert touched(law, case(GALLIUM), [Event(TODAY, "starts", entry)]) is None
    assert touched(law, case(GALLIUM), [Event(TODAY, "starts", "nothing-of-the-kind")]) is None


@pytest.mark.parametrize(
    ("first", "last"), [("0001-01-01", "0001-01-02"), ("9999-12-31", None), ("2026-11-01", "9999-12-31")]
)
def test_days_at_the_ends_of_the_calendar_break_nothing(first: str, last: str | None) -> None:
    _, engine = the_law()
    until = date.fromisoformat(last) if last else None
    found = history(
        engine, case(GALLIUM), today=TODAY, start=date.fromisoformat(first), until=until, authorities=("NL",)
    )
    assert found["from"] <= found["to"] <= found["tried_to"]
    assert history_picture(found, "h", 830, "en").text() and rows_of(the_law()[0], found, "ja")
