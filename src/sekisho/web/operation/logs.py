"""The log: one line of JSON for each request or event, on standard error.

It holds no address with values, no name, no search term, no form, no message of an error (which may quote any of these):
only ids, templates, numbers, and the lines of our code.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from .templates import method_of

LOGGER: Final = logging.getLogger("sekisho.web")
_ROOT: Final = str(Path(__file__).resolve().parents[3])
_FIELDS: Final = "sekisho_fields"


class JsonLines(logging.Formatter):
    """A record as a line of JSON. Of an error: its kind and where it was raised, never its message."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        fields = getattr(record, _FIELDS, None)
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.msg if fields is not None else "message",
        }
        if fields is not None:
            line |= fields
        else:
            # Of another library: its own words without what was put into them.
            line |= {"from": record.name, "words": str(record.msg)[:300]}
        if record.exc_info and record.exc_info[1] is not None:
            line |= told_of(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)


def start_logs(level: str = "info") -> None:
    """Send the log to standard error as lines of JSON. `level`: info, warning or error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    LOGGER.setLevel(level.upper())
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL if level == "error" else logging.WARNING)


def log_event(event: str, level: int = logging.INFO, **fields: object) -> None:
    """Note something about the service itself: it began, it stops, it cannot."""
    LOGGER.log(level, event, extra={_FIELDS: {**fields, "process": os.getpid()}})


def log_request(
    mark: str, method: str, template: str, status: int, seconds: float, actor: str, size: int
) -> None:
    """Note one request."""
    if not LOGGER.isEnabledFor(logging.INFO):
        return
    fields = {
        "id": mark,
        "method": method_of(method),
        "route": template,
        "status": status,
        "ms": round(seconds * 1_000, 1),
        "actor": actor or None,
        "bytes": size,
    }
    LOGGER.info("request", extra={_FIELDS: fields})


def log_fault(error: BaseException, mark: str) -> None:
    """Note a fault of ours, under the id of the request that met it."""
    LOGGER.error("fault", extra={_FIELDS: {"id": mark, **told_of(error)}})


def told_of(error: BaseException) -> dict[str, Any]:
    """What of an error may stand in a log: the kinds along its causes, and the lines of code that led to it."""
    kinds: list[str] = []
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen and len(kinds) < 8:
        seen.add(id(cause))
        kinds.append(type(cause).__name__)
        cause = cause.__cause__ or cause.__context__
    frames = traceback.extract_tb(error.__traceback__)[-25:]
    where = [
        f"{frame.filename.removeprefix(_ROOT).lstrip('/')}:{frame.lineno} {frame.name}" for frame in frames
    ]
    return {"kinds": kinds, "where": where}
