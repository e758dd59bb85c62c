"""${message}"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sekisho.store.columns import Data, Moment, Name, Packed, Words

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """${message}."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """A database is not taken back: restore the copy that was made before the upgrade."""
    raise NotImplementedError("restore the copy that was made before the upgrade")
