"""Asking the ledger for what pages show: the latest entries, sources, doubts, decisions, coverage."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    tuple_,
    union,
    union_all,
)

from dragoman.ledger import tables as t
from dragoman.ledger.entries import (
    DOUBTS,
    Covered,
    DecisionRow,
    Doubted,
    EntryRow,
    ListedRow,
    Pair,
    SourceRow,
    pair_from_text,
    pair_text,
)
from dragoman.ledger.listing import decisions
from dragoman.ledger.reading import chunks, counting
from dragoman.records import ClaimId, DecisionKind, DocumentId

_e, _r, _c, _d = t.entries.c, t.readings.c, t.claims.c, t.documents.c
_n, _x = t.decisions.c, t.folded_doubts.c
_links = t.reading_claims.c
LOW = "low confidence"


def entries(conn: Connection, k: int, *, before: int | None, limit: int) -> list[EntryRow]:
    """Give the latest entries up to `k`, newest first."""
    end = _end(k, before)
    return _entries(conn, _e.sequence <= end, _e.sequence > end - limit, limit=limit)


def entries_of_pair(conn: Connection, pair: Pair, k: int, *, limit: int) -> list[EntryRow]:
    """Give the latest entries up to `k` that may have changed a pair, newest first.

    They are readings of documents that spoke of it by then, also such as no longer do, and decisions on
    claims that speak of it as read or as amended.
    """
    key = pair_text(*pair)
    amended = select(t.amended.c.claim).where(t.amended.c.pair == key)
    its = union(select(_c.id).where(_c.pair == key), amended).subquery()
    read = (
        select(_r.sequence)
        .join_from(t.claims, t.readings, _r.document == _c.document)
        .where(_c.id.in_(select(its.c.id)), _r.sequence >= _c.sequence)
    )
    touched = union(read, select(_n.sequence).where(_n.claim.in_(select(its.c.id)))).subquery()
    return _entries(conn, _e.sequence <= k, _e.sequence.in_(select(touched.c.sequence)), limit=limit)


def _entries(conn: Connection, *wanted: ColumnElement[bool], limit: int) -> list[EntryRow]:
    query = (
        select(
            _e.sequence,
            _e.recorded_at,
            _e.kind,
            func.coalesce(_r.document, _c.document).label("document"),
            func.coalesce(_r.reader, "").label("reader"),
            func.coalesce(_n.claim, "").label("claim"),
        )
        .select_from(
            t.entries.outerjoin(t.readings, _r.sequence == _e.sequence)
            .outerjoin(t.decisions, _n.sequence == _e.sequence)
            .outerjoin(t.claims, _c.id == _n.claim)
        )
        .where(*wanted)
        .order_by(_e.sequence.desc())
        .limit(limit)
    )
    return [EntryRow(**row._mapping) for row in conn.execute(query)]


def claims_of_readings(
    conn: Connection, readings: Collection[int]
) -> dict[int, list[tuple[ClaimId, Pair, str]]]:
    """Give what each reading claims, in its order: claim id, pair of party keys, event type."""
    query = (
        select(_links.reading, _c.id, _c.pair, _c.type)
        .join_from(t.reading_claims, t.claims, _c.id == _links.claim)
        .where(_links.reading.in_(sorted(readings)))
        .order_by(_links.reading, _links.position)
    )
    found: dict[int, list[tuple[ClaimId, Pair, str]]] = {reading: [] for reading in readings}
    for row in conn.execute(query):
        found[row.reading].append((row.id, pair_from_text(row.pair), row.type))
    return found


def sources(conn: Connection, ids: Iterable[DocumentId], k: int) -> dict[DocumentId, SourceRow]:
    """Give documents by id, without their texts."""
    found: dict[DocumentId, SourceRow] = {}
    for part in chunks(ids):
        found.update((row.id, row) for row in _sources(conn, _d.id.in_(part), k))
    return found


def copies_of(conn: Connection, group: DocumentId, k: int) -> list[SourceRow]:
    """Give the first copy of a text and its near copies, in record order."""
    copied = select(t.copies.c.document).where(t.copies.c.first == group)
    return _sources(conn, or_(_d.id == group, _d.id.in_(copied)), k)


def documents(conn: Connection, k: int, *, before: int | None, limit: int) -> list[ListedRow]:
    """Give the documents that came on record last up to `k`, newest first, with how much each claims."""
    given = (
        select(func.count())
        .select_from(t.reading_claims.join(t.readings, _r.sequence == _links.reading))
        .where(_r.document == _d.id, counting(k))
        .correlate(t.documents)
        .scalar_subquery()
        .label("claims")
    )
    query = (
        _sources_query(k)
        .add_columns(_e.recorded_at, given)
        .join(t.entries, _e.sequence == _d.sequence)
        .where(_d.sequence <= _end(k, before))
        .order_by(_d.sequence.desc())
        .limit(limit)
    )
    found = []
    for row in conn.execute(query):
        fields = dict(row._mapping)
        recorded_at, claims = fields.pop("recorded_at"), fields.pop("claims")
        found.append(ListedRow(source=SourceRow(**fields), recorded_at=recorded_at, claims=claims))
    return found


def claims_within(conn: Connection, spans: Collection[tuple[DocumentId, int, int]], k: int) -> list[ClaimId]:
    """Give the claims that count whose sentences overlap these pieces of documents: id, start, end."""
    if not spans:
        return []
    wanted: dict[DocumentId, list[tuple[int, int]]] = {}
    for document, start, end in spans:
        wanted.setdefault(document, []).append((start, end))
    columns = (_c.id, _c.document, _c.sentence_start, _c.sentence_end)
    query = _counting(k, *columns).where(_c.document.in_(sorted(wanted)))
    return [
        row.id
        for row in conn.execute(query.order_by(_c.document, _c.sentence_start, _c.id))
        if any(row.sentence_start < end and row.sentence_end > start for start, end in wanted[row.document])
    ]


def doubted(
    conn: Connection,
    k: int,
    *,
    below: float,
    reasons: Collection[str],
    after: tuple[float, ClaimId] | None,
    limit: int,
) -> list[Doubted]:
    """Give claims on which nobody's word stands, most doubtful first.

    Args:
        conn: In a reading transaction.
        k: Entries after this sequence number do not exist for the question; folded doubts are of the present.
        below: Confidence below which a claim is doubted for itself.
        reasons: Those wanted of "low confidence", "conflict" and "first"; all where empty.
        after: Trust and id of the last claim seen.
        limit: How many at most.
    """
    wanted = set(reasons) or {LOW, *DOUBTS}
    kinds = [kind for kind in DOUBTS if wanted & set(kind.split())]
    found: list[tuple[float, ClaimId]] = []
    if LOW in wanted:
        marked = exists().where(_x.claim == _c.id, _x.reasons.in_(kinds)).correlate(t.claims)
        low = _counting(k, _c.id.label("claim"), _c.confidence.label("trust")).where(
            _c.confidence < below, _undecided(_c.id, k), *([~marked] if kinds else [])
        )
        found += _page(conn, low, _c.confidence, _c.id, after, limit)
    for kind in kinds:  # each by its own stretch of the index
        folded = select(_x.claim, _x.trust).where(_x.reasons == kind, _undecided(_x.claim, k))
        found += _page(conn, folded, _x.trust, _x.claim, after, limit)
    chosen = list(dict.fromkeys(sorted(found)))
    return _with_reasons(conn, chosen[:limit], below)


def decided_by_others(
    conn: Connection, author: str, k: int, *, before: int | None, limit: int
) -> list[tuple[int, ClaimId]]:
    """Give claims on which others' word stands and `author` said none, latest word first: number, claim."""
    mine = t.decisions.alias("mine").c
    said = exists().where(mine.claim == _n.claim, mine.author == author, mine.sequence <= k)
    latest = func.max(_n.sequence)
    query = (
        select(latest.label("latest"), _n.claim)
        .where(_n.sequence <= k, ~said.correlate(t.decisions))
        .group_by(_n.claim)
        .having(func.sum(_WEIGHT) > 0, latest <= _end(k, before))
        .order_by(latest.desc())
        .limit(limit)
    )
    return [(row.latest, row.claim) for row in conn.execute(query)]


