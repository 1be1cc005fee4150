from __future__ import annotations

import contextlib
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from dragoman.errors import LedgerError
from dragoman.ledger import upgrade
from dragoman.ledger.address import parse_address
from dragoman.ledger.dialect import APPLICATION_ID, Database
from dragoman.ledger.store import Store
from dragoman.ledger.tables import HEAD
from tests.ledger.build import AT, READER, claims, document

NOBODY = 65534


def fill(target: str | Path, count: int = 3) -> None:
    with Store.open(target) as store:
        for number in range(count):
            doc = document(number)
            store.record(doc, claims(doc, 5), reader=READER, at=AT)


def refused(target: str | Path, problem: str, *, read_only: bool = False, create: bool = True) -> LedgerError:
    with pytest.raises(LedgerError, match=problem) as caught:
        Store.open(target, read_only=read_only, create=create, timeout_s=0.2).close()
    assert "; " in str(caught.value)  # problem; remedy
    assert "Error" not in str(caught.value)  # no driver's class name
    return caught.value


# --------------------------------------------------------------------------------- on both databases


def test_a_ledger_is_made_and_opened_again(ledger_url: str) -> None:
    fill(ledger_url)
    for read_only in (False, True):
        with Store.open(ledger_url, read_only=read_only, create=False) as store:
            assert store.counts().claims == 15
            assert store.problems() == []


def test_nothing_is_made_where_that_was_not_asked_for(ledger_url: str) -> None:
    refused(ledger_url, "does not exist|holds no ledger yet", create=False)
    refused(ledger_url, "does not exist|holds no ledger yet", read_only=True)


def execute(target: str, *statements: str) -> None:
    db = Database(parse_address(target), read_only=False, create=True, timeout_s=1)
    with db.write() as conn:
        for statement in statements:
            conn.execute(text(statement))
    db.close()


def test_another_programs_database_is_refused_and_left_alone(ledger_url: str) -> None:
    execute(ledger_url, "CREATE TABLE documents (id INTEGER)", "INSERT INTO documents VALUES (7)")
    error = refused(ledger_url, "belongs to another program")
    assert "password" not in str(error)
    refused(ledger_url, "belongs to another program", read_only=True)
    db = Database(parse_address(ledger_url), read_only=True, create=False, timeout_s=1)
    with db.read() as conn:
        assert conn.execute(text("SELECT id FROM documents")).scalars().all() == [7]
    db.close()


def test_a_table_of_our_markers_name_is_not_enough(ledger_url: str) -> None:
    execute(
        ledger_url,
        "CREATE TABLE dragoman_ledger (id INTEGER, format TEXT)",
        "INSERT INTO dragoman_ledger VALUES (1, 'a ledger of accounts')",
    )
    refused(ledger_url, "belongs to another program")


def test_a_ledger_of_a_newer_version_is_refused_and_left_alone(ledger_url: str) -> None:
    fill(ledger_url)
    execute(ledger_url, "UPDATE alembic_version SET version_num = '0999'")
    for read_only in (False, True):
        refused(
            ledger_url,
            rf"newer version of Dragoman \(schema 0999; this one reads {HEAD}\)",
            read_only=read_only,
        )
    execute(ledger_url, f"UPDATE alembic_version SET version_num = '{HEAD}'")  # noqa: S608 - a constant
    with Store.open(ledger_url) as store:
        assert store.counts().claims == 15


def test_a_ledger_without_revision_is_damaged(ledger_url: str) -> None:
    fill(ledger_url)
    execute(ledger_url, "DELETE FROM alembic_version")
    refused(ledger_url, "its schema has no revision; restore it")
    execute(ledger_url, "DROP TABLE alembic_version")
    refused(ledger_url, "its schema has no revision; restore it")


def make_at(target: str, revision: str) -> None:
    db = Database(parse_address(target), read_only=False, create=True, timeout_s=5)
    with db.create() as conn:
        upgrade.upgrade(conn, to=revision)
        db.mark(conn)
    db.close()


# What takes a ledger back to an older schema, by the revision that is undone.
UNDO = {
    "0005": (
        "DROP TABLE folded_conflicts",
        "DROP TABLE folded_events",
        "CREATE TABLE folded_events (event TEXT, pair TEXT)",
        "UPDATE alembic_version SET version_num = '0004'",
    ),
    "0003": (
        "DROP TABLE passage_words",
        "DROP TABLE passages",
        "DROP TABLE folded_relations",
        "DROP TABLE folded_events",
        "DROP TABLE folded_doubts",
        "DROP INDEX ix_claims_confidence",
        "ALTER TABLE claims DROP COLUMN confidence",
        "UPDATE alembic_version SET version_num = '0002'",
    ),
    "0002": ("DROP TABLE folded", "UPDATE alembic_version SET version_num = '0001'"),
}


