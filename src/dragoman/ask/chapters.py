"""What is known of one pair: in full, or as the ledger's cache keeps it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from dragoman.ledger.codec import from_dict, to_dict, to_json
from dragoman.ledger.entries import (
    ClaimRow,
    Folded,
    FoldedConflict,
    FoldedDoubt,
    FoldedEvent,
    FoldedRelation,
    FoldedStep,
)
from dragoman.records import ClaimId, Event, EventId, Relation
from dragoman.relations.answers import Conflict
from dragoman.relations.conflicts import conflict_of, conflict_order, in_order
from dragoman.relations.keys import relation_order
from dragoman.relations.lanes import Clash
from dragoman.relations.moments import LAST, since_day, until_day
from dragoman.relations.ops import event_id
from dragoman.relations.questions import event_day
from dragoman.relations.settle import event_order

Claims = Mapping[EventId, tuple[ClaimId, ...]]
_BETWEEN, _AMONG = "\x01", "\x02"  # between what sorts, and among parts of it: less than any other character
_PARSED = 20_000  # relations kept in memory, some 40 MB


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """What is known of one pair.

    `events` are the pair's own, in order; `cited` others that its relations rest on: those of predecessors,
    and of a party's beginning or end. `rows` are the claims that were read for it, as far as they are
    at hand.
    """

    pair: tuple[str, str]
    events: tuple[Event, ...]
    cited: tuple[Event, ...] = ()
    relations: tuple[Relation, ...] = ()
    clashes: tuple[Clash, ...] = ()
    claims: Claims = field(default_factory=dict)
    rows: Mapping[ClaimId, ClaimRow] = field(default_factory=dict, repr=False)


class Page:
    """A chapter as the cache keeps it: relations and clashes, and the claims of its events, by event.

    What is asked of all pairs looks at the page first, and decodes only what it needs: of a hundred thousand
    claims, decoding everything takes seconds.
    """

    def __init__(self, pair: tuple[str, str], plain: dict[str, Any]) -> None:
        self.pair = pair
        self._plain = plain

    @classmethod
    def of(cls, chapter: Chapter) -> Page:
        """Give a chapter's page."""
        days = [day for r in chapter.relations for day in (since_day(r), until_day(r)) if day != LAST]
        return cls(
            chapter.pair,
            {
                "ids": [relation.id for relation in chapter.relations],
                "relations": [to_dict(relation) for relation in chapter.relations],
                "clashes": [to_dict(clash) for clash in chapter.clashes],
                "claims": chapter.claims,
                "own": len(chapter.events),
                "last": max(days, default=date.min).isoformat(),
            },
        )

    @classmethod
    def parse(cls, pair: tuple[str, str], body: str) -> Page:
        """Give the page that `body` wrote."""
        return cls(pair, json.loads(body))

    def kept(
        self, *, sequence: int, maker: str, chapter: Chapter, after: int, steps: Sequence[FoldedStep]
    ) -> Folded:
        """Give the page as the cache keeps it, with what was known entry by entry, and its doubts."""
        return Folded(
            pair=self.pair,
            sequence=sequence,
            maker=maker,
            body=self.body,
            after=after,
            steps=tuple(steps),
            doubts=tuple(doubts(chapter)),
        )

    @property
    def body(self) -> str:
        """The page as the cache keeps it."""
        return to_json(self._plain)

    @property
    def claims(self) -> Claims:
        """The claims of every event of the pair, and of those that its relations cite."""
        claims: Claims = self._plain["claims"]
        return claims

    @property
    def own_events(self) -> list[EventId]:
        """The ids of the pair's own events."""
        return list(self._plain["claims"])[: self._plain["own"]]

    @property
    def last_change(self) -> date:
        """The latest day on which a relation begins or ends."""
        return date.fromisoformat(self._plain["last"])

    @property
    def relation_ids(self) -> list[str]:
        """The ids of the relations."""
        ids: list[str] = self._plain["ids"]
        return ids

    @property
    def relations(self) -> list[Relation]:
        """The relations, in order."""
        return [from_dict(Relation, plain) for plain in self._plain["relations"]]

    @property
    def clashes(self) -> list[Clash]:
        """Where the pair's events contradict each other."""
        return [from_dict(Clash, plain) for plain in self._plain["clashes"]]

    @property
    def has_clashes(self) -> bool:
        """Whether its events contradict each other anywhere."""
        return bool(self._plain["clashes"])


@dataclass(frozen=True, slots=True)
class Held:
    """A relation as the cache keeps it by itself, with the claims of its events."""

    relation: Relation
    claims: Claims

    @property
    def behind(self) -> tuple[ClaimId, ...]:
        """The claims of all its events, in order."""
        return tuple(sorted({claim for claims in self.claims.values() for claim in claims}))


