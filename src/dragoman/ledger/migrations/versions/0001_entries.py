"""Entries, documents, readings, claims, decisions and near copies.

Revision ID: 0001
Revises: none
"""

import sqlalchemy as sa
from alembic import op
from alembic.util import CommandError

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Spelled out here, not taken from tables.py: what this revision made must not change when that does.
_KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_SEQUENCE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = sa.DateTime(timezone=True)
_CLAIM_KEYS = ("type", "actor", "target", "actor_key", "target_key", "pair", "modality")


def upgrade() -> None:
    """Make the tables, and the one row that marks and counts."""
    _entries()
    _documents()
    _claims()
    _decisions()


def downgrade() -> None:
    """Refuse: a ledger loses nothing."""
    message = "a ledger is never taken back to an older schema"
    raise CommandError(message)


def _entries() -> None:
    marker = op.create_table(
        "dragoman_ledger",
        sa.Column("id", sa.Integer, autoincrement=False),
        sa.Column("format", sa.Text, nullable=False),
        sa.Column("sequence", _SEQUENCE, nullable=False),
        sa.Column("recorded_at", _INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_dragoman_ledger"),
    )
    op.bulk_insert(marker, [{"id": 1, "format": "dragoman ledger", "sequence": 0, "recorded_at": None}])
    op.create_table(
        "entries",
        sa.Column("sequence", _SEQUENCE, autoincrement=False),
        sa.Column("recorded_at", _INSTANT, nullable=False),
        sa.Column("kind", _KEY, nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_entries"),
    )
    op.create_index("ix_entries_recorded_at", "entries", ["recorded_at", "sequence"])


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("id", _KEY),
        sa.Column("sequence", _SEQUENCE, nullable=False),
        sa.Column("name", _KEY, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("publisher", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("published", sa.Date),
        sa.Column("retrieved", _INSTANT),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("signature", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
        sa.ForeignKeyConstraint(["sequence"], ["entries.sequence"], name="fk_documents_sequence"),
    )
    op.create_index("ix_documents_name", "documents", ["name"])
    op.create_index("ix_documents_sequence", "documents", ["sequence"])
    op.create_table(
        "copies",
        sa.Column("document", _KEY),
        sa.Column("first", _KEY, nullable=False),
        sa.Column("similarity", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("document", name="pk_copies"),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name="fk_copies_document"),
        sa.ForeignKeyConstraint(["first"], ["documents.id"], name="fk_copies_first"),
    )
    op.create_index("ix_copies_first", "copies", ["first"])
    op.create_table(
        "copy_bands",
        sa.Column("band", _SEQUENCE, autoincrement=False),
        sa.Column("document", _KEY),
        sa.PrimaryKeyConstraint("band", "document", name="pk_copy_bands"),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name="fk_copy_bands_document"),
        sqlite_with_rowid=False,
    )


def _claims() -> None:
    op.create_table(
        "readings",
        sa.Column("sequence", _SEQUENCE, autoincrement=False),
        sa.Column("document", _KEY, nullable=False),
        sa.Column("reader", _KEY, nullable=False),
        sa.Column("published", sa.Date),
        sa.PrimaryKeyConstraint("sequence", name="pk_readings"),
        sa.ForeignKeyConstraint(["sequence"], ["entries.sequence"], name="fk_readings_sequence"),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name="fk_readings_document"),
    )
    op.create_index("ix_readings_document", "readings", ["document", "sequence"])
    op.create_table(
        "claims",
        sa.Column("id", _KEY),
        sa.Column("sequence", _SEQUENCE, nullable=False),
        sa.Column("document", _KEY, nullable=False),
        sa.Column("sentence_start", sa.Integer, nullable=False),
        sa.Column("sentence_end", sa.Integer, nullable=False),
        *(sa.Column(name, _KEY, nullable=False) for name in _CLAIM_KEYS),
        sa.Column("first_day", sa.Date),
        sa.Column("last_day", sa.Date),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_claims"),
        sa.ForeignKeyConstraint(["sequence"], ["entries.sequence"], name="fk_claims_sequence"),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name="fk_claims_document"),
    )
    for name in ("document", "pair", "actor_key", "target_key", "type"):
        op.create_index(f"ix_claims_{name}", "claims", [name])
    op.create_table(
        "reading_claims",
        sa.Column("reading", _SEQUENCE, autoincrement=False),
        sa.Column("position", sa.Integer, autoincrement=False),
        sa.Column("claim", _KEY, nullable=False),
        sa.PrimaryKeyConstraint("reading", "position", name="pk_reading_claims"),
        sa.ForeignKeyConstraint(["reading"], ["readings.sequence"], name="fk_reading_claims_reading"),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"], name="fk_reading_claims_claim"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_reading_claims_claim", "reading_claims", ["claim"])


def _decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("sequence", _SEQUENCE, autoincrement=False),
        sa.Column("claim", _KEY, nullable=False),
        sa.Column("kind", _KEY, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_decisions"),
        sa.ForeignKeyConstraint(["sequence"], ["entries.sequence"], name="fk_decisions_sequence"),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"], name="fk_decisions_claim"),
    )
    op.create_index("ix_decisions_claim", "decisions", ["claim", "sequence"])
    op.create_table(
        "amended",
        sa.Column("decision", _SEQUENCE, autoincrement=False),
        sa.Column("actor_key", _KEY),
        sa.Column("target_key", _KEY),
        sa.Column("pair", _KEY, nullable=False),
        sa.Column("claim", _KEY, nullable=False),
        sa.PrimaryKeyConstraint("decision", "actor_key", "target_key", name="pk_amended"),
        sa.ForeignKeyConstraint(["decision"], ["decisions.sequence"], name="fk_amended_decision"),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"], name="fk_amended_claim"),
    )
    for name in ("pair", "actor_key", "target_key"):
        op.create_index(f"ix_amended_{name}", "amended", [name])
