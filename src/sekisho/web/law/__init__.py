"""The pages of the law: browse, search, one provision, overviews, the timeline."""

from . import browsing, overviews, provisions, searching, timelines
from .common import joined

# What has a name of its own is tried before the codes of authorities.
pages = joined(searching, timelines, overviews, provisions, browsing)

__all__ = ["pages"]
