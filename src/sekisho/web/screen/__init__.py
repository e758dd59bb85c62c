"""The pages of the screening: ask the lists, see why somebody was met and what that means, decide and note."""

from . import asking, lists, results  # noqa: F401 (they declare their pages; those with fixed addresses first)
from .common import pages

__all__ = ["pages"]
