"""What can be permitted, and which role permits it (docs/reference/roles.md)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Permission(StrEnum):
    """One kind of thing that somebody may do. Every page, action and API route names exactly one."""

    PUBLIC = "public"  # needs no account: words, sign-in, health
    LAW_READ = "law.read"
    CHECK_READ = "check.read"
    CHECK_WRITE = "check.write"  # start, edit, archive a check
    CHECK_ANSWER = "check.answer"  # record an answer to a question
    CLASSIFY_READ = "classify.read"
    CLASSIFY_WRITE = "classify.write"
    SCREEN_RUN = "screen.run"
    SCREEN_DECIDE = "screen.decide"  # say whether a hit is the same party
    SAVED_READ = "saved.read"
    SAVED_WRITE = "saved.write"
    JOBS_READ = "jobs.read"
    JOBS_RUN = "jobs.run"
    ACCOUNT_OWN = "account.own"  # one's own account, sessions and tokens
    PEOPLE_READ = "people.read"
    PEOPLE_MANAGE = "people.manage"
    OPERATE = "operate"  # metrics and the like


class Role(StrEnum):
    """What somebody is in a workspace."""

    VIEWER = "viewer"
    ENGINEER = "engineer"
    OFFICER = "officer"
    APPROVER = "approver"
    AUDITOR = "auditor"
    ADMIN = "admin"


_P = Permission
_READ: Final = frozenset(
    {_P.PUBLIC, _P.LAW_READ, _P.CHECK_READ, _P.CLASSIFY_READ, _P.SAVED_READ, _P.JOBS_READ, _P.ACCOUNT_OWN}
)
_ENGINEER: Final = _READ | {_P.CHECK_ANSWER, _P.CLASSIFY_WRITE}
_OFFICER: Final = _ENGINEER | {
    _P.CHECK_WRITE,
    _P.SCREEN_RUN,
    _P.SCREEN_DECIDE,
    _P.SAVED_WRITE,
    _P.JOBS_RUN,
}

GRANTS: Final[Mapping[Role, frozenset[Permission]]] = {
    Role.VIEWER: _READ,
    Role.ENGINEER: _ENGINEER,
    Role.OFFICER: _OFFICER,
    Role.APPROVER: _OFFICER,
    Role.AUDITOR: _READ | {_P.PEOPLE_READ},
    Role.ADMIN: frozenset(Permission),
}
"""Which permissions a role gives."""
