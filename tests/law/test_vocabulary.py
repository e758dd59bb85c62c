"""The vocabulary types law and facts alike, and names every fault in its files."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path as File
from typing import Any

import pytest

from sekisho.law.problems import Collector, LawError
from sekisho.law.vocabulary import Vocabulary, VocabularyError, read_vocabulary
from sekisho.law.yaml_text import parse, read
from sekisho.logic.paths import parse_hs, parse_kind, parse_place
from sekisho.logic.values import CANNOT, Interval, SetValue

TEXT = """
attributes:
  - {id: wavelength, of: item, type: quantity, unit: nm, near: [purity]}
  - {id: purity, of: item, type: quantity, unit: "%"}
  - {id: lenses, of: item, type: quantity, unit: count}
  - {id: military, of: transaction, type: bool, question: {en: Is it?}}
  - {id: form, of: item, type: choice, values: [alloy, {id: oxide, en: an oxide}]}
  - {id: elements, of: item, type: set, scheme: element}
  - {id: kind, of: item, type: path, scheme: kind}
  - {id: hs, of: item, type: path, scheme: hs}
  - {id: country, of: party, type: path, scheme: place}
  - {id: made_on, of: item, type: date}
  - {id: value, of: item, type: money}
  - {id: name, of: party, type: text}
kinds:
  - {id: material, ask: [purity]}
  - {id: wafer}
  - {id: material.gallium, also: [wafer]}
declarations:
  - {id: clean, answers: [military], closes: [notices], days: 365}
entries: [{code: passed over}]
"""


def _read(text: str) -> Vocabulary:
    return read_vocabulary([("v.yaml", parse(text))])


VOCABULARY = _read(TEXT)


@pytest.mark.parametrize(
    ("attribute", "given", "value"),
    [
        ("wavelength", "0.193 um", Interval.point(193)),
        ("lenses", "4", Interval.point(4)),
        ("military", "no", False),
        ("form", "oxide", "oxide"),
        ("elements", "Dy", SetValue(frozenset({"Dy"}))),
        ("elements", ["Dy", "No"], SetValue(frozenset({"Dy", "No"}))),
        ("elements", {"only": ["Dy"]}, SetValue(frozenset({"Dy"}), complete=True)),
        ("elements", {"only": []}, SetValue(frozenset(), complete=True)),
        ("elements", {"some": ["Dy"]}, SetValue(frozenset({"Dy"}))),
        ("kind", "material.gallium", parse_kind("material.gallium")),
        ("kind", ["wafer", "material"], (parse_kind("wafer"), parse_kind("material"))),
        ("hs", "8542", parse_hs("8542")),
        ("hs", {"CN": ["8505111000"], "JP": "850511"}, (parse_hs("8505111000", "CN"), parse_hs("850511"))),
        ("country", "NO", parse_place("NO")),
        ("made_on", "2025-06-01", date(2025, 6, 1)),
        ("name", "3E001", "3E001"),
        ("purity", "cannot-be-found-out", CANNOT),
    ],
)
def test_values(attribute: str, given: object, value: object) -> None:
    assert VOCABULARY.read_value(attribute, given) == value


def test_a_national_code_of_the_law_takes_its_country() -> None:
    assert VOCABULARY.read_value("hs", "8505111000", "CN") == parse_hs("8505111000", "CN")


@pytest.mark.parametrize(
    ("attribute", "given", "says"),
    [
        ("wavelenght", "193 nm", "near: wavelength"),
        ("wavelength", "193", "no unit"),
        ("wavelength", ["193 nm"], "takes one value"),
        ("wavelength", None, "not nothing"),
        ("military", "perhaps", "true or false"),
        ("form", "oxid", "near: oxide"),
        ("elements", ["Dyy"], "near: Dy"),
        ("elements", {"all": ["Dy"]}, "only"),
        ("elements", [["Dy"]], "list of words"),
        ("kind", "material.galium", "near: material.gallium"),
        ("hs", "8505111000", "which country"),
        ("country", "Japan", "two capital letters"),
        ("country", {"a": "b"}, "not a mapping"),
        ("made_on", "2025-02-30", "not a day"),
        ("made_on", "20250601", "write it like"),
    ],
)
def test_values_that_are_none(attribute: str, given: object, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        VOCABULARY.read_value(attribute, given)


def test_lookups() -> None:
    assert [a.id for a in VOCABULARY.attributes_of("party")] == ["country", "name"]
    assert VOCABULARY.attribute("purity").order == 1
    assert VOCABULARY.attribute("form").values[1].label == {"en": "an oxide"}
    assert VOCABULARY.get("nothing") is None
    assert VOCABULARY.declaration("clean").days == 365
    assert VOCABULARY.graph.ancestors("material.gallium") == ("material", "wafer", "material.gallium")
    for look in (VOCABULARY.kind, VOCABULARY.declaration, VOCABULARY.attribute):
        with pytest.raises(VocabularyError):
            look("waffer")


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("attributes:\n  - {id: a, of: thing, type: bool}", 2, "of: thing"),
        ("attributes:\n  - {id: a, of: item, type: boolean}", 2, "type: boolean"),
        ("attributes:\n  - {id: a, of: item, type: quantity, unit: furlongz}", 2, "furlongz"),
        ("attributes:\n  - {id: a, of: item, type: path, scheme: tree}", 2, "scheme"),
        ("attributes:\n  - {id: a, of: item, type: choice}", 2, "without values"),
        ("attributes:\n  - {id: a, of: item, type: bool, questoin: {}}", 2, "question"),
        ("attributes:\n  - {of: item}", 2, "with an id"),
        (
            "attributes:\n  - {id: a, of: item, type: bool}\n  - {id: a, of: item, type: bool}",
            3,
            r"first at v\.yaml:2",
        ),
        ("attributes: {a: b}", 0, "list of mappings"),
        ("kinds:\n  - {id: a.b}", 2, "stands under a, which is not declared"),
        ("kinds:\n  - {id: a, also: [b]}\n  - {id: b, also: [a]}", 0, "circle"),
        ("kinds:\n  - {id: a, ask: [b]}", 2, "asks for b"),
        ("declarations:\n  - {id: a, answers: [b]}", 2, "answers b"),
        ("declarations:\n  - {id: a, days: year}", 2, "days: year"),
    ],
)
def test_faults_of_the_files(text: str, line: int, says: str) -> None:
    with pytest.raises(LawError, match=says) as error:
        _read(text)
    assert error.value.problems[0].line == line
    assert error.value.problems[0].file in {"v.yaml", "law/vocabulary"}


def test_reading_goes_on_after_a_fault() -> None:
    problems = Collector()
    text = "attributes:\n  - {id: a, of: x, type: bool}\n  - {id: b, of: item, type: bool}\n  - 3\n"
    vocabulary = read_vocabulary([("v.yaml", parse(text))], problems)
    assert list(vocabulary.attributes) == ["b"]
    assert [problem.line for problem in problems.found] == [2, 0]


def test_the_vocabulary_of_the_law_has_no_fault() -> None:
    folder = File(__file__).parents[2] / "law" / "vocabulary"
    documents: list[tuple[str, Mapping[str, Any]]] = [
        (f.name, read(f)) for f in sorted(folder.glob("*.yaml"))
    ]
    problems = Collector()
    read_vocabulary(documents, problems)
    assert [str(problem) for problem in problems.found] == []
