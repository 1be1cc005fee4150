"""Asking the ledger for claims, as known at a place in the record order.

Every query takes `k`, a sequence number: entries after it do not exist for the question. Rows up to `k` never
change, so several queries with one `k` agree with each other without a long transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, exists, func, or_, select, union

from dragoman.errors import UnknownRecordError
from dragoman.ledger import tables as t
from dragoman.ledger.codec import claim_from_json
from dragoman.ledger.entries import ClaimRow, Pair, Stretch, pair_from_text, pair_text
from dragoman.ledger.failures import UnreadableRowError
from dragoman.records import ClaimId, DecisionKind, DocumentId

CHUNK = 500  # ids or pairs in one query; databases limit the parameters of a statement
_HEX = frozenset("0123456789abcdef")
_ID_LENGTH = 64

_r, _c, _d, _a = t.readings.c, t.claims.c, t.documents.c, t.amended.c
_later = t.readings.alias("later").c


def chunks(values: Iterable[str]) -> Iterator[list[str]]:
    """Give the distinct values, sorted, in lists of at most CHUNK."""
    ordered = sorted(set(values))
    for start in range(0, len(ordered), CHUNK):
        yield ordered[start : start + CHUNK]


def counting(k: int) -> ColumnElement[bool]:
    """Say of a row of `readings` that it is its document's latest up to `k`, whose claims count."""
    newer = (_later.document == _r.document) & (_later.sequence > _r.sequence) & (_later.sequence <= k)
    return (_r.sequence <= k) & ~exists().where(newer).correlate(t.readings)


def claims_for_pairs(conn: Connection, pairs: Collection[Pair], k: int) -> list[ClaimRow]:
    """Give the claims that count between any of these pairs of party keys."""
    found: dict[ClaimId, _Placed] = {}
    for part in chunks(pair_text(a, b) for a, b in pairs):
        ids = union(
            select(_c.id).where(_c.pair.in_(part)),
            select(_a.claim).where(_a.pair.in_(part), _a.decision <= k),
        )
        found.update(_placed(conn, _query(k).where(_c.id.in_(ids))))
    return _in_order(found.values())


def claims_of_party(
    conn: Connection, keys: Collection[str], k: int, *, types: Collection[str] | None = None
) -> list[ClaimRow]:
    """Give the claims that count in which any of these party keys acts or is acted upon.

    Args:
        conn: In a reading transaction.
        keys: Of parties.
        k: Entries after this sequence number do not exist for the question.
        types: Event types wanted; a claim that was amended is given whatever its type.
    """
    found: dict[ClaimId, _Placed] = {}
    for part in chunks(keys):
        until = _a.decision <= k
        # The types are asked for here, before the joins: a party has thousands of claims, few of one type.
        wanted = [] if types is None else [of_type(types, k)]
        ids = union(
            select(_c.id).where(_c.actor_key.in_(part), *wanted),
            select(_c.id).where(_c.target_key.in_(part), *wanted),
            select(_a.claim).where(_a.actor_key.in_(part), until),
            select(_a.claim).where(_a.target_key.in_(part), until),
        )
        found.update(_placed(conn, _query(k).where(_c.id.in_(ids))))
    return _in_order(found.values())


def claims_of_document(conn: Connection, document: DocumentId, k: int) -> list[ClaimRow]:
    """Give the claims that count of one document, in the reader's order."""
    return _in_order(_placed(conn, _query(k).where(_r.document == document)).values())


def claims_of_types(conn: Connection, types: Collection[str], k: int) -> list[ClaimRow]:
    """Give the claims that count of these event types, and those that were amended, whatever their type."""
    ids = select(_c.id).where(of_type(types, k))
    return _in_order(_placed(conn, _query(k).where(_c.id.in_(ids))).values())


def claims_page(
    conn: Connection, k: int, *, after: int, readings: int, types: Collection[str] | None = None
) -> tuple[list[ClaimRow], int | None]:
    """Give the claims of the next `readings` counting readings after one, and where the page after begins."""
    numbers = select(_r.sequence).where(counting(k), _r.sequence > after).order_by(_r.sequence)
    page = conn.execute(numbers.limit(readings)).scalars().all()
    if not page:
        return [], None
    query = _query(k).where(_r.sequence >= page[0], _r.sequence <= page[-1])
    query = query if types is None else query.where(of_type(types, k))
    return _in_order(_placed(conn, query).values()), page[-1]


