"""Bringing a database to a schema, by the Alembic revisions in `migrations/versions`."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from dragoman.ledger.tables import HEAD


def config(conn: Connection | None = None) -> Config:
    """Give Alembic's configuration: no ini file, and `conn`, whose transaction is the caller's."""
    made = Config()
    folder = str(Path(__file__).with_name("migrations")).replace("%", "%%")  # "%" means more to ConfigParser
    made.set_main_option("script_location", folder)
    made.set_main_option("path_separator", "newline")  # a folder's name may hold a colon or a space
    made.attributes["connection"] = conn
    return made


def upgrade(conn: Connection, *, to: str = HEAD) -> None:
    """Apply every revision up to `to` in the caller's transaction: all of them or none."""
    command.upgrade(config(conn), to)
