"""The page of two parties: how they stand, what happened, and the sentences that say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, Response

from dragoman.answers import Answer, Evidence, Occasion, Shown, Together
from dragoman.charts.text import clean, label, plain
from dragoman.charts.wording import titled
from dragoman.export.rows import STANDING_COLUMNS, standing_row
from dragoman.ontology import load_ontology
from dragoman.records import ClaimId, Event, EventId, PartyId, Relation
from dragoman.relations.answers import UNKNOWN, Conflict, Standing, TimelineEntry
from dragoman.service import Ledger
from dragoman.web import paths
from dragoman.web.asking import LedgerDep, Moment, MomentDep
from dragoman.web.context import Context, contexts
from dragoman.web.exports import asked_columns, csv_response
from dragoman.web.rendering import render
from dragoman.web.words import when_words

PAGE = 50  # events of one page
LEARNINGS = 50  # entries of the record that the page offers to go back to
NOTHING = "nothing on record"

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A standing with its sentences."""

    standing: Standing
    evidence: tuple[Evidence, ...]
    unordered: bool
    traits: str  # level, city, basis and the like, and why it is unknown or uncertain


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Where documents disagree: what each side says, in short and in its sentences."""

    conflict: Conflict
    left: tuple[Evidence, ...]
    right: tuple[Evidence, ...]
    left_says: str
    right_says: str

    @property
    def is_of_one_sentence(self) -> bool:
        """Whether both sides are readings of the same words, so that texts do not disagree at all."""
        left, right = ({(e.document_id, e.text) for e in side} for side in (self.left, self.right))
        return left == right


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event with its claims' sentences; `is_disputed` where texts disagree on it."""

    id: str
    event: Event
    evidence: tuple[Evidence, ...]
    unordered: bool
    is_disputed: bool
    when: str
    traits: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Learning:
    """An instant at which what is known of the two may have changed, with the entries that came then."""

    at: datetime
    occasions: tuple[Occasion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairView:
    """All that the page shows."""

    a: PartyId
    b: PartyId
    known: Together
    standings: tuple[Line, ...]
    silent: tuple[str, ...]  # dimensions of which nothing is on record, with the direction where it matters
    disputes: tuple[Dispute, ...]
    happenings: tuple[Happening, ...]
    contexts: Mapping[ClaimId, Context]  # what stands around each sentence shown
    documents: int
    learnings: tuple[Learning, ...]  # latest first, also later ones than the knowledge asked about
    known_at: datetime | None  # as asked

    @property
    def current(self) -> Learning | None:
        """The latest learning that is known."""
        known = (each for each in self.learnings if self.known_at is None or each.at <= self.known_at)
        return next(known, None)

    @property
    def later(self) -> Learning | None:
        """The learning after the current one; None where that is the latest."""
        place = self.learnings.index(self.current) if self.current else len(self.learnings)
        return self.learnings[place - 1] if place else None

    @property
    def first(self) -> int:
        """Number of the first event shown, from 1."""
        return self.known.events_first + 1

    @property
    def last(self) -> int:
        """Number of the last event shown."""
        return self.known.events_first + len(self.happenings)


def pair_view(ledger: Ledger, a: str, b: str, moment: Moment, *, page: int = 0, most: int = PAGE) -> PairView:
    """Ask for all that the page shows.

    Args:
        ledger: Asked.
        a: A party by id or name.
        b: Another.
        moment: Day and knowledge.
        page: Which events: 1 are the first ones; 0 is the last page.
        most: Events of a page.
    """
    known = ledger.together(
        a, b, on=moment.on, first=max(0, page - 1) * most, most=most, last=page == 0, known_at=moment.known_at
    )
    standings = known.standings
    silent = [s.item for s in standings if s.item.status == UNKNOWN and s.item.reason == NOTHING]
    disputed = {id_ for c in known.conflicts for id_ in (*c.item.left, *c.item.right)}
    lines = tuple(_line(s) for s in standings if s.item not in silent)
    disputes = tuple(_dispute(c, known.disputed) for c in known.conflicts)
    happenings = tuple(_happening(e, disputed) for e in known.events)
    parts = [
        *(line.evidence for line in lines),
        *(happening.evidence for happening in happenings),
        *(side for dispute in disputes for side in (dispute.left, dispute.right)),
    ]
    return PairView(
        a=standings.a,
        b=standings.b,
        known=known,
        standings=lines,
        silent=tuple(_silent(standings, silent)),
        disputes=disputes,
        happenings=happenings,
        contexts=contexts(ledger, {shown.claim for part in parts for shown in part}),
        documents=_documents(known),
        learnings=learnings(ledger.occasions(a, b, on=moment.on, limit=LEARNINGS)),
        known_at=moment.known_at,
    )


def learnings(occasions: Iterable[Occasion]) -> tuple[Learning, ...]:
    """Put occasions of one instant together: what can be asked about is the instant."""
    together = groupby(occasions, key=lambda each: each.recorded_at)
    return tuple(Learning(at=at, occasions=tuple(found)) for at, found in together)


def _line(shown: Shown[Standing]) -> Line:
    unordered = shown.item.dimension in load_ontology().unordered_dimensions
    reason = [shown.item.reason] if shown.item.reason else []
    return Line(
        standing=shown.item,
        evidence=shown.evidence,
        unordered=unordered,
        traits=", ".join([*reason, *traits(shown.item)]),
    )


def traits(item: Standing | Relation | Event) -> list[str]:
    """Give level, city, basis, detail and measures in words, as far as there are any."""
    detail = "" if isinstance(item, Event) else clean(item.detail)
    words = [plain(item.level), clean(item.city), plain(item.basis), detail, *map(plain, item.measures)]
    return [word for word in words if word]


def _dispute(shown: Shown[Conflict], events: Mapping[EventId, Event]) -> Dispute:
    def side(claims: tuple[str, ...]) -> tuple[Evidence, ...]:
        return tuple(item for item in shown.evidence if item.claim in claims)

    def says(ids: tuple[EventId, ...]) -> str:
        found = [events[id_] for id_ in ids if id_ in events]
        words = (", ".join([plain(event.type), *_dated(event)]) for event in found)
        return "; ".join(dict.fromkeys(words))

    conflict = shown.item
    return Dispute(
        conflict=conflict,
        left=side(conflict.left_claims),
        right=side(conflict.right_claims),
        left_says=says(conflict.left),
        right_says=says(conflict.right),
    )


def _dated(event: Event) -> tuple[str, ...]:
    when = when_words(event.date)
    return (when,) if when else ()


def _happening(shown: Shown[TimelineEntry], disputed: set[str]) -> Happening:
    event = shown.item.event
    kind = load_ontology().get(event.type)
    id_ = event.id
    return Happening(
        id=id_,
        event=event,
        evidence=shown.evidence,
        unordered=kind is not None and kind.unordered,
        is_disputed=id_ in disputed,
        when=when_words(event.date) or (f"as of {event.as_of}" if event.as_of else "undated"),
        traits=", ".join([*traits(event), *([clean(event.object)] if event.object else [])]),
    )


def _silent(answer: Answer[Standing], silent: list[Standing]) -> list[str]:
    """Name dimensions of which nothing is on record; directions are named where only one is unknown."""
    found = Counter(item.dimension for item in silent)
    asked = Counter(shown.item.dimension for shown in answer)
    names = []
    for dimension, count in found.items():
        if count == asked[dimension]:
            names.append(titled(dimension))
            continue
        sides = [item for item in silent if item.dimension == dimension]
        names += [f"{titled(dimension)} ({label(answer, s.a)} → {label(answer, s.b)})" for s in sides]
    return names


def _documents(known: Together) -> int:
    groups = {e.copy_group for part in (known.standings, known.events) for s in part for e in s.evidence}
    groups |= {group for shown in known.relations for group in shown.groups}
    return len(groups)


@router.get("/pair/{a}/{b}.csv")
def pair_csv(a: str, b: str, moment: MomentDep, ledger: LedgerDep) -> Response:
    """Give the standings as CSV."""
    answer = ledger.status(paths.party_id(a), paths.party_id(b), on=moment.on, known_at=moment.known_at)
    asked = asked_columns(answer)
    rows = [{**asked, **standing_row(shown, answer.name)} for shown in answer]
    return csv_response(rows, columns=(*asked, *STANDING_COLUMNS), name=f"pair-{answer.a}-{answer.b}")


@router.get("/pair/{a}/{b}")
def pair(
    request: Request,
    a: str,
    b: str,
    moment: MomentDep,
    ledger: LedgerDep,
    page: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> HTMLResponse:
    """Show how two parties stand with each other."""
    view = pair_view(ledger, paths.party_id(a), paths.party_id(b), moment, page=page)
    return render(request, "pair.html", view=view, page=page, per_page=PAGE)
