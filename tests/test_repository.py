"""The repository keeps its promises: two commands, nobody's machine named, modules documented and short."""

import ast
import configparser
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).parent.parent
SRC = ROOT / "src"
MODULES = sorted(SRC.rglob("*.py"))
CANONICAL_HOSTS = {"pypi.org", "files.pythonhosted.org"}
LONGEST_MODULE = 600

# A path of somebody's machine, but not the same letters inside an address or a relative path.
MACHINE_PATH = re.compile(r"(?<![\w.:/~%-])/(?:work|root|home|Users)/(?=\w|\.)")
INDEX_ADDRESS = re.compile(r"https?://[^\s\"'<>)]+/(?:simple|pypi)/?(?=[\s\"'<>)]|$)", re.MULTILINE)


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def run(*command: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a command outside the make that may have started these tests."""
    env = {key: value for key, value in os.environ.items() if key not in {"MAKEFLAGS", "MFLAGS", "MAKELEVEL"}}
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=300)


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Every text file that git holds or would take in, by its name."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    assert listed.returncode == 0, listed.stderr
    found = {}
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.is_file():
            content = path.read_bytes()
            if b"\0" not in content[:8000]:
                found[name] = content.decode("utf-8")
    assert "pyproject.toml" in found
    return found


def configured_indexes() -> set[str]:
    """Where pip and uv on this machine take packages from, other than the public index."""
    values = [
        value
        for name, value in os.environ.items()
        if re.fullmatch(r"(PIP|UV)_\w*(INDEX\w*|FIND_LINKS|TRUSTED_HOST)", name)
    ]
    candidates = [Path("/etc/pip.conf"), Path.home() / ".pip/pip.conf", Path.home() / ".config/pip/pip.conf"]
    if "PIP_CONFIG_FILE" in os.environ:
        candidates.append(Path(os.environ["PIP_CONFIG_FILE"]))
    for path in filter(Path.is_file, candidates):
        parser = configparser.RawConfigParser()
        parser.read(path)
        for section in parser.sections():
            for key, value in parser.items(section):
                if key in {"index-url", "extra-index-url", "find-links", "trusted-host"}:
                    values.append(value)
    places = set()
    for value in " ".join(values).replace(",", " ").split():
        parts = urlsplit(value)
        place = parts.hostname or parts.path or value
        if place not in CANONICAL_HOSTS | {"localhost", "127.0.0.1"} and len(place) > 4:
            places.add(place)
    return places


# --- the commands


@pytest.mark.parametrize(
    "target",
    ["setup", "demo", "test", "check", "bench", "docs", "readme", "lock", "clean", "format", "changelog"],
)
def test_makefile_has_the_command(target: str) -> None:
    assert shutil.which("make"), "make is one of the two things that Sekisho asks of a machine"
    planned = run("make", "--dry-run", target)
    assert planned.returncode == 0, planned.stderr
    assert planned.stdout.strip()


def test_check_runs_every_tool() -> None:
    planned = run("make", "--dry-run", "check").stdout
    for tool in [
        "ruff check",
        "ruff format --check",
        "/mypy",
        "lint-imports",
        "codespell",
        "sekisho law lint",
    ]:
        assert tool in planned


def test_demo_determines_an_example_that_exists() -> None:
    planned = run("make", "--dry-run", "demo").stdout
    match = re.search(r"sekisho determine (\S+)", planned)
    assert match and (ROOT / match[1]).is_file(), (
        f"make demo runs on {match and match[1]}, which is not there"
    )


def test_make_refuses_what_is_no_python_and_says_what_to_do(tmp_path: Path) -> None:
    # In a folder of its own: the rule that would make .venv anew must not touch the one in use.
    for name in ["Makefile", "pyproject.toml", "uv.lock", "hatch_build.py"]:
        shutil.copy(ROOT / name, tmp_path / name)
    refused = run("make", "setup", "PYTHON=no-such-python", cwd=tmp_path)
    assert refused.returncode != 0
    assert "3.11 or newer" in refused.stderr and "make PYTHON=" in refused.stderr
    assert not (tmp_path / ".venv").exists()


def test_readme_names_exactly_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    blocks = re.findall(r"^```(?:sh|shell|bash|console)\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    lines = [line.strip() for block in blocks for line in block.splitlines() if line.strip()]
    assert lines == ["make demo", "make test"]
    assert "pip install" not in readme and "uv sync" not in readme


@pytest.mark.parametrize("part", ["demo", "coverage"])
def test_readme_keeps_a_place_for_real_output(part: str) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert readme.count(f"<!-- {part}:start -->") == readme.count(f"<!-- {part}:end -->") == 1
    assert readme.index(f"<!-- {part}:start -->") < readme.index(f"<!-- {part}:end -->")


def test_ci_checks_then_tests() -> None:
    script = ROOT / ".ci/run"
    assert os.access(script, os.X_OK)
    commands = [
        line
        for line in script.read_text("utf-8").splitlines()
        if line and not line.startswith(("#", "set ", "cd "))
    ]
    assert commands == ["make check", "make test"]
    assert run("bash", "-n", str(script)).returncode == 0


# --- nobody's machine


def test_lock_names_only_the_public_index() -> None:
    lock = (ROOT / "uv.lock").read_text("utf-8")
    hosts = {urlsplit(address).hostname for address in re.findall(r"https?://[^\s\"']+", lock)}
    assert hosts == CANONICAL_HOSTS
    sources = [package["source"] for package in tomllib.loads(lock)["package"]]
    local = [source for source in sources if source != {"registry": "https://pypi.org/simple"}]
    assert local == [{"editable": "."}]


def test_no_file_names_a_place_on_somebodys_machine(texts: dict[str, str]) -> None:
    hits = [
        f"{name}: {text.count(chr(10), 0, match.start()) + 1}"
        for name, text in texts.items()
        for match in MACHINE_PATH.finditer(text)
    ]
    assert not hits


def test_the_search_for_paths_finds_one() -> None:
    slash = "/"
    assert MACHINE_PATH.search(f"see {slash}work{slash}main")
    assert MACHINE_PATH.search(f'"{slash}root{slash}.cache"')
    assert not MACHINE_PATH.search("https://authority.example/work/notice.html")
    assert not MACHINE_PATH.search("../shared/work/notice")


def test_no_file_names_another_package_index(texts: dict[str, str]) -> None:
    foreign = [
        f"{name}: {match[0]}"
        for name, text in texts.items()
        for match in INDEX_ADDRESS.finditer(text)
        if urlsplit(match[0]).hostname not in CANONICAL_HOSTS
    ]
    assert not foreign
    places = configured_indexes()
    assert not [name for name, text in texts.items() if any(place in text for place in places)]


# --- the house


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_public_module_says_what_it_is_for(path: Path) -> None:
    parts = path.relative_to(SRC).with_suffix("").parts
    if any(part.startswith("_") and part != "__init__" for part in parts):
        return
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert docstring, f"{named(path)} has no docstring"
    opening = docstring.split("\n\n")[0].rstrip()
    assert opening[-1] in ".?!:", f"{named(path)}: the docstring should open with a sentence, not {opening!r}"


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_module_is_short(path: Path) -> None:
    lines = len(path.read_text("utf-8").splitlines())
    assert lines < LONGEST_MODULE, f"{named(path)} has {lines} lines; divide it"


def test_every_room_is_a_package() -> None:
    """A folder without __init__.py is invisible to import-linter, so its imports would go unchecked."""
    folders = {path.parent for path in MODULES if path.parent != SRC}
    assert not [named(folder) for folder in folders if not (folder / "__init__.py").is_file()]


def test_no_python_in_the_law() -> None:
    assert not list((ROOT / "law").rglob("*.py"))


def test_changelog_fragments_are_of_a_known_kind() -> None:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    kinds = {entry["directory"] for entry in pyproject["tool"]["towncrier"]["type"]}
    for fragment in (ROOT / "changes").glob("*.md"):
        assert re.fullmatch(r"(?:\d+|\+[\w-]+)\.(\w+)(?:\.\d+)?\.md", fragment.name), fragment.name
        assert fragment.name.removesuffix(".md").split(".")[1] in kinds, fragment.name
        assert fragment.read_text("utf-8").strip()


def test_law_changelog_is_dated_newest_first() -> None:
    text = (ROOT / "LAW-CHANGELOG.md").read_text("utf-8")
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    days = [date.fromisoformat(heading.split(" ")[0]) for heading in headings]
    assert days and days == sorted(days, reverse=True)


EXAMPLES = "sekisho/service/examples/"


def test_every_dependency_is_imported() -> None:
    """A dependency that nothing imports is one that every user installs for nothing."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    names = [re.split(r"[<>=!~\[ ]", entry)[0] for entry in pyproject["project"]["dependencies"]]
    module_of = {
        "attrs": "attr",
        "PyYAML": "yaml",
        "jsonschema-rs": "jsonschema_rs",
        "ruamel.yaml": "ruamel.yaml",
        "python-calamine": "python_calamine",
        "argon2-cffi": "argon2",
        "prometheus-client": "prometheus_client",
    }
    source = "\n".join(path.read_text("utf-8") for path in MODULES)
    # narwhals imports its back-end by name.
    by_name = {"polars"} if re.search(r'BACKEND: Literal\["polars"\]', source) else set()
    # SQLAlchemy imports its driver by the name in the address, starlette what reads the forms of pages.
    by_name |= {"psycopg"} if "postgresql+psycopg" in source else set()
    by_name |= {"python-multipart"} if "request.form(" in source else set()
    unused = [
        name
        for name in names
        if name not in by_name
        and not re.search(
            rf"^\s*(?:import|from) {re.escape(module_of.get(name, name))}", source, re.MULTILINE
        )
    ]
    assert not unused


def test_the_wheel_carries_the_law(tmp_path: Path) -> None:
    """A wheel answers without the repository: it holds the compiled law and none of its sources."""
    built = run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path))
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        assert archive.getinfo("sekisho/law/_bundle.bin").file_size > 1000
        law = [name for name in names if name.endswith((".yaml", ".csv")) and not name.startswith(EXAMPLES)]
        assert not law
        archive.extractall(tmp_path / "installed")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    program = (
        f"import sys; sys.path.insert(0, {str(tmp_path / 'installed')!r})\n"
        "from sekisho.cli.main import main\n"
        "assert 'installed' in sys.modules['sekisho'].__file__\n"
        "sys.argv = ['sekisho', 'law', 'list']\n"
        "main()"
    )
    asked = run(sys.executable, "-c", program, cwd=elsewhere)
    assert asked.returncode == 0, asked.stderr
    assert asked.stdout.strip()
