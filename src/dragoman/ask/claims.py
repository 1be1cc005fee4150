"""Claims as they were read and as they stand after people's decisions, with their sentences."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.answers import Decided, ReviewedClaim, Source
from dragoman.ask.evidence import gather
from dragoman.ask.view import View
from dragoman.errors import UnknownRecordError
from dragoman.ledger.entries import ClaimRow, DecisionRow, SourceRow
from dragoman.records import ClaimId, DecisionKind, DocumentId
from dragoman.relations.decisions import amend, standing_decisions
from dragoman.relations.entries import DecisionEntry


def ask_claim(view: View, prefix: str) -> ReviewedClaim:
    """Give the one claim whose id begins with `prefix`.

    Raises:
        UnknownRecordError: none has, or several have.
    """
    (claim,) = reviewed(view, [view.store.claim(prefix, known_at=view.k)])
    return claim


def claims_by_id(view: View, ids: Iterable[ClaimId]) -> dict[ClaimId, ReviewedClaim]:
    """Give claims by whole id; ids not on record are left out."""
    ids = list(ids)
    rows = view.store.claims_by_id(ids, known_at=view.k) if ids else {}
    return {claim.id: claim for claim in reviewed(view, rows.values())}


def reviewed(view: View, rows: Iterable[ClaimRow]) -> list[ReviewedClaim]:
    """Give claims in the order of their rows, as read and as they stand."""
    rows = list(rows)
    ids = [row.id for row in rows]
    said = by_claim(view.store.decisions(ids, known_at=view.k) if ids else ())
    evidence = gather(view.store, ids, view.k, at_hand={row.id: row for row in rows})
    found = []
    for row in rows:
        decisions = said.get(row.id, [])
        standing = [entry.decision for entry in standing_rows(decisions)]
        claim = row.claim
        for one in standing:
            claim = amend(claim, one) if one.kind is DecisionKind.AMEND else claim
        found.append(
            ReviewedClaim(
                id=row.id,
                read=row.claim,
                claim=claim,
                stands=not standing or standing[-1].kind is not DecisionKind.REJECT,
                counts=row.counts,
                decisions=tuple(decided(decision) for decision in decisions),
                evidence=evidence[row.id],
            )
        )
    return found


def by_claim(rows: Iterable[DecisionRow]) -> dict[ClaimId, list[DecisionRow]]:
    """Give decisions by the claim that they are on, in their order."""
    found: dict[ClaimId, list[DecisionRow]] = {}
    for row in rows:
        found.setdefault(row.decision.claim, []).append(row)
    return found


def standing_rows(rows: Iterable[DecisionRow]) -> list[DecisionEntry]:
    """Give the decisions on one claim that were not withdrawn, in record order."""
    return standing_decisions(DecisionEntry(decision=r.decision, sequence=r.sequence) for r in rows)


def decided(row: DecisionRow) -> Decided:
    """Give a decision with its place in the record order."""
    return Decided(decision=row.decision, sequence=row.sequence, recorded_at=row.recorded_at)


def sources(view: View, ids: Iterable[DocumentId]) -> dict[DocumentId, Source]:
    """Give documents by id, without their texts."""
    return {id_: source(row) for id_, row in view.store.sources(ids, known_at=view.k).items()}


def source(row: SourceRow) -> Source:
    """Give a document without its text."""
    return Source(
        id=row.id,
        name=row.name,
        title=row.title,
        publisher=row.publisher,
        url=row.url,
        published=row.published,
        copy_group=row.copy_group,
    )


def check_decision_of(view: View, claim: ClaimId, sequence: int) -> None:
    """Refuse a decision that is not one on this claim which still stands.

    Raises:
        UnknownRecordError: there is none of this number, or it was withdrawn.
    """
    rows = view.store.decisions([claim], known_at=view.k)
    if sequence not in {entry.sequence for entry in standing_rows(rows)}:
        raise UnknownRecordError(what="decision that stands", id=str(sequence))
