"""Opening: whose database is this, which schema has it, and what to do about either."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, text

from dragoman.errors import LedgerError
from dragoman.ledger.dialect import APPLICATION_ID, Database
from dragoman.ledger.tables import FORMAT, HEAD, OLDER

_MARKER = "dragoman_ledger"


@dataclass(frozen=True, slots=True)
class _Found:
    """What a database holds before anything was done to it."""

    tables: frozenset[str]
    ours: bool  # marked as a ledger
    revision: str = ""  # of the schema


def prepare(db: Database, *, create: bool) -> None:
    """Make sure that `db` holds a ledger with the schema that this version reads.

    An empty database gets its tables and an older ledger is brought up to date, where `create` allows and
    the database was not opened read-only. Alembic is loaded only then.

    Raises:
        LedgerError: not a ledger, damaged, from a newer version, or too old to be read without an upgrade.
    """
    with db.read() as conn:
        found = _look(db, conn)
    if _is_current(db, found):
        db.use_wal() if not db.read_only else None
        return
    if db.read_only or not (create or found.ours):
        raise _error(db, *_cannot_change(found))
    with db.create() as conn:
        found = _look(db, conn)  # another process may have been quicker
        if not _is_current(db, found):
            from dragoman.ledger.upgrade import upgrade

            upgrade(conn)
            db.mark(conn)
    db.use_wal()


def _cannot_change(found: _Found) -> tuple[str, str]:
    if found.ours:
        return (
            f"was made by an older version (schema {found.revision})",
            "open it for writing once to upgrade it",
        )
    return "holds no ledger yet", "record a document first"


def _is_current(db: Database, found: _Found) -> bool:
    """Tell whether nothing is to be done; refuse what is not ours, or newer than this version."""
    if not found.ours:
        if found.tables:
            raise _error(db, "belongs to another program", _elsewhere(db))
        return False
    if not found.revision:
        raise _error(db, "is damaged: its schema has no revision", "restore it from a copy")
    if found.revision != HEAD and found.revision not in OLDER:
        problem = f"was made by a newer version of Dragoman (schema {found.revision}; this one reads {HEAD})"
        raise _error(db, problem, "upgrade with `pip install --upgrade dragoman`")
    return found.revision == HEAD


def _elsewhere(db: Database) -> str:
    if db.is_sqlite:
        return "give the path of a ledger, or of a file that does not exist yet"
    return "give an empty database, or an empty schema by adding ?options=-csearch_path%3DSCHEMA to the URL"


def _look(db: Database, conn: Connection) -> _Found:
    tables = _sqlite_tables(conn) if db.is_sqlite else _postgres_tables(db, conn)
    if _MARKER not in tables:
        if db.is_sqlite and conn.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID:
            raise _error(db, "is damaged: tables are missing", "restore it from a copy")
        return _Found(tables, ours=False)
    if conn.execute(text(f"SELECT format FROM {_MARKER}")).scalar() != FORMAT:  # noqa: S608 - a constant
        return _Found(tables, ours=False)
    if "alembic_version" not in tables:
        return _Found(tables, ours=True)
    revision = conn.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return _Found(tables, ours=True, revision=revision or "")


def _sqlite_tables(conn: Connection) -> frozenset[str]:
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    return frozenset(conn.exec_driver_sql(query).scalars())


def _postgres_tables(db: Database, conn: Connection) -> frozenset[str]:
    schema, encoding = conn.exec_driver_sql(
        "SELECT current_schema(), current_setting('server_encoding')"
    ).one()
    if schema is None:
        raise _error(db, "the schema in the search path does not exist", "create it with CREATE SCHEMA")
    if encoding != "UTF8":
        remedy = "create the database with ENCODING 'UTF8'"
        raise _error(db, f"keeps text as {encoding}, which cannot hold every character", remedy)
    query = text("SELECT tablename FROM pg_tables WHERE schemaname = :schema")
    return frozenset(conn.execute(query, {"schema": schema}).scalars())


def _error(db: Database, problem: str, remedy: str) -> LedgerError:
    return LedgerError(ledger=db.address.shown, problem=problem, remedy=remedy)
