"""Adding to the ledger: a reading of a document, or a decision; each whole or not at all."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from dragoman.errors import UnknownRecordError
from dragoman.ledger import searching
from dragoman.ledger import tables as t
from dragoman.ledger.codec import decision_from_json, decision_to_json
from dragoman.ledger.copies import LIKELY, THRESHOLD, Fingerprint, estimate, shingles, similarity
from dragoman.ledger.entries import Recorded, pair_text, party_key
from dragoman.ledger.intake import Reading
from dragoman.records import Decision, DecisionKind, DocumentId


def find_reading(conn: Connection, reading: Reading) -> Recorded | None:
    """Give what is on record of the same reading, or None where it is new."""
    r = t.readings
    query = (
        select(r.c.sequence, r.c.reader, r.c.published)
        .where(r.c.document == reading.document_id)
        .order_by(r.c.sequence)
    )
    rows = conn.execute(query).all()
    key = (reading.reader, reading.document.published)
    same = [row.sequence for row in rows if (row.reader, row.published) == key]
    if not same:
        return None
    return _recorded(conn, reading.document_id, sequence=same[-1], superseded=same[-1] != rows[-1].sequence)


def add_reading(conn: Connection, reading: Reading, printed: Fingerprint, *, again: bool) -> Recorded:
    """Record a reading inside a writing transaction; see `Store.record`.

    Args:
        conn: In a writing transaction.
        reading: Checked.
        printed: Of the document's text; made by the caller, before others had to wait for it.
        again: Whether a reading that is on record, but not the latest, becomes the one that counts.
    """
    last, clock = lock(conn)
    on_record = find_reading(conn, reading)
    if on_record is not None and not (again and on_record.superseded):
        return on_record
    sequence = _add_entry(conn, after=last, clock=clock, at=reading.at, kind="reading")
    document_id = reading.document_id
    known = conn.execute(select(t.documents.c.id).where(t.documents.c.id == document_id)).first() is not None
    if not known:
        _add_document(conn, reading, printed, sequence)
    row = {"document": document_id, "reader": reading.reader, "published": reading.document.published}
    conn.execute(insert(t.readings), {"sequence": sequence, **row})
    query = select(t.claims.c.id).where(t.claims.c.document == document_id)
    present = set(conn.execute(query).scalars()) if known else set()
    added = [{**row, "sequence": sequence} for row in reading.rows if row["id"] not in present]
    if added:
        conn.execute(insert(t.claims), added)
    links = [{"reading": sequence, "position": n, "claim": row["id"]} for n, row in enumerate(reading.rows)]
    if links:
        conn.execute(insert(t.reading_claims), links)
    return _recorded(
        conn, document_id, sequence=sequence, claims_added=len(added), new=True, new_document=not known
    )


def add_decision(conn: Connection, decision: Decision, *, at: datetime) -> int:
    """Record a decision inside a writing transaction; see `Store.decide`."""
    last, clock = lock(conn)
    c = t.claims.c
    claim = conn.execute(select(c.actor, c.target, c.pair).where(c.id == decision.claim)).first()
    if claim is None:
        raise UnknownRecordError(what="claim", id=decision.claim)
    d = t.decisions.c
    rows = conn.execute(
        select(d.sequence, d.body).where(d.claim == decision.claim).order_by(d.sequence)
    ).all()
    earlier = [decision_from_json(row.body) for row in rows]
    if earlier and earlier[-1] == decision:
        return int(rows[-1].sequence)
    sequence = _add_entry(conn, after=last, clock=clock, at=at, kind="decision")
    values = {"sequence": sequence, "claim": decision.claim, "kind": decision.kind.value}
    body = decision_to_json(decision)
    conn.execute(insert(t.decisions), {**values, "author": decision.by, "body": body})
    if decision.kind is DecisionKind.AMEND:
        amendments = [d for d in (*earlier, decision) if d.kind is DecisionKind.AMEND]
        _add_amended(conn, claim, amendments, sequence=sequence)
    return sequence


def lock(conn: Connection) -> tuple[int, datetime | None]:
    """Keep other writers out until the transaction ends; give the latest entry's number and record time."""
    row = conn.execute(select(t.ledger.c.sequence, t.ledger.c.recorded_at).with_for_update()).one()
    return row.sequence, row.recorded_at


