"""Who may do what: permissions, roles, and the actor who asks."""

from .actors import Actor
from .permissions import GRANTS, Permission, Role
from .verdicts import Verdict, may

__all__ = ["GRANTS", "Actor", "Permission", "Role", "Verdict", "may"]
