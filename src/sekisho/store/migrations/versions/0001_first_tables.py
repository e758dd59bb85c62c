"""The first tables: accounts, checks, saved answers, sheets, screenings, jobs, events."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sekisho.store.columns import Data, Moment, Name, Packed, Words

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = ("check_revisions", "determinations", "sheet_revisions", "decisions", "events")


def upgrade() -> None:
    """Make the tables, and let the database itself refuse to change what is only ever added to."""
    op.create_table(
        "idempotency",
        sa.Column("actor", Name(), nullable=False),
        sa.Column("key", Name(), nullable=False),
        sa.Column("fingerprint", Name(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("headers", Data(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("made", Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("actor", "key", name=op.f("pk_idempotency")),
    )
    op.create_index(op.f("ix_idempotency_made"), "idempotency", ["made"], unique=False)
    op.create_table(
        "law_editions",
        sa.Column("hash", Name(), nullable=False),
        sa.Column("made", Moment(timezone=True), nullable=False),
        sa.Column("checked", Data(), nullable=False),
        sa.Column("marks", Packed(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_law_editions")),
    )
    op.create_table(
        "users",
        sa.Column("id", Name(), nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("email", Name(), nullable=False),
        sa.Column("password", Words(), nullable=True),
        sa.Column("issuer", Name(), nullable=True),
        sa.Column("subject", Name(), nullable=True),
        sa.Column("made", Moment(timezone=True), nullable=False),
        sa.Column("disabled", Moment(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("locked", Moment(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("email", name=op.f("uq_users_email")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_users_issuer_subject")),
    )
    op.create_table(
        "workspaces",
        sa.Column("id", Name(), nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("made", Moment(timezone=True), nullable=False),
        sa.Column("closed", Moment(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspaces")),
    )
    op.create_table(
        "checks",
        sa.Column("id", Name(), nullable=False),
        sa.Column("workspace", Name(), nullable=False),
        sa.Column("title", Words(), nullable=False),
        sa.Column("document", Words(), nullable=False),
        sa.Column("format", Name(), nullable=False),
        sa.Column("options", Data(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("made", Moment(timezone=True), nullable=False),
        sa.Column("made_by", Name(), nullable=True),
        sa.Column("changed", Moment(timezone=True), nullable=False),
        sa.Column("changed_by", Name(), nullable=True),
        sa.Column("archived", Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["changed_by"], ["users.id"], name=op.f("fk_checks_changed_by")),
        sa.ForeignKeyConstraint(["made_by"], ["users.id"], name=op.f("fk_checks_made_by")),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.id"], name=op.f("fk_checks_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checks")),
        sa.UniqueConstraint("workspace", "id", name=op.f("uq_checks_workspace_id")),
    )
    op.create_index(
        op.f("ix_checks_workspace_changed_id"), "checks", ["workspace", "changed", "id"], unique=False
    )
    op.create_table(
        "events",
        sa.Column("id", Name(), nullable=False),
        sa.Column("workspace", Name(), nullable=True),
        sa.Column("actor", Name(), nullable=False),
        sa.Column("what", Name(), nullable=False),
        sa.Column("object", Name(), nullable=True),
        sa.Column("details", Data(), nullable=False),
        sa.Column("made", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.id"], name=op.f("fk_events_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    op.create_index(op.f("ix_events_workspace_id"), "events", ["workspace", "id"], unique=False)
    op.create_table(
        "invitations",
        sa.Column("hash", Name(), nullable=False),
        sa.Column("user", Name(), nullable=False),
        sa.Column("purpose", Name(), nullable=False),
        sa.Column("made", Moment(timezone=True), nullable=False),
        sa.Column("by", Name(), nullable=True),
        sa.Column("expires", Moment(timezone=True), nullable=False),
        sa.Column("used", Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["users.id"], name=op.f("fk_invitations_by")),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name=op.f("fk_invitations_user")),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_invitations")),
    )
    op.create_table(
        "jobs",
        sa.Column("id", Name(), nullable=False),
        sa.Column("workspace", Name(), nullable=False),
        sa.Column("kind", Name(), nullable=False),
        sa.Column("title", Words(), nullable=False),
        sa.Column("params", Data(), nullable=False),
        sa.Column("state", Name(), nullable=False),
        sa.Column("done", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("message", Data(), nullable=True),
        sa.Column("checkpoint", Data(), nullable=True),
        sa.Column("result", Data(), nullable=True),
        sa.Column("problem", Data(), nullable=True),
        sa.Column("owner", Name(), nullable=True),
        sa.Column("lease", Moment(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("cancel", Moment(timezone=True), nullable=True),
        sa.Column("made", Moment(timezone=True), nullable=False),
        sa.Column("by", Name(), nullable=True),
        sa.Column("started", Moment(timezone=True), nullable=True),
        sa.Column("ended", Moment(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state in ('queued', 'running', 'done', 'failed', 'cancelled')", name=op.f("ck_jobs_state")
        ),
        sa.ForeignKeyConstraint(["by"], ["users.id"], name=op.f("fk_jobs_by")),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.id"], name=op.f("fk_jobs_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
        sa.UniqueConstraint("workspace", "id", name=op.f("uq_jobs_workspace_id")),
    )
    op.create_index(op.f("ix_jobs_state_lease"), "jobs", ["state", "lease"], unique=False)
    op.create_index(op.f("ix_jobs_workspace_made"), "jobs", ["workspace", "made"], unique=False)
    op.create_table(
        "memberships",
        sa.Column("user", Name(), nullable=False),
        sa.Column("workspace", Name(), nullable=False),
        sa.Column("role", Name(), nullable=False),
        sa.Column("made", Moment(timezone=True), nullable=False),
        sa.Column("by", Name(), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["users.id"], name=op.f("fk_memberships_by")),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name=op.f("fk_memberships_user")),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.id"], name=op.f("fk_memberships_workspace")),
        sa.PrimaryKeyConstraint("user", "workspace", "role", name=op.f("pk_memberships")),
    )
    op.create_index(op.f("ix_memberships_workspace"), "memberships", ["workspace"], unique=False)
    op.create_table(
        "preferences",
        sa.Column("user", Name(), nullable=False),
        sa.Column("values", Data(), nullable=False),
        sa.Column("changed", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name=op.f("fk_preferences_user")),
        sa.PrimaryKeyConstraint("user", name=op.f("pk_preferences")),
    )
    op.create_table(
        "sessions",
        sa.Column("hash", Name(), nullable=False),
        sa.Column("user", Name(), nullable=False),
        sa.Column("workspace", Name(), nullable=True),
        sa.Column("csrf", Name(), nullable=False),
        sa.Column("made", Moment(timezone=True), nullable=False),
        sa.Column("used", Moment(timezone=True), nullable=False),
        sa.Column("expires", Moment(timezone=True), nullable=False),
        sa.Column("agent", Words(), server_default=sa.text("''"), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name=op.f("fk_sessions_user")),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.id"], name=op.f("fk_sessions_workspace")),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_expires"), "sessions", ["expires"], unique=False)
    op.create_index(op.f("ix_sessions_user"), "sessions", ["user"], unique=False)
    op.create_table(
        "sheets",
        sa.Column("id", Name(), nullable=False),
        sa.Column("workspace", Name(), nullable=False),
        sa.Column("title", Words(), nullable=False),
        sa.Column("document", Data(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("made", Moment(timezone=True), nullable=False),
        sa.Column("made_by", Name(), nullable=True),
        sa.Column("changed", Moment(timezone=True), nullable=False),
        sa.Column("changed_by", Name(), nullable=True),
        sa.Column("archived", Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["changed_by"], ["users.id"], name=op.f("fk_sheets_changed_by")),
        sa.ForeignKeyConstraint(["made_by"], ["users.id"], name=op.f("fk_sheets_made_by")),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.id"], name=op.f("fk_sheets_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheets")),
        sa.UniqueConstraint("workspace", "id", name=op.f("uq_sheets_workspace_id")),
    )
    op.create_index(
        op.f("ix_sheets_workspace_changed_id"), "sheets", ["workspace", "changed", "id"], unique=False
    )
    op.create_table(
        "tokens",
        sa.Column("id", Name(), nullable=False),
        sa.Column("workspace", Name(), nullable=False),
        sa.Column("user", Name(), nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("prefix", Name(), nullable=False),
        sa.Column("hash", Name(), nullable=False),
        sa.Column("scopes", Data(), nullable=False),
        sa.Column("role", Name(), nullable=True),
        sa.Column("made", Moment(timezone=True), nullable=False),
        sa.Column("expires", Moment(timezone=True), nullable=True),
        sa.Column("used", Moment(timezone=True), nullable=True),
        sa.Column("revoked", Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name=op.f("fk_tokens_user")),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.id"], name=op.f("fk_tokens_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tokens")),
        sa.UniqueConstraint("hash", name=op.f("uq_tokens_hash")),
    )
    op.create_index(op.f("ix_tokens_workspace"), "tokens", ["workspace"], unique=False)
    op.create_table(
        "visits",
        sa.Column("user", Name(), nullable=False),
        sa.Column("workspace", Name(), nullable=False),
        sa.Column("since", Moment(timezone=True), nullable=True),
        sa.Column("since_law", Name(), nullable=True),
        sa.Column("seen", Moment(timezone=True), nullable=False),
        sa.Column("seen_law", Name(), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name=op.f("fk_visits_user")),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.id"], name=op.f("fk_visits_workspace")),
        sa.PrimaryKeyConstraint("user", "workspace", name=op.f("pk_visits")),
    )
    op.create_table(
        "check_revisions",
        sa.Column("workspace", Name(), nullable=False),
        sa.Column("check", Name(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("title", Words(), nullable=False),
        sa.Column("document", Words(), nullable=False),
        sa.Column("options", Data(), nullable=False),
        sa.Column("what", Data(), nullable=False),
        sa.Column("made", Moment(timezone=True), nullable=False),
        sa.Column("by", Name(), nullable=True),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_check_revisions_counts")),
        sa.ForeignKeyConstraint(["by"], ["users.id"], name=op.f("fk_check_revisions_by")),
        sa.ForeignKeyConstraint(
            ["workspace", "check"],
            ["checks.workspace", "checks.id"],
            name=op.f("fk_check_revisions_workspace_check"),
        ),
        sa.PrimaryKeyConstraint("workspace", "check", "revision", name=op.f("pk_check_revisions")),
    )
    op.create_table(
        "determinations",
        sa.Column("id", Name(), nullable=False),
        sa.Column("workspace", Name(), nullable=False),
        sa.Column("check", Name(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("again", Name(), nullable=True),
        sa.Column("title", Words(), nullable=False),
        sa.Column("document", Words(), nullable=False),
        sa.Column("format", Name(), nullable=False),
        sa.Column("options", Data(), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("known", sa.Date(), nullable=True),
        sa.Column("law", Name(), nullable=False),
        sa.Column("checked", Data(), nullable=False),
        sa.Column("lists", Data(), nullable=False),
        sa.Column("engine", Name(), nullable=False),
        sa.Column("summary", Data(), nullable=False),
        sa.Column("answer", Packed(), nullable=False),
        sa.Column("note", Words(), nullable=False),
        sa.Column("made", Moment(timezone=True), nullable=False),
        sa.Column("by", Name(), nullable=True),
        sa.Column("job", Name(), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["users.id"], name=op.f("fk_determinations_by")),
        sa.ForeignKeyConstraint(
            ["workspace", "again"],
            ["determinations.workspace", "determinations.id"],
            name=op.f("fk_determinations_workspace_again"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "check"],
            ["checks.workspace", "checks.id"],
            name=op.f("fk_determinations_workspace_check"),
        ),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.id"], name=op.f("fk_determinations_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_determinations")),
        sa.UniqueConstraint("workspace", "id", name=op.f("uq_determinations_workspace_id")),
    )
    op.create_index(
        op.f("ix_determinations_workspace_check"), "determinations", ["workspace", "check"], unique=False
    )
    op.create_table(
        "job_files",
        sa.Column("workspace", Name(), nullable=False),
        sa.Column("job", Name(), nullable=False),
        sa.Column("name", Name(), nullable=False),
        sa.Column("media", Name(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "job"], ["jobs.workspace", "jobs.id"], name=op.f("fk_job_files_workspace_job")
        ),
        sa.PrimaryKeyConstraint("workspace", "job", "name", name=op.f("pk_job_files")),
    )
    op.create_table(
        "job_parts",
        sa.Column("workspace", Name(), nullable=False),
        sa.Column("job", Name(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("value", Packed(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "job"], ["jobs.workspace", "jobs.id"], name=op.f("fk_job_parts_workspace_job")
        ),
        sa.PrimaryKeyConstraint("workspace", "job", "number", name=op.f("pk_job_parts")),
    )
    op.create_table(
        "screenings",
        sa.Column("id", Name(), nullable=False),
        sa.Column("workspace", Name(), nullable=False),
        sa.Column("check", Name(), nullable=True),
        sa.Column("kind", Name(), nullable=False),
        sa.Column("query", Packed(), nullable=False),
        sa.Column("result", Packed(), nullable=False),
        sa.Column("lists", Data(), nullable=False),
        sa.Column("hits", sa.Integer(), nullable=False),
        sa.Column("made", Moment(timezone=True), nullable=False),
        sa.Column("by", Name(), nullable=True),
        sa.Column("job", Name(), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["users.id"], name=op.f("fk_screenings_by")),
        sa.ForeignKeyConstraint(
            ["workspace", "check"],
            ["checks.workspace", "checks.id"],
            name=op.f("fk_screenings_workspace_check"),
        ),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.id"], name=op.f("fk_screenings_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screenings")),
        sa.UniqueConstraint("workspace", "id", name=op.f("uq_screenings_workspace_id")),
    )
    op.create_index(op.f("ix_screenings_workspace_check"), "screenings", ["workspace", "check"], unique=False)
    op.create_table(
        "sheet_revisions",
        sa.Column("workspace", Name(), nullable=False),
        sa.Column("sheet", Name(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("title", Words(), nullable=False),
        sa.Column("document", Data(), nullable=False),
        sa.Column("what", Data(), nullable=False),
        sa.Column("made", Moment(timezone=True), nullable=False),
        sa.Column("by", Name(), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["users.id"], name=op.f("fk_sheet_revisions_by")),
        sa.ForeignKeyConstraint(
            ["workspace", "sheet"],
            ["sheets.workspace", "sheets.id"],
            name=op.f("fk_sheet_revisions_workspace_sheet"),
        ),
        sa.PrimaryKeyConstraint("workspace", "sheet", "revision", name=op.f("pk_sheet_revisions")),
    )
    op.create_table(
        "decisions",
        sa.Column("id", Name(), nullable=False),
        sa.Column("workspace", Name(), nullable=False),
        sa.Column("screening", Name(), nullable=True),
        sa.Column("source", Name(), nullable=False),
        sa.Column("entry", Name(), nullable=False),
        sa.Column("verdict", Name(), nullable=False),
        sa.Column("record", Packed(), nullable=False),
        sa.Column("made", Moment(timezone=True), nullable=False),
        sa.Column("by", Name(), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["users.id"], name=op.f("fk_decisions_by")),
        sa.ForeignKeyConstraint(
            ["workspace", "screening"],
            ["screenings.workspace", "screenings.id"],
            name=op.f("fk_decisions_workspace_screening"),
        ),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.id"], name=op.f("fk_decisions_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    op.create_index(
        op.f("ix_decisions_workspace_source_entry"),
        "decisions",
        ["workspace", "source", "entry"],
        unique=False,
    )
    op.create_table(
        "looks",
        sa.Column("workspace", Name(), nullable=False),
        sa.Column("determination", Name(), nullable=False),
        sa.Column("under", Name(), nullable=False),
        sa.Column("summary", Data(), nullable=False),
        sa.Column("made", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "determination"],
            ["determinations.workspace", "determinations.id"],
            name=op.f("fk_looks_workspace_determination"),
        ),
        sa.PrimaryKeyConstraint("workspace", "determination", "under", name=op.f("pk_looks")),
    )
    _refuse_changes()


def _refuse_changes() -> None:
    postgresql = op.get_bind().dialect.name == "postgresql"
    if postgresql:
        op.execute(
            "create function sekisho_only_added_to() returns trigger language plpgsql as "
            "$$ begin raise exception 'rows of % are never changed or taken out', tg_table_name; end $$"
        )
    for table in APPEND_ONLY:
        if postgresql:
            op.execute(
                f"create trigger {table}_only_added_to before update or delete on {table} "
                "for each row execute function sekisho_only_added_to()"
            )
            continue
        for what in ("update", "delete"):
            op.execute(
                f"create trigger {table}_no_{what} before {what} on {table} "
                f"begin select raise(abort, 'rows of {table} are never changed or taken out'); end"
            )


def downgrade() -> None:
    """A database is not taken back: restore the copy that was made before the upgrade."""
    raise NotImplementedError("restore the copy that was made before the upgrade")
