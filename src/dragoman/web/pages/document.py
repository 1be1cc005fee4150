"""A document with its claims, and the addresses of claims and events."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from dragoman.answers import Dossier, Reasons, ReviewedClaim, Shown
from dragoman.charts.text import clean
from dragoman.charts.wording import articled
from dragoman.export import claim_record
from dragoman.export.rows import CLAIM_COLUMNS, EVENT_COLUMNS, event_row, evidence_row, spread
from dragoman.ontology import load_ontology
from dragoman.records import Event
from dragoman.web import paths
from dragoman.web.asking import LedgerDep, Moment, MomentDep, instant_text
from dragoman.web.exports import asked_columns, csv_response
from dragoman.web.notes import Marked, Note, families_of, marked, note_of
from dragoman.web.rendering import party_name, render

router = APIRouter(include_in_schema=False)
LONG = 100_000  # code points; the browser then lays out only what is in sight
# What turns the direction of writing; such characters are isolated, and the page says that they are there.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LETTER = re.compile(r"\b[AB]\b")  # what glosses call the parties
DOCUMENT_COLUMNS = (*CLAIM_COLUMNS, "stands", "verdict", "because")
_ASKED = ("known_at", "sequence")


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """What the document's page shows."""

    dossier: Dossier
    notes: tuple[Note, ...]
    paragraphs: Marked
    families: tuple[tuple[str, int], ...]
    link: str  # the document's address where it is one that browsers may follow, else ""
    turns: int  # characters that turn the direction of writing

    @property
    def title(self) -> str:
        """What to call the page."""
        return self.dossier.document.title or self.dossier.document.name

    @property
    def is_long(self) -> bool:
        """Whether the text is a long one."""
        return len(self.dossier.document.text) > LONG


def view_document(dossier: Dossier) -> DocumentView:
    """Put a document and its claims into what the page shows."""
    notes = tuple(_note(dossier, each, number) for number, each in enumerate(dossier.claims, start=1))
    text = dossier.document.text
    return DocumentView(
        dossier=dossier,
        notes=notes,
        paragraphs=marked(text, [each.read for each in dossier.claims], notes),
        families=families_of(notes),
        link=followable(dossier.document.url),
        turns=len(_TURNS.findall(text)),
    )


def _note(dossier: Dossier, each: ReviewedClaim, number: int) -> Note:
    return note_of(
        each.claim,
        number=number,
        name=dossier.name,
        id=each.id,
        stands=each.stands,
        counts=each.counts,
        decisions=each.decisions,
        verdict=dossier.verdicts.get(each.id),
        unchecked=each.id in dossier.unchecked,
    )


def followable(url: str) -> str:
    """Give an address if it is of the web, and "" for all others: documents may hold javascript: ones."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme in {"http", "https"} and parts.netloc else ""


def document_rows(dossier: Dossier) -> list[Mapping[str, Any]]:
    """Give a document's claims as rows, as they stand, rejected ones too."""
    rows: list[Mapping[str, Any]] = []
    for each in dossier.claims:
        record = claim_record(
            each.claim,
            document=dossier.document.name,
            sentence=each.claim.sentence.of(dossier.document.text),
            ontology=load_ontology(),
        )
        checked = dossier.verdicts.get(each.id)
        verdict = {
            "verdict": checked.verdict.verdict if checked else "",
            "because": checked.verdict.because if checked else "",
        }
        rows.append({**record, "id": each.id, "stands": each.stands, **verdict})
    return rows


@router.get("/document/{id}.csv")
def document_csv(id: str, moment: MomentDep, ledger: LedgerDep) -> Response:  # noqa: A002
    """Give a document's claims for a spreadsheet."""
    dossier = ledger.document(id, known_at=moment.known_at)
    asked = {"known_at": instant_text(dossier.known_at), "sequence": dossier.sequence}
    rows = [{**asked, **row} for row in document_rows(dossier)]
    return csv_response(rows, columns=(*_ASKED, *DOCUMENT_COLUMNS), name=f"claims-{dossier.document.name}")


