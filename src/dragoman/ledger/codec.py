"""Records to plain dictionaries and back, without loss; what the ledger keeps as JSON.

`X_from_dict(X_to_dict(x)) == x` for every record, and the dictionaries hold only what JSON holds.
Keys are the records' field names; a date is a list [year, month, day] with marks for what is
approximate or a decade. Escaped to ASCII, so that every database keeps every character.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from dragoman.records import (
    Amount,
    Claim,
    DatePoint,
    Decision,
    DecisionKind,
    Document,
    Interval,
    Modality,
    Participant,
    RecordClaim,
    Relation,
    Span,
    Speaker,
    UnresolvedDate,
    When,
)

Fields = dict[str, Any]


def to_json(fields: object) -> str:
    """Give compact JSON in ASCII."""
    return json.dumps(fields, ensure_ascii=True, separators=(",", ":"))


def claim_to_json(claim: Claim) -> str:
    """Give the claim as JSON text."""
    return to_json(claim_to_dict(claim))


def claim_from_json(text: str) -> Claim:
    """Give the claim that `claim_to_json` wrote.

    Raises:
        ValueError, LookupError, TypeError: `text` is not such JSON.
    """
    return claim_from_dict(json.loads(text))


def claim_to_dict(claim: Claim) -> Fields:
    """Give the claim's fields, all of them."""
    amount, record = claim.amount, claim.record_claim
    return {
        "document": claim.document,
        "sentence": _span_out(claim.sentence),
        "trigger": _span_out(claim.trigger),
        "type": claim.type,
        "actor": _participant_out(claim.actor),
        "target": _participant_out(claim.target),
        "object": claim.object,
        "level": claim.level,
        "city": claim.city,
        "basis": claim.basis,
        "measures": list(claim.measures),
        "amount": None if amount is None else [amount.value, amount.currency],
        "date": when_to_dict(claim.date),
        "date_text": claim.date_text,
        "modality": claim.modality.value,
        "attribution": _speaker_out(claim.attribution),
        "record_claim": None if record is None else [record.kind, record.n, record.scope],
        "confidence": claim.confidence,
        "reader": claim.reader,
    }


def claim_from_dict(fields: Fields) -> Claim:
    """Give the claim that `claim_to_dict` took apart."""
    amount, record = fields["amount"], fields["record_claim"]
    return Claim(
        document=fields["document"],
        sentence=Span(*fields["sentence"]),
        trigger=Span(*fields["trigger"]),
        type=fields["type"],
        actor=_participant_in(fields["actor"]),
        target=_participant_in(fields["target"]),
        object=fields["object"],
        level=fields["level"],
        city=fields["city"],
        basis=fields["basis"],
        measures=tuple(fields["measures"]),
        amount=None if amount is None else Amount(value=amount[0], currency=amount[1]),
        date=when_from_dict(fields["date"]),
        date_text=fields["date_text"],
        modality=Modality(fields["modality"]),
        attribution=_speaker_in(fields["attribution"]),
        record_claim=None if record is None else RecordClaim(kind=record[0], n=record[1], scope=record[2]),
        confidence=fields["confidence"],
        reader=fields["reader"],
    )


def document_to_dict(document: Document) -> Fields:
    """Give the document's fields and its id."""
    published, retrieved = document.published, document.retrieved
    return {
        "id": document.id,
        "name": document.name,
        "title": document.title,
        "publisher": document.publisher,
        "url": document.url,
        "language": document.language,
        "published": None if published is None else published.isoformat(),
        "retrieved": None if retrieved is None else retrieved.isoformat(),
        "text": document.text,
    }


def document_from_dict(fields: Fields) -> Document:
    """Give the document that `document_to_dict` took apart; its id follows from the text."""
    published, retrieved = fields["published"], fields["retrieved"]
    return Document(
        text=fields["text"],
        name=fields["name"],
        title=fields["title"],
        publisher=fields["publisher"],
        url=fields["url"],
        language=fields["language"],
        published=None if published is None else date.fromisoformat(published),
        retrieved=None if retrieved is None else datetime.fromisoformat(retrieved),
    )


def decision_to_dict(decision: Decision) -> Fields:
    """Give the decision's fields."""
    return {
        "claim": decision.claim,
        "kind": decision.kind.value,
        "by": decision.by,
        "because": decision.because,
        "changes": [list(change) for change in decision.changes],
    }


