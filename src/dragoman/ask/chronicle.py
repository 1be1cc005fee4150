"""From the ledger's claims to events and relations, pair by pair; what did not change is not folded again.

One pair is folded from its own claims whenever it is asked about: that takes milliseconds. Questions about
all pairs use the ledger's cache, which keeps each pair's chapter with the sequence number up to which it
is good; a new document touches the chapters of the pairs that it speaks of, and those that inherit from
them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import islice

from dragoman.gazetteer import Gazetteer
from dragoman.ledger.codec import from_dict, to_dict, to_json
from dragoman.ledger.entries import ClaimRow, Folded, Pair, pair_of, party_key
from dragoman.ledger.store import Store
from dragoman.ontology import Ontology
from dragoman.records import Event, PartyId, PartyKind, Relation
from dragoman.relations.decisions import apply_decisions
from dragoman.relations.entries import ClaimEntry, DecisionEntry
from dragoman.relations.fold import Folder
from dragoman.relations.lanes import Clash
from dragoman.relations.pairs import OF_PARTIES, feeders, heirs
from dragoman.relations.settle import settle

# What else can change a dimension: severing closes missions, an embassy implies recognition, and so on.
_BESIDES = {
    "recognition": ("relations", "mission", "envoy"),
    "mission": ("relations",),
    "envoy": ("relations",),
}
_MARK: Pair = ("*", "*")  # no party's key; its sequence number says up to where the whole cache is good
_TOGETHER = 400  # pairs folded at a time, which bounds the claims in memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """What is known of one pair.

    `events` are the pair's own, in order; `cited` are others that its relations rest on: those of
    predecessors, and of a party's beginning or end.
    """

    pair: tuple[str, str]
    events: tuple[Event, ...]
    cited: tuple[Event, ...]
    relations: tuple[Relation, ...]
    clashes: tuple[Clash, ...]


class Facts:
    """What the fold needs to know of parties: the gazetteer's dates and kinds, under the ledger's keys."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._parties = {party.id: party for party in gazetteer.parties()}

    def state_of(self, party: PartyId, /) -> PartyId:
        """Give the state of a government, by its id; every other party is its own.

        A group belongs to no state here, wherever it lives: sanctions on one are none on the other.
        """
        return party_key(party)

    def lifetime(self, party: PartyId, /) -> tuple[date | None, date | None]:
        """Give the party's dates."""
        known = self._parties.get(party)
        return (known.since, known.until) if known else (None, None)

    def kind(self, party: PartyId, /) -> PartyKind | None:
        """Give the party's kind; an unknown "STATE/slug" is a government."""
        known = self._parties.get(party)
        if known is not None:
            return known.kind
        return PartyKind.GOVERNMENT if "/" in party else None


