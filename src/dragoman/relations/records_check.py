"""Record claims (first, only, no other, N, most) against what the ledger holds.

The ledger never holds everything, so it can contradict such a claim with an event, but it can
support it only in the sense that nothing on record speaks against it; the words of each verdict
say so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from dragoman.ontology import Ontology
from dragoman.records import ClaimId, Event, EventId, Interval, Modality, PartyId, RecordClaim, Relation
from dragoman.relations.answers import RecordVerdict
from dragoman.relations.compat import same_title
from dragoman.relations.entries import ClaimEntry
from dragoman.relations.lifetimes import PartyFacts
from dragoman.relations.moments import FIRST, LAST, covers, is_certain, window
from dragoman.relations.ops import event_id
from dragoman.relations.pairs import party_key
from dragoman.relations.scopes import Scope, read_scope
from dragoman.relations.settle import kin_of
from dragoman.relations.statuses import polarity

SUPPORTED, CONTRADICTED, UNDECIDABLE = "supported", "contradicted", "undecidable"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Verdict:
    verdict: str
    because: str
    on_record: int
    deciding: tuple[EventId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Deed:
    """That a party did it, or that it holds of it: with the days on which it may have begun."""

    party: PartyId
    first: date
    last: date
    certain: bool
    events: tuple[EventId, ...]


def check_record_claims(
    claims: Iterable[ClaimEntry],
    *,
    events: Iterable[Event],
    relations: Iterable[Relation],
    ontology: Ontology,
    parties: PartyFacts,
    known_at: datetime | None = None,
) -> list[RecordVerdict]:
    """Check the record claims among `claims` against events and relations.

    Args:
        claims: Claims of a document, as they stand; those without a record claim are passed over.
        events: All events on record about the claims' targets and actors, as known at `known_at`.
        relations: As folded from those events.
        ontology: Event types.
        parties: States of the parties.
        known_at: Repeated in the verdicts.

    Returns:
        One verdict a record claim, in the order of `claims`.
    """
    events, relations = list(events), list(relations)
    by_event = {event_id(event): event.claims for event in events}
    return [
        _answer(entry, _Case(entry, record, events, relations, ontology, parties), by_event, known_at)
        for entry in claims
        for record in (entry.claim.record_claim,)
        if record is not None and entry.claim.type in ontology
    ]


def _answer(
    entry: ClaimEntry,
    case: _Case,
    by_event: dict[EventId, tuple[ClaimId, ...]],
    known_at: datetime | None,
) -> RecordVerdict:
    found, record = case.verdict(), case.record
    return RecordVerdict(
        claim=entry.claim_id,
        kind=record.kind,
        n=record.n,
        scope=record.scope,
        verdict=found.verdict,
        because=found.because,
        on_record=found.on_record,
        on=case.on,
        known_at=known_at,
        deciding=found.deciding,
        claims=tuple(sorted({claim for id_ in found.deciding for claim in by_event.get(id_, ())})),
    )


class _Case:
    """One record claim and what the record has to say to it."""

    def __init__(
        self,
        entry: ClaimEntry,
        record: RecordClaim,
        events: list[Event],
        relations: list[Relation],
        ontology: Ontology,
        parties: PartyFacts,
    ) -> None:
        self._claim, self.record = entry.claim, record
        self._events, self._relations = events, relations
        self._kind, self._ontology, self._parties = ontology[entry.claim.type], ontology, parties
        self._actor = entry.claim.actor.party if entry.claim.actor else ""
        self._target = entry.claim.target.party if entry.claim.target else ""
        self.scope: Scope = read_scope(record, published=entry.published)
        said = entry.claim.date.first_day if isinstance(entry.claim.date, Interval) else None
        self.on = entry.published or said

    def verdict(self) -> _Verdict:
        """Give the verdict."""
        if not self._actor and not self._target:
            return _undecided("the text names no party that is known")
        if self.record.kind == "first":
            return self._first()
        if self.record.kind in ("only", "none_other"):
            return self._only()
        if self.record.kind == "count":
            return self._count()
        if self.record.kind == "most":
            return self._most()
        return _undecided(f"nothing is known of record claims of kind {self.record.kind!r}")

    # --------------------------------------------------------------------------- what is on record

    def _key(self, party: PartyId) -> PartyId:
        return party_key(party, self._parties.state_of)

    def _is_target(self, party: PartyId) -> bool:
        if self._kind.family == "recognition":
            return party == self._target
        return self._key(party) == self._key(self._target)

    def _deeds(self) -> list[_Deed]:
        """Give who did it to the target, by event, in order; each party's earliest first."""
        deeds: list[_Deed] = []
        for event in self._events:
            if kin_of(event.type) != kin_of(self._claim.type) or not isinstance(event.date, Interval):
                continue
            if event.modality not in (Modality.HAPPENED, Modality.ONGOING) or not event.actor:
                continue
            doer = self._doer(event)
            if doer and (same_title(self._claim.object, event.object) or self.scope.own):
                deeds.append(self._deed(doer, event))
        return sorted(deeds, key=lambda deed: (deed.first, deed.last, deed.party, deed.events))

    def _doer(self, event: Event) -> PartyId:
        """Give who did it to the target of the claim; "" where the event has another target."""
        if not self._target:
            return event.actor
        if self._is_target(event.target):
            return event.actor
        return event.target if self._kind.unordered and self._is_target(event.actor) else ""

    def _deed(self, party: PartyId, event: Event) -> _Deed:
        first, last = window(event.date) if isinstance(event.date, Interval) else (FIRST, LAST)
        return _Deed(party=party, first=first, last=last, certain=True, events=(event_id(event),))

    def _holders(self, on: date) -> list[_Deed]:
        """Give of whom the claim's dimension holds towards its target, or by its actor, on a day."""
        deeds: list[_Deed] = []
        for relation in self._relations:
            if relation.dimension != self._kind.dimension or polarity(relation.status) <= 0:
                continue
            other = self._other_end(relation)
            if other and covers(relation, on):
                first, last = window(relation.since) if relation.since else (FIRST, LAST)
                sure = is_certain(relation, on) and same_title(self._claim.object, relation.detail)
                deeds.append(
                    _Deed(party=other, first=first, last=last, certain=sure, events=relation.events[:1])
                )
        return sorted(deeds, key=lambda deed: (deed.first, deed.party, deed.events))

    def _other_end(self, relation: Relation) -> PartyId:
        unordered = self._kind.unordered
        if self._target:
            if self._is_target(relation.b):
                return relation.a
            return relation.b if unordered and self._is_target(relation.a) else ""
        if self._key(relation.a) == self._key(self._actor):
            return relation.b
        return relation.a if unordered and self._key(relation.b) == self._key(self._actor) else ""

    def _in_scope(self, deed: _Deed) -> bool | None:
        """Say whether the deed falls within the scope's time; None where that cannot be told."""
        if self.scope.since is None:
            return True
        first, last = window(self.scope.since)
        if deed.first >= last:
            return True
        return False if deed.last < first else None

    def _is_own(self, deed: _Deed) -> bool:
        return bool(self._actor) and self._key(deed.party) == self._key(self._actor)

    # ---------------------------------------------------------------------------------- the verdicts

    def _first(self) -> _Verdict:
        deeds = [deed for deed in self._deeds() if self._in_scope(deed) is not False]
        own = [deed for deed in deeds if self._is_own(deed)]
        count = len({self._key(deed.party) for deed in deeds})
        if not self._actor:
            return _undecided("the text does not say who", count)
        if isinstance(self._claim.date, Interval):
            first, last = window(self._claim.date)
        elif own:
            first, last = own[0].first, own[0].last
        else:
            return _undecided("neither the text nor the record says when", count)
        rivals = own if self.scope.own else [deed for deed in deeds if not self._is_own(deed)]
        earlier = [d for d in rivals if d.last < first]
        perhaps = [d for d in rivals if d.first <= last and d not in earlier]
        if self.scope.own:
            perhaps = []  # the claim's own event is among them
        return self._weigh(earlier, perhaps, count, what="an earlier one", none="no earlier one")

    def _weigh(
        self, against: list[_Deed], perhaps: list[_Deed], count: int, *, what: str, none: str
    ) -> _Verdict:
        """Weigh what speaks against the claim, and what may."""
        certain = [deed for deed in against if deed.certain and self._in_scope(deed)]
        doubtful = [deed for deed in (*against, *perhaps) if deed not in certain]
        if certain and self.scope.among and not self.scope.own:
            because = f"{_names(certain)} is on record as {what}, but not whether it is {self.scope.among!r}"
            return _Verdict(verdict=UNDECIDABLE, because=because, on_record=count, deciding=_events(certain))
        if certain:
            because = f"{_names(certain)} is on record as {what}"
            return _Verdict(verdict=CONTRADICTED, because=because, on_record=count, deciding=_events(certain))
        if doubtful:
            because = f"{_names(doubtful)} may be {what}; the dates on record do not decide"
            return _Verdict(verdict=UNDECIDABLE, because=because, on_record=count, deciding=_events(doubtful))
        if not count:
            return _undecided("nothing of the kind is on record")
        return _Verdict(
            verdict=SUPPORTED, because=f"{none} on record among {count} on record", on_record=count
        )

    def _only(self) -> _Verdict:
        if self._kind.dimension and self.on is None:
            return _undecided("neither the text nor its publisher gives a date to look at")
        deeds = self._standing(self.on or date.max)
        own = [deed for deed in deeds if self._is_own(deed)]
        others = [deed for deed in deeds if not self._is_own(deed)]
        count = len({self._key(deed.party) for deed in deeds})
        if not others and self._actor and not own:
            return _undecided(f"{self._actor} is not on record itself", count)
        return self._weigh(others, [], count, what="another", none="no other")

    def _standing(self, on: date) -> list[_Deed]:
        """Give of whom it holds on a day; where nothing holds over time, who has done it by then."""
        if self._kind.dimension and self._kind.effect not in ("end", "expel", "deny"):
            return self._holders(on)
        return [d for d in self._deeds() if d.first <= on and self._in_scope(d) is not False]

    def _count(self) -> _Verdict:
        n, own_day = self.record.n, None
        if n is None or (self._kind.dimension and self.on is None):
            return _undecided("the text gives no number" if n is None else "there is no date to count at")
        if self.scope.ordinal and isinstance(self._claim.date, Interval):
            own_day = self._claim.date.last_day
        if self.scope.ordinal:
            deeds = [d for d in self._deeds() if own_day is None or d.first <= own_day]
        else:
            deeds = self._standing(self.on or date.max)
        sure = {self._key(d.party) for d in deeds if d.certain and self._in_scope(d)}
        return self._against_number(n, len(sure), deeds)

    def _against_number(self, n: int, count: int, deeds: list[_Deed]) -> _Verdict:
        on_record = f"{count} on record, {n} in the text"
        too_many = count > n or (count == n and self.scope.below)
        if too_many and self.scope.about and not self.scope.below:
            return _Verdict(verdict=SUPPORTED, because=on_record, on_record=count, deciding=_events(deeds))
        if too_many and self.scope.among:
            because = f"{on_record}, but not how many of them are {self.scope.among!r}"
            return _Verdict(verdict=UNDECIDABLE, because=because, on_record=count, deciding=_events(deeds))
        if too_many:
            return _Verdict(verdict=CONTRADICTED, because=on_record, on_record=count, deciding=_events(deeds))
        if count == n and not self.scope.among:
            return _Verdict(verdict=SUPPORTED, because=on_record, on_record=count, deciding=_events(deeds))
        because = f"{on_record}: the record may not hold them all"
        return _Verdict(verdict=UNDECIDABLE, because=because, on_record=count, deciding=_events(deeds))

    def _most(self) -> _Verdict:
        """Compare how many each party is on record with; what is missing can only be undecidable."""
        if self.on is None or not self._kind.dimension or not self._actor:
            return _undecided("there is no date, dimension or party to compare")
        counts: dict[PartyId, set[EventId]] = {}
        for relation in self._relations:
            same = relation.dimension == self._kind.dimension and polarity(relation.status) > 0
            if same and covers(relation, self.on) and is_certain(relation, self.on):
                ends = (relation.a, relation.b) if self._kind.unordered else (relation.a,)
                for end in ends:
                    counts.setdefault(self._key(end), set()).update(relation.events[:1])
        own = len(counts.get(self._key(self._actor), ()))
        rivals = {
            p: ids for p, ids in counts.items() if p != self._key(self._actor) and len(ids) >= max(own, 1)
        }
        deciding = tuple(sorted({id_ for ids in rivals.values() for id_ in ids}))
        n = self.record.n
        beyond = sorted(p for p, ids in rivals.items() if n is not None and len(ids) > n)
        if beyond:
            because = f"{', '.join(beyond)} has more than {n} on record"
            return _Verdict(verdict=CONTRADICTED, because=because, on_record=own, deciding=deciding)
        if rivals or not own:
            because = (
                f"{own} on record; {', '.join(sorted(rivals)) or 'nobody'} has as many, of those on record"
            )
            return _Verdict(verdict=UNDECIDABLE, because=because, on_record=own, deciding=deciding)
        because = f"{own} on record, and nobody with as many among {len(counts)} parties on record"
        return _Verdict(verdict=SUPPORTED, because=because, on_record=own)


def _undecided(because: str, count: int = 0) -> _Verdict:
    return _Verdict(verdict=UNDECIDABLE, because=because, on_record=count)


def _names(deeds: list[_Deed]) -> str:
    return ", ".join(dict.fromkeys(deed.party for deed in deeds))


def _events(deeds: list[_Deed]) -> tuple[EventId, ...]:
    return tuple(dict.fromkeys(id_ for deed in deeds for id_ in deed.events))
