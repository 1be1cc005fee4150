"""What a database driver reports, said as a `LedgerError` with the problem and what to do about it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from dragoman.errors import LedgerError
from dragoman.ledger.address import Address

Diagnosis = tuple[str, str]  # problem, remedy

_WAIT = "wait until the other program has finished, then try again"
_RIGHTS = "make the file and its folder writable, or open the ledger read-only"
_RESTORE = "restore it from a copy, or record the documents into a new ledger"
_OTHER = "give the path of a ledger, or of a file that does not exist yet"

# Primary result codes of SQLite: https://www.sqlite.org/rescode.html
_SQLITE: dict[int, Diagnosis] = {
    5: ("is locked by another program", _WAIT),
    6: ("is locked by another program", _WAIT),
    8: ("cannot be written to", _RIGHTS),
    10: ("the disk reports an error", "check the disk, then try again"),
    11: ("the file is damaged", _RESTORE),
    13: ("the disk is full", "free some space, then try again"),
    14: ("cannot be opened", "check that the file and its folder exist and that you may read and write them"),
    15: ("is locked by another program", _WAIT),
    26: ("is not an SQLite file, or is damaged", _OTHER),
}

# SQLSTATE codes, whole or by class: https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRES: dict[str, Diagnosis] = {
    "25006": ("is read-only", "open it read-only, or give a server that takes writes"),
    "3D000": ("the database does not exist", "create it with `createdb`, or correct the name"),
    "42501": ("the user has no right to do this", "grant the rights, or name another user"),
    "55P03": ("is locked by another program", _WAIT),
    "57014": ("the server cancelled the statement", "try again, or raise the server's time limit"),
    "28": ("the server refuses this user or password", "correct the user, or set the password in PGPASSWORD"),
    "08": ("the connection to the server was lost", "check that the server runs, then try again"),
    "57": ("the server ended the connection", "try again when it is up"),
    "53": ("the server has run out of disk, memory or connections", "free some, then try again"),
    "40": ("another program's transaction was in the way", "try again"),
}

# At connection time psycopg has no SQLSTATE, only libpq's words.
_CONNECTING: tuple[tuple[str, Diagnosis], ...] = (
    ("does not exist", ("the database or the user does not exist", "create it, or correct the name")),
    ("authentication failed", _POSTGRES["28"]),
    ("no password supplied", ("the server asks for a password", "set it in PGPASSWORD or ~/.pgpass")),
    ("no pg_hba.conf entry", _POSTGRES["28"]),
    ("starting up", ("the server is starting", "try again in a moment")),
    ("too many", _POSTGRES["53"]),
)


class UnreadableRowError(Exception):
    """A row that does not hold what was once written to it; leaves the ledger only as a `LedgerError`."""


@contextmanager
def translated(address: Address) -> Iterator[None]:
    """Turn database errors raised inside into `LedgerError`; others pass."""
    try:
        yield
    except SQLAlchemyError as error:
        cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
        raise _ledger_error(cause, address) from cause
    except sqlite3.Error as error:
        raise _ledger_error(error, address) from error
    except UnreadableRowError as error:
        raise LedgerError(ledger=address.shown, problem=str(error), remedy=_RESTORE) from error


def is_busy(error: DBAPIError) -> bool:
    """Tell whether SQLite gave up since another connection holds a lock."""
    return _sqlite_code(error.orig) in (5, 6)


def _ledger_error(cause: BaseException, address: Address) -> LedgerError:
    problem, remedy = _diagnose(cause, address)
    return LedgerError(ledger=address.shown, problem=problem, remedy=remedy)


def _diagnose(cause: BaseException, address: Address) -> Diagnosis:
    said = " ".join(address.scrub(str(cause)).split())
    code = _sqlite_code(cause)
    if code in _SQLITE:
        return _SQLITE[code]
    state = getattr(cause, "sqlstate", None)
    if state:
        known = _POSTGRES.get(state) or _POSTGRES.get(state[:2])
        return known or (f"the server reports: {said} ({state})", "see the server's log")
    if address.dialect == "postgresql":
        for words, diagnosis in _CONNECTING:
            if words in said:
                return diagnosis
        return f"cannot be reached ({said})", "check that the server runs, and the host and port in the URL"
    if "decode" in said:  # text that is no UTF-8: the driver gives no code for it
        return _SQLITE[11]
    return f"the database reports: {said}", "check the path, then try again"


def _sqlite_code(cause: object) -> int:
    return int(getattr(cause, "sqlite_errorcode", 0) or 0) & 0xFF
