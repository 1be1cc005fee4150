"""Where a ledger is: a path to an SQLite file, or a PostgreSQL URL. Passwords are never shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from dragoman.errors import LedgerError

MEMORY = ":memory:"
_SECRETS = frozenset({"password", "sslpassword"})  # query options that libpq takes secrets in
_REMEDY = "give a path to an SQLite file, or postgresql://USER@HOST:PORT/DATABASE"


@dataclass(frozen=True, slots=True)
class Address:
    """A ledger's place. `shown` is fit to print: secrets are replaced by ***."""

    dialect: str  # "sqlite" or "postgresql"
    shown: str
    path: Path | None = None  # of an SQLite file; None for one in memory
    url: URL | None = None  # of a PostgreSQL database

    def scrub(self, message: str) -> str:
        """Take this address's secrets out of a driver's message."""
        for secret in _secrets(self.url):
            message = message.replace(secret, "***")
        return message


def parse_address(target: str | Path) -> Address:
    """Tell an SQLite path from a database URL.

    Args:
        target: A path, ":memory:", "sqlite:///PATH", or "postgresql://…" (also "postgres://…").

    Raises:
        LedgerError: empty, not a URL that can be read, or a dialect other than these two.
    """
    text = str(target)
    if "\x00" in text or not text.strip():
        raise LedgerError(ledger=repr(text), problem="no such path", remedy=_REMEDY)
    if isinstance(target, Path) or "://" not in text:
        return _sqlite(text)
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        # The parser's own message is not chained: it may quote the URL with its password.
        shown = _mask(text)
        raise LedgerError(ledger=shown, problem="is not a URL that can be read", remedy=_REMEDY) from None
    name, _, driver = url.drivername.partition("+")
    shown = _shown(url)
    if name == "sqlite" and not driver:
        if url.query or url.host:
            raise LedgerError(
                ledger=shown,
                problem="an SQLite URL takes a path and nothing else",
                remedy="give the path alone",
            )
        return _sqlite(url.database or MEMORY)
    if name not in ("postgresql", "postgres"):
        problem = f"databases of the kind {url.drivername!r} are not supported"
        raise LedgerError(ledger=shown, problem=problem, remedy=_REMEDY)
    if driver not in ("", "psycopg"):
        problem, remedy = f"the driver {driver!r} is not supported", "leave it out: postgresql://…"
        raise LedgerError(ledger=shown, problem=problem, remedy=remedy)
    url = url.set(drivername="postgresql+psycopg")
    return Address("postgresql", _shown(url.set(drivername="postgresql")), url=url)


def _sqlite(text: str) -> Address:
    return Address("sqlite", text, path=None if text == MEMORY else Path(text).expanduser())


def _secrets(url: URL | None) -> list[str]:
    if url is None:
        return []
    values = [url.password or "", *(str(url.query[key]) for key in url.query if key in _SECRETS)]
    return [value for value in values if value]


def _shown(url: URL) -> str:
    if any(key in _SECRETS for key in url.query):
        url = url.set(query={k: "***" if k in _SECRETS else v for k, v in url.query.items()})
    return url.render_as_string(hide_password=True)


def _mask(text: str) -> str:
    """Mask what may be a password in a text that is no URL: all up to the last "@", and secret options."""
    text = re.sub(r"(?<=://).*@", "***@", text, flags=re.DOTALL)
    return re.sub(r"(password=)[^&\s]*", r"\1***", text)
