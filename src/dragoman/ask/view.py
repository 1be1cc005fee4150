"""A ledger as known at one instant: what every question is asked of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TypeVar

from dragoman.answers import Answer, Display, Shown
from dragoman.ask.chapters import Behind, Chapter, claims_of
from dragoman.ask.chronicle import Chronicle
from dragoman.ask.evidence import distinct, gather
from dragoman.gazetteer import Gazetteer
from dragoman.ledger.store import Store
from dragoman.ontology import Ontology
from dragoman.records import PartyId
from dragoman.relations.answers import Conflict

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The ledger with the entries up to sequence number `k`, the latest known at `instant`."""

    store: Store
    chronicle: Chronicle
    gazetteer: Gazetteer
    ontology: Ontology
    names: dict[PartyId, str] = field(repr=False)
    instant: datetime
    k: int

    def party(self, name: str, on: date | None) -> PartyId:
        """Give the id of the party that a person means by a name or id.

        Raises:
            UnknownPartyError, AmbiguousPartyError: there is none, or more than one.
        """
        return self.gazetteer.lookup(name, on=on).id

    def name(self, party: PartyId) -> str:
        """Give a party's name; "" for one that the gazetteer lacks."""
        return self.names.get(party, "")

    def answer(
        self,
        items: Sequence[tuple[T, Sequence[str]]],
        chapters: Iterable[Behind],
        *,
        on: date | None = None,
        a: PartyId = "",
        b: PartyId = "",
        notes: tuple[str, ...] = (),
        total: int | None = None,
        display: Display | None = None,
    ) -> Answer[T]:
        """Put under each item the sentences behind its events.

        Args:
            items: Each with the ids of its events, in the order in which they are to be shown.
            chapters: Where the events are found.
            on: Day asked about.
            a: Party asked about.
            b: The other party asked about.
            notes: What else is to be said.
            total: How many items there are, where these are some of them.
            display: How a notebook shows the answer.
        """
        chapters = list(chapters)
        claims = claims_of(chapters)
        wanted = {claim for _, events in items for event in events for claim in claims.get(event, ())}
        at_hand = {id_: row for c in chapters if isinstance(c, Chapter) for id_, row in c.rows.items()}
        evidence = gather(self.store, wanted, self.k, at_hand=at_hand)
        order = {claim: place for place, claim in enumerate(evidence)}
        rows = tuple(
            Shown(item, distinct(evidence, order, (claims.get(event, ()) for event in events)))
            for item, events in items
        )
        return self.bare(rows, on=on, a=a, b=b, notes=notes, total=total, display=display)

    def bare(
        self,
        rows: Iterable[Shown[T]],
        *,
        on: date | None = None,
        a: PartyId = "",
        b: PartyId = "",
        notes: tuple[str, ...] = (),
        total: int | None = None,
        display: Display | None = None,
    ) -> Answer[T]:
        """Give rows as an answer, as they are; see `answer`."""
        return Answer(
            rows=tuple(rows),
            known_at=self.instant,
            sequence=self.k,
            on=on,
            a=a,
            b=b,
            names=self.names,
            notes=notes,
            total=total,
            display=display,
        )

    def opposed(
        self,
        conflicts: Sequence[Conflict],
        chapters: Iterable[Behind],
        *,
        a: PartyId = "",
        b: PartyId = "",
        total: int | None = None,
    ) -> Answer[Conflict]:
        """Put under each conflict the sentences of both sides, the same twice where each side rests on it."""
        chapters = list(chapters)
        sides = [(conflict, side) for conflict in conflicts for side in (conflict.left, conflict.right)]
        answer = self.answer(sides, chapters, a=a, b=b, total=total)
        lefts, rights = answer.rows[::2], answer.rows[1::2]
        rows = tuple(
            Shown(left.item, (*left.evidence, *right.evidence))
            for left, right in zip(lefts, rights, strict=True)
        )
        return replace(answer, rows=rows)

    def counted(
        self,
        items: Sequence[tuple[T, Sequence[str]]],
        chapters: Iterable[Behind],
        *,
        on: date | None = None,
        a: PartyId = "",
        b: PartyId = "",
        notes: tuple[str, ...] = (),
    ) -> Answer[T]:
        """Put behind each item the independent documents that it rests on: what pictures tell, for less."""
        claims = claims_of(chapters)
        wanted = {claim for _, events in items for event in events for claim in claims.get(event, ())}
        group_of = self.store.copy_groups(wanted)

        def groups(events: Sequence[str]) -> tuple[str, ...]:
            behind = (group_of[c] for event in events for c in claims.get(event, ()) if c in group_of)
            return tuple(dict.fromkeys(behind))

        rows = (Shown(item, groups=groups(events)) for item, events in items)
        return self.bare(rows, on=on, a=a, b=b, notes=notes)
