"""From an id back to what stands behind it: events, claims, sentences, documents, decisions."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.answers import Answer, Decided, Reasons
from dragoman.ask.chapters import Chapter
from dragoman.ask.evidence import gather
from dragoman.ask.view import View
from dragoman.errors import UnknownRecordError
from dragoman.ledger.entries import ClaimRow, pair_of, party_key
from dragoman.records import Event
from dragoman.relations.questions import why

_WHAT = "relation, event or claim"


def ask_why(view: View, prefix: str) -> Reasons:
    """Give the reasons behind the one relation, event or claim whose id begins with `prefix`.

    Raises:
        UnknownRecordError: none has, or several have.
    """
    if not prefix:
        raise UnknownRecordError(what=_WHAT, id=prefix)
    row = _claim(view, prefix)
    events, relations = view.chronicle.with_prefix(prefix, view.k)
    found = len(relations) + len(events) + (row is not None)
    if found != 1:
        raise UnknownRecordError(what=_WHAT, id=prefix, matches=found)
    if row is not None:
        return _of_claim(view, row)
    pair, whole_id = (events or relations)[0]
    chapter = view.chronicle.of_pair(pair, view.k)
    if events:
        (event,) = (event for event in chapter.events if event.id == whole_id)
        rest = tuple(relation for relation in chapter.relations if whole_id in relation.events)
        return Reasons(what="event", id=whole_id, events=_answer(view, chapter, [event]), relations=rest)
    (relation,) = (relation for relation in chapter.relations if relation.id == whole_id)
    behind = why(relation, events=(*chapter.events, *chapter.cited)).events
    told = _answer(view, chapter, behind)
    return Reasons(what="relation", id=whole_id, events=told, relations=(relation,))


def _claim(view: View, prefix: str) -> ClaimRow | None:
    try:
        return view.store.claim(prefix, known_at=view.k)
    except UnknownRecordError as error:
        if error.matches:
            raise
        return None


def _of_claim(view: View, row: ClaimRow) -> Reasons:
    """Give a claim's document and sentence, the decisions on it, and what rests on it."""
    (entry,) = view.chronicle.standing([row], view.k) or (None,)
    claim = entry.claim if entry is not None else row.claim
    keys = [party_key(side.party) if side else "" for side in (claim.actor, claim.target)]
    chapter = view.chronicle.of_pair(pair_of(keys[0], keys[1]), view.k)
    events = [event for event in chapter.events if row.id in event.claims]
    ids = {event.id for event in events}
    return Reasons(
        what="claim",
        id=row.id,
        events=_answer(view, chapter, events),
        relations=tuple(relation for relation in chapter.relations if ids & set(relation.events)),
        claim=row.claim,
        evidence=gather(view.store, [row.id], view.k)[row.id],
        decisions=tuple(
            Decided(decision=d.decision, sequence=d.sequence, recorded_at=d.recorded_at)
            for d in view.store.decisions([row.id], known_at=view.k)
        ),
        counts=row.counts,
    )


def _answer(view: View, chapter: Chapter, events: Iterable[Event]) -> Answer[Event]:
    return view.answer([(event, (event.id,)) for event in events], (chapter,))
