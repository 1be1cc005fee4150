"""Record claims of a text (first, only, no other, N, most) held against the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.answers import Answer, Checked
from dragoman.ask.chapters import Chapter, Page
from dragoman.ask.view import View
from dragoman.ledger.entries import party_key
from dragoman.records import Claim, Document
from dragoman.relations.entries import ClaimEntry
from dragoman.relations.records_check import check_record_claims


def ask_check(view: View, document: Document, claims: Sequence[Claim]) -> Answer[Checked]:
    """Give a verdict on each record claim of a document, with the sentences of the events that decide."""
    entries = [
        ClaimEntry(claim=claim, copy_group=document.id, sequence=view.k, published=document.published)
        for claim in claims
        if claim.record_claim is not None
    ]
    chapters = _about(view, [entry.claim for entry in entries])
    verdicts = check_record_claims(
        entries,
        events={e.id: e for c in chapters if isinstance(c, Chapter) for e in (*c.events, *c.cited)}.values(),
        relations={r.id: r for chapter in chapters for r in chapter.relations}.values(),
        ontology=view.ontology,
        parties=view.chronicle.facts,
    )
    by_id = {entry.claim_id: entry.claim for entry in entries}
    items = [
        (
            Checked(claim=claim, sentence=claim.sentence.of(document.text), verdict=verdict),
            verdict.deciding,
        )
        for verdict in verdicts
        for claim in (by_id[verdict.claim],)
    ]
    return view.answer(items, chapters)


def _about(view: View, claims: Iterable[Claim]) -> list[Chapter | Page]:
    """Give what bears on record claims: the chapters of their parties, and for "most" all pages."""
    found: list[Chapter | Page] = []
    asked: set[tuple[str, str]] = set()
    claims = list(claims)
    if any(claim.record_claim and claim.record_claim.kind == "most" for claim in claims):
        found += view.chronicle.pages(view.k)
    for claim in claims:
        kind = view.ontology.get(claim.type)
        dimension = kind.dimension if kind else ""
        for side in (claim.target, claim.actor):
            key = party_key(side.party) if side else ""
            if key and (dimension, key) not in asked:
                asked.add((dimension, key))
                if dimension:
                    found += view.chronicle.of_party(key, view.k, dimension=dimension)
                else:
                    found.append(view.chronicle.events_of(key, "", view.k))
    return found