@lru_cache(maxsize=_PARSED)
def parse_relation(body: str) -> Held:
    """Give a relation that the cache keeps by itself.

    The parties most asked about have thousands, and on most days the same.
    """
    plain = json.loads(body)
    return Held(from_dict(Relation, plain["relation"]), plain["claims"])


def held_in(chapter: Chapter) -> Iterator[Held]:
    """Give the relations of a chapter one by one."""
    for relation in chapter.relations:
        yield Held(relation, {id_: chapter.claims[id_] for id_ in relation.events if id_ in chapter.claims})


def kept_relation(relation: Relation, claims: Claims) -> FoldedRelation:
    """Give a relation as the cache keeps it by itself; `parse_relation` reads it."""
    behind = {event: claims[event] for event in relation.events if event in claims}
    return FoldedRelation(
        dimension=relation.dimension,
        first_day=since_day(relation),
        end_day=until_day(relation),
        relation=relation.id,
        body=to_json({"relation": to_dict(relation), "claims": behind}),
    )


def kept_event(event: Event) -> FoldedEvent:
    """Give an event as the cache keeps it by itself; `parse_event` reads it."""
    undated, first, last, type_, actor, target, claims = event_order(event)
    return FoldedEvent(
        actor=actor,
        target=target,
        day=event_day(event),
        place=_sorted_text(int(undated), first, last, type_, actor, target, *claims[:1]),
        event=event_id(event),
        body=to_json(to_dict(event)),
    )


def parse_event(body: str) -> Event:
    """Give an event that the cache keeps by itself."""
    return from_dict(Event, json.loads(body))


@dataclass(frozen=True, slots=True)
class Opposed:
    """A conflict as the cache keeps it by itself, with the claims of its events."""

    conflict: Conflict
    claims: Claims


def kept_conflict(conflict: Conflict, claims: Claims) -> FoldedConflict:
    """Give a conflict as the cache keeps it by itself; `parse_conflict` reads it."""
    place = (_AMONG.join(part) if isinstance(part, tuple) else part for part in conflict_order(conflict))
    behind = {event: claims[event] for event in (*conflict.left, *conflict.right) if event in claims}
    return FoldedConflict(
        place=_sorted_text(*place), body=to_json({"conflict": to_dict(conflict), "claims": behind})
    )


def parse_conflict(body: str) -> Opposed:
    """Give a conflict that the cache keeps by itself."""
    plain = json.loads(body)
    return Opposed(from_dict(Conflict, plain["conflict"]), plain["claims"])


def _sorted_text(*parts: object) -> str:
    """Give a text that sorts as its parts do: each ends before any character that one may hold."""
    return _BETWEEN.join(map(str, parts))


def doubts(chapter: Chapter) -> Iterator[FoldedDoubt]:
    """Give the pair's claims that a person should look at, by id.

    "conflict": on one side of a contradiction. "first": alone it brought the first status of a dimension
    that is on record between the two. A contradiction takes half of the confidence away, else a first status
    a quarter.
    """
    own = {event_id(event): event for event in chapter.events}
    reasons: dict[ClaimId, set[str]] = {}
    for clash in chapter.clashes:
        for event in (*clash.left, *clash.right):
            for claim in own[event].claims if event in own else ():
                reasons.setdefault(claim, set()).add("conflict")
    firsts: dict[tuple[str, str, str], Relation] = {}
    for relation in sorted(chapter.relations, key=lambda r: (since_day(r), relation_order(r))):
        firsts.setdefault((relation.dimension, relation.a, relation.b), relation)
    for relation in firsts.values():
        begun_by = own.get(relation.events[0]) if relation.events else None
        if begun_by is not None and len(begun_by.claims) == 1:
            reasons.setdefault(begun_by.claims[0], set()).add("first")
    for claim in sorted(reasons):
        row = chapter.rows.get(claim)
        confidence = 0.0 if row is None else row.claim.confidence
        trust = confidence * (0.5 if "conflict" in reasons[claim] else 0.75)
        yield FoldedDoubt(claim=claim, reasons=" ".join(sorted(reasons[claim])), trust=trust)


def conflicts_of(chapters: Iterable[Chapter | Page]) -> list[Conflict]:
    """Give where documents disagree on any of their pairs, in order."""
    return in_order({conflict_of(clash, c.claims) for c in chapters for clash in c.clashes})


Behind = Chapter | Page | Held | Opposed  # what knows the claims of events


def claims_of(chapters: Iterable[Behind]) -> dict[EventId, tuple[ClaimId, ...]]:
    """Give the claims of all their events."""
    return {event: claims for chapter in chapters for event, claims in chapter.claims.items()}
