"""What the tests of the sources share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sources.listserver import ListServer, serving


@pytest.fixture
def server() -> Iterator[ListServer]:
    """A server on the loopback address."""
    with serving() as one:
        yield one


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test reads or writes the data of the person who runs it, or goes through their proxy."""
    monkeypatch.setenv("SEKISHO_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("SEKISHO_SOURCES", raising=False)
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "data"
