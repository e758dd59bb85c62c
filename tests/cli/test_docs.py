"""Tutorial and guide show what the commands really print: each is followed in an empty folder."""

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.asking import ask

ROOT = Path(__file__).parents[2]
PAGES = ["docs/tutorial/first-answer.md", "docs/how-to/answer-questions-in-an-interview.md"]
ELIDED = "…"
TYPED = re.compile(r"^(> |Paper or page that shows it \(Enter for none\): )(.*)$")


def fences(page: str) -> list[tuple[str, str]]:
    return re.findall(r"^```(yaml|console)\n(.*?)^```", page, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", PAGES)
def test_the_page_shows_what_is_printed(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)  # pytest-xdist sets it; the pages show the width of a pipe
    steps = 0
    for kind, body in fences((ROOT / name).read_text("utf-8")):
        first, _, rest = body.partition("\n")
        if kind == "yaml":
            Path(first.removeprefix("# ")).write_text(body, "utf-8")
            continue
        command = shlex.split(first.removeprefix("$ "))
        shown = rest.splitlines()
        typed = [match[2] for line in shown if (match := TYPED.match(line))]
        printed = run(command, typed)
        follow(shown, printed.splitlines(), first)
        steps += 1
    assert steps >= 1


def run(command: list[str], typed: list[str]) -> str:
    if command[0] == "cat":
        return Path(command[1]).read_text("utf-8")
    assert command[0] == "sekisho"
    asked = ask(*command[1:], stdin="".join(f"{line}\n" for line in typed))
    assert asked.returncode == 0, asked.stderr
    return asked.stdout


def follow(shown: list[str], printed: list[str], command: str) -> None:
    """Each shown line is printed, in this order; lines may be left out only where the page says so."""
    at, free = 0, False
    for line in shown:
        if line == ELIDED:
            free = True
            continue
        pattern = pattern_of(line)
        while at < len(printed) and not pattern.fullmatch(printed[at]):
            assert free or not printed[at].strip(), (
                f"{command}: prints {printed[at]!r} where {line!r} is shown"
            )
            at += 1
        assert at < len(printed), f"{command}: does not print {line!r}"
        at, free = at + 1, False


def pattern_of(line: str) -> re.Pattern[str]:
    typed = TYPED.match(line)
    if typed:
        return re.compile(re.escape(typed[1].rstrip()) + " ?")
    return re.compile(".*".join(map(re.escape, line.split(ELIDED))))


def test_a_page_that_shows_something_else_is_found_out() -> None:
    follow(["a", ELIDED, "c…"], ["a", "b", "cd"], "x")
    with pytest.raises(AssertionError, match="does not print"):
        follow(["a", ELIDED, "e"], ["a", "b", "c"], "x")
    with pytest.raises(AssertionError, match="prints 'b'"):
        follow(["a", "c"], ["a", "b", "c"], "x")
