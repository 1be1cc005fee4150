from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy.exc import OperationalError

from dragoman.errors import LedgerError, MissingExtraError
from dragoman.ledger import dialect
from dragoman.ledger.address import parse_address
from dragoman.ledger.failures import translated
from dragoman.ledger.store import Store

URL = "postgresql://ana:s3cr3t@db.example.org/ledger"


class DriverError(Exception):
    """Stands for psycopg's errors, which carry a SQLSTATE."""

    def __init__(self, said: str, sqlstate: str | None = None) -> None:
        super().__init__(said)
        self.sqlstate = sqlstate


def said(error: Exception, target: str = URL) -> str:
    wrapped = OperationalError("SELECT 1", {}, error)
    with pytest.raises(LedgerError) as caught, translated(parse_address(target)):
        raise wrapped
    assert caught.value.__cause__ is error
    return str(caught.value)


@pytest.mark.parametrize(
    ("state", "problem"),
    [
        ("3D000", "the database does not exist; create it"),
        ("42501", "the user has no right to do this; grant"),
        ("28P01", "the server refuses this user or password; "),
        ("55P03", "is locked by another program; wait"),
        ("08006", "the connection to the server was lost; check"),
        ("57P01", "the server ended the connection; try again"),
        ("53300", "out of disk, memory or connections; free"),
        ("40001", "another program's transaction was in the way; try again"),
        ("25006", "is read-only; open it read-only"),
        ("XX000", "the server reports: odd thing (XX000); see the server's log"),
    ],
)
def test_postgres_states_are_said_in_words(state: str, problem: str) -> None:
    message = said(DriverError("odd\n  thing", state))
    assert message.startswith("ledger postgresql://ana:***@db.example.org/ledger: ")
    assert problem in message


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ('FATAL: database "x" does not exist', "the database or the user does not exist; create it"),
        ("FATAL: password authentication failed for user", "refuses this user or password; "),
        ("fe_sendauth: no password supplied", "asks for a password; set it in PGPASSWORD"),
        ("FATAL: no pg_hba.conf entry for host", "refuses this user or password; "),
        ("FATAL: the database system is starting up", "is starting; try again"),
        ("FATAL: sorry, too many clients already", "out of disk, memory or connections; "),
        (
            "Connection refused (s3cr3t)",
            "cannot be reached (Connection refused (***)); check that the server",
        ),
    ],
)
def test_failures_to_connect_are_said_in_words_without_password(words: str, problem: str) -> None:
    message = said(DriverError(words))
    assert problem in message
    assert "s3cr3t" not in message


def test_text_that_is_no_utf8_means_damage() -> None:
    error = sqlite3.OperationalError("Could not decode to UTF-8 column 'name'")
    assert "the file is damaged; restore" in said(error, "a.sqlite")


def test_other_sqlite_failures_are_quoted() -> None:
    error = sqlite3.OperationalError("odd thing")
    assert "reports: odd thing; check the path" in said(error, "a.sqlite")
    with pytest.raises(LedgerError, match="reports: odd"), translated(parse_address("a.sqlite")):
        raise error  # as outside SQLAlchemy


def test_other_errors_pass() -> None:
    with pytest.raises(ZeroDivisionError), translated(parse_address("a.sqlite")):
        1 / 0  # noqa: B018 - raises


def test_postgres_without_its_driver_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialect, "find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=r"pip install 'dragoman\[postgres\]'"):
        Store.open(URL)


def test_postgres_whose_driver_does_not_load_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        message = "no pq wrapper available"
        raise ImportError(message)

    monkeypatch.setattr(dialect, "create_engine", fail)
    with pytest.raises(MissingExtraError, match=r"a ledger on PostgreSQL needs .* 'dragoman\[postgres\]'"):
        Store.open(URL)


def test_a_server_that_is_down_is_said_without_password() -> None:
    with pytest.raises(LedgerError, match=r"ana:\*\*\*@127.0.0.1:1/ledger: cannot be reached") as caught:
        Store.open("postgresql://ana:s3cr3t@127.0.0.1:1/ledger")
    assert "s3cr3t" not in str(caught.value) + repr(vars(caught.value))


def test_an_option_that_the_driver_does_not_know_is_said_without_password() -> None:
    with pytest.raises(LedgerError) as caught:
        Store.open("postgresql://ana:s3cr3t@127.0.0.1:1/ledger?sslpassword=k3y&colour=red")
    assert "colour" in str(caught.value)
    assert "s3cr3t" not in str(caught.value)
    assert "k3y" not in str(caught.value)
