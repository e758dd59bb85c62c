"""The pages show what the commands print, and name what is there: commands, options, folders, settings."""

import os
import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
import typer

from sekisho.cli.main import app
from tests.cli.asking import ask
from tests.cli.test_docs import PAGES as FOLLOWED
from tests.cli.test_docs import follow

ROOT = Path(__file__).parents[2]
MADE = {"_build", "_generated"}
TEXTS = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for path in [
        *(p for p in sorted((ROOT / "docs").rglob("*.md")) if not MADE & set(p.parts)),
        *(ROOT / name for name in ["README.md", "CONTRIBUTING.md", "LAW-CHANGELOG.md", "SECURITY.md"]),
    ]
}
FENCE = re.compile(r"^```(yaml|console|python)\n(.*?)^```", re.MULTILINE | re.DOTALL)
SHOWING = [name for name, text in TEXTS.items() if "```console\n" in text and name not in FOLLOWED]
COMMAND: Any = typer.main.get_command(app)


# --- what is printed


@pytest.mark.parametrize("name", SHOWING)
def test_the_page_shows_what_is_printed(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its files are written, its programs and commands run, in this order, in a folder that holds the
    examples; what it prints on either stream is shown, lines left out only at an ellipsis.
    """
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)  # pytest-xdist sets it; the pages show the width of a pipe
    for kind, body in FENCE.findall(TEXTS[name]):
        first, _, rest = body.partition("\n")
        if kind == "yaml" and re.fullmatch(r"# [\w-]+\.yaml", first):
            Path(first.removeprefix("# ")).write_text(body, "utf-8")
        elif kind == "python":
            exec(compile(body, name, "exec"), {"__name__": "page"})  # the page's program, with its assertions
        elif kind == "console":
            words = shlex.split(first.removeprefix("$ "))
            assert words[0] == "sekisho", first
            asked = ask(*words[1:])
            follow(rest.splitlines(), (asked.stdout + asked.stderr).splitlines(), first)
            assert (asked.returncode == 2) == bool(asked.stderr), first


# --- commands and options


def command_of(words: list[str]) -> tuple[Any, list[str]]:
    """The command that words name, and the words behind it. Raises KeyError for one that is not there."""
    node, rest = COMMAND, list(words)
    while hasattr(node, "commands"):
        while rest and rest[0].startswith("-"):
            rest = rest[2:]
        if not rest or not re.fullmatch(r"[a-z]+", rest[0]):
            break
        node = node.commands[rest.pop(0)]
    return node, rest


def options_of(node: Any) -> set[str]:
    return {name for param in node.params for name in param.opts} | {"--help", "-h"}


def named_commands(text: str) -> list[str]:
    """What a page shows as a command of Sekisho: in code between words, and at the head of an example."""
    inline = re.findall(r"`(?:\.venv/bin/)?sekisho((?: [^`\n]+)?)`", text)
    shown = re.findall(r"^(?:\$ )?(?:\.venv/bin/)?sekisho( .+)$", text, re.MULTILINE)
    return [found.strip() for found in inline + shown]


def faults(text: str) -> list[str]:
    found = []
    for words in named_commands(text):
        if "COMMAND" in words or "|" in words.partition(" -")[0]:
            continue
        try:
            node, _rest = command_of(words.split())
        except KeyError as error:
            found.append(f"sekisho {words}: no command {error}")
            continue
        known = options_of(node) | options_of(COMMAND)
        stated = {word.strip("[]").partition("=")[0] for word in words.split() if re.match(r"\[?-", word)}
        found += [f"sekisho {words}: no option {one}" for one in sorted(stated - known)]
    return found


@pytest.mark.parametrize("name", TEXTS)
def test_every_command_and_option_that_is_named_exists(name: str) -> None:
    every = {one for node in _all(COMMAND) for one in options_of(node)} | {"--no-index", "--find-links"}
    alone = set(re.findall(r"`(--[a-z-]+)[^`]*`", TEXTS[name]))
    foreign = {"--frozen", "--inexact", "--wheel", "--hypothesis-profile"}  # of uv and pytest
    assert not faults(TEXTS[name])
    assert not alone - every - foreign


def _all(node: Any) -> list[Any]:
    return [node, *(inner for one in getattr(node, "commands", {}).values() for inner in _all(one))]


def test_a_command_that_is_not_there_is_found() -> None:
    assert faults("`sekisho decree x.yaml`") and faults("`sekisho determine --no-such x.yaml`")
    assert faults("```console\n$ sekisho law forget\n```") and not faults("`sekisho --law DIR law lint`")


def test_every_command_is_shown_by_a_guide_or_tutorial() -> None:
    named = {
        " ".join(words.split()[:2] if words.startswith("law ") else words.split()[:1])
        for name, text in TEXTS.items()
        if name.startswith(("docs/how-to", "docs/tutorial"))
        for words in named_commands(text)
        if words
    }
    law = COMMAND.commands["law"]
    every = (set(COMMAND.commands) - {"law"}) | {f"law {name}" for name in law.commands}
    assert not every - named


# --- files and settings


@pytest.mark.parametrize("name", TEXTS)
def test_every_folder_and_file_that_is_named_exists(name: str) -> None:
    named = re.findall(r"`((?:law|src|tests|docs|examples)/[\w./*<>-]*)`", TEXTS[name])
    missing = []
    for path in named:
        # A place to fill in, one that a build makes, or the guide's invented announcement.
        if "<" in path or any(word in path for word in [*MADE, "mofcom-5", "cn-5-"]):
            continue
        pattern = path.rstrip("/")
        if not (list(ROOT.glob(pattern)) if "*" in pattern else (ROOT / pattern).exists()):
            missing.append(path)
    assert not missing


@pytest.mark.parametrize("name", TEXTS)
def test_every_link_inside_the_repository_leads_somewhere(name: str) -> None:
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", TEXTS[name])
    inside = [link for link in links if not re.match(r"[a-z]+:", link)]
    assert not [link for link in inside if not ((ROOT / name).parent / link).exists()]


def test_every_variable_of_the_environment_is_documented() -> None:
    page = TEXTS["docs/reference/settings.md"]
    used = set()
    reading = re.compile(r"""environ(?:\.get\(|\[)\s*["'](\w+)|getenv\(\s*["'](\w+)|envvar=["'](\w+)""")
    for path in [*(ROOT / "src").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]:
        found = {name for match in reading.findall(path.read_text("utf-8")) for name in match if name}
        used |= {name for name in found if path.is_relative_to(ROOT / "src") or name.startswith("SEKISHO_")}
    assert {"SEKISHO_LAW", "SEKISHO_LANG"} <= used
    documented = set(re.findall(r"^\| `([A-Z_]+)`", page, re.MULTILINE))
    assert not used - documented
    assert not {name for name in documented if name.startswith("SEKISHO_")} - used


# --- words


def test_the_word_for_a_clean_bill_stands_in_quotation_marks_only() -> None:
    """Nothing is ever said to be cleared (docs/explanation/never-a-clean-bill.md)."""
    bare = [name for name, text in TEXTS.items() if re.search(r'(?<!")\bcleared\b(?!")', text, re.IGNORECASE)]
    assert not bare


def test_every_page_is_reached_from_an_index() -> None:
    """A page that no table of contents names is found by nobody; globbed indexes take all of their folder."""
    for index in (ROOT / "docs").glob("*/index.md"):
        text = index.read_text("utf-8")
        if ":glob:" in text:
            continue
        pages = {page.stem for page in index.parent.glob("*.md")} - {"index"}
        assert pages <= set(text.split()), f"{index.relative_to(ROOT)} leaves out pages"


def test_environment_of_this_test_names_no_law() -> None:
    assert "SEKISHO_LAW" not in os.environ, "unset SEKISHO_LAW: the pages show the law of this checkout"
