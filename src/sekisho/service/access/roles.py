"""Roles and permissions: one table says what each role may do, and nothing else grants anything.

The page `docs/reference/roles.md` shows this table; a test compares the two.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Permission(StrEnum):
    """One thing that somebody may or may not do. Every route names exactly one."""

    PUBLIC = "public"  # the login page, the terms, style sheets, whether the service lives
    LAW_READ = "law.read"
    DETERMINE = "determine.run"  # an answer to a transaction that is sent along and not kept
    CHECK_READ = "check.read"
    CHECK_ANSWER = "check.answer"  # answer a question of a check, attach its evidence
    CHECK_WRITE = "check.write"  # begin, change, delete a check
    CLASSIFY_READ = "classify.read"
    CLASSIFY_WRITE = "classify.write"
    SCREEN_READ = "screen.read"
    SCREEN_RUN = "screen.run"
    SCREEN_DECIDE = "screen.decide"  # same party, another party, cannot say
    SAVED_READ = "saved.read"
    SAVED_WRITE = "saved.write"  # save, run again, delete
    JOBS_READ = "jobs.read"
    JOBS_RUN = "jobs.run"  # start and cancel long work
    ACCOUNT = "account.own"  # one's own language, password, sessions
    TOKENS = "account.tokens"  # one's own API tokens
    ACCESS_TRY = "access.try"  # ask what another person or role may do
    PEOPLE_READ = "people.read"
    PEOPLE_WRITE = "people.write"  # make and close accounts, give roles, make workspaces
    METRICS = "metrics.read"


class Role(StrEnum):
    """What somebody is in a workspace. A person has one role in each workspace, and none where he is no member."""

    VIEWER = "viewer"
    ENGINEER = "engineer"
    OFFICER = "officer"
    APPROVER = "approver"
    AUDITOR = "auditor"
    ADMIN = "admin"


_P = Permission
_OWN: Final = {_P.PUBLIC, _P.ACCOUNT, _P.TOKENS}
_READ: Final = {
    _P.LAW_READ,
    _P.DETERMINE,
    _P.CHECK_READ,
    _P.CLASSIFY_READ,
    _P.SCREEN_READ,
    _P.SAVED_READ,
    _P.JOBS_READ,
}
_ENGINEER: Final = {_P.CHECK_ANSWER, _P.CLASSIFY_WRITE, _P.JOBS_RUN}
_OFFICER: Final = _ENGINEER | {_P.CHECK_WRITE, _P.SCREEN_RUN, _P.SCREEN_DECIDE, _P.SAVED_WRITE}

ROLES: Final[dict[Role, frozenset[Permission]]] = {
    Role.VIEWER: frozenset(_OWN | _READ),
    Role.ENGINEER: frozenset(_OWN | _READ | _ENGINEER),
    Role.OFFICER: frozenset(_OWN | _READ | _OFFICER),
    # Who approves does not write what he approves: he looks, screens, decides on hits, and keeps the record.
    Role.APPROVER: frozenset(
        _OWN | _READ | {_P.SCREEN_RUN, _P.SCREEN_DECIDE, _P.SAVED_WRITE, _P.JOBS_RUN, _P.ACCESS_TRY}
    ),
    # Sees everything, also who may do what; changes nothing.
    Role.AUDITOR: frozenset(_OWN | _READ | {_P.ACCESS_TRY, _P.PEOPLE_READ, _P.METRICS}),
    # An admin could give himself any role, so keeping rights from him would only look like safety.
    Role.ADMIN: frozenset(Permission),
}

KEPT_FROM_TOKENS: Final = frozenset({_P.ACCOUNT, _P.TOKENS, _P.ACCESS_TRY, _P.PEOPLE_READ, _P.PEOPLE_WRITE})
"""What no API token can do whatever its scopes: a stolen token must not make itself a longer life."""

SCOPES: Final = tuple(
    permission
    for permission in Permission
    if permission not in KEPT_FROM_TOKENS and permission is not Permission.PUBLIC
)
"""The scopes that a token can have: permissions, each by its own name."""

IN_A_WORKSPACE: Final = frozenset(
    permission
    for permission in Permission
    if permission.value.split(".")[0] in {"check", "classify", "screen", "saved", "jobs"}
)
"""Permissions on rows of a workspace: they ask for a membership there."""
