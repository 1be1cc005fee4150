"""Answers as the plain dictionaries that the interface gives; `schemas` says what they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from dragoman.answers import (
    Agreement,
    Answer,
    Coverage,
    CoveredGroup,
    Decided,
    Dossier,
    Entry,
    Evidence,
    Hit,
    Known,
    Learned,
    Listed,
    Reasons,
    ReviewedClaim,
    Shown,
    Source,
)
from dragoman.export import claim_record, edtf
from dragoman.export.rows import (
    change_row,
    conflict_row,
    event_row,
    evidence_row,
    relation_row,
    standing_row,
    verdict_row,
)
from dragoman.ontology import load_ontology
from dragoman.records import Claim, Event, Party, Relation
from dragoman.relations.answers import UNKNOWN
from dragoman.web.asking import instant_text

Fields = dict[str, Any]


def asked(answer: Answer[Any] | Known) -> Fields:
    """Give what every answer repeats."""
    head: Fields = {"known_at": instant_text(answer.known_at), "sequence": answer.sequence}
    if isinstance(answer, Answer):
        head |= {"on": day(answer.on), "notes": list(answer.notes)}
    return head


def sentence(evidence: Evidence) -> Fields:
    """Give a sentence with its document."""
    return {**evidence_row(evidence), "document_id": evidence.document_id}


def sentences(evidence: Iterable[Evidence]) -> list[Fields]:
    """Give sentences with their documents."""
    return [sentence(item) for item in evidence]


def standings(answer: Answer[Any]) -> list[Fields]:
    """Give how parties stand."""
    return [{**standing_row(s, answer.name), "sentences": sentences(s.evidence)} for s in answer]


def changes(answer: Answer[Any]) -> list[Fields]:
    """Give changes of status."""
    return [{**change_row(s, answer.name), "sentences": sentences(s.evidence)} for s in answer]


def conflicts(answer: Answer[Any]) -> list[Fields]:
    """Give where documents disagree."""
    return [{**conflict_row(s, answer.name), "sentences": sentences(s.evidence)} for s in answer]


def timeline(answer: Answer[Any]) -> list[Fields]:
    """Give the events of a timeline, in its order."""
    return [_event(answer, s.item.event, s.evidence) for s in answer]


def events(answer: Answer[Event] | None) -> list[Fields]:
    """Give events with their sentences; none where there is no answer."""
    return [_event(answer, s.item, s.evidence) for s in answer] if answer is not None else []


def _event(answer: Answer[Any], event: Event, evidence: Iterable[Evidence]) -> Fields:
    return {**event_row(event, answer.name, load_ontology()), "sentences": sentences(evidence)}


def relations(reasons: Reasons) -> list[Fields]:
    """Give the relations that rest on something, with the claims that the answer holds of them."""
    answer = reasons.events
    behind = {shown.item.id: shown.item.claims for shown in answer}
    return [
        _relation(answer, relation, [claim for id_ in relation.events for claim in behind.get(id_, ())])
        for relation in reasons.relations
    ]


def _relation(answer: Answer[Any], relation: Relation, claims: Iterable[str]) -> Fields:
    return relation_row(relation, answer.name, sorted(set(claims)))


def claim(found: Claim, *, id: str, document: str, text: str) -> Fields:  # noqa: A002 - the domain's word
    """Give a claim; `id` is that which it is on record with, `text` its sentence."""
    record = claim_record(found, document=document, sentence=text, ontology=load_ontology())
    return {**record, "id": id, "document_id": found.document}


def reviewed(each: ReviewedClaim) -> Fields:
    """Give a claim as it stands."""
    evidence = each.evidence
    return {
        **claim(each.claim, id=each.id, document=evidence.document, text=evidence.text),
        "stands": each.stands,
        "counts": each.counts,
        "decisions": [decision(decided) for decided in each.decisions],
    }


def decision(decided: Decided) -> Fields:
    """Give a person's word on a claim."""
    return {
        "claim": decided.decision.claim,
        "decision": decided.decision.kind.value,
        "by": decided.decision.by,
        "because": decided.decision.because,
        "changes": dict(decided.decision.changes),
        "sequence": decided.sequence,
        "recorded_at": instant(decided.recorded_at),
    }


def source(found: Source) -> Fields:
    """Give a document without its text."""
    return {
        "id": found.id,
        "name": found.name,
        "title": found.title,
        "publisher": found.publisher,
        "url": found.url,
        "published": day(found.published),
        "copy_of": "" if found.copy_group == found.id else found.copy_group,
    }


