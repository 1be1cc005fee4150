"""From the ledger's claims to events and relations of pairs, as known at a place in the record order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from dragoman.ask.chapters import Chapter
from dragoman.ask.ever import Link, Said, linked, with_decisions
from dragoman.ask.recent import Recent
from dragoman.ledger.entries import ClaimRow, Pair, pair_of, party_key
from dragoman.ledger.store import Store
from dragoman.ontology import Ontology
from dragoman.records import Event
from dragoman.relations.decisions import apply_decisions
from dragoman.relations.entries import ClaimEntry, DecisionEntry
from dragoman.relations.fold import Folder
from dragoman.relations.lifetimes import PartyFacts
from dragoman.relations.ops import event_id
from dragoman.relations.pairs import OF_PARTIES, feeders
from dragoman.relations.settle import event_order, settle

_FATES = 8  # sequence numbers of which what befell the parties is kept in memory
_TOGETHER = 400  # pairs folded at a time, which bounds the claims in memory


class Folding:
    """Folds pairs from what a ledger holds.

    Args:
        store: The ledger.
        ontology: Event types.
        facts: Of parties.
    """

    def __init__(self, store: Store, *, ontology: Ontology, facts: PartyFacts) -> None:
        self._store, self.ontology, self.facts = store, ontology, facts
        self._fate_at: Recent[int, list[Event]] = Recent(_FATES)
        self._fates_up_to: Recent[int, list[Said]] = Recent(_FATES)
        # Event types that befall parties themselves, and of these the successions.
        self.of_parties = frozenset(code for code, kind in ontology.items() if kind.effect in OF_PARTIES)
        self.of_pairs = frozenset(ontology) - self.of_parties
        self.succeed = frozenset(code for code, kind in ontology.items() if kind.effect == "succeed")

    def fold(self, pairs: Collection[Pair], k: int, fate: Collection[Event]) -> list[Chapter]:
        """Fold pairs from their claims, those of their predecessors, and what befell the parties."""
        if not pairs:
            return []
        links = self.links(fate)
        needed = with_alone(fed for pair in pairs for fed in self.feeders_of(pair, links)[0])
        rows = self._store.claims_for_pairs(needed, known_at=k)
        # Of what befell parties only a part may be among the rows: a claim is given under every pair that it
        # was ever amended to.
        events = in_order(self.settle(rows, k, types=self.of_pairs), fate)
        folder = Folder(events.values(), ontology=self.ontology, parties=self.facts)
        return self.chapters(pairs, events, folder, rows)

    def chapters(
        self, pairs: Iterable[Pair], events: dict[str, Event], folder: Folder, rows: Iterable[ClaimRow]
    ) -> list[Chapter]:
        """Put together what is known of pairs, from the events of all and the claims behind them."""
        by_pair: dict[Pair, dict[str, Event]] = {}
        for id_, event in events.items():
            by_pair.setdefault(pair_of_event(event), {})[id_] = event
        by_id = {row.id: row for row in rows}
        chapters = []
        for pair in pairs:
            own = by_pair.get(pair, {})
            folded = folder.pair(pair)
            behind = dict.fromkeys(id_ for relation in folded.relations for id_ in relation.events)
            cited = {id_: events[id_] for id_ in behind if id_ in events and id_ not in own}
            chapters.append(
                Chapter(
                    pair=pair,
                    events=tuple(own.values()),
                    cited=tuple(cited.values()),
                    relations=folded.relations,
                    clashes=folded.clashes,
                    claims={id_: event.claims for id_, event in {**own, **cited}.items()},
                    rows=by_id,
                )
            )
        return chapters

    def links(self, fate: Iterable[Event]) -> list[Event]:
        """Give the successions alone: they are asked for pair by pair, and there are few."""
        return [event for event in fate if event.type in self.succeed]

    def feeders_of(self, pair: Pair, fate: Iterable[Event]) -> tuple[frozenset[Pair], frozenset[str]]:
        """Give the pairs and the parties whose events decide how a pair stands."""
        return feeders(pair, fate, ontology=self.ontology, state_of=self.facts.state_of)

    def settle(
        self, rows: Iterable[ClaimRow], k: int, *, types: Collection[str] | None = None
    ) -> list[Event]:
        """Give the events that claims speak of, as they stand; with `types`, those of these types alone.

        Where claims were fetched by types, amended ones came whatever their type: of another type they are
        some of those that speak of an event, and an event of its own would be made of them.
        """
        entries = self.standing(rows, k)
        if types is not None:
            entries = [entry for entry in entries if entry.claim.type in types]
        return settle(entries, ontology=self.ontology, state_of=self.facts.state_of)

    def fate(self, parties: Iterable[str], k: int) -> list[Event]:
        """Give what befell these parties themselves, and the parties that they succeeded."""
        known: set[str] = set()
        wanted = {party for party in parties if party}
        events: list[Event] = []
        while wanted - known:
            known |= wanted
            rows = self._store.claims_of_party(*sorted(known), types=self.of_parties, known_at=k)
            events = self.settle(rows, k, types=self.of_parties)
            for party in sorted(known) if events else ():
                _, kin = feeders((party, party), events, ontology=self.ontology, state_of=self.facts.state_of)
                wanted |= kin
        return events

    def has_fate_of_all(self, k: int) -> bool:
        """Say whether what befell the parties is at hand."""
        return k in self._fate_at

    def fate_of_all(self, k: int) -> list[Event]:
        """Give what befell any party: foundings, unions, ends and successions are few."""
        return self._fate_at.get(k, lambda: self._fate_of_all(k))

    def _fate_of_all(self, k: int) -> list[Event]:
        rows = self._store.claims_of_types(self.of_parties, known_at=k)
        return self.settle(rows, k, types=self.of_parties)

    def fates(self, k: int) -> list[Said]:
        """Give the claims that were ever recorded of what befell any party, up to an entry."""
        return self._fates_up_to.get(k, lambda: self._fates(k))

    def _fates(self, k: int) -> list[Said]:
        rows = self._store.claims_ever_of_types(self.of_parties, known_at=k)
        return [said for said in with_decisions(self._store, rows, k) if said.may_be(self.of_parties)]

    def links_ever(self, k: int) -> set[Link]:
        """Give who was ever said to succeed whom, up to an entry."""
        return {
            ends for said in self.fates(k) if said.may_be(self.succeed) for ends in said.ends if all(ends)
        }

    def with_heirs(self, pairs: Iterable[Pair], k: int) -> set[Pair]:
        """Give pairs, with those that may ever have inherited from them.

        What is said of a party alone, such as its end, belongs to the party twice; see `pair_of_event`.
        """
        found = {(one or other, other or one) for one, other in pairs if one or other}
        down = {(former, heir) for heir, former in self.links_ever(k)}
        for pair in list(found) if down else ():
            found |= linked(pair, down)
        return found

    def standing(self, rows: Iterable[ClaimRow], k: int) -> list[ClaimEntry]:
        """Give claims as they stand after people's decisions: without the rejected, with corrections made."""
        entries = [
            ClaimEntry(
                claim=row.claim,
                copy_group=row.copy_group,
                sequence=row.sequence,
                published=row.published,
                id=row.id,
            )
            for row in {row.id: row for row in rows}.values()
        ]
        decided = self._store.decisions([entry.claim_id for entry in entries], known_at=k) if entries else []
        decisions = [DecisionEntry(decision=row.decision, sequence=row.sequence) for row in decided]
        return apply_decisions(entries, decisions)


def pair_of_event(event: Event) -> Pair:
    """Give the pair that an event belongs to; one of a party alone belongs to the party twice."""
    return pair_of(party_key(event.actor or event.target), party_key(event.target or event.actor))


def with_alone(pairs: Iterable[Pair]) -> set[Pair]:
    """Give pairs with those under which claims of a party alone are on record, where it is there twice."""
    found = set(pairs)
    return found | {("", one) for one, other in found if one == other}


def merged(events: Iterable[Event], others: Iterable[Event]) -> dict[str, Event]:
    """Give events by id, each once, in their order; an id costs a hash each time that it is asked for."""
    return {event_id(event): event for part in (events, others) for event in part}


def in_order(events: Iterable[Event], others: Iterable[Event]) -> dict[str, Event]:
    """Give events by id, each once, in the order in which `settle` gives events."""
    return {event_id(event): event for event in sorted((*events, *others), key=event_order)}


def parts(pairs: Iterable[Pair]) -> Iterator[list[Pair]]:
    """Give pairs in lists of as many as are folded at a time."""
    rest = iter(pairs)
    while part := list(islice(rest, _TOGETHER)):
        yield part
