"""Events, relations and answers as rows: the dictionaries that JSON and tables are made of.

Parties are {"id", "name"}; dates are EDTF, "" where there is none; `sentences` are the words behind a row.
Column names are those that `tables.flat` makes of the nested keys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from dragoman.answers import Checked, Evidence, Shown
from dragoman.export.claims import edtf
from dragoman.ontology import Ontology
from dragoman.records import Event, Interval, Relation
from dragoman.relations.answers import Change, Conflict, Standing

Name = Callable[[str], str]
Fields = dict[str, Any]

_SAID = ("claims", "documents", "sentences")
CLAIM_COLUMNS = (
    *("id", "document", "type", "family", "plover", "cameo"),
    *(f"{role}_{field}" for role in ("actor", "target") for field in ("id", "name", "text", "start", "end")),
    *("object", "level", "city", "basis", "measures", "amount_value", "amount_currency", "date", "date_text"),
    "modality",
    *(f"attribution_{field}" for field in ("id", "name", "text", "start", "end")),
    *("record_claim_kind", "record_claim_n", "record_claim_scope"),
    *("sentence_start", "sentence_end", "sentence_text", "trigger_start", "trigger_end"),
    *("confidence", "reader"),
)
_PARTIES = ("a_id", "a_name", "b_id", "b_name")
_TRAITS = ("level", "city", "basis", "detail", "measures")
STANDING_COLUMNS = (
    *("dimension", *_PARTIES, "status", "since", "until", *_TRAITS),
    *("certain", "reason", "first_evidence", "last_evidence", "relation", *_SAID),
)
EVENT_COLUMNS = (
    *("id", "type", "family", "plover", "cameo", "actor_id", "actor_name", "target_id", "target_name"),
    *("date", "modality", "object", "level", "city", "basis", "measures", "amount_value", "amount_currency"),
    *("as_of", "independent_documents", "confidence", "claims"),
)
RELATION_COLUMNS = (
    *("id", "dimension", *_PARTIES, "status", "since", "until", *_TRAITS),
    *("first_evidence", "last_evidence", "events", "claims"),
)
CHANGE_COLUMNS = ("day", "date", "dimension", *_PARTIES, "before", "after", *_TRAITS, "relation", *_SAID)
CONFLICT_COLUMNS = ("kind", "dimension", *_PARTIES, "day", "left", "right", *_SAID)
VERDICT_COLUMNS = (
    *(
        "verdict",
        "kind",
        "n",
        "scope",
        "type",
        "actor",
        "target",
        "because",
        "on_record",
        "sentence",
        "claim",
    ),
    *_SAID,
)


def evidence_row(evidence: Evidence) -> Fields:
    """Give a sentence with its source; `start` and `end` mark the deciding words within `text`."""
    return {
        "claim": evidence.claim,
        "document": evidence.document,
        "title": evidence.title,
        "publisher": evidence.publisher,
        "published": evidence.published.isoformat() if evidence.published else "",
        "url": evidence.url,
        "text": evidence.text,
        "start": evidence.start,
        "end": evidence.end,
    }


def standing_row(shown: Shown[Standing], name: Name) -> Fields:
    """Give how two parties stand on one dimension."""
    item = shown.item
    return {
        "dimension": item.dimension,
        **_parties(item.a, item.b, name),
        "status": item.status,
        "since": edtf(item.since),
        "until": edtf(item.until),
        **_traits(item),
        "certain": item.certain,
        "reason": item.reason,
        "first_evidence": _iso(item.first_evidence),
        "last_evidence": _iso(item.last_evidence),
        "relation": item.relation.id if item.relation else "",
        "sentences": _sentences(shown.evidence),
    }


def event_row(event: Event, name: Name, ontology: Ontology) -> Fields:
    """Give an event with the claims behind it; `as_of` is the published date of an undated statement."""
    kind = ontology.get(event.type)
    amount = event.amount
    return {
        "id": event.id,
        "type": event.type,
        "family": kind.family if kind else "",
        "plover": kind.plover if kind else "",
        "cameo": kind.cameo if kind else "",
        "actor": {"id": event.actor, "name": name(event.actor)},
        "target": {"id": event.target, "name": name(event.target)},
        "date": edtf(event.date),
        "modality": event.modality.value,
        "object": event.object,
        "level": event.level,
        "city": event.city,
        "basis": event.basis,
        "measures": list(event.measures),
        "amount": None if amount is None else {"value": amount.value, "currency": amount.currency},
        "as_of": _iso(event.as_of),
        "independent_documents": event.documents,
        "confidence": event.confidence,
        "claims": list(event.claims),
    }


def relation_row(relation: Relation, name: Name, claims: Iterable[str]) -> Fields:
    """Give a relation with its events and the claims behind them."""
    return {
        "id": relation.id,
        "dimension": relation.dimension,
        **_parties(relation.a, relation.b, name),
        "status": relation.status,
        "since": edtf(relation.since),
        "until": edtf(relation.until),
        **_traits(relation),
        "first_evidence": _iso(relation.first_evidence),
        "last_evidence": _iso(relation.last_evidence),
        "events": list(relation.events),
        "claims": list(claims),
    }


def change_date(change: Change) -> Interval | None:
    """Give when a status changed, with the precision that the text has; None where only a bound is known."""
    begun = change.after.since if change.after else None
    return begun or (change.before.until if change.before else None)


def change_row(shown: Shown[Change], name: Name) -> Fields:
    """Give a change of status; "unknown" stands where nothing is on record before or after.

    `day` is the first that `date` may mean; changes are ordered by it.
    """
    item = shown.item
    relation = item.after or item.before
    return {
        "day": item.day.isoformat(),
        "date": edtf(change_date(item)),
        "dimension": item.dimension,
        **_parties(item.a, item.b, name),
        "before": item.before.status if item.before else "unknown",
        "after": item.after.status if item.after else "unknown",
        **(_traits(relation) if relation else {}),
        "relation": relation.id if relation else "",
        "sentences": _sentences(shown.evidence),
    }


def conflict_row(shown: Shown[Conflict], name: Name) -> Fields:
    """Give two sides that cannot both be right; `left` and `right` are the claims of each."""
    item = shown.item
    return {
        "kind": item.kind,
        "dimension": item.dimension,
        **_parties(item.a, item.b, name),
        "day": item.day.isoformat(),
        "left": list(item.left_claims),
        "right": list(item.right_claims),
        "sentences": _sentences(shown.evidence),
    }


def verdict_row(shown: Shown[Checked]) -> Fields:
    """Give what the ledger has to say to a record claim; `sentence` is the claim's own."""
    claim, verdict = shown.item.claim, shown.item.verdict
    return {
        "verdict": verdict.verdict,
        "kind": verdict.kind,
        "n": verdict.n,
        "scope": verdict.scope,
        "type": claim.type,
        "actor": claim.actor.party if claim.actor else "",
        "target": claim.target.party if claim.target else "",
        "because": verdict.because,
        "on_record": verdict.on_record,
        "sentence": shown.item.sentence,
        "claim": verdict.claim,
        "sentences": _sentences(shown.evidence),
    }


def spread(row: Mapping[str, Any]) -> Fields:
    """Give a row for CSV: its sentences as three columns, claims, documents and sentences."""
    cells = dict(row)
    if "sentences" in cells:
        said = cells.pop("sentences")
        cells["claims"] = [item["claim"] for item in said]
        cells["documents"] = [item["document"] for item in said]
        cells["sentences"] = " | ".join(item["text"] for item in said)
    return cells


def _parties(a: str, b: str, name: Name) -> Fields:
    return {"a": {"id": a, "name": name(a)}, "b": {"id": b, "name": name(b)}}


def _traits(item: Standing | Relation) -> Fields:
    return {
        "level": item.level,
        "city": item.city,
        "basis": item.basis,
        "detail": item.detail,
        "measures": list(item.measures),
    }


def _sentences(evidence: Iterable[Evidence]) -> list[Fields]:
    return [evidence_row(item) for item in evidence]


def _iso(day: Any) -> str:
    return day.isoformat() if day else ""
