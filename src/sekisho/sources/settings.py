"""Where the data of the sources lies, and what the person who runs Sekisho has set: mirrors, proxy, certificates, limits."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from attrs import frozen

from sekisho.sources.registry import Source, sources

_BYTES = {"": 1, "KB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000}


class SettingsError(ValueError):
    """The settings file cannot be used. `problems` are its faults, each with file, line, key and what to write instead."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


@frozen
class SourceSettings:
    """What is set for one source, over what the registry says. Seconds and bytes; "" and None are "not set"."""

    enabled: bool = True
    files: Mapping[str, str] = {}
    format: str = ""
    proxy: str = ""
    ca_file: str = ""
    user_agent: str = ""
    timeout: float = 60.0  # without a byte
    time_limit: float = 1_800.0  # for one file
    retries: int = 4
    size_limit: int | None = None
    stale_after: int | None = None


@frozen
class Settings:
    """Where data lies and what is set for each source."""

    data: Path
    file: Path | None = None
    by_source: Mapping[str, SourceSettings] = {}

    def of(self, source: Source) -> SourceSettings:
        """What is set for a source."""
        return self.by_source.get(source.id, SourceSettings())

    @property
    def lists(self) -> Path:
        """The folder of the archive of lists."""
        return self.data / "lists"


def data_folder(environ: Mapping[str, str] | None = None) -> Path:
    """The folder of what Sekisho keeps: `SEKISHO_DATA`, else the user's data folder of the operating system."""
    environ = os.environ if environ is None else environ
    if environ.get("SEKISHO_DATA"):
        return Path(environ["SEKISHO_DATA"]).expanduser()
    from platformdirs import user_data_path

    return user_data_path("sekisho", appauthor=False)


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings file, `SEKISHO_SOURCES` or sources.toml in the data folder; without one, what the registry says.

    Raises SettingsError with every fault at once, and for a file that `SEKISHO_SOURCES` names and that is not there.
    """
    environ = os.environ if environ is None else environ
    data = data_folder(environ)
    named = environ.get("SEKISHO_SOURCES")
    file = Path(named).expanduser() if named else data / "sources.toml"
    if not file.is_file():
        if named:
            raise SettingsError(
                [
                    f"{file}: there is no such file; SEKISHO_SOURCES names it. Write it, or unset SEKISHO_SOURCES."
                ]
            )
        return Settings(data, None, {name: SourceSettings() for name in sources()})
    text = file.read_text(encoding="utf-8")
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError([f"{file}: {error}. Write it as TOML."]) from None
    return _Reading(file, text).settings(data, table)


def redacted(url: str) -> str:
    """An address without names, passwords, and values of its query, fit for a message or a log."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "(an address that cannot be read)"
    at = "…@" if parts.username is not None else ""
    query = re.sub(r"=[^&]*", "=…", parts.query)
    return urlunsplit((parts.scheme, f"{at}{host}{port}", parts.path, query, ""))


