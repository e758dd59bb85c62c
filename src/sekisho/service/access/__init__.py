"""Who may do what: permissions, roles, the actor who asks, and the verdict with its reason."""

from .actors import LOCAL_ID, Actor, local_actor
from .permissions import GRANTS, KEPT_FROM_TOKENS, SCOPES, Permission, Role, roles_with
from .verdicts import Step, Verdict, may

__all__ = [
    "GRANTS",
    "KEPT_FROM_TOKENS",
    "LOCAL_ID",
    "SCOPES",
    "Actor",
    "Permission",
    "Role",
    "Step",
    "Verdict",
    "local_actor",
    "may",
    "roles_with",
]