@pytest.mark.parametrize("revision", ["0001", "0002", "0004"])
def test_an_older_ledger_is_brought_up_to_date_with_all_it_holds(ledger_url: str, revision: str) -> None:
    fill(ledger_url)
    for later, statements in UNDO.items():
        if later > revision:
            execute(ledger_url, *statements)
    refused(ledger_url, rf"older version \(schema {revision}\); open it for writing once", read_only=True)
    with Store.open(ledger_url, create=False) as store:
        assert store.counts().claims == 15
        assert store.folded([("A", "B")], maker="m") == {}
        found = [passage.document for passage in store.find(("title",), limit=9)]
        assert found == [document(number).id for number in (2, 1, 0)]
        assert store.problems() == []


def test_the_oldest_schema_can_be_upgraded(ledger_url: str) -> None:
    make_at(ledger_url, "0001")
    fill(ledger_url)
    with Store.open(ledger_url, read_only=True) as store:
        assert store.problems() == []


def test_an_upgrade_that_fails_changes_nothing(ledger_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    make_at(ledger_url, "0001")
    execute(ledger_url, "CREATE TABLE folded (id INTEGER)")  # in the way of revision 0002
    refused(ledger_url, "reports")
    execute(ledger_url, "DROP TABLE folded")
    fill(ledger_url)


# ----------------------------------------------------------------------------------------- SQLite


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite"


def test_our_files_are_marked_and_readers_do_not_wait(path: Path) -> None:
    fill(path)
    with contextlib.closing(sqlite3.connect(path)) as conn:
        assert conn.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert conn.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_ledger_in_memory_is_gone_when_closed() -> None:
    for _ in range(2):
        with Store.open(":memory:") as store:
            assert store.record(document(), [], reader=READER, at=AT).new


def test_a_path_may_hold_any_character(tmp_path: Path) -> None:
    for name in ("a b.sqlite", "100%.sqlite", "what?.sqlite", "#1&mode=ro.sqlite", "ö:喀.sqlite"):
        fill(tmp_path / name)
        with Store.open(tmp_path / name, read_only=True) as store:
            assert store.counts().documents == 3
    assert len(list(tmp_path.glob("*.sqlite"))) == 5


def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path) -> None:
    path.write_text("Dear diary,\n" * 1000)
    for read_only in (False, True):
        refused(path, "is not an SQLite file, or is damaged; give the path", read_only=read_only)
    assert path.read_text().startswith("Dear diary,")


def test_an_empty_file_becomes_a_ledger(path: Path) -> None:
    path.touch()
    refused(path, "holds no ledger yet", create=False)
    fill(path)
    with Store.open(path) as store:
        assert store.counts().documents == 3


def damage(path: Path) -> str:
    """Give what is said of a damaged file, at opening or by the check."""
    try:
        with Store.open(path) as store:
            return "\n".join(store.problems())
    except LedgerError as error:
        assert error.problem in ("the file is damaged", "is not an SQLite file, or is damaged")  # noqa: PT017
        return str(error)


def test_a_damaged_file_is_reported(path: Path) -> None:
    fill(path, 40)
    whole = path.read_bytes()
    noise = random.Random(0)  # noqa: S311 - repeatable, not secret
    for start in range(4096, len(whole) - 4096, len(whole) // 12):
        path.write_bytes(whole[:start] + noise.randbytes(4096) + whole[start + 4096 :])
        assert damage(path), f"damage at byte {start} was not seen"


def test_a_claim_that_cannot_be_read_is_reported(ledger_url: str) -> None:
    fill(ledger_url)
    execute(ledger_url, "UPDATE claims SET body = '{}' WHERE sequence = 2")
    with Store.open(ledger_url) as store:
        with pytest.raises(LedgerError, match=r"claim [0-9a-f]{64} cannot be read; restore it from a copy"):
            list(store.iter_claims())
        assert len(store.problems()) == 5


def test_a_file_cut_short_is_reported(path: Path) -> None:
    fill(path, 40)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 3])
    with pytest.raises(LedgerError, match="damaged"), Store.open(path) as store:
        list(store.iter_claims())


