"""Full-text search; the confidence of claims as a column; folded relations, events and doubts one by one.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op
from alembic.util import CommandError

from dragoman.ledger import searching

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_SEQUENCE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TOGETHER = 200  # documents indexed at a time


def upgrade() -> None:
    """Make the tables, and index the documents that are on record."""
    _confidence()
    _folded()
    op.create_table(
        "passages",
        sa.Column("id", _SEQUENCE, autoincrement=False),
        sa.Column("document", _KEY, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_passages"),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name="fk_passages_document"),
    )
    conn = op.get_bind()
    searching.create(conn)
    after = 0
    page = sa.text(
        "SELECT sequence, id, title, text FROM documents"
        " WHERE sequence > :after ORDER BY sequence LIMIT :limit"
    )
    while rows := conn.execute(page, {"after": after, "limit": _TOGETHER}).all():
        for row in rows:
            searching.add(conn, row.id, row.sequence, title=row.title, body=row.text)
        after = rows[-1].sequence


def downgrade() -> None:
    """Refuse: a ledger loses nothing."""
    message = "a ledger is never taken back to an older schema"
    raise CommandError(message)


def _confidence() -> None:
    column = sa.Column("confidence", sa.Float, nullable=False, server_default="1")
    op.add_column("claims", column)
    said = {
        "sqlite": "json_extract(body, '$.confidence')",
        "postgresql": "CAST(CAST(body AS json) ->> 'confidence' AS double precision)",
    }[op.get_bind().dialect.name]
    op.execute(f"UPDATE claims SET confidence = {said}")  # noqa: S608 - constants
    op.create_index("ix_claims_confidence", "claims", ["confidence", "id"])


def _folded() -> None:
    op.execute("DELETE FROM folded")  # folded again when asked about, then with their parts
    op.create_table(
        "folded_relations",
        sa.Column("pair", _KEY),
        sa.Column("position", sa.Integer, autoincrement=False),
        *(sa.Column(name, _KEY, nullable=False) for name in ("one", "other", "dimension")),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("end_day", sa.Date, nullable=False),
        sa.Column("relation", _KEY, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("pair", "position", name="pk_folded_relations"),
    )
    op.create_index("ix_folded_relations_one", "folded_relations", ["one", "dimension"])
    op.create_index("ix_folded_relations_other", "folded_relations", ["other", "dimension"])
    op.create_index("ix_folded_relations_relation", "folded_relations", ["relation"])
    op.create_table(
        "folded_events",
        sa.Column("event", _KEY),
        sa.Column("pair", _KEY),
        sa.PrimaryKeyConstraint("event", "pair", name="pk_folded_events"),
    )
    op.create_index("ix_folded_events_pair", "folded_events", ["pair"])
    op.create_table(
        "folded_doubts",
        sa.Column("pair", _KEY),
        sa.Column("claim", _KEY),
        sa.Column("reasons", _KEY, nullable=False),
        sa.Column("trust", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("pair", "claim", name="pk_folded_doubts"),
    )
    op.create_index("ix_folded_doubts_claim", "folded_doubts", ["claim"])
    op.create_index("ix_folded_doubts_trust", "folded_doubts", ["reasons", "trust", "claim"])