def _add_entry(conn: Connection, *, after: int, clock: datetime | None, at: datetime, kind: str) -> int:
    """Add the next entry. A clock that went back does not take the record time back with it."""
    sequence = after + 1
    recorded_at = at if clock is None else max(at, clock)
    conn.execute(insert(t.entries), {"sequence": sequence, "recorded_at": recorded_at, "kind": kind})
    conn.execute(update(t.ledger).values(sequence=sequence, recorded_at=recorded_at))
    return sequence


def _add_document(conn: Connection, reading: Reading, printed: Fingerprint, sequence: int) -> None:
    document, document_id = reading.document, reading.document_id
    first = _first_copy(conn, printed)
    row = {
        "id": document_id,
        "sequence": sequence,
        "name": document.name,
        "title": document.title,
        "publisher": document.publisher,
        "url": document.url,
        "language": document.language,
        "published": document.published,
        "retrieved": document.retrieved,
        "text": document.text,
        "signature": printed.signature,
    }
    conn.execute(insert(t.documents), row)
    searching.add(conn, document_id, sequence, title=document.title, body=document.text)
    if first is not None:
        link = {"document": document_id, "first": first[0], "similarity": first[1]}
        conn.execute(insert(t.copies), link)
    elif printed.bands:
        conn.execute(insert(t.copy_bands), [{"band": key, "document": document_id} for key in printed.bands])


def _first_copy(conn: Connection, printed: Fingerprint) -> tuple[DocumentId, float] | None:
    """Find the earliest first copy that shares enough, with the share.

    Only first copies have bands, so a chain of ever changing copies is not one group: each member shares
    at least the threshold with the group's first text.
    """
    if not printed.bands:
        return None
    d, b = t.documents.c, t.copy_bands.c
    query = (
        select(d.id, d.signature)
        .where(d.id.in_(select(b.document).where(b.band.in_(printed.bands))))
        .order_by(d.sequence)
    )
    for row in conn.execute(query).all():
        if estimate(printed.signature, row.signature) < LIKELY:
            continue
        other = conn.execute(select(d.text).where(d.id == row.id)).scalar_one()
        share = similarity(printed.shingles, shingles(other))
        if share >= THRESHOLD:
            return row.id, share
    return None


def _add_amended(conn: Connection, claim: Any, amendments: list[Decision], *, sequence: int) -> None:
    """Note every pair of parties that the claim's amendments may give it, so that it is found there too."""
    parties = {"actor": [claim.actor], "target": [claim.target]}
    for decision in amendments:
        for name, value in decision.changes:
            if name in parties:
                parties[name].append(value)
    keys = {name: sorted({party_key(party) for party in values}) for name, values in parties.items()}
    rows = [
        {"decision": sequence, "claim": amendments[-1].claim, "actor_key": a, "target_key": b, "pair": pair}
        for a in keys["actor"]
        for b in keys["target"]
        if (pair := pair_text(a, b)) != claim.pair
    ]
    if rows:
        conn.execute(insert(t.amended), rows)


def _recorded(
    conn: Connection,
    document_id: DocumentId,
    *,
    sequence: int,
    claims_added: int = 0,
    new: bool = False,
    new_document: bool = False,
    superseded: bool = False,
) -> Recorded:
    d, c = t.documents.c, t.copies.c
    query = (
        select(d.name, func.coalesce(c.first, "").label("first"))
        .select_from(t.documents.outerjoin(t.copies, c.document == d.id))
        .where(d.id == document_id)
    )
    row = conn.execute(query).one()
    return Recorded(
        document=document_id,
        name=row.name,
        new=new,
        new_document=new_document,
        claims_added=claims_added,
        sequence=sequence,
        copy_of=row.first,
        superseded=superseded,
    )