def listed(found: Listed) -> Fields:
    """Give a document in the list of all."""
    return {
        "document": source(found.source),
        "sequence": found.sequence,
        "recorded_at": instant_text(found.recorded_at),
        "claims": found.claims,
    }


def agreement(found: Agreement) -> Fields:
    """Give how far people agree."""
    return {
        "people": list(found.people),
        "claims": found.claims,
        "judged": found.judged,
        "agreed": found.agreed,
        "pairs": [
            {
                "a": pair.a,
                "b": pair.b,
                "claims": pair.claims,
                "agreed": pair.agreed,
                "share": pair.agreed / pair.claims,
                "kappa": pair.kappa,
            }
            for pair in found.pairs
        ],
    }


def document(dossier: Dossier) -> Fields:
    """Give a document with everything that is on record about it."""
    return {
        **asked(dossier),
        "document": source(dossier.source),
        "language": dossier.document.language,
        "recorded_at": instant_text(dossier.recorded_at),
        "text": dossier.document.text,
        "claims": [reviewed(each) for each in dossier.claims],
        "verdicts": [verdict_row(Shown(checked)) for checked in dossier.verdicts.values()],
        "unchecked": list(dossier.unchecked),
        "readings": [
            {
                "reader": reading.reader,
                "published": day(reading.published),
                "sequence": reading.sequence,
                "recorded_at": instant_text(reading.recorded_at),
                "claims": reading.claims,
            }
            for reading in dossier.readings
        ],
        "copies": [source(copy) for copy in dossier.copies],
    }


def entry(found: Entry, name: Callable[[str], str]) -> Fields:
    """Give an entry of the record."""
    return {
        "kind": found.kind,
        "sequence": found.sequence,
        "recorded_at": instant_text(found.recorded_at),
        "document": source(found.source),
        "reader": found.reader,
        "claims": [reviewed(each) for each in found.claims],
        "claims_count": found.claims_count,
        "learned": [_learned(each, name) for each in found.learned],
        "pairs_left": found.pairs_left,
        "decision": decision(found.decided) if found.decided else None,
    }


def _learned(found: Learned, name: Callable[[str], str]) -> Fields:
    return {
        "dimension": found.dimension,
        "a": {"id": found.a, "name": name(found.a)},
        "b": {"id": found.b, "name": name(found.b)},
        "before": found.before.status if found.before else UNKNOWN,
        "after": found.after.status if found.after else UNKNOWN,
        "since": edtf(found.after.since) if found.after else "",
    }


def coverage(found: Coverage) -> Fields:
    """Give what is on record, from when to when."""
    counts = found.counts
    return {
        **asked(found),
        "documents": counts.documents,
        "near_copies": counts.near_copies,
        "readings": counts.readings,
        "claims": counts.claims,
        "decisions": counts.decisions,
        "families": [_covered(each) for each in found.families],
        "publishers": [_covered(each) for each in found.publishers],
        "years": [{"year": year, "claims": count} for year, count in found.years],
    }


def _covered(found: CoveredGroup) -> Fields:
    return {
        "group": found.group,
        "count": found.count,
        "first": day(found.first),
        "last": day(found.last),
    }


def hit(found: Hit) -> Fields:
    """Give a passage that a search found."""
    return {
        "document": source(found.source),
        "start": found.span.start,
        "end": found.span.end,
        "text": found.text,
        "marks": [{"start": mark.start, "end": mark.end} for mark in found.marks],
        "claims": [each.id for each in found.claims],
    }


def party_summary(party: Party) -> Fields:
    """Give a party."""
    return {
        "id": party.id,
        "name": party.name,
        "kind": party.kind.value,
        "state": party.state,
        "since": day(party.since),
        "until": day(party.until),
    }


def party(found: Party, *, predecessors: Iterable[Party], successors: Iterable[Party]) -> Fields:
    """Give a party with its codes and with whom it comes before and after."""
    return {
        **party_summary(found),
        "sector": found.sector,
        "codes": [
            {"scheme": c.scheme, "value": c.value, "since": day(c.since), "until": day(c.until)}
            for c in found.codes
        ],
        "predecessors": [{"id": each.id, "name": each.name} for each in predecessors],
        "successors": [{"id": each.id, "name": each.name} for each in successors],
    }


def day(value: date | None) -> str:
    """Give a day; "" for none."""
    return value.isoformat() if value else ""


def instant(value: datetime | None) -> str:
    """Give an instant; "" for none."""
    return instant_text(value) if value else ""
