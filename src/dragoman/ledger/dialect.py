"""The one place where SQLite and PostgreSQL differ: connecting, and how transactions begin.

Writers stand in line on both: SQLite by BEGIN IMMEDIATE, PostgreSQL by locking the ledger's one counter
row. So sequence numbers become visible in their own order and without holes, and what was known at
sequence n never changes afterwards.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, QueuePool, StaticPool, create_engine, event, text
from sqlalchemy.exc import DBAPIError

from dragoman.errors import LedgerError, MissingExtraError
from dragoman.ledger.address import MEMORY, Address
from dragoman.ledger.failures import is_busy, translated
from dragoman.ledger.files import cannot_index, file_uri

APPLICATION_ID = (
    0x44524147  # "DRAG": in the header of our SQLite files, shown by `file` and PRAGMA application_id
)
_CREATION_LOCK = 0x447261676F6D616E  # "Dragoman": PostgreSQL advisory lock while tables are made
_CONNECT_TIMEOUT_S = 10
_WRITING = "dragoman_writing"


class Database:
    """Connections to one ledger's database; every error that leaves it is a `LedgerError`."""

    def __init__(self, address: Address, *, read_only: bool, create: bool, timeout_s: float) -> None:
        self.address = address
        self.read_only = read_only
        self.timeout_s = timeout_s
        self._engine = (
            _sqlite_engine(address, read_only=read_only, create=create, timeout_s=timeout_s)
            if address.dialect == "sqlite"
            else _postgres_engine(address)
        )

    @property
    def is_sqlite(self) -> bool:
        """Whether this is SQLite; else PostgreSQL."""
        return self.address.dialect == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees one state of an SQLite file throughout; nothing is written."""
        with translated(self.address), self._engine.connect() as conn:
            if self.read_only and not self.is_sqlite:
                conn = conn.execution_options(postgresql_readonly=True)
            with conn.begin():
                yield conn

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a connection in a transaction that is kept whole or not at all.

        Raises:
            LedgerError: opened read-only, or another writer held the ledger for longer than the timeout.
        """
        if self.read_only:
            raise LedgerError(
                ledger=self.address.shown, problem="was opened read-only", remedy="open it for writing"
            )
        with translated(self.address), self._engine.connect() as conn:
            conn = conn.execution_options(**{_WRITING: True})
            with conn.begin():
                if not self.is_sqlite:
                    conn.exec_driver_sql(f"SET LOCAL lock_timeout = {max(1, int(self.timeout_s * 1000))}")
                yield conn

    @contextmanager
    def create(self) -> Iterator[Connection]:
        """Give a writing connection that no other process makes or changes tables beside."""
        with self.write() as conn:
            if not self.is_sqlite:
                conn.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CREATION_LOCK})
            yield conn

    def mark(self, conn: Connection) -> None:
        """Mark a new SQLite file as ours, as part of the transaction that makes its tables."""
        if self.is_sqlite:
            conn.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")

    def use_wal(self) -> None:
        """Let readers and a writer of an SQLite file work beside each other; kept in the file itself.

        Where another process has the file open just now, or the file system cannot do it, the file works on
        in its old mode, only with more waiting; the next opening tries again.
        """
        if not self.is_sqlite or self.address.path is None:
            return
        with translated(self.address), self._engine.connect() as conn:
            driver = conn.connection.driver_connection
            if not isinstance(driver, sqlite3.Connection):  # pragma: no cover - the engine is made below
                return
            if driver.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
                return
            try:
                driver.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if not is_busy(DBAPIError("", None, error)):
                    raise

    def damage(self, conn: Connection) -> list[str]:
        """Give what the database itself finds wrong; PostgreSQL checks its pages as it reads them."""
        if not self.is_sqlite:
            return []
        said = [str(row[0]) for row in conn.exec_driver_sql("PRAGMA integrity_check")]
        broken = conn.exec_driver_sql("PRAGMA foreign_key_check").all()
        return [*(line for line in said if line != "ok"), *(f"{row[0]}: refers to nothing" for row in broken)]

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()


def _sqlite_engine(address: Address, *, read_only: bool, create: bool, timeout_s: float) -> Engine:
    path = address.path
    if path is not None:
        file_uri(path, read_only=read_only, create=create)  # refuses now what cannot be opened

    def connect() -> sqlite3.Connection:
        target = MEMORY if path is None else file_uri(path, read_only=read_only, create=create)
        # isolation_level None: no BEGIN behind our back; the listener below says when and which.
        driver = sqlite3.connect(
            target, uri=path is not None, timeout=timeout_s, isolation_level=None, check_same_thread=False
        )
        driver.execute("PRAGMA foreign_keys = ON")
        driver.execute("PRAGMA synchronous = FULL")  # what `record` returned survives a power cut
        return driver

    pool = StaticPool if path is None else NullPool if read_only and cannot_index(path) else QueuePool
    engine = create_engine("sqlite://", creator=connect, poolclass=pool, hide_parameters=True)

    @event.listens_for(engine, "begin")
    def begin(conn: Connection) -> None:
        # IMMEDIATE waits for other writers here, once, instead of failing at the first write.
        writing = conn.get_execution_options().get(_WRITING, False)
        conn.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _postgres_engine(address: Address) -> Engine:
    if address.url is None:  # pragma: no cover - parse_address gives every PostgreSQL address a URL
        raise LedgerError(ledger=address.shown, problem="has no URL", remedy="give postgresql://…")
    needed_for = "a ledger on PostgreSQL"
    if find_spec("psycopg") is None:
        raise MissingExtraError(extra="postgres", needed_for=needed_for)
    options: dict[str, Any] = {"application_name": "dragoman", "connect_timeout": _CONNECT_TIMEOUT_S}
    arguments = {name: value for name, value in options.items() if name not in address.url.query}
    try:
        with translated(address):
            return create_engine(
                address.url, connect_args=arguments, pool_pre_ping=True, hide_parameters=True
            )
    except ImportError as error:  # psycopg without a libpq to talk through
        raise MissingExtraError(extra="postgres", needed_for=needed_for) from error
