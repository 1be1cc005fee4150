"""What is known of one pair: in full, or as the ledger's cache keeps it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dragoman.ledger.codec import from_dict, to_dict, to_json
from dragoman.ledger.entries import ClaimRow
from dragoman.records import ClaimId, Event, EventId, Relation
from dragoman.relations.lanes import Clash
from dragoman.relations.moments import LAST, since_day, until_day

Claims = Mapping[EventId, tuple[ClaimId, ...]]


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


def claims_of(chapters: Iterable[Chapter | Page]) -> dict[EventId, tuple[ClaimId, ...]]:
    """Give the claims of all their events."""
    return {event: claims for chapter in chapters for event, claims in chapter.claims.items()}
