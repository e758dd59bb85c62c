"""The published schema of answers: real answers fit it, wrong ones do not, and the page beside it names every
key.
"""

import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from sekisho.facts import read_case
from tests.lawcases import the_cases, the_engine, the_law, transaction

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").rglob("*.yaml"))
STRIDE = 101
"""Every so manieth case of the law is answered in full; all of them would take minutes."""


def schema() -> dict[str, Any]:
    text = files("sekisho.determine").joinpath("determination.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


@lru_cache(maxsize=1)
def validator() -> Any:
    return jsonschema_rs.validator_for(schema())


def faults(answer: Any) -> list[str]:
    """What does not fit, of an answer as a program reads it."""
    read = json.loads(json.dumps(answer))
    return [f"{'/'.join(map(str, e.instance_path))}: {e.message}" for e in validator().iter_errors(read)][:5]


@lru_cache(maxsize=1)
def an_answer() -> dict[str, Any]:
    case = next(case for case in the_cases() if case.id.startswith("cn-ga"))
    return the_engine().determine(transaction(case)).to_dict()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_answers_of_the_examples_fit(path: Path) -> None:
    assert not faults(the_engine().determine(read_case(path, the_law())).to_dict())


@pytest.mark.parametrize("case", the_cases()[::STRIDE], ids=lambda case: case.id)
def test_answers_of_cases_of_the_law_fit(case: Any) -> None:
    assert not faults(the_engine().determine(transaction(case)).to_dict(questions=False))


def test_an_answer_without_questions_and_traces_fits() -> None:
    case = next(case for case in the_cases() if case.id.startswith("jp"))
    assert not faults(the_engine().determine(transaction(case)).to_dict(questions=False, traces=False))


def _first_duty(answer: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = answer["authorities"]["CN"]["items"][0]["duties"][0]
    return found


BREAKS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "another schema": lambda a: a.update(schema="sekisho/determination/2"),
    "an outcome that is none": lambda a: a["authorities"]["CN"].update(at_most="permitted"),
    "an outcome left out": lambda a: a["authorities"]["CN"].pop("at_least"),
    "a day in another form": lambda a: a.update(on="21/11/2026"),
    "a layer too many": lambda a: a["authorities"]["CN"]["layers"].update(tariff={}),
    "a key that nobody describes": lambda a: _first_duty(a).update(comment="x"),
    "a duty without its citation": lambda a: _first_duty(a).pop("cite"),
    "a truth that is a boolean": lambda a: _first_duty(a).update(truth=True),
    "a step without words": lambda a: _first_duty(a)["why"][0].pop("text"),
    "a language that is not there": lambda a: _first_duty(a)["title"].update(fr="x"),
    "a question without its addressee": lambda a: a["questions"][0].pop("who"),
}


@pytest.mark.parametrize("what", BREAKS)
def test_what_is_no_answer_does_not_fit(what: str) -> None:
    answer = deepcopy(an_answer())
    assert answer["questions"], "the answer has to have a question for this test"
    BREAKS[what](answer)
    assert faults(answer)


def _objects(node: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, dict):
        if "properties" in node and isinstance(node["properties"], dict):
            yield path, node
        for key, inner in node.items():
            yield from _objects(inner, f"{path}/{key}")
    elif isinstance(node, list):
        for number, inner in enumerate(node):
            yield from _objects(inner, f"{path}/{number}")


def test_every_key_of_the_schema_says_what_it_means() -> None:
    known = schema()
    silent = [
        f"{path}: {key}"
        for path, node in _objects(known)
        for key, inner in node["properties"].items()
        if "description" not in inner
        and "description" not in known["$defs"].get(str(inner.get("$ref", "")).rpartition("/")[2], {})
        and not path.endswith("/words")
    ]
    assert not silent
    open_ones = [path for path, node in _objects(known) if node.get("additionalProperties") is not False]
    assert not open_ones, "an object that takes any key hides a key that is misspelt"


def test_the_page_names_every_key() -> None:
    page = (ROOT / "docs/reference/determination.md").read_text("utf-8")
    named = set(re.findall(r"`([a-z_-]+)`", page))
    missing = {
        key for path, node in _objects(schema()) if not path.endswith("/words") for key in node["properties"]
    } - named
    assert not missing