def claims_by_id(conn: Connection, ids: Iterable[ClaimId], k: int) -> dict[ClaimId, ClaimRow]:
    """Give claims by their whole ids, also those that no longer count; ids not on record are left out."""
    rows: dict[ClaimId, ClaimRow] = {}
    for part in chunks(ids):
        latest = (
            select(t.reading_claims.c.claim, func.max(t.reading_claims.c.reading).label("reading"))
            .where(t.reading_claims.c.claim.in_(part), t.reading_claims.c.reading <= k)
            .group_by(t.reading_claims.c.claim)
            .subquery()
        )
        joined = claim_columns(counting(k).label("counts")).where(
            _r.sequence == latest.c.reading, _c.id == latest.c.claim
        )
        rows.update((row.id, claim_row(row, counts=bool(row.counts))) for row in conn.execute(joined))
    return rows


def claim_by_prefix(conn: Connection, prefix: str, k: int) -> ClaimRow:
    """Give the one claim whose id begins with `prefix`.

    Raises:
        UnknownRecordError: none has, or several have.
    """
    known = (*begins(_c.id, prefix), _c.sequence <= k)
    matches, claim_id = conn.execute(select(func.count(), func.min(_c.id)).where(*known)).one()
    if matches != 1:
        raise UnknownRecordError(what="claim", id=prefix, matches=matches)
    return claims_by_id(conn, [claim_id], k)[claim_id]


def begins(column: ColumnElement[str], prefix: str) -> list[ColumnElement[bool]]:
    """Say that an id begins with `prefix`, in a way that an index answers; "" and non-hex match nothing."""
    if not prefix or len(prefix) > _ID_LENGTH or not _HEX.issuperset(prefix):
        return [column.is_(None)]
    return [column >= prefix, column < prefix + "g"]


def sentences(conn: Connection, ids: Iterable[ClaimId]) -> dict[ClaimId, str]:
    """Give the very sentences that claims quote."""
    length = _c.sentence_end - _c.sentence_start
    quoted = func.substr(_d.text, _c.sentence_start + 1, length)
    found: dict[ClaimId, str] = {}
    for part in chunks(ids):
        query = select(_c.id, quoted).join_from(t.claims, t.documents, _d.id == _c.document)
        found.update((row[0], row[1]) for row in conn.execute(query.where(_c.id.in_(part))))
    return found


def stretches(conn: Connection, ids: Iterable[ClaimId], *, reach: int) -> dict[ClaimId, Stretch]:
    """Give the sentences that claims quote with up to `reach` characters on either side."""
    begin = case((_c.sentence_start > reach, _c.sentence_start - reach), else_=0)
    piece = func.substr(_d.text, begin + 1, _c.sentence_end + reach + 1 - begin)
    columns = (_c.id, begin.label("begin"), _c.sentence_start, _c.sentence_end, piece.label("piece"))
    found: dict[ClaimId, Stretch] = {}
    for part in chunks(ids):
        query = select(*columns).join_from(t.claims, t.documents, _d.id == _c.document)
        for row in conn.execute(query.where(_c.id.in_(part))):
            start, end = row.sentence_start - row.begin, row.sentence_end - row.begin
            found[row.id] = Stretch(
                text=row.piece[: end + reach],
                start=start,
                end=end,
                cut_before=row.begin > 0,
                cut_after=len(row.piece) > end + reach,
            )
    return found


def copy_groups(conn: Connection, ids: Iterable[ClaimId]) -> dict[ClaimId, DocumentId]:
    """Give the first copy of the document that each claim is of."""
    group = func.coalesce(t.copies.c.first, _c.document)
    query = select(_c.id, group).outerjoin_from(t.claims, t.copies, t.copies.c.document == _c.document)
    found: dict[ClaimId, DocumentId] = {}
    for part in chunks(ids):
        found.update((row[0], row[1]) for row in conn.execute(query.where(_c.id.in_(part))))
    return found


