"""How pairs came to be known as they are: their relations, events and conflicts from entry to entry.

A pair is folded at every entry that may have changed it, from claims that are fetched once. Dimensions that
do not change each other are folded apart, so that an entry costs the fold of what it speaks of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from dragoman.ask.chapters import kept_conflict, kept_event, kept_relation
from dragoman.ask.ever import Said, linked, with_decisions
from dragoman.ask.folding import Folding, in_order, pair_of_event, with_alone
from dragoman.ledger.entries import (
    ClaimRow,
    ClaimSpan,
    FoldedConflict,
    FoldedEvent,
    FoldedRelation,
    FoldedStep,
    Pair,
)
from dragoman.ledger.store import Store
from dragoman.records import ClaimId, Event
from dragoman.relations.conflicts import conflict_of
from dragoman.relations.conflicts import in_order as conflicts_in_order
from dragoman.relations.decisions import apply_decisions
from dragoman.relations.entries import ClaimEntry
from dragoman.relations.fold import Folder
from dragoman.relations.settle import Block, block_of, settle

# Severing closes missions, an embassy implies recognition, and so on: these are folded together.
_TOGETHER = frozenset(("recognition", "relations", "mission", "envoy"))
_FATE = "fate"  # the part of what befell the parties themselves
_ONLY_TOLD = ""  # the part of what changes no dimension

_Entries = tuple[ClaimEntry, ...]
_Parts = dict[str, _Entries]  # claims as they stand, by what is folded together


@dataclass(frozen=True, slots=True)
class _Known:
    """What a part of a pair's claims comes to, as the cache keeps it."""

    relations: tuple[FoldedRelation, ...]
    events: tuple[FoldedEvent, ...]
    conflicts: tuple[FoldedConflict, ...]


class History:
    """Folds pairs entry by entry.

    Args:
        store: The ledger.
        folding: Folds pairs.
    """

    def __init__(self, store: Store, folding: Folding) -> None:
        self._store, self._folding = store, folding

    def steps(
        self, pairs: Sequence[Pair], k: int, *, after: Mapping[Pair, int]
    ) -> dict[Pair, list[FoldedStep]]:
        """Give what was known of pairs at each entry up to `k` that may have changed them.

        Args:
            pairs: Of party keys.
            k: Sequence number of the latest entry known.
            after: Entry of each pair after which the steps begin; 0 where it names none.
        """
        if not pairs:
            return {}
        fate, links = self._folding.fates(k), self._folding.links_ever(k)
        needed = {pair: with_alone(linked(pair, links)) for pair in pairs}
        rows = self._store.claims_ever_for_pairs(set(chain.from_iterable(needed.values())), known_at=k)
        by_pair: dict[Pair, list[Said]] = {}
        for said in with_decisions(self._store, rows, k):
            for pair in said.pairs:
                by_pair.setdefault(pair, []).append(said)
        by_party: dict[str, list[Said]] = {}
        for said in fate:
            for key in {key for pair in said.pairs for key in pair if key}:
                by_party.setdefault(key, []).append(said)
        found = {}
        for pair, fed in needed.items():
            parts = [by_pair.get(one, []) for one in fed]
            parts += [by_party.get(key, []) for key in {key for one in fed for key in one}]
            past = _Past(pair, chain.from_iterable(parts), self._folding)
            found[pair] = past.steps(after.get(pair, 0), k)
        return found


