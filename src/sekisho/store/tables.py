"""The tables. A row of a workspace names it, and what belongs to that row can only be joined to it inside the workspace."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Date,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    MetaData,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from .columns import Data, Moment, Name, Packed, Words

STATES = ("queued", "running", "done", "failed", "cancelled")
"""What may become of a job."""


class Table(DeclarativeBase):
    """What all tables share: the names of their constraints, so that a migration can name them too."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {str: Words(), datetime: Moment(), date: Date(), Any: Data()}  # noqa: RUF012


def _id() -> Any:
    return mapped_column(Name(), primary_key=True)


def _user(null: bool = True) -> Any:
    return mapped_column(Name(), ForeignKey("users.id"), nullable=null)


def _workspace() -> Any:
    return mapped_column(Name(), ForeignKey("workspaces.id"), nullable=False)


# --- who


class Workspaces(Table):
    """A room of its own for a team: nobody sees from one into another."""

    __tablename__ = "workspaces"
    id: Mapped[str] = _id()
    name: Mapped[str]
    made: Mapped[datetime]
    closed: Mapped[datetime | None]


class Users(Table):
    """A person who may sign in: by password or by an identity provider."""

    __tablename__ = "users"
    id: Mapped[str] = _id()
    name: Mapped[str]
    email: Mapped[str] = mapped_column(Name(), unique=True)  # lower case
    password: Mapped[str | None]  # the argon2 hash
    issuer: Mapped[str | None] = mapped_column(Name())
    subject: Mapped[str | None] = mapped_column(Name())
    made: Mapped[datetime]
    disabled: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(
        server_default=text("0")
    )  # wrong passwords since the last right one
    locked: Mapped[datetime | None]  # no password is looked at until then
    __table_args__ = (UniqueConstraint("issuer", "subject"),)


class Memberships(Table):
    """Which roles a person has in which workspace, a row for each."""

    __tablename__ = "memberships"
    user: Mapped[str] = mapped_column(Name(), ForeignKey("users.id"), primary_key=True)
    workspace: Mapped[str] = mapped_column(Name(), ForeignKey("workspaces.id"), primary_key=True)
    role: Mapped[str] = mapped_column(Name(), primary_key=True)
    made: Mapped[datetime]
    by: Mapped[str | None] = _user()
    __table_args__ = (Index(None, "workspace"),)


class Sessions(Table):
    """A browser that is signed in. What the browser holds is not kept, only its hash."""

    __tablename__ = "sessions"
    hash: Mapped[str] = mapped_column(Name(), primary_key=True)
    user: Mapped[str] = _user(null=False)
    workspace: Mapped[str | None] = mapped_column(Name(), ForeignKey("workspaces.id"))
    csrf: Mapped[str] = mapped_column(Name())
    made: Mapped[datetime]
    used: Mapped[datetime]
    expires: Mapped[datetime]
    agent: Mapped[str] = mapped_column(server_default=text("''"))
    __table_args__ = (Index(None, "user"), Index(None, "expires"))


class Tokens(Table):
    """A key for programs. The key itself is shown once and not kept."""

    __tablename__ = "tokens"
    id: Mapped[str] = _id()
    workspace: Mapped[str] = _workspace()
    user: Mapped[str] = _user(null=False)
    name: Mapped[str]
    prefix: Mapped[str] = mapped_column(Name())
    hash: Mapped[str] = mapped_column(Name(), unique=True)
    scopes: Mapped[Any]
    role: Mapped[str | None] = mapped_column(Name())
    made: Mapped[datetime]
    expires: Mapped[datetime | None]
    used: Mapped[datetime | None]
    revoked: Mapped[datetime | None]
    __table_args__ = (Index(None, "workspace"),)


class Invitations(Table):
    """A link, good once, by which a person sets a password: a new account, or one whose password is lost."""

    __tablename__ = "invitations"
    hash: Mapped[str] = mapped_column(Name(), primary_key=True)
    user: Mapped[str] = _user(null=False)
    purpose: Mapped[str] = mapped_column(Name())
    made: Mapped[datetime]
    by: Mapped[str | None] = _user()
    expires: Mapped[datetime]
    used: Mapped[datetime | None]


class Preferences(Table):
    """How a person wants the pages: language, compact rows, keys."""

    __tablename__ = "preferences"
    user: Mapped[str] = mapped_column(Name(), ForeignKey("users.id"), primary_key=True)
    values: Mapped[Any]
    changed: Mapped[datetime]


class Visits(Table):
    """When a person was last here, and what the law was then."""

    __tablename__ = "visits"
    user: Mapped[str] = mapped_column(Name(), ForeignKey("users.id"), primary_key=True)
    workspace: Mapped[str] = mapped_column(Name(), ForeignKey("workspaces.id"), primary_key=True)
    since: Mapped[datetime | None]  # the end of the visit before this one
    since_law: Mapped[str | None] = mapped_column(Name())
    seen: Mapped[datetime]
    seen_law: Mapped[str] = mapped_column(Name())


# --- work


