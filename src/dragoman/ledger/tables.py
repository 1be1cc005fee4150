"""The ledger's tables. All but `folded…` are append-only: rows are added and never changed or deleted.

    dragoman_ledger   one row: says whose file this is, and counts entries
    entries           the one global order: sequence number and record time of every entry
    documents         published texts, once each
    copies            a near copy's link to its first copy
    copy_bands        what finds the candidates for a near copy
    readings          (document, reader, published date used): one entry each
    claims            what the sentences say, once each, with the columns that questions look up
    reading_claims    which claims a reading gave, in the reader's order
    decisions         people's later words on claims: one entry each
    amended           party keys under which an amended claim is also looked up
    passages          pieces of texts, a few sentences each, that full-text search finds
    folded            derived relations of a pair; may be dropped at any time
    folded_relations  the same relations one by one, each with the entries between which it was known so
    folded_events     the events of a pair, in the same manner
    folded_conflicts  where documents disagree on a pair, in the same manner
    folded_doubts     claims that a person should look at, because of what they were folded into

Beside them, `passage_words` holds the words of each passage: each dialect has it in a form of its own
(`searching.py`).

`migrations/versions` builds them; a test holds both to the same schema.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)

HEAD = "0005"  # the schema that this version of Dragoman reads and writes
OLDER = ("0001", "0002", "0003", "0004")  # schemas that it can bring up to HEAD
FORMAT = "dragoman ledger"
FOREVER = 2**62  # beyond every sequence number


class Instant(TypeDecorator[datetime]):
    """An aware instant with microseconds, kept in UTC on every dialect.

    SQLite has no time zones and keeps text, so the zone is taken off and put back here.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Take the instant to UTC, and its zone off where the database has none."""
        if value is None:
            return None
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the instant in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def key_type() -> Any:
    """Give the type of ids and keys: compared byte by byte on every dialect, so that orders agree."""
    return Text().with_variant(Text(collation="C"), "postgresql")


def sequence_type() -> Any:
    """Give the type of sequence numbers: 64 bits; SQLite's INTEGER is that already."""
    return BigInteger().with_variant(Integer(), "sqlite")


metadata = MetaData(
    naming_convention={"fk": "fk_%(table_name)s_%(column_0_name)s", "pk": "pk_%(table_name)s"}
)

ledger = Table(
    "dragoman_ledger",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # always 1
    Column("format", Text, nullable=False),
    Column("sequence", sequence_type(), nullable=False),  # of the latest entry; 0 before the first
    Column("recorded_at", Instant),  # of the latest entry
)

entries = Table(
    "entries",
    metadata,
    Column("sequence", sequence_type(), primary_key=True, autoincrement=False),  # 1, 2, 3, … without holes
    Column("recorded_at", Instant, nullable=False),  # never earlier than that of the entry before
    Column("kind", key_type(), nullable=False),  # "reading" or "decision"
    Index("ix_entries_recorded_at", "recorded_at", "sequence"),
)