def test_a_marked_file_without_tables_is_damaged(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as conn:
        conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    refused(path, "is damaged: tables are missing")


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    refused(tmp_path, "is not a file")


def test_a_missing_folder_is_not_made(tmp_path: Path) -> None:
    refused(tmp_path / "no" / "ledger.sqlite", "its folder does not exist; create the folder")
    assert not (tmp_path / "no").exists()


def test_a_name_that_is_too_long_is_refused(tmp_path: Path) -> None:
    refused(tmp_path / ("x" * 300), "cannot be opened")


@pytest.fixture
def without_rights() -> Iterator[Path]:
    """Give a folder that any user may enter, with the rights of one who is not root once `drop_rights` ran.

    It is not pytest's own: every run of pytest closes the folder above those to other users.
    """
    as_root = os.geteuid() == 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        try:
            yield folder
        finally:
            if as_root:
                os.seteuid(0)
            for entry in [folder, *folder.iterdir()]:
                entry.chmod(0o755)


def drop_rights() -> None:
    if os.geteuid() == 0:
        os.seteuid(NOBODY)


def test_a_read_only_file_is_not_opened_for_writing(without_rights: Path) -> None:
    path = without_rights / "ledger.sqlite"
    fill(path)
    path.chmod(0o444)
    drop_rights()
    refused(path, "cannot be written to; make the file and its folder writable, or open the ledger read-only")


def test_a_ledger_in_a_read_only_folder_can_be_read(without_rights: Path) -> None:
    path = without_rights / "ledger.sqlite"
    fill(path)
    assert not Path(f"{path}-wal").exists()
    path.chmod(0o444)
    without_rights.chmod(0o555)
    drop_rights()
    refused(path, "cannot be written to")
    refused(without_rights / "new.sqlite", "cannot be written to")
    with Store.open(path, read_only=True) as store:
        assert store.counts().claims == 15


def test_a_file_that_may_not_be_read_is_refused(without_rights: Path) -> None:
    path = without_rights / "ledger.sqlite"
    fill(path)
    path.chmod(0o200)
    drop_rights()
    refused(path, "may not be read by this user", read_only=True)


def test_a_ledger_that_turns_read_only_says_so(path: Path) -> None:
    fill(path)
    with Store.open(path) as store:
        store._db._engine.dispose()
        with store._db._engine.connect() as conn:
            conn.exec_driver_sql("PRAGMA query_only = ON")
        with pytest.raises(LedgerError, match="cannot be written to"):
            store.record(document(9), [], reader=READER, at=AT)


def test_a_locked_ledger_is_waited_for_and_then_refused(path: Path) -> None:
    fill(path)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with Store.open(path, timeout_s=0.2) as store:
            assert store.counts().documents == 3  # readers are not kept waiting
            with pytest.raises(LedgerError, match="locked by another program; wait"):
                store.record(document(9), [], reader=READER, at=AT)
            other.execute("ROLLBACK")
            assert store.record(document(9), [], reader=READER, at=AT).new


def test_a_file_locked_as_a_whole_is_refused(path: Path) -> None:
    fill(path)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN EXCLUSIVE")
        refused(path, "locked by another program")
        refused(path, "locked by another program", read_only=True)


def test_a_full_disk_is_said(path: Path) -> None:
    fill(path)
    with Store.open(path) as store:
        with store._db._engine.connect() as conn:
            pages = conn.exec_driver_sql("PRAGMA page_count").scalar()
            conn.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        big = document(9)
        with pytest.raises(LedgerError, match="the disk is full; free some space"):
            store.record(big, claims(big, 40), reader=READER, at=AT)
        assert store.counts().documents == 3


# ------------------------------------------------------------------------------------ import cost


def loaded(script: str, *arguments: str) -> set[str]:
    """Give the names of the modules that are loaded after `script` ran in a new process."""
    code = f"import sys\n{script}\nprint(*sys.modules)"
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_opening_a_ledger_of_this_version_does_not_load_alembic(ledger_url: str) -> None:
    script = "from dragoman.ledger.store import Store\nStore.open(sys.argv[1]).close()"
    assert "alembic" in loaded(script, ledger_url)
    assert "alembic" not in loaded(script, ledger_url)


def test_sqlite_does_not_load_the_postgres_driver(path: Path) -> None:
    script = "from dragoman.ledger.store import Store\nStore.open(sys.argv[1]).close()"
    assert "psycopg" not in loaded(script, str(path))


def test_the_codec_and_the_answers_do_not_load_sqlalchemy() -> None:
    assert "sqlalchemy" not in loaded(
        "import dragoman.ledger.codec, dragoman.ledger.entries, dragoman.ledger.copies"
    )
