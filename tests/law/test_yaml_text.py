import pytest

from sekisho.law.problems import Fault
from sekisho.law.yaml_text import Mapped, parse, read


def test_every_scalar_is_text() -> None:
    assert parse("a: NO\nb: 3E001\nc: 0101\nd: 2025-01-01\ne: true\nf: 1.50\ng: ~") == {
        "a": "NO",
        "b": "3E001",
        "c": "0101",
        "d": "2025-01-01",
        "e": "true",
        "f": "1.50",
        "g": "~",
    }


def test_an_empty_value_is_none_and_an_empty_text_is_text() -> None:
    assert parse("a:\nb: ''\nc: {}\nd: []") == {"a": None, "b": "", "c": {}, "d": []}


def test_lines_are_known() -> None:
    content = parse("a: 1\nb:\n  - {c: 2}\n  - d: 3\n    e: 4\n")
    assert isinstance(content, Mapped)
    assert content.line_of("b") == 2
    assert content["b"].lines == [3, 4]
    assert content["b"][1].line_of("e") == 5
    assert content.line_of("nowhere") == 1


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a: 1\nb: 2\na: 3", 3, "stands twice"),
        ("when: {not: {a: 1}, not: {b: 2}}", 1, "'not' stands twice"),
        ("a: 1\nb: !!int 3", 2, "tag"),
        ("a: &x {b: 1}\nc: {<<: *x}", 2, "merge keys"),
        ("a: [1\nb: 2", 2, "not valid YAML"),
        ("a: 1\n---\nb: 2", 2, "another document"),
        ("? [1]\n: 2", 1, "plain text"),
    ],
)
def test_what_is_refused(text: str, line: int, says: str) -> None:
    with pytest.raises(Fault) as caught:
        parse(text)
    assert caught.value.line == line
    assert says in str(caught.value)


def test_a_file_that_is_not_utf8(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "a.yaml"
    path.write_bytes("a: é".encode("latin-1"))
    with pytest.raises(Fault, match="UTF-8"):
        read(path)
