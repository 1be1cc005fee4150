"""Run by Alembic: applies the revisions on the connection, and in the transaction, that it is handed."""

from alembic import context

from dragoman.ledger.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
