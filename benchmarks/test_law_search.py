"""The search over the law: FTS5 over folded words and pairs of characters, beside plain LIKE over the same texts."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from benchmarks.beside import Beside

from sekisho.law import Law, load_law
from sekisho.service.law.folding import fold
from sekisho.service.law.reading import Reading
from sekisho.service.law.search import Asked, Search
from sekisho.service.law.search_index import LANGUAGES, documents

WORDS = (
    "稀土",
    "露光",
    "锗",
    "リソグラフィ",
    "gallium",
    "semiconductor",
    "licence exception",
    "3B001.f.1.b",
    "7(16)",
    "galium",
)


@pytest.fixture(scope="module")
def law() -> Law:
    """The law that comes with Sekisho."""
    return load_law()


@pytest.fixture(scope="module")
def search(law: Law, tmp_path_factory: pytest.TempPathFactory) -> Search:
    """The search with its index made."""
    made = Search(law, tmp_path_factory.mktemp("index"))
    made.prepare()
    return made


@pytest.fixture(scope="module")
def plain(law: Law) -> sqlite3.Connection:
    """The same names and texts, folded, in a table without an index."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE doc (id TEXT, held TEXT)")
    connection.executemany(
        "INSERT INTO doc VALUES (?, ?)",
        (
            (
                one.id,
                fold(
                    " ".join(
                        [*one.codes, *(t.get(lang, "") for t in (one.names, one.text) for lang in LANGUAGES)]
                    )
                ),
            )
            for one in documents(law)
        ),
    )
    return connection


@pytest.mark.parametrize("words", WORDS)
def test_one_search(
    words: str, law: Law, search: Search, plain: sqlite3.Connection, compare: Callable[..., Beside]
) -> None:
    """Budget: under 20 ms, the thirty best with their marks and states included. LIKE gives them without order."""
    reading, asked = Reading(law, "ja", date(2026, 11, 22)), Asked(words=words)
    pattern = f"%{fold(words)}%"
    compare(
        f"search {words}",
        lambda: search.find(reading, asked),
        lambda: (
            plain.execute("SELECT id FROM doc WHERE held LIKE ? LIMIT 30", (pattern,)).fetchall()
            and plain.execute("SELECT count(*) FROM doc WHERE held LIKE ?", (pattern,)).fetchone()
        ),
        "LIKE over the folded texts",
    )


def test_the_index_is_made(law: Law, tmp_path: Path, compare: Callable[..., Beside]) -> None:
    """Once per state of the law."""
    numbers = iter(range(1000))
    compare(
        "index of the law",
        lambda: Search(law, tmp_path / str(next(numbers))).prepare(),
        lambda: sum(1 for _ in documents(law)),
        "gathering the texts",
        calls=1,
        rounds=2,
    )
