"""Every boundary of force: first and last days, states, suspensions, knowledge, assumptions, no day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sekisho.law.compiled import Law
from sekisho.law.force import body_on, boundaries, force, force_condition, version_on
from sekisho.law.model import Entry, Requirement, Suspension, Term, Version
from sekisho.logic.conditions import ALWAYS, All, Any, Compare, Unsettled
from sekisho.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from sekisho.logic.values import Path

DAY = timedelta(days=1)
START, END = date(2025, 1, 10), date(2025, 6, 30)


def duty(*versions: Version, id: str = "x.a") -> Requirement:
    return Requirement(
        id=id, instrument="x", authority="CN", versions=versions, layer="list", requires="licence", reach="t"
    )


def law_with(*suspensions: Suspension) -> Law:
    return Law(suspensions={s.id: s for s in suspensions})


def stop(**given: object) -> Suspension:
    values = {
        "id": "s",
        "instrument": "y",
        "authority": "CN",
        "of": frozenset({"x.a", "l:1"}),
        "start": date(2025, 3, 1),
        "until": date(2025, 3, 31),
    }
    return Suspension(**(values | given))  # type: ignore[arg-type]


def truth(
    law: Law,
    provision: Requirement | Entry | Term,
    day: date | None,
    known: date | None = None,
    **assume: str,
) -> Truth:
    return force(law, provision, day, known, assume)[0]


@pytest.mark.parametrize(
    ("day", "expected"),
    [(START - DAY, FALSE), (START, TRUE), (END, TRUE), (END + DAY, FALSE)],
)
def test_first_and_last_day_are_inside(day: date, expected: Truth) -> None:
    assert force(law_with(), duty(Version(START, END)), day) == (expected, {})


def test_an_open_version_has_no_end() -> None:
    assert truth(law_with(), duty(Version(START)), date(2999, 1, 1)) is TRUE
    assert truth(law_with(), duty(Version(None, END)), date(1900, 1, 1)) is TRUE


@pytest.mark.parametrize("state", ["deferred", "not-enforced", "unconfirmed"])
def test_open_states_are_unknown_with_an_atom(state: str) -> None:
    provision = duty(Version(START, state=state))  # type: ignore[arg-type]
    assert force(law_with(), provision, START) == (UNKNOWN, {"x.a": ("in-force", state)})
    assert force(law_with(), provision, START, None, {"x.a": "in-force"}) == (TRUE, {})
    assert force(law_with(), provision, START, None, {"x.a": state}) == (FALSE, {})
    assert force(law_with(), provision, START, None, {"other": "in-force"})[0] is UNKNOWN
    assert truth(law_with(), provision, START - DAY) is FALSE


@pytest.mark.parametrize(("day", "expected"), [(-1, FALSE), (0, UNKNOWN), (1, TRUE)])
def test_an_unstated_first_day_is_unknown(day: int, expected: Truth) -> None:
    provision = duty(Version(START, END, first_day="unstated"))
    assert truth(law_with(), provision, START + day * DAY) is expected


@pytest.mark.parametrize(("day", "expected"), [(-1, TRUE), (0, UNKNOWN), (1, FALSE)])
def test_an_unstated_last_day_is_unknown(day: int, expected: Truth) -> None:
    provision = duty(Version(START, END, last_day="unstated"))
    assert truth(law_with(), provision, END + day * DAY) is expected


# --- knowledge


def test_a_version_is_unknown_to_the_past() -> None:
    provision = duty(Version(START, known_from=date(2024, 12, 1)))
    assert truth(law_with(), provision, START, date(2024, 11, 30)) is FALSE
    assert truth(law_with(), provision, START, date(2024, 12, 1)) is TRUE


def test_a_version_cut_short_by_an_unknown_successor_goes_on() -> None:
    first = Version(START, END, known_from=date(2024, 1, 1), body={"requires": "licence"})
    second = Version(END + DAY, known_from=date(2025, 5, 1), body={"requires": "prohibition"})
    provision = duty(first, second)
    after = END + 30 * DAY
    assert version_on(provision, after, date(2025, 4, 30)) is first
    assert version_on(provision, after, date(2025, 5, 1)) is second
    assert body_on(provision, "requires", after, date(2025, 4, 30)) == "licence"
    assert body_on(provision, "requires", after, date(2025, 5, 1)) == "prohibition"


def test_a_version_that_ends_by_itself_does_not_go_on() -> None:
    sunset = Version(START, END, known_from=date(2024, 1, 1))
    later = Version(END + 90 * DAY, known_from=date(2025, 9, 1))
    assert truth(law_with(), duty(sunset, later), END + DAY, date(2025, 1, 1)) is FALSE


def test_a_suspension_that_is_not_yet_published_stops_nothing() -> None:
    law = law_with(stop(known_from=date(2025, 2, 20)))
    assert truth(law, duty(Version(START)), date(2025, 3, 15), date(2025, 2, 19)) is TRUE
    assert truth(law, duty(Version(START)), date(2025, 3, 15), date(2025, 2, 20)) is FALSE


# --- suspensions


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 2, 28), TRUE),
        (date(2025, 3, 1), FALSE),
        (date(2025, 3, 31), FALSE),
        (date(2025, 4, 1), TRUE),
    ],
)
def test_a_suspension_that_returns(day: date, expected: Truth) -> None:
    assert truth(law_with(stop()), duty(Version(START)), day) is expected


def test_a_suspension_that_lapses() -> None:
    assert truth(law_with(stop(afterwards="lapses")), duty(Version(START)), date(2025, 4, 1)) is FALSE


def test_after_an_unconfirmed_suspension_both_readings_are_open() -> None:
    law = law_with(stop(afterwards="unconfirmed"))
    provision = duty(Version(START))
    assert force(law, provision, date(2025, 4, 1)) == (UNKNOWN, {"s": ("in-force", "suspended")})
    assert truth(law, provision, date(2025, 4, 1), None, s="suspended") is FALSE
    assert truth(law, provision, date(2025, 4, 1), None, s="in-force") is TRUE
    assert truth(law, provision, date(2025, 3, 15), None, s="in-force") is FALSE, "what is decided stays so"


def test_the_unstated_last_day_of_a_suspension() -> None:
    law = law_with(stop(last_day="unstated"))
    provision = duty(Version(START))
    assert truth(law, provision, date(2025, 3, 30)) is FALSE
    assert force(law, provision, date(2025, 3, 31)) == (UNKNOWN, {"s": ("in-force", "suspended")})
    assert truth(law, provision, date(2025, 4, 1)) is TRUE


def test_a_suspension_without_end() -> None:
    assert truth(law_with(stop(until=None)), duty(Version(START)), date(2999, 1, 1)) is FALSE


def test_of_successive_suspensions_the_one_that_runs_speaks() -> None:
    first = stop(id="s1", afterwards="unconfirmed", last_day="unstated")
    second = stop(id="s2", start=date(2025, 3, 31), until=date(2025, 5, 31), afterwards="returns")
    law, provision = law_with(first, second), duty(Version(START))
    assert truth(law, provision, date(2025, 3, 31)) is FALSE
    assert truth(law, provision, date(2025, 5, 31)) is FALSE
    assert truth(law, provision, date(2025, 6, 1)) is TRUE
    without = law_with(first)
    assert truth(without, provision, date(2025, 6, 1)) is UNKNOWN


def test_a_suspension_does_not_revive_what_has_ended() -> None:
    assert truth(law_with(stop()), duty(Version(START, date(2025, 3, 10))), date(2025, 4, 1)) is FALSE


def test_a_suspended_entry_may_still_count_elsewhere() -> None:
    entry = Entry(
        id="l:1", instrument="x", authority="CN", versions=(Version(START),), code=Path("l", ("1",))
    )
    day = date(2025, 3, 15)
    assert force(law_with(stop()), entry, day) == (UNKNOWN, {"s.entries": ("in-force", "suspended")})
    assert truth(law_with(stop(entries="suspended")), entry, day) is FALSE
    assert truth(law_with(stop()), entry, day, None, **{"s.entries": "in-force"}) is TRUE
    assert truth(law_with(stop()), entry, day, None, **{"s.entries": "suspended"}) is FALSE
    assert truth(law_with(stop()), entry, date(2025, 4, 1)) is TRUE


def test_a_suspension_does_not_change_what_a_term_means() -> None:
    term = Term(id="x.a", instrument="x", authority="CN", versions=(Version(START),), of="item")
    assert truth(law_with(stop()), term, date(2025, 3, 15)) is TRUE


# --- a missing day


def test_without_a_day_force_is_open_unless_it_is_the_same_on_all_days() -> None:
    assert truth(law_with(), duty(Version()), None) is TRUE
    assert truth(law_with(), duty(Version(START)), None) is UNKNOWN
    assert truth(law_with(stop()), duty(Version()), None) is UNKNOWN
    unconfirmed = duty(Version(state="unconfirmed"))
    assert force(law_with(), unconfirmed, None) == (UNKNOWN, {"x.a": ("in-force", "unconfirmed")})
    assert truth(law_with(), duty(Version(START, known_from=END)), None, START) is FALSE


def test_without_a_day_a_when_holds_only_where_all_versions_agree() -> None:
    one, two = Compare("a", "equals", True), Compare("b", "equals", True)
    provision = duty(Version(START, END, body={"when": one}), Version(END + DAY, body={"when": two}))
    when = body_on(provision, "when", None)
    assert isinstance(when, Any)
    assert when.parts[0] == All((one, two))
    assert isinstance(when.parts[1], All) and isinstance(when.parts[1].parts[1], Unsettled)
    same = duty(Version(START, END, body={"when": one}), Version(END + DAY, body={"when": one}))
    assert body_on(same, "when", None) == one


def test_the_condition_of_force_is_that_of_the_version() -> None:
    condition = Compare("a", "equals", True)
    provision = duty(Version(START, END), Version(END + DAY, when=condition))
    assert force_condition(provision, END) == ALWAYS
    assert force_condition(provision, END + DAY) == condition


def test_boundaries_are_the_days_on_which_force_may_change() -> None:
    law = law_with(stop(last_day="unstated"))
    found = boundaries(law, duty(Version(START, END, first_day="unstated")))
    expected = [START, START + DAY, END + DAY, date(2025, 3, 1), date(2025, 3, 31), date(2025, 4, 1)]
    assert found == tuple(sorted(expected))


days = st.dates(date(2025, 1, 1), date(2025, 12, 31))


@given(days, st.one_of(st.none(), days), days, st.one_of(st.none(), days), days, st.booleans(), st.data())
def test_force_changes_only_at_boundaries(
    start: date,
    until: date | None,
    stopped: date,
    resumed: date | None,
    day: date,
    unstated: bool,
    data: st.DataObject,
) -> None:
    afterwards = data.draw(st.sampled_from(["returns", "lapses", "unconfirmed"]))
    last_day = "unstated" if unstated else "stated"
    if resumed is not None and resumed < stopped:
        resumed = stopped
    law = law_with(stop(start=stopped, until=resumed, afterwards=afterwards, last_day=last_day))
    provision = duty(Version(start, until, first_day=last_day))  # type: ignore[arg-type]
    if day not in boundaries(law, provision):
        assert force(law, provision, day) == force(law, provision, day - DAY)


@given(
    days,
    days,
    st.sampled_from(["returns", "lapses", "unconfirmed"]),
    st.sampled_from(["in-force", "suspended"]),
)
def test_an_assumption_decides_and_never_contradicts(
    stopped: date, day: date, afterwards: str, reading: str
) -> None:
    law = law_with(stop(start=stopped, until=stopped + 30 * DAY, afterwards=afterwards, last_day="unstated"))
    provision = duty(Version(START))
    plain, atoms = force(law, provision, day)
    assumed, left = force(law, provision, day, None, dict.fromkeys(atoms, reading))
    assert plain is UNKNOWN or assumed is plain
    assert assumed is not UNKNOWN and not left
