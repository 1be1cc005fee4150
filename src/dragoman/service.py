"""Use cases: keep a ledger and ask it. Reads the clock, opens connections."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from platformdirs import user_data_path

from dragoman.answers import Answer, Decided, Shown
from dragoman.chronicle import Chapter, Chronicle, Facts
from dragoman.errors import QuestionError
from dragoman.evidence import distinct, gather
from dragoman.gazetteer import load_gazetteer
from dragoman.ledger.entries import Recorded, pair_of, party_key
from dragoman.ledger.store import Store
from dragoman.ontology import load_ontology
from dragoman.reader import VERSION, read_document
from dragoman.records import Claim, Decision, DecisionKind, Document, PartyId
from dragoman.relations.answers import Change, Conflict, Standing, TimelineEntry
from dragoman.relations.changes import changes_since
from dragoman.relations.decisions import check_decision
from dragoman.relations.questions import status_on, timeline, who

T = TypeVar("T")


def default_ledger() -> str:
    """Give where the ledger is unless one is named: DRAGOMAN_LEDGER, or a file of the user's."""
    named = os.environ.get("DRAGOMAN_LEDGER")
    if named:
        return named
    return str(user_data_path("dragoman", appauthor=False) / "ledger.sqlite")


class Ledger:
    """A ledger with the questions that can be asked of it.

    Parties are given by id or name. Every question takes `known_at`, the instant whose knowledge counts
    (aware; None is now), and repeats it in its answer.
    """

    def __init__(self, store: Store, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._store = store
        self._clock = clock

    @classmethod
    def open(
        cls,
        target: str | Path | None = None,
        *,
        read_only: bool = False,
        create: bool = True,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> Self:
        """Open a ledger.

        Args:
            target: Path of an SQLite file, or postgresql://…; None takes `default_ledger()`.
            read_only: Never write.
            create: Make it where there is none.
            clock: Gives the record time of what is recorded, aware; for tests.

        Raises:
            LedgerError: it cannot be opened, is no ledger, or is of a newer version.
            MissingExtraError: PostgreSQL without the extra `postgres`.
        """
        place = default_ledger() if target is None else target
        if target is None and "://" not in str(place) and create:
            Path(place).parent.mkdir(parents=True, exist_ok=True)
        return cls(Store.open(place, read_only=read_only, create=create), clock=clock)

    def close(self) -> None:
        """Close every connection."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def shown(self) -> str:
        """The ledger's path or URL, without its password."""
        return self._store.shown

    # ------------------------------------------------------------------------------------ adding

    def record(self, document: Document, *, claims: Sequence[Claim] | None = None) -> Recorded:
        """Read a document and record it with its claims; the same reading twice adds nothing.

        Args:
            document: Kept character for character.
            claims: What was read of it, where that was done before.

        Raises:
            DocumentError: the text cannot be kept.
            LedgerError: the ledger cannot be written to; nothing of the document is then recorded.
        """
        found = read_document(document) if claims is None else claims
        return self._store.record(document, found, reader=VERSION, at=self._clock())

    def amend(
        self,
        claim: str,
        kind: DecisionKind | str,
        *,
        by: str,
        because: str,
        changes: Mapping[str, str] | None = None,
    ) -> Decided:
        """Record a person's word on a claim; the claim itself is not touched.

        Args:
            claim: Its id, or the beginning of it.
            kind: "accept", "reject" or "amend".
            by: Who decides.
            because: Why.
            changes: For "amend": corrected fields with their values as text (parties by id or name,
                dates in EDTF; "" empties a field).

        Raises:
            UnknownRecordError: no claim, or several, have such an id.
            QuestionError: no name or reason, or a field or value that is none.
            PartyError: a party that is unknown or ambiguous.
        """
        if not by.strip() or not because.strip():
            problem = "a decision needs a name and a reason"
            raise QuestionError(problem=problem, remedy="say who decides, and why")
        row = self._store.claim(claim)
        values = {
            name: self._party(value, None) if name in ("actor", "target") and value else value
            for name, value in (changes or {}).items()
        }
        decision = Decision(
            claim=row.id,
            kind=DecisionKind(kind),
            by=by.strip(),
            because=because.strip(),
            changes=tuple(sorted(values.items())),
        )
        check_decision(decision, claim=row.claim, ontology=load_ontology())
        sequence = self._store.decide(decision, at=self._clock())
        return Decided(decision=decision, sequence=sequence, recorded_at=self._store.recorded_at(sequence))

    # --------------------------------------------------------------------------------- questions

    def status(
        self, a: str, b: str, *, on: date | None = None, known_at: datetime | None = None
    ) -> Answer[Standing]:
        """Say how two parties stand with each other on a day (None: today), dimension by dimension.

        States are asked together with their governments. What no claim speaks of is `unknown`; `none`
        is said only where a text or a rule says so.

        Raises:
            UnknownPartyError, AmbiguousPartyError: `a` or `b` is not a party.
        """
        day, (instant, k) = on or self._today(), self._known(known_at)
        one, other = self._party(a, day), self._party(b, day)
        chapter = self._chronicle.of_pair(pair_of(party_key(one), party_key(other)), k)
        said = status_on(
            one,
            other,
            on=day,
            events=chapter.events,
            relations=chapter.relations,
            ontology=load_ontology(),
            parties=self._chronicle.facts,
        )
        items = [(s, (*s.events, *(() if s.events else s.undated))) for s in said.standings]
        return self._answer(items, (chapter,), instant=instant, k=k, on=day, a=one, b=other)

    def who(
        self, dimension: str, b: str, *, on: date | None = None, known_at: datetime | None = None
    ) -> Answer[Standing]:
        """Say which parties have a relation to `b`: who recognizes it, or has missions in it.

        Args:
            dimension: Such as "recognition", "mission", "sanctions"; see `load_ontology().dimensions`.
            b: The party acted upon; in dimensions without direction, either.
            on: Day; None is today.
            known_at: Instant; None is now.
        """
        return self._across(dimension, target=b, on=on, known_at=known_at)

    def whom(
        self, a: str, dimension: str, *, on: date | None = None, known_at: datetime | None = None
    ) -> Answer[Standing]:
        """Say to which parties `a` has a relation: whom it recognizes, or where it has missions."""
        return self._across(dimension, actor=a, on=on, known_at=known_at)

    def _across(
        self,
        dimension: str,
        *,
        actor: str = "",
        target: str = "",
        on: date | None,
        known_at: datetime | None,
    ) -> Answer[Standing]:
        if dimension not in load_ontology().dimensions:
            remedy = f"take one of {', '.join(load_ontology().dimensions)}"
            raise QuestionError(problem=f"there is no dimension {dimension!r}", remedy=remedy)
        day, (instant, k) = on or self._today(), self._known(known_at)
        party = self._party(actor or target, day)
        chapters = self._chronicle.of_party(party_key(party), k, dimension=dimension)
        said = who(
            dimension,
            on=day,
            relations=[r for chapter in chapters for r in chapter.relations],
            events=(),
            ontology=load_ontology(),
            parties=self._chronicle.facts,
            actor=party if actor else "",
            target=party if target else "",
        )
        items = [(s, s.events) for s in (*said.holding, *said.interrupted, *said.not_holding)]
        a, b = (party, "") if actor else ("", party)
        return self._answer(items, chapters, instant=instant, k=k, on=day, a=a, b=b)

    def timeline(
        self,
        a: str,
        b: str = "",
        *,
        since: date | None = None,
        until: date | None = None,
        known_at: datetime | None = None,
    ) -> Answer[TimelineEntry]:
        """Give every event between two parties (without `b`: of one), of any modality, in order.

        Args:
            a: A party.
            b: Another.
            since: First day; undated events are left out where a day is given.
            until: First day no more.
            known_at: Instant; None is now.
        """
        instant, k = self._known(known_at)
        one, other = self._party(a, since), self._party(b, since) if b else ""
        chapter = self._chronicle.events_of(party_key(one), party_key(other), k)
        said = timeline(
            one, other, events=chapter.events, parties=self._chronicle.facts, since=since, until=until
        )
        items = [(entry, (entry.event.id,)) for entry in said.entries]
        return self._answer(items, (chapter,), instant=instant, k=k, a=one, b=other)

    def changes(
        self,
        since: date,
        *,
        parties: Collection[str] = (),
        dimensions: Collection[str] = (),
        known_at: datetime | None = None,
    ) -> Answer[Change]:
        """Give what changed on or after a day, in order; of these parties and dimensions, or of all."""
        instant, k = self._known(known_at)
        watch = [self._party(party, None) for party in parties]
        keys = {party_key(party) for party in watch}
        chapters = [c for c in self._chronicle.all(k) if not keys or keys & set(c.pair)]
        said = changes_since(
            since,
            relations=[r for chapter in chapters for r in chapter.relations],
            events=(),
            parties=self._chronicle.facts,
            watch=watch,
            dimensions=dimensions,
        )
        return self._answer([(c, c.events) for c in said.changes], chapters, instant=instant, k=k)

    def conflicts(
        self, *, parties: Collection[str] = (), known_at: datetime | None = None
    ) -> Answer[Conflict]:
        """Give where documents disagree: two statuses on one day, or two dates of one event."""
        instant, k = self._known(known_at)
        keys = {party_key(self._party(party, None)) for party in parties}
        chapters = [c for c in self._chronicle.all(k) if c.clashes and (not keys or keys & set(c.pair))]
        found: list[Conflict] = []
        for chapter in chapters:
            claims = {event.id: event.claims for event in (*chapter.events, *chapter.cited)}
            found += [
                Conflict(
                    kind=clash.kind,
                    dimension=clash.dimension,
                    a=clash.a,
                    b=clash.b,
                    day=clash.day,
                    left=clash.left,
                    right=clash.right,
                    left_claims=tuple(sorted({c for e in clash.left for c in claims.get(e, ())})),
                    right_claims=tuple(sorted({c for e in clash.right for c in claims.get(e, ())})),
                )
                for clash in chapter.clashes
            ]
        found = sorted(set(found), key=lambda c: (c.day, c.dimension, c.a, c.b, c.kind, c.left, c.right))
        return self._answer([(c, (*c.left, *c.right)) for c in found], chapters, instant=instant, k=k)

    # ------------------------------------------------------------------------------------- parts

    @cached_property
    def _chronicle(self) -> Chronicle:
        return Chronicle(self._store, ontology=load_ontology(), facts=Facts(load_gazetteer()))

    @cached_property
    def _names(self) -> dict[PartyId, str]:
        return {party.id: party.name for party in load_gazetteer().parties()}

    def _today(self) -> date:
        return self._clock().date()

    def _known(self, known_at: datetime | None) -> tuple[datetime, int]:
        """Give the instant that counts, and the number of the latest entry known then."""
        if known_at is None:
            return self._clock(), self._store.sequence()
        if known_at.tzinfo is None:
            problem = f"the instant {known_at.isoformat()} does not say in which time zone"
            raise QuestionError(problem=problem, remedy="give it in UTC")
        return known_at.astimezone(UTC), self._store.sequence_at(known_at)

    def _party(self, name: str, on: date | None) -> PartyId:
        return load_gazetteer().lookup(name, on=on).id

    def _answer(
        self,
        items: Sequence[tuple[T, Sequence[str]]],
        chapters: Iterable[Chapter],
        *,
        instant: datetime,
        k: int,
        on: date | None = None,
        a: PartyId = "",
        b: PartyId = "",
    ) -> Answer[T]:
        """Put the sentences behind its events under each item."""
        claims = {e.id: e.claims for c in chapters for e in (*c.events, *c.cited)}
        wanted = {claim for _, events in items for event in events for claim in claims.get(event, ())}
        evidence = gather(self._store, wanted, k)
        rows = tuple(
            Shown(item, distinct(evidence, (claims.get(event, ()) for event in events)))
            for item, events in items
        )
        return Answer(rows=rows, known_at=instant, sequence=k, on=on, a=a, b=b, names=self._names)
