"""Whether an actor may do something, and why."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from .actors import Actor
from .permissions import Permission

Because = Literal["public", "granted", "not-signed-in", "role", "scope"]


@frozen
class Verdict:
    """The answer to "may they?": `because` names the rule that decided."""

    allowed: bool
    because: Because


def may(actor: Actor | None, permission: Permission) -> Verdict:
    """Whether somebody (None: nobody is signed in) may do what the permission names."""
    if permission is Permission.PUBLIC:
        return Verdict(True, "public")
    if actor is None:
        return Verdict(False, "not-signed-in")
    if permission in actor.permissions:
        return Verdict(True, "granted")
    by_role = any(permission in Actor("", "", "", frozenset({r}), "local").permissions for r in actor.roles)
    return Verdict(False, "scope" if by_role else "role")
