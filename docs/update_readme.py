"""Fills the README's two places for real output: what `make demo` answers first, and how much law is modelled
(its sums).

`make readme` runs it. A test compares the README with what the commands print now.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
EXAMPLE = "examples/gallium-arsenide-wafers-dalian-kumamoto.yaml"
COUNTED = ("full", "person", "pointer", "duties", "duty_pointers")
WIDTH = "100"


def printed(*arguments: str) -> str:
    """What `sekisho` prints with these arguments for a pipe, in English, with the law of the checkout."""
    settings = {key: value for key, value in os.environ.items() if not key.startswith("SEKISHO_")}
    if "SEKISHO_CACHE_DIR" in os.environ:
        settings["SEKISHO_CACHE_DIR"] = os.environ["SEKISHO_CACHE_DIR"]
    ran = subprocess.run(
        [sys.executable, "-m", "sekisho.cli.main", *arguments],
        cwd=ROOT,
        env={**settings, "COLUMNS": WIDTH, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )
    if ran.returncode:
        raise RuntimeError(f"sekisho {' '.join(arguments)} ended with {ran.returncode}: {ran.stderr}")
    return ran.stdout.rstrip() + "\n"


def demo() -> str:
    """The answer of the example, under the command that prints it."""
    return _print("determine", EXAMPLE)


def coverage() -> str:
    """Sums per authority; the whole table has a row for each instrument and list, and its command prints it."""
    counts = json.loads(printed("law", "lint", "--coverage", "--json"))
    return sums(counts["rows"]) + "\n`sekisho law lint --coverage` prints the whole table.\n"


def sums(rows: list[dict[str, Any]]) -> str:
    """A Markdown table: per authority how many instruments, entries by model, and duties are held."""
    lines = [
        "| | instruments with entries or duties | entries full | person | pointer | duties read | not read |",
        "|---|---|---|---|---|---|---|",
    ]
    for authority in sorted({row["authority"] for row in rows if row["of"] == "instrument"}):
        own = [row for row in rows if row["of"] == "instrument" and row["authority"] == authority]
        figures = [len(own), *(sum(row[key] for row in own) for key in COUNTED)]
        lines.append(f"| {authority} | {' | '.join(map(str, figures))} |")
    return "\n".join(lines) + "\n"


def _print(*arguments: str) -> str:
    return f"```text\n$ sekisho {' '.join(arguments)}\n\n{printed(*arguments)}```\n"


def filled(readme: str, part: str, output: str) -> str:
    """The README with a part's place filled. Raises ValueError where it has no such place, or several."""
    before, start, rest = readme.partition(f"<!-- {part}:start -->\n")
    _, end, after = rest.partition(f"<!-- {part}:end -->")
    if not start or not end or start in after:
        raise ValueError(f"README.md needs one place <!-- {part}:start --> … <!-- {part}:end -->")
    return f"{before}{start}{output}{end}{after}"


def held(readme: str, part: str) -> str:
    """What stands in a part's place now."""
    return readme.partition(f"<!-- {part}:start -->\n")[2].partition(f"<!-- {part}:end -->")[0]


PARTS = {"demo": demo, "coverage": coverage}


def main() -> None:
    """Fill both places."""
    readme = README.read_text("utf-8")
    for part, output in PARTS.items():
        readme = filled(readme, part, output())
    README.write_text(readme, "utf-8")


if __name__ == "__main__":
    main()
