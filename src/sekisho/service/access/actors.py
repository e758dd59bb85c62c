"""The actor: who asks, in which workspace, by which way."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from .permissions import GRANTS, Permission, Role


@frozen
class Actor:
    """Somebody who asks. `workspace` is the one in which they work; `scopes` (of a token) narrow what the roles give."""

    id: str
    name: str
    workspace: str
    roles: frozenset[Role]
    how: Literal["local", "session", "token"]
    scopes: frozenset[Permission] | None = None

    @property
    def permissions(self) -> frozenset[Permission]:
        """All that the roles give and the scopes leave."""
        given = frozenset().union(*(GRANTS[role] for role in self.roles))
        return given if self.scopes is None else given & (self.scopes | {Permission.PUBLIC})