class Checks(Table):
    """A transaction that is being worked on, as it stands now."""

    __tablename__ = "checks"
    id: Mapped[str] = _id()
    workspace: Mapped[str] = _workspace()
    title: Mapped[str]
    document: Mapped[str]
    format: Mapped[str] = mapped_column(Name())
    options: Mapped[Any]  # readings, authorities and days that the person chose
    revision: Mapped[int]
    made: Mapped[datetime]
    made_by: Mapped[str | None] = _user()
    changed: Mapped[datetime]
    changed_by: Mapped[str | None] = _user()
    archived: Mapped[datetime | None]
    __table_args__ = (UniqueConstraint("workspace", "id"), Index(None, "workspace", "changed", "id"))


class CheckRevisions(Table):
    """Every text that a check ever had, with who changed what when. Never changed, never taken out."""

    __tablename__ = "check_revisions"
    workspace: Mapped[str] = mapped_column(Name(), primary_key=True)
    check: Mapped[str] = mapped_column(Name(), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    document: Mapped[str]
    options: Mapped[Any]
    what: Mapped[Any]
    made: Mapped[datetime]
    by: Mapped[str | None] = _user()
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "check"], ["checks.workspace", "checks.id"]),
        CheckConstraint("revision >= 1", name="counts"),
    )


class Determinations(Table):
    """An answer that was kept, whole, with all that it rested on. Never changed, never taken out."""

    __tablename__ = "determinations"
    id: Mapped[str] = _id()
    workspace: Mapped[str] = _workspace()
    check: Mapped[str | None] = mapped_column(Name())
    revision: Mapped[int | None]
    again: Mapped[str | None] = mapped_column(Name())  # the saved answer that was run again
    title: Mapped[str]
    document: Mapped[str]
    format: Mapped[str] = mapped_column(Name())
    options: Mapped[Any]
    on: Mapped[date | None]
    known: Mapped[date | None]
    law: Mapped[str] = mapped_column(Name())
    checked: Mapped[Any]
    lists: Mapped[Any]
    engine: Mapped[str] = mapped_column(Name())
    summary: Mapped[Any]
    answer: Mapped[Any] = mapped_column(Packed())
    note: Mapped[str]
    made: Mapped[datetime]
    by: Mapped[str | None] = _user()
    job: Mapped[str | None] = mapped_column(Name())
    __table_args__ = (
        UniqueConstraint("workspace", "id"),
        ForeignKeyConstraint(["workspace", "check"], ["checks.workspace", "checks.id"]),
        ForeignKeyConstraint(["workspace", "again"], ["determinations.workspace", "determinations.id"]),
        Index(None, "workspace", "check"),
    )


class Looks(Table):
    """What a saved transaction would answer under other law or on another day; kept to be quick, made anew at need."""

    __tablename__ = "looks"
    workspace: Mapped[str] = mapped_column(Name(), primary_key=True)
    determination: Mapped[str] = mapped_column(Name(), primary_key=True)
    under: Mapped[str] = mapped_column(Name(), primary_key=True)  # day, law, lists, engine
    summary: Mapped[Any]
    made: Mapped[datetime]
    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace", "determination"], ["determinations.workspace", "determinations.id"]
        ),
    )


class Sheets(Table):
    """A product sheet, as it stands now: values with units, conditions, evidence."""

    __tablename__ = "sheets"
    id: Mapped[str] = _id()
    workspace: Mapped[str] = _workspace()
    title: Mapped[str]
    document: Mapped[Any]
    revision: Mapped[int]
    made: Mapped[datetime]
    made_by: Mapped[str | None] = _user()
    changed: Mapped[datetime]
    changed_by: Mapped[str | None] = _user()
    archived: Mapped[datetime | None]
    __table_args__ = (UniqueConstraint("workspace", "id"), Index(None, "workspace", "changed", "id"))


class SheetRevisions(Table):
    """Every state that a product sheet ever had. Never changed, never taken out."""

    __tablename__ = "sheet_revisions"
    workspace: Mapped[str] = mapped_column(Name(), primary_key=True)
    sheet: Mapped[str] = mapped_column(Name(), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    document: Mapped[Any]
    what: Mapped[Any]
    made: Mapped[datetime]
    by: Mapped[str | None] = _user()
    __table_args__ = (ForeignKeyConstraint(["workspace", "sheet"], ["sheets.workspace", "sheets.id"]),)


class Screenings(Table):
    """A question to the lists and its answer: names stand here and never in an address."""

    __tablename__ = "screenings"
    id: Mapped[str] = _id()
    workspace: Mapped[str] = _workspace()
    check: Mapped[str | None] = mapped_column(Name())
    kind: Mapped[str] = mapped_column(Name())
    query: Mapped[Any] = mapped_column(Packed())
    result: Mapped[Any] = mapped_column(Packed())
    lists: Mapped[Any]
    hits: Mapped[int]
    made: Mapped[datetime]
    by: Mapped[str | None] = _user()
    job: Mapped[str | None] = mapped_column(Name())
    __table_args__ = (
        UniqueConstraint("workspace", "id"),
        ForeignKeyConstraint(["workspace", "check"], ["checks.workspace", "checks.id"]),
        Index(None, "workspace", "check"),
    )


class Decisions(Table):
    """What a person decided of a hit, and why. A later one on the same pair takes its place; both stay."""

    __tablename__ = "decisions"
    id: Mapped[str] = _id()
    workspace: Mapped[str] = _workspace()
    screening: Mapped[str | None] = mapped_column(Name())
    source: Mapped[str] = mapped_column(Name())
    entry: Mapped[str] = mapped_column(Name())
    verdict: Mapped[str] = mapped_column(Name())
    record: Mapped[Any] = mapped_column(Packed())
    made: Mapped[datetime]
    by: Mapped[str | None] = _user()
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "screening"], ["screenings.workspace", "screenings.id"]),
        Index(None, "workspace", "source", "entry"),
    )


