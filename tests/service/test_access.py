"""Who may do what: the table, verdicts and their words, and the page of the documentation that shows the table."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sekisho.service.access import (
    GRANTS,
    KEPT_FROM_TOKENS,
    SCOPES,
    Actor,
    Permission,
    Role,
    local_actor,
    may,
    roles_with,
)
from sekisho.words import CATALOGUE, LANGUAGES, say

PAGE = Path(__file__).parents[2] / "docs/reference/roles.md"
roles_of_some = st.frozensets(st.sampled_from(Role))
scopes_of_some = st.frozensets(st.sampled_from(Permission))


def someone(*roles: Role, how: str = "session", scopes: frozenset[Permission] | None = None) -> Actor:
    return Actor("u1", "Aoi", "w1", frozenset(roles), how, scopes)  # type: ignore[arg-type]


def test_nobody_sees_only_what_is_public() -> None:
    assert [one for one in Permission if may(None, one).allowed] == [Permission.PUBLIC]
    assert may(None, Permission.LAW_READ).because == "not-signed-in"


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("permission", Permission)
def test_the_table_decides(role: Role, permission: Permission) -> None:
    verdict = may(someone(role), permission)
    assert verdict.allowed == (permission in GRANTS[role])
    for lang in LANGUAGES:
        words = verdict.reason(lang)
        assert words and "{" not in words and "access-" not in words and "may-" not in words
        if not verdict.allowed:
            assert say(f"role-{role}", lang) in words
            assert say(f"may-{permission}", lang) in words


def test_every_role_and_permission_has_words() -> None:
    for role in Role:
        assert f"role-{role}" in CATALOGUE and f"role-{role}-about" in CATALOGUE
    for permission in Permission:
        assert f"may-{permission}" in CATALOGUE


def test_the_roles_differ_as_they_should() -> None:
    writing = {
        one for one in Permission if one.value.endswith((".write", ".answer", ".run", ".decide", ".manage"))
    }
    writing -= {Permission.DETERMINE}
    assert not GRANTS[Role.VIEWER] & writing
    assert not GRANTS[Role.AUDITOR] & writing
    assert Permission.PEOPLE_MANAGE in GRANTS[Role.ADMIN] and roles_with(Permission.PEOPLE_MANAGE) == (
        Role.ADMIN,
    )
    assert Permission.CHECK_WRITE not in GRANTS[Role.APPROVER]
    assert Permission.SCREEN_RUN not in GRANTS[Role.ENGINEER]
    assert GRANTS[Role.ADMIN] == frozenset(Permission)


@given(roles_of_some, scopes_of_some)
def test_scopes_narrow_and_never_widen(roles: frozenset[Role], scopes: frozenset[Permission]) -> None:
    whole, token = someone(*roles), someone(*roles, how="token", scopes=scopes)
    assert token.permissions <= whole.permissions
    assert not token.permissions & KEPT_FROM_TOKENS
    for permission in Permission:
        if may(token, permission).allowed and permission is not Permission.PUBLIC:
            assert may(whole, permission).allowed and permission in scopes


@given(
    roles_of_some, st.sampled_from(Permission), scopes_of_some, st.sampled_from(["session", "token", "local"])
)
def test_a_verdict_agrees_with_the_permissions_of_the_actor(
    roles: frozenset[Role], permission: Permission, scopes: frozenset[Permission], how: str
) -> None:
    actor = someone(*roles, how=how, scopes=scopes if how == "token" else None)
    verdict = may(actor, permission)
    assert verdict.allowed == (permission in actor.permissions or permission is Permission.PUBLIC)
    assert verdict.steps[-1].held == verdict.allowed == bool(verdict)


def test_a_token_without_known_scopes_may_nothing() -> None:
    assert someone(Role.ADMIN, how="token").permissions == {Permission.PUBLIC}


@pytest.mark.parametrize("permission", [one for one in Permission if one is not Permission.PUBLIC])
def test_another_workspace_is_hidden_from_everybody(permission: Permission) -> None:
    verdict = may(someone(*Role), permission, "w2")
    assert not verdict.allowed and verdict.hidden
    assert may(someone(*Role), permission, "w1").allowed


def test_without_a_workspace_nothing() -> None:
    lost = Actor("u1", "Aoi", "", frozenset(Role), "session")
    assert [one for one in Permission if may(lost, one).allowed] == [Permission.PUBLIC]


def test_the_local_user_may_everything() -> None:
    assert all(may(local_actor("w1"), one).allowed for one in Permission)


def test_scopes_are_what_tokens_can_have() -> None:
    assert set(SCOPES) | KEPT_FROM_TOKENS | {Permission.PUBLIC} == set(Permission)
    assert not set(SCOPES) & KEPT_FROM_TOKENS


def table() -> str:
    """The table of roles as the page shows it."""
    lines = [
        "| permission | what | " + " | ".join(Role) + " | token |",
        "|---|---|" + "---|" * (len(Role) + 1),
    ]
    for one in Permission:
        marks = ["yes" if one in GRANTS[role] else "–" for role in Role]
        token = "–" if one in KEPT_FROM_TOKENS else "yes"
        lines.append(f"| `{one}` | {say(f'may-{one}', 'en')} | {' | '.join(marks)} | {token} |")
    return "\n".join(lines)


def test_the_page_shows_the_table() -> None:
    assert table() in PAGE.read_text("utf-8"), table()
