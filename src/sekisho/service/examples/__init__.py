"""Transactions to begin with, shipped with Sekisho: one click opens each as a check."""

from __future__ import annotations

from importlib.resources import files
from typing import Final

EXAMPLES: Final = (
    "etching-machine-shanghai",
    "dysprosium-magnet-japan",
    "chips-us-content",
    "university-release",
    "forwarders-booking",
)
"""Their names, in the order in which they are shown. Titles are words: `check.example-NAME`, `check.example-about-NAME`."""


def example_text(name: str) -> str:
    """The transaction of an example. Raises LookupError for a name that is none."""
    if name not in EXAMPLES:
        raise LookupError(name)
    return files(__package__).joinpath(f"{name}.yaml").read_text("utf-8")
