"""An SQLite file before it is opened: what stands against it, in words that SQLite does not have."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

from dragoman.errors import LedgerError


def file_uri(path: Path, *, read_only: bool, create: bool) -> str:
    """Give the URI that opens `path` with SQLite.

    Raises:
        LedgerError: it is not there, not a file, or this process has no right to it.
    """
    try:
        found = _problem(path, read_only=read_only, create=create)
    except OSError as error:  # a name that is too long, a folder that may not be entered
        problem = f"cannot be opened ({error.strerror})"
        raise LedgerError(ledger=str(path), problem=problem, remedy="give another path") from error
    if found is not None:
        raise LedgerError(ledger=str(path), problem=found[0], remedy=found[1])
    mode = "mode=ro" if read_only else "mode=rwc" if create else "mode=rw"
    if read_only and cannot_index(path) and not _has_log(path):
        # Nothing but the file itself is there to be read, just now: see `cannot_index`.
        mode += "&immutable=1"
    return f"file:{quote(str(path.absolute()))}?{mode}"


def cannot_index(path: Path) -> bool:
    """Tell whether this process may not write beside the file.

    In WAL mode even readers write an index there. Without that right a file can be read as it stands, but
    only while no writer has a log beside it; so each transaction looks again, on a connection of its own.
    """
    return not _may(path.absolute().parent, os.W_OK)


def _has_log(path: Path) -> bool:
    log = Path(f"{path}-wal")
    return log.exists() and log.stat().st_size > 0


def _problem(path: Path, *, read_only: bool, create: bool) -> tuple[str, str] | None:
    """Give the first thing that stands against opening, and its remedy."""
    folder, exists = path.absolute().parent, path.exists()
    writable = _may(folder, os.W_OK) and (not exists or _may(path, os.W_OK))
    checks = (
        (exists and not path.is_file(), "is not a file", "give the path of a file"),
        (
            not exists and (read_only or not create),
            "does not exist",
            "record a document first, or correct the path",
        ),
        (not folder.is_dir(), "its folder does not exist", "create the folder, or correct the path"),
        (
            exists and not _may(path, os.R_OK),
            "may not be read by this user",
            "give yourself the right to read it",
        ),
        (
            not read_only and not writable,
            "cannot be written to",
            "make the file and its folder writable, or open the ledger read-only",
        ),
    )
    return next(((problem, remedy) for wrong, problem, remedy in checks if wrong), None)


def _may(path: Path, right: int) -> bool:
    """Tell whether this process may read or write `path`, by its effective user where that can be asked."""
    return os.access(path, right, effective_ids=os.access in os.supports_effective_ids)
