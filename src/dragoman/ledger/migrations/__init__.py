"""Alembic's environment for the ledger's schema; `ledger.upgrade` runs it."""