documents = Table(
    "documents",
    metadata,
    Column("id", key_type(), primary_key=True),  # SHA-256 of the text
    Column(
        "sequence", sequence_type(), ForeignKey("entries.sequence"), nullable=False
    ),  # when first recorded
    Column("name", key_type(), nullable=False),
    Column("title", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("published", Date),  # as first recorded; a reading says which date it used
    Column("retrieved", Instant),
    Column("text", Text, nullable=False),
    Column(
        "signature", LargeBinary, nullable=False
    ),  # MinHash, 64 x uint32 little-endian; empty without words
    Index("ix_documents_name", "name"),
    Index("ix_documents_sequence", "sequence"),
)

copies = Table(
    "copies",
    metadata,
    Column("document", key_type(), ForeignKey("documents.id"), primary_key=True),
    Column("first", key_type(), ForeignKey("documents.id"), nullable=False),  # never itself a copy
    Column("similarity", Float, nullable=False),  # Jaccard of word 5-shingles, [0.7, 1]
    Index("ix_copies_first", "first"),
)

copy_bands = Table(
    "copy_bands",
    metadata,
    Column("band", sequence_type(), primary_key=True, autoincrement=False),  # 64-bit digest of a band
    Column("document", key_type(), ForeignKey("documents.id"), primary_key=True),  # first copies only
    sqlite_with_rowid=False,
)

passages = Table(
    "passages",
    metadata,
    Column(
        "id", sequence_type(), primary_key=True, autoincrement=False
    ),  # grows with the record (searching.py)
    Column("document", key_type(), ForeignKey("documents.id"), nullable=False),
    Column("start", Integer, nullable=False),  # code points of documents.text, half-open
    Column("end", Integer, nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column(
        "sequence", sequence_type(), ForeignKey("entries.sequence"), primary_key=True, autoincrement=False
    ),
    Column("document", key_type(), ForeignKey("documents.id"), nullable=False),
    Column("reader", key_type(), nullable=False),
    Column("published", Date),  # the published date used
    Index("ix_readings_document", "document", "sequence"),
)

claims = Table(
    "claims",
    metadata,
    Column("id", key_type(), primary_key=True),
    Column(
        "sequence", sequence_type(), ForeignKey("entries.sequence"), nullable=False
    ),  # when first recorded
    Column("document", key_type(), ForeignKey("documents.id"), nullable=False),
    Column("sentence_start", Integer, nullable=False),  # code points of documents.text, half-open
    Column("sentence_end", Integer, nullable=False),
    Column("type", key_type(), nullable=False),
    Column("actor", key_type(), nullable=False),  # party id, "" where unresolved or none
    Column("target", key_type(), nullable=False),
    Column("actor_key", key_type(), nullable=False),  # the state that the party belongs to, else its own id
    Column("target_key", key_type(), nullable=False),
    Column("pair", key_type(), nullable=False),  # both keys, smaller first, joined by "|"
    Column("modality", key_type(), nullable=False),
    Column("first_day", Date),  # bounds of valid time, null where open or unresolved
    Column("last_day", Date),
    Column("confidence", Float, nullable=False),
    Column("body", Text, nullable=False),  # the whole claim, JSON (codec.py)
    Index("ix_claims_confidence", "confidence", "id"),
    Index("ix_claims_document", "document"),
    Index("ix_claims_pair", "pair"),
    Index("ix_claims_actor_key", "actor_key"),
    Index("ix_claims_target_key", "target_key"),
    Index("ix_claims_type", "type"),
)

reading_claims = Table(
    "reading_claims",
    metadata,
    Column(
        "reading", sequence_type(), ForeignKey("readings.sequence"), primary_key=True, autoincrement=False
    ),
    Column("position", Integer, primary_key=True, autoincrement=False),  # from 0, the reader's order
    Column("claim", key_type(), ForeignKey("claims.id"), nullable=False),
    Index("ix_reading_claims_claim", "claim"),
    sqlite_with_rowid=False,
)

decisions = Table(
    "decisions",
    metadata,
    Column(
        "sequence", sequence_type(), ForeignKey("entries.sequence"), primary_key=True, autoincrement=False
    ),
    Column("claim", key_type(), ForeignKey("claims.id"), nullable=False),
    Column("kind", key_type(), nullable=False),
    Column("author", Text, nullable=False),
    Column("body", Text, nullable=False),  # the whole decision, JSON (codec.py)
    Index("ix_decisions_claim", "claim", "sequence"),
)

amended = Table(
    "amended",
    metadata,
    Column(
        "decision", sequence_type(), ForeignKey("decisions.sequence"), primary_key=True, autoincrement=False
    ),
    Column("actor_key", key_type(), primary_key=True),
    Column("target_key", key_type(), primary_key=True),
    Column("pair", key_type(), nullable=False),
    Column("claim", key_type(), ForeignKey("claims.id"), nullable=False),
    Index("ix_amended_pair", "pair"),
    Index("ix_amended_actor_key", "actor_key"),
    Index("ix_amended_target_key", "target_key"),
)

folded = Table(
    "folded",
    metadata,
    Column("pair", key_type(), primary_key=True),
    Column("sequence", sequence_type(), nullable=False),  # the ledger's, when they were folded
    Column("maker", Text, nullable=False),  # what folded them; another maker's rows do not count
    Column("body", Text, nullable=False),
)


def _of_pair() -> tuple[Column[Any], ...]:
    """Columns of what a pair came to be known as: where it belongs."""
    return (
        Column("pair", key_type(), primary_key=True),
        Column(
            "position", Integer, primary_key=True, autoincrement=False
        ),  # from 0, as they came to be known
        Column("one", key_type(), nullable=False),  # the pair's two keys, smaller first
        Column("other", key_type(), nullable=False),
    )


def _known() -> tuple[Column[Any], ...]:
    """Columns of the entries between which something was known so."""
    return (
        Column("known_from", sequence_type(), nullable=False),  # entry with which it came to be known so
        Column("known_until", sequence_type(), nullable=False),  # entry with which no longer; else FOREVER
    )


folded_relations = Table(
    "folded_relations",
    metadata,
    *_of_pair(),
    Column("dimension", key_type(), nullable=False),
    Column("first_day", Date, nullable=False),  # on which it counts as holding
    Column(
        "end_day", Date, nullable=False
    ),  # first on which it no longer does; the last of all where still so
    *_known(),
    Column("relation", key_type(), nullable=False),  # its id
    Column("body", Text, nullable=False),  # the relation, and the claims of its events, JSON
    *(
        Index(f"ix_folded_relations_{key}", key, "dimension", "known_until", "end_day", "first_day")
        for key in ("one", "other")
    ),
    Index("ix_folded_relations_relation", "relation"),
)

folded_events = Table(
    "folded_events",
    metadata,
    *_of_pair(),
    Column("actor", key_type(), nullable=False),  # party ids, "" where unresolved or none
    Column("target", key_type(), nullable=False),
    Column("day", Date),  # by which it is ordered; null where none can be told
    Column("place", key_type(), nullable=False),  # sorts as events are ordered
    *_known(),
    Column("event", key_type(), nullable=False),  # its id
    Column("body", Text, nullable=False),  # the event, JSON
    *(Index(f"ix_folded_events_{key}", key, "known_until", "day") for key in ("one", "other")),
    Index("ix_folded_events_event", "event"),
)

folded_conflicts = Table(
    "folded_conflicts",
    metadata,
    *_of_pair(),
    Column("place", key_type(), nullable=False),  # sorts as conflicts are ordered
    *_known(),
    Column("body", Text, nullable=False),  # the conflict, JSON
    *(Index(f"ix_folded_conflicts_{key}", key, "known_until", "place") for key in ("one", "other")),
    Index("ix_folded_conflicts_place", "place"),
)

folded_doubts = Table(
    "folded_doubts",
    metadata,
    Column("pair", key_type(), primary_key=True),
    Column("claim", key_type(), primary_key=True),
    Column("reasons", key_type(), nullable=False),  # "conflict", "first" or both, by a space
    Column("trust", Float, nullable=False),  # [0, 1]; least first
    Index("ix_folded_doubts_claim", "claim"),
    Index("ix_folded_doubts_trust", "reasons", "trust", "claim"),
)