def shared_decisions(conn: Connection, k: int) -> list[DecisionRow]:
    """Give the decisions on every claim that several people decided on, in record order."""
    several = (
        select(_n.claim)
        .where(_n.sequence <= k)
        .group_by(_n.claim)
        .having(func.count(_n.author.distinct()) > 1)
    )
    return decisions(conn, conn.execute(several).scalars().all(), k)


def latest_decisions(
    conn: Connection, k: int, *, before: int | None, limit: int
) -> list[tuple[int, ClaimId]]:
    """Give the latest decisions, newest first: number, claim."""
    query = select(_n.sequence, _n.claim).where(_n.sequence <= _end(k, before))
    rows = conn.execute(query.order_by(_n.sequence.desc()).limit(limit))
    return [(row.sequence, row.claim) for row in rows]


def covered(conn: Connection, k: int) -> list[Covered]:
    """Count the claims of each event type that count, with the first and last day that they speak of."""
    counted = func.count().label("count")
    first, last = func.min(_c.first_day).label("first"), func.max(_c.last_day).label("last")
    query = _every(conn, k, _c.type.label("group"), counted, first, last).group_by(_c.type).order_by(_c.type)
    return [Covered(**row._mapping) for row in conn.execute(query)]


def covered_years(conn: Connection, k: int) -> list[tuple[int, int]]:
    """Count the claims that count by the year of the first day that they speak of."""
    year = func.extract("year", _c.first_day)
    query = _every(conn, k, year.label("year"), func.count()).where(_c.first_day.is_not(None))
    return [(int(row[0]), int(row[1])) for row in conn.execute(query.group_by(year).order_by(year))]


