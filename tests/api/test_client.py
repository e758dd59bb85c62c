"""The example client against a real server, over a socket."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.conftest import serving

from .conftest import EXAMPLES
from .test_determine import tree

SOURCE = Path(__file__).parents[2] / "examples" / "clients" / "sekisho_client.py"


@pytest.fixture(scope="module")
def client_module() -> Any:
    spec = importlib.util.spec_from_file_location("sekisho_client", SOURCE)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["sekisho_client"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def sekisho(client_module: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with (
        serving(tmp_path_factory.mktemp("client")) as server,
        client_module.Sekisho(server.address) as client,
    ):
        yield client


def test_the_client_asks_and_reads_answers(sekisho: Any, client_module: Any) -> None:
    gallium = tree(EXAMPLES / "gallium-united-states-2026-11-28.yaml")
    answer = sekisho.determine(gallium, authorities=["CN"], whole=False)
    assert answer.outcome("CN") == ("licence-required", "prohibited")
    assert not answer.settled("CN")
    duties = list(answer.duties("CN"))
    assert sekisho.law(duties[0]["provision"], lang="ja")["id"] == duties[0]["provision"]
    bad = {"on": "2026-11-28", "items": [{"id": "1", "facts": {"purity": "99"}}]}
    with pytest.raises(client_module.Refused, match="has no unit") as caught:
        sekisho.determine(bad)
    assert caught.value.kind == "bad-input"
    assert caught.value.errors[0]["pointer"] == "#/items/0/facts/purity"
    first, second = sekisho.determine_many([gallium, bad])
    assert first.outcome("CN") == answer.outcome("CN")
    assert first.law == answer.law
    assert isinstance(second, client_module.Refused)


def test_the_client_keeps_answers_and_lists_them(sekisho: Any) -> None:
    cloud = tree(EXAMPLES / "accelerator-chinese-cloud-2026-01-16.yaml")
    assert sekisho.questions(cloud)
    ids = [sekisho.save(cloud, "a note") for _ in range(2)]
    assert [row["id"] for row in sekisho.saved()][:2] == ids[::-1]
