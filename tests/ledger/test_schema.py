from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError

from dragoman.ledger import upgrade
from dragoman.ledger.searching import WORDS
from dragoman.ledger.store import Store
from dragoman.ledger.tables import FORMAT, HEAD, OLDER, metadata


def _is_common(name: str | None, *_: object) -> bool:
    """Say whether a table is the same on both databases: all but those of full-text search."""
    return name is None or not name.startswith((WORDS, f"ix_{WORDS}"))


def test_the_revisions_build_the_tables_that_the_code_uses(ledger_url: str) -> None:
    with Store.open(ledger_url) as store, store._db.read() as conn:
        context = MigrationContext.configure(conn, opts={"compare_type": True, "include_name": _is_common})
        assert compare_metadata(context, metadata) == []


def test_the_revisions_are_those_that_opening_knows() -> None:
    script = ScriptDirectory.from_config(upgrade.config())
    known = [revision.revision for revision in script.walk_revisions()]
    assert known == [HEAD, *reversed(OLDER)]


def test_no_revision_can_be_undone() -> None:
    script = ScriptDirectory.from_config(upgrade.config())
    for revision in script.walk_revisions():
        with pytest.raises(CommandError, match="never taken back"):
            revision.module.downgrade()


def test_the_marker_is_written_once(ledger_url: str) -> None:
    for _ in range(2):
        with Store.open(ledger_url) as store, store._db.read() as conn:
            rows = conn.exec_driver_sql("SELECT id, format, sequence FROM dragoman_ledger").all()
            assert [tuple(row) for row in rows] == [(1, FORMAT, 0)]
