"""Folded events and conflicts with the entries between which they were known so.

Revision ID: 0005
Revises: 0004
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from alembic.util import CommandError

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_SEQUENCE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables; they fill as pairs are asked about."""
    for table in ("folded", "folded_relations", "folded_doubts"):
        op.execute(f"DELETE FROM {table}")  # noqa: S608 - constants; folded again when asked about
    op.drop_table("folded_events")
    _known("folded_events", *_keys("actor", "target"), sa.Column("day", sa.Date), last=_keys("event"))
    _known("folded_conflicts")
    for key in ("one", "other"):
        op.create_index(f"ix_folded_events_{key}", "folded_events", [key, "known_until", "day"])
        op.create_index(f"ix_folded_conflicts_{key}", "folded_conflicts", [key, "known_until", "place"])
    op.create_index("ix_folded_events_event", "folded_events", ["event"])
    op.create_index("ix_folded_conflicts_place", "folded_conflicts", ["place"])


def _known(table: str, *own: sa.Column[Any], last: Sequence[sa.Column[Any]] = ()) -> None:
    """Make a table of what is known of pairs from one entry to another."""
    op.create_table(
        table,
        sa.Column("pair", _KEY),
        sa.Column("position", sa.Integer, autoincrement=False),
        *_keys("one", "other"),
        *own,
        *_keys("place"),
        sa.Column("known_from", _SEQUENCE, nullable=False),
        sa.Column("known_until", _SEQUENCE, nullable=False),
        *last,
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("pair", "position", name=f"pk_{table}"),
    )


def _keys(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, _KEY, nullable=False) for name in names]


def downgrade() -> None:
    """Refuse: a ledger loses nothing."""
    message = "a ledger is never taken back to an older schema"
    raise CommandError(message)
