"""Claims back to the sentences that they quote."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from dragoman.answers import Evidence
from dragoman.ledger.entries import ClaimRow
from dragoman.ledger.store import Store
from dragoman.records import Claim, ClaimId, Interval

_PRECISIONS = ("day", "month", "year", "decade")


def gather(
    store: Store, claims: Collection[ClaimId], k: int, *, at_hand: Mapping[ClaimId, ClaimRow] | None = None
) -> dict[ClaimId, Evidence]:
    """Give the evidence of claims by id, in record order; ids not on record at `k` are left out.

    Of one text what is dated most finely comes first: it says since when.

    Args:
        store: The ledger.
        claims: Whole ids.
        k: Sequence number of the latest entry known.
        at_hand: Claims that were fetched before.
    """
    if not claims:
        return {}
    rows = {claim: at_hand[claim] for claim in claims if claim in at_hand} if at_hand else {}
    missing = [claim for claim in claims if claim not in rows]
    if missing:
        rows |= store.claims_by_id(missing, known_at=k)
    sentences = store.sentences(rows)
    found = {}
    ordered = sorted(
        rows.items(),
        key=lambda item: (item[1].sequence, _coarseness(item[1].claim), item[1].claim.sentence, item[0]),
    )
    for claim_id, row in ordered:
        sentence, trigger = row.claim.sentence, row.claim.trigger
        found[claim_id] = Evidence(
            claim=claim_id,
            text=sentences[claim_id],
            start=trigger.start - sentence.start,
            end=trigger.end - sentence.start,
            document=row.name,
            document_id=row.document,
            copy_group=row.copy_group,
            title=row.title,
            publisher=row.publisher,
            url=row.url,
            published=row.published,
        )
    return found


def _coarseness(claim: Claim) -> int:
    """0 for a day, more for coarser dates, most for none."""
    start = claim.date.start if isinstance(claim.date, Interval) else None
    return len(_PRECISIONS) if start is None else _PRECISIONS.index(start.precision)


def distinct(
    evidence: Mapping[ClaimId, Evidence],
    order: Mapping[ClaimId, int],
    events: Iterable[Collection[ClaimId]],
) -> tuple[Evidence, ...]:
    """Give the evidence of events in their order; each sentence once a document.

    Args:
        evidence: By claim.
        order: Place of each claim in the record; of one event, what was recorded first comes first.
        events: Each given by its claims.
    """
    seen: dict[tuple[str, str], Evidence] = {}
    for claims in events:
        for claim in sorted((c for c in claims if c in order), key=order.__getitem__):
            item = evidence[claim]
            seen.setdefault((item.document_id, item.text), item)
    return tuple(seen.values())
