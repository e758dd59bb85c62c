"""The actor: who asks, in which workspace, by which way."""

from __future__ import annotations

from typing import Final, Literal

from attrs import frozen

from .permissions import GRANTS, KEPT_FROM_TOKENS, Permission, Role

How = Literal["local", "session", "token"]
LOCAL_ID: Final = "local"


@frozen
class Actor:
    """Somebody who asks. `workspace` is the one in which they work; `scopes` (of a token) narrow what the roles give.

    `id` is that of the account ("local" on a laptop). `name` is for pages and never for logs. `session`, `token`: the id of
    the row by which they were recognised.
    """

    id: str
    name: str
    workspace: str
    roles: frozenset[Role]
    how: How
    scopes: frozenset[Permission] | None = None
    session: str = ""
    token: str = ""

    @property
    def given(self) -> frozenset[Permission]:
        """All that the roles give."""
        return frozenset().union(*(GRANTS[role] for role in self.roles))

    @property
    def permissions(self) -> frozenset[Permission]:
        """All that the roles give and the scopes leave. A token without known scopes has none."""
        if self.how == "token":
            return self.given & ((self.scopes or frozenset()) - KEPT_FROM_TOKENS | {Permission.PUBLIC})
        return self.given if self.scopes is None else self.given & (self.scopes | {Permission.PUBLIC})


def local_actor(workspace: str, name: str = "") -> Actor:
    """The one user of a laptop, who may do everything in the one workspace."""
    return Actor(LOCAL_ID, name, workspace, frozenset({Role.ADMIN}), "local")
