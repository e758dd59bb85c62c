"""The commands: help in time, the reference in step with them, messages and exit statuses."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from sekisho import __version__
from sekisho.cli.reference import renewed
from tests.cli.asking import ask

ROOT = Path(__file__).parents[2]
HELP_BUDGET = 0.3
LAW = ["list", "show", "diff", "timeline", "compare", "lint", "test"]


def sekisho(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    command = [sys.executable, "-m", "sekisho.cli.main", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)


def test_help_comes_at_once() -> None:
    """The budget of the design, in time of the processor: other processes may be working beside the tests."""
    taken = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert sekisho("--help").returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(taken) < HELP_BUDGET, f"sekisho --help takes {min(taken):.2f} s; import inside the commands"


def test_help_imports_nothing_heavy() -> None:
    program = "\n".join(
        [
            "import sys; sys.argv = ['sekisho', '--help']",
            "from sekisho.cli.main import main",
            "try: main()",
            "except SystemExit: print('MODULES', *sorted(sys.modules))",
        ]
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    modules = set(ran.stdout.split("MODULES", 1)[1].split())
    heavy = {"polars", "narwhals", "pint", "yaml", "rich.table", "attr", "sekisho.law", "ruamel.yaml"}
    assert not heavy & modules


def test_version() -> None:
    assert sekisho("--version").stdout == f"sekisho {__version__}\n"


def test_a_closed_pipe_is_no_error() -> None:
    command = f"{sys.executable} -m sekisho.cli.main law list | head -n 1"
    ran = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert ran.returncode == 0 and not ran.stderr


@pytest.mark.parametrize(
    "command", ["determine", "interview", "history", "new", *(f"law {name}" for name in LAW)]
)
def test_each_command_has_help_languages_and_json(command: str) -> None:
    shown = ask(*command.split(), "--help")
    assert shown.returncode == 0 and "Usage:" in shown.stdout and "--lang" in shown.stdout
    assert "--json" in shown.stdout or command == "interview"


def test_the_reference_is_that_of_the_commands() -> None:
    page = (ROOT / "docs/reference/commands.md").read_text("utf-8")
    assert page == renewed(page), "run: python -m sekisho.cli.reference docs/reference/commands.md"
    with pytest.raises(ValueError, match="marks"):
        renewed("# a page without marks")


def test_a_file_that_is_not_there(law_dir: Path) -> None:
    asked = ask("determine", "no-such-file.yaml", law=law_dir)
    assert asked.returncode == 2 and not asked.stdout
    assert asked.stderr.startswith("no-such-file.yaml: ")


def test_every_fault_of_every_file_is_told(law_dir: Path, transaction: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(
        "id: T-2\non: 2027-13-01\nitems:\n  - {id: '1', kind: material.examplex, facts: {purity: 7}}\n"
    )
    asked = ask("determine", transaction, broken, "missing.yaml", law=law_dir)
    assert asked.returncode == 2 and not asked.stdout
    lines = asked.stderr.splitlines()
    assert any(line.startswith(f"{broken}:2:") for line in lines)
    assert sum(line.startswith(f"{broken}:4:") for line in lines) >= 2
    assert any("material.example" in line for line in lines), "a mistyped kind has a neighbour"
    assert any(line.startswith("missing.yaml: ") for line in lines)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["determine", "x.yaml", "--on", "21/11/2026"], "2026-11-21"),
        (["determine", "x.yaml", "--authority", "XX"], "it holds"),
        (["determine", "x.yaml", "--authority", ","], "it holds"),
        (["determine", "x.yaml", "--assume", "cn-9"], "ID=STATE"),
        (["determine", "x.yaml", "--assume", "cn-9=perhaps"], "in-force"),
        (["determine", "x.yaml", "--assume", "cn-no-such=in-force"], "no provision or suspension"),
        (["determine", "x.yaml", "--claim", "everything"], "available"),
        (["determine"], "FILE"),
        (["history", "x.yaml", "--from", "2027"], "--from"),
        (["law", "show", "cn-2027-mofcom-6"], "near: cn-2027-mofcom-"),
        (["law", "diff", "2025-01-01", "yesterday"], "DAY2"),
        (["law", "compare", "CN", "XX"], "it holds"),
        (["law", "test", "no-such-case"], "no case fits"),
        (["new"], "--list"),
        (["new", "material.examplex"], "material.example"),
    ],
)
def test_a_wrong_option_says_what_to_write(arguments: list[str], words: str, law_dir: Path) -> None:
    asked = ask(*arguments, law=law_dir)
    assert asked.returncode == 2, asked.stdout
    assert words in asked.stderr


def test_a_folder_that_is_not_there() -> None:
    asked = ask("law", "list", law=Path("no-such-folder"))
    assert asked.returncode == 2 and "no-such-folder" in asked.stderr
