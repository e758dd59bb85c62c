"""The settings of the service, from the environment (docs/reference/settings.md)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from attrs import field, frozen

from sekisho.sources.settings import SettingsError, load_settings
from sekisho.store import database_url

from .team_settings import TeamSettings, team_settings


@frozen
class ServiceSettings:
    """How one server runs. `data`: the folder of the lists and of the default database; `law`: a folder, or None for the law
    that comes with Sekisho.
    """

    data: Path
    database: str
    law: Path | None = None
    mode: Literal["laptop", "team"] = "laptop"
    host: str = "127.0.0.1"
    port: int = 8470
    team: TeamSettings = field(factory=TeamSettings)


def service_settings(**given: object) -> ServiceSettings:
    """The settings as the environment gives them, with those `given` by a command before them. Raises SettingsError."""
    data = load_settings().data
    law = os.environ.get("SEKISHO_LAW")
    held: dict[str, object] = {
        "data": data,
        "database": database_url(data),
        "law": Path(law) if law else None,
        "mode": os.environ.get("SEKISHO_MODE") or "laptop",
        "team": team_settings(),
    }
    if held["mode"] not in {"laptop", "team"}:
        raise SettingsError([f"SEKISHO_MODE is {held['mode']!r}; write laptop or team"])
    return ServiceSettings(**{**held, **{k: v for k, v in given.items() if v is not None}})  # type: ignore[arg-type]
