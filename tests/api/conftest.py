"""The API over a real office with a data folder of its own, called without a socket in between."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from sekisho.api import PREFIX, make_api
from sekisho.service.access import Actor
from sekisho.service.accounts import recognise
from sekisho.service.office import Office, open_office
from sekisho.service.settings import ServiceSettings
from sekisho.web.app import create_app

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    data = tmp_path_factory.mktemp("api")
    made = open_office(ServiceSettings(data, f"sqlite:///{data / 'sekisho.db'}"))
    yield made
    made.database.close()


def local(office: Office) -> Actor:
    """The one user of a laptop."""
    found = recognise(office)
    assert found is not None
    return found.actor


def app_of(office: Office, who: Any = None) -> Starlette:
    """The API as the server mounts it, without the guards before it; `who`: tells who asks."""
    return Starlette(routes=[Mount(PREFIX, make_api(office, who or (lambda request: local(office))))])


@pytest.fixture(scope="session")
def client(office: Office) -> Iterator[TestClient]:
    """A caller on a laptop."""
    with TestClient(create_app(office), base_url="http://127.0.0.1", raise_server_exceptions=False) as made:
        made.base_url = made.base_url.join(PREFIX)
        yield made
