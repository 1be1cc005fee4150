from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from dragoman.errors import LedgerError
from dragoman.ledger.address import parse_address

SECRET = "s3cr3t"  # noqa: S105 - made up


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("ledger.sqlite", Path("ledger.sqlite")),
        (Path("a/b.sqlite"), Path("a/b.sqlite")),
        ("sqlite:///a/b.sqlite", Path("a/b.sqlite")),
        ("sqlite:////a/b.sqlite", Path("/a/b.sqlite")),
        ("C:\\a\\b.sqlite", Path("C:\\a\\b.sqlite")),
        (":memory:", None),
        ("sqlite://", None),
    ],
)
def test_paths_are_sqlite_files(target: str | Path, path: Path | None) -> None:
    address = parse_address(target)
    assert (address.dialect, address.path, address.url) == ("sqlite", path, None)


def test_home_is_expanded() -> None:
    assert parse_address("~/ledger.sqlite").path == Path.home() / "ledger.sqlite"


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_postgres_urls_are_read_and_shown_without_password(scheme: str) -> None:
    address = parse_address(f"{scheme}://ana:{SECRET}@db.example.org:5433/ledger?sslmode=require")
    assert address.dialect == "postgresql"
    assert address.url is not None
    assert address.url.drivername == "postgresql+psycopg"
    assert address.url.password == SECRET
    assert address.shown == "postgresql://ana:***@db.example.org:5433/ledger?sslmode=require"


def test_passwords_among_the_options_are_not_shown_either() -> None:
    address = parse_address(f"postgresql://db/ledger?password={SECRET}&user=ana&sslpassword=k3y")
    assert SECRET not in address.shown
    assert "k3y" not in address.shown
    assert address.scrub(f'invalid password "{SECRET}" or "k3y"') == 'invalid password "***" or "***"'


@pytest.mark.parametrize(
    ("target", "problem"),
    [
        ("", "no such path"),
        ("  ", "no such path"),
        ("a\x00b", "no such path"),
        (f"mysql://ana:{SECRET}@db/ledger", "kind 'mysql' are not supported"),
        (f"postgresql+psycopg2://ana:{SECRET}@db/ledger", "driver 'psycopg2' is not supported"),
        ("sqlite+aiosqlite:///a.sqlite", "kind 'sqlite\\+aiosqlite' are not supported"),
        ("sqlite:///a.sqlite?mode=ro", "takes a path and nothing else"),
        (f"postgresql://ana:{SECRET}@db:port/ledger", "not a URL that can be read"),
        (f"postgresql://ana:{SECRET}@x@db:99x/ledger", "not a URL that can be read"),
        (f"my db://ana:{SECRET}@db/ledger", "not a URL that can be read"),
        (f"://?password={SECRET}", "not a URL that can be read"),
    ],
)
def test_what_cannot_be_a_ledger_is_refused_without_showing_secrets(target: str, problem: str) -> None:
    with pytest.raises(LedgerError, match=problem) as caught:
        parse_address(target)
    assert SECRET not in str(caught.value) + repr(vars(caught.value))
    assert caught.value.__cause__ is None
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)  # noqa: S301 - our own
