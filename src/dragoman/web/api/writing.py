"""What programs send: texts to be read; with the owner's token, documents and decisions to be recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response, Security
from fastapi.security import HTTPBearer

from dragoman.records import Document
from dragoman.web import paths
from dragoman.web.api import rows, schemas
from dragoman.web.asking import LedgerDep
from dragoman.web.desk import DeskDep
from dragoman.web.pages.paste import RefusedError, document_of
from dragoman.web.problems import ProblemError
from dragoman.web.security.access import ApiWriterDep
from dragoman.web.security.limits import count_deed

router = APIRouter(tags=["writing"], generate_unique_id_function=lambda route: route.name)
# For the description only: `ApiWriterDep` is what looks at the token.
_BEARER = Security(HTTPBearer(auto_error=False, description="The owner's token."))

Answered = dict[str, Any]


@router.post("/read", response_model=schemas.ReadAnswer)
def read(request: Request, given: schemas.TextIn, desk: DeskDep) -> Answered:
    """Read a text and give what it claims; nothing is recorded."""
    count_deed(request, "paste")
    doc = _document(given, most=request.app.state.settings.paste_chars)
    _, reading = desk.read(doc)
    return {
        "document_id": doc.id,
        "text": doc.text,
        "claims": [
            rows.claim(claim, id=claim.id, document=doc.name, text=claim.sentence.of(doc.text))
            for claim in reading.claims
        ],
    }


@router.post("/documents", response_model=schemas.Recorded, status_code=201, dependencies=[_BEARER])
def record(
    request: Request,
    response: Response,
    given: schemas.DocumentIn,
    ledger: LedgerDep,
    desk: DeskDep,
    writer: ApiWriterDep,
) -> Answered:
    """Read a document and record it with its claims: 201, or 200 where this reading is on record already."""
    doc = _document(given, most=request.app.state.settings.body_bytes)
    if given.retrieved is not None:
        if given.retrieved.tzinfo is None:
            raise ProblemError(400, "retrieved: does not say in which time zone.", remedy="Give it in UTC.")
        doc = replace(doc, retrieved=given.retrieved.astimezone(UTC))
    _, reading = desk.read(doc)
    recorded = ledger.record(doc, claims=reading.claims)
    response.status_code = 201 if recorded.new else 200
    response.headers["location"] = paths.api(f"/documents/{recorded.document}")
    return {
        "document": recorded.document,
        "name": recorded.name,
        "new": recorded.new,
        "new_document": recorded.new_document,
        "claims_added": recorded.claims_added,
        "sequence": recorded.sequence,
        "copy_of": recorded.copy_of,
        "superseded": recorded.superseded,
    }


@router.post("/decisions", response_model=schemas.Decision, status_code=201, dependencies=[_BEARER])
def decide(
    response: Response, given: schemas.DecisionIn, ledger: LedgerDep, writer: ApiWriterDep
) -> Answered:
    """Record a person's word on a claim; the claim itself is not touched, and what rests on it follows."""
    decided = ledger.amend(given.claim, given.kind, by=given.by, because=given.because, changes=given.changes)
    response.headers["location"] = paths.api(f"/claims/{decided.decision.claim}")
    return rows.decision(decided)


@router.post(
    "/decisions/{sequence}/withdraw",
    response_model=schemas.Decision,
    status_code=201,
    dependencies=[_BEARER],
)
def withdraw(
    response: Response,
    sequence: Annotated[int, Path(ge=1, description="Of the decision.")],
    given: schemas.WithdrawalIn,
    ledger: LedgerDep,
    writer: ApiWriterDep,
) -> Answered:
    """Withdraw a decision: it is as if it had never been made, but both stay on record."""
    decided = ledger.undo(sequence, claim=given.claim, by=given.by, because=given.because)
    response.headers["location"] = paths.api(f"/claims/{decided.decision.claim}")
    return rows.decision(decided)


def _document(given: schemas.TextIn, *, most: int) -> Document:
    """Give the document that was sent.

    Raises:
        ProblemError: it cannot be read.
    """
    if given.language not in {"", "en"}:
        raise ProblemError(422, f"language: {given.language!r} is not read; only en is.")
    typed = {
        "text": given.text,
        "published": given.published.isoformat() if given.published else "",
        "title": given.title,
        "publisher": given.publisher,
        "url": given.url,
        "anyway": given.language,
    }
    try:
        doc = document_of(typed, most=most)
    except RefusedError as refused:
        field = "language" if refused.field == "anyway" else refused.field
        raise ProblemError(422, f"{field}: {refused}") from refused
    return replace(doc, name=given.name)
