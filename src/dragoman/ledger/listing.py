"""Asking the ledger for documents, decisions and counts, as known at a place in the record order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from dragoman.errors import UnknownRecordError
from dragoman.ledger import tables as t
from dragoman.ledger.codec import decision_from_json
from dragoman.ledger.entries import Counts, DecisionRow, DocumentRow, ReadingRow
from dragoman.ledger.failures import UnreadableRowError
from dragoman.ledger.reading import begins, chunks, counting
from dragoman.records import ClaimId, Document, DocumentId

_r, _d, _e = t.readings.c, t.documents.c, t.entries.c


def latest(conn: Connection) -> int:
    """Give the sequence number of the latest entry; 0 before the first."""
    return int(conn.execute(select(t.ledger.c.sequence)).scalar_one())


def latest_at(conn: Connection, instant: datetime) -> int:
    """Give the sequence number of the latest entry recorded at or before `instant`; 0 before the first."""
    query = select(func.max(_e.sequence)).where(_e.recorded_at <= instant)
    return int(conn.execute(query).scalar() or 0)


def recorded_at(conn: Connection, sequence: int) -> datetime | None:
    """Give the record time of an entry, or None where there is none of this number."""
    found: datetime | None = conn.execute(select(_e.recorded_at).where(_e.sequence == sequence)).scalar()
    return found


def document_called(conn: Connection, name: str, k: int) -> DocumentRow:
    """Give the one document of this name, or whose id begins so; a name goes before an id.

    Raises:
        UnknownRecordError: none, or several.
    """
    for condition in ([_d.name == name], begins(_d.id, name)):
        rows = conn.execute(_documents(k).where(*condition).limit(10)).all()
        if len(rows) == 1:
            return _document_row(rows[0])
        if rows:
            break
    raise UnknownRecordError(what="document", id=name, matches=len(rows))


def documents_page(conn: Connection, k: int, *, after: int, limit: int) -> list[DocumentRow]:
    """Give the next documents first recorded after sequence number `after`, in record order."""
    query = _documents(k).where(_d.sequence > after).order_by(_d.sequence).limit(limit)
    return [_document_row(row) for row in conn.execute(query)]


def readings_of(conn: Connection, document: DocumentId, k: int) -> list[ReadingRow]:
    """Give the readings of a document, oldest first; the last one counts."""
    number = (
        select(func.count())
        .select_from(t.reading_claims)
        .where(t.reading_claims.c.reading == _r.sequence)
        .correlate(t.readings)
        .scalar_subquery()
        .label("claims")
    )
    query = (
        select(t.readings, _e.recorded_at, number)
        .join_from(t.readings, t.entries, _e.sequence == _r.sequence)
        .where(_r.document == document, _r.sequence <= k)
        .order_by(_r.sequence)
    )
    return [ReadingRow(**row._mapping) for row in conn.execute(query)]


def decisions(conn: Connection, ids: Iterable[ClaimId] | None, k: int) -> list[DecisionRow]:
    """Give the decisions on these claims, or all, in record order."""
    d = t.decisions.c
    query = (
        select(d.body, d.sequence, _e.recorded_at)
        .join_from(t.decisions, t.entries, _e.sequence == d.sequence)
        .where(d.sequence <= k)
        .order_by(d.sequence)
    )
    queries = [query] if ids is None else [query.where(d.claim.in_(part)) for part in chunks(ids)]
    rows = [row for one in queries for row in conn.execute(one)]
    return [_decision_row(row) for row in sorted(rows, key=lambda row: int(row.sequence))]


def counts(conn: Connection, k: int) -> Counts:
    """Count what is on record."""

    def number(query: Select[Any]) -> int:
        return int(conn.execute(select(func.count()).select_from(query.subquery())).scalar_one())

    links = t.reading_claims.c
    counted = select(links.claim).join_from(t.reading_claims, t.readings, _r.sequence == links.reading)
    copied = select(_d.id).join_from(t.documents, t.copies, t.copies.c.document == _d.id)
    sequence = min(k, latest(conn))
    return Counts(
        documents=number(select(_d.id).where(_d.sequence <= k)),
        near_copies=number(copied.where(_d.sequence <= k)),
        readings=number(select(_r.sequence).where(_r.sequence <= k)),
        claims=number(counted.where(counting(k))),
        claims_ever=number(select(t.claims.c.id).where(t.claims.c.sequence <= k)),
        decisions=number(select(t.decisions.c.sequence).where(t.decisions.c.sequence <= k)),
        sequence=sequence,
        recorded_at=recorded_at(conn, sequence),
    )


def _documents(k: int) -> Select[Any]:
    used = (
        select(_r.published)
        .where(_r.document == _d.id, counting(k))
        .correlate(t.documents)
        .scalar_subquery()
        .label("used")
    )
    group = func.coalesce(t.copies.c.first, _d.id).label("copy_group")
    share = func.coalesce(t.copies.c.similarity, 1.0).label("similarity")
    return (
        select(t.documents, used, group, share)
        .select_from(t.documents.outerjoin(t.copies, t.copies.c.document == _d.id))
        .where(_d.sequence <= k)
    )


def _decision_row(row: Any) -> DecisionRow:
    try:
        decision = decision_from_json(row.body)
    except (ValueError, LookupError, TypeError) as error:
        message = f"decision {row.sequence} cannot be read"
        raise UnreadableRowError(message) from error
    return DecisionRow(decision=decision, sequence=row.sequence, recorded_at=row.recorded_at)


def _document_row(row: Any) -> DocumentRow:
    document = Document(
        text=row.text,
        name=row.name,
        title=row.title,
        publisher=row.publisher,
        url=row.url,
        language=row.language,
        published=row.published,
        retrieved=row.retrieved,
    )
    return DocumentRow(
        document=document,
        id=row.id,
        published=row.used,
        copy_group=row.copy_group,
        similarity=row.similarity,
        sequence=row.sequence,
    )
