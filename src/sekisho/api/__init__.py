"""The API under /api/v1: thin over the functions of the service, so that it answers as pages and command line do."""

from .app import PREFIX, make_api

__all__ = ["PREFIX", "make_api"]
