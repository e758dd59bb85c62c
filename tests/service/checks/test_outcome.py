"""The answer in short says what the whole answer says: the same board, with each provision told once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from sekisho.determine.brief import completed, outcome
from sekisho.facts import read_case
from sekisho.service.board import board_of
from sekisho.service.cards import key_of
from sekisho.service.office import Office
from sekisho.service.worked import work
from sekisho.store import Database
from tests.determine.test_open_facts import BOOKING
from tests.determine.test_scenarios import determined
from tests.lawcases import the_engine, the_law
from tests.service.offices import office_over

TEXT = "id: B\non: 2026-11-20\nact: export\nroute: {from: CN, to: US}\nparties: []\nitems: [{id: '1', description: metal parts}]\n"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    data = tmp_path_factory.mktemp("outcome")
    database = Database.open(f"sqlite:///{data / 'sekisho.db'}")
    yield office_over(database, data)
    database.close()


@pytest.mark.parametrize(
    "name", ["booking", "jp-small-value-spare-part-wuxi", "eight-authorities", "owned-by-listed-parties"]
)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_board_is_that_of_the_whole_answer(name: str, lang: str) -> None:
    law = the_law()

    def made() -> Any:
        return the_engine().determine(read_case(BOOKING, law)) if name == "booking" else determined(name)

    short, whole = made(), made().to_dict(questions=False, traces=False)
    told = completed(outcome(short), short)
    assert board_of(told, {}, law, lang) == board_of(whole, {}, law, lang)
    assert told["left_out"] == ["questions", "why", "classified", "alike"]
    count = sum(len(item["duties"]) for lane in told["authorities"].values() for item in lane["items"])
    every = sum(len(item["duties"]) for lane in whole["authorities"].values() for item in lane["items"])
    assert count <= every and (name != "booking" or count * 8 < every)


def test_the_outcome_stands_before_the_rest(office: Office) -> None:
    done = work(office, TEXT)
    first = done.outcome()
    assert not done.is_whole
    assert {"gaps", "branches", "changes_ahead", "questions", "ways"} <= set(first["left_out"])
    steps: list[tuple[int, int]] = []
    last = done.answer(told=lambda number, all: steps.append((number, all)))
    assert done.is_whole and steps == [(1, 3), (2, 3)]
    for code, lane in first["authorities"].items():
        assert (lane["at_least"], lane["at_most"]) == (
            last["authorities"][code]["at_least"], last["authorities"][code]["at_most"]
        )  # fmt: skip


def test_a_question_is_found_before_the_answers_are_tried(office: Office) -> None:
    done = work(office, TEXT.replace("id: B", "id: B2"))
    key = 'items["1"].kind|fact|kind|'
    found = done.question(key)
    assert found is not None and found["type"] == "path" and not done.is_whole
    assert done.question("nothing|fact|nothing|") is None
    later = next(question for question in done.answer()["questions"] if key_of(question) == key)
    assert {**later, "if": {}} == found
    assert done.question(key) == later
