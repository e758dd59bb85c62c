"""Determining through the service: the same answer as the engine's, options in words, faults with their place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from sekisho.determine import Engine
from sekisho.facts import BadInput, read_case
from sekisho.facts.load import load
from sekisho.law import load_law
from sekisho.law.compiled import Law
from sekisho.service.determining import (
    BadOption,
    Options,
    ask_questions,
    determine,
    determine_many,
    faults,
    make_options,
    read_text,
)
from sekisho.service.pointers import pointer

EXAMPLES = Path(__file__).parents[2] / "examples"
HOLMIUM = EXAMPLES / "holmium-korea-2026-11-11.yaml"
GALLIUM = EXAMPLES / "gallium-united-states-2026-11-28.yaml"


@frozen
class Desk:
    """What determining needs of an office."""

    law: Law
    engine: Engine


@pytest.fixture(scope="module")
def office() -> Any:
    law = load_law()
    return Desk(law, Engine(law))


def test_the_answer_is_that_of_the_engine(office: Any) -> None:
    expected = office.engine.determine(read_case(HOLMIUM, office.law)).to_dict()
    assert determine(office, load(HOLMIUM)) == expected


def test_text_of_a_file_gives_the_answer_of_the_file(office: Any) -> None:
    bare = Options(questions=False, traces=False)
    tree = read_text(HOLMIUM.read_text("utf-8"), "sent", False)
    assert determine(office, tree, bare) == determine(office, load(HOLMIUM), bare)


def test_options_come_through(office: Any) -> None:
    options = make_options(
        office.law,
        on="2026-11-30",
        known="2026-11-01",
        authorities=("cn,jp",),
        assume=("cn-2025-mofcom-gacc-70.suspension=in-force",),
        questions=False,
        traces=False,
    )
    found = determine(office, load(GALLIUM), options)
    assert (found["on"], found["known"]) == ("2026-11-30", "2026-11-01")
    assert list(found["authorities"]) == ["CN", "JP"]
    assert found["assumed"] == {"cn-2025-mofcom-gacc-70.suspension": "in-force"}
    assert found["questions"] == []
    assert all("why" not in duty for duty in found["authorities"]["CN"]["items"][0]["duties"])


@pytest.mark.parametrize(
    ("option", "given"),
    [
        ("on", {"on": "21.11.2026"}),
        ("on", {"on": "20261121"}),
        ("known", {"known": "2026-02-30"}),
        ("authority", {"authorities": ("XX",)}),
        ("authority", {"authorities": (" , ",)}),
        ("assume", {"assume": ("cn-2025-mofcom-gacc-70.suspension",)}),
        ("assume", {"assume": ("cn-2025-mofcom-gacc-70.suspension=perhaps",)}),
        ("assume", {"assume": ("nothing-of-that-name=in-force",)}),
        ("claim", {"claim": "all"}),
    ],
)
def test_an_option_that_is_none_is_named_with_what_to_write(
    office: Any, option: str, given: Mapping[str, Any]
) -> None:
    with pytest.raises(BadOption) as caught:
        make_options(office.law, **given)
    assert caught.value.option == option
    assert caught.value.message
    assert caught.value.mend


def test_of_many_the_faulty_one_tells_its_faults_in_its_place(office: Any) -> None:
    bare = Options(questions=False, traces=False)
    good, bad = load(GALLIUM), {"on": "2026-11-28", "items": [{"id": "1", "facts": {"purity": "99"}}]}
    told: list[tuple[int, int]] = []
    found = list(determine_many(office, [good, bad, good], bare, lambda done, of: told.append((done, of))))
    assert found[0] == found[2] == determine(office, good, bare)
    assert isinstance(found[1], BadInput)
    (fault,) = faults(found[1], bad)
    assert fault["pointer"] == "#/items/0/facts/purity"
    assert "unit" in fault["message"]
    assert found[1].problems[0].file == "transaction 2"
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_questions_alone_are_those_of_the_whole_answer(office: Any) -> None:
    options = make_options(office.law, authorities=("US",))
    found, whole = (ask(office, load(HOLMIUM), options) for ask in (ask_questions, determine))
    assert found["questions"] == whole["questions"] != []
    assert found["law"] == whole["law"]
    assert found["known"] == whole["known"]
    america = {key: whole["authorities"]["US"][key] for key in ("at_least", "at_most", "decided")}
    assert found["authorities"] == {"US": america}


def test_lines_of_text_stand_with_its_faults(office: Any) -> None:
    tree = read_text('{\n "on": "2026-11-28",\n "acts": "export"\n}', "sent", True)
    with pytest.raises(BadInput) as caught:
        determine(office, tree)
    (fault,) = faults(caught.value, tree)
    assert (fault["line"], fault["pointer"], fault["path"]) == (3, "#/acts", "acts")
    assert "act" in fault["mend"]


TREE = {
    "items": [
        {"id": "a/b", "classification": {"us.ccl": {"codes": []}}, "facts": {"purity": "1"}},
        {"content": [{"id": "c~1"}, {}]},
    ],
    "assertions": [{"person": "x"}],
    "名": {"x y": 1},
}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("", "#"),
        ('items["a/b"].facts.purity', "#/items/0/facts/purity"),
        ('items["a/b"].classification.us.ccl.codes', "#/items/0/classification/us.ccl/codes"),
        ('items["2"].content["c~1"]', "#/items/1/content/0"),
        ('items["2"].content["2"].facts', "#/items/1/content/1/facts"),
        ('items["9"].facts', "#/items/9/facts"),
        ('assertions["1"].person', "#/assertions/0/person"),
        ("route.from", "#/route/from"),
        ("名.x y", "#/%E5%90%8D/x%20y"),
    ],
)
def test_a_path_of_the_house_as_a_pointer(path: str, expected: str) -> None:
    assert pointer(TREE, path) == expected


def test_a_day_may_be_a_day(office: Any) -> None:
    assert make_options(office.law, on=date(2026, 11, 21)).on == date(2026, 11, 21)