class Chronicle:
    """Chapters, made from what a ledger holds."""

    def __init__(self, store: Store, *, ontology: Ontology, facts: Facts) -> None:
        self._store, self._ontology, self.facts = store, ontology, facts
        self._of_parties = frozenset(code for code, kind in ontology.items() if kind.effect in OF_PARTIES)

    def of_pair(self, pair: Pair, k: int) -> Chapter:
        """Give the chapter of a pair of party keys, as known at sequence number `k`."""
        (chapter,) = self._fold((pair,), k, self._fate(pair, k))
        return chapter

    def events_of(self, a: str, b: str, k: int) -> Chapter:
        """Give the events of a pair of party keys, or with `b` "" of one party; nothing is folded."""
        rows = (
            self._store.claims_for_pairs((pair_of(a, b),), known_at=k)
            if b
            else self._store.claims_of_party(a, known_at=k)
        )
        events = tuple(self._settle(rows, k))
        return Chapter(pair=pair_of(a, b), events=events, cited=(), relations=(), clashes=())

    def of_party(self, key: str, k: int, *, dimension: str) -> list[Chapter]:
        """Give the chapters of all pairs with a party, as far as one dimension goes, by pair."""
        fate = self._fate((key,), k)
        _, kin = feeders((key, key), fate, ontology=self._ontology, state_of=self.facts.state_of)
        wanted = {dimension, *_BESIDES.get(dimension, ())}
        types = self._of_parties | {code for code, kind in self._ontology.items() if kind.dimension in wanted}
        rows = self._store.claims_of_party(*kin, types=types, known_at=k)
        others = {party_key(p.party) for row in rows for p in (row.claim.actor, row.claim.target) if p} - {""}
        about = self._store.claims_of_party(*others, types=self._of_parties, known_at=k) if others else []
        events = self._settle([*rows, *about], k)
        folder = Folder(events, ontology=self._ontology, parties=self.facts)
        pairs = [pair for pair in folder.pairs() if key in pair]
        return self._chapters(pairs, events, folder)

    def all(self, k: int) -> Iterator[Chapter]:
        """Give every chapter, by pair. For the present, only what changed is folded, and then kept."""
        present = k == self._store.sequence()
        fate = self._settle(self._store.iter_claims(types=self._of_parties, known_at=k), k)
        pairs = self._with_heirs(self._store.pairs_changed_since(0, known_at=k), fate)
        dirty = pairs if not present else self._dirty(pairs, fate, k)
        for part in _parts(sorted(pairs)):
            good = self._store.folded([pair for pair in part if pair not in dirty], maker=maker())
            made = {c.pair: c for c in self._fold([p for p in part if p not in good], k, fate)}
            if present and made:
                self._store.keep_folded(_kept(chapter, k) for chapter in made.values())
            for pair in part:
                yield made[pair] if pair in made else from_dict(Chapter, json.loads(good[pair].body))
        if present and dirty:
            self._store.keep_folded([Folded(pair=_MARK, sequence=k, maker=maker(), body="")])

    # --------------------------------------------------------------------------------------- making

    def _fold(self, pairs: Collection[Pair], k: int, fate: list[Event]) -> list[Chapter]:
        """Fold pairs from their claims, those of their predecessors, and what befell the parties."""
        if not pairs:
            return []
        needed = {
            fed
            for pair in pairs
            for fed in feeders(pair, fate, ontology=self._ontology, state_of=self.facts.state_of)[0]
        }
        rows = self._store.claims_for_pairs(needed, known_at=k)
        own = self._settle(rows, k)
        known = {event.id for event in own}
        events = [*own, *(event for event in fate if event.id not in known)]
        return self._chapters(pairs, events, Folder(events, ontology=self._ontology, parties=self.facts))

    def _chapters(self, pairs: Iterable[Pair], events: list[Event], folder: Folder) -> list[Chapter]:
        by_pair: dict[Pair, list[Event]] = {}
        for event in events:
            key = pair_of(party_key(event.actor), party_key(event.target or event.actor))
            by_pair.setdefault(key, []).append(event)
        by_id = {event.id: event for event in events}
        chapters = []
        for pair in pairs:
            own = tuple(by_pair.get(pair, ()))
            folded = folder.pair(pair)
            ids = dict.fromkeys(event_id for relation in folded.relations for event_id in relation.events)
            cited = [by_id[event_id] for event_id in ids if event_id in by_id]
            chapters.append(
                Chapter(
                    pair=pair,
                    events=own,
                    cited=tuple(event for event in cited if event not in own),
                    relations=folded.relations,
                    clashes=folded.clashes,
                )
            )
        return chapters

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

    def _settle(self, rows: Iterable[ClaimRow], k: int) -> list[Event]:
        return settle(self.standing(rows, k), ontology=self._ontology, state_of=self.facts.state_of)

    def _fate(self, parties: Iterable[str], k: int) -> list[Event]:
        """Give what befell the parties themselves, and the parties that they succeeded."""
        known: set[str] = set()
        wanted = {party for party in parties if party}
        events: list[Event] = []
        while wanted - known:
            known |= wanted
            rows = self._store.claims_of_party(*sorted(known), types=self._of_parties, known_at=k)
            events = self._settle(rows, k)
            for party in sorted(known):
                _, kin = feeders(
                    (party, party), events, ontology=self._ontology, state_of=self.facts.state_of
                )
                wanted |= kin
        return events

    # ---------------------------------------------------------------------------------------- cache

    def _dirty(self, pairs: set[Pair], fate: list[Event], k: int) -> set[Pair]:
        """Give the pairs whose chapters on file are not good any more, or not there."""
        mark = self._store.folded([_MARK], maker=maker()).get(_MARK)
        if mark is None:
            return pairs
        if mark.sequence == k:
            return set()
        changed = self._store.pairs_changed_since(mark.sequence, known_at=k)
        before = self._store.folded(changed, maker=maker()).values()
        earlier = [from_dict(Chapter, json.loads(row.body)).events for row in before]
        moved = {
            party_key(party)
            for event in (*fate, *(event for events in earlier for event in events))
            if event.type in self._of_parties
            if pair_of(party_key(event.actor), party_key(event.target or event.actor)) in changed
            or pair_of(party_key(event.actor), party_key(event.target)) in changed
            for party in (event.actor, event.target)
            if party
        }
        touched = {pair for pair in pairs if moved & set(pair)}
        return self._with_heirs(changed | touched, fate)

    def _with_heirs(self, pairs: Iterable[Pair], fate: list[Event]) -> set[Pair]:
        found = {pair for pair in pairs if pair[0] and pair[1]}
        for pair in list(found):
            found |= heirs(pair, fate, ontology=self._ontology, state_of=self.facts.state_of)
        return found


def _kept(chapter: Chapter, k: int) -> Folded:
    return Folded(pair=chapter.pair, sequence=k, maker=maker(), body=to_json(to_dict(chapter)))


def _parts(pairs: Iterable[Pair]) -> Iterator[list[Pair]]:
    rest = iter(pairs)
    while part := list(islice(rest, _TOGETHER)):
        yield part


@cache
def maker() -> str:
    """Name the very code and tables that chapters are made by: with others, none on file is good."""
    digest = hashlib.sha256()
    root = files("dragoman")
    for folder in ("relations", "ontology", "data/gazetteer"):
        for file in sorted(root.joinpath(*folder.split("/")).iterdir(), key=lambda f: f.name):
            if file.name.endswith((".py", ".csv", ".toml")):
                digest.update(file.read_bytes())
    for name in ("data/event_types.toml", "ask/chronicle.py", "records.py"):
        digest.update(root.joinpath(*name.split("/")).read_bytes())
    return f"chronicle/1 {digest.hexdigest()[:16]}"
