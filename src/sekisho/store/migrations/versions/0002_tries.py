"""Tries of passwords and codes, counted for all processes together."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sekisho.store.columns import Moment, Name

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "tries",
        sa.Column("name", Name(), nullable=False),
        sa.Column("held", sa.Double(), nullable=False),
        sa.Column("since", Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_tries")),
    )
    op.create_index(op.f("ix_tries_since"), "tries", ["since"], unique=False)


def downgrade() -> None:
    """A database is not taken back: restore the copy that was made before the upgrade."""
    raise NotImplementedError("restore the copy that was made before the upgrade")