# --- machinery


class Jobs(Table):
    """Long work: what it is, how far it is, who works on it."""

    __tablename__ = "jobs"
    id: Mapped[str] = _id()
    workspace: Mapped[str] = _workspace()
    kind: Mapped[str] = mapped_column(Name())
    title: Mapped[str]
    params: Mapped[Any]
    state: Mapped[str] = mapped_column(Name())
    done: Mapped[int] = mapped_column(server_default=text("0"))
    total: Mapped[int | None]
    message: Mapped[Any] = mapped_column(Data(), nullable=True)
    checkpoint: Mapped[Any] = mapped_column(Data(), nullable=True)
    result: Mapped[Any] = mapped_column(Data(), nullable=True)
    problem: Mapped[Any] = mapped_column(Data(), nullable=True)
    owner: Mapped[str | None] = mapped_column(Name())
    lease: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(server_default=text("0"))
    cancel: Mapped[datetime | None]
    made: Mapped[datetime]
    by: Mapped[str | None] = _user()
    started: Mapped[datetime | None]
    ended: Mapped[datetime | None]
    __table_args__ = (
        UniqueConstraint("workspace", "id"),
        CheckConstraint(f"state in {STATES!r}", name="state"),
        Index(None, "state", "lease"),
        Index(None, "workspace", "made"),
    )


class JobFiles(Table):
    """What was handed in with a job, and what came out of it."""

    __tablename__ = "job_files"
    workspace: Mapped[str] = mapped_column(Name(), primary_key=True)
    job: Mapped[str] = mapped_column(Name(), primary_key=True)
    name: Mapped[str] = mapped_column(Name(), primary_key=True)
    media: Mapped[str] = mapped_column(Name())
    body: Mapped[bytes] = mapped_column(LargeBinary)
    __table_args__ = (ForeignKeyConstraint(["workspace", "job"], ["jobs.workspace", "jobs.id"]),)


class JobParts(Table):
    """A part of a job that is done: it is not done again after a restart."""

    __tablename__ = "job_parts"
    workspace: Mapped[str] = mapped_column(Name(), primary_key=True)
    job: Mapped[str] = mapped_column(Name(), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(Packed())
    __table_args__ = (ForeignKeyConstraint(["workspace", "job"], ["jobs.workspace", "jobs.id"]),)


class Idempotency(Table):
    """A request that was made with a key: made again, it is answered again and not carried out twice."""

    __tablename__ = "idempotency"
    actor: Mapped[str] = mapped_column(Name(), primary_key=True)
    key: Mapped[str] = mapped_column(Name(), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(Name())
    status: Mapped[int | None]
    headers: Mapped[Any] = mapped_column(Data(), nullable=True)
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    made: Mapped[datetime]
    __table_args__ = (Index(None, "made"),)


class Tries(Table):
    """How many more passwords or codes may be tried, by a mark of who tries."""

    __tablename__ = "tries"
    name: Mapped[str] = mapped_column(Name(), primary_key=True)
    held: Mapped[float] = mapped_column(Double())
    since: Mapped[datetime]
    __table_args__ = (Index(None, "since"),)


class Events(Table):
    """Who did what when. Only ever added to."""

    __tablename__ = "events"
    id: Mapped[str] = _id()
    workspace: Mapped[str | None] = mapped_column(Name(), ForeignKey("workspaces.id"))
    actor: Mapped[str] = mapped_column(Name())
    what: Mapped[str] = mapped_column(Name())
    object: Mapped[str | None] = mapped_column(Name())
    details: Mapped[Any]
    made: Mapped[datetime]
    __table_args__ = (Index(None, "workspace", "id"),)


class LawEditions(Table):
    """A body of law that answers were made with: the mark of each provision, so that two can be compared later."""

    __tablename__ = "law_editions"
    hash: Mapped[str] = mapped_column(Name(), primary_key=True)
    made: Mapped[datetime]
    checked: Mapped[Any]
    marks: Mapped[Any] = mapped_column(Packed())


APPEND_ONLY = ("check_revisions", "determinations", "sheet_revisions", "decisions", "events")
"""Tables whose rows the database itself refuses to change or to take out."""