def publishers(conn: Connection, k: int) -> list[Covered]:
    """Count the documents of each publisher, with the first and last day on which one was published."""
    counted = func.count().label("count")
    query = (
        select(
            _d.publisher.label("group"),
            counted,
            func.min(_d.published).label("first"),
            func.max(_d.published).label("last"),
        )
        .where(_d.sequence <= k)
        .group_by(_d.publisher)
        .order_by(counted.desc(), _d.publisher)
    )
    return [Covered(**row._mapping) for row in conn.execute(query)]


def _end(k: int, before: int | None) -> int:
    """Give the latest sequence number that a page may begin with."""
    return k if before is None else min(k, before - 1)


_WEIGHT = case((_n.kind == DecisionKind.WITHDRAW.value, -1), else_=1)


def _undecided(claim: ColumnElement[str], k: int) -> ColumnElement[bool]:
    """Say that nobody's word on a claim stands: none was given, or each was withdrawn."""
    standing = select(func.coalesce(func.sum(_WEIGHT), 0)).where(_n.claim == claim, _n.sequence <= k)
    return standing.correlate(t.claims, t.folded_doubts).scalar_subquery() <= 0


def _counting(k: int, *columns: ColumnElement[Any]) -> Select[Any]:
    joined = t.claims.join(t.reading_claims, _links.claim == _c.id).join(
        t.readings, _r.sequence == _links.reading
    )
    return select(*(columns or (_c.id,))).select_from(joined).where(counting(k))


def _every(conn: Connection, k: int, *columns: ColumnElement[Any]) -> Select[Any]:
    """Ask of all claims that count; where no document was read twice, without a join that takes longest."""
    twice = (
        select(_r.document).where(_r.sequence <= k).group_by(_r.document).having(func.count() > 1).limit(1)
    )
    if conn.execute(twice).first() is None:
        return select(*columns).select_from(t.claims).where(_c.sequence <= k)
    return _counting(k, *columns)


def _page(
    conn: Connection,
    query: Select[Any],
    trust: ColumnElement[float],
    claim: ColumnElement[str],
    after: tuple[float, ClaimId] | None,
    limit: int,
) -> list[tuple[float, ClaimId]]:
    if after is not None:
        query = query.where(tuple_(trust, claim) > after)
    rows = conn.execute(query.order_by(trust, claim).limit(limit))
    return [(float(row.trust), row.claim) for row in rows]


def _with_reasons(conn: Connection, found: list[tuple[float, ClaimId]], below: float) -> list[Doubted]:
    ids = [claim for _, claim in found]
    said: dict[ClaimId, set[str]] = {claim: set() for claim in ids}
    query = union_all(
        select(_x.claim, _x.reasons).where(_x.claim.in_(ids)),
        select(_c.id, literal(LOW)).where(_c.id.in_(ids), _c.confidence < below),
    )
    for claim, reasons in conn.execute(query):
        said[claim] |= {reasons} if reasons == LOW else set(reasons.split())
    return [Doubted(claim=claim, reasons=tuple(sorted(said[claim])), trust=trust) for trust, claim in found]


def _sources(conn: Connection, condition: ColumnElement[bool], k: int) -> list[SourceRow]:
    query = _sources_query(k).where(condition, _d.sequence <= k).order_by(_d.sequence)
    return [SourceRow(**row._mapping) for row in conn.execute(query)]


def _sources_query(k: int) -> Select[Any]:
    used = select(_r.published).where(_r.document == _d.id, counting(k)).correlate(t.documents)
    group = func.coalesce(t.copies.c.first, _d.id).label("copy_group")
    return select(
        _d.id,
        _d.name,
        _d.title,
        _d.publisher,
        _d.url,
        used.scalar_subquery().label("published"),
        group,
        _d.sequence,
    ).select_from(t.documents.outerjoin(t.copies, t.copies.c.document == _d.id))
