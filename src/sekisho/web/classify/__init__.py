"""The pages of the classification: product sheets and how they stand to the lists."""

from . import acting, claiming, viewing  # noqa: F401 (they declare their pages)
from .common import pages

__all__ = ["pages"]
