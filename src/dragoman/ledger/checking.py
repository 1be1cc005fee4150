"""A ledger's own rules, checked row by row: what a test, or a user after a crash, wants to know."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from itertools import pairwise

from sqlalchemy import Connection, func, select

from dragoman.ledger import tables as t
from dragoman.ledger.codec import claim_from_json
from dragoman.ledger.intake import claim_columns


def problems(conn: Connection) -> list[str]:
    """Give every broken rule, in words; nothing if all is well."""
    return [*_order(conn), *_documents(conn), *_passages(conn), *_claims(conn), *_readings(conn)]


def _order(conn: Connection) -> Iterator[str]:
    e = t.entries.c
    rows = conn.execute(select(e.sequence, e.recorded_at, e.kind).order_by(e.sequence)).all()
    if [row.sequence for row in rows] != list(range(1, len(rows) + 1)):
        yield "sequence numbers have holes"
    for before, after in pairwise(rows):
        if after.recorded_at < before.recorded_at:
            yield f"entry {after.sequence} has an earlier record time than the entry before it"
    counter = conn.execute(select(t.ledger.c.sequence, t.ledger.c.recorded_at)).one()
    last = (rows[-1].sequence, rows[-1].recorded_at) if rows else (0, None)
    if (counter.sequence, counter.recorded_at) != last:
        yield f"the counter stands at {counter.sequence}, the latest entry is {last[0]}"
    for kind, table in (("reading", t.readings), ("decision", t.decisions)):
        said = [row.sequence for row in rows if row.kind == kind]
        if said != list(conn.execute(select(table.c.sequence).order_by(table.c.sequence)).scalars()):
            yield f"entries and {table.name} do not agree"


def _documents(conn: Connection) -> Iterator[str]:
    d = t.documents.c
    for row in conn.execute(select(d.id, d.text).execution_options(yield_per=200)):
        if sha256(row.text.encode()).hexdigest() != row.id:
            yield f"document {row.id}: the text is not the one that was recorded"
    firsts = select(t.copies.c.document).where(t.copies.c.first.in_(select(t.copies.c.document)))
    for document in conn.execute(firsts).scalars():
        yield f"document {document}: its first copy is itself a copy"


def _passages(conn: Connection) -> Iterator[str]:
    indexed = select(t.passages.c.document)
    for document in conn.execute(select(t.documents.c.id).except_(indexed)).scalars():
        yield f"document {document}: search does not know its text"


def _claims(conn: Connection) -> Iterator[str]:
    for row in conn.execute(select(t.claims).execution_options(yield_per=1000)).mappings():
        try:
            claim = claim_from_json(row["body"])
            expected = claim_columns(claim, claim.id)
        except (ValueError, LookupError, TypeError) as error:
            yield f"claim {row['id']}: cannot be read ({error})"
            continue
        # The body itself may have been written by an older version, with fewer fields; the id vouches for it.
        wrong = sorted(name for name, value in expected.items() if name != "body" and row[name] != value)
        if wrong:
            yield f"claim {row['id']}: columns {', '.join(wrong)} do not agree with what the claim says"


def _readings(conn: Connection) -> Iterator[str]:
    links, r, c = t.reading_claims.c, t.readings.c, t.claims.c
    gaps = (
        select(links.reading)
        .group_by(links.reading)
        .having((func.min(links.position) != 0) | (func.max(links.position) != func.count() - 1))
    )
    for reading in conn.execute(gaps).scalars():
        yield f"reading {reading}: claims are missing"
    strays = (
        select(links.reading, links.claim)
        .join_from(t.reading_claims, t.readings, r.sequence == links.reading)
        .join(t.claims, c.id == links.claim)
        .where((c.document != r.document) | (c.sequence > r.sequence))
    )
    for row in conn.execute(strays):
        yield f"reading {row.reading}: claim {row.claim} is not of its document, or of a later entry"
