"""Whether an actor may do something, and why, in words."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from sekisho.words import say

from .actors import Actor
from .permissions import GRANTS, KEPT_FROM_TOKENS, Permission, Role

Because = Literal["public", "granted", "not-signed-in", "role", "scope", "workspace"]


@frozen
class Step:
    """One question that was asked on the way to a verdict, and how it came out."""

    held: bool
    key: str
    parts: tuple[Permission | tuple[Role, ...], ...] = ()

    def words(self, lang: str) -> str:
        """The step as a sentence in the reader's language."""
        return say(self.key, lang, *(_named(part, lang) for part in self.parts))


@frozen
class Verdict:
    """The answer to "may they?": `because` names the rule that decided, `steps` how it came to that."""

    allowed: bool
    because: Because
    permission: Permission
    steps: tuple[Step, ...]

    def __bool__(self) -> bool:
        return self.allowed

    @property
    def hidden(self) -> bool:
        """Whether the refusal must look as if the thing did not exist (404): "not yours" would say that it is there."""
        return self.because == "workspace"

    def reason(self, lang: str) -> str:
        """The deciding step in one sentence."""
        return self.steps[-1].words(lang)

    def explain(self, lang: str) -> list[dict[str, object]]:
        """Every step as plain data: `{"held": …, "words": …}`."""
        return [{"held": step.held, "words": step.words(lang)} for step in self.steps]


def may(actor: Actor | None, permission: Permission, workspace: str | None = None) -> Verdict:
    """Whether somebody (None: nobody is signed in) may do what the permission names, and the reason in words.

    `workspace`: to whom the row belongs that is asked for (None: no row, or one of the actor's own workspace). What is not
    written in the table of roles is refused.
    """
    if permission is Permission.PUBLIC:
        return Verdict(True, "public", permission, (Step(True, "access-public"),))
    if actor is None:
        return Verdict(False, "not-signed-in", permission, (Step(False, "access-nobody"),))
    steps = [Step(True, f"access-is-{actor.how}")]

    def refused(because: Because, key: str, *parts: Permission | tuple[Role, ...]) -> Verdict:
        return Verdict(False, because, permission, (*steps, Step(False, key, parts)))

    if workspace is not None and workspace != actor.workspace:
        return refused("workspace", "access-other-workspace")
    if not actor.roles or not actor.workspace:
        return refused("role", "access-no-role")
    giving = tuple(role for role in Role if role in actor.roles and permission in GRANTS[role])
    if not giving:
        return refused(
            "role", "access-role-lacks", tuple(role for role in Role if role in actor.roles), permission
        )
    steps.append(Step(True, "access-role-has", (giving, permission)))
    if permission not in actor.permissions:
        barred = actor.how == "token" and permission in KEPT_FROM_TOKENS
        return refused("scope", "access-not-by-token" if barred else "access-scope-lacks", permission)
    if actor.scopes is not None:
        steps.append(Step(True, "access-scope-has", (permission,)))
    return Verdict(True, "granted", permission, tuple(steps))


def _named(part: Permission | tuple[Role, ...], lang: str) -> str:
    if isinstance(part, Permission):
        return say(f"may-{part}", lang)
    return (", " if lang == "en" else "、").join(say(f"role-{role}", lang) for role in part)
