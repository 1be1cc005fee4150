"""A claim as JSON: the shape that scorers and other programs rely on.

Offsets are code points into the document's text as the ledger keeps it. Keys and their order are part
of the contract; a new key may be added at the end, none is renamed or removed.
"""

from __future__ import annotations

from typing import Any

from dragoman.dates import format_edtf
from dragoman.ontology import Ontology
from dragoman.records import Claim, Interval, Participant, Span, Speaker, When


def claim_record(claim: Claim, *, document: str, sentence: str, ontology: Ontology) -> dict[str, Any]:
    """Give a claim as a dictionary that JSON can hold.

    Args:
        claim: The claim.
        document: The document's name: the file's name without suffix, or the record's id.
        sentence: The text of `claim.sentence`.
        ontology: Tells family, PLOVER root and CAMEO code of the claim's type.
    """
    kind = ontology.get(claim.type)
    amount, record = claim.amount, claim.record_claim
    return {
        "id": claim.id,
        "document": document,
        "type": claim.type,
        "family": kind.family if kind else "",
        "plover": kind.plover if kind else "",
        "cameo": kind.cameo if kind else "",
        "actor": _named(claim.actor),
        "target": _named(claim.target),
        "object": claim.object,
        "level": claim.level,
        "city": claim.city,
        "basis": claim.basis,
        "measures": list(claim.measures),
        "amount": None if amount is None else {"value": amount.value, "currency": amount.currency},
        "date": edtf(claim.date),
        "date_text": claim.date_text,
        "modality": claim.modality.value,
        "attribution": _named(claim.attribution),
        "record_claim": (
            None if record is None else {"kind": record.kind, "n": record.n, "scope": record.scope}
        ),
        "sentence": {"start": claim.sentence.start, "end": claim.sentence.end, "text": sentence},
        "trigger": {"start": claim.trigger.start, "end": claim.trigger.end},
        "confidence": claim.confidence,
        "reader": claim.reader,
    }


def edtf(when: When | None) -> str:
    """Give a date in EDTF; "" where it is not resolved, or there is none."""
    return format_edtf(when) if isinstance(when, Interval) else ""


def _named(who: Participant | Speaker | None) -> dict[str, Any] | None:
    """Give a participant or speaker; `start` and `end` are null where no words stand for it."""
    if who is None:
        return None
    span: Span | None = who.span
    return {
        "id": who.party,
        "name": who.name,
        "text": who.text,
        "start": None if span is None else span.start,
        "end": None if span is None else span.end,
    }
