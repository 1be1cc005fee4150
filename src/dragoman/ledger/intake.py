"""What is to be recorded, checked and made ready before the ledger is locked for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from dragoman.errors import DocumentError, LedgerError, SpanOutOfRangeError
from dragoman.ledger.codec import claim_to_json
from dragoman.ledger.entries import SEPARATOR, pair_text, party_key
from dragoman.records import Claim, ClaimId, Decision, Document, DocumentId, Participant, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document, what a reader said that it claims, and when."""

    document: Document
    document_id: DocumentId
    reader: str
    at: datetime  # UTC
    rows: list[dict[str, Any]]  # of the table `claims`, each id once, without their sequence number


def checked_reading(
    document: Document,
    claims: Sequence[Claim],
    *,
    reader: str,
    at: datetime,
    ledger: str,
) -> Reading:
    """Give the reading to be recorded, once nothing speaks against it.

    Raises:
        DocumentError: a text that cannot be kept.
        LedgerError: a claim of another document or with an unfit party id, or an instant without time zone.
        SpanOutOfRangeError: a claim quotes what the text does not have.
    """
    utc = checked_instant(at, ledger=ledger)
    _check_document(document)
    document_id, length = document.id, len(document.text)
    unique: dict[ClaimId, Claim] = {}
    for claim in claims:
        if claim.document != document_id:
            problem = f"a claim of document {claim.document!r} came with document {document_id!r}"
            raise LedgerError(
                ledger=ledger, problem=problem, remedy="record each document with its own claims"
            )
        for span in _spans(claim):
            if not 0 <= span.start <= span.end <= length:
                raise SpanOutOfRangeError(document=document_id, span=span, length=length)
        for party in (_party(claim.actor), _party(claim.target)):
            if SEPARATOR in party or _unkeepable(party):
                problem = f"the party id {party!r} holds a character that no id may have"
                raise LedgerError(ledger=ledger, problem=problem, remedy="give an id of the gazetteer")
        unique.setdefault(claim.id, claim)
    rows = [claim_columns(claim, claim_id) for claim_id, claim in unique.items()]
    return Reading(document=document, document_id=document_id, reader=reader, at=utc, rows=rows)


def checked_instant(at: datetime, *, ledger: str) -> datetime:
    """Give the instant in UTC; refuse one without time zone, since what it means depends on the machine."""
    if at.tzinfo is None:
        raise LedgerError(ledger=ledger, problem="an instant has no time zone", remedy="give it in UTC")
    return at.astimezone(UTC)


def check_decision(decision: Decision, *, ledger: str) -> None:
    """Refuse a decision that cannot be kept on every database.

    Raises:
        LedgerError: no author, or a character that no text or id may have.
    """
    texts = [decision.claim, decision.by, decision.because, *(value for _, value in decision.changes)]
    problem = next((found for text in texts if (found := _unkeepable(text))), "")
    if any(SEPARATOR in value for name, value in decision.changes if name in ("actor", "target")):
        problem = f"names a party with {SEPARATOR!r} in its id, which no id may have"
    if not decision.by.strip():
        problem = "has no author"
    if problem:
        raise LedgerError(
            ledger=ledger, problem=f"a decision {problem}", remedy="correct it, then decide again"
        )


def claim_columns(claim: Claim, claim_id: ClaimId) -> dict[str, Any]:
    """Give a claim's row: the columns that questions look it up by, and the whole claim."""
    actor, target = _party(claim.actor), _party(claim.target)
    actor_key, target_key = party_key(actor), party_key(target)
    return {
        "id": claim_id,
        "document": claim.document,
        "sentence_start": claim.sentence.start,
        "sentence_end": claim.sentence.end,
        "type": claim.type,
        "actor": actor,
        "target": target,
        "actor_key": actor_key,
        "target_key": target_key,
        "pair": pair_text(actor_key, target_key),
        "modality": claim.modality.value,
        "first_day": getattr(claim.date, "first_day", None),  # an unresolved date has none
        "last_day": getattr(claim.date, "last_day", None),
        "confidence": claim.confidence,
        "body": claim_to_json(claim),
    }


def _check_document(document: Document) -> None:
    shown = document.name.encode(errors="replace").decode()
    for field in ("text", "name", "title", "publisher", "url", "language"):
        problem = _unkeepable(getattr(document, field))
        if problem:
            remedy = "take it from its page or file again, as UTF-8"
            raise DocumentError(file=shown, problem=f"its {field} {problem}", remedy=remedy)
    if document.retrieved is not None and document.retrieved.tzinfo is None:
        problem = "was retrieved at an instant without time zone"
        raise DocumentError(file=shown, problem=problem, remedy="give the instant in UTC")


def _unkeepable(text: str) -> str:
    """Say why a text cannot be kept on every database, or ""."""
    if "\x00" in text:
        return "holds a NUL character"
    try:
        text.encode()
    except UnicodeEncodeError:
        return "holds half a surrogate pair"
    return ""


def _spans(claim: Claim) -> Iterator[Span]:
    yield claim.sentence
    yield claim.trigger
    speaker = claim.attribution
    quotation = speaker.quotation if speaker else None
    for part in (claim.actor, claim.target, speaker):
        if part and part.span:
            yield part.span
    if quotation:
        yield quotation


def _party(participant: Participant | None) -> str:
    return participant.party if participant else ""
