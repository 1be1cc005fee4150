"""Folded relations with the entries between which they were known so.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op
from alembic.util import CommandError

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_SEQUENCE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table anew; it fills as pairs are asked about."""
    for table in ("folded", "folded_events", "folded_doubts"):
        op.execute(f"DELETE FROM {table}")  # noqa: S608 - constants; folded again when asked about
    op.drop_table("folded_relations")
    op.create_table(
        "folded_relations",
        sa.Column("pair", _KEY),
        sa.Column("position", sa.Integer, autoincrement=False),
        *(sa.Column(name, _KEY, nullable=False) for name in ("one", "other", "dimension")),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("end_day", sa.Date, nullable=False),
        sa.Column("known_from", _SEQUENCE, nullable=False),
        sa.Column("known_until", _SEQUENCE, nullable=False),
        sa.Column("relation", _KEY, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("pair", "position", name="pk_folded_relations"),
    )
    for key in ("one", "other"):
        columns = [key, "dimension", "known_until", "end_day", "first_day"]
        op.create_index(f"ix_folded_relations_{key}", "folded_relations", columns)
    op.create_index("ix_folded_relations_relation", "folded_relations", ["relation"])


def downgrade() -> None:
    """Refuse: a ledger loses nothing."""
    message = "a ledger is never taken back to an older schema"
    raise CommandError(message)
