"""Malformed transactions of every kind: each gets one message with its path and line."""

import json
from pathlib import Path as File

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sekisho.facts import BadInput, read_case
from sekisho.facts.load import load, load_text
from sekisho.law.compiled import Law
from tests.facts.malformed import GOOD, TEXTS


@pytest.mark.parametrize("name", TEXTS)
def test_message_with_path_and_line(name: str, law: Law, tmp_path: File) -> None:
    text, line, path, words = TEXTS[name]
    file = tmp_path / "t.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(BadInput) as error:
        read_case(file, law)
    found = [problem for problem in error.value.problems if problem.path == path]
    assert found, [str(problem) for problem in error.value.problems]
    assert found[0].line == line
    assert any(words in str(problem) for problem in found)
    assert str(found[0]).startswith(f"{file}:{line}:")
    assert len(error.value.problems) == 1, [str(problem) for problem in error.value.problems]


def test_the_good_one_is_good(law: Law, tmp_path: File) -> None:
    file = tmp_path / "t.yaml"
    file.write_text(GOOD, "utf-8")
    assert read_case(file, law).root.facts["act"] == "export"


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"on: 2025-06-01\nact: \xff\xfe\n", 2, "not text in UTF-8"),
        (b"\x7fELF\x02\x01\x01\x00\x00", 1, "control character"),
        (b"\x89PNG\r\n\x1a\n\x00", 1, "UTF-8"),
        ("on: 2025-06-01".encode("utf-16"), 1, "UTF-8"),
        (b"PK\x03\x04\x14", 1, "control character"),
    ],
)
def test_binary_garbage(data: bytes, line: int, words: str, law: Law, tmp_path: File) -> None:
    file = tmp_path / "t.yaml"
    file.write_bytes(data)
    with pytest.raises(BadInput, match=words) as error:
        read_case(file, law)
    assert error.value.problems[0].line == line


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "empty"),
        ("[]", 1, "this file is a list"),
        ('{"on": "2025-06-01",\n "on": "x"}', 2, "'on' stands twice (first on line 1)"),
        ('{"on": "2025-06-01",\n}', 2, "comma"),
        ('{"on": "2025-06-01"\n "act": "x"}', 2, "comma"),
        ('{"on": NaN}', 1, "begins no value"),
        ('{\n"on": "\\ud800"}', 2, "half of a character"),
        ('{\n"\\udfff": "a"}', 2, "half of a character"),
        ('{"on": 01}', 1, "no value"),
        ('{"on": "2025-06-01"}\n{}', 2, "follows the end"),
        ('{"on": "2025-06-01', 1, "not valid JSON"),
        ('{"on": "2025-06-01",\n\n "act": "exprot"}', 3, "near: export"),
        ("[" * 100000, 1, "too deeply"),
    ],
)
def test_malformed_json(text: str, line: int, words: str, law: Law, tmp_path: File) -> None:
    file = tmp_path / "t.json"
    file.write_text(text, "utf-8")
    with pytest.raises(BadInput) as error:
        read_case(file, law)
    assert error.value.problems[0].line == line
    assert words in str(error.value)


def test_deep_nesting_and_floods_of_aliases_are_refused() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(30))
    for text in ("[" * 5000, "{a: " * 5000, "- " * 3000 + "x", bomb):
        with pytest.raises(BadInput):
            load_text(text, "t.yaml")


def test_one_run_names_every_fault(law: Law, tmp_path: File) -> None:
    file = tmp_path / "t.yaml"
    file.write_text(
        GOOD.replace("99.9 %", "99.9").replace("12000 USD", "12000").replace("to: JP", "to: XX")
        + "claims: [nope]\n"
    )
    with pytest.raises(BadInput) as error:
        read_case(file, law)
    assert [problem.line for problem in error.value.problems] == [3, 9, 11, 12]
    assert isinstance(error.value, ValueError)
    assert len(str(error.value).splitlines()) == 4


_words = st.sampled_from(["8 um", "12 USD", "JP", "2025-06-01", "wafer", "cannot-be-found-out"])
_leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=8),
    _words,
)
_trees = st.recursive(
    _leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
_KEYS = [
    "id",
    "on",
    "known",
    "dates",
    "act",
    "route",
    "complete",
    "facts",
    "parties",
    "end_use",
    "declarations",
    "notices",
    "red_flags",
    "contract",
    "rates",
    "licences",
    "claims",
    "items",
    "assertions",
]
_PARTS = {
    "items": [
        "kind",
        "hs",
        "value",
        "quantity",
        "classification",
        "facts",
        "content",
        "made_with",
        "complete",
        "id",
        "role",
    ],
    "parties": ["role", "name", "country", "share", "owners", "screened", "facts", "complete"],
    "licences": ["kind", "valid", "revoked", "covers"],
    "assertions": ["fact", "person", "provision", "for", "answer", "on"],
    "contract": ["items", "facts", "complete"],
    "route": ["from", "via", "final"],
}


@st.composite
def _transactions(draw: st.DrawFn) -> dict[str, object]:
    found: dict[str, object] = {}
    for key in draw(st.lists(st.sampled_from(_KEYS), unique=True)):
        if key in _PARTS and draw(st.integers(0, 3)):
            part = draw(st.dictionaries(st.sampled_from(_PARTS[key]), _trees, max_size=4))
            found[key] = part if key in {"contract", "route"} else [part]
        else:
            found[key] = draw(_trees)
    return found


@given(_transactions())
def test_any_tree_is_read_or_refused_with_a_place(law: Law, tree: dict[str, object]) -> None:
    for source in (tree, load_text(json.dumps(tree), "t.json", is_json=True)):
        try:
            read_case(source, law, name="t")
        except BadInput as error:
            assert error.problems
            assert all(problem.message for problem in error.problems)


def test_a_mapping_of_a_program_nested_too_deeply_is_bad_input() -> None:
    nested: object = "end"
    for _ in range(100_000):
        nested = {"a": nested}
    with pytest.raises(BadInput, match="nested too deeply"):
        load({"on": nested})
