"""What a search finds: parties, what happened between two of them, and passages of documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, Response

from dragoman.answers import Hit, Search
from dragoman.errors import QuestionError
from dragoman.records import Span
from dragoman.service import Ledger
from dragoman.web.asking import LedgerDep, Moment, MomentDep
from dragoman.web.exports import csv_response
from dragoman.web.keeping import Shelf
from dragoman.web.rendering import render

HITS = 20  # on one page
COLUMNS = ("document", "document_id", "title", "publisher", "published", "start", "end", "text", "claims")
_LONGEST = 400  # characters of what is searched for
_KEPT = 100  # answers, some 100 kB each
_shelf: Shelf[Search] = Shelf(most=_KEPT)
router = APIRouter(include_in_schema=False)

Before = Annotated[int | None, Query(ge=1)]


@dataclass(frozen=True, slots=True)
class Part:
    """Characters of a passage; `found` where they are one of the words that were searched for."""

    text: str
    found: bool


@router.get("/search")
def search(
    request: Request, moment: MomentDep, ledger: LedgerDep, q: str = "", before: Before = None
) -> HTMLResponse:
    """Show what a search finds."""
    found = found_by(ledger, moment, q, before=before)
    return render(request, "search.html", query=" ".join(q.split()), found=found, before=before, parts=parts)


@router.get("/search.csv")
def search_csv(moment: MomentDep, ledger: LedgerDep, q: str = "", before: Before = None) -> Response:
    """Give the passages that a search finds as CSV."""
    found = found_by(ledger, moment, q, before=before)
    return csv_response([row_of(hit) for hit in found.hits] if found else (), columns=COLUMNS, name="search")


def found_by(ledger: Ledger, moment: Moment, query: str, *, before: int | None = None) -> Search | None:
    """Give what a query finds; None where nothing is searched for.

    Raises:
        QuestionError: the query is too long.
    """
    text = " ".join(query.split())
    if not text:
        return None
    if len(text) > _LONGEST:
        problem = f"{len(text):,} characters are too many to search for"
        raise QuestionError(problem=problem, remedy="take a few words of them")

    def ask() -> Search:
        return ledger.search(text, limit=HITS, before=before, known_at=moment.known_at)

    key = (ledger.shown, ledger.sequence_at(moment.known_at), moment.known_at, text, before)
    return moment.stamped(_shelf.get(key, ask))


def parts(hit: Hit) -> Iterator[Part]:
    """Cut a passage into the words found and what stands between them; joined, they are the passage."""
    end = 0
    for mark in sorted(hit.marks):
        start = max(mark.start, end)  # marks may touch, never go back
        if mark.end <= start:
            continue
        if start > end:
            yield Part(Span(end, start).of(hit.text), found=False)
        yield Part(Span(start, mark.end).of(hit.text), found=True)
        end = mark.end
    if end < len(hit.text):
        yield Part(hit.text[end:], found=False)


def row_of(hit: Hit) -> dict[str, Any]:
    """Give a passage as a row."""
    return {
        "document": hit.source.name,
        "document_id": hit.source.id,
        "title": hit.source.title,
        "publisher": hit.source.publisher,
        "published": hit.source.published or "",
        "start": hit.span.start,
        "end": hit.span.end,
        "text": hit.text,
        "claims": [claim.id for claim in hit.claims],
    }
