"""Claims, document by document, as they are read."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self

from dragoman.cli.layout import SHORT_ID
from dragoman.cli.output import prepare
from dragoman.cli.sheet import Quote, Row, Sheet, show
from dragoman.cli.text import DASH, counted, short_name
from dragoman.export import claim_record, edtf, to_json, write_csv
from dragoman.export.rows import CLAIM_COLUMNS
from dragoman.ontology import load_ontology
from dragoman.records import Claim, Document, Modality, Participant

if TYPE_CHECKING:
    from dragoman.ledger.entries import Recorded


class ClaimPrinter:
    """Prints the claims of one document after the other, as `style` says; "none" prints nothing."""

    def __init__(self, style: str) -> None:
        self._style = style
        self._stream = prepare("table" if style == "none" else style)
        self._first = True

    @property
    def shows(self) -> bool:
        """Whether anything is printed."""
        return self._style != "none"

    def __enter__(self) -> Self:
        if self._style == "csv":
            write_csv([], self._stream, columns=CLAIM_COLUMNS)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._style == "json" and error is None:
            self._stream.write("[]\n" if self._first else "\n]\n")

    def document(self, doc: Document, claims: Sequence[Claim], recorded: Recorded | None) -> None:
        """Print one document's claims."""
        if self._style == "table":
            if not self._first:
                self._stream.write("\n")
            show(claim_sheet(doc, claims, recorded), self._stream)
            self._first = False
            return
        ontology = load_ontology()
        rows = [
            claim_record(claim, document=doc.name, sentence=claim.sentence.of(doc.text), ontology=ontology)
            for claim in claims
        ]
        if self._style == "csv":
            write_csv(rows, self._stream, columns=CLAIM_COLUMNS, header=False)
            return
        for row in rows:
            if self._style == "json":
                self._stream.write("[\n" if self._first else ",\n")
            self._stream.write(to_json(row) + ("" if self._style == "json" else "\n"))
            self._first = False


def claim_sheet(doc: Document, claims: Sequence[Claim], recorded: Recorded | None) -> Sheet:
    """Lay out a document's claims; those of one sentence together, above it."""
    rows = [Row(_cells(claim), (_quote(doc, claim),), _tone(claim)) for claim in claims]
    source = [doc.name] if doc.title else []
    source += [part for part in (doc.publisher,) if part]
    source.append(f"published {doc.published}" if doc.published else "no published date")
    source.append(counted(len(claims), "claim"))
    if recorded is not None and not recorded.new:
        source.append("on record before")
    if recorded is not None and recorded.copy_of:
        source.append(f"near copy of {recorded.copy_of[:SHORT_ID]}")
    return Sheet(
        heading=doc.title or doc.name,
        subheading=" · ".join(source),
        columns=("date", "claim", "between", "detail", "id"),
        rows=rows,
    )


def _cells(claim: Claim) -> tuple[str, ...]:
    date = edtf(claim.date) or (f"“{claim.date_text}”" if claim.date_text else "undated")
    return date, claim.type, _between(claim), _detail(claim), claim.id[:SHORT_ID]


def _between(claim: Claim) -> str:
    kind = load_ontology().get(claim.type)
    arrow = DASH if kind and kind.unordered else "→"
    sides = [_name(side) for side in (claim.actor, claim.target) if side is not None]
    return f" {arrow} ".join(sides)


def _name(side: Participant) -> str:
    """Give the party's name, short; a mention that was not resolved in quotation marks, as printed."""
    return short_name(side.party, side.name) if side.party else f"“{side.text or side.name}”"


def _detail(claim: Claim) -> str:
    parts = [] if claim.modality is Modality.HAPPENED else [claim.modality.value]
    parts += [part.replace("_", " ") for part in (claim.basis, claim.level) if part]
    parts += [part for part in (claim.city, claim.object) if part]
    parts += [measure.replace("_", " ") for measure in claim.measures]
    if claim.amount:
        parts.append(f"{claim.amount.currency} {claim.amount.value:,.0f}")
    if claim.record_claim:
        parts.append(claim.record_claim.kind.replace("_", " "))
    if claim.attribution:
        parts.append(f"says {claim.attribution.name or claim.attribution.text}")
    return ", ".join(parts)


def _quote(doc: Document, claim: Claim) -> Quote:
    start = claim.sentence.start
    emphasis = (claim.trigger.start - start, claim.trigger.end - start)
    return Quote(claim.sentence.of(doc.text), "", emphasis)


def _tone(claim: Claim) -> str:
    return "" if claim.modality in (Modality.HAPPENED, Modality.ONGOING) else "dim"
