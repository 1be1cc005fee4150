"""Everything as rows: claims as they stand, events, relations; one row in memory at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

from dragoman.answers import Export
from dragoman.ask.view import View
from dragoman.errors import QuestionError
from dragoman.export import claim_record
from dragoman.export.rows import CLAIM_COLUMNS, EVENT_COLUMNS, RELATION_COLUMNS, event_row, relation_row

_TOGETHER = 500  # claims whose sentences are fetched at a time

Rows = Iterator[Mapping[str, Any]]


def ask_export(view: View, what: str) -> Export:
    """Give all "claims", "events" or "relations".

    Raises:
        QuestionError: `what` is something else.
    """
    if what not in _MAKERS:
        remedy = f"take one of {', '.join(_MAKERS)}"
        raise QuestionError(problem=f"{what!r} cannot be exported", remedy=remedy)
    columns, rows = _MAKERS[what]
    return Export(columns=columns, rows=rows(view), known_at=view.instant, sequence=view.k)


def _claims(view: View) -> Rows:
    source = view.store.iter_claims(known_at=view.k)
    while rows := list(islice(source, _TOGETHER)):
        sentences = view.store.sentences(row.id for row in rows)
        names = {row.id: row.name for row in rows}
        for entry in view.chronicle.standing(rows, view.k):
            record = claim_record(
                entry.claim,
                document=names[entry.claim_id],
                sentence=sentences[entry.claim_id],
                ontology=view.ontology,
            )
            yield {**record, "id": entry.claim_id}  # a corrected claim keeps the id that it is on record with


def _events(view: View) -> Rows:
    for event in view.chronicle.events(view.k):
        yield event_row(event, view.name, view.ontology)


def _relations(view: View) -> Rows:
    for page in view.chronicle.pages(view.k):
        for relation in page.relations:
            behind = {claim for event in relation.events for claim in page.claims.get(event, ())}
            yield relation_row(relation, view.name, sorted(behind))


_MAKERS: dict[str, tuple[tuple[str, ...], Callable[[View], Rows]]] = {
    "claims": (CLAIM_COLUMNS, _claims),
    "events": (EVENT_COLUMNS, _events),
    "relations": (RELATION_COLUMNS, _relations),
}
