"""The MCP server: an assistant asks the functions of the service, and can change nothing."""

from .server import make_server, open_desk

__all__ = ["make_server", "open_desk"]
