"""Runs the steps in the transaction that `store.migrate` opened."""

from __future__ import annotations

from alembic import context

from sekisho.store.tables import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    transaction_per_migration=False,
    transactional_ddl=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
