"""The states of provisions and instruments over all days are those that each single day has."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest

from sekisho.law import Law
from sekisho.law.force import boundaries
from sekisho.service.law.reading import Reading
from sekisho.service.law.states import (
    instrument_spans,
    provision_state,
    shown_state,
    span_on,
    spans_of,
    state_of,
)

DAYS = [date(2023, 8, 15), date(2025, 10, 15), date(2025, 12, 1), date(2026, 11, 22), date(2026, 12, 5)]
Read = Callable[..., Reading]


@pytest.mark.parametrize("known", [None, date(2025, 11, 1)])
def test_spans_say_of_each_day_what_the_day_itself_says(law: Law, known: date | None) -> None:
    provisions = [
        *law.requirements.values(),
        *list(law.entries.values())[::17],
        *list(law.party_rows.values())[::90],
    ]
    for provision in provisions:
        spans = spans_of(law, provision, known)
        days = [*DAYS, *(d + timedelta(days=s) for d in boundaries(law, provision) for s in (-1, 0, 1))]
        for day in days:
            span = span_on(spans, day)
            assert (span.state if span else "not-in-force") == provision_state(law, provision, day, known)


def test_spans_do_not_overlap_and_stand_in_order(law: Law) -> None:
    for instrument in law.instruments.values():
        for one, other in pairwise(instrument_spans(law, instrument)):
            assert one.until is not None and other.start is not None and one.until < other.start


@pytest.mark.parametrize(
    ("id", "day", "state", "others"),
    [
        ("cn-2025-mofcom-61", date(2025, 10, 15), "in-force", ()),
        (
            "cn-2025-mofcom-61",
            date(2026, 1, 15),
            "suspended",
            (),
        ),  # its definitions are not stopped, its duties are
        ("cn-2025-mofcom-61", date(2026, 11, 22), "unconfirmed", ()),
        ("cn-2024-mofcom-46", date(2026, 1, 15), "in-force", ("suspended",)),  # one of its two clauses
        ("nl-2023-minbuza-15246-27", date(2023, 8, 31), "not-in-force", ()),
        ("nl-2023-minbuza-15246-27", date(2023, 9, 1), "in-force", ()),
        ("us-2025-bis-affiliates", date(2026, 1, 15), "suspended", ()),
    ],
)
def test_instruments_on_days(law: Law, id: str, day: date, state: str, others: tuple[str, ...]) -> None:
    span = span_on(instrument_spans(law, law.instruments[id]), day)
    assert (span.state if span else "not-in-force", span.others if span else ()) == (state, others)
    assert state_of(law, law.instruments[id], day) == state


def test_published_and_recorded_are_told_apart(law: Law) -> None:
    order = law.instruments["nl-2023-minbuza-15246-27"]
    assert shown_state(law, order, date(2023, 7, 15)) == "published"
    assert shown_state(law, order, date(2023, 6, 1)) == "not-in-force"
    bill = law.instruments["us-2026-congress-match-act"]
    assert shown_state(law, bill, date(2026, 11, 22)) == "recorded", "a bill is not in force"


def test_what_is_published_later_is_not_known(law: Law) -> None:
    one = law.instruments["cn-2025-mofcom-61"]
    assert shown_state(law, one, date(2026, 1, 15), date(2025, 11, 1)) == "in-force", (
        "the suspension was not yet known"
    )
    assert shown_state(law, one, date(2026, 1, 15), date(2025, 12, 1)) == "suspended"


def test_a_day_of_knowledge_is_worked_out_once_for_all_days_like_it(law: Law, read: Read) -> None:
    one, other = read(known=date(2024, 1, 10)), read(known=date(2024, 1, 11))
    assert one.settled == other.settled is not None


def test_odd_days_do_not_fill_the_memory(law: Law, read: Read) -> None:
    from sekisho.service.law import browsing, entries, groups, provisions

    def visit(day: date) -> None:
        reading = read("en", day)
        browsing.front(reading)
        browsing.authority(reading, "CN")
        browsing.instrument(reading, "us-ear-774")
        provisions.provision(reading, "cn-2025-mofcom-61.route-1")
        entries.entry(reading, "us.ccl:3B001.f.1.b")
        groups.group(reading, "us.D5")

    for day in (date(1990, 1, 1), date(2025, 6, 1), date(2026, 6, 1), date(2030, 6, 1)):
        visit(day)
    before = {key: len(held) if hasattr(held, "__len__") else 1 for key, held in law.cache.items()}
    for number in range(1, 25):
        visit(date(2030, 6, 1) + timedelta(days=number))
        visit(date(1990, 1, 1) + timedelta(days=number))
    after = {key: len(held) if hasattr(held, "__len__") else 1 for key, held in law.cache.items()}
    grown = {key: after[key] for key in after if after[key] > before.get(key, 0)}
    assert len(grown) <= 12 and sum(after.values()) - sum(before.values()) < 100, grown