class _Past:
    """One pair at any entry; what did not change since the entry before is not settled or folded again."""

    def __init__(self, pair: Pair, said: Iterable[Said], folding: Folding) -> None:
        self._pair, self._folding = pair, folding
        self._said = [said for _, said in sorted({said.row.id: said for said in said}.items())]
        self._entries: dict[tuple[ClaimId, int], ClaimEntry] = {}
        self._settled: dict[Block, tuple[_Entries, list[Event]]] = {}
        self._kept: dict[str, FoldedEvent] = {}
        self._folded: dict[str, tuple[object, _Known]] = {}

    def steps(self, after: int, k: int) -> list[FoldedStep]:
        """Give what is known at each entry after one and up to another that may have changed it."""
        spans = [span for said in self._said for span in said.spans]
        places = {span.since for span in spans} | {span.until for span in spans if span.until is not None}
        places |= {decision.sequence for said in self._said for decision in said.decisions}
        return [self._step(place) for place in sorted(places) if after < place <= k]

    def _step(self, k: int) -> FoldedStep:
        parts = self._parts(k)
        fate = parts.pop(_FATE, ())
        names = sorted({*parts, *(["authority"] if fate else [])})
        known = [self._fold(name, parts.get(name, ()), fate) for name in names]
        return FoldedStep(
            sequence=k,
            relations=tuple(part for each in known for part in each.relations),
            events=tuple(part for each in known for part in each.events),
            conflicts=tuple(part for each in known for part in each.conflicts),
        )

    def _parts(self, k: int) -> _Parts:
        """Give the claims that counted then, as they stood, by what is folded together."""
        ontology = self._folding.ontology
        entries: list[ClaimEntry] = []
        for said in self._said:
            span = next((span for span in reversed(said.spans) if span.holds(k)), None)
            if span is not None:
                known = [decision for decision in said.decisions if decision.sequence <= k]
                entry = self._entry(said.row, span)
                entries += apply_decisions([entry], known) if known else [entry]
        found: dict[str, list[ClaimEntry]] = {}
        for entry in entries:
            kind = ontology.get(entry.claim.type)
            if kind is None:
                continue
            if entry.claim.type in self._folding.of_parties:
                found.setdefault(_FATE, []).append(entry)
            else:
                found.setdefault(_part(kind.dimension), []).append(entry)
        return {name: tuple(part) for name, part in found.items()}

    def _entry(self, row: ClaimRow, span: ClaimSpan) -> ClaimEntry:
        """Give a claim as one reading gave it, the same each time."""
        key = (row.id, span.since)
        if key not in self._entries:
            self._entries[key] = ClaimEntry(
                claim=row.claim,
                copy_group=row.copy_group,
                sequence=row.sequence,
                published=span.published,
                id=row.id,
            )
        return self._entries[key]

    def _fold(self, name: str, part: _Entries, fate: _Entries) -> _Known:
        """Fold what belongs together, unless it is as it was before."""
        before = self._folded.get(name)
        if before is not None and before[0] == (part, fate):
            return before[1]
        befell = self._settle(fate)
        events = in_order(self._settle(part), befell)
        mine = {id_: event for id_, event in events.items() if pair_of_event(event) == self._pair}
        relations, conflicts = self._relations(name, events, mine) if name != _ONLY_TOLD else ((), ())
        # Each part tells of what befell the parties too; the ledger keeps once what is said alike.
        kept = tuple(self._event(id_, event) for id_, event in mine.items())
        known = _Known(relations, kept, conflicts)
        self._folded[name] = ((part, fate), known)
        return known

    def _relations(
        self, name: str, events: Mapping[str, Event], mine: Iterable[str]
    ) -> tuple[tuple[FoldedRelation, ...], tuple[FoldedConflict, ...]]:
        ontology, facts = self._folding.ontology, self._folding.facts
        folded = Folder(events.values(), ontology=ontology, parties=facts).pair(self._pair)
        relations = [relation for relation in folded.relations if _part(relation.dimension) == name]
        behind = {*mine, *(id_ for relation in relations for id_ in relation.events)}
        claims = {id_: events[id_].claims for id_ in behind if id_ in events}
        clashes = {conflict_of(c, claims) for c in folded.clashes if _part(c.dimension) == name}
        return (
            tuple(kept_relation(relation, claims) for relation in relations),
            tuple(kept_conflict(conflict, claims) for conflict in conflicts_in_order(clashes)),
        )

    def _settle(self, entries: _Entries) -> list[Event]:
        """Settle claims block by block."""
        ontology, state_of = self._folding.ontology, self._folding.facts.state_of
        blocks: dict[Block, list[ClaimEntry]] = {}
        for entry in entries:
            blocks.setdefault(block_of(entry, ontology=ontology, state_of=state_of), []).append(entry)
        events: list[Event] = []
        for block, found in blocks.items():
            now = tuple(found)
            before = self._settled.get(block)
            if before is None or before[0] != now:
                before = self._settled[block] = (now, settle(now, ontology=ontology, state_of=state_of))
            events += before[1]
        return events

    def _event(self, id_: str, event: Event) -> FoldedEvent:
        if id_ not in self._kept:
            self._kept[id_] = kept_event(event)
        return self._kept[id_]


def _part(dimension: str) -> str:
    """Name what a dimension is folded together with."""
    return "diplomatic" if dimension in _TOGETHER else dimension
