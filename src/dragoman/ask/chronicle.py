"""What is known of pairs and parties; what did not change is not folded again.

One pair is folded from its own claims whenever it is asked about (`folding`): that takes milliseconds.
Questions about a party or about all use the ledger's cache (`cache`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from dragoman.ask.cache import Cache, Progress
from dragoman.ask.chapters import (
    Chapter,
    Held,
    Opposed,
    Page,
    claims_of,
    conflicts_of,
    held_in,
    parse_conflict,
    parse_event,
    parse_relation,
)
from dragoman.ask.folding import Folding, merged, parts
from dragoman.ask.recent import Recent
from dragoman.ledger.entries import ClaimRow, Pair, pair_of, party_key
from dragoman.ledger.store import Store
from dragoman.ontology import Ontology
from dragoman.records import ClaimId, Event, PartyId, Relation
from dragoman.relations.entries import ClaimEntry
from dragoman.relations.fold import Folder
from dragoman.relations.keys import relation_order
from dragoman.relations.lifetimes import PartyFacts
from dragoman.relations.moments import covers
from dragoman.relations.ops import event_id
from dragoman.relations.questions import timeline

# What else can change a dimension: severing closes missions, an embassy implies recognition, and so on.
_BESIDES = {
    "recognition": ("relations", "mission", "envoy"),
    "mission": ("relations",),
    "envoy": ("relations",),
}
_NEAR = 500  # entries between the cache and what is asked up to which folding what changed is quicker
_ID_LENGTH = 64
_READ = 32  # chapters kept in memory; one of a pair that is often spoken of takes a megabyte


def _silent(done: int, total: int) -> None:
    """Tell nobody."""


class Chronicle:
    """Chapters and pages, made from what a ledger holds.

    Args:
        store: The ledger.
        ontology: Event types.
        facts: Of parties.
        progress: Told how far folding all pairs has come.
    """

    def __init__(
        self, store: Store, *, ontology: Ontology, facts: PartyFacts, progress: Progress = _silent
    ) -> None:
        self._store, self._ontology, self.facts = store, ontology, facts
        self._folding = Folding(store, ontology=ontology, facts=facts)
        self._cache = Cache(store, self._folding, progress=progress)
        self._read: Recent[tuple[Pair, int], Chapter] = Recent(_READ)  # a page and its pictures ask for one

    def of_pair(self, pair: Pair, k: int) -> Chapter:
        """Give the chapter of a pair of party keys, as known at sequence number `k`."""
        return self._read.get((pair, k), lambda: self._of_pair(pair, k))

    def _of_pair(self, pair: Pair, k: int) -> Chapter:
        # The first pair of a process pays for itself alone; whoever asks for more asks for all, once.
        whole = len(self._read) > 0 or self._folding.has_fate_of_all(k)
        fate = self._folding.fate_of_all(k) if whole else self._folding.fate(pair, k)
        (made,) = self._folding.fold((pair,), k, fate)
        return made

    def events_of(self, a: str, b: str, k: int) -> Chapter:
        """Give the events of a pair of party keys, or with `b` "" of one party; nothing is folded."""
        rows = (
            self._store.claims_for_pairs((pair_of(a, b),), known_at=k)
            if b
            else self._store.claims_of_party(a, known_at=k)
        )
        events = tuple(self._folding.settle(rows, k))
        claims = {event_id(event): event.claims for event in events}
        return Chapter(pair=pair_of(a, b), events=events, claims=claims, rows={row.id: row for row in rows})

    def happened(
        self,
        party: PartyId,
        k: int,
        *,
        since: date | None,
        until: date | None,
        first: int = 0,
        most: int | None = None,
    ) -> tuple[int, Chapter]:
        """Count the events of a party, and give some of them in order, as a chapter of these alone.

        The cache is asked where it has them, or soon will; else all are settled anew.

        Args:
            party: A state stands for its governments too.
            k: Sequence number of the latest entry known.
            since: First day; undated events are then left out.
            until: First day no more; likewise.
            first: Place of the first one given, from 0.
            most: How many to give; all where None.
        """
        key = party_key(party)
        rows: Mapping[ClaimId, ClaimRow] = {}
        if self._is_near(key, k) and not self._cache.freshen(key, k):
            total, bodies = self._store.folded_events(
                party, since=since, until=until, first=first, most=most, known_at=k
            )
            events = [parse_event(body) for body in bodies]
        else:
            whole = self.events_of(key, "", k)
            said = timeline(party, events=whole.events, parties=self.facts, since=since, until=until)
            end = None if most is None else first + most
            total, rows = len(said.entries), whole.rows
            events = [entry.event for entry in said.entries[first:end]]
        claims = {event_id(event): event.claims for event in events}
        return total, Chapter(pair=(key, ""), events=tuple(events), claims=claims, rows=rows)

    def turned(
        self, since: date, k: int, *, keys: Collection[str], dimensions: Collection[str]
    ) -> Iterable[Held | Page]:
        """Give the relations that begin or end on or after a day, of some parties and dimensions or of all.

        Where the cache lacks them, pages are given on which others stand too.
        """
        if self._cache.has(keys, k):
            bodies = self._store.folded_turned(since, keys=keys, dimensions=dimensions, known_at=k)
            return [parse_relation(body) for body in bodies]
        return [page for page in self.pages(k, keys) if page.last_change >= since]

    def conflicts(
        self, k: int, *, keys: Collection[str], first: int = 0, most: int | None = None
    ) -> tuple[int, list[Opposed]]:
        """Count where documents disagree on any of some parties or of all, and give some of it, in order."""
        if self._cache.has(keys, k):
            total, bodies = self._store.folded_conflicts(keys=keys, first=first, most=most, known_at=k)
            return total, [parse_conflict(body) for body in bodies]
        pages = [page for page in self.pages(k, keys) if page.has_clashes]
        claims, found = claims_of(pages), conflicts_of(pages)
        part = found[first : None if most is None else first + most]
        return len(found), [Opposed(conflict, claims) for conflict in part]

    def of_party(self, key: str, k: int, *, dimension: str) -> list[Chapter]:
        """Give the chapters of all pairs with a party, as far as one dimension goes, by pair."""
        fate = self._folding.fate_of_all(k)
        _, kin = self._folding.feeders_of((key, key), fate)
        wanted = {dimension, *_BESIDES.get(dimension, ())}
        types = [code for code, kind in self._ontology.items() if kind.dimension in wanted]
        rows = self._store.claims_of_party(*kin, types=types, known_at=k)
        events = merged(self._folding.settle(rows, k, types=types), fate)
        folder = Folder(events.values(), ontology=self._ontology, parties=self.facts)
        pairs = [pair for pair in folder.pairs() if key in pair]
        return self._folding.chapters(pairs, events, folder, rows)

    def relations_with(self, key: str, k: int, *, dimension: str) -> list[Chapter]:
        """Give the same chapters, without events where the cache has their relations."""
        if self._is_near(key, k):
            return self.held(key, k, dimension=dimension)
        return self.of_party(key, k, dimension=dimension)

    def _is_near(self, key: str, k: int) -> bool:
        """Say whether the cache has a party as of so late that to fold what changed is quicker than all."""
        mark, now = self._cache.mark(key), self._store.sequence()
        return mark is not None and (mark == now or now - min(mark, k) <= _NEAR)

    def held(self, key: str, k: int, *, dimension: str = "") -> list[Chapter]:
        """Give the relations of all pairs with a party as the cache has them, without events, by pair.

        What the cache lacks is folded first: at the first time every pair with the party, later what changed.

        Args:
            key: Of the party.
            k: Sequence number of the latest entry known.
            dimension: The one wanted; all where empty.
        """
        folded = self._cache.freshen(key, k)
        found: dict[Pair, list[Held]] = {}
        for pair, body in self._store.folded_relations(key, dimension=dimension, known_at=k):
            if pair not in folded:
                found.setdefault(pair, []).append(parse_relation(body))
        chapters = [
            Chapter(
                pair=pair,
                events=(),
                relations=tuple(each.relation for each in rows),
                claims={event: claims for each in rows for event, claims in each.claims.items()},
            )
            for pair, rows in found.items()
        ]
        return sorted([*chapters, *folded.values()], key=lambda chapter: chapter.pair)

    def holding(self, key: str, k: int, *, on: date) -> list[Held]:
        """Give the relations of a party that count as holding on a day, in no particular order."""
        folded = self._cache.freshen(key, k)
        rows = self._store.folded_relations(key, on=on, known_at=k)
        found = [parse_relation(body) for pair, body in rows if pair not in folded]
        made = (each for chapter in folded.values() for each in held_in(chapter))
        return [*found, *(each for each in made if covers(each.relation, on))]

    def around(self, pairs: Sequence[Pair], sequence: int) -> tuple[list[Relation], list[Relation]]:
        """Give the relations of pairs that an entry put an end to, and those that came with it.

        Where the cache has them it is asked, else the pairs are folded twice, and what did not change is
        given on both sides.
        """
        if (self._cache.folded_up_to() or 0) >= sequence:
            gone, come = self._store.folded_learned(pairs, sequence)
            return _in_order(gone, pairs), _in_order(come, pairs)

        def at(k: int) -> list[Relation]:
            folded = self._folding.fold(pairs, k, self._folding.fate_of_all(k))
            return [relation for chapter in folded for relation in chapter.relations]

        return at(sequence - 1), at(sequence)

    def with_prefix(self, prefix: str, k: int) -> tuple[list[tuple[Pair, str]], list[tuple[Pair, str]]]:
        """Give the events and the relations whose ids begin so, each with its pair.

        For the present the cache's index answers. For the past every page is gone through, unless the index
        names a pair where an event or relation with this whole id was known then.
        """
        if k == self._store.sequence():
            if self._cache.folded_up_to() != k:
                self._cache.refresh()
            if self._cache.folded_up_to() == k:
                found = self._store.pairs_with(prefix)
                return (
                    [(pair, id_) for pair, what, id_ in found if what == "event"],
                    [(pair, id_) for pair, what, id_ in found if what == "relation"],
                )
        elif len(prefix) == _ID_LENGTH:
            for pair, what, id_ in self._store.pairs_with(prefix, current=False):
                chapter = self.of_pair(pair, k)
                if what == "event" and id_ in {event.id for event in chapter.events}:
                    return [(pair, id_)], []
                if what == "relation" and id_ in {relation.id for relation in chapter.relations}:
                    return [], [(pair, id_)]
        events: list[tuple[Pair, str]] = []
        relations: list[tuple[Pair, str]] = []
        for page in self._cache.pages(k):
            relations += [(page.pair, id_) for id_ in page.relation_ids if id_.startswith(prefix)]
            events += [(page.pair, id_) for id_ in page.own_events if id_.startswith(prefix)]
        return events, relations

    def events(self, k: int) -> Iterator[Event]:
        """Give every event of every pair, also of pairs with a mention that was not resolved, by pair."""
        for part in parts(sorted(self._store.pairs_changed_since(0, known_at=k))):
            own = set(part)  # a claim that was amended comes with each pair that it was ever of
            for event in self._folding.settle(self._store.claims_for_pairs(part, known_at=k), k):
                if pair_of(party_key(event.actor), party_key(event.target)) in own:
                    yield event

    def pages(self, k: int, keys: Collection[str] = ()) -> Iterator[Page]:
        """Give every page, or those of pairs with any of some parties, by pair; see `Cache.pages`."""
        return self._cache.pages(k, keys)

    def folded_up_to(self) -> int | None:
        """Give the sequence number up to which the cache is good for all pairs; None where it never was."""
        return self._cache.folded_up_to()

    def refresh(self) -> None:
        """Fold what changed since the cache was good for all pairs; all, where it never was."""
        self._cache.refresh()

    def standing(self, rows: Iterable[ClaimRow], k: int) -> list[ClaimEntry]:
        """Give claims as they stand after people's decisions: without the rejected, with corrections made."""
        return self._folding.standing(rows, k)


def _in_order(rows: Iterable[tuple[Pair, str]], pairs: Sequence[Pair]) -> list[Relation]:
    """Give relations as a fold of the pairs would."""
    place = {pair: number for number, pair in enumerate(pairs)}
    found = [(place[pair], parse_relation(body).relation) for pair, body in rows]
    return [relation for _, relation in sorted(found, key=lambda item: (item[0], relation_order(item[1])))]
