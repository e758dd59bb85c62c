"""Days as they are written in three countries; two readings are never one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sekisho.service.typed_in import Unreadable, read_day_text

DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-11-21", "2026/11/21", "2026.11.21", "20261121", "2026年11月21日", "２０２６年１１月２１日", "令和8年11月21日", "R8.11.21",
        "令和８年１１月２１日（土）", "民國115年11月21日", "21 November 2026", "Nov 21, 2026", "21/11/2026", "11/21/2026",
    ],
)  # fmt: skip
def test_one_day_in_many_ways(typed: str) -> None:
    assert read_day_text(typed) == DAY


def test_the_first_day_of_an_era() -> None:
    assert read_day_text("令和元年5月1日") == date(2019, 5, 1)
    with pytest.raises(Unreadable) as refused:
        read_day_text("令和元年4月30日")
    assert "2019-05-01" in refused.value.words("en")


@pytest.mark.parametrize("lang", ["en", "ja", "zh"])
def test_two_readings_are_refused_with_both(lang: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_day_text("03/04/2026")
    words = refused.value.words(lang)
    assert "2026-03-04" in words and "2026-04-03" in words and "03/04/2026" in words


@pytest.mark.parametrize(
    "typed", ["2026-02-30", "31/31/2026", "3/4/26", "tomorrow", "", "令和8年13月1日", "2026-11"]
)
def test_what_no_calendar_has_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable):
        read_day_text(typed)


@given(st.dates(date(1930, 1, 1), date(2100, 12, 31)))
@example(date(2019, 4, 30))
@example(date(2019, 5, 1))
@example(date(1989, 1, 7))
def test_every_day_is_read_as_itself(day: date) -> None:
    eras = (
        ("令和", 2018, date(2019, 5, 1)),
        ("平成", 1988, date(1989, 1, 8)),
        ("昭和", 1925, date(1926, 12, 25)),
    )
    name, before, _ = next(era for era in eras if day >= era[2])
    year = day.year - before
    for written in (
        day.isoformat(), f"{day:%Y/%m/%d}", f"{day.year}年{day.month}月{day.day}日",
        f"{name}{'元' if year == 1 else year}年{day.month}月{day.day}日", f"民國{day.year - 1911}年{day.month}月{day.day}日",
    ):  # fmt: skip
        assert read_day_text(written) == day, written


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_day_and_month_in_either_order_are_never_guessed(day: date) -> None:
    typed = f"{day:%d/%m/%Y}"
    if day.day <= 12 and day.day != day.month:
        with pytest.raises(Unreadable):
            read_day_text(typed)
    else:
        assert read_day_text(typed) == day


@given(st.text(max_size=30))
def test_nothing_that_is_typed_breaks_the_reader(typed: str) -> None:
    try:
        read_day_text(typed)
    except Unreadable as error:
        assert error.words("zh")