def decision_from_dict(fields: Fields) -> Decision:
    """Give the decision that `decision_to_dict` took apart."""
    return Decision(
        claim=fields["claim"],
        kind=DecisionKind(fields["kind"]),
        by=fields["by"],
        because=fields["because"],
        changes=tuple((name, value) for name, value in fields["changes"]),
    )


def relation_to_dict(relation: Relation) -> Fields:
    """Give the relation's fields."""
    return {
        "dimension": relation.dimension,
        "a": relation.a,
        "b": relation.b,
        "status": relation.status,
        "since": None if relation.since is None else when_to_dict(relation.since),
        "until": None if relation.until is None else when_to_dict(relation.until),
        "level": relation.level,
        "city": relation.city,
        "basis": relation.basis,
        "detail": relation.detail,
        "measures": list(relation.measures),
        "events": list(relation.events),
    }


def relation_from_dict(fields: Fields) -> Relation:
    """Give the relation that `relation_to_dict` took apart."""
    return Relation(
        dimension=fields["dimension"],
        a=fields["a"],
        b=fields["b"],
        status=fields["status"],
        since=_interval_in(fields["since"]),
        until=_interval_in(fields["until"]),
        level=fields["level"],
        city=fields["city"],
        basis=fields["basis"],
        detail=fields["detail"],
        measures=tuple(fields["measures"]),
        events=tuple(fields["events"]),
    )


def decision_to_json(decision: Decision) -> str:
    """Give the decision as JSON text."""
    return to_json(decision_to_dict(decision))


def decision_from_json(text: str) -> Decision:
    """Give the decision that `decision_to_json` wrote."""
    return decision_from_dict(json.loads(text))


def when_to_dict(when: When) -> Fields:
    """Give valid time: `start`, `end`, `is_range`, or `text` and `reason` where it is unresolved."""
    if isinstance(when, UnresolvedDate):
        return {"text": when.text, "reason": when.reason}
    return {"start": _point_out(when.start), "end": _point_out(when.end), "is_range": when.is_range}


def when_from_dict(fields: Fields) -> When:
    """Give the valid time that `when_to_dict` took apart."""
    if "reason" in fields:
        return UnresolvedDate(fields["text"], fields["reason"])
    return Interval(_point_in(fields["start"]), _point_in(fields["end"]), fields["is_range"])


def _interval_in(fields: Fields | None) -> Interval | None:
    when = None if fields is None else when_from_dict(fields)
    if isinstance(when, UnresolvedDate):
        message = "a relation's bound is an unresolved date"
        raise TypeError(message)
    return when


def _point_out(point: DatePoint | None) -> list[int] | None:
    if point is None:
        return None
    marks = [int(point.decade), int(point.approximate)]
    return [point.year, point.month, point.day, *(marks if any(marks) else [])]


def _point_in(fields: list[int] | None) -> DatePoint | None:
    if fields is None:
        return None
    year, month, day, *marks = fields
    decade, approximate = marks or (0, 0)
    return DatePoint(year, month, day, decade=bool(decade), approximate=bool(approximate))


def _span_out(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _span_in(fields: list[int] | None) -> Span | None:
    return None if fields is None else Span(*fields)


def _participant_out(participant: Participant | None) -> Fields | None:
    if participant is None:
        return None
    return {
        "role": participant.role,
        "party": participant.party,
        "name": participant.name,
        "text": participant.text,
        "span": _span_out(participant.span),
    }


def _participant_in(fields: Fields | None) -> Participant | None:
    if fields is None:
        return None
    return Participant(
        role=fields["role"],
        party=fields["party"],
        name=fields["name"],
        text=fields["text"],
        span=_span_in(fields["span"]),
    )


def _speaker_out(speaker: Speaker | None) -> Fields | None:
    if speaker is None:
        return None
    return {
        "party": speaker.party,
        "name": speaker.name,
        "text": speaker.text,
        "span": _span_out(speaker.span),
        "quotation": _span_out(speaker.quotation),
    }


def _speaker_in(fields: Fields | None) -> Speaker | None:
    if fields is None:
        return None
    return Speaker(
        party=fields["party"],
        name=fields["name"],
        text=fields["text"],
        span=_span_in(fields["span"]),
        quotation=_span_in(fields["quotation"]),
    )
