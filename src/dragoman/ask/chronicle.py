"""From the ledger's claims to events and relations, pair by pair; what did not change is not folded again.

One pair is folded from its own claims whenever it is asked about: that takes milliseconds. Questions about
all pairs use the ledger's cache, which keeps each pair's page with the sequence number up to which it
is good; a new document touches the pages of the pairs that it speaks of, and of those that inherit from
them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import islice

from dragoman.ask.chapters import Chapter, Claims, Page, parse_relation
from dragoman.ledger.entries import ClaimRow, Folded, Pair, pair_of, party_key
from dragoman.ledger.store import Store
from dragoman.ontology import Ontology
from dragoman.records import Event, Relation
from dragoman.relations.decisions import apply_decisions
from dragoman.relations.entries import ClaimEntry, DecisionEntry
from dragoman.relations.fold import Folder
from dragoman.relations.lifetimes import PartyFacts
from dragoman.relations.ops import event_id
from dragoman.relations.pairs import OF_PARTIES, Affected, feeders, heirs
from dragoman.relations.settle import settle

# What else can change a dimension: severing closes missions, an embassy implies recognition, and so on.
_BESIDES = {
    "recognition": ("relations", "mission", "envoy"),
    "mission": ("relations",),
    "envoy": ("relations",),
}
_MARK: Pair = ("*", "*")  # no party's key; its sequence number says up to where the whole cache is good
_NEAR = 500  # entries between the cache and what is asked up to which folding what changed is quicker
_ID_LENGTH = 64
_READ = 32  # chapters kept in memory; one of a pair that is often spoken of takes a megabyte
_FATES = 8  # sequence numbers of which what befell the parties is kept in memory
_TOGETHER = 400  # pairs folded at a time, which bounds the claims in memory

Progress = Callable[[int, int], None]  # pairs done, pairs in all


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
        self._progress = progress
        self._fate_at: dict[int, list[Event]] = {}  # of the sequence numbers asked last
        self._read: dict[tuple[Pair, int], Chapter] = {}  # asked last: a page and its pictures ask for one
        self._of_parties = frozenset(code for code, kind in ontology.items() if kind.effect in OF_PARTIES)
        self._succeed = frozenset(code for code, kind in ontology.items() if kind.effect == "succeed")

    def of_pair(self, pair: Pair, k: int) -> Chapter:
        """Give the chapter of a pair of party keys, as known at sequence number `k`."""
        known = self._read.get((pair, k))
        if known is None:
            # The first pair of a process pays for itself alone; whoever asks for more asks for all, once.
            fate = self._fate_of_all(k) if self._read or k in self._fate_at else self._fate(pair, k)
            (known,) = self._fold((pair,), k, fate)
            while len(self._read) >= _READ:
                self._read.pop(next(iter(self._read), (pair, k)), None)
            self._read[pair, k] = known
        return known

    def events_of(self, a: str, b: str, k: int) -> Chapter:
        """Give the events of a pair of party keys, or with `b` "" of one party; nothing is folded."""
        rows = (
            self._store.claims_for_pairs((pair_of(a, b),), known_at=k)
            if b
            else self._store.claims_of_party(a, known_at=k)
        )
        events = tuple(self._settle(rows, k))
        claims = {event_id(event): event.claims for event in events}
        return Chapter(pair=pair_of(a, b), events=events, claims=claims, rows={row.id: row for row in rows})

    def of_party(self, key: str, k: int, *, dimension: str) -> list[Chapter]:
        """Give the chapters of all pairs with a party, as far as one dimension goes, by pair."""
        fate = self._fate_of_all(k)
        _, kin = self._feeders((key, key), fate)
        wanted = {dimension, *_BESIDES.get(dimension, ())}
        types = [code for code, kind in self._ontology.items() if kind.dimension in wanted]
        rows = self._store.claims_of_party(*kin, types=types, known_at=k)
        events = _merged(self._settle(rows, k), fate)
        folder = Folder(events.values(), ontology=self._ontology, parties=self.facts)
        pairs = [pair for pair in folder.pairs() if key in pair]
        return self._chapters(pairs, events, folder, rows)

    def relations_with(self, key: str, k: int, *, dimension: str) -> list[Chapter]:
        """Give the same chapters, without events where the cache has their relations."""
        mark = self._mark(key)
        near = mark is not None and self._store.sequence() - min(mark, k) <= _NEAR
        return self.held(key, k, dimension=dimension) if near else self.of_party(key, k, dimension=dimension)

    def held(self, key: str, k: int, *, dimension: str = "", on: date | None = None) -> list[Chapter]:
        """Give the relations of all pairs with a party as the cache has them, without events, by pair.

        What the cache lacks is folded first: at the first time every pair with the party, later what changed
        between the cache and `k`.

        Args:
            key: Of the party.
            k: Sequence number of the latest entry known.
            dimension: The one wanted; all where empty.
            on: Day on which the relations count as holding; None gives all.
        """
        folded = self._freshen(key, k)
        found: dict[Pair, list[tuple[Relation, Claims]]] = {}
        for pair, body in self._store.folded_relations(key, dimension=dimension, on=on):
            if pair not in folded:
                found.setdefault(pair, []).append(parse_relation(body))
        chapters = [
            Chapter(
                pair=pair,
                events=(),
                relations=tuple(relation for relation, _ in rows),
                claims={event: claims for _, behind in rows for event, claims in behind.items()},
            )
            for pair, rows in found.items()
        ]
        return sorted([*chapters, *folded.values()], key=lambda chapter: chapter.pair)

    def around(self, pairs: Collection[Pair], sequence: int) -> tuple[list[Relation], list[Relation]]:
        """Give the relations of pairs as known just before an entry, and with it."""
        before, after = (
            [r for chapter in self._fold(pairs, k, self._fate_of_all(k)) for r in chapter.relations]
            for k in (sequence - 1, sequence)
        )
        return before, after

    def _mark(self, key: str) -> int | None:
        """Give the sequence number up to which the cache is good for all pairs with a party."""
        marks = self._store.folded([_MARK, _mark_of(key)], maker=maker()).values()
        return max((mark.sequence for mark in marks), default=None)

    def _freshen(self, key: str, k: int) -> dict[Pair, Chapter]:
        """Fold the pairs with a party that the cache lacks, or has otherwise than they were at `k`.

        For the present they are kept, and none is given; for the past they are given and not kept.
        """
        mark, now = self._mark(key), self._store.sequence()
        if mark == k == now:
            return {}
        fate = self._fate_of_all(k)
        parts = _parts(sorted(self._stale(key, mark, k)))
        made = {chapter.pair: chapter for part in parts for chapter in self._fold(part, k, fate)}
        if k != now:
            return made
        rows = [_kept(chapter, k) for chapter in made.values()]
        return {} if self._store.keep_folded([*rows, _good(_mark_of(key), k)]) else made

    def _stale(self, key: str, mark: int | None, k: int) -> set[Pair]:
        """Give the pairs with a party that the cache lacks, or has otherwise than they were at `k`."""
        fate = self._fate_of_all(k)
        if mark is None:
            return self._all_with(key, k, fate)
        # A page may be of any number up to now: other parties' questions fold pairs with this one too.
        early, now = min(mark, k), self._store.sequence()
        both = [*fate, *self._fate_of_all(early), *self._fate_of_all(now)]
        changed = self._changed(early, now, both)
        stale = {pair for pair in self._with_heirs(changed.pairs, both) if key in pair}
        return stale | (self._all_with(key, now, both) if changed.parties else set())

    def _all_with(self, key: str, k: int, fate: Collection[Event]) -> set[Pair]:
        """Give every pair with a party: its own, and those that it or the others may have inherited."""
        _, kin = self._feeders((key, key), self._links(fate))
        known = {pair for one in sorted(kin) for pair in self._store.pairs_of_party(one, known_at=k)}
        return {pair for pair in self._with_heirs(known, fate) if key in pair}

    def with_prefix(self, prefix: str, k: int) -> tuple[list[tuple[Pair, str]], list[tuple[Pair, str]]]:
        """Give the events and the relations whose ids begin so, each with its pair.

        For the present the cache's index answers. For the past every page is gone through, unless the index
        names a pair where an event or relation with this whole id was known then.
        """
        if k == self._store.sequence():
            if self.folded_up_to() != k:
                self.refresh()
            if self.folded_up_to() == k:
                found = self._store.pairs_with(prefix)
                return (
                    [(pair, id_) for pair, what, id_ in found if what == "event"],
                    [(pair, id_) for pair, what, id_ in found if what == "relation"],
                )
        elif len(prefix) == _ID_LENGTH:
            for pair, what, id_ in self._store.pairs_with(prefix):
                chapter = self.of_pair(pair, k)
                if what == "event" and id_ in {event.id for event in chapter.events}:
                    return [(pair, id_)], []
                if what == "relation" and id_ in {relation.id for relation in chapter.relations}:
                    return [], [(pair, id_)]
        events: list[tuple[Pair, str]] = []
        relations: list[tuple[Pair, str]] = []
        for page in self.pages(k):
            relations += [(page.pair, id_) for id_ in page.relation_ids if id_.startswith(prefix)]
            events += [(page.pair, id_) for id_ in page.own_events if id_.startswith(prefix)]
        return events, relations

    def folded_up_to(self) -> int | None:
        """Give the sequence number up to which the cache is good for all pairs; None where it never was."""
        mark = self._store.folded([_MARK], maker=maker()).get(_MARK)
        return None if mark is None else mark.sequence

    def refresh(self) -> None:
        """Fold what changed since the cache was good for all pairs; all, where it never was."""
        k, mark = self._store.sequence(), self.folded_up_to()
        if mark == k:
            return
        if mark is None:
            for _ in self.pages(k):
                pass
            return
        fate = self._fate_of_all(k)
        both = [*fate, *self._fate_of_all(mark)]
        changed = self._changed(mark, k, both)
        pairs = set(changed.pairs).union(*(self._all_with(party, k, both) for party in changed.parties))
        for part in _parts(sorted(self._with_heirs(pairs, both))):
            self._store.keep_folded([_kept(chapter, k) for chapter in self._fold(part, k, fate)])
        self._store.keep_folded([_good(_MARK, k)])

    def pages(self, k: int, keys: Collection[str] = ()) -> Iterator[Page]:
        """Give every page, or those of pairs with any of some parties, by pair.

        For the present, only what changed is folded, and then kept.
        """
        present = k == self._store.sequence()
        fate = self._fate_of_all(k)
        marks = [_mark_of(key) for key in keys] or [_MARK]
        if keys:
            pairs = {pair for key in keys for pair in self._all_with(key, k, fate)}
            dirty = {pair for key in keys for pair in self._stale(key, self._mark(key), k)} & pairs
        else:
            pairs = self._with_heirs(self._store.pairs_changed_since(0, known_at=k), fate)
            dirty = self._dirty(pairs, fate, k) if present else pairs
        done = 0
        for part in _parts(sorted(pairs)):
            good = self._store.folded([pair for pair in part if pair not in dirty], maker=maker())
            folded = self._fold([pair for pair in part if pair not in good], k, fate)
            made = {chapter.pair: Page.of(chapter) for chapter in folded}
            if present and made:
                self._store.keep_folded(
                    [made[c.pair].kept(sequence=k, maker=maker(), chapter=c) for c in folded]
                )
            done += len(part)
            self._progress(done, len(pairs))
            for pair in part:
                yield made[pair] if pair in made else Page.parse(pair, good[pair].body)
        if present and dirty:
            self._store.keep_folded([_good(mark, k) for mark in marks])

    def events(self, k: int) -> Iterator[Event]:
        """Give every event of every pair, also of pairs with a mention that was not resolved, by pair."""
        for part in _parts(sorted(self._store.pairs_changed_since(0, known_at=k))):
            yield from self._settle(self._store.claims_for_pairs(part, known_at=k), k)

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

    # --------------------------------------------------------------------------------------- making

    def _fold(self, pairs: Collection[Pair], k: int, fate: Collection[Event]) -> list[Chapter]:
        """Fold pairs from their claims, those of their predecessors, and what befell the parties."""
        if not pairs:
            return []
        links = self._links(fate)
        needed = {fed for pair in pairs for fed in self._feeders(pair, links)[0]}
        rows = self._store.claims_for_pairs(needed, known_at=k)
        events = _merged(self._settle(rows, k), fate)
        folder = Folder(events.values(), ontology=self._ontology, parties=self.facts)
        return self._chapters(pairs, events, folder, rows)

    def _chapters(
        self, pairs: Iterable[Pair], events: dict[str, Event], folder: Folder, rows: Iterable[ClaimRow]
    ) -> list[Chapter]:
        by_pair: dict[Pair, dict[str, Event]] = {}
        for id_, event in events.items():
            by_pair.setdefault(_pair_of_event(event), {})[id_] = event
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

    def _links(self, fate: Iterable[Event]) -> list[Event]:
        """Give the successions alone: they are asked for pair by pair, and there are few."""
        return [event for event in fate if event.type in self._succeed]

    def _feeders(self, pair: Pair, fate: Iterable[Event]) -> tuple[frozenset[Pair], frozenset[str]]:
        return feeders(pair, fate, ontology=self._ontology, state_of=self.facts.state_of)

    def _settle(self, rows: Iterable[ClaimRow], k: int) -> list[Event]:
        return settle(self.standing(rows, k), ontology=self._ontology, state_of=self.facts.state_of)

    def _fate(self, parties: Iterable[str], k: int) -> list[Event]:
        """Give what befell these parties themselves, and the parties that they succeeded."""
        known: set[str] = set()
        wanted = {party for party in parties if party}
        events: list[Event] = []
        while wanted - known:
            known |= wanted
            rows = self._store.claims_of_party(*sorted(known), types=self._of_parties, known_at=k)
            events = self._settle(rows, k)
            for party in sorted(known) if events else ():
                _, kin = feeders(
                    (party, party), events, ontology=self._ontology, state_of=self.facts.state_of
                )
                wanted |= kin
        return events

    def _fate_of_all(self, k: int) -> list[Event]:
        """Give what befell any party: foundings, unions, ends and successions are few."""
        if k not in self._fate_at:  # a picture of fifty parties asks fifty times
            while len(self._fate_at) >= _FATES:
                self._fate_at.pop(next(iter(self._fate_at)), None)
            self._fate_at[k] = self._settle(self._store.claims_of_types(self._of_parties, known_at=k), k)
        return self._fate_at[k]

    # ---------------------------------------------------------------------------------------- cache

    def _dirty(self, pairs: set[Pair], fate: Collection[Event], k: int) -> set[Pair]:
        """Give the pairs whose pages on file are not good any more, or not there."""
        mark = self._store.folded([_MARK], maker=maker()).get(_MARK)
        if mark is None:
            return pairs
        if mark.sequence == k:
            return set()
        both = [*fate, *self._fate_of_all(mark.sequence)]
        changed = self._changed(mark.sequence, k, both)
        touched = {pair for pair in pairs if changed.parties & set(pair)}
        return self._with_heirs(changed.pairs | touched, both) & pairs

    def _changed(self, early: int, late: int, fate: Iterable[Event]) -> Affected:
        """Give the pairs that entries between two may have changed, and the parties of which every pair may.

        Where a party began, ended or succeeded another, every pair with it may stand otherwise.
        """
        changed = self._store.pairs_changed_since(early, known_at=late)
        moved = {
            party_key(party)
            for event in {event_id(event): event for event in fate}.values()
            if _pair_of_event(event) in changed or pair_of(party_key(event.actor), "") in changed
            for party in (event.actor, event.target)
            if party
        }
        return Affected(pairs=frozenset(changed), parties=frozenset(moved))

    def _with_heirs(self, pairs: Iterable[Pair], fate: Collection[Event]) -> set[Pair]:
        found = {pair for pair in pairs if pair[0] and pair[1]}
        links = self._links(fate)
        for pair in list(found) if links else ():
            found |= heirs(pair, links, ontology=self._ontology, state_of=self.facts.state_of)
        return found


def _pair_of_event(event: Event) -> Pair:
    """Give the pair that an event belongs to; one of a party alone belongs to the party twice."""
    return pair_of(party_key(event.actor), party_key(event.target or event.actor))


def _merged(events: Iterable[Event], others: Iterable[Event]) -> dict[str, Event]:
    """Give events by id, each once, in their order; an id costs a hash each time that it is asked for."""
    return {event_id(event): event for part in (events, others) for event in part}


def _parts(pairs: Iterable[Pair]) -> Iterator[list[Pair]]:
    rest = iter(pairs)
    while part := list(islice(rest, _TOGETHER)):
        yield part


def _mark_of(key: str) -> Pair:
    """Give the mark whose number says up to where the cache is good for all pairs with a party."""
    return (_MARK[0], key)


def _good(mark: Pair, k: int) -> Folded:
    return Folded(pair=mark, sequence=k, maker=maker(), body="")


def _kept(chapter: Chapter, k: int) -> Folded:
    return Page.of(chapter).kept(sequence=k, maker=maker(), chapter=chapter)


@cache
def maker() -> str:
    """Name the very code and tables that pages are made by: with others, none on file is good."""
    digest = hashlib.sha256()
    root = files("dragoman")
    for folder in ("ask", "relations", "ontology", "data/gazetteer"):
        for file in sorted(root.joinpath(*folder.split("/")).iterdir(), key=lambda f: f.name):
            if file.name.endswith((".py", ".csv", ".toml")):
                digest.update(file.read_bytes())
    for name in ("data/event_types.toml", "records.py"):
        digest.update(root.joinpath(*name.split("/")).read_bytes())
    return f"chronicle/1 {digest.hexdigest()[:16]}"