def pairs_changed(conn: Connection, *, after: int, k: int) -> set[Pair]:
    """Give the pairs that entries after `after` and up to `k` may have changed: what is to be folded again.

    A new reading changes the pairs of its claims and of the claims of the reading that it takes the place of;
    a decision those of its claim, before and after amendment.
    """
    read = select(_r.document).where(_r.sequence > after, _r.sequence <= k)
    links = t.reading_claims.c
    of_documents = select(_c.id).where(
        _c.document.in_(read), exists().where(links.claim == _c.id, links.reading <= k)
    )
    decided = select(t.decisions.c.claim).where(t.decisions.c.sequence > after, t.decisions.c.sequence <= k)
    touched = union(of_documents, decided).subquery()
    ids = select(touched.c.id)
    query = union(
        select(_c.pair).where(_c.id.in_(ids)), select(_a.pair).where(_a.claim.in_(ids), _a.decision <= k)
    )
    return {pair_from_text(pair) for pair in conn.execute(query).scalars()}


def pairs_of_party(conn: Connection, key: str, k: int) -> set[Pair]:
    """Give the pairs with a party key that claims ever recorded speak of, amended or not."""
    query = union(
        select(_c.pair).where(_c.actor_key == key, _c.sequence <= k),
        select(_c.pair).where(_c.target_key == key, _c.sequence <= k),
        select(_a.pair).where(_a.actor_key == key, _a.decision <= k),
        select(_a.pair).where(_a.target_key == key, _a.decision <= k),
    )
    return {pair_from_text(pair) for pair in conn.execute(query).scalars()}


_Placed = tuple[int, int, ClaimRow]


def _query(k: int) -> Select[Any]:
    return claim_columns().where(counting(k))


def claim_columns(*more: ColumnElement[Any]) -> Select[Any]:
    """Ask for claims as their readings gave them; one that several gave is several rows."""
    group = func.coalesce(t.copies.c.first, _d.id).label("copy_group")
    tables = (
        t.claims.join(t.reading_claims, t.reading_claims.c.claim == _c.id)
        .join(t.readings, _r.sequence == t.reading_claims.c.reading)
        .join(t.documents, _d.id == _r.document)
        .outerjoin(t.copies, t.copies.c.document == _d.id)
    )
    place = (_r.sequence.label("reading"), t.reading_claims.c.position)
    shown = (_d.name, _d.title, _d.publisher, _d.url, _r.published, group)
    return select(_c.id, _c.sequence, _c.document, _c.body, *place, *shown, *more).select_from(tables)


def _placed(conn: Connection, query: Select[Any]) -> dict[ClaimId, _Placed]:
    return {row.id: (row.reading, row.position, claim_row(row)) for row in conn.execute(query)}


def _in_order(placed: Iterable[_Placed]) -> list[ClaimRow]:
    return [row for _, _, row in sorted(placed, key=lambda p: p[:2])]


def claim_row(row: Any, *, counts: bool = True) -> ClaimRow:
    """Give a row of `claim_columns` as what it holds.

    Raises:
        UnreadableRowError: the claim is damaged.
    """
    try:
        claim = claim_from_json(row.body)
    except (ValueError, LookupError, TypeError) as error:
        message = f"claim {row.id} cannot be read"
        raise UnreadableRowError(message) from error
    return ClaimRow(
        claim=claim,
        id=row.id,
        document=row.document,
        name=row.name,
        title=row.title,
        publisher=row.publisher,
        url=row.url,
        published=row.published,
        copy_group=row.copy_group,
        sequence=row.sequence,
        counts=counts,
    )


def of_type(types: Collection[str], k: int) -> ColumnElement[bool]:
    """Say of a claim that it is of one of these event types, or that it was amended."""
    d = t.decisions.c
    amended: Sequence[ColumnElement[bool]] = (d.kind == DecisionKind.AMEND.value, d.sequence <= k)
    return or_(_c.type.in_(sorted(types)), _c.id.in_(select(d.claim).where(*amended)))
