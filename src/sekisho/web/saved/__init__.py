"""The pages of saved answers: the table, one answer as it was, two beside each other."""

from . import acting, viewing  # noqa: F401 (they declare their pages)
from .common import pages

__all__ = ["pages"]
