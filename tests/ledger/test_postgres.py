"""What only PostgreSQL does. Collected where there is a server; see `conftest.py`."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine, make_url, text

from dragoman.errors import LedgerError
from dragoman.ledger.store import Store
from tests.conftest import POSTGRES_VARIABLE, postgres_schema
from tests.ledger.build import AT, READER, claims, document

SERVER = make_url(os.environ[POSTGRES_VARIABLE])


@pytest.fixture
def admin() -> Iterator[Engine]:
    engine = create_engine(SERVER.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    yield engine
    engine.dispose()


@pytest.fixture
def url() -> Iterator[str]:
    with postgres_schema() as made:
        yield made


def test_a_database_that_does_not_exist_is_said(admin: Engine) -> None:
    url = SERVER.set(database="no_such_database", password="s3cr3t")  # noqa: S106 - made up
    with pytest.raises(LedgerError, match="the database or the user does not exist") as caught:
        Store.open(url.render_as_string(hide_password=False))
    assert "s3cr3t" not in str(caught.value)


def test_a_schema_that_does_not_exist_is_said() -> None:
    url = SERVER.update_query_dict({"options": "-csearch_path=no_such_schema"})
    with pytest.raises(LedgerError, match="the schema in the search path does not exist; create it"):
        Store.open(url.render_as_string(hide_password=False))


def test_a_database_that_cannot_hold_every_character_is_refused(admin: Engine) -> None:
    name = "dragoman_test_latin"
    with admin.connect() as conn:
        conn.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    try:
        with pytest.raises(LedgerError, match="keeps text as LATIN1"):
            Store.open(SERVER.set(database=name).render_as_string(hide_password=False))
    finally:
        with admin.connect() as conn:
            conn.exec_driver_sql(f"DROP DATABASE {name}")


def test_a_user_without_rights_is_told_so(url: str, admin: Engine) -> None:
    with Store.open(url) as store:
        schema = make_url(url).query["options"].split("=")[1]  # type: ignore[union-attr]
        with admin.connect() as conn:
            conn.exec_driver_sql("CREATE ROLE dragoman_test_guest LOGIN")
            conn.exec_driver_sql(f"GRANT USAGE ON SCHEMA {schema} TO dragoman_test_guest")
            conn.exec_driver_sql(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO dragoman_test_guest")
        try:
            guest = make_url(url).set(username="dragoman_test_guest").render_as_string(hide_password=False)
            with Store.open(guest) as reader:
                assert reader.counts().documents == 0
                with pytest.raises(LedgerError, match="the user has no right to do this"):
                    reader.record(document(), [], reader=READER, at=AT)
        finally:
            with admin.connect() as conn:
                conn.exec_driver_sql("DROP OWNED BY dragoman_test_guest")
                conn.exec_driver_sql("DROP ROLE dragoman_test_guest")
        assert store.counts().documents == 0


def test_instants_are_utc_whatever_the_sessions_time_zone(url: str) -> None:
    options = make_url(url).query["options"]
    kabul = make_url(url).update_query_dict({"options": f"{options} -c timezone=Asia/Kabul"})
    with Store.open(kabul.render_as_string(hide_password=False)) as store:
        store.record(document(), [], reader=READER, at=AT)
        assert store.recorded_at(1) == AT
        assert store.document("doc-1").document.retrieved == document().retrieved
        assert store.sequence_at(AT) == 1
    with Store.open(url) as store:
        assert store.counts().recorded_at == AT


def test_a_locked_ledger_is_waited_for_and_then_refused(url: str) -> None:
    with Store.open(url, timeout_s=0.2) as store, Store.open(url) as other:
        with other._db.write() as conn:
            conn.execute(text("SELECT * FROM dragoman_ledger FOR UPDATE"))
            assert store.counts().documents == 0  # readers are not kept waiting
            with pytest.raises(LedgerError, match="locked by another program; wait"):
                store.record(document(), [], reader=READER, at=AT)
        assert store.record(document(), [], reader=READER, at=AT).new


def test_a_connection_that_is_lost_loses_nothing_and_the_next_one_works(url: str, admin: Engine) -> None:
    def end(store: Store) -> None:
        with store._db.write() as conn:
            pid = conn.execute(text("SELECT pg_backend_pid()")).scalar()
            with admin.connect() as other:
                other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
            conn.execute(text("UPDATE dragoman_ledger SET sequence = 99"))

    with Store.open(url) as store:
        doc = document()
        store.record(doc, claims(doc, 3), reader=READER, at=AT)
        with pytest.raises(LedgerError, match=r"the server ended the connection|the connection .* was lost"):
            end(store)
        assert store.counts().claims == 3
        assert store.problems() == []


def test_a_read_only_ledger_runs_in_read_only_transactions(url: str) -> None:
    Store.open(url).close()
    with Store.open(url, read_only=True) as store:
        with pytest.raises(LedgerError, match="is read-only"), store._db.read() as conn:
            conn.execute(text("UPDATE dragoman_ledger SET sequence = 99"))
        assert store.sequence() == 0
