"""Roles and permissions: one table says what each role may do, and nothing else grants anything.

The page `docs/reference/roles.md` shows this table; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Permission(StrEnum):
    """One kind of thing that somebody may do. Every page, action and API route names exactly one."""

    PUBLIC = "public"  # needs no account: words, the login page, whether the service lives
    LAW_READ = "law.read"
    DETERMINE = "determine.run"  # an answer to a transaction that is sent along and not kept
    CHECK_READ = "check.read"
    CHECK_ANSWER = "check.answer"  # record an answer to a question, with its evidence
    CHECK_WRITE = "check.write"  # start, edit, archive a check
    CLASSIFY_READ = "classify.read"
    CLASSIFY_WRITE = "classify.write"
    SCREEN_READ = "screen.read"  # results that are kept, the lists and their age
    SCREEN_RUN = "screen.run"  # ask the lists about a party
    SCREEN_DECIDE = "screen.decide"  # say whether a hit is the same party
    SAVED_READ = "saved.read"
    SAVED_WRITE = "saved.write"  # save, run again, delete
    JOBS_READ = "jobs.read"
    JOBS_RUN = "jobs.run"  # start and cancel long work
    ACCOUNT_OWN = "account.own"  # one's own account and sessions
    TOKENS_OWN = "account.tokens"  # one's own API tokens
    ACCESS_TRY = "access.try"  # ask what another person or role may do
    PEOPLE_READ = "people.read"
    PEOPLE_MANAGE = "people.manage"  # accounts, roles, workspaces
    OPERATE = "operate"  # metrics and the like


class Role(StrEnum):
    """What somebody is in a workspace. A person may have several roles, and none where he is no member."""

    VIEWER = "viewer"
    ENGINEER = "engineer"
    OFFICER = "officer"
    APPROVER = "approver"
    AUDITOR = "auditor"
    ADMIN = "admin"


_P = Permission
_OWN: Final = frozenset({_P.PUBLIC, _P.ACCOUNT_OWN, _P.TOKENS_OWN})
_READ: Final = _OWN | {
    _P.LAW_READ,
    _P.DETERMINE,
    _P.CHECK_READ,
    _P.CLASSIFY_READ,
    _P.SCREEN_READ,
    _P.SAVED_READ,
    _P.JOBS_READ,
}
_ENGINEER: Final = _READ | {_P.CHECK_ANSWER, _P.CLASSIFY_WRITE, _P.JOBS_RUN}
_SCREEN: Final = frozenset({_P.SCREEN_RUN, _P.SCREEN_DECIDE, _P.SAVED_WRITE, _P.JOBS_RUN})

GRANTS: Final[Mapping[Role, frozenset[Permission]]] = {
    Role.VIEWER: _READ,
    Role.ENGINEER: _ENGINEER,
    Role.OFFICER: _ENGINEER | _SCREEN | {_P.CHECK_WRITE},
    # Who approves does not write what is approved: reads, screens, decides on hits, keeps the record.
    Role.APPROVER: _READ | _SCREEN | {_P.ACCESS_TRY},
    # Sees everything, also who may do what; changes nothing.
    Role.AUDITOR: _READ | {_P.ACCESS_TRY, _P.PEOPLE_READ, _P.OPERATE},
    # An admin could give himself any role, so keeping rights from him would only look like safety.
    Role.ADMIN: frozenset(Permission),
}
"""Which permissions a role gives."""

KEPT_FROM_TOKENS: Final = frozenset(
    {_P.ACCOUNT_OWN, _P.TOKENS_OWN, _P.ACCESS_TRY, _P.PEOPLE_READ, _P.PEOPLE_MANAGE}
)
"""What no API token can do, whatever its scopes: a stolen token must not make itself a longer life."""

SCOPES: Final = tuple(
    permission for permission in Permission if permission not in KEPT_FROM_TOKENS | {Permission.PUBLIC}
)
"""The scopes that a token can have: permissions, each by its own name."""


def roles_with(permission: Permission) -> tuple[Role, ...]:
    """The roles that may do something."""
    return tuple(role for role, given in GRANTS.items() if permission in given)
