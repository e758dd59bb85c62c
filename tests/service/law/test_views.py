"""What the pages of the law say: the timeline, changes, groups, limits, overviews."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from sekisho.determine.places import place_in
from sekisho.law import Law
from sekisho.law.diff import changes
from sekisho.logic.conditions import GroupExpr
from sekisho.logic.truth import FALSE, TRUE
from sekisho.logic.values import Path
from sekisho.service.law import overviews
from sekisho.service.law.changes import changed, found_changes
from sekisho.service.law.corresponding import correspondence
from sekisho.service.law.entries import entry
from sekisho.service.law.groups import _held, group
from sekisho.service.law.instruments import Filter
from sekisho.service.law.provisions import case_of, provision
from sekisho.service.law.reading import Reading
from sekisho.service.law.timeline import ARROWS, Wanted, timeline

Read = Callable[..., Reading]
ON = date(2025, 10, 15)


# --- timeline


def test_who_answered_the_dutch_measure_of_2023_with_the_source(law: Law) -> None:
    order = "nl-2023-minbuza-15246-27"
    found = timeline(law, "en", Wanted(selected=order), ON)
    (row,) = [row for row in found["rows"] if row["id"] == order]
    assert (row["state"], row["from"], row["published"]) == ("in-force", date(2023, 9, 1), date(2023, 6, 30))
    (answer,) = [one for one in row["answered_by"] if one["type"] == "responds_to"]
    assert (answer["id"], answer["authority"]) == ("cn-2023-mofcom-gacc-23", "CN")
    assert answer["claim"] and answer["source"].startswith("https://")
    assert {(arrow["from"], arrow["to"]) for arrow in found["arrows"]} >= {("cn-2023-mofcom-gacc-23", order)}
    assert all(order in (arrow["from"], arrow["to"]) for arrow in found["arrows"])


def test_above_ten_arrows_only_those_of_the_chosen_measure(law: Law) -> None:
    every = timeline(law, "en", Wanted(), ON)
    assert every["arrows_in_all"] > ARROWS and every["arrows"] == []
    few = timeline(law, "en", Wanted(authorities=("NL",)), ON)
    assert len(few["arrows"]) == few["arrows_in_all"] <= ARROWS
    assert all(arrow["source"] for arrow in few["arrows"])


def test_the_timeline_leaves_out_what_was_published_later(law: Law) -> None:
    known = date(2024, 1, 1)
    rows = timeline(law, "ja", Wanted(all=True), ON, known)["rows"]
    assert rows and all(row["published"] <= known for row in rows)


def test_a_long_timeline_comes_in_pages_that_hold_the_chosen_measure(law: Law) -> None:
    last = timeline(law, "en", Wanted(all=True, page=99), ON)
    assert last["pager"]["page"] == last["pager"]["pages"] > 1 and last["count"] == len(law.instruments)
    chosen = last["rows"][-1]["id"]
    assert timeline(law, "en", Wanted(all=True, selected=chosen), ON)["selected"] == chosen


def test_item_party_and_year_make_fewer_rows(law: Law) -> None:
    gallium = {row["id"] for row in timeline(law, "en", Wanted(item="gallium"), ON)["rows"]}
    assert "cn-2023-mofcom-gacc-23" in gallium and len(gallium) < len(law.instruments)
    year = timeline(law, "en", Wanted(since=date(2023, 1, 1), until=date(2023, 12, 31)), ON)["rows"]
    days = lambda row: [row["published"], *(d for s in row["spans"] for d in (s["from"], s["until"]) if d)]  # noqa: E731
    assert year and all(any(day.year == 2023 for day in days(row)) for row in year)
    assert timeline(law, "en", Wanted(item="no such thing anywhere"), ON)["rows"] == []


# --- changes and groups


@pytest.mark.parametrize(
    "days", [(date(2023, 7, 2), date(2025, 11, 9)), (date(2025, 11, 8), date(2025, 11, 9))]
)
def test_changes_are_those_of_the_law_whatever_days_are_asked(law: Law, days: tuple[date, date]) -> None:
    assert found_changes(law, *days, Filter()) == list(changes(law, *days))


def test_changes_come_by_instrument_and_in_pages(read: Read) -> None:
    first = changed(read(), date(2022, 1, 1), date(2026, 11, 22), Filter(), page=1)
    assert first["pager"]["pages"] > 1 and first["count"] > len(first["rows"])
    assert [row["on"] for row in first["rows"]] == sorted((row["on"] for row in first["rows"]), reverse=True)
    only = changed(read(), date(2022, 1, 1), date(2026, 11, 22), Filter(authorities=("NL",)))
    assert {row["authority"] for row in only["rows"]} == {"NL"}


def test_what_never_stood_does_not_resume_and_what_ran_out_is_not_suspended(law: Law) -> None:
    found = {
        change.id: change for change in found_changes(law, date(2025, 11, 8), date(2025, 12, 2), Filter())
    }
    term, licence = found["cn.61.route-1"], found["us-2025-bis-affiliates.tgl"]
    assert (term.what, term.by) == ("begins", ()), "its duties are suspended on that day"
    assert (licence.what, licence.by) == ("ends", ())
    stopped = {c.id: c for c in found_changes(law, date(2025, 10, 15), date(2026, 1, 15), Filter())}
    assert (
        stopped["cn-2025-mofcom-62.technology"].what == "suspended"
        and stopped["cn-2025-mofcom-62.technology"].by
    )


def test_members_of_groups_are_those_that_the_engine_decides(law: Law) -> None:
    for day in (date(2019, 1, 1), date(2024, 6, 1), date(2026, 11, 22)):
        for id in law.groups:
            inside, partly = _held(law, id, day)
            for place in list(law.places)[::3]:
                truth = place_in(law, GroupExpr("leaf", leaf=id), Path("place", tuple(place.split("-"))), day)
                assert ((place in inside), (place in partly)) == (
                    truth == TRUE,
                    truth not in (TRUE, FALSE),
                ), (id, place)


def test_korea_left_group_a_and_came_back(read: Read) -> None:
    page = group(read("ja"), "jp.group-a")
    assert page is not None
    days = {
        change["on"]: ([p["id"] for p in change["came"]], [p["id"] for p in change["went"]])
        for change in page["changes"]
    }
    assert days[date(2019, 8, 28)] == ([], ["KR"]) and days[date(2023, 7, 21)] == (["KR"], [])
    assert "KR" in {member["id"] for member in page["members"]}
    before = group(read("ja", date(2022, 1, 1)), "jp.group-a")
    assert before is not None and "KR" not in {member["id"] for member in before["members"]}


# --- provisions and entries


def test_the_overlay_limit_of_3b001_f_1_b_over_time(read: Read) -> None:
    page = entry(read(), "us.ccl:3B001.f.1.b")
    assert page is not None
    overlay = next(row for row in page["limits"]["rows"] if row["attribute"] == "overlay")
    cells = {
        column["from"]: cell for column, cell in zip(page["limits"]["columns"], overlay["cells"], strict=True)
    }
    assert cells[date(2023, 11, 17)] == "≤ 2.4 nm" and cells[date(2024, 12, 2)] == "≤ 1.5 nm"
    assert [column["current"] for column in page["limits"]["columns"]][-1]
    earlier = entry(read("en", date(2024, 1, 1)), "us.ccl:3B001.f.1.b")
    assert earlier is not None
    assert [c["from"] for c in earlier["limits"]["columns"] if c["current"]] == [date(2023, 11, 17)]
    assert [table["from"] for table in earlier["conditions"] if table["current"]] == [date(2023, 11, 17)]


def test_an_entry_says_what_is_required_for_it_and_its_like(read: Read) -> None:
    page = entry(read(), "us.ccl:3B001.f.1.b")
    assert page is not None
    assert "us-ear-774.ns" in {row["id"] for row in page["required_by"]["rows"]}
    assert page["rows"] and {row["reason"] for row in page["rows"]} >= {"NS", "RS"}
    assert "eu.annex1:3B501.f.1.b" in {one["code"] for one in page["correspondence"]}
    assert [one["id"] for one in page["parents"]] == ["us.ccl:3B001", "us.ccl:3B001.f", "us.ccl:3B001.f.1"]


def test_a_provision_stands_with_its_state_its_next_change_and_its_cases(read: Read) -> None:
    page = provision(read("zh", ON), "cn-2025-mofcom-61.route-1")
    assert page is not None
    assert (page["state"], page["next"]) == ("in-force", {"on": date(2025, 11, 7), "state": "suspended"})
    assert page["procedure"]["rows"][0]["documents"] and page["policies"][0]["policy"] == "case-by-case"
    first = page["cases"]["rows"][0]
    assert first["basis"] == "stated" and first["sources"]
    case = case_of(read(), "cn-2025-mofcom-61.route-1", first["id"])
    assert case is not None and case.transaction["items"]
    past = provision(read("zh", date(2027, 6, 1)), "cn-2025-mofcom-61.route-1")
    assert past is not None and past["past_checked"] and past["state"] == "unconfirmed"


def test_names_of_attributes_are_in_the_language_of_the_reader(read: Read) -> None:
    page = entry(read("ja"), "us.ccl:3B001.f.1.b")
    assert page is not None
    words = [row["words"] for table in page["conditions"] for row in table["rows"]]
    assert any("光源の波長 ≥ 193 nm" in line for line in words)


# --- overviews


def test_side_by_side_cites_each_cell(read: Read) -> None:
    page = overviews.side_by_side(read("ja"), ["CN", "JP"])
    cells = [cell for row in page["rows"] for cell in row["cells"] if cell]
    assert len(page["rows"]) > 20 and all(cell["words"] and cell["cite"] for cell in cells)
    assert [one["id"] for one in overviews.side_by_side(read(), ["XX", "us", "US"])["authorities"]] == ["US"]


def test_each_conflict_has_two_sides_with_citations(read: Read) -> None:
    for row in overviews.conflicts(read("zh"))["rows"]:
        assert row["words"] and len(row["sides"]) >= 2
        for side in row["sides"]:
            assert side["authorities"] and side["count"] >= len(side["provisions"]) > 0, row["id"]
            assert all(one["cite"] and one["kind"] == "provision" for one in side["provisions"]), row["id"]


def test_coverage_is_the_worst_that_is_said_and_never_silence(law: Law, read: Read) -> None:
    page = overviews.coverage(read())
    assert {row["authority"] for row in page["grid"]} >= set(law.authorities)
    assert len(page["rows"]) == len(law.coverage)
    assert overviews.worst([]) == "absent" and overviews.worst(["full", "absent"]) == "partial"
    assert overviews.worst(["full", "full"]) == "full"
    lists = {cell["id"] for row in page["grid"] for cell in row["cells"]}
    assert lists >= {one.id for one in law.lists.values() if not one.parties and law.entries_of(one.id)}


def test_glossary_finds_a_term_in_any_language(read: Read) -> None:
    assert overviews.glossary(read("en"), words="輸出")["pager"]["count"] > 0
    assert (
        overviews.glossary(read("en"), authority="CN")["pager"]["count"]
        < overviews.glossary(read("en"))["of"]
    )


def test_correspondence_is_a_hint_and_an_unknown_code_is_said(read: Read) -> None:
    found = correspondence(read(), "3B001.f.1")
    assert found["count"] >= 2 and found["codes"][0]["candidates"] and not found["error"]
    assert correspondence(read(), "nothing like it")["error"] == "nothing like it"
    assert correspondence(read(), "zz.list:1")["error"] and not correspondence(read(), "")["error"]


def test_an_exception_never_says_that_no_licence_is_needed(law: Law, read: Read) -> None:
    """What a provision would do is not an outcome: no page of one names the outcome without its bracket."""
    for lang, bare in (("en", "no licence"), ("ja", "許可不要"), ("zh", "无需许可")):
        for id in law.reliefs:
            page = provision(read(lang), id)
            assert page is not None
            told = " ".join(line["words"] for line in page["says"])
            assert bare not in told.casefold(), (id, told)


def test_a_party_is_called_in_letters_that_the_reader_knows(read: Read) -> None:
    assert read("en").name("cn-cl-2025-21-01") == "High Point Aerotechnologies"
    assert read("zh").name("cn-cl-2025-21-01") == "高点航空技术公司"
