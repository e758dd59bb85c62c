"""The kinds of long work that there are, each with the function that does it and the permission to start it."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from sekisho.service.access import Permission

if TYPE_CHECKING:
    from sekisho.service.office import Office

    from .running import Running

Result = Mapping[str, Any]
Run = Callable[["Office", Mapping[str, Any], "Running"], Result]

_MODULES: Final = ("determine_many", "screen_parties", "look_again")


@frozen
class Kind:
    """A kind of long work. `run` does it: with the office, what was asked for, and the job, on which it reports."""

    id: str
    run: Run
    may: Permission


@cache
def kinds() -> Mapping[str, Kind]:
    """The kinds by id."""
    found: dict[str, Kind] = {}
    for name in _MODULES:
        for kind in importlib.import_module(f"sekisho.service.jobs.{name}").KINDS:
            found[kind.id] = kind
    return found