class _Reading:
    """The settings file while it is read, with the faults found in it."""

    COMMON: Mapping[str, str] = {
        "proxy": "address",
        "ca-file": "path",
        "user-agent": "text",
        "timeout": "number",
        "time-limit": "number",
        "retries": "count",
    }
    OWN: Mapping[str, str] = {
        **COMMON,
        "enabled": "switch",
        "format": "format",
        "size-limit": "size",
        "stale-after": "count",
        "files": "files",
    }

    def __init__(self, file: Path, text: str) -> None:
        self.file, self.lines = file, text.splitlines()
        self.problems: list[str] = []

    def settings(self, data: Path, table: Mapping[str, Any]) -> Settings:
        whole = {key: value for key, value in table.items() if key != "sources"}
        common = self._values(whole, self.COMMON, None, "")
        own = table.get("sources", {})
        if not isinstance(own, dict):
            self._fault("sources", 'holds tables, one for each source: [sources."us.csl"]')
            own = {}
        by_source = {name: SourceSettings(**common) for name in sources()}
        for name, values in own.items():
            if name not in sources():
                self._fault(name, f"is no source; the sources are {', '.join(sources())}")
            elif not isinstance(values, dict):
                self._fault(name, f'holds a table: [sources."{name}"]')
            else:
                found = self._values(values, self.OWN, sources()[name], name)
                by_source[name] = SourceSettings(**{**common, **found})
        if self.problems:
            raise SettingsError(self.problems)
        return Settings(data, self.file, by_source)

    def _values(
        self, table: Mapping[str, Any], known: Mapping[str, str], source: Source | None, under: str
    ) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in table.items():
            if key not in known:
                self._fault(key, f"is no setting here; known are {', '.join(known)}", under)
                continue
            read = getattr(self, f"_{known[key]}")
            right = read(key, value, source, under)
            if right is not None:
                found[key.replace("-", "_")] = right
        return found

    def _address(self, key: str, value: Any, _source: Source | None, under: str) -> str | None:
        if isinstance(value, str) and re.match(r"https?://[^\s/]", value):
            return value
        self._fault(key, 'is an address such as "http://proxy.example:3128"', under)
        return None

    def _path(self, key: str, value: Any, _source: Source | None, under: str) -> str | None:
        if not isinstance(value, str):
            self._fault(key, "is the path of a file of certificates (PEM)", under)
            return None
        path = Path(value).expanduser()
        path = path if path.is_absolute() else self.file.parent / path
        if path.is_file():
            return str(path)
        self._fault(key, f"names {path}, which is no file", under)
        return None

    def _text(self, key: str, value: Any, _source: Source | None, under: str) -> str | None:
        if isinstance(value, str):
            return value
        self._fault(key, "is a text", under)
        return None

    def _number(self, key: str, value: Any, _source: Source | None, under: str) -> float | None:
        if isinstance(value, int | float) and not isinstance(value, bool) and value > 0:
            return float(value)
        self._fault(key, "is a number of seconds above 0", under)
        return None

    def _count(self, key: str, value: Any, _source: Source | None, under: str) -> int | None:
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        self._fault(key, "is a whole number, 0 or more", under)
        return None

    def _size(self, key: str, value: Any, _source: Source | None, under: str) -> int | None:
        size = re.fullmatch(r"(\d+)\s*(KB|MB|GB)?", str(value)) if not isinstance(value, bool) else None
        if size and int(size[1]):
            return int(size[1]) * _BYTES[size[2] or ""]
        self._fault(key, 'is a size such as "200 MB"', under)
        return None

    def _switch(self, key: str, value: Any, _source: Source | None, under: str) -> bool | None:
        if isinstance(value, bool):
            return value
        self._fault(key, "is true or false", under)
        return None

    def _format(self, key: str, value: Any, source: Source | None, under: str) -> str | None:
        known = [layout.format for layout in source.layouts] if source else []
        if isinstance(value, str) and value in known:
            return value
        self._fault(key, f"is one of {', '.join(known)}", under)
        return None

    def _files(self, key: str, value: Any, source: Source | None, under: str) -> dict[str, str] | None:
        known = {file.name for layout in (source.layouts if source else ()) for file in layout.files}
        if not isinstance(value, dict):
            self._fault(key, "is a table of file names and addresses", under)
            return None
        for name, url in value.items():
            if name not in known:
                self._fault(name, f"is no file of this source; they are {', '.join(sorted(known))}", under)
            elif not isinstance(url, str) or not re.match(r"https?://[^\s/]", url):
                self._fault(name, "is an address that begins with https:// or http://", under)
        return {str(name): str(url) for name, url in value.items()}

    def _fault(self, key: str, what: str, under: str = "") -> None:
        path = f"{under}: {key}" if under else key
        self.problems.append(f"{self.file}:{self._line(key, under)}: {path} {what}")

    def _line(self, key: str, under: str) -> int:
        """The line on which a key stands, below the heading of its table where there is one."""
        start = 0
        if under:
            start = next(
                (n for n, line in enumerate(self.lines) if under in line and line.lstrip().startswith("[")), 0
            )
        pattern = re.compile(
            rf"""^\s*(\[.*)?["']?{re.escape(key)}["']?\s*[=.\]]|["'.]{re.escape(key)}["']?\]"""
        )
        for number, line in enumerate(self.lines[start:], start=start + 1):
            if pattern.search(line):
                return number
        return start + 1