@router.get("/document/{id}")
def document(request: Request, id: str, moment: MomentDep, ledger: LedgerDep) -> Response:  # noqa: A002
    """Show a document's text with its claims."""
    dossier = ledger.document(id, known_at=moment.known_at)
    if id != dossier.source.id:
        return RedirectResponse(paths.document(dossier.source.id, moment), status_code=302)
    return render(request, "document.html", view=view_document(dossier))


@router.get("/claim/{id}")
def claim(request: Request, id: str, moment: MomentDep, ledger: LedgerDep) -> Response:  # noqa: A002
    """Lead to a claim's words in its document; one that no reading makes any more is shown alone."""
    found = ledger.claim(id, known_at=moment.known_at)
    if found.counts:
        where = paths.document(found.evidence.document_id, moment, claim=found.id)
        return RedirectResponse(where, status_code=302)
    note = note_of(
        found.claim,
        number=1,
        name=party_name,
        id=found.id,
        stands=found.stands,
        counts=False,
        decisions=found.decisions,
    )
    return render(request, "claim.html", found=found, note=note)


@router.get("/event/{id}.csv")
def event_csv(id: str, moment: MomentDep, ledger: LedgerDep) -> Response:  # noqa: A002
    """Give an event with its sentences for a spreadsheet."""
    reasons = ledger.why(id, known_at=moment.known_at)
    rows = [{**asked_columns(reasons.events), **row} for row in event_rows(reasons)]
    columns = (*_ASKED, *EVENT_COLUMNS, "documents", "sentences")
    return csv_response(rows, columns=columns, name=f"event-{reasons.id[:10]}")


@router.get("/event/{id}")
def event(request: Request, id: str, moment: MomentDep, ledger: LedgerDep) -> Response:  # noqa: A002
    """Show an event with every sentence that speaks of it, and what rests on it."""
    reasons = ledger.why(id, known_at=moment.known_at)
    if reasons.what == "claim":
        return RedirectResponse(paths.claim(reasons.id, moment), status_code=302)
    if reasons.what == "relation":
        return RedirectResponse(_pair_of(reasons, moment), status_code=302)
    if id != reasons.id:
        return RedirectResponse(paths.event(reasons.id, moment), status_code=302)
    (shown,) = reasons.events
    return render(request, "event.html", view=view_event(reasons, shown))


def event_rows(reasons: Reasons) -> list[Mapping[str, Any]]:
    """Give the events behind an id as rows with their sentences."""
    answer = reasons.events
    return [
        spread(
            {
                **event_row(shown.item, answer.name, load_ontology()),
                "sentences": [evidence_row(item) for item in shown.evidence],
            }
        )
        for shown in answer
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """What the event's page shows."""

    reasons: Reasons
    shown: Shown[Event]
    gloss: str
    family: str
    unordered: bool

    @property
    def event(self) -> Event:
        """The event."""
        return self.shown.item


def view_event(reasons: Reasons, shown: Shown[Event]) -> EventView:
    """Put an event into what the page shows."""
    kind = load_ontology().get(shown.item.type)
    sides = {"A": shown.item.actor, "B": shown.item.target}
    names = {letter: clean(articled(party_name(side))) if side else letter for letter, side in sides.items()}
    gloss = _LETTER.sub(lambda match: names[match[0]], kind.gloss) if kind else ""
    return EventView(
        reasons=reasons,
        shown=shown,
        gloss=f"{gloss[:1].upper()}{gloss[1:]}",
        family=kind.family if kind else "",
        unordered=kind is not None and kind.unordered,
    )


def _pair_of(reasons: Reasons, moment: Moment) -> str:
    (relation,) = reasons.relations
    return paths.pair(relation.a, relation.b, moment)
