"""`dragoman why`: from an id back to events, claims, sentences, documents and decisions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import click

from dragoman.answers import Answer, Decided, Evidence, Reasons
from dragoman.cli import layout
from dragoman.cli.exits import DONE
from dragoman.cli.opening import opened
from dragoman.cli.options import format_option, known_at_option, ledger_option
from dragoman.cli.output import emit, prepare
from dragoman.cli.sheet import Quote, Row, Sheet, show
from dragoman.export.rows import EVENT_COLUMNS, event_row, evidence_row, relation_row
from dragoman.ontology import load_ontology
from dragoman.records import Claim, Event, Relation


@click.command()
@click.argument("id_prefix", metavar="ID")
@known_at_option
@format_option
@ledger_option
def why(id_prefix: str, known_at: datetime | None, style: str, ledger: str | None) -> int:
    """Walk the ID of a status, event or claim (or its beginning) back to the sentences behind it.

    Shows every event with every sentence, its document, publisher, date and address; for a claim also the
    decisions on it and what rests on it.
    """
    with opened(ledger) as book:
        reasons = book.why(id_prefix, known_at=known_at)
    if style == "table":
        stream = prepare(style)
        for number, sheet in enumerate(_sheets(reasons)):
            stream.write("\n" if number else "")
            show(sheet, stream)
        return DONE
    answer = reasons.events
    ontology = load_ontology()
    rows = [
        {
            **event_row(shown.item, answer.name, ontology),
            "sentences": [evidence_row(item) for item in shown.evidence],
        }
        for shown in answer
    ]
    head: dict[str, Any] = {"what": reasons.what, "id": reasons.id, **layout.head(answer)}
    if style == "json":
        head["relations"] = [relation_row(relation, answer.name, ()) for relation in reasons.relations]
        head["decisions"] = [decision_row(decided) for decided in reasons.decisions]
        head["sentence"] = evidence_row(reasons.evidence) if reasons.evidence else None
        head["counts"] = reasons.counts
    else:
        head = {"asked": reasons.id, **layout.head(answer)}
    columns = (*EVENT_COLUMNS, "documents", "sentences")
    emit(style, sheet=Sheet, rows=rows, columns=columns, head=head)
    return DONE


def decision_row(decided: Decided) -> dict[str, Any]:
    """Give a decision as a row."""
    decision = decided.decision
    return {
        "claim": decision.claim,
        "decision": decision.kind.value,
        "by": decision.by,
        "because": decision.because,
        "changes": dict(decision.changes),
        "sequence": decided.sequence,
        "recorded_at": layout.instant(decided.recorded_at) if decided.recorded_at else "",
    }


def _sheets(reasons: Reasons) -> list[Sheet]:
    answer = reasons.events
    sheets = []
    if reasons.claim is not None and reasons.evidence is not None:
        sheets.append(_claim_sheet(answer, reasons, reasons.claim, reasons.evidence))
    if reasons.decisions:
        sheets.append(_decision_sheet(reasons.decisions))
    if reasons.relations:
        heading = "This status" if reasons.what == "relation" else "What rests on it"
        sheets.append(_relation_sheet(answer, reasons.relations, heading))
    sheets.append(_event_sheet(answer, "The event" if reasons.what == "event" else "Events behind it"))
    return sheets


def _claim_sheet(answer: Answer[Event], reasons: Reasons, claim: Claim, evidence: Evidence) -> Sheet:
    kind = load_ontology().get(claim.type)
    sides = [
        layout.label(answer, side.party) if side.party else f"“{side.text or side.name}”"
        for side in (claim.actor, claim.target)
        if side is not None
    ]
    mark = layout.pair_mark(unordered=kind is not None and kind.unordered)
    row = Row(
        (
            layout.date_text(claim.date) or "undated",
            claim.type,
            mark.join(sides),
            claim.modality.value,
            f"{claim.confidence:.2f}",
            claim.reader,
        ),
        (full_quote(evidence),),
    )
    return Sheet(
        heading=f"Claim {reasons.id}",
        subheading=layout.subheading(answer),
        columns=("date", "claim", "between", "modality", "confidence", "reader"),
        rows=[row],
        notes=() if reasons.counts else ("A later reading of the document no longer makes this claim.",),
    )


def _decision_sheet(decisions: Sequence[Decided]) -> Sheet:
    rows = [
        Row(
            (
                f"{decided.recorded_at:%Y-%m-%d %H:%M}" if decided.recorded_at else "",
                decided.decision.kind.value,
                decided.decision.by,
                ", ".join(f"{name}={value or 'nothing'}" for name, value in decided.decision.changes),
                decided.decision.because,
            )
        )
        for decided in decisions
    ]
    return Sheet(heading="Decisions", columns=("recorded", "decision", "by", "changes", "because"), rows=rows)


def _relation_sheet(answer: Answer[Event], relations: Sequence[Relation], heading: str) -> Sheet:
    rows = [
        Row(
            (
                relation.dimension,
                layout.between(answer, relation.a, relation.b, relation.dimension),
                layout.plain(relation.status),
                layout.since(relation.since, relation.first_evidence),
                layout.date_text(relation.until),
                layout.traits(relation),
                relation.id[: layout.SHORT_ID],
            )
        )
        for relation in relations
    ]
    columns = ("dimension", "between", "status", "since", "until", "detail", "relation")
    return Sheet(heading=heading, columns=columns, rows=rows)


def _event_sheet(answer: Answer[Event], heading: str) -> Sheet:
    rows = []
    for shown in answer:
        event = shown.item
        kind = load_ontology().get(event.type)
        mark = layout.pair_mark(unordered=kind is not None and kind.unordered)
        sides = (layout.label(answer, party) for party in (event.actor, event.target) if party)
        rows.append(
            Row(
                (
                    layout.date_text(event.date) or (f"as of {event.as_of}" if event.as_of else "undated"),
                    event.type,
                    mark.join(sides),
                    event.modality.value,
                    f"{event.documents:,}",
                    event.id[: layout.SHORT_ID],
                ),
                tuple(full_quote(item) for item in shown.evidence),
            )
        )
    return Sheet(
        heading=heading,
        columns=("date", "event", "between", "modality", "texts", "event id"),
        rows=rows,
        notes=() if rows else ("No event rests on it: the claim was rejected, or counts no longer.",),
        right=frozenset({"texts"}),
    )


def full_quote(evidence: Evidence) -> Quote:
    """Give a sentence with all that is known of its source."""
    title = evidence.title if evidence.title != evidence.document else ""
    parts = [layout.source(evidence), title, evidence.url]
    return Quote(
        evidence.text,
        " · ".join(part for part in parts if part),
        (evidence.start, evidence.end),
        claims=(evidence.claim[: layout.SHORT_ID],),
    )
