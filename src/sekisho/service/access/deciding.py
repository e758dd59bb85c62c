"""Whether somebody may do something, and why, in words."""

from __future__ import annotations

from attrs import frozen

from sekisho.words import say

from .actors import Actor, ActorKind
from .roles import IN_A_WORKSPACE, KEPT_FROM_TOKENS, ROLES, Permission, Role


@frozen
class Step:
    """One question that was asked on the way to a verdict, and how it came out. `parts` are ids, never words of a user."""

    held: bool
    key: str
    parts: tuple[str, ...] = ()

    def words(self, lang: str) -> str:
        """The step as a sentence; names of roles and permissions in the reader's language."""
        return say(self.key, lang, *(_named(part, lang) for part in self.parts))


@frozen
class Verdict:
    """Whether it is allowed, the steps that decided it, and what to do about a refusal.

    `hidden`: the refusal must look as if the thing did not exist (404), because to say "not yours" would say that it is
    there. `log_in`: logging in could change the answer.
    """

    allowed: bool
    permission: Permission
    steps: tuple[Step, ...]
    hidden: bool = False
    log_in: bool = False

    def __bool__(self) -> bool:
        return self.allowed

    def reason(self, lang: str) -> str:
        """The deciding step in one sentence."""
        return self.steps[-1].words(lang)

    def explain(self, lang: str) -> list[dict[str, object]]:
        """Every step as plain data: {"held": …, "words": …}."""
        return [{"held": step.held, "words": step.words(lang)} for step in self.steps]


def may(actor: Actor, permission: Permission, workspace: str | None = None) -> Verdict:
    """Whether an actor may do something, and the reason in words.

    `workspace`: to whom the row belongs that is asked for (None: no row, or the actor's own workspace). What is not written
    in the table of roles is refused.
    """
    if permission is Permission.PUBLIC:
        return Verdict(True, permission, (Step(True, "access-public"),))
    if not actor.known:
        return Verdict(False, permission, (Step(False, "access-nobody"),), log_in=True)
    steps = [Step(True, f"access-is-{actor.kind.value}")]

    def refused(key: str, *parts: str, hidden: bool = False) -> Verdict:
        return Verdict(False, permission, (*steps, Step(False, key, parts)), hidden=hidden)

    if workspace is not None and workspace != actor.workspace:
        return refused("access-other-workspace", hidden=True)
    if actor.role is None:
        return refused("access-no-role")
    if permission in IN_A_WORKSPACE and not actor.workspace:
        return refused("access-no-workspace")
    if permission not in ROLES[actor.role]:
        return refused("access-role-lacks", actor.role, permission)
    steps.append(Step(True, "access-role-has", (actor.role, permission)))
    if actor.kind is ActorKind.TOKEN:
        if permission in KEPT_FROM_TOKENS:
            return refused("access-not-by-token", permission)
        # A token whose scopes are not known has none.
        if permission not in (actor.scopes or ()):
            return refused("access-scope-lacks", permission)
        steps.append(Step(True, "access-scope-has", (permission,)))
    elif actor.scopes is not None and permission not in actor.scopes:
        return refused("access-scope-lacks", permission)
    return Verdict(True, permission, tuple(steps))


def roles_with(permission: Permission) -> tuple[Role, ...]:
    """The roles that may do something."""
    return tuple(role for role, permissions in ROLES.items() if permission in permissions)


def _named(part: str, lang: str) -> str:
    if part in set(Role):
        return say(f"role-{part}", lang)
    return say(f"may-{part}", lang) if part in set(Permission) else part
