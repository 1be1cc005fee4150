"""Review: claims to look at by doubt, what people decided and why, and how far they agree.

Every decision is a form of its own that works without a script; `review.js` adds keys.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import RedirectResponse, Response

from dragoman.answers import Agreement, Decided, Entry, ReviewedClaim
from dragoman.ask.reviewing import REASONS
from dragoman.errors import DateError, PartyError, QuestionError
from dragoman.export import edtf
from dragoman.ontology import load_ontology
from dragoman.records import Claim, DecisionKind, Modality, Participant
from dragoman.relations.decisions import standing_decisions
from dragoman.relations.entries import DecisionEntry
from dragoman.service import Ledger
from dragoman.web import paths
from dragoman.web.asking import LedgerDep, Moment, MomentDep
from dragoman.web.exports import csv_response
from dragoman.web.problems import ProblemError
from dragoman.web.rendering import render
from dragoman.web.security.access import Writer, WriterDep, writer_of
from dragoman.web.security.csrf import FormDep

ON_PAGE = 20  # claims
VIEWS = ("queue", "second", "decisions")
_WORDS = (
    "The reader is not sure of it.",
    "It contradicts another claim on record.",
    "Alone, it brought the first status of its kind that is on record between the two.",
)
WORDS = dict(zip(REASONS, _WORDS, strict=True))
FIELDS = ("type", "actor", "target", "date", "modality", "level", "city", "object", "basis", "measures")
COLUMNS = (
    "claim",
    "doubt",
    "reasons",
    "confidence",
    "type",
    "actor",
    "target",
    "date",
    "modality",
    "sentence",
    "document",
    "decisions",
)
_LONGEST = 1_000  # characters of a reason or a corrected field
_LONGEST_NUMBER = 18  # digits
router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A claim to decide on, with what speaks for looking at it and its fields as text."""

    claim: ReviewedClaim
    reasons: tuple[str, ...]
    doubt: float | None
    fields: tuple[tuple[str, str], ...]
    standing: frozenset[int]  # numbers of the decisions that can be undone


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the page shows; `older` is the address's part that asks for the claims behind these."""

    view: str
    reason: str
    items: tuple[Item, ...]
    older: dict[str, str]
    agreement: Agreement
    known_at: datetime
    sequence: int
    folded_up_to: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A decision that was not taken: which claim, what was typed, and why not."""

    claim: str
    given: dict[str, str]
    because: str


def asked_sheet(
    request: Request,
    moment: MomentDep,
    ledger: LedgerDep,
    view: str = "queue",
    reason: str = "",
    after: str = "",
    before: Annotated[int | None, Query(ge=1)] = None,
) -> Sheet:
    """Give the sheet that an address asks for."""
    return sheet_of(
        ledger, moment, view=view, reason=reason, after=after, before=before, writer=writer_of(request)
    )


SheetDep = Annotated[Sheet, Depends(asked_sheet)]


@router.get("/review")
def review(
    request: Request,
    sheet: SheetDep,
    ledger: LedgerDep,
    done: Annotated[int | None, Query(ge=1)] = None,
) -> Response:
    """Show what is to be reviewed, or was."""
    return _page(request, sheet, done=entry_of(ledger, done) if done else None)


@router.get("/review.csv")
def review_csv(sheet: SheetDep) -> Response:
    """Give the same claims as CSV."""
    return csv_response([row_of(item) for item in sheet.items], columns=COLUMNS, name=f"review-{sheet.view}")


@router.post("/review/decide")
def decide(request: Request, ledger: LedgerDep, writer: WriterDep, form: FormDep) -> Response:
    """Take a decision, and go on with the queue, which says what it changed."""
    given = {
        name: str(form.get(name, "")) for name in ("claim", "kind", "because", "view", "reason", *FIELDS)
    }
    try:
        decided = take(ledger, given, writer)
    except (QuestionError, PartyError, DateError) as error:
        refused = Refused(claim=given["claim"], given=given, because=str(error))
        moment = Moment(on=request.app.state.clock().date())
        sheet = sheet_of(
            ledger,
            moment,
            view=given["view"] or "queue",
            reason=given["reason"],
            writer=writer,
            first=given["claim"],
        )
        return _page(request, sheet, status=422, refused=refused)
    return _back(given, decided)


@router.post("/review/undo")
def undo(ledger: LedgerDep, writer: WriterDep, form: FormDep) -> Response:
    """Withdraw a decision."""
    given = {name: str(form.get(name, "")) for name in ("claim", "sequence", "because", "view", "reason")}
    if not given["sequence"].isdecimal() or len(given["sequence"]) > _LONGEST_NUMBER:
        raise ProblemError(400, "The form does not say which decision is to be undone.")
    because = given["because"].strip()[:_LONGEST] or "undone by who decided"
    decided = ledger.undo(int(given["sequence"]), claim=given["claim"], by=writer.name, because=because)
    return _back(given, decided)


def sheet_of(
    ledger: Ledger,
    moment: Moment,
    *,
    view: str,
    reason: str = "",
    after: str = "",
    before: int | None = None,
    writer: Writer | None = None,
    first: str = "",
) -> Sheet:
    """Give what the page shows.

    Args:
        ledger: On record.
        moment: Day and knowledge.
        view: "queue", "second" (what others decided on and `writer` did not) or "decisions".
        reason: For the queue: one of `WORDS`, "" for all.
        after: Place in the queue to go on from.
        before: Entry to go on from, in the other views.
        writer: Who looks.
        first: Id of a claim that is to be shown whatever else is.

    Raises:
        ProblemError: there is no such view.
        QuestionError: there is no such reason, or place.
    """
    if view not in VIEWS:
        raise ProblemError(404, f"There is no view {view[:40]!r} of the review.")
    folded: int | None = None
    if view == "queue":
        queue = ledger.review_queue(
            reasons=[reason] if reason else (), after=after, limit=ON_PAGE, known_at=moment.known_at
        )
        items = [_item(row.claim, row.reasons, row.doubt) for row in queue.claims]
        older, folded = ({"after": queue.after} if queue.after else {}), queue.folded_up_to
        known_at, sequence = queue.known_at, queue.sequence
    else:
        listed = (
            ledger.second_look(
                writer.name if writer else "", before=before, limit=ON_PAGE, known_at=moment.known_at
            )
            if view == "second"
            else ledger.decisions(before=before, limit=ON_PAGE, known_at=moment.known_at)
        )
        hidden = view == "second" and writer is None  # what others decided on is asked of somebody
        items = [] if hidden else [_item(claim) for claim in listed.claims]
        older = {"before": str(listed.before)} if listed.before and not hidden else {}
        known_at, sequence = listed.known_at, listed.sequence
    if first and first not in {item.claim.id for item in items}:
        items.insert(0, _item(ledger.claim(first)))
    return Sheet(
        view=view,
        reason=reason,
        items=tuple(items),
        older=older,
        agreement=ledger.agreement(known_at=moment.known_at),
        known_at=known_at,
        sequence=sequence,
        folded_up_to=folded,
    )


def take(ledger: Ledger, given: dict[str, str], writer: Writer) -> Decided:
    """Record what a form says.

    Raises:
        QuestionError: no decision, no reason, a field or value that is none, or nothing that is corrected.
        PartyError: a party that is unknown or ambiguous.
    """
    kinds = [kind.value for kind in DecisionKind if kind is not DecisionKind.WITHDRAW]
    if given["kind"] not in kinds:
        raise QuestionError(problem="nothing was chosen", remedy=f"choose one of {', '.join(kinds)}")
    if max(map(len, given.values())) > _LONGEST:
        raise QuestionError(problem="a field is too long", remedy=f"take up to {_LONGEST:,} characters")
    changes: dict[str, str] = {}
    if given["kind"] == DecisionKind.AMEND.value:
        now = dict(fields_of(ledger.claim(given["claim"]).claim))
        changes = {name: given[name].strip() for name in FIELDS if given[name].strip() != now[name]}
        if not changes:
            raise QuestionError(problem="no field was changed", remedy="correct one, or accept the claim")
    return ledger.amend(
        given["claim"], given["kind"], by=writer.name, because=given["because"], changes=changes
    )


def fields_of(claim: Claim) -> tuple[tuple[str, str], ...]:
    """Give the fields that can be corrected, as text."""
    values = {
        "type": claim.type,
        "actor": _party(claim.actor),
        "target": _party(claim.target),
        "date": edtf(claim.date),
        "modality": claim.modality.value,
        "level": claim.level,
        "city": claim.city,
        "object": claim.object,
        "basis": claim.basis,
        "measures": ", ".join(claim.measures),
    }
    return tuple(values.items())


def row_of(item: Item) -> dict[str, Any]:
    """Give a claim as a row."""
    fields = dict(item.fields)
    return {
        "claim": item.claim.id,
        "doubt": "" if item.doubt is None else round(item.doubt, 4),
        "reasons": ", ".join(item.reasons),
        "confidence": item.claim.claim.confidence,
        **{name: fields[name] for name in ("type", "actor", "target", "date", "modality")},
        "sentence": item.claim.evidence.text,
        "document": item.claim.evidence.document,
        "decisions": "; ".join(_told(one) for one in item.claim.decisions),
    }


def entry_of(ledger: Ledger, sequence: int) -> Entry | None:
    """Give the entry of a decision that was just taken, with what it changed."""
    latest = ledger.latest(1, before=sequence + 1).entries
    return latest[0] if latest and latest[0].sequence == sequence and latest[0].decided else None


def standing_numbers(decisions: Iterable[Decided]) -> frozenset[int]:
    """Give the numbers of the decisions on one claim that were not withdrawn."""
    entries = (DecisionEntry(decision=one.decision, sequence=one.sequence) for one in decisions)
    return frozenset(entry.sequence for entry in standing_decisions(entries))


def _item(claim: ReviewedClaim, reasons: tuple[str, ...] = (), doubt: float | None = None) -> Item:
    return Item(
        claim=claim,
        reasons=reasons,
        doubt=doubt,
        fields=fields_of(claim.claim),
        standing=standing_numbers(claim.decisions),
    )


def _party(side: Participant | None) -> str:
    return side.party if side else ""


def _told(one: Decided) -> str:
    return f"{one.decision.by}: {one.decision.kind.value} ({one.decision.because})"


def _back(given: dict[str, str], decided: Decided) -> RedirectResponse:
    view = given["view"] if given["view"] in VIEWS and given["view"] != "queue" else ""
    reason = given["reason"] if given["reason"] in WORDS else ""
    place = paths.review(view=view, reason=reason, done=str(decided.sequence))
    return RedirectResponse(place, status_code=303)


def _page(
    request: Request,
    sheet: Sheet,
    *,
    status: int = 200,
    done: Entry | None = None,
    refused: Refused | None = None,
) -> Response:
    return render(
        request,
        "review.html",
        status=status,
        sheet=sheet,
        done=done,
        refused=refused,
        reasons=WORDS,
        types=[(kind.code, kind.gloss) for kind in load_ontology().values()],
        modalities=[modality.value for modality in Modality],
    )
