"""The ownership scenario of issue 5: a chain, two minorities, an unknown share, under the American affiliates rule on four days."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from sekisho.determine.casework import provision_truth
from sekisho.facts import read_case
from sekisho.logic.objects import Case, Obj
from sekisho.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from sekisho.screening.ownership import BisAffiliates, OwnershipAnswer, as_data, ownership_of, walk
from tests.lawcases import the_engine, the_law

EXAMPLE = Path(__file__).parents[2] / "examples" / "owned-by-listed-parties.yaml"
DAYS = {"2025-09-28": FALSE, "2025-10-15": TRUE, "2025-12-01": FALSE, "2026-11-21": UNKNOWN}
"""Not yet there, in force, stayed, back by its own text and unconfirmed."""


def ends(answer: OwnershipAnswer) -> tuple[int, int]:
    """What listed owners hold at least and at most, in whole per cent."""
    return int(answer.low), int(answer.high)


def the_case(day: str) -> Case:
    return read_case(EXAMPLE, the_law(), on=day)


def party_of(case: Case, id: str) -> Obj:
    return next(obj for obj in case.root.lists["parties"].objects if obj.id == id)


def the_answer(day: str, id: str) -> OwnershipAnswer:
    case = the_case(day)
    graph, party = ownership_of(case, party_of(case, id), the_law())
    return BisAffiliates(the_law()).answer(graph, party, case.on)


@pytest.mark.parametrize("day", DAYS)
def test_force_on_the_four_days(day: str) -> None:
    answer = the_answer(day, "chain")
    assert answer.force is DAYS[day]
    assert answer.day == date.fromisoformat(day)


@pytest.mark.parametrize(("day", "truth"), DAYS.items())
def test_half_of_a_half_counts_whole(day: str, truth: Truth) -> None:
    answer = the_answer(day, "chain")
    assert answer.holds is TRUE, "the share of the holding counts whole: 50 %, not 25 %"
    assert answer.truth is truth
    assert ends(answer) == (50, 50)
    assert [str(path) for path in answer.paths] == [
        "Inspur Group Co., Ltd. (50 %) > Example Holding (Hong Kong) Ltd. (50 %)"
    ]
    (owner,) = answer.counted
    assert owner.through and ("us.entity-list", TRUE) in owner.lists


@pytest.mark.parametrize(("day", "truth"), DAYS.items())
def test_minorities_add_up(day: str, truth: Truth) -> None:
    answer = the_answer(day, "minorities")
    assert answer.truth is truth
    assert ends(answer) == (55, 55)
    assert [(owner.name, str(owner.share)) for owner in answer.counted] == [
        ("Inspur Group Co., Ltd.", "30 %"),
        ("Yangtze Memory Technologies Co., Ltd.", "25 %"),
    ]
    assert not answer.red_flags, "over the limit together, they are no minority ties"


@pytest.mark.parametrize(("day", "truth"), DAYS.items())
def test_an_unknown_share_is_never_no(day: str, truth: Truth) -> None:
    answer = the_answer(day, "silent")
    assert answer.holds is UNKNOWN
    assert answer.truth is min(truth, UNKNOWN)
    assert ends(answer) == (0, 100)
    assert any("Red flag 29" in flag for flag in answer.red_flags)
    if truth is FALSE:
        assert answer.question is None, "nothing need be asked while the rule is not in force"
    else:
        assert answer.question is not None and answer.question.settles
        assert [(fact.kind, fact.about) for fact in answer.question.facts] == [
            ("share", 'parties["silent"].owners["unstated"]')
        ]


@pytest.mark.parametrize("day", DAYS)
def test_the_determination_says_the_same(day: str) -> None:
    case = the_case(day)
    whole = provision_truth(
        the_engine().determine(case, authorities=["US"]), "us-2025-bis-affiliates.entity-list"
    )
    assert max(the_answer(day, id).truth for id in ("chain", "minorities", "silent")) is whole


def test_the_words_tell_the_way() -> None:
    answer = the_answer("2025-10-15", "minorities")
    assert answer.why[:4] == (
        "On 2025-10-15 the affiliates rule is in force.",
        "Inspur Group Co., Ltd. holds 30 % and counts: on us.entity-list.",
        "Yangtze Memory Technologies Co., Ltd. holds 25 % and counts: on us.entity-list.",
        "Together 55 % against 50 % or more.",
    )
    assert dict(answer.inherited)["us.entity-list.fn4"] is TRUE, "the footnote of one owner is enough"


def test_the_answer_as_data() -> None:
    data = as_data(the_answer("2026-11-21", "silent"))
    assert json.loads(json.dumps(data)) == data
    assert (data["truth"], data["holds"], data["force"]) == ("unknown", "unknown", "unknown")
    assert data["sum"] == {"low": "0", "high": "100"}
    assert data["question"]["facts"][0]["ask"].startswith(
        "Which share does Inspur Group Co., Ltd. hold of Example Research"
    )
    assert data["owners"][0]["lists"]["us.entity-list"] == "true"


def test_a_listed_party_at_the_third_level_is_walked_to() -> None:
    case = the_case("2025-10-15")
    met = [
        (one.depth, one.name, one.country, [str(s) for s in one.shares])
        for one in walk(party_of(case, "chain"))
    ]
    assert met == [
        (0, "Example Trading (Suzhou) Co., Ltd.", "CN", []),
        (1, "Example Holding (Hong Kong) Ltd.", "HK", ["50 %"]),
        (2, "Inspur Group Co., Ltd.", "CN", ["50 %", "50 %"]),
        (2, "Example Fund Ltd.", "CN", ["50 %", "50 %"]),
        (1, "Example Founders Ltd.", "CN", ["50 %"]),
    ]
